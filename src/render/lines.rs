//! The lines of a diagram in words. A line stands on the pages of all tasks near it, and is rendered once for those at the
//! same depth.

use std::cell::RefCell;
use std::collections::HashMap;

use super::pages::Surroundings;
use super::templates::{Value, html, value};
use crate::diagnostic::Diagnostic;
use crate::text::{WordState, fingerprint};
use crate::view::{Frame, LineView, Picture};

/// How many lines a thread remembers. Pages near each other are made one after the other, so a few do.
const REMEMBERED: usize = 4_096;

thread_local! {
    static MADE: RefCell<HashMap<[u64; 4], Box<[u8]>, WordState>> = RefCell::default();
}

/// All lines of a picture, as HTML.
pub(super) fn in_words(
    picture: &Picture<'_>,
    frame: &Frame,
    around: &Surroundings<'_, '_>,
) -> Result<Value, Vec<Diagnostic>> {
    let place = fingerprint(&(around.fingerprint, &frame.root));
    let mut out = Vec::new();
    MADE.with_borrow_mut(|made| {
        for line in picture.lines() {
            let key = key(&line, place);
            if let Some(known) = made.get(&key) {
                out.extend_from_slice(known);
                continue;
            }
            let start = out.len();
            let parts = [("line", value(&line)), ("page", value(&HashMap::from([("root", &frame.root)])))];
            around.theme.page("components/line.html", around.shared.get(), &parts, &mut out)?;
            if made.len() >= REMEMBERED {
                made.clear();
            }
            made.insert(key, out[start..].into());
        }
        Ok(html(&String::from_utf8_lossy(&out)))
    })
}

/// Stands for all that a line is made from.
fn key(line: &LineView, place: u64) -> [u64; 4] {
    let LineView { from, word, to, likely } = line;
    [place, from.fingerprint, to.fingerprint, fingerprint(&(word, likely))]
}
