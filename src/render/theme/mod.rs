//! Templates to HTML (doors: Tera, `include_dir`). The built-in theme is part of the program; a project's `templates/` replaces it
//! file by file.

mod faults;
mod scripts;

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
pub(super) use tera::value::Key;
pub(super) use tera::{Context, Map, Value};
use tera::{Tera, escape_html};

pub(super) use self::faults::Broken;
use self::faults::Own;
use crate::diagnostic::Diagnostic;
use crate::source::Project;
use crate::text::fingerprint;

/// `templates/` as it was when the program was compiled.
static TEMPLATES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The built-in theme: name and text of every template and asset. The words in `strings/` are read elsewhere.
fn built_in() -> BTreeMap<&'static str, &'static str> {
    let mut texts = BTreeMap::from([("css/diagram.css", crate::diagram::CSS)]);
    let mut folders = vec![&TEMPLATES];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs().filter(|folder| !folder.path().ends_with("strings")));
        texts.extend(folder.files().filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?))));
    }
    texts
}

/// The styles, in the order of their layers.
const STYLES: [&str; 14] = [
    "tokens",
    "base",
    "layout",
    "content",
    "components",
    "progress",
    "plan",
    "table",
    "changes",
    "pages",
    "search",
    "diagram",
    "reader",
    "print",
];

/// Those of them that few pages need: each is a file of its own. All others are one.
const APART: [&str; 5] = ["plan", "table", "changes", "search", "print"];

/// Templates ready for use, and the files that go with them.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    /// The styles: name below `assets/`, without `.css`, and text.
    pub(super) styles: Vec<(&'static str, String)>,
    /// The scripts, joined: name below `assets/` and text.
    pub(super) scripts: Vec<(&'static str, String)>,
    /// Pictures, and scripts of the project's own: path below `assets/` and text.
    pub(super) assets: BTreeMap<String, String>,
    /// Stands for every template and the program itself.
    pub(super) fingerprint: u64,
    own: Own,
}

impl Theme {
    /// Whether pages are made by templates of the project, which may read more than ours do.
    pub(crate) fn is_own(&self) -> bool {
        !self.own_pages().is_empty()
    }

    /// The project's own templates.
    pub(super) fn own_pages(&self) -> Vec<&str> {
        self.own.pages()
    }

    /// Names what may have caused a fault of a finished page.
    pub(super) fn where_to_look(&self, trusted_html: bool) -> String {
        let own = self.own_pages();
        if !own.is_empty() {
            return format!("look into the project's own templates: {}", own.join(", "));
        }
        if trusted_html {
            return "raw HTML that `html: trusted` lets through may have it".to_owned();
        }
        "this is a fault of vejviser; please report it".to_owned()
    }
}

impl Theme {
    /// The built-in theme with the project's own files over it.
    ///
    /// # Errors
    /// The first template that does not work.
    pub(crate) fn load(project: &Project) -> Result<Self, Vec<Diagnostic>> {
        let mut texts: BTreeMap<&str, &str> = built_in();
        let mut own = Own::default();
        for file in &project.templates {
            let path = project.sources.path(*file);
            let name = path.strip_prefix("templates/").unwrap_or(path);
            let text = project.sources.text(*file);
            // Words are read elsewhere, the template of new tasks is the authors' own, and a copy of ours changes nothing.
            let elsewhere = name.starts_with("strings/") || name == "task.md";
            if !elsewhere && texts.get(name) != Some(&text) {
                texts.insert(name, text);
                own.add(name, *file, &project.sources);
            }
        }
        let fingerprint = fingerprint(&(env!("CARGO_PKG_VERSION"), &texts));
        let mut tera = Tera::new();
        let pages = texts.iter().filter(|(name, _)| name.ends_with(".html")).map(|(name, text)| (*name, *text));
        if let Err(error) = tera.add_raw_templates(pages) {
            return Err(own.faults(&error));
        }
        let wrong = scripts::wrong_imports(&texts, |name| own.holds(name));
        if !wrong.is_empty() {
            return Err(wrong.into_iter().map(|wrong| own.at(&wrong.file, wrong.range, &wrong.message)).collect());
        }
        let layer = |name: &&str| {
            let text = texts.get(format!("css/{name}.css").as_str()).copied().unwrap_or_default();
            format!("@layer {name} {{\n{text}}}\n")
        };
        let together: String = STYLES.iter().filter(|name| !APART.contains(name)).map(layer).collect();
        let style = ("style", format!("@layer {};\n{together}", STYLES.join(", ")));
        let styles = [style].into_iter().chain(APART.iter().map(|name| (*name, layer(name)))).collect();
        let scripts = scripts::joined(&texts);
        let of_script = |name: &str| scripts::is_one(name);
        let assets = texts
            .iter()
            .filter(|(name, _)| !name.ends_with(".html") && !name.ends_with(".css") && !of_script(name))
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect();
        Ok(Theme { tera, styles, scripts, assets, fingerprint, own })
    }

    /// Has a template make HTML of what is in the context.
    pub(super) fn render(&self, template: &str, context: &Context) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let mut html = Vec::new();
        self.tera.render_to(template, context, &mut html).map_err(|error| self.own.faults(&error))?;
        Ok(html)
    }
}

/// A view as a value that templates read.
pub(super) fn value(view: &impl serde::Serialize) -> Value {
    Value::from_serializable(view)
}

/// Appends a text as templates do that say nothing of it.
pub(super) fn escape(text: &str, out: &mut Vec<u8>) {
    // Writing to memory does not fail.
    let _ = escape_html(text, out);
}

/// Finished HTML as a value.
pub(super) fn html(text: &str) -> Value {
    Value::safe_string(text)
}
