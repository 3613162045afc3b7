//! The one unit of the core: byte offsets into UTF-8 text.
//!
//! Every detector, analysis and tag speaks [`Span`]s. Lines, columns, UTF-16 units and code points exist only where
//! the outside asks for them (`server/convert.rs`, the exporters), so that no two units can meet by accident.

use std::ops::Range;

/// A half-open range of bytes, `start..end`, both on character boundaries of the text it refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// True when the span covers nothing.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True when `offset` lies in the span or touches its end: the cursor of a user who stands after the last letter
    /// still means this word.
    pub const fn touches(self, offset: usize) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// True when `other` lies wholly inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True when the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True when they overlap and neither contains the other.
    pub const fn crosses(self, other: Self) -> bool {
        self.overlaps(other) && !self.contains(other) && !other.contains(self)
    }

    /// The span moved right by `by` bytes.
    #[must_use]
    pub const fn shifted(self, by: usize) -> Self {
        Self::new(self.start + by, self.end + by)
    }

    /// The text it covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start..span.end
    }
}
