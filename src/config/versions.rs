//! The older versions that stand beside the site.

use super::shape::VERSION;
use crate::diagnostic::{Diagnostic, Diagnostics, INVALID_VALUE};
use crate::text::{join_path, no_version_name};
use crate::yaml::{Fields, Node, Spanned};

/// An older version of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OlderVersion {
    /// Its folder below `versions/`.
    pub name: String,
    /// Where its pages come from.
    pub source: VersionSource,
}

/// Where the pages of an older version come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VersionSource {
    /// A revision of git, whose content is built anew.
    Revision(String),
    /// The folder of a site that was built then, relative to the project and inside it.
    Folder(String),
}

/// The versions of the list; the first of each name.
pub(super) fn versions(fields: &mut Fields<'_, '_>) -> Vec<OlderVersion> {
    let mut found: Vec<(Spanned<String>, VersionSource)> = Vec::new();
    for node in fields.list("versions", false) {
        let Some((name, source)) = version(node, fields.faults()) else { continue };
        match found.iter().find(|(known, _)| known.value.eq_ignore_ascii_case(&name.value)) {
            Some((first, _)) => {
                let message = format!("the version `{}` stands twice in the list", name.value);
                let fault = Diagnostic::new(INVALID_VALUE, name.span, message);
                fields.faults().push(fault.and(first.span, "first here"));
            }
            None => found.push((name, source)),
        }
    }
    found.into_iter().map(|(name, source)| OlderVersion { name: name.value, source }).collect()
}

fn version(node: &Node, faults: &mut Diagnostics) -> Option<(Spanned<String>, VersionSource)> {
    let mut fields = Fields::new(node, &VERSION, faults);
    let name = fields.required_text("name");
    let revision = fields.text("revision");
    let path = fields.text("path");
    let span = fields.span();
    fields.finish();
    let name = name?;
    if let Some(why) = no_version_name(&name.value) {
        let message = format!("`{}` can't be the name of a version: {why}", name.value);
        faults.push(Diagnostic::new(INVALID_VALUE, name.span, message).help("write one such as `1.2`"));
        return None;
    }
    match (revision, path) {
        (Some(revision), None) => Some((name, VersionSource::Revision(revision.value))),
        (None, Some(path)) => match join_path("", &path.value).filter(|inside| !inside.is_empty()) {
            Some(inside) if !path.value.starts_with('/') => Some((name, VersionSource::Folder(inside))),
            _ => {
                let message = format!("`{}` is no folder inside the project", path.value);
                faults
                    .push(Diagnostic::new(INVALID_VALUE, path.span, message).help("name it from the project's folder"));
                None
            }
        },
        (revision, _) => {
            let says = if revision.is_some() { "both `revision` and `path`" } else { "neither `revision` nor `path`" };
            let message = format!("the version `{}` names {says}", name.value);
            let help = "name the revision of git to build it from, or the folder of a site that was built then";
            faults.push(Diagnostic::new(INVALID_VALUE, span, message).help(help));
            None
        }
    }
}
