//! The side bar of pages outside guides, and the order in which they lead on.

use crate::support::TestSite;

fn page(path: &str) -> (String, String) {
    let name = path.trim_end_matches(".md");
    (format!("content/{path}"), format!("---\ntitle: The page {name}\n---\nWords.\n"))
}

/// Links of the side bar of a page: the titles, with `>` before those in folders that are closed.
fn side_bar(html: &str) -> Vec<String> {
    let bar = html
        .split_once("<nav class=\"side\"")
        .and_then(|(_, rest)| rest.split_once("</nav>"))
        .map_or("", |found| found.0);
    let mut closed = 0_usize;
    let mut open = Vec::new();
    let mut links = Vec::new();
    for part in bar.split('<') {
        match part.split(['>', ' ']).next() {
            Some("details") => {
                open.push(part.contains(" open"));
                closed += usize::from(!part.contains(" open"));
            }
            Some("/details") => closed -= usize::from(open.pop() == Some(false)),
            Some("a") => {
                let name = part.split_once('>').map_or("", |(_, name)| name);
                let here = if part.contains("aria-current") { "*" } else { "" };
                links.push(format!("{}{here}{name}", ">".repeat(closed)));
            }
            _ => {}
        }
    }
    links
}

fn weighed(path: &str, weight: i32) -> (String, String) {
    let (path, text) = page(path);
    (path, text.replacen("---\n", &format!("---\nweight: {weight}\n"), 1))
}

#[test]
fn pages_have_a_side_bar_from_their_folders_and_lead_on() {
    let settings = ("vejviser.yaml".to_owned(), "title: T\nlanguage: en\n".to_owned());
    let pages = [
        ("content/_index.md".to_owned(), "---\ntitle: Home\n---\nWords.\n".to_owned()),
        page("b10.md"),
        page("b9.md"),
        weighed("z.md", -1),
        weighed("help/_index.md", 5),
        weighed("help/two.md", 2),
        page("help/one.md"),
        page("help/deep/_index.md"),
        page("help/deep/three.md"),
    ];
    let built = TestSite::new([settings].into_iter().chain(pages)).build();
    let titles =
        |html: &str| side_bar(html).into_iter().map(|title| title.replace("The page ", "")).collect::<Vec<_>>();
    assert_eq!(
        titles(built.text("help/one/index.html")),
        ["Home", "z", "Overview", "help/two", ">Overview", ">help/deep/three", "*help/one", "b9", "b10"]
    );
    assert_eq!(titles(built.text("help/deep/three/index.html"))[4..6], ["Overview", "*help/deep/three"]);
    assert_eq!(titles(built.text("index.html"))[..3], ["*Home", "z", ">Overview"]);
    // The order of the side bar is the one in which pages lead on.
    let pager = |path: &str| {
        let html = built.text(path);
        let links = |rel: &str| {
            let link = html.split_once(&format!("rel=\"{rel}\" href=\"")).map_or("", |(_, rest)| rest);
            link.split('"').next().unwrap_or_default().trim_end_matches("index.html").to_owned()
        };
        [links("prev"), links("next")]
    };
    assert_eq!(pager("index.html"), ["", "./z/"]);
    assert_eq!(pager("z/index.html"), ["../", "../help/"]);
    assert_eq!(pager("help/deep/three/index.html"), ["../../../help/deep/", "../../../help/one/"]);
    assert_eq!(pager("b10/index.html"), ["../b9/", ""]);
}

#[test]
fn one_page_has_no_side_bar_and_many_have_a_short_one() {
    let one = TestSite::bread([page("om.md")]).build();
    assert!(side_bar(one.text("om/index.html")).is_empty());
    let many = (1..=250).map(|number| page(&format!("help/p{number}.md")));
    let built = TestSite::bread(many.chain([page("help/_index.md"), page("om.md")])).build();
    let bar = side_bar(built.text("help/p7/index.html"));
    assert_eq!(bar.len(), 3, "{bar:?}");
    // In a site of guides, the front page leads to those.
    assert!(side_bar(built.text("index.html")).is_empty());
}

#[test]
fn a_weight_is_a_whole_number() {
    let (path, text) = page("om.md");
    let site = TestSite::bread([(path, text.replacen("---\n", "---\nweight: first\n", 1))]);
    site.run(&["check"]).expect(1).says("`weight` must be a whole number, not `first`");
}
