//! The JSON Schemas that are published: every real file and every good case fits, and what the program refuses for its
//! form does not. Front matter is read as other programs read YAML, not as this one does.

use serde_json::Value;
use vejviser::schema::{Subject, schema};

use super::json_schema::Schema;
use crate::checks::cases::{cases, site};
use crate::support::{TestSite, files, own_build, own_site, repository};

fn read(of: Subject) -> Schema {
    Schema::read(&schema(of))
}

/// The values of YAML as an editor sees them; `None` where it is none.
fn value(yaml: &str) -> Option<Value> {
    serde_saphyr::from_str(yaml).ok()
}

/// What a file of a project is, and its front matter or settings.
fn parts(path: &str, text: &str, guides: &[String]) -> Option<(Subject, String)> {
    if path == "vejviser.yaml" {
        return Some((Subject::Settings, text.to_owned()));
    }
    let below = path.strip_prefix("content/")?.strip_suffix(".md")?;
    let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
    let front = text.strip_prefix("---\n")?.split_once("\n---\n")?.0.to_owned() + "\n";
    let subject = match below.split_once('/') {
        Some((_, "_index")) if front.contains("\nguide:") => Subject::Guide,
        Some((top, _)) if guides.iter().any(|guide| guide == top) && !front.contains("type: page") => Subject::Task,
        _ => Subject::Page,
    };
    Some((subject, front))
}

/// The faults of every file of a project by its schema. There must be such files.
fn faults(folder: &std::path::Path) -> Vec<String> {
    let (mut found, mut count) = (Vec::new(), 0);
    let all = files(folder);
    let index = |(path, text): (&String, &Vec<u8>)| {
        let guide = path.strip_prefix("content/")?.strip_suffix("/_index.md")?;
        String::from_utf8_lossy(text).contains("\nguide:").then(|| guide.to_owned())
    };
    let guides: Vec<String> = all.iter().filter_map(index).collect();
    for (path, bytes) in all {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let Some((subject, yaml)) = parts(&path, &text, &guides) else { continue };
        count += 1;
        let Some(value) = value(&yaml) else {
            found.push(format!("{path}: is not YAML"));
            continue;
        };
        found.extend(read(subject).faults(&value).into_iter().map(|fault| format!("{path}: {fault}")));
    }
    assert!(count > 0, "no file of {} has a schema", folder.display());
    found
}

#[test]
fn every_file_of_the_repository_fits() {
    assert_eq!(faults(&own_site().root()), Vec::<String>::new());
    let own = read(Subject::GuideJson);
    for guide in ["sf1590-d", "publish-a-guide"] {
        assert_eq!(own.faults(&own_build().json(&format!("{guide}/guide.json"))), Vec::<String>::new());
    }
}

#[test]
fn every_good_case_fits() {
    for case in cases() {
        assert_eq!(faults(&site(&case, "good").root()), Vec::<String>::new(), "{case}");
    }
}

#[test]
fn new_projects_fit() {
    for language in ["en", "da"] {
        let site = TestSite::new::<&str, &str>([]);
        site.run(&["init", "--language", language]).expect(0);
        assert_eq!(faults(&site.root()), Vec::<String>::new());
    }
}

#[test]
fn cases_of_wrong_keys_and_forms_do_not_fit() {
    for case in ["unknown-key", "invalid-value", "missing-field"] {
        assert!(!faults(&site(case, "bad").root()).is_empty(), "{case}");
    }
}

#[test]
fn what_is_of_the_wrong_form_is_found() {
    let task = "title: x\nparty: a\nstage: b\n";
    for (subject, yaml) in [
        (Subject::Task, "title: x\nparty: a\n".to_owned()),
        (Subject::Task, format!("{task}titel: y\n")),
        (Subject::Task, format!("{task}updated: yesterday\n")),
        (Subject::Task, format!("{task}status: gone\n")),
        (Subject::Task, format!("{task}requires: {{task: B1}}\n")),
        (Subject::Task, format!("{task}requires: [{{tsk: B1}}]\n")),
        (Subject::Task, format!("{task}requires: [{{task: B1, certainty: sure}}]\n")),
        (Subject::Task, format!("{task}requires: [[B1]]\n")),
        (Subject::Task, format!("{task}with: {{B1: B2}}\n")),
        (Subject::Task, format!("{task}delivers: [a]\n")),
        (Subject::Task, format!("{task}fields: [a]\n")),
        (Subject::Task, format!("{task}checks: {{raw-html: off}}\n")),
        (Subject::Task, format!("{task}checks: {{duplicate-id: {{level: off, reason: x}}}}\n")),
        (Subject::Page, "description: x\n".to_owned()),
        (Subject::Page, "title: x\nstatus: retired\n".to_owned()),
        (Subject::Guide, "title: x\n".to_owned()),
        (Subject::Guide, "title: x\nguide: {parties: {key: a}}\n".to_owned()),
        (Subject::Guide, "title: x\nguide: {stages: [{key: a, gate: maybe}]}\n".to_owned()),
        (Subject::Guide, "title: x\nguide: {terms: [{term: a}]}\n".to_owned()),
        (Subject::Settings, "description: x\n".to_owned()),
        (Subject::Settings, "title: x\nbase_url: example.org\n".to_owned()),
        (Subject::Settings, "title: x\nchecks: {nothing: off}\n".to_owned()),
        (Subject::Settings, "title: x\nchecks: {duplicate-id: off}\n".to_owned()),
    ] {
        let value = value(&yaml).expect("YAML");
        assert!(!read(subject).faults(&value).is_empty(), "{subject:?} takes\n{yaml}");
    }
    for (subject, yaml) in [
        (Subject::Task, format!("{task}id: 007\nsource: 1.10\ntrack:\nrequires: B1\nwith: B2\naliases: [1]\n")),
        (Subject::Task, format!("{task}checks: {{raw-html: {{level: off, reason: x}}}}\nextra: [{{a: b}}]\n")),
        (Subject::Guide, "title: 1\nguide:\n  stages: [{key: a, gate: true}]\n  id_prefixes: A\n".to_owned()),
        (Subject::Settings, "title: x\nbase_url: ''\nchecks: {raw-html: off}\n".to_owned()),
    ] {
        let value = value(&yaml).expect("YAML");
        assert_eq!(read(subject).faults(&value), Vec::<String>::new(), "{yaml}");
    }
}

#[test]
fn the_program_prints_them_and_they_are_published() {
    let site = TestSite::new::<&str, &str>([]);
    for subject in Subject::ALL {
        let name = subject.file().trim_end_matches(".schema.json");
        let run = site.run(&["schema", name]).expect(0);
        let published = std::fs::read_to_string(repository().join("schemas").join(subject.file())).expect("published");
        assert_eq!((run.stdout, run.stderr.as_str()), (published.replace("\r\n", "\n"), ""));
    }
    let published = std::fs::read_dir(repository().join("schemas")).expect("the schemas").count();
    assert_eq!(published, Subject::ALL.len());
    site.run(&["schema", "tasks"]).expect(2);
}
