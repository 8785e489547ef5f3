//! The facts of a picture for templates, beside the picture itself.

use serde::Serialize;

use crate::context::{Component, Components, GuideContext, Link, Shown, TaskKey};

/// A diagram. The picture itself is the variable `svg`, and its lines in words are `lines`.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct DiagramView {
    /// Prefix of ids that belong to it.
    pub(crate) key: String,
    /// The name of the diagram: "Overview".
    pub(crate) name: String,
    /// "Diagram: Overview", for the frame around the picture.
    pub(crate) title: String,
    /// Site path of the picture as a file, where there is one.
    pub(crate) file: Option<String>,
    /// The tasks without lines in the picture.
    pub(crate) loose: Vec<TaskKey>,
    /// "and 4 more": the number of lines that the list beside the picture does not name.
    pub(crate) lines_more: Option<String>,
    /// Relations that the picture has no room for, as HTML: a `components/left_out_line.html` for each.
    pub(crate) left_out: Components<LeftOutLine>,
    /// The number of these relations.
    pub(crate) left_out_count: Shown,
    /// "and 4 more": the number of these relations that the list does not name.
    pub(crate) left_out_more: Option<String>,
    /// In a diagram of counts: "Cook, Bake: 21 tasks", a link to the page with the diagram of each.
    pub(crate) cells: Vec<Link>,
}

impl DiagramView {
    /// One without a list.
    pub(super) fn named(key: String, name: String, title: String) -> Self {
        DiagramView {
            key,
            name,
            title,
            file: None,
            loose: Vec::new(),
            lines_more: None,
            left_out: None.into(),
            left_out_count: Shown(0),
            left_out_more: None,
            cells: Vec::new(),
        }
    }
}

/// `line` in `components/line.html` and `components/left_out_line.html`: a line of a picture in words.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct LineView {
    pub(crate) from: TaskKey,
    /// The relation in a word: "before", "together with" …
    pub(crate) word: String,
    pub(crate) to: TaskKey,
    /// The number of the choice among those of `to`, from 1, if one of several tasks is enough.
    pub(crate) group: Option<usize>,
    /// "choice 2", where `to` has several.
    pub(crate) choice: Option<String>,
    pub(crate) likely: bool,
    /// The picture does not draw it, since it follows from the lines drawn.
    pub(crate) follows: bool,
}

impl Component for LineView {
    const TEMPLATE: &'static str = "components/line.html line";
}

/// A line that the picture has no room for.
#[derive(Clone, Debug, Hash, Serialize)]
pub(crate) struct LeftOutLine(pub(super) LineView);

impl Component for LeftOutLine {
    const TEMPLATE: &'static str = "components/left_out_line.html line";
}

/// The subject of a picture.
#[derive(Hash)]
pub(super) struct Subject {
    /// Prefix of ids; two hyphens, so that no heading has it.
    pub(super) key: String,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) file: Option<String>,
    /// Leads from the page to the site's root.
    pub(super) root: String,
    /// Whether each stage keeps its heading.
    pub(super) headings: bool,
}

impl Subject {
    /// The subject of the picture of the whole guide.
    pub(super) fn guide(context: &GuideContext<'_>, key: &str, root: &str) -> Subject {
        let title = context.words.get("overview").to_owned();
        let text = context.words.fill("overview_text", &[("guide", &context.guide.title)]);
        let file = Some(context.path("overview.svg").trim_end_matches("index.html").to_owned());
        Subject { key: key.to_owned(), title, text, file, root: root.to_owned(), headings: true }
    }
}
