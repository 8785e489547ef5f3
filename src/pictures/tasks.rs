//! A picture of tasks: its drawing, and every line of it in words.

use std::hash::{Hash, Hasher};

use super::diagram_view::{DiagramView, LeftOutLine, LineView, Subject};
use super::node_selection::{Beyond, NodeSelection, Relation, own};
use super::shared_labels::{shared_labels, task_label, word_key};
use crate::context::{Components, GuideContext, SharedLabels, Shown, Within, cell_address, more};
use crate::diagram::{self, Drawing, DrawingWords, Edge, EdgeKind, Node, Role, Scene};
use crate::graph::Side;
use crate::model::{Certainty, Predicate, TaskIx};
use crate::text::natural_cmp;

/// So many tasks the box of several names.
const MOST_NAMED: usize = 3;
/// The most lines that a list names in words.
const MAX_TOLD: usize = 100;

/// A picture whose boxes and lines are chosen. They get their words when it is drawn, since most builds find most
/// pictures unchanged.
pub(super) struct Sketch<'a> {
    context: &'a GuideContext<'a>,
    pub(super) subject: Subject,
    selection: NodeSelection,
    lines: Vec<Line>,
}

/// A relation between two boxes.
struct Line {
    /// Indices into the boxes, in the direction of the relation.
    from: usize,
    to: usize,
    relation: Relation,
    /// It follows from others and is only told in words.
    follows: bool,
}

impl Hash for Sketch<'_> {
    /// All that [`Sketch::drawing`] reads, save the guide's parties, stages and words: every page of the guide is made
    /// anew with those. What is left out is in the list.
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Sketch { context, subject, selection, lines } = self;
        (subject, &selection.beyond, selection.boxes.len()).hash(state);
        for (task, role) in &selection.boxes {
            let item = &context.guide.tasks[*task];
            (context.key(*task), item.party, item.stage, context.plan.place[*task], role).hash(state);
        }
        for Line { from, to, relation, .. } in lines {
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
    for line in &lines {
        joined[line.from] = true;
        joined[line.to] = true;
    }
    for beyond in &selection.beyond {
        joined[beyond.of] = true;
    }
    let left_out = selection.left_out.iter().take(MAX_TOLD);
    let view = DiagramView {
        key: subject.key.clone(),
        name: subject.title.clone(),
        title: context.words.fill("group_diagram", &[("name", &subject.title)]),
        file: subject.file.clone(),
        loose: (0..boxes.len()).filter(|at| !joined[*at]).map(|at| context.key(boxes[at].0)).collect(),
        lines_more: more(context.words, lines.len().saturating_sub(MAX_TOLD)),
        left_out: Components(left_out.map(|relation| LeftOutLine(line(context, relation, false))).collect()),
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

    /// The same with the tasks of the picture that are to be seen beside each other.
    pub(super) fn with_related(mut self) -> Self {
        let places = Places::new(&self.selection.boxes);
        for (from, (one, _)) in self.selection.boxes.iter().enumerate() {
            let task = &self.context.guide.tasks[*one];
            for other in task.related.iter().filter(|other| *other > one) {
                let Some(to) = places.of(*other) else { continue };
                let certainty = task.basis(Predicate::Related, *other).certainty;
                let relation = Relation { from: *one, to: *other, kind: EdgeKind::Related, group: 0, certainty };
                self.lines.push(Line { from, to, relation, follows: false });
            }
        }
        self
    }

    /// The first lines as a list. They are the same where two sketches are.
    pub(super) fn in_words(&self) -> impl Iterator<Item = LineView> {
        self.lines.iter().take(MAX_TOLD).map(|of| line(self.context, &of.relation, of.follows))
    }

    /// The same in short, where it is dense; `scene` is how it is laid out.
    pub(super) fn summary(&self, scene: &Scene, file: &str) -> Option<Drawing> {
        if diagram::is_dense(scene) { self.grouped(Some(file)) } else { None }
    }

    /// The tasks of one party and stage that stand side by side as one box, which leads to the page of the two; where that is
    /// the page of the picture itself, to its file.
    pub(super) fn grouped(&self, file: Option<&str>) -> Option<Drawing> {
        let (context, root) = (self.context, &self.subject.root);
        let group = |all: &[&Node]| {
            let (stage, lane) = (all[0].stage, all[0].lane);
            let address = cell_address(context, Within::Guide, stage, lane);
            let own = file.filter(|file| file.trim_end_matches("diagram.svg") == address);
            let path = own.map_or_else(|| context.site.path(&address), str::to_owned);
            let first = all.iter().map(|node| &*node.id).min_by(|a, b| natural_cmp(a, b)).unwrap_or_default();
            let ids: Vec<&str> = all.iter().take(MOST_NAMED).map(|node| &*node.id).collect();
            let more = if all.len() > MOST_NAMED { " …" } else { "" };
            let id = context.words.fill("folded", &[("n", &all.len().to_string()), ("id", first)]);
            let (stage, party) = (&context.guide.stages[stage].group.name, &context.guide.parties[lane].name);
            let title = format!("{stage}: {}{more}", ids.join(", "));
            let name = format!("{id}, {party}, {title}").into();
            let href = [root.as_str(), &path].concat();
            let (id, title, beyond) = (id.into(), title.into(), Vec::new());
            Node { id, title, href, name, label: None, likely: false, follows: 0, beyond, ..all[0].clone() }
        };
        let short = diagram::summary(&self.drawing(), group)?;
        // A box of several tasks does not tell all that they wait for.
        let words = DrawingWords { waits_for_gate: String::new(), ..(*short.words).clone() };
        Some(Drawing { words: words.into(), ..short })
    }

    /// Boxes and lines with all their words.
    pub(super) fn drawing(&self) -> Drawing {
        let Sketch { context, subject, selection, lines } = self;
        let boxes = selection.boxes.iter();
        let shared = shared_labels(context);
        let mut nodes: Vec<Node> = boxes.map(|(task, role)| node(context, *task, *role, &subject.root)).collect();
        let edges = lines.iter().map(|line| edge(context, shared, line)).collect();
        for line in lines.iter().filter(|line| line.follows) {
            nodes[line.to].follows += 1;
        }
        for node in nodes.iter_mut().filter(|node| node.follows > 0) {
            node.name = [&*node.name, ", ", &context.words.count("implied", node.follows)].concat().into();
        }
        for one in &selection.beyond {
            nodes[one.of].beyond.push(beyond(context, one, selection.boxes[one.of].0, &subject.root));
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
            headings: subject.headings,
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
        parties: label.parties.clone(),
        stage: task.stage,
        order: context.plan.place[at].unwrap_or(usize::MAX - 1),
        role,
        name: if role == Role::Outside {
            context.words.fill("outside_name", &[("name", &label.name)]).into()
        } else {
            label.name.clone()
        },
        likely: task.is_likely(Predicate::Party) || task.is_likely(Predicate::Stage),
        label: Some(label.label.clone()),
        follows: 0,
        beyond: Vec::new(),
    }
}

/// The link at the foot of a box to tasks that are not shown, which stand on the page of its task.
fn beyond(context: &GuideContext<'_>, beyond: &Beyond, at: TaskIx, root: &str) -> diagram::Beyond {
    let task = &context.guide.tasks[at];
    let count = format!("{}{}", beyond.count, if beyond.counted { "" } else { "+" });
    let (side, key, section) = match beyond.side {
        Side::Before => (diagram::Side::Before, "diagram_more_before", "_waits-for"),
        Side::Beside if task.with.is_empty() => (diagram::Side::Beside, "diagram_more_beside", "_alternatives"),
        Side::Beside => (diagram::Side::Beside, "diagram_more_beside", "_with"),
        Side::After => (diagram::Side::After, "diagram_more_after", "_waited-for"),
    };
    let text = context
        .words
        .fill(if side == diagram::Side::Beside { "diagram_more_with" } else { "diagram_more" }, &[("n", &count)]);
    let name = context.words.fill(key, &[("more", &text), ("id", &task.id)]);
    diagram::Beyond { side, text, name, href: [root, &context.links[at].path, "#", section].concat() }
}

/// Where each task stands among the boxes.
struct Places(Vec<(TaskIx, usize)>);

impl Places {
    fn new(boxes: &[(TaskIx, Role)]) -> Self {
        let mut places: Vec<(TaskIx, usize)> = boxes.iter().enumerate().map(|(at, (task, _))| (*task, at)).collect();
        places.sort_unstable();
        Places(places)
    }

    fn of(&self, task: TaskIx) -> Option<usize> {
        self.0.binary_search_by_key(&task, |(task, _)| *task).ok().map(|found| self.0[found].1)
    }
}

/// Every relation between two of the boxes, once, in the order of the plan.
fn edges(context: &GuideContext<'_>, boxes: &[(TaskIx, Role)]) -> Vec<Line> {
    let places = Places::new(boxes);
    // Relations among connectors belong to another picture.
    let foreign = |from: usize, to: usize| boxes[from].1 == Role::Outside && boxes[to].1 == Role::Outside;
    let mut edges = Vec::new();
    for (at, (task, _)) in boxes.iter().enumerate() {
        for (other, side, relation) in own(&context.guide.tasks[*task], *task) {
            if let Some(found) = places.of(other).filter(|found| !foreign(at, *found)) {
                let (from, to) = if side == Side::Before { (found, at) } else { (at, found) };
                edges.push(Line { from, to, relation, follows: false });
            }
        }
    }
    let place = |at: usize| context.plan.place[boxes[at].0];
    edges.sort_by_key(|line| (place(line.to), line.relation.later(), place(line.from)));
    let plain = |line: &Line| {
        let Relation { kind, certainty, .. } = line.relation;
        (kind == EdgeKind::Requires && certainty == Certainty::Certain).then_some((line.from, line.to))
    };
    let implied = diagram::implied(boxes.len(), &edges.iter().map(plain).collect::<Vec<_>>());
    edges.iter_mut().zip(implied).for_each(|(line, implied)| line.follows = implied);
    edges
}

fn edge(context: &GuideContext<'_>, shared: &SharedLabels, line: &Line) -> Edge {
    let Line { from, to, relation, follows } = line;
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
    // The arrowhead of a plain requirement says it all.
    if relation.kind == EdgeKind::Requires && certainty == diagram::Certainty::Certain && choice.is_empty() {
        label.clear();
    }
    let (from, to, follows) = (*from, *to, *follows);
    Edge { from, to, kind: relation.kind, group: relation.group, choice, certainty, label, count: 1, follows }
}

/// "choice 2", where a task has several.
fn choice(context: &GuideContext<'_>, relation: &Relation) -> Option<String> {
    let number = relation.choice(context.guide)?;
    Some(context.words.fill("choice", &[("n", &number.to_string())]))
}

fn line(context: &GuideContext<'_>, relation: &Relation, follows: bool) -> LineView {
    LineView {
        from: context.key(relation.from),
        word: context.words.get(word_key(relation.kind)).to_owned(),
        to: context.key(relation.to),
        group: (relation.group > 0).then_some(relation.group),
        choice: choice(context, relation),
        likely: relation.certainty == Certainty::Likely,
        follows,
    }
}
