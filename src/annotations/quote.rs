//! What an annotation remembers of its text, so that it is found again: W3C's `TextQuoteSelector`.

use crate::text::Span;

/// So many characters before and behind are remembered, as W3C's examples and Hypothesis do.
pub const CONTEXT: usize = 32;

/// The annotated text and what stands around it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Quote {
    /// The annotated text itself.
    pub exact: String,
    /// Up to [`CONTEXT`] characters before it.
    pub prefix: String,
    /// Up to [`CONTEXT`] characters behind it.
    pub suffix: String,
}

impl Quote {
    /// The quote of a span of `text`.
    pub fn of(text: &str, span: Span) -> Self {
        Self {
            exact: span.of(text).to_owned(),
            prefix: before(text, span.start).to_owned(),
            suffix: behind(text, span.end).to_owned(),
        }
    }
}

/// The characters before a byte.
pub(super) fn before(text: &str, at: usize) -> &str {
    let start = text[..at].char_indices().rev().take(CONTEXT).last().map_or(at, |(start, _)| start);
    &text[start..at]
}

/// The characters behind a byte.
pub(super) fn behind(text: &str, at: usize) -> &str {
    let end = text[at..].char_indices().nth(CONTEXT).map_or(text.len(), |(end, _)| at + end);
    &text[at..end]
}
