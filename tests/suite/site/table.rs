//! The table of all tasks: its columns, large guides, and who else may have its address.

use crate::support::{TestSite, task};

const GUIDE: &str = "---
title: Bread
language: da
guide:
  parties: [{key: cook, name: Kok}]
  stages: [{key: bake, name: Bag}]
  fields:
    - {key: since, name: Siden, type: date}
    - {key: manual, name: Vejledning, type: url}
    - {key: tools, name: Redskaber, type: list}
    - {key: size, name: Størrelse, type: choice, choices: [lille, stor]}
---
Brød.
";

fn of_fields(tasks: impl IntoIterator<Item = (String, String)>) -> TestSite {
    let site = TestSite::new([("vejviser.yaml", "title: T\n"), ("content/bread/_index.md", GUIDE)]);
    tasks.into_iter().for_each(|(path, text)| site.write(&path, text));
    site
}

#[test]
fn each_own_field_is_a_column_and_says_its_value_as_people_write_it() {
    let fields = "fields:\n  since: 2026-11-03\n  manual: https://example.org/a\n  tools: [ske, skål]\n  size: stor\n";
    let page = of_fields([task("B1", fields), task("B2", "")]).build().main("bread/tasks/index.html");
    for column in ["Opgave", "Part", "Trin", "Åbne spørgsmål", "Siden", "Vejledning", "Redskaber", "Størrelse"] {
        assert!(page.contains(&format!(">{column}</th>")), "{column}: {page}");
    }
    // Nothing in the guide has a track or a scope.
    assert!(!page.contains(">Tema</th>") && !page.contains(">Hyppighed</th>"), "{page}");
    for cell in [
        "<td data-label=\"Siden\"><time datetime=\"2026-11-03\">3. november 2026</time></td>",
        "<td data-label=\"Vejledning\"><a href=\"https://example.org/a\">https://example.org/a</a></td>",
        "<td data-label=\"Redskaber\">ske, skål</td>",
        "<td data-label=\"Størrelse\" data-place=\"2\">stor</td>",
        "<td data-label=\"Størrelse\"></td>",
    ] {
        assert!(page.contains(cell), "{cell}: {page}");
    }
    assert!(page.contains("data-choices=\"[&quot;lille&quot;,&quot;stor&quot;]\""), "{page}");
}

#[test]
fn a_large_guide_has_a_table_in_parts_that_says_why_it_can_not_be_sorted() {
    let built = of_fields((1..=900).map(|n| task(&format!("B{n}"), ""))).build();
    let pages: Vec<&str> =
        built.pages().map(|(path, _)| path).filter(|path| path.starts_with("bread/tasks/")).collect();
    let rows = pages.iter().map(|page| built.main(page).matches("<th scope=\"row\">").count());
    let rows: Vec<usize> = rows.collect();
    assert!(rows.iter().sum::<usize>() == 900 && rows.len() > 1 && rows.len() < 5, "{rows:?}");
    for page in pages {
        let html = built.text(page);
        assert!(html.len() < 300_000, "{page}: {}", html.len());
        assert!(!html.contains("table.js") && html.contains("tasks.csv\">"), "{page}");
    }
    let small = of_fields([task("B1", "")]).build();
    assert!(small.text("bread/tasks/index.html").contains("assets/table.js"));
}

#[test]
fn the_address_of_the_table_belongs_to_nobody_else() {
    TestSite::bread([task("tasks", "")])
        .run(&["check"])
        .expect(1)
        .says("can't be an address: the name is the site's own");
    let page = ("content/bread/tasks.md".to_owned(), "---\ntitle: Mine\nkind: page\n---\nText.\n".to_owned());
    TestSite::bread([page]).run(&["check"]).expect(1).says("can't be an address: the name is the site's own");
    TestSite::bread([task("B1", "aliases: [tasks]\n")]).run(&["check"]).expect(1).says("the name is the site's own");
}
