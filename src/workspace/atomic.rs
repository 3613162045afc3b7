//! Writing a file whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use tempfile::NamedTempFile;

/// Puts `content` in the place of the file `path`: whoever reads it sees the old bytes or the new ones, also after a loss
/// of power. A link stays a link, and the file keeps its permissions.
pub fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(content)?;
    match fs::metadata(&path) {
        // Where it is not allowed, the folder would have allowed writing over it all the same.
        Ok(old) if old.permissions().readonly() => {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file may not be written"));
        }
        Ok(old) => fs::set_permissions(file.path(), old.permissions())?,
        Err(_) => common_permissions(file.path())?,
    }
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|error| error.error)?;
    // The name is in the folder, and the folder has to be on the disk too. Not every system opens folders.
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// A temporary file is its owner's alone; an article's is not.
#[cfg(unix)]
fn common_permissions(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn common_permissions(_: &Path) -> io::Result<()> {
    Ok(())
}
