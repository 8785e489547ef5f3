//! Words in a text that were meant as more: references, links, footnotes and alerts with a slip of the pen,
//! and the syntax of other generators.

use std::ops::Range;

use super::edit::is_escaped;
use super::writer::Writer;
use crate::diagnostic::{
    Code, Diagnostic, FOREIGN_SYNTAX, MISSING_TARGET, UNCLOSED_REFERENCE, UNKNOWN_ALERT, UNREAD_LINK,
};
use crate::text::{any_pair, closest};

/// How much of a slip a message shows.
const SHOWN: usize = 40;
/// How far around a sign its slip is looked for, in bytes.
const REACH: usize = 400;
/// The kinds of alerts.
const ALERTS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

impl Writer<'_, '_> {
    /// Looks for slips in the words of an event.
    pub(super) fn slips(&mut self, range: &Range<usize>) {
        let text = self.text;
        let Some(source) = text.get(range.clone()) else { return };
        if self.code_block || !any_pair(source, is_suspicious) {
            return;
        }
        let line = &text[..range.start - usize::from(self.is_escaped_by_us(range.start))];
        let begins = line[line.rfind('\n').map_or(0, |at| at + 1)..].chars().all(|c| matches!(c, ' ' | '\t' | '>'));
        let mut at = 0;
        while let Some(found) = source[at..].find(['\\', '[', ']', '{', ':', '!', '?']) {
            at += found;
            let rest = &source[at..source.floor_char_boundary(at + REACH)];
            if let Some(label) = footnote_label(rest) {
                let length = label.len() + "[^]".len();
                self.undefined_footnote(label, range.start + at..range.start + at + length);
                at += length;
                continue;
            }
            let slip = match rest.as_bytes() {
                [b'[', b'[', ..] => Some(reference(rest)),
                [b'[', b'T' | b't', ..] if source.trim().eq_ignore_ascii_case("[toc]") => Some(foreign(rest.len())),
                [b']', b'(' | b' ', ..] => {
                    link(&source[source.floor_char_boundary(at.saturating_sub(REACH))..at], rest)
                }
                [b'{', ..] => shortcode(rest),
                [b':' | b'!' | b'?', ..] if begins && at == 0 => block(rest),
                _ => None,
            };
            // A backslash takes the sign behind it along.
            let mut passed = if rest.starts_with('\\') { 2 } else { 1 };
            if let Some(slip) = slip {
                passed = slip.length;
                let start = at - slip.before;
                self.tell(slip, &source[start..at + passed], range.start + start);
            }
            at = source.ceil_char_boundary((at + passed).min(source.len()));
        }
    }

    fn tell(&mut self, slip: Slip, written: &str, at: usize) {
        let mut shown: String = written.chars().take(SHOWN).collect();
        if shown.len() < written.len() {
            shown.push('…');
        }
        let message = slip.message.replace("{}", &shown);
        let fault = Diagnostic::new(slip.code, self.span(at..at + written.len()), message);
        self.faults.push(fault.help(slip.help));
    }

    /// A quotation that begins as alerts do and is none.
    pub(super) fn unknown_alert(&mut self, range: &Range<usize>) {
        let Some(quote) = self.text.get(range.clone()) else { return };
        let start = quote.len() - quote.trim_start_matches(['>', ' ', '\t']).len();
        let Some(inner) = quote[start..].strip_prefix("[!") else { return };
        let word =
            &inner[..inner.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(inner.len())];
        if word.is_empty() || !inner[word.len()..].starts_with(']') {
            return;
        }
        let span = self.span(range.start + start..range.start + start + word.len() + 3);
        let upper = word.to_uppercase();
        let fault = if ALERTS.contains(&upper.as_str()) {
            Diagnostic::new(UNKNOWN_ALERT, span, format!("`[!{word}]` is no alert with words behind it"))
                .help(format!("write `> [!{upper}]` alone in its line, and the words in the next one"))
        } else {
            let near = closest(&upper, ALERTS).map(|near| format!("[!{near}]"));
            let known = ALERTS.map(|name| format!("`[!{name}]`")).join(", ");
            Diagnostic::new(UNKNOWN_ALERT, span, format!("there is no alert `{word}`"))
                .help(format!("write one of {known}"))
                .did_you_mean(near.as_deref())
        };
        self.faults.push(fault);
    }
}

/// Something in the words of a text that was meant as more.
struct Slip {
    /// How many bytes before the sign that gave it away belong to it, and how many from there on.
    before: usize,
    length: usize,
    code: Code,
    /// With `{}` for what is written.
    message: &'static str,
    help: String,
}

/// Whether two signs may belong to what is looked for: few texts have such, and all others are passed over by this alone.
#[expect(clippy::needless_bitwise_bool, reason = "without branches, one instruction compares many bytes")]
fn is_suspicious(first: u8, second: u8) -> bool {
    let bracket = (first == b'[') | (first == b']') | (first == b'{');
    bracket | (first == second) & ((first == b':') | (first == b'!') | (first == b'?'))
}

/// The label of `[^label]`.
fn footnote_label(rest: &str) -> Option<&str> {
    let (label, _) = rest.strip_prefix("[^")?.split_once(']')?;
    let word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
    Some(label).filter(|label| !label.is_empty() && label.chars().all(word))
}

/// `[[` that begins no reference.
fn reference(rest: &str) -> Slip {
    let inner = &rest[2..];
    let closed = inner.split_once("]]").map(|(inner, _)| inner).filter(|inner| {
        let target = inner.trim_start().trim_start_matches('\\');
        target.is_empty() || target.starts_with('|') && !target.contains("[[")
    });
    if let Some(inner) = closed {
        return Slip {
            before: 0,
            length: inner.len() + "[[]]".len(),
            code: MISSING_TARGET,
            message: "the reference `{}` names no task",
            help: "write an id in it, such as `[[TF105]]`, or `\\[[` for brackets".to_owned(),
        };
    }
    let end = inner.find(|c: char| c.is_whitespace() || c == ']').unwrap_or(inner.len());
    let bracket = usize::from(inner[end..].starts_with(']'));
    Slip {
        before: 0,
        length: 2 + end + bracket,
        code: UNCLOSED_REFERENCE,
        message: "the reference `{}` is never closed",
        help: "write `]]` behind the id, or `\\[[` for brackets".to_owned(),
    }
}

/// `](` and `] (` where they make no link of the brackets that end here.
fn link(before: &str, rest: &str) -> Option<Slip> {
    let behind = &rest[1..];
    let gap = behind.len() - behind.trim_start_matches(' ').len();
    let inner = behind[gap..].strip_prefix('(')?;
    let end = inner.find(')');
    let address = &inner[..end.unwrap_or(inner.len())];
    let open = before.rfind('[');
    if open.is_some_and(|open| is_escaped(before, open)) {
        return None;
    }
    let start = open.map_or(before.len(), |open| open - usize::from(before[..open].ends_with('!')));
    let words = &before[start..];
    let help = match end {
        Some(_) if gap > 0 && words.len() > 1 && is_address(address) => {
            format!("write `{words}]({address})` without a blank, or `\\[` for brackets")
        }
        _ if gap > 0 => return None,
        None => "close the address with `)`, or write `\\[` for brackets".to_owned(),
        Some(_) if address.contains(char::is_whitespace) => {
            format!("put the address into angle brackets: `{words}](<{address}>)`")
        }
        Some(_) => "write `\\[` for brackets that are words; a link can't hold another".to_owned(),
    };
    Some(Slip {
        before: words.len(),
        length: 1 + gap + 1 + address.len() + usize::from(end.is_some()),
        code: UNREAD_LINK,
        message: "`{}` is not read as a link",
        help,
    })
}

/// Whether words look like an address: a path, an anchor, or a name with an ending.
fn is_address(words: &str) -> bool {
    let ending = words.rsplit_once('.').map_or("", |(_, ending)| ending);
    let named = (2..=5).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    !words.contains(char::is_whitespace) && (named || words.contains('/') || words.starts_with('#')) && words.len() > 2
}

fn foreign(length: usize) -> Slip {
    Slip {
        before: 0,
        length,
        code: FOREIGN_SYNTAX,
        message: "`{}` belongs to another generator and is shown as text",
        help: "write what it stands for, or put it in backticks to show it".to_owned(),
    }
}

/// `{{< x >}}`, `{{% x %}}`, `{% x %}`, `{: .x}`.
fn shortcode(rest: &str) -> Option<Slip> {
    let close = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")].into_iter().find(|(open, _)| rest.starts_with(open));
    if let Some((_, close)) = close {
        return Some(foreign(rest.find(close).map_or(rest.len(), |at| at + close.len())));
    }
    let attributes = ["{: ", "{:.", "{:#"].iter().any(|open| rest.starts_with(open));
    attributes.then(|| rest.find('}')).flatten().map(|at| foreign(at + 1))
}

/// `:::note`, `!!! note`, `??? note` at the beginning of a line.
fn block(rest: &str) -> Option<Slip> {
    let word = [":::", "!!! ", "???"].iter().find_map(|sign| rest.strip_prefix(sign))?;
    let named = word.trim_start_matches([':', '+', ' ']).starts_with(|c: char| c.is_alphabetic() || c == '{');
    (named || rest.starts_with(":::") && word.trim_matches(':').trim().is_empty())
        .then(|| foreign(rest.trim_end().len()))
}
