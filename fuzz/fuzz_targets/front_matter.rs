//! Bytes as the front matter of a task, of a guide, or as settings; the length says which.

#![no_main]

use libfuzzer_sys::fuzz_target;
use vejviser_fuzz::{GUIDE, SETTINGS, TASK, run};

fuzz_target!(|text: &str| {
    let file = format!("---\n{text}\n---\nBody.\n");
    let one = ("content/g/B1.md", TASK);
    match text.len() % 4 {
        0 => run(&[("vejviser.yaml", SETTINGS), ("content/g/_index.md", &file), one]),
        1 => run(&[("vejviser.yaml", text), ("content/g/_index.md", GUIDE), one]),
        _ => run(&[("vejviser.yaml", SETTINGS), ("content/g/_index.md", GUIDE), one, ("content/g/B2.md", &file)]),
    }
});
