//! What the manual shows of a terminal is what the program says. A block of `console` in `docs/content/` holds commands behind `$ `
//! and what each prints; the blocks of a page are one session in an empty folder. `UPDATE_EXPECTED=1` writes anew what
//! they print.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{TestSite, repository};

const OPEN: &str = "```console\n";
const MARK: &str = "\u{1}";

/// The manual's pages.
fn pages(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the manual") {
        let path = entry.expect("a file").path();
        if path.is_dir() {
            pages(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "md") {
            found.push(path);
        }
    }
}

/// The text with each block of commands as `run` gives it: commands with what they print.
fn rewrite(text: &str, run: impl Fn(&[&str]) -> Vec<String>) -> String {
    let mut parts = text.split(OPEN);
    let mut out = parts.next().unwrap_or_default().to_owned();
    let blocks: Vec<(Vec<&str>, &str)> = parts
        .map(|part| {
            let (block, rest) = part.split_once("```\n").expect("a block ends");
            (block.lines().filter_map(|line| line.strip_prefix("$ ")).collect(), rest)
        })
        .collect();
    let commands: Vec<&str> = blocks.iter().flat_map(|(commands, _)| commands.iter().copied()).collect();
    let mut printed = run(&commands).into_iter();
    for (commands, rest) in blocks {
        out.push_str(OPEN);
        for command in commands {
            out.push_str(&format!("$ {command}\n{}", printed.next().expect("as many as commands")));
        }
        out.push_str(&format!("```\n{rest}"));
    }
    out
}

/// What each of the commands prints, in one session.
fn session(commands: &[&str]) -> Vec<String> {
    let site = TestSite::new::<&str, &str>([]);
    let script =
        commands.iter().fold(String::new(), |script, command| script + &format!("printf '{MARK}'\n{command}\n"));
    let bin = Path::new(env!("CARGO_BIN_EXE_vejviser")).parent().expect("a folder").display();
    let path = format!("{bin}:{}", std::env::var("PATH").unwrap_or_default());
    let mut bash = Command::new("bash");
    bash.args(["-c", &format!("exec 2>&1\n{script}")]).current_dir(site.root());
    bash.env_clear().env("PATH", path).env("HOME", site.temp());
    let run = site.finish(&mut bash);
    let text = run.stdout.replace("[ROOT]/", "");
    text.split(MARK).skip(1).map(|said| without_time(said).replace("[VERSION]", env!("CARGO_PKG_VERSION"))).collect()
}

/// How long something took is another thing each time: the page says 0.05 s.
fn without_time(text: &str) -> String {
    let Some((before, after)) = text.rsplit_once(" removed, in ") else { return text.to_owned() };
    let rest = after.split_once(" s").map_or("", |(_, rest)| rest);
    format!("{before} removed, in 0.05 s{rest}")
}

#[test]
fn what_the_manual_shows_is_what_the_program_says() {
    let mut found = Vec::new();
    pages(&repository().join("docs"), &mut found);
    let mut shown = 0;
    for page in found {
        let text = fs::read_to_string(&page).expect("a page");
        if !text.contains(OPEN) {
            continue;
        }
        shown += 1;
        let told = rewrite(&text, session);
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&page, told).expect("the page");
        } else {
            assert!(text == told, "{}: run again with UPDATE_EXPECTED=1; now it says\n{told}", page.display());
        }
    }
    assert!(shown > 0, "the manual shows no session");
}
