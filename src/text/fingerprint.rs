//! One number for all that something was made from (door: xxhash-rust).

use std::hash::{Hash, Hasher as _};

use xxhash_rust::xxh3::Xxh3;

/// XXH3-64 of a value. Equal values have equal fingerprints on every machine of one kind and build of the program;
/// unequal ones differ but for a chance of 1 in 2⁶⁴. Not for telling friend from foe.
pub(crate) fn fingerprint(of: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = Xxh3::new();
    of.hash(&mut hasher);
    hasher.finish()
}
