//! Lines of YAML as people write them: `key: value` and `- value`, looked at one by one.

use std::ops::Range;

/// One line of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    pub(super) whole: &'t str,
    /// Where it starts in the whole text.
    pub(super) start: usize,
    /// Without its end.
    pub(super) text: &'t str,
}

/// A value with its key, or an item of a list.
#[derive(Debug)]
pub(super) struct KeyLine<'t> {
    pub(super) key: Option<&'t str>,
    pub(super) value: &'t str,
    /// Where the value starts in the whole text.
    pub(super) value_at: usize,
}

impl<'t> Line<'t> {
    /// The line that byte `at` of `whole` lies on.
    pub(super) fn at(whole: &'t str, at: usize) -> Self {
        let at = whole.floor_char_boundary(at);
        let start = whole[..at].rfind('\n').map_or(0, |end| end + 1);
        let end = whole[start..].find('\n').map_or(whole.len(), |end| start + end);
        Line { whole, start, text: whole[start..end].trim_end_matches('\r') }
    }

    /// The nearest line before it that is neither empty nor a comment.
    pub(super) fn above(&self) -> Option<Self> {
        let mut line = *self;
        while line.start > 0 {
            line = Line::at(self.whole, line.start - 1);
            if !line.content().is_empty() && !line.content().starts_with('#') {
                return Some(line);
            }
        }
        None
    }

    /// The line after it.
    pub(super) fn below(&self) -> Option<Self> {
        let end = self.whole[self.start..].find('\n')? + self.start + 1;
        (end < self.whole.len()).then(|| Line::at(self.whole, end))
    }

    /// The line at the margin that it belongs to; itself, if it stands there.
    pub(super) fn top(&self) -> Self {
        let mut line = *self;
        while line.indent() > 0 || line.content().starts_with('-') {
            let Some(above) = line.above() else { break };
            line = above;
        }
        line
    }

    /// The word that it begins with, behind the signs of lists and keys.
    pub(super) fn first_word(&self) -> String {
        let text = self.text.trim_start_matches([' ', '-', '{', '[', '"', '\'']);
        text.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-')).collect()
    }

    /// How many bytes of blanks it begins with.
    pub(super) fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    pub(super) fn content(&self) -> &'t str {
        self.text.trim()
    }

    pub(super) fn content_range(&self) -> Range<usize> {
        let start = self.start + self.indent();
        start..start + self.content().len()
    }

    /// The key and value of the line, if it has them.
    pub(super) fn entry(&self) -> Option<KeyLine<'t>> {
        let mut rest = self.text.trim_start();
        if let Some(item) = rest.strip_prefix("- ") {
            rest = item.trim_start();
        }
        let at = self.start + self.text.len() - rest.len();
        let rest = rest.trim_end();
        if rest.is_empty() {
            return None;
        }
        let colon = rest.find(": ").or_else(|| rest.ends_with(':').then(|| rest.len() - 1));
        let key = colon.filter(|_| !rest.starts_with(['"', '\'', '[', '{'])).map(|colon| &rest[..colon]);
        let Some(key) = key else { return Some(KeyLine { key: None, value: rest, value_at: at }) };
        let value = rest[key.len() + 1..].trim_start();
        Some(KeyLine { key: Some(key), value, value_at: at + rest.len() - value.len() })
    }
}

impl KeyLine<'_> {
    /// The key as messages name it.
    pub(super) fn name(&self) -> String {
        self.key.map_or_else(|| "an item".to_owned(), |key| format!("`{key}`"))
    }

    /// The line with another value.
    pub(super) fn with(&self, value: &str) -> String {
        self.key.map_or_else(|| format!("- {value}"), |key| format!("{key}: {value}"))
    }
}

/// Where the quotation mark or bracket that `value` begins with is closed: one past the sign that closes it.
pub(super) fn closing(value: &str) -> Option<usize> {
    let open = value.chars().next()?;
    let mut depth = 0usize;
    let mut mark = None;
    let mut before = ' ';
    let mut chars = value.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let in_word = std::mem::replace(&mut before, c).is_alphanumeric();
        match (mark, c) {
            (Some('"'), '\\') => {
                chars.next();
            }
            (Some('\''), '\'') if chars.peek().is_some_and(|(_, next)| *next == '\'') => {
                chars.next();
            }
            (Some(inside), c) if c == inside => {
                mark = None;
                if matches!(open, '"' | '\'') {
                    return Some(at + 1);
                }
            }
            (None, '"' | '\'') if at == 0 || !(in_word || matches!(open, '"' | '\'')) => mark = Some(c),
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// A value in the quotation marks that need the least writing.
pub(super) fn quoted(value: &str) -> String {
    if !value.contains(['"', '\\']) {
        format!("\"{value}\"")
    } else if !value.contains('\'') {
        format!("'{value}'")
    } else {
        format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_where_signs_are_closed() {
        assert_eq!(closing("\"a\\\"b\" c"), Some(6));
        assert_eq!(closing("'don''t' x"), Some(8));
        assert_eq!(closing("[[B1]] says"), Some(6));
        assert_eq!(closing("{a: \"}\", b: 1}"), Some(14));
        assert_eq!(closing("[a, b"), None);
        assert_eq!(closing("\"a"), None);
    }

    #[test]
    fn reads_a_line_as_people_do() {
        let text = "a: 1\n  - b: c: d\n\n# x\nlast\n";
        let line = Line::at(text, 9);
        let entry = line.entry().map(|entry| (entry.key, entry.value, entry.value_at));
        assert_eq!(entry, Some((Some("b"), "c: d", 12)));
        assert_eq!(Line::at(text, text.len() - 2).above().map(|line| line.content()), Some("- b: c: d"));
    }
}
