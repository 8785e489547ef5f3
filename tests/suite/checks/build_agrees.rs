//! What `check` lets through, `build` publishes: whatever authors call their files, link to or lower, no finished page has a
//! fault that was not told at its source.

use std::fs;

use super::cases::FINISHED;
use crate::support::{TestSite, files, repository, task};

/// Runs both; their exit codes and words must be the same, and none is a fault of the program.
#[track_caller]
fn agree(site: &TestSite, what: &str) -> i32 {
    let check = site.run(&["check", "--format", "short"]);
    let build = site.run(&["build", "--format", "short"]);
    assert_eq!((&check.code, &check.stderr), (&build.code, &build.stderr), "{what}");
    assert!(
        !build.stderr.contains("fault of vejviser") && !build.stderr.contains("-output-"),
        "{what}: {}",
        build.stderr
    );
    assert!(what.starts_with("settings") || build.code < 2, "{what}: {}", build.stderr);
    build.code
}

fn kitchen() -> TestSite {
    TestSite::copy_of(&repository().join("tests/sites/kitchen"))
}

#[test]
fn every_address_leads_somewhere_or_is_said_to_lead_nowhere() {
    for base in ["", "base_url: https://example.org/guides\n"] {
        let site = kitchen();
        site.write("vejviser.yaml", site.read("vejviser.yaml") + base);
        let built = site.build();
        let mut addresses: Vec<String> = built.files.keys().map(|path| format!("/{path}")).collect();
        addresses.extend(built.files.keys().filter_map(|path| Some(format!("/{}", path.strip_suffix("index.html")?))));
        addresses.extend(["/assets/", "/sitemap.xml", "/.vejviser", "/bread/gates/", "/bread/B1"].map(str::to_owned));
        let line = |address: &String| format!("[the page at {address}](<{}>)\n", address.replace('%', "%25"));
        let about = site.read("content/about.md");
        site.write("content/about.md", format!("{about}\n{}", addresses.iter().map(line).collect::<String>()));
        let told = site.run(&["check", "--format", "short"]).stderr;
        addresses.retain(|address| !told.contains(&format!("`{address}`")));
        for known in [
            "/bread/",
            "/bread/B1/",
            "/bread/B1/diagram.svg",
            "/bread/plan/",
            "/search/",
            "/404.html",
            "/bread/guide.json",
        ] {
            assert!(addresses.iter().any(|address| address == known), "{known} is not known:\n{told}");
        }
        assert_eq!(addresses.iter().any(|address| address == "/sitemap.xml"), !base.is_empty(), "{told}");
        site.write("content/about.md", format!("{about}\n{}", addresses.iter().map(line).collect::<String>()));
        assert_eq!(agree(&site, base), 0);
    }
}

#[test]
fn places_of_pages_that_the_program_makes_are_known() {
    let site = kitchen();
    let about = site.read("content/about.md");
    let link = |to: &str| {
        site.write("content/about.md", format!("{about}\nAsk [the page]({to}), not [[bread/B1]].\n"));
        agree(&site, to)
    };
    for there in [
        "/bread/plan/#_bake",
        "/bread/stages/bake/#_cook",
        "/bread/terms/#bread-flour",
        "/bread/questions/#_tasks",
        "/bread/print/#_B1",
        "/bread/handovers/#_cook.guest",
        "/bread/gates/eat/#_gate",
        "/search/#_index",
        "/404.html#_main",
        "/bread/plan/#top",
        "/bread/plan/#",
        "/bread/guide.json#x",
        "/file.txt#x",
    ] {
        assert_eq!(link(there), 0, "{there}");
    }
    for missing in ["/bread/plan/#bake", "/bread/terms/#rice", "/search/#nothing", "/bread/overview.svg#x", "/#x"] {
        assert_eq!(link(missing), 1, "{missing}");
    }
    // What is lowered at its source is no fault of the finished page, and no link leads there.
    site.write("vejviser.yaml", site.read("vejviser.yaml") + "checks: {broken-anchor: warning}\n");
    for missing in ["/bread/plan/#bake", "#nowhere", "bread/bake/B1.md#nowhere", "/bread/B1/diagram.svg#x"] {
        assert_eq!(link(missing), 0, "{missing}");
        site.run(&["build", "--format", "short"]).expect(0).says("content/about.md:").says("warning[broken-anchor]");
        assert!(!site.read("public/about/index.html").contains("nowhere\""), "{missing}");
    }
    // With a template of the project's own, its places count.
    let plan = "{% extends \"base.html\" %}{% block content %}<h1 id=\"own\">{{ page.title }}</h1>{% endblock %}";
    site.write("templates/pages/plan.html", plan);
    assert_eq!(link("/bread/plan/#own"), 0);
    site.run(&["check"]).expect(0);
    assert!(!site.run(&["check"]).stderr.contains("broken-anchor"));
}

#[test]
fn names_of_the_sites_own_are_told_at_the_source() {
    let guide = crate::support::GUIDE.1;
    for (name, code) in [
        ("index.html", 1),
        ("Index.HTML", 1),
        ("assets", 1),
        ("ASSETS", 1),
        ("search", 1),
        ("404.html", 1),
        ("sitemap.xml", 1),
        ("Robots.txt", 1),
        ("Bread", 1),
        ("plan", 0),
        ("guide.json", 0),
    ] {
        let site = TestSite::bread([task("B1", ""), (format!("content/{name}/_index.md"), guide.to_owned())]);
        site.write(&format!("content/{name}/B1.md"), task("B1", "").1);
        assert_eq!(agree(&site, name), code, "{name}");
        let told = site.run(&["check", "--format", "short"]).stderr;
        assert!(told.matches("error[").count() == code as usize, "{name}: {told}");
    }
    let page = "---\ntitle: A page\n---\nWords.\n";
    for name in [
        "assets",
        "Search",
        "404",
        "index",
        "sitemap.xml",
        "robots.txt",
        "bread",
        "was",
        "assets/style.css",
        "bread.md",
    ] {
        let site = TestSite::bread([task("B1", ""), (format!("content/{name}.md"), page.to_owned())]);
        agree(&site, name);
    }
    for name in
        ["path", "plan", "Print", "guide.json", "diagram.svg", "overview.svg", "index", "2", "assets", "main", "Nav"]
    {
        let site = TestSite::bread([task("B1", "aliases: [old/index.html, B1x]\n"), task(name, "requires: [B1]\n")]);
        agree(&site, name);
    }
    for name in [
        "bread",
        "bread/B1",
        "bread/B1/index.html",
        "bread/B1/index.html/x.txt",
        "bread/B1/diagram.svg",
        "bread/B1/diagram.svg/x",
        "bread/B1/path",
        "bread/plan/index.html",
        "bread/plan/2",
        "bread/guide.json/x",
        "about",
        "about/team",
        "About/Team/x.txt",
        "robots.txt",
        "404.html/x",
        "assets/x",
        "Assets/Style.css",
        ".vejviser",
        "old",
        "a.html/x",
        "bread/new.txt",
    ] {
        let site = TestSite::bread([task("B1", "aliases: [/old/, /a.html]\n")]);
        site.write("content/about/team.md", page);
        site.write(&format!("static/{name}"), "x");
        agree(&site, name);
    }
}

/// Files beside pages get other names where theirs are taken, also on disks that do not tell cases apart.
#[test]
fn files_beside_pages_have_names_of_their_own() {
    let names = [
        "DIAGRAM.SVG",
        "diagram.svg",
        "path",
        "B1",
        "INDEX.HTML",
        "index.html",
        "Guide.json",
        "a%20b.png",
        "a b.png",
        "%41.png",
        "A.png",
        "100%.png",
        "plan",
        "_x",
        "tasks.csv",
        "a+b.png",
        "å.png",
        "a\u{30a}.png",
        "team",
        "bread",
        "assets",
        "404.html",
        "search",
        "robots.txt",
    ];
    let page = "---\ntitle: A page\n---\n";
    let site = TestSite::bread([task("B1", ""), ("content/about/team.md".to_owned(), page.to_owned())]);
    for page in ["_index.md", "about/_index.md", "bread/_index.md", "bread/B1.md"] {
        let file = format!("content/{page}");
        let folder = file.rsplit_once('/').expect("a folder").0;
        let text = if site.path(&file).exists() { site.read(&file) } else { "---\ntitle: A page\n---\n".to_owned() };
        let links = names.map(|name| format!("\n[the file {}](<{}>)\n", name.len(), name.replace('%', "%25")));
        site.write(&file, text + &links.concat());
        for name in names {
            // A file can't stand where a folder does.
            let name = if site.path(&format!("{folder}/{name}")).is_dir() { "a b.png" } else { name };
            site.write(&format!("{folder}/{name}"), name);
        }
    }
    for folder in ["bread", "about/team", "content"] {
        site.write(&format!("content/about/{folder}.txt"), "x");
    }
    site.write("vejviser.yaml", "title: K\nchecks: {broken-link: off, broken-asset: off}\n");
    assert_eq!(agree(&site, "names"), 0);
    let built = files(&site.path("public"));
    let mut folded: Vec<String> = built.keys().map(|path| path.to_lowercase().replace("a\u{30a}", "å")).collect();
    let folders: Vec<String> = folded
        .iter()
        .flat_map(|path| path.match_indices('/').map(|(at, _)| path[..at].to_owned()).collect::<Vec<_>>())
        .collect();
    assert!(folders.iter().all(|folder| !folded.contains(folder)), "a file and a folder have one name");
    folded.sort();
    let count = folded.len();
    folded.dedup();
    assert_eq!(folded.len(), count, "two files have one name");
    for name in ["DIAGRAM-2.SVG", "diagram-3.svg", "a%20b.png", "a b.png", "100%.png"] {
        assert!(built.contains_key(&format!("bread/B1/{name}")), "{name}: {:#?}", built.keys());
    }
}

#[test]
fn a_name_is_found_as_it_is_written_and_a_hidden_one_is_said_to_be_hidden() {
    let site = TestSite::bread([task("B1", "")]);
    let text = task("B1", "").1;
    for name in ["a%20b.png", "100%.png", "a#b.png", "a?b.png"] {
        site.write(&format!("content/bread/{name}"), "x");
        site.write("content/bread/B1.md", format!("{text}\n![A form]({name})\n"));
        assert_eq!(agree(&site, name), 0, "{name}");
        site.remove(&format!("content/bread/{name}"));
    }
    for (name, why) in [
        (".form.png", "the image `.form.png` is not published"),
        ("form.png~", "the image `form.png~` is not published"),
        ("a/.b/form.png", "the image `a/.b/form.png` is not published"),
        ("form.png", "the image `form.png` is not there"),
    ] {
        site.write("content/bread/B1.md", format!("{text}\n![A form]({name})\n"));
        site.run(&["check"]).expect(1).says(why);
    }
}

/// Keys, ids and headings that are called as places of pages are.
#[test]
fn no_place_of_a_page_stands_twice() {
    let mut names: Vec<String> = Vec::new();
    for (_, text) in files(&repository().join("templates")) {
        let text = String::from_utf8_lossy(&text).into_owned();
        let ids = text.match_indices("id=\"_").map(|(at, start)| &text[at + start.len()..]);
        names.extend(ids.filter_map(|rest| rest.split(['"', '{']).next()).map(str::to_owned));
    }
    // No key holds a full stop.
    names.retain(|name| !name.is_empty() && !name.contains('.'));
    names.sort();
    names.dedup();
    assert!(names.len() > 15, "{names:?}");
    let groups: Vec<String> = names.iter().map(|name| format!("{{key: {name}, name: {name}}}")).collect();
    let groups = groups.join(", ");
    let guide = format!(
        "---\ntitle: G\nguide:\n  parties: [{groups}]\n  stages: [{groups}]\n  tracks: [{groups}]\n  terms: [{{term: a, meaning: x}}, {{term: a!, meaning: x}}, \
         {{term: a 2, meaning: x}}]\n---\n\n## Place {{#x}}\n"
    );
    let site = TestSite::new([crate::support::SETTINGS, ("content/g/_index.md", guide.as_str())]);
    let reserved = [
        "plan",
        "tasks",
        "questions",
        "terms",
        "stages",
        "parties",
        "tracks",
        "scopes",
        "handovers",
        "print",
        "gates",
        "changes",
    ];
    for (number, name) in names.iter().enumerate() {
        let other = &names[(number + 1) % names.len()];
        let id = if reserved.contains(&name.as_str()) { format!("x-{name}") } else { name.clone() };
        site.write(
            &format!("content/g/{id}.md"),
            format!(
                "---\ntitle: {name}\nparty: {other}\nstage: {name}\ntrack: {name}\n---\n\n## A place {{#_{name}}}\n"
            ),
        );
    }
    // Ids that hold what parts them from the places in their texts.
    for (id, place) in
        [("A--b", "c"), ("A", "b--c"), ("guide", "x"), ("d", "overview-title"), ("e", "d--_main"), ("f", "!_nav")]
    {
        site.write(
            &format!("content/g/{id}.md"),
            format!("---\ntitle: Task {id}\nparty: main\nstage: nav\n---\n\n## A place {{#{place}}}\n\nA note[^1].\n\n[^1]: It.\n"),
        );
    }
    for (number, title) in ["Étage", "Elm", "Ezra", "«Zebra» is", "Zoo", "ſo", "so"].iter().enumerate() {
        site.write(
            &format!("content/g/T{number}.md"),
            format!("---\ntitle: {title}\nparty: main\nstage: nav\n---\nWords.\n"),
        );
    }
    agree(&site, "places");
    site.run(&["build"]).expect(0);
}

/// What settings lower is told, and the site is made all the same: no consequence of it is an error again.
#[test]
fn a_lowered_fault_has_no_consequence_on_a_finished_page() {
    let fixed: Vec<&str> = vejviser::diagnostic::ALL.iter().filter(|code| code.fixed).map(|code| code.name).collect();
    let lowered: Vec<String> = vejviser::diagnostic::ALL
        .iter()
        .filter(|code| !fixed.contains(&code.name) && !FINISHED.contains(&code.name))
        .map(|code| format!("{}: note", code.name))
        .collect();
    let mut cases: Vec<_> = fs::read_dir(repository().join("tests/cases"))
        .expect("cases")
        .map(|case| case.expect("a case").path())
        .collect();
    cases.sort();
    let mut built = 0;
    for case in cases {
        let name = case.file_name().expect("a name").to_string_lossy().into_owned();
        if FINISHED.contains(&name.as_str()) {
            continue;
        }
        let site = TestSite::copy_of(&case.join("bad"));
        let settings = site.path("vejviser.yaml");
        let settings = if settings.is_file() { site.read("vejviser.yaml") } else { continue };
        let settings = settings.replace("checks: {unused-group: off}\n", "");
        if settings.contains("checks:") {
            continue;
        }
        site.write("vejviser.yaml", format!("{settings}\nchecks: {{{}}}\n", lowered.join(", ")));
        let check = site.run(&["check", "--format", "short"]);
        let build = site.run(&["build", "--format", "short"]);
        assert_eq!(check.code, build.code, "{name}: {}", build.stderr);
        assert!(!build.stderr.contains("-output-"), "{name}: {}", build.stderr);
        built += usize::from(build.code == 0);
    }
    assert!(built > 20, "{built} cases were built");
}

#[test]
fn an_address_of_the_site_with_too_many_strokes_has_one() {
    for address in ["https://example.org//guides", "https://example.org/guides//", "https://example.org///guides/"] {
        let site = TestSite::bread([task("B1", "")]);
        site.write("vejviser.yaml", format!("title: K\nbase_url: {address}\n"));
        assert_eq!(agree(&site, address), 0);
        let map = site.read("public/sitemap.xml");
        assert!(map.contains("<loc>https://example.org/guides/bread/B1/</loc>"), "{map}");
        site.run(&["build", "-u", address]).expect(0);
        assert_eq!(site.read("public/sitemap.xml"), map);
    }
}

/// Where templates or HTML of the project's own have a say, `check` makes the pages too, and keeps none.
#[test]
fn faults_that_only_finished_pages_show() {
    let trusted = |site: &TestSite, text: &str| {
        site.write("vejviser.yaml", format!("{}html: trusted\n", site.read("vejviser.yaml")));
        site.write("content/about.md", format!("{}\n{text}\n", site.read("content/about.md")));
    };
    let own = |site: &TestSite, text: &str| {
        let head = "{% extends \"base.html\" %}{% block content %}<h1>{{ page.title }}</h1>";
        site.write("templates/pages/not_found.html", format!("{head}{text}{{% endblock %}}"));
    };
    for (text, says) in [
        ("<p id=\"_main\">x</p>", "duplicate-output-id"),
        ("<p onclick=\"x()\">x</p>", "inline-code"),
        ("<a href=\"nowhere.html\">the place</a>", "broken-output-link"),
        ("<img src=\"//example.org/x.png\" alt=\"x\">", "foreign-resource"),
        ("<button></button>", "nameless-control"),
        ("<h6>x</h6>", "output-heading-order"),
        ("<h1>x</h1>", "output-heading-order"),
        ("<img src=\"assets/icon.svg\">", "output-image-alt"),
        ("<em>x</em>", ""),
        ("<a name=\"old\"></a> [there](#old)", ""),
        ("<a id=\"oven\"></a>\n\n## Oven\n\n[there](#oven)", ""),
        // The warning stands beside them; with --strict it comes first, as in a build.
        ("<p id=\"_main\">x</p> [here](https://example.org)", "duplicate-output-id"),
        ("{{ nothing }}", ""),
        ("{{ nothing }} [here](https://example.org)", ""),
    ] {
        for (how, make) in [("html: ", &trusted as &dyn Fn(&TestSite, &str)), ("template: ", &own)] {
            let site = kitchen();
            make(&site, text);
            for strict in [&[][..], &["--strict"]] {
                let run = |command| site.run(&[&[command, "--format", "short"], strict].concat());
                let check = run("check");
                assert!(!site.path("public").exists(), "{how}{text}");
                let build = run("build");
                assert_eq!((check.code, &check.stderr), (build.code, &build.stderr), "{how}{text}");
                assert!(strict.len() == 1 || check.stderr.contains(says), "{how}{text}: {}", check.stderr);
                let fails = !says.is_empty() || how == "template: " && text.contains("{{");
                assert!(strict.len() == 1 || check.code == i32::from(fails), "{how}{text}: {}", check.stderr);
                if build.code == 0 {
                    fs::remove_dir_all(site.path("public")).expect("it was built");
                }
            }
        }
    }
}

/// A run finds every template that fails, so that no chance decides which one it names.
#[test]
fn several_templates_that_fail() {
    let site = kitchen();
    for (page, text) in [("terms", "{{ nothing }}"), ("plan", "{{ neither }}"), ("task", "{{ page.nor }}")] {
        let page = format!("templates/pages/{page}.html");
        site.write(&page, format!("{{% extends \"base.html\" %}}{{% block content %}}{text}{{% endblock %}}"));
    }
    assert_eq!(agree(&site, "templates"), 1);
    let told = site.run(&["check", "--format", "short"]).stderr;
    assert_eq!(told.matches("[template-error]").count(), 3, "{told}");
}
