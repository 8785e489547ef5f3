//! One number for all that something was made from (door: xxhash-rust).

use std::hash::{BuildHasher, Hash, Hasher, RandomState};

use xxhash_rust::xxh3::{Xxh3, xxh3_64_with_seed};

/// XXH3-64 of a value. Equal values have equal fingerprints on every machine of one kind and build of the program;
/// unequal ones differ but for a chance of 1 in 2⁶⁴. Not for telling friend from foe.
pub(crate) fn fingerprint(of: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = Xxh3::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// For maps of words that are asked millions of times: many times faster than the standard hasher on short text. Each
/// map has a seed of its own, so that nobody can write a text whose words all fall together.
#[derive(Clone, Debug)]
pub(crate) struct WordState(u64);

impl Default for WordState {
    fn default() -> Self {
        WordState(RandomState::new().hash_one(0_u8))
    }
}

impl BuildHasher for WordState {
    type Hasher = WordHasher;
    fn build_hasher(&self) -> WordHasher {
        WordHasher(self.0)
    }
}

/// The hasher of [`WordState`].
#[derive(Debug)]
pub(crate) struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64_with_seed(bytes, self.0);
    }
    /// The end of a text, which its length has told already.
    fn write_u8(&mut self, end: u8) {
        self.0 ^= u64::from(end);
    }
    fn finish(&self) -> u64 {
        self.0
    }
}
