//! Which sheet of paper a picture can be read on.

use super::scene::Scene;

/// A sheet of A4. The picture may shrink until its type, 12 px, is 7 pt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// Upright.
    Upright,
    /// On its side.
    Wide,
    /// Too large for either.
    Large,
}

/// How much a picture may shrink: 7 pt is 9⅓ px of the 12.
const SHRINK: f64 = 28.0 / 3.0 / 12.0;
/// Room for a picture on an upright sheet and on a turned one, in px: 200 by 258 mm and 287 by 165 mm. It is wider than
/// the text, whose margins a picture needs only for its own empty edge; above it there is room for its names.
const UPRIGHT: (f64, f64) = (755.0, 975.0);
const WIDE: (f64, f64) = (1_084.0, 623.0);

impl Sheet {
    /// The sheet for a scene.
    pub fn of(scene: &Scene) -> Sheet {
        let fits = |(width, height)| scene.width * SHRINK <= width && scene.height * SHRINK <= height;
        if fits(UPRIGHT) {
            Sheet::Upright
        } else if fits(WIDE) {
            Sheet::Wide
        } else {
            Sheet::Large
        }
    }

    /// Class of the picture, for the styles of print.
    pub(super) fn class(self) -> &'static str {
        match self {
            Sheet::Upright => "",
            Sheet::Wide => " wide",
            Sheet::Large => " large",
        }
    }
}
