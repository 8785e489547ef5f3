//! The order people expect of codes: `TF9` before `TF10`.

use std::cmp::Ordering;

/// Compares runs of digits by value and all else by character; a full tie falls back to plain string order, so
/// that the order is total.
pub(crate) fn natural_cmp(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a.as_bytes(), b.as_bytes());
    while let (Some(&first), Some(&second)) = (left.first(), right.first()) {
        if first.is_ascii_digit() && second.is_ascii_digit() {
            let (one, other) = (digits(left), digits(right));
            match number_cmp(&left[..one], &right[..other]) {
                Ordering::Equal => (left, right) = (&left[one..], &right[other..]),
                unequal => return unequal,
            }
        } else if first == second {
            (left, right) = (&left[1..], &right[1..]);
        } else {
            return first.cmp(&second);
        }
    }
    left.len().cmp(&right.len()).then_with(|| a.cmp(b))
}

/// Digits by value, however many there are.
fn number_cmp(a: &[u8], b: &[u8]) -> Ordering {
    let (a, b) = (trim_zeros(a), trim_zeros(b));
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

fn digits(text: &[u8]) -> usize {
    text.iter().take_while(|b| b.is_ascii_digit()).count()
}

fn trim_zeros(digits: &[u8]) -> &[u8] {
    let zeros = digits.iter().take_while(|b| **b == b'0').count();
    &digits[zeros..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_by_value_letters_by_letter() {
        let mut ids = ["TF10", "TF9", "TFH1", "TF126-B", "TF126-A", "TF09", "FM1"];
        ids.sort_by(|a, b| natural_cmp(a, b));
        assert_eq!(ids, ["FM1", "TF09", "TF9", "TF10", "TF126-A", "TF126-B", "TFH1"]);
    }
}
