//! The references of every text, and the mentions of every task.

use std::collections::HashSet;

use super::build::Build;
use super::known_paths::KnownPaths;
use super::links::{Here, Linker};
use super::lookup::Lookup;
use crate::diagnostic::Diagnostics;
use crate::model::{Backlink, Origin, Target, TaskRef};
use crate::parallel;
use crate::source::Project;
use crate::text::fingerprint;

impl Build<'_> {
    /// Resolves the references of every text, and turns them round into backlinks.
    pub(super) fn link(&mut self, project: &Project) {
        let files: HashSet<&str> = project.assets.iter().filter_map(|path| path.strip_prefix("content/")).collect();
        let lookups: Vec<Lookup<'_>> =
            self.ids.iter().zip(&self.names).map(|(ids, names)| Lookup::new(ids, names)).collect();
        let linker = Linker {
            site: &self.site,
            lookups: &lookups,
            paths: KnownPaths::new(&self.entities, &files, &self.addresses),
        };
        let origins = self.site.origins();
        let link = |origin: &Origin, suggestions: usize| {
            let path = self.paths.get(origin).map_or("", String::as_str);
            let mut here = Here {
                origin: *origin,
                guide: origin.guide(),
                folder: path.rsplit_once('/').map_or("", |(folder, _)| folder),
                task: origin.task(),
                assets: Vec::new(),
                faults: Diagnostics::default(),
                suggestions,
            };
            let targets: Vec<_> = self.site.texts(*origin).iter().map(|text| linker.targets(text, &mut here)).collect();
            (targets, here.assets, here.faults)
        };
        let linked = parallel::map(&origins, |origin| {
            let (targets, assets, faults) = link(origin, 0);
            (targets, assets, !faults.is_empty())
        });
        // Pages with faults once more: what a suggestion may cost depends on how many they are.
        let faulty = origins.iter().zip(&linked).filter(|(_, (_, _, faulty))| *faulty).map(|(origin, _)| *origin);
        let faulty: Vec<(usize, Origin)> = faulty.enumerate().collect();
        let (pages, each) = linker.paths.shares(faulty.len());
        let suggest = |(at, origin): &(usize, Origin), faults: &mut Diagnostics| {
            faults.append(link(origin, if *at < pages { each } else { 0 }).2);
        };
        let (_, faults) = parallel::map_gathering(&faulty, suggest, Diagnostics::append);
        self.faults.append(faults);
        for (origin, (targets, assets, _)) in origins.iter().zip(linked) {
            self.site.set_links(*origin, targets, assets);
        }
        self.backlinks(&origins);
    }

    pub(super) fn backlinks(&mut self, origins: &[Origin]) {
        let found = parallel::map(origins, |origin| {
            let mut found: Vec<(TaskRef, Backlink)> = Vec::new();
            for text in self.site.texts(*origin) {
                for (reference, target) in text.body.references.iter().zip(&text.targets) {
                    let Target::Task(at, _) = target else { continue };
                    if origin.task() != Some(*at) {
                        let sentence = text.body.sentence(reference).to_owned();
                        found.push((*at, Backlink { from: *origin, sentence }));
                    }
                }
            }
            found
        });
        let mut seen = HashSet::new();
        for (at, backlink) in found.into_iter().flatten() {
            if seen.insert((at, backlink.from, fingerprint(&backlink.sentence))) {
                self.site.guides[at.guide].tasks[at.task].backlinks.push(backlink);
            }
        }
    }
}
