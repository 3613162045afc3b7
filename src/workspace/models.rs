//! Newsrooms' own models of names, each opened once and shared by all documents.
//!
//! Which documents are settled together is a *generation* of the settings: a new one may find another file in the place
//! of the old, so what an older one opened is not used again.

use super::settings::{Problem, Settings};
use crate::entities::tagger::Model;
use parking_lot::Mutex;
use rustc_hash::FxHashMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Many times the size of any model: what is longer is something else, and would only fill the memory.
const LONGEST: u64 = 64 << 20;

/// The models that were opened, with those that could not be.
#[derive(Debug, Default)]
pub struct Models {
    opened: Mutex<FxHashMap<PathBuf, Opened>>,
}

#[derive(Debug)]
struct Opened {
    generation: u64,
    model: Result<Arc<Model>, String>,
}

impl Models {
    /// The model that `settings` of a generation name, if they name one. Without a model that can be used the shipped one
    /// serves, and the problem says so.
    pub fn of(&self, settings: &Settings, generation: u64) -> Result<Option<Arc<Model>>, Problem> {
        let Some(named) = &settings.model else { return Ok(None) };
        self.open(&named.path, generation).map(Some).map_err(|error| {
            Problem(format!(
                "{}: `model`: {}: {error}. Make it with `hashiya train --from FOLDER --out FILE`; until then the \
                 shipped model is used",
                named.said,
                named.path.display()
            ))
        })
    }

    /// The lock is held while the file is read: whoever asks for it in the meantime wants the same bytes.
    fn open(&self, path: &Path, generation: u64) -> Result<Arc<Model>, String> {
        let mut opened = self.opened.lock();
        opened.retain(|_, model| model.generation >= generation);
        if let Some(known) = opened.get(path) {
            return known.model.clone();
        }
        let model = read(path).map(Arc::new);
        opened.insert(path.to_owned(), Opened { generation, model: model.clone() });
        model
    }
}

/// Reads a model. The message says what is wrong with a file that is none.
pub fn read(path: &Path) -> Result<Model, String> {
    // Asked before it is opened: opening a pipe waits for who writes into it.
    let file = fs::metadata(path).map_err(|error| error.to_string())?;
    if !file.is_file() {
        return Err("not a file".to_owned());
    }
    if file.len() > LONGEST {
        return Err("too long for a model".to_owned());
    }
    let mut bytes = Vec::new();
    // It may grow while it is read.
    let read = File::open(path).and_then(|file| file.take(LONGEST).read_to_end(&mut bytes));
    read.map_err(|error| error.to_string())?;
    Model::open(bytes.into())
}

#[cfg(test)]
mod tests {
    use super::Models;
    use crate::entities::tagger::Model;
    use crate::text::Language;
    use crate::workspace::{ModelPath, Problem, Settings};
    use std::fs;
    use std::path::PathBuf;
    use std::sync::Arc;

    fn settings(path: PathBuf) -> Settings {
        let model = Some(ModelPath { path, said: "hashiya.toml:3".to_owned() });
        Settings { model, ..Settings::default() }
    }

    fn shipped() -> Vec<u8> {
        Model::of(Language::English).unwrap().weights().bytes().to_vec()
    }

    #[test]
    fn a_file_that_is_no_model_is_named_with_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let mut cut = shipped();
        cut.pop();
        let mut stale = shipped();
        stale[8] ^= 1;
        let cases: [(&str, Option<&[u8]>, &str); 5] = [
            ("missing.model", None, ""),
            ("empty.model", Some(b""), "not a model"),
            ("text.model", Some("خبر".as_bytes()), "not a model"),
            ("cut.model", Some(&cut), "ends too early"),
            ("stale.model", Some(&stale), "trained for other features"),
        ];
        for (name, bytes, what) in cases {
            let path = folder.path().join(name);
            if let Some(bytes) = bytes {
                fs::write(&path, bytes).unwrap();
            }
            let Err(Problem(problem)) = Models::default().of(&settings(path.clone()), 0) else {
                panic!("{name}")
            };
            let place = format!("hashiya.toml:3: `model`: {}: ", path.display());
            assert!(problem.starts_with(&place) && problem.contains(what), "{problem}");
            assert!(
                problem.ends_with(
                    "`hashiya train --from FOLDER --out FILE`; until then the shipped model is used"
                )
            );
        }
        let Err(Problem(problem)) = Models::default().of(&settings(folder.path().to_owned()), 0) else {
            panic!()
        };
        assert!(problem.contains("not a file"), "{problem}");
    }

    #[test]
    fn a_file_is_read_once_a_generation() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("own.model");
        let settings = settings(path.clone());
        let models = Models::default();
        fs::write(&path, shipped()).unwrap();
        let first = models.of(&settings, 1).unwrap().unwrap();
        fs::remove_file(&path).unwrap();
        let again = models.of(&settings, 1).unwrap().unwrap();
        assert!(Arc::ptr_eq(&first, &again));
        assert!(models.of(&settings, 2).is_err());
        fs::write(&path, shipped()).unwrap();
        assert!(models.of(&settings, 2).is_err());
        assert!(models.of(&settings, 3).unwrap().is_some_and(|model| !Arc::ptr_eq(&first, &model)));
    }

    #[test]
    fn settings_that_name_none_open_none() {
        assert!(matches!(Models::default().of(&Settings::default(), 0), Ok(None)));
    }
}
