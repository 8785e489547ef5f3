//! What is said to arguments and settings that can't be meant, in full: would somebody who does not program know what to
//! do?

use crate::support::{TestSite, compare, task};

/// Runs the program on a small site with more files, and writes down what it says.
fn said(out: &mut String, what: &str, files: &[(&str, &str)], arguments: &[&str]) {
    let site = TestSite::bread([task("B1", "")]);
    for (path, text) in files {
        site.write(path, text);
    }
    let run = site.run(&[arguments, &["--color", "never"]].concat());
    assert!((0..=2).contains(&run.code) && !run.stderr.contains("panicked"), "{what}: {run:?}");
    out.push_str(&format!("# {what}\n{}exit code {}\n\n", run.stderr, run.code));
}

#[test]
fn settings_that_can_not_be_meant() {
    let mut out = String::new();
    let keys = [
        "title",
        "description",
        "base_url",
        "language",
        "guides",
        "output_dir",
        "published",
        "edit_url",
        "contact",
        "accessibility_statement_url",
        "html",
        "checks",
    ];
    for value in ["[[x]]", "{a: b}"] {
        let settings = keys.map(|key| format!("{key}: {value}\n")).concat();
        said(
            &mut out,
            &format!("every key holds {value}"),
            &[("vejviser.yaml", &settings)],
            &["check", "--format", "short"],
        );
    }
    for line in [
        "base_url: javascript:alert(1)",
        "base_url: https://",
        "base_url: https://exa mple.org",
        "base_url: \"https://example.org\\t\"",
        "base_url: https://example.org/?page=1",
        "base_url: https://example.org/#top",
        "edit_url: javascript:{path}",
        "edit_url: https://example.org/",
        "output_dir: content/public",
        "output_dir: ..",
        "output_dir: /",
    ] {
        said(&mut out, line, &[("vejviser.yaml", &format!("title: K\n{line}\n"))], &["build", "--format", "short"]);
    }
    compare("hostile/settings.txt", &out);
}

#[test]
fn arguments_that_can_not_be_meant() {
    let mut out = String::new();
    let broken = ("templates/task.md", "---\ntitle: [\n---\n");
    let none = ("templates/task.md", "What {title} is.\n");
    let long = "x".repeat(1_001);
    let new = |title| ["new", "B2", "--party", "cook", "--stage", "bake", "--title", title];
    for (files, arguments) in [
        (&[][..], &["check", "--root", "vejviser.yaml"][..]),
        (&[], &["check", "--config", "content"]),
        (&[], &["init", "vejviser.yaml"]),
        (&[], &["build", "-u", "https://example.org/?page=1"]),
        (&[], &["graph", "-u", "https://exa mple.org"]),
        (&[], &["graph", "-o", "content/bread/B1.md"]),
        (&[], &["graph", "-o", "content/../vejviser.yaml"]),
        (&[], &["import", "content", "--guide", "cake"]),
        (&[("cake.xlsx", "PK no")], &["import", "cake.xlsx", "--guide", "cake"]),
        (&[], &["new", "B2\u{202e}"]),
        (&[], &["new", "CON"]),
        (&[], &new("")),
        (&[], &new(&long)),
        (&[broken], &new("Rise")),
        (&[none], &new("Rise")),
    ] {
        said(&mut out, &arguments.join(" ").replace(&long, "x…").replace('\u{202e}', "U+202E"), files, arguments);
    }
    compare("hostile/arguments.txt", &out);
}

#[test]
fn settings_in_another_encoding_and_words_that_are_none() {
    let site = TestSite::bread([task("B1", "")]);
    site.write("templates/strings/en.yaml", "- search\n");
    site.run(&["check", "--format", "short"]).expect(1).says(
        "templates/strings/en.yaml:1:1: error[invalid-value]: words stand in lines `key: words`, but here is a list",
    );
    site.write("vejviser.yaml", b"title: Br\xF8d\n");
    site.run(&["check"]).expect(2).says("vejviser.yaml`: it is not UTF-8; save the file as UTF-8");
}

#[test]
fn nothing_of_the_project_is_written_over_by_a_picture() {
    let site = TestSite::bread([task("B1", "")]);
    site.write("templates/own.html", "x");
    for file in ["content/bread/B1.md", "content/bread/_index.md", "vejviser.yaml", "templates/own.html"] {
        let before = site.read(file);
        site.run(&["graph", "-o", file]).expect(2).says("is a file of the project; name another one");
        assert_eq!(site.read(file), before);
    }
    for _ in 0..2 {
        site.run(&["graph", "-o", "content/bread/bread.svg"]).expect(0);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn data_that_a_full_disk_does_not_take_is_a_failure() {
    let site = TestSite::bread([task("B1", "")]);
    for arguments in [&["list"][..], &["graph"], &["schema", "task"], &["explain"], &["completions", "bash"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a disk that is full");
        let output = site.command().args(arguments).stdout(full).output().expect("the program runs");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {stderr}");
        assert!(stderr.contains("can't write what was asked for: "), "{arguments:?}: {stderr}");
    }
}
