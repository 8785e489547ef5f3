//! A guide with all that views of its pages have in common, worked out once.

use std::ops::Deref;

use crate::context::GuideContext;
use crate::view::parts::facts::TaskFacts;
use crate::view::parts::glossary::{Glossary, TermHere};
use crate::view::parts::relations::Gates;

/// A guide whose pages are made.
pub(crate) struct GuideViews<'a> {
    context: GuideContext<'a>,
    pub(crate) gate_lines: Gates,
    /// The facts of each task for lists.
    pub(crate) facts: Vec<TaskFacts>,
    /// How many tasks in force each stage has.
    pub(crate) stage_tasks: Vec<usize>,
    /// Where the guide has one.
    glossary: Option<Glossary>,
}

impl<'a> Deref for GuideViews<'a> {
    type Target = GuideContext<'a>;

    fn deref(&self) -> &GuideContext<'a> {
        &self.context
    }
}

impl<'a> GuideViews<'a> {
    pub(crate) fn new(context: GuideContext<'a>) -> Self {
        let (gate_lines, facts) = (Gates::new(&context), TaskFacts::of_all(&context));
        let glossary = Glossary::of(context.guide);
        let mut stage_tasks = vec![0; context.guide.stages.len()];
        context.plan.order.iter().for_each(|task| stage_tasks[context.guide.tasks[*task].stage] += 1);
        GuideViews { context, gate_lines, facts, stage_tasks, glossary }
    }

    /// HTML of a page with the words of the glossary marked, and their meanings.
    pub(crate) fn with_terms(&self, html: String) -> (String, Vec<TermHere>) {
        match &self.glossary {
            Some(glossary) => glossary.mark(self, html),
            None => (html, Vec::new()),
        }
    }
}
