//! Relations: long, dense, in circles, or impossible.

use super::survives;
use crate::support::{TestSite, task};

#[test]
fn any_of_nothing_is_no_requirement() {
    let run = survives(&TestSite::bread([task("B1", "requires: [{any: []}]\n")]));
    assert!(!run.stderr.is_empty(), "nothing is said");
}

#[test]
fn together_does_not_reach_through_a_gate() {
    let (path, text) = task("E1", "");
    let site = TestSite::bread([task("B1", "with: [E1]\n"), (path, text.replace("stage: bake", "stage: eat"))]);
    site.run(&["check"]).expect(1).says("[with-conflict]");
}

#[test]
fn together_is_not_one_after_the_other() {
    let site = TestSite::bread([task("B1", ""), task("B2", "requires: [B1]\nwith: [B1]\n")]);
    let run = site.run(&["check"]);
    assert!(run.stderr.contains("B1") && run.stderr.contains("with"), "nothing is said: {}", run.stderr);
}

#[test]
fn a_long_chain_is_planned_and_drawn() {
    let site = TestSite::bread((1..=1_000).map(|n| {
        let more = if n == 1 { String::new() } else { format!("requires: [B{}]\n", n - 1) };
        task(&format!("B{n}"), &more)
    }));
    let built = site.build();
    let guide = built.json("bread/guide.json");
    let tasks = guide["tasks"].as_array().expect("tasks");
    assert!(tasks.iter().enumerate().all(|(at, task)| task["id"] == format!("B{}", at + 1)));
    assert!(built.files.contains_key("bread/B1000/diagram.svg"));
}

#[test]
fn a_long_circle_is_told_in_short() {
    let site = TestSite::bread((0..500).map(|n| task(&format!("B{n}"), &format!("requires: [B{}]\n", (n + 1) % 500))));
    let run = survives(&site);
    assert_eq!(run.code, 1);
    assert_eq!(run.stderr.matches("[dependency-cycle]").count(), 1);
    assert!(run.stderr.contains("more"), "{}", run.stderr);
    assert!(run.stderr.len() < 2_000);
}

#[test]
fn a_circle_through_a_choice_is_found_only_if_there_is_no_way_out() {
    let site =
        TestSite::bread([task("B1", "requires: [{any: [B2, B3]}]\n"), task("B2", "requires: [B1]\n"), task("B3", "")]);
    assert_eq!(site.run(&["check", "-q"]).expect(0).stderr, "");
    let site = TestSite::bread([
        task("B1", "requires: [{any: [B2, B3]}]\n"),
        task("B2", "requires: [B1]\n"),
        task("B3", "requires: [B1]\n"),
    ]);
    site.run(&["check", "-q"]).expect(1).says("dependency-cycle");
}

#[test]
fn many_faults_are_all_told() {
    let site = TestSite::bread((1..=300).map(|n| task(&format!("B{n}"), "requires: [X1, X2, X3]\nwith: [X4]\n")));
    let run = site.run(&["check", "--format", "short"]).expect(1);
    assert_eq!(run.stderr.matches("[unknown-task]").count(), 1_200);
}

/// Looking for requirements that follow from others is bounded, and a task gets one diagnostic however many it has: layers
/// in which each task requires all of the layer before, and a chain in which each requires the twenty before it.
#[test]
fn dense_graphs_are_searched_within_bounds() {
    let layers = (1..=400usize).map(|number| {
        let layer = (number - 1) / 40;
        let firsts = if layer == 0 { 0..0 } else { (layer - 1) * 40 + 1..layer * 40 + 1 };
        let firsts: Vec<String> = firsts.map(|first| format!("L{first}")).collect();
        task(&format!("L{number}"), &format!("requires: [{}]\n", firsts.join(", ")))
    });
    let run = TestSite::bread(layers).run(&["check"]).expect(0);
    assert!(!run.stderr.contains("[implied-requirement]"), "{}", run.stderr);
    let chain = (1..=300usize).map(|number| {
        let firsts: Vec<String> = (number.saturating_sub(20).max(1)..number).map(|first| format!("C{first}")).collect();
        task(&format!("C{number}"), &format!("requires: [{}]\n", firsts.join(", ")))
    });
    let run = TestSite::bread(chain).run(&["check", "--format", "short"]).expect(0);
    // Of several, the nearest is enough.
    assert_eq!(run.stderr.matches("[implied-requirement]").count(), 298, "{}", run.stderr);
}
