//! The data of the search: an index of the site's words in pieces, each small enough to be fetched when a
//! reader asks for it. Pure: entries in, files out; the scripts `data.js` and `engine.js` read them.
//!
//! Every word is kept as it is written, in lower case. What a query means (endings, parts of compounds, `ae` for `æ`,
//! a typing error) is decided by the script against the list of words, so that one index serves all languages.

mod address;
mod files;
mod index;
mod postings;
mod vocabulary;
mod words;

pub(crate) use files::{Choices, files, holds};
pub(crate) use index::SearchEntry;
pub(crate) use postings::Field;
