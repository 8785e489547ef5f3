//! Marks of the parties, so that they differ without colour.

use super::drawing::Lane;

/// Colours and marks there are; further parties have a code instead.
pub(super) const COUNT: usize = 12;
/// The longest key that is a code as it stands.
const SHORT: usize = 5;

/// How far left of its middle and above it each begins, px, and its path from there.
const PATHS: [(f64, f64, &str); COUNT] = [
    (5.0, 0.0, "a5 5 0 1 0 0-.1z"),
    (4.5, 4.5, "h9v9h-9z"),
    (0.0, 5.5, "l5.5 10h-11z"),
    (0.0, 6.0, "l6 6-6 6-6-6z"),
    (2.0, 5.5, "h4v3.5h3.5v4h-3.5v3.5h-4v-3.5h-3.5v-4h3.5z"),
    (5.5, 4.5, "h11l-5.5 10z"),
    (6.0, 0.0, "l3-5h6l3 5-3 5h-6z"),
    (5.0, 5.0, "h10l-10 10h10z"),
    (6.0, 2.5, "h12v5h-12z"),
    (2.5, 6.0, "h5v12h-5z"),
    (5.5, 0.0, "l7-5.5 4 5.5-4 5.5z"),
    (5.0, 5.5, "l5 2.5 5-2.5v11l-5-2.5-5 2.5z"),
];

/// A party's mark, about 11 px wide, as in [`PATHS`]; `None` without a party.
pub(super) fn path(number: usize) -> Option<(f64, f64, &'static str)> {
    PATHS.get(number.checked_sub(1)?).copied()
}

/// The number in the class of a lane, if it has a colour of its own.
pub(super) fn class(number: usize) -> Option<usize> {
    (1..=COUNT).contains(&number).then_some(number)
}

/// The code of a party without a mark: its key, or the beginning of it with its number.
pub(super) fn code(key: &str, number: usize) -> Option<String> {
    let short = || key.chars().take(3).collect::<String>() + &number.to_string();
    (number > COUNT).then(|| if key.chars().count() <= SHORT { key.to_owned() } else { short() })
}

/// The name of a lane, behind the code that its boxes have.
pub(super) fn name(lane: &Lane) -> String {
    marked_name(&lane.key, &lane.name, lane.number)
}

/// The name of a party wherever its mark stands: behind its code, where it has one.
pub fn marked_name(key: &str, name: &str, number: usize) -> String {
    code(key, number).map_or_else(|| name.to_owned(), |code| [&code, " ", name].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_have_marks_and_others_codes() {
        assert_eq!((path(12).is_some(), path(13), path(0)), (true, None, None));
        assert_eq!(PATHS.iter().map(|(.., path)| path).collect::<std::collections::BTreeSet<_>>().len(), COUNT);
        assert_eq!(code("cook", 12), None);
        assert_eq!(code("cook", 13).as_deref(), Some("cook"));
        assert_eq!(code("køkkenchef", 14).as_deref(), Some("køk14"));
    }
}
