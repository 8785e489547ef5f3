//! How views become HTML. A stencil is a template made for one structure of its views: fixed pieces of HTML, and slots for the
//! leaves, which are the texts, tasks and components in the views. Thousands of pages, items and lines differ in their leaves
//! only; so Tera makes a stencil once, and the rest is filling it.
//!
//! That holds because our own templates only set texts, or ask whether there is one. Builds for tests compare each stencil with what its
//! template makes of the views themselves. Templates of the project's own may do anything with a text, and make each page anew.

mod html;
mod links;
mod placeholder;
mod record;
mod recorder;
mod renderer;
#[expect(clippy::module_inception, reason = "a stencil is what the room is about")]
mod stencil;
mod value;

pub(super) use html::{Facts, Html};
pub(super) use recorder::{Place, Recorder};
pub(super) use renderer::Renderer;
