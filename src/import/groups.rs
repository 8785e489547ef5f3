//! Parties, stages, scopes and tracks: those of a guide that is there, or those that the table names.

use super::columns::Column;
use crate::model::{Group, Guide};
use crate::refusal::Refusal;
use crate::text::slug;

/// A kind of group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Party,
    Stage,
    Scope,
    Track,
}

impl Kind {
    pub(super) const ALL: [Kind; 4] = [Kind::Party, Kind::Stage, Kind::Scope, Kind::Track];

    /// The key of front matter.
    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Party => "party",
            Kind::Stage => "stage",
            Kind::Scope => "scope",
            Kind::Track => "track",
        }
    }

    /// The list of the guide.
    pub(super) fn list(self) -> &'static str {
        match self {
            Kind::Party => "parties",
            Kind::Stage => "stages",
            Kind::Scope => "scopes",
            Kind::Track => "tracks",
        }
    }

    pub(super) fn column(self) -> Column {
        match self {
            Kind::Party => Column::Party,
            Kind::Stage => Column::Stage,
            Kind::Scope => Column::Scope,
            Kind::Track => Column::Track,
        }
    }

    /// Whether every task has one.
    pub(super) fn required(self) -> bool {
        matches!(self, Kind::Party | Kind::Stage)
    }
}

/// The keys of a task's groups, in the order of [`Kind::ALL`].
pub(super) type Keys = [Option<String>; 4];

/// The groups of a guide, each with key and name.
pub(super) struct Groups {
    known: [Vec<(String, String)>; 4],
    /// The guide is there: groups are looked up, not made.
    fixed: bool,
}

impl Groups {
    pub(super) fn new(guide: Option<&Guide>) -> Self {
        let pair = |group: &Group| (group.key.clone(), group.name.clone());
        let known = guide.map_or_else(Default::default, |guide| {
            [
                guide.parties.iter().map(pair).collect(),
                guide.stages.iter().map(|stage| pair(&stage.group)).collect(),
                guide.scopes.iter().map(pair).collect(),
                guide.tracks.iter().map(pair).collect(),
            ]
        });
        Groups { known, fixed: guide.is_some() }
    }

    pub(super) fn of(&self, kind: Kind) -> &[(String, String)] {
        &self.known[kind as usize]
    }

    /// The key for what a cell says: a key, or a name. In a new guide, what is not known yet becomes a group.
    pub(super) fn key(&mut self, kind: Kind, text: &str) -> Result<String, Refusal> {
        let known = &mut self.known[kind as usize];
        let same = |one: &str| one == text || one.to_lowercase() == text.to_lowercase();
        if let Some((key, _)) = known.iter().find(|(key, name)| same(key) || same(name)) {
            return Ok(key.clone());
        }
        if self.fixed {
            let keys: Vec<&str> = known.iter().map(|(key, _)| key.as_str()).collect();
            return Err(format!("the guide has no {} `{text}`; it has {}", kind.name(), keys.join(", ")).into());
        }
        let usable = text.len() <= 64 && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        let mut key: String = if usable { text.to_owned() } else { slug(text).chars().take(30).collect() };
        if known.iter().any(|(other, _)| *other == key) {
            key = format!("{key}-{}", known.len() + 1);
        }
        known.push((key.clone(), text.to_owned()));
        Ok(key)
    }
}
