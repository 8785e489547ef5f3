//! A folder that is held open. Files in it are named by their paths from there on, so that the system need not go all
//! the way to it for each (door: rustix). Where there are no such calls, the paths are put together.

pub(super) use system::Directory;

#[cfg(unix)]
mod system {
    use std::fs::File;
    use std::io;
    use std::os::fd::OwnedFd;
    use std::path::Path;

    use rustix::fs::{AtFlags, FileType, Mode, OFlags, linkat, mkdirat, openat, statat, unlinkat};
    use rustix::io::retry_on_intr;

    use crate::output::manifest::Stamp;

    /// An open folder.
    #[derive(Debug)]
    pub(in crate::output) struct Directory(OwnedFd);

    impl Directory {
        pub(in crate::output) fn open(path: &Path) -> io::Result<Self> {
            Ok(Directory(File::open(path)?.into()))
        }

        /// Makes a file; one that is there already is emptied.
        pub(in crate::output) fn create(&self, path: &str) -> io::Result<File> {
            let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::TRUNC | OFlags::CLOEXEC;
            let file = retry_on_intr(|| openat(&self.0, path, flags, Mode::from_raw_mode(0o666)))?;
            Ok(file.into())
        }

        pub(in crate::output) fn create_folder(&self, path: &str) -> io::Result<()> {
            Ok(mkdirat(&self.0, path, Mode::from_raw_mode(0o777))?)
        }

        /// The stamp of a file; `None` if it is none, as a link.
        pub(in crate::output) fn stamp(&self, path: &str) -> io::Result<Option<Stamp>> {
            let found = statat(&self.0, path, AtFlags::SYMLINK_NOFOLLOW)?;
            if FileType::from_raw_mode(found.st_mode) != FileType::RegularFile {
                return Ok(None);
            }
            Ok(Some(Stamp::new(found.st_size as u64, found.st_mtime, found.st_mtime_nsec as u32)))
        }

        /// Gives a file a second name in another folder, by the same path.
        pub(in crate::output) fn link(&self, path: &str, to: &Directory) -> io::Result<()> {
            Ok(linkat(&self.0, path, &to.0, path, AtFlags::empty())?)
        }

        pub(in crate::output) fn remove_file(&self, path: &str) -> io::Result<()> {
            Ok(unlinkat(&self.0, path, AtFlags::empty())?)
        }

        /// Removes a folder that is empty.
        pub(in crate::output) fn remove_folder(&self, path: &Path) -> io::Result<()> {
            Ok(unlinkat(&self.0, path, AtFlags::REMOVEDIR)?)
        }
    }
}

#[cfg(not(unix))]
mod system {
    use std::fs::{self, File};
    use std::io;
    use std::path::{Path, PathBuf};

    use crate::output::manifest::Stamp;

    /// A folder by its path.
    #[derive(Debug)]
    pub(in crate::output) struct Directory(PathBuf);

    impl Directory {
        pub(in crate::output) fn open(path: &Path) -> io::Result<Self> {
            Ok(Directory(path.to_owned()))
        }

        /// Makes a file; one that is there already is emptied.
        pub(in crate::output) fn create(&self, path: &str) -> io::Result<File> {
            File::create(self.0.join(path))
        }

        pub(in crate::output) fn create_folder(&self, path: &str) -> io::Result<()> {
            fs::create_dir(self.0.join(path))
        }

        /// The stamp of a file; `None` if it is none, as a link.
        pub(in crate::output) fn stamp(&self, path: &str) -> io::Result<Option<Stamp>> {
            let found = fs::symlink_metadata(self.0.join(path))?;
            Ok(found.is_file().then(|| Stamp::of(&found)))
        }

        /// Gives a file a second name in another folder, by the same path.
        pub(in crate::output) fn link(&self, path: &str, to: &Directory) -> io::Result<()> {
            fs::hard_link(self.0.join(path), to.0.join(path))
        }

        pub(in crate::output) fn remove_file(&self, path: &str) -> io::Result<()> {
            fs::remove_file(self.0.join(path))
        }

        /// Removes a folder that is empty.
        pub(in crate::output) fn remove_folder(&self, path: &Path) -> io::Result<()> {
            fs::remove_dir(self.0.join(path))
        }
    }
}
