//! Sidecars on disk: read beside their articles, and written so that no writer's line is lost.
//!
//! A writer holds the lock of the sidecar while it reads what is there, joins it with its own changes and puts the whole
//! in its place. The lock is on the file itself; whoever waited for it looks whether the file is still the one under the
//! name, and waits again if not.

use super::atomic;
use crate::annotations::Sidecar;
use crate::annotations::sidecar::ENDING;
use rustc_hash::FxHasher;
use std::fs::{self, File, OpenOptions};
use std::hash::{Hash, Hasher};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A sidecar as it was read: what later changes are changes of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stored {
    /// What it holds.
    pub sidecar: Sidecar,
    /// There is such a file.
    pub exists: bool,
}

/// The path of the sidecar of an article.
pub fn path_of(article: &Path) -> PathBuf {
    let mut name = article.as_os_str().to_owned();
    name.push(ENDING);
    name.into()
}

/// Reads the sidecar of an article whose text is `text`. The message names file and line.
pub fn read(article: &Path, text: &str) -> Result<Stored, String> {
    let path = path_of(article);
    let content = match fs::read_to_string(&path) {
        Ok(content) => content,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Stored::default()),
        Err(error) => return Err(format!("{}: {error}", path.display())),
    };
    let mut sidecar = Sidecar::read(&content, text).map_err(|what| format!("{}:{what}", path.display()))?;
    sidecar.file = Some(print(&content));
    Ok(Stored { sidecar, exists: true })
}

/// Writes `ours`, which was made of `base`, for an article whose text is `text`, joined with what others wrote in the
/// meantime. Gives what the file holds now.
pub fn write(article: &Path, text: &str, ours: Sidecar, base: &Sidecar) -> Result<Sidecar, String> {
    let path = path_of(article);
    let problem = |error: io::Error| format!("{}: {error}; nothing was written", path.display());
    let mut lock = lock(&path).map_err(problem)?;
    let mut content = String::new();
    lock.read_to_string(&mut content).map_err(problem)?;
    let mut merged = if base.file == Some(print(&content)) {
        ours
    } else {
        let theirs = Sidecar::read(&content, text).map_err(|what| format!("{}:{what}", path.display()))?;
        ours.merged(base, theirs)
    };
    merged.refresh(text);
    let content = merged.write(text);
    atomic::write(&path, content.as_bytes()).map_err(problem)?;
    merged.file = Some(print(&content));
    Ok(merged)
}

/// A hash of a file, to see whether somebody else wrote it.
fn print(content: &str) -> u64 {
    let mut hasher = FxHasher::default();
    content.hash(&mut hasher);
    hasher.finish()
}

/// Opens the file under a name, made if there is none, and locks it.
fn lock(path: &Path) -> io::Result<File> {
    loop {
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        file.lock()?;
        if is_under_name(&file, path) {
            return Ok(file);
        }
    }
}

/// True when the file of that name is still this one.
#[cfg(unix)]
fn is_under_name(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |a: fs::Metadata, b: fs::Metadata| a.dev() == b.dev() && a.ino() == b.ino();
    file.metadata().and_then(|ours| fs::metadata(path).map(|named| same(ours, named))).unwrap_or(false)
}

/// A locked file cannot be replaced here.
#[cfg(not(unix))]
fn is_under_name(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::{path_of, read, write};
    use crate::annotations::{Sidecar, inline};
    use crate::tags::Syntax;
    use std::fs;

    #[test]
    fn the_sidecar_stands_beside_its_article() {
        assert_eq!(path_of("a/b.txt".as_ref()), std::path::Path::new("a/b.txt.ann.jsonl"));
    }

    #[test]
    fn many_writers_at_once_lose_no_line() {
        let folder = tempfile::tempdir().unwrap();
        let article = folder.path().join("a.txt");
        let words: Vec<String> = (0..64).map(|n| format!("w{n}")).collect();
        let text = words.join(" ");
        fs::write(&article, &text).unwrap();
        std::thread::scope(|scope| {
            for part in words.chunks(8) {
                let (article, text) = (&article, &text);
                scope.spawn(move || {
                    for word in part {
                        let base = read(article, text).unwrap().sidecar;
                        let tagged = text.replacen(word, &format!("<person>{word}</person>"), 1);
                        let mut one = Sidecar::of(&inline::read("a", &tagged, Syntax::Plain, Vec::new()));
                        one.entries[0].annotation.id.clone_from(word);
                        let mut ours = base.clone();
                        ours.entries.append(&mut one.entries);
                        write(article, text, ours, &base).unwrap();
                    }
                });
            }
        });
        let mut ids: Vec<String> =
            read(&article, &text).unwrap().sidecar.entries.into_iter().map(|e| e.annotation.id).collect();
        let mut expected = words.clone();
        ids.sort();
        expected.sort();
        assert_eq!(ids, expected);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing else is left behind");
    }

    #[test]
    fn what_is_no_sidecar_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let article = folder.path().join("a.txt");
        fs::write(path_of(&article), "my notes\n").unwrap();
        let error = write(&article, "x", Sidecar::default(), &Sidecar::default()).unwrap_err();
        assert!(error.contains("a.txt.ann.jsonl:1: not the header of a sidecar"), "{error}");
        assert_eq!(fs::read_to_string(path_of(&article)).unwrap(), "my notes\n");
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_may_not_be_written_is_said() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let article = folder.path().join("a.txt");
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
        // Root may write anywhere.
        if fs::write(folder.path().join("probe"), "").is_err() {
            let error = write(&article, "x", Sidecar::default(), &Sidecar::default()).unwrap_err();
            assert!(error.ends_with("nothing was written"), "{error}");
        }
    }
}
