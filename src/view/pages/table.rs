//! The table of all tasks, with a column for each field.

use serde::Serialize;

use crate::context::{Component, Components, GroupKind, Shown, TaskKey, group_link, parts};
use crate::i18n::Words;
use crate::model::{FieldForm, FieldKind, FieldValue, Group, Task, TaskIx};
use crate::view::guide::GuideViews;
use crate::view::paged::{Give, Listed, PageView, Parts, divided};

/// About how many bytes the rows of one page may take.
const ROOM: usize = 260_000;

/// `table` in `pages/tasks.html`.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TableView {
    /// The columns behind task, party and state.
    pub(crate) columns: Vec<TableColumn>,
    /// The keys of the parties in the guide's order, as a list in JSON.
    pub(crate) parties: String,
    /// HTML: a `components/table_row.html` for each task.
    pub(crate) rows: Components<TableRow>,
    pub(crate) parts: Option<Parts>,
}

impl PageView for TableView {
    const TEMPLATE: (&'static str, &'static str) = ("pages/tasks.html", "table");
}

/// A column of the table.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TableColumn {
    /// As in `tasks.csv`.
    pub(crate) key: String,
    pub(crate) name: String,
    /// The values that its cells may have, as a list in JSON, where they are few; an empty one where the cells tell.
    pub(crate) choices: Option<String>,
}

/// `task_row` in `components/table_row.html`: a task in the table.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TableRow {
    pub(crate) link: TaskKey,
    /// "Draft"; null for a task in force.
    pub(crate) status: Option<String>,
    pub(crate) party_number: Shown,
    /// In the order of the columns.
    pub(crate) cells: Vec<TableCell>,
}

impl Component for TableRow {
    const TEMPLATE: &'static str = "components/table_row.html task_row";
}

/// A field of a task in the table.
#[derive(Clone, Debug, Default, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TableCell {
    /// The name of its column.
    pub(crate) label: String,
    /// The place of its value among the choices of the column, from 1.
    pub(crate) place: Option<Shown>,
    pub(crate) values: Vec<String>,
    /// Site path of the page of the stage, track or scope.
    pub(crate) path: Option<String>,
    pub(crate) url: Option<String>,
    /// The day in the form that programs read, where the value is one.
    pub(crate) day: Option<String>,
}

/// The pages of the table: one, unless the guide is too large for it.
pub(crate) fn table<'a, E>(context: &'a GuideViews<'_>, give: Give<'_, 'a, TableView, E>) -> Result<(), E> {
    let words = context.words;
    let (title, text) = (words.get("tasks_table"), words.get("tasks_table_text"));
    let base = format!("{}/tasks/", context.guide.folder);
    let order = &context.plan.order;
    let columns = columns(context);
    divided(
        context,
        Listed {
            description: Some(text),
            parts: &parts(order.len(), ROOM, |at| weight(context, &columns, order[at])),
            ..Listed::new(&base, title)
        },
        |part, parts, _, _| {
            let rows = order[part.clone()].iter().map(|task| row(context, &columns, *task));
            let view = TableView {
                columns: columns.iter().map(|(column, _)| column.clone()).collect(),
                parties: keys(&context.guide.parties),
                rows: Components(rows.collect()),
                parts,
            };
            (view, Vec::new())
        },
        give,
    )
}

/// The content of a column.
#[derive(Clone, Copy)]
enum Shows {
    Group(GroupKind),
    Questions,
    /// The own field at this place.
    Field(usize),
}

/// Tracks and scopes have a column only where the guide has any.
fn columns(context: &GuideViews<'_>) -> Vec<(TableColumn, Shows)> {
    let (guide, words) = (context.guide, context.words);
    let column = |key: &str, name: &str, choices| TableColumn { key: key.to_owned(), name: name.to_owned(), choices };
    let stages: Vec<Group> = guide.stages.iter().map(|stage| stage.group.clone()).collect();
    let groups = [(GroupKind::Stage, &stages), (GroupKind::Track, &guide.tracks), (GroupKind::Scope, &guide.scopes)];
    let groups = groups
        .into_iter()
        .filter(|(_, groups)| groups.iter().any(Group::in_use))
        .map(|(kind, groups)| (column(kind.word(), words.get(kind.word()), Some(keys(groups))), Shows::Group(kind)));
    let count = column("open_questions_count", words.get("questions"), Some("[]".to_owned()));
    let fields = guide.fields.iter().enumerate().map(|(at, kind)| {
        let choices = (kind.form == FieldForm::Choice).then(|| json(&kind.choices));
        (column(&kind.key, &kind.name, choices), Shows::Field(at))
    });
    groups.chain([(count, Shows::Questions)]).chain(fields).collect()
}

fn keys(groups: &[Group]) -> String {
    json(&groups.iter().map(|group| &group.key).collect::<Vec<_>>())
}

fn json(list: &[impl Serialize]) -> String {
    serde_json::json!(list).to_string()
}

fn row(context: &GuideViews<'_>, columns: &[(TableColumn, Shows)], at: TaskIx) -> TableRow {
    let task = &context.guide.tasks[at];
    let link = &context.links[at];
    TableRow {
        link: context.key(at),
        status: link.status.clone(),
        party_number: Shown(link.party_number),
        cells: columns.iter().map(|(column, shows)| cell(context, task, column, *shows)).collect(),
    }
}

fn cell(context: &GuideViews<'_>, task: &Task, column: &TableColumn, shows: Shows) -> TableCell {
    let guide = context.guide;
    let empty = TableCell { label: column.name.clone(), ..TableCell::default() };
    match shows {
        Shows::Group(kind) => {
            let at = match kind {
                GroupKind::Stage => Some(task.stage),
                GroupKind::Party => Some(task.party),
                GroupKind::Track => task.track,
                GroupKind::Scope => task.scope,
            };
            let Some(at) = at else { return empty };
            let link = group_link(context, kind.folder(), kind.group(guide, at));
            TableCell { place: Some(Shown(at + 1)), values: vec![link.name], path: Some(link.path), ..empty }
        }
        Shows::Questions => {
            let count = task.open_questions().count();
            TableCell { values: (count > 0).then(|| count.to_string()).into_iter().collect(), ..empty }
        }
        Shows::Field(field) => {
            let value = task.fields.iter().find(|(at, _)| *at == field).map(|(_, value)| value);
            value.map_or(empty.clone(), |value| of_field(context.words, &guide.fields[field], value, empty))
        }
    }
}

fn of_field(words: &Words, kind: &FieldKind, value: &FieldValue, empty: TableCell) -> TableCell {
    match value {
        FieldValue::Text(day) if kind.form == FieldForm::Date => {
            TableCell { values: vec![words.day(day)], day: Some(day.clone()), ..empty }
        }
        FieldValue::Text(text) => {
            let place = kind.choices.iter().position(|choice| choice == text).map(|at| Shown(at + 1));
            TableCell { values: vec![text.clone()], place, ..empty }
        }
        FieldValue::List(texts) => TableCell { values: texts.clone(), ..empty },
        FieldValue::Url(url) => TableCell { values: vec![url.clone()], url: Some(url.clone()), ..empty },
    }
}

/// About how many bytes a row takes.
fn weight(context: &GuideViews<'_>, columns: &[(TableColumn, Shows)], at: TaskIx) -> usize {
    let cells = columns.iter().map(|(column, shows)| {
        let TableCell { label, values, path, url, .. } = cell(context, &context.guide.tasks[at], column, *shows);
        let links = path.iter().chain(&url).map(String::len).sum::<usize>();
        45 + label.len() + values.iter().map(|value| 2 + value.len()).sum::<usize>() + links
    });
    120 + context.weight(at) + cells.sum::<usize>()
}
