//! The form of a picture: the width of its boxes, and whether its columns stand beside or below one another.

use super::size;

/// A way to lay out a drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Form {
    /// Width of the boxes, px.
    pub width: f64,
    /// Lines lead down and not to the right: columns are rows.
    pub down: bool,
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
    Form { width, down: false }
}

const fn down(width: f64) -> Form {
    Form { width, down: true }
}

/// All forms, in the order in which they are tried: the first that fits the page is taken.
pub(super) const FORMS: [Form; 8] =
    [Form::WIDE, right(190.0), right(160.0), right(136.0), right(132.0), right(124.0), down(190.0), down(160.0)];
