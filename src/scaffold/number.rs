//! The next free number behind a prefix.

use crate::text::has_prefix_form;

/// The id after the highest of `ids` that is `prefix` and a number, written as that one is: `TF-009` gives `TF-010`.
/// `None` where no id has the prefix, or where it holds a digit and is an id itself.
pub(super) fn next<'a>(prefix: &str, ids: impl Iterator<Item = &'a str>) -> Option<String> {
    if prefix.is_empty() || prefix.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let numbers = ids.filter(|id| has_prefix_form(id, prefix)).filter_map(|id| {
        let rest = &id[prefix.len()..];
        let digits = rest.trim_start_matches(['-', '_']);
        let sign = &rest[..rest.len() - digits.len()];
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        Some((digits[..end].parse::<u64>().ok()?, end, sign))
    });
    let (last, width, sign) = numbers.max_by_key(|(number, ..)| *number)?;
    Some(format!("{prefix}{sign}{:0width$}", last.checked_add(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_number_is_written_like_the_last() {
        let next = |prefix, ids: &[&str]| next(prefix, ids.iter().copied());
        assert_eq!(next("TF", &["TF101", "TF126-A", "TFH300", "TF99"]).as_deref(), Some("TF127"));
        assert_eq!(next("FM", &["FM01", "FM09"]).as_deref(), Some("FM10"));
        assert_eq!(next("req", &["req-7b", "req-008"]).as_deref(), Some("req-009"));
        assert_eq!(next("TF", &["FM01"]), None);
        assert_eq!(next("TF1", &["TF10"]), None);
        assert_eq!(next("", &["10"]), None);
        assert_eq!(next("B", &["B18446744073709551615"]), None);
    }
}
