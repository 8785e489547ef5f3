//! What content may not do to a terminal, in any format and by any way.

use crate::support::TestSite;

/// Control characters of both blocks, bidi overrides, separators and tags.
const HIDDEN: &str = "\u{1b}[31m\u{7}\u{8}\u{7f}\u{9b}31m\u{85}\u{ad}\u{61c}\u{200b}\u{200e}\u{2028}\u{2029}\u{202e}\u{2066}\u{feff}\u{fff9}\u{e0041}";

fn hides(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t')) || HIDDEN.chars().any(|hidden| hidden == c && !c.is_ascii_graphic())
}

#[test]
fn nothing_hidden_reaches_the_terminal() {
    // Escaped in YAML, so that the value holds what the file does not.
    let mut escaped = String::new();
    for c in HIDDEN.chars() {
        escaped.push_str(&format!("\\U{:08x}", u32::from(c)));
    }
    let front = format!(
        "---\ntitle: Knead\nparty: \"x{escaped}\"\nstage: bake\nrequires: [\"a{escaped}b\", \"c\\nerror: all is well\\rd\"]\n---\n"
    );
    let body = format!("See [[x{HIDDEN}y]] and [z](n{HIDDEN}.md) <b{HIDDEN}>\t<i onclick=\"\t\">\n\n### x{HIDDEN}\n");
    let site = TestSite::bread([("content/bread/B1.md", format!("{front}{body}"))]);
    // A file name can hold nearly anything.
    if cfg!(unix) {
        site.write("content/bread/a\nerror: all is well \u{1b}[2J\u{202e}.md", "---\ntitle: x\n");
    }
    for format in ["human", "short", "json", "sarif", "github"] {
        for color in ["never", "always"] {
            let run = site.run(&["check", "--format", format, "--color", color]).expect(1);
            // What the program itself colours is not content.
            let own = |text: &str| text.replace("\u{1b}[0m", "").replace("\u{1b}[1m", "");
            let mut text = own(&run.stderr);
            while let Some(at) = text.find("\u{1b}[").filter(|_| format == "human" && color == "always") {
                let end = text[at..].find('m').expect("a colour ends") + at + 1;
                let code = &text[at + 2..end - 1];
                assert!(code.chars().all(|c| c.is_ascii_digit() || c == ';') && code != "31", "{code}");
                text.replace_range(at..end, "");
            }
            let found: Vec<char> = text.chars().filter(|c| hides(*c)).collect();
            assert!(found.is_empty(), "{format}, {color}: {found:?} in\n{}", text.escape_debug());
            assert!(!text.lines().any(|line| line.starts_with("error: all is well")), "{format}: {text}");
        }
    }
}
