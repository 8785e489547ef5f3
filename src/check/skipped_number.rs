//! `skipped-number`: a number that is missing in a row makes readers ask whether a task is missing too. One that the
//! guide names in its open questions, or lists as retired, has been thought of.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::RangeInclusive;

use super::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, SKIPPED_NUMBER};
use crate::model::{Guide, Question};
use crate::text::{codes, readings};

/// A longer leap begins a new row of numbers: `TF199` to `TF301`.
const MAX_LEAP: u64 = 20;
/// How many rows of skipped numbers are named.
const MAX_NAMED: usize = 12;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let guide = context.guide;
    let asked = asked(guide);
    for ((prefix, width), numbers) in rows(guide) {
        let skipped = skipped(&numbers);
        // Where few are in use, nobody expects a number because its neighbour is there.
        if skipped.len() > 2 * numbers.len() {
            continue;
        }
        let name = |number: u64| format!("{prefix}{number:0width$}");
        let ranges = ranges(skipped.into_iter().filter(|number| !asked.contains(&name(*number))));
        if ranges.is_empty() {
            continue;
        }
        let shown = ranges.iter().take(MAX_NAMED).map(|range| match range.clone().count() {
            1 => format!("`{}`", name(*range.start())),
            2 => format!("`{}`, `{}`", name(*range.start()), name(*range.end())),
            _ => format!("`{}`–`{}`", name(*range.start()), name(*range.end())),
        });
        let shown: Vec<String> = shown.collect();
        let more: usize = ranges.iter().skip(MAX_NAMED).map(|range| range.clone().count()).sum();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let message = format!("the ids skip {}{more}", shown.join(", "));
        let fault = Diagnostic::new(SKIPPED_NUMBER, guide.span, message)
            .help("list them under `retired`, or ask for them under `open_questions`, so that nobody looks for them");
        faults.push(fault);
    }
}

/// The numbers behind each beginning of ids, of all that the guide has ever used. Numbers written with leading
/// zeros are a row by their width.
fn rows(guide: &Guide) -> BTreeMap<(String, usize), BTreeSet<u64>> {
    let tasks = guide.tasks.iter().map(|task| task.id.as_str());
    let aliases = guide.tasks.iter().flat_map(|task| &task.aliases);
    let aliases = aliases.filter_map(|alias| alias.address.trim_end_matches('/').rsplit('/').next());
    let others = guide.retired.iter().map(|retired| retired.id.as_str());
    let mut rows: BTreeMap<(String, usize), BTreeSet<u64>> = BTreeMap::new();
    for id in tasks.chain(aliases).chain(others) {
        let start = id.find(|c: char| c.is_ascii_digit()).unwrap_or(id.len());
        let digits: String = id[start..].chars().take_while(char::is_ascii_digit).collect();
        if let Ok(number) = digits.parse::<u64>() {
            let width = if digits.starts_with('0') { digits.len() } else { 0 };
            rows.entry((id[..start].to_owned(), width)).or_default().insert(number);
        }
    }
    rows
}

fn skipped(numbers: &BTreeSet<u64>) -> Vec<u64> {
    let pairs = numbers.iter().zip(numbers.iter().skip(1));
    pairs.filter(|(low, high)| *high - *low <= MAX_LEAP).flat_map(|(low, high)| low + 1..*high).collect()
}

/// Numbers that follow each other, as ranges.
fn ranges(numbers: impl Iterator<Item = u64>) -> Vec<RangeInclusive<u64>> {
    let mut ranges: Vec<RangeInclusive<u64>> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some(last) if last.end() + 1 == number => *last = *last.start()..=number,
            _ => ranges.push(number..=number),
        }
    }
    ranges
}

/// The codes that the guide's open questions name, and those that are in use but not in this run.
fn asked(guide: &Guide) -> HashSet<String> {
    let tasks = guide.tasks.iter().flat_map(|task| &task.questions);
    let questions = guide.questions.iter().chain(tasks);
    let words =
        questions.flat_map(Question::texts).flat_map(|text| codes(&text.body.plain).map(|at| &text.body.plain[at]));
    let named = words.flat_map(readings).map(str::to_owned);
    named.chain(guide.absent.iter().cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_leaps_begin_a_new_row() {
        assert_eq!(ranges([3, 5, 6, 102].into_iter()), [3..=3, 5..=6, 102..=102]);
        assert_eq!(skipped(&BTreeSet::from([1, 2, 4, 7, 101, 103])), [3, 5, 6, 102]);
    }
}
