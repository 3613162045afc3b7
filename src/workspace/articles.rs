//! The articles of a workspace, as files.

use std::fs;
use std::path::{Path, PathBuf};

/// What the names of articles end in: the kinds of documents that editors open with us.
const ENDINGS: [&str; 6] = ["txt", "md", "markdown", "html", "htm", "xml"];
/// So many files are looked at: a folder that holds more is no newsroom's.
const MOST: usize = 20_000;
/// A longer file is no article.
const LONGEST: u64 = 16 << 20;

/// The files below `root` that may be articles, in the order of their names. Hidden folders, links and what cannot be read
/// are passed over.
pub fn below(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries.filter_map(Result::ok) {
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            let Ok(kind) = entry.file_type() else { continue };
            if kind.is_dir() && !hidden {
                folders.push(entry.path());
            } else if kind.is_file() && is_article(&entry.path()) && found.len() < MOST {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    found
}

fn is_article(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
        && fs::metadata(path).is_ok_and(|metadata| metadata.len() <= LONGEST)
}

#[cfg(test)]
mod tests {
    use super::below;
    use std::fs;

    #[test]
    fn articles_are_found_below_the_root() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b/c.TXT", "a.md", ".git/x.txt", "b/d.rs", "a.txt.ann.jsonl", "b/e/f.html"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let names: Vec<String> = below(folder.path())
            .iter()
            .map(|path| path.strip_prefix(folder.path()).unwrap().to_string_lossy().replace('\\', "/"))
            .collect();
        assert_eq!(names, ["a.md", "b/c.TXT", "b/e/f.html"]);
        assert!(below(&folder.path().join("none")).is_empty());
    }
}
