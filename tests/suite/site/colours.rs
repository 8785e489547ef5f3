//! Colours of pages and pictures: whether what is written and drawn can be told from its ground (WCAG 2.2, 1.4.3 and
//! 1.4.11), in light and in dark.

use std::collections::BTreeMap;

use crate::support::repository;

type Colours = BTreeMap<String, (f64, f64, f64)>;

/// The colours of the first block after `start`; those that differ in light and dark are pairs.
fn colours(css: &str, start: &str, is_dark: bool) -> Colours {
    let block = css.split_once(start).unwrap_or_else(|| panic!("no {start}")).1;
    let block = block.split_once('}').expect("the block ends").0;
    let part = |text: &str, at: usize| f64::from(u8::from_str_radix(&text[at..at + 2], 16).expect("a colour")) / 255.0;
    let colour = |line: &str| {
        let (name, value) = line.trim().strip_prefix("--")?.strip_suffix(';')?.split_once(": ")?;
        let pair = value.strip_prefix("light-dark(").and_then(|pair| pair.strip_suffix(')')?.split_once(", "));
        let value = pair.map_or(value, |(light, dark)| if is_dark { dark } else { light });
        let text = value.strip_prefix('#')?;
        Some((name.to_owned(), (part(text, 0), part(text, 2), part(text, 4))))
    };
    block.lines().filter_map(colour).collect()
}

/// Light and dark.
fn modes() -> [(&'static str, Colours); 2] {
    let read = |path: &str| std::fs::read_to_string(repository().join(path)).expect("a stylesheet");
    let (page, picture) = (read("templates/css/tokens.css"), read("src/diagram/diagram.css"));
    let both = |of_picture: &str, is_dark: bool| {
        let mut all = colours(&page, ":root {", is_dark);
        all.extend(colours(&picture, of_picture, is_dark));
        all
    };
    [("light", both(":root {", false)), ("dark", both(":root:not([data-theme=\"light\"]) {", true))]
}

/// Contrast ratio as WCAG 2.2 defines it.
fn contrast(a: (f64, f64, f64), b: (f64, f64, f64)) -> f64 {
    let linear = |c: f64| if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
    let luminance = |(r, g, b): (f64, f64, f64)| 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Pairs of a colour and its ground that reach less than `least`.
fn weak(pairs: &[(String, String)], least: f64) -> Vec<String> {
    let mut weak = Vec::new();
    for (mode, colours) in modes() {
        for (front, ground) in pairs {
            let of = |name: &str| *colours.get(name).unwrap_or_else(|| panic!("{mode}: no colour {name}"));
            let found = contrast(of(front), of(ground));
            if found < least {
                weak.push(format!("{mode}: {front} on {ground}: {found:.2}"));
            }
        }
    }
    weak
}

fn pairs(fronts: &[&str], grounds: &[&str]) -> Vec<(String, String)> {
    let each =
        |front: &&str| grounds.iter().map(|ground| ((*front).to_owned(), (*ground).to_owned())).collect::<Vec<_>>();
    fronts.iter().flat_map(each).collect()
}

const BANDS: [&str; 12] = [
    "diagram-band-1",
    "diagram-band-2",
    "diagram-band-3",
    "diagram-band-4",
    "diagram-band-5",
    "diagram-band-6",
    "diagram-band-7",
    "diagram-band-8",
    "diagram-band-9",
    "diagram-band-10",
    "diagram-band-11",
    "diagram-band-12",
];

#[test]
fn text_reaches_four_and_a_half() {
    let mut all = pairs(&["diagram-text"], &["diagram-paper", "diagram-box", "diagram-hover", "diagram-focus"]);
    all.extend(pairs(&["diagram-gate-text"], &["diagram-gate"]));
    // Connectors, and names of stages and parties.
    all.extend(pairs(&["diagram-faint", "diagram-text"], &BANDS));
    for party in 1..=12 {
        let (lane, band) = (format!("diagram-lane-{party}"), format!("diagram-band-{party}"));
        all.push((lane.clone(), band));
        all.push((lane, "diagram-paper".to_owned()));
    }
    all.extend(pairs(&["ink", "quiet", "link"], &["paper", "card", "bed", "wash"]));
    all.extend(pairs(&["on-brand"], &["brand"]));
    all.extend(pairs(&["ink", "link"], &["ask", "warn", "tip"]));
    all.extend(pairs(&["ask-edge", "brand"], &["paper", "card"]));
    assert_eq!(weak(&all, 4.5), Vec::<String>::new());
}

#[test]
fn lines_and_marks_reach_three() {
    let mut grounds = vec!["diagram-paper"];
    grounds.extend(BANDS);
    let mut all = pairs(&["diagram-line", "diagram-with", "diagram-gate-edge"], &grounds);
    all.extend(pairs(&["diagram-gate-edge"], &["diagram-gate"]));
    for party in 1..=12 {
        let lane = format!("diagram-lane-{party}");
        for ground in [format!("diagram-band-{party}"), "diagram-box".to_owned(), "diagram-paper".to_owned()] {
            all.push((lane.clone(), ground));
        }
    }
    all.extend(pairs(&["edge", "focus"], &["paper", "card"]));
    assert_eq!(weak(&all, 3.0), Vec::<String>::new());
}

#[test]
fn the_theme_that_is_chosen_has_the_colours_of_the_one_that_is_preferred() {
    let css = std::fs::read_to_string(repository().join("src/diagram/diagram.css")).expect("the stylesheet");
    let preferred = colours(&css, ":root:not([data-theme=\"light\"]) {", true);
    assert_eq!(preferred.len(), 35);
    assert_eq!(colours(&css, ":root[data-theme=\"dark\"] {", true), preferred);
}

#[test]
fn no_type_in_pictures_is_smaller_than_twelve() {
    let css = std::fs::read_to_string(repository().join("src/diagram/diagram.css")).expect("the stylesheet");
    let sizes: Vec<f64> = css
        .split("font-size: ")
        .skip(1)
        .map(|rest| rest.split_once("px").expect("px").0.parse().expect("a number"))
        .collect();
    assert!(!sizes.is_empty() && sizes.iter().all(|size| *size >= 12.0), "{sizes:?}");
    // On a screen, a picture keeps its size and is scrolled.
    let page = std::fs::read_to_string(repository().join("templates/css/components.css")).expect("the stylesheet");
    assert!(page.contains(".diagram-scroll svg { display: block; max-width: none; }"));
}
