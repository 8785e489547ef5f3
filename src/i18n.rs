//! Words of the interface, one file a language. Templates and views ask for a word by its key; no word of the
//! interface stands anywhere else.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::diagnostic::{Diagnostic, Diagnostics, INVALID_VALUE, UNKNOWN_KEY, WORDS_DIFFER};
use crate::source::{FileId, Project, Sources, Span};
use crate::text::{closest, find};
use crate::yaml::{Node, Value, read, text_of, unmerged};

/// The languages that come with the program.
const BUILT_IN: [(&str, &str); 2] =
    [("da", include_str!("../templates/strings/da.yaml")), ("en", include_str!("../templates/strings/en.yaml"))];

/// The words of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) language: String,
    map: BTreeMap<String, String>,
}

impl Words {
    /// The word for a key. A key that is missing shows itself; a test holds that none is.
    pub(crate) fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.map.get(key).map_or(key, String::as_str)
    }

    /// A word with `{name}` filled in.
    pub(crate) fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut rest = self.get(key);
        let mut text = String::with_capacity(rest.len() + values.iter().map(|(_, value)| value.len()).sum::<usize>());
        while let open = find(rest.as_bytes(), 0, b'{')
            && open < rest.len()
        {
            let (before, from) = rest.split_at(open);
            text.push_str(before);
            let filled =
                values.iter().find_map(|(name, value)| Some((value, from[1..].strip_prefix(name)?.strip_prefix('}')?)));
            rest = match filled {
                Some((value, behind)) => {
                    text.push_str(value);
                    behind
                }
                None => {
                    text.push('{');
                    &from[1..]
                }
            };
        }
        text.push_str(rest);
        text
    }

    /// A number of things: the key with `_one` or `_other`.
    pub(crate) fn count(&self, key: &str, n: usize) -> String {
        let form = if n == 1 { format!("{key}_one") } else { format!("{key}_other") };
        self.fill(&form, &[("n", &n.to_string())])
    }

    /// "a, b and c".
    pub(crate) fn listed(&self, parts: &[String]) -> String {
        match parts {
            [most @ .., last] if !most.is_empty() => format!("{} {} {last}", most.join(", "), self.get("and")),
            parts => parts.concat(),
        }
    }

    /// A day such as `2026-11-23` as people write it: "23. november 2026".
    pub(crate) fn day(&self, day: &str) -> String {
        let written = || {
            let (year, rest) = day.split_once('-')?;
            let (month, day) = rest.split_once('-')?;
            let month = month.parse::<usize>().ok()?.checked_sub(1)?;
            let month = self.get("months").split_whitespace().nth(month)?;
            Some(self.fill("day", &[("day", day.trim_start_matches('0')), ("month", month), ("year", year)]))
        };
        written().unwrap_or_else(|| day.to_owned())
    }

    /// The site path of the file that brings them to scripts.
    pub(crate) fn file(&self) -> String {
        format!("assets/words-{}.js", self.language)
    }

    /// The site path of the file with the words of runs, which few pages load.
    pub(crate) fn file_of_runs(&self) -> String {
        format!("assets/words-runs-{}.js", self.language)
    }

    /// All words, for templates.
    pub(crate) fn all(&self) -> &BTreeMap<String, String> {
        &self.map
    }
}

/// The words of all languages.
#[derive(Clone, Debug)]
pub(crate) struct Catalogue {
    languages: BTreeMap<String, Words>,
    fallback: Words,
}

impl Catalogue {
    /// The built-in languages with the project's own `templates/strings/<language>.yaml` over them. A new language
    /// takes what it lacks from English.
    pub(crate) fn load(project: &Project, faults: &mut Diagnostics) -> Self {
        let mut languages = built_in().clone();
        let fallback = languages.get("en").cloned().unwrap_or(Words { language: "en".into(), map: BTreeMap::new() });
        for file in &project.templates {
            let path = project.sources.path(*file);
            let Some(name) = path.strip_prefix("templates/strings/").and_then(|name| name.strip_suffix(".yaml")) else {
                misnamed(*file, path, faults);
                continue;
            };
            let unmerged = unmerged(project.sources.text(*file), *file);
            let is_whole = unmerged.is_none();
            let own = if is_whole { own_words(project, *file, &fallback, faults) } else { BTreeMap::new() };
            faults.extend(unmerged);
            if is_whole && !languages.contains_key(name) {
                too_few(*file, name, &own, &fallback, faults);
            }
            let base = languages.entry(name.to_owned()).or_insert_with(|| fallback.clone());
            name.clone_into(&mut base.language);
            base.map.extend(own);
        }
        Catalogue { languages, fallback }
    }

    /// Whether the interface speaks a language, or the one it belongs to.
    pub(crate) fn knows(&self, language: &str) -> bool {
        let base = language.split('-').next().unwrap_or_default();
        self.languages.contains_key(language) || self.languages.contains_key(base)
    }

    /// The words of a language, or of the language it belongs to (`en` for `en-GB`), or English.
    pub(crate) fn get(&self, language: &str) -> &Words {
        let base = language.split('-').next().unwrap_or_default();
        self.languages.get(language).or_else(|| self.languages.get(base)).unwrap_or(&self.fallback)
    }
}

/// The words that come with the program, read once.
fn built_in() -> &'static BTreeMap<String, Words> {
    static WORDS: OnceLock<BTreeMap<String, Words>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let language = |(language, text): &(&str, &str)| {
            let mut sources = Sources::default();
            let file = sources.add(*language, *text);
            let map = words(&read(text, file, 0, &mut Diagnostics::default()).node, &mut Diagnostics::default());
            ((*language).to_owned(), Words { language: (*language).to_owned(), map })
        };
        BUILT_IN.iter().map(language).collect()
    })
}

fn own_words(project: &Project, file: FileId, known: &Words, faults: &mut Diagnostics) -> BTreeMap<String, String> {
    let node = read(project.sources.text(file), file, 0, faults).node;
    if !matches!(node.value, Value::Map(_) | Value::Null) {
        let message = format!("words stand in lines `key: words`, but here is {}", node.kind());
        faults.push(Diagnostic::new(INVALID_VALUE, node.span, message).help("write lines such as `search: Search`"));
    }
    if let Value::Map(entries) = &node.value {
        for (key, _) in entries.iter().filter(|(key, _)| !known.map.contains_key(&key.value)) {
            let near = closest(&key.value, known.map.keys().map(String::as_str));
            let message = format!("the interface has no word `{}`", key.value);
            faults.push(Diagnostic::new(UNKNOWN_KEY, key.span, message).did_you_mean(near));
        }
    }
    let text = project.sources.text(file);
    let own = words(&node, faults);
    if let Value::Map(entries) = &node.value {
        for (key, node) in entries.iter().filter(|(key, _)| own.contains_key(&key.value)) {
            unknown_placeholders(&key.value, &own[&key.value], node, text, faults);
        }
    }
    own
}

/// Placeholders of a word that nobody fills in there.
fn unknown_placeholders(key: &str, own: &str, node: &Node, text: &str, faults: &mut Diagnostics) {
    let known = filled_in(key);
    for name in placeholders(own).filter(|name| !known.contains(name)) {
        let written = format!("{{{name}}}");
        let range = node.span.range();
        let at = text[range.clone()].find(&written).map(|at| range.start + at);
        let range = at.map_or(range, |start| start..start + written.len());
        let there: Vec<String> = known.iter().map(|name| format!("`{{{name}}}`")).collect();
        let help = if there.is_empty() {
            "take it out".to_owned()
        } else {
            format!("what is filled in: {}", there.join(", "))
        };
        let near = closest(name, known.iter().copied()).map(|near| format!("{{{near}}}"));
        let message = format!("nothing is filled in for `{written}` in the word `{key}`");
        let fault = Diagnostic::new(WORDS_DIFFER, Span::new(node.span.file, range), message).help(help);
        faults.push(fault.did_you_mean(near.as_deref()));
    }
}

/// The placeholders that any built-in language has in a word; those for one thing and for several share theirs.
fn filled_in(key: &str) -> BTreeSet<&'static str> {
    let stem = key.strip_suffix("_one").or_else(|| key.strip_suffix("_other"));
    let keys = stem.map_or_else(|| vec![key.to_owned()], |stem| vec![format!("{stem}_one"), format!("{stem}_other")]);
    let words = keys.iter().flat_map(|key| built_in().values().filter_map(|words| words.map.get(key)));
    words.flat_map(|word| placeholders(word)).chain(stem.map(|_| "n")).collect()
}

/// The names in braces of a word.
fn placeholders(word: &str) -> impl Iterator<Item = &str> {
    let is_name = |name: &&str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    word.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).filter(is_name)
}

/// Reports a file of words with another ending, which nobody reads.
fn misnamed(file: FileId, path: &str, faults: &mut Diagnostics) {
    let Some(stem) = path.strip_suffix(".yml").filter(|stem| stem.starts_with("templates/strings/")) else { return };
    let message = format!("files of words end with `.yaml`, so that nobody reads `{path}`");
    faults.push(
        Diagnostic::new(WORDS_DIFFER, Span::new(file, 0..0), message).help(format!("rename it to `{stem}.yaml`")),
    );
}

/// Reports a language of the project's own that lacks most words.
fn too_few(file: FileId, language: &str, own: &BTreeMap<String, String>, known: &Words, faults: &mut Diagnostics) {
    let there = own.keys().filter(|key| known.map.contains_key(*key)).count();
    if there * 2 >= known.map.len() {
        return;
    }
    let missing: Vec<String> = known
        .map
        .keys()
        .filter(|key| !own.contains_key(*key))
        .take(3)
        .map(|key| format!("`{key}: \u{2026}`"))
        .collect();
    let message = format!("`{language}` lacks most words of the interface, so that English stands for them");
    let help = format!("add lines such as {}", missing.join(", "));
    faults.push(Diagnostic::new(WORDS_DIFFER, Span::new(file, 0..0), message).help(help));
}

fn words(node: &Node, faults: &mut Diagnostics) -> BTreeMap<String, String> {
    let Value::Map(entries) = &node.value else { return BTreeMap::new() };
    entries
        .iter()
        .filter_map(|(key, node)| Some((key.value.clone(), text_of(node, &key.value, faults)?.value)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_word() {
        let project = Project::from_texts([("vejviser.yaml", "title: x\n")]);
        let mut faults = Diagnostics::default();
        let catalogue = Catalogue::load(&project, &mut faults);
        assert!(faults.is_empty());
        let keys = |language: &str| catalogue.get(language).map.keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys("da"), keys("en"));
        assert!(keys("en").len() > 50);
    }

    #[test]
    fn words_are_filled_and_counted() {
        let project = Project::from_texts([]);
        let catalogue = Catalogue::load(&project, &mut Diagnostics::default());
        let words = catalogue.get("da");
        assert_eq!(words.count("task", 1), "1 opgave");
        assert_eq!(words.count("task", 51), "51 opgaver");
        assert_eq!(words.day("2026-11-03"), "3. november 2026");
        assert_eq!(words.day("someday"), "someday");
        assert_eq!(words.fill("{a} {b} {c} {", &[("a", "{b}"), ("b", "x")]), "{b} x {c} {");
        assert_eq!(catalogue.get("xx").language, "en");
        assert_eq!(catalogue.get("en-GB").language, "en");
    }
}
