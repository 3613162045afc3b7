//! Hashiya: the gloss in a news article's margin.
//!
//! The public core, usable without any editor: give it a text and it finds the people, organisations, places, dates,
//! times, quantities and quotations in it, resolves them, and writes names and times as tags. It speaks byte offsets and plain structs, does no I/O and
//! cannot fail on any text. The language server and the command line are two thin users of it.

pub mod actions;
pub mod analysis;
pub mod annotations;
pub mod authority;
pub mod cli;
pub mod entities;
pub mod evaluation;
pub mod formats;
pub mod gloss;
pub mod lexicon;
pub mod lints;
pub mod quantities;
pub mod quotes;
pub mod server;
pub mod tags;
pub mod temporal;
pub mod text;
pub mod training;
pub mod vocabulary;
pub mod workspace;
