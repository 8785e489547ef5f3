//! The keys of front matter.

use crate::yaml::{Form, Shape, key, required};

const TITLE: &str = "What the page is called.";
const DESCRIPTION: &str = "One sentence for lists and previews.";
const SOURCE: &str = "Where the statements come from; Markdown.";
const QUESTIONS: &str = "What the authors don't know yet; Markdown.";
const UPDATED: &str = "The day of the last change, as 2026-11-23.";
const EXTRA: &str = "Free values, handed to templates.";
const CHECKS: &str = "Diagnostics that were looked at and may pass on this page, each with a reason.";
const ALIASES: &str = "Former ids and paths, which stay answered.";

pub(crate) const TASK: Shape = Shape {
    what: "a task",
    keys: &[
        key("id", Form::Name, "The last part of the address; by default the file's name."),
        required("title", Form::Text, TITLE),
        required("party", Form::Name, "Whose side the task is on; a key of the guide's parties."),
        required("stage", Form::Name, "The step it belongs to; a key of the guide's stages."),
        key("scope", Form::Name, "How often it is carried out; a key of the guide's scopes."),
        key("track", Form::Name, "A theme across parties; a key of the guide's tracks."),
        key("requires", Form::NamesOr(&REQUIREMENT), "What must be done first."),
        key("with", Form::Names, "Ids of tasks that are carried out together with this one; enough on one side."),
        key("alternatives", Form::Names, "Ids of tasks of which either is enough; enough on one side."),
        key("delivers", Form::Text, "What the next one gets from this task."),
        key("description", Form::Text, DESCRIPTION),
        key("open_questions", Form::Texts, QUESTIONS),
        key("source", Form::Text, SOURCE),
        key("aliases", Form::Texts, ALIASES),
        key(
            "status",
            Form::Choice(&["active", "draft", "retired"]),
            "Where the task is in its life; active by default.",
        ),
        key("replaced_by", Form::Name, "With status: retired, the id of the task that took its place."),
        key("updated", Form::Date, UPDATED),
        key("fields", Form::Own, "Values of the guide's own fields."),
        key("checks", Form::Allowances(&ALLOWANCE), CHECKS),
        key("extra", Form::Free, EXTRA),
        key("type", Form::Choice(&["task"]), "May say task, the default."),
    ],
};

pub(super) const REQUIREMENT: Shape = Shape {
    what: "a requirement",
    keys: &[
        key("task", Form::Name, "The id of the task that must be done first."),
        key("any", Form::Names, "Ids of tasks of which one is enough."),
        key("certainty", Form::Choice(&["certain", "likely"]), "How sure the relation is; certain by default."),
        key("note", Form::Text, "Why it is thought to be so."),
    ],
};

pub(crate) const PAGE: Shape = Shape {
    what: "a page",
    keys: &[
        key("type", Form::Choice(&["page"]), "In a guide, page says that the file is no task."),
        required("title", Form::Text, TITLE),
        key("description", Form::Text, DESCRIPTION),
        key("updated", Form::Date, UPDATED),
        key("aliases", Form::Texts, ALIASES),
        key("weight", Form::Number, "Its place among the pages of its folder: lower numbers come first."),
        key("source", Form::Text, SOURCE),
        key("open_questions", Form::Texts, QUESTIONS),
        key("status", Form::Choice(&["active", "draft"]), "Drafts are published with --drafts only."),
        key("checks", Form::Allowances(&ALLOWANCE), CHECKS),
        key("extra", Form::Free, EXTRA),
    ],
};

pub(crate) const GUIDE_PAGE: Shape = Shape {
    what: "a guide's page",
    keys: &[
        required("title", Form::Text, TITLE),
        key("description", Form::Text, DESCRIPTION),
        key("language", Form::Name, "A code such as da or en-GB; by default the site's."),
        key("updated", Form::Date, UPDATED),
        key("source", Form::Text, SOURCE),
        key("open_questions", Form::Texts, QUESTIONS),
        key("checks", Form::Allowances(&ALLOWANCE), CHECKS),
        key("extra", Form::Free, EXTRA),
        required("guide", Form::Map(&GUIDE), "What makes the folder a guide."),
    ],
};

pub(super) const GUIDE: Shape = Shape {
    what: "`guide`",
    keys: &[
        key("code", Form::Text, "A short name for the guide."),
        key("version", Form::Text, "The version of what the guide describes."),
        key("integration", Form::Map(&INTEGRATION), "What the guide connects, in its owner's catalogue."),
        key("parties", Form::List(&PARTY), "Whose sides tasks are on; lanes in diagrams."),
        key("stages", Form::List(&STAGE), "The steps of the whole, in order."),
        key("scopes", Form::List(&SCOPE), "How often tasks are carried out."),
        key("tracks", Form::List(&TRACK), "Themes across parties."),
        key("id_prefixes", Form::Names, "Beginnings of ids: a bare code with one of them must be a task."),
        key("fields", Form::List(&OWN_FIELD), "Fields of the guide's own for its tasks."),
        key("terms", Form::List(&TERM), "The glossary."),
        key("sections", Form::List(&SECTION), "Sections that tasks must have, in this order."),
        key("retired", Form::List(&RETIRED), "Ids that are no longer used and have no file."),
    ],
};

const KEY: &str = "Part of addresses: letters, digits, - and _.";
const NAME: &str = "What readers see; by default the key.";
const SENTENCE: &str = "One sentence.";

pub(super) const PARTY: Shape = Shape { what: "a party", keys: GROUP };
pub(super) const TRACK: Shape = Shape { what: "a track", keys: GROUP };

const GROUP: &[crate::yaml::Key] =
    &[required("key", Form::Name, KEY), key("name", Form::Text, NAME), key("description", Form::Text, SENTENCE)];

pub(super) const SCOPE: Shape = Shape {
    what: "a scope",
    keys: &[
        required("key", Form::Name, KEY),
        key("name", Form::Text, NAME),
        key("description", Form::Text, SENTENCE),
        key("shared", Form::Flag, "true: its tasks are carried out once for all runs of the guide."),
    ],
};

pub(super) const STAGE: Shape = Shape {
    what: "a stage",
    keys: &[
        required("key", Form::Name, KEY),
        key("name", Form::Text, NAME),
        key("description", Form::Text, SENTENCE),
        key("gate", Form::Flag, "true: none of its tasks starts before every task of the earlier stages is done."),
    ],
};

pub(super) const OWN_FIELD: Shape = Shape {
    what: "a field",
    keys: &[
        required("key", Form::Text, "The key under fields in a task."),
        key("name", Form::Text, NAME),
        key("type", Form::Choice(&["text", "list", "date", "url", "choice"]), "What it holds; text by default."),
        key("choices", Form::Texts, "With type: choice, the values that it may have."),
        key("required", Form::Flag, "true: every task must have it."),
    ],
};

pub(super) const TERM: Shape = Shape {
    what: "a term",
    keys: &[
        required("term", Form::Text, "The word."),
        key("lang", Form::Name, "Its language, where it is not the guide's: a code such as en."),
        required("meaning", Form::Text, "What it means; Markdown."),
        key("variants", Form::Texts, "Other forms of the word."),
        key("avoid", Form::Texts, "Spellings that a check finds."),
    ],
};

pub(super) const SECTION: Shape = Shape {
    what: "a section",
    keys: &[
        required("heading", Form::Text, "The words of its heading, which is of level 2."),
        key("when", Form::Map(&WHEN), "Which tasks must have it; by default all that are not retired."),
    ],
};

/// Of several keys, all must hold; of the words of one, any.
pub(super) const WHEN: Shape = Shape {
    what: "`when`",
    keys: &[
        key("party", Form::Names, "Keys of parties."),
        key("stage", Form::Names, "Keys of stages."),
        key("scope", Form::Names, "Keys of scopes."),
        key("track", Form::Names, "Keys of tracks."),
        key("status", Form::Names, "active, draft or retired; by default not retired."),
    ],
};

pub(super) const RETIRED: Shape = Shape {
    what: "a retired id",
    keys: &[
        required("id", Form::Name, "The id."),
        key("note", Form::Text, "Why it is gone."),
        key("see", Form::Name, "The id of the task to see instead."),
    ],
};

pub(super) const INTEGRATION: Shape = Shape {
    what: "an integration",
    keys: &[
        key("id", Form::Text, "Its id in the catalogue."),
        key("version", Form::Text, "Its version."),
        key("catalogue_url", Form::Text, "Its page in the catalogue."),
    ],
};

pub(super) const ALLOWANCE: Shape = Shape {
    what: "an allowance",
    keys: &[
        required("level", Form::Choice(&["off"]), "off: the diagnostic may pass."),
        required("reason", Form::Text, "Why it is right here, for the next author."),
    ],
};
