//! One folder in the place of another, at once where the system can.

use std::fs;
use std::io;
use std::path::Path;

/// Puts `new` in the place of `old`; afterwards `new` holds what `old` held, or is gone if there was nothing.
/// On Linux and macOS this is one step of the file system; elsewhere two, with `aside` holding the former folder in
/// between, where [`recover`] finds it.
pub(super) fn swap(new: &Path, old: &Path, aside: &Path) -> io::Result<()> {
    if old.symlink_metadata().is_err() {
        return fs::rename(new, old);
    }
    if exchange(new, old)? {
        return Ok(());
    }
    fs::rename(old, aside)?;
    if let Err(error) = fs::rename(new, old) {
        fs::rename(aside, old)?;
        return Err(error);
    }
    fs::rename(aside, new)
}

/// Puts the former folder back, if a build was ended between the two steps.
pub(super) fn recover(old: &Path, aside: &Path) -> io::Result<()> {
    if old.symlink_metadata().is_err() && aside.symlink_metadata().is_ok() {
        return fs::rename(aside, old);
    }
    Ok(())
}

/// `false` where the system or the file system has no such call (door: rustix).
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(a: &Path, b: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
#[expect(clippy::unnecessary_wraps, reason = "the other systems' form can fail")]
fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Whether we may change what is in a folder; `true` where the system does not tell (door: rustix).
#[cfg(unix)]
pub(super) fn is_writable(folder: &Path) -> bool {
    use rustix::fs::{Access, access};
    access(folder, Access::WRITE_OK | Access::EXEC_OK).is_ok()
}

#[cfg(not(unix))]
pub(super) fn is_writable(_: &Path) -> bool {
    true
}

/// Whether something is mounted here; `false` where the system does not tell (door: rustix).
#[cfg(target_os = "linux")]
pub(super) fn is_mounted(folder: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    statx(CWD, folder, AtFlags::empty(), StatxFlags::empty())
        .is_ok_and(|found| found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(all(unix, not(target_os = "linux")))]
pub(super) fn is_mounted(_: &Path) -> bool {
    false
}
