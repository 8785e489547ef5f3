//! Ids of places that are called by what an author named: a stage, a party, a task.

/// Ids of places that templates and scripts add to the same pages, behind the `_` that all of these begin with.
const OF_TEMPLATES: [&str; 13] = [
    "changes",
    "list",
    "main",
    "me",
    "nav",
    "overview",
    "own-after",
    "own-before",
    "own-ready",
    "plan",
    "preview",
    "progress",
    "road",
];

/// The id of a place. No key of a group holds a full stop, and no id of a task ends in one, so that one behind the name keeps it
/// apart from a template's own.
pub(crate) fn place(name: &str) -> String {
    let stop = if OF_TEMPLATES.contains(&name) { "." } else { "" };
    ["_", name, stop].concat()
}
