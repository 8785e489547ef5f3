//! The items of lists. A task stands in several, and items differ in little but its name, its number and what is said of it.

use std::borrow::Cow;

use super::forms::Formed;
use super::pages::Surroundings;
use crate::diagnostic::Diagnostic;
use crate::view::{Frame, GuideContext, Item, ItemView, Items, Late, PrintTask, PrintTasks};

/// A list item with its task.
pub(super) struct FormedItem {
    pub(super) formed: Formed,
    pub(super) number: usize,
    pub(super) facts: Vec<Formed>,
}

impl FormedItem {
    /// Whether all of it was read, and says nothing of ids.
    pub(super) fn is_plain(&self) -> bool {
        self.formed.form.plain && self.facts.iter().all(|fact| fact.form.plain)
    }
}

/// Lists whose items hold what is said of their tasks.
pub(super) trait ItemList {
    /// Where it stands in the view of a page.
    fn html(&self) -> &Late;
    /// All its items, for the page with this frame.
    fn formed(&self, frame: &Frame, around: &Surroundings<'_, '_>) -> Result<Vec<FormedItem>, Vec<Diagnostic>>;
}

impl ItemList for Items {
    fn html(&self) -> &Late {
        &self.html
    }
    fn formed(&self, frame: &Frame, around: &Surroundings<'_, '_>) -> Result<Vec<FormedItem>, Vec<Diagnostic>> {
        let Some(guide) = around.common.guide else { return Ok(Vec::new()) };
        self.list.iter().map(|item| formed_item(item, self.show_party, guide, frame, around)).collect()
    }
}

impl ItemList for PrintTasks {
    fn html(&self) -> &Late {
        &self.html
    }
    fn formed(&self, frame: &Frame, around: &Surroundings<'_, '_>) -> Result<Vec<FormedItem>, Vec<Diagnostic>> {
        self.view.iter().flatten().map(|task| printed(task, frame, around)).collect()
    }
}

/// A task on paper, which has no number.
fn printed(task: &PrintTask, frame: &Frame, around: &Surroundings<'_, '_>) -> Result<FormedItem, Vec<Diagnostic>> {
    let facts = around.common.fragments.of(&task.facts, frame, around)?;
    task.facts.html.set(seen(&facts, around).into_owned());
    let forms = &around.common.forms;
    let formed = forms.shaped("components/print_task.html", "printed", task, frame, around)?;
    Ok(FormedItem { formed, number: 0, facts })
}

/// What templates see of what is said in an item.
fn seen<'s>(facts: &[Formed], around: &'s Surroundings<'_, '_>) -> Cow<'s, str> {
    // What is empty is so for templates too.
    let empty = facts.iter().all(|fact| fact.form.html.is_empty());
    match around.common.placeholders.item() {
        _ if around.theme.is_own() => facts.iter().map(|fact| fact.form.html.as_str()).collect(),
        [_, placeholder] => {
            if empty {
                "".into()
            } else {
                placeholder.into()
            }
        }
    }
}

fn formed_item(
    item: &Item,
    show_party: bool,
    guide: &GuideContext<'_>,
    frame: &Frame,
    around: &Surroundings<'_, '_>,
) -> Result<FormedItem, Vec<Diagnostic>> {
    let facts = around.common.fragments.of(&item.facts, frame, around)?;
    let link = &guide.links[item.link.at()];
    let view = |number, facts| ItemView {
        link: item.link.clone(),
        party_key: &link.party_key,
        show_party,
        status: link.status.as_deref(),
        number,
        joined: item.joined.as_deref(),
        facts,
        questions: item.questions.as_deref(),
    };
    let form = |view| around.common.forms.formed("components/item.html", "item", view, frame, around);
    let said = seen(&facts, around);
    let formed = if around.theme.is_own() {
        form(view(&item.number.to_string(), &said))?
    } else {
        let [number, _] = around.common.placeholders.item();
        form(view(number, &said))?
    };
    Ok(FormedItem { formed, number: item.number, facts })
}
