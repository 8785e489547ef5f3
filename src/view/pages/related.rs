//! All that a task has to do with: the first of it on its own page, and all of it on pages of its own where that is more.

use std::ops::Range;

use serde::Serialize;

use crate::context::{
    Component, Components, GuideContext, Link, NEIGHBOURS, ROOM, TaskKey, above_task, more, more_at, origin,
};
use crate::model::{Origin, Predicate, TaskIx};
use crate::view::paged::{Give, Listed, PageView, Parts, divided};
use crate::view::parts::relations::{Item, Relations, Waiting, waited_for, waits_for};
use crate::view::parts::said::{Partner, Said};

/// `relations` in `pages/relations.html`: what a task has to do with, whole, where its own page has no room for it.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct RelationsView {
    pub(crate) task: TaskKey,
    /// The tasks before it, as HTML: `components/waiting.html`. Empty if this part has none, as the next five.
    pub(crate) waits_for: Relations,
    /// The tasks that wait for it, as HTML: `components/waiting.html`.
    pub(crate) waited_for: Relations,
    pub(crate) with: Vec<Partner>,
    pub(crate) alternatives: Vec<Partner>,
    /// Tasks to see also.
    pub(crate) related: Vec<Partner>,
    /// The pages that mention the task, as HTML: a `components/mention.html` for each.
    pub(crate) backlinks: Components<MentionView>,
    pub(crate) parts: Option<Parts>,
}

impl PageView for RelationsView {
    const TEMPLATE: (&'static str, &'static str) = ("pages/relations.html", "relations");
}

/// `mention` in `components/mention.html`: a page that mentions a task.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct MentionView {
    pub(crate) path: String,
    /// Code of the task, if it is one's page.
    pub(crate) id: Option<String>,
    pub(crate) title: String,
    pub(crate) sentences: Vec<String>,
    /// "and 4 more": the number of further sentences on that page.
    pub(crate) more: Option<String>,
}

impl Component for MentionView {
    const TEMPLATE: &'static str = "components/mention.html mention";
}

/// All relations of a task.
pub(crate) struct Related {
    pub(crate) waits_for: Waiting,
    pub(crate) waited_for: Waiting,
    pub(crate) with: Vec<Partner>,
    pub(crate) alternatives: Vec<Partner>,
    pub(crate) related: Vec<Partner>,
    pub(crate) mentions: Vec<MentionView>,
}

/// The lists, in the order in which they follow each other.
const LISTS: usize = 6;
const WAITS_FOR: usize = 0;
const WAITED_FOR: usize = 1;
const WITH: usize = 2;
const ALTERNATIVES: usize = 3;
const RELATED: usize = 4;
const MENTIONS: usize = 5;
/// Ids of their headings, as on the page of a task.
const ANCHORS: [&str; LISTS] = ["_waits-for", "_waited-for", "_with", "_alternatives", "_related", "_mentions"];

impl Related {
    pub(crate) fn new(context: &GuideContext<'_>, at: TaskIx) -> Related {
        let task = &context.guide.tasks[at];
        Related {
            waits_for: waits_for(context, at),
            waited_for: waited_for(context, at),
            with: Partner::all(context, at, Predicate::With, &task.with),
            alternatives: Partner::all(context, at, Predicate::Alternatives, &task.alternatives),
            related: Partner::all(context, at, Predicate::Related, &task.related),
            mentions: mentions(context, at),
        }
    }

    /// How long each list is.
    fn counts(&self) -> [usize; LISTS] {
        let Related { waits_for, waited_for, with, alternatives, related, mentions } = self;
        [waits_for.count(), waited_for.count(), with.len(), alternatives.len(), related.len(), mentions.len()]
    }

    /// Cuts every list to what the page of the task shows, and says where each is whole.
    pub(crate) fn cut(mut self, context: &GuideContext<'_>, at: TaskIx) -> Cut {
        let counts = self.counts();
        if counts.iter().all(|count| *count <= NEIGHBOURS) {
            return Cut { related: self, more: Default::default() };
        }
        let rows = self.rows();
        let parts = rows.parts(context, &self);
        let base = address(context, at);
        let path = |list: usize| {
            let start = rows.start(list);
            let number = parts.iter().position(|part| part.contains(&start)).unwrap_or(0);
            let part = if number == 0 { base.clone() } else { format!("{base}{}/", number + 1) };
            [&context.site.path(&part), "#", ANCHORS[list]].concat()
        };
        let left = |list: usize| more_at(context.words, counts[list].saturating_sub(NEIGHBOURS), || path(list));
        let more = [WITH, ALTERNATIVES, RELATED, MENTIONS].map(left);
        self.waits_for = self.waits_for.cut(context, NEIGHBOURS, || path(WAITS_FOR));
        self.waited_for = self.waited_for.cut(context, NEIGHBOURS, || path(WAITED_FOR));
        self.with.truncate(NEIGHBOURS);
        self.alternatives.truncate(NEIGHBOURS);
        self.related.truncate(NEIGHBOURS);
        self.mentions.truncate(NEIGHBOURS);
        Cut { related: self, more }
    }

    /// A row for each relation and mention. One that names several tasks is one.
    fn rows(&self) -> Rows {
        let Related { waits_for, waited_for, with, alternatives, related, mentions } = self;
        let waiting = |waiting: &Waiting| waiting.own.len() + waiting.others.len();
        let beside = [with.len(), alternatives.len(), related.len()];
        let [with, alternatives, related] = beside;
        let lengths = [waiting(waits_for), waiting(waited_for), with, alternatives, related, mentions.len()];
        let mut ends = lengths;
        let mut end = 0;
        for list in &mut ends {
            end += *list;
            *list = end;
        }
        Rows { ends }
    }

    /// The view of one part of the rows.
    fn part(&self, context: &GuideContext<'_>, at: TaskIx, rows: &Rows, part: &Range<usize>) -> RelationsView {
        let of = |list: usize| rows.within(list, part);
        RelationsView {
            task: context.key(at),
            waits_for: Relations::new(context, at, slice(&self.waits_for, of(WAITS_FOR))),
            waited_for: Relations::new(context, at, slice(&self.waited_for, of(WAITED_FOR))),
            with: self.with[of(WITH)].to_vec(),
            alternatives: self.alternatives[of(ALTERNATIVES)].to_vec(),
            related: self.related[of(RELATED)].to_vec(),
            backlinks: Components(self.mentions[of(MENTIONS)].to_vec()),
            parts: None,
        }
    }
}

/// The relations that the page of a task shows.
pub(crate) struct Cut {
    pub(crate) related: Related,
    /// "and 4 more" of those with it, its alternatives, the related ones and its mentions.
    pub(crate) more: [Option<Link>; 4],
}

/// The rows of all lists, one list behind the other.
struct Rows {
    ends: [usize; LISTS],
}

impl Rows {
    fn start(&self, list: usize) -> usize {
        list.checked_sub(1).map_or(0, |before| self.ends[before])
    }

    /// The rows of a list that stand in a part, from the list's own first on.
    fn within(&self, list: usize, part: &Range<usize>) -> Range<usize> {
        let (start, end) = (self.start(list), self.ends[list]);
        let from = part.start.clamp(start, end);
        from - start..part.end.clamp(from, end) - start
    }

    fn parts(&self, context: &GuideContext<'_>, related: &Related) -> Vec<Range<usize>> {
        let partner = |partners: &[Partner], at: usize| {
            context.weight(partners[at].task.at()) + partners[at].said.as_ref().map_or(0, Said::weight)
        };
        let weight = |row: usize| {
            let list = self.ends.iter().position(|end| row < *end).unwrap_or(MENTIONS);
            let at = row - self.start(list);
            match list {
                WAITS_FOR => waiting_weight(context, &related.waits_for, at),
                WAITED_FOR => waiting_weight(context, &related.waited_for, at),
                WITH => partner(&related.with, at),
                ALTERNATIVES => partner(&related.alternatives, at),
                RELATED => partner(&related.related, at),
                _ => related.mentions[at].weight(),
            }
        };
        crate::context::parts(self.ends[LISTS - 1], ROOM, weight)
    }
}

fn waiting_weight(context: &GuideContext<'_>, waiting: &Waiting, at: usize) -> usize {
    let item = waiting.own.get(at).or_else(|| waiting.others.get(at - waiting.own.len()));
    item.map_or(0, |item| {
        let texts = item.said.as_ref().map_or(0, Said::weight);
        texts + item.tasks.iter().chain(&item.instead).map(|task| context.weight(task.at())).sum::<usize>()
    })
}

/// Some of the relations, those of the own party first.
fn slice(waiting: &Waiting, rows: Range<usize>) -> Waiting {
    let own = waiting.own.len();
    let of = |items: &[Item], from: usize, to: usize| items[from.min(items.len())..to.min(items.len())].to_vec();
    Waiting {
        own: of(&waiting.own, rows.start, rows.end),
        others: of(&waiting.others, rows.start.saturating_sub(own), rows.end.saturating_sub(own)),
        more: None,
    }
}

/// Site path of the first of the pages, with a final `/`.
fn address(context: &GuideContext<'_>, at: TaskIx) -> String {
    format!("{}relations/", context.guide.task_address(&context.guide.tasks[at].id))
}

/// The pages of all that a task has to do with, if its own page has no room for it.
pub(crate) fn relations<'a, E>(
    context: &'a GuideContext<'_>,
    at: TaskIx,
    give: Give<'_, 'a, RelationsView, E>,
) -> Result<(), E> {
    let task = &context.guide.tasks[at];
    let before: usize = task.requires.iter().map(|requirement| requirement.tasks.len()).sum();
    let beside = [task.with.len(), task.alternatives.len(), task.related.len()];
    let lengths = [before, task.required_by.len(), beside[0], beside[1], beside[2], task.backlinks.len()];
    if lengths.iter().all(|length| *length <= NEIGHBOURS) {
        return Ok(());
    }
    let related = Related::new(context, at);
    if related.counts().iter().all(|count| *count <= NEIGHBOURS) {
        return Ok(());
    }
    let rows = related.rows();
    let parts = rows.parts(context, &related);
    let id = &task.id;
    let base = &address(context, at);
    let title = &context.words.fill("relations_title", &[("id", id)]);
    let listed = Listed {
        description: Some(&context.words.fill("relations_text", &[("id", id)])),
        above: &above_task(context, at),
        task: Some(at),
        parts: &parts,
        ..Listed::new(base, title)
    };
    let view = |part: &Range<usize>, parts, _: &str, _| {
        (RelationsView { parts, ..related.part(context, at, &rows, part) }, Vec::new())
    };
    divided(context, listed, view, give)
}

impl MentionView {
    /// About how many bytes it takes.
    fn weight(&self) -> usize {
        let sentences: usize = self.sentences.iter().map(|sentence| sentence.len() + 20).sum();
        150 + self.path.len() + self.title.len() + sentences
    }
}

/// Mentions, gathered by page.
fn mentions(context: &GuideContext<'_>, at: TaskIx) -> Vec<MentionView> {
    let site = context.site;
    let mut found: Vec<(Origin, MentionView)> = Vec::new();
    let mut left_out = 0;
    for backlink in &context.guide.tasks[at].backlinks {
        if let Some((last, view)) = found.last_mut()
            && *last == backlink.from
        {
            if view.sentences.len() < NEIGHBOURS {
                view.sentences.push(backlink.sentence.clone());
            } else {
                left_out += 1;
                view.more = more(context.words, left_out);
            }
            continue;
        }
        left_out = 0;
        let (id, title, path) = origin(site, backlink.from);
        let sentences = vec![backlink.sentence.clone()];
        found.push((backlink.from, MentionView { path, id, title, sentences, more: None }));
    }
    found.into_iter().map(|(_, view)| view).collect()
}
