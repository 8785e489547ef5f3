//! The keys of front matter.

use crate::yaml::{Shape, ValueForm, key, required};

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
        key("id", ValueForm::Name, "The last part of the address; by default the file's name."),
        required("title", ValueForm::Text, TITLE),
        required("party", ValueForm::NameOr(&STATED_KEY), "Whose side the task is on; a key of the guide's parties."),
        required("stage", ValueForm::NameOr(&STATED_KEY), "The step it belongs to; a key of the guide's stages."),
        key("scope", ValueForm::NameOr(&STATED_KEY), "How often it is carried out; a key of the guide's scopes."),
        key("track", ValueForm::NameOr(&STATED_KEY), "A theme across parties; a key of the guide's tracks."),
        key("requires", ValueForm::NamesOr(&REQUIREMENT), "What must be done first."),
        key(
            "with",
            ValueForm::NamesOr(&COUNTERPART),
            "Tasks that are carried out together with this one; enough on one side.",
        ),
        key("alternatives", ValueForm::NamesOr(&PARTNER), "Tasks of which either is enough; enough on one side."),
        key("related", ValueForm::NamesOr(&PARTNER), "Tasks to see also, in no order; enough on one side."),
        key(
            "roles",
            ValueForm::Map(&ROLES),
            "Who carries it out, answers for it, approves it and is asked, beside the party.",
        ),
        key("delivers", ValueForm::TextOr(&STATED_TEXT), "What the next one gets from this task."),
        key("documents", ValueForm::List(&DOCUMENT), "Forms, documents and systems that the task needs or makes."),
        key("description", ValueForm::Text, DESCRIPTION),
        key("open_questions", ValueForm::TextsOr(&QUESTION), QUESTIONS),
        key("source", ValueForm::Text, SOURCE),
        key("aliases", ValueForm::Texts, ALIASES),
        key(
            "status",
            ValueForm::Choice(&["active", "draft", "retired"]),
            "Where the task is in its life; active by default.",
        ),
        key("replaced_by", ValueForm::Name, "With status: retired, the id of the task that took its place."),
        key("updated", ValueForm::Date, UPDATED),
        key("fields", ValueForm::Own, "Values of the guide's own fields."),
        key("checks", ValueForm::Allowances(&ALLOWANCE), CHECKS),
        key("extra", ValueForm::Free, EXTRA),
        key("type", ValueForm::Choice(&["task"]), "May say task, the default."),
    ],
};

const CERTAINTY: &str = "How sure the statement is; certain by default.";
const NOTE: &str = "Why it is thought to be so.";
const STATED_IN: &str = "Where it is stated.";
const CONFIRMED_BY: &str = "Who confirmed it, and when.";
const SEEN: &str = "Of which the other task was looked at; `vejviser confirm` writes it.";
const SURE: ValueForm = ValueForm::Choice(&["certain", "likely"]);

/// A map with what is stated, and how sure that is.
macro_rules! stated {
    ($what:literal, $($stated:expr),+) => {
        Shape {
            what: $what,
            keys: &[
                $($stated,)+
                key("certainty", SURE, CERTAINTY),
                key("note", ValueForm::Text, NOTE),
                key("source", ValueForm::Text, STATED_IN),
                key("confirmed", ValueForm::Map(&CONFIRMED), CONFIRMED_BY),
            ],
        }
    };
}

pub(super) const REQUIREMENT: Shape = stated!(
    "a requirement",
    key("task", ValueForm::Name, "The id of the task that must be done first."),
    key("any", ValueForm::Names, "Ids of tasks of which one is enough."),
    key("seen", ValueForm::Name, SEEN)
);

pub(super) const COUNTERPART: Shape = stated!(
    "a relation",
    required("task", ValueForm::Name, "The id of the other task."),
    key("seen", ValueForm::Name, SEEN)
);

pub(super) const PARTNER: Shape = stated!("a relation", required("task", ValueForm::Name, "The id of the other task."));

pub(super) const STATED_KEY: Shape = stated!("a statement", required("key", ValueForm::Name, "A key of the guide."));

pub(super) const STATED_TEXT: Shape = stated!("a statement", required("text", ValueForm::Text, "What is stated."));

pub(super) const ROLE: Shape = stated!("a role", required("party", ValueForm::Name, "A key of the guide's parties."));

/// The default for statements without a certainty.
pub(super) const DEFAULT: Shape = Shape {
    what: "a default",
    keys: &[
        required("certainty", SURE, CERTAINTY),
        key("note", ValueForm::Text, NOTE),
        key("source", ValueForm::Text, STATED_IN),
        key("confirmed", ValueForm::Map(&CONFIRMED), CONFIRMED_BY),
    ],
};

pub(super) const CONFIRMED: Shape = Shape {
    what: "`confirmed`",
    keys: &[
        required("by", ValueForm::Text, "Who confirmed it."),
        key("on", ValueForm::Date, "The day, as 2026-11-23."),
    ],
};

pub(super) const ROLES: Shape = Shape {
    what: "`roles`",
    keys: &[
        key("performs", ValueForm::NamesOr(&ROLE), "Parties that carry the task out; by default its party."),
        key("responsible", ValueForm::NameOr(&ROLE), "The party that answers for it; by default its party."),
        key("approves", ValueForm::NamesOr(&ROLE), "Parties that approve it."),
        key("consulted", ValueForm::NamesOr(&ROLE), "Parties that are asked about it."),
    ],
};

pub(super) const QUESTION: Shape = Shape {
    what: "a question",
    keys: &[
        required("text", ValueForm::Text, "The question; Markdown."),
        key("id", ValueForm::Name, "Makes the anchor q-id: letters, digits, - and _; once in a guide."),
        key("to", ValueForm::Text, "Whom it is put to: the key of a party, or any words."),
        key("owner", ValueForm::Text, "Who of the authors follows it up."),
        key("asked", ValueForm::Date, "The day on which it was asked, as 2026-11-23."),
        key("answered", ValueForm::Date, "The day of the answer, as 2026-11-23."),
        key("answer", ValueForm::Text, "The answer; Markdown."),
        key("source", ValueForm::Text, "Where the answer is stated."),
    ],
};

pub(super) const DOCUMENT: Shape = Shape {
    what: "a document",
    keys: &[
        required("title", ValueForm::Text, "What it is called."),
        key("url", ValueForm::Text, "Its address, or its file as in a link; none if it exists on paper."),
        key("kind", ValueForm::Choice(&["form", "document", "system"]), "What it is; document by default."),
        key(
            "needed",
            ValueForm::Choice(&["before", "made"]),
            "before: the task needs it, the default; made: the task makes it.",
        ),
        key("note", ValueForm::Text, "What else there is to know."),
    ],
};

/// A default for each kind of statement.
pub(super) const CERTAINTIES: Shape = Shape {
    what: "`certainty`",
    keys: &[
        key("party", ValueForm::NameOr(&DEFAULT), OF_KEY),
        key("stage", ValueForm::NameOr(&DEFAULT), OF_KEY),
        key("scope", ValueForm::NameOr(&DEFAULT), OF_KEY),
        key("track", ValueForm::NameOr(&DEFAULT), OF_KEY),
        key("delivers", ValueForm::NameOr(&DEFAULT), OF_KEY),
        key("requires", ValueForm::NameOr(&DEFAULT), OF_KEY),
        key("with", ValueForm::NameOr(&DEFAULT), OF_KEY),
        key("alternatives", ValueForm::NameOr(&DEFAULT), OF_KEY),
        key("related", ValueForm::NameOr(&DEFAULT), OF_KEY),
        key("performs", ValueForm::NameOr(&DEFAULT), OF_KEY),
        key("responsible", ValueForm::NameOr(&DEFAULT), OF_KEY),
        key("approves", ValueForm::NameOr(&DEFAULT), OF_KEY),
        key("consulted", ValueForm::NameOr(&DEFAULT), OF_KEY),
    ],
};
const OF_KEY: &str = "likely, or a map with a note: how sure such statements are that say nothing themselves.";

pub(crate) const PAGE: Shape = Shape {
    what: "a page",
    keys: &[
        key("type", ValueForm::Choice(&["page"]), "In a guide, page says that the file is no task."),
        required("title", ValueForm::Text, TITLE),
        key("description", ValueForm::Text, DESCRIPTION),
        key("updated", ValueForm::Date, UPDATED),
        key("aliases", ValueForm::Texts, ALIASES),
        key("weight", ValueForm::Number, "Its place among the pages of its folder: lower numbers come first."),
        key("source", ValueForm::Text, SOURCE),
        key("open_questions", ValueForm::TextsOr(&QUESTION), QUESTIONS),
        key("status", ValueForm::Choice(&["active", "draft"]), "Drafts are published with --drafts only."),
        key("checks", ValueForm::Allowances(&ALLOWANCE), CHECKS),
        key("extra", ValueForm::Free, EXTRA),
    ],
};

pub(crate) const GUIDE_PAGE: Shape = Shape {
    what: "a guide's page",
    keys: &[
        required("title", ValueForm::Text, TITLE),
        key("description", ValueForm::Text, DESCRIPTION),
        key("language", ValueForm::Name, "A code such as da or en-GB; by default the site's."),
        key("updated", ValueForm::Date, UPDATED),
        key("source", ValueForm::Text, SOURCE),
        key("open_questions", ValueForm::TextsOr(&QUESTION), QUESTIONS),
        key("checks", ValueForm::Allowances(&ALLOWANCE), CHECKS),
        key("extra", ValueForm::Free, EXTRA),
        required("guide", ValueForm::Map(&GUIDE), "What makes the folder a guide."),
    ],
};

pub(super) const GUIDE: Shape = Shape {
    what: "`guide`",
    keys: &[
        key("code", ValueForm::Text, "A short name for the guide."),
        key("version", ValueForm::Text, "The version of what the guide describes."),
        key(
            "feed_id",
            ValueForm::Text,
            "The name of the guide in feeds, for ever; by default its address. Set it before the site moves.",
        ),
        key("versions", ValueForm::List(&VERSION), "The versions that were released, newest first; at most 200."),
        key("integration", ValueForm::Map(&INTEGRATION), "What the guide connects, in its owner's catalogue."),
        key("parties", ValueForm::List(&PARTY), "Whose sides tasks are on; lanes in diagrams."),
        key("stages", ValueForm::List(&STAGE), "The steps of the whole, in order."),
        key("scopes", ValueForm::List(&SCOPE), "How often tasks are carried out."),
        key("tracks", ValueForm::List(&TRACK), "Themes across parties."),
        key(
            "certainty",
            ValueForm::Map(&CERTAINTIES),
            "How sure statements of a kind are, where they say nothing themselves.",
        ),
        key("id_prefixes", ValueForm::Names, "Beginnings of ids: a bare code with one of them must be a task."),
        key("fields", ValueForm::List(&OWN_FIELD), "Fields of the guide's own for its tasks."),
        key("terms", ValueForm::List(&TERM), "The glossary."),
        key("sections", ValueForm::List(&SECTION), "Sections that tasks must have, in this order."),
        key("retired", ValueForm::List(&RETIRED), "Ids that are no longer used and have no file."),
    ],
};

const KEY: &str = "Part of addresses: letters, digits, - and _.";
const NAME: &str = "What readers see; by default the key.";
const SENTENCE: &str = "One sentence.";

pub(super) const PARTY: Shape = Shape { what: "a party", keys: GROUP };
pub(super) const TRACK: Shape = Shape { what: "a track", keys: GROUP };

const GROUP: &[crate::yaml::Key] = &[
    required("key", ValueForm::Name, KEY),
    key("name", ValueForm::Text, NAME),
    key("description", ValueForm::Text, SENTENCE),
];

pub(super) const SCOPE: Shape = Shape {
    what: "a scope",
    keys: &[
        required("key", ValueForm::Name, KEY),
        key("name", ValueForm::Text, NAME),
        key("description", ValueForm::Text, SENTENCE),
        key("shared", ValueForm::Flag, "true: its tasks are carried out once for all runs of the guide."),
    ],
};

pub(super) const STAGE: Shape = Shape {
    what: "a stage",
    keys: &[
        required("key", ValueForm::Name, KEY),
        key("name", ValueForm::Text, NAME),
        key("description", ValueForm::Text, SENTENCE),
        key("gate", ValueForm::Flag, "true: none of its tasks starts before every task of the earlier stages is done."),
    ],
};

pub(super) const OWN_FIELD: Shape = Shape {
    what: "a field",
    keys: &[
        required("key", ValueForm::Text, "The key under fields in a task."),
        key("name", ValueForm::Text, NAME),
        key("type", ValueForm::Choice(&["text", "list", "date", "url", "choice"]), "What it holds; text by default."),
        key("choices", ValueForm::Texts, "With type: choice, the values that it may have."),
        key("required", ValueForm::Flag, "true: every task must have it."),
    ],
};

pub(super) const TERM: Shape = Shape {
    what: "a term",
    keys: &[
        required("term", ValueForm::Text, "The word."),
        key("lang", ValueForm::Name, "Its language, where it is not the guide's: a code such as en."),
        required("meaning", ValueForm::Text, "What it means; Markdown."),
        key("variants", ValueForm::Texts, "Other forms of the word."),
        key("avoid", ValueForm::Texts, "Spellings that a check finds."),
    ],
};

pub(super) const SECTION: Shape = Shape {
    what: "a section",
    keys: &[
        required("heading", ValueForm::Text, "The words of its heading, which is of level 2."),
        key("when", ValueForm::Map(&WHEN), "Which tasks must have it; by default all that are not retired."),
    ],
};

/// Of several keys, all must hold; of the words of one, any.
pub(super) const WHEN: Shape = Shape {
    what: "`when`",
    keys: &[
        key("party", ValueForm::Names, "Keys of parties."),
        key("stage", ValueForm::Names, "Keys of stages."),
        key("scope", ValueForm::Names, "Keys of scopes."),
        key("track", ValueForm::Names, "Keys of tracks."),
        key("status", ValueForm::Names, "active, draft or retired; by default not retired."),
    ],
};

pub(super) const RETIRED: Shape = Shape {
    what: "a retired id",
    keys: &[
        required("id", ValueForm::Name, "The id."),
        key("note", ValueForm::Text, "Why it is gone."),
        key("see", ValueForm::Name, "The id of the task to see instead."),
    ],
};

pub(super) const VERSION: Shape = Shape {
    what: "a version",
    keys: &[
        required("version", ValueForm::Name, "Its name: 1 to 40 letters of ASCII, digits, full stops, - and _."),
        required("date", ValueForm::Date, "The day of its release, as 2026-11-23."),
        key("note", ValueForm::Text, "What people should know; Markdown."),
        key("withdrawn", ValueForm::Flag, "true: it is no longer to be used."),
    ],
};

pub(super) const INTEGRATION: Shape = Shape {
    what: "an integration",
    keys: &[
        key("id", ValueForm::Text, "Its id in the catalogue."),
        key("version", ValueForm::Text, "Its version."),
        key("catalogue_url", ValueForm::Text, "Its page in the catalogue."),
    ],
};

pub(super) const ALLOWANCE: Shape = Shape {
    what: "an allowance",
    keys: &[
        required("level", ValueForm::Choice(&["off"]), "off: the diagnostic may pass."),
        required("reason", ValueForm::Text, "Why it is right here, for the next author."),
    ],
};
