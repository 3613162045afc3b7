//! Annotations apart from their text: what sidecars store, what importers bring and exporters take away.
//!
//! An [`Article`] is a clean text with a list of [`Annotation`]s in bytes of it. [`inline`] makes one of a tagged
//! document and a tagged document of one; [`weave()`] lays the annotations back between the stretches of the text, for
//! formats that nest. Everything that a format or a dialect cannot hold is a [`Loss`], never a silence.

pub mod anchor;
mod article;
pub mod inline;
pub mod live;
mod merge;
mod quote;
pub mod rejections;
pub mod sidecar;
mod weave;

#[cfg(test)]
mod properties;

pub use article::{Annotation, Article, Loss, Status};
pub use live::Live;
pub use quote::Quote;
pub use sidecar::Sidecar;
pub use weave::{Piece, weave};
