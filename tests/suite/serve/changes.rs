//! What saving a file does to pages that are open.

use std::sync::atomic::{AtomicBool, Ordering};

use super::{Preview, save};
use crate::support::{GUIDE, SETTINGS, TestSite, task};

fn bread() -> TestSite {
    let site = TestSite::bread([task("B1", ""), task("B2", "requires: [B1]\n")]);
    save(&site, "static/note.txt", "before\n");
    save(&site, "templates/components/facts.html", include_str!("../../../templates/components/facts.html"));
    site
}

#[test]
fn whatever_is_saved_reaches_the_open_page() {
    let site = bread();
    let preview = Preview::of(&site);
    let mut news = preview.news("/bread/B1/");
    assert_eq!(news.next()["generation"], preview.generation("/bread/B1/"));
    let blocks = include_str!("../../../templates/base.html");
    // The file, its new text, a page, and what stands there then.
    let changes: [(&str, String, &str, &str); 9] = [
        ("content/bread/B1.md", task("B1", "").1 + "Saved.\n", "/bread/B1/", "Saved."),
        ("content/bread/_index.md", GUIDE.1.replace("name: Cook", "name: The cook"), "/bread/B1/", "The cook"),
        ("content/bread/sub/B3.md", task("B3", "").1, "/bread/B3/", "Task B3"),
        ("content/about.md", "---\ntitle: About\n---\nUs.\n".to_owned(), "/about/", "Us."),
        ("static/note.txt", "after\n".to_owned(), "/note.txt", "after"),
        ("static/deep/er/new.txt", "new\n".to_owned(), "/deep/er/new.txt", "new"),
        ("templates/base.html", blocks.replace("<body", "<body data-own"), "/bread/B1/", "<body data-own"),
        ("templates/strings/en.yaml", "search_hint: Look\n".to_owned(), "/bread/B1/", "Look"),
        ("vejviser.yaml", "title: Our kitchen\n".to_owned(), "/bread/B1/", "Our kitchen"),
    ];
    for (file, text, path, shown) in changes {
        assert!(!preview.get(path).text().contains(shown), "{file}: nothing is new");
        let generation = preview.generation("/bread/B1/");
        save(&site, file, text);
        news.newer_than(generation);
        news.shows(&preview, path, shown);
    }
    site.remove("content/bread/B2.md");
    news.shows(&preview, "/bread/B2/", "Page not found");
    assert_eq!(preview.get("/bread/B2/").status, 404);
}

#[test]
fn a_file_may_be_saved_in_the_ways_that_editors_have() {
    let site = bread();
    let preview = Preview::of(&site);
    let mut news = preview.news("/bread/B1/");
    let file = site.path("content/bread/B1.md");
    let text = |word: &str| task("B1", "").1 + word;
    let mut saved = |word: &str| news.shows(&preview, "/bread/B1/", word);
    // A new file in the place of the old one, as vim and many others do.
    save(&site, "content/bread/.B1.md.swp", text("Renamed."));
    std::fs::rename(site.path("content/bread/.B1.md.swp"), &file).expect("it is renamed");
    saved("Renamed.");
    // The old one set aside, and a new one written.
    std::fs::rename(&file, site.path("content/bread/B1.md~")).expect("it is set aside");
    save(&site, "content/bread/B1.md", text("Set aside."));
    saved("Set aside.");
    // Written in place, in pieces.
    site.write("content/bread/B1.md", "");
    site.write("content/bread/B1.md", text("In place."));
    saved("In place.");
    // The whole folder exchanged, as version control does.
    crate::support::copy(&site.path("content"), &site.path("new"));
    save(&site, "new/bread/B1.md", text("Exchanged."));
    std::fs::rename(site.path("content"), site.path("old")).expect("it is set aside");
    std::fs::rename(site.path("new"), site.path("content")).expect("it takes its place");
    saved("Exchanged.");
    save(&site, "content/bread/B1.md", text("Watched still."));
    saved("Watched still.");
}

#[cfg(unix)]
#[test]
fn the_target_of_a_link_is_watched_wherever_it_stands_in_the_project() {
    use std::os::unix::fs::symlink;
    let site = bread();
    let text = |id: &str, word: &str| task(id, "").1 + word;
    let link = |target: &str, id: &str| symlink(target, site.path(&format!("content/bread/{id}.md"))).expect("a link");
    save(&site, "shared/deep/L1.md", text("L1", "First."));
    link("../../shared/deep/L1.md", "L1");
    let preview = Preview::of(&site);
    let mut news = preview.news("/bread/B1/");
    news.shows(&preview, "/bread/L1/", "First.");
    // Written in place, and another file in its place.
    site.write("shared/deep/L1.md", text("L1", "In place."));
    news.shows(&preview, "/bread/L1/", "In place.");
    save(&site, "shared/deep/L1.md", text("L1", "Replaced."));
    news.shows(&preview, "/bread/L1/", "Replaced.");
    // Its folder exchanged, and still watched.
    crate::support::copy(&site.path("shared"), &site.path("new"));
    save(&site, "new/deep/L1.md", text("L1", "Exchanged."));
    std::fs::rename(site.path("shared"), site.path("old")).expect("it is set aside");
    std::fs::rename(site.path("new"), site.path("shared")).expect("it takes its place");
    news.shows(&preview, "/bread/L1/", "Exchanged.");
    save(&site, "shared/deep/L1.md", text("L1", "Watched still."));
    news.shows(&preview, "/bread/L1/", "Watched still.");
    // A link that is made later, to a link, and one whose target comes last.
    save(&site, "own/L2.md", text("L2", "Second."));
    symlink("L2.md", site.path("own/other.md")).expect("a link");
    link("../../own/other.md", "L2");
    news.shows(&preview, "/bread/L2/", "Second.");
    save(&site, "own/L2.md", text("L2", "Changed."));
    news.shows(&preview, "/bread/L2/", "Changed.");
    link("../../later/L3.md", "L3");
    news.trouble();
    save(&site, "later/L3.md", text("L3", "At last."));
    news.shows(&preview, "/bread/L3/", "At last.");
}

#[test]
fn after_a_change_only_what_is_new_is_printed() {
    let site = bread();
    let with =
        |id: &str, more: &str, word: &str| save(&site, &format!("content/bread/{id}.md"), task(id, more).1 + word);
    with("B1", "", "TODO\n");
    let mut preview = Preview::of(&site);
    assert!(preview.log.contains("content/bread/B1.md:") && preview.log.contains("\n1 warning\n"), "{}", preview.log);
    let mut after = |counts: &str| {
        let before = preview.log.len();
        preview.hears(counts);
        preview.log[before..].to_owned()
    };
    with("B2", "requires: [B1]\n", "TODO\n");
    let said = after("1 new, 1 as before");
    assert!(said.contains("--> content/bread/B2.md:") && !said.contains("B1.md"), "{said}");
    // The known ones are known on other lines too.
    with("B1", "", "One line more.\n\nTODO\n");
    let said = after("2 as before");
    assert!(!said.contains("-->"), "{said}");
    with("B1", "requires: [B9]\n", "");
    let said = after("1 new, 1 mended, 1 as before");
    assert!(said.contains("there is no task `B9`") && !said.contains("TODO"), "{said}");
    with("B1", "", "");
    with("B2", "", "");
    after("mended");
}

#[test]
fn what_makes_no_difference_reloads_nothing() {
    let site = bread();
    let mut preview = Preview::of(&site);
    let generation = preview.generation("/bread/B1/");
    // What editors leave about, a file that is saved as it was, and a comment.
    save(&site, "content/bread/.B1.md.swp", "x");
    save(&site, "content/bread/B1.md~", "x");
    save(&site, "content/bread/B1.md", task("B1", "").1);
    save(&site, "vejviser.yaml", "# A comment.\ntitle: Kitchen\n");
    preview.hears("vejviser.yaml: 0 files changed");
    assert_eq!(preview.generation("/bread/B1/"), generation);
    let told = preview.log.lines().filter(|line| line.contains("changed, in")).count();
    assert_eq!(told, 1, "{}", preview.log);
}

#[test]
fn a_mistake_is_shown_as_on_the_terminal_while_the_last_good_site_stays() {
    let site = bread();
    let mut preview = Preview::of(&site);
    let before = preview.get("/bread/B1/").page();
    let mut news = preview.news("/bread/B1/");
    news.next();
    save(&site, "content/bread/B1.md", task("B1", "requires: [B9]\n").1 + "New.\n");
    let text = news.trouble();
    let terminal = site.run(&["check", "--color", "never"]).expect(1).stderr;
    assert_eq!(text, terminal);
    assert_eq!(
        text,
        "error[unknown-task]: there is no task `B9`\n --> content/bread/B1.md:5:12\n  |\n5 | requires: [B9]\n  |            \
         ^^\n  |\n  = help: write the id of a task of this guide\n\n1 error\n"
    );
    preview.hears("the site stays as it was");
    let new = text.replace("1 error\n", "1 new\n");
    assert!(preview.log.contains(&new), "{}", preview.log);
    assert_eq!(preview.get("/bread/B1/").page(), before);
    // A second mistake is added to what is shown; mending both takes it away.
    save(&site, "content/bread/B2.md", task("B2", "scope: nowhere\n").1);
    let both = news.until(|news| news["trouble"]["text"].as_str().is_some_and(|text| text.contains("nowhere")));
    assert!(both["trouble"]["text"].as_str().is_some_and(|text| text.contains("2 errors")), "{both}");
    save(&site, "content/bread/B2.md", task("B2", "").1);
    save(&site, "content/bread/B1.md", task("B1", "").1 + "New.\n");
    news.until(|news| news["trouble"].is_null());
    assert!(preview.get("/bread/B1/").text().contains("New."));
}

#[test]
fn a_mistake_in_a_template_leaves_the_site_as_it_was() {
    let site = bread();
    let preview = Preview::of(&site);
    let before = preview.get("/bread/B1/").page();
    let mut news = preview.news("/bread/B1/");
    news.next();
    for text in ["{{ nothing.there }}", "{% if %}", "{{ 1 / 0 }}", "<a href=\"nowhere.html\">x</a>"] {
        let page = include_str!("../../../templates/pages/task.html")
            .replace("{% block content %}", &format!("{{% block content %}}{text}"));
        save(&site, "templates/pages/task.html", page);
        assert!(news.trouble().contains("error"), "{text}");
        assert_eq!(preview.get("/bread/B1/").page(), before, "{text}");
        site.remove("templates/pages/task.html");
        news.until(|news| news["trouble"].is_null());
    }
}

#[test]
fn a_project_with_faults_from_the_start_is_shown_when_they_are_mended() {
    let site = bread();
    save(&site, "content/bread/B1.md", "no front matter");
    save(&site, "vejviser.yaml", "title: Køkken\nlanguage: da\n");
    let mut preview = Preview::of(&site);
    assert!(preview.log.contains("there is no site to show until this is mended"), "{}", preview.log);
    let answer = preview.get("/bread/B1/");
    assert_eq!(answer.status, 503);
    assert!(
        answer.text().contains("Der er fejl i indholdet, og der er endnu ingen side at vise."),
        "{}",
        answer.text()
    );
    assert!(answer.text().contains("error[missing-front-matter]"), "{}", answer.text());
    let mut news = preview.news("/bread/B1/");
    assert_eq!(news.next()["generation"], 0);
    save(&site, "content/bread/B1.md", task("B1", "").1);
    news.newer_than(0);
    assert_eq!(preview.get("/bread/B1/").status, 200);
    preview.hears("content/bread/B1.md: ");
}

#[test]
fn no_content_ends_the_preview() {
    let site = bread();
    let preview = Preview::of(&site);
    let before = preview.get("/bread/B1/").page();
    let mut news = preview.news("/bread/B1/");
    news.next();
    let good = task("B1", "").1;
    let blows: [(&str, Vec<u8>); 8] = [
        ("content/bread/B1.md", vec![0xff, 0xfe, 0]),
        ("content/bread/B1.md", vec![b'['; 100_000]),
        ("content/bread/B1.md", vec![b'x'; 2 * 1024 * 1024]),
        ("content/bread/B1.md", b"---\ntitle: [\n---\n".to_vec()),
        ("content/bread/_index.md", b"---\n---\n".to_vec()),
        ("vejviser.yaml", b"\0".to_vec()),
        ("vejviser.yaml", b"title: 1\ntitle: 2\n".to_vec()),
        ("templates/strings/en.yaml", b"search: [a]\n".to_vec()),
    ];
    for (file, bytes) in blows {
        save(&site, file, bytes);
        assert!(!news.trouble().is_empty(), "{file}");
        assert_eq!(preview.get("/bread/B1/").page(), before, "{file}");
        save(&site, "content/bread/B1.md", &good);
        save(&site, "content/bread/_index.md", GUIDE.1);
        save(&site, "vejviser.yaml", SETTINGS.1);
        let _ = std::fs::remove_file(site.path("templates/strings/en.yaml"));
        news.until(|news| news["trouble"].is_null());
    }
    // Everything gone, and back again.
    std::fs::rename(site.path("vejviser.yaml"), site.path("away.yaml")).expect("it goes");
    news.until(|news| news["trouble"]["text"].as_str().is_some_and(|text| text.contains("can't read")));
    std::fs::rename(site.path("content"), site.path("away")).expect("it goes");
    std::fs::rename(site.path("away.yaml"), site.path("vejviser.yaml")).expect("it is back");
    // The last good site stays.
    news.until(|news| news["trouble"]["text"].as_str().is_some_and(|text| text.contains("no-content")));
    assert_eq!(preview.get("/bread/B1/").page(), before);
    std::fs::rename(site.path("away"), site.path("content")).expect("it is back");
    news.until(|news| news["trouble"].is_null());
    news.shows(&preview, "/bread/B1/", "Body of b1.");
}

#[test]
fn every_answer_while_files_are_saved_is_a_whole_page() {
    let site = bread();
    let preview = Preview::of(&site);
    let mut news = preview.news("/bread/B1/");
    let mut generation = news.next()["generation"].as_u64().expect("a number");
    let (done, client) = (AtomicBool::new(false), (*preview).clone());
    let asked = std::thread::scope(|scope| {
        let readers: Vec<_> = (0..3)
            .map(|_| {
                scope.spawn(|| {
                    let mut asked = 0;
                    while !done.load(Ordering::Relaxed) {
                        let answer = client.get("/bread/B1/");
                        let page = answer.text();
                        assert_eq!(answer.status, 200, "{page}");
                        let whole = page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>");
                        assert!(whole && page.matches("Round ").count() == page.matches(" ends.").count(), "{page}");
                        assert_eq!(client.get("/assets/style.css").status, 200);
                        asked += 1;
                    }
                    asked
                })
            })
            .collect();
        for round in 0..20 {
            save(&site, "content/bread/B1.md", task("B1", "").1 + &format!("Round {round} ends.\n"));
            generation = news.newer_than(generation);
        }
        done.store(true, Ordering::Relaxed);
        readers.into_iter().map(|reader| reader.join().expect("every answer is whole")).sum::<usize>()
    });
    assert!(asked >= 20, "{asked} answers");
}

#[test]
fn changes_are_found_where_the_system_does_not_tell_of_them() {
    let site = bread();
    let preview = Preview::with(&site, &["-p", "0", "--poll"]);
    let mut news = preview.news("/bread/B1/");
    let generation = news.next()["generation"].as_u64().expect("a number");
    save(&site, "content/bread/B1.md", task("B1", "").1 + "Found.\n");
    let generation = news.newer_than(generation);
    assert!(preview.get("/bread/B1/").text().contains("Found."));
    save(&site, "static/note.txt", "other\n");
    news.newer_than(generation);
    assert_eq!(preview.get("/note.txt").text(), "other\n");
}
