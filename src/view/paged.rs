//! Pages that are ready to be made, and how long lists are divided into several.

use std::hash::Hash;
use std::ops::Range;

use serde::Serialize;

use crate::context::{GuideContext, Link, SiteContext};
use crate::i18n::Words;
use crate::model::TaskIx;
use crate::pictures::Picture;
use crate::view::frame::{About, Frame};

/// A view with a page of its own.
pub(crate) trait PageView: Serialize + Hash {
    /// The template of the page, and the variable by which it knows the view.
    const TEMPLATE: (&'static str, &'static str);
}

/// The place of a page in a divided list.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Parts {
    /// The name of this part: "Part 2 of 7".
    pub(crate) name: String,
    pub(crate) links: Vec<PartLink>,
}

/// A part of a divided list.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PartLink {
    pub(crate) link: Link,
    pub(crate) current: bool,
}

/// A page, ready to be made.
pub(crate) struct Paged<'a, T> {
    /// Site path: of its folder, or of the file itself.
    pub(crate) address: String,
    pub(crate) frame: Frame,
    pub(crate) view: T,
    /// In the order in which they stand on it.
    pub(crate) pictures: Vec<Picture<'a>>,
}

impl<T> Paged<'_, T> {
    /// A page without pictures.
    pub(crate) fn new(address: &str, frame: Frame, view: T) -> Self {
        Paged { address: address.to_owned(), frame, view, pictures: Vec::new() }
    }
}

/// Takes the pages of a list one after the other, so that none waits in memory for the others.
pub(crate) type Give<'g, 'a, T, E> = &'g mut dyn FnMut(Paged<'a, T>) -> Result<(), E>;

/// A list that may be long.
pub(crate) struct Listed<'l> {
    /// Site path of its first page; the others follow below it.
    pub(crate) base: &'l str,
    pub(crate) title: &'l str,
    pub(crate) description: Option<&'l str>,
    /// The steps between the guide and it.
    pub(crate) above: &'l [Link],
    /// The task that it is about.
    pub(crate) task: Option<TaskIx>,
    /// The party and stage that it is about.
    pub(crate) group: (Option<usize>, Option<usize>),
    /// Which of its items stand on each page.
    pub(crate) parts: &'l [Range<usize>],
}

impl<'l> Listed<'l> {
    /// One without pages yet.
    pub(crate) fn new(base: &'l str, title: &'l str) -> Self {
        Listed { base, title, description: None, above: &[], task: None, group: (None, None), parts: &[] }
    }
}

/// Makes the pages of a list, and gives them away.
pub(crate) fn divided<'a, T, E>(
    context: &'a GuideContext<'_>,
    Listed { base, title, description, above, task, group, parts }: Listed<'_>,
    view: impl Fn(&Range<usize>, Option<Parts>, &str, bool) -> (T, Vec<Picture<'a>>),
    give: Give<'_, 'a, T, E>,
) -> Result<(), E> {
    let total = parts.len();
    let page = |(number, part): (usize, &Range<usize>)| {
        let address = if number == 0 { base.to_owned() } else { format!("{base}{}/", number + 1) };
        let about = About { address: &address, title, description, updated: None, file: None };
        let mut frame = Frame::of_guide(context, &about, above.to_vec());
        match task {
            Some(task) => frame.of_task(context, task),
            None => frame.belongs_to(context, group.0, group.1),
        }
        let (view, pictures) =
            view(part, Parts::new(context.site, context.words, number, total, base), &frame.root, number == 0);
        Paged { address, frame, view, pictures }
    };
    parts.iter().enumerate().map(page).try_for_each(give)
}

impl Parts {
    /// The parts of a list whose first page has the site path `base`; `None` where there is only one.
    pub(crate) fn new(site: &SiteContext<'_>, words: &Words, number: usize, total: usize, base: &str) -> Option<Parts> {
        let name = |at: usize| {
            let (n, total) = ((at + 1).to_string(), total.to_string());
            words.fill("part", &[("n", &n), ("total", &total)])
        };
        let path = |at: usize| if at == 0 { base.to_owned() } else { format!("{base}{}/", at + 1) };
        // The neighbours, the ends, and nothing between: a list of a thousand parts is no help.
        let shown = |at: &usize| *at == 0 || *at + 1 == total || at.abs_diff(number) <= 2;
        let link =
            |at: usize| PartLink { link: Link { name: name(at), path: site.path(&path(at)) }, current: at == number };
        (total > 1).then(|| Parts { name: name(number), links: (0..total).filter(shown).map(link).collect() })
    }
}
