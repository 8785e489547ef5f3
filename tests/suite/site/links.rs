//! The built guide as a reader's browser meets it: every link leads somewhere, every page is whole and loads nothing
//! from elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::markup::Markup;
use crate::support::{BASE_URL, Built, own_build, own_build_served};

/// The largest page of a task, in bytes.
const MAX_TASK_PAGE: usize = 60_000;

/// Ids by file.
fn ids(built: &Built) -> BTreeMap<String, BTreeSet<String>> {
    built
        .pages()
        .chain(built.pictures())
        .map(|(path, markup)| {
            let ids = markup.elements.iter().filter_map(|element| element.get("id")).map(str::to_owned).collect();
            (path.to_owned(), ids)
        })
        .collect()
}

/// The file that `link` leads to from the file `from`, with its fragment; `None` where it leaves the site.
fn target(from: &str, link: &str, base: Option<&str>) -> Option<(String, Option<String>)> {
    let (path, fragment) = match link.split_once('#') {
        Some((path, fragment)) => (path, Some(decode(fragment))),
        None => (link, None),
    };
    let path = path.split('?').next().expect("a first part");
    // The page for unknown addresses is shown at any depth, so its links begin at the host.
    let host_path = base.map(|base| base.splitn(4, '/').nth(3).map_or_else(String::new, |path| format!("/{path}")));
    let bases = [base, host_path.as_deref().filter(|_| from == "404.html")];
    let absolute = bases.into_iter().flatten().find_map(|base| path.strip_prefix(base));
    let absolute = absolute.filter(|rest| rest.is_empty() || rest.starts_with('/'));
    let mut parts: Vec<String> = Vec::new();
    let steps = if let Some(inside) = absolute {
        inside.trim_start_matches('/').to_owned()
    } else if path.contains(':') {
        return None;
    } else if path.is_empty() {
        return Some((from.to_owned(), fragment));
    } else {
        assert!(!path.starts_with('/'), "{from}: `{link}` does not work where the site stands in a folder");
        parts.extend(from.split('/').map(str::to_owned));
        parts.pop();
        path.to_owned()
    };
    let folder = steps.is_empty() || steps.ends_with('/') || steps == "." || steps == ".." || steps.ends_with("/..");
    for step in steps.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                parts.pop().unwrap_or_else(|| panic!("{from}: `{link}` leaves the site"));
            }
            step => parts.push(decode(step)),
        }
    }
    if folder {
        parts.push("index.html".to_owned());
    }
    Some((parts.join("/"), fragment))
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        if *first == b'%' {
            let hex = std::str::from_utf8(&more[..2]).expect("two digits");
            bytes.push(u8::from_str_radix(hex, 16).expect("two hexadecimal digits"));
            rest = &more[2..];
        } else {
            bytes.push(*first);
            rest = more;
        }
    }
    String::from_utf8(bytes).expect("addresses are UTF-8")
}

/// Checks every link of every page and picture; returns how many there were.
pub fn check_links(built: &Built, base: Option<&str>) -> usize {
    let ids = ids(built);
    let mut count = 0;
    let mut broken = Vec::new();
    for (path, markup) in built.pages().chain(built.pictures()) {
        for element in &markup.elements {
            for name in ["href", "src", "xlink:href", "action", "poster"] {
                let Some(link) = element.get(name) else { continue };
                assert!(!link.is_empty(), "{path}: an empty {name}");
                let scheme = link.split(':').next().unwrap_or_default();
                assert!(!link.contains(':') || ["https", "http", "mailto", "tel"].contains(&scheme), "{path}: {link}");
                let Some((file, fragment)) = target(path, link, base) else { continue };
                count += 1;
                let known = built.files.contains_key(&file);
                let found = fragment.as_ref().is_none_or(|id| ids.get(&file).is_some_and(|ids| ids.contains(id)));
                if !known || !found {
                    broken.push(format!("{path}: {link}"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{} broken links: {:#?}", broken.len(), &broken[..broken.len().min(20)]);
    count
}

#[test]
fn every_link_opens_from_disk() {
    let built = own_build();
    assert!(check_links(built, None) > 5_000);
    // A browser shows a folder's list, not its page, when it opens a folder from disk.
    for (path, markup) in built.pages() {
        for link in markup.elements.iter().filter_map(|element| element.get("href")) {
            let file = link.split('#').next().unwrap_or_default();
            assert!(link.contains(':') || !file.ends_with('/'), "{path}: {link} names a folder");
        }
    }
}

#[test]
fn every_link_works_where_the_site_is_published() {
    let built = own_build_served();
    assert!(check_links(built, Some(BASE_URL)) > 5_000);
    let map = built.text("sitemap.xml");
    for (path, markup) in built.pages() {
        let canonical = markup.named("link").find(|link| link.get("rel") == Some("canonical"));
        let hidden = markup.named("meta").any(|meta| meta.get("content") == Some("noindex"));
        if let Some(canonical) = canonical {
            let (file, _) = target(path, canonical.need("href"), Some(BASE_URL)).expect("it is of this site");
            assert!(built.files.contains_key(&file), "{path}: canonical {}", canonical.need("href"));
        } else {
            assert!(hidden || path == "404.html", "{path} names no address of its own");
        }
    }
    let addresses: Vec<&str> = map.split("<loc>").skip(1).filter_map(|part| part.split("</loc>").next()).collect();
    assert!(addresses.len() > 80, "{} addresses", addresses.len());
    for address in &addresses {
        let (file, _) = target("sitemap.xml", address, Some(BASE_URL)).expect("the sitemap is of this site");
        assert!(built.files.contains_key(&file), "the sitemap has {address}");
    }
    assert!(addresses.contains(&"https://example.org/guides/sf1590-d/TF109/"));
    assert!(built.text("robots.txt").contains("Sitemap: https://example.org/guides/sitemap.xml"));
    assert!(!own_build().files.contains_key("sitemap.xml"), "without an address there is no sitemap");
}

#[test]
fn pages_are_whole() {
    for built in [own_build(), own_build_served()] {
        for (path, markup) in built.pages() {
            let count = |name: &str| markup.named(name).count();
            assert_eq!((count("h1"), count("main"), count("title")), (1, 1, markup_titles(&markup)), "{path}");
            let html = markup.named("html").next().expect("a page has <html>");
            assert!(["da", "en"].contains(&html.need("lang")), "{path}");
            let title = markup.named("title").next().expect("a title");
            assert!(!title.text.trim().is_empty(), "{path}: an empty title");
            let mut ids = BTreeSet::new();
            for id in markup.elements.iter().filter_map(|element| element.get("id")) {
                assert!(!id.is_empty() && !id.contains(char::is_whitespace), "{path}: id {id:?}");
                assert!(ids.insert(id), "{path}: the id `{id}` stands twice");
            }
            let skip = markup.with_class("skip").next().unwrap_or_else(|| panic!("{path} has no skip link"));
            let to = skip.need("href").strip_prefix('#').expect("it stays on the page");
            let main = markup.named("main").next().expect("a page has <main>");
            assert_eq!(main.get("id"), Some(to), "{path}: the skip link leads elsewhere");
            let first = markup.named("a").next().expect("a page has links");
            assert!(first.has_class("skip"), "{path}: the skip link is not the first");
            for element in &markup.elements {
                for name in ["aria-labelledby", "aria-describedby", "for"] {
                    for id in element.get(name).into_iter().flat_map(str::split_whitespace) {
                        assert!(ids.contains(id), "{path}: {name} names `{id}`, which is not there");
                    }
                }
            }
        }
    }
}

/// Titles of the page and of its pictures.
fn markup_titles(markup: &Markup) -> usize {
    let inside = |at: &usize| markup.inside(*at, |element| element.name == "svg");
    1 + (0..markup.elements.len()).filter(|at| markup.elements[*at].name == "title").filter(inside).count()
}

#[test]
fn headings_go_down_one_step_at_a_time() {
    for (path, markup) in own_build().pages() {
        let mut last = 1;
        for element in &markup.elements {
            let Some(level) = element.name.strip_prefix('h').and_then(|level| level.parse::<u8>().ok()) else {
                continue;
            };
            assert!(level <= last + 1, "{path}: h{level} follows h{last}: {}", element.text);
            last = level;
        }
    }
}

#[test]
fn nothing_runs_inline_and_nothing_comes_from_elsewhere() {
    for built in [own_build(), own_build_served()] {
        for (path, markup) in built.pages() {
            assert_eq!(markup.named("style").count(), 0, "{path} has a style element");
            for element in &markup.elements {
                for (name, value) in &element.attributes {
                    assert!(name != "style" && !name.starts_with("on"), "{path}: <{} {name}>", element.name);
                    let loads = match element.name.as_str() {
                        "a" => false,
                        "link" => name == "href" && element.get("rel") != Some("canonical"),
                        _ => ["src", "href", "srcset", "data", "poster", "xlink:href"].contains(&name.as_str()),
                    };
                    assert!(!loads || !value.contains("//"), "{path}: <{} {name}=\"{value}\">", element.name);
                }
                if element.name == "script" {
                    // Data for programs are no script, whatever the element is called.
                    let data = element.get("type") == Some("application/ld+json");
                    let loaded = element.get("src").is_some() && element.text.is_empty();
                    assert!(data || loaded, "{path}: an inline script");
                }
                assert!(!["iframe", "object", "embed", "base", "form"].contains(&element.name.as_str()), "{path}");
            }
        }
        for (path, text) in &built.files {
            if path.ends_with(".css") {
                let text = String::from_utf8_lossy(text);
                assert!(!text.contains("@import"), "{path}");
                // The figures of states are written into the style; the name of their language is no address that is asked.
                let foreign = |part: &str| !part.starts_with("\"data:image/svg+xml,");
                assert!(!text.split("url(").skip(1).any(foreign), "{path}");
                assert!(!text.replace("http://www.w3.org/2000/svg", "").contains("//"), "{path}");
            }
        }
    }
}

/// Elements that may not stand in running text.
const BLOCKS: [&str; 21] = [
    "p",
    "div",
    "ul",
    "ol",
    "dl",
    "table",
    "section",
    "article",
    "nav",
    "header",
    "footer",
    "main",
    "figure",
    "pre",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "details",
];
/// Elements that hold running text only.
const TEXT_ONLY: [&str; 19] = [
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "em", "strong", "del", "sup", "sub", "kbd", "q", "code", "title",
    "small", "mark",
];

/// Fails where an element stands in one that HTML does not let it stand in (HTML Living Standard, content models).
#[track_caller]
pub fn check_structure(built: &Built) {
    for (path, markup) in built.pages() {
        for (at, element) in markup.elements.iter().enumerate() {
            if markup.inside(at, |above| above.name == "svg") {
                continue;
            }
            let name = element.name.as_str();
            let parent = element.parent.map_or("", |parent| markup.elements[parent].name.as_str());
            let shown = || element.text.chars().take(60).collect::<String>();
            let holds: &[&str] = match parent {
                "ul" | "ol" => &["li"],
                "dl" => &["dt", "dd", "div"],
                "table" => &["thead", "tbody", "caption"],
                "thead" | "tbody" => &["tr"],
                "tr" => &["th", "td"],
                _ => &[],
            };
            assert!(holds.is_empty() || holds.contains(&name), "{path}: <{name}> in <{parent}>: {}", shown());
            let wants: &[&str] = match name {
                "li" => &["ul", "ol"],
                "dt" | "dd" => &["dl", "div"],
                "tr" => &["thead", "tbody"],
                "td" | "th" => &["tr"],
                "thead" | "tbody" => &["table"],
                "figcaption" => &["figure"],
                "summary" => &["details"],
                _ => &[],
            };
            assert!(wants.is_empty() || wants.contains(&parent), "{path}: <{name}> in <{parent}>: {}", shown());
            if BLOCKS.contains(&name) {
                let in_text = markup.inside(at, |above| TEXT_ONLY.contains(&above.name.as_str()));
                assert!(!in_text, "{path}: <{name}> in running text: {}", shown());
            }
            match name {
                "img" => assert!(element.get("alt").is_some(), "{path}: an image without alt"),
                "a" => {
                    let nested = markup.inside(at, |above| above.name == "a");
                    assert!(!nested && element.get("href").is_some(), "{path}: an odd link: {}", shown());
                    let other = |id: &str| markup.elements.iter().any(|other| other.get("id") == Some(id));
                    let named = !element.text.trim().is_empty()
                        || element.get("aria-label").is_some()
                        || element.get("aria-labelledby").is_some_and(other);
                    assert!(named, "{path}: a link without a name: {}", element.need("href"));
                }
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                    assert!(!element.text.trim().is_empty(), "{path}: an empty heading");
                }
                "th" => assert!(element.get("scope").is_some(), "{path}: a heading cell without scope"),
                _ => {}
            }
        }
    }
}

#[test]
fn elements_stand_where_html_allows_them() {
    check_structure(own_build());
}

#[test]
fn served_pages_say_what_may_load() {
    let wanted = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'";
    for (path, markup) in own_build_served().pages() {
        let policy = markup.named("meta").find(|meta| meta.get("http-equiv") == Some("Content-Security-Policy"));
        assert!(policy.is_some_and(|meta| meta.need("content").starts_with(wanted)), "{path}");
    }
}

#[test]
fn task_pages_are_small() {
    let tasks = own_build()
        .files
        .iter()
        .filter(|(path, _)| path.ends_with("index.html") && own_build().text(path).contains("<article data-task="));
    let mut count = 0;
    for (path, bytes) in tasks {
        assert!(bytes.len() < MAX_TASK_PAGE, "{path} has {} bytes", bytes.len());
        count += 1;
    }
    assert!(count > 60, "{count} task pages");
}

#[test]
fn pages_are_in_the_language_of_their_guide() {
    let built = own_build();
    assert!(built.text("sf1590-d/TF109/index.html").contains("<html lang=\"da\">"));
    assert!(built.text("publish-a-guide/PG01/index.html").contains("<html lang=\"en\">"));
    assert!(built.main("publish-a-guide/PG01/index.html").contains("The task waits for"));
    assert!(built.main("sf1590-d/TF109/index.html").contains("Opgaven venter på"));
}
