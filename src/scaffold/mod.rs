//! The first files of authors: a small guide, and the file of a new task. Makes texts and paths; who asked for them
//! writes them.

mod number;
mod sections;
mod starter;
mod task;
mod template;

pub(crate) use starter::{Language, starter};
pub(crate) use task::{Asked, Made, new_task};
