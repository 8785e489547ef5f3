//! Markers that a version control system leaves in a file whose two versions it could not join.

use std::ops::Range;

/// The three lines, each without its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Markers {
    pub(crate) ours: Range<usize>,
    pub(crate) between: Range<usize>,
    pub(crate) theirs: Range<usize>,
}

/// The first such lines from byte `from` on, in this order. `may_begin` says whether a conflict can begin at a byte.
pub(crate) fn find(text: &str, from: usize, may_begin: impl Fn(usize) -> bool) -> Option<Markers> {
    let ours = line(text, from, "<<<<<<<", may_begin)?;
    let between = line(text, ours.end, "=======", |_| true)?;
    let theirs = line(text, between.end, ">>>>>>>", |_| true)?;
    Some(Markers { ours, between, theirs })
}

/// The first line from `from` on that begins with these signs, alone or with a blank and a name behind them.
fn line(text: &str, from: usize, signs: &str, may_begin: impl Fn(usize) -> bool) -> Option<Range<usize>> {
    text[from..].match_indices(signs).map(|(at, _)| from + at).find_map(|at| {
        let line = text[at..].split('\n').next().unwrap_or_default().trim_end();
        let begins = (at == 0 || text[..at].ends_with('\n')) && may_begin(at);
        let name = line.get(signs.len()..)?;
        (begins && (name.is_empty() || name.starts_with(' '))).then(|| at..at + line.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_three_lines_in_order_are_a_conflict() {
        let text = "a\r\n<<<<<<< HEAD\r\nb\r\n=======\r\nc\r\n>>>>>>> x\r\n";
        let found = find(text, 0, |_| true);
        let found = found.map(|found| [found.ours, found.between, found.theirs].map(|line| &text[line]));
        assert_eq!(found, Some(["<<<<<<< HEAD", "=======", ">>>>>>> x"]));
        for none in [
            "Title\n=======\n",
            "<<<<<<< a\n>>>>>>> b\n=======\n",
            " <<<<<<< a\n=======\n>>>>>>> b\n",
            "<<<<<<<<<<\n=======\n>>>>>>>\n",
        ] {
            assert_eq!(find(none, 0, |_| true), None, "{none}");
        }
    }
}
