//! The message about a path that leads nowhere: the line that its author most likely meant.

use super::elsewhere::meant;
use super::links::Linker;
use crate::diagnostic::{BROKEN_ASSET, BROKEN_LINK, Diagnostic};
use crate::markdown::{Reference, ReferenceKind};
use crate::source::is_left_out;
use crate::text::{decode_path, join_path};

impl Linker<'_> {
    /// The fault of a link whose target is not there, with the nearest name in the same folder.
    pub(super) fn broken(&self, reference: &Reference, path: &str, folder: &str, suggest: bool) -> Diagnostic {
        let image = reference.kind == ReferenceKind::Image;
        let decoded = decode_path(path).unwrap_or_else(|| path.to_owned());
        let joined = join_path(folder, &decoded);
        let name = decoded.rsplit('/').next().unwrap_or(&decoded);
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let page = matches!(ending, "" | "md" | "html") && !image;
        let (code, message) = match reference.kind {
            ReferenceKind::Image => (BROKEN_ASSET, format!("the image `{path}` is not there")),
            _ if !page => (BROKEN_ASSET, format!("the file `{path}` is not there")),
            _ => (BROKEN_LINK, format!("the link `{path}` leads nowhere")),
        };
        let fault = Diagnostic::new(code, reference.span, message);
        if image && meant(&decoded).is_some() {
            let label = "pages only show images that lie below `content/`";
            return fault.label(label).help("put the file below `content/` and write its path from here");
        }
        if let Some(meant) = meant(&decoded) {
            return fault.label("no file here has this name").help(format!("write `{meant}`"));
        }
        if let Some(absolute) = decoded.strip_prefix('/') {
            let fault = fault.label("the site has no such address");
            if let Some(file) = self.by_project_path(absolute, folder) {
                return fault.help(format!("write `{file}`"));
            }
            if let Some(file) = self.in_content(absolute, folder).filter(|_| image) {
                return fault.help(format!("write its path from here: `{file}`"));
            }
            if let Some(file) = suggest.then(|| self.of_that_name(absolute, image, folder)).flatten() {
                return fault.did_you_mean(Some(&file));
            }
            if image {
                let name = absolute.rsplit('/').next().unwrap_or(absolute);
                let help =
                    format!("put the file beside this page and write `{name}`, or put it at `static/{absolute}`");
                return fault.help(help);
            }
            return fault
                .help("link to the file instead, such as `TF105.md`")
                .did_you_mean(suggest.then(|| self.paths.nearest_address(&decoded)).flatten().as_deref());
        }
        let from_project = self.by_project_path(decoded.trim_start_matches("../"), folder);
        let Some(joined) = joined else {
            if let Some(file) = from_project {
                return fault.label("leaves the content folder").did_you_mean(Some(&file));
            }
            return fault.label("leaves the content folder").help("link to files below `content/`");
        };
        if let Some(name) = joined.split('/').find(|name| is_left_out(name)) {
            let why = if name.starts_with('.') { "it begins with a full stop" } else { "it is one that editors leave" };
            let what = match reference.kind {
                ReferenceKind::Image => "image",
                _ if !page => "file",
                _ => "link",
            };
            let message = format!("the {what} `{path}` is not published");
            let label = format!("the name `{name}` keeps it out: {why}");
            return Diagnostic::new(code, reference.span, message).label(label).help("give it another name");
        }
        let there = fault.label(format!("there is no `content/{joined}`"));
        if let Some(file) = self.with_ending(&decoded, &joined).filter(|_| !image) {
            return there.did_you_mean(Some(&file));
        }
        if let Some(file) = from_project {
            return there.did_you_mean(Some(&file));
        }
        if let Some(file) = suggest.then(|| self.of_that_name(&decoded, image, folder)).flatten() {
            return there.did_you_mean(Some(&file));
        }
        let nearest = || if page { self.paths.nearest_page(&joined) } else { self.paths.nearest_file(&joined) };
        let near = suggest.then(nearest).flatten();
        let near = near.map(|near| format!("{}{near}", decoded.strip_suffix(name).unwrap_or_default()));
        let help = if page { "write the path of the file from here, such as `TF105.md`" } else { "put the file there" };
        there.help(help).did_you_mean(near.as_deref())
    }

    /// The file meant by a path that begins in the project's folder, or in `static/`, as seen from a folder below `content/`.
    fn by_project_path(&self, path: &str, folder: &str) -> Option<String> {
        let bare = path.strip_prefix("static/").unwrap_or(path);
        if self.paths.addresses.contains(bare) {
            return Some(format!("/{bare}"));
        }
        let below = path.strip_prefix("content/")?;
        let is_there = self.paths.files.contains(below) || self.paths.entities.contains_key(below);
        is_there.then(|| from_here(folder, below))
    }

    /// The only page or file of the name that a path ends in, wherever it lies.
    fn of_that_name(&self, path: &str, image: bool, folder: &str) -> Option<String> {
        let path = path.trim_end_matches("index.html").trim_end_matches('/');
        let name = path.rsplit('/').next().filter(|name| !name.is_empty())?;
        let stem = name.strip_suffix(".md").or_else(|| name.strip_suffix(".html")).unwrap_or(name);
        let page = format!("{stem}.md");
        let is_called = |path: &str, name: &str| path.rsplit('/').next() == Some(name);
        let pages = self.paths.entities.keys().map(String::as_str).filter(|path| !image && is_called(path, &page));
        let files = self.paths.files.iter().copied().filter(|path| is_called(path, name));
        let mut found = pages.chain(files);
        let only = found.next().filter(|_| found.next().is_none())?;
        Some(from_here(folder, only))
    }

    /// The Markdown file that a path means which lacks the ending `.md`, or has that of a finished page.
    fn with_ending(&self, written: &str, joined: &str) -> Option<String> {
        let written = written.trim_end_matches('/');
        let stem = |path: &str| path.strip_suffix(".html").unwrap_or(path).to_owned();
        let is_file = |file: &str| self.paths.entities.contains_key(file);
        let endings = [(stem(written), stem(joined), ".md"), (written.to_owned(), joined.to_owned(), "/_index.md")];
        let found = endings.into_iter().find(|(_, joined, ending)| is_file(&format!("{joined}{ending}")))?;
        Some(format!("{}{}", found.0, found.2))
    }

    /// The path from here of an image whose path begins at the root of the content or of the guide, if it is there.
    fn in_content(&self, absolute: &str, folder: &str) -> Option<String> {
        let top = folder.split('/').next().unwrap_or_default();
        let mut places = [absolute.to_owned(), format!("{top}/{absolute}")].into_iter();
        places.find(|place| self.paths.files.contains(place.as_str())).map(|place| from_here(folder, &place))
    }
}

/// The path of a file as seen from a folder.
fn from_here(folder: &str, file: &str) -> String {
    let (here, there): (Vec<&str>, Vec<&str>) = (folder.split('/').collect(), file.split('/').collect());
    let here = if folder.is_empty() { Vec::new() } else { here };
    let same = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
    "../".repeat(here.len() - same) + &there[same..].join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_from_folder_to_file() {
        assert_eq!(from_here("g/sub", "g/img/x.png"), "../img/x.png");
        assert_eq!(from_here("g", "img/x.png"), "../img/x.png");
        assert_eq!(from_here("", "img/x.png"), "img/x.png");
        assert_eq!(from_here("g", "g/x.png"), "x.png");
    }
}
