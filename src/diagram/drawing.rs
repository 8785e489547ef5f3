//! A drawing before anything has a place: the input of [`layout`](super::layout()).
//!
//! All words are those of the reader's language and arrive ready; nothing here is looked up or translated. What many
//! pictures of a guide say, and each in several places, is shared between them.

use std::sync::Arc;

use crate::diagram::text::Label;

/// A diagram to be laid out. Indices point into the vectors of the same drawing; an index that points nowhere
/// is treated as "none" (a node) or leaves the edge out.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Drawing {
    /// Prefix of every element id, unique in the page; `[a-z0-9-]`, other characters are replaced by `-`.
    pub key: String,
    /// Accessible name of the whole picture.
    pub title: String,
    /// Accessible description of the whole picture.
    pub description: String,
    /// Parties in the guide's order. In a large picture each with nodes has a band, in others boxes have its mark.
    pub lanes: Vec<Lane>,
    /// Stages in the guide's order, as runs of columns.
    pub stages: Vec<Stage>,
    /// The boxes, in any order.
    pub nodes: Vec<Node>,
    /// The lines, in any order; self-loops are left out, repeated edges are merged.
    pub edges: Vec<Edge>,
    /// Words that the picture itself needs.
    pub words: Arc<DrawingWords>,
    /// Whether each stage keeps its own columns with its heading. Else only gates part the stages, and boxes stand by their
    /// lines alone.
    pub headings: bool,
    /// Whether a legend of the kinds in use stands below.
    pub legend: bool,
}

/// A party: one horizontal band.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Lane {
    /// Stable key, written to `data-party` and `data-lane`.
    pub key: Arc<str>,
    /// Name shown on the band.
    pub name: Arc<str>,
    /// Position in the guide from 1: chooses colour and mark, also where other lanes are left out.
    pub number: usize,
}

/// A stage: one run of columns.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Stage {
    /// Stable key, written to `data-stage`.
    pub key: Arc<str>,
    /// Name shown above the columns.
    pub name: Arc<str>,
    /// Nothing of it starts before all of the earlier stages is done: a bar stands before it.
    pub gated: bool,
}

/// A box.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Node {
    /// The task's id as written; empty for a box without a code.
    pub id: Arc<str>,
    /// Title, never cut.
    pub title: Arc<str>,
    /// Where the box leads.
    pub href: String,
    /// Index into [`Drawing::lanes`].
    pub lane: usize,
    /// Keys of all parties whose work it is, parted by blanks; empty where that is its lane's alone.
    pub parties: Arc<str>,
    /// Index into [`Drawing::stages`].
    pub stage: usize,
    /// Place in the plan, which is also the focus order.
    pub order: usize,
    /// How it is drawn.
    pub role: Role,
    /// Complete accessible name of the link.
    pub name: Arc<str>,
    /// Its party or stage is only likely; the name says so too.
    pub likely: bool,
    /// Id and title as they are broken into lines, where that is known already.
    pub label: Option<Arc<Label>>,
    /// How many lines to it are left out since they [follow](Edge::follows) from others; the name says so too.
    pub follows: usize,
    /// Its neighbours outside the picture, counted.
    pub beyond: Vec<Beyond>,
}

/// Neighbours of a box that the picture does not show: a link at the foot of the box.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Beyond {
    /// Where they would stand.
    pub side: Side,
    /// As "35 more"; the picture adds an arrow to that side.
    pub text: String,
    /// Where the link leads.
    pub href: String,
    /// Complete accessible name of the link.
    pub name: String,
}

/// Where something would stand to a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Where the lines to the box come from.
    Before,
    /// Joined with it by a symmetric line.
    Beside,
    /// Where the lines from the box lead.
    After,
}

/// How a box is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// A task.
    Task,
    /// The task that the picture is about.
    Focus,
    /// A connector to a task outside the picture, drawn lighter.
    Outside,
    /// Several tasks.
    Group,
    /// A task that an earlier version does not have, drawn heavier.
    New,
    /// A task that only an earlier version has, drawn dashed.
    Gone,
}

/// A line between two boxes, from the first done to the next.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Edge {
    /// Index into [`Drawing::nodes`].
    pub from: usize,
    /// Index into [`Drawing::nodes`].
    pub to: usize,
    /// The meaning of the line.
    pub kind: EdgeKind,
    /// Of [`EdgeKind::Any`]: which of the choices of `to` it belongs to, from 1. Lines of one choice join before the box.
    pub group: usize,
    /// Words for that choice, as "choice 2"; empty where `to` has no other.
    pub choice: String,
    /// How sure it is.
    pub certainty: Certainty,
    /// Shown as the title of the line; may be empty.
    pub label: String,
    /// So many relations that it stands for; of more than one, their number stands on it.
    pub count: usize,
    /// It [follows](super::implied()) from others and is not drawn; its end says how many are left out so.
    pub follows: bool,
}

impl Edge {
    /// A plain requirement: certain, and without words.
    pub fn requires(from: usize, to: usize) -> Self {
        Edge {
            from,
            to,
            kind: EdgeKind::Requires,
            group: 0,
            choice: String::new(),
            certainty: Certainty::Certain,
            label: String::new(),
            count: 1,
            follows: false,
        }
    }
}

/// The meaning of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EdgeKind {
    /// `from` must be done before `to`.
    Requires,
    /// Carried out together; symmetric.
    With,
    /// `from` is one of several alternatives that `to` needs.
    Any,
    /// Either of the two is enough; symmetric.
    Alternative,
    /// To be seen also; symmetric, and without weight for the order of work.
    Related,
}

/// How sure a relation is, or that it is none any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Certainty {
    /// Stated by the authors.
    Certain,
    /// Likely, drawn dashed.
    Likely,
    /// Only an earlier version has it, drawn dotted.
    Went,
}

/// Words in the picture, in the reader's language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct DrawingWords {
    /// Code of the language of all words and titles, as `da`: where a word may be broken.
    pub language: String,
    /// Label of a gate's bar, as "Port: alle tidligere opgaver skal være udført".
    pub gate: String,
    /// Above the boxes that wait for a gate and for nothing else, with `{n}` for their number. Empty where the picture does not
    /// tell all that its boxes wait for: these stand among the others then.
    pub waits_for_gate: String,
    /// Legend: `from` before `to`.
    pub requires: String,
    /// Legend: carried out together.
    pub with: String,
    /// Legend: one of the joined is needed.
    pub any: String,
    /// Legend: either is enough.
    pub alternative: String,
    /// Legend: to be seen also.
    pub related: String,
    /// Legend: likely, unconfirmed.
    pub likely: String,
    /// Legend: a line that went.
    pub went: String,
    /// Legend: the gate.
    pub gate_legend: String,
    /// Legend: the task in focus.
    pub focus: String,
    /// Legend: a task outside the picture.
    pub outside: String,
    /// Legend: leads back.
    pub back: String,
    /// Legend: so many more lines follow from those drawn, with `{n}` for the sum in the picture.
    pub follows: String,
}

impl EdgeKind {
    /// The kind as written to `data-kind`.
    pub fn name(self) -> &'static str {
        match self {
            EdgeKind::Requires => "requires",
            EdgeKind::With => "with",
            EdgeKind::Any | EdgeKind::Alternative => "any",
            EdgeKind::Related => "related",
        }
    }

    /// Class of a line that looks otherwise than most, behind a blank.
    pub(super) fn class(self) -> &'static str {
        match self {
            EdgeKind::Requires | EdgeKind::Any => "",
            EdgeKind::With => " with",
            EdgeKind::Alternative => " alternative",
            EdgeKind::Related => " related",
        }
    }

    /// Whether the relation has a first and a next.
    pub fn directed(self) -> bool {
        matches!(self, EdgeKind::Requires | EdgeKind::Any)
    }
}

impl Certainty {
    /// The certainty as written to `data-certainty`.
    pub fn name(self) -> &'static str {
        match self {
            Certainty::Certain => "certain",
            Certainty::Likely => "likely",
            Certainty::Went => "went",
        }
    }

    /// Class of a line that looks otherwise than most, behind a blank.
    pub(super) fn class(self) -> &'static str {
        match self {
            Certainty::Certain => "",
            Certainty::Likely => " likely",
            Certainty::Went => " went",
        }
    }

    /// The sign on its line, if any.
    pub(super) fn sign(self) -> Option<&'static str> {
        match self {
            Certainty::Certain => None,
            Certainty::Likely => Some("?"),
            Certainty::Went => Some("−"),
        }
    }
}
