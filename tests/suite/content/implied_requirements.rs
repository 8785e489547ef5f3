//! What requirements imply is what a plain walk over the graph says, whatever shape the graph has.

use std::collections::BTreeSet;

use crate::support::{TestSite, task};

const TASKS: usize = 60;

/// Numbers that look like chance, and are the same in each run (Knuth, The Art of Computer Programming 2, MMIX).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// Tasks that each require some of those before them.
fn graph(seed: u64) -> Vec<BTreeSet<usize>> {
    let mut chance = Chance(seed);
    let requires = |task: usize| {
        let count = chance.below(5).min(task);
        let near = 1 + chance.below(12);
        (0..count).map(|_| task - 1 - chance.below(near.min(task))).collect()
    };
    (0..TASKS).map(requires).collect()
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

#[test]
fn what_others_imply_is_found_in_any_graph() {
    let mut implied = 0;
    for seed in 1..=8 {
        let graph = graph(seed);
        let closures = closures(&graph);
        let mut expected = BTreeSet::new();
        for (task, requires) in graph.iter().enumerate() {
            for first in requires {
                if requires.iter().any(|via| closures[*via].contains(first)) {
                    expected.insert((format!("T{task}"), format!("T{first}")));
                }
            }
        }
        implied += expected.len();
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
        assert_eq!(found, expected, "seed {seed}");
    }
    assert!(implied > 50, "{implied} are enough to mean something");
}
