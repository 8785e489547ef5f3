//! The stylesheet as a file of its own carries it: without what the file can't use.

use std::sync::LazyLock;

use super::CSS;
use super::marks;

/// A line of the stylesheet as XML text, and the lane that it is for, if it is for one.
struct Rule {
    lane: Option<usize>,
    text: String,
}

/// The stylesheet for a picture with these lanes (numbers from 1, as in `lane-1`).
pub(super) fn style(lanes: &[usize]) -> String {
    static RULES: LazyLock<Vec<Rule>> = LazyLock::new(rules);
    let wanted = |rule: &&Rule| rule.lane.is_none_or(|lane| lanes.contains(&lane));
    RULES.iter().filter(wanted).map(|rule| rule.text.as_str()).collect()
}

/// The class number of a lane: colours and marks come round again.
pub(super) fn lane_class(number: usize) -> Option<usize> {
    number.checked_sub(1).map(|number| number % marks::COUNT + 1)
}

fn rules() -> Vec<Rule> {
    let mut rules = Vec::new();
    let mut of_page = false;
    for line in CSS.lines() {
        // Pages may choose a theme; a file has nobody to ask.
        of_page |= line.starts_with(":root[data-theme");
        if !of_page {
            let text = line.trim().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            rules.push(Rule { lane: lane_of(line), text: text + "\n" });
        }
        of_page &= line != "}";
    }
    rules
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
        assert!(two.contains("--diagram-lane-1:") && two.contains(".lane-3 {") && two.contains("prefers-color-scheme"));
        assert!(!two.contains("lane-2") && !two.contains("data-theme=\"dark\""));
        assert_eq!(two.matches('{').count(), two.matches('}').count());
        assert!(two.contains(".lane-name"), "a class, and no lane's");
    }
}
