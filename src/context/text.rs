//! Resolved text as HTML for one page.

use crate::i18n::Words;
use crate::markdown::{Link, Surroundings};
use crate::model::{Target, Text};
use crate::text::encode_path;

use super::site::SiteContext;

/// The page that a text is set into.
pub(crate) struct Setting<'a> {
    pub(crate) site: &'a SiteContext<'a>,
    pub(crate) words: &'a Words,
    /// Leads from the page to the site's root.
    pub(crate) root: &'a str,
    /// Names of the assets of the page that the text belongs to.
    pub(crate) assets: &'a [crate::model::Asset],
    /// Leads from this page to the one the text belongs to; empty where it is the same.
    pub(crate) asset_path: &'a str,
    /// Put before ids, where several texts share a page.
    pub(crate) prefix: &'a str,
    /// How many levels headings sink.
    pub(crate) shift: u8,
}

impl Setting<'_> {
    /// The text as HTML.
    pub(crate) fn html(&self, text: &Text) -> String {
        text.body.render(&Filled { setting: self, text })
    }
}

struct Filled<'a> {
    setting: &'a Setting<'a>,
    text: &'a Text,
}

impl Surroundings for Filled<'_> {
    fn link(&self, reference: usize) -> Option<Link> {
        let setting = self.setting;
        let site = setting.site;
        let anchored = |path: String, anchor: Option<&String>| match anchor {
            Some(anchor) => [setting.root, &path, "#", &encode_path(anchor)].concat(),
            None => [setting.root, &path].concat(),
        };
        match self.text.targets.get(reference)? {
            Target::None => None,
            Target::Task(at, anchor) => {
                let guide = &site.site.guides[at.guide];
                let task = &guide.tasks[at.task];
                let href = anchored(site.path(&guide.task_address(&task.id)), anchor.as_ref());
                Some(Link { href, task: Some((task.id.clone(), task.title.clone())) })
            }
            Target::Address(address, anchor) => {
                Some(Link { href: anchored(site.path(address), anchor.as_ref()), task: None })
            }
            Target::Place(address, id) => {
                let there = !site.missing_places.contains(&(address.clone(), id.clone()));
                Some(Link { href: anchored(site.path(address), there.then_some(id)), task: None })
            }
            Target::Asset(number) => {
                let name = &setting.assets.get(*number)?.name;
                Some(Link { href: format!("{}{}", setting.asset_path, encode_path(name)), task: None })
            }
            Target::Own(anchor) => {
                Some(Link { href: format!("#{}{}", setting.prefix, encode_path(anchor)), task: None })
            }
            Target::External(url) => Some(Link { href: url.clone(), task: None }),
        }
    }

    fn word(&self, key: &str) -> &str {
        // Keys of slots are the program's own and live as long as it.
        self.setting.words.all().get(key).map_or("", String::as_str)
    }

    fn anchor_prefix(&self) -> &str {
        self.setting.prefix
    }

    fn heading_shift(&self) -> u8 {
        self.setting.shift
    }
}
