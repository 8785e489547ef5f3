//! A small site from bytes: each line is a task, three words of which say how it is related to the others, and the
//! rest its body with references.

#![no_main]

use libfuzzer_sys::fuzz_target;
use vejviser_fuzz::{GUIDE, SETTINGS, run};

/// More tasks than this show nothing new.
const MAX_TASKS: usize = 12;

fuzz_target!(|text: &str| {
    let files: Vec<(String, String)> = text.lines().take(MAX_TASKS).enumerate().map(task).collect();
    let mut all = vec![("vejviser.yaml", SETTINGS), ("content/g/_index.md", GUIDE)];
    all.extend(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    run(&all);
});

/// Words that don't begin with a key are body.
fn task((number, line): (usize, &str)) -> (String, String) {
    let (mut front, mut body) = (String::new(), Vec::new());
    let mut stage = "bake";
    for word in line.split(' ') {
        match word.split_once(':') {
            Some((key @ ("requires" | "with" | "alternatives" | "aliases"), ids)) if !front.contains(key) => {
                let ids: Vec<String> = ids.split(',').map(quoted).collect();
                front.push_str(&format!("{key}: [{}]\n", ids.join(", ")));
            }
            Some(("any", ids)) if !front.contains("requires") => {
                let ids: Vec<String> = ids.split(',').map(quoted).collect();
                front.push_str(&format!("requires: [{{any: [{}]}}]\n", ids.join(", ")));
            }
            Some((key @ ("id" | "status" | "replaced_by"), value)) if !front.contains(key) => {
                front.push_str(&format!("{key}: {}\n", quoted(value)));
            }
            Some(("stage", "eat")) => stage = "eat",
            _ => body.push(word),
        }
    }
    let party = ["cook", "guest"][number % 2];
    let text = format!("---\ntitle: T\nparty: {party}\nstage: {stage}\n{front}---\n{}\n", body.join(" "));
    (format!("content/g/B{number}.md"), text)
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
