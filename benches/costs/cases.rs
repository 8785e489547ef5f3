//! Content that is made to be costly: each as files of a project, with what the program should say of it.

use std::fs;
use std::io;
use std::path::Path;

/// A costly project.
pub struct Case {
    /// What makes it costly.
    pub name: &'static str,
    /// The exit code of `check`.
    pub code: i32,
    /// What the report holds; empty where nothing is wrong.
    pub says: &'static str,
    /// Whether it is built too: what is refused is not, nor what is merely large.
    pub builds: bool,
    files: fn() -> Vec<(String, Vec<u8>)>,
}

const GUIDE: &str =
    "---\ntitle: Bread\nguide:\n  parties: [{key: cook, name: Cook}]\n  stages: [{key: bake, name: Bake}]\n---\n";
const MEBIBYTE: usize = 1024 * 1024;
/// As in `src/markdown/limits.rs`.
const MAX_MARKS: usize = 250_000;

impl Case {
    /// Writes the project into a folder that is there.
    ///
    /// # Errors
    /// The first file that can't be written.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        let content = folder.join("content/bread");
        fs::create_dir_all(&content)?;
        fs::write(folder.join("vejviser.yaml"), "title: Kitchen\n")?;
        fs::write(content.join("_index.md"), GUIDE)?;
        (self.files)().into_iter().try_for_each(|(name, text)| fs::write(content.join(name), text))
    }
}

/// A task of the guide with more keys and a body.
fn task(number: usize, more: &str, body: &str) -> (String, Vec<u8>) {
    let text = format!("---\ntitle: Task {number}\nparty: cook\nstage: bake\n{more}---\n{body}\n");
    (format!("B{number}.md"), text.into_bytes())
}

/// A task whose body is `part` again and again, as large as files may be.
fn full(number: usize, part: &str) -> (String, Vec<u8>) {
    task(number, "", &part.repeat((MEBIBYTE - 200) / part.len()))
}

/// As many `part`s as a text may hold, if each has `marks` line ends and punctuation marks.
fn packed(number: usize, part: &str, marks: usize) -> (String, Vec<u8>) {
    task(number, "", &part.repeat((MAX_MARKS - 10) / marks))
}

/// `part` with the numbers up to `count` in place of `#`, in a line.
fn numbered(part: &str, count: usize) -> String {
    (0..count).map(|number| part.replace('#', &number.to_string())).collect::<Vec<_>>().join(" ")
}

const fn case(
    name: &'static str,
    code: i32,
    says: &'static str,
    builds: bool,
    files: fn() -> Vec<(String, Vec<u8>)>,
) -> Case {
    Case { name, code, says, builds, files }
}

/// Every case.
pub const CASES: [Case; 29] = [
    case("a chain of 10,000 tasks", 0, "", false, || {
        (0..10_000)
            .map(|n| task(n, &if n == 0 { String::new() } else { format!("requires: [B{}]\n", n - 1) }, ""))
            .collect()
    }),
    case("100 tasks that each require 100", 0, "", true, || {
        let all = format!("requires: [{}]\n", numbered("B#,", 100));
        (0..200).map(|n| task(n, if n < 100 { "" } else { &all }, "")).collect()
    }),
    case("a circle of 500 tasks", 1, "dependency-cycle", false, || {
        (0..500).map(|n| task(n, &format!("requires: [B{}]\n", (n + 1) % 500), "")).collect()
    }),
    case("50,000 tasks", 0, "", false, || (0..50_000).map(|n| task(n, "", "")).collect()),
    case("50,000 files that no page shows", 0, "", true, || {
        let others = (0..50_000).map(|n| (format!("{n}.txt"), b"x".to_vec()));
        others.chain([task(0, "", "")]).collect()
    }),
    case("a page of 100 MB", 1, "unreadable-file", false, || vec![("B0.md".to_owned(), vec![b'x'; 100 * MEBIBYTE])]),
    case("a page of 100 MB without a line's end, as an image", 0, "", false, || {
        vec![task(0, "", "Nothing."), ("a.png".to_owned(), vec![b'x'; 100 * MEBIBYTE])]
    }),
    case("300 pages with 1,000 broken links", 1, "broken-link", false, || {
        (0..300).map(|n| task(n, "", &numbered("[a](x#.md)", 1_000))).collect()
    }),
    case("5,000 pages with 50 unknown tasks", 1, "unknown-task", false, || {
        (0..5_000).map(|n| task(n, "", &numbered("[[BX#]]", 50))).collect()
    }),
    case("1,000 headings with one text", 0, "", true, || vec![task(0, "", &"## A\n".repeat(1_000))]),
    case("8 pages full of headings", 1, "limit-exceeded", false, || (0..8).map(|n| full(n, "# A\n")).collect()),
    case("8 pages full of references", 1, "limit-exceeded", false, || (0..8).map(|n| full(n, "[[X]]")).collect()),
    case("8 pages full of brackets", 1, "limit-exceeded", false, || (0..8).map(|n| full(n, "[")).collect()),
    case("8 pages full of emphasis", 1, "limit-exceeded", false, || (0..8).map(|n| full(n, "*a")).collect()),
    case("8 pages with tables of many rows", 1, "limit-exceeded", false, || {
        (0..8).map(|n| task(n, "", &format!("|a|\n|-|\n{}", "|\n".repeat(MEBIBYTE / 2 - 200)))).collect()
    }),
    case("8 pages with as many headings as a text holds", 1, "limit-exceeded", false, || {
        (0..8).map(|n| packed(n, "# A\n", 2)).collect()
    }),
    case("8 pages with as many references as a text holds", 1, "limit-exceeded", false, || {
        (0..8).map(|n| packed(n, "[[X]]", 4)).collect()
    }),
    case("8 pages of quotes within quotes", 1, "limit-exceeded", false, || (0..8).map(|n| packed(n, ">", 1)).collect()),
    case("8 pages of lists within lists", 1, "limit-exceeded", false, || (0..8).map(|n| packed(n, "+ ", 1)).collect()),
    case("8 pages of brackets", 0, "", true, || (0..8).map(|n| packed(n, "[", 1)).collect()),
    case("8 pages of emphasis", 0, "", true, || (0..8).map(|n| packed(n, "*a", 1)).collect()),
    case("a page of footnotes that nobody explains", 0, "", true, || vec![packed(0, "[^a]", 3)]),
    case("8 pages with one line of words", 0, "", true, || (0..8).map(|n| full(n, "word ")).collect()),
    case("8 pages with a table of many rows", 0, "", true, || {
        (0..8).map(|n| task(n, "", &format!("|a|\n|-|\n{}", "|\n".repeat(MAX_MARKS / 2 - 10)))).collect()
    }),
    case("8 pages with a table of many columns", 0, "", true, || {
        let row = "|a".repeat(10_000);
        (0..8).map(|n| task(n, "", &format!("{row}|\n{}|\n{}", "|-".repeat(10_000), "|\n".repeat(1_000)))).collect()
    }),
    case("8 pages of HTML", 0, "raw-html", false, || (0..8).map(|n| packed(n, "<b>", 2)).collect()),
    case("8 pages of code spans that never end", 0, "", true, || (0..8).map(|n| packed(n, "`a``b", 3)).collect()),
    case("8 pages of links with one definition", 1, "limit-exceeded", true, || {
        (0..8).map(|n| task(n, "", &format!("{}\n\n[a]: B0.md\n", "[a]".repeat(MAX_MARKS / 2 - 10)))).collect()
    }),
    case("5,000 tasks, one with former addresses at 100 depths", 0, "", true, || {
        let address = |depth: usize| format!("{}/", vec!["x"; depth].join("/"));
        let aliases = format!("aliases: [{}]\n", (1..=100).map(address).collect::<Vec<_>>().join(", "));
        (0..5_000).map(|n| task(n, if n == 0 { &aliases } else { "" }, "")).collect()
    }),
];
