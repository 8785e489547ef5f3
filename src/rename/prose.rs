//! References in Markdown: `[[OLD]]`, bare codes, links to the file and to the address, and the words of such links.

use std::ops::Range;

use super::anchors::{Anchors, place};
use super::edit::Edit;
use super::names::Names;
use crate::markdown::{Body, Reference, ReferenceKind, definitions};
use crate::text::{codes, composed, decode_path, encode_path, join_path, readings, web_addresses};

/// Where a text stands.
pub(super) struct Here<'a> {
    pub(super) names: &'a Names<'a>,
    /// Its file below `content/`, and the folder of that.
    pub(super) path: &'a str,
    pub(super) folder: &'a str,
    /// Its guide's folder.
    pub(super) guide: &'a str,
    /// In the task's guide, where its id means it.
    pub(super) in_guide: bool,
    pub(super) anchors: &'a Anchors,
}

/// The edits in a text, whose `body` was parsed from it as from the first byte of a file.
pub(super) fn prose(text: &str, body: &Body, here: &Here<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    for reference in &body.references {
        let range = reference.span.range();
        let Some(source) = text.get(range.clone()) else { continue };
        let found = match reference.kind {
            ReferenceKind::Code => code(text, source, &range, here),
            ReferenceKind::Wiki => wiki(source, here),
            ReferenceKind::Link | ReferenceKind::Image => link(source, reference, here),
        };
        edits.extend(found.into_iter().map(|edit| shifted(edit, range.start)));
    }
    for (range, target) in definitions(text) {
        let source = &text[range.clone()];
        let at = source.find("]:").map_or(0, |at| at + 2);
        let (named, anchor) = destination(source, at, &target, here);
        edits.extend(named.into_iter().chain(anchor).map(|edit| shifted(edit, range.start)));
    }
    edits
}

fn shifted(edit: Edit, by: usize) -> Edit {
    Edit { range: edit.range.start + by..edit.range.end + by, text: edit.text }
}

/// A bare code. Where the new id has not the form of one, it is written in brackets.
fn code(text: &str, source: &str, at: &Range<usize>, here: &Here<'_>) -> Vec<Edit> {
    let Some(named) = here.names.named(source).filter(|_| here.in_guide) else { return Vec::new() };
    let new = here.names.new;
    // Without the strokes that Markdown takes away.
    let is_near = |c: &char| !c.is_whitespace();
    let before: Vec<char> =
        text[..at.start].chars().rev().take(NEAR).take_while(is_near).filter(|c| *c != '\\').collect();
    let behind = text[at.start + named.len()..].chars().take(NEAR).take_while(is_near).filter(|c| *c != '\\');
    let start: usize = before.iter().map(|c| c.len_utf8()).sum();
    let word: String = before.iter().rev().copied().chain(new.chars()).chain(behind).collect();
    let found = codes(&word).find(|found| found.start == start);
    let stays = found.is_some_and(|found| readings(&word[found]).any(|word| word == new));
    vec![Edit { range: 0..named.len(), text: if stays { new.to_owned() } else { format!("[[{new}]]") } }]
}

/// As many characters around a code decide whether it stays one.
const NEAR: usize = 200;

/// `[[OLD]]`, `[[OLD#anchor]]`, `[[guide/OLD|OLD in words]]`.
fn wiki(source: &str, here: &Here<'_>) -> Vec<Edit> {
    let Some(inner) = source.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) else { return Vec::new() };
    let (path, own_words) = inner.split_once('|').map_or((inner, None), |(path, words)| (path, Some(words)));
    let anchor = place(inner);
    let path = path.split('#').next().unwrap_or_default().trim_end_matches('\\');
    let (guide, id) = path.rsplit_once('/').map_or((None, path), |(guide, id)| (Some(guide.trim()), id));
    let ours = guide.map_or(here.in_guide, |guide| guide == here.names.guide);
    let moved = anchor.and_then(|at| {
        let text = here.anchors.of_wiki(guide.unwrap_or(here.guide), id.trim(), &inner[at.clone()], here.path)?;
        Some(Edit { range: at.start + 2..at.end + 2, text })
    });
    if !ours || composed(id.trim()) != here.names.old {
        return moved.into_iter().collect();
    }
    let lead = path.len() - id.trim_start().len();
    let at = 2 + lead;
    let mut edits = vec![Edit { range: at..at + id.trim().len(), text: here.names.new.to_owned() }];
    edits.extend(moved);
    if let Some(own) = own_words {
        let from = 2 + inner.len() - own.len();
        edits.extend(words(own, here.names).map(|at| replaced(at, from, here)));
    }
    edits
}

/// `[words](TF105.md#anchor)`, `[words](/guide/TF105/)`.
fn link(source: &str, reference: &Reference, here: &Here<'_>) -> Vec<Edit> {
    let Some(behind) = source.rfind("](").filter(|_| source.ends_with(')')) else { return Vec::new() };
    let (named, anchor) = destination(source, behind + 2, &reference.target, here);
    let mut edits: Vec<Edit> = Vec::new();
    if named.is_some() && reference.kind == ReferenceKind::Link {
        edits.extend(words(&source[1..behind], here.names).map(|at| replaced(at, 1, here)));
    }
    edits.extend(named.into_iter().chain(anchor));
    edits
}

fn replaced(at: Range<usize>, from: usize, here: &Here<'_>) -> Edit {
    Edit { range: at.start + from..at.end + from, text: here.names.new.to_owned() }
}

/// The part of a link's target that names the task, and its anchor, as far as they change. The target stands in `source`
/// behind byte `from`.
fn destination(source: &str, from: usize, target: &str, here: &Here<'_>) -> (Option<Edit>, Option<Edit>) {
    let Some(written) = source.get(from..) else { return (None, None) };
    let start = from + written.len() - written.trim_start_matches(|c: char| c.is_whitespace() || c == '<').len();
    if !source[start..].starts_with(target) {
        return (None, None);
    }
    let path = target.split(['#', '?']).next().unwrap_or_default();
    let edit = |(part, text): (Range<usize>, String)| Edit { range: start + part.start..start + part.end, text };
    let named = named(path, here).map(|(part, new)| {
        let encoded = path[part.clone()].contains('%');
        edit((part, if encoded { encode_path(&new) } else { new }))
    });
    let anchor =
        place(target).and_then(|at| Some((at.clone(), here.anchors.of_link(path, &target[at], here.path)?))).map(edit);
    (named, anchor)
}

/// The part of a path that is the task's file or address, and what stands there from now on.
fn named(path: &str, here: &Here<'_>) -> Option<(Range<usize>, String)> {
    let names = here.names;
    if let Some(absolute) = path.strip_prefix('/') {
        let (guide, rest) = absolute.split_once('/')?;
        let id = rest.split('/').next().unwrap_or_default();
        let ours = decode_path(guide)? == names.guide && composed(&decode_path(id)?) == names.old;
        let at = 1 + guide.len() + 1;
        return ours.then(|| (at..at + id.len(), names.new.to_owned()));
    }
    let file = names.file.as_ref()?;
    if join_path(here.folder, &decode_path(path)?)? != names.path {
        return None;
    }
    let at = path.rfind('/').map_or(0, |slash| slash + 1);
    Some((at..path.len(), file.clone()))
}

/// Where the task's former id stands as a word of a text that people read, outside code and web addresses.
pub(super) fn words<'t>(text: &'t str, names: &'t Names<'_>) -> impl Iterator<Item = Range<usize>> + 't {
    let addresses = web_addresses(text);
    let found = codes(text).filter_map(|at| Some(at.start..at.start + names.named(&text[at])?.len()));
    found.filter(move |at| {
        let in_code = text[..at.start].matches('`').count() % 2 == 1;
        !in_code && !addresses.iter().any(|address| address.start <= at.start && at.end <= address.end)
    })
}
