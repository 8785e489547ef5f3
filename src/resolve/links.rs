//! The targets of references in texts: tasks by their ids in `names.rs`, everything that has a path in `paths.rs`.

use super::known_paths::KnownPaths;
use super::lookup::Lookup;
use crate::diagnostic::{BROKEN_ANCHOR, Diagnostic, Diagnostics, MISSING_TARGET, RETIRED_REFERENCE};
use crate::markdown::{Body, Reference, ReferenceKind};
use crate::model::{Asset, Origin, Question, Site, Status, Target, TaskRef, Text};
use crate::source::Span;
use crate::text::closest;

/// All that a reference can lead to.
pub(super) struct Linker<'a> {
    pub(super) site: &'a Site,
    /// By guide.
    pub(super) lookups: &'a [Lookup<'a>],
    pub(super) paths: KnownPaths<'a>,
}

/// The page whose text is resolved.
pub(super) struct Here<'a> {
    pub(super) origin: Origin,
    pub(super) guide: Option<usize>,
    /// The folder of its file below `content/`.
    pub(super) folder: &'a str,
    pub(super) task: Option<TaskRef>,
    pub(super) assets: Vec<Asset>,
    pub(super) faults: Diagnostics,
    /// Behind so many faults, the nearest name is not looked for.
    pub(super) suggestions: usize,
}

impl Here<'_> {
    /// Whether the nearest name is worth looking for.
    pub(super) fn may_suggest(&self) -> bool {
        self.faults.len() < self.suggestions
    }
}

impl Linker<'_> {
    /// The targets of all references of a text.
    pub(super) fn targets(&self, text: &Text, here: &mut Here<'_>) -> Vec<Target> {
        text.body.references.iter().map(|reference| self.target(reference, &text.body, here)).collect()
    }

    fn target(&self, reference: &Reference, body: &Body, here: &mut Here<'_>) -> Target {
        match reference.kind {
            ReferenceKind::Code => self.code(reference, here),
            ReferenceKind::Wiki => self.wiki(reference, body, here),
            ReferenceKind::Link | ReferenceKind::Image => self.link(reference, body, here),
        }
    }

    pub(super) fn task(&self, at: TaskRef, anchor: Option<&str>, span: Span, here: &mut Here<'_>) -> Target {
        let task = self.site.task(at);
        let from_retired = here.task.is_some_and(|here| self.site.task(here).status == Status::Retired);
        if task.status == Status::Retired && !from_retired {
            // A page can't be told to refer to itself.
            let by = task.replaced_by.filter(|by| here.task != Some(TaskRef { guide: at.guide, task: *by }));
            let by = by.map(|by| self.site.guides[at.guide].tasks[by].id.as_str());
            let fault = Diagnostic::new(RETIRED_REFERENCE, span, format!("the task `{}` is retired", task.id))
                .help(instead(by));
            here.faults.push(fault);
        }
        Target::Task(at, Self::anchor(anchor, &task.text.body, &task.questions, &task.id, span, here))
    }

    /// The anchor, if a heading of `body` or one of the page's questions has it. Otherwise that is reported, and the link leads to the page as a whole.
    pub(super) fn anchor(
        anchor: Option<&str>,
        body: &Body,
        questions: &[Question],
        page: &str,
        span: Span,
        here: &mut Here<'_>,
    ) -> Option<String> {
        let anchor = anchor?;
        if let Some(found) = body.anchor(anchor) {
            return Some(found.to_owned());
        }
        let questions: Vec<String> = questions.iter().filter_map(Question::anchor).collect();
        if questions.iter().any(|question| question == anchor) {
            return Some(anchor.to_owned());
        }
        let names = || body.anchor_names().chain(questions.iter().map(String::as_str));
        let nearest = || closest(anchor, names());
        let near = here.may_suggest().then(nearest).flatten();
        let page = if page.is_empty() { "this page".to_owned() } else { format!("`{page}`") };
        let fault = Diagnostic::new(BROKEN_ANCHOR, span, format!("{page} has no heading `#{anchor}`"));
        let known: Vec<String> = names().take(8).map(|id| format!("#{id}")).collect();
        let help = if known.is_empty() {
            "the page has no headings".to_owned()
        } else {
            format!("its headings: {}", known.join(", "))
        };
        here.faults.push(fault.help(help).did_you_mean(near.map(|near| format!("#{near}")).as_deref()));
        None
    }

    pub(super) fn own_anchor(&self, anchor: &str, body: &Body, span: Span, here: &mut Here<'_>) -> Target {
        let questions = self.site.questions(here.origin);
        Self::anchor(Some(anchor), body, questions, "", span, here).map_or(Target::None, Target::Own)
    }
}

/// The help for a reference to a retired task.
pub(super) fn instead(by: Option<&str>) -> String {
    by.map_or_else(|| "take the reference out".to_owned(), |by| format!("refer to `{by}`"))
}

/// Reports a link or reference without a target; `what` describes it.
pub(super) fn no_target(reference: &Reference, what: &str, here: &mut Here<'_>) -> Target {
    let help = match reference.kind {
        ReferenceKind::Wiki => "write an id in it, such as `[[TF105]]`",
        ReferenceKind::Image => "write the image's path in the parentheses, such as `![A form](form.png)`",
        ReferenceKind::Link | ReferenceKind::Code => {
            "write the address in the parentheses, such as `[words](TF105.md)`, or take the brackets out"
        }
    };
    here.faults.push(Diagnostic::new(MISSING_TARGET, reference.span, format!("{what} leads nowhere yet")).help(help));
    Target::None
}

pub(super) fn split_anchor(target: &str) -> (&str, Option<&str>) {
    match target.split_once('#') {
        Some((path, anchor)) if !anchor.is_empty() => (path, Some(anchor)),
        Some((path, _)) => (path, None),
        None => (target, None),
    }
}
