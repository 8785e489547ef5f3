//! The small guide that a new project begins with, in Danish or English.

/// A language that there are texts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    /// Dansk.
    Danish,
    English,
}

impl Language {
    /// The one for a guide's language code.
    pub(super) fn of(code: &str) -> Self {
        if code == "da" || code.starts_with("da-") { Language::Danish } else { Language::English }
    }

    /// The template of a new task.
    pub(super) fn task(self) -> &'static str {
        match self {
            Language::Danish => include_str!("da/task.md"),
            Language::English => include_str!("en/task.md"),
        }
    }
}

/// The files of a new project: path and text, in the order of their paths.
pub(crate) fn starter(language: Language) -> [(&'static str, &'static str); 10] {
    match language {
        Language::Danish => [
            ("content/broed/_index.md", include_str!("da/_index.md")),
            ("content/broed/B1.md", include_str!("da/B1.md")),
            ("content/broed/B2.md", include_str!("da/B2.md")),
            ("content/broed/B3.md", include_str!("da/B3.md")),
            ("content/broed/B4.md", include_str!("da/B4.md")),
            ("content/broed/M1.md", include_str!("da/M1.md")),
            ("content/broed/M2.md", include_str!("da/M2.md")),
            ("content/broed/M3.md", include_str!("da/M3.md")),
            ("public/.gitignore", include_str!("gitignore")),
            ("vejviser.yaml", include_str!("da/vejviser.yaml")),
        ],
        Language::English => [
            ("content/bread/_index.md", include_str!("en/_index.md")),
            ("content/bread/B1.md", include_str!("en/B1.md")),
            ("content/bread/B2.md", include_str!("en/B2.md")),
            ("content/bread/B3.md", include_str!("en/B3.md")),
            ("content/bread/B4.md", include_str!("en/B4.md")),
            ("content/bread/M1.md", include_str!("en/M1.md")),
            ("content/bread/M2.md", include_str!("en/M2.md")),
            ("content/bread/M3.md", include_str!("en/M3.md")),
            ("public/.gitignore", include_str!("gitignore")),
            ("vejviser.yaml", include_str!("en/vejviser.yaml")),
        ],
    }
}
