//! Templates to HTML (door: Tera). The built-in theme is part of the program; a project's `templates/` replaces it
//! file by file.

mod faults;
mod scripts;

use std::collections::BTreeMap;

pub(super) use tera::value::Key;
pub(super) use tera::{Context, Map, Value};
use tera::{Tera, escape_html};

pub(super) use self::faults::Broken;
use self::faults::Own;
use crate::diagnostic::Diagnostic;
use crate::source::Project;
use crate::text::fingerprint;

/// The built-in theme: name and text of every template and asset.
pub(super) const BUILT_IN: [(&str, &str); 69] = [
    ("base.html", include_str!("../../../templates/base.html")),
    ("components/blocks.html", include_str!("../../../templates/components/blocks.html")),
    ("components/task_link.html", include_str!("../../../templates/components/task_link.html")),
    ("components/party_mark.html", include_str!("../../../templates/components/party_mark.html")),
    ("components/diagram.html", include_str!("../../../templates/components/diagram.html")),
    ("components/line.html", include_str!("../../../templates/components/line.html")),
    ("components/left_out_line.html", include_str!("../../../templates/components/left_out_line.html")),
    ("components/facts.html", include_str!("../../../templates/components/facts.html")),
    ("components/item.html", include_str!("../../../templates/components/item.html")),
    ("components/handover.html", include_str!("../../../templates/components/handover.html")),
    ("components/print_task.html", include_str!("../../../templates/components/print_task.html")),
    ("components/mention.html", include_str!("../../../templates/components/mention.html")),
    ("components/path_task.html", include_str!("../../../templates/components/path_task.html")),
    ("components/assets.html", include_str!("../../../templates/components/assets.html")),
    ("components/footer.html", include_str!("../../../templates/components/footer.html")),
    ("components/header.html", include_str!("../../../templates/components/header.html")),
    ("components/waiting.html", include_str!("../../../templates/components/waiting.html")),
    ("components/gate_line.html", include_str!("../../../templates/components/gate_line.html")),
    ("components/sidebar.html", include_str!("../../../templates/components/sidebar.html")),
    ("pages/home.html", include_str!("../../../templates/pages/home.html")),
    ("pages/guide.html", include_str!("../../../templates/pages/guide.html")),
    ("pages/task.html", include_str!("../../../templates/pages/task.html")),
    ("pages/group.html", include_str!("../../../templates/pages/group.html")),
    ("pages/path.html", include_str!("../../../templates/pages/path.html")),
    ("pages/plan.html", include_str!("../../../templates/pages/plan.html")),
    ("pages/handovers.html", include_str!("../../../templates/pages/handovers.html")),
    ("pages/gate.html", include_str!("../../../templates/pages/gate.html")),
    ("pages/questions.html", include_str!("../../../templates/pages/questions.html")),
    ("pages/terms.html", include_str!("../../../templates/pages/terms.html")),
    ("pages/print.html", include_str!("../../../templates/pages/print.html")),
    ("pages/page.html", include_str!("../../../templates/pages/page.html")),
    ("pages/relations.html", include_str!("../../../templates/pages/relations.html")),
    ("pages/search.html", include_str!("../../../templates/pages/search.html")),
    ("pages/moved.html", include_str!("../../../templates/pages/moved.html")),
    ("pages/not_found.html", include_str!("../../../templates/pages/not_found.html")),
    ("css/tokens.css", include_str!("../../../templates/css/tokens.css")),
    ("css/base.css", include_str!("../../../templates/css/base.css")),
    ("css/layout.css", include_str!("../../../templates/css/layout.css")),
    ("css/content.css", include_str!("../../../templates/css/content.css")),
    ("css/components.css", include_str!("../../../templates/css/components.css")),
    ("css/diagram.css", crate::diagram::CSS),
    ("css/reader.css", include_str!("../../../templates/css/reader.css")),
    ("css/print.css", include_str!("../../../templates/css/print.css")),
    ("js/page.js", include_str!("../../../templates/js/page.js")),
    ("js/store.js", include_str!("../../../templates/js/store.js")),
    ("js/fold.js", include_str!("../../../templates/js/fold.js")),
    ("js/ranks.js", include_str!("../../../templates/js/ranks.js")),
    ("js/engine.js", include_str!("../../../templates/js/engine.js")),
    ("js/data.js", include_str!("../../../templates/js/data.js")),
    ("js/search_box.js", include_str!("../../../templates/js/search_box.js")),
    ("js/sentence.js", include_str!("../../../templates/js/sentence.js")),
    ("js/hits.js", include_str!("../../../templates/js/hits.js")),
    ("js/search_dialog.js", include_str!("../../../templates/js/search_dialog.js")),
    ("js/search_page.js", include_str!("../../../templates/js/search_page.js")),
    ("js/guide.js", include_str!("../../../templates/js/guide.js")),
    ("js/lens.js", include_str!("../../../templates/js/lens.js")),
    ("js/pieces.js", include_str!("../../../templates/js/pieces.js")),
    ("js/states.js", include_str!("../../../templates/js/states.js")),
    ("js/runs.js", include_str!("../../../templates/js/runs.js")),
    ("js/progress_incoming.js", include_str!("../../../templates/js/progress_incoming.js")),
    ("js/progress_panel.js", include_str!("../../../templates/js/progress_panel.js")),
    ("js/progress.js", include_str!("../../../templates/js/progress.js")),
    ("js/navigation.js", include_str!("../../../templates/js/navigation.js")),
    ("js/copying.js", include_str!("../../../templates/js/copying.js")),
    ("js/previews.js", include_str!("../../../templates/js/previews.js")),
    ("js/diagram_tools.js", include_str!("../../../templates/js/diagram_tools.js")),
    ("js/save_picture.js", include_str!("../../../templates/js/save_picture.js")),
    ("js/start.js", include_str!("../../../templates/js/start.js")),
    ("icon.svg", include_str!("../../../templates/icon.svg")),
];

/// The styles, in the order of their layers.
const STYLES: [&str; 8] = ["tokens", "base", "layout", "content", "components", "diagram", "reader", "print"];

/// Templates ready for use, and the files that go with them.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    /// All styles as one file.
    pub(super) style: String,
    /// The scripts, joined: name below `assets/` and text.
    pub(super) scripts: [(&'static str, String); 2],
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
        let mut texts: BTreeMap<&str, &str> = BUILT_IN.into_iter().collect();
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
        let style = STYLES.map(|name| {
            let text = texts.get(format!("css/{name}.css").as_str()).copied().unwrap_or_default();
            format!("@layer {name} {{\n{text}}}\n")
        });
        let style = format!("@layer {};\n{}", STYLES.join(", "), style.concat());
        let scripts = scripts::joined(&texts);
        let of_script = |name: &str| scripts::is_one(name);
        let assets = texts
            .iter()
            .filter(|(name, _)| !name.ends_with(".html") && !name.ends_with(".css") && !of_script(name))
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect();
        Ok(Theme { tera, style, scripts, assets, fingerprint, own })
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
