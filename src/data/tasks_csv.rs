//! `tasks.csv`: a row a task, for spreadsheets.

use std::borrow::Cow;

use crate::context::GuideContext;
use crate::model::{Certainty, FieldValue, Guide, Status, TaskIx};
use crate::text::guarded;

/// The tasks of a guide as CSV (RFC 4180) with a byte order mark, so that spreadsheets read it as UTF-8. Where the
/// guide's language writes decimals with a comma, spreadsheets part columns by semicolon, and so does the file.
/// Cells that a spreadsheet would take for a formula get an apostrophe, which `import` takes away ([`guarded`]).
pub(crate) fn csv(context: &GuideContext<'_>) -> String {
    let guide = context.guide;
    let retired = (0..guide.tasks.len()).filter(|task| guide.tasks[*task].status == Status::Retired);
    let tasks: Vec<TaskIx> = context.plan.order.iter().copied().chain(retired).collect();
    rows(context, &tasks, None)
}

/// The same for some of the tasks. With `state`, it is a column behind the known ones.
pub(crate) fn rows(
    context: &GuideContext<'_>,
    tasks: &[TaskIx],
    state: Option<&dyn Fn(TaskIx) -> &'static str>,
) -> String {
    let guide = context.guide;
    let separator = if guide.language.starts_with("en") { ',' } else { ';' };
    let mut out = String::from("\u{FEFF}");
    let mut head: Vec<&str> = vec![
        "id",
        "title",
        "party",
        "stage",
        "scope",
        "track",
        "requires",
        "with",
        "alternatives",
        "delivers",
        "description",
        "open_questions",
        "source",
        "status",
        "replaced_by",
        "updated",
        "url",
    ];
    head.extend(state.map(|_| "state"));
    head.extend(guide.fields.iter().map(|field| field.key.as_str()));
    row(&mut out, separator, head.into_iter().map(Cow::Borrowed));
    for task in tasks {
        row(&mut out, separator, cells(context, *task, state.map(|state| state(*task))));
    }
    out
}

fn cells<'a>(context: &GuideContext<'a>, at: TaskIx, state: Option<&'a str>) -> impl Iterator<Item = Cow<'a, str>> {
    let guide = context.guide;
    let task = &guide.tasks[at];
    let id = |at: &TaskIx| guide.tasks[*at].id.as_str();
    let ids = |list: &[TaskIx]| joined(list.iter().map(id));
    let key = |groups: &'a [crate::model::Group], at: Option<usize>| {
        Cow::from(at.and_then(|at| groups.get(at)).map_or("", |group| group.key.as_str()))
    };
    let text = |text: &'a Option<String>| Cow::from(text.as_deref().unwrap_or_default());
    let questions: Vec<&str> = task.questions.iter().map(|text| text.body.plain.trim()).collect();
    let mut cells = vec![
        Cow::from(&task.id),
        Cow::from(&task.title),
        key(&guide.parties, Some(task.party)),
        Cow::from(guide.stages.get(task.stage).map_or("", |stage| stage.group.key.as_str())),
        key(&guide.scopes, task.scope),
        key(&guide.tracks, task.track),
        requires(guide, at).into(),
        ids(&task.with),
        ids(&task.alternatives),
        text(&task.delivers),
        text(&task.description),
        questions.join("\n").into(),
        Cow::from(task.source.as_ref().map_or("", |text| text.body.plain.trim())),
        Cow::from(super::guide_json::status(task.status)),
        Cow::from(task.replaced_by.as_ref().map_or("", id)),
        text(&task.updated),
        super::guide_json::url(context, &guide.task_address(&task.id)).into(),
    ];
    cells.extend(state.map(Cow::from));
    cells.extend((0..guide.fields.len()).map(|kind| {
        match task.fields.iter().find(|(field, _)| *field == kind).map(|(_, value)| value) {
            Some(FieldValue::Text(text) | FieldValue::Url(text)) => Cow::from(text),
            Some(FieldValue::List(texts)) => texts.join(", ").into(),
            None => Cow::default(),
        }
    }));
    cells.into_iter()
}

/// Most tasks name one other or none.
fn joined<'a>(mut ids: impl ExactSizeIterator<Item = &'a str>) -> Cow<'a, str> {
    if ids.len() < 2 { ids.next().unwrap_or_default().into() } else { ids.collect::<Vec<_>>().join(", ").into() }
}

/// `FF102, TF1?, A / B`: a question mark for likely, a stroke between alternatives.
fn requires(guide: &Guide, at: TaskIx) -> String {
    let list = guide.tasks[at].requires.iter().map(|requirement| {
        let ids: Vec<&str> = requirement.tasks.iter().map(|task| guide.tasks[*task].id.as_str()).collect();
        let mark = if requirement.certainty == Certainty::Likely { "?" } else { "" };
        format!("{}{mark}", ids.join(" / "))
    });
    list.collect::<Vec<_>>().join(", ")
}

fn row<'a>(out: &mut String, separator: char, cells: impl Iterator<Item = Cow<'a, str>>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(separator);
        }
        let cell = guarded(cell);
        if cell.bytes().any(|byte| matches!(byte, b'"' | b'\n' | b'\r' | b',' | b';')) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}
