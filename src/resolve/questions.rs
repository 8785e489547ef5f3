//! Questions with their addressees, and documents.

use super::build::unresolved;
use crate::model::{Addressee, Group, Paper, Question};
use crate::parse::{RawDocument, RawQuestion};

/// Questions of a page; `parties` are those of its guide.
pub(super) fn questions(raw: Vec<RawQuestion>, parties: &[Group]) -> Vec<Question> {
    let addressee = |to: String| match parties.iter().position(|party| party.key == to) {
        Some(party) => Addressee::Party(party),
        None => Addressee::Other(to),
    };
    let question = |raw: RawQuestion| Question {
        id: raw.id,
        text: unresolved(raw.text.body),
        to: raw.to.map(|to| addressee(to.value)),
        owner: raw.owner,
        asked: raw.asked,
        answered: raw.answered,
        answer: raw.answer.map(|answer| unresolved(answer.body)),
        source: raw.source,
    };
    raw.into_iter().map(question).collect()
}

pub(super) fn papers(raw: Vec<RawDocument>) -> Vec<Paper> {
    let paper = |raw: RawDocument| Paper {
        title: raw.title,
        link: unresolved(raw.link),
        url: raw.url,
        kind: raw.kind,
        needed: raw.needed,
        note: raw.note,
    };
    raw.into_iter().map(paper).collect()
}
