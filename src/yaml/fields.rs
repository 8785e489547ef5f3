//! Typed reading of a map's keys. Every fault is collected; what is read is what was right.

use super::cures;
use super::days::{self, is_date};
use super::limits::{MAX_TEXT, limited, max_items, max_text};
use super::{Node, Shape, Spanned, Value, ValueForm};
use crate::diagnostic::{self, Code, Diagnostic, Diagnostics, INVALID_VALUE, MISSING_FIELD, UNKNOWN_KEY};
use crate::source::Span;
use crate::text::{closest, slug};

/// The keys of one map, taken one after the other; [`Fields::finish`] reports those nobody asked for.
pub(crate) struct Fields<'n, 'f> {
    entries: &'n [(Spanned<String>, Node)],
    span: Span,
    /// Keys may be missing because they could not be read.
    partial: bool,
    shape: &'static Shape,
    /// The requested keys, to prove that reading and `shape` agree.
    #[cfg(debug_assertions)]
    asked: Vec<&'static str>,
    faults: &'f mut Diagnostics,
}

impl<'n, 'f> Fields<'n, 'f> {
    /// Reads `node` as a map of this shape; anything but a map is a fault and reads as an empty one.
    pub(crate) fn new(node: &'n Node, shape: &'static Shape, faults: &'f mut Diagnostics) -> Self {
        let entries = match &node.value {
            Value::Map(entries) => entries.as_slice(),
            Value::Null => &[],
            _ => {
                let message = format!("{} is described by keys and values, but here is {}", shape.what, node.kind());
                let help = match &node.value {
                    Value::Text { text, .. } if shape.keys.first().is_some_and(|key| key.required) => {
                        format!("write `{}`", cures::item(shape, text, None))
                    }
                    Value::Text { .. } | Value::List(_) => cures::of_map(shape, node),
                    _ => "write `key: value`".to_owned(),
                };
                faults.push(Diagnostic::new(INVALID_VALUE, node.span, message).help(help));
                &[]
            }
        };
        let entries = match entries {
            [(name, rest)] if cures::is_name_as_key(shape, &name.value, rest) => {
                let key = shape.keys.first().map_or("key", |key| key.name);
                let message =
                    format!("{} begins with its `{key}`, but here `{}` is a key itself", shape.what, name.value);
                let help = format!("write `{}`", cures::item(shape, &name.value, Some(rest)));
                faults.push(Diagnostic::new(INVALID_VALUE, name.span, message).help(help));
                &[]
            }
            entries => entries,
        };
        let told = entries.is_empty() && matches!(&node.value, Value::Map(all) if !all.is_empty());
        let partial = told || node.partial || !matches!(node.value, Value::Map(_) | Value::Null);
        Fields {
            entries,
            span: node.span,
            partial,
            shape,
            #[cfg(debug_assertions)]
            asked: Vec::new(),
            faults,
        }
    }

    /// The value of `key`, if it is there and not empty.
    pub(crate) fn get(&mut self, key: &'static str) -> Option<&'n Node> {
        #[cfg(debug_assertions)]
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        debug_assert!(self.shape.key(key).is_some(), "{} has no `{key}` in its shape", self.shape.what);
        self.entries
            .iter()
            .find(|(known, node)| known.value == key && !matches!(node.value, Value::Null))
            .map(|(_, node)| node)
    }

    /// Code and value of each line of the map under `key`, with where the code is written. A key that is no code is a
    /// fault, and so is anything but a map; `line` says how a line is written.
    pub(crate) fn codes(&mut self, key: &'static str, line: &str) -> Vec<(&'static Code, Span, &'n Node)> {
        let Some(node) = self.get(key) else { return Vec::new() };
        let Value::Map(entries) = &node.value else {
            let message = format!("`{key}` must hold lines `{line}`, but here is {}", node.kind());
            self.faults.push(Diagnostic::new(INVALID_VALUE, node.span, message));
            return Vec::new();
        };
        let mut found = Vec::with_capacity(entries.len());
        for (name, value) in entries {
            match diagnostic::named(&name.value, name.span) {
                Ok(code) => found.push((code, name.span, value)),
                Err(fault) => self.faults.push(*fault),
            }
        }
        found
    }

    /// Where the key `key` stands, if it does.
    pub(crate) fn key_span(&self, key: &str) -> Option<Span> {
        self.entries.iter().find(|(known, _)| known.value == key).map(|(known, _)| known.span)
    }

    /// The place of the whole map.
    pub(crate) fn span(&self) -> Span {
        self.span
    }

    /// For faults that the caller finds.
    pub(crate) fn faults(&mut self) -> &mut Diagnostics {
        self.faults
    }

    /// That a key is read in the form in which its shape has it.
    fn expect(&self, key: &str, right: impl Fn(&ValueForm) -> bool) {
        let found = self.shape.key(key);
        debug_assert!(found.is_some_and(|key| right(&key.form)), "`{key}` of {} has another form", self.shape.what);
    }

    /// Text, trimmed; empty text counts as missing.
    pub(crate) fn text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        self.expect(key, |form| {
            !matches!(
                form,
                ValueForm::Flag
                    | ValueForm::Texts
                    | ValueForm::TextsOr(_)
                    | ValueForm::Names
                    | ValueForm::List(_)
                    | ValueForm::NamesOr(_)
                    | ValueForm::Map(_)
            )
        });
        let node = self.get(key)?;
        let form = self.form(key);
        match &node.value {
            Value::List(_) | Value::Map(_) => {
                let (what, is_name) = (self.shape.what, is_name(form));
                let message = if is_name && matches!(node.value, Value::List(_)) {
                    format!("{what} has one `{key}`, but here is a list")
                } else {
                    format!("`{key}` must be text, but here is {}", node.kind())
                };
                self.faults.push(Diagnostic::new(INVALID_VALUE, node.span, message).help(cures::line(key, form, node)));
                None
            }
            Value::Text { text, .. } if is_name(form) && cures::several(text).len() > 1 => {
                let message = format!("{} has one `{key}`, but here are several in one text", self.shape.what);
                let help = if key == "key" && self.shape.key("name").is_some() {
                    format!("write `key: {}, name: {}`", slug(text), cures::word(text))
                } else {
                    cures::line(key, form, node)
                };
                self.faults.push(Diagnostic::new(INVALID_VALUE, node.span, message).help(help));
                None
            }
            _ => text_up_to(node, key, max_text(key), self.faults),
        }
    }

    /// The form that the shape has for a key.
    fn form(&self, key: &str) -> &'static ValueForm {
        self.shape.key(key).map_or(&ValueForm::Free, |key| &key.form)
    }

    /// Text that must be there.
    pub(crate) fn required_text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        debug_assert!(
            self.shape.key(key).is_some_and(|key| key.required),
            "`{key}` of {} is required",
            self.shape.what
        );
        let present = self.get(key).is_some();
        let found = self.text(key);
        if found.is_none() && !present && !self.partial {
            let span = self.key_span(key).unwrap_or(Span { end: self.span.start, ..self.span });
            let message = format!("{} needs `{key}`", self.shape.what);
            self.faults.push(Diagnostic::new(MISSING_FIELD, span, message).help(format!("add a line `{key}: …`")));
        }
        found
    }

    /// `true` or `false`.
    pub(crate) fn flag(&mut self, key: &'static str) -> Option<bool> {
        self.expect(key, |form| matches!(form, ValueForm::Flag));
        let node = self.get(key)?;
        match &node.value {
            Value::Text { text, plain: true } if matches!(text.as_str(), "true" | "True" | "TRUE") => Some(true),
            Value::Text { text, plain: true } if matches!(text.as_str(), "false" | "False" | "FALSE") => Some(false),
            _ => {
                let message = format!("`{key}` must be `true` or `false`");
                let help = cures::line(key, &ValueForm::Flag, node);
                self.faults.push(Diagnostic::new(INVALID_VALUE, node.span, message).help(help));
                None
            }
        }
    }

    /// One of `choices`.
    pub(crate) fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&'static str, T)]) -> Option<T> {
        self.expect(key, |form| match form {
            ValueForm::Choice(words) => words.iter().copied().eq(choices.iter().map(|(word, _)| *word)),
            _ => false,
        });
        self.word(key, choices)
    }

    /// The same where a map may stand instead.
    pub(crate) fn word<T: Copy>(&mut self, key: &'static str, choices: &[(&'static str, T)]) -> Option<T> {
        let text = self.text(key)?;
        let found = choices.iter().find(|(name, _)| *name == text.value).map(|(_, value)| *value);
        if found.is_none() {
            let names: Vec<String> = choices.iter().map(|(name, _)| format!("`{name}`")).collect();
            let message = format!("`{key}` can't be `{}`", text.value);
            let near = closest(&text.value, choices.iter().map(|(name, _)| *name));
            let fault = Diagnostic::new(INVALID_VALUE, text.span, message)
                .help(format!("one of {}", names.join(", ")))
                .did_you_mean(near);
            self.faults.push(fault);
        }
        found
    }

    /// A whole number.
    pub(crate) fn number(&mut self, key: &'static str) -> Option<i32> {
        self.expect(key, |form| matches!(form, ValueForm::Number));
        let text = self.text(key)?;
        let number = text.value.parse().ok();
        if number.is_none() {
            let message = format!("`{key}` must be a whole number, not `{}`", text.value);
            self.faults.push(Diagnostic::new(INVALID_VALUE, text.span, message).help(format!("write `{key}: 10`")));
        }
        number
    }

    /// A day in the form `2026-11-23`.
    pub(crate) fn date(&mut self, key: &'static str) -> Option<String> {
        self.expect(key, |form| matches!(form, ValueForm::Date));
        let text = self.text(key)?;
        self.day(key, text)
    }

    /// A day that must be there.
    pub(crate) fn required_date(&mut self, key: &'static str) -> Option<String> {
        self.expect(key, |form| matches!(form, ValueForm::Date));
        let text = self.required_text(key)?;
        self.day(key, text)
    }

    fn day(&mut self, key: &str, text: Spanned<String>) -> Option<String> {
        if is_date(&text.value) {
            return Some(text.value);
        }
        let message = format!("`{key}` must be a day such as 2026-11-23, not `{}`", text.value);
        let fault = Diagnostic::new(INVALID_VALUE, text.span, message);
        self.faults.push(fault.help(match days::meant(&text.value) {
            Some(day) => format!("write `{key}: {day}`"),
            None => "write year-month-day".to_owned(),
        }));
        None
    }

    /// The items of a list; a single value counts as a list of one where `single` allows it.
    pub(crate) fn list(&mut self, key: &'static str, single: bool) -> &'n [Node] {
        self.expect(key, |form| match form {
            ValueForm::Texts | ValueForm::TextsOr(_) | ValueForm::Names | ValueForm::NamesOr(_) => single,
            ValueForm::List(_) => !single,
            _ => false,
        });
        let Some(node) = self.get(key) else { return &[] };
        let form = self.form(key);
        match &node.value {
            Value::List(items) if self.is_in_form(key, form, node, items) => {
                let max = max_items(key);
                if let Some(first) = items.get(max) {
                    let message = format!("`{key}` has {} items, more than the {max} that are read", items.len());
                    self.faults.push(limited(first.span, message, "divide the list, or take some out"));
                }
                &items[..items.len().min(max)]
            }
            Value::List(_) => &[],
            Value::Text { text, .. }
                if single && text.starts_with('-') && text[1..].starts_with(char::is_alphanumeric) =>
            {
                let message = format!("the hyphens of `{key}` have no blank behind them");
                self.faults
                    .push(Diagnostic::new(INVALID_VALUE, node.span, message).help("write `- one`, with a blank"));
                &[]
            }
            Value::Text { text, .. } if single && !(is_names(form) && cures::several(text).len() > 1) => {
                std::slice::from_ref(node)
            }
            Value::Text { .. } if single => {
                self.wrong_list(key, form, node, format!("`{key}` names several in one text"));
                &[]
            }
            _ => {
                self.wrong_list(key, form, node, format!("`{key}` must be a list, but here is {}", node.kind()));
                &[]
            }
        }
    }

    fn wrong_list(&mut self, key: &str, form: &ValueForm, node: &Node, message: String) {
        self.faults.push(Diagnostic::new(INVALID_VALUE, node.span, message).help(cures::line(key, form, node)));
    }

    /// Whether the items of a list have the form that the table has for them; reports those that are texts instead of
    /// maps, and those that are several names in one text.
    fn is_in_form(&mut self, key: &str, form: &ValueForm, node: &Node, items: &[Node]) -> bool {
        let is_text = |item: &Node| matches!(item.value, Value::Text { .. });
        if matches!(form, ValueForm::List(_)) && !items.is_empty() && items.iter().all(is_text) {
            self.wrong_list(key, form, node, format!("`{key}` is a list of keys and values, but here are texts"));
            return false;
        }
        // A list within `requires` may be meant as a choice, which its reader tells.
        let is_plain = match form {
            ValueForm::Names => true,
            ValueForm::NamesOr(shape) => shape.key("any").is_none(),
            _ => false,
        };
        if is_plain && items.iter().any(|item| matches!(item.value, Value::List(_))) {
            self.wrong_list(key, form, node, format!("`{key}` is a list of names, but here is a list in it"));
            return false;
        }
        for item in items.iter().filter(|_| is_names(form)) {
            if let Value::Text { text, .. } = &item.value
                && cures::several(text).len() > 1
            {
                let message = format!("an item of `{key}` names several in one text");
                let parts: Vec<String> = cures::several(text).into_iter().map(|part| format!("`{part}`")).collect();
                let help = format!("write each as an item of its own: {}", parts.join(", "));
                self.faults.push(Diagnostic::new(INVALID_VALUE, item.span, message).help(help));
                return false;
            }
        }
        true
    }

    /// A list of texts.
    pub(crate) fn texts(&mut self, key: &'static str) -> Vec<Spanned<String>> {
        let items = self.list(key, true);
        items.iter().filter_map(|node| text_up_to(node, key, max_text(key), self.faults)).collect()
    }

    /// Reports the keys that nobody asked for, with the nearest one that is known.
    pub(crate) fn finish(self) {
        let known = || self.shape.keys.iter().map(|key| key.name);
        #[cfg(debug_assertions)]
        for key in known() {
            debug_assert!(self.asked.contains(&key), "nobody reads `{key}` of {}", self.shape.what);
        }
        for (key, _) in self.entries {
            if self.shape.key(&key.value).is_none() {
                if let Some((start, value)) =
                    key.value.split_once(':').filter(|(start, _)| self.shape.key(start).is_some())
                {
                    let message = format!("`{}` has no blank behind the colon", key.value);
                    let fault = Diagnostic::new(UNKNOWN_KEY, key.span, message);
                    self.faults.push(fault.help(format!("write `{start}: {value}`")));
                    continue;
                }
                let near = closest(&key.value, known());
                let message = format!("{} has no key `{}`", self.shape.what, key.value);
                let fault = Diagnostic::new(UNKNOWN_KEY, key.span, message)
                    .help(format!("known keys: {}", known().collect::<Vec<_>>().join(", ")))
                    .did_you_mean(near);
                self.faults.push(fault);
            }
        }
    }
}

fn is_name(form: &ValueForm) -> bool {
    matches!(form, ValueForm::Name | ValueForm::NameOr(_))
}

fn is_names(form: &ValueForm) -> bool {
    matches!(form, ValueForm::Names | ValueForm::NamesOr(_))
}

/// Neither HTML nor XML can hold these, not even as entities.
fn unfit(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// Text of a node, trimmed; `None` and a fault where it is something else.
pub(crate) fn text_of(node: &Node, key: &str, faults: &mut Diagnostics) -> Option<Spanned<String>> {
    text_up_to(node, key, MAX_TEXT, faults)
}

fn text_up_to(node: &Node, key: &str, max: usize, faults: &mut Diagnostics) -> Option<Spanned<String>> {
    match &node.value {
        Value::Text { text, .. } if text.trim().is_empty() => {
            faults.push(Diagnostic::new(INVALID_VALUE, node.span, format!("`{key}` is empty")));
            None
        }
        Value::Text { text, .. } if text.contains(unfit) => {
            let c = text.chars().find(|c| unfit(*c)).unwrap_or_default();
            let message = format!("`{key}` holds the character U+{:04X}, which no page can show", c as u32);
            faults.push(Diagnostic::new(INVALID_VALUE, node.span, message).help("take it out"));
            None
        }
        Value::Text { text, .. } if text.len() > max => {
            let message = format!("`{key}` has {} bytes, more than the {max} that are read", text.len());
            faults.push(limited(node.span, message, "shorten it; the body has room for more"));
            None
        }
        Value::Text { text, .. } => Some(Spanned { value: text.trim().to_owned(), span: node.span }),
        _ => {
            let message = format!("`{key}` must be text, but here is {}", node.kind());
            let help = match &node.value {
                Value::Map(entries) => match entries.as_slice() {
                    [(first, Node { value: Value::Text { text, .. }, .. })] => {
                        format!("text with a colon goes in quotes: \"{}: {text}\"", first.value)
                    }
                    _ => "text with a colon, or that begins with `{`, goes in quotes".to_owned(),
                },
                Value::List(_) => "text that begins with `[` goes in quotes".to_owned(),
                _ => "write something, or leave the key out".to_owned(),
            };
            faults.push(Diagnostic::new(INVALID_VALUE, node.span, message).help(help));
            None
        }
    }
}
