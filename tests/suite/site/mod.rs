//! The pages of a built site: their content, links, metadata and colours, in files and in a browser.

mod browser;
mod changes;
mod colours;
pub mod crowded;
pub mod links;
mod metadata;
mod page_tree;
mod pages;
mod path;
mod statements;
mod table;
mod theme;
mod versions;
mod whole_sites;
