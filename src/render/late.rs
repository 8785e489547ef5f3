//! Parts of pages with templates of their own, which are rendered before the page is.

use std::hash::Hash;

use serde::Serialize;

use super::forms::Formed;
use super::pages::Surroundings;
use crate::diagnostic::Diagnostic;
use crate::view::{Frame, Gate, Handovers, Late, LeftOut, Mentions, NamesTasks, Part, PathTasks, Relations};

type Made = Result<Vec<Formed>, Vec<Diagnostic>>;

/// HTML inside the view of a page.
pub(super) trait LatePart {
    /// Where it stands.
    fn html(&self) -> &Late;
    /// What it is to hold, for the page with this frame.
    fn formed(&self, frame: &Frame, around: &Surroundings<'_, '_>) -> Made;
}

impl LatePart for Relations {
    fn html(&self) -> &Late {
        &self.html
    }
    fn formed(&self, frame: &Frame, around: &Surroundings<'_, '_>) -> Made {
        named("components/waiting.html", "waiting", self.view.iter(), frame, around)
    }
}

impl LatePart for Part<Gate> {
    fn html(&self) -> &Late {
        &self.html
    }
    fn formed(&self, frame: &Frame, around: &Surroundings<'_, '_>) -> Made {
        named("components/gate_line.html", "gate", self.view.iter(), frame, around)
    }
}

impl LatePart for PathTasks {
    fn html(&self) -> &Late {
        &self.html
    }
    fn formed(&self, frame: &Frame, around: &Surroundings<'_, '_>) -> Made {
        named("components/path_task.html", "step", self.view.iter().flatten(), frame, around)
    }
}

impl LatePart for LeftOut {
    fn html(&self) -> &Late {
        &self.html
    }
    fn formed(&self, frame: &Frame, around: &Surroundings<'_, '_>) -> Made {
        named("components/left_out_line.html", "line", self.view.iter().flatten(), frame, around)
    }
}

impl LatePart for Mentions {
    fn html(&self) -> &Late {
        &self.html
    }
    fn formed(&self, frame: &Frame, around: &Surroundings<'_, '_>) -> Made {
        shaped("components/mention.html", "mention", self.view.iter().flatten(), frame, around)
    }
}

impl LatePart for Handovers {
    fn html(&self) -> &Late {
        &self.html
    }
    fn formed(&self, frame: &Frame, around: &Surroundings<'_, '_>) -> Made {
        shaped("components/handover.html", "row", self.view.iter().flatten(), frame, around)
    }
}

/// Parts that differ in texts as well.
fn shaped<'v, V: Hash + Serialize + 'v>(
    template: &str,
    name: &'static str,
    views: impl Iterator<Item = &'v V>,
    frame: &Frame,
    around: &Surroundings<'_, '_>,
) -> Made {
    views.map(|view| around.common.forms.shaped(template, name, view, frame, around)).collect()
}

/// Parts that differ in little but the tasks that they name.
fn named<'v, V: NamesTasks + Clone + Hash + Serialize + 'v>(
    template: &str,
    name: &'static str,
    views: impl Iterator<Item = &'v V>,
    frame: &Frame,
    around: &Surroundings<'_, '_>,
) -> Made {
    views.map(|view| around.common.forms.formed(template, name, view.clone(), frame, around)).collect()
}
