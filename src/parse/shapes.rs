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
        required("party", Form::NameOr(&STATED_KEY), "Whose side the task is on; a key of the guide's parties."),
        required("stage", Form::NameOr(&STATED_KEY), "The step it belongs to; a key of the guide's stages."),
        key("scope", Form::NameOr(&STATED_KEY), "How often it is carried out; a key of the guide's scopes."),
        key("track", Form::NameOr(&STATED_KEY), "A theme across parties; a key of the guide's tracks."),
        key("requires", Form::NamesOr(&REQUIREMENT), "What must be done first."),
        key(
            "with",
            Form::NamesOr(&COUNTERPART),
            "Tasks that are carried out together with this one; enough on one side.",
        ),
        key("alternatives", Form::NamesOr(&PARTNER), "Tasks of which either is enough; enough on one side."),
        key("related", Form::NamesOr(&PARTNER), "Tasks to see also, in no order; enough on one side."),
        key(
            "roles",
            Form::Map(&ROLES),
            "Who carries it out, answers for it, approves it and is asked, beside the party.",
        ),
        key("delivers", Form::TextOr(&STATED_TEXT), "What the next one gets from this task."),
        key("documents", Form::List(&DOCUMENT), "Forms, documents and systems that the task needs or makes."),
        key("description", Form::Text, DESCRIPTION),
        key("open_questions", Form::TextsOr(&QUESTION), QUESTIONS),
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

const CERTAINTY: &str = "How sure the statement is; certain by default.";
const NOTE: &str = "Why it is thought to be so.";
const STATED_IN: &str = "Where it is stated.";
const CONFIRMED_BY: &str = "Who confirmed it, and when.";
const SEEN: &str = "Of which the other task was looked at; `vejviser confirm` writes it.";
const SURE: Form = Form::Choice(&["certain", "likely"]);

/// A map with what is stated, and how sure that is.
macro_rules! stated {
    ($what:literal, $($stated:expr),+) => {
        Shape {
            what: $what,
            keys: &[
                $($stated,)+
                key("certainty", SURE, CERTAINTY),
                key("note", Form::Text, NOTE),
                key("source", Form::Text, STATED_IN),
                key("confirmed", Form::Map(&CONFIRMED), CONFIRMED_BY),
            ],
        }
    };
}

pub(super) const REQUIREMENT: Shape = stated!(
    "a requirement",
    key("task", Form::Name, "The id of the task that must be done first."),
    key("any", Form::Names, "Ids of tasks of which one is enough."),
    key("seen", Form::Name, SEEN)
);

pub(super) const COUNTERPART: Shape =
    stated!("a relation", required("task", Form::Name, "The id of the other task."), key("seen", Form::Name, SEEN));

pub(super) const PARTNER: Shape = stated!("a relation", required("task", Form::Name, "The id of the other task."));

pub(super) const STATED_KEY: Shape = stated!("a statement", required("key", Form::Name, "A key of the guide."));

pub(super) const STATED_TEXT: Shape = stated!("a statement", required("text", Form::Text, "What is stated."));

pub(super) const ROLE: Shape = stated!("a role", required("party", Form::Name, "A key of the guide's parties."));

/// The default for statements without a certainty.
pub(super) const DEFAULT: Shape = Shape {
    what: "a default",
    keys: &[
        required("certainty", SURE, CERTAINTY),
        key("note", Form::Text, NOTE),
        key("source", Form::Text, STATED_IN),
        key("confirmed", Form::Map(&CONFIRMED), CONFIRMED_BY),
    ],
};

pub(super) const CONFIRMED: Shape = Shape {
    what: "`confirmed`",
    keys: &[required("by", Form::Text, "Who confirmed it."), key("on", Form::Date, "The day, as 2026-11-23.")],
};

pub(super) const ROLES: Shape = Shape {
    what: "`roles`",
    keys: &[
        key("performs", Form::NamesOr(&ROLE), "Parties that carry the task out; by default its party."),
        key("responsible", Form::NameOr(&ROLE), "The party that answers for it; by default its party."),
        key("approves", Form::NamesOr(&ROLE), "Parties that approve it."),
        key("consulted", Form::NamesOr(&ROLE), "Parties that are asked about it."),
    ],
};

pub(super) const QUESTION: Shape = Shape {
    what: "a question",
    keys: &[
        required("text", Form::Text, "The question; Markdown."),
        key("id", Form::Name, "Makes the anchor q-id: letters, digits, - and _; once in a guide."),
        key("to", Form::Text, "Whom it is put to: the key of a party, or any words."),
        key("owner", Form::Text, "Who of the authors follows it up."),
        key("asked", Form::Date, "The day on which it was asked, as 2026-11-23."),
        key("answered", Form::Date, "The day of the answer, as 2026-11-23."),
        key("answer", Form::Text, "The answer; Markdown."),
        key("source", Form::Text, "Where the answer is stated."),
    ],
};

pub(super) const DOCUMENT: Shape = Shape {
    what: "a document",
    keys: &[
        required("title", Form::Text, "What it is called."),
        key("url", Form::Text, "Its address, or its file as in a link; none if it exists on paper."),
        key("kind", Form::Choice(&["form", "document", "system"]), "What it is; document by default."),
        key(
            "needed",
            Form::Choice(&["before", "made"]),
            "before: the task needs it, the default; made: the task makes it.",
        ),
        key("note", Form::Text, "What else there is to know."),
    ],
};

/// A default for each kind of statement.
pub(super) const CERTAINTIES: Shape = Shape {
    what: "`certainty`",
    keys: &[
        key("party", Form::NameOr(&DEFAULT), OF_KEY),
        key("stage", Form::NameOr(&DEFAULT), OF_KEY),
        key("scope", Form::NameOr(&DEFAULT), OF_KEY),
        key("track", Form::NameOr(&DEFAULT), OF_KEY),
        key("delivers", Form::NameOr(&DEFAULT), OF_KEY),
        key("requires", Form::NameOr(&DEFAULT), OF_KEY),
        key("with", Form::NameOr(&DEFAULT), OF_KEY),
        key("alternatives", Form::NameOr(&DEFAULT), OF_KEY),
        key("related", Form::NameOr(&DEFAULT), OF_KEY),
        key("performs", Form::NameOr(&DEFAULT), OF_KEY),
        key("responsible", Form::NameOr(&DEFAULT), OF_KEY),
        key("approves", Form::NameOr(&DEFAULT), OF_KEY),
        key("consulted", Form::NameOr(&DEFAULT), OF_KEY),
    ],
};
const OF_KEY: &str = "likely, or a map with a note: how sure such statements are that say nothing themselves.";

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
        key("open_questions", Form::TextsOr(&QUESTION), QUESTIONS),
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
        key("open_questions", Form::TextsOr(&QUESTION), QUESTIONS),
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
        key(
            "feed_id",
            Form::Text,
            "The name of the guide in feeds, for ever; by default its address. Set it before the site moves.",
        ),
        key("versions", Form::List(&VERSION), "The versions that were released, newest first; at most 200."),
        key("integration", Form::Map(&INTEGRATION), "What the guide connects, in its owner's catalogue."),
        key("parties", Form::List(&PARTY), "Whose sides tasks are on; lanes in diagrams."),
        key("stages", Form::List(&STAGE), "The steps of the whole, in order."),
        key("scopes", Form::List(&SCOPE), "How often tasks are carried out."),
        key("tracks", Form::List(&TRACK), "Themes across parties."),
        key(
            "certainty",
            Form::Map(&CERTAINTIES),
            "How sure statements of a kind are, where they say nothing themselves.",
        ),
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

pub(super) const VERSION: Shape = Shape {
    what: "a version",
    keys: &[
        required("version", Form::Name, "Its name: 1 to 40 letters of ASCII, digits, full stops, - and _."),
        required("date", Form::Date, "The day of its release, as 2026-11-23."),
        key("note", Form::Text, "What people should know; Markdown."),
        key("withdrawn", Form::Flag, "true: it is no longer to be used."),
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
