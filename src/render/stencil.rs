//! A text with placeholders, taken apart once, since it is filled many times.

use super::placeholders::{BEGIN, Placeholder, Placeholders};
use crate::text::find;

/// What is to be done next to fill a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// From where to where the text is taken as it stands.
    Keep(u32, u32),
    Set(Placeholder),
    /// What follows was read before, up to [`Step::Uncover`].
    Cover,
    Uncover,
}

/// All steps of a text.
pub(super) fn steps(text: &[u8], placeholders: &Placeholders) -> Vec<Step> {
    let mut steps = Vec::new();
    let keep = |from: usize, to: usize| (from < to).then_some(Step::Keep(from as u32, to as u32));
    let (mut from, mut at) = (0, find(text, 0, BEGIN));
    while at < text.len() {
        let Some((placeholder, length)) = placeholders.read(&text[at..]) else {
            // Elsewhere it is part of a text.
            at = find(text, at + 1, BEGIN);
            continue;
        };
        steps.extend(keep(from, at));
        steps.push(Step::Set(placeholder));
        from = at + length;
        at = find(text, from, BEGIN);
    }
    steps.extend(keep(from, text.len()));
    steps
}

#[cfg(test)]
mod tests {
    use super::super::placeholders::Of;
    use super::*;

    #[test]
    fn what_is_no_placeholder_is_kept() {
        let placeholders = Placeholders::new();
        let link = Placeholder::Own(Of::Link, 3);
        let text = format!("a\u{2}b{0}{0}c\u{2}", placeholders.text(link));
        let length = placeholders.text(link).len() as u32;
        assert_eq!(
            steps(text.as_bytes(), &placeholders),
            [Step::Keep(0, 3), Step::Set(link), Step::Set(link), Step::Keep(3 + 2 * length, 5 + 2 * length)]
        );
        assert_eq!(steps(b"", &placeholders), []);
    }
}
