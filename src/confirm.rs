//! Notes of what a relation was looked at: the edits of the file that states it. Only these bytes change.

use std::collections::HashMap;
use std::ops::Range;

use crate::diagnostic::Diagnostics;
use crate::digest::seen;
use crate::model::{Site, TaskIx};
use crate::parse::split;
use crate::rename::Edit;
use crate::source::Project;
use crate::text::composed;
use crate::yaml::{self, Node, Value};

/// The relations that are noted.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Which<'a> {
    /// All that a file states.
    All,
    /// Those to these tasks.
    To(&'a [TaskIx]),
    /// Those that have a note already.
    Noted,
}

/// The edits of a task's file, in order, and the tasks that they are about.
pub(crate) fn confirm(
    project: &Project,
    site: &Site,
    guide: usize,
    task: TaskIx,
    which: Which<'_>,
) -> (Vec<Edit>, Vec<TaskIx>) {
    let guide = &site.guides[guide];
    let file = guide.tasks[task].file;
    let text = project.sources.text(file);
    let Some(front) = split(text).front else { return (Vec::new(), Vec::new()) };
    let node = yaml::read(&text[front.clone()], file, front.start, &mut Diagnostics::default()).node;
    let mut ids: HashMap<&str, TaskIx> = HashMap::new();
    for (at, task) in guide.tasks.iter().enumerate() {
        ids.extend(guide.former_ids(task).map(|id| (id, at)));
    }
    ids.extend(guide.tasks.iter().enumerate().map(|(at, task)| (task.id.as_str(), at)));
    let (mut edits, mut about) = (Vec::new(), Vec::new());
    for (list, item) in relations(&node) {
        let Some(relation) = Relation::of(item) else { continue };
        let Some(other) = ids.get(&*composed(relation.id.trim())).copied().filter(|other| *other != task) else {
            continue;
        };
        let is_meant = match which {
            Which::All => true,
            Which::To(tasks) => tasks.contains(&other),
            Which::Noted => relation.seen.is_some(),
        };
        if is_meant {
            about.push(other);
            let note = seen(site, guide, &guide.tasks[other]);
            edits.extend(relation.edit(text, &note, list));
        }
    }
    edits.sort_by_key(|edit| edit.range.start);
    (edits, about)
}

/// The items of `requires` and `with`, and whether each stands in a list.
fn relations(front: &Node) -> Vec<(bool, &Node)> {
    let Value::Map(entries) = &front.value else { return Vec::new() };
    let lists = entries.iter().filter(|(key, _)| matches!(key.value.as_str(), "requires" | "with"));
    let items = lists.flat_map(|(_, node)| match &node.value {
        Value::List(items) => items.iter().map(|item| (true, item)).collect(),
        _ => vec![(false, node)],
    });
    items.collect()
}

/// A relation as it is written.
struct Relation<'n> {
    /// The whole item.
    item: &'n Node,
    /// The other task's id, and where it stands.
    id: &'n str,
    at: Range<usize>,
    seen: Option<&'n Node>,
    /// Where the key `task` stands, in a map.
    key: Option<Range<usize>>,
}

impl<'n> Relation<'n> {
    fn of(item: &'n Node) -> Option<Self> {
        match &item.value {
            Value::Text { text, .. } => Some(Relation { item, id: text, at: item.span.range(), seen: None, key: None }),
            Value::Map(entries) => {
                let entry = |name: &str| entries.iter().find(|(key, _)| key.value == name);
                let (key, node) = entry("task")?;
                let Value::Text { text, .. } = &node.value else { return None };
                let seen = entry("seen").map(|(_, node)| node);
                Some(Relation { item, id: text, at: node.span.range(), seen, key: Some(key.span.range()) })
            }
            _ => None,
        }
    }

    /// The edit that gives it a note, unless it has it.
    fn edit(&self, text: &str, note: &str, list: bool) -> Option<Edit> {
        let put = |at: usize, text: String| Some(Edit { range: at..at, text });
        if let Some(seen) = self.seen {
            let range = seen.span.range();
            return (text[range.clone()] != *note).then(|| Edit { range, text: note.to_owned() });
        }
        let Some(key) = &self.key else {
            let written = &text[self.at.clone()];
            let map = format!("{{task: {written}, seen: {note}}}");
            let text = if list { map } else { format!("[{map}]") };
            return Some(Edit { range: self.at.clone(), text });
        };
        if text[self.item.span.range()].starts_with('{') {
            return put(self.at.end, format!(", seen: {note}"));
        }
        // A line below, in the same column.
        let line = text[..key.start].rfind('\n').map_or(0, |end| end + 1);
        let column = text[line..key.start].chars().count();
        let end = text[self.at.end..].find('\n').map_or(text.len(), |end| self.at.end + end);
        let line_end = if text[..end].ends_with('\r') { "\r\n" } else { "\n" };
        let end = end - (line_end.len() - 1);
        put(end, format!("{line_end}{}seen: {note}", " ".repeat(column)))
    }
}
