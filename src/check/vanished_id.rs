//! `vanished-id`: an address that was published is for ever. What is compared with is handed in by the caller.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Diagnostics, VANISHED_ID};
use crate::model::{Guide, Site};
use crate::source::{Published, Sources};

pub(super) fn check(sources: &Sources, site: &Site, published: &[Published], faults: &mut Diagnostics) {
    // What several have is told of the first.
    let mut told = HashSet::new();
    for former in published {
        match site.guides.iter().find(|guide| guide.folder == former.guide) {
            Some(guide) => faults.append(vanished(site, guide, former, &mut told)),
            None if told.insert((former.guide.as_str(), "")) => faults.extend(vanished_guide(sources, former)),
            None => {}
        }
    }
}

fn vanished<'p>(
    site: &Site,
    guide: &Guide,
    former: &'p Published,
    told: &mut HashSet<(&'p str, &'p str)>,
) -> Diagnostics {
    let answered = addresses(site, guide);
    let gone = |address: &str| !answered.contains(address.to_lowercase().trim_end_matches('/'));
    let mut found = Diagnostics::default();
    for (id, title) in former.ids.iter().filter(|(id, _)| gone(&guide.task_address(id))) {
        if !told.insert((&former.guide, id)) {
            continue;
        }
        let heir = guide.live().map(|task| &guide.tasks[task]).find(|task| !title.is_empty() && task.title == *title);
        let help = match heir {
            Some(heir) => format!("`{}` has its title; if it is the same task, add `aliases: [{id}]` there", heir.id),
            None => format!(
                "add `{id}` to `aliases` of the task that took its place, or to the guide's `retired`: `- {{id: {id}}}`"
            ),
        };
        let message = format!("`{id}` was published and is no longer in the guide");
        let label = format!("it stands in {}", former.place);
        found.push(Diagnostic::new(VANISHED_ID, guide.span, message).label(label).help(help));
    }
    for alias in former.aliases.iter().filter(|alias| gone(alias)) {
        if !told.insert((&former.guide, alias)) {
            continue;
        }
        let message = format!("the address `/{alias}` was published and is no longer answered");
        let label = format!("it stands in {}", former.place);
        let help = "add it again to the `aliases` of the task that it led to";
        found.push(Diagnostic::new(VANISHED_ID, guide.span, message).label(label).help(help));
    }
    found
}

/// All of a guide. One that is still there and could not be read is not gone.
fn vanished_guide(sources: &Sources, former: &Published) -> Option<Diagnostic> {
    let path = format!("content/{}/_index.md", former.guide);
    if sources.find(&path).is_some() {
        return None;
    }
    let ids = former.ids.len();
    let ids = format!("{ids} {}", if ids == 1 { "id" } else { "ids" });
    let message = format!("the guide `{}` was published and is gone, with {ids}", former.guide);
    let help = format!("bring it back, and list its ids under `retired`; it stands in {}", former.place);
    Some(Diagnostic::of_file(VANISHED_ID, message).help(help).in_file(&path))
}

/// Every address below the guide's that an author's page, alias or gravestone answers, in lower case and without the
/// final stroke. What is a draft now, or could not be read, is not gone.
fn addresses(site: &Site, guide: &Guide) -> HashSet<String> {
    let ids = guide.tasks.iter().map(|task| &task.id).chain(guide.retired.iter().map(|retired| &retired.id));
    let ids = ids.chain(&guide.absent).map(|id| guide.task_address(id));
    let pages = guide.pages.iter().chain(&site.pages);
    let pages = pages.flat_map(|page| {
        std::iter::once(page.address.clone()).chain(page.aliases.iter().map(|alias| alias.address.clone()))
    });
    let aliases = site.guides.iter().flat_map(|guide| &guide.tasks).flat_map(|task| &task.aliases);
    let all = ids.chain(pages).chain(aliases.map(|alias| alias.address.clone()));
    all.map(|address| address.to_lowercase().trim_end_matches('/').to_owned()).collect()
}
