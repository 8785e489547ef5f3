//! Addresses that are taken, or lead out of the site.

use super::{HEAD, survives, with_task};
use crate::support::{TestSite, files, task};

#[test]
fn aliases_stay_in_the_site() {
    for alias in [
        "../x",
        "/../x",
        "..",
        "a/../../b",
        "/etc/passwd\\0",
        "C:\\\\x",
        "a//b",
        "//host/x",
        "/",
        "",
        "%2e%2e/x",
        "a b",
        "x?y",
        "plan",
        "B2",
    ] {
        let site = TestSite::bread([task("B1", &format!("aliases: [\"{alias}\"]\n")), task("B2", "")]);
        let run = survives(&site);
        assert_eq!(run.code, 1, "{alias} passes");
        assert_eq!(files(&site.temp()).keys().filter(|path| !path.starts_with("project/")).count(), 0);
    }
}

#[test]
fn aliases_are_not_the_files_of_other_pages() {
    for alias in [
        "B1/index.html",
        "index.html",
        "/index.html",
        "overview.svg",
        "B1/diagram.svg",
        "/assets/style.css",
        "/robots.txt",
    ] {
        let run = survives(&TestSite::bread([task("B1", ""), task("B2", &format!("aliases: [\"{alias}\"]\n"))]));
        // Names of data files can't be ids at all; the others are taken.
        let said = run.stderr.contains("[alias-collision]") || run.stderr.contains("[unusable-id]");
        assert!(run.code == 1 && said, "{alias}: {}", run.stderr);
    }
}

#[test]
fn pages_are_not_where_the_program_writes() {
    let search = ("content/search.md".to_owned(), "---\ntitle: S\n---\n".to_owned());
    let run = survives(&TestSite::bread([task("B1", ""), search]));
    assert!(run.code == 1 && run.stderr.contains("[duplicate-address]"), "{}", run.stderr);
    for file in
        ["index.html", "search/index.html", "bread/B1/index.html", "bread/guide.json", "assets/style.css", "404.html"]
    {
        let run = survives(&TestSite::bread([task("B1", ""), (format!("static/{file}"), "mine".to_owned())]));
        assert!(run.code == 1 && run.stderr.contains("[duplicate-address]"), "{file}: {}", run.stderr);
    }
}

#[test]
fn links_out_of_the_project_lead_nowhere() {
    let body = "[a](../../../../../../etc/passwd) ![b](/etc/passwd) [c](file:///etc/passwd) [d](..%2f..%2f..%2fx) [e](../../vejviser.yaml)\n";
    let site = with_task(format!("{HEAD}{body}"));
    let run = survives(&site);
    assert_eq!(run.code, 1);
    assert_eq!(run.stderr.matches("[broken-").count(), 4, "{}", run.stderr);
    assert_eq!(run.stderr.matches("[unsafe-link]").count(), 1, "{}", run.stderr);
}
