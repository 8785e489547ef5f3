//! Codes of tasks and terms of the glossary in running text: what is one, and what only looks like one.

use crate::support::{GUIDE, TestSite, task};

const IDS: [&str; 8] = ["A1", "A1.2", "A1-extra", "A126-A", "REQ_7b", "\u{c5}1", "EIP-1559", "STS"];

/// A guide with these tasks, and a page with this text.
fn site(text: &str) -> TestSite {
    let guide = GUIDE.1.replace("guide:\n", "guide:\n  id_prefixes: [A, EIP]\n");
    let mut files: Vec<(String, String)> = vec![(GUIDE.0.to_owned(), guide)];
    files.extend(IDS.iter().map(|id| task(id, "")));
    files.push(("content/bread/U1.md".to_owned(), task("U1", "").1.replace("Body of u1.", text)));
    TestSite::bread(files)
}

/// Which tasks a text leads to, in order, with what stands behind each up to the next blank.
fn links(text: &str) -> Vec<String> {
    let page = site(text).build().text("bread/U1/index.html").to_owned();
    let body =
        page.split("class=\"body").nth(1).unwrap_or(&page).split("</article>").next().unwrap_or_default().to_owned();
    let codes = body.split("<span class=\"code\">").skip(1).filter(|rest| !rest.starts_with("U1<"));
    let found = codes.filter_map(|rest| {
        let (id, rest) = rest.split_once("</span>")?;
        let behind = rest.split_once("</a>")?.1.split([' ', '<', '\n']).next().unwrap_or_default();
        Some(format!("{id}{behind}"))
    });
    found.collect()
}

#[test]
fn the_longest_id_wins() {
    assert_eq!(
        links("Do A1.2 first, A1-extra, A1. Then (A126-A), REQ_7b; EIP-1559."),
        ["A1.2", "A1-extra,", "A1.", "A126-A),", "REQ_7b;", "EIP-1559."]
    );
    assert_eq!(
        links("A1.2. And A\u{30a}1, \u{c5}1's A1s *A1* A1/A1.2 A1\u{2013}EIP-1559 \u{bb}A1\u{ab}"),
        ["A1.2.", "\u{c5}1,", "\u{c5}1&#39;s", "A1s", "A1", "A1/", "A1.2", "A1\u{2013}", "EIP-1559", "A1\u{ab}"]
    );
    assert_eq!(
        links("# A1.2 first\n\n| A1.2 | A1 |\n|---|---|\n| STS | A1.pdf |\n\n> - A1"),
        ["A1.2", "A1.2", "A1", "STS", "A1"]
    );
}

#[test]
fn an_ending_makes_another_word_but_for_task() {
    assert_eq!(
        links("A1-opgaven, A1.2-opgavernes og EIP-1559-task; STS-opgaven."),
        ["A1-opgaven,", "A1.2-opgavernes", "EIP-1559-task;", "STS-opgaven."]
    );
    let text = "A1-compliant, EIP-1559-style, API-1-kompatibel, A1-baseret, pre-A1, A1\u{ad}x, xA1, A1.3, A126-A-form, A1-A126, A1.Next";
    assert_eq!(links(text), Vec::<String>::new());
    site(text).run(&["check"]).expect(0);
}

#[test]
fn addresses_and_paths_hold_no_codes() {
    let text = "A1.pdf a1-list/A1.xlsx docs/A1 /A1/ A1@example.org ftp://example.org/A1 urn:x:A1 (www.x.dk/a,A1) C:\\\\A1 \
                mailto:A1 x.dk/A1 A1%20x.pdf git@host:A1.git sftp://x/(A1) ../A1";
    assert_eq!(links(text), Vec::<String>::new());
    site(text).run(&["check"]).expect(0);
}

#[test]
fn a_claimed_code_that_is_no_task_is_named_alone() {
    site("Then A999-opgaven, A7s.\n")
        .run(&["check", "--format", "short"])
        .expect(1)
        .says("content/bread/U1.md:6:6: error[unknown-task]: there is no task `A999`")
        .says("content/bread/U1.md:6:20: error[unknown-task]: there is no task `A7`");
}

#[test]
fn rename_reads_prose_as_pages_do() {
    let text = "A1, A1.2, A1-extra, A1-opgaven, A1s, A1-compliant, A1.pdf, docs/A1, urn:x:A1 A1/A1.2 [A1](A1.md)";
    let site = site(text);
    site.run(&["rename", "A1", "A5"]).expect(0);
    let now = "A5, A1.2, A1-extra, A5-opgaven, A5s, A1-compliant, A1.pdf, docs/A1, urn:x:A1 A5/A1.2 [A5](A5.md)";
    assert!(site.read("content/bread/U1.md").contains(now), "{}", site.read("content/bread/U1.md"));
    site.run(&["check"]).expect(0);
}

#[test]
fn a_spelling_to_avoid_is_quoted_as_the_glossary_has_it() {
    let site = TestSite::bread([("content/bread/B1.md".to_owned(), task("B1", "").1 + "\nLog in with nemid.\n")]);
    let guide = site.read("content/bread/_index.md");
    let terms = "guide:\n  terms: [{term: MitID, meaning: who one is, avoid: [\"NemID\"]}]\n";
    site.write("content/bread/_index.md", guide.replace("guide:\n", terms));
    site.run(&["check"]).expect(0).says("the glossary avoids the spelling `NemID`").says("MitID");
}

#[test]
fn many_skipped_numbers_are_one_line_that_counts_the_rest() {
    let site = TestSite::bread((0..16).map(|n| task(&format!("B{}", 2 * n + 1), "")));
    let run = site.run(&["check", "--format", "short"]).expect(0);
    let told: Vec<&str> = run.stderr.lines().filter(|line| line.contains("[skipped-number]")).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("the ids skip `B2`, `B4`, ") && told[0].contains(", `B24` and 3 more ("), "{told:?}");
}

/// The list of "I am" is read from the side bar, and the bars of the progress from the guide's data.
#[test]
fn a_party_without_tasks_is_no_choice_and_has_no_bar() {
    let built = TestSite::bread([task("B1", "")]).build();
    let page = built.text("bread/plan/index.html");
    assert!(page.contains("data-party=\"cook\"") && !page.contains("data-party=\"guest\""), "{page}");
}
