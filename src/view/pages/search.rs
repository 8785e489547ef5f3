//! The entries of the search: every task, page and term of the site, with all of its text.

use std::borrow::Cow;

use crate::context::{GuideContext, SiteContext};
use crate::model::{Guide, Page, Question, Status, Task, TaskIx, Text};
use crate::search::{Choices, Field, SearchEntry};
use crate::view::guide::GuideViews;
use crate::view::guide_view::Lists;
use crate::view::parts::glossary::anchors;

/// Everything that can be found.
pub(crate) struct Searchable<'a> {
    pub(crate) entries: Vec<SearchEntry<'a>>,
    /// The guides, which entries name by number.
    pub(crate) guides: Vec<Choices<'a>>,
}

/// The entries of the site: by guide the tasks in the order of the plan, retired tasks, pages, terms and the guide's lists; then the pages
/// outside guides. Of hits that are equally good, the first one is shown first.
pub(crate) fn searchable<'a>(site: &'a SiteContext<'a>, guides: &'a [GuideViews<'a>]) -> Searchable<'a> {
    let mut found = Searchable { entries: Vec::new(), guides: Vec::new() };
    for context in guides {
        let guide = context.guide;
        found.guides.push(Choices {
            guide: [guide.folder.as_str(), guide.title.as_str()],
            parties: guide.parties.iter().map(|party| party.name.as_str()).collect(),
            stages: guide.stages.iter().map(|stage| stage.group.name.as_str()).collect(),
        });
        let number = found.guides.len();
        found.entries.push(intro(context, number));
        let retired = (0..guide.tasks.len()).filter(|task| guide.tasks[*task].status == Status::Retired);
        for at in context.plan.order.iter().copied().chain(retired) {
            let item = &guide.tasks[at];
            found.entries.push(task(context, at, [item.party + 1, item.stage + 1, number]));
        }
        found.entries.extend(guide.pages.iter().map(|item| page(site, item, number)));
        found.entries.extend(terms(context, number));
        found.entries.extend(lists(context, number));
    }
    found.entries.extend(site.site.pages.iter().map(|item| page(site, item, 0)));
    found
}

fn task<'a>(context: &'a GuideContext<'a>, at: TaskIx, groups: [usize; 3]) -> SearchEntry<'a> {
    let item: &'a Task = &context.guide.tasks[at];
    let link = &context.links[at];
    let former = item.aliases.iter().filter_map(|alias| alias.address.trim_end_matches('/').rsplit('/').next());
    let mut texts: Vec<(Field, &str)> = vec![(Field::Code, &item.id), (Field::Title, &item.title)];
    texts.extend(former.map(|id| (Field::Code, id)));
    texts.extend(item.description.iter().chain(&item.delivers).map(|text| (Field::Lead, text.as_str())));
    texts.extend(prose(&item.text));
    texts.extend(item.questions.iter().flat_map(Question::texts).chain(&item.source).map(body));
    SearchEntry { shown: [item.id.as_str(), &link.title, &link.path].map(Cow::from), groups, texts }
}

fn intro<'a>(context: &'a GuideContext<'a>, number: usize) -> SearchEntry<'a> {
    let guide: &'a Guide = context.guide;
    let mut texts: Vec<(Field, &str)> = vec![(Field::Title, &guide.title)];
    texts.extend(guide.code.iter().map(|code| (Field::Title, code.as_str())));
    texts.extend(guide.description.iter().map(|text| (Field::Lead, text.as_str())));
    texts.extend(prose(&guide.text));
    texts.extend(guide.questions.iter().flat_map(Question::texts).map(body));
    let path = Cow::from(context.path(""));
    SearchEntry { shown: [Cow::from(""), Cow::from(&guide.title), path], groups: [0, 0, number], texts }
}

/// The pages that the program makes of a guide, by their titles.
fn lists<'a>(context: &'a GuideContext<'a>, number: usize) -> impl Iterator<Item = SearchEntry<'a>> {
    let lists = Lists::below(context).map(|(word, address)| (context.words.get(word), context.path(address)));
    lists.map(move |(title, path)| SearchEntry {
        shown: [Cow::from(""), Cow::from(title), Cow::from(path)],
        groups: [0, 0, number],
        texts: vec![(Field::Title, title)],
    })
}

fn page<'a>(site: &'a SiteContext<'a>, item: &'a Page, number: usize) -> SearchEntry<'a> {
    let mut texts: Vec<(Field, &str)> = vec![(Field::Title, &item.title)];
    texts.extend(item.description.iter().map(|text| (Field::Lead, text.as_str())));
    texts.extend(prose(&item.text));
    texts.extend(item.questions.iter().flat_map(Question::texts).map(body));
    let path = Cow::from(site.path(&item.address));
    SearchEntry { shown: [Cow::from(""), Cow::from(&item.title), path], groups: [0, 0, number], texts }
}

/// Terms are found by their variants, and by the spellings to avoid.
fn terms<'a>(context: &'a GuideContext<'a>, number: usize) -> impl Iterator<Item = SearchEntry<'a>> {
    let guide: &'a Guide = context.guide;
    guide.terms.iter().zip(anchors(guide)).map(move |(term, anchor)| {
        let mut texts: Vec<(Field, &str)> = vec![(Field::Title, &term.term), body(&term.meaning)];
        texts.extend(term.variants.iter().chain(&term.avoid).map(|word| (Field::Lead, word.as_str())));
        let path = Cow::from(format!("{}#{}", context.path("terms/"), crate::text::encode_path(&anchor)));
        let title = format!("{} – {}", term.term, context.words.get("terms"));
        SearchEntry { shown: [Cow::from(""), Cow::from(title), path], groups: [0, 0, number], texts }
    })
}

/// A text, and before it its headings, which say more of it than other words.
fn prose(text: &Text) -> impl Iterator<Item = (Field, &str)> {
    text.body.headings.iter().map(|heading| (Field::Heading, heading.text.as_str())).chain([body(text)])
}

fn body(text: &Text) -> (Field, &str) {
    (Field::Body, &text.body.plain)
}
