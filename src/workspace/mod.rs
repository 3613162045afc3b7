//! What surrounds a document: its settings, and which documents are Hashiya's business.

pub mod config;
mod scope;
pub mod settings;

pub use config::FILE_NAME;
pub use scope::in_scope;
pub use settings::{Layer, Problem, Settings, Show};
