//! The pages of a version of the site, as the other versions see them.

use super::jobs::{GuideJob, Job, guides_of, jobs};
use crate::context::{Edition, SiteContext};
use crate::model::Guide;

/// A version of the site with all its pages; without a name, the current one.
pub(crate) fn edition(site: &SiteContext<'_>, name: Option<&str>) -> Edition {
    let guides = guides_of(site);
    let page = |job: Job| {
        let id = match &job {
            Job::Moved(..) | Job::Guide(_, GuideJob::Moved(..)) => return None,
            Job::Guide(at, GuideJob::Task(task)) => Some(guides[*at].guide.tasks[*task].id.clone()),
            Job::Guide(at, GuideJob::Retired(retired)) => Some(guides[*at].guide.retired[*retired].id.clone()),
            _ => None,
        };
        Some((job.address(site, &guides)?, id))
    };
    let all = jobs(site, &guides).into_iter().filter(|job| name.is_none() || job.is_of_older());
    let pages: Vec<(String, Option<String>)> = all.filter_map(page).collect();
    let mut moved = Vec::new();
    for guide in &site.site.guides {
        let tasks = guide.tasks.iter().map(|task| (&task.aliases, guide.task_address(&task.id)));
        let pages = guide.pages.iter().map(|page| (&page.aliases, page.address.clone()));
        for (aliases, to) in tasks.chain(pages) {
            moved.extend(aliases.iter().map(|alias| (alias.address.clone(), to.clone())));
        }
    }
    for page in &site.site.pages {
        moved.extend(page.aliases.iter().map(|alias| (alias.address.clone(), page.address.clone())));
    }
    let version = |guide: &Guide| Some((guide.folder.clone(), guide.version.clone()?));
    Edition::new(name, pages, moved, site.site.guides.iter().filter_map(version))
}
