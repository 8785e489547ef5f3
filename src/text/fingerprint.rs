//! One number for all that something was made from (door: xxhash-rust).

use std::hash::{BuildHasher, Hash, Hasher, RandomState};
use std::io::{self, Read};

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// XXH3-64 of a value. Equal values have equal fingerprints on every machine of one kind and build of the program;
/// unequal ones differ but for a chance of 1 in 2⁶⁴. Not for telling friend from foe.
pub(crate) fn fingerprint(of: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = Gathering { gathered: [0; ROOM], length: 0, before: None };
    of.hash(&mut hasher);
    hasher.finish()
}

/// The same of all that can be read from somewhere.
///
/// # Errors
/// What the disk says.
pub(crate) fn fingerprint_of(mut from: impl Read) -> io::Result<u64> {
    let mut hasher = Xxh3::new();
    let mut bytes = vec![0; 64 * 1024];
    loop {
        match from.read(&mut bytes) {
            Ok(0) => return Ok(hasher.digest()),
            Ok(length) => hasher.update(&bytes[..length]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// A hasher that gathers bytes. Values come in pieces of a few bytes, and a call of the package for each costs more than
/// the hashing.
struct Gathering {
    gathered: [u8; ROOM],
    /// How many bytes are gathered.
    length: usize,
    /// What came before, if that was too much to gather.
    before: Option<Xxh3>,
}

/// How many bytes can be gathered.
const ROOM: usize = 512;

impl Gathering {
    /// Takes bytes for which there is no more room.
    #[cold]
    fn give_away(&mut self, bytes: &[u8]) {
        let before = self.before.get_or_insert_with(Xxh3::new);
        before.update(&self.gathered[..self.length]);
        before.update(bytes);
        self.length = 0;
    }
}

impl Hasher for Gathering {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let end = self.length + bytes.len();
        let Some(room) = self.gathered.get_mut(self.length..end) else { return self.give_away(bytes) };
        room.copy_from_slice(bytes);
        self.length = end;
    }
    fn finish(&self) -> u64 {
        let gathered = &self.gathered[..self.length];
        let Some(before) = &self.before else { return xxh3_64(gathered) };
        let mut all = before.clone();
        all.update(gathered);
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
        let tail = match (bytes.last_chunk(), bytes.first_chunk(), bytes.last_chunk()) {
            // What was read already does no harm.
            (Some(word), ..) => u64::from_le_bytes(*word),
            (_, Some(first), Some(last)) => {
                u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))
            }
            _ => rest.iter().fold(0, |tail, byte| tail << 8 | u64::from(*byte)),
        };
        self.mix(tail, bytes.len() as u64);
    }
    fn write_u64(&mut self, number: u64) {
        self.mix(number, 1);
    }
    /// The end of a text, which its length has told already, or a choice of few.
    fn write_u8(&mut self, number: u8) {
        self.0 ^= u64::from(number);
    }
    fn write_u128(&mut self, number: u128) {
        self.mix(number as u64, 1);
        self.mix((number >> 64) as u64, 2);
    }
    fn write_usize(&mut self, number: usize) {
        self.mix(number as u64, 1);
    }
    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_gathered_counts_as_if_it_were_not() {
        for pieces in [[1, 2, 3], [300, 100, 200], [200, 280, 5_000], [0, 9_000, 512]] {
            let value = pieces.map(|length| vec![length as u8; length]);
            let mut plain = Xxh3::new();
            value.hash(&mut plain);
            assert_eq!(fingerprint(&value), plain.digest(), "{pieces:?}");
        }
    }
}
