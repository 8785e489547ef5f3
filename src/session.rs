//! The same project, read again and again while its author works: what one turn found out, the next takes over. Like
//! the pipeline, this knows no disk, clock or terminal.

use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::output::{Memory, Snapshot};
use crate::pipeline::{Analysis, Memo, Options, analyse_again, publish_with};
use crate::render::{First, Progress};
use crate::source::Project;

/// The results that each turn leaves to the next.
#[derive(Debug)]
pub struct Session {
    options: Options,
    memo: Memo,
    site: Arc<Snapshot>,
}

/// The result of one turn.
#[derive(Debug)]
pub struct Turn {
    /// Everything that was found.
    pub diagnostics: Diagnostics,
    /// The site; nothing where a fault forbids it, and the former one stands.
    pub site: Option<Arc<Snapshot>>,
    /// The analysed project.
    pub analysis: Analysis,
}

impl Session {
    /// Begins with nothing.
    pub fn new(options: Options) -> Self {
        Session { options, memo: Memo::default(), site: Arc::default() }
    }

    /// The last whole site; empty before there was one.
    pub fn site(&self) -> &Arc<Snapshot> {
        &self.site
    }

    /// Makes the site anew, as far as it changed. The result is that of a build from nothing, byte for byte.
    ///
    /// Where the content can be published, `early` is given the pages that `first` names (site paths such as
    /// `bread/B1/`) before the rest is made, over the former site.
    pub fn turn(
        &mut self,
        project: &Project,
        first: &[String],
        early: &dyn Fn(Snapshot),
        progress: &dyn Progress,
    ) -> Turn {
        let analysis = analyse_again(project, &self.options, &mut self.memo, progress);
        let mut diagnostics = analysis.diagnostics.clone();
        if diagnostics.fails(false) {
            return Turn { diagnostics, site: None, analysis };
        }
        let memory = Memory::after(Arc::clone(&self.site));
        let made = || early(self.site.with(memory.so_far()));
        let first = (!first.is_empty()).then_some(First { pages: first, made: &made });
        match publish_with(project, &analysis, &memory, first.as_ref(), progress) {
            Ok(found) => diagnostics.append(found),
            // Memory takes every file.
            Err(_) => return Turn { diagnostics, site: None, analysis },
        }
        if diagnostics.fails(false) {
            return Turn { diagnostics, site: None, analysis };
        }
        self.site = Arc::new(memory.finish());
        Turn { diagnostics, site: Some(Arc::clone(&self.site)), analysis }
    }
}
