//! Where the snapshots of released versions are kept, beside the content.

/// The file of a version, relative to the project; nothing for a name that no file of one folder can have.
pub(crate) fn history_path(guide: &str, version: &str) -> Option<String> {
    let is_plain = |name: &str| !name.is_empty() && !name.contains(['/', '\\', ':', '\0']) && name != "..";
    (is_plain(guide) && is_plain(version)).then(|| format!("history/{guide}/{version}.json"))
}

/// Whether a path is that of a version's file.
pub(super) fn is_snapshot(path: &str) -> bool {
    let mut parts = path.split('/').skip(1);
    matches!((parts.next(), parts.next(), parts.next()), (Some(_), Some(file), None) if file.ends_with(".json"))
}
