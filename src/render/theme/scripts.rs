//! The scripts of the theme as a few files. They are written as ES modules; but browsers load no modules into a page that was
//! opened from disk, so each becomes a function that gives what it exports, behind those that it imports from.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A file of scripts: its name below `assets/`, and its modules, each before those that import from it.
type File = (&'static str, &'static [&'static str]);

/// The scripts of every page, from which those of all other files may import.
const SITE: File = (
    "site.js",
    &[
        "page",
        "navigation",
        "store",
        "guide",
        "lens",
        "search_box",
        "search_dialog",
        "search_page",
        "pieces",
        "states",
        "runs",
        "progress",
        "log",
        "copying",
        "live",
        "start",
    ],
);

/// The script that runs before a page is painted.
const EARLY: File = ("early.js", &["early"]);

/// The script behind the list of versions, for copied sites.
const VERSIONS: File = ("versions.js", &["versions"]);

/// All files. Every page loads the first two; the others load where they are needed.
const FILES: [File; 14] = [
    EARLY,
    SITE,
    ("search.js", &["fold", "ranks", "engine", "data", "sentence", "hits"]),
    ("plan.js", &["exchange", "merge", "runs_table", "incoming", "log_fields", "plan"]),
    ("own.js", &["own"]),
    ("table.js", &["table_csv", "table_rows", "table"]),
    ("seen.js", &["seen"]),
    ("changes.js", &["changes"]),
    ("code.js", &["code"]),
    ("colours.js", &["colours"]),
    ("previews.js", &["previews"]),
    ("diagram.js", &["signs", "diagram_tools", "diagram"]),
    ("own_overview.js", &["own_overview"]),
    VERSIONS,
];

/// Whether a file of the theme is one of the scripts.
pub(super) fn is_one(name: &str) -> bool {
    all().any(|script| name == file(script))
}

/// Each script.
fn all() -> impl Iterator<Item = &'static str> {
    FILES.into_iter().flat_map(|(_, modules)| modules).copied()
}

/// The scripts that one of a file can import from: those before it there, and those of every page.
fn before(of: File, script: &str) -> impl Iterator<Item = &'static str> {
    let shared = if [SITE, EARLY, VERSIONS].contains(&of) { &[] } else { SITE.1 };
    let own = of.1.iter().position(|other| *other == script).unwrap_or(0);
    shared.iter().chain(&of.1[..own]).copied()
}

fn file(script: &str) -> String {
    format!("js/{script}.js")
}

/// The files in `assets/` by name, from the texts of the theme. What the others need of the site's is handed over.
pub(super) fn joined(texts: &BTreeMap<&str, &str>) -> Vec<(&'static str, String)> {
    let text = |script: &str| texts.get(file(script).as_str()).copied().unwrap_or_default();
    let shared = |of: File| -> BTreeSet<&'static str> {
        let asked: BTreeSet<&str> =
            of.1.iter().flat_map(|script| text(script).lines().filter_map(import)).map(|(_, from)| from).collect();
        SITE.1.iter().filter(|script| asked.contains(**script)).copied().collect()
    };
    let names =
        |scripts: BTreeSet<&str>| scripts.iter().map(|script| format!("${script}")).collect::<Vec<_>>().join(", ");
    let file = |of: File| {
        let mut out = String::from("(() => {\n\"use strict\";\n");
        let taken = if of.0 == SITE.0 { String::new() } else { names(shared(of)) };
        if !taken.is_empty() {
            out.push_str(&format!("const {{ {taken} }} = globalThis.vejviser.modules;\n"));
        }
        for script in of.1 {
            module(script, text(script), &mut out);
        }
        if of.0 == SITE.0 {
            let given = FILES.into_iter().filter(|other| other.0 != SITE.0).flat_map(shared).collect();
            out.push_str(&format!("globalThis.vejviser.modules = {{ {} }};\n", names(given)));
        }
        out.push_str("})();\n");
        (of.0, out)
    };
    FILES.into_iter().map(file).collect()
}

/// A module as a constant. Imports stand on a line of their own, and `export` stands before what it exports.
fn module(name: &str, text: &str, out: &mut String) {
    out.push_str(&format!("const ${name} = (() => {{\n"));
    let mut exported = Vec::new();
    // Readers' browsers need no comments, and no indentation.
    let comment = |line: &str| ["//", "/*", "* ", "*/"].iter().any(|sign| line.trim_start().starts_with(sign));
    for line in text.lines().filter(|line| !comment(line)) {
        if let Some((names, from)) = import(line) {
            out.push_str(&format!("const {{ {} }} = ${from};\n", names.replace(" as ", ": ")));
            continue;
        }
        let line = match line.strip_prefix("export ") {
            Some(rest) => {
                exported.extend(declared(rest));
                rest
            }
            None => line,
        };
        out.push_str(line.trim_start());
        out.push('\n');
    }
    out.push_str(&format!("return {{ {} }};\n}})();\n", exported.join(", ")));
}

/// The names and the module of `import { a, b as c } from "./module.js";`.
fn import(line: &str) -> Option<(&str, &str)> {
    let (names, from) = line.strip_prefix("import {")?.split_once("} from \"./")?;
    Some((names.trim(), from.strip_suffix(".js\";")?))
}

/// An import that browsers would stumble over, and with it all scripts of the site.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct WrongImport {
    /// The file of the theme, and where in it.
    pub(super) file: String,
    pub(super) range: Range<usize>,
    pub(super) message: String,
}

/// Faults in imports by or from the project's own scripts.
pub(super) fn wrong_imports(texts: &BTreeMap<&str, &str>, is_own: impl Fn(&str) -> bool) -> Vec<WrongImport> {
    let mut wrong = Vec::new();
    if !all().any(|script| is_own(&file(script))) {
        return wrong;
    }
    for (of_file, script) in FILES.into_iter().flat_map(|of| of.1.iter().map(move |script| (of, *script))) {
        let name = file(script);
        let text = texts.get(name.as_str()).copied().unwrap_or_default();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let range = at..at + line.trim_end().len();
            at += line.len();
            if !line.starts_with("import") {
                continue;
            }
            let mut add = |file: &str, range: Range<usize>, message: String| {
                if is_own(file) {
                    wrong.push(WrongImport { file: file.to_owned(), range, message });
                }
            };
            let Some((names, from)) = import(line.trim_end()) else {
                let form = "an import stands on one line, such as `import { root } from \"./page.js\";`";
                add(&name, range, form.to_owned());
                continue;
            };
            let of = file(from);
            if !before(of_file, script).any(|before| before == from) {
                let is_there = all().any(|script| script == from);
                let why = if is_there { "does not come before this one" } else { "is no script of the theme" };
                add(&name, range, format!("`{of}` {why}, so that nothing can be imported from it"));
                continue;
            }
            let exported = exports(texts.get(of.as_str()).copied().unwrap_or_default());
            let names = names.split(',').map(|name| name.split(" as ").next().unwrap_or(name).trim());
            for wanted in names.filter(|wanted| !exported.contains(wanted)) {
                let start = range.start + line.find(wanted).unwrap_or(0);
                add(&name, start..start + wanted.len(), format!("`{of}` exports no `{wanted}`"));
                if !is_own(&name) {
                    add(&of, 0..0, format!("`{of}` exports no `{wanted}`, which `{name}` imports"));
                }
            }
        }
    }
    wrong
}

fn exports(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| line.strip_prefix("export ")).flat_map(declared).collect()
}

/// The names that a line declares: a function's, or those of `const a = 1, b = 2;`.
fn declared(line: &str) -> Vec<&str> {
    let rest = line.strip_prefix("async ").unwrap_or(line);
    let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    if let Some(rest) = rest.strip_prefix("function ") {
        return vec![rest.split(|c| !is_name(c)).next().unwrap_or_default()];
    }
    let Some(rest) = rest.strip_prefix("const ") else { return Vec::new() };
    let first = |part: &'_ str| part.trim_start().len();
    let parts = rest.split(", ").filter(|part| part.contains(" = ") && first(part) > 0);
    parts.filter_map(|part| part.split(" = ").next()).map(str::trim).filter(|name| name.chars().all(is_name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::theme::built_in;

    #[test]
    fn modules_become_functions() {
        let texts = BTreeMap::from([
            ("js/page.js", "// Why.\nexport const root = 1;\nexport async function load(path) {\n  return path;\n}\n"),
            ("js/start.js", "import { load, root as base } from \"./page.js\";\n\nload(base);\n"),
        ]);
        let (_, script) = &joined(&texts)[1];
        assert!(script.starts_with(
            "(() => {\n\"use strict\";\nconst $page = (() => {\nconst root = 1;\nasync function load(path) {\n\
             return path;\n}\nreturn { root, load };\n})();\n"
        ));
        assert!(script.ends_with(
            "const $start = (() => {\nconst { load, root: base } = $page;\n\nload(base);\nreturn {  };\n})();\n\
             globalThis.vejviser.modules = {  };\n})();\n"
        ));
    }

    #[test]
    fn what_is_exported_is_seen() {
        assert_eq!(declared("const DONE = \"done\", READY = \"ready\";"), ["DONE", "READY"]);
        assert_eq!(declared("const root = new URL(\"..\", src).href;"), ["root"]);
        assert_eq!(declared("function step(event, input) {"), ["step"]);
    }

    #[test]
    fn scripts_import_only_what_those_before_them_export() {
        let texts = built_in();
        assert_eq!(wrong_imports(&texts, |_| true), []);
    }
}
