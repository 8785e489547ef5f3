//! Tasks that texts name by their ids: bare codes and `[[…]]`.

use super::entity::Entity;
use super::ids::Known;
use super::links::{Here, Linker, instead, no_target, split_anchor};
use crate::diagnostic::{DRAFT_REFERENCE, Diagnostic, FOREIGN_SYNTAX, RETIRED_REFERENCE, UNKNOWN_TASK};
use crate::markdown::{Body, Reference};
use crate::model::{Target, TaskRef};
use crate::source::Span;
use crate::text::{closest, composed, is_claimed, readings};

impl Linker<'_> {
    /// A word with the form of a code.
    pub(super) fn code(&self, reference: &Reference, here: &mut Here<'_>) -> Target {
        let Some(guide) = here.guide else { return Target::None };
        let ids = &self.lookups[guide].ids;
        let known = readings(&reference.target).find_map(|word| Some((word, ids.get(word)?)));
        match known {
            Some((_, Known::Task(task))) if here.task == Some(TaskRef { guide, task }) => Target::None,
            Some((word, known)) => self.known(known, guide, word, None, reference.span, here),
            None => {
                self.claimed(reference, guide, here);
                Target::None
            }
        }
    }

    /// Reports a word that the guide's prefixes claim for a task, and that is none. Behind a task and a full stop may
    /// stand anything.
    fn claimed(&self, reference: &Reference, guide: usize, here: &mut Here<'_>) {
        let lookup = &self.lookups[guide];
        let Some(word) = readings(&reference.target).last() else { return };
        let claims = self.site.guides[guide].id_prefixes.iter().any(|prefix| is_claimed(word, prefix));
        let begins = |(at, _): (usize, &str)| lookup.ids.get(&word[..at]).is_some();
        if !claims || word.match_indices('.').any(begins) {
            return;
        }
        let mut span = reference.span;
        if span.range().len() == reference.target.len() {
            span = Span::new(span.file, span.range().start..span.range().start + word.len());
        }
        let fault = lookup
            .unknown(word, span, here.may_suggest())
            .label("looks like a task of this guide")
            .help_unless_near("write it in backticks if it is meant to be no task");
        here.faults.push(fault);
    }

    /// `[[TF105]]`, `[[TF105#anchor]]`, `[[other-guide/TF105]]`, `[[#anchor]]`.
    pub(super) fn wiki(&self, reference: &Reference, body: &Body, here: &mut Here<'_>) -> Target {
        let (path, anchor) = split_anchor(&reference.target);
        let path = path.trim();
        if path.is_empty() {
            return match anchor {
                Some(anchor) => self.own_anchor(anchor, body, reference.span, here),
                None => no_target(reference, &format!("the reference `[[{}]]`", reference.target), here),
            };
        }
        let (guide, id) = match path.split_once('/') {
            None => (here.guide, path),
            Some((folder, id)) => {
                let guide = self.site.guides.iter().position(|guide| composed(&guide.folder) == composed(folder));
                // A guide that can't be read has been told.
                if guide.is_none()
                    && matches!(self.paths.entities.get(&format!("{folder}/_index.md")), Some(Entity::Broken))
                {
                    return Target::None;
                }
                if folder.is_empty() || id.is_empty() {
                    return no_target(reference, &format!("the reference `[[{path}]]`"), here);
                }
                if guide.is_none() {
                    let near = closest(folder, self.site.guides.iter().map(|guide| guide.folder.as_str()));
                    let fault = Diagnostic::new(UNKNOWN_TASK, reference.span, format!("there is no guide `{folder}`"));
                    here.faults.push(fault.did_you_mean(near));
                    return Target::None;
                }
                (guide, id)
            }
        };
        let Some(guide) = guide else {
            let message = format!("`[[{id}]]` stands outside a guide");
            let near = self.lookups.iter().position(|lookup| lookup.ids.get(id).is_some());
            let fault = Diagnostic::new(UNKNOWN_TASK, reference.span, message)
                .help("name the guide: `[[guide/ID]]`")
                .did_you_mean(near.map(|at| format!("[[{}/{id}]]", self.site.guides[at].folder)).as_deref());
            here.faults.push(fault);
            return Target::None;
        };
        let suggest = here.may_suggest();
        match self.lookups[guide].ids.get(id) {
            Some(known) => self.known(known, guide, id, anchor, reference.span, here),
            None if matches!(id, "_TOC_" | "TOC") => {
                let message = format!("`[[{id}]]` belongs to another generator");
                let help = "take it out: a page lists its headings by itself";
                here.faults.push(Diagnostic::new(FOREIGN_SYNTAX, reference.span, message).help(help));
                Target::None
            }
            None => {
                let lookup = &self.lookups[guide];
                let fault = lookup.unknown(id, reference.span, suggest);
                here.faults.push(match lookup.within(id).as_slice() {
                    several @ [_, _, ..] => {
                        let each: Vec<String> = several.iter().map(|id| format!("`[[{id}]]`")).collect();
                        fault.help(format!("write each in brackets of its own: {}", each.join(", ")))
                    }
                    _ => fault,
                });
                Target::None
            }
        }
    }

    /// Whether an id is that of the task whose page the reference stands on.
    fn is_here(&self, guide: usize, id: &str, here: &Here<'_>) -> bool {
        here.task.is_some_and(|at| at.guide == guide && self.site.task(at).id == id)
    }

    fn known(
        &self,
        known: Known,
        guide: usize,
        id: &str,
        anchor: Option<&str>,
        span: Span,
        here: &mut Here<'_>,
    ) -> Target {
        match known {
            Known::Task(task) => self.task(TaskRef { guide, task }, anchor, span, here),
            Known::Broken => Target::None,
            Known::Draft => {
                let message = format!("the task `{id}` is a draft and is not published");
                here.faults
                    .push(Diagnostic::new(DRAFT_REFERENCE, span, message).help("publish it, or build with --drafts"));
                Target::None
            }
            Known::Retired(see) => {
                let name = see.and_then(|see| self.lookups[guide].names.get(see));
                let fault = Diagnostic::new(RETIRED_REFERENCE, span, format!("the id `{id}` is retired"))
                    .help(instead(name.map(String::as_str).filter(|name| !self.is_here(guide, name, here))));
                here.faults.push(fault);
                Target::Address(self.site.guides[guide].task_address(id), None)
            }
        }
    }
}

impl Diagnostic {
    /// Adds help where no near word was found.
    fn help_unless_near(mut self, text: &str) -> Self {
        if !self.help.as_deref().is_some_and(|help| help.starts_with("did you mean")) {
            self.help = Some(text.to_owned());
        }
        self
    }
}
