//! Older versions of a site beside the current one.

use std::collections::BTreeMap;

use super::links::check_links;
use crate::support::{Built, TestSite, files};

const BASE: &str = "https://example.org/kitchen";

/// The settings, with these versions.
fn settings(site: &TestSite, versions: &str) {
    site.write("vejviser.yaml", format!("title: Kitchen\nchecks: {{unused-group: off}}\nversions:\n{versions}"));
}

fn index(site: &TestSite, version: &str, more: &str) {
    let text = format!(
        "---\ntitle: Bread\nguide:\n  version: \"{version}\"\n  parties: [{{key: cook, name: Cook}}]\n  stages: [{{key: mix, \
         name: Mix}}, {{key: bake, name: Bake, gate: true}}]\n{more}---\nHow to bake.\n"
    );
    site.write("content/bread/_index.md", text);
}

fn task(site: &TestSite, id: &str, stage: &str, more: &str, text: &str) {
    let text = format!("---\ntitle: Work of {}\nparty: cook\nstage: {stage}\n{more}---\n{text}\n", id.to_lowercase());
    site.write(&format!("content/bread/{id}.md"), text);
}

/// A project with three versions: 1.0 and 1.1 as tags, 1.2 on disk. B1 became B2 and then B9, O1 was retired, B4 is new.
fn three_versions() -> TestSite {
    let site = TestSite::new([("vejviser.yaml", "title: Kitchen\nchecks: {unused-group: off}\n")]);
    index(&site, "1.0", "");
    task(&site, "M1", "mix", "", "Grind ![grain](grain.svg), by [the form](form.pdf).");
    site.write("content/bread/grain.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>");
    site.write("content/bread/form.pdf", b"the form of then \xFF");
    site.write("static/logo.txt", "then");
    task(&site, "B1", "mix", "requires: [M1]\n", "Long, as [the plan](plan/#_plan) says.");
    task(&site, "O1", "mix", "", "The floor.");
    site.write("content/about.md", "---\ntitle: About\n---\nThe kitchen.\n");
    site.commit("v1.0");
    index(&site, "1.1", "  retired: [{id: O1, note: Swept by now., see: B2}]\n");
    for gone in ["content/bread/O1.md", "content/bread/B1.md", "content/bread/grain.svg", "content/about.md"] {
        site.remove(gone);
    }
    task(&site, "M1", "mix", "", "Grind, by [the form](form.pdf).");
    task(&site, "B2", "mix", "requires: [M1]\naliases: [B1]\n", "Longer.");
    site.write("content/bread/form.pdf", "the form of now");
    site.write("static/logo.txt", "now");
    site.commit("v1.1");
    index(&site, "1.2", "  retired: [{id: O1, note: Swept by now., see: B9}]\n");
    site.remove("content/bread/B2.md");
    task(&site, "B9", "mix", "requires: [M1]\naliases: [B1, B2]\n", "Longest.");
    task(&site, "B4", "bake", "requires: [B9]\n", "Hot.");
    settings(&site, "  - {name: \"1.1\", revision: v1.1}\n  - {name: \"1.0\", revision: v1.0}\n");
    site
}

/// Of a page the notice above it, in words, and where its link and those of its picker lead.
fn beside(built: &Built, path: &str) -> (String, Vec<String>) {
    let main = built.main(path);
    let links = |part: &str| -> Vec<String> {
        part.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
    };
    let notice = main.split("notice-warning older\"><p>").nth(1).and_then(|rest| rest.split("</p>").next());
    let words = notice.unwrap_or_default().split('<').map(|part| part.split('>').next_back().unwrap_or(part)).collect();
    let picker = main.split("<details class=\"versions\">").nth(1).and_then(|rest| rest.split("</details>").next());
    (words, notice.into_iter().chain(picker).flat_map(links).collect())
}

#[test]
fn every_page_leads_to_itself_in_other_versions() {
    let site = three_versions();
    let built = site.build();
    assert!(check_links(&built, None) > 500);
    let old = |path: &str| beside(&built, &format!("versions/{path}index.html"));
    let current = "You are reading version 1.0. The current one is 1.2: see B9 there.";
    let to = |links: &[&str]| -> Vec<String> { links.iter().map(|link| (*link).to_owned()).collect() };
    assert_eq!(
        old("1.0/bread/B1/"),
        (
            current.to_owned(),
            to(&[
                "../../../../bread/B9/index.html",
                "../../../../bread/B9/index.html",
                "../../../../versions/1.1/bread/B2/index.html",
                "../../bread/B1/index.html",
                "../../../../versions/index.html"
            ])
        )
    );
    // A retired task has a page that says so; a page that is gone leads to what is left of it.
    assert_eq!(old("1.0/bread/O1/").0, "You are reading version 1.0. The current one is 1.2: see O1 there.");
    assert_eq!(old("1.1/bread/plan/").0, "You are reading version 1.1. The current one is 1.2: see the page there.");
    let home =
        "You are reading version 1.0, which is no longer the current one: the page is not there; see the front page.";
    assert_eq!(old("1.0/about/").0, home);
    assert_eq!(
        beside(&built, "bread/B4/index.html"),
        (
            String::new(),
            to(&[
                "../../bread/B4/index.html",
                "../../versions/1.1/bread/index.html",
                "../../versions/1.0/bread/index.html",
                "../../versions/index.html"
            ])
        )
    );
    let list = built.main("versions/index.html");
    for (path, name) in
        [("index.html", "Current version"), ("versions/1.1/index.html", "1.1"), ("versions/1.0/index.html", "1.0")]
    {
        assert!(list.contains(&format!("<a href=\"../{path}\">{name}</a>")), "{list}");
    }
    // Texts and files are those of then, the theme is that of now.
    assert!(built.text("versions/1.0/bread/B1/index.html").contains("Long, as"));
    assert_eq!(built.files["versions/1.0/bread/M1/form.pdf"], b"the form of then \xFF");
    assert_eq!(built.text("versions/1.1/bread/M1/form.pdf"), "the form of now");
    assert_eq!([built.text("versions/1.0/logo.txt"), built.text("logo.txt")], ["then", "now"]);
    assert_eq!(built.files["versions/1.0/assets/style.css"], built.files["assets/style.css"]);
}

#[test]
fn pages_of_older_versions_are_for_reading() {
    let site = three_versions();
    let built = site.build_with(&["-u", BASE]);
    assert!(check_links(&built, Some(BASE)) > 500);
    let (mut older, mut canonical) = (0, BTreeMap::new());
    for (path, markup) in built.pages().filter(|(path, _)| path.starts_with("versions/1.")) {
        older += 1;
        let ticks = markup.named("input").filter(|input| input.get("type") == Some("checkbox")).count();
        assert_eq!((ticks, markup.named("progress").count()), (0, 0), "{path} has something to tick");
        let scripts: Vec<&str> = markup.named("script").map(|script| script.need("src")).collect();
        assert!(matches!(scripts.as_slice(), [one] if one.ends_with("assets/early.js")), "{path}: {scripts:?}");
        let title = &markup.named("title").next().expect("a title").text;
        let version = if path.starts_with("versions/1.0/") { "(version 1.0)" } else { "(version 1.1)" };
        assert!(title.ends_with(version), "{path}: {title}");
        let link = markup.named("link").find(|link| link.get("rel") == Some("canonical"));
        let hidden = markup.named("meta").any(|meta| meta.get("content") == Some("noindex"));
        assert_ne!(link.is_some(), hidden, "{path} is for search engines, or it is not");
        canonical.extend(link.map(|link| (path.to_owned(), link.need("href").to_owned())));
    }
    assert!(older > 30, "{older} pages");
    assert_eq!(canonical["versions/1.0/bread/B1/index.html"], "https://example.org/kitchen/bread/B9/");
    assert_eq!(canonical["versions/1.1/bread/plan/index.html"], "https://example.org/kitchen/bread/plan/");
    assert!(!canonical.contains_key("versions/1.0/about/index.html"), "the page is no more");
    let paper = built.text("versions/1.0/assets/guides/bread.css");
    assert!(paper.contains("Version 1.0"), "{paper}");
    let link = built.text("versions/1.0/bread/B1/index.html");
    assert!(link.contains("href=\"https://example.org/kitchen/versions/1.0/bread/B1/\" rel=\"bookmark\""), "{link}");
    assert!(!built.text("sitemap.xml").contains("versions/"), "search engines find the current version");
    let parts =
        ["search", "sitemap.xml", "robots.txt", "feed.xml", "404.html", "assets/site.js", "assets/guides/bread.js"];
    for part in parts {
        let path = format!("versions/1.0/{part}");
        assert!(!built.files.keys().any(|file| file.starts_with(&path)), "{path} is none of an older version");
    }
    let words = built.files.iter().filter(|(path, _)| path.starts_with("search/") || path.starts_with("assets/search"));
    assert!(words.into_iter().all(|(_, bytes)| !String::from_utf8_lossy(bytes).contains("Long, as")), "searched");
}

#[test]
fn versions_are_the_same_bytes_twice_and_nothing_is_written_twice() {
    let site = three_versions();
    let first = site.build();
    let again = site.run(&["build"]).expect(0);
    assert!(again.stderr.contains(", 0 changed, 0 removed"), "{}", again.stderr);
    assert_eq!(site.build(), first);
    assert_eq!(site.build_with(&["-o", "other"]), first);
    assert_eq!(files(&site.path("other")), first.files);
    // Without them, the site is that of a project that names none.
    let without = site.build_with(&["--without-versions"]);
    assert!(without.files.keys().all(|path| !path.starts_with("versions")), "{:?}", without.files.keys());
    settings(&site, "  []\n");
    assert_eq!(site.build(), without);
}

#[test]
fn a_copied_site_stays_as_it_was() {
    let site = three_versions();
    let archive = [
        ("index.html", &b"<!DOCTYPE html><title>Then</title>"[..]),
        ("bread/index.html", b"<p>Bread"),
        ("bread/B1/index.html", b"<p>Kneading \xFF, and <a href='../nowhere'>a broken link</a>"),
        (".vejviser", b"vejviser manifest 3\n"),
    ];
    for (path, bytes) in archive {
        site.write(&format!("archive/0.9/{path}"), bytes);
    }
    settings(&site, "  - {name: \"1.0\", revision: v1.0}\n  - {name: \"0.9\", path: archive/0.9}\n");
    let built = site.build();
    for (path, bytes) in archive {
        assert_eq!(built.files[&format!("versions/0.9/{path}")], bytes, "{path}");
    }
    let (_, links) = beside(&built, "bread/B9/index.html");
    assert_eq!(links[1..3], ["../../versions/1.0/bread/B1/index.html", "../../versions/0.9/bread/B1/index.html"]);
    let script = built.text("versions.js");
    let list = "globalThis.vejviserVersions = [{\"name\":\"Current version\",\"path\":\"\"},{\"name\":\"1.0\",\"path\":\
                \"versions/1.0/\"},{\"name\":\"0.9\",\"path\":\"versions/0.9/\"}];\n";
    assert!(script.starts_with(list), "{script}");
    assert!(site.run(&["build"]).expect(0).stderr.contains(", 0 changed, 0 removed"));
}

#[test]
fn a_version_that_is_not_there_stops_the_build() {
    let site = three_versions();
    let before = site.build();
    let refused = |versions: &str, says: &str| {
        settings(&site, versions);
        let run = site.run(&["build"]).expect(2);
        assert_eq!(run.stderr, format!("error: {says}\n"));
        assert_eq!(files(&site.path("public")), before.files);
    };
    refused(
        "  - {name: \"1.1\", revision: v1.1}\n  - {name: \"0.8\", revision: v0.8}\n",
        "can't take in the version `0.8`: there is no folder, file, version or revision `v0.8`; `git tag` lists the tags, and \
         `git fetch --tags` brings those of the server",
    );
    refused(
        "  - {name: old, path: archive/old}\n",
        "can't take in the version `old`: `archive/old`: there is no such folder",
    );
    site.write("archive/empty/readme.txt", "nothing");
    refused(
        "  - {name: old, path: archive/empty}\n",
        "can't take in the version `old`: `archive/empty` holds no page; name the folder of a site that was built",
    );
    #[cfg(unix)]
    {
        site.write("archive/linked/index.html", "<p>");
        std::os::unix::fs::symlink("/etc/hostname", site.path("archive/linked/host")).expect("a link");
        refused(
            "  - {name: old, path: archive/linked}\n",
            "can't take in the version `old`: `archive/linked`: `host` in it is no regular file",
        );
        std::os::unix::fs::symlink("/etc", site.path("archive/etc")).expect("a link");
        refused(
            "  - {name: old, path: archive/etc}\n",
            "can't take in the version `old`: `archive/etc`: it leads out of the project",
        );
    }
}

#[test]
fn pages_below_a_task_and_further_parts_lead_to_what_they_belong_to() {
    let site = three_versions();
    // A chain of tasks has a page for everything that its end rests on; both versions have it.
    for at in 1..12 {
        task(
            &site,
            &format!("D{at:02}"),
            "mix",
            &format!("requires: [{}]\n", if at == 1 { "M1".to_owned() } else { format!("D{:02}", at - 1) }),
            "On.",
        );
    }
    site.commit("v1.3");
    settings(&site, "  - {name: \"1.3\", revision: v1.3}\n");
    let built = site.build();
    let path = "bread/D11/path/index.html";
    assert!(built.files.contains_key(path) && built.files.contains_key(&format!("versions/1.3/{path}")));
    let (words, links) = beside(&built, &format!("versions/1.3/{path}"));
    assert_eq!(words, "You are reading version 1.3. The current one is 1.2: see D11 there.");
    assert_eq!(links[0], "../../../../../bread/D11/index.html");
    assert_eq!(beside(&built, path).1[1], "../../../versions/1.3/bread/D11/index.html");
}

#[test]
fn the_output_is_no_older_version() {
    let site = three_versions();
    site.build();
    for path in ["public", "public/versions"] {
        settings(&site, &format!("  - {{name: old, path: {path}}}\n"));
        let told = format!(
            "error: can't take in the version `old`: `{path}` is the output folder; copy the site to another folder first\n"
        );
        assert_eq!(site.run(&["build"]).expect(2).stderr, told);
    }
}

#[test]
fn versions_in_the_settings_are_checked() {
    let site = three_versions();
    settings(
        &site,
        "  - {name: index.html, revision: v1.0}\n  - {name: a/b, revision: v1.0}\n  - {name: one, revision: v1.0, path: x}\n  - {name: two}\n  - {name: three, path: \
         ../x}\n  - {name: four, path: /etc}\n  - {name: \"1.0\", revision: v1.0}\n  - {name: \"1.0\", revision: v1.1}\n",
    );
    let run = site.run(&["check", "--format", "short"]).expect(2);
    let expected = "\
vejviser.yaml:4:12: error[invalid-value]: `index.html` can't be the name of a version: a folder can't be called so everywhere beside pages (write one such as `1.2`)
vejviser.yaml:5:12: error[invalid-value]: `a/b` can't be the name of a version: a name has letters from A to Z, digits, `.`, `_` and `-` only (write one such as `1.2`)
vejviser.yaml:6:5: error[invalid-value]: the version `one` names both `revision` and `path` (name the revision of git to build it from, or the folder of a site that was built then)
vejviser.yaml:7:5: error[invalid-value]: the version `two` names neither `revision` nor `path` (name the revision of git to build it from, or the folder of a site that was built then)
vejviser.yaml:8:25: error[invalid-value]: `../x` is no folder inside the project (name it from the project's folder)
vejviser.yaml:9:24: error[invalid-value]: `/etc` is no folder inside the project (name it from the project's folder)
vejviser.yaml:11:12: error[invalid-value]: the version `1.0` stands twice in the list
";
    assert!(run.stderr.contains(expected), "{}", run.stderr);
}

#[test]
fn of_old_content_only_grave_faults_count() {
    let site = three_versions();
    // A broken link can be lowered, and does not matter any more.
    task(&site, "B4", "bake", "requires: [B9]\n", "See [[B77]] and [that](nowhere.md).");
    site.commit("v1.2-broken-links");
    task(&site, "M1", "mix", "requires: [B9]\n", "Grind, by [the form](form.pdf).");
    site.commit("v1.3-circle");
    task(&site, "M1", "mix", "", "Grind, by [the form](form.pdf).");
    task(&site, "B4", "bake", "requires: [B9]\n", "Hot.");
    settings(&site, "  - {name: broken, revision: v1.2-broken-links}\n");
    let before = site.build();
    assert!(before.files.contains_key("versions/broken/bread/B4/index.html"));
    settings(&site, "  - {name: broken, revision: v1.2-broken-links}\n  - {name: \"1.3\", revision: v1.3-circle}\n");
    let run = site.run(&["build"]).expect(1);
    let said = "error[dependency-cycle]: version `1.3` (revision `v1.3-circle`): content/bread/B9.md:5:12: tasks wait for each other: B9 → M1 → B9";
    assert!(run.stderr.contains(said), "{}", run.stderr);
    assert!(run.stderr.ends_with("nothing was written\n") && !run.stderr.contains("unknown-task"), "{}", run.stderr);
    let json = site.run(&["build", "--format", "json"]).expect(1).stderr;
    let json: serde_json::Value = serde_json::from_str(&json).expect("one document, whatever is wrong");
    assert!(json.to_string().contains("version `1.3`"), "{json}");
    assert_eq!(files(&site.path("public")), before.files);
}

#[test]
fn versions_take_their_addresses() {
    let site = three_versions();
    site.write("content/versions.md", "---\ntitle: Versions\n---\nOurs.\n");
    site.run(&["check"]).expect(1).says("the address `/versions/` is taken");
}
