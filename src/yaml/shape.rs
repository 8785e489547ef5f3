//! The keys of a map: the one table that reading and the JSON Schemas share. Reading by a key that is not in it, or in
//! another form, and a key that reading never asks for fail every test that reads such a map.

/// A kind of map.
#[derive(Debug)]
pub(crate) struct Shape {
    /// The subject of the map, for messages: "a task".
    pub(crate) what: &'static str,
    /// In the order in which messages list them.
    pub(crate) keys: &'static [Key],
}

/// A key of a map.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) form: ValueForm,
    pub(crate) required: bool,
    /// The meaning in one line, for authors.
    pub(crate) about: &'static str,
}

/// The form of a key's value.
#[derive(Debug)]
pub(crate) enum ValueForm {
    /// A text; numbers and truth values are read as they are written.
    Text,
    /// A key or an id: one word.
    Name,
    /// A web address, or nothing.
    Url,
    /// A day, as 2026-11-23.
    Date,
    /// A whole number.
    Number,
    /// True or false.
    Flag,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A list of texts, or a single one.
    Texts,
    /// A list of keys or ids, or a single one.
    Names,
    /// A map.
    Map(&'static Shape),
    /// A list of maps.
    List(&'static Shape),
    /// A key or an id, or a map that says more of it.
    NameOr(&'static Shape),
    /// A text, or a map that says more of it.
    TextOr(&'static Shape),
    /// A list whose items are texts or maps, or a single text.
    TextsOr(&'static Shape),
    /// A list whose items are ids or maps, or a single id.
    NamesOr(&'static Shape),
    /// A weight for each code of a diagnostic.
    Weights,
    /// A map for each code of a diagnostic.
    Allowances(&'static Shape),
    /// A text or a list of texts for each key that the guide names.
    Own,
    /// Anything.
    Free,
}

impl Shape {
    pub(crate) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// A key that may be left out.
pub(crate) const fn key(name: &'static str, form: ValueForm, about: &'static str) -> Key {
    Key { name, form, required: false, about }
}

/// A key that must be there.
pub(crate) const fn required(name: &'static str, form: ValueForm, about: &'static str) -> Key {
    Key { name, form, required: true, about }
}
