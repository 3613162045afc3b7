//! Times: dates, clock times, durations and sets, found in a paragraph and resolved to TIMEX3 values.
//!
//! Data flows one way: tokens → typed temporal words ([`words`]) → expression tree ([`grammar`], [`expression`]) →
//! value ([`resolve`]). The vocabulary is under `seeds/lexicon/`; both languages share one tree and one grammar.
//! Detection is a function of one paragraph and knows no date; resolution knows the anchor and touches no text.

pub mod calendar;
mod chunk;
pub mod describe;
mod expression;
mod grammar;
mod meaning;
mod neighbours;
mod outlook;
pub mod parts;
pub mod publication;
mod published;
pub mod readings;
mod resolve;
mod tense;
#[cfg(test)]
mod tests;
mod timex;
mod vocabulary;
mod words;

pub use expression::*;
pub use publication::Clue;
pub use published::Published;
pub use resolve::{Anchor, Prefer, Resolved, Step, resolve};
pub use timex::{Clause, Facts, Timex, TimexKind, detect};
