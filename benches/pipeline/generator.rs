//! Guides of any size for measuring: 150–250 words a task, one to three near `requires`, a tenth of the tasks with a
//! counterpart, two or three references in the prose. The same size gives the same guide.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

const WORDS: [&str; 40] = [
    "the",
    "task",
    "system",
    "agreement",
    "service",
    "party",
    "route",
    "access",
    "is",
    "ordered",
    "checked",
    "by",
    "owner",
    "before",
    "data",
    "can",
    "flow",
    "between",
    "both",
    "sides",
    "a",
    "form",
    "holds",
    "what",
    "next",
    "one",
    "needs",
    "and",
    "who",
    "answers",
    "for",
    "it",
    "when",
    "test",
    "environment",
    "opens",
    "list",
    "of",
    "values",
    "approved",
];
const PARTIES: [&str; 4] = ["authority", "vendor", "operator", "auditor"];
const STAGES: [&str; 5] = ["prepare", "order", "connect", "test", "operate"];

/// `SplitMix64` (Steele, Lea and Flood 2014): small, and good enough to spread words.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % bound.max(1) as u64) as usize
    }
}

/// Writes a project with one guide of `tasks` tasks into `folder`.
pub(crate) fn write(folder: &Path, tasks: usize) -> io::Result<()> {
    let guide = folder.join("content/guide");
    fs::create_dir_all(&guide)?;
    fs::write(folder.join("vejviser.yaml"), "title: Measured\nlanguage: en\n")?;
    fs::write(guide.join("_index.md"), index())?;
    let mut random = Random(tasks as u64);
    let mut before = Vec::with_capacity(tasks);
    for number in 0..tasks {
        // Folders of a thousand, as authors of large guides would have them.
        let inside = guide.join(format!("{:03}", number / 1_000));
        if number.is_multiple_of(1_000) {
            fs::create_dir_all(&inside)?;
        }
        let requires = requires(number, tasks, &mut random, &mut before);
        fs::write(inside.join(format!("T{}.md", number + 1)), task(number, tasks, &requires, &mut random))?;
    }
    Ok(())
}

fn index() -> String {
    let mut text = String::from("---\ntitle: A measured guide\nguide:\n  id_prefixes: [T]\n  parties:\n");
    for party in PARTIES {
        let _ = writeln!(text, "    - {{key: {party}, name: {party}}}");
    }
    text.push_str("  stages:\n");
    for (at, stage) in STAGES.iter().enumerate() {
        let _ = writeln!(text, "    - {{key: {stage}, name: {stage}, gate: {}}}", at == 2);
    }
    text.push_str("---\nWhat is measured here is the program.\n");
    text
}

/// How far back a task may require another.
const NEAR: usize = 20;

/// One to three tasks of the same stage that the task `number` requires, none of which rests on another: nobody writes down
/// what follows anyway. `before[n]` has a bit for each of the tasks closely before `n` that `n` rests on.
fn requires(number: usize, tasks: usize, random: &mut Random, before: &mut Vec<u32>) -> BTreeSet<usize> {
    let first_of_stage = (number * STAGES.len() / tasks * tasks).div_ceil(STAGES.len());
    let near = number - first_of_stage.min(number);
    let mut chosen = BTreeSet::new();
    if near > 0 && !is_paired(number, tasks) {
        let rests_on = |late: usize, early: usize| before[late] >> (late - early - 1) & 1 == 1;
        let wanted = 1 + random.below(3);
        for _ in 0..8 {
            let one = number - 1 - random.below(near.min(NEAR));
            let apart = |other: &usize| one == *other || !rests_on(one.max(*other), one.min(*other));
            if chosen.len() < wanted && chosen.iter().all(apart) {
                chosen.insert(one);
            }
        }
    }
    let mask = |first: &usize| 1u64 << (number - first - 1) | u64::from(before[*first]) << (number - first);
    before.push(chosen.iter().map(mask).fold(0, |all, mask| all | mask) as u32);
    chosen
}

/// Whether the task is carried out together with the one before it.
fn is_paired(number: usize, tasks: usize) -> bool {
    let first_of_stage = (number * STAGES.len() / tasks * tasks).div_ceil(STAGES.len());
    number % 10 == 1 && number > first_of_stage
}

fn task(number: usize, tasks: usize, requires: &BTreeSet<usize>, random: &mut Random) -> String {
    let stage = number * STAGES.len() / tasks;
    let mut text = format!("---\ntitle: {}\n", sentence(random, 6));
    let _ = writeln!(text, "party: {}\nstage: {}", PARTIES[number % PARTIES.len()], STAGES[stage]);
    if !requires.is_empty() {
        text.push_str("requires:\n");
        for first in requires {
            let _ = writeln!(text, "  - T{}", first + 1);
        }
    }
    // The counterpart is the task before, of the same stage, which then is not required.
    if is_paired(number, tasks) {
        let _ = writeln!(text, "with: [T{number}]");
    }
    let _ = writeln!(text, "description: {}.", sentence(random, 10));
    if number.is_multiple_of(7) {
        let _ = writeln!(text, "open_questions:\n  - {}?", sentence(random, 12));
    }
    text.push_str("---\n");
    let references = 2 + random.below(2);
    let paragraphs = 4;
    for paragraph in 0..paragraphs {
        let _ = writeln!(text, "## {}\n", sentence(random, 3));
        for _ in 0..4 {
            let words = 8 + random.below(8);
            let _ = write!(text, "{}. ", sentence(random, words));
        }
        if paragraph < references {
            let to = (number + 1 + random.below(40)).min(tasks);
            let _ = write!(text, "See {}. ", if paragraph % 2 == 0 { format!("[[T{to}]]") } else { format!("T{to}") });
        }
        text.push_str("\n\n");
    }
    text
}

fn sentence(random: &mut Random, words: usize) -> String {
    let mut text = String::new();
    for at in 0..words {
        let word = WORDS[random.below(WORDS.len())];
        if at == 0 {
            text.push_str(&word[..1].to_uppercase());
            text.push_str(&word[1..]);
        } else {
            text.push(' ');
            text.push_str(word);
        }
    }
    text
}
