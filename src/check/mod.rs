//! Checks of the resolved site. A check is a file of its own: what it finds, and why that is wrong, stand together.
//! Faults of single names are found where the names are looked up, in [`crate::resolve`]; those of a single text
//! where it is read.

mod alternatives_conflict;
mod avoided_spelling;
mod context;
mod dependency_cycle;
mod duplicate_question;
mod duplicate_title;
mod empty_body;
mod file_name_differs;
mod gate_violation;
mod implied_requirement;
mod later_stage_requirement;
mod low_contrast;
mod many;
mod missing_alt;
mod missing_section;
mod orphan_task;
mod phrases;
mod placeholder_text;
mod skipped_heading;
mod skipped_number;
mod suspect_relation;
mod unexplained_abbreviation;
mod unused_group;
mod unused_term;
mod vague_link_text;
mod vanished_id;
mod versions;
mod with_across_stages;
mod with_conflict;

use crate::diagnostic::Diagnostics;
use crate::i18n::Catalogue;
use crate::model::{Origin, Site};
use crate::parallel;
use crate::source::{Published, Sources};
pub(crate) use versions::check_versions;

use context::{Context, PageContext, origins, prose};

type Check = fn(&Context<'_>, &mut Diagnostics);
type PageCheck = fn(&PageContext<'_>, &mut Diagnostics);

/// Checks that need a whole guide.
const OF_GUIDES: [Check; 19] = [
    dependency_cycle::check,
    gate_violation::check,
    later_stage_requirement::check,
    alternatives_conflict::check,
    with_conflict::check,
    with_across_stages::check,
    implied_requirement::check,
    duplicate_title::check,
    duplicate_question::check,
    empty_body::check,
    skipped_number::check,
    file_name_differs::check,
    unexplained_abbreviation::check,
    avoided_spelling::check,
    unused_group::check,
    unused_term::check,
    orphan_task::check,
    missing_section::check,
    suspect_relation::check,
];

/// Checks that need no more than one page.
const OF_PAGES: [PageCheck; 4] =
    [placeholder_text::check, skipped_heading::check, missing_alt::check, vague_link_text::check];

/// Runs every check. `published` is what the site said of itself before; empty where nothing is known.
pub(crate) fn check(sources: &Sources, site: &Site, catalogue: &Catalogue, published: &[Published]) -> Diagnostics {
    let mut faults = Diagnostics::default();
    vanished_id::check(sources, site, published, &mut faults);
    low_contrast::check(sources, &mut faults);
    let runs: Vec<(usize, Check)> =
        (0..site.guides.len()).flat_map(|at| OF_GUIDES.iter().map(move |check| (at, *check))).collect();
    let (guides, pages) = parallel::both(
        || {
            let check = |(at, check): &(usize, Check), faults: &mut Diagnostics| {
                check(&Context { sources, site, guide: &site.guides[*at], at: *at, published }, faults);
            };
            parallel::map_gathering(&runs, check, Diagnostics::append).1
        },
        || {
            let check = |origin: &Origin, faults: &mut Diagnostics| page(sources, site, catalogue, *origin, faults);
            parallel::map_gathering(&site.origins(), check, Diagnostics::append).1
        },
    );
    faults.append(guides);
    faults.append(pages);
    faults
}

fn page(sources: &Sources, site: &Site, catalogue: &Catalogue, origin: Origin, faults: &mut Diagnostics) {
    let Some(file) = site.file(origin) else { return };
    let language = origin.guide().map_or(&site.settings.language, |guide| &site.guides[guide].language);
    let context = PageContext { sources, file, texts: site.texts(origin), words: catalogue.get(language) };
    for check in OF_PAGES {
        check(&context, faults);
    }
}
