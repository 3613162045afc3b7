//! Who said it: the mention that sits where a quotation's clause names its speaker.
//!
//! The detector knew no names; mentions know no clauses. Both are of one paragraph, so this looks at no text. A
//! pronoun, an unnamed spokesman or nobody leaves the speaker open: a wrong one is worse than none.

use super::mention::Mention;
use super::paragraph::Paragraph;
use crate::quotes::{Continues, Edge, Seat};
use crate::tags::TagType;
use crate::text::Span;
use std::sync::Arc;

/// A quotation of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Where it stands, in bytes of the document, marks included.
    pub span: Span,
    /// The entity that speaks, when it is named.
    pub speaker: Option<Arc<str>>,
}

/// The quotations of one paragraph, which begins at byte `start` and has these mentions, sorted by position.
pub(super) fn of_paragraph(start: usize, paragraph: &Paragraph, mentions: &[Mention]) -> Vec<Quotation> {
    let mut by_end: Vec<&Mention> = mentions.iter().collect();
    by_end.sort_by_key(|m| m.span.end);
    let mut out: Vec<Quotation> = Vec::with_capacity(paragraph.quotes.len());
    // Everybody who has spoken so far; none once there are two.
    let mut only: Option<Arc<str>> = None;
    let mut several = false;
    for quote in &paragraph.quotes {
        let named = quote.seats.iter().find_map(|seat| sits(*seat, start, mentions, &by_end));
        let previous = out.last().and_then(|last| last.speaker.clone());
        let speaker = named.or_else(|| match quote.continues {
            Continues::No => None,
            Continues::Previous => previous,
            Continues::OnlySpeaker => previous.and(only.clone()).filter(|_| !several),
        });
        if let Some(speaker) = &speaker {
            several |= only.as_ref().is_some_and(|only| only != speaker);
            only = Some(speaker.clone());
        }
        out.push(Quotation { span: quote.span.shifted(start), speaker });
    }
    out
}

/// The person or organisation whose name sits at a seat.
fn sits(seat: Seat, start: usize, mentions: &[Mention], by_end: &[&Mention]) -> Option<Arc<str>> {
    let at = seat.at + start;
    let speaks = |mention: &Mention| {
        let fits = mention.tag_type == TagType::Person || mention.tag_type == TagType::Org && !seat.person;
        fits && !mention.nested
    };
    let mention = match seat.edge {
        Edge::Start => {
            let first = mentions.partition_point(|m| m.span.start < at);
            mentions[first..].iter().take_while(|m| m.span.start == at).find(|m| speaks(m))
        }
        Edge::End => {
            let first = by_end.partition_point(|m| m.span.end < at);
            by_end[first..].iter().copied().take_while(|m| m.span.end == at).find(|m| speaks(m))
        }
    };
    mention.and_then(Mention::entity_id).cloned()
}
