//! The files of a guide as text.

use super::cells::{Marked, Reader};
use super::columns::{Column, Columns};
use super::groups::{GroupKind, Groups, Keys, Role};
use super::target::Target;
use crate::model::FieldForm;
use crate::yaml::{in_quotes, scalar};

/// The facts that a table can call likely, by their keys.
const FACTS: [&str; 5] = ["party", "stage", "scope", "track", "delivers"];

/// The file of one task, with the keys of its groups and of the parties in its roles.
pub(super) fn task(reader: &mut Reader<'_, '_>, keys: &Keys, roles: &[Role]) -> String {
    let title = reader.text(&Column::Title);
    if title.is_none() {
        reader.remark(&Column::Title, "the task has no title; its id stands there".to_owned());
    }
    let title = title.unwrap_or_else(|| reader.task.id.clone());
    let mut out = format!("---\ntitle: {}\n", in_quotes(&one_line(&title)));
    let likely = likely(reader);
    for (kind, key) in GroupKind::ALL.into_iter().zip(keys) {
        let key = key.as_deref().map(scalar);
        stated(&mut out, kind.name(), "key", key, likely.contains(&kind.name()));
    }
    requires(&mut out, reader);
    let relations = [("with", Column::With), ("alternatives", Column::Alternatives), ("related", Column::Related)];
    for (key, column) in relations {
        names(&mut out, key, "task", &reader.ids(&column));
    }
    if !roles.is_empty() {
        out.push_str("roles:\n");
    }
    for (role, parties) in roles {
        match (*role, parties.as_slice()) {
            ("responsible", [one]) => out.push_str(&format!("  responsible: {}\n", item("party", one))),
            _ => names(&mut out, &format!("  {role}"), "party", parties),
        }
    }
    let delivers = reader.text(&Column::Delivers).map(|text| in_quotes(&text));
    stated(&mut out, "delivers", "text", delivers, likely.contains(&"delivers"));
    if let Some(titles) = reader.text(&Column::Documents) {
        out.push_str("documents:\n");
        for title in titles.lines().map(str::trim).filter(|title| !title.is_empty()) {
            out.push_str(&format!("  - title: {}\n", in_quotes(title)));
        }
    }
    quoted(&mut out, "description", reader.text(&Column::Description).as_deref());
    if let Some(questions) = reader.text(&Column::Questions) {
        out.push_str("open_questions:\n");
        for question in questions.lines().map(str::trim).filter(|question| !question.is_empty()) {
            out.push_str(&format!("  - {}\n", in_quotes(&as_markdown(question))));
        }
    }
    // A line of plain text is a paragraph of its own.
    let source = reader.text(&Column::Source).map(|text| as_markdown(&text).replace('\n', "\n\n"));
    quoted(&mut out, "source", source.as_deref());
    list(&mut out, "aliases", &reader.words(&Column::Aliases));
    let status = reader.status();
    line(&mut out, "status", status);
    let replaced_by = reader.one(&Column::ReplacedBy);
    if status == Some("retired") {
        line(&mut out, "replaced_by", replaced_by.as_deref());
    } else if replaced_by.is_some() {
        reader.remark(&Column::ReplacedBy, "goes with the status retired; it was left out".to_owned());
    }
    line(&mut out, "updated", reader.date(&Column::Updated).as_deref());
    own(&mut out, reader);
    out.push_str("---\n");
    if let Some(body) = reader.text(&Column::Body) {
        out.push_str(&format!("\n{body}\n"));
    }
    out
}

/// The facts that a row calls likely.
fn likely(reader: &mut Reader<'_, '_>) -> Vec<&'static str> {
    let mut found = Vec::new();
    for Marked { name, .. } in reader.names(&Column::Likely) {
        match FACTS.iter().find(|fact| **fact == name) {
            Some(fact) => found.push(*fact),
            None => {
                let message = format!("`{name}` is none of {}; it was left out", FACTS.join(", "));
                reader.remark(&Column::Likely, message);
            }
        }
    }
    found
}

/// A fact, as a map under `key` where it is only likely.
fn stated(out: &mut String, fact: &str, key: &str, value: Option<String>, likely: bool) {
    match value {
        Some(value) if likely => out.push_str(&format!("{fact}: {{{key}: {value}, certainty: likely}}\n")),
        Some(value) => out.push_str(&format!("{fact}: {value}\n")),
        None => {}
    }
}

/// A name, as a map under `key` where it is only likely.
fn item(key: &str, Marked { name, likely }: &Marked) -> String {
    let name = scalar(name);
    if *likely { format!("{{{key}: {name}, certainty: likely}}") } else { name }
}

fn names(out: &mut String, list: &str, key: &str, items: &[Marked]) {
    if !items.is_empty() {
        let items: Vec<String> = items.iter().map(|one| item(key, one)).collect();
        out.push_str(&format!("{list}: [{}]\n", items.join(", ")));
    }
}

fn requires(out: &mut String, reader: &mut Reader<'_, '_>) {
    let found = reader.requirements();
    if found.is_empty() {
        return;
    }
    out.push_str("requires:\n");
    for requirement in found {
        let ids: Vec<String> = requirement.ids.iter().map(|id| scalar(id)).collect();
        let item = match (ids.as_slice(), requirement.likely) {
            ([one], false) => one.clone(),
            ([one], true) => format!("{{task: {one}, certainty: likely}}"),
            (several, false) => format!("{{any: [{}]}}", several.join(", ")),
            (several, true) => format!("{{any: [{}], certainty: likely}}", several.join(", ")),
        };
        out.push_str(&format!("  - {item}\n"));
    }
}

fn own(out: &mut String, reader: &mut Reader<'_, '_>) {
    let keys: Vec<String> = reader.columns.own().map(|(key, _)| key.to_owned()).collect();
    let mut head = "fields:\n";
    for key in keys {
        let kind = reader.guide.and_then(|guide| guide.fields.iter().find(|field| field.key == key));
        let is_day = kind.is_some_and(|kind| kind.form == FieldForm::Date);
        let column = Column::Own(key.clone());
        if let Some(text) = if is_day { reader.date(&column) } else { reader.text(&column) } {
            out.push_str(&format!("{head}  {}: {}\n", scalar(&key), in_quotes(&text)));
            head = "";
        }
    }
}

/// The page of a new guide.
pub(super) fn guide(target: &Target<'_>, groups: &Groups, columns: &Columns) -> String {
    let mut out = format!("---\ntitle: {}\nlanguage: {}\nguide:\n", in_quotes(target.title), scalar(target.language));
    for kind in GroupKind::ALL {
        let known = groups.of(kind);
        if !known.is_empty() {
            out.push_str(&format!("  {}:\n", kind.list()));
        }
        for (key, name) in known {
            out.push_str(&format!("    - key: {}\n", scalar(key)));
            if key != name {
                out.push_str(&format!("      name: {}\n", in_quotes(name)));
            }
        }
    }
    let mut head = "  fields:\n";
    for (key, name) in columns.own() {
        out.push_str(&format!("{head}    - key: {}\n", scalar(key)));
        if key != name {
            out.push_str(&format!("      name: {}\n", in_quotes(name)));
        }
        head = "";
    }
    out.push_str("---\n");
    out
}

fn line(out: &mut String, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        out.push_str(&format!("{key}: {}\n", scalar(value)));
    }
}

fn quoted(out: &mut String, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        out.push_str(&format!("{key}: {}\n", in_quotes(value)));
    }
}

fn list(out: &mut String, key: &str, items: &[String]) {
    if !items.is_empty() {
        let items: Vec<String> = items.iter().map(|item| scalar(item)).collect();
        out.push_str(&format!("{key}: [{}]\n", items.join(", ")));
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Plain text as Markdown that shows the same: signs that would begin something get a stroke.
fn as_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let in_word = before.is_alphanumeric() && next.is_alphanumeric();
        let first = out.is_empty() || before == '\n';
        let sign = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '|' => true,
            '_' => !in_word,
            '&' => next.is_alphanumeric() || next == '#',
            '!' => next == '[',
            '#' | '>' | '+' | '-' | '=' | ':' => first,
            '.' | ')' => before.is_ascii_digit() && next == ' ' && out.trim_start().bytes().all(|b| b.is_ascii_digit()),
            _ => false,
        };
        if sign {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}
