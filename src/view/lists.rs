//! Pages that list tasks: by group, in the order of the plan, and what crosses, is asked, is meant.

use serde::Serialize;

use super::diagrams::{DiagramView, Picture};
use super::frame::{About, Frame, Link};
use super::relations::{Waiting, waited_for, waits_for};
use super::site::{GuideContext, SiteContext};
use super::task::TaskKey;
use super::text::Setting;
use super::{PART, PRINT_PART};
use crate::i18n::Words;
use crate::model::{Certainty, Group, Guide, TaskIx};

/// `group` in `pages/group.html`: the tasks of a stage, party, track or scope. Also `group` in `pages/plan.html`,
/// where it is the whole guide.
#[derive(Clone, Debug, Hash, Serialize)]
pub(crate) struct GroupView {
    /// "Stage", "Party" …
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    /// A sentence, where the group is a stage with a gate.
    pub(crate) gate: Option<String>,
    pub(crate) count: String,
    /// Whether items say their party: not where all have the same.
    pub(crate) parties: bool,
    pub(crate) diagram: Option<DiagramView>,
    pub(crate) sections: Vec<Section>,
    pub(crate) parts: Option<Parts>,
}

/// Tasks under a heading.
#[derive(Clone, Debug, Hash, Serialize)]
pub(crate) struct Section {
    pub(crate) name: String,
    /// Id of the heading.
    pub(crate) anchor: String,
    /// Of the party, from 1; 0 for a stage.
    pub(crate) number: usize,
    /// A sentence, where the section is a stage with a gate.
    pub(crate) gate: Option<String>,
    pub(crate) items: Vec<Item>,
}

/// A task in a list.
#[derive(Clone, Debug, Hash, Serialize)]
pub(crate) struct Item {
    pub(crate) link: TaskKey,
    /// Its number in the plan, from 1.
    pub(crate) number: usize,
    /// "and" or "or", where it belongs to the item before it.
    pub(crate) joined: Option<String>,
    pub(crate) waits_for: Waiting,
    pub(crate) waited_for: Waiting,
    pub(crate) with: Vec<TaskKey>,
    pub(crate) alternatives: Vec<TaskKey>,
    /// "2 open questions".
    pub(crate) questions: Option<String>,
    /// Whether any of the above says something.
    pub(crate) has_facts: bool,
}

/// Where a page stands in a list that has been divided.
#[derive(Clone, Debug, Hash, Serialize)]
pub(crate) struct Parts {
    /// "Part 2 of 7".
    pub(crate) name: String,
    pub(crate) links: Vec<PartLink>,
}

/// A part of a divided list.
#[derive(Clone, Debug, Hash, Serialize)]
pub(crate) struct PartLink {
    pub(crate) link: Link,
    pub(crate) current: bool,
}

/// A finished page: its site path, frame and content.
pub(crate) struct Paged<T> {
    pub(crate) address: String,
    pub(crate) frame: Frame,
    pub(crate) view: T,
    pub(crate) picture: Option<Picture>,
}

/// Which groups the guide has, and how their pages are divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GroupKind {
    Stage,
    Party,
    Track,
    Scope,
}

impl GroupKind {
    fn folder(self) -> &'static str {
        match self {
            GroupKind::Stage => "stages",
            GroupKind::Party => "parties",
            GroupKind::Track => "tracks",
            GroupKind::Scope => "scopes",
        }
    }

    fn word(self) -> &'static str {
        match self {
            GroupKind::Stage => "stage",
            GroupKind::Party => "party",
            GroupKind::Track => "track",
            GroupKind::Scope => "scope",
        }
    }
}

/// The pages of a stage, party, track or scope.
pub(crate) fn group(context: &GuideContext<'_>, kind: GroupKind, at: usize) -> Vec<Paged<GroupView>> {
    let guide = context.guide;
    let of = |task: TaskIx| match kind {
        GroupKind::Stage => Some(guide.tasks[task].stage),
        GroupKind::Party => Some(guide.tasks[task].party),
        GroupKind::Track => guide.tasks[task].track,
        GroupKind::Scope => guide.tasks[task].scope,
    };
    let group: &Group = match kind {
        GroupKind::Stage => &guide.stages[at].group,
        GroupKind::Party => &guide.parties[at],
        GroupKind::Track => &guide.tracks[at],
        GroupKind::Scope => &guide.scopes[at],
    };
    let tasks = context.in_order(|task| of(task) == Some(at));
    let by_party = kind == GroupKind::Stage;
    let mut sorted = tasks.clone();
    sorted.sort_by_key(|task| if by_party { guide.tasks[*task].party } else { guide.tasks[*task].stage });
    let base = format!("{}/{}/{}/", guide.folder, kind.folder(), group.key);
    let gate = kind == GroupKind::Stage && guide.stages[at].gate;
    divided(context, &base, &group.name, group.description.as_deref(), &sorted, PART, |part, parts, root, first| {
        let picture = first.then(|| Picture::group(context, &group.name, &tasks, root));
        let view = GroupView {
            kind: context.words.get(kind.word()).to_owned(),
            name: group.name.clone(),
            description: group.description.clone(),
            gate: gate.then(|| context.words.get("gate_stage").to_owned()),
            count: context.words.count("task", tasks.len()),
            parties: !matches!(kind, GroupKind::Stage | GroupKind::Party),
            diagram: picture.as_ref().filter(|_| !tasks.is_empty()).map(|picture| picture.view.clone()),
            sections: sections(context, part, by_party),
            parts,
        };
        (view, picture)
    })
}

/// The pages of the plan.
pub(crate) fn plan_view(context: &GuideContext<'_>) -> Vec<Paged<GroupView>> {
    let name = context.words.get("plan");
    let text = context.words.get("plan_text");
    let base = format!("{}/plan/", context.guide.folder);
    divided(context, &base, name, Some(text), &context.plan.order, PART, |part, parts, _, _| {
        let view = GroupView {
            kind: String::new(),
            name: name.to_owned(),
            description: Some(text.to_owned()),
            gate: None,
            count: context.words.count("task", context.plan.order.len()),
            parties: true,
            diagram: None,
            sections: sections(context, part, false),
            parts,
        };
        (view, None)
    })
}

/// Divides a list into pages of at most `size` items; the first has the address `base`, the others follow below it.
fn divided<I, T>(
    context: &GuideContext<'_>,
    base: &str,
    title: &str,
    description: Option<&str>,
    tasks: &[I],
    size: usize,
    view: impl Fn(&[I], Option<Parts>, &str, bool) -> (T, Option<Picture>),
) -> Vec<Paged<T>> {
    let total = tasks.len().div_ceil(size).max(1);
    let address = |number: usize| if number == 0 { base.to_owned() } else { format!("{base}{}/", number + 1) };
    let page = |number: usize| {
        let address = address(number);
        let about = About { address: &address, title, description, updated: None, file: None };
        let frame = Frame::of_guide(context, &about, Vec::new());
        let part = &tasks[(number * size).min(tasks.len())..((number + 1) * size).min(tasks.len())];
        let (view, picture) =
            view(part, Parts::new(context.site, context.words, number, total, base), &frame.root, number == 0);
        Paged { address, frame, view, picture }
    };
    (0..total).map(page).collect()
}

impl Parts {
    /// The parts of a list whose first page has the site path `base`; `None` where there is only one.
    pub(super) fn new(site: &SiteContext<'_>, words: &Words, number: usize, total: usize, base: &str) -> Option<Parts> {
        let name = |at: usize| {
            let (n, total) = ((at + 1).to_string(), total.to_string());
            words.fill("part", &[("n", &n), ("total", &total)])
        };
        let path = |at: usize| if at == 0 { base.to_owned() } else { format!("{base}{}/", at + 1) };
        // The neighbours, the ends, and nothing between: a list of a thousand parts is no help.
        let shown = |at: &usize| *at == 0 || *at + 1 == total || at.abs_diff(number) <= 2;
        let link =
            |at: usize| PartLink { link: Link { name: name(at), path: site.path(&path(at)) }, current: at == number };
        (total > 1).then(|| Parts { name: name(number), links: (0..total).filter(shown).map(link).collect() })
    }
}

/// Tasks under a heading for each party or stage, in the order given.
fn sections(context: &GuideContext<'_>, tasks: &[TaskIx], by_party: bool) -> Vec<Section> {
    let guide = context.guide;
    let mut sections: Vec<(usize, Section)> = Vec::new();
    for (position, task) in tasks.iter().enumerate() {
        let at = if by_party { guide.tasks[*task].party } else { guide.tasks[*task].stage };
        let previous = position.checked_sub(1).map(|before| tasks[before]);
        let item = item(context, *task, previous);
        match sections.last_mut() {
            Some((last, section)) if *last == at => section.items.push(item),
            _ => {
                let group = if by_party { &guide.parties[at] } else { &guide.stages[at].group };
                let gate = !by_party && guide.stages[at].gate;
                // A plan may come back to a stage; only the first heading carries the plain anchor.
                let again = sections.iter().filter(|(other, _)| *other == at).count();
                let anchor = if again == 0 { format!("_{}", group.key) } else { format!("_{}-{again}", group.key) };
                sections.push((
                    at,
                    Section {
                        name: group.name.clone(),
                        anchor,
                        number: if by_party { at + 1 } else { 0 },
                        gate: gate.then(|| context.words.get("gate_stage").to_owned()),
                        items: vec![item],
                    },
                ));
            }
        }
    }
    sections.into_iter().map(|(_, section)| section).collect()
}

fn item(context: &GuideContext<'_>, at: TaskIx, previous: Option<TaskIx>) -> Item {
    let task = &context.guide.tasks[at];
    let joined = previous.and_then(|before| {
        let and = task.with.contains(&before).then_some("and");
        and.or_else(|| task.alternatives.contains(&before).then_some("or"))
    });
    let questions = task.questions.len();
    let related = !(task.requires.is_empty() && task.with.is_empty() && task.alternatives.is_empty());
    Item {
        link: context.key(at),
        number: context.plan.place[at].map_or(0, |place| place + 1),
        joined: joined.map(|word| context.words.get(word).to_owned()),
        waits_for: waits_for(context, at),
        waited_for: waited_for(context, at),
        with: context.keys(&task.with),
        alternatives: context.keys(&task.alternatives),
        questions: (questions > 0).then(|| context.words.count("open_question", questions)),
        has_facts: related || questions > 0,
    }
}

/// How many open questions a guide has, on its tasks in force and its pages too.
pub(super) fn question_count(guide: &Guide) -> usize {
    guide.questions.len()
        + guide.live().map(|task| guide.tasks[task].questions.len()).sum::<usize>()
        + guide.pages.iter().map(|page| page.questions.len()).sum::<usize>()
}

/// `handovers` in `pages/handovers.html`.
#[derive(Clone, Debug, Hash, Serialize)]
pub(crate) struct HandoverView {
    pub(crate) rows: Vec<Handover>,
    pub(crate) parts: Option<Parts>,
}

/// A relation that crosses parties.
#[derive(Clone, Debug, Hash, Serialize)]
pub(crate) struct Handover {
    pub(crate) from: TaskKey,
    /// "before", "together with" …
    pub(crate) word: String,
    pub(crate) to: TaskKey,
    pub(crate) delivers: Option<String>,
    pub(crate) likely: bool,
    pub(crate) note: Option<String>,
}

/// Every relation that crosses parties, in the order of the plan.
pub(crate) fn handovers(context: &GuideContext<'_>) -> Vec<Paged<HandoverView>> {
    let rows: Vec<Handover> = context.plan.order.iter().flat_map(|from| crossing(context, *from)).collect();
    let base = format!("{}/handovers/", context.guide.folder);
    let (title, text) = (context.words.get("handovers"), context.words.get("handovers_text"));
    divided(context, &base, title, Some(text), &rows, PART, |rows, parts, _, _| {
        (HandoverView { rows: rows.to_vec(), parts }, None)
    })
}

/// What goes from one task to tasks of other parties.
fn crossing(context: &GuideContext<'_>, from: TaskIx) -> Vec<Handover> {
    let tasks = &context.guide.tasks;
    let crosses = |to: TaskIx| tasks[to].party != tasks[from].party;
    let row = |word: &str, to: TaskIx| Handover {
        from: context.key(from),
        word: context.words.get(word).to_owned(),
        to: context.key(to),
        delivers: tasks[from].delivers.clone(),
        likely: false,
        note: None,
    };
    let waiting = tasks[from].required_by.iter().filter(|relation| crosses(relation.task)).map(|relation| Handover {
        likely: relation.certainty == Certainty::Likely,
        note: relation.note.clone(),
        ..row(if relation.any { "before_any" } else { "before" }, relation.task)
    });
    let partners = tasks[from].with.iter().filter(|partner| **partner > from && crosses(**partner));
    waiting.chain(partners.map(|partner| row("together_with", *partner))).collect()
}

fn listing(context: &GuideContext<'_>, key: &'static str, text: &str) -> Frame {
    let about = About {
        address: &format!("{}/{key}/", context.guide.folder),
        title: context.words.get(key),
        description: Some(context.words.get(text)),
        updated: None,
        file: None,
    };
    Frame::of_guide(context, &about, Vec::new())
}

/// `questions` in `pages/questions.html`.
#[derive(Clone, Debug, Hash, Serialize)]
pub(crate) struct QuestionsView {
    /// HTML.
    pub(crate) guide: Vec<String>,
    pub(crate) tasks: Vec<TaskQuestions>,
    pub(crate) likely: Vec<LikelyView>,
    pub(crate) parts: Option<Parts>,
}

/// The questions of one task.
#[derive(Clone, Debug, Hash, Serialize)]
pub(crate) struct TaskQuestions {
    pub(crate) link: TaskKey,
    /// HTML.
    pub(crate) questions: Vec<String>,
}

/// A relation that nobody has confirmed.
#[derive(Clone, Debug, Hash, Serialize)]
pub(crate) struct LikelyView {
    pub(crate) task: TaskKey,
    pub(crate) needs: Vec<TaskKey>,
    pub(crate) note: Option<String>,
}

/// What is not known yet: about the guide and its relations on the first page, then task by task.
pub(crate) fn questions(context: &GuideContext<'_>) -> Vec<Paged<QuestionsView>> {
    let guide = context.guide;
    let asked = context.in_order(|task| !guide.tasks[task].questions.is_empty());
    let base = format!("{}/questions/", guide.folder);
    let (title, text) = (context.words.get("questions"), context.words.get("questions_text"));
    divided(context, &base, title, Some(text), &asked, PART, |asked, parts, root, first| {
        let html = |texts: &[crate::model::Text], assets: &[crate::model::Asset], address: &str| -> Vec<String> {
            let asset_path = format!("{root}{}", crate::text::encode_path(address));
            let setting = Setting {
                site: context.site,
                words: context.words,
                root,
                assets,
                asset_path: &asset_path,
                prefix: "",
                shift: 2,
            };
            texts.iter().map(|text| setting.html(text)).collect()
        };
        let mut about_guide = Vec::new();
        let mut likely = Vec::new();
        if first {
            about_guide = html(&guide.questions, &guide.assets, &guide.address());
            about_guide.extend(guide.pages.iter().flat_map(|page| html(&page.questions, &page.assets, &page.address)));
            likely.extend(guide.likely().map(|(task, requirement)| LikelyView {
                task: context.key(task),
                needs: context.keys(&requirement.tasks),
                note: requirement.note.clone(),
            }));
        }
        let tasks = asked.iter().map(|at| {
            let task = &guide.tasks[*at];
            let address = guide.task_address(&task.id);
            TaskQuestions { link: context.key(*at), questions: html(&task.questions, &task.assets, &address) }
        });
        (QuestionsView { guide: about_guide, tasks: tasks.collect(), likely, parts }, None)
    })
}

/// `terms` in `pages/terms.html`.
#[derive(Clone, Debug, Hash, Serialize)]
pub(crate) struct TermsView {
    pub(crate) terms: Vec<TermView>,
}

/// A word of the glossary.
#[derive(Clone, Debug, Hash, Serialize)]
pub(crate) struct TermView {
    pub(crate) term: String,
    pub(crate) anchor: String,
    /// HTML.
    pub(crate) html: String,
    pub(crate) variants: Vec<String>,
    pub(crate) avoid: Vec<String>,
}

/// The glossary, in the authors' order.
pub(crate) fn terms(context: &GuideContext<'_>) -> (Frame, TermsView) {
    let frame = listing(context, "terms", "terms_text");
    let mut anchors = std::collections::HashMap::new();
    let mut views = Vec::with_capacity(context.guide.terms.len());
    for term in &context.guide.terms {
        let slug = crate::text::slug(&term.term);
        let count = anchors.entry(slug.clone()).or_insert(0usize);
        *count += 1;
        let anchor = if *count == 1 { slug } else { format!("{slug}-{count}") };
        let prefix = format!("{anchor}--");
        let asset_path = format!("{}{}", frame.root, context.guide.address());
        let setting = Setting {
            site: context.site,
            words: context.words,
            root: &frame.root,
            assets: &context.guide.assets,
            asset_path: &asset_path,
            prefix: &prefix,
            shift: 2,
        };
        let html = setting.html(&term.meaning);
        views.push(TermView {
            term: term.term.clone(),
            anchor,
            html,
            variants: term.variants.clone(),
            avoid: term.avoid.clone(),
        });
    }
    (frame, TermsView { terms: views })
}

/// `print` in `pages/print.html`.
#[derive(Clone, Debug, Hash, Serialize)]
pub(crate) struct PrintView {
    /// HTML of the guide's introduction; only in the first part.
    pub(crate) html: Option<String>,
    pub(crate) diagram: Option<DiagramView>,
    pub(crate) tasks: Vec<PrintTask>,
    pub(crate) parts: Option<Parts>,
}

/// A task on paper.
#[derive(Clone, Debug, Hash, Serialize)]
pub(crate) struct PrintTask {
    pub(crate) item: Item,
    pub(crate) anchor: String,
    pub(crate) delivers: Option<String>,
    /// HTML.
    pub(crate) html: String,
    /// HTML.
    pub(crate) questions: Vec<String>,
}

/// The whole guide, in the order of the plan.
pub(crate) fn print(context: &GuideContext<'_>) -> Vec<Paged<PrintView>> {
    let guide = context.guide;
    let base = format!("{}/print/", guide.folder);
    let title = context.words.get("print");
    let text = context.words.get("print_text");
    divided(context, &base, title, Some(text), &context.plan.order, PRINT_PART, |part, parts, root, first| {
        let picture = first.then(|| Picture::overview(context, root));
        let guide_path = format!("{root}{}", guide.address());
        let setting = Setting {
            site: context.site,
            words: context.words,
            root,
            assets: &guide.assets,
            asset_path: &guide_path,
            prefix: "guide--",
            shift: 0,
        };
        let view = PrintView {
            html: first.then(|| setting.html(&guide.text)),
            diagram: picture.as_ref().map(|picture| picture.view.clone()),
            tasks: part.iter().map(|task| print_task(context, *task, root)).collect(),
            parts,
        };
        (view, picture)
    })
}

fn print_task(context: &GuideContext<'_>, at: TaskIx, root: &str) -> PrintTask {
    let task = &context.guide.tasks[at];
    let prefix = format!("{}--", task.id);
    let asset_path = format!("{root}{}", crate::text::encode_path(&context.guide.task_address(&task.id)));
    let setting = Setting {
        site: context.site,
        words: context.words,
        root,
        assets: &task.assets,
        asset_path: &asset_path,
        prefix: &prefix,
        shift: 1,
    };
    let mut item = item(context, at, None);
    item.joined = None;
    PrintTask {
        item,
        anchor: format!("_{}", task.id),
        delivers: task.delivers.clone(),
        html: setting.html(&task.text),
        questions: task.questions.iter().map(|text| setting.html(text)).collect(),
    }
}
