//! Marks of the parties, so that they differ without colour.

/// Marks there are; further parties start again.
pub(super) const COUNT: usize = 8;

const PATHS: [&str; COUNT] = [
    "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
    "m-4.5-4.5h9v9h-9z",
    "m0-5.5l5.5 10h-11z",
    "m0-6l6 6l-6 6l-6-6z",
    "m-2-5.5h4v3.5h3.5v4h-3.5v3.5h-4v-3.5h-3.5v-4h3.5z",
    "m-5.5-4.5h11l-5.5 10z",
    "m-6 0l3-5h6l3 5l-3 5h-6z",
    "m-5-5h10l-10 10h10z",
];

/// Path of a party's mark, relative to its middle, about 11 px wide; `None` without a party.
pub(super) fn path(number: usize) -> Option<&'static str> {
    PATHS.get(number.checked_sub(1)? % COUNT).copied()
}
