//! The keys of the settings.

use crate::yaml::{Shape, ValueForm, key, required};

pub(crate) const SETTINGS: Shape = Shape {
    what: "the settings file",
    keys: &[
        key("guides", ValueForm::Texts, "Folders of guides, in the order in which the front page lists them."),
        required("title", ValueForm::Text, "The name of the site."),
        key("description", ValueForm::Text, "One sentence."),
        key(
            "base_url",
            ValueForm::Url,
            "Where the site will stand; without it, links are relative and the site opens from disk.",
        ),
        key("language", ValueForm::Text, "Of pages outside guides, and of guides that name none; en by default."),
        key("output_dir", ValueForm::Text, "Where build writes, seen from the project; public by default."),
        key("published", ValueForm::Text, "The site as it was published: its folder or a guide.json."),
        key("publish_texts", ValueForm::Flag, "false: texts.json, the texts of tasks as lines, is left out."),
        key("edit_url", ValueForm::Url, "Where the source of a page can be edited; {path} stands for its file."),
        key("contact", ValueForm::Text, "Shown at the foot of every page."),
        key("accessibility_statement_url", ValueForm::Url, "Linked at the foot of every page."),
        key("html", ValueForm::Choice(&["escape", "trusted"]), "trusted passes raw HTML through; escape by default."),
        key("checks", ValueForm::Weights, "A weight for each code: error, warning, note or off."),
        key(
            "versions",
            ValueForm::List(&VERSION),
            "Older versions that stand beside the site, at versions/<name>/, the newest first.",
        ),
        key("extra", ValueForm::Free, "Free values, handed to templates."),
    ],
};

pub(super) const VERSION: Shape = Shape {
    what: "a version of the site",
    keys: &[
        required("name", ValueForm::Name, "Its folder below versions/: letters, digits, `.`, `_` and `-`."),
        key("revision", ValueForm::Text, "The revision of git that its content is taken from, such as a tag."),
        key("path", ValueForm::Text, "In its place the folder of a site that was built then, seen from the project."),
    ],
};
