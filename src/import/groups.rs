//! Parties, stages, scopes and tracks: those of a guide that is there, or those that the table names.

use super::cells::Marked;
use super::columns::Column;
use crate::model::{Group, Guide};
use crate::refusal::Refusal;
use crate::text::slug;

/// A kind of group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GroupKind {
    Party,
    Stage,
    Scope,
    Track,
}

impl GroupKind {
    pub(super) const ALL: [GroupKind; 4] = [GroupKind::Party, GroupKind::Stage, GroupKind::Scope, GroupKind::Track];

    /// The key of front matter.
    pub(super) fn name(self) -> &'static str {
        match self {
            GroupKind::Party => "party",
            GroupKind::Stage => "stage",
            GroupKind::Scope => "scope",
            GroupKind::Track => "track",
        }
    }

    /// The list of the guide.
    pub(super) fn list(self) -> &'static str {
        match self {
            GroupKind::Party => "parties",
            GroupKind::Stage => "stages",
            GroupKind::Scope => "scopes",
            GroupKind::Track => "tracks",
        }
    }

    pub(super) fn column(self) -> Column {
        match self {
            GroupKind::Party => Column::Party,
            GroupKind::Stage => Column::Stage,
            GroupKind::Scope => Column::Scope,
            GroupKind::Track => Column::Track,
        }
    }

    /// Whether every task has one.
    pub(super) fn required(self) -> bool {
        matches!(self, GroupKind::Party | GroupKind::Stage)
    }
}

/// The keys of a task's groups, in the order of [`GroupKind::ALL`].
pub(super) type Keys = [Option<String>; 4];

/// A role of parties in a task: its key, and the keys of the parties.
pub(super) type Role = (&'static str, Vec<Marked>);

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

    pub(super) fn of(&self, kind: GroupKind) -> &[(String, String)] {
        &self.known[kind as usize]
    }

    /// The key for what a cell says: a key, or a name. In a new guide, what is not known yet becomes a group.
    pub(super) fn key(&mut self, kind: GroupKind, text: &str) -> Result<String, Refusal> {
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
