//! Names of versions, which are names of files, of folders and of anchors.

use super::is_device;

/// The longest name of a version.
const MAX: usize = 40;

/// The reason why a version can't be called so, if there is one.
pub(crate) fn no_version_name(name: &str) -> Option<&'static str> {
    let is_fit = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
    if name.is_empty() || name.len() > MAX {
        Some("a name has 1 to 40 characters")
    } else if name.starts_with('.') {
        Some("a name that begins with `.` is that of a hidden file")
    } else if name.ends_with('.') || name.to_ascii_lowercase().ends_with(".html") {
        Some("a folder can't be called so everywhere beside pages")
    } else if !name.bytes().all(is_fit) {
        Some("a name has letters from A to Z, digits, `.`, `_` and `-` only")
    } else if is_device(name) {
        Some("Windows takes the name for a device")
    } else {
        None
    }
}
