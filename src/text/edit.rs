//! An edit of a text: the only way anything in Hashiya proposes to change an article.

use super::Span;

/// Replace the bytes of `span` by `replacement`. An empty span inserts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in the text before any edit of the same batch.
    pub span: Span,
    /// What stands there afterwards.
    pub replacement: String,
}

impl Edit {
    /// An insertion at `offset`.
    pub fn insert(offset: usize, text: impl Into<String>) -> Self {
        Self { span: Span::new(offset, offset), replacement: text.into() }
    }

    /// A deletion of `span`.
    pub const fn delete(span: Span) -> Self {
        Self { span, replacement: String::new() }
    }
}

/// Applies a batch of edits whose spans are sorted and do not overlap. Several insertions at one offset keep their
/// order, as LSP defines for a `TextEdit[]`.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out =
        String::with_capacity(text.len() + edits.iter().map(|e| e.replacement.len()).sum::<usize>());
    let mut at = 0;
    for edit in edits {
        debug_assert!(at <= edit.span.start, "edits are sorted and do not overlap");
        out.push_str(&text[at..edit.span.start]);
        out.push_str(&edit.replacement);
        at = edit.span.end;
    }
    out.push_str(&text[at..]);
    out
}
