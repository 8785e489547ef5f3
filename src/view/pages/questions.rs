//! The open questions, and how sure the guide's statements are.

use std::collections::HashMap;
use std::ops::Range;

use serde::Serialize;

use crate::context::{GuideContext, Link, ROOM, Setting, TaskKey, more_at, parts, place};
use crate::model::{Addressee, Asset, Predicate, Question, Statement, TaskIx};
use crate::view::paged::{Give, Listed, PageView, Parts, divided};
use crate::view::parts::asked::{QuestionView, addressee};
use crate::view::parts::said::{object, sureness};

/// `questions` in `pages/questions.html`.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct QuestionsView {
    /// Open questions of the whole guide and its pages.
    pub(crate) guide: Vec<QuestionView>,
    /// Questions by whom they are put to, those to nobody behind them, and answered ones last.
    pub(crate) sections: Vec<Addressed>,
    /// "324 of 340 statements are certain, 57 of them confirmed".
    pub(crate) sureness: Option<String>,
    /// The same for each kind of statement.
    pub(crate) kinds: Vec<KindView>,
    /// Relations that nobody has confirmed.
    pub(crate) likely: Vec<LikelyView>,
    /// Facts and roles that nobody has confirmed, by their reason.
    pub(crate) likely_facts: Vec<LikelyFacts>,
    /// The table of all questions, if there is any.
    pub(crate) csv: Option<String>,
    pub(crate) parts: Option<Parts>,
}

impl PageView for QuestionsView {
    const TEMPLATE: (&'static str, &'static str) = ("pages/questions.html", "questions");
}

/// Questions with one heading.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Addressed {
    /// "Questions to Fagsystem".
    pub(crate) title: String,
    pub(crate) anchor: String,
    /// They have been answered, and are folded.
    pub(crate) answered: bool,
    pub(crate) tasks: Vec<TaskQuestions>,
}

/// The questions of one task, or of the guide.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TaskQuestions {
    /// Null for questions of the guide as a whole.
    pub(crate) link: Option<TaskKey>,
    /// Keys of the parties whose work the task is, and of the one that is asked.
    pub(crate) parties: String,
    pub(crate) questions: Vec<QuestionView>,
}

/// A relation that nobody has confirmed.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct LikelyView {
    pub(crate) task: TaskKey,
    /// "needs", or another word for the relation.
    pub(crate) word: String,
    pub(crate) needs: Vec<TaskKey>,
    pub(crate) note: Option<String>,
}

/// Facts of one kind that nobody has confirmed, all for the same reason.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct LikelyFacts {
    /// "Party".
    pub(crate) name: String,
    pub(crate) note: Option<String>,
    pub(crate) facts: Vec<LikelyFact>,
    /// "and 40 more": a link to all of them, if the list is cut.
    pub(crate) more: Option<Link>,
}

/// A fact that nobody has confirmed.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct LikelyFact {
    pub(crate) task: TaskKey,
    /// Its words, such as the name of a party.
    pub(crate) value: String,
}

/// How sure the statements of one kind are.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct KindView {
    pub(crate) name: String,
    /// How many there are.
    pub(crate) all: usize,
    /// How many of them are certain; likewise the next ones.
    pub(crate) certain: usize,
    pub(crate) likely: usize,
    /// Confirmed by somebody.
    pub(crate) confirmed: usize,
}

/// The page that a question stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum On {
    Guide,
    Page(usize),
    Task(TaskIx),
}

/// Every question of a guide with the page that it stands on: the guide's, those of its pages, and those of its tasks in
/// the order of the plan.
pub(crate) fn all_questions<'a>(context: &GuideContext<'a>) -> Vec<(On, &'a Question)> {
    let guide = context.guide;
    let mut all: Vec<(On, &Question)> = guide.questions.iter().map(|question| (On::Guide, question)).collect();
    for (at, page) in guide.pages.iter().enumerate() {
        all.extend(page.questions.iter().map(|question| (On::Page(at), question)));
    }
    for task in context.in_order(|task| !guide.tasks[task].questions.is_empty()) {
        all.extend(guide.tasks[task].questions.iter().map(|question| (On::Task(task), question)));
    }
    all
}

/// The heading that a question stands under, in the order of the page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Heading {
    To(Addressee),
    /// To nobody.
    Tasks,
    Answered,
}

/// Questions of one page under one heading.
struct AskedQuestions<'a> {
    heading: Heading,
    on: On,
    questions: Vec<&'a Question>,
}

/// All questions but the guide's own open ones, which stand first where nobody is named to answer any.
fn entries<'a>(all: &[(On, &'a Question)], addressed: bool) -> Vec<AskedQuestions<'a>> {
    let mut entries: Vec<AskedQuestions<'a>> = Vec::new();
    for (on, question) in all {
        let heading = match &question.to {
            _ if !question.is_open() => Heading::Answered,
            Some(to) => Heading::To(to.clone()),
            None if addressed || matches!(on, On::Task(_)) => Heading::Tasks,
            None => continue,
        };
        let same = |entry: &&mut AskedQuestions<'_>| entry.on == *on && entry.heading == heading;
        // Questions of one page stand together in `all`.
        match entries.iter_mut().rev().take_while(|entry| entry.on == *on).find(same) {
            Some(entry) => entry.questions.push(question),
            None => entries.push(AskedQuestions { heading, on: *on, questions: vec![question] }),
        }
    }
    entries.sort_by(|one, other| one.heading.cmp(&other.heading));
    entries
}

/// The lists of the page, one kind behind the other.
struct Rows<'a> {
    likely: Vec<LikelyView>,
    likely_facts: Vec<LikelyFacts>,
    entries: Vec<AskedQuestions<'a>>,
}

impl<'a> Rows<'a> {
    fn parts(&self, context: &GuideContext<'_>) -> Vec<Range<usize>> {
        let (facts, entries) = (self.likely.len(), self.likely.len() + self.likely_facts.len());
        parts(entries + self.entries.len(), ROOM, |at| match at {
            at if at < facts => self.likely[at].weight(context),
            at if at < entries => self.likely_facts[at - facts].weight(context),
            at => weight(context, &self.entries[at - entries]),
        })
    }

    /// The rows of each kind in a part of all.
    fn within(&self, part: &Range<usize>) -> (&[LikelyView], &[LikelyFacts], &[AskedQuestions<'a>]) {
        let (facts, entries) = (self.likely.len(), self.likely.len() + self.likely_facts.len());
        (
            &self.likely[part.start.min(facts)..part.end.min(facts)],
            &self.likely_facts[part.start.clamp(facts, entries) - facts..part.end.clamp(facts, entries) - facts],
            &self.entries[part.start.max(entries) - entries..part.end.max(entries) - entries],
        )
    }
}

/// Open questions: about the guide on the first page; then what is likely, and questions by whom they are put to, task by
/// task.
pub(crate) fn questions<'a, E>(context: &'a GuideContext<'_>, give: Give<'_, 'a, QuestionsView, E>) -> Result<(), E> {
    let guide = context.guide;
    let all = all_questions(context);
    let addressed = all.iter().any(|(_, question)| question.is_open() && question.to.is_some());
    let rows = Rows { likely: likely(context), likely_facts: likely_facts(context), entries: entries(&all, addressed) };
    let base = format!("{}/questions/", guide.folder);
    let (title, text) = (context.words.get("questions"), context.words.get("questions_text"));
    divided(
        context,
        Listed { description: Some(text), parts: &rows.parts(context), ..Listed::new(&base, title) },
        |part, parts, root, first| {
            let general = all
                .iter()
                .filter(|(on, question)| first && !addressed && question.is_open() && !matches!(on, On::Task(_)));
            let (likely, likely_facts, entries) = rows.within(part);
            let view = QuestionsView {
                guide: general.map(|(on, question)| on.view(context, root, question)).collect(),
                sections: sections(context, root, entries),
                sureness: if first { sureness(context, &context.plan.order, |_| true) } else { None },
                kinds: if first { kinds(context) } else { Vec::new() },
                likely: likely.to_vec(),
                likely_facts: likely_facts.to_vec(),
                csv: (first && !all.is_empty()).then(|| context.path("questions/questions.csv")),
                parts,
            };
            (view, Vec::new())
        },
        give,
    )
}

impl LikelyView {
    /// About how many bytes it takes.
    fn weight(&self, context: &GuideContext<'_>) -> usize {
        let links = self.needs.iter().chain([&self.task]).map(|task| context.weight(task.at()));
        80 + links.sum::<usize>() + self.note.as_ref().map_or(0, String::len)
    }
}

impl LikelyFacts {
    /// About how many bytes it takes.
    fn weight(&self, context: &GuideContext<'_>) -> usize {
        let facts = self.facts.iter().map(|fact| 40 + context.weight(fact.task.at()) + fact.value.len());
        150 + facts.sum::<usize>() + self.note.as_ref().map_or(0, String::len)
    }
}

/// About how many bytes the questions of a page take.
fn weight(context: &GuideContext<'_>, entry: &AskedQuestions<'_>) -> usize {
    let link = match entry.on {
        On::Task(task) => context.weight(task),
        On::Guide | On::Page(_) => 0,
    };
    let question = |question: &&Question| 60 + question.texts().map(|text| text.body.weight()).sum::<usize>();
    // A heading may stand above it, with a link to that.
    400 + link + entry.questions.iter().map(question).sum::<usize>()
}

fn sections(context: &GuideContext<'_>, root: &str, entries: &[AskedQuestions<'_>]) -> Vec<Addressed> {
    let (words, groups) = (context.words, &context.guide.parties);
    let mut sections: Vec<(&Heading, Addressed)> = Vec::new();
    for entry in entries {
        if sections.last().is_none_or(|(heading, _)| **heading != entry.heading) {
            let (title, anchor) = match &entry.heading {
                Heading::To(to) => {
                    let name = addressee(to, groups);
                    let anchor = match to {
                        Addressee::Party(at) => place(&groups[*at].key),
                        Addressee::Other(_) => format!("_to-{}", sections.len() + 1),
                    };
                    (words.fill("questions_to", &[("to", name)]), anchor)
                }
                Heading::Tasks if sections.is_empty() => (words.get("task_questions").to_owned(), "_tasks".to_owned()),
                Heading::Tasks => (words.get("questions_to_nobody").to_owned(), "_tasks".to_owned()),
                Heading::Answered => (words.get("answered").to_owned(), "_answered".to_owned()),
            };
            let answered = entry.heading == Heading::Answered;
            sections.push((&entry.heading, Addressed { title, anchor, answered, tasks: Vec::new() }));
        }
        let (link, mut parties) = match entry.on {
            On::Task(task) => (Some(context.key(task)), context.guide.tasks[task].work_of()),
            On::Guide | On::Page(_) => (None, Vec::new()),
        };
        if let Heading::To(Addressee::Party(asked)) = &entry.heading
            && !parties.contains(asked)
        {
            parties.push(*asked);
        }
        let parties: Vec<&str> = parties.iter().map(|at| context.guide.parties[*at].key.as_str()).collect();
        let parties = parties.join(" ");
        let questions = entry.questions.iter().map(|question| entry.on.view(context, root, question)).collect();
        if let Some((_, section)) = sections.last_mut() {
            section.tasks.push(TaskQuestions { link, parties, questions });
        }
    }
    sections.into_iter().map(|(_, section)| section).collect()
}

impl On {
    /// A question of this page, for the page of questions.
    fn view(self, context: &GuideContext<'_>, root: &str, question: &Question) -> QuestionView {
        let guide = context.guide;
        let (assets, address): (&[Asset], String) = match self {
            On::Guide => (&guide.assets, guide.address()),
            On::Page(page) => (&guide.pages[page].assets, guide.pages[page].address.clone()),
            On::Task(task) => (&guide.tasks[task].assets, guide.task_address(&guide.tasks[task].id)),
        };
        let asset_path = format!("{root}{}", crate::text::encode_path(&address));
        let setting = Setting {
            site: context.site,
            words: context.words,
            root,
            assets,
            asset_path: &asset_path,
            prefix: "",
            shift: 2,
        };
        QuestionView::new(&setting, question, &guide.parties)
    }
}

/// How sure the statements of each kind are; nothing where all are certain and none is confirmed.
fn kinds(context: &GuideContext<'_>) -> Vec<KindView> {
    let guide = context.guide;
    let mut kinds = Predicate::ALL.map(|about| KindView {
        name: context.words.get(&["about_", about.key()].concat()).to_owned(),
        all: 0,
        certain: 0,
        likely: 0,
        confirmed: 0,
    });
    for Statement { about, basis, .. } in guide.live().flat_map(|task| guide.own_statements(task)) {
        let kind = &mut kinds[about as usize];
        kind.all += 1;
        *(if basis.is_likely() { &mut kind.likely } else { &mut kind.certain }) += 1;
        kind.confirmed += usize::from(basis.said().confirmed.is_some());
    }
    let some = kinds.iter().any(|kind| kind.likely + kind.confirmed > 0);
    kinds.into_iter().filter(|kind| some && kind.all > 0).collect()
}

fn likely(context: &GuideContext<'_>) -> Vec<LikelyView> {
    let guide = context.guide;
    let relation = |task: TaskIx, Statement { about, object, basis }: Statement<'_>| {
        let needs = match about {
            Predicate::Requires => context.keys(&guide.tasks[task].requires[object].tasks),
            Predicate::With | Predicate::Alternatives | Predicate::Related => context.keys(&[object]),
            _ => return None,
        };
        let word = match about {
            Predicate::Requires => "needs",
            Predicate::With => "likely_with",
            Predicate::Alternatives => "likely_alternatives",
            _ => "likely_related",
        };
        let word = context.words.get(word).to_owned();
        Some(LikelyView { task: context.key(task), word, needs, note: basis.said().note.clone() })
    };
    let of = |task: TaskIx| {
        let statements = guide.own_statements(task).filter(|statement| statement.basis.is_likely());
        statements.filter_map(move |statement| relation(task, statement)).collect::<Vec<_>>()
    };
    guide.live().flat_map(of).collect()
}

/// The most facts that are named for one reason.
const SHOWN: usize = 60;

fn likely_facts(context: &GuideContext<'_>) -> Vec<LikelyFacts> {
    let guide = context.guide;
    let mut found: Vec<(Predicate, &Option<String>, Vec<LikelyFact>, usize)> = Vec::new();
    let mut known: HashMap<(Predicate, &Option<String>), usize> = HashMap::new();
    for task in context.in_order(|_| true) {
        for statement in guide.own_statements(task).filter(|statement| statement.basis.is_likely()) {
            let Some(value) = object(guide, task, &statement) else { continue };
            let Statement { about, basis, .. } = statement;
            let at = *known.entry((about, &basis.said().note)).or_insert_with(|| {
                found.push((about, &basis.said().note, Vec::new(), 0));
                found.len() - 1
            });
            let (_, _, facts, count) = &mut found[at];
            *count += 1;
            if facts.len() < SHOWN {
                facts.push(LikelyFact { task: context.key(task), value });
            }
        }
    }
    found.sort_by_key(|(about, ..)| *about);
    let facts = |(about, note, facts, count): (Predicate, &Option<String>, Vec<LikelyFact>, usize)| LikelyFacts {
        name: context.words.get(&["about_", about.key()].concat()).to_owned(),
        note: note.clone(),
        more: more_at(context.words, count - facts.len(), || context.path("tasks.csv")),
        facts,
    };
    found.into_iter().map(facts).collect()
}
