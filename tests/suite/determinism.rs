//! The same input gives the same bytes, whenever and in whatever order its files were made.

use crate::support::{TestSite, files, own_build, own_site, repository};

/// The site without its marker, which holds the times of the files.
fn built(site: &TestSite) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut files = site.build().files;
    assert!(files.remove(".vejviser").is_some(), "the marker is there");
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
    let mut first = own_build().files.clone();
    first.remove(".vejviser");
    same(&first, &built(&own_site()));
}

#[test]
fn the_order_in_which_files_were_made_does_not_matter() {
    let mut wanted = own_build().files.clone();
    wanted.remove(".vejviser");
    let content = files(&repository().join("content"));
    let mut shuffled: Vec<_> = content.into_iter().collect();
    // A fixed shuffle: by a number that has nothing to do with the names' order.
    shuffled.sort_by_key(|(path, _)| path.bytes().fold(7_u32, |sum, b| sum.wrapping_mul(31).wrapping_add(b.into())));
    let site = TestSite::new::<&str, &str>([]);
    for (path, bytes) in shuffled {
        site.write(&format!("content/{path}"), bytes);
    }
    let statics = repository().join("static");
    if statics.is_dir() {
        for (path, bytes) in files(&statics) {
            site.write(&format!("static/{path}"), bytes);
        }
    }
    site.write("vejviser.yaml", std::fs::read(repository().join("vejviser.yaml")).expect("the settings"));
    same(&wanted, &built(&site));
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
    changed(&crate::crowded::dense(), &changes);
}

/// Makes each change, and compares the site after it with one that is made from nothing.
#[track_caller]
fn changed(site: &TestSite, changes: &[(&str, &str, &str)]) {
    let mut before = built(site);
    for (path, old, new) in changes {
        let text = site.read(path);
        let after = if old.is_empty() { text.clone() + new } else { text.replacen(old, new, 1) };
        assert_ne!(after, text, "{path} holds {old:?}");
        site.write(path, after);
        let over = built(site);
        site.run(&["build", "--output-dir", "fresh"]).expect(0);
        let mut fresh = files(&site.path("fresh"));
        fresh.remove(".vejviser");
        assert_eq!(over.keys().collect::<Vec<_>>(), fresh.keys().collect::<Vec<_>>(), "{path}: {new:?}");
        for (page, bytes) in &fresh {
            assert!(over[page] == *bytes, "{page} is out of date after {new:?} in {path}");
        }
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
    let mut alone = files(&site.path("public"));
    alone.remove(".vejviser");
    same(&wanted, &alone);
}

/// With templates of the project's own, every page is made by them from beginning to end. With ours, what is the same on many
/// is made once, and pages that differ in texts only are one.
#[test]
fn what_is_made_once_for_many_pages_is_as_if_it_were_made_for_each() {
    let nasty = "<b title=\"x\">&amp;'{{ t }}</b> \\u{2}";
    for from in ["tests/sites/kitchen", "", "dense"] {
        let site = match from {
            "" => own_site(),
            "dense" => crate::crowded::dense(),
            _ => TestSite::copy_of(&repository().join(from)),
        };
        if from.starts_with("tests") {
            let path = "content/bread/bake/B2.md";
            let task = site.read(path).replace("title: Bake", &format!("title: '{}'", nasty.replace('\'', "''")));
            assert!(task.contains("{{ t }}"));
            site.write(path, task);
        }
        let footer = include_str!("../../templates/components/footer.html");
        for address in ["", "https://example.org/guides"] {
            let made = |folder: &str| {
                site.run(&["build", "-u", address, "-o", folder]).expect(0);
                let mut files = files(&site.path(folder));
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
