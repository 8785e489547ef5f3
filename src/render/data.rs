//! `guide.json` and `sitemap.xml`.

use serde_json::{Value, json};

use crate::model::{Certainty, FieldValue, Group, Site, Status, TaskIx};
use crate::text::{attribute, encode_path};
use crate::view::GuideContext;

/// The address of a page for other programs: absolute where the site has a base URL, else from the site's root.
pub(super) fn url(context: &GuideContext<'_>, address: &str) -> String {
    format!("{}/{}", context.site.site.settings.base_url, encode_path(address))
}

pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Active => "active",
        Status::Draft => "draft",
        Status::Retired => "retired",
    }
}

fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Certain => "certain",
        Certainty::Likely => "likely",
    }
}

/// A guide's tasks and relations, `"schema": 1`: tasks in the order of the plan (`order` counts from 1), retired
/// ones behind with `order` null.
pub(super) fn guide(context: &GuideContext<'_>) -> String {
    let guide = context.guide;
    let retired = (0..guide.tasks.len()).filter(|task| guide.tasks[*task].status == Status::Retired);
    let tasks: Vec<Value> = context.plan.order.iter().copied().chain(retired).map(|at| task(context, at)).collect();
    let document = json!({ "schema": 1, "guide": head(context), "tasks": tasks, "edges": edges(context) });
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

fn head(context: &GuideContext<'_>) -> Value {
    let guide = context.guide;
    let groups = |groups: &[Group]| -> Vec<Value> {
        let group = |group: &Group| json!({"key": group.key, "name": group.name, "description": group.description});
        groups.iter().map(group).collect()
    };
    let stages: Vec<Value> = guide
        .stages
        .iter()
        .map(|stage| {
            let group = &stage.group;
            json!({"key": group.key, "name": group.name, "gate": stage.gate, "description": group.description})
        })
        .collect();
    let integration = guide
        .integration
        .as_ref()
        .map(|found| json!({"id": found.id, "version": found.version, "catalogue_url": found.catalogue_url}));
    json!({
        "key": guide.folder,
        "code": guide.code,
        "title": guide.title,
        "description": guide.description,
        "version": guide.version,
        "language": guide.language,
        "updated": guide.updated,
        "url": url(context, &guide.address()),
        "integration": integration,
        "parties": groups(&guide.parties),
        "stages": stages,
        "scopes": groups(&guide.scopes),
        "tracks": groups(&guide.tracks),
        "open_questions": plain(&guide.questions),
        "retired": guide.retired.iter().map(|retired| json!({
            "id": retired.id,
            "note": retired.note,
            "see": retired.see.map(|see| guide.tasks[see].id.as_str()),
        })).collect::<Vec<_>>(),
    })
}

fn plain(texts: &[crate::model::Text]) -> Vec<&str> {
    texts.iter().map(|text| text.body.plain.trim()).collect()
}

fn task(context: &GuideContext<'_>, at: TaskIx) -> Value {
    let guide = context.guide;
    let task = &guide.tasks[at];
    let id = |at: &TaskIx| guide.tasks[*at].id.as_str();
    let ids = |list: &[TaskIx]| list.iter().map(id).map(str::to_owned).collect::<Vec<_>>();
    let key = |groups: &[Group], at: Option<usize>| at.and_then(|at| groups.get(at)).map(|group| group.key.clone());
    let requires: Vec<Value> = task
        .requires
        .iter()
        .map(|requirement| {
            let mut item = if requirement.any {
                json!({"any": ids(&requirement.tasks)})
            } else {
                json!({"task": requirement.tasks.first().map(id)})
            };
            item["certainty"] = certainty(requirement.certainty).into();
            if let Some(note) = &requirement.note {
                item["note"] = note.as_str().into();
            }
            item
        })
        .collect();
    let mut required_by: Vec<&str> = task.required_by.iter().map(|relation| id(&relation.task)).collect();
    required_by.dedup();
    let fields: serde_json::Map<String, Value> = task
        .fields
        .iter()
        .map(|(kind, value)| {
            let value = match value {
                FieldValue::Text(text) | FieldValue::Url(text) => text.as_str().into(),
                FieldValue::List(texts) => texts.clone().into(),
            };
            (guide.fields[*kind].key.clone(), value)
        })
        .collect();
    json!({
        "id": task.id,
        "title": task.title,
        "party": key(&guide.parties, Some(task.party)),
        "stage": guide.stages.get(task.stage).map(|stage| stage.group.key.as_str()),
        "scope": key(&guide.scopes, task.scope),
        "track": key(&guide.tracks, task.track),
        "url": url(context, &guide.task_address(&task.id)),
        "requires": requires,
        "required_by": required_by,
        "with": ids(&task.with),
        "alternatives": ids(&task.alternatives),
        "order": context.plan.place.get(at).copied().flatten().map(|place| place + 1),
        "status": status(task.status),
        "description": task.description,
        "delivers": task.delivers,
        "open_questions": plain(&task.questions),
        "aliases": task.aliases.iter().map(|alias| url(context, alias)).collect::<Vec<_>>(),
        "replaced_by": task.replaced_by.as_ref().map(id),
        "updated": task.updated,
        "fields": fields,
    })
}

/// Every relation once, in the order of the plan; symmetric ones from the earlier task.
fn edges(context: &GuideContext<'_>) -> Vec<Value> {
    let guide = context.guide;
    let edge = |from: TaskIx, to: TaskIx, kind: &str, sure: Certainty| {
        json!({
            "from": guide.tasks[from].id, "to": guide.tasks[to].id, "kind": kind, "certainty": certainty(sure),
        })
    };
    let mut edges = Vec::new();
    for to in &context.plan.order {
        let task = &guide.tasks[*to];
        for requirement in &task.requires {
            let kind = if requirement.any { "any" } else { "requires" };
            edges.extend(requirement.tasks.iter().map(|from| edge(*from, *to, kind, requirement.certainty)));
        }
        for (others, kind) in [(&task.with, "with"), (&task.alternatives, "alternative")] {
            let later = others.iter().filter(|other| context.plan.place[**other] > context.plan.place[*to]);
            edges.extend(later.map(|other| edge(*to, *other, kind, Certainty::Certain)));
        }
    }
    edges
}

/// The addresses that search engines should know (sitemaps.org, protocol 0.9); none without a base URL.
pub(super) fn sitemap(site: &Site, addresses: &[(String, Option<String>)]) -> Option<String> {
    let base = &site.settings.base_url;
    if base.is_empty() {
        return None;
    }
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (address, updated) in addresses {
        out.push_str(&format!("<url><loc>{}/{}</loc>", attribute(base), attribute(&encode_path(address))));
        if let Some(day) = updated {
            out.push_str(&format!("<lastmod>{day}</lastmod>"));
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    Some(out)
}
