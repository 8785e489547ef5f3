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
