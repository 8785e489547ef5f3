//! What no page may hold, whatever its author wrote. Used by the fuzz targets too.

use super::markup::Markup;

/// Elements that run or load something, or change what addresses mean.
const FORBIDDEN: [&str; 9] = ["iframe", "object", "embed", "base", "form", "foreignObject", "style", "animate", "set"];

/// Fails where a page or picture could run something, or is not in order.
#[track_caller]
pub fn check(path: &str, markup: &Markup) {
    let picture = path.ends_with(".svg");
    for element in &markup.elements {
        let source = element.get("src").unwrap_or_default();
        let own = [
            "assets/early.js",
            "assets/site.js",
            "assets/plan.js",
            "assets/table.js",
            "assets/words-da.js",
            "assets/words-en.js",
        ];
        // Data for programs, which no browser runs; nothing in it may end the element.
        let data = element.get("type") == Some("application/ld+json") && !element.text.contains(['<', '>', '&']);
        let loaded = own.iter().any(|own| source.ends_with(own));
        assert!(element.name != "script" || data || loaded, "{path}: a script");
        // A picture that is a file of its own has its style inside.
        let own_style = picture && element.name == "style";
        assert!(own_style || !FORBIDDEN.contains(&element.name.as_str()), "{path}: <{}>", element.name);
        for (name, value) in &element.attributes {
            assert!(!name.to_lowercase().starts_with("on") && name != "style", "{path}: {name}={value}");
            let compact: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
            let address = ["href", "src", "action", "xlink:href"].contains(&name.as_str());
            let unsafe_scheme =
                ["javascript:", "vbscript:", "data:"].iter().any(|scheme| compact.to_lowercase().starts_with(scheme));
            assert!(!(address && unsafe_scheme), "{path}: {name}={value}");
        }
    }
    let mut ids = std::collections::BTreeSet::new();
    for id in markup.elements.iter().filter_map(|element| element.get("id")) {
        assert!(ids.insert(id), "{path}: the id `{id}` stands twice");
    }
    for at in 0..markup.elements.len() {
        let nested = markup.elements[at].name == "a" && markup.inside(at, |element| element.name == "a");
        assert!(!nested, "{path}: a link in a link: {}", markup.elements[at].text);
    }
}
