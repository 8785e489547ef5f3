//! The order people expect of codes: `TF9` before `TF10`.

use std::cmp::Ordering;

/// Compares runs of digits by value and all else by character; a full tie falls back to plain string order, so
/// that the order is total.
pub(crate) fn natural_cmp(a: &str, b: &str) -> Ordering {
    let (mut x, mut y) = (a.as_bytes(), b.as_bytes());
    while let (Some(&p), Some(&q)) = (x.first(), y.first()) {
        if p.is_ascii_digit() && q.is_ascii_digit() {
            let (m, n) = (digits(x), digits(y));
            let (u, v) = (trim_zeros(&x[..m]), trim_zeros(&y[..n]));
            match u.len().cmp(&v.len()).then_with(|| u.cmp(v)) {
                Ordering::Equal => (x, y) = (&x[m..], &y[n..]),
                unequal => return unequal,
            }
        } else if p == q {
            (x, y) = (&x[1..], &y[1..]);
        } else {
            return p.cmp(&q);
        }
    }
    x.len().cmp(&y.len()).then_with(|| a.cmp(b))
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
