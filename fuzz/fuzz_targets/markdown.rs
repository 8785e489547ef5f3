//! Bytes as the body of a task, or as a text of the front matter that is Markdown; the length says which.

#![no_main]

use libfuzzer_sys::fuzz_target;
use vejviser_fuzz::{GUIDE, SETTINGS, TASK, run};

fuzz_target!(|text: &str| {
    let file = if text.len() % 4 == 0 {
        let block = text.replace('\n', "\n    ");
        format!("---\ntitle: Two\nparty: guest\nstage: eat\nopen_questions:\n  - |-\n    {block}\n---\n")
    } else {
        format!("---\ntitle: Two\nparty: cook\nstage: bake\n---\n{text}\n")
    };
    let one = ("content/g/B1.md", TASK);
    run(&[("vejviser.yaml", SETTINGS), ("content/g/_index.md", GUIDE), one, ("content/g/B2.md", &file)]);
});
