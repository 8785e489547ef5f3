//! Markup and script, in every place where an author writes.

use super::{HEAD, harmless, quoted, survives, with_task};
use crate::links::check_links;
use crate::markup::Markup;
use crate::support::{Built, GUIDE, TestSite, files};

const PAYLOADS: [&str; 7] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onclick='alert(1)",
    "</title><svg onload=alert(1)>",
    "javascript:alert(1)",
    "]]><script>alert(1)</script><!--",
    "{{ 7 * 7 }}{% raw %}",
];

#[test]
fn nothing_in_the_front_matter_reaches_a_page_as_markup() {
    for payload in PAYLOADS {
        let p = quoted(payload);
        let site = TestSite::new([
            ("vejviser.yaml", format!("title: {p}\ndescription: {p}\ncontact: {p}\nextra: {{a: {p}}}\n")),
            ("content/_index.md", format!("---\ntitle: {p}\ndescription: {p}\n---\n")),
            ("content/page.md", format!("---\ntitle: {p}\ndescription: {p}\n---\n")),
            (
                "content/bread/_index.md",
                format!(
                    "---\ntitle: {p}\ndescription: {p}\nguide:\n  code: {p}\n  version: {p}\n  parties: [{{key: cook, name: {p}, \
                     description: {p}}}, {{key: guest, name: {p}}}]\n  stages: [{{key: bake, name: {p}, description: {p}}}, {{key: eat, \
                     name: {p}, gate: true}}]\n  scopes: [{{key: a, name: {p}, description: {p}}}]\n  tracks: [{{key: a, name: {p}}}]\n  \
                     fields: [{{key: f, name: {p}}}, {{key: l, name: {p}, type: list}}]\n  terms: [{{term: {p}, meaning: x, variants: \
                     [{p}], avoid: [zzz]}}]\n  retired: [{{id: B9, note: {p}, see: B1}}]\n---\n"
                ),
            ),
            (
                "content/bread/B1.md",
                format!(
                    "---\ntitle: {p}\nparty: cook\nstage: bake\nscope: a\ntrack: a\ndelivers: {p}\ndescription: {p}\nfields: {{f: {p}, l: \
                     [{p}]}}\nextra: {{a: {p}}}\naliases: [K1]\n---\n"
                ),
            ),
            (
                "content/bread/B2.md",
                format!(
                    "---\ntitle: {p}\nparty: guest\nstage: eat\nrequires: [{{task: B1, certainty: likely, note: {p}}}]\n---\nB1 {payload}\n"
                ),
            ),
        ]);
        let built = site.build_with(&["-u", "https://example.org"]);
        harmless(&built);
        check_links(&built, Some("https://example.org"));
        let page = Markup::read("B1", built.text("bread/B1/index.html"));
        let title = page.named("h1").next().expect("a title");
        assert!(title.text.contains(payload), "the title is not shown as written: {}", title.text);
        assert_eq!(built.json("bread/guide.json")["tasks"][0]["title"], payload);
    }
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
