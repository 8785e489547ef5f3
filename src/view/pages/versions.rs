//! The list of the site's versions, `/versions/`.

use serde::Serialize;

use crate::context::SiteContext;
use crate::view::editions::{VersionLink, versions};
use crate::view::frame::{About, Frame};
use crate::view::paged::{PageView, Paged};

/// `versions` in `pages/versions.html`.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct VersionsView {
    /// The front page of each version, the current one first.
    pub(crate) links: Vec<VersionLink>,
}

impl PageView for VersionsView {
    const TEMPLATE: (&'static str, &'static str) = ("pages/versions.html", "versions");
}

/// The page that lists the versions.
pub(crate) fn versions_page<'a>(site: &SiteContext<'_>) -> Paged<'a, VersionsView> {
    let words = site.words();
    let about = About {
        address: "versions/",
        title: words.get("versions"),
        description: Some(words.get("versions_lead")),
        updated: None,
        file: None,
    };
    let links = versions(site, words, "").map(|version| VersionLink { current: false, ..version }).collect();
    Paged::new("versions/", Frame::of_site(site, &about), VersionsView { links })
}
