//! How views become HTML. A stencil is a template made for one structure of its views: fixed pieces of HTML, and slots for the
//! leaves, which are the texts, tasks and components in the views. Thousands of pages, items and lines differ in their leaves
//! only; so Tera makes a stencil once, and the rest is filling it.
//!
//! A component is a view with a template of its own inside another view. The recorder makes its HTML when it meets it, and
//! takes that as a leaf. Placeholders begin with a text that differs from build to build, so that no content can hold one.
//!
//! A stencil knows the ids and links in its own HTML and adds those of its leaves, so the check of finished pages reads
//! only HTML that the stencil did not make: bodies, pages of a project's own templates, and trusted HTML.
//!
//! Stencils are sound because our own templates only set texts, or ask whether there is one; they compare none but `Compared`. Test
//! builds compare each stencil with the template's own output. A project's own templates may do anything with a text, and
//! make each page anew.

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
