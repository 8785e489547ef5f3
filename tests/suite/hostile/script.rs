//! Markup and script, in every place where an author writes.

use std::collections::{BTreeMap, BTreeSet};

use super::{HEAD, harmless, quoted, survives, with_task};
use crate::site::links::check_links;
use crate::support::markup::Markup;
use crate::support::{Built, GUIDE, TestSite, files};

const PAYLOADS: [&str; 16] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onclick='alert(1)",
    "\" onmouseover=\"alert(1)",
    "</title><svg onload=alert(1)>",
    "</text><script>alert(1)</script>",
    "javascript:alert(1)",
    "[x](javascript:alert(1))",
    "](data:text/html,x) <data:text/html,x>",
    "]]><script>alert(1)</script><!--",
    "--><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "{{ 7 * 7 }}{% raw %}{# x",
    "=HYPERLINK(\"https://example.org\")",
    "<style>a{display:none}</style>",
    "$(x) \\\" %00 %3Cscript%3E",
];

/// A site in which every value that an author may choose freely, in settings, guide, tasks and pages, is or holds
/// `words`, and so does the name of a file.
fn site_of(words: &str) -> TestSite {
    let p = quoted(words);
    // What no address may hold is refused; the rest is tried.
    let path: String = words.chars().filter(|c| !c.is_whitespace() && !matches!(c, '"' | '<' | '>')).collect();
    let url = quoted(&format!("https://elsewhere.example/{path}"));
    let file: String = words.chars().filter(|c| !matches!(c, '/' | '\\')).collect();
    let site = TestSite::new([
        (
            "vejviser.yaml",
            format!(
                "title: {p}\ndescription: {p}\ncontact: {p}\nedit_url: {}\naccessibility_statement_url: {url}\nextra: {{a: {p}}}\n\
                 checks: {{unsafe-link: note, unknown-task: note, broken-link: note, broken-asset: note}}\n",
                quoted(&format!("https://elsewhere.example/{path}/{{path}}"))
            ),
        ),
        (
            "content/_index.md",
            format!("---\ntitle: {p}\ndescription: {p}\nsource: {p}\nopen_questions: [{p}]\n---\n{words}\n"),
        ),
        (
            "content/page.md",
            format!("---\ntitle: {p}\ndescription: {p}\nsource: {p}\nextra: {{{p}: {p}}}\n---\n{words}\n"),
        ),
        (
            "content/bread/_index.md",
            format!(
                "---\ntitle: {p}\ndescription: {p}\nsource: {p}\nopen_questions: [{p}]\nextra: [{p}]\nguide:\n  code: {p}\n  version: {p}\n  \
                 integration: {{id: {p}, version: {p}, catalogue_url: {url}}}\n  \
                 parties: [{{key: cook, name: {p}, description: {p}}}, {{key: guest, name: {p}}}]\n  \
                 stages: [{{key: bake, name: {p}, description: {p}}}, {{key: eat, name: {p}, gate: true}}]\n  \
                 scopes: [{{key: a, name: {p}, description: {p}}}]\n  tracks: [{{key: a, name: {p}, description: {p}}}]\n  \
                 id_prefixes: [{p}]\n  fields: [{{key: f, name: {p}}}, {{key: l, name: {p}, type: list}}, {{key: u, name: {p}, type: url}}, \
                 {{key: c, name: {p}, type: choice, choices: [{p}]}}]\n  \
                 terms: [{{term: {p}, meaning: {p}, variants: [{p}], avoid: [zzz]}}]\n  \
                 retired: [{{id: B9, note: {p}, see: B1}}]\n---\n{words}\n"
            ),
        ),
        (
            "content/bread/B1.md",
            format!(
                "---\ntitle: {p}\nparty: cook\nstage: bake\nscope: a\ntrack: a\ndelivers: {p}\ndescription: {p}\nsource: {p}\n\
                 open_questions: [{p}]\nfields: {{f: {p}, l: [{p}], u: {url}, c: {p}}}\nextra: {{a: {p}}}\naliases: [K1]\n---\n\
                 # {words}\n\n[{words}](B2.md) ![{words}](<{file}.png>) [[B2|{words}]] `{words}`\n\n    {words}\n"
            ),
        ),
        (
            "content/bread/B2.md",
            format!(
                "---\ntitle: {p}\nparty: guest\nstage: eat\nrequires: [{{task: B1, certainty: likely, note: {p}}}]\n---\nB1 {words}\n"
            ),
        ),
        (
            "content/bread/B3.md",
            format!(
                "---\ntitle: {p}\nparty: guest\nstage: eat\nrequires: [{{any: [B1, B2], note: {p}}}]\nalternatives: [B2]\nstatus: retired\n\
                 replaced_by: B1\n---\n"
            ),
        ),
        ("content/bread/list.md", format!("---\ntype: page\ntitle: {p}\ndescription: {p}\n---\n{words}\n")),
    ]);
    site.write(&format!("content/bread/{file}.png"), "");
    site
}

/// What a page is made of: each element with the names of its attributes, once.
fn shapes(built: &Built) -> BTreeMap<String, BTreeSet<String>> {
    let of = |markup: &Markup| -> BTreeSet<String> {
        let names = |attributes: &[(String, String)]| -> Vec<String> {
            let mut names: Vec<String> = attributes.iter().map(|(name, _)| name.clone()).collect();
            names.sort();
            names
        };
        markup
            .elements
            .iter()
            .map(|element| format!("<{} {}>", element.name, names(&element.attributes).join(" ")))
            .collect()
    };
    built.pages().chain(built.pictures()).map(|(path, markup)| (path.to_owned(), of(&markup))).collect()
}

#[cfg(not(windows))]
#[test]
fn no_value_makes_an_element_or_an_attribute() {
    for (turn, flags) in [&[][..], &["-u", "https://example.org"]].into_iter().enumerate() {
        // Markup that is shown as text has a frame of its own.
        let mut twin = shapes(&site_of("harmless words").build_with(flags));
        for (path, shape) in shapes(&site_of("<article>harmless words</article>").build_with(flags)) {
            twin.entry(path).or_default().extend(shape);
        }
        for payload in PAYLOADS.into_iter().skip(turn).step_by(2) {
            let built = site_of(payload).build_with(flags);
            harmless(&built);
            check_links(&built, flags.get(1).copied());
            for (path, shape) in shapes(&built) {
                // A list of the glossary's words in the text, which not every value is seen as.
                let new: Vec<&String> = shape.difference(&twin[&path]).filter(|shape| *shape != "<dd id>").collect();
                assert!(new.is_empty(), "{path}: {payload} made {new:?}");
            }
            let page = Markup::read("B1", built.text("bread/B1/index.html"));
            let title = page.named("h1").next().expect("a title");
            assert!(title.text.contains(payload), "the title is not shown as written: {}", title.text);
            assert_eq!(built.json("bread/guide.json")["tasks"][0]["title"], payload);
            let rows = records(built.text("bread/tasks.csv"));
            let columns = rows[0].len();
            assert!(
                rows.len() == 4 && rows.iter().all(|row| row.len() == columns),
                "{payload} broke the table: {rows:?}"
            );
            assert!(
                rows[1].iter().any(|cell| cell == payload || cell.strip_prefix('\'') == Some(payload)),
                "{payload}: {:?}",
                rows[1]
            );
            for cell in rows.iter().flatten() {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{payload}: a formula: {cell}");
            }
        }
    }
}

/// The records of a CSV file (RFC 4180).
fn records(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{FEFF}');
    let separator = if text.lines().next().is_some_and(|head| head.contains(';')) { ';' } else { ',' };
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => quoted = !quoted,
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c if c == separator && !quoted => row.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    assert!(!quoted && row.is_empty() && cell.is_empty(), "the last record is not closed");
    rows
}

#[test]
fn nothing_in_a_body_runs() {
    for body in [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<kbd onclick=\"alert(1)\">x</kbd>",
        "<style>body{display:none}</style>",
        "<iframe src=\"https://example.org\"></iframe>",
        "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
        "<!-- --><script>alert(1)</script><!-- -->",
        "<!--><script>alert(1)</script>-->",
        "<sub\n><script>x</script>",
        "<details open ontoggle=alert(1)>",
        "<base href=\"https://example.org\">",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java\tscript:alert(1))",
        "[x](<java\u{1}script:alert(1)>)",
        "[x](\u{1}javascript:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](javascript&colon;alert(1))",
        "[x](javascript&#x3A;alert(1))",
        "[x](%6Aavascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "<javascript:alert(1)>",
        "![x](javascript:alert(1))",
        "![x\" onerror=\"alert(1)](x.png)",
        "[x]: javascript:alert(1)\n\n[x]",
        "[x](https://example.org/\"onclick=\"alert(1))",
        "[x](B2.md \"title\\\" onclick=\\\"alert(1)\")",
        "[[javascript:alert(1)]]",
        "[[B2|<script>alert(1)</script>]]",
        "[[\"><script>alert(1)</script>]]",
        "## x {#\"><script>alert(1)</script>}",
        "## x {#a onclick=alert(1)}",
        "```\"><script>alert(1)</script>\nx\n```",
        "[^\"><script>]\n\n[^\"><script>]: x",
        "`<script>alert(1)</script>`",
        "    <script>alert(1)</script>",
    ] {
        let site = with_task(format!("{HEAD}{body}\n"));
        survives(&site);
        // What is an error keeps the site from being built; lowered to a note, the page must still be harmless.
        site.write(
            "vejviser.yaml",
            "title: K\nchecks: {unsafe-link: note, unknown-task: note, broken-link: note, broken-asset: note}\n",
        );
        let run = site.run(&["build"]);
        assert_eq!(run.code, 0, "{body}: {}", run.stderr);
        harmless(&Built { files: files(&site.path("public")) });
    }
}

#[test]
fn names_of_files_are_text() {
    let site = with_task(format!("{HEAD}[x](<a\"onclick='x'&<b>.txt>)\n"));
    if cfg!(windows) {
        return;
    }
    site.write("content/bread/a\"onclick='x'&<b>.txt", "x");
    let built = site.build();
    harmless(&built);
    check_links(&built, None);
    site.write("content/bread/<script>alert(1)<!.md", HEAD);
    site.write("content/<img onerror=x>/_index.md", GUIDE.1);
    let run = survives(&site);
    assert_eq!(run.stderr.matches("[unusable-id]").count(), 2, "{}", run.stderr);
}

#[test]
fn messages_do_not_steer_the_terminal() {
    let site =
        with_task("---\ntitle: T\nparty: \"\u{1b}]0;x\u{7}\"\nstage: \"\\e[2J\u{202e}\"\n---\n[x](\u{1b}[31m.md)\n");
    for format in ["human", "short"] {
        let run = site.run(&["check", "--format", format, "--color", "never"]);
        let raw: Vec<char> = run.stderr.chars().filter(|c| c.is_control() && *c != '\n').collect();
        assert!(raw.is_empty() && !run.stderr.contains('\u{202e}'), "{format}: {raw:?} in {}", run.stderr);
    }
}
