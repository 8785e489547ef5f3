//! Which tasks a picture shows, and the list that says the same.

use serde::Serialize;

use super::site::GuideContext;
use super::task::TaskKey;
use crate::diagram::{self, Cell, Drawing, Edge, Kind, Lane, Node, Role, Scene, Stage, Summary, Words};
use crate::graph::{Neighbour, neighbours};
use crate::model::{Certainty, TaskIx};

/// From this many tasks on a picture can't be read any more, and counts are shown instead.
const MAX_BOXES: usize = 60;
/// The most boxes around one task.
const MAX_NEIGHBOURS: usize = 14;
/// How far the picture around a task reaches.
const STEPS: i8 = 2;

/// A diagram as templates see it; the picture itself is given to them as `svg`.
#[derive(Clone, Debug, Hash, Serialize)]
pub(crate) struct DiagramView {
    /// "Diagram: Overview", for the frame around the picture.
    pub(crate) title: String,
    /// Site path of the picture as a file, where there is one.
    pub(crate) file: Option<String>,
    /// Every line of the picture.
    pub(crate) lines: Vec<LineView>,
    /// The boxes without lines.
    pub(crate) loose: Vec<TaskKey>,
    /// Counts instead of tasks.
    pub(crate) summary: bool,
}

/// A line of a picture in words.
#[derive(Clone, Debug, Hash, Serialize)]
pub(crate) struct LineView {
    pub(crate) from: TaskKey,
    /// "before", "together with" …
    pub(crate) word: String,
    pub(crate) to: TaskKey,
    pub(crate) likely: bool,
}

/// A picture that can be laid out, with its list.
#[derive(Clone, Debug, Hash)]
pub(crate) struct Picture {
    pub(crate) view: DiagramView,
    drawing: Plate,
}

#[derive(Clone, Debug, Hash)]
enum Plate {
    Tasks(Drawing),
    Counts(Summary),
}

impl Picture {
    /// Gives everything its place; this is the costly step.
    pub(crate) fn scene(&self) -> Scene {
        match &self.drawing {
            Plate::Tasks(drawing) => diagram::layout(drawing),
            Plate::Counts(summary) => diagram::matrix(summary),
        }
    }

    /// The whole guide.
    pub(crate) fn overview(context: &GuideContext<'_>, root: &str) -> Picture {
        let title = context.words.get("overview").to_owned();
        let text = context.words.fill("overview_text", &[("guide", &context.guide.title)]);
        let file = Some(context.path("overview.svg").trim_end_matches("index.html").to_owned());
        Picture::of(context, &Subject { key: "d--overview", title, text, file, root }, &context.plan.order)
    }

    /// Some of the guide's tasks, with their neighbours outside as connectors.
    pub(crate) fn group(context: &GuideContext<'_>, name: &str, tasks: &[TaskIx], root: &str) -> Picture {
        let title = name.to_owned();
        let text = format!("{name} – {}", context.guide.title);
        Picture::of(context, &Subject { key: "d--group", title, text, file: None, root }, tasks)
    }

    fn of(context: &GuideContext<'_>, subject: &Subject<'_>, tasks: &[TaskIx]) -> Picture {
        if tasks.len() > MAX_BOXES {
            return Picture::counts(context, subject, tasks);
        }
        let mut boxes: Vec<(TaskIx, Role)> = tasks.iter().map(|task| (*task, Role::Task)).collect();
        let mut outside: Vec<TaskIx> = tasks.iter().flat_map(|task| related(context, *task)).collect();
        outside.sort_unstable_by_key(|task| context.plan.place[*task]);
        outside.dedup();
        outside.retain(|task| context.plan.place[*task].is_some() && !tasks.contains(task));
        if boxes.len() + outside.len() <= MAX_BOXES {
            boxes.extend(outside.into_iter().map(|task| (task, Role::Outside)));
        }
        Picture::tasks(context, subject, &boxes, 0)
    }

    /// What lies near one task.
    pub(crate) fn around(context: &GuideContext<'_>, task: TaskIx, root: &str) -> Picture {
        let id = &context.guide.tasks[task].id;
        let (near, left_out) = neighbours(context.guide, task, STEPS, MAX_NEIGHBOURS);
        let role = |near: &Neighbour| if near.task == task { Role::Focus } else { Role::Task };
        let boxes: Vec<(TaskIx, Role)> = near.iter().map(|near| (near.task, role(near))).collect();
        let subject = Subject {
            key: "d--around",
            title: context.words.get("around_task").to_owned(),
            text: context.words.fill("around_text", &[("id", id)]),
            file: Some(crate::text::encode_path(&format!("{}/{id}/diagram.svg", context.guide.folder))),
            root,
        };
        Picture::tasks(context, &subject, &boxes, left_out)
    }

    fn tasks(context: &GuideContext<'_>, subject: &Subject<'_>, boxes: &[(TaskIx, Role)], left_out: usize) -> Picture {
        let tasks = &context.guide.tasks;
        let mut nodes: Vec<Node> = boxes.iter().map(|(task, role)| node(context, *task, *role, subject.root)).collect();
        let edges = edges(context, boxes);
        let mut joined = vec![false; boxes.len()];
        for edge in &edges {
            joined[edge.from] = true;
            joined[edge.to] = true;
        }
        let link = |at: usize| context.key(boxes[at].0);
        let view = DiagramView {
            title: context.words.fill("group_diagram", &[("name", &subject.title)]),
            file: subject.file.clone(),
            lines: edges
                .iter()
                .map(|edge| LineView {
                    from: link(edge.from),
                    word: context.words.get(word_key(edge.kind)).to_owned(),
                    to: link(edge.to),
                    likely: edge.certainty == diagram::Certainty::Likely,
                })
                .collect(),
            loose: (0..boxes.len()).filter(|at| !joined[*at]).map(link).collect(),
            summary: false,
        };
        if left_out > 0
            && let Some((task, _)) = boxes.first()
        {
            let words = context.words.fill("more_tasks", &[("n", &left_out.to_string())]);
            nodes.push(Node {
                id: String::new(),
                title: words.clone(),
                href: format!("{}{}", subject.root, context.path("")),
                lane: tasks[*task].party,
                stage: tasks[*task].stage,
                order: usize::MAX,
                role: Role::More,
                name: words,
            });
        }
        let drawing = Drawing {
            key: subject.key.to_owned(),
            title: subject.title.clone(),
            description: subject.text.clone(),
            lanes: lanes(context),
            stages: stages(context),
            nodes,
            edges,
            words: words(context),
            legend: true,
        };
        Picture { view, drawing: Plate::Tasks(drawing) }
    }

    fn counts(context: &GuideContext<'_>, subject: &Subject<'_>, tasks: &[TaskIx]) -> Picture {
        let guide = context.guide;
        let mut counts = vec![0; guide.parties.len() * guide.stages.len()];
        for task in tasks {
            counts[guide.tasks[*task].party * guide.stages.len() + guide.tasks[*task].stage] += 1;
        }
        let mut cells = Vec::new();
        for (lane, party) in guide.parties.iter().enumerate() {
            for (stage, column) in guide.stages.iter().enumerate() {
                let count = counts[lane * guide.stages.len() + stage];
                if count == 0 {
                    continue;
                }
                let count = context.words.count("task", count);
                let path = context.path(&format!("stages/{}/", column.group.key));
                cells.push(Cell {
                    lane,
                    stage,
                    name: format!("{}, {}: {count}", party.name, column.group.name),
                    lines: Vec::new(),
                    href: format!("{}{path}#_{}", subject.root, crate::text::encode_path(&party.key)),
                    count,
                });
            }
        }
        let summary = Summary {
            key: subject.key.to_owned(),
            title: subject.title.clone(),
            description: format!("{}. {}", subject.text, context.words.get("summary_text")),
            lanes: lanes(context),
            stages: stages(context),
            cells,
            words: words(context),
        };
        let view = DiagramView {
            title: context.words.fill("group_diagram", &[("name", &subject.title)]),
            file: subject.file.clone(),
            lines: Vec::new(),
            loose: Vec::new(),
            summary: true,
        };
        Picture { view, drawing: Plate::Counts(summary) }
    }
}

/// What a picture is about.
struct Subject<'a> {
    /// Prefix of ids; two hyphens, so that no heading has it.
    key: &'static str,
    title: String,
    text: String,
    file: Option<String>,
    /// Leads from the page to the site's root.
    root: &'a str,
}

fn related(context: &GuideContext<'_>, task: TaskIx) -> Vec<TaskIx> {
    let task = &context.guide.tasks[task];
    let requires = task.requires.iter().flat_map(|requirement| requirement.tasks.iter());
    let required_by = task.required_by.iter().map(|relation| &relation.task);
    requires.chain(required_by).chain(&task.with).chain(&task.alternatives).copied().collect()
}

fn node(context: &GuideContext<'_>, at: TaskIx, role: Role, root: &str) -> Node {
    let task = &context.guide.tasks[at];
    let link = &context.links[at];
    Node {
        id: task.id.clone(),
        title: task.title.clone(),
        href: format!("{root}{}", link.path),
        lane: task.party,
        stage: task.stage,
        order: context.plan.place[at].unwrap_or(usize::MAX - 1),
        role,
        name: format!("{} {}, {}, {}", task.id, task.title, link.party, link.stage),
    }
}

/// Every relation between two of the boxes, once.
fn edges(context: &GuideContext<'_>, boxes: &[(TaskIx, Role)]) -> Vec<Edge> {
    let tasks = &context.guide.tasks;
    let mut places: Vec<(TaskIx, usize)> = boxes.iter().enumerate().map(|(at, (task, _))| (*task, at)).collect();
    places.sort_unstable();
    let place = |task: TaskIx| places.binary_search_by_key(&task, |(task, _)| *task).ok().map(|found| places[found].1);
    let outside = |at: usize| boxes[at].1 == Role::Outside;
    let mut edges = Vec::new();
    let mut add = |from: usize, to: usize, kind: Kind, certainty: Certainty| {
        // What connectors have to do with each other is another picture's matter.
        if outside(from) && outside(to) {
            return;
        }
        let certainty = match certainty {
            Certainty::Certain => diagram::Certainty::Certain,
            Certainty::Likely => diagram::Certainty::Likely,
        };
        let mut label =
            format!("{} {} {}", tasks[boxes[from].0].id, context.words.get(word_key(kind)), tasks[boxes[to].0].id);
        if certainty == diagram::Certainty::Likely {
            label.push_str(&format!(" ({})", context.words.get("likely")));
        }
        edges.push(Edge { from, to, kind, certainty, label });
    };
    for (to, (task, _)) in boxes.iter().enumerate() {
        for requirement in &tasks[*task].requires {
            let kind = if requirement.any { Kind::Any } else { Kind::Requires };
            for from in requirement.tasks.iter().filter_map(|first| place(*first)) {
                add(from, to, kind, requirement.certainty);
            }
        }
        for (partners, kind) in [(&tasks[*task].with, Kind::With), (&tasks[*task].alternatives, Kind::Alternative)] {
            for partner in partners.iter().filter(|partner| *partner > task) {
                if let Some(other) = place(*partner) {
                    add(to, other, kind, Certainty::Certain);
                }
            }
        }
    }
    edges
}

fn word_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Requires => "before",
        Kind::Any => "before_any",
        Kind::With => "together_with",
        Kind::Alternative => "or",
    }
}

fn lanes(context: &GuideContext<'_>) -> Vec<Lane> {
    let parties = context.guide.parties.iter().enumerate();
    parties.map(|(at, party)| Lane { key: party.key.clone(), name: party.name.clone(), number: at + 1 }).collect()
}

fn stages(context: &GuideContext<'_>) -> Vec<Stage> {
    let stages = context.guide.stages.iter();
    stages
        .map(|stage| Stage { key: stage.group.key.clone(), name: stage.group.name.clone(), gated: stage.gate })
        .collect()
}

fn words(context: &GuideContext<'_>) -> Words {
    let get = |key: &str| context.words.get(key).to_owned();
    Words {
        gate: get("gate_bar"),
        requires: get("legend_requires"),
        with: get("legend_with"),
        any: get("legend_any"),
        alternative: get("legend_alternative"),
        likely: get("legend_likely"),
        gate_legend: get("legend_gate"),
        focus: get("legend_focus"),
        outside: get("legend_outside"),
    }
}
