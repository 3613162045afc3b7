//! What a quotation sees of the words around it: verbs of saying, ends of sentences, quotations before it.
//!
//! Every question looks a bounded number of words ahead or back, so a paragraph full of marks costs its length.

use crate::lexicon::{Class, Lexicon, closes_abbreviation};
use crate::text::clitics::{self, proclitic};
use crate::text::{Language, Passage, Span, TokenKind};

/// Words from a quotation to its verb, at most.
const FARTHEST: usize = 60;

/// A pair of marks as tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marked {
    /// The opening mark.
    pub open: usize,
    /// The closing mark.
    pub close: usize,
}

/// How speech is told at some token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Telling {
    /// A verb or participle of saying; true with "and" glued to it.
    Verb(bool),
    /// The speaker stands behind it: بحسب, according to.
    Follows,
    /// The speaker stands before it: قوله.
    Precedes,
}

/// A paragraph's words, and the quotations accepted so far.
pub(super) struct Clauses<'a> {
    pub passage: &'a Passage<'a>,
    lexicon: &'static Lexicon,
    accepted: Vec<Marked>,
}

impl<'a> Clauses<'a> {
    pub fn new(passage: &'a Passage<'a>) -> Self {
        Self { passage, lexicon: Lexicon::of(passage.language), accepted: Vec::new() }
    }

    /// The tokens of a pair of marks.
    pub fn marked(&self, pair: Span) -> Option<Marked> {
        let tokens = &self.passage.tokens;
        let open = tokens.partition_point(|t| t.span.end <= pair.start);
        let close = tokens.partition_point(|t| t.span.end < pair.end);
        let are_marks = tokens.get(open)?.span.start == pair.start && tokens.get(close)?.span.end == pair.end;
        (are_marks && open < close).then_some(Marked { open, close })
    }

    pub fn accept(&mut self, marked: Marked) {
        self.accepted.push(marked);
    }

    /// The quotation accepted last.
    pub fn previous(&self) -> Option<Marked> {
        self.accepted.last().copied()
    }

    pub fn english(&self) -> bool {
        self.passage.language == Language::English
    }

    /// The mark that token `i` is.
    pub fn mark(&self, i: usize) -> Option<char> {
        let token = self.passage.tokens.get(i).filter(|t| t.kind == TokenKind::Punctuation)?;
        token.fold.of(&self.passage.folded).chars().next()
    }

    pub fn is_comma(&self, i: usize) -> bool {
        matches!(self.mark(i), Some(',' | '\u{60C}'))
    }

    /// Token `i`, as a whole, stands in the list.
    pub fn has(&self, i: usize, class: Class) -> bool {
        self.passage.is_word(i) && self.lexicon.sense(self.passage.fold_of(i), class).is_some()
    }

    /// The same, with any proclitic cut.
    pub fn has_stem(&self, i: usize, class: Class) -> bool {
        self.passage.is_word(i)
            && clitics::stems(self.passage, i).iter().any(|stem| {
                let end = self.passage.tokens[i].fold.end;
                self.lexicon.sense(&self.passage.folded[stem.fold_start..end], class).is_some()
            })
    }

    /// Token `i` is this small word of a clause.
    pub fn is_clause_word(&self, i: usize, value: &str) -> bool {
        self.passage.is_word(i)
            && self
                .lexicon
                .sense(self.passage.fold_of(i), Class::ClauseWord)
                .is_some_and(|s| s.value == value)
    }

    /// The sentence ends at token `i`. A full stop behind a letter or a title ends none.
    pub fn ends_sentence(&self, i: usize) -> bool {
        match self.mark(i) {
            Some('!' | '?' | '\u{61F}' | '\u{2026}') => true,
            Some('.') => {
                let next = self.passage.tokens.get(i + 1);
                !closes_abbreviation(self.passage, i)
                    && next.is_none_or(|t| t.spaced || t.kind == TokenKind::Punctuation)
            }
            _ => false,
        }
    }

    /// The tokens before `i` in its sentence, the nearest first, quotations left out.
    pub fn back(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        let mut quotes = self.accepted.iter().rev().skip_while(move |q| q.close >= i).peekable();
        let mut at = i;
        (0..FARTHEST).map_while(move |_| {
            let mut before = at.checked_sub(1)?;
            while let Some(quote) = quotes.next_if(|q| q.close == before) {
                // A whole sentence was said: what stands before it is another one.
                if self.ends_sentence(before - 1) && !self.is_comma(before + 1) {
                    return None;
                }
                before = quote.open.checked_sub(1)?;
            }
            let breaks = self.passage.tokens[at.min(self.passage.tokens.len() - 1)].line_start && at < i;
            if breaks || self.ends_sentence(before) {
                return None;
            }
            at = before;
            Some(before)
        })
    }

    /// How speech is told at token `i`, and its last token.
    pub fn telling(&self, i: usize) -> Option<(Telling, usize)> {
        if !self.passage.is_word(i) {
            return None;
        }
        if let Some((found, sense)) = self.lexicon.longest(self.passage, i, Class::Attribution) {
            let telling = if sense.value == "precedes" { Telling::Precedes } else { Telling::Follows };
            return (found.stem.cut & !proclitic::AND == 0).then_some((telling, found.last));
        }
        // "United States", "The Times Reports": names.
        if self.english() && self.passage.is_capitalised(i) {
            return None;
        }
        let end = self.passage.tokens[i].fold.end;
        clitics::stems(self.passage, i).iter().filter(|stem| stem.cut & !proclitic::AND == 0).find_map(
            |stem| {
                let sense =
                    self.lexicon.sense(&self.passage.folded[stem.fold_start..end], Class::SpeechVerb)?;
                (sense.value == "say").then_some((Telling::Verb(stem.cut != 0), i))
            },
        )
    }

    /// Words between the marks, counted up to `most`.
    pub fn words_inside(&self, marked: Marked, most: usize) -> usize {
        (marked.open + 1..marked.close).filter(|&i| self.passage.is_word(i)).take(most).count()
    }
}
