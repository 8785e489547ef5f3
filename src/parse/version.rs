//! The versions of a guide that were released.

use super::front::{Reader, TextField};
use super::shapes::VERSION;
use crate::diagnostic::{Diagnostic, INVALID_VALUE};
use crate::text::no_version_name;
use crate::yaml::{Fields, Node, Spanned};

/// A version as its authors wrote it.
#[derive(Clone, Debug)]
pub(crate) struct RawVersion {
    pub(crate) version: Spanned<String>,
    pub(crate) date: String,
    pub(crate) note: Option<TextField>,
    pub(crate) withdrawn: bool,
}

impl Reader<'_> {
    /// The versions of a list; the first of each name.
    pub(super) fn versions(&mut self, nodes: &[Node]) -> Vec<RawVersion> {
        let mut found: Vec<RawVersion> = Vec::with_capacity(nodes.len());
        for node in nodes {
            let Some(version) = self.version(node) else { continue };
            let name = &version.version;
            if let Some(why) = no_version_name(&name.value) {
                let message = format!("`{}` can't be the name of a version: {why}", name.value);
                self.faults.push(Diagnostic::new(INVALID_VALUE, name.span, message).help("write one such as `1.2`"));
            } else if let Some(first) = found.iter().find(|known| known.version.value.eq_ignore_ascii_case(&name.value))
            {
                let message = format!("the version `{}` stands twice in the list", name.value);
                let fault = Diagnostic::new(INVALID_VALUE, name.span, message);
                self.faults.push(fault.and(first.version.span, "first here"));
            } else {
                found.push(version);
            }
        }
        found
    }

    fn version(&mut self, node: &Node) -> Option<RawVersion> {
        let mut fields = Fields::new(node, &VERSION, self.faults);
        let version = fields.required_text("version");
        let date = fields.required_date("date");
        let note = fields.text("note");
        let withdrawn = fields.flag("withdrawn").unwrap_or(false);
        fields.finish();
        let note = note.map(|text| self.markdown(text));
        Some(RawVersion { version: version?, date: date?, note, withdrawn })
    }
}
