//! Texts by their number, and places in them.

use std::ops::Range;
use std::sync::OnceLock;

use super::lines::Lines;

/// The largest text file that is read, in bytes: some 150,000 words. What is made to be slow or large to read costs
/// hundreds of bytes of memory for each of its own.
pub const MAX_FILE_BYTES: u64 = 1024 * 1024;

/// A file of the project, by its number in [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(u32);

/// A range of bytes in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `range` in `file`.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let bound = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span { file, start: bound(range.start), end: bound(range.end.max(range.start)) }
    }

    /// The same place as a range of bytes.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A text with the path under which the author knows it: relative to the project, with `/`.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// For example `content/sf1590-d/tilslutning/TF109.md`.
    pub path: String,
    /// The whole text, as UTF-8; a byte order mark is kept, so that offsets are those of the file.
    pub text: String,
    lines: OnceLock<Lines>,
}

impl SourceFile {
    /// A text under its path.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        SourceFile { path: path.into(), text: text.into(), lines: OnceLock::new() }
    }

    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::of(&self.text))
    }

    /// One-based line of a byte offset and the offset at which that line starts.
    pub fn line(&self, offset: usize) -> (usize, usize) {
        self.lines().line(self.floor(offset))
    }

    /// One-based line and one-based column, the latter counted in characters.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let (line, start) = self.line(offset);
        (line, self.characters(offset) - self.characters(start) + 1)
    }

    /// How many characters come before a byte offset.
    pub fn characters(&self, offset: usize) -> usize {
        self.lines().characters(&self.text, self.floor(offset))
    }

    /// `offset` moved back, if need be, to where a character starts.
    pub fn floor(&self, offset: usize) -> usize {
        let mut at = offset.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

/// All files that were read, in the order of their paths.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Takes a file in and gives it its number.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        self.files.push(SourceFile::new(path, text));
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// The file with this number; ids come only from [`Sources::add`], so it is there.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The text of a file.
    pub fn text(&self, id: FileId) -> &str {
        &self.file(id).text
    }

    /// The path of a file.
    pub fn path(&self, id: FileId) -> &str {
        &self.file(id).path
    }

    /// The file of this path, if it was read.
    pub fn find(&self, path: &str) -> Option<FileId> {
        let at = self.files.iter().position(|file| file.path == path)?;
        u32::try_from(at).ok().map(FileId)
    }

    /// All files.
    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter()
    }

    /// How many files were read.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters() {
        let file = SourceFile::new("a.md", "æ\nøå x");
        assert_eq!(file.position(0), (1, 1));
        assert_eq!(file.position(5), (2, 2));
        assert_eq!(file.position(4), (2, 1), "inside a character: its start");
        assert_eq!(file.position(999), (2, 5));
        assert_eq!(SourceFile::new("a.md", "").position(0), (1, 1));
    }

    #[test]
    fn positions_in_large_files_are_the_same() {
        let text = "blåbær\n".repeat(1_000) + &"æ".repeat(3_000);
        let file = SourceFile::new("a.md", text.clone());
        for offset in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
            let before = &text[..offset];
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
            assert_eq!(file.position(offset), (line, column));
        }
    }
}
