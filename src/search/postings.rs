//! Where words stand.

/// Where a word stands, by how much it says about the entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    /// A code, also a former one.
    Code,
    Title,
    /// The first word of a title; given by the index itself.
    TitleStart,
    /// A summary, or what is handed over.
    Lead,
    /// A heading in the text, which stands in it once more.
    Heading,
    Body,
}

impl Field {
    /// The weight of a word that stands here too. Its bits are the places, as a word may stand in several.
    pub(super) fn more(self, weight: u8) -> u8 {
        weight
            | match self {
                Field::Code => 16,
                Field::Title => 8,
                Field::TitleStart => 8 | 2,
                Field::Lead | Field::Heading => 4,
                Field::Body => 1,
            }
    }
}

/// The entries that hold a word, in their order, each with its weight: bits of [`Field::more`].
pub(super) type Postings = Vec<(u32, u8)>;
