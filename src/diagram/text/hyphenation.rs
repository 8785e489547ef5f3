//! The door to hypher: where a word may be broken, by the patterns of its language (Liang 1983).

use hypher::Lang;

/// A language whose words can be broken by patterns, or one that is not known here.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hyphens(Option<Lang>);

/// Letters that stay together before and after a break: fewer look like a slip.
const LEAST: usize = 3;

impl Hyphens {
    /// Patterns for a code such as `da` or `en-GB`.
    pub(crate) fn of(language: &str) -> Self {
        let primary = language.split(['-', '_']).next().unwrap_or("");
        Hyphens(match primary.to_ascii_lowercase().as_str() {
            "da" => Some(Lang::Danish),
            "en" => Some(Lang::English),
            _ => None,
        })
    }

    /// Bytes of `word` before which it may be broken, ascending. Only letters are parted.
    pub(crate) fn breaks(self, word: &str) -> Vec<usize> {
        let Some(language) = self.0 else { return Vec::new() };
        let mut breaks = Vec::new();
        let mut start = 0;
        for run in word.split_inclusive(|c: char| !c.is_alphabetic()) {
            let letters = run.trim_end_matches(|c: char| !c.is_alphabetic());
            let count = letters.chars().count();
            let (mut at, mut seen) = (start, 0);
            for syllable in hypher::hyphenate(letters, language) {
                at += syllable.len();
                seen += syllable.chars().count();
                if seen >= LEAST && count - seen >= LEAST {
                    breaks.push(at);
                }
            }
            start += run.len();
        }
        breaks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(word: &str, language: &str) -> String {
        let mut out = String::new();
        let mut start = 0;
        for at in Hyphens::of(language).breaks(word) {
            out += &word[start..at];
            out.push('-');
            start = at;
        }
        out + &word[start..]
    }

    #[test]
    fn patterns_of_the_language() {
        assert_eq!(parts("fakturahåndteringssystemet", "da"), "fak-tu-ra-hånd-te-rings-sy-ste-met");
        assert_eq!(parts("documentation", "en-GB"), "doc-u-men-ta-tion");
        assert_eq!(parts("(KLA)systemet", "da"), "(KLA)syste-met");
        assert_eq!(parts(&"a".repeat(160), "da"), "a".repeat(160));
        assert_eq!(parts("documentation", "fr"), "documentation");
    }
}
