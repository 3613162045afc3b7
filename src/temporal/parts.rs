//! The words of a time one by one: where its weekday, its months and its numbers stand, for who mends one of them.
//!
//! A passage is read again for it, so only a slip that was found pays for it.

use super::words::{Meaning, Words};
use crate::text::{Passage, Span};

/// What a word of a time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A weekday, by its ISO number.
    Weekday(u8),
    /// A month and the family of its name.
    Month(u8, &'static str),
    /// A month of the Hijri calendar.
    HijriMonth(u8),
    /// Digits: the number and how many there are.
    Digits(u32, usize),
}

/// A word of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where it stands, its proclitics excluded.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// The words of `passage` inside `span` that are one of these, in order.
pub fn parts(passage: &Passage, span: Span) -> Vec<Part> {
    Words::read(passage)
        .row
        .iter()
        .filter_map(|word| {
            let place = Span::new(word.start, passage.tokens.get(word.last)?.span.end);
            let kind = word.meanings.iter().find_map(|meaning| match *meaning {
                Meaning::Weekday(number, _) => Some(Kind::Weekday(number)),
                Meaning::Month(number, family, _) => Some(Kind::Month(number, family)),
                Meaning::HijriMonth(number, _) => Some(Kind::HijriMonth(number)),
                Meaning::Digits(value, length) => Some(Kind::Digits(value, length)),
                _ => None,
            })?;
            span.contains(place).then_some(Part { span: place, kind })
        })
        .collect()
}
