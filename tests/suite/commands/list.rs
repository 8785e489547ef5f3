//! `vejviser list`: what is asked for, what can begin, each format; and the scripts of `vejviser completions`.

use std::collections::BTreeMap;

use crate::support::{GUIDE, TestSite, own_site, task};

/// Requirements, a choice, a pair, a gate, a draft and a retired task.
fn site() -> TestSite {
    let guest = |(path, text): (String, String)| (path, text.replace("party: cook", "party: guest"));
    let eat = |(path, text): (String, String)| (path, text.replace("stage: bake", "stage: eat"));
    TestSite::bread([
        task("B1", "aliases: [A1]\n"),
        task("B2", "requires: [B1, {any: [B3, B4]}]\ntrack: rye\n"),
        guest(task("B3", "")),
        task("B4", "alternatives: [B3]\n"),
        task("B5", "status: draft\n"),
        task("B6", "status: retired\n"),
        eat(guest(task("E1", "with: [E2]\n"))),
        eat(task("E2", "requires: [{task: B2, certainty: likely, note: why}]\n")),
        (GUIDE.0.to_owned(), GUIDE.1.replace("guide:\n", "guide:\n  tracks: [{key: rye}]\n")),
    ])
}

fn list(arguments: &[&str]) -> String {
    let run = site().run(&[&["list"], arguments].concat()).expect(0);
    assert_eq!(run.stderr, "");
    run.stdout
}

/// Ids with their states.
fn states(arguments: &[&str]) -> Vec<(String, String)> {
    let table = list(arguments);
    let cells = table.lines().skip(1).map(|line| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
    cells.map(|cells| (cells[0].clone(), cells[1].clone())).collect()
}

fn ids(arguments: &[&str]) -> String {
    states(arguments).into_iter().map(|(id, _)| id).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_table_shows_the_plan() {
    let expected = "ID  STATE    STAGE  PARTY  TRACK  TITLE\nB1  ready    bake   cook          Task B1\nB3  ready    bake   \
                    guest         Task B3\nB4  ready    bake   cook          Task B4\nB2  waiting  bake   cook   rye    Task \
                    B2\nE2  waiting  eat    cook          Task E2\nE1  waiting  eat    guest         Task E1\n";
    let found = list(&[]);
    assert_eq!(found.lines().collect::<std::collections::BTreeSet<_>>(), expected.lines().collect(), "{found}");
    assert_eq!(found.lines().next(), expected.lines().next());
}

#[test]
fn groups_and_statuses_choose() {
    assert_eq!(ids(&["--party", "guest"]), "B3 E1");
    assert_eq!(ids(&["--party", "guest", "--stage", "eat"]), "E1");
    assert_eq!(ids(&["--party", "guest,cook", "--track", "rye"]), "B2");
    assert_eq!(ids(&["--status", "retired"]), "B6");
    assert_eq!(ids(&["--status", "draft"]), "B5");
    assert!(ids(&["--drafts"]).contains("B5"));
    assert!(list(&["--drafts"]).contains("STATUS") && !list(&[]).contains("STATUS"));
    assert_eq!(
        list(&["--status", "retired"]),
        "ID  STATE    STAGE  PARTY  TITLE\nB6  retired  bake   cook   Task B6\n"
    );
    assert_eq!(list(&["--track", "rye", "--party", "guest"]), "ID  STATE  STAGE  PARTY  TITLE\n");
}

#[test]
fn what_is_done_opens_what_waits_for_it() {
    let found = |done: &str| states(&["--done", done]).into_iter().collect::<BTreeMap<_, _>>();
    let state = |done: &str, id: &str| found(done)[id].clone();
    assert_eq!(state("B1", "B2"), "waiting", "one of B3 and B4 is missing");
    assert_eq!(state("B1,B4", "B2"), "ready");
    // A former id counts as what it is called now.
    assert_eq!(state("A1,B4", "B2"), "ready");
    assert_eq!(state("B1,B4", "B3"), "unneeded");
    assert_eq!(state("B1,B4", "B4"), "done");
    // The gate waits for all of the stage, and the pair for both requirements.
    assert_eq!(state("B1,B2", "E1"), "waiting");
    assert_eq!((state("B1,B2,B3", "E1"), state("B1,B2,B3", "E2")), ("ready".to_owned(), "ready".to_owned()));
    assert_eq!(ids(&["--ready", "--done", "B1,B2,B3", "--party", "cook"]), "E2");
    assert_eq!(ids(&["--ready", "--done", "B1,B2,B3", "--done", "E1,E2"]), "");
    // The pair is one piece of work.
    assert_eq!((state("B1,B2,B3,E1", "E1"), state("B1,B2,B3,E1", "E2")), ("done".to_owned(), "done".to_owned()));
    assert_eq!(ids(&["--ready", "--done", "B1,B2,B3,E2"]), "");
}

#[test]
fn programs_get_json_and_csv() {
    let json: serde_json::Value = serde_json::from_str(&list(&["--format", "json", "--party", "guest"])).expect("JSON");
    assert_eq!((&json["schema"], &json["guide"]), (&1.into(), &"bread".into()));
    let site = site();
    let data = site.build().json("bread/guide.json");
    for task in json["tasks"].as_array().expect("tasks") {
        let mut same = task.clone();
        let state = same.as_object_mut().expect("a task").remove("state");
        assert!(matches!(state.as_ref().and_then(|state| state.as_str()), Some("ready" | "waiting")), "{task}");
        assert!(data["tasks"].as_array().expect("tasks").contains(&same), "{task}");
    }
    let csv = list(&["--format", "csv", "--stage", "eat", "--party", "cook"]);
    assert_eq!(
        csv,
        "\u{FEFF}id,title,party,stage,scope,track,requires,with,alternatives,delivers,description,open_questions,source,status,\
         replaced_by,updated,url,state\r\nE2,Task E2,cook,eat,,,B2?,E1,,,,,,active,,,/bread/E2/,waiting\r\n"
    );
}

#[test]
fn what_is_not_there_is_said() {
    for (arguments, said) in [
        (&["braed"][..], "there is no guide `braed`; did you mean `bread`?"),
        (&["--party", "cok"], "the guide has no party `cok`; did you mean `cook`?"),
        (&["--scope", "x"], "the guide has no scope `x`; it has no scope at all"),
        (&["--done", "B9"], "the guide has no task `B9`"),
    ] {
        let run = site().run(&[&["list"], arguments].concat()).expect(2);
        assert_eq!((run.stdout.as_str(), run.stderr), ("", format!("error: {said}\n")));
    }
    site().run(&["list", "--status", "gone"]).expect(2);
    let site = TestSite::bread([task("B1", "requires: [B9]\n")]);
    assert!(site.run(&["list"]).expect(1).says("there is no task `B9`").stdout.is_empty());
}

#[test]
fn titles_can_not_act_on_the_terminal() {
    let site = TestSite::bread([(
        "content/bread/B1.md",
        "---\ntitle: \"a\\u202Eb\\u009Bc\"\nparty: cook\nstage: bake\n---\n",
    )]);
    let run = site.run(&["list"]);
    assert!(!run.stdout.contains(['\u{202E}', '\u{9B}', '\u{1B}']), "{}", run.stdout);
}

#[test]
fn a_task_of_the_guide_is_listed_with_its_filters() {
    let site = own_site();
    let run = site.run(&["list", "sf1590-d", "--track", "sortiment", "--party", "fagsystem"]).expect(0);
    assert!(
        run.stdout.lines().skip(1).all(|line| line.contains("fagsystem") && line.contains("sortiment")),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("\nTF121 "));
}

#[test]
fn shells_get_their_scripts() {
    let site = TestSite::new::<&str, &str>([]);
    for (shell, sign) in [
        ("bash", "complete -F"),
        ("zsh", "#compdef vejviser"),
        ("fish", "complete -c vejviser"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "edit:completion"),
    ] {
        let script = site.run(&["completions", shell]).expect(0).stdout;
        assert!(script.contains(sign) && script.contains("dry-run") && script.contains("explain"), "{shell}");
    }
    site.run(&["completions", "cmd"]).expect(2);
}
