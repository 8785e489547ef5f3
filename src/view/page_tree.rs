//! The side bar of pages outside guides: its pages in the order in which they are read, the folders folded.

use serde::Serialize;

use crate::context::SiteContext;

/// A page in the side bar of pages outside guides.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TreePage {
    pub(crate) name: String,
    pub(crate) path: String,
    /// The beginning of the addresses of the pages below it, which follow; null where there are none.
    pub(crate) folder: Option<String>,
    /// An item for each folder that ends behind it.
    pub(crate) ends: Vec<usize>,
}

/// The pages that the side bar lists.
pub(crate) fn page_tree(site: &SiteContext<'_>) -> Vec<TreePage> {
    let pages = &site.site.pages;
    let listed: Vec<usize> = site.side_pages().to_vec();
    let whole = listed.len() == pages.len();
    let mut tree: Vec<TreePage> = Vec::with_capacity(listed.len());
    // The folders that are open, each with the number of its pages that are still to come.
    let mut open: Vec<usize> = Vec::new();
    for page in listed.into_iter().map(|at| &pages[at]) {
        if let Some(left) = open.last_mut() {
            *left -= 1;
        }
        let holds = whole && !page.below.is_empty();
        if holds {
            open.push(page.below.len());
        }
        let mut ends = Vec::new();
        while open.last() == Some(&0) {
            open.pop();
            ends.push(open.len());
        }
        let folder = holds.then(|| page.address.clone());
        tree.push(TreePage { name: page.title.clone(), path: site.path(&page.address), folder, ends });
    }
    tree
}
