//! Words of a text for formats of tokens, cut so that annotations begin and end where tokens do.
//!
//! The words are those of [`Passage`]. A fifth of the names in Arabic news are glued to a proclitic, and a few to a
//! suffix, so a word is cut wherever an annotation begins or ends inside it. Invariant: pieces stand in the order of the
//! text, never overlap, are never empty, and no edge lies inside one.

use crate::annotations::{Annotation, Article, Loss};
use crate::lexicon::closes_abbreviation;
use crate::tags::TagType;
use crate::text::{Passage, Span, TokenKind};

/// A word or a part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its bytes.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// It goes on with the word of the piece before.
    pub glued: bool,
    /// A sentence ends with it.
    pub ends_sentence: bool,
}

/// Characters that end a line for [`Passage`].
const LINE_ENDS: [char; 5] = ['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];

/// The words, numbers and marks of a text. A sentence ends at the end of a line, and behind a mark that ends sentences,
/// with the quotation marks and brackets that close after it.
pub fn words(text: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split(LINE_ENDS) {
        let passage = Passage::new(line, None);
        let first = out.len();
        let pieces = passage.tokens.iter().map(|token| Piece {
            span: token.span.shifted(start),
            kind: token.kind,
            glued: false,
            ends_sentence: false,
        });
        out.extend(pieces);
        for end in sentence_ends(&passage) {
            out[first + end].ends_sentence = true;
        }
        start += line.len();
        start += text[start..].chars().next().map_or(0, char::len_utf8);
    }
    out
}

/// The last tokens of the passage's sentences.
fn sentence_ends(passage: &Passage<'_>) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut index = 0;
    while index < passage.tokens.len() {
        let ending = match passage.source_of(index) {
            "." => !closes_abbreviation(passage, index),
            "!" | "?" | "\u{61f}" | "\u{6d4}" | "\u{2026}" => true,
            _ => false,
        };
        if ending {
            while let Some(next) = passage.tokens.get(index + 1)
                && !next.spaced
                && closes(next.span.of(passage.source))
            {
                index += 1;
            }
            // A full stop inside of a number or an address ends nothing.
            if passage.tokens.get(index + 1).is_some_and(|next| next.spaced) {
                ends.push(index);
            }
        }
        index += 1;
    }
    ends.extend(passage.tokens.len().checked_sub(1));
    ends
}

/// True for a mark that belongs to the sentence before it.
fn closes(mark: &str) -> bool {
    const MARKS: &str = ".!?\u{61f}\u{2026}\"'\u{bb}\u{201d}\u{2019})]";
    mark.chars().next().is_some_and(|c| MARKS.contains(c))
}

/// Cuts pieces at `edges`, which are in order.
pub fn cut(words: &[Piece], edges: &[usize]) -> Vec<Piece> {
    let mut out = Vec::with_capacity(words.len() + edges.len());
    let mut next = 0;
    for word in words {
        let mut rest = *word;
        while let Some(&edge) = edges.get(next).filter(|&&edge| edge < word.span.end) {
            if edge > rest.span.start {
                let span = Span::new(rest.span.start, edge);
                out.push(Piece { span, ends_sentence: false, ..rest });
                rest = Piece { span: Span::new(edge, rest.span.end), glued: true, ..rest };
            }
            next += 1;
        }
        out.push(rest);
    }
    out
}

/// Where annotations begin and end, in order, each place once.
pub fn edges<'a>(annotations: impl IntoIterator<Item = &'a Annotation>) -> Vec<usize> {
    let mut edges: Vec<usize> = annotations.into_iter().flat_map(|a| [a.span.start, a.span.end]).collect();
    edges.sort_unstable();
    edges.dedup();
    edges
}

/// The annotations that a format without nesting keeps, in order: the outermost ones, but of a quotation what is said
/// in it, as a quotation would swallow every name of its sentence. The others are told.
pub fn outermost(article: &Article) -> (Vec<&Annotation>, Vec<Loss>) {
    let mut losses = Vec::new();
    let (quotes, names): (Vec<_>, Vec<_>) =
        article.annotations.iter().partition(|a| a.label.kind == TagType::Quote);
    let mut kept: Vec<&Annotation> = Vec::new();
    for annotation in names {
        match kept.last().filter(|outer| outer.span.overlaps(annotation.span)) {
            Some(outer) => losses.push(overlapped(annotation, outer)),
            None => kept.push(annotation),
        }
    }
    for quote in quotes {
        let place = kept.partition_point(|a| a.span.end <= quote.span.start);
        match kept.get(place).filter(|held| held.span.overlaps(quote.span)) {
            Some(held) => losses.push(overlapped(quote, held)),
            None => kept.insert(place, quote),
        }
    }
    losses.sort_by_key(|loss| loss.span.start);
    (kept, losses)
}

fn overlapped(left_out: &Annotation, kept: &Annotation) -> Loss {
    let what = format!(
        "{} is left out: the format holds no overlap, and {} {} is kept",
        left_out.label.kind.as_str(),
        kept.label.kind.as_str(),
        kept.id
    );
    Loss { span: left_out.span, what }
}

#[cfg(test)]
mod tests {
    use super::{cut, edges, outermost, words};
    use crate::annotations::inline;
    use crate::tags::Syntax;

    fn check(document: &str, expected: &str) {
        let article = inline::read("x", document, Syntax::Plain, Vec::new());
        let pieces = cut(&words(&article.text), &edges(&article.annotations));
        let shown: Vec<String> = pieces
            .iter()
            .map(|piece| {
                let glued = if piece.glued { "+" } else { "" };
                let end = if piece.ends_sentence { "¶" } else { "" };
                format!("{glued}{}{end}", piece.span.of(&article.text))
            })
            .collect();
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn words_are_cut_where_annotations_begin_and_end() {
        check("", "");
        check("زار و<placeName>بيروت</placeName>", "زار و +بيروت¶");
        check("<person>نجيب</person>ه ثم", "نجيب +ه ثم¶");
        check("ول<org>ل<placeName>شام</placeName></org>", "ول +ل +شام¶");
        check("<person>أ</person><placeName>ب</placeName>", "أ +ب¶");
        check("زار<placeName> بيروت </placeName>ثم", "زار بيروت ثم¶");
    }

    #[test]
    fn sentences_end_at_marks_and_lines() {
        check("قال. ثم", "قال .¶ ثم¶");
        check("قال \"نعم.\" ثم؟ لا", "قال \" نعم . \"¶ ثم ؟¶ لا¶");
        check("3.5 الآن\r\n\r\nثم", "3 . 5 الآن¶ ثم¶");
        check("the U.S. team", "the U . S . team¶");
        check("د. سمير", "د . سمير¶");
    }

    #[test]
    fn the_outermost_is_kept_but_not_a_quotation_of_names() {
        let kept = |document: &str| -> (Vec<String>, usize) {
            let article = inline::read("x", document, Syntax::Plain, Vec::new());
            let (kept, losses) = outermost(&article);
            (kept.iter().map(|a| article.covered(a).to_owned()).collect(), losses.len())
        };
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            kept("<org>a <placeName>b</placeName></org> <person>c</person>"),
            (words(&["a b", "c"]), 1)
        );
        assert_eq!(kept("<quote>a <person>b</person></quote> <quote>c</quote>"), (words(&["b", "c"]), 1));
    }
}
