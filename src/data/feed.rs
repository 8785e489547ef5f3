//! `feed.xml`: the released versions of a guide, and what changed in each, for programs that watch for news (Atom, RFC 4287). A
//! party has one too, of the versions that touch it. Nothing of it depends on when it was made.

use crate::changes::{self, Changes, Section};
use crate::context::{GuideContext, Setting, feed_address};
use crate::model::Version;
use crate::text::{attribute, encode_path, visible};

/// The most versions of a feed.
const ENTRIES: usize = 50;
/// The most tasks of a version.
const ITEMS: usize = 100;

/// The feeds of a guide: its own, and one for each party.
pub(crate) fn feeds(context: &GuideContext<'_>) -> Vec<Option<usize>> {
    let parties = context.guide.parties.iter().enumerate().filter(|(_, group)| group.in_use()).map(|(at, _)| Some(at));
    let all = std::iter::once(None).chain(parties);
    all.filter(|party| feed_address(context, *party).is_some()).collect()
}

/// A feed as a file.
pub(crate) fn feed(context: &GuideContext<'_>, party: Option<usize>) -> String {
    let (guide, words) = (context.guide, context.words);
    let base = format!("{}/", context.site.site.settings.base_url);
    let absolute = |address: &str| format!("{base}{}", encode_path(address));
    let own = guide.feed_id.clone().unwrap_or_else(|| absolute(&guide.address()));
    let page = absolute(&format!("{}changes/", guide.address()));
    let address = absolute(&feed_address(context, party).unwrap_or_default());
    let key = party.map(|at| guide.parties[at].key.as_str());
    let entries: Vec<String> = versions(context, key)
        .take(ENTRIES)
        .map(|(version, changes)| entry(context, (&own, &page, &base), version, changes, key))
        .collect();
    let newest = versions(context, key).map(|(version, _)| &version.date).next();
    let newest = newest.or(guide.versions.first().map(|version| &version.date));
    let title = match party {
        Some(at) => format!("{}: {} – {}", guide.title, words.get("changes"), guide.parties[at].name),
        None => format!("{}: {}", guide.title, words.get("changes")),
    };
    let id = match key {
        Some(key) => format!("{own}#{key}"),
        None => own.clone(),
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<id>{}</id>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n<updated>{}T00:00:00Z</updated>\n\
         <author><name>{}</name></author>\n{}</feed>\n",
        text(&guide.language),
        text(&title),
        text(&id),
        text(&address),
        text(&page),
        newest.map_or("2000-01-01", String::as_str),
        text(&context.site.site.settings.title),
        entries.concat(),
    )
}

/// The versions of a feed, newest first.
fn versions<'a>(
    context: &'a GuideContext<'_>,
    party: Option<&'a str>,
) -> impl Iterator<Item = (&'a Version, Option<&'a Changes>)> {
    let releases = context.history.into_iter().flat_map(|history| &history.releases);
    let all = context.guide.versions.iter().zip(releases.map(|release| release.changes.as_ref()));
    all.filter(move |(_, changes)| party.is_none_or(|party| changes.is_some_and(|changes| touches(changes, party))))
}

fn touches(changes: &Changes, party: &str) -> bool {
    let concerns = |parties: &[String]| parties.iter().any(|key| key == party);
    let shown = changes.tasks.iter().filter(|entry| entry.section().is_some());
    shown.into_iter().any(|entry| concerns(&entry.parties))
        || changes.affected.iter().any(|affected| concerns(&affected.parties))
}

fn entry(
    context: &GuideContext<'_>,
    (own, page, base): (&str, &str, &str),
    version: &Version,
    changes: Option<&Changes>,
    party: Option<&str>,
) -> String {
    let words = context.words;
    let withdrawn = if version.withdrawn { format!(" ({})", words.get("withdrawn")) } else { String::new() };
    let mut content = String::new();
    if let Some(note) = &version.note {
        let setting = Setting {
            site: context.site,
            words,
            root: base,
            assets: &context.guide.assets,
            asset_path: &[base, &encode_path(&context.guide.address())].concat(),
            prefix: "",
            shift: 0,
        };
        content.push_str(&setting.html(note));
    }
    match changes {
        Some(changes) => told(context, base, changes, party, &mut content),
        None => content.push_str(&format!("<p>{}</p>", attribute(words.get("changes_none")))),
    }
    format!(
        "<entry>\n<title>{}</title>\n<id>{}</id>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
         <published>{date}T00:00:00Z</published>\n<updated>{date}T00:00:00Z</updated>\n\
         <content type=\"html\">{}</content>\n</entry>\n",
        text(&format!("{} {}{withdrawn}", words.get("version"), version.version)),
        text(&format!("{own}#{}", version.version)),
        text(&format!("{page}#{}", crate::view::anchor(version))),
        text(&content),
        date = version.date,
    )
}

/// The changes as HTML: those of one party, or all.
fn told(context: &GuideContext<'_>, base: &str, changes: &Changes, party: Option<&str>, out: &mut String) {
    let words = context.words;
    out.push_str(&format!("<p>{}</p>", attribute(&changes::counts(changes, words))));
    if !changes.guide_changes.is_empty() {
        let line = |change| format!("<li>{}</li>", attribute(&changes::guide_change(change, words)));
        out.push_str(&format!("<ul>{}</ul>", changes.guide_changes.iter().map(line).collect::<String>()));
    }
    let concerns = |parties: &[String]| party.is_none_or(|party| parties.iter().any(|key| key == party));
    let tasks = crate::view::tasks_by_id(context);
    let item = |id: &str, title: &str, details: &str| {
        let name = match tasks.get(id) {
            Some(at) => format!("<a href=\"{base}{}\">{}</a>", attribute(&context.links[*at].path), attribute(id)),
            None => attribute(id),
        };
        let details = if details.is_empty() { String::new() } else { format!(": {}", attribute(details)) };
        format!("<li>{name} {}{details}</li>", attribute(title))
    };
    let mut lists: Vec<(&str, Vec<String>)> = Vec::new();
    for section in Section::ALL {
        let entries = changes.tasks.iter().filter(|entry| entry.section() == Some(section) && concerns(&entry.parties));
        let items = entries.map(|entry| item(&entry.id, &entry.title, &changes::details(entry, words).join("; ")));
        lists.push((changes::heading(section, words), items.collect()));
    }
    let affected = changes.affected.iter().filter(|affected| concerns(&affected.parties));
    let items = affected.map(|affected| item(&affected.id, &affected.title, &changes::because(affected, words)));
    lists.push((words.get("changes_affected"), items.collect()));
    let mut room = ITEMS;
    let all: usize = lists.iter().map(|(_, items)| items.len()).sum();
    for (name, items) in lists.iter().filter(|(_, items)| !items.is_empty()) {
        let shown = items.len().min(room);
        if shown > 0 {
            out.push_str(&format!("<h3>{}</h3><ul>{}</ul>", attribute(name), items[..shown].concat()));
        }
        room -= shown;
    }
    if all > ITEMS {
        let more = crate::context::more(words, all - ITEMS).unwrap_or_default();
        out.push_str(&format!("<p>{}</p>", attribute(&more)));
    }
}

/// Text in XML: without the characters that it can't hold, and none that hides.
fn text(text: &str) -> String {
    let is_fit =
        |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    attribute(&visible(text).chars().filter(is_fit).collect::<String>())
}
