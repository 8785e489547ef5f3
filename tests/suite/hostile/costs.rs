//! Content that is made to be costly stays within memory, and comes to an end. How long each takes is measured by
//! `cargo bench --bench costs`, not here.

use std::fs;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::costs::{CASES, Case};
use crate::support::TestSite;

/// The most memory that any of these may take, in KiB.
const MAX_KIB: u64 = 256 * 1024;

#[test]
fn costly_relations_stay_within_memory() {
    stays_within_memory(&CASES[..4]);
}

#[test]
fn costly_files_and_links_stay_within_memory() {
    stays_within_memory(&CASES[4..9]);
}

#[test]
fn costly_texts_stay_within_memory() {
    stays_within_memory(&CASES[9..]);
}

fn stays_within_memory(cases: &[Case]) {
    for case in cases {
        let site = TestSite::new::<&str, &str>([]);
        case.write(&site.root()).expect("a folder to write to");
        // A build checks first, so that one run shows both.
        let command = if case.builds { "build" } else { "check" };
        let said = fs::File::create(site.temp().join("said")).expect("a file");
        let mut program = site.command();
        let child = program
            .args([command, "--format", "short"])
            .stdout(Stdio::null())
            .stderr(said)
            .spawn()
            .expect("the program");
        let (code, most) = watch(child);
        let said = fs::read_to_string(site.temp().join("said")).expect("what was said");
        let short: String = said.chars().take(2_000).collect();
        assert_eq!(code, Some(case.code), "{}: {short}", case.name);
        assert!(said.contains(case.says) && said.len() < 2 * 1024 * 1024, "{}: {short}", case.name);
        assert!(most <= MAX_KIB, "{}: {command} took {most} KiB", case.name);
    }
}

/// The exit code, and the most memory that was in use, in KiB; 0 where the system does not tell.
fn watch(mut child: Child) -> (Option<i32>, u64) {
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    loop {
        let told = fs::read_to_string(&status).unwrap_or_default();
        let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        most = most.max(now.unwrap_or_default());
        if let Some(ended) = child.try_wait().expect("the program's end") {
            return (ended.code(), most);
        }
        sleep(Duration::from_millis(2));
    }
}
