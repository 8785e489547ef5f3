//! The lines of a diagram in words. A line stands on the pages of all tasks near it, and is rendered once for them.

use std::cell::RefCell;
use std::collections::HashMap;

use super::pages::Surroundings;
use super::rooted::{MARK, Rooted};
use super::templates::value;
use crate::diagnostic::Diagnostic;
use crate::text::{WordState, fingerprint};
use crate::view::{Frame, Line, Picture};

/// How many lines a thread remembers. Pages near each other are made one after the other, so a few do.
const REMEMBERED: usize = 1_024;

thread_local! {
    static MADE: RefCell<HashMap<[u64; 4], Made, WordState>> = RefCell::default();
}

/// A line as HTML.
struct Made {
    html: Rooted,
    /// The root of the page that asked last, and the line as it stands there: most pages are as deep as the one before.
    root: String,
    at: String,
    /// Whether it was looked at, and says nothing of ids.
    plain: bool,
}

impl Made {
    /// The line as it stands on pages with this root.
    fn at(&mut self, root: &str) -> &str {
        if self.root != root {
            root.clone_into(&mut self.root);
            self.at.clear();
            self.html.push(root, &mut self.at);
        }
        &self.at
    }
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
            let [from, to, kind] = line.mark();
            let key = [place, from, to, kind];
            let line = match known.get_mut(&key) {
                Some(line) => line,
                None => {
                    if known.len() >= REMEMBERED {
                        known.clear();
                    }
                    let made = made(&line, root, frame, around)?;
                    known.entry(key).or_insert(made)
                }
            };
            lines.html.push_str(line.at(&frame.root));
            lines.plain &= line.plain;
        }
        Ok(lines)
    })
}

fn made(line: &Line<'_>, root: &str, frame: &Frame, around: &Surroundings<'_, '_>) -> Result<Made, Vec<Diagnostic>> {
    let part = ("line", value(&line.view()));
    let shared = around.common.with_links(root, around.theme)?;
    let html = Rooted::render("components/line.html", part, around.theme, &shared)?;
    // Our own template leads from the site's root, so that links lead to the same places from all these pages.
    let looked = !around.theme.is_own();
    let at = html.at(&frame.root).into_owned();
    let plain = looked && around.sink.piece(&frame.path, &at).is_some_and(|piece| piece.is_plain());
    Ok(Made { html, root: frame.root.clone(), at, plain })
}
