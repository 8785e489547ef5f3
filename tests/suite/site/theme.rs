//! The theme that comes with the program: words stand in the strings only, and nothing in it goes unused.

use std::collections::BTreeSet;

use super::whole_sites::kitchen_build;
use crate::support::{files, repository};

#[test]
fn interface_words_stand_in_the_strings_only() {
    // Every word that templates ask for is there: one that is not shows its key.
    let texts = ["da", "en"].map(|language| {
        let file = repository().join(format!("templates/strings/{language}.yaml"));
        (language, std::fs::read_to_string(file).expect("the words"))
    });
    let keys_of = |wanted: &str| {
        let (_, text) = texts.iter().find(|(language, _)| *language == wanted).expect("the language");
        text.lines().filter_map(|line| line.split_once(':')).map(|(key, _)| key)
    };
    for language in ["da", "en"] {
        let keys: Vec<&str> = keys_of(language).collect();
        for (path, bytes) in files(&repository().join("templates")) {
            let text = String::from_utf8(bytes).expect("a template");
            for part in text.split("{{ t.").skip(1) {
                let key: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                assert!(keys.contains(&key.as_str()), "{path} asks for `{key}`, which {language} lacks");
            }
        }
    }
    // Scripts get the words whose keys begin with `script_`, and use each of them; and some that they share with templates.
    let words_of = |file: &str| -> Vec<String> {
        let (_, list) =
            kitchen_build().text(file).split_once("words").and_then(|(_, rest)| rest.split_once('{')).expect("words");
        let list = format!("{{{list}");
        let words = serde_json::Deserializer::from_str(&list).into_iter::<serde_json::Value>().next();
        words.expect("a list").expect("of words").as_object().expect("by key").keys().cloned().collect()
    };
    let given = [words_of("assets/words-en.js"), words_of("assets/words-runs-en.js")].concat();
    let mut unused: Vec<&str> = keys_of("en").filter(|key| key.starts_with("script_")).collect();
    for (path, bytes) in files(&repository().join("templates/js")) {
        let text = String::from_utf8(bytes).expect("a script");
        let stem = |key: &str| key.trim_end_matches("_one").trim_end_matches("_other").to_owned();
        // A key may end in what a script knows, such as `script_store_${fault}`.
        let built = |key: &str| key.rsplit_once('_').is_some_and(|(start, _)| text.contains(&format!("`{start}_${{")));
        let counted = |key: &str| text.contains(&format!("count(\"{}\"", stem(key)));
        unused.retain(|key| !text.contains(key) && !counted(key) && !built(key));
        for part in text
            .split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'))
            .filter_map(|part| part.strip_prefix("words."))
            .chain(text.split("fill(\"").skip(1))
        {
            let key: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let known = given.contains(&key) || given.contains(&format!("{key}_one"));
            assert!(known || !path.ends_with(".js"), "js/{path} asks for `{key}`, which scripts don't get");
        }
    }
    assert!(unused.is_empty(), "no script uses {unused:?}");
}

#[test]
fn templates_have_no_words_of_their_own() {
    // Between tags a template has no letters, save in its own comments and tags.
    for (path, bytes) in files(&repository().join("templates")) {
        if !path.ends_with(".html") {
            continue;
        }
        let mut text = String::from_utf8(bytes).expect("a template");
        for (open, close) in [("{#", "#}"), ("{{", "}}"), ("{%", "%}"), ("<", ">")] {
            while let Some(start) = text.find(open) {
                let end = text[start..].find(close).map_or(text.len(), |end| start + end + close.len());
                text.replace_range(start..end, " ");
            }
        }
        let words: Vec<&str> = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).collect();
        assert!(words.is_empty(), "{path} has words of its own: {words:?}");
    }
}

#[test]
fn every_word_is_used() {
    let strings = std::fs::read_to_string(repository().join("templates/strings/en.yaml")).expect("the words");
    let text = sources();
    let names = names(&text);
    let used = |key: &str| {
        let stem = key.trim_end_matches("_one").trim_end_matches("_other");
        let start = stem.rsplit_once('_').map_or(stem, |(start, _)| &stem[..=start.len()]);
        names.contains(key) || names.contains(stem) || is_built(&text, start)
    };
    let keys = strings.lines().filter(|line| !line.starts_with([' ', '#'])).filter_map(|line| line.split_once(':'));
    let unused: Vec<&str> = keys.map(|(key, _)| key).filter(|key| !used(key)).collect();
    assert!(unused.is_empty(), "nothing uses the words {unused:?}");
}

#[test]
fn every_class_that_styles_name_is_given_to_something() {
    let text = sources();
    let names = names(&text);
    let given = |class: &str| {
        let start = class.trim_end_matches(|c: char| c.is_ascii_digit());
        let start = start.rsplit_once('-').map_or(start, |(start, _)| &class[..=start.len()]);
        names.contains(class) || is_built(&text, start)
    };
    let mut unused = BTreeSet::new();
    for (path, bytes) in files(&repository().join("templates/css")) {
        let css = String::from_utf8(bytes).expect("a style");
        for selectors in css.split('{').filter_map(|rule| rule.rsplit(['}', ';', '/']).next()) {
            let classes = selectors.split('.').skip(1).map(|rest| rest.split(|c| !is_of_name(c)).next().unwrap_or(""));
            let unknown = classes.filter(|class| class.starts_with(char::is_alphabetic) && !given(class));
            unused.extend(unknown.map(|class| format!("{path}: .{class}")));
        }
    }
    assert!(unused.is_empty(), "no template, script or program gives these classes: {unused:#?}");
}

/// Whatever may ask for a word or give a class: templates, scripts and the program.
fn sources() -> String {
    let root = repository();
    let all = files(&root.join("templates")).into_iter().chain(files(&root.join("src")));
    let given = all.filter(|(path, _)| [".html", ".js", ".rs"].iter().any(|ending| path.ends_with(ending)));
    given.map(|(_, bytes)| String::from_utf8(bytes).expect("a text")).collect::<Vec<_>>().join("\n")
}

/// Whether a name is made of this start and of what templates, scripts or the program know, such as `p{{ number }}`.
fn is_built(text: &str, start: &str) -> bool {
    ["{", "${", "\""].iter().any(|slot| text.contains(&format!("{start}{slot}")))
}

fn names(text: &str) -> BTreeSet<&str> {
    text.split(|c| !is_of_name(c)).collect()
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}
