//! The form of a picture: the width of its boxes, and whether its columns and its stages stand beside or below one another.

use super::size;

/// A way to lay out a drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Form {
    /// Width of the boxes, px.
    pub width: f64,
    /// Lines lead down and not to the right: columns are rows.
    pub down: bool,
    /// Stages stand below one another, each with its bands.
    pub panels: bool,
}

impl Form {
    /// The form of large pictures, which is the first to be tried for others.
    pub(super) const WIDE: Form = right(size::BOX_WIDTH);

    /// Columns that fit a page, at the least.
    pub(crate) fn columns(self) -> usize {
        if self.down { ROWS } else { ((size::PAGE - FRAME + size::CHANNEL) / (self.width + size::CHANNEL)) as usize }
    }
}

/// Rows that a picture is given where boxes could stand in fewer.
const ROWS: usize = 3;
/// Room left and right of all boxes together, px.
pub(super) const FRAME: f64 = 2.0 * (size::MARGIN + size::BAND_PAD);

const fn right(width: f64) -> Form {
    Form { width, down: false, panels: false }
}

const fn panels(width: f64) -> Form {
    Form { width, down: false, panels: true }
}

const fn down(width: f64) -> Form {
    Form { width, down: true, panels: false }
}

/// All forms, in the order in which they are tried: the first that suits a picture and fits the page is taken.
pub(super) const FORMS: [Form; 10] = [
    Form::WIDE,
    right(190.0),
    panels(185.0),
    right(160.0),
    panels(160.0),
    right(136.0),
    panels(136.0),
    right(124.0),
    down(190.0),
    down(160.0),
];
