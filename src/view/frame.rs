//! The frame around every page: head, header, side bar, breadcrumbs, footer.

use serde::Serialize;
use serde_json::{Value, json};

use crate::context::{Compared, Counterpart, Extra, GuideContext, Link, SiteContext};
use crate::source::FileId;
use crate::text::{encode_path, relative_root};
use crate::view::editions::{self, OlderNotice, VersionPicker};
use crate::view::page_tree::{TreePage, page_tree};

/// A step of the breadcrumbs.
pub(crate) type Crumb = Link;

/// `site` in every template.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct SiteView {
    pub(crate) title: String,
    /// Language of the site's own names.
    pub(crate) lang: String,
    /// The site's address; empty if the site opens from disk.
    pub(crate) base_url: String,
    pub(crate) description: Option<String>,
    /// Site path of the front page.
    pub(crate) path: String,
    /// Site path of the index, `search/`.
    pub(crate) search: String,
    pub(crate) guides: Vec<Link>,
    /// Name of the front page.
    pub(crate) home: String,
    /// The pages outside guides for their side bar, in the order in which they are read; none where they are too few or too many.
    pub(crate) tree: Vec<TreePage>,
    /// The pages outside guides for the header.
    pub(crate) pages: Vec<Link>,
    pub(crate) contact: Option<String>,
    pub(crate) accessibility_statement_url: Option<String>,
    /// The version of vejviser.
    pub(crate) version: &'static str,
    /// The name of the older version whose pages these are; null for the current one. Such pages run no scripts.
    pub(crate) older: Option<String>,
    pub(crate) extra: Extra,
}

impl SiteView {
    pub(crate) fn new(site: &SiteContext<'_>) -> SiteView {
        let settings = &site.site.settings;
        let guides =
            site.site.guides.iter().map(|guide| Link { name: guide.title.clone(), path: site.path(&guide.address()) });
        let pages = if site.header_has_room() { site.site.top_pages.as_slice() } else { &[] };
        let pages = pages.iter().map(|at| site.page_link(&site.site.pages[*at]));
        let home = site.site.home.as_ref().map_or(&settings.title, |page| &page.title);
        SiteView {
            title: settings.title.clone(),
            lang: settings.language.clone(),
            base_url: settings.base_url.clone(),
            description: settings.description.clone(),
            path: site.path(""),
            search: [site.editions.up(), &site.path("search/")].concat(),
            guides: guides.collect(),
            home: home.clone(),
            tree: page_tree(site),
            pages: pages.collect(),
            contact: settings.contact.clone(),
            accessibility_statement_url: settings.accessibility_statement_url.clone(),
            version: env!("CARGO_PKG_VERSION"),
            older: site.editions.older().map(str::to_owned),
            extra: Extra(settings.extra.clone()),
        }
    }
}

/// `page` in every template.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Frame {
    /// Leads from the page to the site's root; put before every path.
    pub(crate) root: String,
    /// Site path of this page.
    pub(crate) path: String,
    pub(crate) lang: Compared,
    /// The script that brings the words of the interface in this language.
    pub(crate) words: String,
    /// The heading of the page.
    pub(crate) title: String,
    /// The heading with guide and site, for the window's title.
    pub(crate) full_title: String,
    /// The description below the heading.
    pub(crate) description: Option<String>,
    /// The same for search engines and previews of links; where the page has none, what it belongs to.
    pub(crate) summary: Option<String>,
    /// JSON-LD, ready to stand in a script element.
    pub(crate) structured: Option<String>,
    /// The address that people should copy: absolute where the site has a base URL.
    pub(crate) permalink: String,
    /// The same for search engines, where the site has a base URL: of an older version's page, that of the current one.
    pub(crate) canonical: Option<String>,
    pub(crate) breadcrumbs: Vec<Crumb>,
    pub(crate) edit_url: Option<String>,
    pub(crate) updated: Option<String>,
    /// The same day written out: "23 November 2026".
    pub(crate) updated_on: Option<String>,
    /// Keeps the page out of search engines.
    pub(crate) noindex: bool,
    /// Whether it has the side bar of pages outside guides.
    pub(crate) side: bool,
    /// The part of the side bar that is open: an address outside guides, a stage and party in guides, or empty.
    pub(crate) nav: String,
    /// The page's own party, where the side bar has no room for all.
    pub(crate) party: Option<Link>,
    /// Number of the party whose own page it is, from 1; 0 for other pages.
    pub(crate) own: usize,
    /// The page's own stage, where the side bar has no room for all.
    pub(crate) stage: Option<Link>,
    /// Above a page of an older version.
    pub(crate) older: Option<OlderNotice>,
    /// The page in other versions of the site, where there are any.
    pub(crate) versions: Option<VersionPicker>,
}

/// The facts about a page that its frame needs.
pub(crate) struct About<'a> {
    /// Site path: `g/TF1/`, `404.html`.
    pub(crate) address: &'a str,
    pub(crate) title: &'a str,
    pub(crate) description: Option<&'a str>,
    pub(crate) updated: Option<&'a str>,
    pub(crate) file: Option<FileId>,
}

impl Frame {
    /// The frame of a page outside guides.
    pub(crate) fn of_site(site: &SiteContext<'_>, about: &About<'_>) -> Self {
        let settings = &site.site.settings;
        let home = about.address.is_empty();
        let crumbs = if home { Vec::new() } else { vec![Link { name: settings.title.clone(), path: site.path("") }] };
        let full = if home { settings.title.clone() } else { format!("{} – {}", about.title, settings.title) };
        let summary = about.description.or(settings.description.as_deref());
        let mut frame = Frame::new(site, &settings.language, about, summary, crumbs, full);
        // In a site of guides, its own pages lead to guides rather than to other pages.
        frame.beside_pages(site, site.site.guides.is_empty());
        frame
    }

    /// Gives a page outside guides the side bar of such pages, where it `is_one` and there are several.
    pub(crate) fn beside_pages(&mut self, site: &SiteContext<'_>, is_one: bool) {
        self.side = is_one && !site.side_pages().is_empty();
    }

    /// The same page with more steps to it.
    pub(crate) fn below(mut self, above: Vec<Crumb>) -> Self {
        self.breadcrumbs.extend(above);
        self
    }

    /// The frame of a guide's page; `above` are the steps between the guide and the page.
    pub(crate) fn of_guide(guide: &GuideContext<'_>, about: &About<'_>, above: Vec<Crumb>) -> Self {
        let settings = &guide.site.site.settings;
        let mut crumbs = vec![Link { name: settings.title.clone(), path: guide.site.path("") }];
        let full = if about.address == guide.guide.address() {
            format!("{} – {}", guide.guide.title, settings.title)
        } else {
            crumbs.push(Link { name: guide.guide.title.clone(), path: guide.path("") });
            [about.title, " – ", &guide.guide.title].concat()
        };
        crumbs.extend(above);
        let summary = about.description.or(guide.guide.description.as_deref());
        Frame::new(guide.site, &guide.guide.language, about, summary, crumbs, full)
    }

    fn new(
        site: &SiteContext<'_>,
        language: &str,
        about: &About<'_>,
        summary: Option<&str>,
        crumbs: Vec<Crumb>,
        full: String,
    ) -> Self {
        let settings = &site.site.settings;
        let base = &settings.base_url;
        let folder = about.address.is_empty() || about.address.ends_with('/');
        let root = match relative_root(about.address).as_str() {
            "" => "./".to_owned(),
            root => root.to_owned(),
        };
        let edit_url = about.file.and_then(|file| {
            let path = encode_path(site.sources.path(file));
            settings.edit_url.as_ref().map(|url| url.replace("{path}", &path))
        });
        let own = (!base.is_empty() && folder).then(|| format!("{base}/{}", encode_path(about.address)));
        let words = site.catalogue.get(language);
        let canonical = match site.editions.older() {
            None => own.clone(),
            Some(_) => canonical_of_older(site, about.address),
        };
        let full_title = match site.editions.older() {
            None => full,
            Some(name) => format!("{full} ({} {name})", words.get("version_small")),
        };
        let mut frame = Frame {
            permalink: own.unwrap_or_else(|| [root.as_str(), &site.path(about.address)].concat()),
            root,
            path: site.path(about.address),
            lang: Compared(language.to_owned()),
            words: words.file(),
            title: about.title.to_owned(),
            full_title,
            description: about.description.map(str::to_owned),
            summary: summary.map(str::to_owned),
            structured: None,
            noindex: site.editions.older().is_some() && canonical.is_none(),
            canonical,
            breadcrumbs: crumbs,
            edit_url,
            updated: about.updated.map(str::to_owned),
            updated_on: about.updated.map(|day| words.day(day)),
            side: false,
            nav: String::new(),
            party: None,
            own: 0,
            stage: None,
            older: editions::notice(site, words, about.address),
            versions: editions::picker(site, words, about.address),
        };
        frame.structured = structured(&frame, base, false);
        frame
    }

    /// Makes the page one that is a text of its own, with a summary where it has no description.
    pub(crate) fn article(&mut self, base: &str, summary: impl FnOnce() -> String) {
        if self.description.is_none() {
            self.summary = Some(summary());
        }
        self.structured = structured(self, base, true);
    }

    /// Keeps the page from search engines.
    pub(crate) fn unlisted(&mut self) {
        self.noindex = true;
        self.canonical = None;
        self.structured = None;
    }
}

/// The address in the current version that search engines should take for the page of an older one, if it is there still.
fn canonical_of_older(site: &SiteContext<'_>, address: &str) -> Option<String> {
    let base = Some(site.editions.base_url()).filter(|base| !base.is_empty())?;
    match site.editions.counterpart(address, 0) {
        Counterpart::Page(now, _) => Some(format!("{base}/{}", encode_path(now))),
        Counterpart::Guide(_) | Counterpart::Home => None,
    }
}

/// The page's metadata for programs, as JSON-LD in the terms of schema.org, a block of data that nothing runs: the steps that
/// lead to it and, where `article` says so, the page as a text of its own. Addresses are absolute,
/// so there is nothing to tell without a base URL.
fn structured(frame: &Frame, base: &str, article: bool) -> Option<String> {
    let own = frame.canonical.as_deref().filter(|_| frame.older.is_none())?;
    let above = frame.breadcrumbs.iter().map(|crumb| (crumb.name.as_str(), format!("{base}/{}", crumb.path)));
    let steps = above.chain([(frame.title.as_str(), own.to_owned())]).enumerate();
    let steps: Vec<Value> = steps
        .map(|(at, (name, item))| json!({"@type": "ListItem", "position": at + 1, "name": name, "item": item}))
        .collect();
    let mut graph = Vec::new();
    if steps.len() > 1 {
        graph.push(json!({"@type": "BreadcrumbList", "itemListElement": steps}));
    }
    if article {
        let mut text = json!({"@type": "TechArticle", "headline": frame.title, "url": own, "inLanguage": frame.lang.0});
        for (key, value) in [("description", &frame.summary), ("dateModified", &frame.updated)] {
            if let Some(value) = value {
                text[key] = json!(value);
            }
        }
        graph.push(text);
    }
    (!graph.is_empty()).then(|| in_script(&json!({"@context": "https://schema.org", "@graph": graph})))
}

/// JSON that can stand in a script element: nothing in it can end the element or begin another.
fn in_script(value: &Value) -> String {
    let text = value.to_string();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_script() {
        let text = in_script(&json!("</script><!--<script>&\u{2028}"));
        assert!(!text.contains(['<', '>', '&', '\u{2028}']), "{text}");
        let read: String = serde_json::from_str(&text).unwrap_or_default();
        assert_eq!(read, "</script><!--<script>&\u{2028}");
    }
}
