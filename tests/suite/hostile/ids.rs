//! Ids.

use super::{HEAD, harmless, survives};
use crate::site::links::check_links;
use crate::support::{TestSite, task};

#[test]
fn ids_that_can_be_no_address_are_refused() {
    for id in [
        "..",
        ".",
        "a/b",
        "/a",
        "a\\b",
        "a b",
        "\\0",
        "CON",
        "nul",
        "Aux.txt",
        "COM1",
        "lpt9",
        "<b>",
        "a?b",
        "a#b",
        "a%2fb",
        "a:b",
        "a*b",
        ".hidden",
        "end.",
        "plan",
        "Print",
        "stages",
        "gates",
        "x.html",
        "guide.json",
        "_index",
        "a\\u202eb",
        "a\\nb",
        "\\u200b",
    ] {
        let site = TestSite::bread([("content/bread/B1.md", format!("---\nid: \"{id}\"\n{}", &HEAD[4..]))]);
        let run = survives(&site);
        // A control character is no text at all, and two lines are two ids.
        let refusals = ["[unusable-id]", "[invalid-value]: `id` holds", "[invalid-value]: a task has one `id`"];
        let said = refusals.iter().any(|refusal| run.stderr.contains(refusal));
        assert!(run.code == 1 && said, "{id}: {}", run.stderr);
        assert!(!run.stderr.contains(['\0', '\u{202e}', '\u{200b}']), "{id} is shown raw");
    }
    let run =
        survives(&TestSite::bread([("content/bread/B1.md", format!("---\nid: {}\n{}", "x".repeat(300), &HEAD[4..]))]));
    assert!(run.stderr.contains("[unusable-id]") && run.stderr.len() < 1_000);
}

#[test]
fn odd_ids_that_can_be_addresses_are_taken() {
    let ids = [
        "æøå", "日本", "a.b", "1", "-x", "x-", "x_y", "ß", "İ", "index", "B1-b1", "CONTROL", "COMET", "search",
        "assets",
    ];
    let site = TestSite::bread(ids.map(|id| task(id, "")));
    site.write(
        "content/bread/list.md",
        format!("---\ntype: page\ntitle: List\n---\n{}\n", ids.map(|id| format!("[[{id}]]")).join(" ")),
    );
    let built = site.build();
    harmless(&built);
    check_links(&built, None);
    check_links(&site.build_with(&["-u", "https://example.org/x"]), Some("https://example.org/x"));
    for id in ids {
        assert!(built.files.contains_key(&format!("bread/{id}/index.html")), "{id} has no page");
    }
}

#[test]
fn ids_with_the_names_of_files_are_refused() {
    for id in ["overview.svg", "tasks.csv"] {
        let run = survives(&TestSite::bread([task(id, "")]));
        assert!(run.code == 1 && run.stderr.contains("[unusable-id]"), "{id}: {}", run.stderr);
    }
}
