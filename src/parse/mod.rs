//! Files to documents: front matter with spans, body as [`Body`]. Names are not looked up here; a document says
//! what its author wrote.

mod checks;
mod document;
mod front;
mod guide;
mod memo;
mod page;
mod place;
mod question;
mod sections;
mod shapes;
mod split;
mod statement;
mod task;
mod version;

pub(crate) use document::{Broken, Document, Front, Parsed};
pub(crate) use guide::{FieldForm, RawGroup, RawGuide, RawRetired};
pub(crate) use memo::Memo;
pub(crate) use page::RawPage;
pub(crate) use question::{DocumentKind, Needed, RawDocument, RawQuestion};
pub(crate) use sections::{RawSection, RawWhen};
pub(crate) use shapes::{GUIDE_PAGE, PAGE, TASK};
pub(crate) use split::split;
pub(crate) use statement::{Certainty, Predicate, Provenance, RawBasis, RawName};
pub(crate) use task::{RawRelations, RawRoles, RawTask, Status};

use std::sync::Mutex;

use crate::diagnostic::{Diagnostic, Diagnostics, MISPLACED_FILE, UNKNOWN_KEY, merge_conflict};
use crate::markdown::Place;
use crate::parallel;
use crate::source::{FileId, Project, Span};
use crate::text::{Markers, conflict};
use crate::yaml::{Cut, Node, Reading, Value};
use front::Reader;
use memo::Circumstances;
use place::{Folders, content_path, has_key, key_of_guide, misplaced};

/// Files of this size are rare.
const LARGE_BYTES: usize = 128 * 1024;

/// Parses every document of the project; faults come in the order of the files. With a memo, only those that changed.
pub(crate) fn parse(
    project: &Project,
    trusted_html: bool,
    memo: Option<&mut Memo>,
    faults: &mut Diagnostics,
) -> Parsed {
    let folders = Folders::of(project);
    // A file can be made so that reading it takes two hundred times its size: large ones are read one at a time.
    let one_at_a_time = Mutex::new(());
    let parse = |file: &FileId, faults: &mut Diagnostics| {
        let large = project.sources.text(*file).len() > LARGE_BYTES;
        let _turn = large.then(|| one_at_a_time.lock());
        parse_one(project, *file, &folders, trusted_html, faults)
    };
    let circumstances = |path: &str| Circumstances {
        in_guide: folders.in_guide(content_path(path)),
        in_doubt: folders.in_doubt(content_path(path)),
        trusted: trusted_html,
    };
    let parsed: Vec<Result<Document, Vec<String>>> = match memo {
        Some(memo) => {
            let (parsed, found): (Vec<_>, Vec<_>) = memo.outcomes(project, circumstances, parse).into_iter().unzip();
            for found in found {
                faults.append(found);
            }
            parsed
        }
        None => {
            let (parsed, found) = parallel::map_gathering(&project.documents, parse, Diagnostics::append);
            faults.append(found);
            parsed
        }
    };
    let mut result = Parsed { documents: Vec::with_capacity(parsed.len()), ..Parsed::default() };
    for (file, document) in project.documents.iter().zip(parsed) {
        match document {
            Ok(mut document) => {
                result.allowances.extend(document.front.allowances());
                result.documents.push(document);
            }
            Err(ids) => {
                let path = content_path(project.sources.path(*file)).to_owned();
                result.broken.push(Broken { path, ids });
            }
        }
    }
    let unread = project.faults.iter().filter_map(|fault| fault.path.strip_prefix("content/"));
    result.broken.extend(unread.map(|path| Broken { path: path.to_owned(), ids: Vec::new() }));
    result
}

/// Parses one file; one that can't be part of the site gives the ids that it may be known by.
fn parse_one(
    project: &Project,
    file: FileId,
    folders: &Folders,
    trusted: bool,
    faults: &mut Diagnostics,
) -> Result<Document, Vec<String>> {
    let text = project.sources.text(file);
    let path = content_path(project.sources.path(file)).to_owned();
    let parts = split::split(text);
    let start = Span::new(file, parts.start..text[parts.start..].find('\n').map_or(text.len(), |n| parts.start + n));
    let index = path.ends_with("/_index.md") || path == "_index.md";
    let in_guide = folders.in_guide(&path);
    if text[parts.start..].starts_with("<<<<<<<")
        && let Some(Markers { ours, between, theirs }) = conflict::find(text, parts.start, |_| true)
    {
        faults.push(merge_conflict(
            &text[ours.clone()],
            [ours.clone(), between, theirs].map(|line| Span::new(file, line)),
        ));
        return Err(claimed_ids(text));
    }
    let Some(front) = parts.front.clone() else {
        faults.push(split::fault(text, &parts, start));
        return Err(claimed_ids(text.split("\n\n").next().unwrap_or_default()));
    };
    let begins_in_front = |at: usize| at < front.end;
    if text[front.clone()].contains("<<<<<<<")
        && let Some(Markers { ours, between, theirs }) = conflict::find(text, front.start, begins_in_front)
    {
        let shown = &text[ours.clone()];
        faults.push(merge_conflict(shown, [ours.clone(), between, theirs].map(|line| Span::new(file, line))));
        return Err(claimed_ids(&text[front]));
    }
    let front_range = front.clone();
    let Reading { node, cut } = crate::yaml::read(&text[front.clone()], file, front.start, faults);
    let mut reader = Reader { source: text, trusted, faults };
    if let Some((what, help)) = misplaced(&node, &path, index, in_guide) {
        // A task in a folder whose `_index.md` can't be read may well stand in its guide.
        if index || has_key(&node, "guide") || !folders.in_doubt(&path) {
            reader.faults.push(Diagnostic::new(MISPLACED_FILE, start, format!("`content/{path}` {what}")).help(help));
        }
        return Err(Vec::new());
    }
    if index
        && !in_guide
        && let Some(key) = key_of_guide(&node)
    {
        let message = format!("`{0}` stands at the margin, and a guide has `{0}` below `guide`", key.value);
        let help = "write a line `guide:` above it, and begin it and the other keys of the guide with two blanks";
        reader.faults.push(Diagnostic::new(UNKNOWN_KEY, key.span, message).help(help));
        return Err(Vec::new());
    }
    let front = if has_key(&node, "guide") {
        Front::Guide(Box::new(reader.guide(&node)))
    } else if in_guide && !is_page(&node) {
        Front::Task(Box::new(reader.task(&node)))
    } else {
        Front::Page(Box::new(reader.page(&node, in_guide)))
    };
    faults.extend(split::second(text, parts.body, file));
    let body = crate::markdown::parse(&text[parts.body..], Place::File(file, parts.body), trusted, faults);
    if cut.iter().all(is_harmless) {
        Ok(Document { file, path, front, body, start })
    } else {
        Err(claimed_ids(&text[front_range]))
    }
}

/// Keys that nothing else hangs on: without them, the page can be checked like others.
const HARMLESS: [&str; 16] = [
    "title",
    "description",
    "source",
    "open_questions",
    "updated",
    "extra",
    "delivers",
    "party",
    "stage",
    "scope",
    "track",
    "requires",
    "with",
    "alternatives",
    "term",
    "meaning",
];

fn is_harmless(cut: &Cut) -> bool {
    let word = if cut.top == "guide" { &cut.word } else { &cut.top };
    HARMLESS.contains(&word.as_str())
}

/// The id and the aliases of a file that could not be read, as far as they can be made out, so that references to them
/// are no second fault.
fn claimed_ids(front: &str) -> Vec<String> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in front.lines() {
        if !line.starts_with([' ', '\t', '-']) {
            inside = line.starts_with("id:") || line.starts_with("aliases:");
        }
        if inside {
            let words = line.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.')));
            found.extend(words.filter(|word| !matches!(*word, "" | "-" | "id" | "aliases")).map(str::to_owned));
        }
    }
    found
}

/// Whether the front matter says `type: page`.
fn is_page(node: &Node) -> bool {
    let Value::Map(entries) = &node.value else { return false };
    entries.iter().any(|(key, value)| {
        key.value == "type" && matches!(&value.value, Value::Text { text, .. } if text.eq_ignore_ascii_case("page"))
    })
}
