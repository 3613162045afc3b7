//! Tokens → temporal words: what each word may mean to the grammar.
//!
//! Proclitics are cut here and lie outside the word's span; a phrase of the lists is one word. A word that means
//! nothing temporal stays in the row with no meaning, so that neighbours in the row are neighbours in the text.

pub use super::meaning::{Meaning, Meanings, Reads};
use super::outlook::{self, Outlook};
use super::vocabulary::Vocabulary;
use crate::text::clitics::{self, ARTICLE};
use crate::text::{Language, Passage, Stem, TokenKind};

/// One word of the grammar.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools)] // What is seen of a word, each by itself.
pub struct Word {
    /// First token.
    pub first: usize,
    /// Last token.
    pub last: usize,
    /// First byte in the source, after the proclitics.
    pub start: usize,
    /// The proclitics that were cut.
    pub cut: u8,
    /// White space stands before it.
    pub spaced: bool,
    /// It begins with the Arabic article, as far as letters show it.
    pub definite: bool,
    /// More than a preposition or a mark: a phrase without such a word is no time.
    pub evident: bool,
    /// What the rest of its phrase holds.
    pub ahead: Outlook,
    /// What it may mean.
    pub meanings: Meanings,
}

impl Word {
    /// An expression may begin with it.
    pub fn opens(&self, passage: &Passage) -> bool {
        self.meanings.iter().any(|meaning| meaning.opens()) || self.is_article(passage)
    }

    /// The article by itself, before digits as a rule: الـ19.
    pub fn is_article(&self, passage: &Passage) -> bool {
        passage.fold_of(self.first) == ARTICLE
    }

    /// Digits with a zero before them: 04.
    pub fn starts_with_zero(&self, passage: &Passage) -> bool {
        passage.fold_of(self.first).starts_with('0')
    }
}

/// The words of a passage.
pub struct Words {
    /// In order, covering every token.
    pub row: Vec<Word>,
    /// A line of a few words: read without looking for evidence first.
    pub read_whole: bool,
    any_trigger: bool,
}

impl Words {
    /// Reads every token of `passage`.
    pub fn read(passage: &Passage) -> Self {
        let vocabulary = Vocabulary::of(passage.language);
        let mut row = Vec::with_capacity(passage.tokens.len());
        let (mut any_trigger, mut after_number) = (false, false);
        let mut at = 0;
        while at < passage.tokens.len() {
            let mut word = word(passage, vocabulary, at);
            for meaning in word.meanings.iter() {
                let triggers = meaning.triggers();
                any_trigger |= triggers;
                word.evident |= triggers || meaning.is_substance();
            }
            // Two numbers side by side may be a spoken clock time.
            let number = word.meanings.iter().any(|m| matches!(m, Meaning::Number(1..=59)));
            any_trigger |= number && after_number;
            after_number = number;
            at = word.last + 1;
            row.push(word);
        }
        let read_whole = row.len() <= SHORT_LINE;
        if any_trigger || read_whole {
            outlook::look_ahead(&mut row, passage);
        }
        Self { row, read_whole, any_trigger }
    }

    /// False when nothing in the passage can begin a temporal expression, as in most paragraphs.
    pub const fn any_trigger(&self) -> bool {
        self.any_trigger || self.read_whole
    }
}

/// Words in a line that is read without looking for a trigger first.
const SHORT_LINE: usize = 5;

fn word(passage: &Passage, vocabulary: &Vocabulary, at: usize) -> Word {
    let token = &passage.tokens[at];
    let mut word = Word {
        first: at,
        last: at,
        start: token.span.start,
        cut: 0,
        spaced: token.spaced,
        definite: token.kind == TokenKind::Arabic && token.fold.of(&passage.folded).starts_with(ARTICLE),
        evident: false,
        ahead: Outlook::default(),
        meanings: Meanings::Nothing,
    };
    match token.kind {
        TokenKind::Number => {
            let digits = token.fold.of(&passage.folded);
            // Ten digits and more are no date and no count of time.
            word.meanings = Meaning::Digits(digits.parse().unwrap_or(u32::MAX), digits.len()).into();
        }
        TokenKind::Punctuation => {
            if let Some(mark) = token.fold.of(&passage.folded).chars().next() {
                word.meanings = Meaning::Mark(mark).into();
            }
        }
        TokenKind::Arabic => {
            for stem in clitics::stems(passage, at) {
                look_up(passage, vocabulary, stem, &mut word);
            }
            let folded = token.fold.of(&passage.folded);
            if word.meanings.is_empty() && (is_future_verb(folded) || is_present_verb(folded)) {
                word.meanings = Meaning::Tense("ahead").into();
            }
        }
        TokenKind::Latin => {
            let stem = Stem { fold_start: token.fold.start, hidden_alef: false, cut: 0 };
            if passage.language == Language::Arabic {
                look_up(passage, vocabulary, stem, &mut word);
                if word.meanings.is_empty() {
                    look_up(passage, Vocabulary::of(Language::English), stem, &mut word);
                }
            } else {
                look_up(passage, vocabulary, stem, &mut word);
            }
        }
    }
    word
}

/// Takes the longest form that begins at the stem, if it is longer than what the word holds.
fn look_up(passage: &Passage, vocabulary: &Vocabulary, stem: Stem, word: &mut Word) {
    vocabulary.each(passage, word.first, stem, |last, phrase| {
        if !word.meanings.is_empty() && last <= word.last {
            return;
        }
        let start = passage.origin(stem.fold_start);
        let below = passage.source.get(start..).is_some_and(|rest| rest.starts_with('\u{0625}'));
        if below && phrase.meanings.iter().any(|m| matches!(m, Meaning::Month(8, _, true))) {
            return;
        }
        word.last = last;
        word.cut = stem.cut;
        let end = passage.tokens[word.first].fold.end;
        word.definite = stem.hidden_alef || passage.folded[stem.fold_start..end].starts_with(ARTICLE);
        word.start = if stem.cut == 0 { passage.tokens[word.first].span.start } else { start };
        // A form shorter than any stem is listed with its proclitic, which still lies outside the span.
        if phrase.cut != 0 {
            word.cut = phrase.cut;
            word.start += passage.source[word.start..].chars().next().map_or(0, char::len_utf8);
        }
        word.meanings = Meanings::Listed(phrase.meanings);
    });
}

/// يتعمق · ويسافر: a present verb of the third person, as no noun of news but those listed among the cues begins so.
fn is_present_verb(folded: &str) -> bool {
    /// ي and three letters: يعود.
    const SHORTEST: usize = 4;
    let word = folded.strip_prefix(['\u{0648}', '\u{0641}']).unwrap_or(folded);
    word.starts_with('\u{064A}')
        && !word.ends_with(['\u{0647}', '\u{064A}'])
        && !word.ends_with("\u{0627}\u{062A}")
        && word.chars().count() >= SHORTEST
}

/// سيلتقي · ستعقد · سنبدأ · وسيصوت: س before a present verb. Nouns that look so are listed among the cues.
fn is_future_verb(folded: &str) -> bool {
    /// س, a prefix of the present, and two letters at least: سيتم.
    const SHORTEST: usize = 4;
    let word = folded.strip_prefix(['\u{0648}', '\u{0641}']).unwrap_or(folded);
    let Some(rest) = word.strip_prefix('\u{0633}') else { return false };
    // A noun shows by its ending: ة, ات.
    rest.starts_with(['\u{064A}', '\u{062A}', '\u{0646}'])
        && !rest.ends_with('\u{0647}')
        && !rest.ends_with("\u{0627}\u{062A}")
        && word.chars().count() >= SHORTEST
}
