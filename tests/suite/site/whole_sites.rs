//! Whole small sites and what is made of them. `tests/sites/kitchen` has a bit of everything; the main parts of its
//! pages stand in its `expected/`, with `[picture]` for each diagram (those have tests of their own).

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::links::{check_links, check_structure};
use crate::support::markup::Markup;
use crate::support::{Built, SETTINGS, TestSite, compare, repository, task};

fn kitchen() -> TestSite {
    TestSite::copy_of(&repository().join("tests/sites/kitchen"))
}

pub fn kitchen_build() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| kitchen().build())
}

/// The main part of a page without its pictures.
fn main_part(built: &Built, path: &str) -> String {
    let mut text = built.main(path);
    while let (Some(start), Some(end)) = (text.find("<svg"), text.find("</svg>")) {
        text.replace_range(start..end + "</svg>".len(), "[picture]");
    }
    text
}

#[test]
fn pages_look_as_expected() {
    let mut wrong = Vec::new();
    for page in [
        "",
        "404.html",
        "about/",
        "who-we-are/",
        "kneading/",
        "search/",
        "bread/",
        "bread/B1/",
        "bread/B2/",
        "bread/B3/",
        "bread/B6/",
        "bread/B8/",
        "bread/B9/",
        "bread/K1/",
        "bread/old/knead.html",
        "bread/E1/",
        "bread/E2/",
        "bread/tips/",
        "bread/plan/",
        "bread/handovers/",
        "bread/gates/eat/",
        "bread/questions/",
        "bread/terms/",
        "bread/print/",
        "bread/stages/eat/",
        "bread/parties/guest/",
        "bread/tracks/wheat/",
        "bread/scopes/once/",
        "brod/T1/",
    ] {
        let file = if page.ends_with(".html") { page.to_owned() } else { format!("{page}index.html") };
        let name = match page.trim_end_matches('/').trim_end_matches(".html") {
            "" => "home".to_owned(),
            name => name.replace('/', "-"),
        };
        let found = main_part(kitchen_build(), &file);
        if std::panic::catch_unwind(|| compare(&format!("sites/kitchen/expected/{name}.html"), &found)).is_err() {
            wrong.push(page);
        }
    }
    assert!(wrong.is_empty(), "other pages than expected (see above): {wrong:?}");
}

#[test]
fn data_files_look_as_expected() {
    compare("sites/kitchen/expected/guide.json", kitchen_build().text("bread/guide.json"));
    compare("sites/kitchen/expected/tasks.csv.txt", &kitchen_build().text("bread/tasks.csv").replace("\r\n", "\n"));
}

#[test]
fn every_address_of_the_contract_is_there() {
    let built = kitchen().build_with(&["-u", "https://example.org"]);
    for path in [
        "index.html",
        "404.html",
        "sitemap.xml",
        "robots.txt",
        "search/index.html",
        "about/index.html",
        "bread/index.html",
        "bread/overview.svg",
        "bread/guide.json",
        "bread/tasks.csv",
        "bread/B1/index.html",
        "bread/B1/diagram.svg",
        "bread/B1/scale.txt",
        "bread/B6/index.html",
        "bread/B8/index.html",
        "bread/B9/index.html",
        "bread/K1/index.html",
        "bread/old/knead.html",
        "kneading/index.html",
        "who-we-are/index.html",
        "bread/hints/index.html",
        "bread/tips/index.html",
        "bread/stages/bake/index.html",
        "bread/stages/eat/index.html",
        "bread/parties/cook/index.html",
        "bread/parties/guest/index.html",
        "bread/tracks/wheat/index.html",
        "bread/scopes/once/index.html",
        "bread/scopes/per-loaf/index.html",
        "bread/plan/index.html",
        "bread/handovers/index.html",
        "bread/questions/index.html",
        "bread/terms/index.html",
        "bread/print/index.html",
        "about/loaf.png",
        "file.txt",
        "inner/deep.bin",
    ] {
        assert!(built.files.contains_key(path), "{path} is missing");
    }
    assert!(!built.files.keys().any(|path| path.ends_with(".md") || path.contains("expected")));
    assert_eq!(built.files["inner/deep.bin"], b"x");
    assert_eq!(built.files["about/loaf.png"], b"PNG");
}

#[test]
fn every_link_of_the_kitchen_leads_somewhere() {
    assert!(check_links(kitchen_build(), None) > 300);
    check_structure(kitchen_build());
    let served = kitchen().build_with(&["-u", "https://example.org/a/b"]);
    assert!(check_links(&served, Some("https://example.org/a/b")) > 300);
}

#[test]
fn drafts_are_published_on_demand_only() {
    let site = kitchen();
    let built = site.build();
    assert!(!built.files.keys().any(|path| path.contains("B5")));
    assert!(!built.files.values().any(|bytes| String::from_utf8_lossy(bytes).contains("with steam")));
    let built = site.build_with(&["--drafts"]);
    assert!(built.main("bread/B5/index.html").contains("Draft"));
    let guide = built.json("bread/guide.json");
    let draft = guide["tasks"].as_array().expect("tasks").iter().find(|task| task["id"] == "B5").expect("the draft");
    assert_eq!(draft["status"], "draft");
    assert!(!site.build().files.contains_key("bread/B5/index.html"), "a build without --drafts takes them away again");
}

#[test]
fn aliases_and_retired_ids_answer_with_a_page_that_leads_on() {
    let built = kitchen_build();
    for (path, to, word) in [
        ("bread/K1/index.html", "../../bread/B1/index.html", "Knead"),
        ("bread/old/knead.html", "../../bread/B1/index.html", "Knead"),
        ("kneading/index.html", "../bread/B1/index.html", "Knead"),
        ("bread/B9/index.html", "../../bread/B2/index.html", "Was the same as B2."),
        ("bread/hints/index.html", "../../bread/tips/index.html", "Tips"),
    ] {
        let page = built.main(path);
        assert!(page.contains(&format!("href=\"{to}\"")) && page.contains(word), "{path}: {page}");
        let markup = Markup::read(path, built.text(path));
        for moves in markup.named("meta").filter(|meta| meta.get("http-equiv") == Some("refresh")) {
            assert_eq!(moves.need("content"), format!("0; url={to}"), "{path}");
        }
        assert!(markup.named("meta").any(|meta| meta.get("content") == Some("noindex")), "{path} is to be found");
    }
    assert!(built.main("bread/B8/index.html").contains("B8"));
    assert!(built.main("bread/B6/index.html").contains("../../bread/B2/index.html"));
}

#[test]
fn yaml_keeps_text_as_text() {
    let built = kitchen_build();
    let guide = built.json("bread/guide.json");
    assert_eq!(guide["guide"]["version"], "1.10");
    let first = &guide["tasks"][0];
    assert_eq!(first["fields"]["number"], "007");
    assert_eq!(first["fields"]["tools"], serde_json::json!(["bowl", "hands, clean"]));
    let site = TestSite::bread([task("B1", "description: no\ndelivers: 1.0\nid: \"007\"\n")]);
    let guide = site.build().json("bread/guide.json");
    let first = &guide["tasks"][0];
    assert_eq!((&first["id"], &first["description"], &first["delivers"]), (&"007".into(), &"no".into(), &"1.0".into()));
}

#[test]
fn the_table_is_one_that_spreadsheets_read() {
    let text = kitchen_build().text("bread/tasks.csv");
    assert!(text.starts_with("\u{FEFF}id,title,party,stage,"), "{text}");
    assert_eq!(text.matches("\r\n").count(), text.matches('\n').count());
    assert!(
        text.contains("\"Knead \"\"dough\"\" & wait\"")
            || text.contains("\"Knead \"\"the dough\"\"")
            || text.contains("\"Knead the \"\"dough\"\" & wait\"")
    );
    let site = TestSite::bread([task("B1", "description: \"=1+1\"\ndelivers: \"@sum\"\n")]);
    let text = site.build().text("bread/tasks.csv").to_owned();
    assert!(text.contains("'=1+1") && text.contains("'@sum"), "{text}");
}

#[test]
fn relations_stand_on_both_sides() {
    let built = kitchen_build();
    let (b2, b1, e1, e2) = (
        built.main("bread/B2/index.html"),
        built.main("bread/B1/index.html"),
        built.main("bread/E1/index.html"),
        built.main("bread/E2/index.html"),
    );
    assert!(b2.contains("whichever is hot") && b2.contains("../../bread/B3/index.html"));
    assert!(b1.contains("../../bread/B2/index.html"));
    assert!(e1.contains("bread may cool first") && e1.contains("../../bread/E2/index.html"));
    assert!(e2.contains("Carried out with") || e2.contains("../../bread/E1/index.html"), "{e2}");
    // Who stands behind the gate waits for it; for who stands before it, the others wait.
    let tells_of_gate = |page: &str, section: &str| {
        let (_, rest) = page.split_once(&format!("<h2 id=\"{section}\">")).expect("a part");
        let end = rest.find("<h2").unwrap_or(rest.len());
        rest[..end].contains("class=\"at-gate\"")
    };
    for (page, is_behind) in [(&b1, false), (&b2, false), (&e1, true), (&e2, true)] {
        assert_eq!(tells_of_gate(page, "_waits-for"), is_behind, "{page}");
        assert_eq!(tells_of_gate(page, "_waited-for"), !is_behind, "{page}");
    }
}

#[test]
fn references_become_links() {
    let page = kitchen_build().main("bread/B1/index.html");
    let prose = &page[page.find("<div class=\"prose\">").expect("the body")..];
    for wanted in [
        "href=\"../../bread/B2/index.html\"><span class=\"code\">B2</span> Bake</a>",
        "href=\"../../bread/E1/index.html\">the eaters</a>",
        "href=\"#water\">below</a>",
        "href=\"../../bread/B2/index.html#heat\"",
        "href=\"scale.txt\">the scale</a>",
        "href=\"../../bread/B2/index.html\">bake</a>",
        "<code>B2</code> stays as it is",
        "[[B3]]",
        "<kbd>Enter</kbd>",
        "&lt;blink&gt;",
        "<h2 id=\"water\">Water</h2>",
    ] {
        assert!(prose.contains(wanted), "{wanted} is not in\n{prose}");
    }
    assert!(!prose.contains("<h1"), "a page has one title");
}

#[test]
fn backlinks_tell_their_sentence() {
    let page = kitchen_build().main("bread/E1/index.html");
    assert!(page.contains("<q>Bread is B1 and E1.</q>"), "{page}");
    let page = kitchen_build().main("bread/B1/index.html");
    assert!(
        page.contains("brod/index.html\"") && page.contains("About the kitchen") || page.contains("Welcome"),
        "{page}"
    );
}

#[test]
fn edit_and_permanent_links_are_there() {
    let page = kitchen_build().text("bread/B1/index.html");
    assert!(page.contains("href=\"https://example.org/edit/content/bread/bake/B1.md\""));
    assert!(page.contains("rel=\"bookmark\""));
    assert!(page.contains("cook@example.org") && page.contains("https://example.org/accessibility"));
}

#[test]
fn next_and_previous_follow_the_plan() {
    let built = kitchen_build();
    let guide = built.json("bread/guide.json");
    let tasks = guide["tasks"].as_array().expect("tasks");
    let order: Vec<&str> =
        tasks.iter().filter(|task| task["order"].is_number()).map(|task| task["id"].as_str().expect("an id")).collect();
    assert_eq!(order.len(), 6, "{order:?}");
    for pair in order.windows(2) {
        let markup = Markup::read(pair[0], built.text(&format!("bread/{}/index.html", pair[0])));
        let next = markup.elements.iter().find(|element| element.get("rel") == Some("next")).expect("a next task");
        assert_eq!(next.need("href"), format!("../../bread/{}/index.html", pair[1]));
        let markup = Markup::read(pair[1], built.text(&format!("bread/{}/index.html", pair[1])));
        let last = markup.elements.iter().find(|element| element.get("rel") == Some("prev")).expect("a task before");
        assert_eq!(last.need("href"), format!("../../bread/{}/index.html", pair[0]));
    }
    // What the plan's page lists is the same order.
    let plan = built.main("bread/plan/index.html");
    let places: Vec<usize> =
        order.iter().map(|id| plan.find(&format!("bread/{id}/index.html")).expect("it is listed")).collect();
    assert!(!places.is_empty() && plan.contains("B1"));
}

#[test]
fn drafts_of_pages_stay_home_too() {
    let site = kitchen();
    site.write("content/later.md", "---\ntitle: Later\nstatus: draft\n---\n");
    site.write("content/bread/later.md", "---\ntype: page\ntitle: Later\nstatus: draft\n---\n");
    assert!(!site.build().files.keys().any(|path| path.contains("later")));
    let built = site.build_with(&["--drafts"]);
    assert!(built.files.contains_key("later/index.html") && built.files.contains_key("bread/later/index.html"));
}

#[test]
fn static_files_are_copied_as_they_are() {
    let site = TestSite::bread([task("B1", "")]);
    for path in [".nojekyll", ".well-known/security.txt", "CNAME", "a b/c.md", "img/Photo.PNG", "robots.txt"] {
        site.write(&format!("static/{path}"), format!("this is {path}"));
    }
    let built = site.build();
    for path in [".nojekyll", ".well-known/security.txt", "CNAME", "a b/c.md", "img/Photo.PNG", "robots.txt"] {
        assert_eq!(built.text(path), format!("this is {path}"));
    }
    site.remove("static/CNAME");
    assert!(!site.build().files.contains_key("CNAME"));
}

#[test]
fn trusted_html_is_passed_through() {
    let site = TestSite::bread([task("B1", "")]);
    let text =
        task("B1", "").1 + "\n<details><summary>More</summary>words</details>\n\nA <b class=\"x\">bold</b> word.\n";
    site.write("content/bread/B1.md", text);
    site.run(&["check"]).expect(0).says("[raw-html]");
    assert!(site.build().main("bread/B1/index.html").contains("&lt;details&gt;"));
    site.write("vejviser.yaml", site.read("vejviser.yaml") + "html: trusted\n");
    assert_eq!(site.run(&["check", "--strict", "-q"]).expect(0).stderr, "");
    let page = site.build().main("bread/B1/index.html");
    assert!(page.contains("<details><summary>More</summary>words</details>") && page.contains("<b class=\"x\">"));
}

#[test]
fn retired_tasks_wait_for_nobody() {
    let site = TestSite::bread([
        task("B1", ""),
        task("B2", "status: retired\nrequires: [B1]\nwith: [B1]\n"),
        task("B3", "with: [B2]\n"),
    ]);
    site.run(&["check"]).expect(0).says("content/bread/B3.md:5:8");
    let built = site.build();
    let guide = built.json("bread/guide.json");
    assert_eq!(guide["tasks"][0]["required_by"], serde_json::json!([]));
    assert_eq!(guide["tasks"][0]["with"], serde_json::json!([]));
    assert!(!built.main("bread/B1/index.html").contains("B2"), "{}", built.main("bread/B1/index.html"));
}

#[test]
fn former_ids_may_still_be_used() {
    let site = TestSite::bread([
        task("B1", "aliases: [K1]\n"),
        (task("B2", "").0, task("B2", "requires: [K1]\n").1 + "After K1 and [[K1|that]] and [[bread/K1]].\n"),
    ]);
    let built = site.build();
    assert_eq!(built.json("bread/guide.json")["tasks"][1]["requires"][0]["task"], "B1");
    let page = built.main("bread/B2/index.html");
    let prose = page.split("class=\"prose\"").nth(1).and_then(|rest| rest.split("</div>").next()).expect("the body");
    assert_eq!(prose.matches("href=\"../../bread/B1/index.html\"").count(), 3, "{prose}");
}

// Languages and themes

fn one_guide(language: &str) -> TestSite {
    let guide =
        format!("---\ntitle: G\nlanguage: {language}\nguide:\n  parties: [{{key: p}}]\n  stages: [{{key: s}}]\n---\n");
    let task = "---\ntitle: T\nparty: p\nstage: s\n---\n";
    TestSite::new([SETTINGS, ("content/g/_index.md", guide.as_str()), ("content/g/T1.md", task)])
}

#[test]
fn pages_speak_the_language_of_their_guide() {
    for (language, words) in
        [("da", "Opgaven venter på"), ("en", "The task waits for"), ("en-GB", "The task waits for")]
    {
        let built = one_guide(language).build();
        let page = built.text("g/T1/index.html");
        assert!(page.contains(words), "{language}");
    }
}

#[test]
fn pages_name_the_language_of_their_guide() {
    for language in ["da", "en", "en-GB", "sv"] {
        let built = one_guide(language).build();
        assert!(built.text("g/T1/index.html").contains(&format!("<html lang=\"{language}\">")), "{language}");
    }
}

#[test]
fn a_project_can_bring_its_language_and_its_words() {
    let site = one_guide("sv");
    site.write("templates/strings/sv.yaml", "waits_for: \"Du väntar på\"\n");
    let page = site.build().text("g/T1/index.html").to_owned();
    assert!(page.contains("Du väntar på") && page.contains("<html lang=\"sv\">"));
    let site = one_guide("da");
    site.write("templates/strings/da.yaml", "waits_for: \"Først skal\"\n");
    let page = site.build().text("g/T1/index.html").to_owned();
    assert!(page.contains("Først skal") && page.contains("Venter på opgaven"), "other words stay");
    site.write("templates/strings/da.yaml", "waits_fore: x\n");
    site.run(&["check"]).expect(1).says("did you mean `waits_for`");
}

#[test]
fn templates_are_overridden_file_by_file() {
    let site = kitchen();
    site.write(
        "templates/pages/page.html",
        "{% extends \"base.html\" %}\n{% block content %}<h1>{{ page.title }}</h1><p>{{ site.extra.colour }} page</p>{{ content.html | safe }}{% endblock %}\n",
    );
    site.write("templates/css/tokens.css", ":root { --mine: 1 }\n");
    site.write("templates/own/extra.css", "p { color: red }\n");
    let built = site.build();
    assert!(built.main("bread/tips/index.html").contains("<p>blue page</p>"));
    assert!(
        built.main("bread/B1/index.html").contains("Carried out")
            || built.main("bread/B1/index.html").contains("The task waits for")
    );
    assert!(built.text("assets/style.css").contains("--mine: 1"));
    site.write("templates/pages/page.html", "{% extends \"nothing.html\" %}");
    site.run(&["check"]).expect(1).says("template-error");
    site.write("templates/pages/page.html", "{{ page.title | nofilter }}");
    site.run(&["build"]).expect(1).says("template-error");
}

#[test]
fn content_is_text_in_templates() {
    let site = TestSite::bread([(
        "content/bread/B1.md",
        "---\ntitle: \"{{ site.title }} {% raw %} {# x #}\"\nparty: cook\nstage: bake\n---\n{{ 1 + 1 }} {% include \"base.html\" %}\n",
    )]);
    let page = site.build().main("bread/B1/index.html");
    assert!(page.contains("{{ site.title }} {% raw %} {# x #}"), "{page}");
    assert!(page.contains("{{ 1 + 1 }} {% include &quot;base.html&quot; %}"), "{page}");
}

// Links of all kinds

#[test]
fn relative_links_lead_to_pages_and_files() {
    let site = TestSite::bread([
        task("B1", ""),
        (
            "content/bread/deep/er/B2.md".to_owned(),
            task("B2", "").1
                + "[a](../../B1.md) [b](./B3.md#x) [c](<../p q.md>) [d](../p%20q.md#y) [e](/bread/plan/) [f](../../../top.md) [g](../../_index.md) [h](../../../_index.md) [i](?a#top)\n\n## Top\n",
        ),
        ("content/bread/deep/er/B3.md".to_owned(), task("B3", "").1 + "## X\n"),
        ("content/bread/deep/p q.md".to_owned(), "---\ntype: page\ntitle: P\n---\n## Y\n".to_owned()),
        ("content/top.md".to_owned(), "---\ntitle: Top\n---\n".to_owned()),
        ("content/_index.md".to_owned(), "---\ntitle: Home\n---\n".to_owned()),
    ]);
    let run = site.run(&["check", "--format", "short"]);
    // A name with a blank can't be an address, and says so; all else is found.
    assert!(run.stderr.contains("unusable-id") && !run.stderr.contains("broken-link]: the link `./"), "{}", run.stderr);
    std::fs::rename(site.path("content/bread/deep/p q.md"), site.path("content/bread/deep/pq.md")).expect("renamed");
    let text = site.read("content/bread/deep/er/B2.md").replace("p q.md", "pq.md").replace("p%20q.md", "p%71.md");
    site.write("content/bread/deep/er/B2.md", text);
    let built = site.build();
    let page = built.main("bread/B2/index.html");
    for href in [
        "../../bread/B1/index.html",
        "../../bread/B3/index.html#x",
        "../../bread/pq/index.html",
        "../../bread/pq/index.html#y",
        "../../bread/plan/index.html",
        "../../top/index.html",
        "../../bread/index.html",
        "../../index.html",
        "#top",
    ] {
        assert!(page.contains(&format!("href=\"{href}\"")), "{href} is not in\n{page}");
    }
    check_links(&built, None);
}

#[test]
fn links_from_the_root_are_as_strict_as_others() {
    let site = TestSite::bread([
        task("B1", ""),
        (
            "content/p.md".to_owned(),
            "---\ntitle: P\n---\n[a](/bread/b1/) [b](/bread/B1/#nope) [c](/BREAD/)\n".to_owned(),
        ),
    ]);
    let run = site.run(&["check", "--format", "short"]).expect(1);
    for wanted in ["/bread/b1/", "nope", "/BREAD/"] {
        assert!(run.stderr.contains(wanted), "{wanted} passes:\n{}", run.stderr);
    }
}

#[test]
fn files_beside_a_page_are_published_once_each() {
    let site = TestSite::bread([
        (
            "content/bread/B1.md".to_owned(),
            task("B1", "").1 + "![a](a/x.png) [b](b/x.png) ![again](a/x.png) [c](index.html)\n",
        ),
        ("content/bread/a/x.png".to_owned(), "one".to_owned()),
        ("content/bread/b/x.png".to_owned(), "two".to_owned()),
        ("content/bread/index.html".to_owned(), "three".to_owned()),
        ("content/bread/unused.png".to_owned(), "four".to_owned()),
    ]);
    let built = site.build();
    let page = built.main("bread/B1/index.html");
    let texts: BTreeMap<&str, &[u8]> = built
        .files
        .iter()
        .filter(|(path, _)| path.starts_with("bread/B1/") && !path.ends_with(".svg"))
        .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
        .collect();
    assert_eq!(texts["bread/B1/x.png"], b"one");
    assert_eq!(texts["bread/B1/x-2.png"], b"two");
    assert_eq!(texts["bread/B1/index-2.html"], b"three");
    assert_eq!(texts.len(), 4);
    assert_eq!(page.matches("src=\"x.png\"").count(), 2);
    assert!(!built.files.keys().any(|path| path.contains("unused")));
}

#[test]
fn several_guides_share_ids_without_harm() {
    let site = TestSite::bread([
        task("B1", ""),
        (
            "content/cake/_index.md".to_owned(),
            "---\ntitle: Cake\nguide: {parties: [{key: cook}], stages: [{key: bake}]}\n---\n".to_owned(),
        ),
        (
            "content/cake/B1.md".to_owned(),
            task("B1", "").1.replace("Task B1", "Whisk") + "[[bread/B1]] and [[B1]] and [[cake/B1|own]]\n",
        ),
    ]);
    let built = site.build();
    let page = built.main("cake/B1/index.html");
    assert!(page.contains("../../bread/B1/index.html") && page.contains("Whisk"), "{page}");
    check_links(&built, None);
}

#[test]
fn a_group_without_tasks_has_no_page() {
    let site = TestSite::new([("vejviser.yaml", "title: Kitchen\nbase_url: https://example.org\n")]);
    let guide = "---\ntitle: Bread\nguide:\n  parties: [{key: guest, name: Guest}, {key: cook, name: Cook}]\n  stages: \
                 [{key: bake, name: Bake}, {key: eat, name: Eat}]\n  scopes: [{key: once, name: Once}]\n  tracks: [{key: \
                 checks, name: Checks}]\n---\n";
    site.write("content/bread/_index.md", guide);
    site.write("content/bread/B1.md", task("B1", "").1);
    let old = task("B2", "scope: once\ntrack: checks\nstatus: retired\n").1.replace("party: cook", "party: guest");
    site.write("content/bread/B2.md", old);
    let built = site.build();
    let groups = |path: &str| built.files.contains_key(&format!("bread/{path}/index.html"));
    assert!(groups("parties/cook") && groups("stages/bake") && groups("stages/eat"));
    for gone in ["parties/guest", "scopes/once", "tracks/checks"] {
        assert!(!groups(gone), "{gone}");
        assert!(!built.text("sitemap.xml").contains(gone), "{gone}");
        assert!(!built.text("bread/index.html").contains(gone) && !built.text("index.html").contains(gone), "{gone}");
        site.write("content/about.md", format!("---\ntitle: About\n---\nSee [it](/bread/{gone}/).\n"));
        site.run(&["check"]).expect(1).says(&format!("the link `/bread/{gone}/` leads nowhere"));
    }
    // Colours stay whose they were, and data has all groups.
    let card = "<a class=\"party p2\" href=\"./bread/parties/cook/\">Cook</a> </p>";
    assert!(built.text("index.html").contains(card), "{}", built.text("index.html"));
    assert!(built.text("bread/index.html").contains("<span class=\"party p2\">Cook</span>"));
    assert!(built.text("bread/guide.json").contains("\"guest\""));
    // The party of a task that was retired leads to the guide.
    assert!(built.text("bread/B2/index.html").contains("Guest</a>"));
}
