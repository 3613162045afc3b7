//! The text that detection sees, and the exact way back to the document.
//!
//! Pieces are in order on both sides. A verbatim piece maps byte for byte; an atomic one (a character reference, the
//! line break that stands for a block's tag) maps as a whole. What lies between two pieces in the document is markup.

use crate::text::Span;

/// Plain text and its map.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PlainText {
    /// The text.
    pub text: String,
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    plain: usize,
    plain_len: usize,
    raw: usize,
    raw_len: usize,
}

impl Piece {
    /// No reference is as short as what it stands for, so equal lengths mean equal bytes.
    const fn is_verbatim(self) -> bool {
        self.plain_len == self.raw_len
    }
}

impl PlainText {
    /// A text that holds no markup.
    pub(super) fn identity(text: &str) -> Self {
        let mut plain = Self::default();
        plain.push_verbatim(text, 0);
        plain
    }

    /// Appends a stretch of the document that stands at `raw`.
    pub(super) fn push_verbatim(&mut self, text: &str, raw: usize) {
        if text.is_empty() {
            return;
        }
        if let Some(last) = self.pieces.last_mut()
            && last.is_verbatim()
            && last.raw + last.raw_len == raw
        {
            last.raw_len += text.len();
            last.plain_len += text.len();
            self.text.push_str(text);
            return;
        }
        self.pieces.push(Piece { plain: self.text.len(), plain_len: text.len(), raw, raw_len: text.len() });
        self.text.push_str(text);
    }

    /// Appends the character that the document's `span` stands for.
    pub(super) fn push_atom(&mut self, c: char, span: Span) {
        let plain = self.text.len();
        self.text.push(c);
        self.pieces.push(Piece { plain, plain_len: c.len_utf8(), raw: span.start, raw_len: span.len() });
    }

    /// True when the plain text is the document itself.
    pub fn is_identity(&self) -> bool {
        self.pieces.iter().all(|piece| piece.is_verbatim() && piece.plain == piece.raw)
            && self.pieces.len() <= 1
    }

    /// Where a span of the plain text stands in the document: it starts after the tags at its start and ends before
    /// the tags at its end.
    pub fn to_raw(&self, span: Span) -> Span {
        let start = self.raw_start(span.start);
        if span.is_empty() {
            return Span::new(start, start);
        }
        let index = self.pieces.partition_point(|piece| piece.plain < span.end);
        let Some(piece) = index.checked_sub(1).map(|i| self.pieces[i]) else {
            return Span::new(start, start);
        };
        let end = if piece.is_verbatim() {
            piece.raw + (span.end - piece.plain).min(piece.raw_len)
        } else {
            piece.raw + piece.raw_len
        };
        Span::new(start, end.max(start))
    }

    fn raw_start(&self, plain: usize) -> usize {
        let index = self.pieces.partition_point(|piece| piece.plain <= plain);
        let Some(piece) = index.checked_sub(1).map(|i| self.pieces[i]) else { return 0 };
        let within = plain - piece.plain;
        if within >= piece.plain_len {
            piece.raw + piece.raw_len
        } else if piece.is_verbatim() {
            piece.raw + within
        } else {
            piece.raw
        }
    }

    /// Where an offset of the document stands in the plain text. Inside markup it is the place of the markup; inside a
    /// character reference it is the place after it.
    pub fn from_raw(&self, offset: usize) -> usize {
        let index = self.pieces.partition_point(|piece| piece.raw <= offset);
        let Some(piece) = index.checked_sub(1).map(|i| self.pieces[i]) else { return 0 };
        let within = offset - piece.raw;
        if within == 0 {
            piece.plain
        } else if piece.is_verbatim() && within < piece.raw_len {
            piece.plain + within
        } else {
            piece.plain + piece.plain_len
        }
    }

    /// Where a span of the document stands in the plain text.
    pub fn span_from_raw(&self, span: Span) -> Span {
        let start = self.from_raw(span.start);
        Span::new(start, self.from_raw(span.end).max(start))
    }

    /// True when `offset` lies in the middle of a character reference.
    pub(super) fn splits_reference(&self, offset: usize) -> bool {
        let index = self.pieces.partition_point(|piece| piece.raw < offset);
        index
            .checked_sub(1)
            .map(|i| self.pieces[i])
            .is_some_and(|piece| !piece.is_verbatim() && offset < piece.raw + piece.raw_len)
    }
}

#[cfg(test)]
mod tests {
    use super::PlainText;
    use crate::text::Span;

    /// `ab<b>cd</b>&amp;e`
    fn sample() -> PlainText {
        let mut plain = PlainText::default();
        plain.push_verbatim("ab", 0);
        plain.push_verbatim("cd", 5);
        plain.push_atom('&', Span::new(11, 16));
        plain.push_verbatim("e", 16);
        plain
    }

    #[test]
    fn spans_stand_inside_the_tags() {
        let plain = sample();
        assert_eq!(plain.text, "abcd&e");
        for (from, to, expected) in [
            (0, 2, (0, 2)),
            (2, 4, (5, 7)),
            (1, 3, (1, 6)),
            (4, 5, (11, 16)),
            (3, 6, (6, 17)),
            (6, 6, (17, 17)),
        ] {
            assert_eq!(plain.to_raw(Span::new(from, to)), Span::new(expected.0, expected.1), "{from}..{to}");
        }
    }

    #[test]
    fn offsets_in_markup_go_to_its_place() {
        let plain = sample();
        for (raw, expected) in
            [(0, 0), (1, 1), (2, 2), (3, 2), (5, 2), (7, 4), (11, 4), (13, 5), (16, 5), (17, 6), (99, 6)]
        {
            assert_eq!(plain.from_raw(raw), expected, "{raw}");
        }
        assert!(plain.splits_reference(13) && !plain.splits_reference(11) && !plain.splits_reference(16));
    }

    #[test]
    fn empty_and_identity() {
        let empty = PlainText::identity("");
        assert_eq!((empty.from_raw(5), empty.to_raw(Span::new(0, 0))), (0, Span::new(0, 0)));
        assert!(PlainText::identity("حلب").is_identity());
    }
}
