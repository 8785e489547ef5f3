//! The variable `guide` of every page of a guide, and its side bar.

use serde::Serialize;

use crate::context::{Extra, GuideContext, Link, TaskKey, feed_address, group_link, has_gate, mark_of};
use crate::model::{Group, TaskIx};
use crate::text::encode_path;
use crate::view::frame::Frame;
use crate::view::parts::gates::GateMeter;

/// In guides up to this size the side bar lists every task,
const MAX_NAV_TASKS: usize = 120;
/// where they take about so many bytes at most.
const MAX_NAV_BYTES: usize = 27_000;
/// The most parties, stages and so on that the side bar lists.
pub(crate) const MAX_NAV: usize = 12;

/// `guide` in templates of a guide's pages.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct GuideView {
    /// Its folder below `content/`.
    pub(crate) key: String,
    pub(crate) title: String,
    pub(crate) lang: String,
    pub(crate) description: Option<String>,
    pub(crate) code: Option<String>,
    pub(crate) version: Option<String>,
    pub(crate) updated: Option<String>,
    /// The same day written out: "23 November 2026".
    pub(crate) updated_text: Option<String>,
    /// Readers may choose a party as their own in the header.
    pub(crate) choices: bool,
    pub(crate) integration_id: Option<String>,
    pub(crate) integration_version: Option<String>,
    pub(crate) catalogue_url: Option<String>,
    /// Site path of the guide's first page.
    pub(crate) path: String,
    /// The number of tasks in words: "51 tasks".
    pub(crate) tasks_count: String,
    /// The number of open questions in words: "83 open questions"; null without any.
    pub(crate) questions_count: Option<String>,
    pub(crate) stages: Vec<NavStage>,
    /// The gates that hold something back, in the order of the stages.
    pub(crate) gates: Vec<GateMeter>,
    pub(crate) parties: Vec<NavGroup>,
    pub(crate) tracks: Vec<NavGroup>,
    pub(crate) scopes: Vec<NavGroup>,
    /// The lists of the guide: overview, plan, table of tasks, hand-overs and so on.
    pub(crate) views: Vec<Link>,
    /// The same by name.
    pub(crate) lists: Lists,
    /// Pages that the authors wrote beside the tasks.
    pub(crate) pages: Vec<Link>,
    /// "All 192 parties": a link to the list on the guide's first page, if the side bar has no room for all.
    pub(crate) all_parties: Option<Link>,
    pub(crate) all_stages: Option<Link>,
    pub(crate) all_tracks: Option<Link>,
    pub(crate) all_scopes: Option<Link>,
    pub(crate) all_pages: Option<Link>,
    /// Site path of the feed of its versions, where there is one.
    pub(crate) feed: Option<String>,
    /// Site path of `guide.json`.
    pub(crate) json: String,
    /// The style that puts the guide's name on every sheet of paper.
    pub(crate) paper: String,
    pub(crate) csv: String,
    pub(crate) extra: Extra,
}

/// The lists of a guide by name.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Lists {
    /// The guide's first page.
    pub(crate) overview: Link,
    pub(crate) plan: Link,
    /// The table of tasks.
    pub(crate) table: Link,
    pub(crate) handovers: Link,
    /// Who has to do with each task; null where no task says more than its party.
    pub(crate) roles: Option<Link>,
    /// Forms, documents and systems; null without any.
    pub(crate) documents: Option<Link>,
    pub(crate) questions: Link,
    pub(crate) terms: Link,
    /// The changes from version to version; null where no version is released.
    pub(crate) changes: Option<Link>,
    /// The guide on paper.
    pub(crate) print: Link,
}

/// The same by the word that is each one's title, with its address in the guide.
const LISTS: [(&str, &str); 10] = [
    ("overview", ""),
    ("plan", "plan/"),
    ("tasks_table", "tasks/"),
    ("handovers", "handovers/"),
    ("roles", "plan/roles/"),
    ("documents", "plan/documents/"),
    ("questions", "questions/"),
    ("terms", "terms/"),
    ("changes", "changes/"),
    ("print", "print/"),
];

impl Lists {
    fn new(context: &GuideContext<'_>) -> Self {
        let address = |word: &str| LISTS.iter().find(|(key, _)| *key == word).map_or("", |(_, address)| *address);
        let link = |word: &str| Link { name: context.words.get(word).to_owned(), path: context.path(address(word)) };
        let maybe = |word: &str| Lists::has(context, word).then(|| link(word));
        Lists {
            overview: link("overview"),
            plan: link("plan"),
            table: link("tasks_table"),
            handovers: link("handovers"),
            roles: maybe("roles"),
            documents: maybe("documents"),
            questions: link("questions"),
            terms: link("terms"),
            changes: maybe("changes"),
            print: link("print"),
        }
    }

    /// Whether a guide has the page with this word as its title.
    fn has(context: &GuideContext<'_>, word: &str) -> bool {
        match word {
            "roles" => context.guide.has_roles(),
            "documents" => context.guide.has_papers(),
            "changes" => context.history.is_some(),
            _ => true,
        }
    }

    /// The pages of a guide behind its first, by the words that are their titles and their addresses in the guide.
    pub(crate) fn below(context: &GuideContext<'_>) -> impl Iterator<Item = (&'static str, &'static str)> {
        LISTS.into_iter().skip(1).filter(|(word, _)| Lists::has(context, word))
    }

    /// In the order in which the side bar shows them.
    fn in_order(&self) -> Vec<Link> {
        let Lists { overview, plan, table, handovers, roles, documents, questions, terms, changes, print } =
            self.clone();
        let before = [overview, plan, table, handovers].into_iter().chain(roles).chain(documents);
        before.chain([questions, terms]).chain(changes).chain([print]).collect()
    }
}

/// A party, track or scope in the side bar.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct NavGroup {
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) path: String,
    /// From 1, in the guide's order; chooses the colour.
    pub(crate) number: usize,
    pub(crate) count: usize,
    pub(crate) tasks_count: String,
}

/// A stage in the side bar, with its tasks where the guide is small enough.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct NavStage {
    pub(crate) group: NavGroup,
    /// The gate before it: its number in `guide.gates`, from 1; 0 for none.
    pub(crate) gate: usize,
    /// "0 of 10" tasks done.
    pub(crate) tally: String,
    pub(crate) parties: Vec<NavParty>,
}

/// The tasks of one stage and party.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct NavParty {
    /// Stage and party.
    pub(crate) key: String,
    /// Key of the party alone.
    pub(crate) party_key: String,
    pub(crate) name: String,
    pub(crate) number: usize,
    pub(crate) tasks: Vec<TaskKey>,
}

impl GuideView {
    /// The tasks that it names.
    pub(crate) fn named_tasks(&self) -> impl Iterator<Item = TaskIx> {
        let parties = self.stages.iter().flat_map(|stage| &stage.parties);
        parties.flat_map(|party| &party.tasks).map(|task| task.at())
    }

    pub(crate) fn new(context: &GuideContext<'_>) -> Self {
        let guide = context.guide;
        let words = context.words;
        let live = context.plan.order.len();
        let questions = guide.question_count();
        let counts = |of: &dyn Fn(&crate::model::Task) -> Option<usize>, len: usize| {
            let mut counts = vec![0; len];
            for task in &context.plan.order {
                if let Some(at) = of(&guide.tasks[*task]) {
                    counts[at] += 1;
                }
            }
            counts
        };
        let groups = |kind: &str, groups: &[Group], counts: Vec<usize>| -> Vec<NavGroup> {
            let counted = groups.iter().zip(counts).enumerate();
            counted.map(|(at, (group, count))| nav_group(context, kind, at, group, count)).collect()
        };
        // A group without tasks has no page.
        let used = |groups: Vec<NavGroup>| groups.into_iter().filter(|group| group.count > 0).collect();
        let stage_groups: Vec<_> = guide.stages.iter().map(|stage| stage.group.clone()).collect();
        let stage_counts = counts(&|task| Some(task.stage), guide.stages.len());
        let party_counts = (0..guide.parties.len())
            .map(|party| context.plan.order.iter().filter(|task| guide.tasks[**task].is_of(party)).count());
        let track_counts = counts(&|task| task.track, guide.tracks.len());
        let scope_counts = counts(&|task| task.scope, guide.scopes.len());
        let lists = Lists::new(context);
        let stage_pieces = context.pieces_of(guide.stages.len(), |task| vec![guide.tasks[task].stage]);
        let integration = guide.integration.as_ref();
        let all = |key: &str, count: usize| {
            let name = || words.fill(&format!("all_{key}"), &[("n", &count.to_string())]);
            let path = || format!("{}#_{key}", context.path(""));
            (count > MAX_NAV).then(|| Link { name: name(), path: path() })
        };
        GuideView {
            key: guide.folder.clone(),
            title: guide.title.clone(),
            lang: guide.language.clone(),
            description: guide.description.clone(),
            code: guide.code.clone(),
            version: guide.version.clone(),
            updated: guide.updated.clone(),
            updated_text: guide.updated.as_deref().map(|day| words.day(day)),
            choices: (2..=MAX_NAV).contains(&in_use(&guide.parties)),
            integration_id: integration.and_then(|integration| integration.id.clone()),
            integration_version: integration.and_then(|integration| integration.version.clone()),
            catalogue_url: integration.and_then(|integration| integration.catalogue_url.clone()),
            path: context.path(""),
            tasks_count: words.count("task", live),
            questions_count: (questions > 0).then(|| words.count("open_question", questions)),
            stages: groups("stages", &stage_groups, stage_counts)
                .into_iter()
                .enumerate()
                .map(|(at, group)| NavStage {
                    gate: if has_gate(context, at) { context.gates_around(at).0.map_or(0, |gate| gate + 1) } else { 0 },
                    tally: words.fill("tally", &[("done", "0"), ("total", &stage_pieces[at].to_string())]),
                    parties: nav_parties(context, at),
                    group,
                })
                .collect(),
            gates: GateMeter::of(context),
            parties: used(groups("parties", &guide.parties, party_counts.collect())),
            tracks: used(groups("tracks", &guide.tracks, track_counts)),
            scopes: used(groups("scopes", &guide.scopes, scope_counts)),
            views: lists.in_order(),
            lists,
            pages: guide
                .pages
                .iter()
                .map(|page| Link { name: page.title.clone(), path: context.site.path(&page.address) })
                .collect(),
            all_parties: all("parties", in_use(&guide.parties)),
            all_stages: all("stages", guide.stages.len()),
            all_tracks: all("tracks", in_use(&guide.tracks)),
            all_scopes: all("scopes", in_use(&guide.scopes)),
            all_pages: all("pages", guide.pages.len()),
            paper: encode_path(&format!("assets/guides/{}.css", guide.folder)),
            feed: feed_address(context, None).map(|path| encode_path(&path)),
            json: encode_path(&format!("{}/guide.json", guide.folder)),
            csv: encode_path(&format!("{}/tasks.csv", guide.folder)),
            extra: Extra(guide.extra.clone()),
        }
    }
}

fn nav_group(context: &GuideContext<'_>, kind: &str, at: usize, group: &Group, count: usize) -> NavGroup {
    NavGroup {
        key: group.key.clone(),
        name: if kind == "parties" { mark_of(context.guide, at) } else { group.name.clone() },
        description: group.description.clone(),
        path: context.path(&format!("{kind}/{}/", group.key)),
        number: at + 1,
        count,
        tasks_count: context.words.count("task", count),
    }
}

/// How many of them have tasks, and so a page.
pub(crate) fn in_use(groups: &[Group]) -> usize {
    groups.iter().filter(|group| group.in_use()).count()
}

/// Whether the side bar has room for every task.
fn lists_tasks(context: &GuideContext<'_>) -> bool {
    let guide = context.guide;
    let (tasks, most) = (&context.plan.order, MAX_NAV);
    if tasks.len() > MAX_NAV_TASKS || in_use(&guide.parties) > most || guide.stages.len() > most {
        return false;
    }
    let cells = tasks.len().min(guide.parties.len() * guide.stages.len());
    let task = |task: &TaskIx| {
        let link = &context.links[*task];
        70 + link.id.len() + link.title.len() + link.path.len()
    };
    cells * 190 + tasks.iter().map(task).sum::<usize>() <= MAX_NAV_BYTES
}

fn nav_key(context: &GuideContext<'_>, stage: usize, party: usize) -> String {
    format!("{}/{}", context.guide.stages[stage].group.key, context.guide.parties[party].key)
}

impl Frame {
    /// Opens the side bar where a task is listed.
    pub(crate) fn of_task(&mut self, context: &GuideContext<'_>, task: TaskIx) {
        let task = &context.guide.tasks[task];
        if lists_tasks(context) {
            self.nav = nav_key(context, task.stage, task.party);
        }
        self.belongs_to(context, Some(task.party), Some(task.stage));
    }

    /// Says whose page it is, as far as the side bar does not list all.
    pub(crate) fn belongs_to(&mut self, context: &GuideContext<'_>, party: Option<usize>, stage: Option<usize>) {
        let guide = context.guide;
        self.own = party.filter(|_| stage.is_none()).map_or(0, |party| party + 1);
        let party = party.filter(|_| in_use(&guide.parties) > MAX_NAV);
        let stage = stage.filter(|_| guide.stages.len() > MAX_NAV);
        self.party = party.map(|at| group_link(context, "parties", &guide.parties[at]));
        self.stage = stage.map(|at| group_link(context, "stages", &guide.stages[at].group));
    }
}

fn nav_parties(context: &GuideContext<'_>, stage: usize) -> Vec<NavParty> {
    if !lists_tasks(context) {
        return Vec::new();
    }
    let tasks = &context.guide.tasks;
    let parties = context.guide.parties.iter().enumerate().map(|(party, group)| NavParty {
        key: nav_key(context, stage, party),
        party_key: group.key.clone(),
        name: mark_of(context.guide, party),
        number: party + 1,
        tasks: context.keys(&context.in_order(|task| tasks[task].stage == stage && tasks[task].party == party)),
    });
    parties.filter(|party| !party.tasks.is_empty()).collect()
}
