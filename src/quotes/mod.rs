//! Quotations: direct speech between its marks, and where its speaker may be named.
//!
//! A detector is a function of one paragraph and knows no names. It says which pairs of marks hold speech ([`cues`])
//! and where in the clause of the verb of saying a subject could stand ([`seats`]); `analysis` looks whether a mention
//! sits there. Marks around a title, a name or a single word of irony are no quotations. Invariant: quotes are sorted
//! and none overlaps another.

mod clauses;
mod cues;
mod marks;
mod seats;
#[cfg(test)]
mod tests;

pub use seats::{Edge, Seat, Seats};

use crate::text::{Passage, Span};
use clauses::Clauses;

/// A quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Its bytes in the passage's source, marks and the comma inside them included.
    pub span: Span,
    /// Where its speaker's name may stand, the best place first.
    pub seats: Seats,
    /// Whom it goes on from when nobody sits there.
    pub continues: Continues,
}

/// How a quotation goes on from those before it in its paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Continues {
    /// Not at all.
    No,
    /// It is the rest of the one before.
    Previous,
    /// Its verb has no subject of its own: whoever alone has spoken in the paragraph goes on.
    OnlySpeaker,
}

/// The quotations of one paragraph, sorted, none overlapping another.
pub fn detect(passage: &Passage) -> Vec<Quote> {
    let pairs = marks::pairs(passage.source);
    if pairs.is_empty() {
        return Vec::new();
    }
    let mut clauses = Clauses::new(passage);
    let mut out: Vec<Quote> = Vec::new();
    for pair in pairs {
        if out.last().is_some_and(|last| pair.start < last.span.end) {
            continue;
        }
        let Some(marked) = clauses.marked(pair) else { continue };
        if let Some((seats, continues)) = cues::judge(&clauses, marked) {
            clauses.accept(marked);
            out.push(Quote { span: pair, seats, continues });
        }
    }
    out
}
