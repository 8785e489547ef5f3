//! Pages that are made before the others, since somebody waits for them.

use super::jobs::{GuideJob, Job};
use crate::context::SiteContext;
use crate::view::GuideViews;

/// Pages that somebody waits for.
pub struct First<'a> {
    /// Their site paths: `bread/B1/`, empty for the front page. Those of lists are left to the rest.
    pub pages: &'a [String],
    /// Is called when they are made.
    pub made: &'a dyn Fn(),
}

impl First<'_> {
    /// Whether a job makes one of them, or what its scripts know of the guide.
    pub(super) fn is(&self, job: &Job, site: &SiteContext<'_>, guides: &[GuideViews<'_>]) -> bool {
        match job {
            Job::Home | Job::Page(_) | Job::Guide(_, GuideJob::Intro | GuideJob::Task(_) | GuideJob::Page(_)) => {
                let address = job.address(site, guides);
                self.pages.iter().any(|page| Some(page) == address.as_ref())
            }
            Job::Guide(at, GuideJob::Script) => {
                self.pages.iter().any(|page| page.starts_with(&guides[*at].guide.address()))
            }
            _ => false,
        }
    }
}
