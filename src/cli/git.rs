//! A project as it stands in a revision of git. Git is only read: nothing is checked out, and nothing comes over a network.

use std::collections::BTreeMap;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::refusal::Refusal;
use crate::source::{Fault, FaultKind, MAX_FILE_BYTES, Project, Reads, is_left_out, reads};

/// The project in `root`, as it was in a revision. The files that are only copied come with it where `copies` takes them, by
/// their paths in the project.
///
/// # Errors
/// Git is missing, the project is in no repository, or the revision is not there or held no project.
pub(super) fn project_at(
    root: &Path,
    settings: &Path,
    revision: &str,
    copies: Option<&mut BTreeMap<String, Vec<u8>>>,
) -> Result<Project, Refusal> {
    let prefix = ask(root, &["rev-parse", "--show-prefix"])?.ok_or_else(|| {
        format!(
            "there is no folder, file or version `{revision}`, and `{}` is in no git repository that could have such a \
             revision",
            root.display()
        )
    })?;
    let commit = format!("{revision}^{{commit}}");
    let Some(commit) = ask(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])? else {
        return Err(missing(root, revision)?);
    };
    let mut objects = Objects::open(root)?;
    let found = objects.project(&commit, &prefix, &settings_name(root, settings), copies);
    objects.close();
    found.and_then(|project| project.ok_or(io::ErrorKind::NotFound.into())).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => format!(
            "the revision `{revision}` holds no project: it has no `{prefix}{}`; name a later one",
            settings_name(root, settings)
        )
        .into(),
        _ => {
            format!("can't read the revision `{revision}`: {error}; `git fsck` tells what is wrong with the repository")
                .into()
        }
    })
}

/// The settings file, seen from the project.
fn settings_name(root: &Path, settings: &Path) -> String {
    settings.strip_prefix(root).unwrap_or(settings).to_string_lossy().replace('\\', "/")
}

/// Why there is no such revision, and what to do.
fn missing(root: &Path, revision: &str) -> Result<Refusal, Refusal> {
    let shallow = ask(root, &["rev-parse", "--is-shallow-repository"])?;
    let name = format!("there is no folder, file, version or revision `{revision}`");
    Ok(if shallow.as_deref() == Some("true") {
        format!(
            "{name}; the clone is shallow and may lack it: run `git fetch --unshallow --tags`, or fetch the whole history in \
             your workflow (`fetch-depth: 0`)"
        )
    } else {
        format!("{name}; `git tag` lists the tags, and `git fetch --tags` brings those of the server")
    }
    .into())
}

/// Git in a folder. Whatever is missing stays missing: a partial clone would fetch it.
fn git(root: &Path) -> Command {
    let mut git = Command::new("git");
    git.current_dir(root).env("GIT_NO_LAZY_FETCH", "1").env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0");
    git
}

fn failed(error: &io::Error) -> Refusal {
    match error.kind() {
        io::ErrorKind::NotFound => {
            "can't run git, which reads revisions: install it, or name a folder, a guide.json or a snapshot instead"
                .into()
        }
        _ => format!("can't run git: {error}").into(),
    }
}

/// The line that git answers; nothing where it says no.
fn ask(root: &Path, arguments: &[&str]) -> Result<Option<String>, Refusal> {
    let output = git(root).args(arguments).stdin(Stdio::null()).output().map_err(|error| failed(&error))?;
    let line = String::from_utf8_lossy(&output.stdout).trim_end_matches(['\n', '\r']).to_owned();
    Ok(output.status.success().then_some(line))
}

/// `git cat-file --batch`: names of objects go in, objects come out.
struct Objects {
    child: Child,
    names: ChildStdin,
    answers: BufReader<ChildStdout>,
}

/// An entry of a tree.
struct Named {
    mode: String,
    name: String,
    id: String,
}

/// More files than any project has.
const MAX_FILES: usize = 1_000_000;

impl Objects {
    fn open(root: &Path) -> Result<Self, Refusal> {
        let mut git = git(root);
        let git = git.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = git.spawn().map_err(|error| failed(&error))?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(names), Some(answers)) => Ok(Objects { child, names, answers: BufReader::new(answers) }),
            _ => Err("can't talk to git".into()),
        }
    }

    fn close(self) {
        let Objects { mut child, names, answers } = self;
        drop((names, answers));
        // It ends when nobody asks any more.
        let _ = child.wait();
    }

    /// The bytes of an object of one kind; nothing if there is none.
    fn object(&mut self, name: &str, kind: &str) -> io::Result<Option<Vec<u8>>> {
        writeln!(self.names, "{name}")?;
        self.names.flush()?;
        let mut head = String::new();
        self.answers.read_line(&mut head)?;
        let parts: Vec<&str> = head.split_whitespace().collect();
        let &[_, found, size] = parts.as_slice() else { return Ok(None) };
        let size: usize = size.parse().map_err(io::Error::other)?;
        let mut bytes = vec![0; size];
        self.answers.read_exact(&mut bytes)?;
        self.answers.read_exact(&mut [0])?;
        Ok((found == kind).then_some(bytes))
    }

    /// The names in a tree.
    fn tree(&mut self, id: &str) -> io::Result<Vec<Named>> {
        let Some(bytes) = self.object(id, "tree")? else { return Err(lacks(id)) };
        let length = id.len() / 2;
        let mut found = Vec::new();
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            let end = rest.iter().position(|byte| *byte == 0).ok_or_else(|| lacks(id))?;
            let head = String::from_utf8_lossy(&rest[..end]).into_owned();
            let after = rest.get(end + 1..end + 1 + length).ok_or_else(|| lacks(id))?;
            let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
            let hex = after.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect();
            let (mode, name) = head.split_once(' ').ok_or_else(|| lacks(id))?;
            found.push(Named { mode: mode.to_owned(), name: name.to_owned(), id: hex });
            rest = &rest[end + 1 + length..];
        }
        Ok(found)
    }

    /// The project in a folder of a commit; nothing if there is no settings file.
    fn project(
        &mut self,
        commit: &str,
        prefix: &str,
        settings: &str,
        mut copies: Option<&mut BTreeMap<String, Vec<u8>>>,
    ) -> io::Result<Option<Project>> {
        let Some(bytes) = self.object(commit, "commit")? else { return Err(lacks(commit)) };
        let head = String::from_utf8_lossy(&bytes).into_owned();
        let tree = head.lines().next().and_then(|line| line.strip_prefix("tree ")).ok_or_else(|| lacks(commit))?;
        let mut root = self.tree(tree)?;
        for part in prefix.split('/').filter(|part| !part.is_empty()) {
            let Some(folder) = root.into_iter().find(|named| named.name == part && named.is_folder()) else {
                return Ok(None);
            };
            root = self.tree(&folder.id)?;
        }
        let mut files: Vec<(String, String)> = Vec::new();
        let mut faults = Vec::new();
        match self.at(&root, settings)? {
            Some(text) => files.push(("vejviser.yaml".to_owned(), String::from_utf8_lossy(&text).into_owned())),
            None => return Ok(None),
        }
        let mut open: Vec<(String, Named)> = Vec::new();
        // Templates of that time may not fit the program of today, and say nothing of the guides.
        for named in root.into_iter().filter(|named| matches!(&*named.name, "content" | "static")) {
            open.push((named.name.clone(), named));
        }
        while let Some((path, named)) = open.pop() {
            if files.len() + open.len() > MAX_FILES {
                return Err(io::Error::other(format!("it has more than {MAX_FILES} files")));
            }
            if named.is_folder() {
                let inside = self.tree(&named.id)?.into_iter();
                let kept = inside.filter(|inner| path.starts_with("static") || !is_left_out(&inner.name));
                open.extend(kept.map(|inner| (format!("{path}/{}", inner.name), inner)));
            } else {
                match self.file(&path, &named, copies.as_deref_mut())? {
                    Ok(text) => files.push((path, text)),
                    Err(kind) => faults.push(Fault { path, kind }),
                }
            }
        }
        let mut project = Project::from_texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        faults.sort_by(|one, other| one.path.cmp(&other.path));
        project.faults = faults;
        Ok(Some(project))
    }

    /// The text of a file, empty where it would only be copied.
    fn file(
        &mut self,
        path: &str,
        named: &Named,
        copies: Option<&mut BTreeMap<String, Vec<u8>>>,
    ) -> io::Result<Result<String, FaultKind>> {
        match named.mode.as_str() {
            "120000" => return Ok(Err(FaultKind::Link("links are not followed in a revision".to_owned()))),
            "160000" => return Ok(Err(FaultKind::NotRegular)),
            _ => {}
        }
        let reads = reads(path);
        if reads == Reads::Nothing && copies.is_none() {
            return Ok(Ok(String::new()));
        }
        let Some(bytes) = self.object(&named.id, "blob")? else { return Err(lacks(&named.id)) };
        if reads != Reads::Text {
            let text =
                if reads == Reads::Nothing { String::new() } else { String::from_utf8_lossy(&bytes).into_owned() };
            if let Some(copies) = copies {
                copies.insert(path.to_owned(), bytes);
            }
            return Ok(Ok(text));
        }
        if bytes.len() as u64 > MAX_FILE_BYTES {
            return Ok(Err(FaultKind::TooLarge(bytes.len() as u64)));
        }
        Ok(String::from_utf8(bytes).map_err(|error| FaultKind::NotUtf8(error.utf8_error().valid_up_to())))
    }

    /// The bytes of the file at a path below a tree.
    fn at(&mut self, root: &[Named], path: &str) -> io::Result<Option<Vec<u8>>> {
        let (first, rest) = path.split_once('/').map_or((path, None), |(first, rest)| (first, Some(rest)));
        let Some(named) = root.iter().find(|named| named.name == first) else { return Ok(None) };
        let mut id = named.id.clone();
        for part in rest.into_iter().flat_map(|rest| rest.split('/')) {
            match self.tree(&id)?.into_iter().find(|named| named.name == part) {
                Some(named) => id = named.id,
                None => return Ok(None),
            }
        }
        self.object(&id, "blob")
    }
}

impl Named {
    fn is_folder(&self) -> bool {
        self.mode == "40000"
    }
}

fn lacks(id: &str) -> io::Error {
    io::Error::other(format!("the object {id} is missing or damaged"))
}
