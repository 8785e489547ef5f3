//! YAML text to a tree with spans, and typed reading of that tree. The only room that knows the YAML reader.
//!
//! The reader's events are taken rather than its serde front, because serde stops at the first fault: an author
//! should see every unknown key and wrong value of a file in one run, each with its place.

mod cures;
mod days;
mod fields;
mod json;
mod limits;
mod lines;
mod mistakes;
mod node;
mod reader;
mod reading;
mod shape;
mod write;

pub(crate) use days::{is_date, meant as meant_day};
pub(crate) use fields::{Fields, text_of};
pub(crate) use json::to_json;
pub(crate) use node::{Node, Spanned, Value};
pub(crate) use reading::{Cut, Reading, read, unmerged};
pub(crate) use shape::{Key, Shape, ValueForm, key, required};
pub(crate) use write::{escaped, in_quotes, scalar};
