//! The finer types of a workspace: `tags.toml` beside the settings file.
//!
//! It is read once a generation of the settings (see [`super::models`]) and shared by all documents of the workspace. What
//! cannot be read is told and left out; the subtypes that can be read hold.

use super::authority::read;
use super::config;
use crate::authority::Problem;
use crate::vocabulary::{Vocabulary, parse};
use parking_lot::Mutex;
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The name of the file.
pub const FILE_NAME: &str = "tags.toml";
/// So many problems are told at once; the rest is counted.
const MOST_TOLD: usize = 5;

/// The vocabularies that were read.
#[derive(Debug, Default)]
pub struct Vocabularies {
    read: Mutex<FxHashMap<PathBuf, Known>>,
}

#[derive(Debug)]
struct Known {
    generation: u64,
    vocabulary: Arc<Vocabulary>,
    problems: Vec<Problem>,
}

impl Vocabularies {
    /// The subtypes that hold for `document`, none when its workspace has no such file, and what is wrong with them.
    pub fn of(&self, document: &Path, generation: u64) -> (Option<Arc<Vocabulary>>, Vec<Problem>) {
        let Some(path) = file(document) else { return (None, Vec::new()) };
        let mut read = self.read.lock();
        read.retain(|_, known| known.generation >= generation);
        let known = read.entry(path).or_insert_with_key(|path| {
            let (vocabulary, problems) = open(path);
            Known { generation, vocabulary: Arc::new(vocabulary), problems }
        });
        (Some(Arc::clone(&known.vocabulary)), known.problems.clone())
    }
}

/// The file that holds for a document: the one beside the nearest settings file.
pub fn file(document: &Path) -> Option<PathBuf> {
    let settled = document.ancestors().skip(1).find(|folder| folder.join(config::FILE_NAME).is_file())?;
    Some(settled.join(FILE_NAME)).filter(|path| path.is_file())
}

/// Reads such a file.
pub fn open(path: &Path) -> (Vocabulary, Vec<Problem>) {
    let name = path.display().to_string();
    match read(path) {
        Ok(text) => parse(&name, &text),
        Err(error) => {
            let what = format!("{error}; no subtype is read");
            (Vocabulary::default(), vec![Problem { file: name, line: 1, what }])
        }
    }
}

/// The first of several problems in words, each with its place, and how many more there are.
pub fn told(problems: &[Problem]) -> Vec<super::Problem> {
    let mut out: Vec<super::Problem> =
        problems.iter().take(MOST_TOLD).map(|problem| super::Problem(problem.to_string())).collect();
    if problems.len() > MOST_TOLD {
        let more = problems.len() - MOST_TOLD;
        out.push(super::Problem(format!("and {more} more problems; `hashiya vocabulary` lists them")));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Vocabularies, file};
    use std::fs;
    use std::sync::Arc;

    #[test]
    fn the_file_is_beside_the_settings_and_read_once_a_generation() {
        let root = tempfile::tempdir().unwrap();
        let at = root.path();
        fs::create_dir_all(at.join("desk/today")).unwrap();
        let story = at.join("desk/today/a.txt");
        fs::write(at.join("desk/tags.toml"), "[law]\nis = \"work\"\n[oops]\n").unwrap();
        assert_eq!(file(&story).filter(|found| found.starts_with(at)), None, "no settings file");
        fs::write(at.join("desk/hashiya.toml"), "").unwrap();
        assert_eq!(file(&story), Some(at.join("desk/tags.toml")));
        let vocabularies = Vocabularies::default();
        let (first, problems) = vocabularies.of(&story, 1);
        assert_eq!(first.as_ref().unwrap().subtypes().len(), 1);
        assert_eq!(problems.iter().map(|p| p.line).collect::<Vec<_>>(), [3]);
        assert!(problems[0].to_string().contains("tags.toml:3: \"oops\""), "{}", problems[0]);
        fs::write(at.join("desk/tags.toml"), b"\xff").unwrap();
        assert!(Arc::ptr_eq(first.as_ref().unwrap(), &vocabularies.of(&story, 1).0.unwrap()));
        let (second, problems) = vocabularies.of(&story, 2);
        assert!(second.unwrap().subtypes().is_empty());
        assert!(problems[0].what.starts_with("not UTF-8"), "{problems:?}");
        fs::remove_file(at.join("desk/tags.toml")).unwrap();
        assert!(vocabularies.of(&story, 3).0.is_none());
    }
}
