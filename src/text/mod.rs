//! What a document is: spans, positions, Arabic orthography, paragraphs, sentences, words and clitics.
//!
//! Nothing here knows a language's vocabulary; it knows its letters.

pub mod clitics;
mod damage;
pub mod distance;
mod edit;
pub mod fold;
mod language;
mod line;
mod passage;
pub mod position;
mod span;
#[cfg(test)]
pub mod steps;

pub use clitics::Stem;
pub use damage::{Damage, replace};
pub use distance::distance;
pub use edit::{Edit, apply};
pub use language::Language;
pub use line::one_line;
pub use passage::{Passage, Token, TokenKind, is_acronym};
pub use span::Span;
