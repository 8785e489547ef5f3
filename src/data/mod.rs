//! A guide as data: for other programs, for spreadsheets, for the terminal, for the scripts of its own pages.

mod feed;
mod guide_json;
mod json;
mod list;
mod print_css;
mod questions_csv;
mod script_data;
mod sitemap;
mod tasks_csv;
mod texts;

pub(crate) use feed::{feed, feeds};
#[cfg(test)]
pub(crate) use guide_json::schema as guide_schema;
pub(crate) use guide_json::{description, guide as guide_json, snapshot};
pub(crate) use list::{ListEncoding, Query, list};
pub(crate) use print_css::{path as print_css_path, style as print_css};
pub(crate) use questions_csv::csv as questions_csv;
pub(crate) use script_data::{guide as script_data, path as script_data_path};
pub(crate) use sitemap::sitemap;
pub(crate) use tasks_csv::csv as tasks_csv;
