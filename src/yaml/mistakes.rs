//! Common mistakes in YAML, in authors' words and with the cure. The reader stops where it no longer
//! understands, which is often behind the place that must be mended, so this reads the lines around it as people
//! write them.

use std::ops::Range;

use super::lines::{KeyLine, Line, closing, quoted};

/// How far up a quotation mark is looked for that was left open.
const MAX_LINES_ABOVE: usize = 50;

/// A mistake with its message.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
}

fn mistake(range: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Mistake {
    Mistake { range, message: message.into(), help: help.into() }
}

/// The likely mistake behind the reader's complaint `info` at byte `at`.
pub(super) fn explain(text: &str, at: usize, info: &str) -> Mistake {
    let here = Line::at(text, at);
    let above = here.above();
    let entry = here.entry();
    let of_entry = |find: fn(&KeyLine<'_>, &str) -> Option<Mistake>| entry.as_ref().and_then(|entry| find(entry, info));
    conflict(text)
        .or_else(|| character(text, at))
        .or_else(|| blank(&here))
        .or_else(|| here.below().filter(|_| info.contains("a tab")).and_then(|below| blank(&below)))
        .or_else(|| of_entry(quotation))
        .or_else(|| of_entry(bracket))
        .or_else(|| of_entry(sign))
        .or_else(|| of_entry(colon))
        .or_else(|| open_above(here))
        .or_else(|| [&above, &Some(here)].into_iter().flatten().find_map(|line| no_colon(line, info)))
        .or_else(|| place(&here, above.as_ref()))
        .unwrap_or_else(|| {
            let help = "check the indentation, and put text with special signs in quotes";
            mistake(at..at, format!("this is not YAML: {info}"), help)
        })
}

/// The markers of a version control system.
fn conflict(text: &str) -> Option<Mistake> {
    let begins = |sign: &str| text.match_indices(sign).map(|(at, _)| at).find(|at| Line::at(text, *at).start == *at);
    let start = begins("<<<<<<< ")?;
    let end = begins(">>>>>>> ").filter(|end| *end > start).unwrap_or(start);
    let end = Line::at(text, end).content_range().end;
    let help = "keep one of the two versions, and take out the lines `<<<<<<<`, `=======` and `>>>>>>>`";
    Some(mistake(start..end, "two versions were merged and none was chosen", help))
}

/// A character that YAML can't hold.
fn character(text: &str, at: usize) -> Option<Mistake> {
    let unfit = |c: &char| c.is_control() && !c.is_whitespace() || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let start = text.floor_char_boundary(at);
    // Within a word, the reader tells where that begins.
    let word = text[start..].split(char::is_whitespace).next().unwrap_or_default();
    let (within, c) = word.char_indices().find(|(_, c)| unfit(c))?;
    let at = start + within;
    let message = format!("the character U+{:04X} can't stand here", u32::from(c));
    Some(mistake(at..at + c.len_utf8(), message, "take it out; it is not to be seen in most editors"))
}

/// Indentation by anything but blanks.
fn blank(here: &Line<'_>) -> Option<Mistake> {
    let indent = here.text.len() - here.text.trim_start().len();
    let (at, c) = here.text[..indent].char_indices().find(|(_, c)| *c != ' ')?;
    let range = here.start + at..here.start + at + c.len_utf8();
    Some(if c == '\t' {
        mistake(range, "a tab stands where YAML wants blanks", "indent with blanks")
    } else {
        let message = format!("the line is indented with U+{:04X}, which only looks like a blank", u32::from(c));
        mistake(range, message, "indent with ordinary blanks")
    })
}

/// Text in quotation marks.
fn quotation(entry: &KeyLine<'_>, info: &str) -> Option<Mistake> {
    let mark = entry.value.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
    let Some(end) = closing(entry.value) else {
        if info.contains("escape") || info.contains("surrogate") {
            return backslash(entry);
        }
        let range = entry.value_at..entry.value_at + 1;
        let message = format!("the quotation mark in the value of {} is never closed", entry.name());
        return Some(mistake(
            range,
            message,
            format!("end the text with the same mark: {}", entry.with(&format!("{}{mark}", entry.value))),
        ));
    };
    if info.contains("escape") || info.contains("surrogate") {
        return backslash(entry);
    }
    let rest = entry.value[end..].trim();
    if rest.is_empty() || rest.starts_with('#') || rest.starts_with(':') {
        return None;
    }
    let range = entry.value_at + end - 1..entry.value_at + end;
    // The intended text runs to the last mark of the line.
    let inner = entry.value[1..].strip_suffix(mark).unwrap_or(&entry.value[1..]);
    let meant = if entry.value.ends_with(mark) { inner.to_owned() } else { entry.value.replace(mark, "") };
    let cure = entry.with(&quoted(if mark == '\'' || entry.value.ends_with(mark) { &meant } else { entry.value }));
    Some(if mark == '\'' && rest.starts_with(char::is_alphanumeric) {
        mistake(range, "an apostrophe ends the text here", format!("put it in double quotes: {cure}"))
    } else {
        mistake(range, "text follows the closing quotation mark", format!("write the marks like this: {cure}"))
    })
}

/// A quotation mark or bracket further up that took in the lines from there on.
fn open_above(here: Line<'_>) -> Option<Mistake> {
    let mut line = here;
    for _ in 0..MAX_LINES_ABOVE {
        line = line.above()?;
        let Some(entry) = line.entry() else { continue };
        match entry.value.chars().next() {
            // The next mark has closed it by now, whatever that one was meant for.
            Some(mark @ ('"' | '\'')) if closing(entry.value).is_none() && here.text.contains(mark) => {
                return quotation(&entry, "unclosed");
            }
            Some('[' | '{') if closing(&here.whole[entry.value_at..here.start]).is_none() => {
                return bracket(&entry, "unclosed");
            }
            _ => {}
        }
    }
    None
}

fn backslash(entry: &KeyLine<'_>) -> Option<Mistake> {
    let at = entry.value.find('\\')?;
    let range = entry.value_at + at..entry.value_at + at + 1;
    let inner = entry.value.trim_matches('"');
    let cure = if inner.contains('\'') {
        "write the backslash twice".to_owned()
    } else {
        format!("use single quotes: {}", entry.with(&format!("'{inner}'")))
    };
    Some(mistake(range, "in double quotes, a backslash begins a sign of its own", cure))
}

/// Lists and keys in brackets, and text that begins with a bracket.
fn bracket(entry: &KeyLine<'_>, _: &str) -> Option<Mistake> {
    let open = entry.value.chars().next().filter(|open| matches!(open, '[' | '{'))?;
    let close = if open == '[' { ']' } else { '}' };
    let at = |from: usize, length: usize| entry.value_at + from..entry.value_at + from + length;
    if let Some(twice) = entry.value.find(",,") {
        return Some(mistake(at(twice, 2), "two commas stand side by side", "take one of them out"));
    }
    let Some(end) = closing(entry.value) else {
        return Some(missing_comma(entry).unwrap_or_else(|| {
            mistake(at(0, 1), format!("the bracket `{open}` is never closed"), format!("close it with `{close}`"))
        }));
    };
    let rest = entry.value[end..].trim_end();
    if !rest.trim_start().is_empty() && !rest.trim_start().starts_with(['#', ',']) {
        let lead = rest.len() - rest.trim_start().len();
        let help = format!("put the whole text in quotes: {}", entry.with(&quoted(entry.value)));
        return Some(mistake(at(end + lead, rest.len() - lead), "text follows the closing bracket", help));
    }
    missing_comma(entry)
}

/// `{task: B1 note: x}`: two colons between two commas.
fn missing_comma(entry: &KeyLine<'_>) -> Option<Mistake> {
    let mut start = 0;
    for part in entry.value.split_inclusive(',') {
        if let Some(first) = part.find(": ")
            && let Some(second) = part[first + 2..].find(": ").map(|at| at + first + 2)
            && !part[..second].contains(['"', '\''])
        {
            let value = part[first + 2..].trim_start();
            let value_at = entry.value_at + start + part.len() - value.len();
            let word = part[..second].rfind(' ').map_or(0, |at| at + 1);
            let (key, at) = (&part[word..second], entry.value_at + start + word);
            let named = part[..first].trim_start_matches(['{', '[', ' ']);
            let text = value.trim_end_matches([',', ' ', '}', ']']);
            let whole = format!("{named}: {}", quoted(text));
            // A key begins behind the value before it, and its letters are small ones of English.
            if at == value_at || !key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
                let colon = entry.value_at + start + second;
                let help = format!("put the text in quotes: `{whole}`");
                return Some(mistake(colon..colon + 1, format!("a second colon in the value of `{named}`"), help));
            }
            let help =
                format!("write `{}, {key}: …`, or if the colon belongs to the text `{whole}`", part[..word].trim());
            return Some(mistake(at..at + key.len(), format!("a comma is missing before `{key}`"), help));
        }
        start += part.len();
    }
    None
}

/// Text that begins with a sign that YAML keeps for itself.
fn sign(entry: &KeyLine<'_>, _: &str) -> Option<Mistake> {
    let mut chars = entry.value.chars();
    let (sign, next) = (chars.next()?, chars.next());
    let kept = match sign {
        '@' | '`' | '%' | '*' | '&' | '!' => true,
        '-' | '?' => next.is_none_or(|next| next == ' '),
        '|' | '>' => next.is_some_and(|next| !matches!(next, '+' | '-' | '0'..='9' | ' ')),
        _ => false,
    };
    if !kept {
        return None;
    }
    let shown = if sign == '`' { "a backtick".to_owned() } else { format!("`{sign}`") };
    let message = format!("the value of {} begins with {shown}, which YAML keeps for itself", entry.name());
    let help = match sign {
        '-' => format!("put text in quotes: {}; a list begins on the next line", entry.with(&quoted(entry.value))),
        _ => format!("put the value in quotes: {}", entry.with(&quoted(entry.value))),
    };
    Some(mistake(entry.value_at..entry.value_at + 1, message, help))
}

/// A second colon in a value without quotes.
fn colon(entry: &KeyLine<'_>, _: &str) -> Option<Mistake> {
    if entry.key.is_none() || entry.value.starts_with(['"', '\'', '{', '[', '|', '>']) {
        return None;
    }
    let colon = entry.value.find(": ").or_else(|| entry.value.ends_with(':').then(|| entry.value.len() - 1))?;
    let range = entry.value_at + colon..entry.value_at + colon + 1;
    let message = format!("a second colon in the value of {}", entry.name());
    Some(mistake(range, message, format!("put the value in quotes: {}", entry.with(&quoted(entry.value)))))
}

/// A line that is neither `key: value` nor an item of a list.
fn no_colon(line: &Line<'_>, info: &str) -> Option<Mistake> {
    let content = line.content();
    let about_keys = ["mapping values", "expected ':'", "document start"].iter().any(|known| info.contains(known));
    let range = line.content_range();
    if about_keys && content.starts_with('%') {
        let message = "the line begins with `%`, which YAML keeps for itself";
        return Some(mistake(range.start..range.start + 1, message, "take the sign out, or put the key in quotes"));
    }
    if !about_keys || content.starts_with(['-', '#', '"', '\'']) || line.entry()?.key.is_some() {
        return None;
    }
    let shown: String = content.chars().take(40).collect();
    if let Some((key, value)) = content.split_once('\u{FF1A}') {
        let at = range.start + key.len();
        let message = format!("the colon in `{shown}` is U+FF1A, which only looks like one");
        return Some(mistake(at..at + 3, message, format!("write `{key}: {}`", value.trim())));
    }
    let help = match content.split_once(':') {
        Some((key, value)) if !key.contains(' ') => {
            format!("write a blank behind the colon: `{key}: {}`", value.trim())
        }
        _ => match content.split_once(' ') {
            Some((key, value)) => format!("write `key: value`, such as `{key}: {}`", value.trim()),
            None => "write `key: value`".to_owned(),
        },
    };
    Some(mistake(range, format!("the line `{shown}` has no key with a colon"), help))
}

/// A line that begins at the wrong place.
fn place(here: &Line<'_>, above: Option<&Line<'_>>) -> Option<Mistake> {
    let (content, above) = (here.content(), above?);
    let range = here.content_range();
    let first = content.split([':', ' ']).next().unwrap_or_default();
    let key_above = above.entry().and_then(|entry| entry.key).unwrap_or_default();
    if content.starts_with('-') && above.content().starts_with('-') && here.indent() != above.indent() {
        let help = "begin all items of a list at the same place";
        return Some(mistake(range.start..range.start + 1, "this item does not stand below the one before it", help));
    }
    if here.indent() > above.indent() && !key_above.is_empty() {
        let message = format!("`{first}` is indented further than `{key_above}`, which has a value already");
        let help = format!("begin it below `{key_above}`; text of several lines with a colon goes in quotes");
        return Some(mistake(here.start..range.start.max(here.start + 1), message, help));
    }
    if here.indent() != above.indent() && here.indent() > 0 {
        let message = format!("`{first}` begins below no line that it could belong to");
        return Some(mistake(
            here.start..range.start,
            message,
            "begin it below the first letter of the key that it follows",
        ));
    }
    None
}
