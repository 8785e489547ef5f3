//! Bodies that are deep, broken, long, or made to be slow.

use super::{HEAD, harmless, survives, with_task};

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
