//! A passage: one paragraph of prose, read once.
//!
//! Holds the source, its tokens, and one folded string in which tokens stand as word lists spell them, separated by
//! single spaces. `origin` leads from a folded byte back to the source byte of the character it came from, so every
//! match in folded text has an exact source span: the token's characters are folded once more up to that byte, which
//! only matches pay for. Built in one pass over the characters, two allocations in all.

use super::fold::{Class, Folder, fold_char};
use super::{Language, Span};
use icu_normalizer::ComposingNormalizerBorrowed;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A run of Arabic letters and their marks.
    Arabic,
    /// A run of letters of another script.
    Latin,
    /// A run of digits, Arabic-Indic and Persian ones included.
    Number,
    /// One character of punctuation or symbol.
    Punctuation,
}

/// A word, a number or a punctuation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the source, marks included.
    pub span: Span,
    /// Where its folded form stands in [`Passage::folded`].
    pub fold: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// White space stands before it.
    pub spaced: bool,
    /// A line break stands before it.
    pub line_start: bool,
}

/// One paragraph, tokenised and folded.
#[derive(Debug)]
pub struct Passage<'a> {
    /// The text as written.
    pub source: &'a str,
    /// The folded text: tokens as word lists spell them, single spaces where the source has white space.
    pub folded: String,
    /// Words, numbers and marks in order.
    pub tokens: Vec<Token>,
    /// The language most of its letters belong to.
    pub language: Language,
}

impl<'a> Passage<'a> {
    /// Reads `source`. `language` overrides the choice by script.
    pub fn new(source: &'a str, language: Option<Language>) -> Self {
        let mut reader = Reader {
            folder: Folder::get(),
            folded: String::with_capacity(source.len()),
            tokens: Vec::with_capacity(source.len() / 6),
            open: None,
            current: NOTHING,
            spaced: false,
            line_start: true,
        };
        let mut letters = [0usize; 2];
        for (at, c) in source.char_indices() {
            let end = at + c.len_utf8();
            if is_presentation_form(c) {
                letters_of(c, |part| reader.push(part, at, end, &mut letters));
            } else {
                reader.push(c, at, end, &mut letters);
            }
        }
        reader.close();
        let language = language.unwrap_or(if letters[0] * 2 >= letters[1] && letters[0] > 0 {
            Language::Arabic
        } else {
            Language::English
        });
        split_possessives(&reader.folded, &mut reader.tokens);
        Self { source, folded: reader.folded, tokens: reader.tokens, language }
    }

    /// The folded form of token `index`, or an empty string past the end.
    pub fn fold_of(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |t| t.fold.of(&self.folded))
    }

    /// The source text of token `index`, or an empty string past the end.
    pub fn source_of(&self, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |t| t.span.of(self.source))
    }

    /// The source offset of the character that folded byte `fold_offset` came from. The space before a token comes
    /// from the token.
    pub fn origin(&self, fold_offset: usize) -> usize {
        let index = self.tokens.partition_point(|token| token.fold.end <= fold_offset);
        let Some(token) = self.tokens.get(index) else { return self.source.len() };
        let mut folded = token.fold.start;
        if fold_offset <= folded {
            return token.span.start;
        }
        for (at, c) in token.span.of(self.source).char_indices() {
            let mut add = |c: char| {
                let (class, c) = fold_char(c);
                folded += if class == Class::Ignorable { 0 } else { c.len_utf8() };
            };
            if is_presentation_form(c) {
                letters_of(c, add);
            } else {
                add(c);
            }
            if fold_offset < folded {
                return token.span.start + at;
            }
        }
        token.span.end
    }

    /// The source span from folded byte `fold_start` to the end of token `last`.
    pub fn span_from(&self, fold_start: usize, last: usize) -> Span {
        Span::new(self.origin(fold_start), self.tokens[last].span.end)
    }

    /// The source span of tokens `first..=last`.
    pub fn span_of(&self, first: usize, last: usize) -> Span {
        Span::new(self.tokens[first].span.start, self.tokens[last].span.end)
    }

    /// True when the word begins with an upper-case letter. Arabic has none.
    pub fn is_capitalised(&self, index: usize) -> bool {
        self.source_of(index).chars().next().is_some_and(char::is_uppercase)
    }

    /// True when the token is this punctuation mark.
    pub fn is_mark(&self, index: usize, mark: char) -> bool {
        self.tokens.get(index).is_some_and(|t| {
            t.kind == TokenKind::Punctuation && t.fold.of(&self.folded).chars().eq(std::iter::once(mark))
        })
    }

    /// True when token `index` is a word (letters of any script).
    pub fn is_word(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|t| matches!(t.kind, TokenKind::Arabic | TokenKind::Latin))
    }
}

/// True for an acronym as it is written: two capitals or more, and nothing else but digits and apostrophes.
pub fn is_acronym(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    capitals > 1 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '\'')
}

/// What stands in for a token before there is one.
const NOTHING: Token = Token {
    span: Span::new(0, 0),
    fold: Span::new(0, 0),
    kind: TokenKind::Punctuation,
    spaced: false,
    line_start: false,
};

struct Reader {
    folder: &'static Folder,
    folded: String,
    tokens: Vec<Token>,
    /// The kind of the token that is being read, if one is: [`Reader::current`], not yet among the tokens.
    open: Option<TokenKind>,
    current: Token,
    spaced: bool,
    line_start: bool,
}

impl Reader {
    #[inline]
    fn push(&mut self, c: char, at: usize, end: usize, letters: &mut [usize; 2]) {
        let (class, folded) = self.folder.fold(c);
        let kind = match class {
            Class::Ignorable => {
                // A mark belongs to its word; a control between words belongs to none.
                if self.open.is_some() && !is_control(c) {
                    self.current.span.end = end;
                }
                return;
            }
            Class::Space | Class::Break => {
                self.close();
                self.spaced = true;
                self.line_start |= class == Class::Break;
                return;
            }
            Class::Arabic => {
                letters[0] += 1;
                TokenKind::Arabic
            }
            Class::Letter => {
                letters[1] += 1;
                TokenKind::Latin
            }
            Class::Digit => TokenKind::Number,
            Class::Punctuation => TokenKind::Punctuation,
        };
        if self.open != Some(kind) || kind == TokenKind::Punctuation {
            self.begin(kind, at);
        }
        self.folded.push(folded);
        self.current.span.end = end;
    }

    /// Ends the token before and begins one at source byte `at`.
    fn begin(&mut self, kind: TokenKind, at: usize) {
        self.close();
        if self.spaced && !self.folded.is_empty() {
            self.folded.push(' ');
        }
        let start = self.folded.len();
        self.current = Token {
            span: Span::new(at, at),
            fold: Span::new(start, start),
            kind,
            spaced: self.spaced,
            line_start: self.line_start,
        };
        self.open = Some(kind);
        self.spaced = false;
        self.line_start = false;
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.current.fold.end = self.folded.len();
            self.tokens.push(self.current);
        }
    }
}

/// Old PDF text has letters in the shapes they take in a word.
const fn is_presentation_form(c: char) -> bool {
    matches!(c, '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// The letters of a presentation form: one character may stand for several.
fn letters_of(c: char, push: impl FnMut(char)) {
    let mut buffer = [0u8; 4];
    let form = c.encode_utf8(&mut buffer).chars();
    ComposingNormalizerBorrowed::new_nfkc().normalize_iter(form).for_each(push);
}

/// Controls that may stand between words: they end nothing and belong to nothing.
fn is_control(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// An apostrophe between Latin letters belongs to the word (O'Brien), but the possessive 's does not.
fn split_possessives(folded: &str, tokens: &mut Vec<Token>) {
    if !folded.contains('\'') {
        return;
    }
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut i = 0;
    while i < tokens.len() {
        let token = tokens[i];
        let joins = token.kind == TokenKind::Punctuation
            && token.fold.of(folded) == "'"
            && !token.spaced
            && i + 1 < tokens.len()
            && tokens[i + 1].kind == TokenKind::Latin
            && !tokens[i + 1].spaced
            && tokens[i + 1].fold.of(folded) != "s";
        match out.last_mut() {
            Some(previous) if joins && previous.kind == TokenKind::Latin => {
                previous.span.end = tokens[i + 1].span.end;
                previous.fold.end = tokens[i + 1].fold.end;
                i += 2;
            }
            _ => {
                out.push(token);
                i += 1;
            }
        }
    }
    *tokens = out;
}

#[cfg(test)]
mod tests {
    use super::{Passage, TokenKind};

    fn check(source: &str, expected: &str) {
        let passage = Passage::new(source, None);
        let shown: Vec<String> = (0..passage.tokens.len())
            .map(|i| {
                let mark = if passage.tokens[i].spaced { " " } else { "" };
                format!("{mark}{}={}", passage.source_of(i), passage.fold_of(i))
            })
            .collect();
        assert_eq!(shown.join("|"), expected);
    }

    #[test]
    fn tokens_are_runs_of_one_kind() {
        check("الخميس، 29 كانون", "الخميس=الخميس|،=،| 29=29| كانون=كانون");
        check("أيلول/سبتمبر", "أيلول=ايلول|/=/|سبتمبر=سبتمبر");
        check("الرقم0012022", "الرقم=الرقم|0012022=0012022");
        check("بوتين\u{a0}الخميس", "بوتين=بوتين| الخميس=الخميس");
        check("يعبّر وقفاً", "يعبّر=يعبر| وقفاً=وقفا");
        check("O'Brien’s", "O'Brien=o'brien|’='|s=s");
        check("٢٩/١٢", "٢٩=29|/=/|١٢=12");
    }

    #[test]
    fn presentation_forms_become_letters_with_their_source_span() {
        let passage = Passage::new("ﻼﺳ ﷲ", None);
        assert_eq!(passage.folded, "لاس الله");
        assert_eq!(passage.source_of(1), "ﷲ");
    }

    #[test]
    fn every_folded_byte_has_its_character() {
        let source = "ﻼﺳ، \u{200f}يعبّر  محـــمد O'Bri\u{200b}en’s";
        let passage = Passage::new(source, None);
        let shown: Vec<(char, &str)> = passage
            .folded
            .char_indices()
            .map(|(at, c)| (c, &source[passage.origin(at)..]))
            .map(|(c, rest)| (c, &rest[..rest.chars().next().map_or(0, char::len_utf8)]))
            .collect();
        let pairs: Vec<String> = shown.iter().map(|(c, from)| format!("{c}{from}")).collect();
        assert_eq!(
            pairs.join("|"),
            "لﻼ|اﻼ|سﺳ|،،| ي|يي|عع|بب|رر| م|مم|حح|مم|دد| O|oO|''|bB|rr|ii|ee|nn|'’|ss"
        );
        assert_eq!(passage.origin(passage.folded.len()), source.len());
    }

    #[test]
    fn folded_bytes_map_to_their_source() {
        let passage = Passage::new("وأنقرة", None);
        assert_eq!(passage.origin('و'.len_utf8()), "و".len());
        assert_eq!(passage.span_from('و'.len_utf8(), 0).of(passage.source), "أنقرة");
    }

    #[test]
    fn bidi_controls_belong_to_no_word() {
        let passage = Passage::new("\u{200f}بوتين\u{200e} قال", None);
        assert_eq!(passage.source_of(0), "بوتين");
        assert_eq!(passage.tokens[0].kind, TokenKind::Arabic);
    }
}
