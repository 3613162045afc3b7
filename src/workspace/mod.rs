//! What surrounds a document: its settings, the model of names they ask for, the workspace's own records, and which documents are Hashiya's business.

pub mod authority;
pub mod config;
mod model_path;
pub mod models;
mod scope;
pub mod settings;

pub use authority::Authorities;
pub use config::FILE_NAME;
pub use model_path::{EXTENSION as MODEL_EXTENSION, ModelPath};
pub use models::Models;
pub use scope::in_scope;
pub use settings::{Layer, Problem, Settings, Show};
