//! Pages of changes, marks and feeds of guides with released versions.

use crate::support::markup::Markup;
use crate::support::{Built, TestSite};

/// The guide with these versions, newest first.
fn index(version: &str, versions: &str) -> String {
    format!(
        "---\ntitle: Bread\nupdated: 2026-06-01\nguide:\n  version: \"{version}\"\n  versions: [{versions}]\n  parties: [{{key: cook, name: \
         Cook}}, {{key: guest, name: Guest}}]\n  stages: [{{key: bake, name: Bake}}, {{key: eat, name: Eat, gate: \
         true}}]\n---\nHow to bake.\n"
    )
}

fn page(title: &str, more: &str, body: &str) -> String {
    format!("---\ntitle: {title}\nparty: cook\nstage: bake\n{more}---\n{body}\n")
}

const ONE: &str = "{version: \"1.0\", date: 2026-06-01, note: \"The first **loaf**.\"}";
const TWO: &str = "{version: \"1.1\", date: 2026-07-01, note: \"See [B1](B1.md).\"}";

fn write(site: &TestSite, id: &str, text: &str) {
    site.write(&format!("content/bread/{id}.md"), text);
}

/// Two versions: in the second B2 waits for B1 and has another text, B3 is new, B4 is retired, B5 is called B6, B7 has not changed
/// and waits for B2.
fn site() -> TestSite {
    let site = TestSite::new([
        ("vejviser.yaml", "title: Kitchen & Co\nchecks: {unused-group: off, orphan-task: off}\n"),
        ("content/bread/_index.md", &index("1.0", "")),
    ]);
    write(&site, "B1", &page("Knead", "", "Knead it."));
    write(&site, "B2", &page("Bake", "", "Heat the oven.\n\nBake it for an hour."));
    write(&site, "B4", &page("Cool", "", "Wait."));
    write(&site, "B5", &page("Slice", "", "Slice it."));
    write(&site, "B7", &page("Eat", "requires: [B2]\n", "Eat it.").replace("cook", "guest"));
    site.run(&["snapshot"]).expect(0);
    write(&site, "B2", &page("Bake", "requires: [B1]\n", "Heat the oven.\n\nBake it for two hours."));
    write(&site, "B3", &page("Prove", "", "Let it rise."));
    write(&site, "B4", &page("Cool", "status: retired\n", "Wait."));
    site.run(&["rename", "B5", "B6"]).expect(0);
    site.write("content/bread/_index.md", index("1.1", &format!("{TWO}, {ONE}")));
    site
}

fn released() -> TestSite {
    let site = site();
    site.run(&["snapshot", "--date", "2026-07-01"]).expect(0);
    site
}

/// Texts of a page without its tags.
fn words(built: &Built, path: &str) -> String {
    let mut out = String::new();
    for (at, part) in built.main(path).split('<').enumerate() {
        out.push_str(if at == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) });
        out.push(' ');
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_page_of_changes_tells_each_version() {
    let built = released().build();
    let text = words(&built, "bread/changes/index.html");
    for has in [
        "Version 1.1 1 July 2026. 1 new, 1 changed, 1 retired, 1 renamed, 1 affected. See B1",
        "New B3 Prove Cook",
        "B2 Bake Cook requires: +B1; text: 1 line",
        "Before: Bake it for an hour . New line: Bake it for two hours .",
        "B4 Cool Cook",
        "B6 Slice Cook was B5",
        "B7 Eat Guest rests on B2",
        "Version 1.0 1 June 2026. The first version. The first loaf .",
    ] {
        assert!(text.contains(has), "{has}\n{text}");
    }
    let html = built.text("bread/changes/index.html");
    assert!(html.contains("<del>an hour</del>") || html.contains("<del>an</del>"), "{html}");
    let markup = Markup::read("changes", html);
    for id in ["1.1", "1.0"] {
        assert!(markup.elements.iter().any(|element| element.get("id") == Some(id)), "{id}");
    }
    // In the side bar, and nowhere without versions.
    assert!(built.text("bread/plan/index.html").contains("../../bread/changes/index.html"));
    let plain = TestSite::bread([("content/bread/B1.md", page("Knead", "", "Knead it."))]).build();
    assert!(!plain.text("bread/plan/index.html").contains("changes/"));
    assert!(!plain.files.keys().any(|path| path.contains("changes/")));
}

/// The picture of the difference on a page: its boxes as id, class and words, and its lines as what they lead from and to, class and title.
fn difference(built: &Built) -> (Vec<String>, Vec<String>) {
    let page = built.text("bread/changes/index.html");
    let markup = Markup::read("changes", page);
    let class = |element: &crate::support::markup::Element| element.need("class").to_owned();
    let is_box = |element: &&crate::support::markup::Element| element.has_class("node") && element.name == "a";
    let boxes = markup.elements.iter().filter(is_box);
    let boxes = boxes.map(|node| format!("{} [{}] {}", node.need("href"), class(node), node.need("aria-label")));
    let lines = markup.elements.iter().filter(|element| element.name == "path" && element.has_class("edge"));
    let line = |line: &crate::support::markup::Element| format!("[{}] {}", class(line), line.text);
    (boxes.collect(), lines.map(line).collect())
}

#[test]
fn the_page_of_changes_draws_what_changed_in_the_order_of_work() {
    let site = released();
    let (boxes, lines) = difference(&site.build());
    let expected = [
        "../../bread/B1/index.html [node outside lane-1] B1 Knead",
        "../../bread/B2/index.html [node lane-1] B2 Changed: Bake",
        "../../bread/B3/index.html [node new lane-1] B3 New: Prove",
        "#1.1 [node gone lane-1] B4 Retired: Cool",
    ];
    assert_eq!(boxes, expected);
    assert_eq!(lines, ["[edge] B1 before B2 (new)"]);
    // What goes is drawn too, with a sign; and so are choices and counterparts. A snapshot may say anything.
    write(
        &site,
        "B2",
        &page("Bake", "requires: [{any: [B3, B6]}]\nwith: [B1]\n", "Heat the oven.\n\nBake it for two hours."),
    );
    let built = site.build();
    let (_, lines) = difference(&built);
    let expected = [
        "[edge went] B1 before B2 (No longer)",
        "[edge with] B2 together with B1 (new)",
        "[edge] B3 is one of those before B2 (new)",
        "[edge] B6 is one of those before B2 (new)",
        "[edge] B1 before B2 (new)",
    ];
    assert_eq!(lines, expected, "the unreleased difference first, then that of 1.1");
    let page = built.text("bread/changes/index.html");
    assert_eq!(page.matches("<svg").count(), 2);
    assert!(page.contains("id=\"d--difference-0-title\"") && page.contains("id=\"d--difference-1-title\""));
    let snapshot = site.read("history/bread/1.0.json").replace("\"Cool\"", "\"<b>\u{202E}&\"");
    site.write("history/bread/1.0.json", snapshot);
    let (boxes, _) = difference(&site.build());
    assert!(!boxes.iter().any(|node| node.contains('\u{202E}')), "{boxes:?}");
}

#[test]
fn a_task_that_is_renamed_later_keeps_its_link_among_former_changes() {
    let site = released();
    site.run(&["rename", "B3", "C9"]).expect(0);
    let page = site.build().text("bread/changes/index.html").to_owned();
    let older = &page[page.find("id=\"1.1\"").expect("the version")..];
    assert!(older.contains("<a class=\"task\" href=\"../../bread/C9/index.html\">"), "{older}");
}

#[test]
fn a_choice_that_another_follows_is_drawn_as_both() {
    let site = site();
    write(&site, "B7", &page("Eat", "requires: [{any: [B1, B2]}]\n", "Eat it.").replace("cook", "guest"));
    site.run(&["snapshot", "--date", "2026-07-01"]).expect(0);
    write(&site, "B7", &page("Eat", "requires: [{any: [B1, B3]}]\n", "Eat it.").replace("cook", "guest"));
    let (_, lines) = difference(&site.build());
    let expected = [
        "[edge] B1 is one of those before B7 (new)",
        "[edge went] B1 is one of those before B7 (No longer)",
        "[edge went] B2 is one of those before B7 (No longer)",
        "[edge] B3 is one of those before B7 (new)",
    ];
    assert_eq!(lines[..4], expected);
}

#[test]
fn a_difference_of_very_many_tasks_has_no_picture() {
    let site = released();
    let draws = |count: usize| {
        let ids: Vec<String> = (100..100 + count).map(|at| format!("C{at}")).collect();
        for id in &ids {
            write(&site, id, &page("Work", "requires: [B1]\n", "More."));
        }
        site.build().text("bread/changes/index.html").matches("<svg").count() == 2
    };
    assert!(draws(39), "B1 and 39 others");
    assert!(!draws(40));
}

#[test]
fn tasks_and_lists_say_what_is_new_until_the_next_version() {
    let site = released();
    let built = site.build();
    let task = words(&built, "bread/B2/index.html");
    assert!(task.contains("Changed in 1.1 (1 July 2026) : requires: +B1; text"), "{task}");
    assert!(built.text("bread/B2/index.html").contains("href=\"../../bread/changes/index.html#1.1\""));
    assert!(words(&built, "bread/B3/index.html").contains("New in 1.1 (1 July 2026)"));
    for unmarked in ["B1", "B6", "B7"] {
        let text = words(&built, &format!("bread/{unmarked}/index.html"));
        assert!(!text.contains("in 1.1") && !text.contains("since"), "{unmarked}: {text}");
    }
    let plan = words(&built, "bread/plan/index.html");
    assert_eq!((plan.matches(" new ").count(), plan.matches(" changed ").count()), (1, 1), "{plan}");
    // The party: its own tasks, then what may concern it.
    let cook = words(&built, "bread/parties/cook/index.html");
    assert!(cook.contains("Changed since 1.0"), "{cook}");
    let guest = words(&built, "bread/parties/guest/index.html");
    assert!(guest.contains("May concern you B7 Eat"), "{guest}");
    // A third version without changes has no marks.
    let three = format!("{{version: \"1.2\", date: 2026-08-01}}, {TWO}, {ONE}");
    site.write("content/bread/_index.md", index("1.2", &three));
    site.run(&["snapshot", "--date", "2026-08-01"]).expect(0);
    let built = site.build();
    assert!(!words(&built, "bread/B2/index.html").contains("Changed in"));
    assert!(words(&built, "bread/changes/index.html").contains("Version 1.2 1 August 2026. nothing changed"));
}

#[test]
fn what_is_not_released_stands_on_top() {
    let site = released();
    write(&site, "B1", &page("Knead well", "", "Knead it."));
    let built = site.build();
    let text = words(&built, "bread/changes/index.html");
    assert!(
        text.contains("Not released yet 1 text. Texts B1 Knead well Cook title: Knead → Knead well Version 1.1"),
        "{text}"
    );
    assert!(words(&built, "bread/B1/index.html").contains("Changed since 1.1 : title"));
    // Marks are those of the content as it is.
    assert!(!words(&built, "bread/B2/index.html").contains("Changed"));
}

#[test]
fn a_feed_has_an_entry_for_each_version_for_ever() {
    let site = released();
    let build = || site.build_with(&["-u", "https://example.org/guides"]);
    let built = build();
    let feed = built.text("bread/feed.xml").to_owned();
    for has in [
        "<id>https://example.org/guides/bread/</id>",
        "<link rel=\"self\" type=\"application/atom+xml\" href=\"https://example.org/guides/bread/feed.xml\"/>",
        "<updated>2026-07-01T00:00:00Z</updated>\n<author><name>Kitchen &amp; Co</name></author>",
        "<id>https://example.org/guides/bread/#1.1</id>",
        "<published>2026-06-01T00:00:00Z</published>",
        "&lt;a href=&quot;https://example.org/guides/bread/B2/&quot;&gt;B2&lt;/a&gt; Bake: requires: +B1; text: 1 line",
        "href=&quot;https://example.org/guides/bread/B1/&quot;",
    ] {
        assert!(feed.contains(has), "{has}\n{feed}");
    }
    assert_eq!(feed.matches("<entry>").count(), 2);
    let guest = built.text("bread/parties/guest/feed.xml");
    assert!(guest.contains("B7") && !guest.contains("B3") && guest.matches("<entry>").count() == 1, "{guest}");
    for (page, feed) in
        [("bread/index.html", "../bread/feed.xml"), ("bread/parties/guest/index.html", "parties/guest/feed.xml")]
    {
        assert!(built.text(page).contains("application/atom+xml") && built.text(page).contains(feed), "{page}");
    }
    // The same again; a note that is mended and a version more leave ids and days as they are.
    assert_eq!(build().text("bread/feed.xml"), feed);
    let ids = |feed: &str| -> Vec<String> {
        let lines = feed.lines().filter(|line| ["<id>", "<published>"].iter().any(|tag| line.starts_with(tag)));
        lines.map(str::to_owned).collect()
    };
    let three = format!("{{version: \"1.2\", date: 2026-08-01}}, {}, {ONE}", TWO.replace("See", "Look at"));
    site.write("content/bread/_index.md", index("1.2", &three));
    site.run(&["snapshot", "--date", "2026-08-01"]).expect(0);
    let later = ids(build().text("bread/feed.xml"));
    assert_eq!(later[3..], ids(&feed)[1..], "{later:?}");
    // Without an address there is none.
    let built = site.build();
    assert!(!built.files.keys().any(|path| path.ends_with(".xml")));
    assert!(!built.text("bread/index.html").contains("atom"));
}

#[test]
fn a_feed_keeps_its_name_where_the_site_moves() {
    let site = released();
    let text =
        site.read("content/bread/_index.md").replace("guide:\n", "guide:\n  feed_id: \"tag:example.org,2026:bread\"\n");
    site.write("content/bread/_index.md", text);
    let feed = site.build_with(&["-u", "https://new.example.org"]).text("bread/feed.xml").to_owned();
    assert!(feed.contains("<id>tag:example.org,2026:bread#1.1</id>"), "{feed}");
    let text = site.read("content/bread/_index.md").replace("tag:example.org,2026:bread", "bread");
    site.write("content/bread/_index.md", text);
    site.run(&["check", "--format", "short"])
        .expect(1)
        .says("`feed_id` must begin with https://, http://, tag: or urn:");
}

#[test]
fn a_damaged_snapshot_is_told_and_nothing_is_published() {
    let site = released();
    site.run(&["build"]).expect(0);
    for (text, says) in [
        ("{", "`history/bread/1.0.json` is no snapshot of this guide"),
        (
            "{\"schema\":1,\"level\":2,\"guide\":{\"key\":\"cake\",\"title\":\"Cake\"},\"tasks\":[]}",
            "it is of the guide `cake`",
        ),
        (
            "{\"schema\":9,\"guide\":{\"key\":\"bread\"},\"tasks\":[]}",
            "`history/bread/1.0.json` is no snapshot of this guide",
        ),
    ] {
        site.write("history/bread/1.0.json", text);
        site.run(&["build", "--format", "short"]).expect(1).says(says);
        assert!(site.read("public/bread/changes/index.html").contains("1.1"));
    }
    site.remove("history/bread/1.0.json");
    site.run(&["build", "--format", "short"]).expect(0).says("[missing-snapshot]");
    site.write("history/bread/1.0.json", b"\xff\xfe");
    site.run(&["build", "--format", "short"]).expect(1).says("history/bread/1.0.json");
}

#[test]
fn long_lists_of_changes_go_on_on_further_pages() {
    let site = released();
    for n in 100..260 {
        write(&site, &format!("N{n}"), &page(&format!("Step {n}"), "", "Do it."));
    }
    let built = site.build();
    assert!(words(&built, "bread/changes/index.html").contains("Not released yet 160 new."));
    let second = words(&built, "bread/changes/2/index.html");
    assert!(second.contains("Not released yet (continued)") && second.contains("Version 1.1"), "{second}");
    for (path, html) in built.pages().filter(|(path, _)| path.starts_with("bread/changes/")) {
        assert!(html.elements.len() < 2_000, "{path}");
    }
}

#[test]
fn a_snapshot_of_another_program_is_text() {
    let site = released();
    let json = |titles: [&str; 2]| {
        let task = |id: &str, title: &str| {
            serde_json::json!({"id": id, "title": title, "party": "a<b", "stage": "bake", "requires": [{"task": id}],
                "with": [id, id], "former_ids": ["../../x"], "fields": {"k": [[[[]]]]}})
        };
        let tasks = [task("B1", titles[0]), task("B1", titles[1]), task("</li><script>", "\0 \u{202e} ctl")];
        serde_json::json!({"schema": 1, "level": 2, "guide": {"key": "bread", "title": "<i>"}, "tasks": tasks,
            "texts": {"B1": vec!["<script>alert(1)</script>"; 3_000]}})
        .to_string()
    };
    site.write("history/bread/1.0.json", json(["<script>old</script>", "twice"]));
    let built = site.build_with(&["-u", "https://example.org"]);
    for path in ["bread/changes/index.html", "bread/B1/index.html", "bread/feed.xml"] {
        let text = built.text(path);
        assert!(!text.contains("<script>old") && !text.contains("<script>alert"), "{path}");
        let hidden = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!text.contains(hidden), "{path}: {:?}", text.find(hidden));
    }
    assert!(built.text("bread/changes/index.html").contains("\\u{202e} ctl"));
}

#[test]
fn a_guide_that_goes_back_to_an_older_name_is_told() {
    let site = released();
    site.write("content/bread/_index.md", index("1.0", &format!("{TWO}, {ONE}")));
    site.run(&["check", "--format", "short"]).expect(0).says("[reused-version]: the guide still calls itself `1.0`");
    site.write("content/bread/_index.md", index("1.1", &format!("{TWO}, {ONE}")));
    assert!(!site.run(&["check", "--format", "short"]).expect(0).stderr.contains("reused-version"));
}

#[test]
fn names_of_versions_are_names_of_files() {
    let site = released();
    for (name, why) in [
        (".", "hidden file"),
        ("..", "hidden file"),
        (".1", "hidden file"),
        ("a/b", "letters from A to Z"),
        ("con", "a device"),
        ("", "`version` is empty"),
    ] {
        let one = format!("{{version: \"{name}\", date: 2026-08-01}}");
        site.write("content/bread/_index.md", index("1.1", &one));
        site.run(&["check", "--format", "short"]).expect(1).says(why);
    }
    site.write(
        "content/bread/_index.md",
        index("1.1", "{version: 1.A, date: 2026-08-01}, {version: 1.a, date: 2026-08-01}"),
    );
    site.run(&["check", "--format", "short"]).expect(1).says("the version `1.a` stands twice in the list");
}

#[test]
fn an_id_that_a_snapshot_has_is_missed() {
    let site = released();
    site.run(&["build"]).expect(0);
    site.remove("content/bread/B3.md");
    let run = site.run(&["check", "--format", "short"]).expect(0);
    assert_eq!(run.stderr.matches("`B3` was published").count(), 1, "{}", run.stderr);
    site.remove("history/bread/1.0.json");
    std::fs::remove_dir_all(site.path("public")).expect("the site");
    site.run(&["check", "--format", "short"]).expect(0).says("`B3` was published");
}

#[test]
fn a_task_says_that_what_it_rests_on_changed() {
    let site = site();
    let text = "{id} changed after the relation to it was looked at.".replace("{id}", "B1");
    write(&site, "B7", &page("Eat", "requires: [B1]\n", "Eat it.").replace("cook", "guest"));
    site.run(&["confirm", "B7"]).expect(0);
    assert!(!words(&site.build(), "bread/B7/index.html").contains(&text));
    write(&site, "B1", &page("Knead well", "", "Knead it."));
    assert!(words(&site.build(), "bread/B7/index.html").contains(&text));
}

#[test]
fn names_of_changes_are_the_sites_own() {
    let site = TestSite::bread([("content/bread/B1.md", page("Knead", "", "Knead it."))]);
    for id in ["changes", "Versions", "B1.xml", "b.ics", "c.csv"] {
        site.write("content/bread/B1.md", page("Knead", &format!("id: {id}\n"), "Knead it."));
        site.run(&["check", "--format", "short"]).expect(1).says("[unusable-id]");
    }
    site.write("content/bread/B1.md", page("Knead", "", "Knead it."));
    // A page outside guides may be called so.
    site.write("content/changes.md", "---\ntitle: Changes\n---\nText.\n");
    site.run(&["check", "--format", "short"]).expect(0);
    site.write("content/versions/_index.md", site.read("content/bread/_index.md"));
    site.run(&["check", "--format", "short"]).expect(1).says("the folder `versions` can't be an address");
}
