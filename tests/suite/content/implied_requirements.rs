//! What requirements imply is what a plain walk over the graph says, whatever shape the graph has.

use std::collections::BTreeSet;

use proptest::collection::{btree_set, vec};
use proptest::prelude::*;

use crate::support::{TestSite, task};

const TASKS: usize = 60;

/// Tasks that each require some of those a little before them.
fn graphs() -> impl Strategy<Value = Vec<BTreeSet<usize>>> {
    let back = (1..=12_usize).prop_flat_map(|near| btree_set(1..=near, 0..=near.min(4)));
    let requires =
        |(task, back): (usize, BTreeSet<usize>)| back.iter().filter_map(|by| task.checked_sub(*by)).collect();
    vec(back, TASKS).prop_map(move |graph| graph.into_iter().enumerate().map(requires).collect())
}

/// All that each task rests on.
fn closures(graph: &[BTreeSet<usize>]) -> Vec<BTreeSet<usize>> {
    let mut all: Vec<BTreeSet<usize>> = Vec::new();
    for requires in graph {
        let below = requires.iter().flat_map(|first| all[*first].iter().chain([first])).copied().collect();
        all.push(below);
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn what_others_imply_is_found_in_any_graph(graph in graphs()) {
        let closures = closures(&graph);
        let mut expected = BTreeSet::new();
        for (task, requires) in graph.iter().enumerate() {
            for first in requires {
                if requires.iter().any(|via| closures[*via].contains(first)) {
                    expected.insert((format!("T{task}"), format!("T{first}")));
                }
            }
        }
        prop_assume!(!expected.is_empty());
        let tasks = graph.iter().enumerate().map(|(number, requires)| {
            let ids: Vec<String> = requires.iter().map(|first| format!("T{first}")).collect();
            task(&format!("T{number}"), &format!("requires: [{}]\n", ids.join(", ")))
        });
        let run = TestSite::bread(tasks).run(&["check", "--format", "short"]);
        let told = format!("{}{}", run.stdout, run.stderr);
        let mut found = BTreeSet::new();
        for line in told.lines().filter(|line| line.contains("[implied-requirement]")) {
            let names: Vec<&str> = line.split(", which ").next().unwrap_or("").split('`').skip(1).step_by(2).collect();
            let [task, firsts @ ..] = names.as_slice() else { panic!("{line}") };
            found.extend(firsts.iter().map(|first| ((*task).to_owned(), (*first).to_owned())));
        }
        assert_eq!(found, expected);
    }
}
