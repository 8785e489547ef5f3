//! A laid-out diagram as plain data: what [`layout`](super::layout()) and [`matrix`](super::matrix()) return and
//! [`svg`](super::svg()) writes. All lengths are px, y grows downwards, text is placed by its baseline.

use std::sync::Arc;

use super::drawing::{Certainty, EdgeKind, Role};
use crate::diagram::text::Label;

/// A whole picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Prefix of element ids.
    pub key: String,
    /// Accessible name.
    pub title: String,
    /// Accessible description.
    pub description: String,
    /// Width, px.
    pub width: f64,
    /// Height, px.
    pub height: f64,
    /// Bands of the parties, from above; none where marks take their place.
    pub bands: Vec<Band>,
    /// Headings of the stages, from the left.
    pub heads: Vec<Caption>,
    /// Words in bands above the boxes that wait for a gate alone.
    pub notes: Vec<Note>,
    /// Bars of the gates, from the left.
    pub gates: Vec<Gate>,
    /// Lines, below the boxes.
    pub lines: Vec<Line>,
    /// Dots where alternatives join.
    pub joints: Vec<Point>,
    /// Boxes in focus order.
    pub shapes: Vec<Shape>,
    /// Samples and words of the legend.
    pub legend: Vec<Sample>,
}

/// A place, px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// From the left edge of the picture.
    pub x: f64,
    /// From the upper edge of the picture.
    pub y: f64,
}

impl Point {
    /// Whether a run between the two is level.
    pub fn level(self, other: Self) -> bool {
        (self.y - other.y).abs() < 1e-6
    }

    /// Whether a run between the two is upright.
    pub fn upright(self, other: Self) -> bool {
        (self.x - other.x).abs() < 1e-6
    }
}

/// Lines of text below one another.
#[derive(Debug, Clone, PartialEq)]
pub struct Caption {
    /// Left end, px.
    pub x: f64,
    /// Baseline of the first line, px.
    pub y: f64,
    /// The lines.
    pub lines: Vec<String>,
}

/// A line of words above some boxes of a stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Key of the stage.
    pub stage: Arc<str>,
    /// The words and their place.
    pub caption: Caption,
}

/// The band of a party.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// Key of the party.
    pub key: Arc<str>,
    /// Colour and mark, from 1; 0 for none.
    pub number: usize,
    /// Left edge, px.
    pub x: f64,
    /// Upper edge, px.
    pub y: f64,
    /// Width, px.
    pub width: f64,
    /// Height, px.
    pub height: f64,
    /// Name of the party; the mark stands before it.
    pub caption: Caption,
}

/// The bar of a gate.
#[derive(Debug, Clone, PartialEq)]
pub struct Gate {
    /// Key of the stage behind the gate.
    pub stage: Arc<str>,
    /// Left edge, px.
    pub x: f64,
    /// Upper edge, px.
    pub y: f64,
    /// Width, px.
    pub width: f64,
    /// Height, px.
    pub height: f64,
    /// Label, whole.
    pub label: String,
    /// Lines of the label, centred at `label_at`.
    pub lines: Vec<String>,
    /// It lies between rows, and its label is level; else that reads from below upwards.
    pub level: bool,
    /// Middle of the label along the bar, px.
    pub label_at: f64,
}

/// A line between two boxes.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Id of the box first done.
    pub from: Arc<str>,
    /// Id of the next.
    pub to: Arc<str>,
    /// The meaning of the line.
    pub kind: EdgeKind,
    /// The number of its choice among those of the next, from 1; 0 where it belongs to none.
    pub group: usize,
    /// How sure it is.
    pub certainty: Certainty,
    /// Title, may be empty.
    pub label: String,
    /// So many relations that it stands for; of more than one, their number stands on it.
    pub count: usize,
    /// Lines with the same number run on one trunk; no others share any of their way.
    pub net: usize,
    /// Whether that trunk joins several boxes with several.
    pub bus: bool,
    /// Leads back, from the right to the left.
    pub back: bool,
    /// Corners, at least two; consecutive ones differ in x or in y, never in both.
    pub points: Vec<Point>,
}

/// A box.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// How it is drawn.
    pub form: ShapeForm,
    /// Id, shown as the code; may be empty.
    pub id: Arc<str>,
    /// Where it leads.
    pub href: String,
    /// Accessible name.
    pub name: Arc<str>,
    /// Its party or stage is only likely.
    pub likely: bool,
    /// Key of the party.
    pub lane: Arc<str>,
    /// Keys of all parties whose work it is, where those are more.
    pub parties: Arc<str>,
    /// Key of the stage.
    pub stage: Arc<str>,
    /// Colour and mark of the party, from 1; 0 for none.
    pub number: usize,
    /// Left edge, px.
    pub x: f64,
    /// Upper edge, px.
    pub y: f64,
    /// Width, px.
    pub width: f64,
    /// Height, px.
    pub height: f64,
    /// Code and title as they are broken into lines.
    pub label: Arc<Label>,
    /// Words at the foot of the box.
    pub feet: Vec<Foot>,
}

/// Words at the foot of a box: a link to neighbours outside the picture, or how many lines to it are not drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Foot {
    /// The words.
    pub text: String,
    /// Where they lead, and the complete accessible name of that link.
    pub link: Option<(String, String)>,
    /// Left end, px.
    pub x: f64,
    /// Baseline, px.
    pub y: f64,
    /// Width, px.
    pub width: f64,
}

/// The kind of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShapeForm {
    /// A node of the graph.
    Node(Role),
    /// A cell of the summary.
    Cell,
}

/// One entry of the legend.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// The sign.
    pub sign: Sign,
    /// Left edge, px.
    pub x: f64,
    /// Middle, px.
    pub y: f64,
    /// Its meaning.
    pub text: String,
}

/// The sign of a legend entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// A line.
    Line(EdgeKind, Certainty),
    /// A gate.
    Gate,
    /// A box.
    Box(Role),
    /// Lines that are not drawn.
    Follows,
    /// The mark of a party, by its number.
    Party(usize),
    /// A line that leads back.
    Back,
}
