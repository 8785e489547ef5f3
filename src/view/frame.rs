//! The frame around every page: head, header, side bar, breadcrumbs, footer.

use serde::Serialize;

use super::site::{GuideContext, SiteContext};
use super::structured::structured;
use super::task::TaskKey;
use crate::model::TaskIx;
use crate::source::FileId;
use crate::text::{encode_path, relative_root};

/// In guides up to this size the side bar lists every task.
const MAX_NAV_TASKS: usize = 120;

/// A named link.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "NamedLink"))]
pub(crate) struct Link {
    pub(crate) name: String,
    /// Site path.
    pub(crate) path: String,
}

/// A step of the breadcrumbs.
pub(crate) type Crumb = Link;

/// `site` in every template.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct SiteView {
    pub(crate) title: String,
    /// Language of the names that the site gives.
    pub(crate) lang: String,
    /// Empty where the site opens from disk.
    pub(crate) base_url: String,
    pub(crate) description: Option<String>,
    /// Of the front page.
    pub(crate) path: String,
    /// Of the index.
    pub(crate) search: String,
    pub(crate) guides: Vec<Link>,
    /// Pages outside guides.
    pub(crate) pages: Vec<Link>,
    pub(crate) contact: Option<String>,
    pub(crate) accessibility_statement_url: Option<String>,
    /// Of vejviser.
    pub(crate) version: &'static str,
    pub(crate) extra: super::Extra,
}

/// `page` in every template.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Frame {
    /// Leads from the page to the site's root; put before every path.
    pub(crate) root: String,
    /// Of this page.
    pub(crate) path: String,
    pub(crate) lang: String,
    /// The script that brings the words of the interface in this language.
    pub(crate) words: String,
    /// The heading of the page.
    pub(crate) title: String,
    /// The heading with guide and site, for the window's title.
    pub(crate) full_title: String,
    /// Said on the page, below its heading.
    pub(crate) description: Option<String>,
    /// The same for search engines and previews of links; where the page has none, what it belongs to.
    pub(crate) summary: Option<String>,
    /// JSON-LD, ready to stand in a script element.
    pub(crate) structured: Option<String>,
    /// The page's address for ever, where the site has a base URL.
    pub(crate) canonical: Option<String>,
    pub(crate) breadcrumbs: Vec<Crumb>,
    pub(crate) edit_url: Option<String>,
    pub(crate) updated: Option<String>,
    /// Not to be listed by search engines.
    pub(crate) noindex: bool,
    /// The group of the side bar that is open: the key of a [`NavParty`], or nothing.
    pub(crate) nav: String,
}

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
    pub(crate) integration_id: Option<String>,
    pub(crate) integration_version: Option<String>,
    pub(crate) catalogue_url: Option<String>,
    /// Of the guide's first page.
    pub(crate) path: String,
    /// "51 tasks".
    pub(crate) tasks_count: String,
    /// "83 open questions"; nothing where there is none.
    pub(crate) questions_count: Option<String>,
    pub(crate) stages: Vec<NavStage>,
    pub(crate) parties: Vec<NavGroup>,
    pub(crate) tracks: Vec<NavGroup>,
    pub(crate) scopes: Vec<NavGroup>,
    /// Overview, plan, hand-overs and so on.
    pub(crate) views: Vec<Link>,
    /// Pages that the authors wrote beside the tasks.
    pub(crate) pages: Vec<Link>,
    /// Data files, from the site's root.
    pub(crate) json: String,
    /// The style that puts the guide's name on every sheet of paper.
    pub(crate) paper: String,
    pub(crate) csv: String,
    pub(crate) extra: super::Extra,
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
    /// The page of the gate before it.
    pub(crate) gate: Option<Link>,
    pub(crate) parties: Vec<NavParty>,
}

/// The tasks of one stage and party.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct NavParty {
    /// Stage and party.
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) number: usize,
    pub(crate) tasks: Vec<TaskKey>,
}

/// What is said of a page when its frame is made.
pub(crate) struct About<'a> {
    /// Site path: `g/TF1/`, `404.html`.
    pub(crate) address: &'a str,
    pub(crate) title: &'a str,
    pub(crate) description: Option<&'a str>,
    pub(crate) updated: Option<&'a str>,
    pub(crate) file: Option<FileId>,
}

impl Frame {
    /// The frame of a page outside guides.
    pub(crate) fn of_site(site: &SiteContext<'_>, about: &About<'_>) -> Self {
        let settings = &site.site.settings;
        let home = about.address.is_empty();
        let crumbs = if home { Vec::new() } else { vec![Link { name: settings.title.clone(), path: site.path("") }] };
        let full = if home { settings.title.clone() } else { format!("{} – {}", about.title, settings.title) };
        let summary = about.description.or(settings.description.as_deref());
        Frame::new(site, &settings.language, about, summary, crumbs, full)
    }

    /// The same page with more steps to it.
    pub(crate) fn below(mut self, above: Vec<Crumb>) -> Self {
        self.breadcrumbs.extend(above);
        self
    }

    /// The frame of a guide's page; `above` are the steps between the guide and the page.
    pub(crate) fn of_guide(guide: &GuideContext<'_>, about: &About<'_>, above: Vec<Crumb>) -> Self {
        let settings = &guide.site.site.settings;
        let mut crumbs = vec![Link { name: settings.title.clone(), path: guide.site.path("") }];
        let full = if about.address == guide.guide.address() {
            format!("{} – {}", guide.guide.title, settings.title)
        } else {
            crumbs.push(Link { name: guide.guide.title.clone(), path: guide.path("") });
            [about.title, " – ", &guide.guide.title].concat()
        };
        crumbs.extend(above);
        let summary = about.description.or(guide.guide.description.as_deref());
        Frame::new(guide.site, &guide.guide.language, about, summary, crumbs, full)
    }

    fn new(
        site: &SiteContext<'_>,
        language: &str,
        about: &About<'_>,
        summary: Option<&str>,
        crumbs: Vec<Crumb>,
        full: String,
    ) -> Self {
        let settings = &site.site.settings;
        let base = &settings.base_url;
        let folder = about.address.is_empty() || about.address.ends_with('/');
        let root = match relative_root(about.address).as_str() {
            "" => "./".to_owned(),
            root => root.to_owned(),
        };
        let edit_url = about.file.and_then(|file| {
            let path = encode_path(site.sources.path(file));
            settings.edit_url.as_ref().map(|url| url.replace("{path}", &path))
        });
        let mut frame = Frame {
            root,
            path: site.path(about.address),
            lang: language.to_owned(),
            words: site.catalogue.get(language).file(),
            title: about.title.to_owned(),
            full_title: full,
            description: about.description.map(str::to_owned),
            summary: summary.map(str::to_owned),
            structured: None,
            canonical: (!base.is_empty() && folder).then(|| format!("{base}/{}", encode_path(about.address))),
            breadcrumbs: crumbs,
            edit_url,
            updated: about.updated.map(str::to_owned),
            noindex: false,
            nav: String::new(),
        };
        frame.structured = structured(&frame, base, false);
        frame
    }

    /// Makes the page one that is a text of its own, with a summary where it has no description.
    pub(super) fn article(&mut self, base: &str, summary: impl FnOnce() -> String) {
        if self.description.is_none() {
            self.summary = Some(summary());
        }
        self.structured = structured(self, base, true);
    }

    /// Keeps the page from search engines.
    pub(super) fn unlisted(&mut self) {
        self.noindex = true;
        self.canonical = None;
        self.structured = None;
    }
}

impl SiteView {
    /// Paths of the pages that the header names.
    pub(crate) fn named(&self) -> Vec<String> {
        let pages = self.pages.iter().map(|page| page.path.clone());
        pages.chain([self.search.clone()]).collect()
    }
}

impl GuideView {
    /// Paths of the pages that the side bar names, besides those of `tasks`.
    pub(crate) fn named(&self) -> Vec<String> {
        let links = self.views.iter().chain(&self.pages).map(|link| link.path.clone());
        let groups = [&self.parties, &self.tracks, &self.scopes].into_iter().flatten();
        let groups = groups.chain(self.stages.iter().map(|stage| &stage.group)).map(|group| group.path.clone());
        let gates = self.stages.iter().filter_map(|stage| stage.gate.as_ref()).map(|gate| gate.path.clone());
        links.chain(groups).chain(gates).collect()
    }

    /// Whether the side bar lists the tasks.
    pub(crate) fn lists_tasks(&self) -> bool {
        self.stages.iter().any(|stage| !stage.parties.is_empty())
    }
    pub(super) fn new(context: &GuideContext<'_>) -> Self {
        let guide = context.guide;
        let words = context.words;
        let live = context.plan.order.len();
        let questions = super::questions::question_count(guide);
        let counts = |of: &dyn Fn(&crate::model::Task) -> Option<usize>, len: usize| {
            let mut counts = vec![0; len];
            for task in &context.plan.order {
                if let Some(at) = of(&guide.tasks[*task]) {
                    counts[at] += 1;
                }
            }
            counts
        };
        let groups = |kind: &str, groups: &[crate::model::Group], counts: Vec<usize>| -> Vec<NavGroup> {
            let counted = groups.iter().zip(counts).enumerate();
            counted.map(|(at, (group, count))| nav_group(context, kind, at, group, count)).collect()
        };
        // A group without tasks keeps its page, but is nowhere to go.
        let in_use = |groups: Vec<NavGroup>| groups.into_iter().filter(|group| group.count > 0).collect();
        let stage_groups: Vec<_> = guide.stages.iter().map(|stage| stage.group.clone()).collect();
        let stage_counts = counts(&|task| Some(task.stage), guide.stages.len());
        let party_counts = counts(&|task| Some(task.party), guide.parties.len());
        let track_counts = counts(&|task| task.track, guide.tracks.len());
        let scope_counts = counts(&|task| task.scope, guide.scopes.len());
        let views = ["overview", "plan", "handovers", "questions", "terms", "print"].map(|key| Link {
            name: words.get(key).to_owned(),
            path: context.path(&if key == "overview" { String::new() } else { format!("{key}/") }),
        });
        let integration = guide.integration.as_ref();
        GuideView {
            key: guide.folder.clone(),
            title: guide.title.clone(),
            lang: guide.language.clone(),
            description: guide.description.clone(),
            code: guide.code.clone(),
            version: guide.version.clone(),
            updated: guide.updated.clone(),
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
                    gate: has_gate(context, at).then(|| gate_link(context, at)),
                    parties: nav_parties(context, at),
                    group,
                })
                .collect(),
            parties: groups("parties", &guide.parties, party_counts),
            tracks: in_use(groups("tracks", &guide.tracks, track_counts)),
            scopes: in_use(groups("scopes", &guide.scopes, scope_counts)),
            views: views.to_vec(),
            pages: guide
                .pages
                .iter()
                .map(|page| Link { name: page.title.clone(), path: context.site.path(&page.address) })
                .collect(),
            paper: encode_path(&format!("assets/guides/{}.css", guide.folder)),
            json: encode_path(&format!("{}/guide.json", guide.folder)),
            csv: encode_path(&format!("{}/tasks.csv", guide.folder)),
            extra: super::Extra(guide.extra.clone()),
        }
    }
}

fn nav_group(context: &GuideContext<'_>, kind: &str, at: usize, group: &crate::model::Group, count: usize) -> NavGroup {
    NavGroup {
        key: group.key.clone(),
        name: group.name.clone(),
        description: group.description.clone(),
        path: context.path(&format!("{kind}/{}/", group.key)),
        number: at + 1,
        count,
        tasks_count: context.words.count("task", count),
    }
}

/// Whether there is a gate before a stage. One before the first holds nothing back.
pub(super) fn has_gate(context: &GuideContext<'_>, stage: usize) -> bool {
    stage > 0 && context.guide.stages[stage].gate
}

/// Site path of the page of the gate before a stage, with a final `/`.
pub(crate) fn gate_address(context: &GuideContext<'_>, stage: usize) -> String {
    format!("{}/gates/{}/", context.guide.folder, context.guide.stages[stage].group.key)
}

/// The gate before a stage, by its name.
pub(super) fn gate_link(context: &GuideContext<'_>, stage: usize) -> Link {
    let name = context.words.fill("gate_name", &[("stage", &context.guide.stages[stage].group.name)]);
    Link { name, path: context.site.path(&gate_address(context, stage)) }
}

/// Whether the side bar has room for every task.
fn lists_tasks(context: &GuideContext<'_>) -> bool {
    context.plan.order.len() <= MAX_NAV_TASKS
}

fn nav_key(context: &GuideContext<'_>, stage: usize, party: usize) -> String {
    format!("{}/{}", context.guide.stages[stage].group.key, context.guide.parties[party].key)
}

/// The key of the side bar's group that a task is in, where tasks are listed there.
pub(super) fn nav_of(context: &GuideContext<'_>, task: TaskIx) -> String {
    let task = &context.guide.tasks[task];
    if lists_tasks(context) { nav_key(context, task.stage, task.party) } else { String::new() }
}

fn nav_parties(context: &GuideContext<'_>, stage: usize) -> Vec<NavParty> {
    if !lists_tasks(context) {
        return Vec::new();
    }
    let tasks = &context.guide.tasks;
    let parties = context.guide.parties.iter().enumerate().map(|(party, group)| NavParty {
        key: nav_key(context, stage, party),
        name: group.name.clone(),
        number: party + 1,
        tasks: context.keys(&context.in_order(|task| tasks[task].stage == stage && tasks[task].party == party)),
    });
    parties.filter(|party| !party.tasks.is_empty()).collect()
}
