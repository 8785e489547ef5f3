//! Labels that the pictures of a guide share. Lazy.

use std::sync::{Arc, OnceLock};

use crate::diagram::{DrawingWords, Label, Lane, Stage};
use crate::model::TaskIx;

/// The label of a task in every picture.
pub(crate) struct BoxLabel {
    pub(crate) id: Arc<str>,
    pub(crate) title: Arc<str>,
    pub(crate) name: Arc<str>,
    pub(crate) parties: Arc<str>,
    pub(crate) label: Arc<Label>,
}

/// The labels of the guide.
pub(crate) struct SharedLabels {
    pub(crate) lanes: Vec<Lane>,
    pub(crate) stages: Vec<Stage>,
    pub(crate) words: Arc<DrawingWords>,
    /// Word of each kind of line, in the order of the kinds.
    pub(crate) kinds: [String; 5],
    pub(crate) likely: String,
}

/// The labels that the pictures of a guide share.
pub(crate) struct Labels {
    tasks: Vec<OnceLock<BoxLabel>>,
    shared: OnceLock<SharedLabels>,
}

impl Labels {
    pub(crate) fn new(tasks: usize) -> Self {
        Labels { tasks: (0..tasks).map(|_| OnceLock::new()).collect(), shared: OnceLock::new() }
    }

    pub(crate) fn task(&self, at: TaskIx, make: impl FnOnce() -> BoxLabel) -> &BoxLabel {
        self.tasks[at].get_or_init(make)
    }

    pub(crate) fn shared(&self, make: impl FnOnce() -> SharedLabels) -> &SharedLabels {
        self.shared.get_or_init(make)
    }
}
