//! Pictures of guides: what they show, how good they are, and what a small change moves.

mod guide_drawing;
mod large_guides;
pub mod pictures;
mod scores;
mod stability;
