//! The hand-overs, two parties at a time.

use std::ops::Range;

use serde::Serialize;

use crate::context::{Component, Components, GuideContext, ROOM, TaskKey, mark_of, parts};
use crate::model::{Certainty, TaskIx};
use crate::text::{encode_path, with_breaks};
use crate::view::paged::{Give, Listed, PageView, Parts, divided};

/// `handovers` in `pages/handovers.html`.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct HandoverView {
    /// Every pair of parties with something between them, whatever part of the list this is; where they are very many, those of
    /// this part.
    pub(crate) pairs: Vec<PairLink>,
    /// The pairs of this part, with their rows.
    pub(crate) sections: Vec<Pair>,
    pub(crate) parts: Option<Parts>,
}

impl PageView for HandoverView {
    const TEMPLATE: (&'static str, &'static str) = ("pages/handovers.html", "handovers");
}

/// Two parties, in the guide's order.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PairLink {
    pub(crate) first: Side,
    pub(crate) second: Side,
    pub(crate) count: usize,
    /// Site path of the page where their rows begin; empty where it is this one.
    pub(crate) path: String,
    /// Behind `#`, percent-encoded.
    pub(crate) fragment: String,
}

/// A party of a pair.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Side {
    /// Key of the party.
    pub(crate) key: String,
    pub(crate) name: String,
    /// From 1, in the guide's order; chooses the colour.
    pub(crate) number: usize,
}

/// The hand-overs between two parties, in either direction, in the order of the plan.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Pair {
    pub(crate) first: Side,
    pub(crate) second: Side,
    /// Id of the section: readers choose it to see nothing else.
    pub(crate) anchor: String,
    /// HTML: a `components/handover.html` for each.
    pub(crate) cards: Components<Card>,
}

/// `card` in `components/handover.html`: a task of one party, and those of another that get something from it or are carried
/// out together with it.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "HandoverCard"))]
pub(crate) struct Card {
    pub(crate) from: TaskKey,
    /// The party that carries it out.
    pub(crate) from_party: Side,
    /// Keys of the parties on both sides.
    pub(crate) parties: String,
    /// The party that carries out what follows.
    pub(crate) to_party: Side,
    /// They are carried out together.
    pub(crate) together: bool,
    /// As HTML, with places where long words may break.
    pub(crate) delivers: Option<String>,
    pub(crate) rows: Vec<Handover>,
}

impl Component for Card {
    const TEMPLATE: &'static str = "components/handover.html card";
}

/// A relation that crosses parties.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Handover {
    #[serde(skip)]
    from: TaskKey,
    #[serde(skip)]
    together: bool,
    /// The relation in a word: "before", "together with" …
    pub(crate) word: String,
    pub(crate) to: TaskKey,
    /// "choice 2", where `from` is one of several and `to` has further choices.
    pub(crate) choice: Option<String>,
    pub(crate) likely: bool,
    pub(crate) note: Option<String>,
}

/// The most pairs that every part names.
const PAIRS: usize = 100;
/// About how many bytes the heading of a pair takes, with the link to it.
const PAIR: usize = 1_000;

/// Places of two parties, the lower first.
type Parties = (usize, usize);

/// Every relation that crosses parties, by pair and then in the order of the plan.
pub(crate) fn handovers<'a, E>(context: &'a GuideContext<'_>, give: Give<'_, 'a, HandoverView, E>) -> Result<(), E> {
    let mut rows: Vec<(Parties, Handover)> =
        context.plan.order.iter().flat_map(|from| crossing(context, *from)).collect();
    rows.sort_by_key(|(parties, _)| *parties);
    let runs: Vec<(Parties, Range<usize>)> = runs(&rows);
    let base = format!("{}/handovers/", context.guide.folder);
    let (title, text) = (context.words.get("handovers"), context.words.get("handovers_text"));
    let pages = parts(rows.len(), ROOM, |at| {
        let heads = at == 0 || rows[at].0 != rows[at - 1].0;
        weight(context, &rows[at].1) + if heads { PAIR } else { 0 }
    });
    divided(
        context,
        Listed { description: Some(text), parts: &pages, ..Listed::new(&base, title) },
        |here, parts, _, _| {
            let link = |(parties, run): &(Parties, Range<usize>)| {
                let number = pages.iter().position(|page| page.contains(&run.start)).unwrap_or(0);
                let address = if number == 0 { base.clone() } else { format!("{base}{}/", number + 1) };
                PairLink {
                    first: side(context, parties.0),
                    second: side(context, parties.1),
                    count: run.len(),
                    path: if here.contains(&run.start) { String::new() } else { context.site.path(&address) },
                    fragment: encode_path(&anchor(context, *parties)),
                }
            };
            let section = |(parties, run): &(Parties, Range<usize>)| {
                let shown = run.start.max(here.start)..run.end.min(here.end);
                (!shown.is_empty()).then(|| Pair {
                    first: side(context, parties.0),
                    second: side(context, parties.1),
                    anchor: anchor(context, *parties),
                    cards: Components(cards(context, &rows[shown])),
                })
            };
            let named = |(_, run): &&(Parties, Range<usize>)| runs.len() <= PAIRS || here.contains(&run.start);
            let pairs = runs.iter().filter(named).map(link).collect();
            (HandoverView { pairs, sections: runs.iter().filter_map(section).collect(), parts }, Vec::new())
        },
        give,
    )
}

/// Rows that follow each other with the same task on the left, as one.
fn cards(context: &GuideContext<'_>, rows: &[(Parties, Handover)]) -> Vec<Card> {
    let key = |row: &Handover| (row.from.at(), row.together);
    let chunks = rows.chunk_by(|(_, one), (_, other)| key(one) == key(other) && !one.together);
    let card = |rows: &[(Parties, Handover)]| {
        let first = &rows[0].1;
        let guide = context.guide;
        let [from, to] = [first.from, first.to].map(|task| guide.tasks[task.at()].performers());
        let keys = from.iter().chain(to).map(|party| guide.parties[*party].key.as_str());
        let [from, to] = [from, to].map(|parties| side(context, parties[0]));
        Card {
            from: first.from,
            parties: keys.collect::<Vec<_>>().join(" "),
            from_party: from,
            to_party: to,
            together: first.together,
            delivers: guide.tasks[first.from.at()].delivers.as_deref().map(with_breaks),
            rows: rows.iter().map(|(_, row)| row.clone()).collect(),
        }
    };
    chunks.map(card).collect()
}

/// About how many bytes a row takes.
fn weight(context: &GuideContext<'_>, row: &Handover) -> usize {
    let delivers = &context.guide.tasks[row.from.at()].delivers;
    let texts: usize = delivers.iter().chain(&row.note).map(String::len).sum();
    400 + context.weight(row.from.at()) + context.weight(row.to.at()) + texts
}

/// Where the rows of each pair stand.
fn runs(rows: &[(Parties, Handover)]) -> Vec<(Parties, Range<usize>)> {
    let mut start = 0;
    let chunks = rows.chunk_by(|(one, _), (other, _)| one == other).map(|chunk| {
        let run = start..start + chunk.len();
        start = run.end;
        (chunk[0].0, run)
    });
    chunks.collect()
}

fn side(context: &GuideContext<'_>, party: usize) -> Side {
    Side { key: context.guide.parties[party].key.clone(), name: mark_of(context.guide, party), number: party + 1 }
}

fn anchor(context: &GuideContext<'_>, (first, second): Parties) -> String {
    let parties = &context.guide.parties;
    // No key holds a dot, so that no two pairs have the same.
    format!("_{}.{}", parties[first].key, parties[second].key)
}

/// The hand-overs from one task to tasks of other parties.
fn crossing(context: &GuideContext<'_>, from: TaskIx) -> Vec<(Parties, Handover)> {
    let tasks = &context.guide.tasks;
    let crosses = |to: TaskIx| tasks[from].crosses_to(&tasks[to]);
    let row = |word: &str, to: TaskIx| Handover {
        from: context.key(from),
        together: word == "together_with",
        word: context.words.get(word).to_owned(),
        to: context.key(to),
        choice: None,
        likely: false,
        note: None,
    };
    let parties = |to: TaskIx| {
        let (from, to) = (tasks[from].performers()[0], tasks[to].performers()[0]);
        (from.min(to), from.max(to))
    };
    let waiting = tasks[from].required_by.iter().filter(|relation| crosses(relation.task)).map(|relation| {
        let several = relation.group > 0 && tasks[relation.task].has_choices();
        let choice = || context.words.fill("choice", &[("n", &relation.group.to_string())]);
        let handover = Handover {
            choice: several.then(choice),
            likely: relation.certainty == Certainty::Likely,
            note: context.guide.requirement(relation).basis.said().note.clone(),
            ..row(if relation.group > 0 { "before_any" } else { "before" }, relation.task)
        };
        (parties(relation.task), handover)
    });
    let partners = tasks[from].with.iter().filter(|partner| **partner > from && crosses(**partner));
    waiting.chain(partners.map(|partner| (parties(*partner), row("together_with", *partner)))).collect()
}
