//! The same input gives the same bytes, whenever and in whatever order its files were made.

use crate::support::{TestSite, files, own_build, own_site, repository};

/// The whole site, the marker too.
fn built(site: &TestSite) -> std::collections::BTreeMap<String, Vec<u8>> {
    let files = site.build().files;
    assert!(files.contains_key(".vejviser"), "the marker is there");
    files
}

#[track_caller]
fn same(a: &std::collections::BTreeMap<String, Vec<u8>>, b: &std::collections::BTreeMap<String, Vec<u8>>) {
    assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>());
    for (path, bytes) in a {
        assert!(*bytes == b[path], "{path} differs");
    }
}

#[test]
fn two_builds_give_the_same_bytes() {
    same(&own_build().files, &built(&own_site()));
}

#[test]
fn the_order_in_which_files_were_made_does_not_matter() {
    let site = TestSite::new::<&str, &str>([]);
    // `static/` is optional, and git keeps no empty folder.
    for folder in ["content", "history", "static"].into_iter().filter(|folder| repository().join(folder).is_dir()) {
        let mut shuffled: Vec<_> = files(&repository().join(folder)).into_iter().collect();
        // A fixed shuffle: by a number that has nothing to do with the names' order.
        shuffled
            .sort_by_key(|(path, _)| path.bytes().fold(7_u32, |sum, b| sum.wrapping_mul(31).wrapping_add(b.into())));
        for (path, bytes) in shuffled {
            site.write(&format!("{folder}/{path}"), bytes);
        }
    }
    site.write("vejviser.yaml", std::fs::read(repository().join("vejviser.yaml")).expect("the settings"));
    same(&own_build().files, &built(&site));
}

#[test]
fn a_build_over_another_gives_the_same_bytes_as_a_fresh_one() {
    let site = TestSite::copy_of(&repository().join("tests/sites/kitchen"));
    let wanted = built(&site);
    site.run(&["build", "-u", "https://example.org"]).expect(0);
    same(&wanted, &built(&site));
    let task = "content/bread/bake/B1.md";
    let text = site.read(task);
    site.write(task, text.replace("Knead", "Stir"));
    site.run(&["build"]).expect(0);
    site.write(task, text);
    same(&wanted, &built(&site));
}

/// What pages show, each changed once: the file, what stands there, and what comes in its place.
const CHANGES: [(&str, &str, &str); 35] = [
    // Of a task, on its own page and on those that name it.
    ("content/bread/bake/B2.md", "title: Bake", "title: Bake it"),
    ("content/bread/bake/B2.md", "whichever is hot", "the hot one"),
    ("content/bread/bake/B2.md", "How hot?", "How hot is hot?"),
    ("content/bread/bake/B2.md", "  - B1\n", ""),
    ("content/bread/bake/B1.md", "a dough", "a warm dough"),
    ("content/bread/bake/B1.md", "water & patience", "water and time"),
    ("content/bread/bake/B1.md", "Take bread flour", "Never take bread flour"),
    ("content/bread/bake/B1.md", "hands, clean", "clean hands"),
    ("content/bread/bake/B1.md", "Grandmother's", "Grandfather's"),
    ("content/bread/bake/B1.md", "old/knead.html", "older/knead.html"),
    ("content/bread/bake/B1.md", "scope: once", "scope: per-loaf"),
    ("content/bread/bake/B1.md", "2026-01-15", "2026-01-16"),
    ("content/bread/bake/scale.txt", "", "Ten kilos.\n"),
    ("content/bread/bake/B3.md", "party: guest", "party: cook"),
    ("content/bread/bake/B3.md", "alternatives: [B4]\n", ""),
    ("content/bread/bake/B6.md", "replaced_by: B2", "replaced_by: B1"),
    ("content/bread/eat/E1.md", "certainty: likely, ", ""),
    ("content/bread/eat/E1.md", "bread may cool first", "hot bread crumbles"),
    ("content/bread/eat/E1.md", "with: [E2]\n", ""),
    ("content/bread/eat/E2.md", "stage: eat", "stage: bake"),
    // Of the guide.
    ("content/bread/_index.md", "name: Cook", "name: The cook"),
    ("content/bread/_index.md", "name: Bake", "name: Baking"),
    ("content/bread/_index.md", "name: Wheat", "name: Rye"),
    ("content/bread/_index.md", "name: Oven", "name: Stove"),
    ("content/bread/_index.md", "name: Once, shared: true", "name: Once"),
    ("content/bread/_index.md", "much gluten", "little gluten"),
    ("content/bread/_index.md", "term: bread flour", "lang: en, term: bread flour"),
    ("content/bread/_index.md", "Was the same as B2", "Was as B2"),
    ("content/bread/_index.md", ", gate: true", ""),
    // Of other pages, and of the site.
    ("content/bread/tips.md", "title: Tips", "title: Hints"),
    ("content/brod/_index.md", "Som [[bread/B1]]", "Ligesom [[bread/B1]]"),
    ("content/about.md", "the oven", "an oven"),
    ("static/file.txt", "", "More.\n"),
    ("vejviser.yaml", "The kitchen", "Our kitchen"),
    ("vejviser.yaml", "cook@example.org", "chef@example.org"),
];

#[test]
fn whatever_changes_the_site_is_as_one_made_from_nothing() {
    changed(&TestSite::copy_of(&repository().join("tests/sites/kitchen")), &CHANGES);
}

/// The same of what stands on pages of its own, since its list is long.
#[test]
fn whatever_changes_of_a_long_list_is_as_if_made_from_nothing() {
    let changes = [
        ("content/bread/C20.md", "title: Task C20", "title: The last of them"),
        ("content/bread/D20.md", "requires: [B0]", "requires: [B0, A1]"),
        ("content/bread/D20.md", "party: guest", "party: cook"),
        ("content/bread/D20.md", "requires: [B0, A1]", "requires: [{task: B0, note: maybe, certainty: likely}]"),
        ("content/bread/N20.md", "title: Task N20", "title: The last choice"),
        ("content/bread/W13.md", "title: Task W13", "title: The last partner"),
        ("content/bread/V14.md", "title: Task V14", "title: The last instead"),
        ("content/bread/M15.md", "and so on", "and on"),
        ("content/bread/M1.md", "title: Task M1", "title: The first mention"),
        ("content/bread/M9.md", "[[B0]]", "[[A1]]"),
        ("content/bread/B0.md", ", V14]", "]"),
        ("content/bread/_index.md", "name: Guest", "name: Our guest"),
    ];
    changed(&crate::site::crowded::dense(), &changes);
}

/// Makes each change, and compares the site after it with one that is made from nothing.
#[track_caller]
fn changed(site: &TestSite, changes: &[(&str, &str, &str)]) {
    // What was published before is asked of the output folder, unless it is named.
    let settings = site.read("vejviser.yaml").replace("checks: {unused-group: off}\n", "");
    site.write("vejviser.yaml", settings + "checks: {vanished-id: off}\n");
    let mut before = built(site);
    for (path, old, new) in changes {
        let text = site.read(path);
        let after = if old.is_empty() { text.clone() + new } else { text.replacen(old, new, 1) };
        assert_ne!(after, text, "{path} holds {old:?}");
        site.write(path, after);
        let over = site.run(&["build", "--format", "short"]).expect(0);
        let run = site.run(&["build", "--format", "short", "--output-dir", "fresh"]).expect(0);
        assert_eq!(over.stderr, run.stderr, "{path}: {new:?}");
        let (over, mut fresh) = (files(&site.path("public")), files(&site.path("fresh")));
        assert_eq!(over.keys().collect::<Vec<_>>(), fresh.keys().collect::<Vec<_>>(), "{path}: {new:?}");
        for (page, bytes) in &fresh {
            assert!(over[page] == *bytes, "{page} is out of date after {new:?} in {path}");
        }
        // The marker tells of every change, seen or not.
        fresh.remove(".vejviser");
        before.remove(".vejviser");
        assert!(fresh != before, "{new:?} in {path} is seen nowhere");
        before = fresh;
        std::fs::remove_dir_all(site.path("fresh")).expect("the site is removed");
    }
}

#[test]
fn one_processor_gives_the_same_bytes_as_many() {
    let site = TestSite::copy_of(&repository().join("tests/sites/kitchen"));
    let wanted = built(&site);
    std::fs::remove_dir_all(site.path("public")).expect("the site is removed");
    site.finish(site.command().arg("build").env("RAYON_NUM_THREADS", "1")).expect(0);
    same(&wanted, &files(&site.path("public")));
}

/// With templates of the project's own, every page is made by them from beginning to end. With ours, what is the same on many
/// is made once, and pages that differ in texts only are one.
#[test]
fn what_is_made_once_for_many_pages_is_as_if_it_were_made_for_each() {
    let nasty = "<b title=\"x\">&amp;'{{ t }}</b> \\u{2}";
    for from in ["tests/sites/kitchen", "", "dense"] {
        let site = match from {
            "" => own_site(),
            "dense" => crate::site::crowded::dense(),
            _ => TestSite::copy_of(&repository().join(from)),
        };
        if from.starts_with("tests") {
            let path = "content/bread/bake/B2.md";
            let task = site.read(path).replace("title: Bake", &format!("title: '{}'", nasty.replace('\'', "''")));
            assert!(task.contains("{{ t }}"));
            site.write(path, task);
        }
        let footer = include_str!("../../../templates/components/footer.html");
        for address in ["", "https://example.org/guides"] {
            let made = |folder: &str| {
                site.run(&["build", "-u", address, "-o", folder]).expect(0);
                let mut files = files(&site.path(folder));
                // It says of what the pages were made, which differs.
                files.remove(".vejviser").expect("the marker is there");
                files
            };
            let ours = made(&format!("ours{}", address.len()));
            site.write("templates/components/footer.html", format!("{{#- Our own. -#}}\n{footer}"));
            same(&ours, &made(&format!("own{}", address.len())));
            std::fs::remove_dir_all(site.path("templates")).expect("the template is removed");
        }
    }
}

#[test]
fn the_place_of_the_project_is_told_nowhere() {
    let site = TestSite::copy_of(&repository().join("tests/sites/kitchen"));
    let place = site.temp().to_string_lossy().into_owned();
    for (path, bytes) in built(&site) {
        assert!(!String::from_utf8_lossy(&bytes).contains(&place), "{path} tells {place}");
    }
}

#[test]
fn diagnostics_come_in_the_same_order_every_time() {
    let site = TestSite::copy_of(&repository().join("tests/cases/unusable-id/bad"));
    let first = site.run(&["check", "--format", "json"]);
    for _ in 0..5 {
        assert_eq!(site.run(&["check", "--format", "json"]), first);
    }
}

/// The same input has the same faults, whatever lies in the output folder: a page that is kept brings its own along.
#[test]
fn faults_of_finished_pages_are_those_of_a_build_from_nothing() {
    let site = TestSite::copy_of(&repository().join("tests/sites/kitchen"));
    let settings = site.read("vejviser.yaml");
    let page = "{% extends \"base.html\" %}{% block content %}<h1>{{ page.title }}</h1>";
    site.write("templates/pages/handovers.html", format!("{page}<p id=\"a\"></p><p id=\"a\"></p>{{% endblock %}}"));
    site.write(
        "templates/pages/questions.html",
        format!("{page}<a href=\"../plan/index.html#no\">x</a>{{% endblock %}}"),
    );
    let weights = [
        "broken-output-link: warning, duplicate-output-id: warning",
        "broken-output-link: off, duplicate-output-id: note",
        "broken-output-link: warning",
        "broken-output-link: off, duplicate-output-id: off",
        "broken-output-link: error, duplicate-output-id: off",
        "broken-output-link: off, duplicate-output-id: off",
        "broken-output-link: warning, duplicate-output-id: warning",
    ];
    let task = site.read("content/bread/bake/B1.md");
    for (number, weights) in weights.iter().enumerate() {
        site.write("vejviser.yaml", format!("{settings}\nchecks: {{{weights}}}\n"));
        for edit in ["", "One more line.\n", ""] {
            site.write("content/bread/bake/B1.md", format!("{task}\n{edit}"));
            let over = site.run(&["build", "--format", "short"]);
            let fresh = site.run(&["build", "--format", "short", "-o", &format!("fresh{number}{}", edit.len())]);
            assert_eq!(over, fresh, "{weights}");
            assert_eq!(over.code == 0, !weights.contains("error") && weights.contains(','), "{weights}");
            for code in ["broken-output-link", "duplicate-output-id"] {
                let silent = weights.contains(&format!("{code}: off"));
                assert_eq!(over.stderr.contains(code), !silent, "{weights}\n{}", over.stderr);
            }
        }
    }
}

#[test]
fn two_outputs_of_one_input_are_the_same_to_the_last_file() {
    let one = TestSite::copy_of(&repository().join("tests/sites/kitchen"));
    let wanted = built(&one);
    // Another place, later, from files with other times, and over another site.
    let other = TestSite::copy_of(&repository().join("tests/sites/kitchen"));
    other.run(&["build", "-o", "elsewhere", "-u", "https://example.org"]).expect(0);
    other.run(&["build", "-o", "elsewhere"]).expect(0);
    same(&wanted, &files(&other.path("elsewhere")));
}
