//! What other programs read: diagnostics in every format, and the JSON Schemas.

mod diagnostics;
mod digests;
mod json_schema;
mod odd_project;
mod schemas;
