//! Text and annotations in one stream, for formats whose elements nest.
//!
//! Invariant: the opened and closed annotations nest, and the stretches of text, put together, are the range.

use super::{Annotation, Loss};
use crate::tags::TagType;
use crate::text::Span;

/// What comes next in the stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// An annotation begins.
    Open(&'a Annotation),
    /// The annotation that was opened last ends.
    Close(&'a Annotation),
    /// A stretch of the text, never empty.
    Text(Span),
}

/// Weaves `annotations`, which are in order, into the bytes of `range`. Those that do not lie in it are passed over;
/// one that crosses another, or lies in one that `may_hold` nothing, is left out and told.
pub fn weave(
    annotations: &[Annotation],
    range: Span,
    may_hold: impl Fn(TagType) -> bool,
) -> (Vec<Piece<'_>>, Vec<Loss>) {
    let mut pieces = Vec::new();
    let mut losses = Vec::new();
    let mut open: Vec<&Annotation> = Vec::new();
    let mut at = range.start;
    let first = annotations.partition_point(|a| a.span.start < range.start);
    let inside = annotations[first..].iter().take_while(|a| a.span.start < range.end);
    for annotation in inside.filter(|a| a.span.end <= range.end && !a.span.is_empty()) {
        while let Some(done) = open.pop_if(|open| open.span.end <= annotation.span.start) {
            push_text(&mut pieces, &mut at, done.span.end);
            pieces.push(Piece::Close(done));
        }
        let refused = match open.last() {
            Some(outer) if annotation.span.end > outer.span.end => Some("crosses"),
            Some(outer) if !may_hold(outer.label.kind) => Some("lies inside"),
            _ => None,
        };
        if let (Some(how), Some(outer)) = (refused, open.last()) {
            let kinds = (annotation.label.kind.as_str(), outer.label.kind.as_str());
            let what = format!("{} is left out: it {how} {} {}", kinds.0, kinds.1, outer.id);
            losses.push(Loss { span: annotation.span, what });
            continue;
        }
        push_text(&mut pieces, &mut at, annotation.span.start);
        pieces.push(Piece::Open(annotation));
        open.push(annotation);
    }
    while let Some(done) = open.pop() {
        push_text(&mut pieces, &mut at, done.span.end);
        pieces.push(Piece::Close(done));
    }
    push_text(&mut pieces, &mut at, range.end);
    (pieces, losses)
}

fn push_text(pieces: &mut Vec<Piece<'_>>, at: &mut usize, end: usize) {
    if end > *at {
        pieces.push(Piece::Text(Span::new(*at, end)));
        *at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, weave};
    use crate::annotations::Annotation;
    use crate::tags::{Label, TagType};
    use crate::text::Span;

    const TEXT: &str = "abcdefgh";

    fn check(spans: &[(usize, usize)], nests: bool, expected: &str, losses: usize) {
        let annotations: Vec<Annotation> = spans
            .iter()
            .map(|&(a, b)| Annotation::new(format!("{a}{b}"), Span::new(a, b), Label::new(TagType::Person)))
            .collect();
        let (pieces, lost) = weave(&annotations, Span::new(1, 7), |_| nests);
        let shown: String = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Open(_) => "<",
                Piece::Close(_) => ">",
                Piece::Text(span) => span.of(TEXT),
            })
            .collect();
        assert_eq!((shown.as_str(), lost.len()), (expected, losses));
    }

    #[test]
    fn annotations_nest_or_are_told() {
        check(&[], true, "bcdefg", 0);
        check(&[(0, 2), (1, 3), (2, 3), (3, 4), (6, 8)], true, "<b<c>><d>efg", 0);
        check(&[(1, 7), (1, 7), (2, 3)], true, "<<b<c>defg>>", 0);
        check(&[(1, 4), (2, 5)], true, "<bcd>efg", 1);
        check(&[(1, 4), (2, 3), (4, 5)], false, "<bcd><e>fg", 1);
    }
}
