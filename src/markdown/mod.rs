//! Markdown to a [`Body`]: HTML with slots where links, images and words of the interface go (door:
//! pulldown-cmark). A text is parsed once; pages, the print view and search all read the same body, each filling
//! the slots for its own place in the site.

mod anchors;
mod body;
mod edit;
mod footnotes;
mod html;
mod limits;
mod lines;
mod links;
mod parse;
mod place;
mod prepare;
mod sentence;
mod slips;
mod strokes;
mod tables;
mod tags;
mod writer;

pub(crate) use body::{Body, Heading, Link, Reference, ReferenceKind, Surroundings, is_of_markdown};
pub(crate) use lines::Lead;
pub(crate) use parse::{definitions, parse};
pub(crate) use place::Place;
