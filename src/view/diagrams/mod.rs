//! Diagrams of a guide: which tasks a picture shows, and the list that says the same.
//!
//! `choice` says which tasks are boxes and which are connectors, `tasks` makes the drawing and its list of it, and
//! `counts` the table of a set of tasks too large for one picture. What all pictures of a guide say is in `faces`.

mod choice;
mod counts;
mod faces;
mod selection;
mod sheets;
mod tasks;

pub(crate) use choice::{MAX_BOXES, Path, is_crowded};
pub(super) use counts::is_wide;
pub(super) use faces::Faces;
pub use selection::Selection;
pub(crate) use selection::drawing;
pub(super) use sheets::sheets;
pub(crate) use tasks::{Line, LineKind};

use std::hash::{Hash, Hasher};

use serde::Serialize;

use super::cells::Within;
use super::frame::Link;
use super::late::Part;
use super::site::GuideContext;
use super::task::{NamesTasks, TaskKey};
use crate::diagram::{self, Scene, Summary};
use crate::model::TaskIx;
use choice::Choice;
use tasks::Sketch;

/// A diagram as templates see it; the picture itself is given to them as `svg`, and its lines in words as `lines`.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct DiagramView {
    /// Prefix of ids that belong to it.
    pub(crate) key: String,
    /// "Overview".
    pub(crate) name: String,
    /// "Diagram: Overview", for the frame around the picture.
    pub(crate) title: String,
    /// Site path of the picture as a file, where there is one.
    pub(crate) file: Option<String>,
    /// The boxes without lines.
    pub(crate) loose: Vec<TaskKey>,
    /// "and 4 more" lines, where the list beside the picture does not name all.
    pub(crate) lines_more: Option<String>,
    /// Relations that the picture has no room for, as HTML: a `components/left_out_line.html` for each. A box "and 4 more" leads
    /// to them.
    pub(crate) left_out: LeftOut,
    /// How many there are.
    pub(crate) left_out_count: String,
    /// "and 4 more" of them, where not all are named.
    pub(crate) left_out_more: Option<String>,
    /// Where there are counts instead of tasks: "Cook, Bake: 21 tasks" with the page of its diagram.
    pub(crate) cells: Vec<Link>,
}

/// What a picture has no room for.
pub(crate) type LeftOut = Part<Vec<LineView>>;

/// `line` in `components/line.html` and `components/left_out_line.html`: a line of a picture in words.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct LineView {
    pub(crate) from: TaskKey,
    /// "before", "together with" …
    pub(crate) word: String,
    pub(crate) to: TaskKey,
    /// Of one of several that are enough: the number of the choice among those of `to`, from 1.
    pub(crate) group: Option<usize>,
    /// "choice 2", where `to` has several.
    pub(crate) choice: Option<String>,
    pub(crate) likely: bool,
}

impl NamesTasks for LineView {
    fn each_task(&mut self, see: &mut dyn FnMut(&mut TaskKey)) {
        [&mut self.from, &mut self.to].into_iter().for_each(see);
    }
}

/// A picture that can be laid out, with its list.
pub(crate) struct Picture<'a> {
    pub(crate) view: DiagramView,
    plate: Plate<'a>,
}

#[derive(Hash)]
enum Plate<'a> {
    Tasks(Sketch<'a>),
    Counts(Summary),
}

impl Hash for Picture<'_> {
    /// Without the list, which counts where a page shows it.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.plate.hash(state);
    }
}

/// Behind a picture's key: id of the relations that it has no room for, on the page that holds it.
const LEFT_OUT: &str = "-left-out";

impl<'a> Picture<'a> {
    /// Gives everything its place; this is the costly step.
    pub(crate) fn scene(&self) -> Scene {
        match &self.plate {
            Plate::Tasks(sketch) => diagram::layout(&sketch.drawing()),
            Plate::Counts(summary) => diagram::matrix(summary),
        }
    }

    /// The lines of the picture that are told in words.
    pub(crate) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let sketch = match &self.plate {
            Plate::Tasks(sketch) => Some(sketch),
            Plate::Counts(_) => None,
        };
        sketch.into_iter().flat_map(Sketch::in_words)
    }

    /// The whole guide.
    pub(crate) fn overview(context: &'a GuideContext<'_>, root: &str) -> Self {
        Picture::of(context, Subject::guide(context, "d--overview", root), &context.plan.order, Within::Guide)
    }

    /// Some of the guide's tasks, with their neighbours outside as connectors. `within` says whose they are.
    pub(crate) fn group(
        context: &'a GuideContext<'_>,
        name: &str,
        tasks: &[TaskIx],
        within: Within,
        root: &str,
    ) -> Self {
        let title = name.to_owned();
        let text = format!("{name} – {}", context.guide.title);
        let subject = Subject { key: "d--group".to_owned(), title, text, file: None, root: root.to_owned() };
        Picture::of(context, subject, tasks, within)
    }

    /// The same with a file of its own beside the page at `address`. A box that leads to a list on the page leads to it
    /// from the file too.
    pub(super) fn with_file(mut self, address: &str) -> Self {
        if let Plate::Tasks(sketch) = &mut self.plate {
            sketch.lead_back_to(address);
        }
        self.view.file = Some(crate::text::encode_path(&picture_file(address)));
        self
    }

    /// The same beside other pictures of one page.
    fn named(mut self, key: String) -> Self {
        match &mut self.plate {
            Plate::Tasks(sketch) => sketch.subject.key.clone_from(&key),
            Plate::Counts(summary) => summary.key.clone_from(&key),
        }
        self.view.key = key;
        self
    }

    fn of(context: &'a GuideContext<'_>, subject: Subject, tasks: &[TaskIx], within: Within) -> Self {
        if is_crowded(context, tasks) {
            return counts::picture(context, &subject, tasks, within);
        }
        tasks::picture(context, subject, Choice::of(context, tasks))
    }

    /// What lies near one task, and where everything is shown that it rests on.
    pub(crate) fn around(context: &'a GuideContext<'_>, task: TaskIx, root: &str) -> (Self, Path) {
        let id = &context.guide.tasks[task].id;
        let subject = Subject {
            key: "d--around".to_owned(),
            title: context.words.get("around_task").to_owned(),
            text: context.words.fill("around_text", &[("id", id)]),
            file: Some(crate::text::encode_path(&[&context.guide.folder, "/", id, "/diagram.svg"].concat())),
            root: root.to_owned(),
        };
        let (choice, path) = Choice::around(context, task, root);
        (tasks::picture(context, subject, choice), path)
    }

    /// A task with everything that it rests on.
    pub(crate) fn path(context: &'a GuideContext<'_>, task: TaskIx, tasks: &[TaskIx], root: &str) -> Self {
        let id = &context.guide.tasks[task].id;
        let subject = Subject {
            key: "d--path".to_owned(),
            title: context.words.fill("path_title", &[("id", id)]),
            text: context.words.fill("path_text", &[("id", id)]),
            file: None,
            root: root.to_owned(),
        };
        if is_crowded(context, tasks) {
            return counts::picture(context, &subject, tasks, Within::Guide);
        }
        tasks::picture(context, subject, Choice::focused(tasks, task))
    }
}

/// Site path of the picture of a page as a file.
pub(crate) fn picture_file(address: &str) -> String {
    format!("{address}diagram.svg")
}

/// What a picture is about.
#[derive(Hash)]
struct Subject {
    /// Prefix of ids; two hyphens, so that no heading has it.
    key: String,
    title: String,
    text: String,
    file: Option<String>,
    /// Leads from the page to the site's root.
    root: String,
}

impl Subject {
    /// What the picture of the whole guide is about.
    fn guide(context: &GuideContext<'_>, key: &str, root: &str) -> Subject {
        let title = context.words.get("overview").to_owned();
        let text = context.words.fill("overview_text", &[("guide", &context.guide.title)]);
        let file = Some(context.path("overview.svg").trim_end_matches("index.html").to_owned());
        Subject { key: key.to_owned(), title, text, file, root: root.to_owned() }
    }
}
