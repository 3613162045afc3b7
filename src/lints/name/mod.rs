//! Names: written in two ways, said in part, or unlike the workspace's own records.

mod acronym_unexpanded;
mod acronyms;
mod ambiguous;
mod differs_from_authority;
mod first_mention_incomplete;
mod inconsistent_spelling;
mod role_conflict;
mod sound;
mod spellings;

use super::Rule;
use super::words::place_of;
use crate::analysis::Document;
use crate::text::Span;

/// The rules of this group.
pub const RULES: &[Rule] = &[
    acronym_unexpanded::RULE,
    ambiguous::RULE,
    differs_from_authority::RULE,
    first_mention_incomplete::RULE,
    inconsistent_spelling::RULE,
    role_conflict::RULE,
];

/// Where byte `letter` of the letters of a word stands behind the word's first byte.
fn place(text: &str, word: Span, letter: usize) -> usize {
    place_of(word.of(text), letter)
}

/// How often something stands, in the reader's language.
fn times(document: &Document, count: usize) -> String {
    let variant = match count {
        1 => "once",
        2 => "twice",
        3..=10 => "few",
        _ => "many",
    };
    document.say(&format!("name/inconsistent-spelling:{variant}"), &[("count", &count.to_string())])
}
