//! A site that was made anew after each of hundreds of edits is the one that a build makes from nothing.

use std::cell::RefCell;
use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::{TestRng, TestRunner};
use vejviser::output::{Memory, Snapshot};
use vejviser::pipeline::{Options, analyse, publish};
use vejviser::report::{Format, report};
use vejviser::session::Session;
use vejviser::source::Project;

use crate::support::{files, repository};

const EDITS: usize = 300;

/// One of them.
fn any_of<'l, T>(random: &mut TestRng, list: &'l [T]) -> &'l T {
    &list[random.random_range(0..list.len())]
}

type Texts = BTreeMap<String, String>;

/// The kitchen, with what there is to change in it.
fn kitchen() -> Texts {
    let files = files(&repository().join("tests/sites/kitchen"));
    let wanted =
        |path: &String| ["content/", "static/", "templates/", "vejviser.yaml"].iter().any(|top| path.starts_with(top));
    let files = files.into_iter().filter(|(path, _)| wanted(path));
    files.map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned())).collect()
}

/// Words that come in the place of others: those of the guide, and some that break it.
const WORDS: [&str; 24] = [
    "B1",
    "B2",
    "B3",
    "B4",
    "B6",
    "E1",
    "E2",
    "B9",
    "cook",
    "guest",
    "bake",
    "eat",
    "once",
    "likely",
    "true",
    "[[B2]]",
    "[[B1|so]]",
    "[x](B2.md)",
    "*new*",
    "draft",
    "retired",
    "æøå",
    "\"",
    "#",
];

/// Templates and words of the project's own that come and go.
const OWN: [(&str, &str); 6] = [
    ("templates/strings/en.yaml", "search: Look\n"),
    ("templates/strings/da.yaml", "search: Kig\n"),
    ("templates/css/print.css", "p { color: black }\n"),
    (
        "templates/pages/terms.html",
        "{% extends \"base.html\" %}{% block content %}<h1>{{ page.title }}</h1>{% endblock %}",
    ),
    ("templates/pages/plan.html", "{{ nothing.at.all }}"),
    ("static/more.txt", "More.\n"),
];

/// One edit, as somebody at work would make it.
fn edit(texts: &mut Texts, start: &Texts, random: &mut TestRng) {
    let paths: Vec<String> = texts.keys().cloned().collect();
    let path = any_of(random, &paths).clone();
    match random.random_range(0..12) {
        // A word.
        0..=4 => {
            let text = &texts[&path];
            let words: Vec<&str> = text.split_whitespace().collect();
            if let Some(old) = (!words.is_empty()).then(|| *any_of(random, &words)) {
                let new = text.replacen(old, any_of::<&str>(random, &WORDS), 1);
                texts.insert(path, new);
            }
        }
        // A line: gone, doubled, or one more sentence at the end.
        5 => {
            let mut lines: Vec<&str> = texts[&path].lines().collect();
            if !lines.is_empty() {
                lines.remove(random.random_range(0..lines.len()));
            }
            let new = lines.join("\n") + "\n";
            texts.insert(path, new);
        }
        6..=7 => {
            let new = format!(
                "{}\nMore of [[{}]], the {}th time.\n",
                texts[&path],
                any_of(random, &WORDS),
                random.random_range(0..100)
            );
            texts.insert(path, new);
        }
        // A file: new, gone, called otherwise.
        8 if path.ends_with(".md") => {
            let copy = format!("content/bread/N{}.md", random.random_range(0..6));
            let text = texts[&path].clone();
            texts.insert(copy, text);
        }
        9 if path != "vejviser.yaml" => {
            let text = texts.remove(&path).expect("it is there");
            if random.random() {
                texts.insert(path.replace(".md", "x.md"), text);
            }
        }
        10 => {
            let (path, text) = any_of(random, &OWN);
            if texts.remove(*path).is_none() {
                texts.insert((*path).to_owned(), (*text).to_owned());
            }
        }
        // And back again.
        _ => {
            let paths: Vec<&String> = start.keys().collect();
            let path = *any_of(random, &paths);
            texts.insert(path.clone(), start[path].clone());
        }
    }
}

fn project(texts: &Texts) -> Project {
    Project::from_texts(texts.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

/// The site from nothing, if it has no errors, and all that is said of it.
fn fresh(project: &Project, options: &Options) -> (Option<Snapshot>, String) {
    let analysis = analyse(project, options, &());
    let mut found = analysis.diagnostics.clone();
    let memory = Memory::default();
    if !found.fails(false) {
        let more = publish(project, &analysis, &memory, &()).expect("memory takes every file");
        found.extend(more.iter().cloned());
    }
    let good = !found.fails(false);
    let said = report(&found, &project.sources, Format::Human, false, "");
    (good.then(|| memory.finish()), said)
}

#[track_caller]
fn same(now: &Snapshot, wanted: &Snapshot, round: usize) {
    let paths = |site: &Snapshot| site.files().map(|(path, _)| path.to_owned()).collect::<Vec<_>>();
    assert_eq!(paths(now), paths(wanted), "edit {round}");
    assert_eq!(now.copies(), wanted.copies(), "edit {round}");
    for ((path, now), (_, wanted)) in now.files().zip(wanted.files()) {
        assert!(now == wanted, "{path} differs after edit {round}");
    }
}

#[test]
fn after_hundreds_of_edits_the_site_is_as_one_made_from_nothing() {
    let start = kitchen();
    let mut texts = start.clone();
    let mut runner = TestRunner::default();
    let random = runner.rng();
    let options = Options { base_url: Some("http://127.0.0.1:1111".to_owned()), ..Options::default() };
    let mut session = Session::new(options.clone());
    let (mut good, mut bad, mut early_pages) = (0, 0, 0);
    for round in 0..EDITS {
        if round > 0 {
            // A bad turn is mended before long, since nothing is made anew until then.
            if bad > 1 || bad > 0 && random.random() {
                texts.clone_from(&start);
            }
            edit(&mut texts, &start, random);
        }
        let project = project(&texts);
        let (wanted, said) = fresh(&project, &options);
        let before = session.site().clone();
        let first = ["bread/B1/", "bread/", "", "bread/B99/", "about/"].map(str::to_owned);
        let first = if random.random() { &first[..] } else { &[] };
        let shown = RefCell::new(None);
        let early = |site: Snapshot| drop(shown.replace(Some(site)));
        let turn = session.turn(&project, first, &early, &());
        let found = report(&turn.diagnostics, &project.sources, Format::Human, false, "");
        assert_eq!(found, said, "edit {round}");
        assert_eq!(turn.site.is_some(), wanted.is_some(), "edit {round}:\n{said}");
        match wanted {
            Some(wanted) => {
                same(session.site(), &wanted, round);
                // Pages that were shown before the rest are those of the finished site.
                for path in shown.into_inner().iter().flat_map(|_| first).filter(|path| !path.contains("B99")) {
                    let path = format!("{path}index.html");
                    early_pages += usize::from(session.site().file(&path).is_some());
                }
                good += 1;
                bad = 0;
            }
            None => {
                assert!(std::sync::Arc::ptr_eq(session.site(), &before), "the last good site stays");
                bad += 1;
            }
        }
    }
    assert!(good > EDITS / 3 && good < EDITS, "{good} of {EDITS} edits gave a site");
    assert!(early_pages > 50, "{early_pages} pages were shown early");
}

#[test]
fn pages_that_are_shown_first_are_those_of_the_finished_site() {
    let mut texts = kitchen();
    let mut session = Session::new(Options::default());
    session.turn(&project(&texts), &[], &|_| panic!("nobody waits"), &());
    let before = session.site().clone();
    for path in ["content/bread/bake/B1.md", "content/about.md"] {
        let text = texts[path].clone() + "\nNew.\n";
        texts.insert(path.to_owned(), text);
    }
    let first = ["bread/B1/", "about/"].map(str::to_owned);
    let shown = RefCell::new(None);
    session.turn(&project(&texts), &first, &|site| drop(shown.replace(Some(site))), &());
    let shown = shown.into_inner().expect("they were shown");
    for path in ["bread/B1/index.html", "about/index.html"] {
        assert!(shown.file(path) == session.site().file(path) && shown.file(path) != before.file(path), "{path}");
    }
    // All others are there too, as they were.
    assert_eq!(shown.len(), before.len());
    assert_eq!(shown.file("bread/print/index.html"), before.file("bread/print/index.html"));
    assert_ne!(shown.file("bread/print/index.html"), session.site().file("bread/print/index.html"));
}
