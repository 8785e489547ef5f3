//! A site while it is put together.

use std::collections::HashMap;

use super::addresses::Addresses;
use super::entity::Entity;
use super::ids::Ids;
use crate::diagnostic::Diagnostics;
use crate::markdown::Body;
use crate::model::{Alias, Origin, Site, Text};
use crate::parse::{Document, RawPage, RawRetired, RawSection, RawTask};
use crate::text::WordState;
use crate::yaml::Spanned;

/// The site so far, and what is known of the rest.
pub(super) struct Build<'f> {
    pub(super) site: Site,
    pub(super) drafts: bool,
    pub(super) faults: &'f mut Diagnostics,
    pub(super) pending: Vec<Pending>,
    /// By guide, like the next.
    pub(super) ids: Vec<Ids>,
    pub(super) names: Vec<Vec<String>>,
    /// By path below `content/`.
    pub(super) entities: HashMap<String, Entity, WordState>,
    pub(super) addresses: Addresses,
    /// Whether each guide has its address. Where not, its pages are not to blame.
    pub(super) placed: Vec<bool>,
    /// The path below `content/` of each page's file.
    pub(super) paths: HashMap<Origin, String, WordState>,
}

/// The parts of a guide that wait until all ids are known.
#[derive(Default)]
pub(super) struct Pending {
    pub(super) sections: Vec<RawSection>,
    pub(super) retired: Vec<RawRetired>,
    /// Boxed, since they are large and are handed on several times.
    pub(super) tasks: Vec<(Document, Box<RawTask>)>,
    pub(super) pages: Vec<(Document, RawPage)>,
}

/// A text whose references lead nowhere yet.
pub(super) fn unresolved(body: Body) -> Text {
    Text { body, targets: Vec::new() }
}

/// An alias as its author wrote it.
pub(super) fn alias(written: Spanned<String>) -> Alias {
    Alias { address: written.value, span: written.span }
}
