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
    for number in 0..tasks {
        // Folders of a thousand, as authors of large guides would have them.
        let inside = guide.join(format!("{:03}", number / 1_000));
        if number.is_multiple_of(1_000) {
            fs::create_dir_all(&inside)?;
        }
        fs::write(inside.join(format!("T{}.md", number + 1)), task(number, tasks, &mut random))?;
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

fn task(number: usize, tasks: usize, random: &mut Random) -> String {
    let stage = number * STAGES.len() / tasks;
    let first_of_stage = (stage * tasks).div_ceil(STAGES.len());
    let mut text = format!("---\ntitle: {}\n", sentence(random, 6));
    let _ = writeln!(text, "party: {}\nstage: {}", PARTIES[number % PARTIES.len()], STAGES[stage]);
    let near = number - first_of_stage.min(number);
    let paired = number % 10 == 1 && near > 0;
    if near > 0 && !paired {
        let firsts: BTreeSet<usize> = (0..=random.below(3)).map(|_| number - random.below(near.min(20))).collect();
        text.push_str("requires:\n");
        for first in firsts {
            let _ = writeln!(text, "  - T{first}");
        }
    }
    // The counterpart is the task before, of the same stage, which then is not required.
    if paired {
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
