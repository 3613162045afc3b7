//! Writes the columns.

use super::{HEADER, name};
use crate::annotations::{Annotation, Article, Loss};
use crate::formats::losses::{self, more_than_type, untold};
use crate::formats::tokens::{self, Piece};
use crate::formats::{Choices, Clitics, Written};
use crate::text::TokenKind;
use std::fmt::Write;

/// Writes IOB2.
pub fn iob2(article: &Article, choices: Choices) -> Written {
    write(article, choices, "conll", |first, _| if first { 'B' } else { 'I' })
}

/// Writes BILOU.
pub fn bilou(article: &Article, choices: Choices) -> Written {
    write(article, choices, "bilou", |first, last| match (first, last) {
        (true, true) => 'U',
        (true, false) => 'B',
        (false, true) => 'L',
        (false, false) => 'I',
    })
}

/// Writes an article; `prefix` is that of a token which is the first and the last of its annotation, or not.
fn write(article: &Article, choices: Choices, ending: &str, prefix: fn(bool, bool) -> char) -> Written {
    let (kept, mut losses) = tokens::outermost(article);
    let words = tokens::words(&article.text);
    let pieces = seen(
        match choices.clitics {
            Clitics::Attach => words,
            Clitics::Split | Clitics::Drop => tokens::cut(&words, &tokens::edges(kept.iter().copied())),
        },
        &article.text,
    );
    let held = held(&pieces, &kept, &mut losses);
    let mut content = format!("{HEADER}\n\n");
    for (index, piece) in pieces.iter().enumerate() {
        let next = held.get(index + 1).copied().flatten();
        if choices.clitics == Clitics::Drop && held[index].is_none() && next.is_some() {
            let before_word = !piece.glued && pieces[index + 1].glued;
            if before_word && is_proclitic(*piece, &article.text) {
                continue;
            }
        }
        let _ = write!(content, "{} _ _ ", visible(piece.span.of(&article.text)));
        match held[index] {
            Some(annotation) => {
                let same = |other: Option<usize>| other == Some(annotation);
                let first = !same(index.checked_sub(1).and_then(|before| held[before]));
                let _ =
                    writeln!(content, "{}-{}", prefix(first, !same(next)), name(kept[annotation].label.kind));
            }
            None => content.push_str("O\n"),
        }
        let goes_on = next.is_some() && next == held[index];
        if piece.ends_sentence && !goes_on {
            content.push('\n');
        }
    }
    losses.extend(more_than_type(kept.iter().copied()));
    losses.extend(untold(article, losses::ALL));
    losses.sort_by_key(|loss| loss.span.start);
    Written::one(article, ending, content, losses)
}

/// The pieces that are words, numbers or marks. Of the others nothing is seen, and readers take some for white space.
fn seen(pieces: Vec<Piece>, text: &str) -> Vec<Piece> {
    let mut seen: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if piece.kind.is_some() && !visible(piece.span.of(text)).is_empty() {
            seen.push(piece);
        } else if let Some(last) = seen.last_mut().filter(|_| piece.ends_sentence) {
            last.ends_sentence = true;
        }
    }
    seen
}

/// Which of the annotations, which are in order and apart, each piece belongs to.
fn held(pieces: &[Piece], annotations: &[&Annotation], losses: &mut Vec<Loss>) -> Vec<Option<usize>> {
    let mut held = vec![None; pieces.len()];
    let mut at = 0;
    for (index, annotation) in annotations.iter().enumerate() {
        while pieces.get(at).is_some_and(|piece| piece.span.end <= annotation.span.start) {
            at += 1;
        }
        let first = at;
        while pieces.get(at).is_some_and(|piece| piece.span.start < annotation.span.end) {
            held[at] = Some(index);
            at += 1;
        }
        if at == first {
            let kind = annotation.label.kind.as_str();
            let what = format!("{kind} is left out: it has no token of its own");
            losses.push(Loss { span: annotation.span, what });
        }
    }
    held
}

/// The text of a token without controls.
fn visible(token: &str) -> String {
    token.chars().filter(|c| !c.is_control()).collect()
}

/// True for a part of a word that may be and, in, for, like, will, with the article or without.
fn is_proclitic(piece: Piece, text: &str) -> bool {
    const LETTERS: &str = "\u{648}\u{641}\u{628}\u{644}\u{643}\u{633}\u{627}";
    const LONGEST: usize = 4;
    let letters = || piece.span.of(text).chars().filter(|c| c.is_alphabetic());
    piece.kind == Some(TokenKind::Arabic)
        && letters().count() <= LONGEST
        && letters().all(|c| LETTERS.contains(c))
}

#[cfg(test)]
mod tests {
    use super::{bilou, iob2};
    use crate::annotations::inline;
    use crate::formats::{Choices, Clitics};
    use crate::tags::Syntax;

    /// Checks lines without the columns that say nothing, joined by `|`.
    fn check(document: &str, clitics: Clitics, expected: &str, losses: usize) {
        let article = inline::read("x", document, Syntax::Plain, Vec::new());
        for (writer, ending) in [(iob2 as fn(_, _) -> _, "conll"), (bilou, "bilou")] {
            let written = writer(&article, Choices { clitics });
            assert_eq!(written.files[0].name, format!("x.{ending}"));
            let content = written.files[0].content.replace(" _ _ ", " ");
            let lines = content.strip_prefix("-DOCSTART- -X- O O\n\n").unwrap().replace('\n', "|");
            // Expected are BILOU's tags, which say IOB2's too.
            let expected = match ending {
                "conll" => expected.replace(" U-", " B-").replace(" L-", " I-"),
                _ => expected.to_owned(),
            };
            assert_eq!((lines, written.losses.len()), (expected, losses), "{document}");
        }
    }

    #[test]
    fn a_proclitic_is_split_attached_or_dropped() {
        let document = "زار و<placeName>بيروت</placeName>";
        check(document, Clitics::Split, "زار O|و O|بيروت U-LOC||", 0);
        check(document, Clitics::Attach, "زار O|وبيروت U-LOC||", 0);
        check(document, Clitics::Drop, "زار O|بيروت U-LOC||", 0);
        check("غير<placeName>بيروت</placeName>ية", Clitics::Drop, "غير O|بيروت U-LOC|ية O||", 0);
    }

    #[test]
    fn annotations_are_flat_and_sentences_end_outside_of_them() {
        check(
            "<org>حكومة <placeName>سورية</placeName></org>. ثم <person>أ. ب</person>\r\n😀",
            Clitics::Split,
            "حكومة B-ORG|سورية L-ORG|. O||ثم O|أ B-PER|. I-PER|ب L-PER||😀 O||",
            1,
        );
        check("<org>a!\nb</org> c", Clitics::Split, "a B-ORG|! I-ORG|b L-ORG|c O||", 0);
        check("<person>أ</person><person>ب</person>", Clitics::Split, "أ U-PER|ب U-PER||", 0);
        check("<person>أ</person><person>ب</person>", Clitics::Attach, "أب U-PER||", 1);
    }

    #[test]
    fn what_has_no_token_is_told() {
        check("a<person> </person>\u{1}b", Clitics::Split, "a O|b O||", 1);
        check("", Clitics::Split, "", 0);
        check("<date value=\"2016\">b</date>", Clitics::Split, "b U-DATE||", 0);
        check("<date when=\"2016\">b</date>", Clitics::Split, "b U-DATE||", 1);
    }
}
