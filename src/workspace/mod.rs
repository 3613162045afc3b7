//! What surrounds a document: its settings, its sidecar, the workspace's own records, the model of names, and which
//! documents are Hashiya's business.

pub mod articles;
pub mod atomic;
pub mod authority;
pub mod config;
mod model_path;
pub mod models;
pub mod rejections;
mod scope;
pub mod settings;
pub mod sidecars;
pub mod vocabulary;

pub use authority::Authorities;
pub use config::FILE_NAME;
pub use model_path::{EXTENSION as MODEL_EXTENSION, ModelPath};
pub use models::Models;
pub use scope::{in_scope, levels};
pub use settings::{Layer, Problem, Settings, Show, Store};
pub use vocabulary::Vocabularies;
