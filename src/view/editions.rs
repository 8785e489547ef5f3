//! The other versions of the site that a page leads to.

use serde::Serialize;

use crate::context::{Counterpart, Editions, Link, SiteContext};
use crate::i18n::Words;

/// The line above a page of an older version: "You are reading version 1.1. The current one is 1.3: see TF109 there."
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct OlderNotice {
    /// The sentence before the link.
    pub(crate) text: String,
    /// The same page in the current version, or its guide there, or the front page.
    pub(crate) link: Link,
}

/// The links from a page to itself in every version, or to its guide where it is missing.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct VersionPicker {
    /// The current version first.
    pub(crate) links: Vec<VersionLink>,
    /// The list of the site's versions.
    pub(crate) all: Link,
}

/// A page of a version.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct VersionLink {
    pub(crate) link: Link,
    /// The page itself.
    pub(crate) current: bool,
}

/// The notice above the page at `address`; nothing in the current version.
pub(super) fn notice(site: &SiteContext<'_>, words: &Words, address: &str) -> Option<OlderNotice> {
    let editions = site.editions;
    let old = editions.older()?;
    let text = match current_version(editions, address) {
        Some(new) => words.fill("reading_older", &[("old", old), ("new", new)]),
        None => words.fill("reading_older_unnamed", &[("old", old)]),
    };
    let to = editions.counterpart(address, 0);
    let name = match to {
        Counterpart::Page(_, Some(id)) => words.fill("see_task_there", &[("id", id)]),
        Counterpart::Page(..) => words.get("see_page_there").to_owned(),
        Counterpart::Guide(_) => words.get("see_guide_there").to_owned(),
        Counterpart::Home => words.get("see_home_there").to_owned(),
    };
    Some(OlderNotice { text, link: Link { name, path: format!("{}{}", editions.up(), site.path(to.address())) } })
}

/// The versions that the page at `address` leads to; nothing where the site has only one, or the page is in no other.
pub(super) fn picker(site: &SiteContext<'_>, words: &Words, address: &str) -> Option<VersionPicker> {
    let editions = site.editions;
    let mut elsewhere = editions.all().filter(|(_, _, current)| !current);
    if !elsewhere.any(|(at, ..)| editions.counterpart(address, at) != Counterpart::Home) {
        return None;
    }
    let links = versions(site, words, address).collect();
    let path = format!("{}{}", editions.up(), site.path("versions/"));
    let all = Link { name: words.get("all_versions").to_owned(), path };
    Some(VersionPicker { links, all })
}

/// Every version, with what the page at `address` is in it.
pub(super) fn versions<'s>(
    site: &'s SiteContext<'_>,
    words: &'s Words,
    address: &'s str,
) -> impl Iterator<Item = VersionLink> + 's {
    let editions = site.editions;
    editions.all().map(move |(at, name, current)| {
        let name = match (name, current_version(editions, address)) {
            (Some(name), _) => name.to_owned(),
            (None, Some(version)) => words.fill("current_version", &[("version", version)]),
            (None, None) => words.get("current_version_unnamed").to_owned(),
        };
        let to = editions.counterpart(address, at);
        let to = if current { address } else { to.address() };
        VersionLink { link: Link { name, path: editions.root_of(at) + &site.path(to) }, current }
    })
}

/// The version that the guide of a page says it has now.
fn current_version<'e>(editions: &'e Editions, address: &str) -> Option<&'e str> {
    editions.current_version(address.split_once('/')?.0)
}
