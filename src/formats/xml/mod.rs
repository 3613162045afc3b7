//! What formats of XML have in common: strict reading, an article out of elements, elements out of an article.
//!
//! The convention of every document that is written: the text in the elements of the body, put together, is the
//! article's text to the byte. Line ends stand inside the paragraph that they end, CR as a reference, so that no reader
//! of XML changes them. What XML has no form for (most control characters) becomes U+FFFD and is told.

mod compose;
mod events;
mod prose;

pub(super) use compose::Composer;
pub(super) use events::{Element, Event, Events};
pub(super) use prose::{Attributes, Prose, encoded, escape, is_pointer, language, legal, unwritable};
