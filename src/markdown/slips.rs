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
        if self.code_block || !(any_pair(source, is_suspicious) || may_begin_block(source)) {
            return;
        }
        let line = &text[..range.start - usize::from(self.is_escaped_by_us(range.start))];
        let begins = line[line.rfind('\n').map_or(0, |at| at + 1)..].chars().all(|c| matches!(c, ' ' | '\t' | '>'));
        let mut at = 0;
        if let Some(length) = leads(source).filter(|_| begins) {
            self.tell(foreign(length), &source[..length], range.start);
            at = length;
        }
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
                [b'[', b'~', b']', b' ', ..] if at == 0 && is_item(line) => Some(foreign("[~]".len())),
                [b'{', ..] => shortcode(rest, &text[..range.start + at]),
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
        let is_of_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ');
        let word = &inner[..inner.find(|c: char| !is_of_word(c)).unwrap_or(inner.len())];
        if word.trim().is_empty() || !inner[word.len()..].starts_with(']') {
            return;
        }
        let span = self.span(range.start + start..range.start + start + word.len() + 3);
        let upper = word.trim().to_uppercase();
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
    let is_label = !label.trim().is_empty() && label.trim() == label && !label.contains(['[', '\n', '^']);
    Some(label).filter(|_| is_label)
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
    if ["{{", "{%"].iter().any(|open| address.contains(open)) {
        // The parenthesis behind a shortcode may be the first of two.
        return Some(Slip { before: words.len(), ..foreign(1 + gap + 1 + address.len() + usize::from(end.is_some())) });
    }
    let help = match end {
        Some(_) if gap > 0 && words.len() > 1 && is_address(address) => {
            format!("write `{words}]({address})` without a blank, or `\\[` for brackets")
        }
        _ if gap > 0 => return None,
        None => "close the address with `)`, or write `\\[` for brackets".to_owned(),
        Some(_) if address.contains(char::is_whitespace) => match without_blanks(address) {
            Some(address) => format!("write `{words}]({address})`"),
            None => format!("put the address into angle brackets: `{words}](<{address}>)`"),
        },
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

/// An address with blanks as it was meant: of mail, a number to call, or the path of an image behind which its size stands.
fn without_blanks(address: &str) -> Option<String> {
    let joined: String = address.split_whitespace().collect();
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || b"+()-".contains(&byte));
    if joined.starts_with("mailto:") || joined.starts_with("tel:") {
        return Some(joined);
    }
    if joined.len() >= 6 && is_number(&joined) {
        return Some(format!("tel:{joined}"));
    }
    let (path, size) = address.split_once(" =")?;
    let is_size = !size.is_empty() && size.bytes().all(|byte| byte.is_ascii_digit() || b"x%".contains(&byte));
    (is_size && !path.contains(char::is_whitespace)).then(|| path.to_owned())
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

/// `{{< x >}}`, `{{% x %}}`, `{% x %}`, `{+ x +}`, `{/* x */}`, and attributes: `{: .x}`, `{ .x }`, `{width=50%}` behind a link.
fn shortcode(rest: &str, before: &str) -> Option<Slip> {
    const PAIRS: [(&str, &str); 6] =
        [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}"), ("{/*", "*/}"), ("{+ ", "+}"), ("{- ", "-}")];
    // Of a tag, also one that is never closed is meant as such.
    let is_one =
        |(open, close): &(&str, &str)| rest.starts_with(open) && (open.contains(['%', '<']) || rest.contains(close));
    let close = PAIRS.into_iter().find(is_one);
    if let Some((_, close)) = close {
        return Some(foreign(rest.find(close).map_or(rest.len(), |at| at + close.len())));
    }
    let end = rest.find(['}', '\n']).filter(|end| rest[*end..].starts_with('}'))?;
    let inner = &rest[1..end];
    let is_letter = |c: char| c.is_ascii_alphabetic();
    let named = |inner: &str| inner.strip_prefix(['.', '#']).is_some_and(|name| name.starts_with(is_letter));
    let attributes = match inner.strip_prefix(':') {
        Some(inner) => inner.starts_with([' ', '.', '#', ':', '/']) || inner.starts_with(is_letter),
        None if inner.starts_with(' ') => named(inner.trim_start()),
        None if before.ends_with(')') => named(inner) || inner.starts_with(is_letter) && inner.contains('='),
        None => false,
    };
    attributes.then(|| foreign(end + 1))
}

/// Whether the last line of a text holds no more than the sign of a list's item.
fn is_item(before: &str) -> bool {
    matches!(before.rsplit('\n').next().unwrap_or_default().trim_matches([' ', '\t', '>']), "-" | "*" | "+")
}

/// Whether a text may begin with what [`leads`] knows.
fn may_begin_block(source: &str) -> bool {
    matches!(source.as_bytes().first(), Some(b'=' | b'-' | b'i' | b'e' | b'*' | b':'))
}

/// The length of what other generators put at the beginning of a line: `=== "Tab"`, `--8<-- "file"`, `*[HTML]: words`,
/// `::include{file}`, and the imports of MDX.
fn leads(source: &str) -> Option<usize> {
    let line = source.split('\n').next().unwrap_or_default().trim_end();
    let quoted = line.ends_with(['"', '\'']);
    let mdx = ["import ", "export "].iter().any(|word| line.starts_with(word))
        && (line.contains(" from ") || line.contains(" = "))
        && line.ends_with([';', '"', '\'']);
    let is_one = line.starts_with("=== ") && quoted
        || line.starts_with("--8<--")
        || line.strip_prefix("*[").is_some_and(|rest| rest.contains("]: "))
        || line.starts_with("::include{")
        || mdx;
    is_one.then_some(line.len())
}

/// `:::note`, `!!! note`, `??? note` at the beginning of a line.
fn block(rest: &str) -> Option<Slip> {
    let word = [":::", "!!! ", "???"].iter().find_map(|sign| rest.strip_prefix(sign))?;
    let named = word.trim_start_matches([':', '+', ' ']).starts_with(|c: char| c.is_alphabetic() || c == '{');
    (named || rest.starts_with(":::") && word.trim_matches(':').trim().is_empty())
        .then(|| foreign(rest.trim_end().len()))
}
