//! Sentences and tokens of a text, for formats that have a line or a record for each.
//!
//! Invariant: tokens do not overlap, and every character that is no white space lies in one, so that an annotation that
//! begins and ends with letters or marks can always be told by tokens and parts of them. A sentence is never empty.

use crate::lexicon::closes_abbreviation;
use crate::text::{Passage, Span};

/// A sentence: from its first token to its last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the text, without the white space around.
    pub span: Span,
    /// Its tokens in order; at least one.
    pub tokens: Vec<Span>,
}

/// The sentences of a text. A sentence ends where a line ends, or behind a mark that ends one and the closing marks
/// after it, when white space follows.
pub fn sentences(text: &str) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut at = 0;
    let mut ended = true;
    for token in tokens(text) {
        let gap = &text[at..token.span.start];
        let begins = gap.contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']) || ended && !gap.is_empty();
        match sentences.last_mut() {
            Some(sentence) if !begins => {
                sentence.span.end = token.span.end;
                sentence.tokens.push(token.span);
            }
            _ => sentences.push(Sentence { span: token.span, tokens: vec![token.span] }),
        }
        let closes = ended && gap.is_empty() && is_closing(token.span.of(text));
        ended = token.ends_sentence || closes;
        at = token.span.end;
    }
    sentences
}

struct Token {
    span: Span,
    ends_sentence: bool,
}

/// The tokens of the passage, and between them what it takes for no part of a token: marks without a letter, controls.
fn tokens(text: &str) -> Vec<Token> {
    let passage = Passage::new(text, None);
    let mut out = Vec::with_capacity(passage.tokens.len());
    let mut at = 0;
    for (index, token) in passage.tokens.iter().enumerate() {
        loose(text, Span::new(at, token.span.start), &mut out);
        let ends_sentence = match passage.source_of(index) {
            "." => !closes_abbreviation(&passage, index),
            mark => matches!(mark, "!" | "?" | "؟" | "…"),
        };
        out.push(Token { span: token.span, ends_sentence });
        at = token.span.end;
    }
    loose(text, Span::new(at, text.len()), &mut out);
    out
}

/// Each run of characters in the gap that are no white space is a token.
fn loose(text: &str, gap: Span, out: &mut Vec<Token>) {
    let mut begun = None;
    for (offset, c) in gap.of(text).char_indices() {
        let at = gap.start + offset;
        match (begun, c.is_whitespace()) {
            (None, false) => begun = Some(at),
            (Some(start), true) => {
                out.push(Token { span: Span::new(start, at), ends_sentence: false });
                begun = None;
            }
            _ => {}
        }
    }
    if let Some(start) = begun {
        out.push(Token { span: Span::new(start, gap.end), ends_sentence: false });
    }
}

fn is_closing(mark: &str) -> bool {
    matches!(mark, "»" | "”" | "\"" | "'" | "’" | ")" | "]" | "." | "!" | "?" | "؟" | "…")
}

#[cfg(test)]
mod tests {
    use super::sentences;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let shown: Vec<String> = sentences(text)
            .iter()
            .map(|s| s.tokens.iter().map(|t| t.of(text)).collect::<Vec<_>>().join("_"))
            .collect();
        assert_eq!(shown, expected, "{text:?}");
    }

    #[test]
    fn marks_and_line_ends_end_sentences() {
        check("", &[]);
        check(" \r\n\u{a0}", &[]);
        check("وصل نجيب. ثم غاب؟ نعم", &["وصل_نجيب_.", "ثم_غاب_؟", "نعم"]);
        check("عنوان\r\nنص", &["عنوان", "نص"]);
        check("قال: «نعم.» ثم", &["قال_:_«_نعم_._»", "ثم"]);
        check("3.5 km", &["3_._5_km"]);
        check("Mr. Hill left...Then he came", &["Mr_._Hill_left_._._._Then_he_came"]);
    }

    #[test]
    fn what_is_no_word_is_a_token_too() {
        check("\u{200f}نجيب \u{202b} 😀", &["\u{200f}_نجيب_\u{202b}_😀"]);
    }

    proptest! {
        #[test]
        fn tokens_cover_all_but_white_space(text in "[ \u{a0}\r\n.؟»aن😀َـ\u{200f}1]{0,40}") {
            let mut at = 0;
            for sentence in sentences(&text) {
                prop_assert_eq!(sentence.span.start, sentence.tokens[0].start);
                prop_assert_eq!(Some(sentence.span.end), sentence.tokens.last().map(|t| t.end));
                for token in &sentence.tokens {
                    prop_assert!(token.start >= at && !token.is_empty());
                    prop_assert!(text[at..token.start].chars().all(char::is_whitespace));
                    at = token.end;
                }
            }
            prop_assert!(text[at..].chars().all(char::is_whitespace));
        }
    }
}
