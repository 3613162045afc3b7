//! Full stops that end no sentence.

use super::{Class, Lexicon};
use crate::text::Passage;

/// True when the full stop at token `dot` closes an initial or a title (U.S., Mr., د.) and no sentence.
pub fn closes_abbreviation(passage: &Passage, dot: usize) -> bool {
    let Some(before) = dot.checked_sub(1).filter(|&before| passage.is_word(before)) else { return false };
    let title = || Lexicon::of(passage.language).sense(passage.fold_of(before), Class::PersonTitle).is_some();
    !passage.tokens[dot].spaced && (passage.source_of(before).chars().nth(1).is_none() || title())
}
