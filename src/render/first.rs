//! Pages that are made before the others, since somebody waits for them.

use super::jobs::Job;
use crate::view::{GuideContext, SiteContext};

/// Pages that somebody waits for.
pub struct First<'a> {
    /// Their site paths: `bread/B1/`, empty for the front page. Those of lists are left to the rest.
    pub pages: &'a [String],
    /// Is called when they are made.
    pub made: &'a dyn Fn(),
}

impl First<'_> {
    /// Whether a job makes one of them, or what its scripts know of the guide.
    pub(super) fn is(&self, job: &Job, site: &SiteContext<'_>, guides: &[GuideContext<'_>]) -> bool {
        let guide = |at: usize| guides[at].guide;
        let wanted = |address: &str| self.pages.iter().any(|page| page == address);
        match job {
            Job::Home => wanted(""),
            Job::Intro(at) => wanted(&guide(*at).address()),
            Job::Task(at, task) => wanted(&guide(*at).task_address(&guide(*at).tasks[*task].id)),
            Job::Page(origin) => site.site.page(*origin).is_some_and(|page| wanted(&page.address)),
            Job::Script(at) => self.pages.iter().any(|page| page.starts_with(&guide(*at).address())),
            _ => false,
        }
    }
}
