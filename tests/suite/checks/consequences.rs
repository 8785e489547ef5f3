//! What follows from a fault that is shown is no second fault.

use crate::support::{GUIDE, TestSite, task};

/// Two tasks of a guide whose `_index.md` is this.
fn guide(index: &str) -> TestSite {
    let site = TestSite::bread([task("B1", ""), task("B2", "requires: [B1]\n")]);
    site.write("content/bread/_index.md", index);
    site
}

#[test]
fn a_guide_that_can_not_be_read_is_one_fault() {
    for (index, says) in [
        (
            "---\ntitle: g\nguide: {parties: [{key: cook}], stages: [{key: bake}]}\nx\n",
            "the front matter is never closed",
        ),
        ("Words.\n", "the file has no front matter"),
        (
            "---\ntitle: g\nparties: [{key: cook}]\nstages: [{key: bake}]\n---\nx\n",
            "a guide has `parties` below `guide`",
        ),
        ("", "the file is empty"),
        ("---\ntitle: g\nguid: {parties: [{key: cook}], stages: [{key: bake}]}\n---\nx\n", "no key `guid`"),
        ("---\ntitle: g\nguide: {parties: cook, stages: [{key: bake}]}\n---\nx\n", "`parties` must be a list"),
        ("---\ntitle: g\nguide: {party: [{key: cook}], stages: [{key: bake}]}\n---\nx\n", "`guide` has no key `party`"),
        (
            "---\ntitle: g\nguide: {parties: [{key: 'c k'}], stages: [{key: bake}]}\n---\nx\n",
            "can't be part of an address",
        ),
    ] {
        guide(index).run(&["check"]).expect(1).says(says).says("1 error\n");
    }
    let site = guide("");
    site.write("content/bread/_index.md", b"---\ntitle: g\xe6\nguide: {}\n---\nx\n");
    site.run(&["check"]).expect(1).says("is not UTF-8").says("1 error\n");
}

/// Who refers to a guide that can't be read is not to blame.
#[test]
fn references_to_a_broken_guide_are_no_fault() {
    let site = guide("---\ntitle: g\nguide:\n  parties: [{key: cook}\n---\nx\n");
    site.write(
        "content/about.md",
        "---\ntitle: x\n---\n[[bread/B1]], [a task](bread/B1.md), [the guide](bread/_index.md)\n",
    );
    site.write("vejviser.yaml", "title: K\nguides: [bread]\n");
    site.run(&["check"]).expect(1).says("is never closed").says("1 error\n");
}

#[test]
fn retired_ids_that_name_each_other_are_told_the_same_in_any_order() {
    let told = |retired: &str| {
        let site = guide(&format!(
            "---\ntitle: g\nguide: {{parties: [{{key: cook}}], stages: [{{key: bake}}], retired: [{retired}]}}\n---\nx\n"
        ));
        let run = site.run(&["check", "--format", "short"]);
        let mut lines: Vec<String> = run
            .stderr
            .lines()
            .filter_map(|line| Some(line.split_once(": ")?.1.split(" (").next()?.to_owned()))
            .collect();
        lines.sort();
        (run.code, lines.join("\n"))
    };
    let (one, two) = ("{id: R1, see: R2}", "{id: R2, see: B1}");
    let wanted = (0, "warning[retired-reference]: the id `R2` is retired".to_owned());
    assert_eq!(told(&format!("{one}, {two}")), wanted);
    assert_eq!(told(&format!("{two}, {one}")), wanted);
    let circle = told("{id: R1, see: R2}, {id: R2, see: R1}");
    assert_eq!(
        circle,
        (0, "warning[replacement-cycle]: `R1`, `R2` replace each other, and no task is left to see".to_owned())
    );
    assert_eq!(
        told("{id: R1, see: R1}"),
        (1, "error[self-reference]: the retired id `R1` names itself in `see`".to_owned())
    );
}

#[test]
fn a_guide_under_another_name_is_one_fault() {
    let site = guide("x");
    std::fs::remove_file(site.path("content/bread/_index.md")).expect("it is there");
    site.write(
        "content/bread/index.md",
        "---\ntitle: g\nguide: {parties: [{key: cook}], stages: [{key: bake}]}\n---\nx\n",
    );
    site.run(&["check"]).expect(1).says("a guide stands in `content/<guide>/_index.md`").says("1 error\n");
}

#[test]
fn a_slip_in_a_task_is_shown_all_the_same() {
    let site = guide("---\ntitle: g\nguid: x\nguide: {parties: [{key: cook}], stages: [{key: bake}]}\n---\nx\n");
    site.write("content/bread/B3.md", "---\ntitle: x\nparty: cok\nstage: bake\n---\nx\n");
    site.run(&["check"]).expect(1).says("no key `guid`").says("did you mean `cook`?").says("2 errors\n");
}

/// The guide's own faults stand above those of its tasks, whatever these are called.
#[test]
fn a_broken_guide_is_named_first() {
    let site = guide("---\ntitle: g\nguid: x\nguide: {parties: [{key: cook}], stages: [{key: bake}]}\n---\nx\n");
    site.write("content/bread/A1.md", "---\ntitle: x\nparty: cok\nstage: bake\n---\nx\n");
    site.write("content/A.md", "---\ntitl: x\n---\nx\n");
    site.write("content/bread/Z/Z1.md", "---\ntitle: x\nparty: cok\nstage: bake\n---\nx\n");
    let run = site.run(&["check", "--format", "short"]).expect(1);
    let errors = run.stderr.lines().filter(|line| line.contains(" error["));
    let mut files: Vec<&str> = errors.filter_map(|line| line.split_once(':')).map(|(file, _)| file).collect();
    files.dedup();
    let wanted = ["content/A.md", "content/bread/_index.md", "content/bread/A1.md", "content/bread/Z/Z1.md"];
    assert_eq!(files, wanted, "{}", run.stderr);
}

#[test]
fn fields_of_a_broken_guide_are_not_missed() {
    let own = |fields: &str| {
        let site = guide(&format!(
            "---\ntitle: g\nguide:\n  parties: [{{key: cook}}]\n  stages: [{{key: bake}}]\n  fields: {fields}\n---\nx\n"
        ));
        site.write("content/bread/B3.md", "---\ntitle: x\nparty: cook\nstage: bake\nfields: {klik: x}\n---\nx\n");
        site.run(&["check"]).expect(1)
    };
    for broken in ["[{key: klik name: K}]", "[{key: klik, nam: K}]", "klik"] {
        own(broken).says("1 error\n");
    }
    own("[{key: klick, nam: K}]").says("no key `nam`").says("did you mean `klick`?");
    own("[]").says("the guide has no field `klik`").says("1 error\n");
}

#[test]
fn a_guide_that_lists_nothing_is_one_fault() {
    for (index, says) in [
        (
            "guide:\n",
            &["lists no parties, and its tasks name `cook`", "lists no stages, and its tasks name `bake`"][..],
        ),
        (
            "guide: {}\n",
            &["write `parties: [{key: cook}]` below `guide`", "write `stages: [{key: bake}]` below `guide`"],
        ),
        ("guide: {parties: [{key: cook}]}\n", &["the guide lists no stages"]),
        ("guide: {stages: [{key: bake}], parties: []}\n", &["the guide lists no parties"]),
        ("guide: x\n", &["`guide` is described by keys and values"]),
    ] {
        let run = guide(&format!("---\ntitle: g\n{index}---\nx\n")).run(&["check"]).expect(1);
        let count = run.stderr.matches("error[").count();
        assert!(says.iter().all(|says| run.stderr.contains(says)) && count == says.len(), "{index}: {}", run.stderr);
    }
    // A guide that is only begun has nothing to miss.
    let site =
        TestSite::new([("vejviser.yaml", "title: x\n"), ("content/g/_index.md", "---\ntitle: g\nguide:\n---\nx\n")]);
    site.run(&["check"]).expect(0);
}

#[test]
fn a_task_outside_guides_is_a_fault_of_its_own() {
    let site = guide("---\ntitle: A folder\n---\nWords.\n");
    site.run(&["check"]).expect(1).says("has the keys of a task and stands in no guide");
}

#[test]
fn a_task_is_not_told_to_name_itself_instead_of_what_it_replaces() {
    let site = TestSite::bread([
        task("B1", "status: retired\nreplaced_by: B2\n"),
        task("B2", "requires: [B1]\n"),
        task("B3", "requires: [B1]\n"),
        task("B4", "status: retired\nreplaced_by: B1\n"),
        task("B5", "with: [B4]\n"),
    ]);
    let run = site.run(&["check"]).expect(0);
    assert_eq!(run.stderr.matches("help: take it out").count(), 1, "{}", run.stderr);
    assert_eq!(run.stderr.matches("help: it is replaced by `B2`").count(), 2, "{}", run.stderr);
    let (path, index) = GUIDE;
    let retired = index.replace("guide:\n", "guide:\n  retired: [{id: B9, see: B1}]\n");
    let site =
        TestSite::bread([task("B1", "requires: [B9]\n"), task("B2", "requires: [B9]\n"), (path.to_owned(), retired)]);
    let run = site.run(&["check"]).expect(0);
    assert_eq!(run.stderr.matches("help: take the reference out").count(), 1, "{}", run.stderr);
    assert_eq!(run.stderr.matches("help: the guide says: see `B1`").count(), 1, "{}", run.stderr);
}

#[test]
fn a_choice_that_is_met_anyway_says_nothing() {
    let site = TestSite::bread([
        task("B1", ""),
        task("B2", ""),
        task("B3", "requires: [B1, {any: [B1, B2]}]\n"),
        task("B4", "requires: [{any: [B1, B2]}, {any: [B2, B1]}]\n"),
        task("B5", "requires: [{any: [B1, B2]}]\n"),
    ]);
    site.run(&["check"])
        .expect(0)
        .says("note[implied-requirement]: `B3` requires one of `B1`, `B2`, and `B1` anyway")
        .says("note[implied-requirement]: `B4` requires one of `B2`, `B1`, which stands twice")
        .says("2 notes");
}

#[test]
fn tasks_without_a_text_are_one_line_where_none_has_one() {
    let with = |texts: &[&str]| {
        let front =
            "---\ntitle: x\nparty: cook\nstage: bake\nchecks: {duplicate-title: {level: off, reason: x}}\n---\n";
        let file = |(at, text): (usize, &&str)| (format!("content/bread/B{}.md", at + 1), format!("{front}{text}"));
        let site = TestSite::bread(texts.iter().enumerate().map(file));
        let told = site.run(&["check", "--format", "short"]).expect(0).stderr;
        told.lines().filter(|line| line.contains("[empty-body]")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(with(&["x", "x"]), Vec::<String>::new());
    assert!(with(&[""])[0].starts_with("content/bread/B1.md:1:1: note[empty-body]: the task `B1` has no text"));
    let all = with(&["", "<!-- x -->", "\n\n"]);
    assert!(all.len() == 1 && all[0].contains("none of the guide's 3 tasks has a text"), "{all:?}");
    assert_eq!(with(&["", "x", ""]).len(), 2);
}

/// What a merge left is one fault, in settings and words as in pages.
#[test]
fn a_merge_that_was_not_finished_is_named_in_every_file() {
    let conflict = |ours: &str, theirs: &str| format!("<<<<<<< HEAD\n{ours}\n=======\n{theirs}\n>>>>>>> branch\n");
    let site = TestSite::bread([task("B1", "")]);
    site.write("vejviser.yaml", conflict("title: K", "title: L") + "checks: {unused-group: off}\n");
    let run = site.run(&["check", "--format", "short", "--level", "warning"]).expect(2);
    assert!(run.stderr.starts_with("vejviser.yaml:1:1: error[merge-conflict]: "), "{}", run.stderr);
    assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
    site.write("vejviser.yaml", "title: K\n");
    for language in ["da", "nb"] {
        let file = format!("templates/strings/{language}.yaml");
        site.write(&file, format!("plan: Plan\n{}", conflict("search: Find", "search: Led")));
        let run = site.run(&["check", "--format", "short", "--level", "warning"]).expect(1);
        assert!(run.stderr.starts_with(&format!("{file}:2:1: error[merge-conflict]: ")), "{}", run.stderr);
        assert_eq!(run.stderr.matches("]: ").count(), 1, "{}", run.stderr);
        site.remove(&file);
    }
}

/// What a fault hides may be what a note misses.
#[test]
fn nothing_is_unused_while_something_is_not_known() {
    let guide = "---\ntitle: Bread\nguide:\n  parties: [{key: cook}]\n  stages: [{key: bake}]\n  fields: [{key: oven}]\n  terms: \
                 [{term: Yeast, meaning: x}]\n---\n";
    let site = TestSite::bread([task("B1", ""), task("B2", "requires: [B1]\n"), task("B3", "")]);
    site.write("content/bread/_index.md", guide);
    site.write("content/bread/form.pdf", "x");
    let notes = || {
        let told = site.run(&["check", "--format", "short"]).stderr;
        let mut codes = vec!["unused-field", "unused-term", "orphan-task", "unlinked-file"];
        codes.retain(|code| told.contains(&format!("[{code}]: ")));
        codes.join(" ")
    };
    assert_eq!(notes(), "unused-field unused-term orphan-task unlinked-file");
    for (path, text, left) in [
        ("content/bread/B4.md", "Words.\n".to_owned(), ""),
        ("content/bread/B4.md", "---\ntitle: [\n---\n".to_owned(), "unlinked-file"),
        ("content/bread/B3.md", task("B3", "fields: {ovn: x}\n").1, "unlinked-file"),
        ("content/bread/B3.md", task("B3", "with: [B9]\n").1, "unused-field unused-term unlinked-file"),
        ("content/bread/B3.md", task("B3", "").1 + "[a form](from.pdf)\n", "unused-field unused-term orphan-task"),
        ("content/bread/B3.md", task("B3", "fields: {oven: {a: b}}\n").1, "unused-term orphan-task unlinked-file"),
        ("content/bread/B3.md", task("B3", "status: draft\n").1, "unused-field unused-term"),
    ] {
        let before = site.path(path).exists().then(|| site.read(path));
        site.write(path, &text);
        assert_eq!(notes(), left, "{path}: {text}");
        match before {
            Some(before) => site.write(path, before),
            None => site.remove(path),
        }
    }
    // An allowance is not unused for that.
    site.write(
        "content/bread/_index.md",
        guide.replace("guide:", "checks: {unused-term: {level: off, reason: x}}\nguide:"),
    );
    site.write("content/bread/B4.md", "---\ntitle: [\n---\n");
    assert!(!site.run(&["check"]).expect(1).stderr.contains("unused-allowance"));
}
