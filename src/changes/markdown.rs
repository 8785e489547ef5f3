//! Differences as Markdown, in the groups of Keep a Changelog: for a comment on a change, and for notes of a release.

use super::entry::{Changes, Section, TaskDifference};
use super::phrases::{TextDetail, because, counts, details, guide_change, heading, unknown, versions};
use super::text::{Hunk, Line};
use crate::i18n::Words;
use crate::text::visible;

/// The differences as a section of level 2 with a group of level 3 for each kind.
pub(super) fn markdown(changes: &Changes, text: TextDetail, words: &Words) -> String {
    let mut out = format!("## {} {}\n\n{}\n", plain(&changes.name), plain(&versions(changes)), counts(changes, words));
    if !changes.guide_changes.is_empty() {
        out.push_str(&format!("\n### {}\n\n", words.get("changes_guide")));
    }
    for change in &changes.guide_changes {
        out.push_str(&format!("- {}\n", plain(&guide_change(change, words))));
    }
    for section in Section::ALL {
        let mut head = Some(heading(section, words));
        for entry in changes.tasks.iter().filter(|entry| entry.section() == Some(section)) {
            out.extend(head.take().map(|head| format!("\n### {head}\n\n")));
            item(&mut out, &entry.id, &entry.title, entry.party.as_deref(), &details(entry, words).join("; "));
            if section != Section::New {
                lines(&mut out, entry, text);
            }
        }
    }
    if !changes.affected.is_empty() {
        out.push_str(&format!("\n### {}\n\n", words.get("changes_affected")));
    }
    for affected in &changes.affected {
        let because = because(affected, words);
        item(&mut out, &affected.id, &affected.title, affected.party.as_deref(), &because);
    }
    out.extend(unknown(changes, words).map(|unknown| format!("\n{}\n", plain(&unknown))));
    visible(&out)
}

fn item(out: &mut String, id: &str, title: &str, party: Option<&str>, told: &str) {
    let party = party.map(|party| format!(" ({})", plain(party))).unwrap_or_default();
    let told = if told.is_empty() { String::new() } else { format!(": {}", plain(told)) };
    out.push_str(&format!("- **{}** {}{party}{told}\n", plain(id), plain(title)));
}

/// The changed lines below the item.
fn lines(out: &mut String, entry: &TaskDifference, detail: TextDetail) {
    let Some(hunks) = entry.parts.text.as_ref().and_then(|text| text.hunks.as_ref()) else { return };
    match detail {
        TextDetail::None => {}
        TextDetail::Lines => block(out, hunks),
        TextDetail::Words => hunks.iter().for_each(|hunk| words(out, hunk)),
    }
}

/// As a block of code, which many places colour.
fn block(out: &mut String, hunks: &[Hunk]) {
    let mut told = String::new();
    for hunk in hunks {
        for (sign, lines) in [('-', &hunk.old), ('+', &hunk.new)] {
            for line in lines {
                told.push_str(&format!("  {sign} {}\n", line.text()));
            }
        }
    }
    let longest = told.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    out.push_str(&format!("  {fence}diff\n{told}  {fence}\n"));
}

/// As an item each, where words that went are struck out, and new ones are bold.
fn words(out: &mut String, hunk: &Hunk) {
    let marked = |line: &Line, mark: &str| -> String {
        let piece = |text: &str, changed: bool| {
            let (words, inner) = (plain(text), text.trim());
            if !changed || inner.is_empty() {
                return words;
            }
            // Marks stand at words, not at blanks.
            let start = text.len() - text.trim_start().len();
            let behind = &text[start + inner.len()..];
            format!("{}{mark}{}{mark}{behind}", &text[..start], plain(inner))
        };
        line.0.iter().map(|it| piece(&it.text, it.changed)).collect()
    };
    let pairs = hunk.old.len().max(hunk.new.len());
    for at in 0..pairs {
        let sides = [(hunk.old.get(at), "~~"), (hunk.new.get(at), "**")];
        let told: Vec<String> = sides.into_iter().filter_map(|(line, mark)| Some(marked(line?, mark))).collect();
        out.push_str(&format!("  - {}\n", told.join("<br>")));
    }
}

/// Text that Markdown takes for nothing but text.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            // A mention of somebody, or a number of an issue, would call them.
            '@' => out.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '~' | '>' | '!' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup() {
        assert_eq!(plain("a *b* <c> [d](e) @f #1\n- g"), "a \\*b\\* &lt;c\\> \\[d\\](e) &#64;f \\#1 - g");
    }
}
