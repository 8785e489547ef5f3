//! Small sites in temporary folders, and runs of the real program on them.

pub mod harmless;
pub mod markup;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use tempfile::TempDir;

use self::markup::Markup;

/// Settings that are enough. Few tests need a task for each group of [`GUIDE`].
pub const SETTINGS: (&str, &str) = ("vejviser.yaml", "title: Kitchen\nchecks: {unused-group: off}\n");
/// A guide with two parties and two stages, the second one gated.
pub const GUIDE: (&str, &str) = (
    "content/bread/_index.md",
    "---\ntitle: Bread\nguide:\n  parties: [{key: cook, name: Cook}, {key: guest, name: Guest}]\n  stages: [{key: bake, \
     name: Bake}, {key: eat, name: Eat, gate: true}]\n---\n",
);

/// A task of [`GUIDE`] with more lines of front matter.
pub fn task(id: &str, more: &str) -> (String, String) {
    (
        format!("content/bread/{id}.md"),
        format!("---\ntitle: Task {id}\nparty: cook\nstage: bake\n{more}---\nBody of {}.\n", id.to_lowercase()),
    )
}

/// A project in a temporary folder that goes when the test ends.
pub struct TestSite {
    folder: TempDir,
}

/// What a run of the program said. Paths and the version are replaced by `[ROOT]`, `[TEMP]` and `[VERSION]`.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// Fails with all that was said unless the exit code is `code`.
    #[track_caller]
    pub fn expect(self, code: i32) -> Run {
        assert_eq!(self.code, code, "\nstdout: {}\nstderr: {}", self.stdout, self.stderr);
        self
    }

    /// Fails unless stderr holds `text`.
    #[track_caller]
    pub fn says(self, text: &str) -> Run {
        assert!(self.stderr.contains(text), "expected {text:?} in\n{}", self.stderr);
        self
    }
}

impl TestSite {
    /// A project from `(path, text)`.
    pub fn new<P: AsRef<str>, T: AsRef<str>>(files: impl IntoIterator<Item = (P, T)>) -> Self {
        let site = TestSite { folder: tempfile::tempdir().expect("a temporary folder") };
        fs::create_dir(site.root()).expect("the project's folder");
        fs::create_dir(site.home()).expect("the home folder");
        for (path, text) in files {
            site.write(path.as_ref(), text.as_ref());
        }
        site
    }

    /// [`SETTINGS`], [`GUIDE`] and more files.
    pub fn bread<P: AsRef<str>, T: AsRef<str>>(files: impl IntoIterator<Item = (P, T)>) -> Self {
        let site = Self::new([SETTINGS, GUIDE]);
        for (path, text) in files {
            site.write(path.as_ref(), text.as_ref());
        }
        site
    }

    /// A copy of a folder, whatever its files hold.
    pub fn copy_of(folder: &Path) -> Self {
        let site = Self::new::<&str, &str>([]);
        copy(folder, &site.root());
        site
    }

    pub fn root(&self) -> PathBuf {
        self.temp().join("project")
    }

    /// The folder around the project.
    pub fn temp(&self) -> PathBuf {
        // Where the system's temporary folder is a link, the program tells the real path.
        fs::canonicalize(self.folder.path()).expect("the temporary folder")
    }

    fn home(&self) -> PathBuf {
        self.temp().join("home")
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let file = self.path(path);
        fs::create_dir_all(file.parent().expect("a file stands in a folder")).expect("its folder");
        fs::write(file, text).expect("a file is written");
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).expect("a file is removed");
    }

    /// A file of the project as text.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The program, ready to be run in the project with a clean environment.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vejviser"));
        command.env_clear().env("HOME", self.home()).current_dir(self.root()).stdin(Stdio::null());
        if let Some(path) = std::env::var_os("PATH") {
            command.env("PATH", path);
        }
        command
    }

    /// Runs the program in the project.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.finish(self.command().args(arguments))
    }

    /// Runs a command and puts placeholders into what it says.
    pub fn finish(&self, command: &mut Command) -> Run {
        let output = command.output().expect("the program runs");
        let shown = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).expect("the program writes UTF-8");
            text.replace(&*self.root().to_string_lossy(), "[ROOT]")
                .replace(&*self.temp().to_string_lossy(), "[TEMP]")
                .replace(env!("CARGO_PKG_VERSION"), "[VERSION]")
        };
        // No code: a signal ended it, which no test expects.
        let code = output.status.code().unwrap_or(-1);
        Run { code, stdout: shown(output.stdout), stderr: shown(output.stderr) }
    }

    /// Runs git in the project.
    #[track_caller]
    pub fn git(&self, arguments: &[&str]) {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]).args(arguments);
        let output = git.current_dir(self.root()).env("HOME", self.home()).output().expect("git");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// Commits the project as it is, under a tag. The first one makes the repository.
    #[track_caller]
    pub fn commit(&self, tag: &str) {
        if !self.path(".git").exists() {
            self.git(&["init", "-q"]);
        }
        self.git(&["add", "-A"]);
        self.git(&["commit", "-qm", tag]);
        self.git(&["tag", tag]);
    }

    /// Builds the site into `public/` and reads it.
    #[track_caller]
    pub fn build(&self) -> Built {
        self.build_with(&[])
    }

    /// Builds with more flags.
    #[track_caller]
    pub fn build_with(&self, flags: &[&str]) -> Built {
        self.run(&[&["build"], flags].concat()).expect(0);
        Built { files: files(&self.path("public")) }
    }
}

/// A built site: bytes by path.
#[derive(Debug, PartialEq, Eq)]
pub struct Built {
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Built {
    #[track_caller]
    pub fn text(&self, path: &str) -> &str {
        let Some(bytes) = self.files.get(path) else {
            panic!("the site has no `{path}`, but {:#?}", self.files.keys())
        };
        std::str::from_utf8(bytes).expect("the site is UTF-8")
    }

    /// The `<main>` of a page, without the indentation and empty lines that templates leave.
    #[track_caller]
    pub fn main(&self, path: &str) -> String {
        let text = self.text(path);
        let start = text.find("<main").unwrap_or_else(|| panic!("{path} has no <main>"));
        let end = text.find("</main>").expect("<main> ends") + "</main>".len();
        text[start..end].lines().map(str::trim_end).filter(|line| !line.trim().is_empty()).fold(
            String::new(),
            |mut out, line| {
                out.push_str(line);
                out.push('\n');
                out
            },
        )
    }

    #[track_caller]
    pub fn json(&self, path: &str) -> serde_json::Value {
        serde_json::from_str(self.text(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Every page with its elements. No site is without one, so that a loop over them looks at something.
    pub fn pages(&self) -> impl Iterator<Item = (&str, Markup)> {
        let mut pages = self.ending_with(".html").peekable();
        assert!(pages.peek().is_some(), "no pages among {:?}", self.files.keys());
        pages
    }

    /// Every picture with its elements.
    pub fn pictures(&self) -> impl Iterator<Item = (&str, Markup)> {
        self.ending_with(".svg")
    }

    fn ending_with<'b>(&'b self, ending: &'b str) -> impl Iterator<Item = (&'b str, Markup)> + 'b {
        let paths = self.files.keys().filter(move |path| path.ends_with(ending));
        paths.map(|path| (path.as_str(), Markup::read(path, self.text(path))))
    }
}

/// All files below `folder` by path, with `/`; links are told by where they lead.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut left = vec![folder.to_owned()];
    while let Some(here) = left.pop() {
        for entry in fs::read_dir(&here).unwrap_or_else(|error| panic!("{}: {error}", here.display())) {
            let path = entry.expect("an entry").path();
            let kind = fs::symlink_metadata(&path).expect("its kind").file_type();
            let name = path.strip_prefix(folder).expect("it lies below").to_string_lossy().replace('\\', "/");
            if kind.is_dir() {
                left.push(path);
            } else if kind.is_symlink() {
                let target = fs::read_link(&path).expect("a link leads somewhere");
                found.insert(name, target.to_string_lossy().into_owned().into_bytes());
            } else {
                found.insert(name, fs::read(&path).expect("a file is read"));
            }
        }
    }
    found
}

/// Copies a folder with all it holds.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for (path, bytes) in files(from) {
        let file = to.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, bytes).expect("a copy");
    }
}

/// The folder of this repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A copy of this repository's own content, which is a site.
pub fn own_site() -> TestSite {
    let site = TestSite::new::<&str, &str>([]);
    copy(&repository().join("content"), &site.path("content"));
    copy(&repository().join("history"), &site.path("history"));
    // `static/` is optional, and git keeps no empty folder.
    if repository().join("static").is_dir() {
        copy(&repository().join("static"), &site.path("static"));
    }
    site.write("vejviser.yaml", fs::read(repository().join("vejviser.yaml")).expect("the settings"));
    site
}

/// The repository's own site, built once for all tests.
pub fn own_build() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| own_site().build())
}

/// The same, for an address of its own.
pub fn own_build_served() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| own_site().build_with(&["-u", BASE_URL]))
}

/// Where [`own_build_served`] would stand.
pub const BASE_URL: &str = "https://example.org/guides";

/// Compares `found` with a file below `tests/`; with `UPDATE_EXPECTED=1` the file is written anew.
#[track_caller]
pub fn compare(path: &str, found: &str) {
    let file = repository().join("tests").join(path);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::create_dir_all(file.parent().expect("a folder")).expect("its folder");
        return fs::write(file, found).expect("the expected text is written");
    }
    let expected = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    if expected != found {
        let (mut line, mut differ) = (0, ("", ""));
        for (number, pair) in expected.lines().chain([""]).zip(found.lines().chain([""])).enumerate() {
            if pair.0 != pair.1 {
                (line, differ) = (number + 1, pair);
                break;
            }
        }
        panic!(
            "tests/{path} differs from what was found, first in line {line}:\n expected: {}\n    found: {}\n\nAll that \
             was found:\n{found}\nIf this is right, run the tests once with UPDATE_EXPECTED=1.",
            differ.0, differ.1
        );
    }
}
