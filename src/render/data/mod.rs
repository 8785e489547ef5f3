//! The files of a guide that are no pages: for other programs, for scripts, and for printing.

pub(super) mod guide_json;
pub(super) mod print_css;
pub(super) mod script_data;
pub(super) mod sitemap;
pub(super) mod tasks_csv;
