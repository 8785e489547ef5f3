//! The guide's picture on paper: whole where it can be read on a sheet, else by stage, and where that is still too much
//! by stage and party, cut into parts if need be.

use super::node_selection::is_crowded;
use super::picture::Picture;
use crate::context::{GuideContext, Within};
use crate::diagram::Sheet;
use crate::model::TaskIx;

/// The pictures that show the whole guide on sheets of paper. What leads from one to another ends in connectors.
pub(crate) fn sheets<'a>(context: &'a GuideContext<'_>, root: &str) -> Vec<Picture<'a>> {
    let guide = context.guide;
    let whole = Picture::overview(context, root);
    // A table of counts stays whole: divided, it would be a shelf of paper.
    if is_crowded(context, &context.plan.order) || fits(&whole) {
        return vec![whole];
    }
    let mut pictures = Vec::new();
    let mut add = |picture: Picture<'a>| pictures.push(picture);
    for (at, stage) in guide.stages.iter().enumerate() {
        let tasks = context.in_order(|task| guide.tasks[task].stage == at);
        if tasks.is_empty() {
            continue;
        }
        let name = &stage.group.name;
        let picture = Picture::group(context, name, &tasks, Within::Guide, root);
        if fits(&picture) {
            add(picture);
            continue;
        }
        for (party, group) in guide.parties.iter().enumerate() {
            let tasks: Vec<_> = tasks.iter().copied().filter(|task| guide.tasks[*task].party == party).collect();
            if !tasks.is_empty() {
                divided(context, &format!("{name} – {}", group.name), &tasks, root).into_iter().for_each(&mut add);
            }
        }
    }
    // Beside each other on one page, each has ids of its own.
    let numbered = pictures.into_iter().enumerate().map(|(at, picture)| picture.named(format!("d--sheet-{at}")));
    numbered.collect()
}

/// Tasks cut in the order of the plan into so few parts that each fits a sheet: a long chain would run off the paper.
fn divided<'a>(context: &'a GuideContext<'_>, name: &str, tasks: &[TaskIx], root: &str) -> Vec<Picture<'a>> {
    let mut count = 1;
    loop {
        let chunks = tasks.chunks(tasks.len().div_ceil(count));
        let last = chunks.len();
        let part = |(at, tasks): (usize, &[TaskIx])| {
            let (n, total) = ((at + 1).to_string(), last.to_string());
            let of = context.words.fill("part", &[("n", &n), ("total", &total)]);
            let name = if last == 1 { name.to_owned() } else { format!("{name}, {of}") };
            Picture::group(context, &name, tasks, Within::Guide, root)
        };
        let parts: Vec<Picture<'a>> = chunks.enumerate().map(part).collect();
        if count >= tasks.len() || parts.iter().all(fits) {
            return parts;
        }
        count += count.div_ceil(3);
    }
}

fn fits(picture: &Picture<'_>) -> bool {
    Sheet::of(&picture.scene()) != Sheet::Large
}
