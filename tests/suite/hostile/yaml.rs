//! Front matter and settings that are not what they should be.

use super::{HEAD, survives, with_task};
use crate::support::{GUIDE, SETTINGS, TestSite, task};

#[test]
fn files_that_are_no_documents_are_refused() {
    for (text, code) in [
        (&b""[..], "missing-front-matter"),
        (b"\n", "missing-front-matter"),
        (b"\xEF\xBB\xBF", "missing-front-matter"),
        (b"---", "missing-front-matter"),
        (b"---\n", "missing-front-matter"),
        (b"---\ntitle: x", "missing-front-matter"),
        (b"---\n---", "missing-field"),
        (b"---\n\n---\n", "missing-field"),
        (b"--- \ntitle: x\n---\n", "missing-field"),
        (b"---\r\ntitle: x\r\n---\r\n", "missing-field"),
        (b"---\rtitle: x\r---\r", "missing-front-matter"),
        (b"\0", "missing-front-matter"),
        (b"\xFF\xFE-\0-\0-\0", "unreadable-file"),
        (b"---\ntitle: \xC3\n---\n", "unreadable-file"),
        (b"---\n\x00: \x01\n---\n", "invalid-yaml"),
        (b"---\ntitle:\n\t- x\n---\n", "invalid-yaml"),
        (b"---\n{\n---\n", "invalid-yaml"),
        (b"---\n? [a, b]\n: c\n---\n", "invalid-yaml"),
        (b"---\na: &a [*a]\n---\n", "invalid-yaml"),
        (b"---\n\"\\ud800\": x\n---\n", "invalid-yaml"),
        (b"---\njust words\n---\n", "invalid-value"),
        (b"---\n- a\n- b\n---\n", "invalid-value"),
    ] {
        let site = with_task(text);
        let run = survives(&site);
        let shown = String::from_utf8_lossy(text);
        assert_eq!(run.code, 1, "{shown:?} passes");
        assert!(run.stderr.contains(&format!("[{code}]")), "{shown:?}: {}", run.stderr);
        assert!(run.stderr.contains("B1.md"), "{shown:?}: the file is not named");
    }
}

#[test]
fn marks_and_line_ends_of_other_systems_are_read() {
    let text = format!("{HEAD}## One\n\nTwo B2.\n");
    for text in
        [format!("\u{FEFF}{text}"), text.replace('\n', "\r\n"), format!("\u{FEFF}{}", text.replace('\n', "\r\n"))]
    {
        let site = with_task(&text);
        let page = site.build().main("bread/B1/index.html");
        assert!(page.contains("<h2 id=\"one\">One</h2>") && page.contains("bread/B2/index.html"), "{page}");
        assert_eq!(site.run(&["check", "--strict", "-q"]).expect(0).stderr, "");
        site.write("content/bread/B1.md", text.replace("party: cook", "party: cok"));
        site.run(&["check", "--format", "short"]).expect(1).says("content/bread/B1.md:3:8: error[unknown-party]");
    }
}

#[test]
fn a_bomb_of_aliases_is_refused_at_once() {
    let mut text = String::from("---\ntitle: T\na0: &a0 [x, x, x, x]\n");
    for n in 1..30 {
        text.push_str(&format!("a{n}: &a{n} [*a{m}, *a{m}, *a{m}, *a{m}]\n", m = n - 1));
    }
    let run = survives(&with_task(text + "---\n"));
    assert!(run.code == 1 && run.stderr.contains("[invalid-yaml]"), "{}", run.stderr);
}

#[test]
fn deep_yaml_is_refused() {
    for deep in [
        "[".repeat(10_000),
        "{a: ".repeat(10_000),
        "- ".repeat(10_000),
        format!("{}x{}", "[".repeat(10_000), "]".repeat(10_000)),
        (0..1_000).map(|n| " ".repeat(n) + "a:\n").collect::<String>(),
    ] {
        let run = survives(&with_task(format!("---\nextra:\n  {}\n---\n", deep.replace('\n', "\n  "))));
        assert!(run.code == 1 && run.stderr.contains("[invalid-yaml]"), "{}", run.stderr);
    }
    let run = survives(&TestSite::new([("vejviser.yaml", "[".repeat(10_000))]));
    assert_eq!(run.code, 2);
}

#[test]
fn any_value_may_stand_at_any_key() {
    let values = [
        "",
        "~",
        "\"\"",
        "\" \"",
        "[]",
        "{}",
        "[[]]",
        "[~]",
        "[{}]",
        "{a: b}",
        "1.5",
        "-0",
        "true",
        "x",
        "[x, y]",
        "\"a\\nb\"",
        "2026-02-30",
        "!!binary aGk=",
        "!own x",
        "|\n  block",
        ".inf",
    ];
    let keys = [
        "id",
        "title",
        "party",
        "stage",
        "scope",
        "track",
        "requires",
        "with",
        "alternatives",
        "delivers",
        "description",
        "open_questions",
        "source",
        "aliases",
        "status",
        "replaced_by",
        "updated",
        "fields",
        "extra",
        "type",
    ];
    let site = TestSite::bread([task("B1", "")]);
    for key in keys {
        for (number, value) in values.iter().enumerate() {
            let path = format!("content/bread/{key}-{number}.md");
            site.write(&path, format!("---\n{key}: {value}\n---\n"));
        }
    }
    survives(&site);
    let keys = [
        "title",
        "description",
        "language",
        "updated",
        "source",
        "open_questions",
        "extra",
        "guide",
        "code",
        "version",
        "integration",
        "parties",
        "stages",
        "scopes",
        "tracks",
        "id_prefixes",
        "fields",
        "terms",
        "retired",
    ];
    let site = TestSite::new([SETTINGS]);
    for (at, key) in keys.into_iter().enumerate() {
        for (number, value) in values.iter().enumerate() {
            let front = match at {
                0..7 => format!("{key}: {value}\nguide: {{}}"),
                7 => format!("guide: {value}"),
                _ => format!("guide:\n  {key}: {}", value.replace('\n', "\n  ")),
            };
            site.write(&format!("content/{key}-{number}/_index.md"), format!("---\n{front}\n---\n"));
        }
    }
    survives(&site);
    for key in ["title", "base_url", "language", "output_dir", "edit_url", "contact", "html", "checks", "extra"] {
        for value in values {
            let site = TestSite::new([("vejviser.yaml", format!("{key}: {value}\n").as_str()), GUIDE]);
            let run = site.run(&["check"]);
            assert!((0..=2).contains(&run.code) && !run.stderr.contains("panicked"), "{key}: {value}: {run:?}");
        }
    }
}

#[test]
fn very_many_alike_are_told_in_short() {
    let run = survives(&with_task(format!("{HEAD}{}\n", "[[X]] ".repeat(3_000))));
    let lines: Vec<&str> = run.stderr.lines().filter(|line| line.contains("[unknown-task]")).collect();
    assert_eq!(lines.len(), 1_000);
    assert!(lines[999].contains("2001 more of this kind in this file are not listed (mend the others first)"));
}

#[test]
fn texts_and_lists_have_a_limit() {
    for more in [
        format!("title: {}\n", "x".repeat(1_001)),
        format!("delivers: {}\n", "x".repeat(50_001)),
        format!("requires: [{}]\n", "B2, ".repeat(1_001)),
        format!("fields: {{f: {}}}\n", "x".repeat(50_001)),
        format!("aliases: [/{}]\n", "d/".repeat(501)),
    ] {
        let (path, text) = task("B1", &more);
        let site = TestSite::bread([
            (path, text.replacen("title: Task B1\n", "", usize::from(more.starts_with("title")))),
            task("B2", ""),
        ]);
        site.write(GUIDE.0, GUIDE.1.replace("\n---\n", "\n  fields: [{key: f}]\n---\n"));
        let run = survives(&site);
        assert!(run.code == 1 && run.stderr.contains("[limit-exceeded]"), "{}: {}", &more[..20], run.stderr);
        assert!(run.stderr.lines().all(|line| line.len() < 2_500), "the text is shown whole");
    }
}

#[test]
fn characters_that_no_page_can_show_are_refused() {
    for text in ["a\\0b", "\\x1b[31m", "\\uFFFE", "\\uFFFF", "\\x07", "\\x9b31m"] {
        let (path, page) = task("B1", &format!("delivers: \"{text}\"\n"));
        let site = TestSite::bread([(path, page)]);
        site.run(&["check"]).expect(1).says("[invalid-value]: `delivers` holds the character U+");
    }
}
