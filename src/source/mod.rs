//! Source files and places in them. Everything read keeps its place as a byte [`Span`]; lines and columns are
//! computed only when something is printed.

mod history;
mod lines;
mod load;
mod project;
mod published;
mod sources;

pub(crate) use history::history_path;
pub(crate) use load::files_below;
pub(crate) use load::is_left_out;
pub use load::load;
pub use project::{Content, Fault, FaultKind, Project};
pub(crate) use project::{Reads, reads};
pub use published::Published;
pub use sources::{FileId, MAX_FILE_BYTES, SourceFile, Sources, Span};
