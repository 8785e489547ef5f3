//! What the preview answers with.

use super::Preview;
use crate::support::{TestSite, repository, task};

fn kitchen() -> TestSite {
    TestSite::copy_of(&repository().join("tests/sites/kitchen"))
}

#[test]
fn every_file_is_as_a_build_for_this_address_would_write_it() {
    let site = kitchen();
    let preview = Preview::of(&site);
    let built = site.build_with(&["-u", &preview.url()]);
    let mut pages = 0;
    for (path, bytes) in built.files.iter().filter(|(path, _)| *path != ".vejviser") {
        let answer = preview.get(&format!("/{path}"));
        assert_eq!(answer.status, 200, "{path}");
        if path.ends_with(".html") {
            assert!(answer.page().as_bytes() == bytes, "{path} differs");
            pages += 1;
        } else {
            assert!(answer.body == *bytes, "{path} differs");
        }
    }
    assert!(pages > 20, "{pages} pages");
    assert!(site.path("public/.vejviser").is_file(), "the build, not the preview, wrote it");
}

#[test]
fn nothing_is_written() {
    let site = kitchen();
    let before = crate::support::files(&site.temp());
    let preview = Preview::of(&site);
    assert_eq!(preview.get("/").status, 200);
    assert_eq!(crate::support::files(&site.temp()), before);
}

#[test]
fn addresses_are_answered_as_on_the_web() {
    let site = kitchen();
    site.write("static/a b/ø.txt", "text\n");
    let preview = Preview::of(&site);
    let page = preview.get("/bread/B1/");
    assert_eq!((page.status, page.headers["content-type"].as_str()), (200, "text/html; charset=utf-8"));
    assert_eq!(preview.get("/bread/B1/index.html").body, page.body);
    assert_eq!(preview.get("/bread/B1/?a=b").body, page.body);
    let moved = preview.get("/bread/B1");
    assert_eq!((moved.status, moved.headers["location"].as_str()), (307, "/bread/B1/"));
    assert_eq!(preview.get("/a%20b/%C3%B8.txt").text(), "text\n");
    let kinds = [
        ("/assets/style.css", "text/css; charset=utf-8"),
        ("/assets/site.js", "text/javascript; charset=utf-8"),
        ("/bread/guide.json", "application/json"),
        ("/bread/tasks.csv", "text/csv; charset=utf-8"),
        ("/bread/overview.svg", "image/svg+xml"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/sitemap.xml", "application/xml"),
    ];
    for (path, kind) in kinds {
        assert_eq!(preview.get(path).headers["content-type"], kind, "{path}");
    }
    let missing = preview.get("/bread/B99/");
    assert_eq!(missing.status, 404);
    assert_eq!(missing.page(), preview.get("/404.html").page());
}

#[test]
fn head_is_get_without_the_bytes() {
    let site = kitchen();
    let preview = Preview::of(&site);
    for path in ["/", "/assets/style.css", "/nowhere"] {
        let (get, head) = (preview.get(path), preview.ask("HEAD", path, &[]));
        assert_eq!(
            (head.status, &head.headers["content-length"]),
            (get.status, &get.headers["content-length"]),
            "{path}"
        );
        assert!(head.body.is_empty() && get.body.len() > 100, "{path}");
    }
}

#[test]
fn every_answer_says_what_it_is_and_that_nobody_may_keep_it() {
    let site = kitchen();
    let preview = Preview::of(&site);
    let paths = ["/", "/assets/style.css", "/nowhere", "/bread/B1", "/_vejviser/preview.js", "/%ff"];
    let mut answers: Vec<_> = paths.map(|path| preview.get(path)).into();
    answers.push(preview.ask("POST", "/", &[]));
    answers.push(preview.ask("GET", "/", &[("Origin", "https://example.org")]));
    for answer in answers {
        let header = |name: &str| answer.headers.get(name).map(String::as_str);
        assert_eq!(header("x-content-type-options"), Some("nosniff"), "{answer:?}");
        assert_eq!(header("cache-control"), Some("no-store"), "{answer:?}");
        assert_eq!(header("cross-origin-resource-policy"), Some("same-origin"), "{answer:?}");
        assert_eq!(header("content-security-policy"), Some("frame-ancestors 'none'"), "{answer:?}");
        assert!(header("content-type").is_some(), "{answer:?}");
    }
}

#[test]
fn drafts_are_shown_where_they_are_asked_for() {
    let site = TestSite::bread([task("B1", "status: draft\n"), task("B2", "")]);
    assert_eq!(Preview::of(&site).get("/bread/B1/").status, 404);
    assert_eq!(Preview::with(&site, &["-p", "0", "--drafts"]).get("/bread/B1/").status, 200);
}

#[test]
fn the_address_of_the_settings_is_not_used() {
    let site = TestSite::bread([task("B1", "")]);
    site.write("vejviser.yaml", "title: Kitchen\nbase_url: https://example.org/far/away\n");
    let preview = Preview::of(&site);
    let page = preview.get("/bread/B1/");
    assert!(page.text().contains(&format!("href=\"{}/bread/B1/\"", preview.url())), "{}", page.text());
    assert!(!page.text().contains("example.org"));
}
