//! Projects that once went wrong, and the right answer to each: `tests/reports/<name>/` is the project and `right.txt`
//! what is done with it and what must come of it, a step a line (`tests/README.md` lists them).

use std::fmt::Write as _;
use std::fs;

use crate::support::{Run, TestSite, repository};

const FOLDER: &str = "tests/reports";

#[test]
fn every_report_gets_its_right_answer() {
    let entries = fs::read_dir(repository().join(FOLDER)).expect("the reports");
    let mut names: Vec<_> = entries.map(|entry| entry.expect("a report").file_name().into_string().unwrap()).collect();
    names.sort();
    assert!(names.len() >= 39, "reports are missing: {names:?}");
    let mut wrong = String::new();
    for name in &names {
        for fault in faults(name) {
            let _ = writeln!(wrong, "{FOLDER}/{name}/{fault}");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// The steps of one report that did not go as `right.txt` says, each with its line.
fn faults(name: &str) -> Vec<String> {
    let folder = repository().join(FOLDER).join(name);
    let steps = fs::read_to_string(folder.join("right.txt")).expect("every report has its right.txt");
    let site = TestSite::copy_of(&folder);
    site.remove("right.txt");
    let mut scene = Scene { site, run: None, file: None };
    let mut found = Vec::new();
    let mut claims = 0;
    for (number, line) in steps.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        // A blank line apart, a step without words is a claim that nothing can fail.
        let (step, words) = line.split_once(": ").unwrap_or((line, ""));
        claims += usize::from(!matches!(step, "run" | "file" | "write" | "remove" | "link"));
        if let Err(why) = scene.take(step, words) {
            found.push(format!("right.txt:{}: `{line}`: {why}", number + 1));
        }
    }
    if claims == 0 {
        found.push("right.txt claims nothing".to_owned());
    }
    found
}

/// The project, what the last run said, and the file that the steps are about.
struct Scene {
    site: TestSite,
    run: Option<Run>,
    file: Option<String>,
}

impl Scene {
    /// Does one step.
    fn take(&mut self, step: &str, words: &str) -> Result<(), String> {
        match step {
            "run" => {
                self.run = Some(self.site.run(&words.split_whitespace().collect::<Vec<_>>()));
                Ok(())
            }
            "write" => {
                let (path, text) = pair(words)?;
                self.site.write(path, text.replace("\\n", "\n"));
                Ok(())
            }
            "remove" => fs::remove_file(self.site.path(words)).map_err(|error| error.to_string()),
            "link" => self.link(pair(words)?),
            "file" => {
                let text = fs::read(self.site.path(words)).map_err(|error| error.to_string())?;
                self.file = Some(String::from_utf8_lossy(&text).into_owned());
                Ok(())
            }
            "has" => holds(self.file.as_deref().ok_or("no file before")?, words, true),
            "lacks" => holds(self.file.as_deref().ok_or("no file before")?, words, false),
            "missing" => match self.site.path(words).symlink_metadata() {
                Ok(_) => Err("it is there".to_owned()),
                Err(_) => Ok(()),
            },
            "elsewhere" => is_a_test(words),
            _ => self.said(step, words),
        }
    }

    /// What the last run must have said.
    fn said(&self, step: &str, words: &str) -> Result<(), String> {
        let run = self.run.as_ref().ok_or("no run before")?;
        match step {
            "exit" if run.code.to_string() == words => Ok(()),
            "exit" => Err(format!("it was {}, with\n{}", run.code, run.stderr)),
            "says" => holds(&run.stderr, words, true),
            "silent" => holds(&run.stderr, words, false),
            "out" => holds(&run.stdout, words, true),
            "out-lacks" => holds(&run.stdout, words, false),
            "at-line" => {
                let (line, code) = words.split_once(' ').ok_or("a line and a code")?;
                let told = |text: &str| text.contains(&format!(":{line}:")) && text.contains(&format!("[{code}]"));
                if run.stderr.lines().any(told) { Ok(()) } else { Err(format!("not in\n{}", run.stderr)) }
            }
            _ => Err("there is no such step".to_owned()),
        }
    }

    #[cfg(unix)]
    fn link(&self, (path, target): (&str, &str)) -> Result<(), String> {
        std::os::unix::fs::symlink(target, self.site.path(path)).map_err(|error| error.to_string())
    }

    #[cfg(not(unix))]
    fn link(&self, _: (&str, &str)) -> Result<(), String> {
        Err("links are made on Unix only".to_owned())
    }
}

fn pair(words: &str) -> Result<(&str, &str), String> {
    words.split_once(" | ").ok_or_else(|| "two things with ` | ` between them".to_owned())
}

fn holds(text: &str, words: &str, wanted: bool) -> Result<(), String> {
    if words.is_empty() {
        return Err("no words".to_owned());
    }
    match (text.contains(words), wanted) {
        (true, true) | (false, false) => Ok(()),
        (false, true) => Err(format!("not in\n{text}")),
        (true, false) => Err(format!("it stands in\n{text}")),
    }
}

/// Whether a test of that name (`suite::module::name`) or file (`browser/search.test.mjs: words`) is there.
fn is_a_test(words: &str) -> Result<(), String> {
    let (file, name) = match words.strip_prefix("suite::") {
        Some(path) => {
            let (module, name) = path.rsplit_once("::").ok_or("a module and a test")?;
            (format!("suite/{}.rs", module.replace("::", "/")), format!("fn {name}("))
        }
        None => {
            let (file, name) = words.split_once(": ").ok_or("a file and the name of a test")?;
            (file.to_owned(), name.to_owned())
        }
    };
    let text =
        fs::read_to_string(repository().join("tests").join(&file)).map_err(|error| format!("{file}: {error}"))?;
    holds(&text, &name, true).map_err(|_| format!("tests/{file} has no test of that name"))
}
