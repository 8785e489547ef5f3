//! Publishing does no harm, whatever ends a build or stands in its way: afterwards the former site is whole or the new
//! one is, byte for byte, and the next build leaves nothing lying about. More of this stands in `commands/cli.rs`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::support::{Run, TestSite, files, task};

type Files = BTreeMap<String, Vec<u8>>;

/// The site, without the marker, which holds times.
fn site_in(folder: &Path) -> Files {
    let mut files = files(folder);
    files.remove(".vejviser");
    files
}

/// Names in the project's folder.
fn beside(site: &TestSite) -> Vec<String> {
    let entries = fs::read_dir(site.root()).expect("the project");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Something that can be seen of a running build.
type Sign = (&'static str, fn(&TestSite) -> bool);

/// In the order in which a build comes to them.
const SIGNS: [Sign; 9] = [
    ("nothing yet", |_| true),
    ("the lock is there", |site| site.path(".public.vejviser-lock").exists()),
    ("the new folder is there", |site| site.path(".public.vejviser-new").exists()),
    ("it holds its first page", |site| staged(site) >= 1),
    ("it holds some pages", |site| staged(site) >= 40),
    ("it holds most pages", |site| staged(site) >= 110),
    ("it holds all pages", |site| staged(site) >= 127),
    ("its marker is written", |site| {
        fs::metadata(site.path(".public.vejviser-new/.vejviser")).is_ok_and(|marker| marker.len() > 0)
    }),
    ("the two were exchanged", |site| {
        fs::read_to_string(site.path("public/robots.txt")).is_ok_and(|text| text.contains("new.example"))
    }),
];

fn staged(site: &TestSite) -> usize {
    fs::read_dir(site.path(".public.vejviser-new/bread")).map_or(0, Iterator::count)
}

#[test]
fn a_build_that_is_killed_anywhere_leaves_one_whole_site() {
    let site = TestSite::bread((1..=120).map(|n| task(&format!("B{n}"), "")));
    let build = |address: &str| site.run(&["build", "-q", "-u", address]).expect(0);
    build("https://new.example");
    let new = site_in(&site.path("public"));
    build("https://old.example");
    let old = site_in(&site.path("public"));
    assert_ne!(old, new);
    for (what, sign) in SIGNS {
        let mut child = site.command().args(["build", "-q", "-u", "https://new.example"]).spawn().expect("it runs");
        while child.try_wait().expect("a state").is_none() && !sign(&site) {
            std::thread::yield_now();
        }
        child.kill().expect("it is ended");
        child.wait().expect("it has ended");
        let found = site_in(&site.path("public"));
        assert!(found == old || found == new, "killed when {what}: neither the old site nor the new one");
        // A file of others that came in between stays, also one that came too late to go along.
        let late = site.path(".public.vejviser-new");
        if late.join(".vejviser").metadata().is_ok_and(|marker| marker.len() > 0) && late.join("bread").is_dir() {
            fs::write(late.join("bread/late.txt"), "mine").expect("a file");
        }
        let late = late.join("bread/late.txt").exists();
        site.write("public/CNAME", "example.org");
        build("https://old.example");
        assert_eq!(site.read("public/CNAME"), "example.org", "killed when {what}");
        if late {
            assert_eq!(site.read("public/bread/late.txt"), "mine", "killed when {what}");
            fs::remove_file(site.path("public/bread/late.txt")).expect("it is there");
        }
        fs::remove_file(site.path("public/CNAME")).expect("it is there");
        assert!(site_in(&site.path("public")) == old, "killed when {what}: the next build is not whole");
        assert_eq!(beside(&site), ["content", "public", "vejviser.yaml"], "killed when {what}");
    }
}

#[test]
fn the_home_folder_is_no_output() {
    let site = TestSite::bread([task("B1", "")]);
    fs::write(site.temp().join("home/letter.txt"), "mine").expect("a file");
    for flags in [&["build", "-o", "../home"][..], &["build", "-o", "../home", "--force"]] {
        site.run(flags).expect(2).says("home folder");
    }
    assert_eq!(files(&site.temp().join("home")).len(), 1);
}

/// Runs a script as the root of a namespace of its own, where file systems can be mounted that vanish with it. `None`
/// where the system does not let us, which is said.
#[cfg(target_os = "linux")]
fn mounted(site: &TestSite, script: &str) -> Option<Run> {
    let inside = |line: &str| {
        let mut command = std::process::Command::new("unshare");
        command.args(["--user", "--map-root-user", "--mount", "sh", "-e", "-c", line]).current_dir(site.root());
        command.env("HOME", site.temp().join("home")).env("VEJVISER", env!("CARGO_BIN_EXE_vejviser"));
        command
    };
    let allowed =
        inside("mkdir -p /tmp && mount -t tmpfs none /tmp").output().is_ok_and(|output| output.status.success());
    if !allowed {
        use std::io::Write as _;
        let _ = writeln!(std::io::stderr(), "SKIPPED: no file system may be mounted here");
        return None;
    }
    Some(site.finish(&mut inside(script)))
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_former_site() {
    // Room for one site and a half, in bytes (files take whole pages of memory), then in names.
    for limit in ["size", "nr_inodes"] {
        let site = TestSite::bread((1..=30).map(|n| task(&format!("B{n}"), "")));
        let built = site.build().files;
        let pages: usize = built.values().map(|bytes| bytes.len().div_ceil(4096)).sum();
        let folders = built.keys().filter(|path| path.ends_with("/index.html")).count();
        let room = if limit == "size" { pages * 4096 * 3 / 2 } else { (built.len() + folders) * 3 / 2 };
        let limit = format!("{limit}={room}");
        fs::create_dir_all(site.path("disk")).expect("a folder");
        // What stands on the small disk is copied away before it vanishes.
        let script = format!(
            "mount -t tmpfs -o {limit} none disk
             \"$VEJVISER\" build -q -o disk/site -u https://old.example
             cp -r disk/site ../before
             code=0; \"$VEJVISER\" build -q -o disk/site -u https://new.example || code=$?
             cp -r disk/site ../after; ls -A disk >../left
             mount -o remount,size=20m,nr_inodes=20000 disk
             \"$VEJVISER\" build -q -o disk/site -u https://old.example
             ls -A disk >../left-at-last; exit $code"
        );
        let Some(run) = mounted(&site, &script) else { return };
        let run = run.expect(2);
        assert!(run.stderr.contains("can't write"), "{limit}: {}", run.stderr);
        let temp = site.temp();
        assert!(files(&temp.join("before")) == files(&temp.join("after")), "{limit}: the former site was changed");
        for list in ["left", "left-at-last"] {
            assert_eq!(fs::read_to_string(temp.join(list)).expect("a list"), "site\n", "{limit}: {list}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_read_only_is_left_alone() {
    let site = TestSite::bread([task("B1", "")]);
    site.run(&["build", "-q", "-o", "disk/site"]).expect(0);
    let before = files(&site.path("disk"));
    // The parent may not be written, then the output itself.
    for folder in ["disk", "disk/site"] {
        let script = format!(
            "mount --bind {folder} {folder}; mount -o remount,bind,ro {folder}
             \"$VEJVISER\" build -q -o disk/site -u https://new.example"
        );
        let Some(run) = mounted(&site, &script) else { return };
        let run = run.expect(2);
        assert!(run.stderr.starts_with("error: "), "{folder}: {}", run.stderr);
        assert!(files(&site.path("disk")) == before, "{folder}: something was changed");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_mount_point_is_refused_before_anything_is_touched() {
    let site = TestSite::bread([task("B1", "")]);
    fs::create_dir_all(site.path("disk/site")).expect("folders");
    fs::create_dir_all(site.path("other")).expect("a folder");
    for mount in ["mount -t tmpfs none disk/site", "mount --bind other disk/site"] {
        let script = format!(
            "{mount}
             code=0; \"$VEJVISER\" build -q -o disk/site --force || code=$?
             ls -A disk disk/site >../left; exit $code"
        );
        let Some(run) = mounted(&site, &script) else { return };
        run.expect(2).says("is a mount point, which can't be replaced; name a folder in it");
        let left = fs::read_to_string(site.temp().join("left")).expect("a list");
        assert_eq!(left, "disk:\nsite\n\ndisk/site:\n", "{mount}");
        // A folder in it is taken.
        let Some(run) =
            mounted(&site, &format!("{mount}; \"$VEJVISER\" build -q -o disk/site/public; ls disk/site/public"))
        else {
            return;
        };
        assert!(run.expect(0).stdout.contains("index.html"), "{mount}");
    }
}

#[test]
fn what_a_killed_build_left_goes_and_is_told() {
    let site = TestSite::bread([task("B1", "")]);
    site.write(".public.vejviser-new/.vejviser", "");
    site.write(".public.vejviser-new/bread/index.html", "half");
    site.run(&["build"])
        .expect(0)
        .says("took away `[ROOT]/.public.vejviser-new`, which a build that was ended had left");
    assert_eq!(beside(&site), ["content", "public", "vejviser.yaml"]);
    // What others put there is not ours to take.
    site.write(".public.vejviser-new", "mine");
    site.run(&["build"]).expect(2).says("`[ROOT]/.public.vejviser-new` is in the way, and vejviser did not write it");
    assert_eq!(site.read(".public.vejviser-new"), "mine");
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_to_a_folder_or_refused() {
    use std::os::unix::fs::symlink;
    let site = TestSite::bread([task("B1", "")]);
    let public = site.path("public");
    let refused = |target: &str, flags: &[&str], why: &str| {
        symlink(target, &public).expect("a link");
        let before = beside(&site);
        site.run(&[&["build"], flags].concat()).expect(2).says(why);
        assert_eq!(beside(&site), before, "{target}: something was left");
        fs::remove_file(&public).expect("the link is still there");
        site.run(&["build", "-q", "-o", "other"]).expect(0);
    };
    let nowhere =
        "can't be the output folder: it is a link that leads nowhere; make what it leads to, or remove the link";
    refused("nowhere", &[], nowhere);
    refused("nowhere", &["--force"], nowhere);
    refused("nowhere", &["-o", "public/site"], nowhere);
    refused("public", &[], nowhere);
    refused("vejviser.yaml", &[], "it is a file");
    fs::create_dir(site.path("mine")).expect("a folder");
    site.write("mine/letter.txt", "mine");
    refused("mine", &[], "holds files that vejviser did not write");
    refused("content", &["--force"], "it belongs to the project's `content/`");
    // Once the folder is there, the site is written where the link leads, again and again.
    symlink("real", &public).expect("a link");
    fs::create_dir(site.path("real")).expect("a folder");
    for _ in 0..2 {
        site.run(&["build"]).expect(0);
        assert!(public.is_symlink() && site.path("real/bread/B1/index.html").is_file());
    }
}

#[cfg(unix)]
#[test]
fn folders_that_nobody_may_write_leave_nothing_behind() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = TestSite::bread([task("B1", "")]);
    site.build();
    let allow = |path: &str, mode: u32| {
        fs::set_permissions(site.path(path), fs::Permissions::from_mode(mode)).expect("rights");
    };
    allow("public/bread/B1", 0o555);
    site.run(&["build", "-q", "-u", "https://new.example"]).expect(0);
    assert_eq!(beside(&site), ["content", "public", "vejviser.yaml"]);
    allow("public", 0o555);
    let before = files(&site.path("public"));
    // Whoever may do everything is not held back by this.
    let free = fs::write(site.path("public/probe"), "").is_ok();
    if free {
        site.remove("public/probe");
    }
    let run = site.run(&["build", "-q", "-u", "https://old.example"]);
    if !free {
        run.expect(2).says("can't be the output folder: you may not write into it");
        assert!(files(&site.path("public")) == before, "the former site was changed");
    }
    assert_eq!(beside(&site), ["content", "public", "vejviser.yaml"]);
    allow("public", 0o755);
}
