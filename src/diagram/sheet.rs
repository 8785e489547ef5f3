//! Which sheet of paper a picture can be read on.

use super::scene::Scene;

/// A sheet of A4 with margins of 12 mm. The picture may shrink until its smallest type, 13 px, is 7 pt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// Upright.
    Upright,
    /// On its side.
    Wide,
    /// Too large for either.
    Large,
}

/// How much a picture may shrink: 7 pt is 9⅓ px of the 13.
const SHRINK: f64 = 28.0 / 3.0 / 13.0;
/// Printable length and width of a sheet in px: 273 and 186 mm.
const SHEET: (f64, f64) = (1_031.0, 703.0);
/// Room above a picture for its name.
const NAME: f64 = 40.0;

impl Sheet {
    /// The sheet for a scene.
    pub fn of(scene: &Scene) -> Sheet {
        let fits = |width: f64, height: f64| scene.width * SHRINK <= width && scene.height * SHRINK <= height - NAME;
        let (long, short) = SHEET;
        if fits(short, long) {
            Sheet::Upright
        } else if fits(long, short) {
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
