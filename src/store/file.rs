//! Writing files: whole or not at all, and never over one that somebody may still need.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::Error;

/// Writes what `fill` says into the file `path`. Until all of it is on the disk, nothing of it stands under that name.
///
/// A file that is there already is replaced only with `replace`; it keeps its permissions, and a link to it stays a link.
/// What is no regular file (a device, a named pipe) is written to as it is.
///
/// # Errors
/// [`Error::Exists`] without `replace`, [`Error::Folder`], else [`Error::Write`].
pub fn save(path: &Path, replace: bool, fill: impl Fn(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
    let fill = |file: &File| {
        let mut out = BufWriter::new(file);
        fill(&mut out)?;
        out.flush()
    };
    let failed = |cause| Error::Write { path: path.to_owned(), cause };
    let exists = || Error::Exists { path: path.to_owned() };
    let there = match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => return Err(Error::Folder { path: path.to_owned() }),
        Ok(metadata) if !metadata.is_file() => {
            let device = OpenOptions::new().write(true).open(path).map_err(failed)?;
            return fill(&device).map_err(failed);
        }
        Ok(_) if !replace => return Err(exists()),
        Ok(metadata) => Some(metadata.permissions()),
        Err(_) => None,
    };
    let target = if there.is_some() { fs::canonicalize(path).map_err(failed)? } else { path.to_owned() };
    let draft = draft_beside(&target).map_err(failed)?;
    fill(draft.as_file()).map_err(failed)?;
    if let Some(permissions) = there {
        draft.as_file().set_permissions(permissions).map_err(failed)?;
    }
    draft.as_file().sync_all().map_err(failed)?;
    let placed = if replace { draft.persist(&target) } else { draft.persist_noclobber(&target) };
    match placed {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(exists()),
        Err(error) => Err(failed(error.error)),
    }
}

/// The same, over a file that may be there, and with the folders that lead to it.
///
/// # Errors
/// Those of [`save`].
pub fn save_making_folders(path: &Path, text: &str) -> Result<(), Error> {
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    save(path, true, |out| out.write_all(text.as_bytes()))
}

/// Makes a folder and those that lead to it, for the user alone to look into, as the XDG base directories ask for.
///
/// # Errors
/// [`Error::Write`].
pub fn make_folder(folder: &Path) -> Result<(), Error> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|cause| Error::Write { path: folder.to_owned(), cause })
}

/// An empty file in the folder of `target`, hence on the same disk; it is gone when dropped.
fn draft_beside(target: &Path) -> io::Result<NamedTempFile> {
    let folder = match target.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    let mut builder = Builder::new();
    builder.prefix(".whosaid-");
    #[cfg(unix)]
    builder.permissions(<Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666));
    builder.tempfile_in(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn save_sample(path: &Path, replace: bool) -> Result<(), Error> {
        save(path, replace, |out| out.write_all(b"new"))
    }

    fn names(folder: &Path) -> Vec<String> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn replaces_only_when_told_to() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.txt");
        fs::write(&path, "precious").unwrap();
        assert!(matches!(save_sample(&path, false), Err(Error::Exists { .. })));
        assert_eq!(fs::read_to_string(&path).unwrap(), "precious");
        save_sample(&path, true).unwrap();
        assert_ne!(fs::read_to_string(&path).unwrap(), "precious");
        assert_eq!(names(folder.path()), ["out.txt"]);
    }

    #[test]
    fn a_missing_folder_and_a_folder_are_errors_that_leave_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("missing").join("out.txt");
        assert!(save_sample(&missing, false).unwrap_err().to_string().contains("folder does not exist"));
        assert!(matches!(save_sample(folder.path(), true), Err(Error::Folder { .. })));
        assert!(names(folder.path()).is_empty());
    }

    #[test]
    fn what_fails_half_way_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.txt");
        fs::write(&path, "precious").unwrap();
        let broken = save(&path, true, |out| {
            out.write_all(b"half")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert!(broken.unwrap_err().to_string().contains("disk is full"));
        assert_eq!(fs::read_to_string(&path).unwrap(), "precious");
        assert_eq!(names(folder.path()), ["out.txt"]);
    }

    #[test]
    fn missing_folders_are_made_when_asked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a").join("b").join("out.txt");
        save_making_folders(&path, "one").unwrap();
        save_making_folders(&path, "two").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_of_a_replaced_file_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real.txt"), folder.path().join("link.txt"));
        fs::write(&real, "old").unwrap();
        fs::set_permissions(&real, Permissions::from_mode(0o640)).unwrap();
        symlink(&real, &link).unwrap();
        save_sample(&link, true).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_ne!(fs::read_to_string(&real).unwrap(), "old");
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_follows_the_umask_and_not_the_privacy_of_drafts() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        let (ours, usual) = (folder.path().join("ours"), folder.path().join("usual"));
        save_sample(&ours, false).unwrap();
        fs::write(&usual, "").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&ours), mode(&usual));
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_written_to_and_not_replaced() {
        save_sample(Path::new("/dev/null"), false).unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }
}
