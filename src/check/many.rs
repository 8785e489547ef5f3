//! What holds for most tasks of a guide, as behind an import, is one thing to say.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Guide, Task};

/// Up to so many tasks are named one by one.
const FEW: usize = 10;
/// How many are named in one line.
const NAMED: usize = 5;

/// Reports what some tasks in force have in common: task by task, with the words of `one`, or in one line at the first of
/// them, with the words of `several`, such as "have no text". `fault` makes a diagnostic of a message.
pub(super) fn tell(
    guide: &Guide,
    tasks: &[&Task],
    one: impl Fn(&Task) -> String,
    several: &str,
    fault: impl Fn(&Task, String) -> Diagnostic,
    faults: &mut Diagnostics,
) {
    let all = guide.live().count();
    match tasks {
        [first, ..] if tasks.len() > FEW && tasks.len() * 2 > all => {
            let named: Vec<String> = tasks.iter().take(NAMED).map(|task| format!("`{}`", task.id)).collect();
            let (named, more) = (named.join(", "), tasks.len() - NAMED);
            let message = format!("{} of {all} tasks {several}: {named} and {more} more", tasks.len());
            faults.push(fault(first, message));
        }
        few => faults.extend(few.iter().map(|task| fault(task, one(task)))),
    }
}
