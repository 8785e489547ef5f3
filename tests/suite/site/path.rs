//! Everything that a task rests on, and the guide's picture on paper.

use std::collections::BTreeSet;

use crate::diagrams::pictures::{Picture, picture};
use crate::support::markup::Markup;
use crate::support::{Built, TestSite, own_build, task};

/// `B1` to `B<n>`, each waiting for the one before.
fn chain(n: usize) -> TestSite {
    TestSite::bread((1..=n).map(|n| {
        let requires = if n > 1 { format!("requires: [B{}]\n", n - 1) } else { String::new() };
        task(&format!("B{n}"), &requires)
    }))
}

#[test]
fn what_the_picture_around_a_task_does_not_show_has_a_page() {
    let built = chain(5).build();
    // Two steps back are in the picture.
    assert!(!built.files.contains_key("bread/B3/path/index.html"));
    assert!(!built.main("bread/B3/index.html").contains("_rests-on"));
    let page = built.main("bread/B5/index.html");
    let link = "<p id=\"_rests-on\"><a href=\"../../bread/B5/path/index.html\">All 4 tasks before this</a></p>";
    assert!(page.contains(link), "{page}");
    let path = picture(&built, "bread/B5/path/index.html");
    path.check();
    assert_eq!(path.nodes.keys().map(String::as_str).collect::<Vec<_>>(), ["B1", "B2", "B3", "B4", "B5"]);
    let pair = |n: usize| (format!("B{n}"), format!("B{}", n + 1));
    assert_eq!(path.pairs(), (1..5).map(pair).collect());
    let markup = Markup::read("path", built.text("bread/B5/path/index.html"));
    let focus: Vec<&str> = markup.with_class("focus").filter_map(|element| element.get("data-id")).collect();
    assert_eq!(focus, ["B5"]);
}

#[test]
fn a_path_too_long_for_a_picture_is_told() {
    let built = chain(50).build();
    assert!(built.files.contains_key("bread/B41/path/index.html"));
    assert!(!built.files.contains_key("bread/B42/path/index.html"));
    let page = built.main("bread/B42/index.html");
    assert!(page.contains("<p id=\"_rests-on\">More than 40 tasks lie before this one."), "{page}");
}

#[test]
fn a_path_leaves_nothing_out_and_takes_nothing_else() {
    for guide in ["sf1590-d", "publish-a-guide"] {
        let json = own_build().json(&format!("{guide}/guide.json"));
        let tasks = json["tasks"].as_array().expect("tasks");
        let mut paths = 0;
        let before = |id: &str| -> BTreeSet<String> {
            let task = tasks.iter().find(|task| task["id"] == id).expect("the task");
            let list = task["requires"].as_array().expect("a list").iter();
            let ids = list.flat_map(|item| match item["any"].as_array() {
                Some(any) => any.clone(),
                None => vec![item["task"].clone()],
            });
            ids.map(|id| id.as_str().expect("an id").to_owned()).collect()
        };
        for task in tasks {
            let id = task["id"].as_str().expect("an id");
            let mut all = BTreeSet::from([id.to_owned()]);
            let mut left = vec![id.to_owned()];
            while let Some(next) = left.pop() {
                left.extend(before(&next).into_iter().filter(|first| all.insert(first.clone())));
            }
            let around = picture(own_build(), &format!("{guide}/{id}/diagram.svg"));
            let page = format!("{guide}/{id}/path/index.html");
            if all.iter().all(|id| around.nodes.contains_key(id)) {
                assert!(!own_build().files.contains_key(&page), "{page}");
            } else {
                assert_eq!(picture(own_build(), &page).nodes.into_keys().collect::<BTreeSet<_>>(), all, "{page}");
                paths += 1;
            }
        }
        assert!(paths > 0, "{guide} has no page of a path");
    }
}

#[test]
fn on_paper_a_large_picture_is_divided_and_nothing_is_lost() {
    divided(own_build(), "sf1590-d");
}

/// Of tasks that each wait for the one before, all of one party in one stage, no sheet holds many.
#[test]
fn on_paper_a_long_chain_is_cut() {
    let requires = |n: usize| if n > 1 { format!("requires: [B{}]\n", n - 1) } else { String::new() };
    let built = TestSite::bread((1..=40).map(|n| task(&format!("B{n}"), &requires(n)))).build();
    divided(&built, "bread");
}

/// The pictures on paper each fit a sheet, and together say what the overview says.
fn divided(built: &Built, guide: &str) {
    let path = &format!("{guide}/print/index.html");
    let markup = Markup::read(path, built.text(path));
    let svgs: Vec<usize> = (0..markup.elements.len()).filter(|at| markup.elements[*at].name == "svg").collect();
    assert!(svgs.len() > 1, "{}", svgs.len());
    let (mut tasks, mut pairs) = (BTreeSet::new(), BTreeSet::new());
    for at in svgs {
        // Type of 13 px may shrink to 7 pt on a sheet of A4, upright or on its side.
        let svg = &markup.elements[at];
        let (width, height) = (svg.number("width"), svg.number("height"));
        let fits = |a: f64, b: f64| width * 0.718 <= a && height * 0.718 <= b;
        assert!(fits(756.0, 1_017.0) || (svg.has_class("wide") && fits(1_085.0, 688.0)), "{width} × {height}");
        let picture = Picture::read(path, &markup, at);
        picture.check();
        pairs.extend(picture.pairs());
        tasks.extend(picture.nodes.into_keys());
    }
    let whole = picture(built, &format!("{guide}/overview.svg"));
    assert_eq!(tasks, whole.nodes.keys().cloned().collect());
    assert_eq!(pairs, whole.pairs());
}
