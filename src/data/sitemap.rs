//! `sitemap.xml`: the addresses that search engines should know.

use crate::context::{SiteContext, gate_address};
use crate::text::{attribute, encode_path};
use crate::view::{self, GuideViews};

/// The addresses that search engines should know (sitemaps.org, protocol 0.9); none without a base URL.
pub(crate) fn sitemap(site: &SiteContext<'_>, guides: &[GuideViews<'_>]) -> Option<String> {
    let base = &site.site.settings.base_url;
    if base.is_empty() {
        return None;
    }
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (address, updated) in listed(site, guides) {
        out.push_str(&format!("<url><loc>{}/{}</loc>", attribute(base), attribute(&encode_path(&address))));
        if let Some(day) = updated {
            out.push_str(&format!("<lastmod>{day}</lastmod>"));
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    Some(out)
}

/// Its pages with their day, those of tasks in force among them.
fn listed(site: &SiteContext<'_>, guides: &[GuideViews<'_>]) -> Vec<(String, Option<String>)> {
    let mut addresses = vec![(String::new(), None), ("search/".to_owned(), None)];
    for context in guides {
        let guide = context.guide;
        addresses.push((guide.address(), guide.updated.clone()));
        let lists = ["plan/", "tasks/", "handovers/", "questions/", "terms/"];
        addresses.extend(lists.map(|name| (format!("{}/{name}", guide.folder), None)));
        addresses.extend(context.history.map(|_| (format!("{}/changes/", guide.folder), None)));
        let stages = guide.stages.iter().map(|stage| ("stages", &stage.group));
        let parties = guide.parties.iter().map(|group| ("parties", group));
        let tracks = guide.tracks.iter().map(|group| ("tracks", group));
        let scopes = guide.scopes.iter().map(|group| ("scopes", group));
        let groups = stages.chain(parties.chain(tracks).chain(scopes).filter(|(_, group)| group.in_use()));
        addresses.extend(groups.map(|(kind, group)| (format!("{}/{kind}/{}/", guide.folder, group.key), None)));
        let gates = (1..guide.stages.len()).filter(|stage| guide.stages[*stage].gate);
        addresses.extend(gates.map(|stage| (gate_address(context, stage), None)));
        addresses.extend(view::cells(context).iter().map(|cell| (cell.address(context), None)));
        let tasks = context.plan.order.iter().map(|task| &guide.tasks[*task]);
        addresses.extend(tasks.map(|task| (guide.task_address(&task.id), task.updated.clone())));
        addresses.extend(guide.pages.iter().map(|page| (page.address.clone(), page.updated.clone())));
    }
    let pages = &site.site.pages;
    addresses.extend(pages.iter().map(|page| (page.address.clone(), page.updated.clone())));
    addresses
}
