//! `vejviser init` and `vejviser new`: what authors begin with, and what is refused.

use std::fs;

use crate::support::{GUIDE, TestSite, files, task};

fn empty() -> TestSite {
    TestSite::new::<&str, &str>([])
}

// init

#[test]
fn a_new_project_is_clean_and_builds() {
    for (language, guide) in [("en", "bread"), ("da", "broed")] {
        let site = empty();
        let run = site.run(&["init", "--language", language]).expect(0);
        let names = "_index.md B1.md B2.md B3.md B4.md M1.md M2.md M3.md".split(' ');
        let content: Vec<String> = names.map(|name| format!("./content/{guide}/{name}\n")).collect();
        assert_eq!(run.stdout, format!("{}./public/.gitignore\n./vejviser.yaml\n", content.concat()));
        assert_eq!(run.stderr, "a guide with 7 tasks is in `.`\nbuild it with: vejviser build\n");
        let run = site.run(&["check", "--strict"]).expect(0);
        assert_eq!(run.stderr, "checked 7 tasks in 1 guide, and 0 other pages: no errors\n");
        let built = site.build_with(&["--strict"]);
        let data = built.json(&format!("{guide}/guide.json"));
        assert_eq!(data["guide"]["language"], *language);
        assert_eq!(data["guide"]["parties"].as_array().expect("parties").len(), 2);
        assert_eq!(data["guide"]["stages"][1]["gate"], true);
        let tasks = data["tasks"].as_array().expect("tasks");
        let any = |holds: &dyn Fn(&serde_json::Value) -> bool| assert!(tasks.iter().any(holds), "{data:#}");
        any(&|task| task["requires"][0]["certainty"] == "certain");
        any(&|task| task["requires"][0]["certainty"] == "likely" && task["requires"][0]["note"].is_string());
        any(&|task| task["with"][0].is_string());
        any(&|task| task["open_questions"][0].is_string());
        assert!(built.text(&format!("{guide}/terms/index.html")).contains("<dt"));
    }
}

#[test]
fn the_first_commands_of_a_new_project_work() {
    for (language, guide, command) in [
        ("en", "bread", ["new", "B", "--party", "baker", "--stage", "bake"]),
        ("da", "broed", ["new", "B", "--party", "bager", "--stage", "bagning"]),
    ] {
        let site = empty();
        site.run(&["init", "--language", language]).expect(0);
        let introduction = site.read(&format!("content/{guide}/_index.md"));
        assert!(introduction.contains(&format!("vejviser {}", command.join(" "))), "{introduction}");
        let run = site.run(&command).expect(0);
        assert_eq!(run.stdout, format!("[ROOT]/content/{guide}/B5.md\n"));
        // What is to be written yet is found, and is no error.
        site.run(&["check"]).expect(0).says("`TODO` was never filled in");
        site.run(&["check", "--strict"]).expect(1);
    }
}

#[test]
fn a_new_project_goes_where_it_is_told() {
    let site = empty();
    assert!(site.run(&["init", "a/b", "-q"]).expect(0).stdout.starts_with("a/b/content/bread/_index.md\n"));
    site.run(&["init", "-r", "c"]).expect(0).says("build it with: cd c; vejviser build");
    assert_eq!(files(&site.path("a/b")), files(&site.path("c")));
    // Other files are no hindrance, and stay.
    site.write("d/.gitignore", "mine\n");
    site.write("d/README.md", "mine\n");
    site.write("d/public/index.html", "mine\n");
    site.run(&["init", "d"]).expect(0);
    assert_eq!(files(&site.path("d/public")).len(), 1);
    assert_eq!((site.read("d/.gitignore"), site.read("d/README.md")), ("mine\n".to_owned(), "mine\n".to_owned()));
    site.run(&["check", "--strict", "-r", "d"]).expect(0);
}

#[test]
fn a_new_project_never_goes_over_another() {
    for (path, said) in [("vejviser.yaml", "vejviser.yaml"), ("content/other/x.md", "content")] {
        let site = TestSite::new([(path, "mine\n")]);
        let before = files(&site.root());
        let message = format!("error: `./{said}` is there already; nothing was written. Name a folder without it\n");
        assert_eq!(site.run(&["init"]).expect(2).stderr, message);
        assert_eq!(files(&site.root()), before);
    }
    let site = TestSite::new([("file", "mine\n")]);
    site.run(&["init", "file"]).expect(2).says("`file` is a file; name a folder");
    site.run(&["init", "--language", "xx"]).expect(2);
}

// new

fn bread() -> TestSite {
    TestSite::bread([
        task("B1", ""),
        task("B09", "aliases: [B2]\n"),
        ("content/bread/prepare/B10-A.md".to_owned(), task("x", "").1),
        ("content/bread/about.md".to_owned(), "---\ntitle: About\ntype: page\n---\n".to_owned()),
        (GUIDE.0.to_owned(), GUIDE.1.replace("guide:\n", "guide:\n  retired: [{id: B3}]\n  tracks: [{key: rye}]\n")),
    ])
}

#[test]
fn a_task_is_written_from_the_built_in_template() {
    let site = bread();
    let run = site.run(&["new", "C1", "--party", "guest", "--stage", "eat", "--title", "Eat: all", "--track", "rye"]);
    let run = run.expect(0);
    assert_eq!(run.stdout, "[ROOT]/content/bread/C1.md\n");
    assert_eq!(run.stderr, "`C1` is a task of the guide `bread` now\n");
    let expected = "---\ntitle: \"Eat: all\"\nparty: guest\nstage: eat\ntrack: rye\n# requires: [ID]                  what \
                    must be done first\n# with: [ID]                      what is carried out together with \
                    this\n# delivers: \"what the next one gets\"\n# description: \"One sentence for lists.\"\n# \
                    open_questions:\n#   - \"What does nobody know yet?\"\n---\n\nTODO: what is done here, and how one sees \
                    that it is done.\n";
    assert_eq!(site.read("content/bread/C1.md"), expected);
    site.run(&["check"]).expect(0);
}

#[test]
fn a_new_task_has_the_sections_that_the_guide_asks_for() {
    let sections = "guide:\n  sections:\n    - {heading: Steps}\n    - {heading: Result, when: {party: cook, status: active}}\n    \
                    - {heading: Taste, when: {stage: [eat]}}\n    - {heading: Why, when: {status: retired}}\n";
    let site = TestSite::bread([(GUIDE.0, GUIDE.1.replace("guide:\n", sections))]);
    let new = |id: &str, party: &str, stage: &str| {
        site.run(&["new", id, "--party", party, "--stage", stage, "-q"]).expect(0);
        let run = site.run(&["check", "--format", "short"]).expect(0);
        assert!(!run.stderr.contains("-section]"), "{}", run.stderr);
        let text = site.read(&format!("content/bread/{id}.md"));
        text.split_once("that it is done.\n").expect("the built-in text").1.to_owned()
    };
    assert_eq!(new("B1", "cook", "bake"), "\n## Steps\n\nTODO\n\n## Result\n\nTODO\n");
    assert_eq!(new("B2", "guest", "eat"), "\n## Steps\n\nTODO\n\n## Taste\n\nTODO\n");
    // A template has its own text below some of them.
    let template =
        "---\ntitle: {title}\nparty: {party}\nstage: {stage}\n---\n\n## Result\n\nA loaf for {party_name}.\n";
    site.write("templates/task.md", template);
    site.run(&["new", "B3", "--party", "cook", "--stage", "eat", "-q"]).expect(0);
    let text = site.read("content/bread/B3.md");
    assert!(text.ends_with("---\n\n## Steps\n\nTODO\n\n## Result\n\nA loaf for Cook.\n\n## Taste\n\nTODO\n"), "{text}");
}

#[test]
fn a_prefix_gets_the_next_number() {
    let site = bread();
    let new = |id: &str| site.run(&["new", id, "--party", "cook", "--stage", "eat", "-q"]).expect(0).stdout;
    assert_eq!(new("B"), "[ROOT]/content/bread/B11.md\n");
    assert_eq!(new("B"), "[ROOT]/content/bread/B12.md\n");
    // A word without numbers behind it is an id itself.
    assert_eq!(new("Cake"), "[ROOT]/content/bread/Cake.md\n");
    let site = TestSite::bread([(GUIDE.0, GUIDE.1.replace("guide:\n", "guide:\n  id_prefixes: [Q]\n"))]);
    let run = site.run(&["new", "Q", "--party", "cook", "--stage", "eat", "-q"]).expect(0);
    assert_eq!(run.stdout, "[ROOT]/content/bread/Q1.md\n");
}

#[test]
fn a_task_lands_beside_those_of_its_stage() {
    let site = TestSite::bread([
        ("content/bread/one/two/B1.md".to_owned(), task("x", "").1),
        ("content/bread/B2.md".to_owned(), task("x", "").1.replace("stage: bake", "stage: eat")),
    ]);
    let run = site.run(&["new", "B3", "--party", "cook", "--stage", "bake", "-q"]).expect(0);
    assert_eq!(run.stdout, "[ROOT]/content/bread/one/two/B3.md\n");
}

#[test]
fn a_template_of_the_project_is_used() {
    let site = bread();
    site.write(
        "templates/task.md",
        "---\nid: {id}\ntitle: '{title}'\nparty: {party}\nstage: {stage}\nscope: {scope}\ntrack: {track}\nrequires: [{task: \
         B1}]\n---\n{id} is done by {party_name} in {stage_name}.\n{scope}\n",
    );
    site.run(&["new", "C1", "--party", "cook", "--stage", "bake", "--title", "It's"]).expect(0);
    let expected = "---\nid: C1\ntitle: 'It''s'\nparty: cook\nstage: bake\nrequires: [{task: B1}]\n---\nC1 is done by Cook \
                    in Bake.\n";
    assert_eq!(site.read("content/bread/C1.md"), expected);
    site.run(&["check", "--strict"]).expect(0);
    // It is no part of the theme.
    assert!(!site.build().files.keys().any(|path| path.contains("task.md")));
}

#[test]
fn fields_that_the_guide_asks_for_are_there_to_be_filled_in() {
    let guide = GUIDE.1.replace("guide:\n", "guide:\n  fields: [{key: form, required: true}, {key: other}]\n");
    let site = TestSite::bread([(GUIDE.0, guide)]);
    site.run(&["new", "B1", "--party", "cook", "--stage", "bake"]).expect(0);
    assert!(site.read("content/bread/B1.md").contains("\nfields:\n  form: TODO\n---\n"));
    site.run(&["check"]).expect(0).says("`TODO` was never filled in");
}

#[test]
fn required_days_choices_and_addresses_can_be_read_and_are_named() {
    let own = "fields: [{key: due, type: date, required: true}, {key: kind, type: choice, choices: [new, \"as: before\"], required: true}, \
               {key: page, type: url, required: true}, {key: forms, type: list, required: true}, {key: more, type: list}]";
    let site = TestSite::bread([(GUIDE.0, GUIDE.1.replace("guide:\n", &format!("guide:\n  {own}\n")).as_str())]);
    let new = |id: &str, more: &[&str]| site.run(&[&["new", id, "--party", "cook", "--stage", "bake"], more].concat());
    let run = new("B1", &[]).expect(0);
    let open = "still to be written: `due`: a day such as 2026-11-23\nstill to be written: `kind`: one of new, as: before\nstill to be \
                written: `page`: a web address\n";
    assert!(run.stderr.ends_with(open), "{}", run.stderr);
    let fields = "fields:\n  due: 2000-01-01  # TODO: a day such as 2026-11-23\n  kind: new  # TODO: one of new, as: before\n  page: \
                  \"https://example.org/TODO\"  # TODO: a web address\n  forms: [TODO]\n---\n";
    assert!(site.read("content/bread/B1.md").contains(fields), "{}", site.read("content/bread/B1.md"));
    site.run(&["check"]).expect(0);
    let given = [
        "--field",
        "due=2026-11-30",
        "--field",
        "kind=as: before",
        "--field",
        "page=https://x.dk/",
        "--field",
        "forms=a, b: c",
        "--field",
        "more=z",
    ];
    let run = new("B2", &given).expect(0);
    assert!(!run.stderr.contains("still"), "{}", run.stderr);
    let fields = "fields:\n  due: 2026-11-30\n  kind: \"as: before\"\n  page: \"https://x.dk/\"\n  forms: [a, \"b: c\"]\n  more: [z]\n---\n";
    assert!(site.read("content/bread/B2.md").contains(fields), "{}", site.read("content/bread/B2.md"));
    site.run(&["check"]).expect(0);
    new("B3", &["--field", "duo=x"]).expect(2).says("the guide has no field `duo`; did you mean `due`?");
    new("B3", &["--field", "kind=old"]).expect(1).says("nothing was written");
    new("B3", &["--field", "kind"]).expect(2).says("write it as KEY=VALUE");
}

#[test]
fn what_can_not_be_is_said() {
    let site = bread();
    let before = files(&site.root());
    for (arguments, said) in [
        (&["B1"][..], "`B1` is a task already; an id is an address for ever"),
        (&["b1"], "`b1` differs from the task `B1` only in how its letters are written; an id is an address for ever"),
        (&["B2"], "`B2` is a former id of `B09`; an id is an address for ever"),
        (&["B3"], "`B3` is a retired id of the guide; an id is an address for ever"),
        (&["about"], "`about` is the name of a page of the guide; an id is an address for ever"),
        (
            &["a/b"],
            "`a/b` can't be an id: it has the character '/'; use letters, digits, `-`, `_` and `.`, such as `TF109` or `TF126-A`",
        ),
        (
            &["../../x1"],
            "`../../x1` can't be an id: it has the character '/'; use letters, digits, `-`, `_` and `.`, such as `TF109` or `TF126-A`",
        ),
        (
            &["plan"],
            "`plan` can't be an id: the name is the site's own; take another one, such as `TF109` or `TF126-A`",
        ),
        (&[""], "`` can't be an id: it is empty; use letters, digits, `-`, `_` and `.`, such as `TF109` or `TF126-A`"),
        (&["C1", "--party", "cok"], "the guide has no party `cok`; did you mean `cook`?"),
        (&["C1", "--party", "zebra"], "the guide has no party `zebra`; it has cook, guest"),
        (&["C1", "--stage", "eatt"], "the guide has no stage `eatt`; did you mean `eat`?"),
        (&["C1", "--track", "wheat"], "the guide has no track `wheat`; it has rye"),
        (&["C1", "--scope", "x"], "the guide has no scope `x`; it has no scope at all"),
        (&["C1", "--guide", "braed"], "there is no guide `braed`; did you mean `bread`?"),
    ] {
        let named = |flag: &'static str, value: &'static str| {
            if arguments.contains(&flag) { vec![] } else { vec![flag, value] }
        };
        let all = [vec!["new"], arguments.to_vec(), named("--party", "cook"), named("--stage", "bake")].concat();
        assert_eq!(site.run(&all).expect(2).stderr, format!("error: {said}\n"));
    }
    site.run(&["new", "C1", "--stage", "bake"]).expect(2).says("name the party with --party: cook, guest");
    site.run(&["new", "C1", "--party", "cook"]).expect(2).says("name the stage with --stage: bake, eat");
    assert_eq!(files(&site.root()), before);
}

#[test]
fn a_file_that_is_there_is_never_written_over() {
    let site = bread();
    // Its id is another one, so that only the file's name is taken.
    site.write("content/bread/C1.md", task("x", "id: C2\n").1);
    let before = site.read("content/bread/C1.md");
    let run = site.run(&["new", "C1", "--party", "cook", "--stage", "eat"]).expect(2);
    assert_eq!(run.stderr, "error: `[ROOT]/content/bread/C1.md` is there already; nothing was written\n");
    assert_eq!(site.read("content/bread/C1.md"), before);
}

#[test]
fn of_several_guides_one_must_be_named() {
    let site = bread();
    site.write("content/cake/_index.md", GUIDE.1);
    let command = ["new", "C1", "--party", "cook", "--stage", "bake"];
    site.run(&command).expect(2).says("the project has 2 guides; name one of them: bread, cake");
    site.run(&[&command[..], &["--guide", "cake"]].concat()).expect(0);
    assert!(site.path("content/cake/C1.md").is_file());
}

#[test]
fn faults_elsewhere_do_not_stop_a_new_task() {
    let site = bread();
    site.write("content/bread/B5.md", "---\ntitle: [\n---\n");
    site.write("content/bread/B6.md", task("x", "status: draft\n").1);
    site.run(&["new", "C1", "--party", "cook", "--stage", "bake"]).expect(0);
    for id in ["B5", "B6"] {
        assert!(
            site.run(&["new", id, "--party", "cook", "--stage", "bake"]).expect(2).stderr.contains("address for ever")
        );
    }
    fs::remove_file(site.path("content/bread/_index.md")).expect("removed");
    site.run(&["new", "C2", "--party", "cook", "--stage", "bake"]).expect(2).says("the project has no guide");
}
