//! Differences as text for the terminal.

use super::entry::{Changes, Section};
use super::phrases::{TextDetail, because, counts, details, guide_change, heading, unknown, versions};
use super::text::{Hunk, Line};
use crate::i18n::Words;
use crate::text::visible;

/// The differences, a line for each task and its lines of text below it.
pub(super) fn human(changes: &Changes, text: TextDetail, words: &Words) -> String {
    let mut out = format!("{}  {}     {}\n", changes.name, versions(changes), counts(changes, words));
    if !changes.guide_changes.is_empty() {
        out.push_str(&format!("{}\n", words.get("changes_guide")));
    }
    for change in &changes.guide_changes {
        out.push_str(&format!("  {}\n", guide_change(change, words)));
    }
    for section in Section::ALL {
        let mut head = Some(heading(section, words));
        for entry in changes.tasks.iter().filter(|entry| entry.section() == Some(section)) {
            out.extend(head.take().map(|head| format!("{head}\n")));
            line(&mut out, &entry.id, &entry.title, entry.party.as_deref(), &details(entry, words).join("; "));
            if let (true, Some(part)) = (text != TextDetail::None, &entry.parts.text)
                && section != Section::New
            {
                part.hunks.iter().flatten().for_each(|hunk| lines(&mut out, hunk, text));
            }
        }
    }
    if !changes.affected.is_empty() {
        out.push_str(&format!("{}\n", words.get("changes_affected")));
    }
    for affected in &changes.affected {
        let because = because(affected, words);
        line(&mut out, &affected.id, &affected.title, affected.party.as_deref(), &because);
    }
    out.extend(unknown(changes, words).map(|unknown| format!("{unknown}\n")));
    visible(&out)
}

fn line(out: &mut String, id: &str, title: &str, party: Option<&str>, told: &str) {
    let cells = [id, title, party.unwrap_or_default(), told];
    let cells: Vec<&str> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
    out.push_str(&format!("  {}\n", cells.join("   ")));
}

fn lines(out: &mut String, hunk: &Hunk, detail: TextDetail) {
    let shown = |line: &Line, marks: [&str; 2]| match detail {
        TextDetail::Words => line
            .0
            .iter()
            .map(|piece| {
                let [open, close] = if piece.changed { marks } else { ["", ""] };
                [open, &piece.text, close].concat()
            })
            .collect(),
        _ => line.text(),
    };
    for line in &hunk.old {
        out.push_str(&format!("      - {}\n", shown(line, ["[-", "-]"])));
    }
    for line in &hunk.new {
        out.push_str(&format!("      + {}\n", shown(line, ["{+", "+}"])));
    }
}
