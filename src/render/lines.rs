//! The lines of a diagram in words. A line stands on the pages of all tasks near it, and is rendered once for them.

use std::cell::RefCell;
use std::collections::HashMap;

use super::pages::Surroundings;
use super::rooted::{MARK, Rooted};
use super::templates::value;
use crate::diagnostic::Diagnostic;
use crate::text::{WordState, fingerprint};
use crate::view::{Frame, LineView, Picture};

/// How many lines a thread remembers. Pages near each other are made one after the other, so a few do.
const REMEMBERED: usize = 4_096;

thread_local! {
    static MADE: RefCell<HashMap<[u64; 4], Made, WordState>> = RefCell::default();
}

/// A line as HTML.
struct Made {
    html: Rooted,
    /// Whether it was looked at, and says nothing of ids.
    plain: bool,
}

/// The lines of a picture as HTML.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) html: String,
    /// Whether there is nothing left to be seen in it by who looks at the page.
    pub(super) plain: bool,
}

/// All lines of a picture.
pub(super) fn in_words(
    picture: &Picture<'_>,
    frame: &Frame,
    around: &Surroundings<'_, '_>,
) -> Result<Lines, Vec<Diagnostic>> {
    // A template of the project's own may do anything with the root.
    let root = if around.theme.is_own() { &frame.root } else { MARK };
    let place = fingerprint(&(around.common.fingerprint, root));
    let mut lines = Lines { plain: true, ..Lines::default() };
    MADE.with_borrow_mut(|known| {
        for line in picture.lines() {
            let key = key(&line, place);
            let line = match known.get(&key) {
                Some(line) => line,
                None => {
                    if known.len() >= REMEMBERED {
                        known.clear();
                    }
                    let made = made(&line, root, frame, around)?;
                    known.entry(key).or_insert(made)
                }
            };
            line.html.push(&frame.root, &mut lines.html);
            lines.plain &= line.plain;
        }
        Ok(lines)
    })
}

fn made(line: &LineView, root: &str, frame: &Frame, around: &Surroundings<'_, '_>) -> Result<Made, Vec<Diagnostic>> {
    let part = ("line", value(line));
    let shared = around.common.with_links(root, around.theme)?;
    let html = Rooted::render("components/line.html", part, around.theme, &shared)?;
    // Our own template leads from the site's root, so that links lead to the same places from all these pages.
    let looked = !around.theme.is_own();
    let plain = looked && around.sink.piece(&frame.path, html.at(&frame.root)).is_some_and(|piece| piece.is_plain());
    Ok(Made { html, plain })
}

/// Stands for all that a line is made from.
fn key(line: &LineView, place: u64) -> [u64; 4] {
    let LineView { from, word, to, likely } = line;
    [place, from.fingerprint, to.fingerprint, fingerprint(&(word, likely))]
}
