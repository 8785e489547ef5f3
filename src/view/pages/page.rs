//! The front page, a guide's first page, pages that authors wrote, and pages that only lead on.

use std::hash::Hash;

use serde::Serialize;

use crate::context::{Compared, Extra, Link, Setting, SiteContext, group_link, mark_of, more_at};
use crate::model::{Origin, Page, STATEMENT};
use crate::pictures::{DiagramView, Picture};
use crate::view::frame::{About, Frame};
use crate::view::guide::GuideViews;
use crate::view::guide_view::{MAX_NAV, in_use};
use crate::view::paged::{PageView, Paged};
use crate::view::parts::asked::Asked;
use crate::view::parts::contents::{Heading, contents};
use crate::view::parts::glossary::TermHere;
use crate::view::parts::road::Road;
use crate::view::parts::said::sureness;

/// `home` in `pages/home.html`.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct HomeView {
    /// The text of the authors' front page, as HTML.
    pub(crate) html: Option<String>,
    pub(crate) guides: Vec<GuideCard>,
    /// Pages that neither the header nor the authors' text leads to.
    pub(crate) pages: Vec<Link>,
    /// The first page outside guides, in a site without guides.
    pub(crate) next: Option<Link>,
}

/// A guide on the front page.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct GuideCard {
    pub(crate) title: String,
    pub(crate) lang: Compared,
    pub(crate) path: String,
    pub(crate) description: Option<String>,
    pub(crate) tasks_count: String,
    pub(crate) questions_count: Option<String>,
    pub(crate) updated: Option<String>,
    /// The same day written out.
    pub(crate) updated_on: Option<String>,
    pub(crate) parties: Vec<CardParty>,
    /// "and 4 more" parties, on the guide's first page.
    pub(crate) more: Option<Link>,
}

/// A party on the card of a guide.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct CardParty {
    pub(crate) name: String,
    pub(crate) path: String,
    /// From 1, in the guide's order; chooses the colour.
    pub(crate) number: usize,
}

/// `intro` in `pages/guide.html`.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct IntroView {
    /// The guide's introduction, as HTML.
    pub(crate) html: String,
    /// Words of the glossary in the introduction.
    pub(crate) terms: Vec<TermHere>,
    pub(crate) contents: Vec<Heading>,
    pub(crate) diagram: Option<DiagramView>,
    /// The way through the guide, while nothing is done.
    pub(crate) road: Road,
    /// "324 of 340 statements are certain, 57 of them confirmed", where not all are certain.
    pub(crate) sureness: Option<String>,
    /// The source of the guide's statements, as HTML.
    pub(crate) source: Option<String>,
    pub(crate) questions: Asked,
}

/// `content` in `pages/page.html`.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ContentView {
    /// The text of the page, as HTML.
    pub(crate) html: String,
    /// The pages of its folder that the text does not lead to.
    pub(crate) pages: Vec<Link>,
    /// The page before it in the order in which they are read.
    pub(crate) previous: Option<Link>,
    /// The page behind it in the order in which they are read.
    pub(crate) next: Option<Link>,
    /// Words of the guide's glossary in it.
    pub(crate) terms: Vec<TermHere>,
    pub(crate) contents: Vec<Heading>,
    /// The source of the page's statements, as HTML.
    pub(crate) source: Option<String>,
    pub(crate) questions: Asked,
    pub(crate) extra: Extra,
}

/// `moved` in `pages/moved.html`: a page that answers for an address that is no longer used.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct MovedView {
    pub(crate) text: String,
    pub(crate) note: Option<String>,
    /// The heading over the link.
    pub(crate) see: Option<String>,
    pub(crate) to: Option<Link>,
    /// `to` is an address of another site; write no `page.root` before it.
    pub(crate) leads_out: bool,
    /// Browsers go on at once: the page has only another address.
    pub(crate) refresh: bool,
}

/// `pages/not_found.html` needs no more than its frame.
#[derive(Clone, Copy, Debug, Hash, Serialize)]
pub(crate) struct NotFoundView {}

impl PageView for HomeView {
    const TEMPLATE: (&'static str, &'static str) = ("pages/home.html", "home");
}

impl PageView for IntroView {
    const TEMPLATE: (&'static str, &'static str) = ("pages/guide.html", "intro");
}

impl PageView for ContentView {
    const TEMPLATE: (&'static str, &'static str) = ("pages/page.html", "content");
}

impl PageView for MovedView {
    const TEMPLATE: (&'static str, &'static str) = ("pages/moved.html", "moved");
}

impl PageView for NotFoundView {
    const TEMPLATE: (&'static str, &'static str) = ("pages/not_found.html", "not_found");
}

fn about<'a>(address: &'a str, title: &'a str, page: Option<&'a Page>) -> About<'a> {
    About {
        address,
        title,
        description: page.and_then(|page| page.description.as_deref()),
        updated: page.and_then(|page| page.updated.as_deref()),
        file: page.map(|page| page.file),
    }
}

/// The front page of the site.
pub(crate) fn home<'a>(site: &SiteContext<'_>, guides: &[GuideViews<'_>]) -> Paged<'a, HomeView> {
    let words = site.words();
    let page = site.site.home.as_ref();
    let title = page.map_or(site.site.settings.title.as_str(), |page| page.title.as_str());
    let mut frame = Frame::of_site(site, &about("", title, page));
    if frame.description.is_none() {
        frame.description.clone_from(&frame.summary);
    }
    let cards = guides.iter().map(|context| GuideCard {
        title: context.guide.title.clone(),
        lang: Compared(context.guide.language.clone()),
        path: context.path(""),
        description: context.guide.description.clone(),
        tasks_count: words.count("task", context.plan.order.len()),
        questions_count: match context.guide.question_count() {
            0 => None,
            questions => Some(words.count("open_question", questions)),
        },
        updated: context.guide.updated.clone(),
        updated_on: context.guide.updated.as_deref().map(|day| words.day(day)),
        parties: context
            .guide
            .parties
            .iter()
            .enumerate()
            .filter(|(_, party)| party.in_use())
            .take(MAX_NAV)
            .map(|(at, party)| {
                let Link { path, .. } = group_link(context, "parties", party);
                CardParty { name: mark_of(context.guide, at), path, number: at + 1 }
            })
            .collect(),
        more: more_at(words, in_use(&context.guide.parties).saturating_sub(MAX_NAV), || {
            format!("{}#_parties", context.path(""))
        }),
    });
    let html = page.filter(|page| !page.text.body.is_empty()).map(|page| {
        let setting =
            Setting { site, words, root: &frame.root, assets: &page.assets, asset_path: "", prefix: "", shift: 0 };
        setting.html(&page.text)
    });
    let [_, next] = site.around(None);
    let view = HomeView { next, html, guides: cards.collect(), pages: site.on_home() };
    Paged::new("", frame, view)
}

/// The first page of a guide, with the picture of the whole.
pub(crate) fn intro<'a>(context: &'a GuideViews<'_>) -> Paged<'a, IntroView> {
    let guide = context.guide;
    let address = guide.address();
    let about = About {
        address: &address,
        title: &guide.title,
        description: guide.description.as_deref(),
        updated: guide.updated.as_deref(),
        file: Some(guide.file),
    };
    let frame = Frame::of_guide(context, &about, Vec::new());
    let setting = Setting {
        site: context.site,
        words: context.words,
        root: &frame.root,
        assets: &guide.assets,
        asset_path: "",
        prefix: "",
        shift: 0,
    };
    let picture = Picture::overview(context, &frame.root).made_as(format!("{address}overview.svg"));
    let (html, terms) = context.with_terms(setting.html(&guide.text));
    let view = IntroView {
        html,
        terms,
        contents: contents(&guide.text),
        diagram: (!context.plan.order.is_empty()).then(|| picture.view.clone()),
        road: Road::new(context),
        sureness: sureness(context, &context.plan.order, |_| true),
        source: guide.source.as_ref().map(|text| setting.html(text)),
        questions: Asked::new(&setting, &guide.questions, &guide.parties),
    };
    Paged { pictures: vec![picture], ..Paged::new(&address, frame, view) }
}

/// A page that an author wrote, outside guides or in one.
pub(crate) fn page<'a>(
    site: &SiteContext<'_>,
    guides: &[GuideViews<'_>],
    origin: Origin,
) -> Option<Paged<'a, ContentView>> {
    let page = site.site.page(origin)?;
    let about = about(&page.address, &page.title, Some(page));
    let guide = origin.guide();
    let (frame, words) = match guide {
        Some(at) => (Frame::of_guide(&guides[at], &about, Vec::new()), guides[at].words),
        None => {
            let mut frame = Frame::of_site(site, &about).below(site.above(page));
            frame.beside_pages(site, true);
            frame.nav.clone_from(&page.address);
            (frame, site.words())
        }
    };
    let setting =
        Setting { site, words, root: &frame.root, assets: &page.assets, asset_path: "", prefix: "", shift: 0 };
    let text = setting.html(&page.text);
    let (text, terms) = match guide {
        Some(at) => guides[at].with_terms(text),
        None => (text, Vec::new()),
    };
    let [previous, next] = match origin {
        Origin::GuidePage(guide, at) => {
            let pages = &site.site.guides[guide].pages;
            [at.checked_sub(1), Some(at + 1)].map(|at| Some(site.page_link(pages.get(at?)?)))
        }
        _ => site.around(Some(page)),
    };
    let parties = guide.map_or(&[][..], |at| &guides[at].guide.parties);
    let view = ContentView {
        pages: site.below(page),
        previous,
        next,
        html: text,
        terms,
        contents: contents(&page.text),
        source: page.source.as_ref().map(|text| setting.html(text)),
        questions: Asked::new(&setting, &page.questions, parties),
        extra: Extra(page.extra.clone()),
    };
    Some(Paged::new(&page.address, frame, view))
}

/// A page at an alias, which leads to the page that has it.
pub(crate) fn moved<'a>(
    site: &SiteContext<'_>,
    guide: Option<&GuideViews<'_>>,
    address: &str,
    to: Link,
) -> Paged<'a, MovedView> {
    let words = guide.map_or_else(|| site.words(), |guide| guide.words);
    let name = address.trim_end_matches('/').rsplit('/').next().unwrap_or(address);
    let title = words.fill("moved_title", &[("id", name)]);
    let about = About { address, title: &title, description: None, updated: None, file: None };
    let mut frame = match guide {
        Some(guide) => Frame::of_guide(guide, &about, Vec::new()),
        None => Frame::of_site(site, &about),
    };
    frame.unlisted();
    let view = MovedView {
        text: words.get("moved_text").to_owned(),
        note: None,
        see: None,
        to: Some(to),
        leads_out: false,
        refresh: true,
    };
    Paged::new(address, frame, view)
}

/// The page that leads to the accessibility statement.
pub(crate) fn statement<'a>(site: &SiteContext<'_>) -> Paged<'a, MovedView> {
    let words = site.words();
    let name = words.get("accessibility_statement");
    let about = About { address: STATEMENT, title: name, description: None, updated: None, file: None };
    let mut frame = Frame::of_site(site, &about);
    frame.unlisted();
    let to = site.site.settings.accessibility_statement_url.clone().map(|path| Link { name: name.to_owned(), path });
    let text = words.get("statement_text").to_owned();
    let view = MovedView { text, note: None, see: None, to, leads_out: true, refresh: true };
    Paged::new(STATEMENT, frame, view)
}

/// The page of an id that is no longer used.
pub(crate) fn retired<'a>(context: &GuideViews<'_>, retired: &crate::model::Retired) -> Paged<'a, MovedView> {
    let words = context.words;
    let address = context.guide.task_address(&retired.id);
    let title = words.fill("retired_id", &[("id", &retired.id)]);
    let about = About { address: &address, title: &title, description: None, updated: None, file: None };
    let mut frame = Frame::of_guide(context, &about, Vec::new());
    frame.unlisted();
    let to = retired.see.map(|see| {
        let link = &context.links[see];
        Link { name: format!("{} {}", link.id, link.title), path: link.path.clone() }
    });
    let view = MovedView {
        text: words.get("retired_text").to_owned(),
        note: retired.note.clone(),
        see: to.is_some().then(|| words.get("see_instead").to_owned()),
        to,
        leads_out: false,
        refresh: false,
    };
    Paged::new(&address, frame, view)
}

/// The page for addresses that lead nowhere. It is shown at any depth, so its links start at the site's root where
/// that is known.
pub(crate) fn not_found<'a>(site: &SiteContext<'_>) -> Paged<'a, NotFoundView> {
    let words = site.words();
    let title = words.get("not_found_title");
    let about = About { address: "404.html", title, description: None, updated: None, file: None };
    let mut frame = Frame::of_site(site, &about);
    let base = &site.site.settings.base_url;
    if let Some((_, host_and_path)) = base.split_once("://") {
        frame.root = host_and_path.find('/').map_or_else(|| "/".to_owned(), |at| format!("{}/", &host_and_path[at..]));
    }
    frame.unlisted();
    Paged::new(about.address, frame, NotFoundView {})
}
