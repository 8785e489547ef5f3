//! Bodies as their authors meant them: what stands on the page, and what is said of what can't.

use crate::support::{TestSite, task};

/// A site with the tasks `B1`, whose body is given, and `B2`.
fn site(body: &str) -> TestSite {
    let (path, text) = task("B1", "");
    let (front, _) = text.split_once("Body of").expect("a body");
    TestSite::bread([(path, format!("{front}{body}")), task("B2", "")])
}

/// The prose on the page of `B1`, checked with `--strict`.
#[track_caller]
fn prose(body: &str) -> String {
    let site = site(body);
    site.run(&["check", "--strict", "-q"]).expect(0);
    published(&site)
}

#[track_caller]
fn published(site: &TestSite) -> String {
    let page = site.build().main("bread/B1/index.html");
    let (_, prose) = page.split_once("<div class=\"prose\">\n").expect("prose");
    let mut depth = 1;
    let end = prose.match_indices(['<']).find_map(|(at, _)| {
        let rest = &prose[at..];
        depth += i32::from(rest.starts_with("<div")) - i32::from(rest.starts_with("</div>"));
        (depth == 0).then_some(at)
    });
    prose[..end.expect("its end")].to_owned()
}

/// What is said of a body, a line each.
fn said(body: &str) -> String {
    let run = site(body).run(&["check", "--format", "short"]);
    let lines = run.stderr.lines().filter_map(|line| line.strip_prefix("content/bread/B1.md:"));
    lines.flat_map(|line| [line.split(" (").next().unwrap_or_default(), "\n"]).collect()
}

const REF: &str = "<a class=\"ref\" href=\"../../bread/B2/index.html\"><span class=\"code\">B2</span> Task B2</a>";

#[test]
fn comments_go_and_all_else_is_read() {
    for (body, expected) in [
        ("<!-- a --> Do [[B2]].", format!("<p>Do {REF}.</p>\n")),
        ("<!-- a\n\nb\n-->   Do [[B2]].\nMore.", format!("<p>Do {REF}.\nMore.</p>\n")),
        ("<!-- a --> <!-- b -->\r\n\r\n# Up\r\n", String::new()),
        ("- <!-- a --> Do [[B2]].\n- x", format!("<ul>\n<li>Do {REF}.</li>\n<li>x</li>\n</ul>\n")),
        ("> <!-- a\n> b --> Do [[B2]].", format!("<blockquote>\n<p>Do {REF}.</p>\n</blockquote>\n")),
        ("1. <!-- a\n   b -->\n   Do [[B2]].", format!("<ol>\n<li>Do {REF}.</li>\n</ol>\n")),
        ("Do <!-- a\n\n- b --> [[B2]].", format!("<p>Do  {REF}.</p>\n")),
        ("Do <!-- a | b -->[[B2]].", format!("<p>Do {REF}.</p>\n")),
        ("| a | b |\n|---|---|\n| x <!-- c | d --> | y |", table("x", "y")),
        ("<!-- a --> ## Up", "<div class=\"heading\"><h2 id=\"up\">Up</h2>".to_owned()),
        ("`<!-- a -->` x", "<p><code>&lt;!-- a --&gt;</code> x</p>\n".to_owned()),
        ("```\n<!-- a --> b\n```", "<pre tabindex=\"0\"><code>&lt;!-- a --&gt; b\n</code></pre>\n".to_owned()),
    ] {
        let found = prose(&format!("{body}\n"));
        assert!(found.starts_with(&expected), "{body:?}: {found}");
        assert!(body.contains('`') || !found.contains("--"), "{body:?}: {found}");
    }
}

fn table(first: &str, second: &str) -> String {
    let head = "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table>\n<thead><tr><th \
                scope=\"col\">a</th><th scope=\"col\">b</th></tr></thead>\n<tbody>\n";
    format!("{head}<tr><td>{first}</td><td>{second}</td></tr>\n</tbody></table></div>\n")
}

#[test]
fn what_follows_a_comment_is_told_at_its_place() {
    let text = "<!-- a\nb --> Do [[B9]].\n\nSee <!-- c\n\nd --> [[B8]] and [x](y.md).\n";
    let expected = "7:10: error[unknown-task]: there is no task `B9`\n11:7: error[unknown-task]: there is no task \
                    `B8`\n11:18: error[broken-link]: the link `y.md` leads nowhere\n";
    assert_eq!(said(text), expected);
}

#[test]
fn a_comment_without_an_end_hides_nothing() {
    let text = "<!-- a\n\nDo [[B2]].\n";
    assert_eq!(said(text), "6:1: warning[unclosed-comment]: the comment `<!--` is never closed\n");
    assert_eq!(published(&site(text)), format!("<p>&lt;!-- a</p>\n<p>Do {REF}.</p>\n"));
}

#[test]
fn references_in_tables_are_read_whole() {
    let own = "<a class=\"ref\" data-code=\"B2\" href=\"../../bread/B2/index.html\">it</a>";
    let rows = "|---|---|\n| [[B2|it]] | [[B2\\|it]] |\n";
    assert_eq!(prose(&format!("| a | b |\n{rows}")), table(own, own));
    let quoted = format!("> | a | b |\n> {}\n", rows.trim_end().replace('\n', "\n> "));
    assert_eq!(prose(&quoted), format!("<blockquote>\n{}</blockquote>\n", table(own, own)));
    let head = prose("| [[B2|it]] | b |\n|---|---|\n| x | y |\n");
    assert!(head.contains(&format!("<th scope=\"col\">{own}</th>")), "{head}");
    // Elsewhere, nothing changes.
    assert_eq!(prose("`[[B2|it]]`\n"), "<p><code>[[B2|it]]</code></p>\n");
    let code = prose("```\n| [[B2|it]] | b |\n|---|---|\n```\n");
    assert!(code.contains("| [[B2|it]] | b |"), "{code}");
    assert_eq!(
        said("| a |\n|---|\n| b | c d | |\n"),
        "8:7: warning[lost-cell]: the row has more cells than the table has columns\n"
    );
}

#[test]
fn references_without_words_show_code_and_title() {
    for body in ["[[B2|]]", "[[B2| ]]"] {
        assert_eq!(prose(body), format!("<p>{REF}</p>\n"));
    }
    assert_eq!(prose("| a | b |\n|---|---|\n| [[B2|]] | x |\n"), table(REF, "x"));
}

#[test]
fn brackets_with_an_address_are_links() {
    let link = "<a href=\"https://x.dk\">[B2]</a>";
    assert_eq!(prose("[[B2]](https://x.dk) and [[B2]].\n"), format!("<p>{link} and {REF}.</p>\n"));
    assert_eq!(prose("- [[B2]][x]\n\n[X]: https://x.dk\n"), format!("<ul>\n<li>{link}</li>\n</ul>\n"));
    assert_eq!(prose("[[B2]](see it) [[B2]][[B2]]\n"), format!("<p>{REF}(see it) {REF}{REF}</p>\n"));
}

#[test]
fn anchors_are_those_of_headings_authors_and_other_tools() {
    let text = "[1](#a--b), [2](#a-b-1), [3](#a--b-1), [[B1#up]], [4](#up-1), [5](#x)\n\n## A & B\n\n## A & B\n\n## C \
                {#a-b-1}\n\n<a name=\"up\"></a>\n\n## Up\n\n## Up\n\nHere<span id=\"x\"></span> it is.\n";
    let page = prose(text);
    for part in [
        "<a href=\"#a-b\">1</a>, <a href=\"#a-b-1\">2</a>, <a href=\"#a-b-2\">3</a>",
        "<h2 id=\"a-b\"><span id=\"a--b\"></span>A &amp; B</h2>",
        "<h2 id=\"a-b-2\"><span id=\"a--b-1\"></span>A &amp; B</h2>",
        "<h2 id=\"a-b-1\">C</h2>",
        "<h2 id=\"up\">Up</h2>",
        "<h2 id=\"up-2\"><span id=\"up-1\"></span>Up</h2>",
        "<a href=\"#up-2\">4</a>, <a href=\"#x\">5</a>",
        "<p>Here<span id=\"x\"></span> it is.</p>",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(said("<div id=\"a\" class=\"b\">\n\n[x](#a)\n").starts_with("6:1: warning[raw-html]"));
    assert_eq!(said("[x](#A%20B)\n\n## A b\n"), "6:1: error[broken-anchor]: this page has no heading `#A B`\n");
}

#[test]
fn an_id_in_front_of_its_heading_is_the_headings_own() {
    assert!(prose("## Setup\n\nx\n\n<a id=\"setup\"></a>\n## Setup\n").contains("<h2 id=\"setup-2\">Setup</h2>"));
    assert_eq!(
        said("## A {#x}\n\n## B {#x}\n\n<a name=\"x\"></a>c\n"),
        "8:1: warning[duplicate-anchor]: the anchor `x` stands twice on this page\n10:1: warning[duplicate-anchor]: the \
         anchor `x` stands twice on this page\n"
    );
}

#[test]
fn a_colon_begins_a_definition_only_before_a_blank() {
    assert_eq!(prose("Word\n\n:wq ends.\n"), "<p>Word</p>\n<p>:wq ends.</p>\n");
    assert_eq!(
        prose("- Word\n\n  :smile: so\n"),
        "<ul>\n<li>\n<p>Word</p>\n<p>:smile: so</p>\n</li>\n</ul>\n".replace("<li>\n", "<li>")
    );
    assert_eq!(prose("Word\n: means this\n"), "<dl>\n<dt>Word</dt>\n<dd>means this</dd>\n</dl>\n");
}

#[test]
fn html_is_told_once_a_kind() {
    let text = "<b>a</b> and <b>c</b>, <i>d</i>\n\n<center>\n\ne\n\n</center>\n";
    let expected = "6:1: warning[raw-html]: HTML is shown as text: <b>, and `<b` 1 more times\n6:24: warning[raw-html]: HTML \
                    is shown as text: <i>\n8:1: warning[raw-html]: HTML is shown as text: <center>\n";
    assert_eq!(said(text), expected);
    assert_eq!(prose("<br>\n"), "<br>\n");
}

#[test]
fn footnotes_that_only_hidden_texts_mention_are_hidden_too() {
    // 5 is never mentioned, the second text of 1 is not shown: what they mention is not either. 7 mentions 8, and both are shown.
    let body = "a[^1] and[^7].\n\n[^5]: refers[^6] to[^7]\n\n[^6]: inner\n\n[^1]: x\n\n[^1]: y[^2]\n\n[^2]: z\n\n[^7]: \
                seven[^8]\n\n[^8]: eight\n";
    let site = site(body);
    let prose = published(&site);
    let list: Vec<&str> = prose.split("<li").skip(1).filter_map(|item| item.split("</li>").next()).collect();
    assert_eq!(list.len(), 3, "{prose}");
    for (item, (number, text)) in list.iter().zip([(1, "x"), (2, "seven"), (5, "eight")]) {
        assert!(item.contains(&format!("id=\"_fn-{number}\"")) && item.contains(&format!("<p>{text}")), "{item}");
        assert_eq!(item.contains("value=\"5\""), number == 5, "the list goes on with the number of the mark: {item}");
    }
    assert_eq!(
        said(body),
        "8:1: note[unused-footnote]: nothing refers to the footnote `5`, so its text is not shown\n\
         10:1: note[unused-footnote]: nothing refers to the footnote `6`, so its text is not shown\n\
         14:1: warning[duplicate-footnote]: the footnote `1` stands twice; only the first text is shown\n\
         16:1: note[unused-footnote]: nothing refers to the footnote `2`, so its text is not shown\n"
    );
}

#[test]
fn footnotes_are_found_whatever_the_case() {
    let page = prose("Rest[^Long].\n\n[^long]: Two hours.\n");
    assert!(page.contains("<li id=\"_fn-1\"><p>Two hours.</p>"), "{page}");
}

#[test]
fn what_other_generators_read_is_told() {
    for text in [
        ":::note",
        "Words\n:::note",
        "!!! note",
        "=== \"Tab\"",
        "--8<-- \"file.md\"",
        "import Tabs from '@theme/Tabs';",
        "export const x = 1;",
        "*[HTML]: Hyper Text",
        "::include{file=x.md}",
        "{{< ref \"B2\" >}}",
        "[x]({{< ref \"B2\" >}})",
        "[x]({% link a.md %})",
        "{:toc}",
        "{::comment}",
        "[x](B2.md){:target=\"_blank\"}",
        "[x](B2.md){ .button }",
        "[x](B2.md){width=50%}",
        "{+ add +}",
        "{/* unseen */}",
        "- [~] item",
        "[TOC]",
        "[[_TOC_]]",
    ] {
        let said = said(text);
        assert!(said.contains("warning[foreign-syntax]"), "{text}\n{said}");
    }
    for text in [
        "a { b } {c} [x](B2.md) {d}",
        "== a",
        "*[a]* b",
        "import it from there",
        "--8",
        ":)",
        "{ .5 }",
        "`{:toc}`",
        "a [~] b",
        "a {+ b",
        "a {- b",
    ] {
        assert!(!said(text).contains("foreign-syntax"), "{text}: {}", said(text));
    }
}

#[test]
fn marks_of_footnotes_that_are_nowhere_are_told_whatever_they_are_called() {
    for label in ["1", "my note", "a/b", "@x", "x!", "a\u{30a}"] {
        assert_eq!(
            said(&format!("x[^{label}] y")),
            format!("6:2: warning[undefined-footnote]: there is no footnote `{label}`\n")
        );
    }
    for words in ["[^ a ]", "[^]", "\\[^a]", "`[^a]`"] {
        assert_eq!(said(&format!("x{words} y")), "", "{words}");
    }
}

#[test]
fn a_path_that_begins_elsewhere_in_the_project_is_known() {
    let site = site(
        "![a](/static/logo.png) ![a](static/logo.png) ![a](../../static/logo.png) ![a](logo.png)\n\
         [w](/static/form.pdf) [w](/content/bread/B2.md) [w](/B2) [w](B2/index.html) [w](../B2/) [w](B3.md)\n\
         [w](https//kl.dk) [w](http:/kl.dk) [w](https:\\\\kl.dk) [w](https://) ![a](www.kl.dk/a.png)\n",
    );
    site.write("static/logo.png", "");
    site.write("static/form.pdf", "");
    let (_, text) = task("B3", "");
    site.write("content/bread/more/B3.md", text);
    let told = site.run(&["check", "--format", "short"]).expect(1).stderr;
    let helps: Vec<&str> =
        told.lines().filter_map(|line| line.strip_suffix(')')?.rsplit_once(" (")).map(|(_, help)| help).collect();
    assert_eq!(
        helps,
        [
            "write `/logo.png`",
            "did you mean `/logo.png`?",
            "did you mean `/logo.png`?",
            "did you mean `/logo.png`?",
            "write `/form.pdf`",
            "write `B2.md`",
            "did you mean `B2.md`?",
            "did you mean `B2.md`?",
            "did you mean `B2.md`?",
            "did you mean `more/B3.md`?",
            "write `https://kl.dk`",
            "write `https://kl.dk`",
            "write `https://kl.dk`",
            "write the whole address behind `https:`, or take the brackets out",
            "put the file below `content/` and write its path from here",
        ],
        "{told}"
    );
}

#[test]
fn help_says_the_line_to_write() {
    let site = site(
        "[a](www.kl.dk), [b](\\\\\\\\server\\share\\x), [c](//server/x), [d](file:///c:/x), [e](./B2), ![f](/img/x.png), \
                     ![g](/y.png)\n",
    );
    site.write("content/img/x.png", "");
    let run = site.run(&["check"]).expect(1);
    for help in [
        "= help: write `https://www.kl.dk`",
        "`\\\\server\\share\\x` is a path that only one network knows",
        "`//server/x` is a path that only one network knows",
        "`file:///c:/x` is a file on a computer of one reader",
        "= help: did you mean `./B2.md`?",
        "= help: write its path from here: `../img/x.png`",
        "= help: put the file beside this page and write `y.png`, or put it at `static/y.png`",
    ] {
        assert!(run.stderr.contains(help), "{help} in {}", run.stderr);
    }
}

#[test]
fn a_file_that_begins_with_a_merge_is_told() {
    let site = site("x");
    let version = |text: &str| format!("---\ntitle: {text}\nparty: cook\nstage: bake\n---\n{text}\n");
    site.write("content/bread/B1.md", format!("<<<<<<< HEAD\n{}=======\n{}>>>>>>> oven\n", version("a"), version("b")));
    let run = site.run(&["check", "--format", "short"]).expect(1);
    assert!(run.stderr.starts_with("content/bread/B1.md:1:1: error[merge-conflict]"), "{}", run.stderr);
    run.says("1 error\n");
}

#[test]
fn a_merge_in_front_matter_is_told_and_nothing_else() {
    let site = site("");
    let (path, _) = task("B1", "");
    for front in [
        "<<<<<<< HEAD\ntitle: x\n=======\ntitle: y\n>>>>>>> b\n---\n",
        "<<<<<<< HEAD\ntitle: x\n---\na\n=======\n---\n>>>>>>> b\n",
    ] {
        site.write(&path, format!("---\n{front}See [[B2]].\n"));
        let run = site.run(&["check", "--format", "short", "-q"]).expect(1);
        assert!(run.stderr.starts_with("content/bread/B1.md:2:1: error[merge-conflict]: "), "{}", run.stderr);
        assert!(run.stderr.ends_with("\n1 error\n"), "{}", run.stderr);
    }
}

#[test]
fn what_a_template_repeats_is_told_once() {
    let many = (1..8).map(|number| {
        let (path, text) = task(&format!("B{number}"), "");
        (path, format!("{text}\n#### Risks\n\n## Steps {number}\n"))
    });
    let site = TestSite::bread(many);
    site.write("content/bread/B9.md", format!("{}\n## A\n\n#### B\n", task("B9", "").1));
    let run = site.run(&["check", "--format", "short"]);
    let told: Vec<&str> = run.stderr.lines().filter(|line| line.contains("[skipped-heading]")).collect();
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(
        told[0].contains("`Risks` is of level 4, right below the page's title, and so in 6 more files"),
        "{told:#?}"
    );
}

#[test]
fn a_column_without_a_name_has_no_heading() {
    let site = TestSite::bread([(
        "content/bread/B1.md",
        "---\ntitle: T\nparty: cook\nstage: bake\n---\n| a | |\n|---|--:|\n| 1 | 2 |\n",
    )]);
    let page = site.build().main("bread/B1/index.html");
    assert!(page.contains("<tr><th scope=\"col\">a</th><td class=\"right\"></td></tr>"), "{page}");
}
