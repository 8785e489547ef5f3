//! The glossary.

use serde::Serialize;

use crate::context::{GuideContext, Setting};
use crate::view::frame::{About, Frame};
use crate::view::paged::{PageView, Paged};
use crate::view::parts::glossary::anchors;

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
    /// The meaning, as HTML.
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
pub(crate) fn term_views(context: &GuideContext<'_>, root: &str) -> Vec<TermView> {
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
