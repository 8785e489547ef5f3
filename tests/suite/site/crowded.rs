//! Guides with very much of something: what one page shows is bounded, and all of it stands somewhere.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::support::markup::Markup;
use crate::support::{Built, TestSite, task};

/// No page is larger, save those for paper.
const BOUND: usize = 300_000;

/// A task of the index of packages.
fn package(id: &str, title: &str, place: (usize, usize), requires: &[String]) -> (String, String) {
    let (party, stage) = place;
    let requires = if requires.is_empty() { String::new() } else { format!("requires: [{}]\n", requires.join(", ")) };
    let text = format!("---\ntitle: {title}\nparty: p{party}\nstage: s{stage}\n{requires}---\nNeeds [[LIBC]].\n");
    (format!("content/index/{id}.md"), text)
}

fn ids(prefix: &str, numbers: impl IntoIterator<Item = usize>) -> Vec<String> {
    numbers.into_iter().map(|n| format!("{prefix}{n}")).collect()
}

/// How many tasks need the library, in a large guide and in one half as large.
const MANY: usize = 450;
const FEWER: usize = 200;
/// Those in the chain, in the layers and in the two groups of which each needs all of the other, and those of them that need
/// the library.
const OTHERS: usize = 40 + 40 + 60;
const OTHERS_IN_NEED: usize = 1 + 10 + 30;

/// A guide like an index of packages: 192 parties, 20 stages, a library that many others need, a chain of 40, four layers
/// of ten, and 30 that each need the same 30.
fn packages(many: usize) -> Built {
    let group = |key: char, n: usize| format!("{{key: {key}{n}, name: Group {key} number {n}}}");
    let parties: Vec<String> = (1..=192).map(|n| group('p', n)).collect();
    let stages: Vec<String> = (1..=20).map(|n| group('s', n)).collect();
    let (parties, stages) = (parties.join(", "), stages.join(", ").replace("number 10}", "number 10, gate: true}"));
    let guide = format!("---\ntitle: Index\nguide:\n  parties: [{parties}]\n  stages: [{stages}]\n---\nAll of it.\n");
    let site = TestSite::new([("vejviser.yaml", "title: Packages\n"), ("content/index/_index.md", &guide)]);
    let add = |(path, text): (String, String)| site.write(&path, text);
    let hub = ["LIBC".to_owned()];
    add(package("LIBC", "What everything rests on", (1, 1), &[]));
    (1..=many)
        .for_each(|n| add(package(&format!("D{n}"), &format!("Package {n}"), (n * 7 % 192 + 1, n % 18 + 2), &hub)));
    let before = |n: usize| if n == 1 { hub.to_vec() } else { ids("C", [n - 1]) };
    (1..=40).for_each(|n| add(package(&format!("C{n}"), &format!("Link {n}"), (3, 2), &before(n))));
    for (layer, n) in (1..=4).flat_map(|layer| (1..=10).map(move |n| (layer, n))) {
        let below = ids(&format!("L{}x", layer - 1), [n, n % 10 + 1, (n + 4) % 10 + 1]);
        let below = if layer == 1 { hub.to_vec() } else { below };
        add(package(&format!("L{layer}x{n}"), &format!("Layer {layer}, {n}"), (n % 5 + 4, layer + 3), &below));
    }
    (1..=30).for_each(|n| add(package(&format!("BA{n}"), &format!("Left {n}"), (10, 3), &hub)));
    (1..=30).for_each(|n| add(package(&format!("BB{n}"), &format!("Right {n}"), (11, 4), &ids("BA", 1..=30))));
    site.build()
}

fn index() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| packages(MANY))
}

/// The elements of a page that are `name`s inside something with this class or id.
fn within<'m>(markup: &'m Markup, name: &'m str, around: &'m str) -> Vec<&'m crate::support::markup::Element> {
    let places = 0..markup.elements.len();
    let inside = |at: &usize| {
        markup.elements[*at].name == name
            && markup.inside(*at, |element| {
                element.has_class(around)
                    || ["id", "aria-labelledby"].iter().any(|key| element.get(key) == Some(around))
            })
    };
    places.filter(inside).map(|at| &markup.elements[at]).collect()
}

/// The codes of the tasks that links inside something lead to.
fn codes(built: &Built, path: &str, around: &str) -> Vec<String> {
    let markup = Markup::read(path, built.text(path));
    let links = within(&markup, "a", around).into_iter().filter(|link| link.has_class("task"));
    links.map(|link| link.text.split_whitespace().next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn no_page_is_above_its_bound() {
    let pages = index().files.iter().filter(|(path, _)| path.ends_with(".html") && !path.contains("/print/"));
    let large: Vec<(usize, &String)> =
        pages.filter(|(_, bytes)| bytes.len() > BOUND).map(|(path, bytes)| (bytes.len(), path)).collect();
    assert!(large.is_empty(), "{large:#?}");
}

/// Nothing but numbers is longer where more tasks need the library.
#[test]
fn a_page_does_not_grow_with_what_stands_elsewhere() {
    let smaller = packages(FEWER);
    for path in ["LIBC", "D1", "C1", "BB1", "", "print"] {
        let path = format!("index/{path}/index.html").replace("//", "/");
        let (more, fewer) = (index().text(&path).len(), smaller.text(&path).len());
        let growth = more.saturating_sub(fewer);
        assert!(growth < 400, "{path}: {fewer} bytes with {FEWER}, {more} with {MANY}");
    }
    // A part of a list ends with a whole item: its length is within its room and the frame, whatever comes behind it.
    for built in [index(), &smaller] {
        let parts = built.files.iter().filter(|(path, _)| path.starts_with("index/plan/") && path.ends_with(".html"));
        let long: Vec<(&String, usize)> =
            parts.map(|(path, html)| (path, html.len())).filter(|(_, length)| *length > 160_000).collect();
        assert!(long.is_empty(), "{long:?}");
    }
}

#[test]
fn a_hub_names_twelve_and_leads_to_pages_with_all() {
    let built = index();
    let path = "index/LIBC/index.html";
    assert_eq!(codes(built, path, "_waited-for").len(), 12);
    let markup = Markup::read(path, built.text(path));
    let more = within(&markup, "a", "and-more");
    let told: Vec<(&str, &str)> = more.iter().map(|link| (link.text.trim(), link.need("href"))).collect();
    let all = "../../index/LIBC/relations/";
    let (waited_for, mentions) = ("index.html#_waited-for", "#_mentions");
    let (waiting, mentioning) = (MANY + OTHERS_IN_NEED, MANY + OTHERS);
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(told[0], (&*format!("and {} more", waiting - 12), &*format!("{all}{waited_for}")));
    assert!(
        told[1].0 == format!("and {} more", mentioning - 12)
            && told[1].1.starts_with(all)
            && told[1].1.ends_with(mentions),
        "{told:?}"
    );
    // Each stands on the pages once.
    let parts: Vec<&String> = built.files.keys().filter(|path| path.starts_with("index/LIBC/relations/")).collect();
    assert!(parts.len() > 1, "{parts:?}");
    let all = |around: &str| parts.iter().flat_map(|path| codes(built, path, around)).collect::<Vec<_>>();
    for (around, count) in [("_waited-for", waiting), ("_mentions", mentioning)] {
        let ids = all(around);
        assert_eq!((ids.len(), ids.iter().collect::<BTreeSet<_>>().len()), (count, count), "{around}");
    }
    // The lists that are data are whole.
    let json = built.json("index/guide.json");
    let hub =
        json["tasks"].as_array().expect("tasks").iter().find(|task| task["id"] == "LIBC").expect("the hub").clone();
    assert_eq!(hub["required_by"].as_array().map(Vec::len), Some(waiting), "{hub}");
}

#[test]
fn an_item_names_three_that_wait_for_it() {
    let markup = Markup::read("p1", index().text("index/parties/p1/index.html"));
    let item = (0..markup.elements.len()).find(|at| markup.elements[*at].get("data-task") == Some("LIBC"));
    let item = item.expect("the hub is in the list");
    let inside = |at: &usize| markup.inside(*at, |element| element.get("data-task") == Some("LIBC"));
    let facts: Vec<&str> = (item..markup.elements.len())
        .filter(|at| markup.elements[*at].name == "li" && inside(at))
        .map(|at| markup.elements[at].text.trim())
        .collect();
    assert_eq!(facts.len(), 4, "{facts:?}");
    assert_eq!(facts[3], format!("and {} more", MANY + OTHERS_IN_NEED - 3));
}

/// A task `B0` with more neighbours of each kind than its page names.
pub fn dense() -> TestSite {
    let list = |prefix: &str, count: usize| ids(prefix, 1..=count).join(", ");
    let guest = |(path, text): (String, String)| (path, text.replace("party: cook", "party: guest"));
    let many = |prefix: &'static str, count: usize, more: &'static str| {
        (1..=count).map(move |n| task(&format!("{prefix}{n}"), more))
    };
    let hub = format!(
        "requires: [A1, A2, {{any: [{}]}}]\nwith: [{}]\nalternatives: [{}]\n",
        list("N", 20),
        list("W", 13),
        list("V", 14)
    );
    let mentions = (1..=15).map(|n| {
        let (path, text) = task(&format!("M{n}"), "");
        let sentence = |at| format!("Sentence {at} of [[B0]], and so on.\n\n");
        (path, text + &(0..if n == 1 { 14 } else { 1 }).map(sentence).collect::<String>())
    });
    let tasks = many("A", 2, "").chain(many("N", 20, "").map(guest)).chain(many("W", 13, "")).chain(many("V", 14, ""));
    let behind = many("C", 20, "requires: [B0]\n").chain(many("D", 20, "requires: [B0]\n").map(guest));
    TestSite::bread(tasks.chain(behind).chain(mentions).chain([task("B0", &hub)]))
}

#[test]
fn every_kind_of_list_is_cut_and_whole_elsewhere() {
    let built = dense().build();
    let page = built.main("bread/B0/index.html");
    let whole = |around: &str| codes(&built, "bread/B0/relations/index.html", around).len();
    for (around, shown, all) in [
        ("_waits-for", 12, 22),
        ("_waited-for", 12, 40),
        ("_with", 12, 13),
        ("_alternatives", 12, 14),
        ("_mentions", 12, 15),
    ] {
        assert_eq!(codes(&built, "bread/B0/index.html", around).len(), shown, "{around}");
        assert_eq!(whole(around), all, "{around}");
        let more = format!("href=\"../../bread/B0/relations/index.html#{around}\">and {} more</a>", all - shown);
        assert!(page.contains(&more), "{more} is not in\n{page}");
    }
    // Some of either party are named, and a choice that is cut says so.
    let waiting = codes(&built, "bread/B0/index.html", "_waited-for");
    assert_eq!(waiting.iter().filter(|id| id.starts_with('C')).count(), 6, "{waiting:?}");
    assert!(page.contains("</span></div> …</li>"), "{page}");
    // The page that speaks of it most is quoted twelve times.
    assert_eq!(page.matches(" of B0, and so on.</q>").count(), 12 + 11, "{page}");
    assert!(page.contains("</q> and 2 more</li>"), "{page}");
    // On paper, nothing is left out.
    let print = Markup::read("print", built.text("bread/print/index.html"));
    assert_eq!(within(&print, "li", "_B0").iter().filter(|fact| fact.text.starts_with("Waits for this")).count(), 40);
    assert!(built.text("bread/print/index.html").find("more</a>").is_none());
}

#[test]
fn twelve_are_no_reason_for_another_page() {
    let waiting = (1..=12).map(|n| task(&format!("C{n}"), "requires: [B0]\n"));
    let built = TestSite::bread(waiting.chain([task("B0", "")])).build();
    assert_eq!(codes(&built, "bread/B0/index.html", "_waited-for").len(), 12);
    assert!(!built.files.keys().any(|path| path.contains("/relations/")), "{:?}", built.files.keys());
}

/// The side bar of a page.
fn side_bar<'b>(built: &'b Built, path: &str) -> &'b str {
    let text = built.text(path);
    let start = text.find("<nav class=\"side\"").unwrap_or_else(|| panic!("{path} has no side bar"));
    let end = text[start..].find("</nav>").expect("it ends");
    &text[start..start + end]
}

#[test]
fn a_side_bar_without_room_for_all_names_the_pages_own() {
    let built = index();
    for path in built.files.keys().filter(|path| path.starts_with("index/") && path.ends_with(".html")) {
        let bar = side_bar(built, path);
        assert!(bar.len() < 4_000, "{path}: {} bytes", bar.len());
    }
    for path in ["index/LIBC/index.html", "index/LIBC/relations/2/index.html", "index/stages/s1/parties/p1/index.html"]
    {
        let bar = side_bar(built, path);
        for (own, all) in [("Group p number 1<", "All 192 parties"), ("Group s number 1<", "All 20 stages")] {
            assert!(bar.contains(own) && bar.contains(all), "{path}: {bar}");
        }
    }
    let party = side_bar(built, "index/parties/p7/index.html");
    assert!(party.contains("aria-current=\"page\">Group p number 7</a>"), "{party}");
    assert!(!party.contains("Group s number"), "{party}");
    let plan = side_bar(built, "index/plan/index.html");
    assert!(!plan.contains("Group p number") && plan.contains("index.html#_parties\">All 192 parties</a>"), "{plan}");
    // Where the links lead, all are.
    let guide = Markup::read("guide", built.text("index/index.html"));
    assert_eq!(within(&guide, "a", "_parties").len(), 192);
    assert_eq!(within(&guide, "a", "stage").len(), 20 + 1);
    assert!(built.text("index.html").contains("index/index.html#_parties\">and 180 more</a>"));
}

/// Where the parts of a guide on paper are, as its page for printing leads to them.
fn printable<'b>(built: &'b Built, guide: &str) -> Vec<&'b String> {
    let path = format!("{guide}/print/index.html");
    let markup = Markup::read(&path, built.text(&path));
    let folder = format!("{guide}/print/stages/");
    let leads = |at: &&String| {
        let href = format!("../../{at}");
        markup.named("a").any(|link| link.get("href") == Some(&href))
    };
    // Parts that go on are reached from their first.
    let goes_on = |path: &str| {
        path.trim_end_matches("/index.html").ends_with(|c: char| c.is_ascii_digit()) && path.matches('/').count() > 6
    };
    let parts: Vec<&String> =
        built.files.keys().filter(|path| path.starts_with(&folder) && path.ends_with("index.html")).collect();
    assert!(parts.iter().all(|path| leads(path) || goes_on(path)), "{parts:?}");
    parts
}

#[test]
fn a_large_guide_is_printed_by_stage_and_party() {
    let large = |count: usize| {
        let tasks = (1..=count).map(|n| {
            let (path, text) =
                task(&format!("B{n}"), &if n > 9 { format!("requires: [B{}]\n", n - 9) } else { String::new() });
            (path, if n % 20 == 0 { text.replace("party: cook", "party: guest") } else { text })
        });
        TestSite::bread(tasks).build()
    };
    let printed = |built: &Built, path: &str| -> Vec<String> {
        let markup = Markup::read(path, built.text(path));
        markup.with_class("print-task").map(|task| task.need("id").to_owned()).collect()
    };
    let small = large(200);
    assert_eq!(printed(&small, "bread/print/index.html").len(), 200);
    assert!(!small.files.keys().any(|path| path.starts_with("bread/print/s")));
    let built = large(230);
    let index = built.main("bread/print/index.html");
    assert!(printed(&built, "bread/print/index.html").is_empty());
    assert!(
        index.contains("<h3>Bake</h3>")
            && index.contains(">Cook (219 tasks)</a>")
            && index.contains(">Guest (11 tasks)</a>"),
        "{index}"
    );
    let parts = printable(&built, "bread");
    assert_eq!(parts.len(), 3, "{parts:?}");
    let mut tasks: Vec<String> = parts.iter().flat_map(|path| printed(&built, path)).collect();
    tasks.sort();
    tasks.dedup();
    assert_eq!(tasks.len(), 230);
    // Each part leads to the pictures of its tasks, which are drawn once.
    for path in parts {
        let page = built.main(path);
        let cell =
            path.replace("print/", "").trim_end_matches("2/index.html").trim_end_matches("index.html").to_owned();
        assert!(
            !page.contains("<svg") && page.contains(&format!("{cell}index.html\">Diagram: Bake – ")),
            "{path}: {page}"
        );
        assert!(built.text(&format!("{cell}index.html")).contains("<svg"), "{cell}");
    }
}

#[test]
fn every_package_is_on_paper_once() {
    let parts = printable(index(), "index");
    let tasks = |path: &&String| index().text(path).matches("<article class=\"print-task\"").count();
    assert_eq!(parts.iter().map(tasks).sum::<usize>(), MANY + OTHERS + 1);
    assert_eq!(index().text("index/print/index.html").matches("<article class=\"print-task\"").count(), 0);
}

#[test]
fn twelve_parties_have_colours_and_marks_and_others_codes() {
    let parties: Vec<String> = (1..=14).map(|n| format!("{{key: party{n}, name: Party {n}}}")).collect();
    let site = TestSite::bread((1..=14).map(|n| {
        let (path, text) =
            task(&format!("B{n}"), &if n > 1 { format!("requires: [B{}]\n", n - 1) } else { String::new() });
        (path, text.replace("party: cook", &format!("party: party{n}")))
    }));
    let guide = site.read("content/bread/_index.md");
    let all = "[{key: cook, name: Cook}, {key: guest, name: Guest}]";
    assert!(guide.contains(all));
    site.write("content/bread/_index.md", guide.replace(all, &format!("[{}]", parties.join(", "))));
    let built = site.build();
    let css = built.text("assets/style.css");
    let picture = built.text("bread/overview.svg");
    let markup = Markup::read("overview", picture);
    let boxes: Vec<&str> = markup.with_class("node").map(|node| node.need("class")).collect();
    let marks: BTreeSet<&str> = markup
        .with_class("mark")
        .map(|mark| mark.need("d").trim_start_matches(|c: char| !c.is_ascii_lowercase()))
        .collect();
    assert_eq!((boxes.len(), boxes.iter().collect::<BTreeSet<_>>().len(), marks.len()), (14, 13, 12), "{boxes:?}");
    let codes: Vec<&str> = markup.with_class("mark-code").map(|code| code.text.as_str()).collect();
    assert_eq!(codes, ["par13", "par14"]);
    assert!(picture.contains(">par13 Party 13<") && picture.contains(".mark-code{"), "{picture}");
    for n in 1..=12 {
        assert!(
            css.contains(&format!("--p{n}: var(--diagram-lane-{n});"))
                && css.contains(&format!(".p{n} {{ --p: var(--p{n});")),
            "party {n} has no colour on pages"
        );
        assert!(boxes.contains(&&*format!("node lane-{n}")), "{boxes:?}");
    }
    // Marks on pages say what those in pictures say, and so does the list that explains them.
    let mark = |path: &str, n: usize, name: &str| {
        let markup = Markup::read(path, built.text(path));
        let class = format!("p{n}");
        let marks = markup.with_class(&class).filter(|mark| mark.has_class("party") || mark.has_class("choice"));
        let shown: Vec<String> = marks.map(|mark| mark.text.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        assert!(!shown.is_empty() && shown.iter().all(|shown| shown.starts_with(name)), "{path}: {shown:?}");
    };
    for path in ["bread/B14", "bread", "bread/plan", "bread/handovers", "bread/print", "bread/stages/bake", "search"] {
        mark(&format!("{path}/index.html"), 14, "par14 Party 14");
    }
    mark("bread/B13/index.html", 12, "Party 12");
    mark("bread/B13/index.html", 13, "par13 Party 13");
    assert!(built.main("bread/B14/index.html").contains("party p14\""));
    let own = built.main("bread/parties/party14/index.html");
    assert!(own.contains("<span class=\"party p14\">Party 14</span>"), "{own}");
}
