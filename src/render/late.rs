//! Parts of pages with templates of their own, which are rendered before the page is.

use std::hash::Hash;

use serde::Serialize;

use super::forms::Formed;
use super::pages::Surroundings;
use crate::diagnostic::Diagnostic;
use crate::view::{Frame, Gate, Handover, Late, LineView, MentionView, NamesTasks, Part, PathTask, WaitingView};

type Made = Result<Vec<Formed>, Vec<Diagnostic>>;

/// HTML inside the view of a page.
pub(super) trait LatePart {
    /// Where it stands.
    fn html(&self) -> &Late;
    /// What it is to hold, for the page with this frame.
    fn formed(&self, frame: &Frame, around: &Surroundings<'_, '_>) -> Made;
}

impl<V: Templated> LatePart for Part<V> {
    fn html(&self) -> &Late {
        &self.html
    }
    fn formed(&self, frame: &Frame, around: &Surroundings<'_, '_>) -> Made {
        self.view.as_ref().map_or_else(|| Ok(Vec::new()), |view| view.formed(frame, around))
    }
}

/// A view with a template of its own, or a list of such.
pub(super) trait Templated {
    fn formed(&self, frame: &Frame, around: &Surroundings<'_, '_>) -> Made;
}

impl Templated for WaitingView {
    fn formed(&self, frame: &Frame, around: &Surroundings<'_, '_>) -> Made {
        named("components/waiting.html", "waiting", std::iter::once(self), frame, around)
    }
}

impl Templated for Gate {
    fn formed(&self, frame: &Frame, around: &Surroundings<'_, '_>) -> Made {
        named("components/gate_line.html", "gate", std::iter::once(self), frame, around)
    }
}

impl Templated for Vec<PathTask> {
    fn formed(&self, frame: &Frame, around: &Surroundings<'_, '_>) -> Made {
        named("components/path_task.html", "step", self.iter(), frame, around)
    }
}

impl Templated for Vec<LineView> {
    fn formed(&self, frame: &Frame, around: &Surroundings<'_, '_>) -> Made {
        named("components/left_out_line.html", "line", self.iter(), frame, around)
    }
}

impl Templated for Vec<MentionView> {
    fn formed(&self, frame: &Frame, around: &Surroundings<'_, '_>) -> Made {
        shaped("components/mention.html", "mention", self.iter(), frame, around)
    }
}

impl Templated for Vec<Handover> {
    fn formed(&self, frame: &Frame, around: &Surroundings<'_, '_>) -> Made {
        shaped("components/handover.html", "row", self.iter(), frame, around)
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
