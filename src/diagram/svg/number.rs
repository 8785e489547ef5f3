//! Lengths as they stand in SVG.

/// Append a length in px with at most one decimal and no trailing zero.
pub(super) fn push_number(out: &mut Vec<u8>, value: f64) {
    // Half a tenth goes away from zero. Cut, since rounding is a call on most machines.
    let tenths = value * 10.0 + 0.5;
    if !(0.0..20_000.0).contains(&tenths) {
        return push_rare(out, value);
    }
    let tenths = tenths as u16;
    let (whole, tenth) = (tenths / 10, tenths % 10);
    let (digits, count) = SMALL[usize::from(whole)];
    // All four are put in and the last taken away again: that is one step for any count of digits.
    let end = out.len() + usize::from(count);
    out.extend_from_slice(&digits);
    out.truncate(end);
    if tenth > 0 {
        out.extend_from_slice(&[b'.', b'0' + tenth as u8]);
    }
}

/// [`push_number`] for what is negative, large or no number.
#[cold]
fn push_rare(out: &mut Vec<u8>, value: f64) {
    let tenths = if value.is_finite() { (value * 10.0).round() as i64 } else { 0 };
    if tenths < 0 {
        out.push(b'-');
    }
    let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if (1_000..10_000).contains(&whole) {
        // The last three of four digits are those of a number in the table.
        out.push(b'0' + (whole / 1_000) as u8);
        out.extend_from_slice(&SMALL[(1_000 + whole % 1_000) as usize].0[1..]);
    } else {
        out.extend_from_slice(whole.to_string().as_bytes());
    }
    if tenth > 0 {
        out.extend_from_slice(&[b'.', b'0' + tenth as u8]);
    }
}

/// The digits of the numbers below 2,000, which nearly all are, and how many there are.
static SMALL: [([u8; 4], u8); 2_000] = {
    let mut numbers = [([b'0'; 4], 0); 2_000];
    let mut number = 0;
    while number < 2_000 {
        let count = 1 + (number >= 10) as usize + (number >= 100) as usize + (number >= 1_000) as usize;
        let (mut place, mut rest) = (count, number);
        while place > 0 {
            place -= 1;
            numbers[number].0[place] = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        numbers[number].1 = count as u8;
        number += 1;
    }
    numbers
};

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
