//! Which pages the sitemap names.

use crate::view::{self, GuideContext, SiteContext};

/// Pages for the sitemap with their day, those of tasks in force among them.
pub(super) fn listed(site: &SiteContext<'_>, guides: &[GuideContext<'_>]) -> Vec<(String, Option<String>)> {
    let mut addresses = vec![(String::new(), None), ("search/".to_owned(), None)];
    for context in guides {
        let guide = context.guide;
        addresses.push((guide.address(), guide.updated.clone()));
        let lists = ["plan/", "handovers/", "questions/", "terms/"];
        addresses.extend(lists.map(|name| (format!("{}/{name}", guide.folder), None)));
        let stages = guide.stages.iter().map(|stage| ("stages", &stage.group));
        let parties = guide.parties.iter().map(|group| ("parties", group));
        let tracks = guide.tracks.iter().map(|group| ("tracks", group));
        let scopes = guide.scopes.iter().map(|group| ("scopes", group));
        let groups = stages.chain(parties.chain(tracks).chain(scopes).filter(|(_, group)| group.in_use()));
        addresses.extend(groups.map(|(kind, group)| (format!("{}/{kind}/{}/", guide.folder, group.key), None)));
        let gates = (1..guide.stages.len()).filter(|stage| guide.stages[*stage].gate);
        addresses.extend(gates.map(|stage| (view::gate_address(context, stage), None)));
        addresses.extend(view::cells(context).iter().map(|cell| (cell.address(context), None)));
        let tasks = context.plan.order.iter().map(|task| &guide.tasks[*task]);
        addresses.extend(tasks.map(|task| (guide.task_address(&task.id), task.updated.clone())));
        addresses.extend(guide.pages.iter().map(|page| (page.address.clone(), page.updated.clone())));
    }
    let pages = &site.site.pages;
    addresses.extend(pages.iter().map(|page| (page.address.clone(), page.updated.clone())));
    addresses
}
