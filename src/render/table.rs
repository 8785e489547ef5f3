//! `tasks.csv`: a row a task, for spreadsheets.

use crate::model::{Certainty, FieldValue, Guide, Status, TaskIx};
use crate::view::GuideContext;

/// The tasks of a guide as CSV (RFC 4180) with a byte order mark, so that spreadsheets read it as UTF-8. Where the
/// guide's language writes decimals with a comma, spreadsheets part columns by semicolon, and so does the file.
/// Cells that a spreadsheet would take for a formula begin with an apostrophe (OWASP, "CSV Injection").
pub(super) fn csv(context: &GuideContext<'_>) -> String {
    let guide = context.guide;
    let retired = (0..guide.tasks.len()).filter(|task| guide.tasks[*task].status == Status::Retired);
    let tasks: Vec<TaskIx> = context.plan.order.iter().copied().chain(retired).collect();
    rows(context, &tasks, None)
}

/// The same for some of the tasks. With `state`, it is a column behind the known ones.
pub(super) fn rows(
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
    row(&mut out, separator, head.into_iter().map(str::to_owned));
    for task in tasks {
        row(&mut out, separator, cells(context, *task, state.map(|state| state(*task))));
    }
    out
}

fn cells(context: &GuideContext<'_>, at: TaskIx, state: Option<&str>) -> impl Iterator<Item = String> {
    let guide = context.guide;
    let task = &guide.tasks[at];
    let id = |at: &TaskIx| guide.tasks[*at].id.clone();
    let ids = |list: &[TaskIx]| list.iter().map(id).collect::<Vec<_>>().join(", ");
    let key = |groups: &[crate::model::Group], at: Option<usize>| {
        at.and_then(|at| groups.get(at)).map(|group| group.key.clone()).unwrap_or_default()
    };
    let questions: Vec<&str> = task.questions.iter().map(|text| text.body.plain.trim()).collect();
    let mut cells = vec![
        task.id.clone(),
        task.title.clone(),
        key(&guide.parties, Some(task.party)),
        guide.stages.get(task.stage).map(|stage| stage.group.key.clone()).unwrap_or_default(),
        key(&guide.scopes, task.scope),
        key(&guide.tracks, task.track),
        requires(guide, at),
        ids(&task.with),
        ids(&task.alternatives),
        task.delivers.clone().unwrap_or_default(),
        task.description.clone().unwrap_or_default(),
        questions.join("\n"),
        task.source.as_ref().map(|text| text.body.plain.trim().to_owned()).unwrap_or_default(),
        super::data::status(task.status).to_owned(),
        task.replaced_by.as_ref().map(id).unwrap_or_default(),
        task.updated.clone().unwrap_or_default(),
        super::data::url(context, &guide.task_address(&task.id)),
    ];
    cells.extend(state.map(str::to_owned));
    cells.extend((0..guide.fields.len()).map(|kind| {
        match task.fields.iter().find(|(field, _)| *field == kind).map(|(_, value)| value) {
            Some(FieldValue::Text(text) | FieldValue::Url(text)) => text.clone(),
            Some(FieldValue::List(texts)) => texts.join(", "),
            None => String::new(),
        }
    }));
    cells.into_iter()
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

fn row(out: &mut String, separator: char, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(separator);
        }
        let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let cell = if formula { format!("'{cell}") } else { cell };
        if cell.contains([separator, '"', '\n', '\r', ',', ';']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}
