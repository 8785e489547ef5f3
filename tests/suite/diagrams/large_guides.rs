//! Guides and groups too large for one picture: counts, cells with diagrams of their own, connectors.

use std::collections::BTreeSet;

use super::pictures::{picture, pictures};
use crate::support::markup::Markup;
use crate::support::{Built, TestSite, task};

/// Tasks `B1` to `B130` of the cook, each waiting for the one five before it; `C1` to `C3` of the guest behind the gate.
fn large() -> Built {
    let cook = (1..=130).map(|n| {
        let requires = if n > 5 { format!("requires: [B{}]\n", n - 5) } else { String::new() };
        task(&format!("B{n}"), &format!("{requires}track: {}\n", if n % 2 == 0 { "dough" } else { "oven" }))
    });
    let guest = (1..=3).map(|n| {
        let (path, text) = task(&format!("C{n}"), &format!("requires: [B{n}]\n"));
        (path, text.replace("party: cook\nstage: bake", "party: guest\nstage: eat"))
    });
    let site = TestSite::bread(cook.chain(guest));
    let guide = site.read("content/bread/_index.md");
    site.write("content/bread/_index.md", guide.replace("guide:\n", "guide:\n  tracks: [{key: dough}, {key: oven}]\n"));
    site.build()
}

/// Where the cells of a page's table of counts lead, with their counts.
fn cells(built: &Built, path: &str) -> Vec<(String, String)> {
    let markup = Markup::read(path, built.text(path));
    let folder = path.trim_end_matches("index.html").trim_end_matches("overview.svg");
    let cells =
        markup.with_class("cell").map(|cell| (folder.to_owned() + cell.need("href"), cell.text.trim().to_owned()));
    cells.collect()
}

/// The path without `folder/../`.
fn direct(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/').filter(|part| *part != ".") {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

#[test]
fn a_large_guide_is_counted_and_each_cell_has_its_diagram() {
    let built = large();
    let found: Vec<(String, String)> =
        cells(&built, "bread/index.html").into_iter().map(|(path, text)| (direct(&path), text)).collect();
    let cell = |path: &str, text: &str| (format!("bread/stages/{path}/index.html"), text.to_owned());
    assert_eq!(found, [cell("bake/parties/cook", "130 tasks"), cell("eat/parties/guest", "3 tasks")]);
    for (path, _) in &found {
        assert!(!picture(&built, path).nodes.is_empty(), "{path}");
    }
    // The list beside it says the same.
    let markup = Markup::read("page", built.text("bread/index.html"));
    let listed: Vec<&str> = (0..markup.elements.len())
        .filter(|at| markup.elements[*at].name == "li" && markup.inside(*at, |element| element.has_class("cells")))
        .map(|at| markup.elements[at].text.trim())
        .collect();
    assert_eq!(listed, ["Cook, Bake: 130 tasks", "Guest, Eat: 3 tasks"]);
}

#[test]
fn a_guide_too_large_for_one_picture_is_in_short_where_few_boxes_tell_it() {
    let cook = (1..=40).map(|n| task(&format!("B{n}"), ""));
    let guest = (1..=30).map(|n| {
        let (path, text) = task(&format!("C{n}"), &format!("requires: [B{n}, B{}]\n", n + 10));
        (path, text.replace("party: cook\nstage: bake", "party: guest\nstage: eat"))
    });
    let built = TestSite::bread(cook.chain(guest)).build();
    let markup = Markup::read("page", built.text("bread/index.html"));
    let boxes: Vec<(String, &str)> = markup
        .with_class("cell")
        .map(|cell| (direct(&format!("bread/{}", cell.need("href"))), cell.text.trim()))
        .collect();
    let page = |path: &str| format!("bread/stages/{path}/index.html");
    assert_eq!(
        boxes,
        [
            (page("bake/parties/cook"), "40 tasks from B1 Bake: B11, B12, B13 …"),
            (page("eat/parties/guest"), "30 tasks from C1 Eat: C1, C2, C3 …"),
        ]
    );
    let lines: Vec<&str> = markup.with_class("doubt-sign").map(|number| number.text.trim()).collect();
    assert_eq!(lines, ["60"]);
    assert!(built.text("bread/index.html").contains("Cook, Bake: 40 tasks"), "the list names each cell");
    assert!(built.text("bread/overview.svg").contains("40 tasks from B1"));
}

/// Whether a file is the page of a part of the largest cell.
fn is_part(path: &str) -> bool {
    path.starts_with("bread/stages/bake/parties/cook/") && path.ends_with("/index.html")
}

#[test]
fn the_parts_of_a_cell_hold_every_task_once() {
    let built = large();
    let mut tasks = Vec::new();
    let parts: Vec<&String> = built.files.keys().filter(|path| is_part(path)).collect();
    assert!(parts.len() > 3, "{parts:?}");
    for path in parts {
        let picture = picture(&built, path);
        assert!(picture.nodes.len() + picture.others.len() <= 72, "{path}");
        let markup = Markup::read(path, built.text(path));
        let own = markup.with_class("node").filter(|node| !node.has_class("outside"));
        tasks.extend(own.map(|node| node.need("data-id").to_owned()));
    }
    let every: BTreeSet<String> = (1..=130).map(|n| format!("B{n}")).collect();
    assert_eq!((tasks.len(), tasks.into_iter().collect::<BTreeSet<_>>()), (130, every));
}

#[test]
fn pictures_of_parts_are_sound() {
    let pictures = pictures(&large());
    assert!(
        pictures.iter().map(|picture| picture.nodes.len()).sum::<usize>() > 133,
        "each task is drawn, most of them twice"
    );
    pictures.iter().for_each(super::pictures::Picture::check);
}

#[test]
fn a_relation_that_leaves_a_picture_ends_in_a_connector_on_both_sides() {
    let built = large();
    let ends = |path: &str| {
        let markup = Markup::read(path, built.text(path));
        let connectors: Vec<(String, String)> = markup
            .with_class("outside")
            .filter(|element| element.has_class("node"))
            .map(|node| {
                (
                    node.text.split_whitespace().collect::<Vec<_>>().join(" "),
                    direct(&format!("{}{}", path.trim_end_matches("index.html"), node.need("href"))),
                )
            })
            .collect();
        (connectors, picture(&built, path).pairs())
    };
    let (into, pairs) = ends("bread/stages/eat/parties/guest/index.html");
    let wanted = |n: usize| (format!("B{n} Task B{n}"), format!("bread/B{n}/index.html"));
    assert_eq!(into, [wanted(1), wanted(2), wanted(3)]);
    assert!(pairs.contains(&("B1".to_owned(), "C1".to_owned())));
    let parts = built.files.keys().filter(|path| is_part(path));
    let (connectors, pairs): (Vec<_>, Vec<_>) = parts.map(|path| ends(path)).unzip();
    let out: BTreeSet<(String, String)> = connectors.into_iter().flatten().collect();
    assert_eq!(out, (1..=3).map(|n| (format!("C{n} Task C{n}"), format!("bread/C{n}/index.html"))).collect());
    assert!(pairs.iter().any(|pairs| pairs.contains(&("B1".to_owned(), "C1".to_owned()))));
}

#[test]
fn a_large_track_has_cells_of_its_own() {
    let built = large();
    let found: Vec<String> =
        cells(&built, "bread/tracks/oven/index.html").into_iter().map(|(path, _)| direct(&path)).collect();
    assert_eq!(found, ["bread/tracks/oven/stages/bake/parties/cook/index.html"]);
    let page = built.main("bread/tracks/oven/stages/bake/parties/cook/index.html");
    assert!(page.contains("<span>Track: oven</span> <span>65 tasks</span>"), "{page}");
}

#[test]
fn stages_and_parties_lead_to_their_cells_in_small_guides_too() {
    let built = TestSite::bread([task("B1", ""), task("B2", "requires: [B1]\n")]).build();
    assert!(
        built
            .main("bread/stages/bake/index.html")
            .contains("href=\"../../../bread/stages/bake/parties/cook/index.html\"")
    );
    assert!(
        built
            .main("bread/parties/cook/index.html")
            .contains("href=\"../../../bread/stages/bake/parties/cook/index.html\"")
    );
    assert_eq!(picture(&built, "bread/stages/bake/parties/cook/index.html").nodes.len(), 2);
}

#[test]
fn what_finds_no_room_is_counted_and_listed() {
    let guests = (1..=40).map(|n| {
        let (path, text) = task(&format!("C{n}"), "requires: [B0]\n");
        (path, text.replace("party: cook", "party: guest"))
    });
    let built = TestSite::bread(guests.chain([task("B0", "")])).build();
    let path = "bread/parties/cook/index.html";
    let picture = picture(&built, path);
    assert_eq!((picture.nodes.len(), picture.others.len()), (25, 0));
    let markup = Markup::read(path, built.text(path));
    assert_eq!(links_to_more(&markup), [("16 more →".into(), "../../../bread/B0/index.html#_waited-for".into())]);
    // From the picture's file the same address leads to the page.
    assert!(built.text("bread/parties/cook/diagram.svg").contains("../../../bread/B0/index.html#_waited-for"));
    assert!(built.text(path).contains("diagram.svg\" download"));
    let list = (0..markup.elements.len()).filter(|at| {
        markup.elements[*at].name == "li"
            && markup.inside(*at, |element| element.get("id") == Some("d--group-left-out"))
    });
    assert_eq!(list.count(), 16);
}

/// The words and addresses of the links at the feet of boxes.
fn links_to_more(markup: &Markup) -> Vec<(String, String)> {
    markup.with_class("more").map(|more| (more.text.trim().to_owned(), more.need("href").to_owned())).collect()
}

#[test]
fn the_picture_around_a_task_has_twelve_boxes_and_counts_the_others() {
    let around = |n: usize| format!("[{}]", (1..=n).map(|n| format!("A{n}")).collect::<Vec<_>>().join(", "));
    let before = (1..=20).map(|n| task(&format!("A{n}"), ""));
    let after = (1..=20).map(|n| task(&format!("C{n}"), "requires: [B0]\n"));
    let beside = (1..=20).map(|n| task(&format!("D{n}"), "with: [B0]\n"));
    let centre = task("B0", &format!("requires: {}\n", around(20)));
    let built = TestSite::bread(before.chain(after).chain(beside).chain([centre])).build();
    let picture = picture(&built, "bread/B0/diagram.svg");
    picture.check();
    // Each side has its share.
    let count = |letter: char| picture.nodes.keys().filter(|id| id.starts_with(letter)).count();
    assert_eq!((count('A'), count('B'), count('C'), count('D'), picture.others.len()), (4, 1, 4, 3, 0));
    let markup = Markup::read("B0", built.text("bread/B0/index.html"));
    let place = "../../bread/B0/index.html#_";
    let links = [("← 16 more", "waits-for"), ("with 17 more", "with"), ("16 more →", "waited-for")]
        .map(|(text, section)| (text.to_owned(), format!("{place}{section}")));
    assert_eq!(links_to_more(&markup), links);
    let names: Vec<&str> = markup.with_class("more").map(|more| more.need("aria-label")).collect();
    assert_eq!(names, ["16 more before B0", "B0 with 17 more", "16 more after B0"]);
    // A task at the edge says what lies beyond it.
    let edge = Markup::read("A1", built.text("bread/A1/index.html"));
    assert_eq!(edge.with_class("more").filter(|more| more.need("href").contains("/B0/")).count(), 3);
}

#[test]
fn lines_that_follow_from_others_are_counted_at_their_end() {
    let tasks = (1..=12).map(|n| {
        let list: Vec<String> = (1..n).map(|m| format!("B{m}")).collect();
        task(&format!("B{n}"), &format!("requires: [{}]\n", list.join(", ")))
    });
    let built = TestSite::bread(tasks).build();
    let markup = Markup::read("overview", built.text("bread/index.html"));
    assert_eq!(markup.with_class("edge").count(), 11);
    let signs: Vec<&str> =
        markup.with_class("follows").filter(|one| one.name == "text").map(|one| &*one.text).collect();
    assert_eq!(signs, ["+1", "+2", "+3", "+4", "+5", "+6", "+7", "+8", "+9", "+10", "+1"]);
    let last = markup.with_class("node").last().expect("a box");
    assert!(last.need("aria-label").ends_with(", 10 more dependencies, which follow from those shown"));
    assert!(built.text("bread/index.html").contains("Follows from the arrows shown (55 in all)"));
    // The list has every line.
    let marked = markup.with_class("follows").filter(|one| one.name == "span").count();
    let lines = built.text("bread/index.html").matches("<li data-from=").count();
    assert_eq!((marked, lines), (55, 66));
}
