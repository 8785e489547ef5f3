//! Which ids the program's own pages have. Texts may ask for one of them, and only the page itself knows.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Mutex, PoisonError};

use super::inspect::{Inspector, ids};
use super::jobs::{SiteRenderer, guides_of, jobs};
use super::page::file_of;
use super::theme::Theme;
use super::{RenderError, Sink};
use crate::context::SiteContext;
use crate::diagnostic::{BROKEN_ANCHOR, Diagnostic};
use crate::parallel;
use crate::source::Span;
use crate::text::closest;

/// Takes the ids of what is put into it.
#[derive(Default)]
struct Places(Mutex<BTreeMap<String, Vec<String>>>);

impl Sink for Places {
    fn keep(&self, _: &str, _: u64) -> bool {
        false
    }

    fn put(&self, path: &str, _: u64, bytes: &[u8]) -> io::Result<()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), ids(bytes));
        Ok(())
    }

    fn copy(&self, _: &str, _: &str) -> io::Result<()> {
        Ok(())
    }
}

/// Missing places on the program's own pages that texts link to, each with its diagnostic.
pub(crate) fn missing_places(site: &SiteContext<'_>, theme: &Theme) -> Vec<((String, String), Diagnostic)> {
    let asked = site.site.places();
    let pages: BTreeSet<&str> = asked.iter().map(|(address, ..)| *address).collect();
    // Faults of templates come up when all pages are made.
    let Ok(known) = ids_of(site, theme, &pages) else { return Vec::new() };
    let missing = |(address, id, span): (&str, &str, Span)| {
        let known = known.get(&file_of(address))?;
        let there = id.eq_ignore_ascii_case("top") || known.iter().any(|known| known == id);
        (!there).then(|| ((address.to_owned(), id.to_owned()), missing_place(address, id, span, known)))
    };
    asked.into_iter().filter_map(missing).collect()
}

fn missing_place(address: &str, id: &str, span: Span, known: &[String]) -> Diagnostic {
    // Every page has these, which lead nowhere in particular; and one with a full stop stands beside another.
    let is_aside = |id: &str| ["_main", "_nav", "_me"].contains(&id) || id.starts_with('_') && id.contains('.');
    let known = || known.iter().filter(|id| !is_aside(id));
    let near = closest(id, known().map(String::as_str));
    let shown: Vec<String> = known().take(8).map(|id| format!("#{id}")).collect();
    Diagnostic::new(BROKEN_ANCHOR, span, format!("`/{address}` has no place `#{id}`"))
        .help(match shown.as_slice() {
            [] => "the page has no places that links can lead to; take the anchor out".to_owned(),
            shown => format!("its places: {}", shown.join(", ")),
        })
        .did_you_mean(near.map(|near| format!("#{near}")).as_deref())
}

/// The ids of each of some pages, by file; files that the program does not make, or that are no pages, are left out.
fn ids_of(
    site: &SiteContext<'_>,
    theme: &Theme,
    pages: &BTreeSet<&str>,
) -> Result<BTreeMap<String, Vec<String>>, RenderError> {
    let places = Places::default();
    if pages.is_empty() {
        return Ok(BTreeMap::new());
    }
    let guides = guides_of(site);
    let inspector = Inspector::new(&places, &site.site.settings, site.editions, theme);
    let renderer = SiteRenderer::new(site, &guides, theme, &inspector);
    // A picture is made with its page.
    let folder = |page: &&str| match page.rsplit_once('/') {
        Some((folder, name)) if name.ends_with(".svg") => format!("{folder}/"),
        _ => (*page).to_owned(),
    };
    let asked: BTreeSet<String> = pages.iter().map(folder).collect();
    let mut jobs = jobs(site, &guides);
    jobs.retain(|job| job.address(site, &guides).is_some_and(|address| asked.contains(&address)));
    parallel::try_each(&jobs, |job| renderer.make(job))?;
    let mut made = places.0.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(std::mem::take(&mut *made))
}
