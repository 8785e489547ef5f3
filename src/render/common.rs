//! What the pages of a guide, or those outside guides, have in common.

use std::sync::Arc;

use super::fixtures::Fixture;
use super::forms::Forms;
use super::fragments::Fragments;
use super::inspect::Inspector;
use super::links::{Finished, Links};
use super::placeholders::Placeholders;
use super::regions::Region;
use super::rooted::with_root;
use super::shapes::Shapes;
use super::templates::{Lazy, Shared, Theme, value};
use crate::diagnostic::Diagnostic;
use crate::text::fingerprint;
use crate::view::{Frame, GuideContext, SiteContext};

const ASSETS: &str = "components/assets.html";
const HEADER: &str = "components/header.html";
const FOOTER: &str = "components/footer.html";

/// Worked out once.
pub(super) struct Common<'a> {
    /// Nothing outside guides.
    pub(super) guide: Option<&'a GuideContext<'a>>,
    /// What templates see everywhere outside guides.
    site: Shared,
    /// Where the header leads.
    named: Vec<String>,
    shared: Lazy<'a>,
    /// Links to tasks; only in guides, as the next.
    links: Option<Links<'a>>,
    pub(super) sidebar: Option<Region>,
    pub(super) header: Region,
    pub(super) assets: Fixture,
    pub(super) footer: Fixture,
    pub(super) fragments: Fragments,
    pub(super) forms: Forms,
    pub(super) shapes: Shapes,
    pub(super) placeholders: Placeholders,
    /// Stands for the theme and all that templates see on every page.
    pub(super) fingerprint: u64,
}

impl<'a> Common<'a> {
    /// Of the pages outside guides.
    pub(super) fn of_site(context: &'a SiteContext<'a>, theme: &Theme) -> Self {
        let view = context.view();
        let words = context.words();
        let has_base = !context.site.settings.base_url.is_empty();
        let site = Shared::new(vec![
            ("site", value(&view)),
            ("t", value(words.all())),
            ("guide", value(&None::<()>)),
            ("served", value(&has_base)),
        ]);
        let shared = site.clone();
        let named = view.named();
        Common {
            guide: None,
            site,
            shared: Lazy::new(move || shared.clone()),
            fingerprint: fingerprint(&(theme.fingerprint, &view, words.all(), has_base)),
            header: Region::new(HEADER, theme, named.clone()),
            assets: Fixture::new(ASSETS, theme),
            footer: Fixture::new(FOOTER, theme),
            named,
            links: None,
            sidebar: None,
            fragments: Fragments::default(),
            forms: Forms::default(),
            shapes: Shapes::default(),
            placeholders: Placeholders::new(),
        }
    }

    /// Of the pages of a guide of this site.
    pub(super) fn of_guide(&self, guide: &'a GuideContext<'a>, theme: &Theme) -> Self {
        let view = guide.view();
        // Own templates may list any task on any page.
        let every = theme.is_own().then_some(&guide.links);
        let tasks = guide.links.iter().filter(|_| view.lists_tasks()).map(|link| link.path.clone());
        let sidebar = Region::new("components/sidebar.html", theme, view.named().into_iter().chain(tasks));
        let fingerprint = fingerprint(&(self.fingerprint, &view, guide.words.all(), every));
        let site = self.site.clone();
        let shared = Lazy::new(move || {
            site.with("guide", value(&view)).with("t", value(guide.words.all())).with("tasks", value(&guide.by_id()))
        });
        Common {
            guide: Some(guide),
            site: self.site.clone(),
            named: self.named.clone(),
            shared,
            fingerprint,
            header: Region::new(HEADER, theme, self.named.clone()),
            assets: Fixture::new(ASSETS, theme),
            footer: Fixture::new(FOOTER, theme),
            links: Some(Links::new(&guide.links)),
            sidebar: Some(sidebar),
            fragments: Fragments::default(),
            forms: Forms::default(),
            shapes: Shapes::default(),
            placeholders: self.placeholders.clone(),
        }
    }

    /// What templates see on every page.
    pub(super) fn shared(&self) -> &Shared {
        self.shared.get()
    }

    /// What they see on pages that list tasks. These stand at few depths; pages of text and former addresses stand at any, and
    /// links to all tasks for each would fill the memory where templates are the project's own.
    pub(super) fn with_links(
        &self,
        frame: &Frame,
        theme: &Theme,
        inspector: &Inspector<'_>,
    ) -> Result<Arc<Shared>, Vec<Diagnostic>> {
        match &self.links {
            Some(links) => links.with(frame, self.shared(), theme, &self.placeholders, inspector),
            None => Ok(Arc::new(with_root(&self.site, &frame.root))),
        }
    }

    /// What is to be set into pages that list tasks.
    pub(super) fn finished_links(&self) -> Option<&Finished> {
        self.links.as_ref().and_then(Links::finished)
    }

    /// What templates see, if any page asked for it.
    pub(super) fn into_shared(self) -> impl Send + use<> {
        (self.shared.into_inner(), self.links.map(Links::into_made))
    }
}
