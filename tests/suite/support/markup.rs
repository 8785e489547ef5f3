//! A small reader of HTML and SVG for tests. It is stricter than a browser: attributes are quoted, every element that
//! is not void is closed in order, and every `&` begins an entity. What a page breaks of that fails its test.

use std::fmt::Write as _;

/// Elements of HTML without content.
const VOID: [&str; 8] = ["meta", "link", "br", "hr", "img", "input", "wbr", "col"];

/// One element.
#[derive(Debug)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    /// All text inside, entities read, that of inner elements too.
    pub text: String,
    /// Place of the element around it.
    pub parent: Option<usize>,
}

impl Element {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The value of an attribute that must be there.
    pub fn need(&self, name: &str) -> &str {
        self.get(name).unwrap_or_else(|| panic!("<{}> lacks `{name}`: {:?}", self.name, self.attributes))
    }

    pub fn has_class(&self, class: &str) -> bool {
        self.get("class").is_some_and(|classes| classes.split_whitespace().any(|known| known == class))
    }

    /// An attribute that holds a number.
    pub fn number(&self, name: &str) -> f64 {
        self.need(name).parse().unwrap_or_else(|_| panic!("`{name}` of <{}> is no number", self.name))
    }
}

/// All elements of a page or picture, in order.
#[derive(Debug)]
pub struct Markup {
    pub elements: Vec<Element>,
}

impl Markup {
    /// Reads `text`; `name` is said where it can't be.
    pub fn read(name: &str, text: &str) -> Markup {
        let mut markup = Markup { elements: Vec::new() };
        let mut open: Vec<usize> = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find('<') {
            markup.text(&open, &decode(name, &rest[..at]));
            rest = &rest[at..];
            if rest.starts_with("<!--") {
                rest = &rest[rest.find("-->").unwrap_or_else(|| panic!("{name}: a comment without end")) + 3..];
            } else if rest.starts_with("<!DOCTYPE") || rest.starts_with("<?xml") {
                rest = &rest[rest.find('>').expect("the declaration ends") + 1..];
            } else if let Some(close) = rest.strip_prefix("</") {
                let end = close.find('>').unwrap_or_else(|| panic!("{name}: an end tag without end"));
                let last = open.pop().map(|at| markup.elements[at].name.as_str());
                assert_eq!(last, Some(close[..end].trim()), "{name}: elements are not closed in order");
                rest = &close[end + 1..];
            } else {
                rest = markup.start_tag(name, rest, &mut open);
            }
        }
        assert!(decode(name, rest).trim().is_empty(), "{name}: text behind the end");
        assert!(open.is_empty(), "{name}: <{}> is never closed", markup.elements[open[open.len() - 1]].name);
        markup
    }

    fn start_tag<'t>(&mut self, name: &str, tag: &'t str, open: &mut Vec<usize>) -> &'t str {
        let shown: String = tag.chars().take(80).collect();
        let end = tag[1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '-').expect("a tag has an end") + 1;
        assert!(end > 1, "{name}: `<` begins no tag: {shown}");
        let mut element = Element {
            name: tag[1..end].to_owned(),
            attributes: Vec::new(),
            text: String::new(),
            parent: open.last().copied(),
        };
        let mut rest = tag[end..].trim_start();
        while !rest.starts_with('>') && !rest.starts_with("/>") {
            let stop = rest.find(['=', '>', ' ', '\n', '/']).unwrap_or_else(|| panic!("{name}: cut off: {shown}"));
            let key = rest[..stop].to_owned();
            assert!(!key.is_empty() && !key.contains(['"', '\'', '<']), "{name}: odd attribute: {shown}");
            assert!(element.get(&key).is_none(), "{name}: `{key}` stands twice: {shown}");
            rest = &rest[stop..];
            let mut value = String::new();
            if let Some(quoted) = rest.strip_prefix('=') {
                let inner = quoted.strip_prefix('"').unwrap_or_else(|| panic!("{name}: not quoted: {shown}"));
                let stop = inner.find('"').unwrap_or_else(|| panic!("{name}: a quote without end: {shown}"));
                assert!(!inner[..stop].contains('<'), "{name}: `<` in an attribute: {shown}");
                value = decode(name, &inner[..stop]);
                rest = &inner[stop + 1..];
            }
            element.attributes.push((key, value));
            rest = rest.trim_start();
        }
        let alone = rest.starts_with('/') || VOID.contains(&element.name.as_str());
        rest = rest.trim_start_matches('/').strip_prefix('>').unwrap_or_else(|| panic!("{name}: odd tag: {shown}"));
        self.elements.push(element);
        if !alone {
            open.push(self.elements.len() - 1);
        }
        rest
    }

    fn text(&mut self, open: &[usize], text: &str) {
        // Blanks between elements that stand thousands deep would cost more than they tell.
        if open.len() > 100 && text.trim().is_empty() {
            return;
        }
        // Where a word may break is no part of it.
        let text = &text.replace('\u{AD}', "");
        for at in open {
            self.elements[*at].text.push_str(text);
        }
    }

    pub fn named<'m>(&'m self, name: &'m str) -> impl Iterator<Item = &'m Element> + 'm {
        self.elements.iter().filter(move |element| element.name == name)
    }

    pub fn with_class<'m>(&'m self, class: &'m str) -> impl Iterator<Item = &'m Element> + 'm {
        self.elements.iter().filter(move |element| element.has_class(class))
    }

    /// The elements directly inside the one at `at`.
    pub fn children(&self, at: usize) -> impl Iterator<Item = (usize, &Element)> {
        self.elements.iter().enumerate().filter(move |(_, element)| element.parent == Some(at))
    }

    /// Whether the element at `at` stands inside one that `is` says yes to.
    pub fn inside(&self, at: usize, is: impl Fn(&Element) -> bool) -> bool {
        let mut parent = self.elements[at].parent;
        while let Some(up) = parent {
            if is(&self.elements[up]) {
                return true;
            }
            parent = self.elements[up].parent;
        }
        false
    }
}

/// Text with its entities read.
fn decode(name: &str, text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find(';').unwrap_or_else(|| panic!("{name}: a bare `&` in {text:?}"));
        let entity = &rest[at + 1..at + end];
        let number = |digits: &str, base| u32::from_str_radix(digits, base).ok().and_then(char::from_u32);
        let c = match entity {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "nbsp" => Some('\u{A0}'),
            _ => match (entity.strip_prefix("#x"), entity.strip_prefix('#')) {
                (Some(hex), _) => number(hex, 16),
                (None, Some(decimal)) => number(decimal, 10),
                (None, None) => None,
            },
        };
        let _ = write!(out, "{}", c.unwrap_or_else(|| panic!("{name}: unknown entity `&{entity};`")));
        rest = &rest[at + end + 1..];
    }
    out.push_str(rest);
    out
}

#[test]
fn reads_elements_attributes_and_entities() {
    let markup = Markup::read("test", "<p class=\"a b\">x &amp; <b id=\"q\">y&#39;s</b><br></p>");
    assert_eq!(markup.elements[0].text, "x & y's");
    assert!(markup.elements[0].has_class("b"));
    assert_eq!(markup.elements[1].get("id"), Some("q"));
    assert_eq!(markup.elements[2].parent, Some(0));
}

#[test]
fn refuses_what_is_not_in_order() {
    for bad in ["<p><b></p></b>", "<p>", "<p class=a></p>", "<p>a & b</p>", "<p>1 < 2</p>", "<p a=\"1\" a=\"2\"></p>"] {
        let read = std::panic::catch_unwind(|| Markup::read("test", bad));
        assert!(read.is_err(), "{bad}");
    }
}
