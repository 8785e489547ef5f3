//! Days in front matter.

/// Whether `text` is a day of the Gregorian calendar in ISO 8601's extended form.
pub(crate) fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    if (year.len(), month.len(), day.len()) != (4, 2, 2) || !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
        return false;
    }
    let number = |part: &str| part.parse::<u32>().unwrap_or(0);
    let (year, month, day) = (number(year), number(month), number(day));
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// Months by the beginnings of their names, in Danish and English.
const MONTHS: [&[&str]; 12] = [
    &["jan"],
    &["feb"],
    &["mar"],
    &["apr"],
    &["maj", "may"],
    &["jun"],
    &["jul"],
    &["aug"],
    &["sep"],
    &["okt", "oct"],
    &["nov"],
    &["dec"],
];

/// The day that a text such as `23-11-2026` or `23. november 2026` probably means, with the day first, if no other is possible.
pub(crate) fn meant(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let [first, month, third] = parts.as_slice() else { return None };
    let lower = month.to_lowercase();
    let named = MONTHS.iter().position(|names| names.iter().any(|name| lower.starts_with(name)));
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()));
    let month = named.map(|at| at as u32 + 1).or_else(|| number(month))?;
    let (year, day) =
        if first.len() == 4 { (number(first)?, number(third)?) } else { (number(third)?, number(first)?) };
    let may_be_other_way = named.is_none() && text.contains('/') && day <= 12 && day != month;
    let found = format!("{year:0>4}-{month:0>2}-{day:0>2}");
    (is_date(&found) && year >= 1000 && !may_be_other_way).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_that_was_meant_is_found() {
        for text in ["23-11-2026", "23.11.2026", "23/11/2026", "23. november 2026", "23 Nov 2026", "2026/11/23"] {
            assert_eq!(meant(text).as_deref(), Some("2026-11-23"), "{text}");
        }
        for text in ["", "i dag", "5/1/2026", "31-02-2026", "23-11-26", "1-2-3-4"] {
            assert_eq!(meant(text), None, "{text}");
        }
    }
}
