//! The items of lists. A task stands in several, and items differ in little but its name, its number and what is said of it.

use super::forms::Formed;
use super::pages::Surroundings;
use crate::diagnostic::Diagnostic;
use crate::view::{Frame, GuideContext, Item, ItemView, Items};

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

/// All items of a list.
pub(super) fn formed(
    items: &Items,
    frame: &Frame,
    around: &Surroundings<'_, '_>,
) -> Result<Vec<FormedItem>, Vec<Diagnostic>> {
    let Some(guide) = around.common.guide else { return Ok(Vec::new()) };
    items.list.iter().map(|item| formed_item(item, items.show_party, guide, frame, around)).collect()
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
    let formed = if around.theme.is_own() {
        let facts: String = facts.iter().map(|fact| fact.form.html.as_str()).collect();
        form(view(&item.number.to_string(), &facts))?
    } else {
        // What is empty is so for templates too.
        let empty = facts.iter().all(|fact| fact.form.html.is_empty());
        let [number, facts] = around.common.placeholders.item();
        form(view(number, if empty { "" } else { facts }))?
    };
    Ok(FormedItem { formed, number: item.number, facts })
}
