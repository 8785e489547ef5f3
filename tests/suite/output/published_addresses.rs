//! Addresses that were published and must stay answered.

use crate::support::{TestSite, task};

fn renamed() -> TestSite {
    let site = TestSite::bread([task("B1", ""), task("B2", "aliases: [K2]\n")]);
    site.run(&["build", "-q"]).expect(0);
    site.remove("content/bread/B2.md");
    let (path, text) = task("B3", "");
    site.write(&path, text.replace("Task B3", "Task B2"));
    site
}

#[test]
fn the_last_build_is_compared_with() {
    let site = renamed();
    let run = site.run(&["check", "--format", "short"]).expect(0);
    assert_eq!(
        run.stderr,
        "content/bread/_index.md:1:1: note[skipped-number]: the ids skip `B2` (list them under `retired`, or ask for them \
         under `open_questions`, so that nobody looks for them)\n\
         content/bread/_index.md:1:1: warning[vanished-id]: `B2` was published and is no longer in the guide (`B3` has \
         its title; if it is the same task, add `aliases: [B2]` there)\n\
         content/bread/_index.md:1:1: warning[vanished-id]: the address `/bread/K2/` was published and is no longer \
         answered (add it again to the `aliases` of the task that it led to)\n\
         2 warnings, 1 note\n"
    );
    // A build would lose what it is compared with: with `--strict` it does not get that far.
    site.run(&["build", "--strict"]).expect(1).says("[vanished-id]");
    site.run(&["build"]).expect(0).says("[vanished-id]");
}

#[test]
fn aliases_and_gravestones_answer() {
    let site = renamed();
    let (path, text) = task("B3", "aliases: [B2, K2]\n");
    site.write(&path, text);
    let run = site.run(&["check"]).expect(0);
    assert!(!run.stderr.contains("vanished-id"), "{}", run.stderr);
}

#[test]
fn another_site_can_be_named() {
    let site = renamed();
    std::fs::rename(site.path("public"), site.path("released")).expect("a folder is renamed");
    let run = site.run(&["check"]).expect(0);
    assert!(!run.stderr.contains("vanished-id"), "{}", run.stderr);
    for named in ["released", "released/bread/guide.json"] {
        site.run(&["check", "--published", named]).expect(0).says("it stands in released/bread/guide.json");
    }
    site.write("vejviser.yaml", "title: K\npublished: released\n");
    site.run(&["check"]).expect(0).says("[vanished-id]");
}

#[test]
fn what_is_named_and_cannot_be_read_is_an_error() {
    let site = renamed();
    site.run(&["check", "--published", "nowhere"]).expect(2).says("can't read `nowhere`");
    site.run(&["check", "--published", "content"]).expect(2).says("`content` holds no guide");
    site.write("x.json", "{\"schema\": 9}");
    site.run(&["check", "--published", "x.json"]).expect(2).says("`x.json` is not the guide.json of a guide");
    // In the output folder, a file that is none is no hindrance.
    site.write("public/bread/guide.json", "none");
    site.run(&["check"]).expect(0);
}

#[test]
fn drafts_and_files_with_mistakes_have_not_vanished() {
    let site = TestSite::bread([task("B1", ""), task("B2", ""), task("B3", "")]);
    site.run(&["build", "-q"]).expect(0);
    let (path, text) = task("B2", "status: draft\n");
    site.write(&path, text);
    site.write("content/bread/B3.md", "---\ntitle: \"Slice\nid: B3\nparty: cook\nstage: bake\n---\n");
    let run = site.run(&["check"]).expect(1);
    assert!(!run.stderr.contains("vanished-id"), "{}", run.stderr);
}
