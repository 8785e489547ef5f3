//! One number for all that something was made from (door: xxhash-rust).

use std::hash::{Hash, Hasher};
use std::io::{self, Read};

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// XXH3-64 of a value. Equal values have equal fingerprints on every machine of one kind and build of the program;
/// unequal ones differ but for a chance of 1 in 2⁶⁴. Not for telling friend from foe.
pub(crate) fn fingerprint(of: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = Gathering { gathered: [0; ROOM], length: 0, before: None };
    of.hash(&mut hasher);
    hasher.finish()
}

/// XXH3-64 with seed 0 of bytes: the same number on every machine, and in every program.
pub(crate) fn digest(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
}

/// The same as [`fingerprint`] of all that can be read from somewhere.
///
/// # Errors
/// The disk's error.
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
    /// The state of the hash so far, if the bytes were too many to gather.
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
