//! The page of the manual that lists what templates may read, `docs/content/theme-data.md`, from the views themselves: a
//! field that is new, gone or of another form fails a test until the page is made anew.

use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value};

use super::frame::{Frame, SiteView};
use super::guide_view::GuideView;
use super::pages::gates::GateView;
use super::pages::group::GroupView;
use super::pages::handovers::{Handover, HandoverView};
use super::pages::index::IndexView;
use super::pages::page::{ContentView, HomeView, IntroView, MovedView};
use super::pages::path::{PathTask, PathView};
use super::pages::print::{PrintTask, PrintView};
use super::pages::questions::QuestionsView;
use super::pages::related::{MentionView, RelationsView};
use super::pages::task::TaskView;
use super::pages::terms::TermsView;
use super::parts::facts::FactsView;
use super::parts::items::ItemView;
use super::parts::relations::WaitingView;
use crate::context::TaskLink;
use crate::pictures::{DiagramView, LineView};

const HEAD: &str = "---\ntitle: What templates may read\n---\n\nEvery variable of the built-in templates, field by field. How templates \
are written is in [a theme of your own](theming.md).\n\nPaths lead from the site's root: write `{{ page.root }}{{ item.path }}`. A \
task is its id, and the rest is in `tasks[id]`; `{{ links[id] }}` is a finished link to it, from \
`components/task_link.html`, and `{{ marks[id] }}` says whose it is, from `components/party_mark.html`. *Maybe* says that the value may be null. Text is plain, and is escaped by \
itself; what is HTML is finished: `{{ task.html | safe }}`.\n\nThis page is made by a test, from the structs that templates are \
given.\n";

/// What fields of these names are wherever they have no words of their own.
const COMMON: [(&str, &str); 68] = [
    ("accessibility_statement_url", "As the settings name it."),
    ("all_pages", "\"All 20 pages\"."),
    ("all_scopes", "\"All 20 scopes\"."),
    ("all_stages", "\"All 20 stages\"."),
    ("all_tracks", "\"All 20 tracks\"."),
    ("alternatives", "Tasks that may be done in its place."),
    ("anchor", "The id of its place on the page."),
    ("alternatives_more", "\"and 4 more\", where all of them are."),
    ("any", "One of several is enough."),
    ("avoid", "Spellings that the glossary avoids."),
    ("backlinks_more", "\"and 4 more\", where all of them are."),
    ("breadcrumbs", "The pages above it."),
    ("catalogue_url", "As the guide names it."),
    ("code", "As the guide names it."),
    ("contact", "As the settings name it."),
    ("count", "How many there are."),
    ("csv", "Data file, from the site's root."),
    ("current", "Whether it is this page."),
    ("delivers", "What the next one gets."),
    ("description", "As its author wrote it."),
    ("edit_url", "Where its source can be edited."),
    ("extra", "Free values of its author."),
    ("from", "The task that is done first."),
    ("guides", "In the order of the settings."),
    ("id", "Its id."),
    ("integration_id", "As the guide names it."),
    ("integration_version", "As the guide names it."),
    ("key", "Its key."),
    ("lang", "Its language."),
    ("letter", "The letter itself."),
    ("level", "2 to 6."),
    ("likely", "Nobody has confirmed it."),
    ("link", "What it stands for."),
    ("name", "Its name."),
    ("needs", "What it needs, perhaps."),
    ("next", "The task behind it in the plan."),
    ("note", "As its author wrote it."),
    ("number", "From 1, in the guide's order; chooses the colour."),
    ("others", "Of other parties."),
    ("own", "Of the same party."),
    ("party", "The party."),
    ("parties", "In the order of the guide."),
    ("party_number", "From 1, in the guide's order; chooses the colour."),
    ("path", "Site path of its page."),
    ("previous", "The task before it in the plan."),
    ("questions_count", "\"83 open questions\"; nothing where there is none."),
    ("replaced_by", "The task that took its place."),
    ("sentences", "Those that mention it."),
    ("scope", "How often it is carried out."),
    ("scopes", "In the order of the guide."),
    ("stage", "The stage."),
    ("stages", "In the order of the guide."),
    ("task", "The task."),
    ("tasks", "In the order of the plan."),
    ("tasks_count", "\"51 tasks\"."),
    ("term", "As the glossary spells it."),
    ("text", "A sentence, or its words."),
    ("title", "Its title."),
    ("to", "What it leads to."),
    ("track", "The theme that it belongs to."),
    ("tracks", "In the order of the guide."),
    ("updated", "The day, as its author wrote it."),
    ("url", "Where it leads, if it is an address."),
    ("values", "One, or those of a list."),
    ("variants", "Other spellings."),
    ("version", "As the guide names it."),
    ("with", "Tasks that are carried out together with it."),
    ("with_more", "\"and 4 more\", where all of them are."),
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
        self.page.push_str("| field | form | what it is |\n|---|---|---|\n");
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

    /// What the struct is that a field holds.
    fn about_struct(&self, schema: &Value) -> Option<String> {
        let name = struct_of(schema)?;
        let about = self.generator.definitions().get(&name)?["description"].as_str()?;
        Some(sentence(about))
    }

    /// The tables of the structs in the variables, in the order of their names.
    fn structs(&mut self) {
        self.page.push_str("\n## Forms\n\nWhat stands within the variables.\n");
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
    made.variable::<GateView>("gate");
    made.variable::<HandoverView>("handovers");
    made.variable::<QuestionsView>("questions");
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
    made.variable::<Handover>("row");
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
