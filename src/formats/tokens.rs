//! Tokens and sentences of a text, for formats that have a line or a record for each, and for measures that count tokens.
//!
//! The words are those of [`Passage`]; what it takes for no part of a word (marks of direction, emoji, a vowel sign by
//! itself) makes tokens too. A fifth of the names in Arabic news are glued to a proclitic, and a few to a suffix, so a word
//! can be [`cut`] wherever an annotation begins or ends inside it. Invariant: tokens stand in the order of the text, never
//! overlap, are never empty, and every character that is no white space lies in one; after a cut, no edge lies inside one.

use crate::annotations::{Annotation, Article, Loss};
use crate::lexicon::closes_abbreviation;
use crate::tags::TagType;
use crate::text::{Passage, Span, TokenKind};

/// A word or a part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its bytes.
    pub span: Span,
    /// What it is made of; none for what [`Passage`] has no token for.
    pub kind: Option<TokenKind>,
    /// It goes on with the word of the piece before.
    pub glued: bool,
    /// A sentence ends with it.
    pub ends_sentence: bool,
}

/// A sentence: from its first token to its last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the text, without the white space around.
    pub span: Span,
    /// Its tokens in order; at least one.
    pub tokens: Vec<Span>,
}

/// Characters that end a line for [`Passage`].
const LINE_ENDS: [char; 5] = ['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];

/// The tokens of a text. A sentence ends at the end of a line, and before white space behind a mark that ends sentences,
/// with the quotation marks and brackets that close after it.
pub fn words(text: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split(LINE_ENDS) {
        line_words(line, start, &mut out);
        start += line.len();
        start += text[start..].chars().next().map_or(0, char::len_utf8);
    }
    out
}

/// The sentences of a text with their tokens.
pub fn sentences(text: &str) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut ended = true;
    for piece in words(text) {
        match sentences.last_mut().filter(|_| !ended) {
            Some(sentence) => {
                sentence.span.end = piece.span.end;
                sentence.tokens.push(piece.span);
            }
            None => sentences.push(Sentence { span: piece.span, tokens: vec![piece.span] }),
        }
        ended = piece.ends_sentence;
    }
    sentences
}

/// The tokens of a line that begins at byte `start` of its text.
fn line_words(line: &str, start: usize, out: &mut Vec<Piece>) {
    let passage = Passage::new(line, None);
    let first = out.len();
    let piece =
        |span: Span, kind| Piece { span: span.shifted(start), kind, glued: false, ends_sentence: false };
    let (mut at, mut ended) = (0, false);
    let tokens = passage.tokens.iter().enumerate().map(|(index, token)| (token.span, Some(index)));
    for (span, index) in tokens.chain([(Span::new(line.len(), line.len()), None)]) {
        for loose in runs(line, Span::new(at, span.start)) {
            // A mark of direction or an emoji behind a full stop belongs to its sentence.
            if ended
                && loose.start > at
                && let Some(last) = out[first..].last_mut()
            {
                last.ends_sentence = true;
                ended = false;
            }
            out.push(piece(loose, None));
            at = loose.end;
        }
        let Some(index) = index else { break };
        let spaced = span.start > at;
        if ended
            && spaced
            && let Some(last) = out[first..].last_mut()
        {
            last.ends_sentence = true;
        }
        let mark = passage.source_of(index);
        // A full stop inside of a number or an address ends nothing, as no white space follows.
        ended = ends(&passage, index) || ended && !spaced && closes(mark);
        out.push(piece(span, Some(passage.tokens[index].kind)));
        at = span.end;
    }
    if let Some(last) = out[first..].last_mut() {
        last.ends_sentence = true;
    }
}

/// The runs of characters in a gap between tokens that are no white space.
fn runs(line: &str, gap: Span) -> Vec<Span> {
    let mut runs = Vec::new();
    let mut start = gap.start;
    for run in gap.of(line).split(char::is_whitespace) {
        let end = start + run.len();
        if !run.is_empty() {
            runs.push(Span::new(start, end));
        }
        start = end + line[end..].chars().next().map_or(0, char::len_utf8);
    }
    runs
}

/// True for a mark that ends a sentence.
fn ends(passage: &Passage<'_>, index: usize) -> bool {
    match passage.source_of(index) {
        "." => !closes_abbreviation(passage, index),
        mark => matches!(mark, "!" | "?" | "\u{61f}" | "\u{6d4}" | "\u{2026}"),
    }
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
    use super::{cut, edges, outermost, sentences, words};
    use crate::annotations::inline;
    use crate::tags::Syntax;
    use proptest::prelude::*;

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
        check("نعم.\u{200f} ثم", "نعم . \u{200f}¶ ثم¶");
        check("قال: «نعم.» 😀\u{200f}", "قال : « نعم . »¶ 😀 \u{200f}¶");
    }

    #[test]
    fn sentences_hold_their_tokens() {
        let check = |text: &str, expected: &[&str]| {
            let shown: Vec<String> = sentences(text)
                .iter()
                .map(|s| s.tokens.iter().map(|t| t.of(text)).collect::<Vec<_>>().join("_"))
                .collect();
            assert_eq!(shown, expected, "{text:?}");
        };
        check("", &[]);
        check(" \r\n\u{a0}", &[]);
        check("وصل نجيب. ثم غاب؟ نعم", &["وصل_نجيب_.", "ثم_غاب_؟", "نعم"]);
        check("عنوان\r\nنص", &["عنوان", "نص"]);
        check("Mr. Hill left...Then he came", &["Mr_._Hill_left_._._._Then_he_came"]);
        check("\u{200f}نجيب \u{202b} 😀", &["\u{200f}_نجيب_\u{202b}_😀"]);
    }

    proptest! {
        #[test]
        fn tokens_cover_all_but_white_space(
            text in "[ \u{a0}\r\n.؟»aن😀َـ\u{200f}1]{0,40}",
            cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        ) {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            let mut cuts: Vec<usize> =
                cuts.iter().filter(|_| !places.is_empty()).map(|index| *index.get(&places)).collect();
            cuts.sort_unstable();
            cuts.dedup();
            let mut at = 0;
            for piece in cut(&words(&text), &cuts) {
                prop_assert!(piece.span.start >= at && !piece.span.is_empty());
                prop_assert!(text[at..piece.span.start].chars().all(char::is_whitespace));
                prop_assert!(!piece.glued || piece.span.start == at);
                prop_assert!(!cuts.iter().any(|&edge| piece.span.start < edge && edge < piece.span.end));
                at = piece.span.end;
            }
            prop_assert!(text[at..].chars().all(char::is_whitespace));
            let mut at = 0;
            for sentence in sentences(&text) {
                prop_assert_eq!(Some(&sentence.span.start), sentence.tokens.first().map(|t| &t.start));
                prop_assert_eq!(Some(sentence.span.end), sentence.tokens.last().map(|t| t.end));
                prop_assert!(sentence.span.start >= at);
                at = sentence.span.end;
            }
        }
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
