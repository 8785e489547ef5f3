//! The program as it is called: arguments, exit codes, formats, and what it leaves on the disk.

use std::fs;
use std::process::Stdio;
use std::time::SystemTime;

use serde_json::Value;

use crate::support::{Run, TestSite, files, task};

/// A site with a warning and no error.
fn with_warning() -> TestSite {
    TestSite::bread([
        task("B1", ""),
        ("content/bread/B2.md".to_owned(), "---\ntitle: TODO\nparty: cook\nstage: bake\n---\nText.\n".to_owned()),
    ])
}

/// A site with an error.
fn with_error() -> TestSite {
    TestSite::bread([task("B1", "requires: [B9]\n")])
}

fn clean() -> TestSite {
    TestSite::bread([task("B1", ""), task("B2", "requires: [B1]\n"), task("B3", "with: [B2]\n")])
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.stderr).unwrap_or_else(|error| panic!("{error}: {}", run.stderr))
}

// Exit codes

#[test]
fn clean_content_is_0() {
    for command in ["check", "build"] {
        clean().run(&[command]).expect(0);
        clean().run(&[command, "--strict"]).expect(0);
    }
}

#[test]
fn warnings_are_0_and_with_strict_1() {
    for command in ["check", "build"] {
        let site = with_warning();
        site.run(&[command]).expect(0).says("warning[placeholder-text]");
        site.run(&[command, "--strict"]).expect(1).says("warning[placeholder-text]");
    }
    let site = with_warning();
    site.run(&["build", "--strict"]).expect(1);
    assert!(!site.path("public").exists(), "nothing is written where warnings count");
}

#[test]
fn notes_never_fail() {
    let site = clean();
    site.write("vejviser.yaml", "title: Kitchen\nchecks: {placeholder-text: note}\n");
    site.write("content/bread/B2.md", "---\ntitle: TODO\nparty: cook\nstage: bake\n---\n");
    site.run(&["check", "--strict"]).expect(0).says("note[placeholder-text]");
}

#[test]
fn errors_are_1_and_write_nothing() {
    let site = with_error();
    site.run(&["check"]).expect(1).says("error[unknown-task]");
    site.run(&["build"]).expect(1).says("nothing was written");
    assert!(!site.path("public").exists());
}

#[test]
fn wrong_usage_is_2() {
    let site = clean();
    for arguments in [
        &[][..],
        &["bake"],
        &["check", "--bake"],
        &["check", "--format", "xml"],
        &["check", "--color", "blue"],
        &["build", "-u", "example.org"],
        &["build", "-u", "javascript:alert(1)"],
        &["build", "extra"],
        &["check", "-q", "-v"],
        &["check", "--root"],
    ] {
        let run = site.run(arguments).expect(2);
        assert_eq!(run.stdout, "", "{arguments:?}");
        assert!(!run.stderr.is_empty(), "{arguments:?} says nothing");
    }
}

#[test]
fn missing_projects_and_settings_are_2() {
    let site = TestSite::new([("content/_index.md", "---\ntitle: x\n---\n")]);
    site.run(&["check"]).expect(2).says("--root");
    site.run(&["build"]).expect(2);
    site.run(&["check", "-r", "."]).expect(2).says("settings file");
    site.run(&["check", "-r", "nowhere"]).expect(2).says("nowhere");
    site.run(&["check", "-c", "nowhere.yaml"]).expect(2).says("nowhere.yaml");
    fs::create_dir(site.path("vejviser.yaml")).expect("a folder");
    site.run(&["check"]).expect(2);
}

#[test]
fn settings_that_can_not_be_used_are_2() {
    for text in [
        "",
        "title: [\n",
        "just words\n",
        "title: x\nbase_url: example.org\n",
        "title: x\ntitel: y\n",
        "title: x\nchecks: {nothing: off}\n",
        "title: x\nhtml: yes\n",
    ] {
        let site = clean();
        site.write("vejviser.yaml", text);
        let run = site.run(&["check"]).expect(2);
        assert!(run.stderr.contains("vejviser.yaml"), "{text:?}: {}", run.stderr);
        site.run(&["build"]).expect(2);
        assert!(!site.path("public").exists());
    }
    let site = clean();
    site.write("vejviser.yaml", b"title: \xFF\n");
    site.run(&["check"]).expect(2);
}

#[test]
fn help_shows_examples() {
    let site = clean();
    for arguments in [&["--help"][..], &["build", "--help"], &["check", "--help"], &["help", "build"]] {
        let run = site.run(arguments).expect(0);
        assert!(run.stdout.contains("Examples:\n  vejviser "), "{arguments:?}: {}", run.stdout);
        assert_eq!(run.stderr, "");
    }
    let help = site.run(&["--help"]).stdout;
    assert!(help.contains("Exit codes: 0"), "{help}");
    assert_eq!(site.run(&["--version"]).expect(0).stdout, "vejviser [VERSION]\n");
}

// Where the project is

#[test]
fn flags_stand_before_and_after_the_command() {
    let site = clean();
    let elsewhere = site.temp();
    for arguments in [
        &["--root", "project", "-q", "check"][..],
        &["check", "--root", "project", "-q"],
        &["-q", "check", "-r", "project"],
        &["--color", "never", "check", "--quiet", "--root=project"],
        &["-c", "project/vejviser.yaml", "check", "-q"],
        &["check", "-q", "--config", "project/vejviser.yaml"],
    ] {
        let run = site.finish(site.command().current_dir(&elsewhere).args(arguments)).expect(0);
        assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""), "{arguments:?}");
    }
}

#[test]
fn the_project_is_the_nearest_folder_upward() {
    let site = clean();
    let run = site.finish(site.command().current_dir(site.path("content/bread")).arg("check")).expect(0);
    run.says("checked 3 tasks");
    site.write("content/bread/inner/vejviser.yaml", "title: Inner\n");
    site.write("content/bread/inner/content/a.md", "---\ntitle: A\n---\n");
    let run = site.finish(site.command().current_dir(site.path("content/bread/inner/content")).arg("check"));
    run.expect(0).says("checked 0 tasks in 0 guides");
}

#[test]
fn other_settings_can_be_named() {
    let site = clean();
    site.write("other.yaml", "title: Other kitchen\n");
    site.run(&["build", "-c", "other.yaml"]).expect(0);
    assert!(site.read("public/index.html").contains("Other kitchen"));
    site.write("settings/third.yaml", "title: Third kitchen\n");
    site.run(&["build", "--root", ".", "--config", "settings/third.yaml"]).expect(0);
    assert!(site.read("public/index.html").contains("Third kitchen"));
    // The project stays the nearest one upward, wherever the other settings stand.
    site.write("settings/third.yaml", "title: Fourth kitchen\n");
    site.run(&["build", "--config", "settings/third.yaml"]).expect(0);
    assert!(site.read("public/bread/B1/index.html").contains("Fourth kitchen"));
}

// What is said

#[test]
fn diagnostics_go_to_stderr_and_nothing_to_stdout() {
    for arguments in [&["check"][..], &["build"], &["check", "--format", "json"], &["check", "--format", "short"]] {
        for site in [clean(), with_warning(), with_error()] {
            assert_eq!(site.run(arguments).stdout, "", "{arguments:?}");
        }
    }
}

#[test]
fn json_has_the_documented_shape() {
    let site = with_error();
    let found = json(&site.run(&["check", "--format", "json"]).expect(1));
    assert_eq!(found["schema"], 1);
    assert_eq!(found["summary"], serde_json::json!({"errors": 1, "warnings": 0, "notes": 0}));
    let one = &found["diagnostics"][0];
    assert_eq!(one["code"], "unknown-task");
    assert_eq!(one["severity"], "error");
    assert_eq!(one["file"], "content/bread/B1.md");
    assert_eq!((&one["line"], &one["column"]), (&5.into(), &12.into()));
    assert!(one["message"].as_str().is_some_and(|message| message.contains("B9")));
    let label = &one["labels"][0];
    let text = site.read("content/bread/B1.md");
    let range = label["start"].as_u64().expect("a number") as usize..label["end"].as_u64().expect("a number") as usize;
    assert_eq!(&text[range], "B9");
    assert_eq!((&label["line"], &label["end_line"], &label["end_column"]), (&5.into(), &5.into(), &14.into()));

    for arguments in
        [&["check", "--format=json"][..], &["build", "--format", "json"], &["-v", "check", "--format", "json"]]
    {
        let run = clean().run(arguments).expect(0);
        if !arguments.contains(&"-v") {
            assert_eq!(json(&run)["diagnostics"], serde_json::json!([]), "{arguments:?}");
        }
    }
    let run = with_error().run(&["build", "--format", "json"]).expect(1);
    assert_eq!(json(&run)["summary"]["errors"], 1);
}

#[test]
fn short_is_a_line_each() {
    let run = with_error().run(&["check", "--format", "short"]).expect(1);
    let first = run.stderr.lines().next().expect("a line");
    assert!(first.starts_with("content/bread/B1.md:5:12: error[unknown-task]: there is no task `B9`"), "{first}");
}

#[test]
fn diagnostics_come_in_the_order_of_files_and_places() {
    let site = TestSite::bread([
        task("B2", "requires: [B8, B7]\n"),
        task("B1", "scope: x\nrequires: [B9]\n"),
        ("content/a.md".to_owned(), "---\ntitle: A\n---\n[x](nowhere.md)\n".to_owned()),
    ]);
    let found = json(&site.run(&["check", "--format", "json"]).expect(1));
    let places: Vec<String> = found["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| format!("{}:{}:{}", one["file"].as_str().expect("a file"), one["line"], one["column"]))
        .collect();
    let wanted = [
        "content/a.md:4:1",
        "content/bread/B1.md:5:8",
        "content/bread/B1.md:6:12",
        "content/bread/B2.md:5:12",
        "content/bread/B2.md:5:16",
    ];
    assert_eq!(places, wanted);
}

/// An error in the first file, a warning in the second, a note in the third.
fn with_all_three() -> TestSite {
    TestSite::bread([
        task("B1", "requires: [B9]\n"),
        ("content/bread/B2.md".to_owned(), "---\ntitle: TODO\nparty: cook\nstage: bake\n---\nText.\n".to_owned()),
        ("content/bread/B7.md".to_owned(), task("B7", "id: B3\n").1),
    ])
}

#[test]
fn people_read_what_weighs_most_last_and_programs_all_in_its_place() {
    let site = with_all_three();
    let order = |format: &str| {
        let said = site.run(&["check", "--format", format]).expect(1).stderr;
        let mut places: Vec<_> = ["B1.md", "B2.md", "B7.md"].map(|name| (said.find(name).unwrap(), name)).to_vec();
        places.sort_unstable();
        places.into_iter().map(|(_, name)| name).collect::<Vec<_>>()
    };
    assert_eq!(order("human"), ["B7.md", "B2.md", "B1.md"]);
    for format in ["short", "json", "sarif", "github"] {
        assert_eq!(order(format), ["B1.md", "B2.md", "B7.md"], "{format}");
    }
    let said = site.run(&["check"]).expect(1).stderr;
    assert!(said.ends_with("\n\n1 error, 1 warning, 1 note\n"), "{said}");
}

#[test]
fn what_weighs_too_little_is_counted_and_not_shown() {
    let site = with_all_three();
    for format in ["human", "short"] {
        let said = |level: &str| site.run(&["check", "--format", format, "--level", level]).expect(1).stderr;
        assert_eq!(said("note"), site.run(&["check", "--format", format]).expect(1).stderr);
        let warning = said("warning");
        assert!(!warning.contains("B7.md") && warning.contains("B2.md"), "{warning}");
        assert!(warning.ends_with("\n1 error, 1 warning; not shown: 1 note\n"), "{warning}");
        let error = said("error");
        assert!(!error.contains("B2.md") && error.contains("B1.md"), "{error}");
        assert!(error.ends_with("\n1 error; not shown: 1 warning, 1 note\n"), "{error}");
    }
    let document = json(&site.run(&["check", "--format", "json", "--level", "error"]).expect(1));
    assert_eq!(document["diagnostics"].as_array().map(Vec::len), Some(1));
    // It counts all the same.
    let run = with_warning().run(&["build", "--strict", "--level", "error"]).expect(1);
    assert_eq!(run.stderr, "not shown: 1 warning\nnothing was written\n");
    // And a baseline knows everything.
    site.run(&["check", "--level", "error", "--baseline", "known.json", "--write-baseline"])
        .expect(0)
        .says("3 diagnostics");
    site.run(&["check", "--level", "all"]).expect(2).says("[possible values: note, warning, error]");
}

#[test]
fn files_that_can_not_be_read_are_named_for_programs() {
    let site = clean();
    site.write("content/a.md", "no front matter");
    site.write("content/bread/B4.md", b"\xFF");
    let found = json(&site.run(&["check", "--format", "json"]).expect(1));
    assert_eq!(found["diagnostics"][0]["file"], "content/a.md");
    assert_eq!(found["diagnostics"][1]["file"], "content/bread/B4.md");
    let run = site.run(&["check", "--format", "short"]);
    assert!(run.stderr.lines().nth(1).is_some_and(|line| line.starts_with("content/bread/B4.md:")), "{}", run.stderr);
}

#[test]
fn colours_follow_flag_and_environment() {
    let site = with_error();
    let colored = |flags: &[&str], variables: &[(&str, &str)]| {
        let run = site.finish(site.command().args(["check"]).args(flags).envs(variables.iter().copied())).expect(1);
        run.stderr.contains('\x1b')
    };
    assert!(!colored(&[], &[]), "stderr is no terminal here");
    assert!(colored(&["--color", "always"], &[]));
    assert!(colored(&["--color", "always"], &[("NO_COLOR", "1")]), "a flag outweighs the environment");
    assert!(!colored(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(colored(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!colored(&["--format", "json", "--color", "always"], &[]), "JSON has no colours");
}

#[test]
fn quiet_says_only_what_is_wrong() {
    for command in ["check", "build"] {
        assert_eq!(clean().run(&[command, "-q"]).expect(0).stderr, "");
        with_error().run(&["-q", command]).expect(1).says("error[unknown-task]");
    }
    let site = clean();
    site.run(&["build", "-q", "-o", "/"]).expect(2).says("error");
}

#[test]
fn a_build_says_where_to_look() {
    let run = clean().run(&["build"]).expect(0);
    assert!(run.stderr.contains("open [ROOT]/public/index.html"), "{}", run.stderr);
    assert!(run.stderr.contains("built 3 tasks in 1 guide"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn closed_streams_are_no_fault() {
    for (site, code) in [(clean(), 0), (with_error(), 1)] {
        for command in ["check", "build"] {
            let (reader, writer) = std::io::pipe().expect("a pipe");
            drop(reader);
            let status = site
                .command()
                .arg(command)
                .stdout(Stdio::from(writer.try_clone().expect("a second end")))
                .stderr(Stdio::from(writer))
                .status()
                .expect("the program runs");
            assert_eq!(status.code(), Some(code), "{command}");
            let line = format!("exec '{}' {command} <&- >&- 2>&-", env!("CARGO_BIN_EXE_vejviser"));
            let mut shell = std::process::Command::new("sh");
            let status = shell.arg("-c").arg(line).current_dir(site.root()).status().expect("a shell runs");
            assert_eq!(status.code(), Some(code), "{command} with closed streams");
        }
    }
    for arguments in [&["--help"][..], &["build", "--help"], &["--version"]] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let status = clean().command().args(arguments).stdout(writer).stderr(Stdio::null()).status().expect("it runs");
        assert!(status.code().is_some_and(|code| code != 101), "{arguments:?} panics: {status}");
    }
}

// Settings that flags outweigh

#[test]
fn output_goes_where_flag_or_settings_say() {
    let site = clean();
    site.run(&["build", "-o", "elsewhere/deep/site"]).expect(0);
    assert!(site.path("elsewhere/deep/site/bread/B1/index.html").is_file());
    assert!(!site.path("public").exists());
    site.write("vejviser.yaml", "title: Kitchen\noutput_dir: docs/site\n");
    site.run(&["build"]).expect(0);
    assert!(site.path("docs/site/index.html").is_file());
    // A flag is relative to where one stands, a setting to the project.
    let run = site.command().current_dir(site.temp()).args(["build", "-r", "project", "-o", "out"]).output();
    assert!(run.expect("it runs").status.success() && site.temp().join("out/index.html").is_file());
    let run = site.command().current_dir(site.temp()).args(["build", "-r", "project", "-q"]).output();
    assert!(run.expect("it runs").status.success() && !site.temp().join("docs").exists());
}

#[test]
fn the_address_comes_from_flag_or_settings() {
    let site = clean();
    site.write("vejviser.yaml", "title: Kitchen\nbase_url: https://example.org/one/\n");
    let built = site.build();
    assert!(built.text("sitemap.xml").contains("<loc>https://example.org/one/bread/B1/</loc>"));
    let built = site.build_with(&["-u", "https://example.org/two"]);
    assert!(built.text("sitemap.xml").contains("<loc>https://example.org/two/bread/B1/</loc>"));
    assert!(built.text("bread/B1/index.html").contains("href=\"https://example.org/two/bread/B1/\""));
    let built = site.build_with(&["--base-url", ""]);
    assert!(!built.files.contains_key("sitemap.xml"), "an empty address means that the site opens from disk");
    assert!(built.text("bread/B1/index.html").contains("href=\"../../bread/index.html\""));
}

#[test]
fn weights_come_from_the_settings() {
    let site = with_error();
    site.write("vejviser.yaml", "title: Kitchen\nchecks: {unknown-task: warning}\n");
    site.run(&["build"]).expect(0).says("warning[unknown-task]");
    site.write("vejviser.yaml", "title: Kitchen\nchecks: {unknown-task: off, unused-group: off}\n");
    assert_eq!(site.run(&["check", "-q"]).expect(0).stderr, "");
    let site = with_warning();
    site.write("vejviser.yaml", "title: Kitchen\nchecks: {placeholder-text: error}\n");
    site.run(&["check"]).expect(1).says("error[placeholder-text]");
}

// What is left on the disk

#[test]
fn check_writes_nothing() {
    for site in [clean(), with_warning(), with_error()] {
        let before = files(&site.temp());
        site.run(&["check"]);
        site.run(&["check", "--format", "json", "--drafts"]);
        assert!(files(&site.temp()) == before, "check wrote something");
    }
}

#[test]
fn errors_leave_the_former_site_as_it_was() {
    let site = clean();
    let before = site.build();
    let times = times(&site);
    site.write("content/bread/B4.md", "---\ntitle: x\n---\n");
    site.run(&["build"]).expect(1);
    assert_eq!(files(&site.path("public")), before.files);
    assert_eq!(self::times(&site), times);
    site.remove("content/bread/B4.md");
    site.write("content/bread/B5.md", "---\ntitle: TODO\nparty: cook\nstage: bake\n---\n");
    site.run(&["build", "--strict"]).expect(1);
    assert_eq!(files(&site.path("public")), before.files);
    // A template that only fails when it is filled in fails late, and still harms nothing.
    site.write("templates/pages/task.html", "{{ nothing.of.this }}");
    site.run(&["build"]).expect(1).says("template");
    assert_eq!(files(&site.path("public")), before.files);
    assert_eq!(beside(&site), [".", "content", "public", "templates", "vejviser.yaml"]);
}

/// Modification times of all files of the site, save the marker.
fn times(site: &TestSite) -> Vec<(String, SystemTime)> {
    let folder = site.path("public");
    let time = |path: &String| fs::symlink_metadata(folder.join(path)).and_then(|data| data.modified());
    let found = files(&folder);
    let pages = found.keys().filter(|path| *path != ".vejviser");
    pages.map(|path| (path.clone(), time(path).expect("a time"))).collect()
}

/// Names in the project's folder, with `.` for itself.
fn beside(site: &TestSite) -> Vec<String> {
    let entries = fs::read_dir(site.root()).expect("the project");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.push(".".to_owned());
    names.sort();
    names
}

#[test]
fn nothing_is_left_beside_the_output() {
    let site = clean();
    for _ in 0..2 {
        site.build();
        assert_eq!(beside(&site), [".", "content", "public", "vejviser.yaml"]);
    }
    site.write("public/CNAME", "example.org");
    site.run(&["build", "-f"]).expect(0);
    site.run(&["build", "-o", "vejviser.yaml"]).expect(2);
    assert_eq!(beside(&site), [".", "content", "public", "vejviser.yaml"]);
}

#[test]
fn a_second_build_changes_nothing() {
    let site = clean();
    let first = site.build();
    let times = times(&site);
    let run = site.run(&["build"]).expect(0).says(" 0 changed, 0 removed");
    assert_eq!(run.code, 0);
    assert_eq!(files(&site.path("public")), first.files);
    assert_eq!(self::times(&site), times);
}

#[test]
fn a_marker_of_a_former_form_is_understood() {
    let site = clean();
    site.build();
    let marker = site.read("public/.vejviser");
    for (form, before, behind) in [(1, " 0123456789abcdef", " 1764460800000000000"), (2, "", " 1764460800000000000")] {
        let line = |line: &str| {
            let mut parts = line.splitn(3, ' ');
            let (inputs, size, path) = (parts.next()?, parts.next()?, parts.next()?);
            Some(format!("{inputs}{before} {size}{behind} {path}\n"))
        };
        let former: String = marker.lines().skip(1).filter_map(line).collect();
        site.write("public/.vejviser", format!("vejviser manifest {form}\n{former}"));
        site.run(&["build"]).expect(0).says(" 0 changed, 0 removed");
        assert_eq!(site.read("public/.vejviser"), marker);
    }
}

#[test]
fn only_what_changed_is_written() {
    let many: Vec<_> = (1..=40).map(|n| task(&format!("B{n}"), "")).collect();
    let site = TestSite::bread(many);
    site.build();
    let before = times(&site);
    let (path, text) = task("B7", "");
    site.write(&path, text.replace("Body", "Another body"));
    let built = site.build();
    assert!(built.main("bread/B7/index.html").contains("Another body"));
    let after = times(&site);
    let changed: Vec<&str> =
        before.iter().zip(&after).filter(|(a, b)| a != b).map(|(_, (path, _))| path.as_str()).collect();
    assert!(changed.contains(&"bread/B7/index.html"), "{changed:?}");
    assert!(changed.len() < 8, "{changed:?}");
    assert!(!changed.contains(&"bread/B8/index.html"));
}

#[test]
fn a_removed_task_is_gone() {
    let site = clean();
    assert!(site.build().files.contains_key("bread/B3/diagram.svg"));
    site.remove("content/bread/B3.md");
    let built = site.build();
    assert!(!built.files.keys().any(|path| path.contains("B3")));
    assert!(!site.path("public/bread/B3").exists(), "its folder stays");
    assert!(!built.text("bread/index.html").contains("B3"));
}

#[test]
fn a_page_that_somebody_changed_is_written_again() {
    let site = clean();
    let first = site.build();
    site.write("public/bread/B1/index.html", "mine");
    site.remove("public/bread/B2/index.html");
    assert_eq!(content(site.build().files), content(first.files));
}

fn content(mut files: std::collections::BTreeMap<String, Vec<u8>>) -> std::collections::BTreeMap<String, Vec<u8>> {
    files.remove(".vejviser");
    files
}

#[test]
fn a_folder_of_others_is_refused() {
    let site = clean();
    site.write("public/thesis.txt", "my only copy");
    let run = site.run(&["build"]).expect(2).says("--force");
    assert_eq!(run.stdout, "");
    assert_eq!(files(&site.path("public")).len(), 1);
    site.run(&["build", "--force"]).expect(0);
    assert_eq!(site.read("public/thesis.txt"), "my only copy");
    site.run(&["build"]).expect(0);
    assert_eq!(site.read("public/thesis.txt"), "my only copy");
    assert!(site.path("public/bread/B1/index.html").is_file());
}

#[test]
fn an_empty_folder_is_taken() {
    let site = clean();
    fs::create_dir(site.path("public")).expect("a folder");
    assert!(site.build().files.contains_key("index.html"));
}

#[test]
fn a_folder_that_only_keeps_its_place_in_a_repository_is_taken() {
    let site = clean();
    site.write("public/.gitignore", "*\n!.gitignore\n");
    for _ in 0..2 {
        site.run(&["build"]).expect(0);
        assert_eq!(site.read("public/.gitignore"), "*\n!.gitignore\n");
        assert!(site.path("public/index.html").is_file());
    }
    site.write("other/.gitignore", "*\n");
    site.write("other/thesis.txt", "my only copy");
    site.run(&["build", "-o", "other"]).expect(2).says("--force");
}

#[cfg(unix)]
#[test]
fn files_of_others_survive() {
    let site = clean();
    site.build();
    site.write("public/CNAME", "example.org");
    site.write("public/.git/HEAD", "ref: x");
    site.write("public/bread/own.txt", "mine");
    site.write("public/other/deep/file.txt", "mine too");
    fs::create_dir(site.path("public/empty")).expect("a folder");
    std::os::unix::fs::symlink("CNAME", site.path("public/link")).expect("a link");
    std::os::unix::fs::symlink("/nowhere/at/all", site.path("public/dangling")).expect("a link");
    site.write("content/bread/B4.md", task("B4", "").1);
    site.run(&["build"]).expect(0);
    site.remove("content/bread/B1.md");
    site.write("content/bread/B2.md", task("B2", "").1);
    site.run(&["build"]).expect(0);
    assert_eq!(site.read("public/CNAME"), "example.org");
    assert_eq!(site.read("public/.git/HEAD"), "ref: x");
    assert_eq!(site.read("public/bread/own.txt"), "mine");
    assert_eq!(site.read("public/other/deep/file.txt"), "mine too");
    assert!(site.path("public/empty").is_dir());
    assert_eq!(fs::read_link(site.path("public/link")).expect("a link"), std::path::Path::new("CNAME"));
    assert_eq!(fs::read_link(site.path("public/dangling")).expect("a link"), std::path::Path::new("/nowhere/at/all"));
    assert!(!site.path("public/bread/B1").exists());
}

#[test]
fn a_file_of_others_where_a_page_goes_is_refused() {
    let site = clean();
    site.build();
    site.write("public/bread/B4/index.html", "mine");
    site.write("content/bread/B4.md", task("B4", "").1);
    let before = files(&site.path("public"));
    site.run(&["build"]).expect(2).says("B4");
    assert_eq!(files(&site.path("public")), before);
    site.run(&["build", "--force"]).expect(0);
    assert!(site.read("public/bread/B4/index.html").contains("<h1>"));
}

#[test]
fn folders_that_would_be_harmed_are_refused() {
    let site = clean();
    site.write("static/a.txt", "a");
    site.write("file", "a file");
    let before = files(&site.temp());
    let above = site.temp().to_string_lossy().into_owned();
    for output in
        [".", "..", "/", "content", "content/bread", "content/new", "static", "templates/x", "file", "file/x", &above]
    {
        for flags in [&[][..], &["--force"]] {
            let run = site.run(&[&["build", "-o", output], flags].concat()).expect(2);
            assert!(run.stderr.starts_with("error: "), "{output}: {}", run.stderr);
        }
    }
    assert!(files(&site.temp()) == before, "something was changed");
    site.write("vejviser.yaml", "title: Kitchen\noutput_dir: content\n");
    site.run(&["build", "-f"]).expect(2);
}

#[cfg(unix)]
#[test]
fn an_output_that_is_a_link_writes_where_it_leads() {
    let site = clean();
    fs::create_dir(site.temp().join("real")).expect("a folder");
    std::os::unix::fs::symlink("../real", site.path("public")).expect("a link");
    site.run(&["build"]).expect(0);
    assert!(site.temp().join("real/index.html").is_file());
    assert!(fs::symlink_metadata(site.path("public")).expect("it is there").is_symlink());
    std::os::unix::fs::symlink("content", site.path("sneaky")).expect("a link");
    site.run(&["build", "-f", "-o", "sneaky"]).expect(2);
}

#[test]
fn what_a_killed_build_left_is_cleared() {
    let site = clean();
    let first = site.build();
    // As a build leaves it that was killed while it wrote.
    site.write("public/.vejviser", fs::read(site.path("public/.vejviser")).expect("the marker"));
    site.write(".public.vejviser-new/.vejviser", "");
    site.write(".public.vejviser-new/bread/index.html", "half of a pa");
    site.write(".public.vejviser-lock", "");
    site.run(&["build"]).expect(0);
    assert_eq!(content(files(&site.path("public"))), content(first.files));
    assert_eq!(beside(&site), [".", "content", "public", "vejviser.yaml"]);
}

/// Fails unless every page of the site was made for one and the same address.
#[track_caller]
fn whole(site: &TestSite, pages: usize) {
    let files = files(&site.path("public"));
    let mut hosts = std::collections::BTreeSet::new();
    let mut count = 0;
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with("/index.html")) {
        let text = String::from_utf8_lossy(bytes);
        let address = text.split("rel=\"canonical\" href=\"https://").nth(1).and_then(|rest| rest.split('/').next());
        assert!(text.trim_end().ends_with("</html>"), "{path} is cut off");
        hosts.extend(address.map(str::to_owned));
        count += 1;
    }
    assert_eq!(hosts.len(), 1, "a mixture of two builds: {hosts:?}");
    assert!(count >= pages, "{count} pages of {pages}");
}

#[test]
fn a_killed_build_leaves_a_whole_site() {
    let site = TestSite::bread((1..=150).map(|n| task(&format!("B{n}"), "")));
    site.run(&["build", "-u", "https://first.example"]).expect(0);
    for wanted in [0, 1, 20, 60, 120, 150] {
        let address = format!("https://at{wanted}.example");
        let mut child = site.command().args(["build", "-q", "-u", &address]).spawn().expect("it runs");
        let staged = site.path(".public.vejviser-new/bread");
        loop {
            let done = child.try_wait().expect("a state").is_some();
            if done || wanted == 0 || fs::read_dir(&staged).is_ok_and(|entries| entries.count() >= wanted) {
                break;
            }
            std::thread::yield_now();
        }
        child.kill().expect("it is ended");
        child.wait().expect("it has ended");
        whole(&site, 150);
    }
    site.run(&["build", "-u", "https://last.example"]).expect(0);
    whole(&site, 150);
    assert!(site.read("public/sitemap.xml").contains("https://last.example"));
    assert_eq!(beside(&site), [".", "content", "public", "vejviser.yaml"]);
}

#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more_leaves_the_former_site() {
    let site = clean();
    site.run(&["build", "-u", "https://first.example"]).expect(0);
    let before = files(&site.path("public"));
    // Files may have 2,048 bytes, as if the disk were full behind them.
    let line =
        format!("trap '' XFSZ; ulimit -f 4; exec '{}' build -u https://b.example", env!("CARGO_BIN_EXE_vejviser"));
    let mut shell = std::process::Command::new("sh");
    let run = site.finish(shell.arg("-c").arg(line).current_dir(site.root()));
    run.expect(2).says("can't write");
    assert_eq!(files(&site.path("public")), before);
    assert_eq!(beside(&site), [".", "content", "public", "vejviser.yaml"]);
}

#[test]
fn builds_at_the_same_time_wait_for_each_other() {
    let site = clean();
    let start =
        |url: &str| site.command().args(["build", "-q", "-u", url]).stderr(Stdio::piped()).spawn().expect("it runs");
    let running: Vec<_> = ["https://a.example", "https://b.example", "https://c.example"].map(start).into();
    for child in running {
        let output = child.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let map = site.read("public/sitemap.xml");
    let hosts: Vec<&str> =
        ["a", "b", "c"].into_iter().filter(|host| map.contains(&format!("https://{host}.example"))).collect();
    assert_eq!(hosts.len(), 1, "the site is one of the three, not a mixture");
    let page = site.read("public/bread/B1/index.html");
    assert!(page.contains(&format!("https://{}.example", hosts[0])));
    assert_eq!(beside(&site), [".", "content", "public", "vejviser.yaml"]);
}

#[test]
fn a_project_without_pages_says_so_and_leaves_the_former_site() {
    let site = clean();
    let before = site.build().files;
    let told = |text: &str| {
        for command in ["check", "build"] {
            site.run(&[command]).expect(1).says(&format!("error[no-content]: {text}\n"));
        }
        assert!(files(&site.path("public")) == before, "{text}: the former site was changed");
    };
    fs::rename(site.path("content"), site.path("elsewhere")).expect("it is moved");
    told("there is no folder `content/`");
    site.write("content", "a file");
    told("`content` is no folder");
    site.remove("content");
    fs::create_dir(site.path("content")).expect("a folder");
    told("the folder `content/` is empty");
    site.write("content/bread/.B1.md", "");
    site.write("content/B1.md~", "");
    told("the folder `content/` holds no file, or only hidden ones and what editors leave");
    site.write("content/picture.png", "");
    told("there is no page below `content/`");
    // A warning beside it changes nothing.
    site.write("vejviser.yaml", "title: K\nlanguage: fo\n");
    told("there is no page below `content/`");
}
