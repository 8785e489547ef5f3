//! The keys of the settings.

use crate::yaml::{Form, Shape, key, required};

pub(crate) const SETTINGS: Shape = Shape {
    what: "the settings file",
    keys: &[
        key("guides", Form::Texts, "Folders of guides, in the order in which the front page lists them."),
        required("title", Form::Text, "The name of the site."),
        key("description", Form::Text, "One sentence."),
        key(
            "base_url",
            Form::Url,
            "Where the site will stand; without it, links are relative and the site opens from disk.",
        ),
        key("language", Form::Text, "Of pages outside guides, and of guides that name none; en by default."),
        key("output_dir", Form::Text, "Where build writes, seen from the project; public by default."),
        key("published", Form::Text, "The site as it was published: its folder or a guide.json."),
        key("publish_texts", Form::Flag, "false: texts.json, the texts of tasks as lines, is left out."),
        key("edit_url", Form::Url, "Where the source of a page can be edited; {path} stands for its file."),
        key("contact", Form::Text, "Shown at the foot of every page."),
        key("accessibility_statement_url", Form::Url, "Linked at the foot of every page."),
        key("html", Form::Choice(&["escape", "trusted"]), "trusted passes raw HTML through; escape by default."),
        key("checks", Form::Weights, "A weight for each code: error, warning, note or off."),
        key(
            "versions",
            Form::List(&VERSION),
            "Older versions that stand beside the site, at versions/<name>/, the newest first.",
        ),
        key("extra", Form::Free, "Free values, handed to templates."),
    ],
};

pub(super) const VERSION: Shape = Shape {
    what: "a version of the site",
    keys: &[
        required("name", Form::Name, "Its folder below versions/: letters, digits, `.`, `_` and `-`."),
        key("revision", Form::Text, "The revision of git that its content is taken from, such as a tag."),
        key("path", Form::Text, "In its place the folder of a site that was built then, seen from the project."),
    ],
};
