//! `assets/guides/<guide>.css`: what stands at the head of every sheet of paper. A file for each guide, since pages hold
//! no style of their own.

use crate::context::GuideContext;
use crate::model::Guide;

/// Site path of the file.
pub(crate) fn path(guide: &Guide) -> String {
    format!("assets/guides/{}.css", guide.folder)
}

/// The guide's name on one side, version and day on the other; the first sheet says them in its text. Below stands whom to
/// ask: as a margin of each sheet it never takes one for itself, as the foot of the page would behind a turned sheet.
pub(crate) fn style(context: &GuideContext<'_>) -> String {
    let guide = context.guide;
    let said = |word: &str, value: Option<String>| value.map(|value| format!("{} {value}", context.words.get(word)));
    let day = guide.updated.as_deref().map(|day| context.words.day(day));
    let state: Vec<String> =
        [said("version", guide.version.clone()), said("updated", day)].into_iter().flatten().collect();
    let font = "font: 8pt sans-serif;";
    let mut style = format!(
        "@page {{\n  @top-left {{ content: {}; {font} padding-left: 7mm; }}\n  @top-right {{ content: {}; {font} \
         padding-right: 7mm; }}\n}}\n@page :first {{\n  @top-left {{ content: none; }}\n  @top-right {{ content: none; \
         }}\n}}\n.bottom {{ display: none; }}\n",
        string(&guide.title),
        string(&state.join(" · ")),
    );
    if let Some(contact) = &context.site.site.settings.contact {
        let contact = string(&format!("{}: {contact}", context.words.get("contact")));
        style.push_str(&format!("@page {{ @bottom-left {{ content: {contact}; {font} padding-left: 7mm; }} }}\n"));
    }
    style
}

/// Any text as a string of CSS (CSS Syntax 3, 4.3.7).
fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' | '<' | '\0'..='\u{1F}' | '\u{7F}' => out.push_str(&format!("\\{:x} ", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_title_leaves_its_string() {
        assert_eq!(string("a\"; } b\\c\n</style>"), "\"a\\22 ; } b\\5c c\\a \\3c /style>\"");
    }
}
