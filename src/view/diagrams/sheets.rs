//! The guide's picture on paper: whole where it can be read on a sheet, else by stage, and where that is still too much
//! by stage and party.

use super::super::cells::Within;
use super::super::site::GuideContext;
use super::{MAX_BOXES, Picture};
use crate::diagram::Sheet;

/// The pictures that show the whole guide on sheets of paper. What leads from one to another ends in connectors.
pub(crate) fn sheets<'a>(context: &'a GuideContext<'_>, root: &str) -> Vec<Picture<'a>> {
    let guide = context.guide;
    let whole = Picture::overview(context, root);
    // A table of counts stays whole: divided, it would be a shelf of paper.
    if context.plan.order.len() > MAX_BOXES || fits(&whole) {
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
                add(Picture::group(context, &format!("{name} – {}", group.name), &tasks, Within::Guide, root));
            }
        }
    }
    let numbered = pictures.into_iter().enumerate().map(|(at, picture)| picture.named(format!("d--sheet-{at}")));
    numbered.collect()
}

fn fits(picture: &Picture<'_>) -> bool {
    Sheet::of(&picture.scene()) != Sheet::Large
}
