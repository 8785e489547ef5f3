//! Lines and columns of a text. A large file may hold as many faults as lines, so places are looked up, not counted
//! from the beginning each time.

/// Characters are counted once up to each multiple of this many bytes.
const STEP: usize = 1024;

/// Where lines begin, and how many characters come before.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    starts: Vec<u32>,
    characters: Vec<u32>,
}

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at as u32 + 1)).collect();
        let mut before = 0;
        let characters = bytes.chunks(STEP).map(|chunk| {
            let here = before;
            before += count(chunk);
            here
        });
        let mut characters: Vec<u32> = characters.collect();
        characters.push(before);
        Lines { starts, characters }
    }

    /// One-based line of a byte offset, and the offset at which that line starts.
    pub(super) fn line(&self, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start as usize <= offset).max(1);
        (line, self.starts[line - 1] as usize)
    }

    /// How many characters of `text` begin before a byte offset.
    pub(super) fn characters(&self, text: &str, offset: usize) -> usize {
        let step = offset / STEP;
        let rest = &text.as_bytes()[step * STEP..offset];
        (self.characters[step] + count(rest)) as usize
    }
}

/// Every character of UTF-8 has one byte that is no continuation.
fn count(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count() as u32
}
