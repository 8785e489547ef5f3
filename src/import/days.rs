//! Days as people write them in tables.

use crate::refusal::Refusal;
use crate::yaml::is_date;

/// Which of two numbers is the day, where both could be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// 30-11-2026, 30.11.2026, 30/11/2026.
    DayFirst,
    /// 11/30/2026.
    MonthFirst,
}

/// The day that a text names as `2026-11-30`, or why none can be told.
pub(super) fn day(text: &str, order: Option<Order>) -> Result<String, Refusal> {
    let parts: Vec<&str> = text.split(['-', '.', '/']).map(str::trim).collect();
    let no_day = || Refusal::from(format!("`{text}` is not a day such as 2026-11-23"));
    let [first, second, third] = parts.as_slice() else { return Err(no_day()) };
    if parts.iter().any(|part| part.is_empty() || part.len() > 4 || !part.bytes().all(|byte| byte.is_ascii_digit())) {
        return Err(no_day());
    }
    let (year, month, date) = match (first.len(), third.len()) {
        (4, _) => (first, second, third),
        (_, 4) if is_month_first(text, first, second, order)? => (third, first, second),
        (_, 4) => (third, second, first),
        _ => return Err(format!("the year of `{text}` has not four digits").into()),
    };
    let day = format!("{year:0>4}-{month:0>2}-{date:0>2}");
    if is_date(&day) { Ok(day) } else { Err(no_day()) }
}

/// Full stops stand only where the day is first; a number above 12 is no month.
fn is_month_first(text: &str, first: &str, second: &str, order: Option<Order>) -> Result<bool, Refusal> {
    let number = |part: &str| part.parse::<u32>().unwrap_or_default();
    let (first, second) = (number(first), number(second));
    match order {
        Some(order) => Ok(order == Order::MonthFirst),
        None if text.contains('.') || first > 12 || first == second => Ok(false),
        None if second > 12 => Ok(true),
        None => Err(format!("`{text}` may be two days; say with --dates dmy or --dates mdy which").into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_danes_and_others_write_them() {
        for text in ["2026-11-23", "23-11-2026", "23.11.2026", "23/11/2026", "23. 11. 2026", "11/23/2026", "2026/11/23"]
        {
            assert_eq!(day(text, None).as_deref(), Ok("2026-11-23"), "{text}");
        }
        assert_eq!(day("5/1/2026", Some(Order::DayFirst)).as_deref(), Ok("2026-01-05"));
        assert_eq!(day("5/1/2026", Some(Order::MonthFirst)).as_deref(), Ok("2026-05-01"));
        assert_eq!(day("5.1.2026", None).as_deref(), Ok("2026-01-05"));
        assert!(day("5/1/2026", None).is_err_and(|why| why.to_string().contains("--dates dmy")));
        assert!(day("30-11-26", None).is_err_and(|why| why.to_string().contains("four digits")));
        for none in ["", "46348", "31-02-2026", "i dag", "1-2-3-4", "-11-2026", "11/23/2026 x"] {
            assert!(day(none, None).is_err(), "{none}");
        }
        assert!(day("11/23/2026", Some(Order::DayFirst)).is_err());
    }
}
