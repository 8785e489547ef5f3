//! `vejviser diff`.

use std::fs;

use super::arguments::Global;
use super::compared::{Diff, FailOn};
use super::graph::refuse_own;
use super::screen::Screen;
use super::sides::{Side, Source};
use super::{Outcome, refused};
use crate::changes::{Described, DiffFormat, TextDetail, Weight, changes};
use crate::pipeline::told;
use crate::refusal::Refusal;
use crate::text::closest;

pub(super) fn run(global: &Global, arguments: &Diff, screen: &Screen) -> Result<Outcome, Refusal> {
    let guide = arguments.guide.as_deref();
    let side = |name| Side::find(global, name, guide, arguments.rev, screen);
    let (old, new) = (side(Some(&arguments.old))?, side(arguments.new.as_deref())?);
    for side in [&old, &new] {
        if let Some(outcome) = untold(side, screen) {
            return Ok(outcome);
        }
        if let (Some(file), Source::Content(content)) = (&arguments.output, &side.source) {
            refuse_own(file, &content.0, &content.1)?;
        }
    }
    let keys = pair(&old, &new, guide)?;
    let (before, after) = (old.described(&keys.0)?, new.described(&keys.1)?);
    let mut found = changes((&old.label, &before), (&new.label, &after));
    if !arguments.party.is_empty() {
        known(&arguments.party, [&before, &after])?;
        found.keep_parties(&arguments.party);
    }
    if (arguments.text, arguments.format) == (TextDetail::None, DiffFormat::Json) {
        found.drop_lines();
    }
    let analysis = [&new, &old].into_iter().find_map(|side| match &side.source {
        Source::Content(content) => Some(&content.2),
        _ => None,
    });
    let text = told(&found, arguments.format, arguments.text, analysis);
    match &arguments.output {
        Some(file) => {
            fs::write(file, text).map_err(|error| format!("can't write `{}`: {error}", file.display()))?;
        }
        None => screen.data(&text),
    }
    let fails = match arguments.fail_on {
        None => false,
        Some(FailOn::Work) => found.weight() == Some(Weight::Work),
        Some(FailOn::Any) => found.weight().is_some(),
    };
    Ok(if fails { Outcome::Faulty } else { Outcome::Clean })
}

/// How the run ends if the side is content with errors: its guides can't be told.
fn untold(side: &Side, screen: &Screen) -> Option<Outcome> {
    let Source::Content(content) = &side.source else { return None };
    let (location, project, analysis) = &**content;
    let undone = format!("`{}` has errors; nothing was compared", side.label);
    refused(&analysis.diagnostics, project, location, screen, &undone)
}

/// The keys of the guide that is compared, on each side.
fn pair(old: &Side, new: &Side, guide: Option<&str>) -> Result<(String, String), Refusal> {
    let (olds, news) = (old.keys(), new.keys());
    let one = |side: &Side, keys: &[String], other: &[String]| -> Result<String, Refusal> {
        let named = guide.map_or_else(
            || keys.iter().filter(|key| other.contains(key)).collect(),
            |guide| keys.iter().filter(|key| *key == guide).collect::<Vec<_>>(),
        );
        match (named.as_slice(), keys) {
            ([key], _) => Ok((*key).clone()),
            (_, [only]) if other.len() == 1 => Ok(only.clone()),
            (_, []) => Err(format!("`{}` has no guide", side.label).into()),
            _ if guide.is_some() => {
                let guide = guide.unwrap_or_default();
                Err(format!("`{}` has no guide `{guide}`, so there is nothing to compare it with", side.label).into())
            }
            _ => Err(format!(
                "`{}` has the guides {}, and nothing says which one is meant; name it with --guide",
                side.label,
                keys.join(", ")
            )
            .into()),
        }
    };
    if let Some(guide) = guide.filter(|guide| !olds.iter().chain(&news).any(|key| key == guide)) {
        let known = olds.iter().chain(&news).map(String::as_str);
        let near = closest(guide, known).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        return Err(format!("neither side has a guide `{guide}`{near}").into());
    }
    Ok((one(old, &olds, &news)?, one(new, &news, &olds)?))
}

/// Fails unless one side has a party of each key.
fn known(keys: &[String], sides: [&Described; 2]) -> Result<(), Refusal> {
    let parties: Vec<&str> = sides.iter().flat_map(|side| side.party_keys()).collect();
    let Some(key) = keys.iter().find(|key| !parties.contains(&key.as_str())) else { return Ok(()) };
    let near = closest(key, parties.iter().copied()).map(|near| format!("; did you mean `{near}`?"));
    Err(format!("neither side has a party `{key}`{}", near.unwrap_or_default()).into())
}
