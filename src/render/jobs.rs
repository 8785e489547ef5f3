//! Everything that is to be made, spread over the processors.

use std::hash::Hash;

use super::common::Common;
use super::inspect::Inspector;
use super::items::ItemList;
use super::late::LatePart;
use super::pages::{PageJob, Surroundings, put};
use super::template_faults::Broken;
use super::templates::Theme;
use super::{First, Progress, RenderError, Sink, WriteError, assets, data, paper, script_data, sitemap, table};
use crate::diagnostic::Diagnostic;
use crate::model::{Asset, Origin, STATEMENT, TaskIx};
use crate::parallel;
use crate::text::encode_path;
use crate::view::{self, Frame, GroupKind, GuideContext, Link, Lists, SiteContext};

/// One thing to be made.
#[derive(Clone, Debug)]
pub(super) enum Job {
    Home,
    Index,
    /// The data of the search.
    Search,
    NotFound,
    /// What leads to the accessibility statement.
    Statement,
    Files,
    Page(Origin),
    Intro(usize),
    Group(usize, GroupKind, usize),
    Cell(usize, view::Cell),
    Plan(usize),
    Handovers(usize),
    /// The gate before a stage.
    Gate(usize, usize),
    Questions(usize),
    Terms(usize),
    Print(usize),
    Json(usize),
    Csv(usize),
    /// What scripts know of a guide.
    Script(usize),
    /// What stands at the head of every sheet of paper.
    Paper(usize),
    Task(usize, TaskIx),
    Retired(usize, usize),
    /// An address that leads on to another: guide, address, where it leads.
    Moved(Option<usize>, String, Link),
}

/// Makes the whole site and returns the faults of templates and of what they made; those of the content are known. The
/// pages of `first` are made before the others.
///
/// # Errors
/// The first file that could not be written.
pub(crate) fn publish(
    site: &SiteContext<'_>,
    theme: &Theme,
    sink: &dyn Sink,
    first: Option<&First<'_>>,
    progress: &dyn Progress,
) -> Result<Vec<Diagnostic>, WriteError> {
    let guides: Vec<GuideContext<'_>> = (0..site.site.guides.len()).map(|at| site.guide(at)).collect();
    let settings = &site.site.settings;
    let inspector = Inspector::new(sink, &settings.base_url);
    let press = Press::new(site, &guides, theme, &inspector);
    let jobs = press.jobs();
    progress.expect(jobs.len());
    let broken = Broken::default();
    let make = |jobs: &[Job]| {
        parallel::try_each(jobs, |job| {
            let made = press.make(job);
            progress.done();
            broken.keep(made)
        })
    };
    let made = match first {
        Some(first) => {
            let (before, rest): (Vec<Job>, Vec<Job>) = jobs.into_iter().partition(|job| first.is(job, site, &guides));
            make(&before).and_then(|()| {
                if broken.is_empty() {
                    (first.made)();
                }
                make(&rest)
            })
        }
        None => make(&jobs),
    };
    // What is said of every task is millions of small values; the caller need not wait for them.
    parallel::discard(press.of_guides.into_iter().map(Common::into_shared).collect::<Vec<_>>());
    made?;
    let broken = broken.into_faults();
    // Links to the pages that could not be made are no faults of their own.
    Ok(if broken.is_empty() { inspector.faults(&theme.where_to_look(settings.trusted_html)) } else { broken })
}

/// All that jobs need.
pub(super) struct Press<'a> {
    site: &'a SiteContext<'a>,
    guides: &'a [GuideContext<'a>],
    theme: &'a Theme,
    sink: &'a Inspector<'a>,
    of_site: Common<'a>,
    of_guides: Vec<Common<'a>>,
}

impl<'a> Press<'a> {
    pub(super) fn new(
        site: &'a SiteContext<'a>,
        guides: &'a [GuideContext<'a>],
        theme: &'a Theme,
        sink: &'a Inspector<'a>,
    ) -> Self {
        let of_site = Common::of_site(site, theme);
        let of_guides = guides.iter().map(|guide| of_site.of_guide(guide, theme)).collect();
        Press { site, guides, theme, sink, of_site, of_guides }
    }

    /// What costs most comes first, so that no processor is left with it at the end.
    pub(super) fn jobs(&self) -> Vec<Job> {
        let mut jobs = vec![Job::Search];
        for (at, context) in self.guides.iter().enumerate() {
            jobs.extend([Job::Print(at), Job::Json(at), Job::Csv(at), Job::Script(at), Job::Paper(at), Job::Plan(at)]);
            jobs.extend([Job::Intro(at), Job::Handovers(at), Job::Questions(at), Job::Terms(at)]);
            let guide = context.guide;
            let groups = [
                (GroupKind::Stage, guide.stages.len()),
                (GroupKind::Party, guide.parties.len()),
                (GroupKind::Track, guide.tracks.len()),
                (GroupKind::Scope, guide.scopes.len()),
            ];
            for (kind, count) in groups {
                let groups = (0..count).filter(|group| kind.has_page(guide, *group));
                jobs.extend(groups.map(|group| Job::Group(at, kind, group)));
            }
            let gates = (1..guide.stages.len()).filter(|stage| guide.stages[*stage].gate);
            jobs.extend(gates.map(|stage| Job::Gate(at, stage)));
            jobs.extend(view::cells(context).into_iter().map(|cell| Job::Cell(at, cell)));
        }
        jobs.extend([Job::Index, Job::Home, Job::NotFound, Job::Files]);
        jobs.extend(self.site.site.leads_to_statement.then_some(Job::Statement));
        jobs.extend(self.site.site.origins().into_iter().filter_map(|origin| match origin {
            Origin::Task(at) => Some(Job::Task(at.guide, at.task)),
            Origin::GuidePage(..) | Origin::Page(_) => Some(Job::Page(origin)),
            Origin::Guide(_) | Origin::Home => None,
        }));
        jobs.extend(self.moved());
        jobs
    }

    /// Former addresses.
    fn moved(&self) -> Vec<Job> {
        let mut jobs = Vec::new();
        for (at, context) in self.guides.iter().enumerate() {
            jobs.extend((0..context.guide.retired.len()).map(|retired| Job::Retired(at, retired)));
            for (number, task) in context.guide.tasks.iter().enumerate() {
                let link = &context.links[number];
                let to = Link { name: format!("{} {}", link.id, link.title), path: link.path.clone() };
                jobs.extend(task.aliases.iter().map(|alias| Job::Moved(Some(at), alias.address.clone(), to.clone())));
            }
            for page in &context.guide.pages {
                let to = Link { name: page.title.clone(), path: self.site.path(&page.address) };
                jobs.extend(page.aliases.iter().map(|alias| Job::Moved(Some(at), alias.address.clone(), to.clone())));
            }
        }
        for page in &self.site.site.pages {
            let to = Link { name: page.title.clone(), path: self.site.path(&page.address) };
            jobs.extend(page.aliases.iter().map(|alias| Job::Moved(None, alias.address.clone(), to.clone())));
        }
        jobs
    }

    fn around(&self, guide: Option<usize>) -> Surroundings<'_, 'a> {
        let common = guide.map_or(&self.of_site, |at| &self.of_guides[at]);
        Surroundings { theme: self.theme, common, sink: self.sink }
    }

    pub(super) fn make(&self, job: &Job) -> Result<(), RenderError> {
        let sink = self.sink;
        match job {
            Job::Files => {
                assets::theme(self.theme, sink)?;
                assets::words(self.site, sink)?;
                assets::statics(self.site.site, sink)?;
                let addresses = sitemap::listed(self.site, self.guides);
                match data::sitemap(self.site.site, &addresses) {
                    Some(map) => assets::put(sink, "sitemap.xml", &map),
                    None => Ok(()),
                }
            }
            Job::Home => {
                let (frame, home) = view::home(self.site, self.guides);
                self.assets("", self.site.site.home.as_ref().map_or(&[], |page| page.assets.as_slice()))?;
                self.plain(None, "pages/home.html", "home", "", &frame, &home)
            }
            Job::Index => view::index(self.site, self.guides, &mut self.paged(None, "pages/search.html", "index")),
            Job::Search => assets::search(&view::searchable(self.site, self.guides), sink),
            Job::NotFound => {
                let frame = view::not_found(self.site);
                self.plain(None, "pages/not_found.html", "not_found", "404.html", &frame, &())
            }
            Job::Statement => {
                let (frame, moved) = view::statement(self.site);
                self.plain(None, "pages/moved.html", "moved", STATEMENT, &frame, &moved)
            }
            Job::Page(origin) => self.page(*origin),
            Job::Moved(guide, address, to) => {
                let context = guide.map(|at| &self.guides[at]);
                let (frame, moved) = view::moved(self.site, context, address, to.clone());
                self.plain(*guide, "pages/moved.html", "moved", address, &frame, &moved)
            }
            Job::Intro(at)
            | Job::Group(at, ..)
            | Job::Cell(at, _)
            | Job::Plan(at)
            | Job::Handovers(at)
            | Job::Gate(at, _)
            | Job::Questions(at)
            | Job::Terms(at)
            | Job::Print(at)
            | Job::Json(at)
            | Job::Csv(at)
            | Job::Script(at)
            | Job::Paper(at)
            | Job::Task(at, _)
            | Job::Retired(at, _) => self.of_guide(*at, job),
        }
    }

    /// A job of one guide.
    fn of_guide(&self, at: usize, job: &Job) -> Result<(), RenderError> {
        let context = &self.guides[at];
        let folder = &context.guide.folder;
        let address = |name: &str| format!("{folder}/{name}");
        match job {
            Job::Intro(_) => self.intro(at),
            Job::Group(_, kind, group) => {
                view::group(context, *kind, *group, &mut self.paged(Some(at), "pages/group.html", "group"))
            }
            Job::Cell(_, cell) => view::cell(context, cell, &mut self.paged(Some(at), "pages/group.html", "group")),
            Job::Plan(_) => view::plan_view(context, &mut self.paged(Some(at), "pages/plan.html", "group")),
            Job::Print(_) => view::print(context, &mut self.paged(Some(at), "pages/print.html", "print")),
            Job::Handovers(_) => {
                view::handovers(context, &mut self.paged(Some(at), "pages/handovers.html", "handovers"))
            }
            Job::Gate(_, stage) => view::gate(context, *stage, &mut self.paged(Some(at), "pages/gate.html", "gate")),
            Job::Questions(_) => {
                view::questions(context, &mut self.paged(Some(at), "pages/questions.html", "questions"))
            }
            Job::Terms(_) => {
                let (frame, view) = view::terms(context);
                self.plain(Some(at), "pages/terms.html", "terms", &address("terms/"), &frame, &view)
            }
            Job::Json(_) => assets::put(self.sink, &address("guide.json"), &data::guide(context)),
            Job::Paper(_) => assets::put(self.sink, &paper::path(context.guide), &paper::style(context)),
            Job::Script(_) => assets::put(self.sink, &script_data::path(context.guide), &script_data::guide(context)),
            Job::Csv(_) => assets::put(self.sink, &address("tasks.csv"), &table::csv(context)),
            Job::Task(_, task) => self.task(at, *task),
            Job::Retired(_, retired) => {
                let retired = &context.guide.retired[*retired];
                let (frame, view) = view::retired(context, retired);
                let address = context.guide.task_address(&retired.id);
                self.plain(Some(at), "pages/moved.html", "moved", &address, &frame, &view)
            }
            _ => Ok(()),
        }
    }

    /// A page without a picture.
    fn plain<V: serde::Serialize + Hash>(
        &self,
        guide: Option<usize>,
        template: &'static str,
        name: &'static str,
        address: &str,
        frame: &Frame,
        view: &V,
    ) -> Result<(), RenderError> {
        let job = PageJob {
            template,
            name,
            address,
            frame,
            view,
            lists: false,
            items: &[],
            late: &[],
            pictures: &[],
            picture_file: None,
        };
        put(&self.around(guide), &job)
    }

    /// What takes the pages of a list.
    fn paged<'p, V: serde::Serialize + Hash + Lists>(
        &'p self,
        guide: Option<usize>,
        template: &'static str,
        name: &'static str,
    ) -> impl FnMut(view::Paged<'_, V>) -> Result<(), RenderError> + 'p {
        move |page| {
            let file = view::picture_file(&page.address);
            let items = page.view.items().map(|items| items as &dyn ItemList);
            let items: Vec<_> = items.chain(page.view.print_tasks().map(|tasks| tasks as &dyn ItemList)).collect();
            let late = page.view.handovers().map(|rows| rows as &dyn LatePart);
            let late = late.chain(page.view.path().map(|path| path as &dyn LatePart));
            let late = late.chain(page.view.waiting().map(|waiting| waiting as &dyn LatePart));
            let late = late.chain(page.view.mentions().map(|mentions| mentions as &dyn LatePart));
            let left_out = page.view.diagrams().map(|diagram| &diagram.left_out as &dyn LatePart);
            let late: Vec<_> = late.chain(left_out).collect();
            let named = page.pictures.first().and_then(|picture| picture.view.file.as_deref());
            let job = PageJob {
                template,
                name,
                address: &page.address,
                frame: &page.frame,
                view: &page.view,
                lists: true,
                items: &items,
                late: &late,
                pictures: &page.pictures,
                picture_file: (named == Some(encode_path(&file).as_str())).then_some(file),
            };
            put(&self.around(guide), &job)
        }
    }

    fn intro(&self, at: usize) -> Result<(), RenderError> {
        let context = &self.guides[at];
        let (frame, view, picture) = view::intro(context);
        let address = context.guide.address();
        self.assets(&address, &context.guide.assets)?;
        let left_out = view.diagram.iter().map(|diagram| &diagram.left_out as &dyn LatePart);
        let late: Vec<_> = left_out.collect();
        let job = PageJob {
            template: "pages/guide.html",
            name: "intro",
            address: &address,
            frame: &frame,
            view: &view,
            lists: true,
            items: &[],
            late: &late,
            pictures: std::slice::from_ref(&picture),
            picture_file: Some(format!("{address}overview.svg")),
        };
        put(&self.around(Some(at)), &job)
    }

    fn task(&self, at: usize, task: TaskIx) -> Result<(), RenderError> {
        let context = &self.guides[at];
        let item = &context.guide.tasks[task];
        let (frame, view, picture, path) = view::task(context, task);
        let address = context.guide.task_address(&item.id);
        self.assets(&address, &item.assets)?;
        let job = PageJob {
            template: "pages/task.html",
            name: "task",
            address: &address,
            frame: &frame,
            view: &view,
            lists: true,
            items: &[],
            late: &[
                &view.waits_for,
                &view.waited_for,
                &view.gate,
                &view.gate_behind,
                &view.backlinks,
                &view.diagram.left_out,
            ],
            pictures: std::slice::from_ref(&picture),
            picture_file: Some([&address, "diagram.svg"].concat()),
        };
        put(&self.around(Some(at)), &job)?;
        path.into_iter().try_for_each(self.paged(Some(at), "pages/path.html", "path"))?;
        view::relations(context, task, &mut self.paged(Some(at), "pages/relations.html", "relations"))
    }

    fn page(&self, origin: Origin) -> Result<(), RenderError> {
        let Some(page) = self.site.site.page(origin) else { return Ok(()) };
        let Some((frame, view, guide)) = view::page(self.site, self.guides, origin) else { return Ok(()) };
        self.assets(&page.address, &page.assets)?;
        self.plain(guide, "pages/page.html", "content", &page.address, &frame, &view)
    }

    /// The files that a page links to, beside it.
    fn assets(&self, address: &str, assets: &[Asset]) -> Result<(), RenderError> {
        assets.iter().try_for_each(|asset| assets::copy(self.sink, &format!("{address}{}", asset.name), &asset.source))
    }
}
