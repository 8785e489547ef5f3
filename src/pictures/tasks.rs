//! A picture of tasks: its drawing, and every line of it in words.

use std::hash::{Hash, Hasher};

use super::diagram_view::{DiagramView, LEFT_OUT, LeftOutLine, LineView, Subject};
use super::node_selection::{More, NodeSelection, Relation, own};
use super::shared_labels::{shared_labels, task_label, word_key};
use crate::context::{Components, GuideContext, SharedLabels, Shown, more};
use crate::diagram::{self, Drawing, Edge, EdgeKind, Node, Role};
use crate::graph::Side;
use crate::model::{Certainty, TaskIx};

/// The most lines that a list names in words.
const MAX_TOLD: usize = 100;

/// A picture whose boxes and lines are chosen. They get their words when it is drawn, since most builds find most
/// pictures unchanged.
pub(super) struct Sketch<'a> {
    context: &'a GuideContext<'a>,
    pub(super) subject: Subject,
    selection: NodeSelection,
    /// Indices into the boxes, and the relation between them in the same direction.
    lines: Vec<(usize, usize, Relation)>,
}

impl Hash for Sketch<'_> {
    /// All that [`Sketch::drawing`] reads, save the guide's parties, stages and words: every page of the guide is made
    /// anew with those. What is left out is in the list.
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Sketch { context, subject, selection, lines } = self;
        (subject, &selection.more, selection.boxes.len()).hash(state);
        for (task, role) in &selection.boxes {
            let item = &context.guide.tasks[*task];
            (context.key(*task), item.party, item.stage, context.plan.place[*task], role).hash(state);
        }
        for (from, to, relation) in lines {
            (from, to, relation.kind, relation.group, relation.certainty).hash(state);
            relation.choice(context.guide).hash(state);
        }
    }
}

/// The picture of what was chosen.
pub(super) fn picture<'a>(
    context: &'a GuideContext<'_>,
    subject: Subject,
    selection: NodeSelection,
) -> (DiagramView, Sketch<'a>) {
    let boxes = &selection.boxes;
    let lines = edges(context, boxes);
    let mut joined = vec![false; boxes.len()];
    for (from, to, _) in &lines {
        joined[*from] = true;
        joined[*to] = true;
    }
    for at in selection.more.iter().flat_map(|more| &more.of) {
        joined[*at] = true;
    }
    let left_out = selection.left_out.iter().take(MAX_TOLD);
    let view = DiagramView {
        key: subject.key.clone(),
        name: subject.title.clone(),
        title: context.words.fill("group_diagram", &[("name", &subject.title)]),
        file: subject.file.clone(),
        loose: (0..boxes.len()).filter(|at| !joined[*at]).map(|at| context.key(boxes[at].0)).collect(),
        lines_more: more(context.words, lines.len().saturating_sub(MAX_TOLD)),
        left_out: Components(left_out.map(|relation| LeftOutLine(line(context, relation))).collect()),
        left_out_count: Shown(selection.left_out.len()),
        left_out_more: more(context.words, selection.left_out.len().saturating_sub(MAX_TOLD)),
        cells: Vec::new(),
    };
    (view, Sketch { context, subject, selection, lines })
}

impl<'a> Sketch<'a> {
    /// A picture of the selection, without its list.
    pub(super) fn new(context: &'a GuideContext<'_>, subject: Subject, selection: NodeSelection) -> Self {
        let lines = edges(context, &selection.boxes);
        Sketch { context, subject, selection, lines }
    }

    /// Boxes for what the picture has no room for name the page that has the list, and not only the place on it.
    pub(super) fn lead_back_to(&mut self, address: &str) {
        let Sketch { context, subject, selection, .. } = self;
        for more in &mut selection.more {
            let page = context.site.path(address);
            more.href.get_or_insert_with(|| [&subject.root, &page, "#", &subject.key, LEFT_OUT].concat());
        }
    }

    /// The first lines as a list. They are the same where two sketches are.
    pub(super) fn in_words(&self) -> impl Iterator<Item = LineView> {
        self.lines.iter().take(MAX_TOLD).map(|(_, _, relation)| line(self.context, relation))
    }

    /// Boxes and lines with all their words.
    pub(super) fn drawing(&self) -> Drawing {
        let Sketch { context, subject, selection, lines } = self;
        let boxes = selection.boxes.iter();
        let shared = shared_labels(context);
        let mut nodes: Vec<Node> = boxes.map(|(task, role)| node(context, *task, *role, &subject.root)).collect();
        let mut edges: Vec<Edge> =
            lines.iter().map(|(from, to, relation)| edge(context, shared, *from, *to, relation)).collect();
        for more in &selection.more {
            edges.extend(stubs(more, nodes.len()));
            nodes.push(more_node(context, more, &subject.key));
        }
        Drawing {
            key: subject.key.clone(),
            title: subject.title.clone(),
            description: subject.text.clone(),
            lanes: shared.lanes.clone(),
            stages: shared.stages.clone(),
            nodes,
            edges,
            words: shared.words.clone(),
            legend: true,
        }
    }
}

fn node(context: &GuideContext<'_>, at: TaskIx, role: Role, root: &str) -> Node {
    let task = &context.guide.tasks[at];
    let label = task_label(context, at);
    Node {
        id: label.id.clone(),
        title: label.title.clone(),
        href: [root, &context.links[at].path].concat(),
        lane: task.party,
        stage: task.stage,
        order: context.plan.place[at].unwrap_or(usize::MAX - 1),
        role,
        name: if role == Role::Outside {
            context.words.fill("outside_name", &[("name", &label.name)]).into()
        } else {
            label.name.clone()
        },
        label: Some(label.label.clone()),
    }
}

fn more_node(context: &GuideContext<'_>, more: &More, key: &str) -> Node {
    let words = context.words.fill("more_tasks", &[("n", &more.count)]);
    let party = match context.guide.parties.get(more.party) {
        Some(party) if !more.mixed => party.name.as_str(),
        _ => context.words.get("other_parties"),
    };
    Node {
        id: "".into(),
        name: format!("{words}, {party}").into(),
        title: words.into(),
        href: more.href.clone().unwrap_or_else(|| format!("#{key}{LEFT_OUT}")),
        lane: more.party,
        stage: more.stage,
        order: more.order,
        role: Role::More,
        label: None,
    }
}

/// Lines between the box `at` and the tasks that have to do with what it stands for.
fn stubs(more: &More, at: usize) -> impl Iterator<Item = Edge> {
    more.of.iter().map(move |task| {
        let (from, to, kind) = match more.side {
            Side::Before => (at, *task, EdgeKind::Requires),
            Side::Beside => (*task, at, EdgeKind::With),
            Side::After => (*task, at, EdgeKind::Requires),
        };
        Edge {
            from,
            to,
            kind,
            group: 0,
            choice: String::new(),
            certainty: diagram::Certainty::Certain,
            label: String::new(),
        }
    })
}

/// Every relation between two of the boxes, once, in the order of the plan.
fn edges(context: &GuideContext<'_>, boxes: &[(TaskIx, Role)]) -> Vec<(usize, usize, Relation)> {
    let mut places: Vec<(TaskIx, usize)> = boxes.iter().enumerate().map(|(at, (task, _))| (*task, at)).collect();
    places.sort_unstable();
    let place = |task: TaskIx| places.binary_search_by_key(&task, |(task, _)| *task).ok().map(|found| places[found].1);
    // Relations among connectors belong to another picture.
    let foreign = |from: usize, to: usize| boxes[from].1 == Role::Outside && boxes[to].1 == Role::Outside;
    let mut edges = Vec::new();
    for (at, (task, _)) in boxes.iter().enumerate() {
        for (other, side, relation) in own(&context.guide.tasks[*task], *task) {
            if let Some(found) = place(other).filter(|found| !foreign(at, *found)) {
                let (from, to) = if side == Side::Before { (found, at) } else { (at, found) };
                edges.push((from, to, relation));
            }
        }
    }
    let place = |at: usize| context.plan.place[boxes[at].0];
    edges.sort_by_key(|(from, to, relation)| (place(*to), relation.later(), place(*from)));
    edges
}

fn edge(context: &GuideContext<'_>, shared: &SharedLabels, from: usize, to: usize, relation: &Relation) -> Edge {
    let tasks = &context.guide.tasks;
    let word = &shared.kinds[relation.kind as usize];
    let mut label = [&tasks[relation.from].id, " ", word, " ", &tasks[relation.to].id].concat();
    let certainty = match relation.certainty {
        Certainty::Certain => diagram::Certainty::Certain,
        Certainty::Likely => diagram::Certainty::Likely,
    };
    let choice = choice(context, relation).unwrap_or_default();
    if !choice.is_empty() {
        label.extend([" (", &choice, ")"]);
    }
    if certainty == diagram::Certainty::Likely {
        label.extend([" (", &shared.likely, ")"]);
    }
    Edge { from, to, kind: relation.kind, group: relation.group, choice, certainty, label }
}

/// "choice 2", where a task has several.
fn choice(context: &GuideContext<'_>, relation: &Relation) -> Option<String> {
    let number = relation.choice(context.guide)?;
    Some(context.words.fill("choice", &[("n", &number.to_string())]))
}

fn line(context: &GuideContext<'_>, relation: &Relation) -> LineView {
    LineView {
        from: context.key(relation.from),
        word: context.words.get(word_key(relation.kind)).to_owned(),
        to: context.key(relation.to),
        group: (relation.group > 0).then_some(relation.group),
        choice: choice(context, relation),
        likely: relation.certainty == Certainty::Likely,
    }
}
