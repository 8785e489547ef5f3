//! A task with its places in the guide; relations come later, when every id is known.

use std::collections::{BTreeSet, HashMap};

use super::build::{alias, unresolved};
use super::questions::{papers, questions};
use super::statements::Kinds;
use crate::config::{address_meant, is_web_address};
use crate::diagnostic::{
    Code, Diagnostic, Diagnostics, INVALID_VALUE, MISSING_FIELD, UNKNOWN_FIELD, UNKNOWN_PARTY, UNKNOWN_SCOPE,
    UNKNOWN_STAGE, UNKNOWN_TRACK,
};
use crate::model::{FieldForm, FieldKind, FieldValue, Filter, Group, Guide, Predicate, Roles, Status, Task, Used};
use crate::parse::{Document, RawName, RawRelations, RawRoles, RawTask, RawWhen};
use crate::text::closest;
use crate::yaml::{Node, Spanned, Value, is_date, meant_day, text_of};

/// How many keys a message names.
const MAX_SHOWN: usize = 3;

/// The groups of a guide by key, so that looking up costs nothing in large guides.
pub(super) struct Places {
    parties: HashMap<String, usize>,
    stages: HashMap<String, usize>,
    scopes: HashMap<String, usize>,
    tracks: HashMap<String, usize>,
    /// The guide's own page has faults: a missing group may be among the unreadable ones.
    pub(super) in_doubt: bool,
}

/// Roles as their author wrote them: which one, the place of the party, and the words.
type StatedRoles = Vec<(Predicate, usize, RawName)>;

/// Where a task stands in its guide.
pub(super) struct Place {
    pub(super) party: usize,
    /// `None` where the stage is missing or unknown: an error already, so nothing is concluded from it.
    pub(super) stage: Option<usize>,
    pub(super) scope: Option<usize>,
    pub(super) track: Option<usize>,
    pub(super) roles: Option<Box<Roles>>,
    /// The parties that its author named in roles.
    pub(super) stated_roles: StatedRoles,
    /// Whether the task has all that it must have, and the guide has all that it names.
    pub(super) is_whole: bool,
}

impl Places {
    pub(super) fn new(guide: &Guide, in_doubt: bool) -> Self {
        let index = |groups: &[Group]| groups.iter().enumerate().map(|(i, group)| (group.key.clone(), i)).collect();
        let stages: Vec<Group> = guide.stages.iter().map(|stage| stage.group.clone()).collect();
        Places {
            parties: index(&guide.parties),
            stages: index(&stages),
            scopes: index(&guide.scopes),
            tracks: index(&guide.tracks),
            in_doubt,
        }
    }

    /// Looks up the four groups of a task.
    pub(super) fn place(&self, raw: &RawTask, faults: &mut Diagnostics) -> Place {
        let party = self.party(raw.party.as_ref(), faults);
        let stage = self.stage(raw.stage.as_ref(), faults);
        let scope = self.scope(raw.scope.as_ref(), faults);
        let track = self.track(raw.track.as_ref(), faults);
        let (roles, stated_roles) = match &raw.roles {
            None => (None, Vec::new()),
            Some(written) => self.roles(written, faults),
        };
        let is_whole = party.is_some()
            && stage.is_some()
            && scope.is_some() == raw.scope.is_some()
            && track.is_some() == raw.track.is_some();
        Place { party: party.unwrap_or_default(), stage, scope, track, roles, stated_roles, is_whole }
    }

    /// The parties that a task names in its roles, each once in each role.
    fn roles(&self, raw: &RawRoles, faults: &mut Diagnostics) -> (Option<Box<Roles>>, StatedRoles) {
        let lists = [
            (Predicate::Performs, &raw.performs[..]),
            (Predicate::Responsible, raw.responsible.as_slice()),
            (Predicate::Approves, &raw.approves),
            (Predicate::Consulted, &raw.consulted),
        ];
        let mut stated = StatedRoles::new();
        for (about, names) in lists {
            for raw in names {
                match self.parties.get(&raw.name.value) {
                    Some(party) if stated.iter().any(|(role, other, _)| (*role, other) == (about, party)) => {}
                    Some(party) => stated.push((about, *party, raw.clone())),
                    None => {
                        let (in_doubt, parties) = (self.in_doubt, &self.parties);
                        faults.extend(unknown_group(&raw.name, parties, in_doubt, UNKNOWN_PARTY, "party"));
                    }
                }
            }
        }
        let of = |role: Predicate| stated.iter().filter(move |(about, ..)| *about == role).map(|(_, party, _)| *party);
        let roles = Roles {
            performs: of(Predicate::Performs).collect(),
            responsible: of(Predicate::Responsible).next(),
            approves: of(Predicate::Approves).collect(),
            consulted: of(Predicate::Consulted).collect(),
        };
        (Some(Box::new(roles)), stated)
    }

    fn party(&self, word: Option<&Spanned<String>>, faults: &mut Diagnostics) -> Option<usize> {
        self.find(word?, &self.parties, UNKNOWN_PARTY, "party", faults)
    }

    fn stage(&self, word: Option<&Spanned<String>>, faults: &mut Diagnostics) -> Option<usize> {
        self.find(word?, &self.stages, UNKNOWN_STAGE, "stage", faults)
    }

    fn scope(&self, word: Option<&Spanned<String>>, faults: &mut Diagnostics) -> Option<usize> {
        self.find(word?, &self.scopes, UNKNOWN_SCOPE, "scope", faults)
    }

    fn track(&self, word: Option<&Spanned<String>>, faults: &mut Diagnostics) -> Option<usize> {
        self.find(word?, &self.tracks, UNKNOWN_TRACK, "track", faults)
    }

    fn find(
        &self,
        word: &Spanned<String>,
        groups: &HashMap<String, usize>,
        code: Code,
        what: &str,
        faults: &mut Diagnostics,
    ) -> Option<usize> {
        let found = groups.get(&word.value).copied();
        if found.is_none() {
            faults.extend(unknown_group(word, groups, self.in_doubt, code, what));
        }
        found
    }

    /// The tasks that are meant; `None` where the guide lacks a group that is named. Retired ones only where they are named.
    pub(super) fn filter(&self, when: RawWhen, faults: &mut Diagnostics) -> Option<Filter> {
        type Find = fn(&Places, Option<&Spanned<String>>, &mut Diagnostics) -> Option<usize>;
        let mut all = |words: &[Spanned<String>], find: Find| -> Option<Vec<usize>> {
            let found: Vec<Option<usize>> = words.iter().map(|word| find(self, Some(word), faults)).collect();
            found.into_iter().collect()
        };
        let stages = all(&when.stages, Places::stage);
        let parties = all(&when.parties, Places::party);
        let tracks = all(&when.tracks, Places::track);
        let scopes = all(&when.scopes, Places::scope);
        let statuses = if when.statuses.is_empty() { vec![Status::Active, Status::Draft] } else { when.statuses };
        Some(Filter { stages: stages?, parties: parties?, tracks: tracks?, scopes: scopes?, statuses })
    }
}

/// The task that a document describes, still without relations, with what its author wrote of them.
pub(super) fn task(
    document: Document,
    raw: Box<RawTask>,
    id: String,
    place: Place,
    fields: Vec<(usize, FieldValue)>,
    guide: &Guide,
    faults: &mut Diagnostics,
) -> (Task, RawRelations, String) {
    let mut raw = raw;
    let bases = Kinds(&guide.certainties).facts(&id, &raw, &place.stated_roles, faults);
    let task = Task {
        file: document.file,
        span: document.start,
        title: raw.title.as_ref().map_or_else(|| id.clone(), |title| title.value.clone()),
        title_span: raw.title.as_ref().map_or(document.start, |title| title.span),
        id,
        id_span: raw.id.as_ref().map(|id| id.span),
        party: place.party,
        stage: place.stage.unwrap_or_default(),
        placed: place.stage.is_some(),
        stage_span: raw.stage.as_ref().map_or(document.start, |stage| stage.span),
        scope: place.scope,
        track: place.track,
        requires: Vec::new(),
        names_others: raw.relations.name_others(),
        required_by: Vec::new(),
        with: Vec::new(),
        partner_places: Vec::new(),
        seen: Vec::new(),
        alternatives: Vec::new(),
        related: Vec::new(),
        roles: place.roles,
        bases,
        delivers: raw.delivers.take().map(|text| text.value),
        description: raw.description.take().map(|text| text.value),
        papers: papers(std::mem::take(&mut raw.documents)),
        questions: questions(std::mem::take(&mut raw.questions), &guide.parties),
        source: raw.source.take().map(|field| unresolved(field.body)),
        aliases: raw.aliases.iter().cloned().map(alias).collect(),
        status: raw.status,
        replaced_by: None,
        updated: raw.updated.take(),
        fields,
        extra: std::mem::take(&mut raw.extra),
        text: unresolved(document.body),
        assets: Vec::new(),
        backlinks: Vec::new(),
    };
    (task, raw.relations, document.path)
}

/// Nothing in a guide that is in doubt, unless the word is almost one that it has.
fn unknown_group(
    word: &Spanned<String>,
    groups: &HashMap<String, usize>,
    in_doubt: bool,
    code: Code,
    what: &str,
) -> Option<Diagnostic> {
    let mut known: Vec<(&str, usize)> = groups.iter().map(|(key, at)| (key.as_str(), *at)).collect();
    known.sort_unstable_by_key(|(_, at)| *at);
    let names: Vec<&str> = known.iter().map(|(key, _)| *key).collect();
    let help = if names.is_empty() {
        format!("the guide's `_index.md` lists no {what}")
    } else {
        format!("the guide's `_index.md` lists {}", names.join(", "))
    };
    let near = closest(&word.value, names.iter().copied());
    if in_doubt && near.is_none() {
        return None;
    }
    let fault = Diagnostic::new(code, word.span, format!("the guide has no {what} `{}`", word.value));
    Some(fault.help(help).did_you_mean(near))
}

/// The faults of a guide that lists no parties or stages where its tasks name some: one of the guide, in place of one of
/// each task.
pub(super) fn lists_nothing(guide: &Guide, tasks: &[(Document, Box<RawTask>)]) -> Vec<Diagnostic> {
    type Named = fn(&RawTask) -> Option<&Spanned<String>>;
    let lists: [(bool, &str, Code, Named); 2] = [
        (guide.parties.is_empty(), "parties", UNKNOWN_PARTY, |raw| raw.party.as_ref()),
        (guide.stages.is_empty(), "stages", UNKNOWN_STAGE, |raw| raw.stage.as_ref()),
    ];
    let fault = |(_, list, code, named): (bool, &str, Code, Named)| {
        let words = || tasks.iter().filter_map(|(_, raw)| named(raw));
        let first = words().next()?;
        let keys: BTreeSet<&str> = words().map(|word| word.value.as_str()).collect();
        let shown: Vec<&str> = keys.iter().take(MAX_SHOWN).copied().collect();
        let more = if keys.len() > MAX_SHOWN { ", …" } else { "" };
        let message = format!("the guide lists no {list}, and its tasks name `{}`{more}", shown.join("`, `"));
        let fault = Diagnostic::new(code, guide.span, message).and(first.span, "named here");
        Some(fault.help(format!("write `{list}: [{{key: {}}}{more}]` below `guide`", shown.join("}, {key: "))))
    };
    lists.into_iter().filter(|(is_empty, ..)| *is_empty).filter_map(fault).collect()
}

/// The task's own fields, in the guide's order, which are marked as used. In a guide that is in doubt, a field may be among
/// what could not be read.
pub(super) fn own_fields(
    raw: &RawTask,
    kinds: &mut [FieldKind],
    used: Used,
    in_doubt: bool,
    faults: &mut Diagnostics,
) -> Vec<(usize, FieldValue)> {
    for (key, _) in &raw.fields {
        if !kinds.iter().any(|kind| kind.key == key.value) {
            let near = closest(&key.value, kinds.iter().map(|kind| kind.key.as_str()));
            if in_doubt && near.is_none() {
                continue;
            }
            let fault = Diagnostic::new(UNKNOWN_FIELD, key.span, format!("the guide has no field `{}`", key.value))
                .help("declare it under `fields` in the guide's `_index.md`")
                .did_you_mean(near);
            faults.push(fault);
        }
    }
    let mut found = Vec::new();
    for (at, kind) in kinds.iter_mut().enumerate() {
        let given = raw.fields.iter().find(|(key, node)| key.value == kind.key && !matches!(node.value, Value::Null));
        if given.is_some() {
            kind.used = kind.used.max(used);
        }
        match given {
            Some((_, node)) => found.extend(field_value(node, kind, faults).map(|value| (at, value))),
            None if kind.required => {
                let message = format!("the guide asks every task for the field `{}` ({})", kind.key, kind.name);
                let help = format!("add `fields: {{{}: …}}`", kind.key);
                faults.push(Diagnostic::new(MISSING_FIELD, raw.fields_span, message).help(help));
            }
            None => {}
        }
    }
    found
}

fn field_value(node: &Node, kind: &FieldKind, faults: &mut Diagnostics) -> Option<FieldValue> {
    if let (FieldForm::List, Value::List(items)) = (kind.form, &node.value) {
        let texts = items.iter().filter_map(|item| text_of(item, &kind.key, faults)).map(|text| text.value);
        return Some(FieldValue::List(texts.collect()));
    }
    let text = text_of(node, &kind.key, faults)?;
    let wrong = match kind.form {
        FieldForm::Text => None,
        FieldForm::List => return Some(FieldValue::List(vec![text.value])),
        FieldForm::Date => (!is_date(&text.value)).then_some("must be a day such as 2026-11-23".to_owned()),
        FieldForm::Url if is_web_address(&text.value) => return Some(FieldValue::Url(text.value)),
        FieldForm::Url => Some("must begin with https:// or http://".to_owned()),
        FieldForm::Choice => {
            (!kind.choices.contains(&text.value)).then(|| format!("must be one of `{}`", kind.choices.join("`, `")))
        }
    };
    match wrong {
        None => Some(FieldValue::Text(text.value)),
        Some(wrong) => {
            let message = format!("the field `{}` {wrong}, not `{}`", kind.key, text.value);
            let near = closest(&text.value, kind.choices.iter().map(String::as_str)).map(str::to_owned);
            let meant = match kind.form {
                FieldForm::Date => meant_day(&text.value),
                FieldForm::Url => address_meant(&text.value),
                _ => near,
            };
            faults.push(Diagnostic::new(INVALID_VALUE, text.span, message).did_you_mean(meant.as_deref()));
            None
        }
    }
}
