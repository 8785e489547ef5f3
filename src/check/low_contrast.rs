//! `low-contrast`: colours of the project's own that some readers can't tell from their ground (WCAG 2.2, criteria 1.4.3 and
//! 1.4.11), in light and in dark. Colours that need a browser to be worked out are passed.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Diagnostics, LOW_CONTRAST};
use crate::source::{FileId, Sources, Span};

/// The file of the colours.
const TOKENS: &str = "templates/css/tokens.css";

/// The least contrast of what is written or drawn with some colours, and the grounds below it.
const PAIRS: [(f64, &[&str], &[&str]); 5] = [
    (4.5, &["ink", "quiet", "link"], &["paper", "card", "bed", "wash"]),
    (4.5, &["ink", "link"], &["ask", "warn", "tip"]),
    (4.5, &["ask-edge", "brand"], &["paper", "card"]),
    (4.5, &["on-brand"], &["brand"]),
    (3.0, &["edge", "focus"], &["paper", "card"]),
];

/// How many variables lead to a colour, at most.
const MAX_STEPS: usize = 10;

pub(super) fn check(sources: &Sources, faults: &mut Diagnostics) {
    let Some(file) = sources.find(TOKENS) else { return };
    let css = without_comments(sources.text(file));
    let tokens = Tokens::of(&css);
    for (least, fronts, grounds) in PAIRS {
        for front in fronts {
            faults.extend(grounds.iter().filter_map(|ground| weak(&tokens, file, front, ground, least)));
        }
    }
}

/// The fault of a pair, in the mode in which it is weakest.
fn weak(tokens: &Tokens<'_>, file: FileId, front: &str, ground: &str, least: f64) -> Option<Diagnostic> {
    let mut modes: Vec<(f64, Mode)> = Vec::new();
    for mode in [Mode::Light, Mode::Dark] {
        if let (Some(one), Some(other)) = (tokens.colour(front, mode), tokens.colour(ground, mode)) {
            modes.push((contrast(one, other), mode));
        }
    }
    let (found, mode) = modes.into_iter().min_by(|one, other| one.0.total_cmp(&other.0))?;
    if found >= least {
        return None;
    }
    let place = |name| tokens.value(name, mode).map(|(at, value)| Span::new(file, at..at + value.len()));
    let mode = if mode == Mode::Light { "light" } else { "dark" };
    // Cut, so that no weak pair is said to be strong enough.
    let found = (found * 100.0).floor() / 100.0;
    let message = format!("in {mode} colours, `--{front}` has the contrast {found} to `--{ground}`, less than {least}");
    let fault = Diagnostic::new(LOW_CONTRAST, place(front)?, message).and(place(ground)?, "its ground");
    Some(fault.help("make one of them darker or lighter"))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Mode {
    Light,
    Dark,
}

/// Red, green and blue, from 0 to 1.
type Colour = [f64; 3];

/// The variables of a stylesheet, each with the place of its value and the value. The last one holds, as in a browser.
struct Tokens<'t> {
    values: HashMap<(&'t str, Mode), (usize, &'t str)>,
}

impl<'t> Tokens<'t> {
    fn of(text: &'t str) -> Self {
        let mut tokens = Tokens { values: HashMap::new() };
        // The selectors and conditions around the current place.
        let mut around: Vec<String> = Vec::new();
        let mut from = 0;
        for (at, sign) in text.match_indices(['{', '}', ';']) {
            let part = &text[from..at];
            match sign {
                "{" => around.push(part.replace(['"', '\''], "")),
                _ => {
                    tokens.declare(from, part, &around);
                    if sign == "}" {
                        around.pop();
                    }
                }
            }
            from = at + 1;
        }
        tokens
    }

    /// Takes a declaration of a variable down, unless it holds only on paper or for readers who ask for more contrast.
    fn declare(&mut self, at: usize, part: &'t str, around: &[String]) {
        let says = |word: &str| around.iter().any(|around| around.contains(word));
        let Some((name, value)) = part.trim_start().strip_prefix("--").and_then(|part| part.split_once(':')) else {
            return;
        };
        if says("contrast") || says("print") || says("forced-colors") {
            return;
        }
        let value = value.trim();
        // The value ends where the part does, blanks apart.
        let at = at + part.trim_end().len() - value.len();
        let mode = if says("dark") && !says("not([data-theme=dark") { Mode::Dark } else { Mode::Light };
        self.values.insert((name.trim(), mode), (at, value));
    }

    /// The value of a variable; in dark colours, the light one where there is no other.
    fn value(&self, name: &str, mode: Mode) -> Option<(usize, &'t str)> {
        self.values.get(&(name, mode)).or_else(|| self.values.get(&(name, Mode::Light))).copied()
    }

    fn colour(&self, name: &str, mode: Mode) -> Option<Colour> {
        let mut value = self.value(name, mode)?.1;
        for _ in 0..MAX_STEPS {
            if let Some(both) = inside(value, "light-dark") {
                let (light, dark) = both.split_once(',')?;
                value = if mode == Mode::Light { light.trim() } else { dark.trim() };
            } else if let Some(name) = inside(value, "var") {
                value = self.value(name.strip_prefix("--")?, mode)?.1;
            } else {
                return hexadecimal(value);
            }
        }
        None
    }
}

/// The same text with blanks in the place of comments.
fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        let end = rest[start + 2..].find("*/").map_or(rest.len(), |end| start + 2 + end + 2);
        out.push_str(&rest[..start]);
        out.extend(std::iter::repeat_n(' ', end - start));
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// The text between the parentheses of a function that is the whole value.
fn inside<'v>(value: &'v str, function: &str) -> Option<&'v str> {
    Some(value.strip_prefix(function)?.strip_prefix('(')?.strip_suffix(')')?.trim())
}

/// `#rgb` or `#rrggbb`.
fn hexadecimal(value: &str) -> Option<Colour> {
    let digits: Vec<u8> =
        value.strip_prefix('#')?.chars().map(|c| Some(c.to_digit(16)? as u8)).collect::<Option<_>>()?;
    let width = match digits.len() {
        3 => 1,
        6 => 2,
        _ => return None,
    };
    let part = |at: usize| f64::from(digits[at * width] * 16 + digits[at * width + width - 1]) / 255.0;
    Some([part(0), part(1), part(2)])
}

/// The contrast ratio as WCAG 2.2 defines it.
fn contrast(one: Colour, other: Colour) -> f64 {
    let linear = |part: f64| if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
    let luminance = |[r, g, b]: Colour| 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn told(css: &str, expected: &[&str]) {
        let mut sources = Sources::default();
        sources.add(TOKENS, css);
        let mut faults = Diagnostics::default();
        check(&sources, &mut faults);
        let told: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
        assert_eq!(told, expected, "{css}");
    }

    #[test]
    fn our_own_colours_can_be_told_apart() {
        let css = include_str!("../../templates/css/tokens.css");
        told(css, &[]);
        let is_light = |mode| Tokens::of(css).colour("ink", mode).map(|[red, ..]| red > 0.5);
        assert_eq!([Mode::Light, Mode::Dark].map(is_light), [Some(false), Some(true)]);
    }

    #[test]
    fn both_modes_and_forms_are_read() {
        let light = "in light colours, `--ink` has the contrast 1.6 to `--paper`, less than 4.5";
        let dark = "in dark colours, `--ink` has the contrast 1 to `--paper`, less than 4.5";
        told(":root { --ink: #ccc; --paper: #ffffff }", &[light]);
        told(":root { /* x: { */ --paper: white; --ink: #ccc }", &[]);
        told(":root{--paper:#fff;--grey:#ccc;--ink:var(--grey)}", &[light]);
        told(":root { --paper: light-dark(#fff, #000); --ink: light-dark(#000, #000); }", &[dark]);
        told(
            ":root { --paper: #fff; --ink: #000; } @media (prefers-color-scheme: dark) { :root { --paper: #000; } }",
            &[dark],
        );
        told(":root { --paper: #fff; --ink: #000; } :root[data-theme=dark] { --paper: #000; --ink: #fff }", &[]);
        told(":root { --paper: #fff; --ink: #000; } @media print { :root { --ink: #ccc; } }", &[]);
        told(
            ":root { --edge: #999; --paper: #fff; --card: #999 }",
            &[
                "in light colours, `--edge` has the contrast 2.84 to `--paper`, less than 3",
                "in light colours, `--edge` has the contrast 1 to `--card`, less than 3",
            ],
        );
        for broken in
            ["", "}", "{", ";;", ":root { --a: var(--a); --ink: var(--ink); --paper: #ff; --card: #ggg; --bed: #æøå }"]
        {
            told(broken, &[]);
        }
    }
}
