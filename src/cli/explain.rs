//! `vejviser explain`: a page of the manual for each code.

use super::Outcome;
use super::arguments::Explain;
use super::screen::Screen;
use crate::diagnostic::{ALL, manual};
use crate::refusal::Refusal;
use crate::text::closest;

pub(super) fn run(arguments: &Explain, screen: &Screen) -> Result<Outcome, Refusal> {
    let Some(name) = &arguments.code else {
        screen.data(&list());
        return Ok(Outcome::Clean);
    };
    let Some(page) = manual(name) else {
        let near = closest(name, ALL.iter().map(|code| code.name));
        let near = near
            .map_or_else(|| "`vejviser explain` lists them all".to_owned(), |near| format!("did you mean `{near}`?"));
        return Err(format!("there is no check `{name}`; {near}").into());
    };
    screen.data(&format!("# {name}\n\n{page}"));
    Ok(Outcome::Clean)
}

/// Every code with its weight and summary.
fn list() -> String {
    let mut codes: Vec<_> = ALL.iter().collect();
    codes.sort_unstable_by_key(|code| code.name);
    let width = codes.iter().map(|code| code.name.len()).max().unwrap_or_default();
    let lines =
        codes.iter().map(|code| format!("{:width$}  {:7}  {}\n", code.name, code.severity.name(), code.summary));
    lines.collect()
}
