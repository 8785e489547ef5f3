//! Time and memory of content that is made to be costly: `cargo bench --bench costs`, or with words of a case's name.
//! Projects are written below the folder that `TMPDIR` names. The most memory is known on Linux.

#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs, reason = "a program for developers")]

#[allow(dead_code, unreachable_pub, reason = "the tests use the rest")]
mod cases;

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    println!("{:<52} {:<7} {:>8} {:>6}", "case", "command", "clock s", "MB");
    for case in cases::CASES.iter().filter(|case| words.iter().all(|word| case.name.contains(word.as_str()))) {
        let folder = std::env::temp_dir().join(format!("vejviser-costs-{}", std::process::id()));
        std::fs::create_dir(&folder).unwrap();
        case.write(&folder).unwrap();
        for command in ["check", "build"] {
            let began = Instant::now();
            let mut child = Command::new(env!("CARGO_BIN_EXE_vejviser"))
                .args([command, "--quiet"])
                .current_dir(&folder)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            let mut most = 0;
            while child.try_wait().unwrap().is_none() {
                let told = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
                let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
                most = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(most);
                sleep(Duration::from_millis(1));
            }
            println!("{:<52} {command:<7} {:>8.2} {:>6}", case.name, began.elapsed().as_secs_f64(), most / 1024);
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
