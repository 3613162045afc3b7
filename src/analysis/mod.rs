//! Runs the detectors paragraph by paragraph and then the passes that need the whole document.
//!
//! A paragraph's analysis is a pure function of its text; a document keeps its paragraphs and a few tables keyed by
//! what they contribute. Mentions are made on demand from both, so that an edit costs its paragraph and a reader pays
//! for what it reads.

mod aliases;
mod bonds;
mod document;
mod entities;
mod forms;
mod found;
pub(crate) mod ledger;
mod linking;
mod mention;
mod options;
mod own_short;
mod paragraph;
#[cfg(test)]
mod properties;
mod publication;
mod quotation;
mod split;
mod stored;
mod tag_facts;
#[cfg(test)]
mod tests;

pub use document::{Document, Entry};
pub use found::{found, of_quantity, of_quotation};
pub use ledger::{Fact, Said};
pub use mention::{Entity, Mention, Subject, Time};
pub use options::{Options, SHOW_FROM};
pub use paragraph::{Named, Paragraph, Timed};
pub use publication::{Publication, Source};
pub use quotation::Quotation;
pub use tag_facts::{Loose, TagFacts, TypesOf, ids};
