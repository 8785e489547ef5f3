//! What tasks say, in the forms that programs compare: words, lines of texts, and digests of all of it.

mod digests;
mod lines;
mod words;

pub(crate) use digests::{Digests, is_of, is_seen, of_guide, seen};
pub(crate) use lines::TaskLines;
pub(crate) use words::{addressee, certainty, paper, status};
