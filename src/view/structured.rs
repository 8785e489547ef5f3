//! What a page tells programs of itself: JSON-LD in the terms of schema.org. A block of data, which nothing runs.

use serde_json::{Value, json};

use crate::view::frame::Frame;

/// The steps that lead to a page and, where `article` says so, the page as a text of its own. Addresses are absolute,
/// so there is nothing to tell without a base URL.
pub(crate) fn structured(frame: &Frame, base: &str, article: bool) -> Option<String> {
    let own = frame.canonical.as_deref()?;
    let above = frame.breadcrumbs.iter().map(|crumb| (crumb.name.as_str(), format!("{base}/{}", crumb.path)));
    let steps = above.chain([(frame.title.as_str(), own.to_owned())]).enumerate();
    let steps: Vec<Value> = steps
        .map(|(at, (name, item))| json!({"@type": "ListItem", "position": at + 1, "name": name, "item": item}))
        .collect();
    let mut graph = Vec::new();
    if steps.len() > 1 {
        graph.push(json!({"@type": "BreadcrumbList", "itemListElement": steps}));
    }
    if article {
        let mut text = json!({"@type": "TechArticle", "headline": frame.title, "url": own, "inLanguage": frame.lang.0});
        for (key, value) in [("description", &frame.summary), ("dateModified", &frame.updated)] {
            if let Some(value) = value {
                text[key] = json!(value);
            }
        }
        graph.push(text);
    }
    (!graph.is_empty()).then(|| in_script(&json!({"@context": "https://schema.org", "@graph": graph})))
}

/// JSON that can stand in a script element: nothing in it can end the element or begin another.
fn in_script(value: &Value) -> String {
    let text = value.to_string();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_script() {
        let text = in_script(&json!("</script><!--<script>&\u{2028}"));
        assert!(!text.contains(['<', '>', '&', '\u{2028}']), "{text}");
        let read: String = serde_json::from_str(&text).unwrap_or_default();
        assert_eq!(read, "</script><!--<script>&\u{2028}");
    }
}
