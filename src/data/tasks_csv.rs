//! `tasks.csv`: a row a task, for spreadsheets.

use std::borrow::Cow;

use crate::context::GuideContext;
use crate::model::{Basis, FieldValue, Guide, Predicate, Status, TaskIx};
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
    let (separator, mut out) = begun(guide);
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
    let further: Vec<Further> = FURTHER.into_iter().filter(|column| column.is_used(guide)).collect();
    head.extend(further.iter().map(|column| column.name()));
    head.extend(state.map(|_| "state"));
    head.extend(guide.fields.iter().map(|field| field.key.as_str()));
    row(&mut out, separator, head.into_iter().map(Cow::Borrowed));
    for task in tasks {
        row(&mut out, separator, cells(context, *task, &further, state.map(|state| state(*task))));
    }
    out
}

/// The sign between columns, and the byte order mark that a file begins with.
pub(super) fn begun(guide: &Guide) -> (char, String) {
    (if guide.language.starts_with("en") { ',' } else { ';' }, String::from("\u{FEFF}"))
}

/// A column that stands only where a task says something for it.
#[derive(Clone, Copy)]
enum Further {
    Role(Predicate),
    Related,
    Documents,
    /// The facts that are only likely.
    Likely,
}

const FURTHER: [Further; 7] = [
    Further::Role(Predicate::Performs),
    Further::Role(Predicate::Responsible),
    Further::Role(Predicate::Approves),
    Further::Role(Predicate::Consulted),
    Further::Related,
    Further::Documents,
    Further::Likely,
];

impl Further {
    fn name(self) -> &'static str {
        match self {
            Further::Role(role) => role.key(),
            Further::Related => "related",
            Further::Documents => "documents",
            Further::Likely => "likely",
        }
    }

    fn is_used(self, guide: &Guide) -> bool {
        (0..guide.tasks.len()).any(|at| !self.cell(guide, at).is_empty())
    }

    fn cell(self, guide: &Guide, at: TaskIx) -> String {
        let task = &guide.tasks[at];
        let listed = |parties: &[usize], role: Predicate| {
            let key = |party: &usize| marked(&guide.parties[*party].key, task.basis(role, *party));
            parties.iter().map(key).collect::<Vec<_>>().join(", ")
        };
        match self {
            Further::Role(role) => task.roles.as_ref().map_or_else(String::new, |roles| match role {
                Predicate::Performs => listed(&roles.performs, role),
                Predicate::Responsible => listed(roles.responsible.as_slice(), role),
                Predicate::Approves => listed(&roles.approves, role),
                _ => listed(&roles.consulted, role),
            }),
            Further::Related => partners(guide, at, Predicate::Related, &task.related),
            Further::Documents => task.papers.iter().map(|paper| paper.title.as_str()).collect::<Vec<_>>().join("\n"),
            Further::Likely => {
                let facts =
                    [Predicate::Party, Predicate::Stage, Predicate::Scope, Predicate::Track, Predicate::Delivers];
                let likely = facts.into_iter().filter(|fact| task.is_likely(*fact));
                likely.map(Predicate::key).collect::<Vec<_>>().join(", ")
            }
        }
    }
}

/// A key or id, with a question mark where the statement is only likely.
fn marked(name: &str, basis: &Basis) -> String {
    [name, if basis.is_likely() { "?" } else { "" }].concat()
}

/// The other tasks of symmetric relations.
fn partners(guide: &Guide, at: TaskIx, about: Predicate, others: &[TaskIx]) -> String {
    let partner = |other: &TaskIx| marked(&guide.tasks[*other].id, guide.tasks[at].basis(about, *other));
    others.iter().map(partner).collect::<Vec<_>>().join(", ")
}

fn cells<'a>(
    context: &GuideContext<'a>,
    at: TaskIx,
    further: &[Further],
    state: Option<&'a str>,
) -> impl Iterator<Item = Cow<'a, str>> {
    let guide = context.guide;
    let task = &guide.tasks[at];
    let id = |at: &TaskIx| guide.tasks[*at].id.as_str();
    let key = |groups: &'a [crate::model::Group], at: Option<usize>| {
        Cow::from(at.and_then(|at| groups.get(at)).map_or("", |group| group.key.as_str()))
    };
    let text = |text: &'a Option<String>| Cow::from(text.as_deref().unwrap_or_default());
    let questions: Vec<&str> = task.open_questions().map(|question| question.text.body.plain.trim()).collect();
    let mut cells = vec![
        Cow::from(&task.id),
        Cow::from(&task.title),
        key(&guide.parties, Some(task.party)),
        Cow::from(guide.stages.get(task.stage).map_or("", |stage| stage.group.key.as_str())),
        key(&guide.scopes, task.scope),
        key(&guide.tracks, task.track),
        requires(guide, at).into(),
        partners(guide, at, Predicate::With, &task.with).into(),
        partners(guide, at, Predicate::Alternatives, &task.alternatives).into(),
        text(&task.delivers),
        text(&task.description),
        questions.join("\n").into(),
        Cow::from(task.source.as_ref().map_or("", |text| text.body.plain.trim())),
        Cow::from(crate::digest::status(task.status)),
        Cow::from(task.replaced_by.as_ref().map_or("", id)),
        text(&task.updated),
        super::guide_json::url(context, &guide.task_address(&task.id)).into(),
    ];
    cells.extend(further.iter().map(|column| Cow::from(column.cell(guide, at))));
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

/// `FF102, TF1?, A / B`: a question mark for likely, a stroke between alternatives.
fn requires(guide: &Guide, at: TaskIx) -> String {
    let list = guide.tasks[at].requires.iter().map(|requirement| {
        let ids: Vec<&str> = requirement.tasks.iter().map(|task| guide.tasks[*task].id.as_str()).collect();
        marked(&ids.join(" / "), &requirement.basis)
    });
    list.collect::<Vec<_>>().join(", ")
}

pub(super) fn row<'a>(out: &mut String, separator: char, cells: impl Iterator<Item = Cow<'a, str>>) {
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
