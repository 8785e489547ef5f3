//! No circle among the files of a room: whoever reads one file need not have read it already.
//!
//! A file imports another by a `use` or by a path in its code. A name that a `mod.rs` (or a file with a folder of its own)
//! only hands on counts as that of the file that defines it; what such a file defines or needs itself counts as its own.
//! Methods count nowhere, since no path names them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::architecture::{Source, sources};

/// A module of the crate: its file and what that imports.
struct Module {
    file: String,
    /// Its code without imports, comments and tests.
    body: String,
    /// Local names and the paths that they stand for, from the crate's root.
    imports: Vec<(String, Path)>,
}

/// Names from the crate's root, such as `["text", "slug"]`.
type Path = Vec<String>;

struct Crate(BTreeMap<Path, Module>);

/// The module that a file holds; none for what is no part of the library.
fn module_of(file: &str) -> Option<Path> {
    if file == "main.rs" || file == "lib.rs" {
        return None;
    }
    let stem = file.strip_suffix(".rs")?;
    Some(stem.strip_suffix("/mod").unwrap_or(stem).split('/').map(str::to_owned).collect())
}

impl Crate {
    fn read() -> Self {
        let all = sources();
        let tests: BTreeSet<Path> = all.iter().flat_map(test_modules).collect();
        let files: Vec<(Path, &Source)> = all
            .iter()
            .filter_map(|source| Some((module_of(&source.path)?, source)))
            .filter(|(path, _)| !tests.contains(path))
            .collect();
        let known: BTreeSet<Path> = files.iter().map(|(path, _)| path.clone()).collect();
        let module = |(path, source): (Path, &Source)| {
            let (uses, body) = parted(source);
            let imports = uses.iter().flat_map(|one| expanded(one)).filter_map(|(names, local)| {
                let from_root = from_root(&path, &names, |child| known.contains(child), |_| None)?;
                Some((local, from_root))
            });
            let imports = imports.collect();
            (path, Module { file: source.path.clone(), body, imports })
        };
        Crate(files.into_iter().map(module).collect())
    }

    fn has_children(&self, path: &[String]) -> bool {
        self.0.keys().any(|other| other.len() == path.len() + 1 && other.starts_with(path))
    }

    /// The module that defines what a path from the root names; none if that is a folder.
    fn target(&self, names: &[String]) -> Option<Path> {
        let mut at = Path::new();
        for (place, name) in names.iter().enumerate() {
            at.push(name.clone());
            if self.0.contains_key(&at) {
                continue;
            }
            at.pop();
            let module = self.0.get(&at)?;
            let rest = &names[place + 1..];
            for (local, path) in &module.imports {
                if local == name {
                    return self.target(&[path, rest].concat());
                }
            }
            let handed_on = module.imports.iter().filter(|(local, _)| local == "*").map(|(_, path)| path);
            let defines = |path: &&Path| self.0.get(*path).is_some_and(|module| defines(&module.body, name));
            return Some(handed_on.into_iter().find(defines).cloned().unwrap_or(at));
        }
        (!self.has_children(&at)).then_some(at)
    }

    /// The modules of its room that a module imports.
    fn imports_of(&self, path: &Path) -> BTreeSet<Path> {
        let module = &self.0[path];
        let parent = self.has_children(path);
        let needs = |local: &str| !parent || words(&module.body).any(|word| word == local);
        let used = module.imports.iter().filter(|(local, _)| needs(local)).map(|(_, names)| names.clone());
        let alias = |name: &str| {
            let found = module.imports.iter().find(|(local, _)| local == name);
            found.map(|(_, names)| names.clone())
        };
        let in_code = paths(&module.body)
            .into_iter()
            .filter_map(|names| from_root(path, &names, |child| self.0.contains_key(child), alias));
        let targets = used.chain(in_code).filter_map(|names| self.target(&names));
        targets.filter(|target| target != path && target[0] == path[0]).collect()
    }
}

/// Modules that only tests have, as their parents declare them.
fn test_modules(source: &Source) -> Vec<Path> {
    let lines: Vec<&str> = source.lines.iter().map(|(_, line)| line.trim()).collect();
    let declared = lines.windows(2).filter(|pair| pair[0] == "#[cfg(test)]").filter_map(|pair| {
        let name = pair[1].strip_prefix("mod ")?.strip_suffix(';')?;
        let mut path = module_of(&source.path)?;
        path.push(name.to_owned());
        Some(path)
    });
    declared.collect()
}

/// The trees of all `use`, and the code without them and without the names of other files.
fn parted(source: &Source) -> (Vec<String>, String) {
    let (mut uses, mut body) = (Vec::new(), String::new());
    let mut open: Option<String> = None;
    for (_, line) in &source.lines {
        let mut text = line.as_str();
        if open.is_none() {
            let start = text.trim_start();
            let bare = match start.strip_prefix("pub") {
                Some(rest) if rest.starts_with('(') => rest.split_once(')').map_or(rest, |(_, rest)| rest).trim_start(),
                Some(rest) => rest.trim_start(),
                None => start,
            };
            match bare.strip_prefix("use ") {
                Some(rest) => (open, text) = (Some(String::new()), rest),
                None if bare.starts_with("mod ") && bare.ends_with(';') => continue,
                None => {
                    body.push_str(text);
                    body.push('\n');
                    continue;
                }
            }
        }
        if let Some(tree) = &mut open {
            tree.push_str(text.trim());
            if let Some(whole) = tree.strip_suffix(';') {
                uses.push(whole.to_owned());
                open = None;
            }
        }
    }
    (uses, body)
}

/// Each path of a tree such as `a::{b, c::d as e}`, and the local name it gets.
fn expanded(tree: &str) -> Vec<(Path, String)> {
    let tree = tree.trim();
    let split = |path: &str| -> Path { path.split("::").map(|name| name.trim().to_owned()).collect() };
    let Some((before, inside)) = tree.split_once('{') else {
        let (path, local) = tree.split_once(" as ").map_or((tree, None), |(path, local)| (path, Some(local)));
        let mut names = split(path);
        if names.last().is_some_and(|last| last == "self") {
            names.pop();
        }
        let own = names.last().cloned().unwrap_or_default();
        let local = local.map_or(own, |local| local.trim().to_owned());
        if local == "*" {
            names.pop();
        }
        return vec![(names, local)];
    };
    let inside = inside.trim_end().strip_suffix('}').expect("a closed brace");
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in inside.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&inside[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&inside[start..]);
    let parts = parts.into_iter().filter(|part| !part.trim().is_empty());
    parts.flat_map(|part| expanded(&format!("{before}{}", part.trim()))).collect()
}

/// A path as it is written in a module, from the crate's root; none for what is not of this crate.
fn from_root(
    module: &[String],
    names: &[String],
    is_module: impl Fn(&Path) -> bool,
    alias: impl Fn(&str) -> Option<Path>,
) -> Option<Path> {
    let (first, mut rest) = names.split_first()?;
    let mut at = match first.as_str() {
        "crate" => Path::new(),
        "self" => module.to_vec(),
        "super" => module[..module.len() - 1].to_vec(),
        name => {
            let child = [module, &[name.to_owned()]].concat();
            if is_module(&child) { child } else { alias(name)? }
        }
    };
    while let Some((name, behind)) = rest.split_first().filter(|(name, _)| *name == "super" || *name == "self") {
        if name == "super" {
            at.pop();
        }
        rest = behind;
    }
    at.extend_from_slice(rest);
    Some(at)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !is_word(c)).filter(|word| !word.is_empty())
}

/// Paths of two names or more in code.
fn paths(code: &str) -> BTreeSet<Path> {
    let parts = code.split(|c: char| !is_word(c) && c != ':').filter(|part| part.contains("::"));
    let names = |part: &str| -> Path {
        part.trim_matches(':').split("::").take_while(|name| name.chars().all(is_word)).map(str::to_owned).collect()
    };
    parts.filter(|part| !part.starts_with(':')).map(names).filter(|names| names.len() > 1).collect()
}

fn defines(code: &str, name: &str) -> bool {
    let kinds = ["fn", "struct", "enum", "const", "static", "type", "trait"];
    let all: Vec<&str> = words(code).collect();
    all.windows(2).any(|pair| kinds.contains(&pair[0]) && pair[1] == name)
}

/// The shortest way along imports from a file back to it.
fn circle(start: &Path, imports: &BTreeMap<Path, BTreeSet<Path>>) -> Option<Vec<Path>> {
    let mut before: BTreeMap<&Path, &Path> = BTreeMap::new();
    let mut open = VecDeque::from([start]);
    while let Some(at) = open.pop_front() {
        for next in &imports[at] {
            if next == start {
                let mut way = vec![start.clone(), at.clone()];
                while let Some(earlier) = before.get(&way[way.len() - 1]) {
                    way.push((*earlier).clone());
                }
                way.reverse();
                return Some(way);
            }
            if before.contains_key(next) {
                continue;
            }
            before.insert(next, at);
            open.push_back(next);
        }
    }
    None
}

#[test]
fn no_files_of_a_room_import_each_other_in_a_circle() {
    let library = Crate::read();
    let imports: BTreeMap<Path, BTreeSet<Path>> =
        library.0.keys().map(|path| (path.clone(), library.imports_of(path))).collect();
    let mut told: BTreeSet<Path> = BTreeSet::new();
    let mut found = Vec::new();
    for path in imports.keys() {
        let Some(way) = circle(path, &imports).filter(|_| !told.contains(path)) else { continue };
        found.push(way.iter().map(|path| library.0[path].file.as_str()).collect::<Vec<_>>().join(" → "));
        told.extend(way);
    }
    assert!(found.is_empty(), "files import each other in circles:\n{}", found.join("\n"));
}

#[test]
fn imports_are_read_as_the_compiler_reads_them() {
    let paths = |tree: &str| -> Vec<String> {
        expanded(tree).into_iter().map(|(names, local)| format!("{} = {local}", names.join("::"))).collect()
    };
    assert_eq!(
        paths("crate::a::{self, b, c::{D, e as f}}"),
        ["crate::a = a", "crate::a::b = b", "crate::a::c::D = D", "crate::a::c::e = f"]
    );
    let library = Crate::read();
    let names = |path: &str| -> Path { path.split("::").map(str::to_owned).collect() };
    let target = |path: &str| library.target(&names(path)).map(|path| path.join("::"));
    // Handed on once and twice, a file, a folder, what `mod.rs` defines itself.
    assert_eq!(target("text::slug").as_deref(), Some("text::slug"));
    assert_eq!(target("diagram::layering::Graph").as_deref(), Some("diagram::layering::graph"));
    assert_eq!(target("diagram::TextLine").as_deref(), Some("diagram::text::line_breaking"));
    assert_eq!(target("diagram::size::MARGIN").as_deref(), Some("diagram::size"));
    assert_eq!(target("diagram::text"), None);
    assert_eq!(target("diagram::CSS").as_deref(), Some("diagram"));
    assert!(library.imports_of(&names("diagram::layout")).contains(&names("diagram::text::line_breaking")));
    assert!(!library.imports_of(&names("diagram")).contains(&names("diagram::layout")));
}
