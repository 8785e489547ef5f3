//! One number for all that something was made from (door: xxhash-rust).

use std::cell::Cell;
use std::hash::{BuildHasher, Hash, Hasher, RandomState};

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// XXH3-64 of a value. Equal values have equal fingerprints on every machine of one kind and build of the program;
/// unequal ones differ but for a chance of 1 in 2⁶⁴. Not for telling friend from foe.
pub(crate) fn fingerprint(of: &(impl Hash + ?Sized)) -> u64 {
    let mut gathered = Gathered { bytes: BYTES.take(), before: None };
    of.hash(&mut gathered);
    let number = gathered.finish();
    gathered.bytes.clear();
    BYTES.set(gathered.bytes);
    number
}

thread_local! {
    /// Taken and given back by each fingerprint in turn.
    static BYTES: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// From this length on, a text is not worth a copy.
const LONG: usize = 1024;

/// All that a value is made of. Most of it is numbers and short texts, which cost less put one behind the other than given
/// to the package one by one.
struct Gathered {
    bytes: Vec<u8>,
    /// What stands before them, if any of it was long.
    before: Option<Box<Xxh3>>,
}

impl Hasher for Gathered {
    fn write(&mut self, bytes: &[u8]) {
        if bytes.len() < LONG {
            self.bytes.extend_from_slice(bytes);
            return;
        }
        let before = self.before.get_or_insert_default();
        before.update(&self.bytes);
        before.update(bytes);
        self.bytes.clear();
    }
    fn write_u8(&mut self, number: u8) {
        self.bytes.push(number);
    }
    fn write_u64(&mut self, number: u64) {
        self.bytes.extend_from_slice(&number.to_ne_bytes());
    }
    fn write_usize(&mut self, number: usize) {
        self.bytes.extend_from_slice(&number.to_ne_bytes());
    }
    fn write_isize(&mut self, number: isize) {
        self.bytes.extend_from_slice(&number.to_ne_bytes());
    }
    fn finish(&self) -> u64 {
        let Some(before) = &self.before else { return xxh3_64(&self.bytes) };
        let mut all = before.clone();
        all.update(&self.bytes);
        all.digest()
    }
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
