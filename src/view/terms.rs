//! The glossary.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::frame::{About, Frame};
use super::lists::Paged;
use super::page::PageView;
use super::site::GuideContext;
use super::text::Setting;
use crate::model::{Guide, Term};
use crate::text::slug;

/// `terms` in `pages/terms.html`.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TermsView {
    pub(crate) terms: Vec<TermView>,
}

impl PageView for TermsView {
    const TEMPLATE: (&'static str, &'static str) = ("pages/terms.html", "terms");
}

/// A word of the glossary.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TermView {
    pub(crate) term: String,
    pub(crate) lang: Option<String>,
    pub(crate) anchor: String,
    /// HTML.
    pub(crate) html: String,
    pub(crate) variants: Vec<String>,
    pub(crate) avoid: Vec<String>,
}

/// The glossary, in the authors' order.
pub(crate) fn terms<'a>(context: &GuideContext<'_>) -> Paged<'a, TermsView> {
    let frame = listing(context, "terms", "terms_text");
    let terms = term_views(context, &frame.root);
    Paged::new(&format!("{}/terms/", context.guide.folder), frame, TermsView { terms })
}

/// The words of the glossary for a page from which `root` leads to the site's root.
pub(super) fn term_views(context: &GuideContext<'_>, root: &str) -> Vec<TermView> {
    let mut views = Vec::with_capacity(context.guide.terms.len());
    for (term, anchor) in context.guide.terms.iter().zip(anchors(context.guide)) {
        let prefix = format!("{anchor}~");
        let asset_path = format!("{root}{}", context.guide.address());
        let setting = Setting {
            site: context.site,
            words: context.words,
            root,
            assets: &context.guide.assets,
            asset_path: &asset_path,
            prefix: &prefix,
            shift: 2,
        };
        let html = setting.html(&term.meaning);
        views.push(TermView {
            term: term.term.clone(),
            lang: term.lang.clone(),
            anchor,
            html,
            variants: term.variants.clone(),
            avoid: term.avoid.clone(),
        });
    }
    views
}

/// The anchor of each term on its page.
pub(super) fn anchors(guide: &Guide) -> Vec<String> {
    let mut taken = HashSet::new();
    // How far the numbers of a word have come, so that equal words cost no search.
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut anchor = |term: &Term| {
        let slug = slug(&term.term);
        let number = numbers.entry(slug.clone()).or_default();
        loop {
            *number += 1;
            let anchor = if *number == 1 { slug.clone() } else { format!("{slug}-{number}") };
            if taken.insert(anchor.clone()) {
                return anchor;
            }
        }
    };
    guide.terms.iter().map(&mut anchor).collect()
}

fn listing(context: &GuideContext<'_>, key: &'static str, text: &str) -> Frame {
    let about = About {
        address: &format!("{}/{key}/", context.guide.folder),
        title: context.words.get(key),
        description: Some(context.words.get(text)),
        updated: None,
        file: None,
    };
    Frame::of_guide(context, &about, Vec::new())
}
