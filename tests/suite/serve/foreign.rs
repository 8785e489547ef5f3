//! Who gets no answer: other sites in the same browser, by whatever name they come, and paths that lead out.

use super::Preview;
use crate::support::{TestSite, task};

fn bread() -> TestSite {
    TestSite::bread([task("B1", "")])
}

#[test]
fn a_name_that_leads_here_is_not_answered() {
    let site = bread();
    let preview = Preview::of(&site);
    let (_, port) = preview.host.split_once(':').expect("a port");
    let get = |host: &str| preview.raw(&format!("GET /bread/B1/ HTTP/1.1\r\n{host}Connection: close\r\n\r\n"));
    for own in [format!("127.0.0.1:{port}"), format!("localhost:{port}"), format!("LocalHost:{port}")] {
        assert_eq!(get(&format!("Host: {own}\r\n")).status, 200, "{own}");
    }
    let names = ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "127.0.0.1", "localhost", "[::1]"];
    for foreign in names.map(str::to_owned).into_iter().chain(names.map(|name| format!("{name}:{port}1"))) {
        let answer = get(&format!("Host: {foreign}\r\n"));
        assert_eq!(answer.status, 403, "{foreign}");
        assert_eq!(
            answer.text(),
            "The preview answers to its own address only; open the one that `vejviser serve` has printed.\n"
        );
    }
    let with_port = get(&format!("Host: evil.example:{port}\r\n"));
    assert_eq!(with_port.status, 403);
    assert_eq!(get("").status, 400, "without a host");
    assert_ne!(get(&format!("Host: 127.0.0.1:{port}\r\nHost: evil.example\r\n")).status, 200, "with two");
    let absolute =
        format!("GET http://127.0.0.1:{port}/bread/B1/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assert_eq!(preview.raw(&absolute).status, 403);
}

#[test]
fn pages_of_other_sites_get_nothing() {
    let site = bread();
    let preview = Preview::of(&site);
    let (_, port) = preview.host.split_once(':').expect("a port");
    let wrong_port = format!("http://127.0.0.1:{port}1");
    let secure = format!("https://127.0.0.1:{port}");
    for path in ["/_vejviser/news/bread/B1/", "/bread/B1/", "/bread/guide.json", "/assets/guides/bread.js"] {
        for origin in ["https://evil.example", "null", "", "http://127.0.0.1", &wrong_port, &secure] {
            assert_eq!(preview.ask("GET", path, &[("Origin", origin)]).status, 403, "{path} for {origin:?}");
        }
        for (site, mode) in [("cross-site", "no-cors"), ("same-site", "cors"), ("cross-site", "websocket")] {
            let headers = [("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode)];
            assert_eq!(preview.ask("GET", path, &headers).status, 403, "{path} for {site}, {mode}");
        }
    }
    // Its own pages, and a link on another site that somebody follows.
    let own = preview.url();
    assert_eq!(preview.ask("GET", "/bread/guide.json", &[("Origin", &own)]).status, 200);
    let followed = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate")];
    assert_eq!(preview.ask("GET", "/bread/B1/", &followed).status, 200);
}

#[test]
fn nothing_but_get_and_head_is_answered() {
    let site = bread();
    let preview = Preview::of(&site);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "BREW"] {
        for path in ["/bread/B1/", "/_vejviser/news/"] {
            let answer = preview.ask(method, path, &[]);
            assert_eq!((answer.status, answer.headers["allow"].as_str()), (405, "GET, HEAD"), "{method} {path}");
        }
    }
}

#[test]
fn no_path_leads_out_of_the_site() {
    let site = bread();
    site.write("secret.txt", "secret");
    site.write("content/bread/.hidden.md", "secret");
    site.write("../secret.txt", "secret");
    site.write("static/in.txt", "in");
    let preview = Preview::of(&site);
    assert_eq!(preview.get("/in.txt").text(), "in");
    let root = site.path("secret.txt").to_string_lossy().into_owned();
    let paths = [
        "/secret.txt",
        "/../secret.txt",
        "/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/bread/../../secret.txt",
        "/static/../secret.txt",
        "//secret.txt",
        "/./secret.txt",
        "/%00",
        "/in.txt%00.html",
        "/vejviser.yaml",
        "/content/bread/B1.md",
        "/bread/.hidden.md",
        "/%2fetc/passwd",
        "//etc/passwd",
        "/file:///etc/passwd",
        "/..;/secret.txt",
        &root,
    ];
    for path in paths {
        let answer = preview.get(path);
        assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.status);
        assert!(!answer.text().contains("secret\n") && !answer.text().contains("root:"), "{path}");
    }
    // Nor does an answer send anybody elsewhere.
    for path in ["//evil.example", "//evil.example/..", "/%2f%2fevil.example", "/\\evil.example"] {
        assert!(!preview.get(path).headers.contains_key("location"), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_are_not_followed() {
    let site = bread();
    site.write("../secret.txt", "secret");
    std::fs::create_dir(site.path("static")).expect("a folder");
    site.write("static/a.txt", "own");
    let mut preview = Preview::of(&site);
    std::fs::remove_file(site.path("static/a.txt")).expect("it goes");
    std::os::unix::fs::symlink(site.temp().join("secret.txt"), site.path("static/a.txt")).expect("a link");
    preview.hears("is a link that is not followed");
    assert_eq!(preview.get("/a.txt").text(), "own", "the last good site stays");
}
