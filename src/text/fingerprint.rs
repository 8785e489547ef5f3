//! One number for all that something was made from (door: xxhash-rust).

use std::hash::{BuildHasher, Hash, Hasher, RandomState};

use xxhash_rust::xxh3::Xxh3;

/// XXH3-64 of a value. Equal values have equal fingerprints on every machine of one kind and build of the program;
/// unequal ones differ but for a chance of 1 in 2⁶⁴. Not for telling friend from foe.
pub(crate) fn fingerprint(of: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = Xxh3::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// For maps of words that are asked millions of times: faster than the standard hasher on short text. Each
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

/// An odd number whose bits look like chance: π.
const PI: u64 = 0x243F_6A88_85A3_08D3;

impl WordHasher {
    /// Both halves of the product tell of every bit of both numbers.
    fn mix(&mut self, a: u64, b: u64) {
        let product = u128::from(self.0 ^ a) * u128::from(PI ^ b);
        self.0 = (product as u64) ^ ((product >> 64) as u64);
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.mix(u64::from_le_bytes(*word), 0);
        }
        let tail = rest.iter().fold(0, |tail, byte| tail << 8 | u64::from(*byte));
        self.mix(tail, bytes.len() as u64);
    }
    fn write_u64(&mut self, number: u64) {
        self.mix(number, 1);
    }
    /// The end of a text, which its length has told already, or a choice of few.
    fn write_u8(&mut self, number: u8) {
        self.0 ^= u64::from(number);
    }
    fn write_usize(&mut self, number: usize) {
        self.mix(number as u64, 1);
    }
    fn finish(&self) -> u64 {
        self.0
    }
}
