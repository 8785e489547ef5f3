//! The page of the manual that lists what templates may read, `docs/content/theme-data.md`, from the views themselves: a
//! field that is new, gone or of another form fails a test until the page is made anew.

use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value};

use super::frame::{Frame, SiteView};
use super::guide_view::GuideView;
use super::pages::changes::ChangesView;
use super::pages::gates::GateView;
use super::pages::group::GroupView;
use super::pages::handovers::{Card, HandoverView};
use super::pages::index::IndexView;
use super::pages::page::{ContentView, HomeView, IntroView, MovedView};
use super::pages::papers::DocumentsView;
use super::pages::path::{PathTask, PathView};
use super::pages::plan::PlanView;
use super::pages::print::{PrintTask, PrintView};
use super::pages::questions::QuestionsView;
use super::pages::related::{MentionView, RelationsView};
use super::pages::roles::RolesView;
use super::pages::table::{TableRow, TableView};
use super::pages::task::TaskView;
use super::pages::terms::TermsView;
use super::pages::versions::VersionsView;
use super::parts::facts::FactsView;
use super::parts::items::ItemView;
use super::parts::relations::WaitingView;
use crate::context::TaskLink;
use crate::pictures::{DiagramView, LineView};

const HEAD: &str = "---\ntitle: What templates may read\nweight: 120\n---\n\nEvery variable of the built-in templates, field by field. [A theme of your own](theming.md) \
explains templates.\n\nPaths lead from the site's root: write `{{ page.root }}{{ item.path }}`. A \
task is its id, and the rest is in `tasks[id]`; `{{ links[id] }}` is a finished link to it, from \
`components/task_link.html`, and `{{ marks[id] }}` says whose it is, from `components/party_mark.html`, and `{{ icons[id] }}` how it stands, from `components/state_icon.html`. A *maybe* value may be null. Tera escapes text; fields described as HTML are finished: \
`{{ task.html | safe }}`.\n\nA test writes this page from the structs in `src/view/`.\n";

/// The meaning of fields without a docstring of their own, by name.
const COMMON: [(&str, &str); 68] = [
    ("accessibility_statement_url", "Address of the accessibility statement, from the settings."),
    (
        "all_pages",
        "\"All 20 pages\": a link to the list on the guide's first page, if the side bar has no room for all.",
    ),
    ("all_scopes", "\"All 20 scopes\": the same for scopes."),
    ("all_stages", "\"All 20 stages\": the same for stages."),
    ("all_tracks", "\"All 20 tracks\": the same for tracks."),
    ("alternatives", "Tasks that can be done in its place."),
    ("anchor", "The id of its place on the page."),
    ("alternatives_more", "\"and 4 more\": a link to all alternatives, if the list is cut."),
    ("any", "One of several tasks is enough."),
    ("avoid", "Spellings that the glossary advises against."),
    ("backlinks_more", "\"and 4 more\": a link to all mentions, if the list is cut."),
    ("breadcrumbs", "Links to the pages above this one."),
    ("catalogue_url", "Address of the integration in its owner's catalogue."),
    ("code", "The guide's code, such as `SF1590_D`."),
    ("contact", "The contact at the foot of every page, from the settings."),
    ("count", "The number of tasks."),
    ("csv", "Site path of `tasks.csv`."),
    ("current", "The link leads to this page."),
    ("delivers", "The result that the next task gets."),
    ("description", "The description in the author's words."),
    ("edit_url", "Address where readers can edit the page's source."),
    ("extra", "Free values from the author's front matter or settings."),
    ("from", "The task that comes first."),
    ("guides", "The guides of the site, in the order of the settings."),
    ("id", "The task's id, or that of the heading."),
    ("integration_id", "Id of the integration that the guide describes."),
    ("integration_version", "Version of the integration that the guide describes."),
    ("key", "The key from the guide's front matter."),
    ("lang", "The code of the language, such as `da`."),
    ("letter", "The first letter of the titles."),
    ("level", "The level of the heading, 2 to 6."),
    ("likely", "Nobody has confirmed the relation."),
    ("link", "The task or page that it stands for."),
    ("name", "The name for readers."),
    ("needs", "The tasks that it probably needs."),
    ("next", "The next task in the plan."),
    ("note", "The author's note."),
    ("number", "The number of the party, from 1, in the guide's order; chooses the colour."),
    ("others", "Relations to tasks of other parties."),
    ("own", "Relations to tasks of the same party."),
    ("party", "The task's party."),
    ("parties", "The parties, in the order of the guide."),
    ("party_number", "The number of the party, from 1, in the guide's order; chooses the colour."),
    ("path", "Site path of its page."),
    ("previous", "The previous task in the plan."),
    ("questions_count", "The number of open questions in words: \"83 open questions\"; null without any."),
    ("replaced_by", "The task that took its place."),
    ("sentences", "The sentences that mention the task."),
    ("scope", "The task's scope: how often it is carried out."),
    ("scopes", "The scopes, in the order of the guide."),
    ("stage", "The task's stage."),
    ("stages", "The stages, in the order of the guide."),
    ("task", "The task that the page or item is about."),
    ("tasks", "The tasks, in the order of the plan."),
    ("tasks_count", "The number of tasks in words: \"51 tasks\"."),
    ("term", "The word as the glossary spells it."),
    ("text", "A sentence for readers, or the words of a heading."),
    ("title", "The title."),
    ("to", "The task that comes next, or the target of the link."),
    ("track", "The task's track, a theme across parties."),
    ("tracks", "The tracks, in the order of the guide."),
    ("updated", "The day of the last update, as its author wrote it."),
    ("url", "The link's target, if the value is an address."),
    ("values", "The value, or those of a list."),
    ("variants", "Other spellings of the word."),
    ("version", "The guide's version."),
    ("with", "Counterparts: tasks that are carried out together with it."),
    ("with_more", "\"and 4 more\": a link to all counterparts, if the list is cut."),
];

/// The schemas of all views, which share the structs in them.
struct Reference {
    generator: SchemaGenerator,
    page: String,
    undescribed: Vec<String>,
}

impl Reference {
    /// The section of a variable.
    fn variable<T: JsonSchema>(&mut self, name: &str) {
        let schema = self.generator.root_schema_for::<T>().to_value();
        let about = sentence(schema["description"].as_str().unwrap_or_default());
        self.page.push_str(&format!("\n## {name}\n\n{about}\n\n"));
        self.table(name, &schema);
    }

    fn table(&mut self, of: &str, schema: &Value) {
        self.page.push_str("| field | form | meaning |\n|---|---|---|\n");
        for (field, schema) in properties(schema) {
            let about = schema["description"].as_str().filter(|about| !about.is_empty()).map(sentence);
            let common = COMMON.iter().find(|(name, _)| *name == field).map(|(_, about)| (*about).to_owned());
            let about = about.or(common).or_else(|| self.about_struct(&schema));
            if about.is_none() {
                self.undescribed.push(format!("{of}.{field}"));
            }
            let form = form(&schema);
            self.page
                .push_str(&format!("| `{field}` | {form} | {} |\n", about.unwrap_or_default().replace('|', "\\|")));
        }
    }

    /// The meaning of the struct in a field.
    fn about_struct(&self, schema: &Value) -> Option<String> {
        let name = struct_of(schema)?;
        let about = self.generator.definitions().get(&name)?["description"].as_str()?;
        Some(sentence(about))
    }

    /// The tables of the structs in the variables, in the order of their names.
    fn structs(&mut self) {
        self.page.push_str("\n## Forms\n\nThe structs inside the variables.\n");
        let definitions: BTreeMap<String, Value> =
            self.generator.definitions().iter().map(|(name, schema)| (name.clone(), schema.clone())).collect();
        for (name, schema) in &definitions {
            if properties(schema).is_empty() {
                continue;
            }
            let about = sentence(schema["description"].as_str().unwrap_or_default());
            self.page.push_str(&format!("\n### {name}\n\n{about}\n\n"));
            self.table(name, schema);
        }
    }
}

fn properties(schema: &Value) -> Map<String, Value> {
    schema["properties"].as_object().cloned().unwrap_or_default()
}

/// In one line, and without the marks of links in documentation.
fn sentence(text: &str) -> String {
    let text = text.replace('\n', " ").replace("[`", "`").replace("`]", "`");
    if text.is_empty() || text.ends_with(['.', '…']) { text } else { text + "." }
}

/// The struct that a field holds, be it one, several, or perhaps none.
fn struct_of(schema: &Value) -> Option<String> {
    let own = schema["$ref"].as_str().map(|path| path.rsplit('/').next().unwrap_or(path).to_owned());
    let within = || schema["anyOf"].as_array().and_then(|forms| forms.iter().find_map(struct_of));
    own.or_else(within).or_else(|| schema.get("items").and_then(struct_of))
}

/// "list of [Link](#link)", "text, maybe".
fn form(schema: &Value) -> String {
    // Free values have no fields that could be listed.
    if let Some(name) = struct_of(schema).filter(|name| name != "Extra") {
        let shown = if name == "TaskKey" { "task".to_owned() } else { format!("[{name}](#{})", name.to_lowercase()) };
        return match (schema.get("items"), schema.get("anyOf")) {
            (Some(_), _) => format!("list of {shown}"),
            (_, Some(_)) => format!("{shown}, maybe"),
            _ => shown,
        };
    }
    let of = |name: &str| match name {
        "string" => "text",
        "boolean" => "yes or no",
        "integer" | "number" => "number",
        _ => "anything",
    };
    match &schema["type"] {
        Value::String(name) if name == "array" => format!("list of {}", form(&schema["items"])),
        Value::String(name) => of(name).to_owned(),
        Value::Array(names) => {
            let name = names.iter().filter_map(Value::as_str).find(|name| *name != "null").unwrap_or_default();
            format!("{}, maybe", of(name))
        }
        _ => "anything".to_owned(),
    }
}

/// The whole page, and the fields of which it says nothing.
fn reference() -> (String, Vec<String>) {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut made = Reference { generator, page: HEAD.to_owned(), undescribed: Vec::new() };
    made.variable::<SiteView>("site");
    made.variable::<Frame>("page");
    made.variable::<GuideView>("guide");
    made.variable::<TaskLink>("tasks[id]");
    made.variable::<HomeView>("home");
    made.variable::<IntroView>("intro");
    made.variable::<TaskView>("task");
    made.variable::<PathView>("path");
    made.variable::<RelationsView>("relations");
    made.variable::<GroupView>("group");
    made.variable::<PlanView>("plan");
    made.variable::<GateView>("gate");
    made.variable::<TableView>("table");
    made.variable::<HandoverView>("handovers");
    made.variable::<RolesView>("roles");
    made.variable::<DocumentsView>("documents");
    made.variable::<QuestionsView>("questions");
    made.variable::<ChangesView>("changes");
    made.variable::<VersionsView>("versions");
    made.variable::<TermsView>("terms");
    made.variable::<PrintView>("print");
    made.variable::<ContentView>("content");
    made.variable::<IndexView>("index");
    made.variable::<MovedView>("moved");
    made.variable::<LineView>("line");
    made.variable::<WaitingView>("waiting");
    made.variable::<FactsView>("facts");
    made.variable::<ItemView>("item");
    made.variable::<MentionView>("mention");
    made.variable::<PathTask>("step");
    made.variable::<Card>("card");
    made.variable::<TableRow>("task_row");
    made.variable::<PrintTask>("printed");
    made.generator.subschema_for::<DiagramView>();
    made.structs();
    (made.page, made.undescribed)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn the_manual_lists_what_templates_may_read() -> std::io::Result<()> {
        let (made, undescribed) = reference();
        assert!(undescribed.is_empty(), "say what these are, in a comment at the field: {undescribed:?}");
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/content/theme-data.md");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&file, &made)?;
        }
        let page = fs::read_to_string(&file)?.replace("\r\n", "\n");
        assert!(page == made, "{}: run the tests once with UPDATE_EXPECTED=1", file.display());
        Ok(())
    }

    #[test]
    fn every_template_of_a_page_has_its_variable_there() -> std::io::Result<()> {
        let (made, _) = reference();
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/pages"))? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            // Says what stands in `t` and `page`.
            assert!(name == "not_found.html" || made.contains(&format!("`pages/{name}`")), "{name} is not on the page");
        }
        Ok(())
    }
}
