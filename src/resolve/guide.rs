//! A guide without its tasks.

use super::build::{Pending, unresolved};
use super::questions::questions;
use super::statements::defaults;
use crate::config::{address_meant, is_language, is_web_address, no_language};
use crate::diagnostic::{Diagnostic, Diagnostics, INVALID_VALUE, UNUSABLE_ID};
use crate::model::{FieldKind, Group, Guide, Integration, Stage, Term, Used, Version};
use crate::parse::{Document, RawGroup, RawGuide};
use crate::text::is_device;

fn group(raw: RawGroup) -> Group {
    let (key, span) = (raw.key.value, raw.key.span);
    Group { key, span, name: raw.name, description: raw.description, shared: raw.shared, used: Used::default() }
}

/// The guide that a document describes; its texts keep their references unresolved in `pending`.
pub(super) fn guide(
    document: Document,
    raw: RawGuide,
    default_language: &str,
    faults: &mut Diagnostics,
) -> (Guide, Pending) {
    let folder = document.folder().to_owned();
    if let Some(c) = folder.chars().find(|c| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))) {
        let message = format!("the folder `{folder}` can't be an address: it has the character {c:?}");
        faults.push(Diagnostic::new(UNUSABLE_ID, document.start, message).help("rename the folder"));
    }
    let catalogue_url = raw.integration.as_ref().and_then(|integration| integration.catalogue_url.as_ref());
    if let Some(url) = catalogue_url.filter(|url| !is_web_address(&url.value)) {
        let message = format!("`catalogue_url` must begin with https:// or http://, not `{}`", url.value);
        let meant = address_meant(&url.value).map(|meant| format!("write `catalogue_url: {meant}`"));
        faults.push(Diagnostic { help: meant, ..Diagnostic::new(INVALID_VALUE, url.span, message) });
    }
    if let Some(id) = raw.feed_id.as_ref().filter(|id| !is_feed_id(&id.value)) {
        let message =
            format!("`feed_id` must begin with https://, http://, tag: or urn:, and have no blank, not `{}`", id.value);
        faults.push(Diagnostic::new(INVALID_VALUE, id.span, message).help("write the address that the guide has now"));
    }
    if folder.eq_ignore_ascii_case("versions") {
        let message = "the folder `versions` can't be an address: the name is the site's own";
        faults.push(Diagnostic::new(UNUSABLE_ID, document.start, message).help("rename the folder"));
    }
    if is_device(&folder) {
        let message = format!("the folder `{folder}` can't be an address: Windows takes the name for a device");
        faults.push(Diagnostic::new(UNUSABLE_ID, document.start, message).help("rename the folder"));
    }
    let (language, unusable): (Option<_>, Option<_>) = match raw.language {
        Some(language) if !is_language(&language.value) => (None, Some(language)),
        language => (language, None),
    };
    let foreign = raw.terms.iter().filter_map(|term| term.lang.as_ref());
    for language in unusable.iter().chain(foreign.filter(|lang| !is_language(&lang.value))) {
        faults.push(no_language(language));
    }
    let integration = raw.integration.map(|raw| Integration {
        id: raw.id,
        version: raw.version,
        catalogue_url: raw.catalogue_url.map(|url| url.value).filter(|url| is_web_address(url)),
    });
    let terms = raw.terms.into_iter().map(|raw| Term {
        span: raw.term.span,
        term: raw.term.value,
        lang: raw.lang.map(|lang| lang.value).filter(|lang| is_language(lang)),
        meaning: unresolved(raw.meaning.map(|field| field.body).unwrap_or_default()),
        variants: raw.variants,
        avoid: raw.avoid,
    });
    let versions = raw.versions.into_iter().map(|raw| Version {
        span: raw.version.span,
        version: raw.version.value,
        date: raw.date,
        note: raw.note.map(|field| unresolved(field.body)),
        withdrawn: raw.withdrawn,
    });
    let mut guide = Guide {
        file: document.file,
        span: document.start,
        title: raw.title.map_or_else(|| folder.clone(), |title| title.value),
        description: raw.description.map(|text| text.value),
        language_span: language.as_ref().map(|language| language.span),
        language: language.map_or_else(|| default_language.to_owned(), |language| language.value),
        updated: raw.updated,
        code: raw.code,
        version: raw.version,
        feed_id: raw.feed_id.map(|id| id.value).filter(|id| is_feed_id(id)),
        versions: versions.collect(),
        integration,
        source: raw.source.map(|field| unresolved(field.body)),
        questions: Vec::new(),
        text: unresolved(document.body),
        assets: Vec::new(),
        extra: raw.extra,
        parties: raw.parties.into_iter().map(group).collect(),
        stages: raw.stages.into_iter().map(|raw| Stage { group: group(raw.group), gate: raw.gate }).collect(),
        scopes: raw.scopes.into_iter().map(group).collect(),
        tracks: raw.tracks.into_iter().map(group).collect(),
        certainties: defaults(raw.certainties, faults),
        id_prefixes: raw.id_prefixes.into_iter().map(|prefix| prefix.value).collect(),
        fields: raw
            .fields
            .into_iter()
            .map(|raw| FieldKind {
                span: raw.key.span,
                key: raw.key.value,
                name: raw.name,
                form: raw.form,
                choices: raw.choices,
                required: raw.required,
                used: Used::default(),
            })
            .collect(),
        terms: terms.collect(),
        sections: Vec::new(),
        retired: Vec::new(),
        absent: Vec::new(),
        in_doubt: false,
        tasks: Vec::new(),
        pages: Vec::new(),
        folder,
    };
    guide.questions = questions(raw.questions, &guide.parties);
    let pending = Pending { sections: raw.sections, retired: raw.retired, ..Pending::default() };
    (guide, pending)
}

/// Whether a text can name something in a feed (an IRI, RFC 4287, 4.2.6).
fn is_feed_id(id: &str) -> bool {
    let rest = ["https://", "http://", "tag:", "urn:"].iter().find_map(|scheme| id.strip_prefix(scheme));
    rest.is_some_and(|rest| !rest.is_empty() && !id.contains(char::is_whitespace))
}
