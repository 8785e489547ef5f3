//! The stylesheet as a file of its own carries it: without what the file can't use.

use std::sync::LazyLock;

use super::CSS;
use super::marks;

/// A part of the stylesheet as XML text, and the lane that it is for, if it is for one.
struct Part {
    lane: Option<usize>,
    text: String,
}

/// The element with the stylesheet for a picture with these lanes (numbers from 1, as in `lane-1`).
pub(super) fn style(lanes: &[usize]) -> String {
    static PARTS: LazyLock<Vec<Part>> = LazyLock::new(parts);
    let wanted = |part: &&Part| part.lane.is_none_or(|lane| lanes.contains(&lane));
    let mut out = String::with_capacity(CSS.len() / 2);
    out.push_str("<style>");
    PARTS.iter().filter(wanted).for_each(|part| out.push_str(&part.text));
    out.push_str("</style>\n");
    out
}

/// The class number of a lane: colours and marks come round again.
pub(super) fn lane_class(number: usize) -> Option<usize> {
    number.checked_sub(1).map(|number| number % marks::COUNT + 1)
}

/// The stylesheet in parts: lines that follow each other and are for the same lane are one.
fn parts() -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut of_page = false;
    for line in CSS.lines() {
        // Pages may choose a theme; a file has nobody to ask.
        of_page |= line.starts_with(":root[data-theme");
        if !of_page {
            let (lane, text) = (lane_of(line), short(line));
            match parts.last_mut().filter(|last| last.lane == lane) {
                Some(last) => last.text.push_str(&text),
                None => parts.push(Part { lane, text }),
            }
        }
        of_page &= line != "}";
    }
    parts
}

/// A line without what only helps those who read the stylesheet, and without the question after a theme.
fn short(line: &str) -> String {
    const SHORTER: [(&str, &str); 12] = [
        (": ", ":"),
        ("; ", ";"),
        (", ", ","),
        (" {", "{"),
        ("{ ", "{"),
        (" }", "}"),
        (";}", "}"),
        (" > ", ">"),
        (" + ", "+"),
        (":not([data-theme=\"light\"])", ""),
        ("&", "&amp;"),
        ("<", "&lt;"),
    ];
    SHORTER.iter().fold(line.trim().to_owned(), |line, (long, short)| line.replace(long, short))
}

/// The one lane that a line speaks of.
fn lane_of(line: &str) -> Option<usize> {
    (1..=marks::COUNT).find(|lane| {
        ["lane-", "band-"].iter().any(|word| {
            line.split(word)
                .skip(1)
                .any(|rest| rest.split(|c: char| !c.is_ascii_digit()).next() == Some(&lane.to_string()))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_used_is_carried() {
        let two = style(&[1, 3]);
        assert!(two.contains("--diagram-lane-1:") && two.contains(".lane-3{") && two.contains("prefers-color-scheme"));
        assert!(!two.contains("lane-2") && !two.contains("data-theme"));
        assert_eq!(two.matches('{').count(), two.matches('}').count());
        assert!(two.contains(".lane-name"), "a class, and no lane's");
    }

    #[test]
    fn a_shorter_rule_says_the_same() {
        let rule = ".diagram :is(.gate, .gate-key) > rect { fill: var(--band); stroke-dasharray: 6 4; }";
        assert_eq!(short(rule), ".diagram :is(.gate,.gate-key)>rect{fill:var(--band);stroke-dasharray:6 4}");
        assert_eq!(short("@media (prefers-color-scheme: dark) {"), "@media (prefers-color-scheme:dark){");
    }
}
