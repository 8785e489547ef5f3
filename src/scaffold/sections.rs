//! The sections that a guide asks its tasks for, in the text of a new one.

/// The text with a heading for each that it lacks, and `later` below it, before the next one that it has.
pub(super) fn with_sections(text: &str, headings: &[&str], later: &str) -> String {
    let mut text = text.to_owned();
    let mut before = text.len();
    for heading in headings.iter().rev() {
        if let Some(at) = place(&text, heading) {
            before = at;
        } else if before < text.len() {
            text.insert_str(before, &format!("## {heading}\n\n{later}\n\n"));
        } else {
            text.push_str(if text.ends_with('\n') { "\n" } else { "\n\n" });
            before = text.len();
            text.push_str(&format!("## {heading}\n\n{later}\n"));
        }
    }
    text
}

/// Where the line of a heading begins.
fn place(text: &str, heading: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.strip_prefix("## ").is_some_and(|words| words.trim() == heading) {
            return Some(at);
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_come_in_the_order_of_the_guide_and_once() {
        let text = "---\ntitle: x\n---\n\nWords.\n";
        let all = with_sections(text, &["A", "B"], "TODO");
        assert_eq!(all, format!("{text}\n## A\n\nTODO\n\n## B\n\nTODO\n"));
        assert_eq!(with_sections(&all, &["A", "B"], "TODO"), all);
        let some = with_sections(&format!("{text}\n## B\n\nMine.\n"), &["A", "B", "C"], "TODO");
        assert_eq!(some, format!("{text}\n## A\n\nTODO\n\n## B\n\nMine.\n\n## C\n\nTODO\n"));
        assert_eq!(with_sections(text, &[], "TODO"), text);
    }
}
