//! The authority files of a workspace: `authority/*.toml` beside the settings file, or in the nearest folder upward that
//! has some.
//!
//! They are read once a generation of the settings (see [`super::models`]) and shared by all documents of the workspace.
//! What cannot be read is told and left out; the records that can be read hold.

use super::config::FILE_NAME;
use crate::authority::{Authority, Problem, parse};
use parking_lot::Mutex;
use rustc_hash::FxHashMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder of the authority files.
pub const FOLDER: &str = "authority";
/// The file that new records are added to.
pub const NEW_RECORDS: &str = "names.toml";
/// What the name of an authority file ends in.
const EXTENSION: &str = "toml";
/// A file of more bytes is no list that people keep by hand.
const LONGEST: u64 = 32 << 20;
/// More files are something else.
const MOST_FILES: usize = 1000;
/// So many problems are told at once; the rest is counted.
const MOST_TOLD: usize = 5;

/// The authorities that were read.
#[derive(Debug, Default)]
pub struct Authorities {
    read: Mutex<FxHashMap<PathBuf, Known>>,
}

#[derive(Debug)]
struct Known {
    generation: u64,
    authority: Option<Arc<Authority>>,
    problems: Vec<Problem>,
}

impl Authorities {
    /// The records that hold for `document`, none when there is no name among them, and what is wrong with them.
    pub fn of(&self, document: &Path, generation: u64) -> (Option<Arc<Authority>>, Vec<Problem>) {
        let Some(folder) = folder(document) else { return (None, Vec::new()) };
        // The lock is held while the files are read: whoever asks in the meantime wants the same records.
        let mut read = self.read.lock();
        read.retain(|_, known| known.generation >= generation);
        let known = read.entry(folder).or_insert_with_key(|folder| {
            let (authority, problems) = open(folder);
            let authority = (!authority.is_empty()).then(|| Arc::new(authority));
            Known { generation, authority, problems }
        });
        (known.authority.clone(), known.problems.clone())
    }
}

/// The authority folder that holds for a document: the one beside the nearest settings file, or else the nearest upward.
pub fn folder(document: &Path) -> Option<PathBuf> {
    let above = || document.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
    let settled = above().find(|folder| folder.join(FILE_NAME).is_file());
    settled.into_iter().chain(above()).map(|folder| folder.join(FOLDER)).find(|folder| folder.is_dir())
}

/// The folder that new records for a document belong in, which may not exist yet.
pub fn folder_for_new(document: &Path) -> Option<PathBuf> {
    folder(document).or_else(|| {
        let settled = document.ancestors().skip(1).find(|folder| folder.join(FILE_NAME).is_file());
        Some(settled.or_else(|| document.parent())?.join(FOLDER))
    })
}

/// Reads the authority files of a folder, in the order of their names.
pub fn open(folder: &Path) -> (Authority, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut files: Vec<PathBuf> = match fs::read_dir(folder) {
        Ok(entries) => {
            entries.filter_map(Result::ok).map(|entry| entry.path()).filter(|p| is_ours(p)).collect()
        }
        Err(error) => {
            problems.push(problem(folder, format!("{error}; no record is read")));
            Vec::new()
        }
    };
    files.sort();
    if files.len() > MOST_FILES {
        problems.push(problem(
            folder,
            format!("more than {MOST_FILES} files; the others are left out: join them"),
        ));
        files.truncate(MOST_FILES);
    }
    let mut records = Vec::new();
    for path in files {
        match read(&path) {
            Ok(text) => {
                let (more, wrong) = parse::parse(&path.display().to_string(), &text);
                records.extend(more);
                problems.extend(wrong);
            }
            Err(error) => problems.push(problem(&path, format!("{error}; its records are left out"))),
        }
    }
    let (authority, wrong) = Authority::new(records);
    problems.extend(wrong);
    (authority, problems)
}

fn is_ours(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == EXTENSION)
        && path.file_name().is_some_and(|name| name != FILE_NAME && !name.to_string_lossy().starts_with('.'))
}

fn problem(path: &Path, what: String) -> Problem {
    Problem { file: path.display().to_string(), line: 1, what }
}

/// Reads a file as text. The message says what is wrong with it and what to do.
pub fn read(path: &Path) -> Result<String, String> {
    // Asked before it is opened: opening a pipe waits for who writes into it.
    let file = fs::metadata(path).map_err(|error| error.to_string())?;
    if !file.is_file() {
        return Err("not a file".to_owned());
    }
    if file.len() > LONGEST {
        return Err(format!("longer than {} MB; split it", LONGEST >> 20));
    }
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(LONGEST).read_to_end(&mut bytes));
    read.map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|_| "not UTF-8 text; convert it, for example with iconv".to_owned())
}

/// The first of several problems in words, each with its place, and how many more there are.
pub fn told(problems: &[Problem]) -> Vec<super::Problem> {
    let mut out: Vec<super::Problem> =
        problems.iter().take(MOST_TOLD).map(|problem| super::Problem(problem.to_string())).collect();
    if problems.len() > MOST_TOLD {
        out.push(super::Problem(format!(
            "and {} more problems; `hashiya authority check` lists them",
            problems.len() - MOST_TOLD
        )));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Authorities, folder};
    use std::fs;
    use std::sync::Arc;

    const RECORD: &str = "[sunbula]\ntype = \"org\"\nprefer.ar = \"سنبلة\"\n";

    #[test]
    fn the_folder_is_beside_the_settings_or_the_nearest_upward() {
        let root = tempfile::tempdir().unwrap();
        let at = root.path();
        fs::create_dir_all(at.join("desk/stories/today")).unwrap();
        let story = at.join("desk/stories/today/a.txt");
        assert_eq!(folder(&story).filter(|found| found.starts_with(at)), None);
        fs::create_dir_all(at.join("authority")).unwrap();
        assert_eq!(folder(&story), Some(at.join("authority")));
        fs::create_dir_all(at.join("desk/stories/authority")).unwrap();
        assert_eq!(folder(&story), Some(at.join("desk/stories/authority")));
        fs::create_dir_all(at.join("desk/authority")).unwrap();
        fs::write(at.join("desk/hashiya.toml"), "").unwrap();
        assert_eq!(folder(&story), Some(at.join("desk/authority")));
    }

    #[test]
    fn files_are_read_once_a_generation_and_a_bad_one_spoils_no_other() {
        let root = tempfile::tempdir().unwrap();
        let at = root.path().join("authority");
        fs::create_dir(&at).unwrap();
        let story = root.path().join("a.txt");
        let authorities = Authorities::default();
        assert!(authorities.of(&story, 1).0.is_none());
        fs::write(at.join("a.toml"), RECORD).unwrap();
        fs::write(at.join("b.toml"), RECORD).unwrap();
        fs::write(at.join("c.toml"), b"\xff").unwrap();
        assert!(authorities.of(&story, 1).0.is_none());
        let (read, problems) = authorities.of(&story, 2);
        assert_eq!(read.as_ref().unwrap().records().len(), 1);
        let said: Vec<String> = problems.iter().map(|p| p.what.clone()).collect();
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[0].starts_with("not UTF-8") && said[1].starts_with("the key \"sunbula\""), "{said:?}");
        assert!(Arc::ptr_eq(&read.unwrap(), &authorities.of(&story, 2).0.unwrap()));
    }
}
