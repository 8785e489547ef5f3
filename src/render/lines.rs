//! The lines of a diagram in words. A line stands on the pages of all tasks near it, and is rendered once for them.

use std::cell::RefCell;
use std::collections::HashMap;

use super::pages::Surroundings;
use super::slots::Fragment;
use super::templates::value;
use crate::diagnostic::Diagnostic;
use crate::text::{WordState, fingerprint};
use crate::view::{Frame, Line, Picture};

/// How many lines a thread remembers. Pages near each other are made one after the other, so a few do.
const REMEMBERED: usize = 1_024;

thread_local! {
    static MADE: RefCell<HashMap<[u64; 4], Fragment, WordState>> = RefCell::default();
}

/// All lines of a picture as HTML.
pub(super) fn in_words(
    picture: &Picture<'_>,
    frame: &Frame,
    around: &Surroundings<'_, '_>,
) -> Result<Fragment, Vec<Diagnostic>> {
    // A template of the project's own may do anything with the root.
    let root = around.theme.is_own().then_some(&frame.root);
    let place = fingerprint(&(around.common.fingerprint, around.common.opening.text(), root));
    let mut lines = Fragment::joined();
    MADE.with_borrow_mut(|known| {
        for line in picture.lines() {
            let [from, to, kind] = line.mark();
            let key = [place, from, to, kind];
            let line = match known.get(&key) {
                Some(line) => line,
                None => {
                    if known.len() >= REMEMBERED {
                        known.clear();
                    }
                    let made = made(&line, frame, around)?;
                    known.entry(key).or_insert(made)
                }
            };
            lines.add(line);
        }
        Ok(lines)
    })
}

fn made(line: &Line<'_>, frame: &Frame, around: &Surroundings<'_, '_>) -> Result<Fragment, Vec<Diagnostic>> {
    around.fragment("components/line.html", ("line", value(&line.view())), frame)
}
