//! Pages outside guides: where they are named; and what pages of tasks say of choices.

use crate::support::{TestSite, task};

fn page(path: &str, body: &str) -> (String, String) {
    let name = path.trim_end_matches(".md");
    (format!("content/{path}"), format!("---\ntitle: The page {name}\n---\n{body}\n"))
}

fn footer(text: &str) -> &str {
    text.split_once("<footer").and_then(|(_, rest)| rest.split_once("</footer>")).expect("a footer").0
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
    let home = footer(built.text("index.html"));
    assert!(home.contains("The page help/_index") && home.contains("The page alone/four"), "{home}");
    assert!(!home.contains("The page help/one") && !home.contains("The page help/deep/three"), "{home}");
    // What the text leads to is not said twice.
    assert!(built.main("help/index.html").contains(
        "<section aria-labelledby=\"_pages\"><h2 id=\"_pages\">Pages</h2>\n<ul>\n\
         <li><a href=\"../help/deep/three/index.html\">The page help/deep/three</a></li>\n\
         <li><a href=\"../help/two/index.html\">The page help/two</a></li>\n</ul>\n</section>\n</div>\n"
    ));
    let crumbs = built.text("help/deep/three/index.html");
    let crumbs = crumbs.split_once("class=\"crumbs\"").expect("breadcrumbs").1.split_once("</nav>").expect("an end").0;
    assert_eq!(crumbs.matches("<li").count(), 3);
    assert!(crumbs.contains("<a href=\"../../../help/index.html\">The page help/_index</a>"), "{crumbs}");
}

#[test]
fn many_pages_are_listed_on_the_front_page_instead_of_the_foot() {
    let pages = |count: usize| (1..=count).map(|number| page(&format!("p{number}.md"), "Words."));
    let six = TestSite::bread(pages(6)).build();
    assert_eq!(footer(six.text("index.html")).matches("The page p").count(), 6);
    assert!(!six.main("index.html").contains("The page p"));
    let seven = TestSite::bread(pages(7).chain([page("_index.md", "Begin with [the first](p1.md).")])).build();
    assert_eq!(footer(seven.text("index.html")).matches("The page p").count(), 0);
    assert_eq!(seven.main("index.html").matches(">The page p").count(), 6);
}

#[test]
fn a_site_of_pages_alone_has_no_list_of_guides() {
    let built = TestSite::new([("vejviser.yaml", "title: T\n"), ("content/a.md", "---\ntitle: A\n---\n")]).build();
    assert!(!built.main("index.html").contains("Guides"), "{}", built.main("index.html"));
}

/// The text of HTML, a blank for each stretch of tags.
fn words(html: &str) -> String {
    let texts = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    texts.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

/// The texts of all list items of a page that hold `word`.
fn items(html: &str, word: &str) -> Vec<String> {
    html.split("<li").skip(1).map(|item| words(&format!("<li{item}"))).filter(|item| item.contains(word)).collect()
}

/// Who waits for one of several tasks waits for any of them, and says so on either side.
#[test]
fn a_task_that_is_one_of_several_says_what_else_would_do() {
    let site = TestSite::bread([
        task("A1", ""),
        task("A2", ""),
        task("A3", ""),
        task("A4", ""),
        task("A5", ""),
        task("T1", "requires: [{any: [A1, A2]}, {any: [A2, A3, A4, A5]}, A3]\n"),
        task("T2", "requires: [{any: [A1, A2, A3, A4, A5]}]\n"),
    ]);
    let built = site.build();
    let waited = |page: &str| {
        let html = built.main(page);
        let (_, list) = html.split_once("_waited-for").expect("a list");
        items(list.split_once("</section>").expect("an end").0, " T")
    };
    assert_eq!(
        waited("bread/A1/index.html"),
        ["T1 Task T1 Cook needs this task or A2 Task A2", "T2 Task T2 Cook needs this task or one of 4 others",]
    );
    assert_eq!(
        waited("bread/A3/index.html"),
        [
            "T1 Task T1 Cook needs this task or A2 Task A2 or A4 Task A4 or A5 Task A5",
            "T1 Task T1 Cook",
            "T2 Task T2 Cook needs this task or one of 4 others",
        ]
    );
    let party = items(&built.main("bread/parties/cook/index.html"), "needs this task or A2 Task A2");
    assert_eq!(party[0], "Waits for this: T1 Task T1 Cook needs this task or A2 Task A2", "{party:?}");
    for (path, html) in built.files.keys().filter(|path| path.ends_with(".html")).map(|path| (path, built.text(path))) {
        for item in items(html, "One of these is enough:") {
            assert!(item.contains(" or "), "{path}: {item}");
        }
    }
    site.write("vejviser.yaml", "title: K\nlanguage: da\n");
    let danish = site.build();
    assert!(words(&danish.main("bread/A1/index.html")).contains("har brug for denne opgave eller én af 4 andre"));
}
