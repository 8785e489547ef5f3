//! Input that means harm, or was made by accident: it gets its diagnostic, never a panic, and never a way into a page.

use std::fs;

use crate::links::check_links;
use crate::markup::Markup;
use crate::support::{Built, GUIDE, Run, SETTINGS, TestSite, files, task};

/// Checks and builds; fails where the program panics or is killed.
#[track_caller]
fn survives(site: &TestSite) -> Run {
    for command in ["check", "build"] {
        let run = site.run(&[command, "--color", "never"]);
        assert!((0..=2).contains(&run.code) && !run.stderr.contains("panicked"), "{run:?}");
        if command == "build" && run.code == 0 {
            harmless(&Built { files: files(&site.path("public")) });
        }
    }
    site.run(&["check", "--format", "short"])
}

/// Fails where a page could run something, or is not in order.
#[track_caller]
fn harmless(built: &Built) {
    for (path, markup) in built.pages().chain(built.pictures()) {
        for element in &markup.elements {
            let source = element.get("src").unwrap_or_default();
            assert!(element.name != "script" || source.ends_with("assets/js/index.js"), "{path}: a script");
            assert!(!["iframe", "object", "embed", "base", "form", "foreignObject"].contains(&element.name.as_str()));
            for (name, value) in &element.attributes {
                assert!(!name.to_lowercase().starts_with("on") && name != "style", "{path}: {name}={value}");
                let compact: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
                let address = ["href", "src", "action"].contains(&name.as_str());
                let unsafe_scheme = ["javascript:", "vbscript:", "data:"]
                    .iter()
                    .any(|scheme| compact.to_lowercase().starts_with(scheme));
                assert!(!(address && unsafe_scheme), "{path}: {name}={value}");
            }
        }
        let mut ids = std::collections::BTreeSet::new();
        for id in markup.elements.iter().filter_map(|element| element.get("id")) {
            assert!(ids.insert(id), "{path}: the id `{id}` stands twice");
        }
        for at in 0..markup.elements.len() {
            let nested = markup.elements[at].name == "a" && markup.inside(at, |element| element.name == "a");
            assert!(!nested, "{path}: a link in a link: {}", markup.elements[at].text);
        }
    }
}

fn with_task(text: impl AsRef<[u8]>) -> TestSite {
    let site = TestSite::bread([task("B2", "")]);
    site.write("content/bread/B1.md", text);
    site
}

const HEAD: &str = "---\ntitle: T\nparty: cook\nstage: bake\n---\n";

// Files

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
        (0..2_000).map(|n| " ".repeat(n) + "a:\n").collect::<String>(),
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
fn deep_and_broken_markdown_is_read() {
    let n = 10_000;
    for body in [
        ">".repeat(n),
        "> ".repeat(500) + "x",
        "[".repeat(n),
        "![".repeat(n),
        "[[".repeat(n),
        "[[x".repeat(n),
        "[x](".repeat(n),
        "*".repeat(n),
        "**a ".repeat(n / 10),
        "_a*b".repeat(n / 10),
        "`".repeat(n),
        "~".repeat(n),
        "<".repeat(n),
        "<a ".repeat(n),
        "<!--".repeat(n / 10),
        "<kbd>".repeat(n),
        "</kbd>".repeat(n),
        "- ".repeat(500),
        "1. ".repeat(500),
        "#".repeat(n),
        "# x\n".repeat(n / 10),
        "|".repeat(n) + "\n" + &"|-".repeat(n),
        "&".repeat(n),
        "\\".repeat(n),
        "[^1]\n\n[^1]: [^1] [^2]\n[^2]: [^1]\n".to_owned(),
        "[^1]".repeat(1_000) + "\n\n[^1]: x\n",
        "![a [b](c) [^1] `d` [[B2]] B2](e)\n\n[^1]: x\n".to_owned(),
        "[[B2|a [[B2]] b]] [[|x]] [[]] [[#]] [[/]] [[bread/]] [[/B2]] [[B2#]] [[B2|]]\n".to_owned(),
        "# [[B2]] B2 `B2` {#_main}\n\n## x {#a b=\"c\" onclick=x .d}\n\n# {#}\n\n#\n".to_owned(),
        "<kbd>a *b</kbd> c* <sub>\n\n</sub> <u>~~x</u>~~\n\n- <mark>a\n- b</mark>\n".to_owned(),
        "a\u{0}b\u{1b}[31mc\u{202e}d\u{fffe}\u{2028}e\n".to_owned(),
        "Term\n: a\n: b\n\n  : c\n".to_owned(),
        "> [!NOTE]\n> > [!TIP]\n> > x\n\n> [!UNKNOWN]\n> x\n".to_owned(),
        "x".repeat(1_000_000),
        "\u{e9}\u{0301}".repeat(10_000),
        "a\r\rb\rc".to_owned(),
    ] {
        let shown: String = body.chars().take(30).collect();
        let site = with_task(format!("{HEAD}{body}"));
        let run = survives(&site);
        assert!(run.code < 2, "{shown}: {}", run.stderr);
    }
}

#[test]
fn a_footnote_in_a_link_makes_no_link_in_a_link() {
    let site = with_task(format!("{HEAD}[words[^1]](https://example.org)\n\n[^1]: x\n"));
    harmless(&site.build());
}

#[test]
fn anchors_of_authors_are_not_those_of_the_page() {
    let site = with_task(format!("{HEAD}## A {{#d--around-title}}\n\n## B {{#_main}}\n\n## C {{#d--around-desc}}\n"));
    harmless(&site.build());
}

/// What damage puts into a file.
const SPLINTERS: [&str; 32] = [
    "\0",
    "\n",
    "\r",
    "\t",
    " ",
    "---\n",
    "\n---\n",
    ":",
    "\"",
    "'",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "|",
    "#",
    "*",
    "`",
    "```\n",
    "<",
    "<!--",
    "-->",
    "&",
    "\\",
    "\u{FEFF}",
    "\u{202e}",
    "[^time]",
    "[^x]: ",
    "> [!NOTE]\n",
    "\n: ",
];

/// Numbers that are the same on every run (Knuth's multiplier).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }

    /// A place in `text` between two characters.
    fn place(&mut self, text: &str) -> usize {
        let mut at = self.roll(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

struct Silent;

impl vejviser::render::Progress for Silent {
    fn stage(&self, _: &'static str) {}
    fn expect(&self, _: usize) {}
    fn done(&self) {}
}

#[test]
fn damaged_files_get_diagnostics_or_pages_in_order() {
    use vejviser::{output::Memory, pipeline, source::Project};
    let whole = files(&crate::support::repository().join("tests/sites/kitchen"));
    let texts: Vec<(String, String)> = whole
        .into_iter()
        .filter(|(path, _)| !path.starts_with("expected"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).expect("the kitchen is UTF-8")))
        .collect();
    let (mut dice, mut built) = (Dice(1590), 0);
    for round in 0..ROUNDS {
        let mut damaged = texts.clone();
        let at = dice.roll(damaged.len());
        let (path, text) = &mut damaged[at];
        for _ in 0..=dice.roll(3) {
            let (a, b) = (dice.place(text), dice.place(text));
            let range = a.min(b)..a.max(b).min(text.ceil_char_boundary(a.min(b) + 40));
            match dice.roll(3) {
                0 => text.replace_range(range, ""),
                1 => text.insert_str(a, SPLINTERS[dice.roll(SPLINTERS.len())]),
                _ => {
                    let again = text[range].to_owned();
                    text.insert_str(a, &again);
                }
            }
        }
        let said = format!("round {round}: {path}:\n{text}");
        let project = Project::from_texts(damaged.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        let run = std::panic::catch_unwind(|| {
            let analysis = pipeline::analyse(&project, &pipeline::Options::default(), &Silent);
            for format in [vejviser::report::Format::Human, vejviser::report::Format::Json] {
                let _ = vejviser::report::report(&analysis.diagnostics, &project.sources, format, true);
            }
            if analysis.diagnostics.fails(false) {
                return None;
            }
            let site = Memory::default();
            pipeline::publish(&project, &analysis, &site, &Silent).expect("memory takes every file");
            let files = site.files();
            harmless(&Built { files });
            Some(())
        });
        built += usize::from(run.unwrap_or_else(|_| panic!("{said}")).is_some());
    }
    assert!(built > ROUNDS / 10, "only {built} of {ROUNDS} damaged sites were built");
}

/// How often the kitchen is damaged.
const ROUNDS: usize = 100;

// Ids and addresses

#[test]
fn ids_that_can_be_no_address_are_refused() {
    for id in [
        "..",
        ".",
        "a/b",
        "/a",
        "a\\b",
        "a b",
        "\\0",
        "CON",
        "nul",
        "Aux.txt",
        "COM1",
        "lpt9",
        "<b>",
        "a?b",
        "a#b",
        "a%2fb",
        "a:b",
        "a*b",
        ".hidden",
        "end.",
        "plan",
        "Print",
        "stages",
        "gates",
        "x.html",
        "guide.json",
        "_index",
        "a\\u202eb",
        "a\\nb",
        "\\u200b",
    ] {
        let site = TestSite::bread([("content/bread/B1.md", format!("---\nid: \"{id}\"\n{}", &HEAD[4..]))]);
        let run = survives(&site);
        assert!(run.code == 1 && run.stderr.contains("[unusable-id]"), "{id}: {}", run.stderr);
        assert!(!run.stderr.contains(['\0', '\u{202e}', '\u{200b}']), "{id} is shown raw");
    }
    let run =
        survives(&TestSite::bread([("content/bread/B1.md", format!("---\nid: {}\n{}", "x".repeat(300), &HEAD[4..]))]));
    assert!(run.stderr.contains("[unusable-id]") && run.stderr.len() < 1_000);
}

#[test]
fn odd_ids_that_can_be_addresses_are_taken() {
    let ids = [
        "æøå", "日本", "a.b", "1", "-x", "x-", "x_y", "ß", "İ", "index", "B1-b1", "CONTROL", "COMET", "search",
        "assets",
    ];
    let site = TestSite::bread(ids.map(|id| task(id, "")));
    site.write(
        "content/bread/list.md",
        format!("---\ntype: page\ntitle: List\n---\n{}\n", ids.map(|id| format!("[[{id}]]")).join(" ")),
    );
    let built = site.build();
    harmless(&built);
    check_links(&built, None);
    check_links(&site.build_with(&["-u", "https://example.org/x"]), Some("https://example.org/x"));
    for id in ids {
        assert!(built.files.contains_key(&format!("bread/{id}/index.html")), "{id} has no page");
    }
}

#[test]
fn ids_with_the_names_of_files_are_refused() {
    for id in ["overview.svg", "tasks.csv"] {
        let run = survives(&TestSite::bread([task(id, "")]));
        assert!(run.code == 1 && run.stderr.contains("[unusable-id]"), "{id}: {}", run.stderr);
    }
}

#[test]
fn aliases_stay_in_the_site() {
    for alias in [
        "../x",
        "/../x",
        "..",
        "a/../../b",
        "/etc/passwd\\0",
        "C:\\\\x",
        "a//b",
        "//host/x",
        "/",
        "",
        "%2e%2e/x",
        "a b",
        "x?y",
        "plan",
        "B2",
    ] {
        let site = TestSite::bread([task("B1", &format!("aliases: [\"{alias}\"]\n")), task("B2", "")]);
        let run = survives(&site);
        assert_eq!(run.code, 1, "{alias} passes");
        assert_eq!(files(&site.temp()).keys().filter(|path| !path.starts_with("project/")).count(), 0);
    }
}

#[test]
fn aliases_are_not_the_files_of_other_pages() {
    for alias in [
        "B1/index.html",
        "index.html",
        "/index.html",
        "overview.svg",
        "B1/diagram.svg",
        "/assets/style.css",
        "/robots.txt",
    ] {
        let run = survives(&TestSite::bread([task("B1", ""), task("B2", &format!("aliases: [\"{alias}\"]\n"))]));
        // Names of data files can't be ids at all; the others are taken.
        let said = run.stderr.contains("[alias-collision]") || run.stderr.contains("[unusable-id]");
        assert!(run.code == 1 && said, "{alias}: {}", run.stderr);
    }
}

#[test]
fn pages_are_not_where_the_program_writes() {
    let search = ("content/search.md".to_owned(), "---\ntitle: S\n---\n".to_owned());
    let run = survives(&TestSite::bread([task("B1", ""), search]));
    assert!(run.code == 1 && run.stderr.contains("[duplicate-address]"), "{}", run.stderr);
    for file in
        ["index.html", "search/index.html", "bread/B1/index.html", "bread/guide.json", "assets/style.css", "404.html"]
    {
        let run = survives(&TestSite::bread([task("B1", ""), (format!("static/{file}"), "mine".to_owned())]));
        assert!(run.code == 1 && run.stderr.contains("[duplicate-address]"), "{file}: {}", run.stderr);
    }
}

#[test]
fn any_of_nothing_is_no_requirement() {
    let run = survives(&TestSite::bread([task("B1", "requires: [{any: []}]\n")]));
    assert!(!run.stderr.is_empty(), "nothing is said");
}

#[test]
fn links_out_of_the_project_lead_nowhere() {
    let body = "[a](../../../../../../etc/passwd) ![b](/etc/passwd) [c](file:///etc/passwd) [d](..%2f..%2f..%2fx) [e](../../vejviser.yaml)\n";
    let site = with_task(format!("{HEAD}{body}"));
    let run = survives(&site);
    assert_eq!(run.code, 1);
    assert_eq!(run.stderr.matches("[broken-").count(), 4, "{}", run.stderr);
    assert_eq!(run.stderr.matches("[unsafe-link]").count(), 1, "{}", run.stderr);
}

// Script

const PAYLOADS: [&str; 7] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onclick='alert(1)",
    "</title><svg onload=alert(1)>",
    "javascript:alert(1)",
    "]]><script>alert(1)</script><!--",
    "{{ 7 * 7 }}{% raw %}",
];

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

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

// Relations that can't be

#[test]
fn together_does_not_reach_through_a_gate() {
    let (path, text) = task("E1", "");
    let site = TestSite::bread([task("B1", "with: [E1]\n"), (path, text.replace("stage: bake", "stage: eat"))]);
    site.run(&["check"]).expect(1).says("[with-conflict]");
}

#[test]
fn together_is_not_one_after_the_other() {
    let site = TestSite::bread([task("B1", ""), task("B2", "requires: [B1]\nwith: [B1]\n")]);
    let run = site.run(&["check"]);
    assert!(run.stderr.contains("B1") && run.stderr.contains("with"), "nothing is said: {}", run.stderr);
}

// The disk

#[cfg(unix)]
#[test]
fn pipes_and_links_out_are_not_read() {
    use std::os::unix::fs::symlink;
    let site = TestSite::bread([task("B1", "")]);
    fs::write(site.temp().join("secret.md"), format!("{HEAD}secret\n")).expect("a file outside");
    let made = std::process::Command::new("mkfifo").arg(site.path("content/bread/pipe.md")).status().expect("mkfifo");
    assert!(made.success());
    symlink(site.temp().join("secret.md"), site.path("content/bread/out.md")).expect("a link");
    symlink(site.temp(), site.path("content/bread/folder")).expect("a link");
    symlink("loop.md", site.path("content/bread/loop.md")).expect("a link");
    symlink(".", site.path("content/bread/here")).expect("a link");
    symlink("/nowhere", site.path("content/bread/nowhere.md")).expect("a link");
    let run = survives(&site);
    assert_eq!(run.code, 1);
    for name in ["pipe.md", "out.md", "folder", "loop.md", "here", "nowhere.md"] {
        assert!(run.stderr.contains(&format!("content/bread/{name}`")), "{name}: {}", run.stderr);
    }
    assert_eq!(run.stderr.matches("[unreadable-file]").count(), 6, "{}", run.stderr);
    for name in ["pipe.md", "out.md", "folder", "loop.md", "here", "nowhere.md"] {
        site.remove(&format!("content/bread/{name}"));
    }
    symlink("B1.md", site.path("content/bread/B3.md")).expect("a link inside the project");
    let built = site.build();
    assert!(built.files.contains_key("bread/B3/index.html"), "a link to a file of the project is followed");
    assert!(!built.files.values().any(|bytes| String::from_utf8_lossy(bytes).contains("secret")));
}

#[cfg(unix)]
#[test]
fn names_that_are_not_utf8_are_named() {
    use std::os::unix::ffi::OsStrExt as _;
    let site = TestSite::bread([task("B1", "")]);
    let name = std::ffi::OsStr::from_bytes(b"b\xFFd.md");
    if fs::write(site.path("content/bread").join(name), HEAD).is_err() {
        // Some file systems take UTF-8 only.
        return;
    }
    let run = survives(&site);
    assert!(run.code == 1 && run.stderr.contains("[unreadable-file]") && run.stderr.contains("d.md"), "{}", run.stderr);
}

#[test]
fn folders_may_be_called_like_files() {
    let site = TestSite::bread([task("B1", "")]);
    site.write("content/bread/x.md/B2.md", task("B2", "").1);
    site.write("content/y.md/_index.md", "---\ntitle: Y\n---\n");
    let built = site.build();
    assert!(built.files.contains_key("bread/B2/index.html") && built.files.contains_key("y.md/index.html"));
}

#[test]
fn what_editors_leave_is_skipped() {
    let site = TestSite::bread([task("B1", "")]);
    for name in [
        ".B2.md",
        "B2.md~",
        "#B2.md#",
        "B2.md.bak",
        "B2.md.orig",
        ".B2.md.swp",
        "B2.md.tmp",
        ".git/B2.md",
        ".hidden/B2.md",
    ] {
        site.write(&format!("content/bread/{name}"), "not a task");
    }
    assert_eq!(site.run(&["check", "--strict", "-q"]).expect(0).stderr, "");
}

#[test]
fn a_forged_marker_removes_nothing() {
    let site = TestSite::bread([task("B1", "")]);
    site.write("victim.txt", "mine");
    let stamp = "0000000000000000 0000000000000000 4 0";
    site.write(
        "public/.vejviser",
        format!(
            "vejviser manifest 1\n{stamp} ../victim.txt\n{stamp} a/../../victim.txt\n{stamp} /etc/hostname\nrubbish\n\n"
        ),
    );
    site.build();
    assert_eq!(site.read("victim.txt"), "mine");
    site.write("public/.vejviser", b"\xFF\x00 no manifest");
    let run = site.run(&["build"]);
    assert!((0..=2).contains(&run.code) && !run.stderr.contains("panicked"), "{run:?}");
}

#[test]
fn large_files_are_refused() {
    let site = TestSite::bread([task("B1", "")]);
    let file = fs::File::create(site.path("content/bread/B2.md")).expect("a file");
    file.set_len(17 * 1024 * 1024).expect("it grows");
    let run = survives(&site);
    assert!(run.code == 1 && run.stderr.contains("[unreadable-file]"), "{}", run.stderr);
}

// Size

#[test]
fn a_long_chain_is_planned_and_drawn() {
    let site = TestSite::bread((1..=1_000).map(|n| {
        let more = if n == 1 { String::new() } else { format!("requires: [B{}]\n", n - 1) };
        task(&format!("B{n}"), &more)
    }));
    let built = site.build();
    let guide = built.json("bread/guide.json");
    let tasks = guide["tasks"].as_array().expect("tasks");
    assert!(tasks.iter().enumerate().all(|(at, task)| task["id"] == format!("B{}", at + 1)));
    assert!(built.files.contains_key("bread/B1000/diagram.svg"));
}

#[test]
fn a_long_circle_is_told_in_short() {
    let site = TestSite::bread((0..500).map(|n| task(&format!("B{n}"), &format!("requires: [B{}]\n", (n + 1) % 500))));
    let run = survives(&site);
    assert_eq!(run.code, 1);
    assert_eq!(run.stderr.matches("[dependency-cycle]").count(), 1);
    assert!(run.stderr.contains("more"), "{}", run.stderr);
    assert!(run.stderr.len() < 2_000);
}

#[test]
fn a_circle_through_a_choice_is_found_only_if_there_is_no_way_out() {
    let site =
        TestSite::bread([task("B1", "requires: [{any: [B2, B3]}]\n"), task("B2", "requires: [B1]\n"), task("B3", "")]);
    assert_eq!(site.run(&["check", "-q"]).expect(0).stderr, "");
    let site = TestSite::bread([
        task("B1", "requires: [{any: [B2, B3]}]\n"),
        task("B2", "requires: [B1]\n"),
        task("B3", "requires: [B1]\n"),
    ]);
    site.run(&["check", "-q"]).expect(1).says("dependency-cycle");
}

#[test]
fn many_faults_are_all_told() {
    let site = TestSite::bread((1..=300).map(|n| task(&format!("B{n}"), "requires: [X1, X2, X3]\nwith: [X4]\n")));
    let run = site.run(&["check", "--format", "short"]).expect(1);
    assert_eq!(run.stderr.matches("[unknown-task]").count(), 1_200);
}
