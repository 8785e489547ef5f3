//! What pages tell browsers, mails, chats and search engines of themselves.

use crate::support::markup::Markup;
use crate::support::{BASE_URL, TestSite, own_build, own_build_served, task};

fn meta<'m>(markup: &'m Markup, name: &str) -> Option<&'m str> {
    let is = |element: &&crate::support::markup::Element| {
        [element.get("name"), element.get("property")].contains(&Some(name))
    };
    markup.named("meta").find(is).map(|element| element.need("content"))
}

/// The JSON-LD of a page: its parts by their type.
fn structured(path: &str, markup: &Markup) -> Vec<serde_json::Value> {
    let Some(script) = markup.named("script").find(|script| script.get("type").is_some()) else { return Vec::new() };
    let data: serde_json::Value = serde_json::from_str(&script.text).unwrap_or_else(|error| panic!("{path}: {error}"));
    assert_eq!(data["@context"], "https://schema.org");
    data["@graph"].as_array().expect("a list").clone()
}

#[test]
fn links_to_pages_show_what_they_lead_to() {
    let mut tasks = 0;
    for (path, markup) in own_build_served().pages().filter(|(path, _)| *path != "404.html") {
        if meta(&markup, "robots") == Some("noindex") {
            continue;
        }
        let title = &markup.named("title").next().expect("a title").text;
        let canonical = markup.named("link").find(|link| link.get("rel") == Some("canonical")).expect("an address");
        assert_eq!(meta(&markup, "og:url"), Some(canonical.need("href")), "{path}");
        assert!(canonical.need("href").starts_with(BASE_URL), "{path}");
        let said = meta(&markup, "og:title").expect("a title for previews");
        assert!(title.starts_with(said), "{path}: {title} and {said}");
        let summary = meta(&markup, "description").unwrap_or_else(|| panic!("{path} has no description"));
        assert!(!summary.is_empty() && meta(&markup, "og:description") == Some(summary), "{path}");
        let language = markup.named("html").next().expect("a page").need("lang").to_owned();
        assert_eq!(meta(&markup, "og:locale"), Some(language.as_str()), "{path}");
        if let Some(article) =
            markup.elements.iter().find(|element| element.get("data-task").is_some() && element.name == "article")
        {
            let id = article.need("data-task");
            assert!(said.starts_with(&format!("{id} ")), "{path}: {said}");
            tasks += 1;
        }
    }
    assert_eq!(tasks, 51 + 16);
}

#[test]
fn programs_are_told_where_a_page_stands_and_what_a_task_is() {
    let built = own_build_served();
    let page = Markup::read("TF109", built.text("sf1590-d/TF109/index.html"));
    let [crumbs, article] = &structured("TF109", &page)[..] else { panic!("two parts") };
    let steps: Vec<(&str, &str)> = crumbs["itemListElement"]
        .as_array()
        .expect("steps")
        .iter()
        .map(|step| (step["name"].as_str().expect("a name"), step["item"].as_str().expect("an address")))
        .collect();
    assert_eq!(
        steps,
        [
            ("Vejviser", "https://example.org/guides/"),
            ("SF1590_D Faktura", "https://example.org/guides/sf1590-d/"),
            ("Tilslutningsopgaver", "https://example.org/guides/sf1590-d/stages/tilslutning/"),
            (
                "TF109 Opret serviceaftale for FakturaInformationSvarAfsend (BEM\u{c6}RK to services For og bagside)",
                "https://example.org/guides/sf1590-d/TF109/"
            ),
        ]
    );
    assert_eq!(article["@type"], "TechArticle");
    assert_eq!(article["headline"], steps[3].0);
    assert_eq!((&article["url"], &article["inLanguage"]), (&steps[3].1.into(), &"da".into()));
    for (path, markup) in built.pages() {
        let parts = structured(path, &markup);
        let crumbs = path != "index.html";
        let listed = meta(&markup, "robots") != Some("noindex");
        assert_eq!(parts.iter().any(|part| part["@type"] == "BreadcrumbList"), crumbs && listed, "{path}");
    }
    // Without an address there is nothing to tell.
    assert!(own_build().pages().all(|(path, markup)| structured(path, &markup).is_empty()));
}

#[test]
fn a_title_cannot_end_the_data_that_it_stands_in() {
    let title = "</script><script>alert(1)</script><!-- &amp;";
    let site = TestSite::bread([(
        "content/bread/B1.md".to_owned(),
        format!("---\ntitle: '{title}'\nparty: cook\nstage: bake\n---\n"),
    )]);
    let built = site.build_with(&["-u", "https://example.org"]);
    let page = Markup::read("B1", built.text("bread/B1/index.html"));
    let parts = structured("B1", &page);
    assert_eq!(parts[1]["headline"], format!("B1 {title}"));
    assert_eq!(page.named("script").count(), 4, "three that are loaded, and the data");
}

#[test]
fn the_accessibility_statement_is_linked_where_there_is_one() {
    let site = TestSite::bread([task("B1", "")]);
    for (path, markup) in site.build().pages() {
        assert!(!markup.elements.iter().any(|element| element.text.trim() == "Accessibility statement"), "{path}");
    }
    site.write("vejviser.yaml", "title: Kitchen\naccessibility_statement_url: https://example.org/was\n");
    for (path, markup) in site.build().pages() {
        let link = markup.named("a").find(|link| link.text == "Accessibility statement").expect(path);
        assert_eq!(link.need("href"), "https://example.org/was", "{path}");
    }
}

#[test]
fn the_accessibility_statement_is_found_at_was() {
    let site = TestSite::bread([task("B1", "")]);
    assert!(!site.build().files.contains_key("was/index.html"));
    site.write("vejviser.yaml", "title: Kitchen\naccessibility_statement_url: https://example.org/statement?a=1&b=2\n");
    let built = site.build_with(&["-u", "https://example.org"]);
    let page = Markup::read("was", built.text("was/index.html"));
    assert_eq!(meta(&page, "robots"), Some("noindex"));
    let refresh = page.named("meta").find(|meta| meta.get("http-equiv") == Some("refresh")).expect("it leads on");
    assert_eq!(refresh.need("content"), "0; url=https://example.org/statement?a=1&b=2");
    let (_, main) = built.text("was/index.html").split_once("<main").expect("a main part");
    assert!(
        main.contains("<a href=\"https://example.org/statement?a=1&amp;b=2\">Accessibility statement</a>"),
        "{main}"
    );
    assert!(!built.text("sitemap.xml").contains("/was/"));
    // A page that the authors wrote is what they want there.
    site.write("content/was.md", "---\ntitle: How we test\n---\nWith people.\n");
    assert!(site.build().text("was/index.html").contains("How we test"));
}

#[test]
fn a_party_sees_who_waits_for_it() {
    let built = own_build();
    let guide = built.json("sf1590-d/guide.json");
    for party in ["myndighed", "fagsystem", "fakturahaandteringssystem"] {
        let path = format!("sf1590-d/parties/{party}/index.html");
        let page = Markup::read(&path, built.text(&path));
        for task in guide["tasks"].as_array().expect("tasks").iter().filter(|task| task["party"] == party) {
            let item = (0..page.elements.len()).find(|at| {
                page.elements[*at].name == "li" && page.elements[*at].get("data-task") == task["id"].as_str()
            });
            let item = item.unwrap_or_else(|| panic!("{} stands on {path}", task["id"]));
            let facts = &page.elements[item].text;
            for (list, word) in [("required_by", "Venter p\u{e5} denne"), ("requires", "Venter p\u{e5}")] {
                let wanted = task[list].as_array().expect("relations").len();
                assert_eq!(facts.matches(&format!("{word}:")).count(), wanted, "{word} {}: {facts}", task["id"]);
            }
        }
        let behind_gate = built.text(&path).contains("41 opgaver i Tilslutningsopgaver kan f\u{f8}rst begynde");
        assert!(behind_gate, "{path}");
    }
}

#[test]
fn a_gate_lists_all_that_must_be_done_before_it() {
    let built = own_build();
    let guide = built.json("sf1590-d/guide.json");
    let tasks = guide["tasks"].as_array().expect("tasks");
    let before =
        tasks.iter().filter(|task| task["stage"] == "forudsaetninger").map(|task| task["id"].as_str().expect("an id"));
    let mut wanted: Vec<&str> = before.collect();
    let page = Markup::read("gate", built.text("sf1590-d/gates/tilslutning/index.html"));
    let mut found: Vec<&str> = page.named("li").filter_map(|row| row.get("data-task")).collect();
    wanted.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, wanted);
    for from in ["plan", "stages/tilslutning", "TF109", "TF109/path"].map(|from| format!("sf1590-d/{from}/index.html"))
    {
        let Some(text) = built.files.get(&from) else { continue };
        let text = String::from_utf8_lossy(text);
        assert!(text.contains("gates/tilslutning/index.html"), "{from} leads to the gate");
    }
}

#[test]
fn a_gate_goes_on_from_the_gate_before_it() {
    let site = TestSite::new([
        ("vejviser.yaml".to_owned(), "title: Kitchen\n".to_owned()),
        (
            "content/bread/_index.md".to_owned(),
            "---\ntitle: Bread\nguide:\n  parties: [{key: cook}, {key: guest}]\n  stages: [{key: one, gate: true}, {key: \
             two, gate: true}, {key: three}, {key: four, gate: true}]\n---\n"
                .to_owned(),
        ),
        ("content/bread/A1.md".to_owned(), "---\ntitle: A\nparty: cook\nstage: one\n---\n".to_owned()),
        ("content/bread/B1.md".to_owned(), "---\ntitle: B\nparty: guest\nstage: two\n---\n".to_owned()),
        ("content/bread/C1.md".to_owned(), "---\ntitle: C\nparty: cook\nstage: three\n---\n".to_owned()),
    ]);
    let built = site.build();
    assert!(!built.files.contains_key("bread/gates/one/index.html"), "nothing lies before the first stage");
    let rows = |stage: &str| {
        let page = Markup::read(stage, built.text(&format!("bread/gates/{stage}/index.html")));
        page.named("li").filter_map(|row| row.get("data-task")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!((rows("two"), rows("four")), (vec!["A1".to_owned()], vec!["C1".to_owned(), "B1".to_owned()]));
    assert!(built.main("bread/gates/four/index.html").contains("bread/gates/two/index.html"), "the gate before it");
}
