//! Pages outside guides: where they are named.

use crate::support::TestSite;

fn page(path: &str, body: &str) -> (String, String) {
    let name = path.trim_end_matches(".md");
    (format!("content/{path}"), format!("---\ntitle: The page {name}\n---\n{body}\n"))
}

fn header(text: &str) -> &str {
    text.split_once("<header").and_then(|(_, rest)| rest.split_once("</header>")).expect("a header").0
}

#[test]
fn a_page_stands_below_the_page_of_its_folder() {
    let site = TestSite::bread([
        page("help/_index.md", "See [one](one.md)."),
        page("help/one.md", "One."),
        page("help/two.md", "Two."),
        page("help/deep/three.md", "Three."),
        page("alone/four.md", "Four."),
    ]);
    let built = site.build();
    let home = header(built.text("index.html"));
    assert!(home.contains("The page help/_index") && home.contains("The page alone/four"), "{home}");
    assert!(!home.contains("The page help/one") && !home.contains("The page help/deep/three"), "{home}");
    // What the text leads to is not said twice.
    assert!(built.main("help/index.html").ends_with(
        "<section aria-labelledby=\"_pages\"><h2 id=\"_pages\">Pages</h2>\n<ul>\n\
         <li><a href=\"../help/deep/three/index.html\">The page help/deep/three</a></li>\n\
         <li><a href=\"../help/two/index.html\">The page help/two</a></li>\n</ul>\n</section>\n</article>\n</main>\n"
    ));
    let crumbs = built.text("help/deep/three/index.html");
    let crumbs =
        crumbs.split_once("class=\"breadcrumbs\"").expect("breadcrumbs").1.split_once("</nav>").expect("an end").0;
    assert_eq!(crumbs.matches("<li").count(), 3);
    assert!(crumbs.contains("<a href=\"../../../help/index.html\">The page help/_index</a>"), "{crumbs}");
}

#[test]
fn many_pages_are_listed_on_the_front_page_instead_of_the_header() {
    let pages = |count: usize| (1..=count).map(|number| page(&format!("p{number}.md"), "Words."));
    let six = TestSite::bread(pages(6)).build();
    assert_eq!(header(six.text("index.html")).matches("The page p").count(), 6);
    assert!(!six.main("index.html").contains("The page p"));
    let seven = TestSite::bread(pages(7).chain([page("_index.md", "Begin with [the first](p1.md).")])).build();
    assert_eq!(header(seven.text("index.html")).matches("The page p").count(), 0);
    assert_eq!(seven.main("index.html").matches(">The page p").count(), 6);
}

#[test]
fn a_site_of_pages_alone_has_no_list_of_guides() {
    let built = TestSite::new([("vejviser.yaml", "title: T\n"), ("content/a.md", "---\ntitle: A\n---\n")]).build();
    assert!(!built.main("index.html").contains("Guides"), "{}", built.main("index.html"));
}
