//! The registry: every code with its default weight and a summary. Codes are for ever; people name them in their
//! settings and trackers.

use super::severity::Severity::{self, Error, Note, Warning};

/// The identity of a kind of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// Stable, lower case, with hyphens.
    pub name: &'static str,
    /// Its weight unless settings change it.
    pub severity: Severity,
    /// One line.
    pub summary: &'static str,
    /// Settings may not lower it: what follows could not be trusted.
    pub fixed: bool,
}

macro_rules! codes {
    ($($constant:ident = $name:literal, $severity:ident $(, $fixed:ident)?: $summary:literal;)*) => {
        $(
            #[doc = $summary]
            pub(crate) const $constant: Code =
                Code { name: $name, severity: $severity, summary: $summary, fixed: codes!(@ $($fixed)?) };
        )*
        /// Every code, by name.
        pub const ALL: &[Code] = &[$($constant),*];
        /// The page of each code, in the same order.
        const PAGES: &[&str] = &[$(include_str!(concat!("../../docs/content/checks/", $name, ".md"))),*];
    };
    (@ fixed) => { true };
    (@) => { false };
}

codes! {
    ALIAS_COLLISION = "alias-collision", Error, fixed: "an alias is the address of another page";
    ANY_OF_ONE = "any-of-one", Warning: "an alternative with a single choice";
    BROKEN_ASSET = "broken-asset", Error: "an image or file that is not there";
    BROKEN_ANCHOR = "broken-anchor", Error: "a link to a heading that is not on the page";
    BROKEN_OUTPUT_LINK = "broken-output-link", Error: "a finished page with a link that leads nowhere";
    DUPLICATE_OUTPUT_ID = "duplicate-output-id", Error: "a finished page with an id that stands twice";
    FOREIGN_RESOURCE = "foreign-resource", Error: "a finished page that would load something from another host";
    INLINE_CODE = "inline-code", Error: "a finished page with script or style in it, which its security line forbids";
    BROKEN_LINK = "broken-link", Error: "a link to a page that is not there";
    DEPENDENCY_CYCLE = "dependency-cycle", Error, fixed: "tasks that wait for each other";
    DRAFT_REFERENCE = "draft-reference", Warning: "a reference to a task that is still a draft";
    DUPLICATE_ADDRESS = "duplicate-address", Error, fixed: "two pages with one address";
    DUPLICATE_ID = "duplicate-id", Error, fixed: "two tasks with one id, also when they differ only in case or in how Unicode stores them";
    DUPLICATE_KEY = "duplicate-key", Error, fixed: "a key stands twice";
    EXTERNAL_IMAGE = "external-image", Warning: "an image from another host, which pages never load";
    GATE_VIOLATION = "gate-violation", Error, fixed: "a task before a gate that requires one behind it";
    INVALID_VALUE = "invalid-value", Error, fixed: "a value of the wrong type or form";
    INVALID_YAML = "invalid-yaml", Error, fixed: "front matter or settings that are not YAML";
    LIMIT_EXCEEDED = "limit-exceeded", Error, fixed: "more than vejviser reads of something";
    MISSING_FIELD = "missing-field", Error, fixed: "a required field is missing";
    MISSING_FRONT_MATTER = "missing-front-matter", Error, fixed: "a file without front matter";
    MISPLACED_FILE = "misplaced-file", Error, fixed: "a file that belongs to no guide, or a guide in the wrong place";
    NO_CONTENT = "no-content", Error: "a project without a single page";
    WRONG_ENDING = "wrong-ending", Warning: "a file with front matter whose name does not end in .md";
    DUPLICATE_ANCHOR = "duplicate-anchor", Warning: "an anchor that an author gave twice on one page";
    DUPLICATE_FOOTNOTE = "duplicate-footnote", Warning: "a footnote with two texts";
    EMPTY_BODY = "empty-body", Note: "a task without a text";
    EMPTY_HEADING = "empty-heading", Warning: "a heading without words";
    FOREIGN_SYNTAX = "foreign-syntax", Warning: "a shortcode or block of another generator, shown as text";
    LOST_CELL = "lost-cell", Warning: "a table row with more cells than the table has columns";
    MERGE_CONFLICT = "merge-conflict", Error, fixed: "both versions of a merge, with the lines that part them";
    MISSING_TARGET = "missing-target", Warning: "a link or reference that leads nowhere yet";
    PAGE_AS_IMAGE = "page-as-image", Error: "a page in the place of an image";
    UNCLOSED_COMMENT = "unclosed-comment", Warning: "a comment without an end";
    UNCLOSED_REFERENCE = "unclosed-reference", Warning: "a reference without an end";
    UNDEFINED_FOOTNOTE = "undefined-footnote", Warning: "a footnote mark without its text";
    UNDEFINED_LINK_REFERENCE = "undefined-link-reference", Warning: "a link by a label that no line defines";
    UNKNOWN_ALERT = "unknown-alert", Warning: "a quotation that begins like an alert and is none";
    UNREAD_LINK = "unread-link", Warning: "brackets and an address that Markdown does not read as a link";
    UNUSED_FOOTNOTE = "unused-footnote", Note: "a footnote text that no mark refers to";
    UNLINKED_FILE = "unlinked-file", Note: "a file below content/ that no page links to";
    MISSING_SNAPSHOT = "missing-snapshot", Warning: "a listed version without its snapshot";
    VERSION_ORDER = "version-order", Warning: "versions that are not listed with the newest first";
    REUSED_VERSION = "reused-version", Warning: "work that changed under the name of a released version";
    UNUSED_FIELD = "unused-field", Note: "an own field that no task in force has";
    UNUSED_GROUP = "unused-group", Note: "a party, stage, scope or track that no task in force has";
    UNUSED_LINK_DEFINITION = "unused-link-definition", Note: "the address of a link that is nowhere";
    UNUSED_TERM = "unused-term", Note: "a word of the glossary that no text of the guide has";
    RAW_HTML = "raw-html", Warning: "HTML in a body, shown as text";
    RETIRED_REFERENCE = "retired-reference", Warning: "a reference to a task that was retired";
    SECOND_FRONT_MATTER = "second-front-matter", Warning: "keys between two lines `---` at the beginning of the text";
    SELF_REFERENCE = "self-reference", Error, fixed: "a task related to itself";
    TEMPLATE_ERROR = "template-error", Error, fixed: "a template that does not work";
    UNKNOWN_FIELD = "unknown-field", Error, fixed: "an own field that the guide does not declare";
    UNKNOWN_KEY = "unknown-key", Error, fixed: "a key that vejviser does not know";
    UNKNOWN_LANGUAGE = "unknown-language", Warning: "a language that the interface has no words for";
    UNKNOWN_PARTY = "unknown-party", Error, fixed: "a party that the guide does not declare";
    UNKNOWN_SCOPE = "unknown-scope", Error, fixed: "a scope that the guide does not declare";
    UNKNOWN_STAGE = "unknown-stage", Error, fixed: "a stage that the guide does not declare";
    UNKNOWN_TASK = "unknown-task", Error: "a reference to a task that does not exist";
    UNKNOWN_TRACK = "unknown-track", Error, fixed: "a track that the guide does not declare";
    UNREADABLE_FILE = "unreadable-file", Error, fixed: "a file that can't be read as text";
    UNSAFE_LINK = "unsafe-link", Error: "a link with a scheme that could run code";
    UNUSABLE_ID = "unusable-id", Error, fixed: "an id that can't be an address";
    AVOIDED_SPELLING = "avoided-spelling", Warning: "a spelling that the guide's glossary avoids";
    PLACEHOLDER_TEXT = "placeholder-text", Warning: "text that was never filled in";
    WITH_CONFLICT = "with-conflict", Error, fixed: "tasks that are to be carried out together and can't be";
    ALTERNATIVES_CONFLICT = "alternatives-conflict", Warning: "alternatives of which one waits for the other";
    REPLACEMENT_CYCLE = "replacement-cycle", Warning: "retired tasks that replace each other";
    WORDS_DIFFER = "words-differ", Warning: "words of the interface with an unknown placeholder, or a language that lacks most of them";
    WITH_ACROSS_STAGES = "with-across-stages", Warning: "tasks that are carried out together, in different stages";
    IMPLIED_REQUIREMENT = "implied-requirement", Note: "a requirement that another one rests on anyway";
    LATER_STAGE_REQUIREMENT = "later-stage-requirement", Note: "a requirement on a task of a later stage";
    VANISHED_ID = "vanished-id", Warning: "a published id that the guide no longer has";
    DUPLICATE_TITLE = "duplicate-title", Note: "two tasks of one party with the same title";
    SKIPPED_NUMBER = "skipped-number", Note: "numbers that a row of ids leaves out";
    FILE_NAME_DIFFERS = "file-name-differs", Note: "a task whose file is not called by its id";
    UNEXPLAINED_ABBREVIATION = "unexplained-abbreviation", Note: "an abbreviation that the guide's glossary lacks";
    SKIPPED_HEADING = "skipped-heading", Warning: "a heading more than one level below the one before it";
    MISSING_ALT = "missing-alt", Warning: "an image without alternative text";
    UNUSED_ALLOWANCE = "unused-allowance", Warning: "an allowance that silences nothing";
    VAGUE_LINK_TEXT = "vague-link-text", Warning: "link text that does not say where it leads";
    ORPHAN_TASK = "orphan-task", Note: "a task without a relation, in a guide that has some";
    MISSING_SECTION = "missing-section", Warning: "a section that the guide asks for, missing or out of its order";
    EMPTY_SECTION = "empty-section", Warning: "a section that the guide asks for, with nothing in it";
    NAMELESS_CONTROL = "nameless-control", Error: "a finished page with a button or link that has no name";
    OUTPUT_HEADING_ORDER = "output-heading-order", Error: "a finished page that skips a level of headings, or has not one h1";
    OUTPUT_IMAGE_ALT = "output-image-alt", Error: "a finished page with an image that says nothing of an alternative";
    LOW_CONTRAST = "low-contrast", Warning: "a colour of the project's own that is too like its ground";
    LIKELY_WITHOUT_NOTE = "likely-without-note", Note: "a likely statement that says no reason";
    CERTAINTY_DIFFERS = "certainty-differs", Warning: "a relation that one task calls certain and the other likely";
    DOUBLED_RELATION = "doubled-relation", Note: "a related task that has another relation anyway";
    SUSPECT_RELATION = "suspect-relation", Warning: "a relation to a task that changed after it was looked at";
    UNKNOWN_SEEN = "unknown-seen", Note: "a `seen` of a form that is not known";
    DUPLICATE_QUESTION = "duplicate-question", Error, fixed: "two questions of a guide with the same id";
}

/// The manual's page of a code, as Markdown: what it finds, why that matters, an example and the cure.
pub fn manual(name: &str) -> Option<&'static str> {
    let page = ALL.iter().zip(PAGES).find(|(code, _)| code.name == name).map(|(_, page)| *page)?;
    // Behind the front matter, whose title is the name.
    page.split_once("\n---\n").map(|(_, text)| text.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_well_formed() {
        for (i, code) in ALL.iter().enumerate() {
            assert!(code.name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", code.name);
            assert!(ALL[..i].iter().all(|other| other.name != code.name), "{} twice", code.name);
        }
    }
}
