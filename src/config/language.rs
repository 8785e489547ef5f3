//! Codes of languages.

use crate::diagnostic::{Diagnostic, INVALID_VALUE};
use crate::yaml::Spanned;

/// Names of languages, and codes of countries that are written in their place.
const NAMES: [(&str, &[&str]); 6] = [
    ("da", &["dansk", "danish", "dk", "dan"]),
    ("en", &["engelsk", "english", "gb", "uk", "us", "eng"]),
    ("sv", &["svensk", "svenska", "swedish", "se"]),
    ("nb", &["norsk", "norwegian", "no"]),
    ("de", &["tysk", "deutsch", "german"]),
    ("fr", &["fransk", "fran\u{e7}ais", "french"]),
];

/// The code that was probably meant by a name, a country, or a code in other letters (`DA`, `da_DK`).
pub(crate) fn meant(written: &str) -> Option<String> {
    let lower = written.trim().to_lowercase();
    if let Some((code, _)) = NAMES.iter().find(|(_, names)| names.contains(&lower.as_str())) {
        return Some((*code).to_owned());
    }
    let code = lower.replace('_', "-");
    let code = match code.split_once('-') {
        Some((language, country)) => format!("{language}-{}", country.to_uppercase()),
        None => code,
    };
    (code != written && code.len() <= 5 && is_language(&code)).then_some(code)
}

/// Whether `code` has the form of a BCP 47 tag.
pub(crate) fn is_language(code: &str) -> bool {
    let mut parts = code.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_lowercase())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// The fault of what should have been the code of a language.
pub(crate) fn no_language(written: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` is not a language code", written.value);
    Diagnostic::new(INVALID_VALUE, written.span, message)
        .help("write a code such as `da` or `en`")
        .did_you_mean(meant(&written.value).as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_that_was_meant_is_found() {
        for (written, code) in
            [("danish", "da"), ("Dansk", "da"), ("DA", "da"), ("da_DK", "da-DK"), ("gb", "en"), ("English", "en")]
        {
            assert_eq!(meant(written).as_deref(), Some(code), "{written}");
        }
        for written in ["da", "en-GB", "x", "klingon"] {
            assert_eq!(meant(written), None, "{written}");
        }
    }
}
