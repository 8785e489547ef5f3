//! Lengths as they stand in SVG.

/// Append a length in px with at most one decimal and no trailing zero.
pub(super) fn push_number(out: &mut Vec<u8>, value: f64) {
    // Half a tenth goes away from zero. Cut, since rounding is a call on most machines.
    let tenths = if value.is_finite() { (value * 10.0 + 0.5_f64.copysign(value)) as i64 } else { 0 };
    if tenths < 0 {
        out.push(b'-');
    }
    let (mut whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    let mut digits = [0; 20];
    let mut first = digits.len();
    while first == digits.len() || whole > 0 {
        first -= 1;
        digits[first] = b'0' + (whole % 10) as u8;
        whole /= 10;
    }
    out.extend_from_slice(&digits[first..]);
    if tenth > 0 {
        out.extend_from_slice(&[b'.', b'0' + tenth as u8]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        let mut out = Vec::new();
        for value in
            [0.0, 12.0, -3.46, -0.04, 0.04, 0.5, 105.0, 1004.56, 1999.94, 1999.96, 2007.5, 9999.94, 98765.4, f64::NAN]
        {
            push_number(&mut out, value);
            out.push(b' ');
        }
        assert_eq!(String::from_utf8_lossy(&out), "0 12 -3.5 0 0 0.5 105 1004.6 1999.9 2000 2007.5 9999.9 98765.4 0 ");
    }
}
