//! A picture of tasks, or of how many there are, that can be laid out, with its list.

use std::hash::{Hash, Hasher};

use super::counts;
use super::diagram_view::{DiagramView, LineView, Subject};
use super::node_selection::{NodeSelection, Path, is_crowded};
use super::tasks::{self, Sketch};
use crate::context::{Components, GuideContext, Within};
use crate::diagram::{self, Drawing, Scene, Summary};
use crate::model::TaskIx;

/// Guides of more tasks are counted: to find what stands side by side takes as long as a picture of all.
const MAX_GROUPED: usize = 1_000;

/// A picture that can be laid out, with its list.
pub(crate) struct Picture<'a> {
    pub(crate) view: DiagramView,
    /// Site path of its file, where one is made with the page.
    pub(crate) file: Option<String>,
    plate: Plate<'a>,
}

#[derive(Hash)]
enum Plate<'a> {
    Tasks(Sketch<'a>),
    Counts(Summary),
    /// The difference of two versions, or a whole guide in short.
    Drawn(Box<Drawing>),
}

impl Hash for Picture<'_> {
    /// Without the list, which counts where a page shows it.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.plate.hash(state);
    }
}

impl<'a> Picture<'a> {
    /// Gives everything its place; this is the costly step.
    pub(crate) fn scene(&self) -> Scene {
        match &self.plate {
            Plate::Tasks(sketch) => diagram::layout(&sketch.drawing()),
            Plate::Counts(summary) => diagram::matrix(summary),
            Plate::Drawn(drawing) => diagram::layout(drawing),
        }
    }

    /// The beginning of its page where the picture is dense and has a file of its own: the same in short.
    pub(crate) fn in_short(&self, scene: &Scene) -> Option<Scene> {
        match (&self.plate, &self.file) {
            (Plate::Tasks(sketch), Some(file)) => sketch.summary(scene, file).map(|short| diagram::layout(&short)),
            _ => None,
        }
    }

    /// The lines of the picture that its list names in words.
    pub(crate) fn lines(&self) -> Components<LineView> {
        match &self.plate {
            Plate::Tasks(sketch) => Components(sketch.in_words().collect()),
            Plate::Counts(_) | Plate::Drawn(_) => Components(Vec::new()),
        }
    }

    /// The whole guide. Where it is too large for one picture, it is in short, and larger still, counted.
    pub(crate) fn overview(context: &'a GuideContext<'_>, root: &str) -> Self {
        let subject = Subject::guide(context, "d--overview", root);
        let tasks = &context.plan.order;
        if !is_crowded(context, tasks) || tasks.len() > MAX_GROUPED {
            return Picture::of(context, subject, tasks, Within::Guide);
        }
        let (view, counts) = counts::picture(context, &subject, tasks, Within::Guide);
        let sketch = Sketch::new(context, subject, NodeSelection::whole(context, tasks));
        let fits = |short: &Drawing| !short.edges.is_empty() && diagram::fits_page(&diagram::layout(short));
        match sketch.grouped(None).filter(fits) {
            Some(short) => {
                let description = [&*short.description, ". ", context.words.get("in_short_text")].concat();
                let plate = Plate::Drawn(Box::new(Drawing { description, ..short }));
                Picture { view, file: None, plate }
            }
            None => Picture::counts((view, counts)),
        }
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
        let subject =
            Subject { key: "d--group".to_owned(), title, text, file: None, root: root.to_owned(), headings: false };
        Picture::of(context, subject, tasks, within)
    }

    /// The same with a file of its own beside the page at `address`.
    pub(crate) fn with_file(mut self, address: &str) -> Self {
        let file = picture_file(address);
        self.view.file = Some(crate::text::encode_path(&file));
        self.made_as(file)
    }

    /// The same with a file that is made with the page.
    pub(crate) fn made_as(mut self, file: String) -> Self {
        self.file = Some(file);
        self
    }

    /// The same beside other pictures of one page.
    pub(crate) fn named(mut self, key: String) -> Self {
        match &mut self.plate {
            Plate::Tasks(sketch) => sketch.subject.key.clone_from(&key),
            Plate::Counts(summary) => summary.key.clone_from(&key),
            Plate::Drawn(drawing) => drawing.key.clone_from(&key),
        }
        self.view.key = key;
        self
    }

    fn of(context: &'a GuideContext<'_>, subject: Subject, tasks: &[TaskIx], within: Within) -> Self {
        if is_crowded(context, tasks) {
            return Picture::counts(counts::picture(context, &subject, tasks, within));
        }
        Picture::tasks(tasks::picture(context, subject, NodeSelection::of(context, tasks)))
    }

    /// The neighbourhood of one task, and the page of everything that it rests on.
    pub(crate) fn around(context: &'a GuideContext<'_>, task: TaskIx, root: &str) -> (Self, Path) {
        let id = &context.guide.tasks[task].id;
        let subject = Subject {
            key: "d--around".to_owned(),
            title: context.words.get("around_task").to_owned(),
            text: context.words.fill("around_text", &[("id", id)]),
            file: Some(crate::text::encode_path(&[&context.guide.folder, "/", id, "/diagram.svg"].concat())),
            root: root.to_owned(),
            headings: false,
        };
        let (selection, path) = NodeSelection::around(context, task);
        (Picture::tasks(tasks::picture(context, subject, selection)), path)
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
            headings: false,
        };
        if is_crowded(context, tasks) {
            return Picture::counts(counts::picture(context, &subject, tasks, Within::Guide));
        }
        Picture::tasks(tasks::picture(context, subject, NodeSelection::focused(tasks, task)))
    }

    /// A drawing that was made elsewhere; the page tells in words what it shows.
    pub(super) fn drawn(drawing: Drawing) -> Self {
        let view = DiagramView::named(drawing.key.clone(), drawing.description.clone(), drawing.title.clone());
        Picture { view, file: None, plate: Plate::Drawn(Box::new(drawing)) }
    }

    fn tasks((view, sketch): (DiagramView, Sketch<'a>)) -> Self {
        Picture { view, file: None, plate: Plate::Tasks(sketch) }
    }

    fn counts((view, summary): (DiagramView, Summary)) -> Self {
        Picture { view, file: None, plate: Plate::Counts(summary) }
    }
}

/// Site path of the picture of a page as a file.
pub(crate) fn picture_file(address: &str) -> String {
    format!("{address}diagram.svg")
}
