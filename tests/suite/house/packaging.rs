//! What others take from this repository: the GitHub Action, the template for GitLab, the hook, the image, releases; and
//! what we promise of the packages that we use.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use vejviser::diagnostic::ALL;

use crate::support::{TestSite, repository, task};

fn yaml(path: &str) -> Value {
    let text = std::fs::read_to_string(repository().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_saphyr::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn metadata() -> Value {
    let cargo = option_env!("CARGO").unwrap_or("cargo");
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(repository())
        .output()
        .expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn packages(metadata: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let packages = metadata["packages"].as_array().expect("packages");
    assert!(packages.len() > 1, "no package but ours");
    packages.iter().map(|package| (package["name"].as_str().expect("a name"), package))
}

/// The licences that `deny.toml` lets in.
fn allowed() -> BTreeSet<String> {
    let text = std::fs::read_to_string(repository().join("deny.toml")).expect("deny.toml");
    let list = text.split_once("allow = [").and_then(|(_, rest)| rest.split_once(']')).expect("a list").0;
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Whether an expression of SPDX licences, or the older form with `/`, can be met. Knows `OR`, `AND`, `WITH` and one
/// level of brackets, which is all that our packages write.
fn met(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let alternatives = |text: &str| text.replace('/', " OR ").split(" OR ").any(|one| allowed.contains(one.trim()));
    if !expression.contains(" AND ") {
        return alternatives(expression);
    }
    expression.split(" AND ").all(|part| alternatives(part.trim().trim_matches(['(', ')'])))
}

#[test]
fn every_package_has_a_licence_that_we_take() {
    let (metadata, allowed) = (metadata(), allowed());
    for (name, package) in packages(&metadata) {
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(met(licence, &allowed), "{name}: {licence}");
    }
    assert!(!met("GPL-3.0-only", &allowed) && !met("(MIT OR Apache-2.0) AND GPL-3.0-only", &allowed));
}

#[test]
fn no_package_wants_a_newer_rust_than_we_promise() {
    let metadata = metadata();
    let version = |text: &str| -> Vec<u32> { text.split('.').map(|part| part.parse().expect("a number")).collect() };
    let ours = packages(&metadata).find(|(name, _)| *name == "vejviser").expect("ours").1;
    let ours = version(ours["rust_version"].as_str().expect("a version"));
    for (name, package) in packages(&metadata) {
        if let Some(theirs) = package["rust_version"].as_str() {
            assert!(version(theirs)[..2] <= ours[..2], "{name} wants Rust {theirs}");
        }
    }
}

#[test]
fn packages_come_from_the_registry_alone() {
    let metadata = metadata();
    for (name, package) in packages(&metadata).filter(|(name, _)| *name != "vejviser") {
        let source = package["source"].as_str().unwrap_or_default();
        assert!(source.starts_with("registry+"), "{name}: {source}");
    }
}

/// The folder of the program under test.
fn bin() -> PathBuf {
    Path::new(env!("CARGO_BIN_EXE_vejviser")).parent().expect("a folder").to_owned()
}

/// Runs a script with the program on the path.
#[cfg(unix)]
fn bash(script: &str, folder: &Path, variables: &[(&str, &str)]) -> Output {
    let path = format!("{}:{}", bin().display(), std::env::var("PATH").unwrap_or_default());
    let mut command = Command::new("bash");
    command.args(["-eo", "pipefail", "-c", script]).current_dir(folder).env("PATH", path).env("NO_COLOR", "1");
    command.envs(variables.iter().copied()).output().expect("bash")
}

#[cfg(unix)]
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A release in a folder, packed as the workflow does it.
#[cfg(unix)]
fn release(site: &TestSite, target: &str) -> PathBuf {
    let folder = site.temp().join("releases/download/v9.9.9");
    std::fs::create_dir_all(&folder).expect("a folder");
    for file in ["LICENSE-MIT", "LICENSE-APACHE", "README.md"] {
        std::fs::copy(repository().join(file), folder.join(file)).expect("a file");
    }
    let script = format!("bash '{}' v9.9.9 {target} '{}'", repository().join("ci/pack.sh").display(), bin().display());
    let packed = bash(&script, &folder, &[]);
    assert!(packed.status.success(), "{packed:?}");
    folder.join(format!("vejviser-v9.9.9-{target}.tar.gz"))
}

#[cfg(all(unix, target_os = "linux"))]
#[test]
fn a_release_is_installed_if_it_is_whole() {
    let site = TestSite::bread([task("B1", "")]);
    let archive = release(&site, &format!("{}-unknown-linux-musl", std::env::consts::ARCH));
    let releases = format!("file://{}", site.temp().join("releases").display());
    let install = format!("bash '{}' '{}'", repository().join("ci/install.sh").display(), site.path("bin").display());
    let variables =
        [("RELEASES", releases.as_str()), ("REPOSITORY", "owner/vejviser"), ("VERSION", "v9.9.9"), ("SOURCE", "")];
    let installed = bash(&install, &site.root(), &variables);
    assert!(installed.status.success(), "{installed:?}");
    assert_eq!(text(&installed.stdout), format!("{}\n", site.path("bin").display()));
    let program = bash(&format!("'{}' --version", site.path("bin/vejviser").display()), &site.root(), &[]);
    assert_eq!(text(&program.stdout), format!("vejviser {}\n", env!("CARGO_PKG_VERSION")));

    let missing = bash(&install, &site.root(), &[&variables[..2], &[("VERSION", "v9.9.8"), ("SOURCE", "")]].concat());
    assert_eq!(missing.status.code(), Some(1));
    assert!(text(&missing.stderr).contains("there is no release v9.9.8 for this machine"), "{missing:?}");

    let mut bytes = std::fs::read(&archive).expect("the archive");
    bytes.push(0);
    std::fs::write(&archive, bytes).expect("the archive");
    let broken = bash(&install, &site.root(), &variables);
    assert_eq!(broken.status.code(), Some(1));
    assert!(text(&broken.stderr).contains("is not what its checksum says"), "{broken:?}");
}

/// The script of the step of the action with this name.
#[cfg(unix)]
fn step(name: &str) -> String {
    let action = yaml("action.yml");
    let steps = action["runs"]["steps"].as_array().expect("steps");
    let step = steps.iter().find(|step| step["name"] == name).unwrap_or_else(|| panic!("no step {name}"));
    step["run"].as_str().expect("a script").to_owned()
}

#[cfg(unix)]
#[test]
fn the_action_builds_and_annotates() {
    let site = TestSite::bread([task("B1", "")]);
    let (temp, told) = (site.temp().display().to_string(), site.path("told"));
    let told = told.display().to_string();
    let variables = [
        ("ROOT", "."),
        ("BASE_URL", "https://example.org/g"),
        ("STRICT", "true"),
        ("RUNNER_TEMP", temp.as_str()),
        ("GITHUB_OUTPUT", told.as_str()),
    ];
    let built = bash(&step("Check and build"), &site.root(), &variables);
    assert!(built.status.success(), "{built:?}");
    assert_eq!(site.read("told"), format!("site={temp}/vejviser-site\n"));
    let page = std::fs::read_to_string(site.temp().join("vejviser-site/bread/B1/index.html")).expect("the page");
    assert!(page.contains("https://example.org/g/bread/B1/"), "the address is not used");

    site.write("content/bread/B2.md", "---\ntitle: T\nparty: cook\nstage: bake\nrequires: [B9]\n---\nText.\n");
    let refused = bash(&step("Check and build"), &site.root(), &variables);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("::error file=content/bread/B2.md,line=5"), "{refused:?}");
    let reported = bash(&step("Report for code scanning"), &site.root(), &variables);
    assert!(reported.status.success(), "{reported:?}");
    let report = std::fs::read(site.temp().join("vejviser.sarif")).expect("the report");
    let report: Value = serde_json::from_slice(&report).expect("JSON");
    assert_eq!(report["runs"][0]["results"][0]["ruleId"], "unknown-task");
    assert_eq!(report["runs"][0]["tool"]["driver"]["rules"].as_array().map(Vec::len), Some(ALL.len()));
}

/// A server that has one file, and answers so many times.
#[cfg(unix)]
fn server(path: &'static str, text: String, answers: usize) -> String {
    use std::io::{BufRead as _, Write as _};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for stream in listener.incoming().take(answers) {
            let mut stream = stream.expect("a request");
            let mut lines = std::io::BufReader::new(stream.try_clone().expect("a stream")).lines();
            let first = lines.next().expect("a line").expect("a line");
            while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
            let (code, body) = match first.split(' ').nth(1) {
                Some(asked) if asked == path => ("200 OK", text.as_str()),
                Some(asked) if asked.contains("broken") => ("500 Broken", ""),
                _ => ("404 Not Found", ""),
            };
            let length = body.len();
            let answer = format!("HTTP/1.1 {code}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}");
            stream.write_all(answer.as_bytes()).expect("an answer");
        }
    });
    address
}

/// A project whose task `B1` was published and is gone, and the address of a site that has it.
#[cfg(unix)]
fn renamed() -> (TestSite, String) {
    let site = TestSite::bread([task("B1", ""), task("B2", "")]);
    let published = site.build().text("bread/guide.json").to_owned();
    std::fs::remove_dir_all(site.path("public")).expect("the site is removed");
    site.remove("content/bread/B1.md");
    let address = server("/g/bread/guide.json", published, 4);
    (site, format!("{address}/g/"))
}

#[cfg(unix)]
#[test]
fn the_action_finds_what_vanished_since_the_site_was_published() {
    let (site, address) = renamed();
    site.write("content/brød/_index.md", crate::support::GUIDE.1);
    site.write("content/broken/_index.md", crate::support::GUIDE.1);
    let (temp, told) = (site.temp().display().to_string(), site.path("told").display().to_string());
    let source = repository().display().to_string();
    let variables = [
        ("ROOT", "."),
        ("STRICT", "true"),
        ("PUBLISHED", address.as_str()),
        ("RUNNER_TEMP", temp.as_str()),
        ("GITHUB_OUTPUT", told.as_str()),
        ("SOURCE", source.as_str()),
    ];
    let fetched = bash(&step("Fetch what is published"), &site.root(), &variables);
    assert!(fetched.status.success(), "{fetched:?}");
    let said = text(&fetched.stderr);
    assert!(said.contains("brød is not published yet\n"), "{said}");
    assert!(
        said.contains("::warning::") && said.contains("broken/guide.json can't be fetched (answer: 500)"),
        "{said}"
    );
    let folder = site.read("told").trim().strip_prefix("folder=").expect("a folder").to_owned();
    assert_eq!(folder, format!("{temp}/vejviser-published"));
    let built = bash(
        &step("Check and build"),
        &site.root(),
        &[&variables[..2], &[("PUBLISHED", folder.as_str())], &variables[3..]].concat(),
    );
    assert_eq!(built.status.code(), Some(1));
    assert!(text(&built.stderr).contains("`B1` was published"), "{built:?}");

    // Nothing is there before the first time, or nobody answers.
    std::fs::remove_file(site.path("told")).expect("it was told");
    let nobody = [&variables[..2], &[("PUBLISHED", "http://127.0.0.1:9/")], &variables[3..]].concat();
    let fetched = bash(&step("Fetch what is published"), &site.root(), &nobody);
    assert!(fetched.status.success() && text(&fetched.stderr).contains("(answer: none (000))"), "{fetched:?}");
    assert_eq!(site.read("told"), "folder=\n");
}

#[cfg(unix)]
#[test]
fn the_template_for_gitlab_finds_it_too() {
    let (site, address) = renamed();
    let template = yaml("ci/gitlab.yml");
    let lines = |job: &str, part: &str| -> Vec<String> {
        template[job][part]
            .as_array()
            .expect("lines")
            .iter()
            .map(|line| line.as_str().expect("a line").to_owned())
            .collect()
    };
    let fetch = lines(".vejviser", "before_script").pop().expect("the last line");
    let script = [vec![fetch], lines("vejviser-check", "script")].concat().join("\n");
    let temp = site.temp().join("published").display().to_string();
    let script = script.replace("/tmp/vejviser-published", &temp);
    let variables = [("VEJVISER_ROOT", "."), ("VEJVISER_PUBLISHED", address.as_str())];
    let checked = bash(&script, &site.root(), &variables);
    assert_eq!(checked.status.code(), Some(1));
    assert!(text(&checked.stderr).contains("`B1` was published"), "{checked:?}");
    assert!(bash(&script, &site.root(), &[("VEJVISER_ROOT", "."), ("VEJVISER_PUBLISHED", "")]).status.success());
}

/// A repository whose last commit changes a title and brings a guide.
#[cfg(unix)]
fn changed() -> TestSite {
    let site = TestSite::bread([task("B1", "")]);
    let git = |arguments: &str| {
        let script = format!("git -c user.name=a -c user.email=a@example.org -c commit.gpgsign=false {arguments}");
        let done = bash(&script, &site.root(), &[]);
        assert!(done.status.success(), "{done:?}");
    };
    git("init -q -b main");
    git("add -A");
    git("commit -qm one");
    site.write("content/bread/B1.md", "---\ntitle: Knead well\nparty: cook\nstage: bake\n---\nText.\n");
    site.write("content/cake/_index.md", crate::support::GUIDE.1);
    git("add -A");
    git("commit -qm two");
    site
}

#[cfg(unix)]
#[test]
fn the_action_says_what_changes() {
    let site = changed();
    let (temp, summary) = (site.temp().display().to_string(), site.temp().join("summary").display().to_string());
    let source = repository().display().to_string();
    let variables = [
        ("ROOT", "."),
        ("BASE", "HEAD~1"),
        ("RUNNER_TEMP", temp.as_str()),
        ("GITHUB_STEP_SUMMARY", summary.as_str()),
        ("SOURCE", source.as_str()),
    ];
    let said = bash(&step("Say what changes"), &site.root(), &variables);
    assert!(said.status.success(), "{said:?}");
    let told = std::fs::read_to_string(&summary).expect("a summary");
    assert!(told.contains("- **B1** Knead well (cook): title: Task B1 → Knead well"), "{told}");
    assert!(told.contains("## cake\n\nThe guide is new.\n"), "{told}");
    let missing = [&variables[..1], &[("BASE", "0123456789")], &variables[2..]].concat();
    let said = bash(&step("Say what changes"), &site.root(), &missing);
    assert!(!said.status.success() && text(&said.stderr).contains("fetch-depth: 0"), "{said:?}");
}

#[cfg(unix)]
#[test]
fn the_template_for_gitlab_says_what_changes() {
    let site = changed();
    let template = yaml("ci/gitlab.yml");
    let lines = template["vejviser-diff"]["script"].as_array().expect("a script").iter();
    let script = lines.map(|line| line.as_str().expect("a line")).collect::<Vec<_>>().join("\n");
    let (root, home) = (site.root().display().to_string(), site.temp().display().to_string());
    let variables = [
        ("VEJVISER_ROOT", "."),
        ("CI_PROJECT_DIR", root.as_str()),
        ("HOME", home.as_str()),
        ("CI_MERGE_REQUEST_DIFF_BASE_SHA", "HEAD~1"),
    ];
    let said = bash(&script, &site.root(), &variables);
    assert!(said.status.success(), "{said:?}");
    let told = site.read("vejviser-diff.md");
    assert!(told.contains("Knead well") && told.contains("cake can't be compared; it may be new."), "{told}");
}

/// A site in a repository, whose guide lists its versions; the last one has no snapshot yet.
#[cfg(unix)]
fn unreleased() -> TestSite {
    let site = TestSite::bread([task("B1", "")]);
    let versions =
        "updated: 2026-01-01\nguide:\n  version: \"1.0\"\n  versions: [{version: \"1.0\", date: 2026-01-01}]\n";
    site.write("content/bread/_index.md", crate::support::GUIDE.1.replace("guide:\n", versions));
    site
}

#[cfg(unix)]
#[test]
fn a_tag_needs_the_snapshots_of_its_versions() {
    let source = repository().display().to_string();
    let template = yaml("ci/gitlab.yml");
    let gitlab = template["vejviser-snapshot"]["script"][0].as_str().expect("a script").to_owned();
    let action = step("Check that a tag has its snapshots");
    for (script, variables) in [
        (&action, [("ROOT", "."), ("SOURCE", source.as_str())]),
        (&gitlab, [("VEJVISER_ROOT", "."), ("SOURCE", source.as_str())]),
    ] {
        let site = unreleased();
        let refused = bash(script, &site.root(), &variables);
        assert_eq!(refused.status.code(), Some(1), "{refused:?}");
        let said = text(&refused.stderr) + &text(&refused.stdout);
        assert!(said.contains("the guide bread has no snapshot of its version"), "{said}");
        // The run wrote it, and so it is there the next time.
        let passed = bash(script, &site.root(), &variables);
        assert!(passed.status.success(), "{passed:?}");
        site.write("content/bread/B1.md", "---\ntitle: Other\nparty: cook\nstage: bake\n---\nText.\n");
        let differs = bash(script, &site.root(), &variables);
        assert_eq!(differs.status.code(), Some(1), "{differs:?}");
    }
}

#[cfg(unix)]
#[test]
fn the_action_fetches_the_history_for_older_versions() {
    let site = TestSite::bread([task("B1", "")]);
    site.commit("v1");
    site.write("vejviser.yaml", "title: Kitchen\nversions: [{name: \"1\", revision: v1}]\n");
    site.git(&["commit", "-qam", "two"]);
    let url = format!("file://{}", site.root().display());
    let clone = site.temp().join("clone");
    site.git(&["clone", "-q", "--depth", "1", &url, &clone.to_string_lossy()]);
    let built = || {
        let mut vejviser = site.command();
        vejviser.current_dir(&clone).args(["build", "-q"]);
        site.finish(&mut vejviser)
    };
    built().expect(2).says("can't take in the version `1`: ").says("git fetch --unshallow --tags");
    let home = site.temp().display().to_string();
    let script = step("Fetch the history for older versions");
    for _ in 0..2 {
        let fetched = bash(&script, &clone, &[("ROOT", "."), ("HOME", home.as_str())]);
        assert!(fetched.status.success(), "{fetched:?}");
    }
    built().expect(0);
}

#[test]
fn inputs_of_the_action_reach_scripts_as_variables_only() {
    let action = yaml("action.yml");
    for step in action["runs"]["steps"].as_array().expect("steps") {
        // What stands between `${{` and `}}` in a script would be run.
        assert!(!step["run"].as_str().unwrap_or_default().contains("${{"), "{step}");
    }
    let text = std::fs::read_to_string(repository().join("action.yml")).expect("the action");
    for (input, about) in action["inputs"].as_object().expect("inputs") {
        assert!(text.contains(&format!("inputs.{input}")), "{input} is not used");
        assert!(about["description"].is_string() && about["default"].is_string(), "{input}");
    }
}

#[cfg(unix)]
#[test]
fn the_jobs_for_gitlab_run() {
    let site = TestSite::bread([task("B1", "requires: [B9]\n")]);
    let template = yaml("ci/gitlab.yml");
    let script = |job: &str| -> String {
        let lines = template[job]["script"].as_array().expect("a script").iter();
        lines.map(|line| line.as_str().expect("a line")).collect::<Vec<_>>().join("\n")
    };
    let root = site.root().display().to_string();
    let home = site.temp().display().to_string();
    let variables = [
        ("VEJVISER_ROOT", "."),
        ("CI_PAGES_URL", "https://example.org"),
        ("CI_PROJECT_DIR", root.as_str()),
        ("HOME", home.as_str()),
    ];
    let checked = bash(&script("vejviser-check"), &site.root(), &variables);
    assert_eq!(checked.status.code(), Some(1));
    assert!(text(&checked.stderr).contains("error[unknown-task]") && site.read("vejviser.sarif").contains("B9"));
    site.remove("content/bread/B1.md");
    site.write(&task("B1", "").0, task("B1", "").1);
    assert!(bash(&script("vejviser-check"), &site.root(), &variables).status.success());
    let built = bash(&script("pages"), &site.root(), &variables);
    assert!(built.status.success() && site.path("public/bread/B1/index.html").is_file(), "{built:?}");
}

#[test]
fn the_hook_runs_a_command_that_there_is() {
    let hooks = yaml(".pre-commit-hooks.yaml");
    let entry = hooks[0]["entry"].as_str().expect("an entry");
    let mut words = entry.split(' ');
    assert_eq!(words.next(), Some("vejviser"));
    let site = TestSite::bread([task("B1", "")]);
    site.run(&words.collect::<Vec<_>>()).expect(0);
}

#[test]
fn workflows_and_the_image_name_what_is_there() {
    for file in ["site", "release", "systems"] {
        let workflow = yaml(&format!(".github/workflows/{file}.yml"));
        for (name, job) in workflow["jobs"].as_object().expect("jobs") {
            assert!(job["timeout-minutes"].is_number(), "{file}: {name} may run for hours");
            for step in job["steps"].as_array().expect("steps") {
                assert!(!step["run"].as_str().unwrap_or_default().contains("${{"), "{file}: {step}");
                let uses = step["uses"].as_str();
                assert!(uses.is_none_or(|uses| uses.contains("@v")), "{file}: {step}");
            }
        }
    }
    let image = std::fs::read_to_string(repository().join("Containerfile")).expect("the image");
    let copies: Vec<&str> =
        image.lines().filter(|line| line.starts_with("COPY ") && !line.contains("--from")).collect();
    assert!(!copies.is_empty(), "the image copies nothing");
    for line in copies {
        for source in line.split(' ').skip(1).filter(|word| !word.starts_with('.')) {
            assert!(repository().join(source.trim_end_matches('/')).exists() || source == "/", "{line}");
        }
    }
}
