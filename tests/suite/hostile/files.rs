//! The disk: what is no file, leads elsewhere, or has an odd name.

use std::fs;

use super::{HEAD, survives};
use crate::support::{TestSite, task};

#[cfg(unix)]
#[test]
fn pipes_and_links_out_are_not_read() {
    use std::os::unix::fs::symlink;
    let site = TestSite::bread([task("B1", "")]);
    fs::write(site.temp().join("secret.md"), format!("{HEAD}secret\n")).expect("a file outside");
    let made = std::process::Command::new("mkfifo").arg(site.path("content/bread/pipe.md")).status().expect("mkfifo");
    assert!(made.success());
    symlink(site.temp().join("secret.md"), site.path("content/bread/out.md")).expect("a link");
    symlink(site.temp(), site.path("content/bread/folder")).expect("a link");
    symlink("loop.md", site.path("content/bread/loop.md")).expect("a link");
    symlink(".", site.path("content/bread/here")).expect("a link");
    symlink("/nowhere", site.path("content/bread/nowhere.md")).expect("a link");
    let run = survives(&site);
    assert_eq!(run.code, 1);
    for name in ["pipe.md", "out.md", "folder", "loop.md", "here", "nowhere.md"] {
        assert!(run.stderr.contains(&format!("content/bread/{name}`")), "{name}: {}", run.stderr);
    }
    assert_eq!(run.stderr.matches("[unreadable-file]").count(), 6, "{}", run.stderr);
    for name in ["pipe.md", "out.md", "folder", "loop.md", "here", "nowhere.md"] {
        site.remove(&format!("content/bread/{name}"));
    }
    symlink("B1.md", site.path("content/bread/B3.md")).expect("a link inside the project");
    let built = site.build();
    assert!(built.files.contains_key("bread/B3/index.html"), "a link to a file of the project is followed");
    assert!(!built.files.values().any(|bytes| String::from_utf8_lossy(bytes).contains("secret")));
}

#[cfg(unix)]
#[test]
fn names_that_are_not_utf8_are_named() {
    use std::os::unix::ffi::OsStrExt as _;
    let site = TestSite::bread([task("B1", "")]);
    let name = std::ffi::OsStr::from_bytes(b"b\xFFd.md");
    if fs::write(site.path("content/bread").join(name), HEAD).is_err() {
        // Some file systems take UTF-8 only.
        return;
    }
    let run = survives(&site);
    assert!(run.code == 1 && run.stderr.contains("[unreadable-file]") && run.stderr.contains("d.md"), "{}", run.stderr);
}

#[test]
fn folders_may_be_called_like_files() {
    let site = TestSite::bread([task("B1", "")]);
    site.write("content/bread/x.md/B2.md", task("B2", "").1);
    site.write("content/y.md/_index.md", "---\ntitle: Y\n---\n");
    let built = site.build();
    assert!(built.files.contains_key("bread/B2/index.html") && built.files.contains_key("y.md/index.html"));
}

#[test]
fn what_editors_leave_is_skipped() {
    let site = TestSite::bread([task("B1", "")]);
    for name in [
        ".B2.md",
        "B2.md~",
        "#B2.md#",
        "B2.md.bak",
        "B2.md.orig",
        ".B2.md.swp",
        "B2.md.tmp",
        ".git/B2.md",
        ".hidden/B2.md",
    ] {
        site.write(&format!("content/bread/{name}"), "not a task");
    }
    assert_eq!(site.run(&["check", "--strict", "-q"]).expect(0).stderr, "");
}

#[test]
fn a_forged_marker_removes_nothing() {
    // The present form, and the former one.
    for (form, stamp) in [(2, "0000000000000000 4 0"), (1, "0000000000000000 0000000000000000 4 0")] {
        let site = TestSite::bread([task("B1", "")]);
        site.write("victim.txt", "mine");
        let paths = ["../victim.txt", "a/../../victim.txt", "/etc/hostname"].map(|path| format!("{stamp} {path}\n"));
        site.write("public/.vejviser", format!("vejviser manifest {form}\n{}rubbish\n\n", paths.concat()));
        site.build();
        assert_eq!(site.read("victim.txt"), "mine");
        site.write("public/.vejviser", b"\xFF\x00 no manifest");
        let run = site.run(&["build"]);
        assert!((0..=2).contains(&run.code) && !run.stderr.contains("panicked"), "{run:?}");
    }
}

#[test]
fn large_files_are_refused() {
    let site = TestSite::bread([task("B1", "")]);
    let file = fs::File::create(site.path("content/bread/B2.md")).expect("a file");
    file.set_len(17 * 1024 * 1024).expect("it grows");
    let run = survives(&site);
    assert!(run.code == 1 && run.stderr.contains("[unreadable-file]"), "{}", run.stderr);
}
