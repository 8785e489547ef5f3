//! From a path to a file of the site. Only what the site has can be asked for: paths are looked up, never opened.

use std::path::Path;
use std::sync::Arc;

use super::snapshot::read_now;
use super::state::{Copied, Shown, Trouble};
use crate::output::Snapshot;
use crate::text::{attribute, decode_path, encode_path};

/// Where the preview's own files stand, which no page may take.
pub(super) const NEWS: &str = "/_vejviser/news";
const SCRIPT: &str = "_vejviser/preview.js";
const STYLE: &str = "_vejviser/preview.css";

/// An answer.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) kind: &'static str,
    /// Where to ask instead.
    pub(super) location: Option<String>,
    pub(super) body: Body,
}

/// Bytes of the site are not copied.
#[derive(Debug)]
pub(super) enum Body {
    Shared(Arc<[u8]>),
    Own(Vec<u8>),
}

impl Answer {
    fn new(status: u16, path: &str, body: Body) -> Self {
        Answer { status, kind: kind(path), location: None, body }
    }

    /// A line of text.
    pub(super) fn line(status: u16, text: &str) -> Self {
        Answer::new(status, ".txt", Body::Own(text.as_bytes().to_vec()))
    }
}

/// The site path of the page that stands at `path`, as the address bar shows it.
pub(super) fn page_at(path: &str) -> Option<String> {
    let decoded = decode_path(path.strip_prefix('/')?)?;
    Some(decoded.strip_suffix("index.html").map_or(decoded.clone(), str::to_owned))
}

/// Whether a site of which only some pages are new has all that the answer needs: one of these pages, or what pages
/// load from a theme that did not change, and from what was made with them.
pub(super) fn is_ready(shown: &Shown, path: &str) -> bool {
    let Some(name) = page_at(path) else { return true };
    let early = shown.early.iter().flat_map(|pages| pages.iter()).any(|page| *page == name);
    let loaded = name.starts_with("assets/") && !name.starts_with("assets/search/");
    early || loaded || name.starts_with("_vejviser/") || shown.copies.contains_key(&name)
}

/// The answer to a request for `path`.
pub(super) fn answer(shown: &Shown, instance: &str, path: &str) -> Answer {
    let Some(page) = page_at(path) else { return Answer::line(400, "The path can't be read.\n") };
    match page.as_str() {
        SCRIPT => return Answer::new(200, SCRIPT, Body::Own(include_bytes!("client/preview.js").to_vec())),
        STYLE => return Answer::new(200, STYLE, Body::Own(include_bytes!("client/preview.css").to_vec())),
        _ => {}
    }
    let tag = |address: &str| tag(instance, shown.generation_of(address));
    let Some(site) = &shown.site else {
        let page = waiting(shown.trouble.as_deref(), &tag(&page));
        return Answer::new(503, ".html", Body::Own(page.into_bytes()));
    };
    let name = if page.is_empty() || page.ends_with('/') { format!("{page}index.html") } else { page.clone() };
    if let Some(bytes) = site.file(&name) {
        let body =
            if is_page(&name) { Body::Own(with_script(bytes, &tag(&page))) } else { Body::Shared(Arc::clone(bytes)) };
        return Answer::new(200, &name, body);
    }
    if let Some(body) = shown.copies.get(&name).and_then(copied) {
        return Answer::new(200, &name, body);
    }
    if has_folder(site, shown, &page) {
        let location = format!("/{}/", encode_path(&page));
        return Answer { location: Some(location), ..Answer::line(307, "The page has a slash at its end.\n") };
    }
    match site.file("404.html") {
        Some(bytes) => Answer::new(404, ".html", Body::Own(with_script(bytes, &tag("404.html")))),
        None => Answer::line(404, "The site has no such page.\n"),
    }
}

fn has_folder(site: &Snapshot, shown: &Shown, page: &str) -> bool {
    let index = format!("{page}/index.html");
    !page.is_empty() && (site.file(&index).is_some() || shown.copies.contains_key(&index))
}

fn copied(copied: &Copied) -> Option<Body> {
    match copied {
        Copied::Held(bytes) => Some(Body::Shared(Arc::clone(bytes))),
        Copied::OnDisk(root, file) => read_now(root, file).map(Body::Own),
    }
}

fn is_page(name: &str) -> bool {
    name.ends_with(".html")
}

/// The element that keeps a page up to date. A file of its own, since the pages' security line lets no other script run.
fn tag(instance: &str, generation: u64) -> String {
    format!("<script src=\"/{SCRIPT}\" data-instance=\"{instance}\" data-generation=\"{generation}\" defer></script>\n")
}

/// A page with one element more, at the end of its head.
fn with_script(page: &[u8], tag: &str) -> Vec<u8> {
    let end = b"</head>";
    let at = page.windows(end.len()).position(|window| window == end).unwrap_or(page.len());
    [&page[..at], tag.as_bytes(), &page[at..]].concat()
}

/// Stands in for every page before the content was without faults for the first time.
fn waiting(trouble: Option<&Trouble>, tag: &str) -> String {
    let (language, heading, text) =
        trouble.map_or(("en", "", ""), |trouble| (&*trouble.language, &*trouble.heading, &*trouble.text));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width\">\n<title>{heading}</title>\n<link rel=\"stylesheet\" \
         href=\"/{STYLE}\">\n{tag}</head>\n<body>\n<main class=\"alone\">\n<h1>{heading}</h1>\n<pre \
         tabindex=\"0\">{}</pre>\n</main>\n</body>\n</html>\n",
        attribute(language),
        attribute(text),
        heading = attribute(heading),
    )
}

/// The kind of a file by its name's ending, as servers on the web would send it.
fn kind(name: &str) -> &'static str {
    let ending = Path::new(name).extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    match ending.as_deref().unwrap_or_else(|| name.trim_start_matches('.')) {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "xml" => "application/xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "pdf" => "application/pdf",
        "wasm" => "application/wasm",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}
