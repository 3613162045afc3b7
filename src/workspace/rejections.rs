//! `authority/rejections.jsonl`: what the user said is no mention, remembered for everybody who works on the articles.

use super::config;
use crate::annotations::rejections::{Rejection, Rejections};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Where it lies in the folder of the workspace.
pub const FILE: &str = "authority/rejections.jsonl";

/// The folder that a document belongs to: that of the nearest settings file or authority folder upward, else its own.
pub fn root(document: &Path) -> PathBuf {
    let is_root =
        |folder: &&Path| folder.join(config::FILE_NAME).is_file() || folder.join("authority").is_dir();
    let own = document.parent().unwrap_or(Path::new("."));
    document.ancestors().skip(1).find(is_root).unwrap_or(own).to_owned()
}

/// A document's name in its workspace, with `/` on every system.
pub fn name_in(root: &Path, document: &Path) -> String {
    let relative = document.strip_prefix(root).unwrap_or(document);
    relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The rejections that hold for a document, and what is wrong with their file.
pub fn read(document: &Path) -> (Rejections, Vec<String>) {
    let root = root(document);
    let path = root.join(FILE);
    let content = match fs::read_to_string(&path) {
        Ok(content) => content,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Default::default(),
        Err(error) => return (Rejections::default(), vec![format!("{}: {error}", path.display())]),
    };
    let (all, problems) = Rejection::read(&content);
    let problems = problems.into_iter().map(|(line, what)| format!("{}:{line}: {what}", path.display()));
    (Rejections::of(&all, Some(&name_in(&root, document))), problems.collect())
}

/// Adds a line. Writers take turns, and a last line that somebody left without its end is ended first.
pub fn add(document: &Path, rejection: &Rejection) -> Result<(), String> {
    let path = root(document).join(FILE);
    let line = serde_json::to_string(rejection).map_err(|error| error.to_string())?;
    let write = || -> io::Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(&path)?;
        file.lock()?;
        let before = fs::read(&path)?;
        let gap = if before.last().is_some_and(|last| *last != b'\n') { "\n" } else { "" };
        file.write_all(format!("{gap}{line}\n").as_bytes())?;
        file.sync_all()
    };
    write().map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::{FILE, add, read, root};
    use crate::actions::Scope;
    use crate::annotations::rejections::{Rejection, What};
    use crate::tags::TagType;
    use crate::text::Span;
    use std::fs;

    #[test]
    fn a_decision_is_remembered_in_the_workspace() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("hashiya.toml"), "").unwrap();
        fs::create_dir(folder.path().join("2016")).unwrap();
        let article = folder.path().join("2016/a.txt");
        assert_eq!(root(&article), folder.path());
        let rejection = Rejection::new(
            Scope::Document,
            What::Mention(TagType::Person),
            "ربيع",
            Span::new(0, 8),
            Some("2016/a.txt"),
        );
        fs::create_dir(folder.path().join("authority")).unwrap();
        fs::write(folder.path().join(FILE), "{").unwrap();
        add(&article, &rejection).unwrap();
        let (rejections, problems) = read(&article);
        assert!(rejections.reject(TagType::Person, "ربيع", Span::new(0, 8)));
        assert!(
            matches!(&problems[..], [problem] if problem.contains("rejections.jsonl:1: ")),
            "{problems:?}"
        );
        assert!(read(&folder.path().join("b.txt")).0.is_empty());
    }
}
