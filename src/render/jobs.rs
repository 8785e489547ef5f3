//! Everything that is to be made, spread over the processors.

use super::inspect::Inspector;
use super::page::PageContext;
use super::stencil::Renderer;
use super::theme::{Broken, Theme};
use super::{First, Progress, RenderError, Sink, WriteError, assets};
use crate::context::{GroupKind, GuideContext, Link, SiteContext, feed_address, gate_address, group_address};
use crate::data;
use crate::diagnostic::Diagnostic;
use crate::model::{Asset, Origin, STATEMENT, Status, TaskIx};
use crate::parallel;
use crate::view::{self, GuideViews, PageView, Paged, StageCell};

/// One thing to be made.
#[derive(Clone, Debug)]
pub(super) enum Job {
    Home,
    Index,
    /// The data of the search.
    Search,
    NotFound,
    /// The page that leads to the accessibility statement.
    Statement,
    Files,
    /// The list of the site's versions.
    Versions,
    /// A page outside guides.
    Page(Origin),
    /// An address outside guides that leads on to another.
    Moved(String, Link),
    /// Something of the guide at this place.
    Guide(usize, GuideJob),
}

/// One thing to be made of a guide.
#[derive(Clone, Debug)]
pub(super) enum GuideJob {
    Intro,
    Group(GroupKind, usize),
    Cell(StageCell),
    Plan,
    /// The table of all tasks.
    Table,
    Handovers,
    /// The gate before a stage.
    Gate(usize),
    Questions,
    /// Who has to do with each task.
    Roles,
    /// Forms, documents and systems.
    Papers,
    /// The changes from version to version.
    Changes,
    /// The same as feeds: of the guide, or of a party.
    Feed(Option<usize>),
    Terms,
    Print,
    /// The guide as data, and the texts of its tasks as lines.
    Json,
    Csv,
    QuestionsCsv,
    /// The guide's data for scripts.
    Script,
    /// The style for the head of every sheet of paper.
    PrintCss,
    Task(TaskIx),
    Page(Origin),
    Retired(usize),
    /// An address that leads on to another.
    Moved(String, Link),
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
    let guides = guides_of(site);
    let settings = &site.site.settings;
    let inspector = Inspector::new(sink, settings, site.editions, theme);
    let renderer = SiteRenderer::new(site, &guides, theme, &inspector);
    let mut jobs = jobs(site, &guides);
    if site.editions.older().is_some() {
        jobs.retain(Job::is_of_older);
    }
    progress.expect(jobs.len());
    let broken = Broken::default();
    let make = |jobs: &[Job]| {
        parallel::try_each(jobs, |job| {
            let made = renderer.make(job);
            progress.done();
            broken.keep(made)
        })
    };
    let made = match first {
        Some(first) => {
            let (before, rest): (Vec<Job>, Vec<Job>) =
                jobs.into_iter().partition(|job| job.is_first(first, site, &guides));
            make(&before).and_then(|()| {
                if broken.is_empty() {
                    (first.made)();
                }
                make(&rest)
            })
        }
        None => make(&jobs),
    };
    made?;
    let broken = broken.into_faults();
    // Links to the pages that could not be made are no faults of their own.
    Ok(if broken.is_empty() { inspector.faults(&theme.where_to_look(settings.trusted_html)) } else { broken })
}

/// The guides of a site, ready for their pages.
pub(super) fn guides_of<'a>(site: &'a SiteContext<'a>) -> Vec<GuideViews<'a>> {
    (0..site.site.guides.len()).map(|at| GuideViews::new(site.guide(at))).collect()
}

/// All that jobs need.
pub(super) struct SiteRenderer<'a> {
    site: &'a SiteContext<'a>,
    guides: &'a [GuideViews<'a>],
    theme: &'a Theme,
    sink: &'a Inspector<'a>,
    of_site: Renderer<'a>,
    of_guides: Vec<Renderer<'a>>,
}

impl<'a> SiteRenderer<'a> {
    pub(super) fn new(
        site: &'a SiteContext<'a>,
        guides: &'a [GuideViews<'a>],
        theme: &'a Theme,
        sink: &'a Inspector<'a>,
    ) -> Self {
        let of_site = Renderer::new(site, None, theme, sink);
        let of_guides = guides.iter().map(|guide| Renderer::new(site, Some(guide), theme, sink)).collect();
        SiteRenderer { site, guides, theme, sink, of_site, of_guides }
    }

    pub(super) fn make(&self, job: &Job) -> Result<(), RenderError> {
        let (site, sink) = (self.site, self.sink);
        let context = PageContext { renderer: &self.of_site, sink };
        match job {
            Job::Files => {
                let is_older = site.editions.older().is_some();
                assets::theme(self.theme, is_older, sink)?;
                assets::statics(site.site, is_older, sink)?;
                if is_older {
                    return Ok(());
                }
                assets::words(site, sink)?;
                // Without a base URL, nobody can be told where the pages are.
                let base = &site.site.settings.base_url;
                if base.is_empty() {
                    return Ok(());
                }
                let pages = jobs(site, self.guides).into_iter().filter_map(|job| job.found(site, self.guides));
                assets::put(sink, "sitemap.xml", &data::sitemap(base, pages.collect()))
            }
            Job::Versions => {
                assets::versions(site, self.theme, sink)?;
                context.put(&view::versions_page(site))
            }
            Job::Home => {
                let assets = site.site.home.as_ref().map_or(&[][..], |page| &page.assets);
                self.with_assets(&context, assets, &view::home(site, self.guides))
            }
            Job::Index => view::index(site, self.guides, &mut |page| context.put(&page)),
            Job::Search => assets::search(&view::searchable(site, self.guides), sink),
            Job::NotFound => context.put(&view::not_found(site)),
            Job::Statement => context.put(&view::statement(site)),
            Job::Page(origin) => self.page(&context, *origin),
            Job::Moved(address, to) => context.put(&view::moved(site, None, address, to.clone())),
            Job::Guide(at, job) => self.make_of(*at, job),
        }
    }

    /// A job of one guide.
    fn make_of(&self, at: usize, job: &GuideJob) -> Result<(), RenderError> {
        let (guide, sink) = (&self.guides[at], self.sink);
        let context = PageContext { renderer: &self.of_guides[at], sink };
        let file = |path: &str, text: &str| assets::put(sink, path, text);
        let address = |name: &str| format!("{}/{name}", guide.guide.folder);
        match job {
            GuideJob::Intro => self.with_assets(&context, &guide.guide.assets, &view::intro(guide)),
            GuideJob::Group(kind, group) => view::group(guide, *kind, *group, &mut |page| context.put(&page)),
            GuideJob::Cell(cell) => view::cell(guide, cell, &mut |page| context.put(&page)),
            GuideJob::Plan => view::plan_view(guide, &mut |page| context.put(&page)),
            GuideJob::Table => view::table(guide, &mut |page| context.put(&page)),
            GuideJob::Print => view::print(guide, &mut |page| context.put(&page)),
            GuideJob::Handovers => view::handovers(guide, &mut |page| context.put(&page)),
            GuideJob::Gate(stage) => view::gate(guide, *stage, &mut |page| context.put(&page)),
            GuideJob::Questions => view::questions(guide, &mut |page| context.put(&page)),
            GuideJob::Roles => view::roles(guide, &mut |page| context.put(&page)),
            GuideJob::Papers => view::papers(guide, &mut |page| context.put(&page)),
            GuideJob::Changes => view::changes(guide, &mut |page| context.put(&page)),
            GuideJob::Feed(party) => match feed_address(guide, *party) {
                Some(path) => file(&path, &data::feed(guide, *party)),
                None => Ok(()),
            },
            GuideJob::QuestionsCsv => file(&address("questions/questions.csv"), &data::questions_csv(guide)),
            GuideJob::Terms => context.put(&view::terms(guide)),
            GuideJob::Json => data::guide_json(guide, &mut |name, text| file(&address(name), text)),
            GuideJob::Csv => file(&address("tasks.csv"), &data::tasks_csv(guide)),
            GuideJob::Script => file(&data::script_data_path(guide.guide), &data::script_data(guide)),
            GuideJob::PrintCss => file(&data::print_css_path(guide.guide), &data::print_css(guide)),
            GuideJob::Task(task) => {
                let (page, path) = view::task(guide, *task);
                self.with_assets(&context, &guide.guide.tasks[*task].assets, &page)?;
                path.iter().try_for_each(|path| context.put(path))?;
                view::relations(guide, *task, &mut |page| context.put(&page))
            }
            GuideJob::Page(origin) => self.page(&context, *origin),
            GuideJob::Retired(retired) => context.put(&view::retired(guide, &guide.guide.retired[*retired])),
            GuideJob::Moved(address, to) => context.put(&view::moved(self.site, Some(guide), address, to.clone())),
        }
    }

    /// A page that an author wrote.
    fn page(&self, context: &PageContext<'_>, origin: Origin) -> Result<(), RenderError> {
        match self.site.site.page(origin).zip(view::page(self.site, self.guides, origin)) {
            Some((page, view)) => self.with_assets(context, &page.assets, &view),
            None => Ok(()),
        }
    }

    /// A page, and the files that it links to, beside it.
    fn with_assets<V: PageView>(
        &self,
        context: &PageContext<'_>,
        assets: &[Asset],
        page: &Paged<'_, V>,
    ) -> Result<(), RenderError> {
        let copy = |asset: &Asset| assets::copy(self.sink, &format!("{}{}", page.address, asset.name), &asset.source);
        assets.iter().try_for_each(copy)?;
        context.put(page)
    }
}

/// All jobs, the most expensive first, so that no processor starts one at the end.
pub(super) fn jobs(site: &SiteContext<'_>, guides: &[GuideViews<'_>]) -> Vec<Job> {
    let mut jobs = vec![Job::Search];
    for (at, context) in guides.iter().enumerate() {
        jobs.extend(lists_of(context).into_iter().map(|job| Job::Guide(at, job)));
    }
    jobs.extend([Job::Index, Job::Home, Job::NotFound, Job::Files]);
    jobs.extend(site.editions.all().next().map(|_| Job::Versions));
    jobs.extend(site.site.leads_to_statement.then_some(Job::Statement));
    jobs.extend(site.site.origins().into_iter().filter_map(|origin| match origin {
        Origin::Task(at) => Some(Job::Guide(at.guide, GuideJob::Task(at.task))),
        Origin::GuidePage(guide, _) => Some(Job::Guide(guide, GuideJob::Page(origin))),
        Origin::Page(_) => Some(Job::Page(origin)),
        Origin::Guide(_) | Origin::Home => None,
    }));
    for (at, context) in guides.iter().enumerate() {
        jobs.extend(moved_of(context).into_iter().map(|job| Job::Guide(at, job)));
    }
    for page in &site.site.pages {
        let to = Link { name: page.title.clone(), path: site.path(&page.address) };
        jobs.extend(page.aliases.iter().map(|alias| Job::Moved(alias.address.clone(), to.clone())));
    }
    jobs
}

/// Former addresses of a guide.
fn moved_of(context: &GuideContext<'_>) -> Vec<GuideJob> {
    let guide = context.guide;
    let mut jobs: Vec<GuideJob> = (0..guide.retired.len()).map(GuideJob::Retired).collect();
    for (link, task) in context.links.iter().zip(&guide.tasks) {
        let to = Link { name: format!("{} {}", link.id, link.title), path: link.path.clone() };
        jobs.extend(task.aliases.iter().map(|alias| GuideJob::Moved(alias.address.clone(), to.clone())));
    }
    for page in &guide.pages {
        let to = Link { name: page.title.clone(), path: context.site.path(&page.address) };
        jobs.extend(page.aliases.iter().map(|alias| GuideJob::Moved(alias.address.clone(), to.clone())));
    }
    jobs
}

/// All of a guide but its tasks and the pages that authors wrote.
fn lists_of(context: &GuideContext<'_>) -> Vec<GuideJob> {
    let guide = context.guide;
    let mut jobs = vec![GuideJob::Print, GuideJob::Json, GuideJob::Csv, GuideJob::Script, GuideJob::PrintCss];
    jobs.extend([
        GuideJob::Plan,
        GuideJob::Table,
        GuideJob::Intro,
        GuideJob::Handovers,
        GuideJob::Questions,
        GuideJob::Terms,
    ]);
    jobs.extend(guide.has_roles().then_some(GuideJob::Roles));
    jobs.extend(guide.has_papers().then_some(GuideJob::Papers));
    jobs.extend(context.history.map(|_| GuideJob::Changes));
    jobs.extend(data::feeds(context).into_iter().map(GuideJob::Feed));
    jobs.extend(guide.all_questions().next().map(|_| GuideJob::QuestionsCsv));
    let groups = [
        (GroupKind::Stage, guide.stages.len()),
        (GroupKind::Party, guide.parties.len()),
        (GroupKind::Track, guide.tracks.len()),
        (GroupKind::Scope, guide.scopes.len()),
    ];
    for (kind, count) in groups {
        let groups = (0..count).filter(|group| kind.has_page(guide, *group));
        jobs.extend(groups.map(|group| GuideJob::Group(kind, group)));
    }
    let gates = (1..guide.stages.len()).filter(|stage| guide.stages[*stage].gate);
    jobs.extend(gates.map(GuideJob::Gate));
    jobs.extend(view::cells(context).into_iter().map(GuideJob::Cell));
    jobs
}

impl Job {
    /// Whether it makes something that an older version has too: pages to read, without search, feeds and data for scripts.
    pub(super) fn is_of_older(&self) -> bool {
        match self {
            Job::Index | Job::Search | Job::NotFound | Job::Statement | Job::Versions => false,
            Job::Guide(_, job) => !matches!(job, GuideJob::Script | GuideJob::Feed(_)),
            Job::Home | Job::Files | Job::Page(_) | Job::Moved(..) => true,
        }
    }

    /// Whether it makes one of these pages, or what their scripts know of the guide.
    fn is_first(&self, first: &First<'_>, site: &SiteContext<'_>, guides: &[GuideViews<'_>]) -> bool {
        match self {
            Job::Home | Job::Page(_) | Job::Guide(_, GuideJob::Intro | GuideJob::Task(_) | GuideJob::Page(_)) => {
                let address = self.address(site, guides);
                first.pages.iter().any(|page| Some(page) == address.as_ref())
            }
            Job::Guide(at, GuideJob::Script) => {
                first.pages.iter().any(|page| page.starts_with(&guides[*at].guide.address()))
            }
            _ => false,
        }
    }

    /// Site path of the page that it makes, of a list the first one.
    pub(super) fn address(&self, site: &SiteContext<'_>, guides: &[GuideViews<'_>]) -> Option<String> {
        match self {
            Job::Home => Some(String::new()),
            Job::Index => Some("search/".to_owned()),
            Job::NotFound => Some("404.html".to_owned()),
            Job::Statement => Some(STATEMENT.to_owned()),
            Job::Page(origin) => site.site.page(*origin).map(|page| page.address.clone()),
            Job::Moved(address, _) => Some(address.clone()),
            Job::Guide(at, job) => job.address(site, &guides[*at]),
            Job::Versions => Some("versions/".to_owned()),
            Job::Search | Job::Files => None,
        }
    }
}

impl Job {
    /// Site path and day of the page that it makes, if search engines should know it.
    fn found(&self, site: &SiteContext<'_>, guides: &[GuideViews<'_>]) -> Option<(String, Option<String>)> {
        let updated = match self {
            Job::NotFound | Job::Statement | Job::Versions | Job::Moved(..) | Job::Search | Job::Files => return None,
            Job::Home | Job::Index => None,
            Job::Page(origin) => site.site.page(*origin)?.updated.clone(),
            Job::Guide(at, job) => {
                let guide = guides[*at].guide;
                match job {
                    GuideJob::Print | GuideJob::Retired(_) | GuideJob::Moved(..) => return None,
                    GuideJob::Task(task) if guide.tasks[*task].status == Status::Retired => return None,
                    GuideJob::Task(task) => guide.tasks[*task].updated.clone(),
                    GuideJob::Page(origin) => site.site.page(*origin)?.updated.clone(),
                    GuideJob::Intro => guide.updated.clone(),
                    _ => None,
                }
            }
        };
        Some((self.address(site, guides)?, updated))
    }
}

impl GuideJob {
    fn address(&self, site: &SiteContext<'_>, context: &GuideContext<'_>) -> Option<String> {
        let guide = context.guide;
        let below = |name: &str| Some(format!("{}{name}", guide.address()));
        match self {
            GuideJob::Intro => below(""),
            GuideJob::Plan => below("plan/"),
            GuideJob::Table => below("tasks/"),
            GuideJob::Handovers => below("handovers/"),
            GuideJob::Questions => below("questions/"),
            GuideJob::Roles => below("plan/roles/"),
            GuideJob::Papers => below("plan/documents/"),
            GuideJob::Changes => below("changes/"),
            GuideJob::Terms => below("terms/"),
            GuideJob::Print => below("print/"),
            GuideJob::Group(kind, group) => Some(group_address(context, *kind, *group)),
            GuideJob::Cell(cell) => Some(cell.address(context)),
            GuideJob::Gate(stage) => Some(gate_address(context, *stage)),
            GuideJob::Task(task) => Some(guide.task_address(&guide.tasks[*task].id)),
            GuideJob::Retired(retired) => Some(guide.task_address(&guide.retired[*retired].id)),
            GuideJob::Page(origin) => site.site.page(*origin).map(|page| page.address.clone()),
            GuideJob::Moved(address, _) => Some(address.clone()),
            GuideJob::Json
            | GuideJob::Csv
            | GuideJob::QuestionsCsv
            | GuideJob::Script
            | GuideJob::PrintCss
            | GuideJob::Feed(_) => None,
        }
    }
}
