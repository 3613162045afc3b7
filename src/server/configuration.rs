//! The settings of each document, from the nearest `hashiya.toml` and the client.
//!
//! A file that cannot be read any more keeps its last good reading. What is wrong is told in one message, and not
//! again until something else is wrong. A model of names that the settings name, and the workspace's own records,
//! are opened with them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use parking_lot::{Mutex, RwLock};
use rustc_hash::FxHashMap;
use serde_json::Value;
use tower_lsp::lsp_types::Url;

use crate::authority::Authority;
use crate::entities::tagger::Model;
use crate::vocabulary::Vocabulary;
use crate::workspace::{
    Authorities, Layer, Models, Problem, Settings, Vocabularies, authority, config, in_scope, levels,
    vocabulary,
};

/// What the client is called when it decides a setting.
const CLIENT: &str = "client settings";

/// All that decides settings.
#[derive(Default)]
pub struct Configuration {
    client: RwLock<Layer>,
    good: Mutex<FxHashMap<PathBuf, Layer>>,
    models: Models,
    authorities: Authorities,
    vocabularies: Vocabularies,
    told: Mutex<Vec<Problem>>,
    generation: AtomicU64,
}

/// What holds for one document.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// The settings.
    pub settings: Settings,
    /// The newsroom's own model of names.
    pub model: Option<Arc<Model>>,
    /// The workspace's own records.
    pub authority: Option<Arc<Authority>>,
    /// The workspace's own subtypes.
    pub vocabulary: Option<Arc<Vocabulary>>,
    /// Hashiya works on this document.
    pub in_scope: bool,
    /// The configuration these were read from.
    pub generation: u64,
}

impl Configuration {
    /// Takes the client's settings. Clients that have none of ours say so with `null` or an empty object, also under
    /// our name, right after `initialize`: what they said there holds.
    pub fn set_client(&self, settings: &Value) {
        let ours = settings.get("hashiya").unwrap_or(settings);
        if ours.as_object().is_some_and(|object| !object.is_empty()) {
            *self.client.write() = config::from_json(CLIENT, ours);
        }
        self.touch();
    }

    /// Says that a settings file, a model, an authority file or a vocabulary may have changed.
    pub fn touch(&self) {
        self.generation.fetch_add(1, Ordering::Relaxed);
    }

    /// Rises whenever settings may have changed.
    pub fn generation(&self) -> u64 {
        self.generation.load(Ordering::Relaxed)
    }

    /// The settings of `uri`, and what is wrong with them if that was not told before. Reads files: not on the loop.
    pub fn of(&self, uri: &Url) -> (Held, Option<String>) {
        let generation = self.generation();
        let path = uri.to_file_path().ok();
        let mut layers = Vec::new();
        let mut problems = Vec::new();
        let mut root = None;
        if let Some((folder, read)) = path.as_deref().and_then(config::nearest) {
            let layer = match read {
                Ok(layer) => {
                    self.good.lock().insert(folder.clone(), layer.clone());
                    Some(layer)
                }
                Err(problem) => {
                    problems.push(problem);
                    self.good.lock().get(&folder).cloned()
                }
            };
            layers.extend(layer);
            root = Some(folder);
        }
        layers.push(self.client.read().clone());
        let (settings, more) = Settings::from_layers(&layers);
        problems.extend(more);
        let model = self.models.of(&settings, generation).unwrap_or_else(|problem| {
            problems.push(problem);
            None
        });
        let (authority, wrong) =
            path.as_deref().map(|path| self.authorities.of(path, generation)).unwrap_or_default();
        problems.extend(authority::told(&wrong));
        let (vocabulary, wrong) =
            path.as_deref().map(|path| self.vocabularies.of(path, generation)).unwrap_or_default();
        problems.extend(vocabulary::told(&wrong));
        let in_scope = in_scope(&settings, root.as_deref(), path.as_deref().map(Path::new));
        let levels = levels(&settings, root.as_deref(), path.as_deref());
        let settings = Settings { levels, ..settings };
        (Held { settings, model, authority, vocabulary, in_scope, generation }, self.news(problems))
    }

    /// One message about these problems, unless it was told before.
    fn news(&self, problems: Vec<Problem>) -> Option<String> {
        let mut told = self.told.lock();
        if problems == *told {
            return None;
        }
        *told = problems;
        let lines: Vec<&str> = told.iter().map(|Problem(problem)| problem.as_str()).collect();
        (!lines.is_empty())
            .then(|| format!("Hashiya settings: {} (the rest of the settings holds)", lines.join("; ")))
    }
}
