//! Cells that no spreadsheet takes for a formula (OWASP, "CSV Injection"), and back.

use std::borrow::Cow;

/// Whether a spreadsheet may take a cell for a formula once the apostrophes before it are gone.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

/// A text as a cell: what looks like a formula gets an apostrophe, and so does what has apostrophes before it already, so
/// that [`unguarded`] gives back every text.
pub(crate) fn guarded(text: Cow<'_, str>) -> Cow<'_, str> {
    if is_formula(&text) { format!("'{text}").into() } else { text }
}

/// The text that a cell of [`guarded`] was made from.
pub(crate) fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|_| is_formula(cell)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every text of up to five of these characters.
    fn texts() -> impl Iterator<Item = String> {
        const SIGNS: [char; 10] = ['\'', '=', '+', '-', '@', '\t', '\r', '\n', 'a', '1'];
        (0..6_u32).flat_map(|length| {
            (0..10_usize.pow(length))
                .map(move |number| (0..length).map(|at| SIGNS[number / 10_usize.pow(at) % 10]).collect::<String>())
        })
    }

    #[test]
    fn every_text_comes_back_and_none_is_a_formula() {
        for text in texts() {
            let cell = guarded(Cow::from(&text));
            assert_eq!(unguarded(&cell), text, "{cell:?}");
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{cell:?}");
        }
    }
}
