//! Hashing for maps of words (door: foldhash).

/// For maps of words that are asked millions of times: faster than the standard hasher on short text. Each map has a seed of
/// its own, so that nobody can write a text whose words all fall together.
pub(crate) type WordState = foldhash::fast::RandomState;
