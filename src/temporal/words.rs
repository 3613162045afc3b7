//! Tokens → temporal words: what each word may mean to the grammar.
//!
//! Proclitics are cut here and lie outside the word's span; a phrase of the lists is one word. A word that means
//! nothing temporal stays in the row with no meaning, so that neighbours in the row are neighbours in the text.

use super::expression::{Shift, Unit};
use crate::lexicon::{Class, Lexicon, Sense};
use crate::text::{Language, Passage, Stem, TokenKind, clitics};
use smallvec::SmallVec;

/// How a part of the day reads a clock's hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// Before noon.
    Am,
    /// After noon.
    Pm,
    /// Around noon.
    Noon,
    /// Late evening until before dawn.
    Night,
}

/// What a word may mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Meaning {
    /// Digits: the value and how many there are.
    Digits(u32, usize),
    /// A number word.
    Number(u64),
    /// A number word with the article: الثلاثة.
    DefiniteNumber(u32),
    /// An ordinal word; -1 is the last.
    Ordinal(i32),
    /// A month: number, family, and whether it is also an ordinary word.
    Month(u8, &'static str, bool),
    /// A Hijri month: number, and whether it is also an ordinary word.
    HijriMonth(u8, bool),
    /// A weekday: ISO number, and whether the form needs support.
    Weekday(u8, bool),
    /// A unit: 1 singular, 2 dual, 0 plural.
    Unit(Unit, u8),
    /// A day counted from now.
    Day(i32),
    /// A day counted from the one told last.
    ToldDay(i32),
    /// The weekend of this week.
    ThisWeekend,
    /// A night counted from now.
    Night(i32),
    /// `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
    Reference(&'static str),
    /// An adjective that moves a period, by the list's name.
    Shift(&'static str),
    /// A part of the day; true for a form that is an adverb by itself: ليلا.
    DayPart(&'static str, Reads, bool),
    /// A part of a period.
    PeriodPart(&'static str),
    /// A season.
    Season(&'static str),
    /// An approximator that stands behind what it makes approximate: تقريبا.
    Behind(&'static str),
    /// An approximator.
    Approximator(&'static str),
    /// A small word, by its role's name.
    Role(&'static str),
    /// A time zone.
    Zone(&'static str),
    /// A word of sets: `every` or a period.
    Set(&'static str),
    /// A decade's tens digit.
    Decade(u8),
    /// A word beside which a number is no time.
    Trap(&'static str),
    /// A phrase that is no time.
    NoTime,
    /// Where the clause lies: `ahead`, `back` or `stop`.
    Tense(&'static str),
    /// A feast's rule.
    Holiday(&'static str),
    /// A noun beside a feast: `noun` that its name describes, a tree, a sale; `title` of what may be called like it.
    FeastNoun(&'static str),
    /// A word before a publication date.
    Cue,
    /// A punctuation mark.
    Mark(char),
}

/// One word of the grammar.
#[derive(Clone, Debug)]
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
    /// What it may mean.
    pub meanings: SmallVec<[Meaning; 2]>,
}

impl Word {
    /// Digits with a zero before them: 04.
    pub fn starts_with_zero(&self, passage: &Passage) -> bool {
        passage.fold_of(self.first).starts_with('0')
    }
}

/// The words of a passage.
pub struct Words {
    /// In order, covering every token.
    pub row: Vec<Word>,
}

impl Words {
    /// Reads every token of `passage`.
    pub fn read(passage: &Passage) -> Self {
        let lexicon = Lexicon::of(passage.language);
        let mut row = Vec::with_capacity(passage.tokens.len());
        let mut at = 0;
        while at < passage.tokens.len() {
            let word = word(passage, lexicon, at);
            at = word.last + 1;
            row.push(word);
        }
        Self { row }
    }

    /// False when nothing in the passage can begin a temporal expression, as in most paragraphs.
    pub fn any_trigger(&self) -> bool {
        // A line of a few words is read whole; two numbers side by side may be a spoken clock time.
        let number = |word: &Word| word.meanings.iter().any(|m| matches!(m, Meaning::Number(1..=59)));
        self.row.len() <= SHORT_LINE
            || self.row.iter().any(|word| word.meanings.iter().any(|m| m.triggers()))
            || self.row.windows(2).any(|pair| pair.iter().all(number))
    }
}

impl Meaning {
    fn triggers(self) -> bool {
        !matches!(
            self,
            Self::Number(_)
                | Self::Ordinal(_)
                | Self::Shift(_)
                | Self::Approximator(_)
                | Self::Behind(_)
                | Self::PeriodPart(_)
                | Self::Trap(_)
                | Self::NoTime
                | Self::FeastNoun(_)
                | Self::Tense(_)
                | Self::Cue
                | Self::Mark(_)
        ) && !matches!(self, Self::Role(role) if !matches!(role, "midnight" | "midnight-of" | "night-of" | "noon" | "week-of" | "at-hour" | "half" | "quarter") && !role.contains('/'))
    }
}

/// Words in a line that is read without looking for a trigger first.
const SHORT_LINE: usize = 5;

/// The Arabic article.
pub const ARTICLE: &str = "\u{0627}\u{0644}";

fn word(passage: &Passage, lexicon: &Lexicon, at: usize) -> Word {
    let token = &passage.tokens[at];
    let mut word = Word {
        first: at,
        last: at,
        start: token.span.start,
        cut: 0,
        spaced: token.spaced,
        definite: token.kind == TokenKind::Arabic && token.fold.of(&passage.folded).starts_with(ARTICLE),
        meanings: SmallVec::new(),
    };
    match token.kind {
        TokenKind::Number => {
            let digits = token.fold.of(&passage.folded);
            // Ten digits and more are no date and no count of time.
            word.meanings.push(Meaning::Digits(digits.parse().unwrap_or(u32::MAX), digits.len()));
        }
        TokenKind::Punctuation => {
            if let Some(mark) = token.fold.of(&passage.folded).chars().next() {
                word.meanings.push(Meaning::Mark(mark));
            }
        }
        TokenKind::Arabic => {
            for stem in clitics::stems(passage, at) {
                look_up(passage, lexicon, stem, &mut word);
            }
            if word.meanings.is_empty() && is_future_verb(token.fold.of(&passage.folded)) {
                word.meanings.push(Meaning::Tense("ahead"));
            }
        }
        TokenKind::Latin => {
            let stem = Stem { fold_start: token.fold.start, hidden_alef: false, cut: 0 };
            if passage.language == Language::Arabic {
                look_up(passage, lexicon, stem, &mut word);
                if word.meanings.is_empty() {
                    look_up(passage, Lexicon::of(Language::English), stem, &mut word);
                }
            } else {
                look_up(passage, lexicon, stem, &mut word);
            }
        }
    }
    word
}

/// Takes the longest form that begins at the stem, if it is longer than what the word holds.
fn look_up(passage: &Passage, lexicon: &Lexicon, stem: Stem, word: &mut Word) {
    for found in lexicon.found(passage, word.first, stem) {
        if !word.meanings.is_empty() && found.last <= word.last {
            continue;
        }
        let meanings: SmallVec<[Meaning; 2]> = found.senses.iter().filter_map(|s| meaning(*s)).collect();
        let written = passage.source[passage.origin(stem.fold_start)..].chars().next();
        let below = written == Some('\u{0625}');
        if meanings.is_empty() || below && meanings.iter().any(|m| matches!(m, Meaning::Month(8, _, true))) {
            continue;
        }
        word.last = found.last;
        word.cut = stem.cut;
        let end = passage.tokens[word.first].fold.end;
        word.definite = stem.hidden_alef || passage.folded[stem.fold_start..end].starts_with(ARTICLE);
        word.start = passage.origin(stem.fold_start);
        if stem.cut == 0 {
            word.start = passage.tokens[word.first].span.start;
        }
        // A form shorter than any stem is listed with its proclitic, which still lies outside the span.
        if let Some(cut) = found.senses.iter().find_map(|s| listed_proclitic(*s)) {
            word.cut = cut;
            word.start += passage.source[word.start..].chars().next().map_or(0, char::len_utf8);
        }
        word.meanings = meanings;
    }
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

/// The proclitic that a short form is listed with: `every:l` of لكل, `half:w` of ونص.
fn listed_proclitic(sense: Sense) -> Option<u8> {
    match (sense.class, sense.value.split_once(':')?.1) {
        (Class::SetWord | Class::TimeWord, "l") => Some(clitics::proclitic::LI),
        (Class::SetWord | Class::TimeWord, "b") => Some(clitics::proclitic::BI),
        (Class::SetWord | Class::TimeWord, "w") => Some(clitics::proclitic::AND),
        _ => None,
    }
}

fn meaning(sense: Sense) -> Option<Meaning> {
    let value = sense.value;
    let (head, tail) = value.split_once(':').unwrap_or((value, ""));
    Some(match sense.class {
        Class::Month => {
            let (family, weak) = tail.split_once(':').unwrap_or((tail, ""));
            Meaning::Month(head.parse().ok()?, family, !weak.is_empty())
        }
        Class::HijriMonth => Meaning::HijriMonth(head.parse().ok()?, !tail.is_empty()),
        Class::Weekday => Meaning::Weekday(head.parse().ok()?, !tail.is_empty()),
        Class::Number if tail == "d" => Meaning::DefiniteNumber(head.parse().ok()?),
        Class::Number => Meaning::Number(value.parse().ok()?),
        Class::Ordinal => Meaning::Ordinal(value.parse().ok()?),
        Class::Unit => Meaning::Unit(Unit::parse(head)?, tail.parse().ok()?),
        Class::Deictic => match head {
            "day" => Meaning::Day(tail.parse().ok()?),
            "night" => Meaning::Night(tail.parse().ok()?),
            "weekend" => Meaning::ThisWeekend,
            "told" => Meaning::ToldDay(tail.parse().ok()?),
            _ => Meaning::Reference(match tail {
                "past" => "PAST_REF",
                "future" => "FUTURE_REF",
                _ => "PRESENT_REF",
            }),
        },
        Class::Shift => Meaning::Shift(value),
        Class::DayPart => {
            let reads = match tail.split(':').next()? {
                "am" => Reads::Am,
                "noon" => Reads::Noon,
                "night" => Reads::Night,
                _ => Reads::Pm,
            };
            Meaning::DayPart(head, reads, tail.ends_with(":a"))
        }
        Class::PeriodPart => Meaning::PeriodPart(value),
        Class::Season => Meaning::Season(value),
        Class::Approximator if tail == "behind" => Meaning::Behind(head),
        Class::Approximator => Meaning::Approximator(value),
        Class::TimeWord => Meaning::Role(head),
        Class::Zone => Meaning::Zone(value),
        Class::SetWord if listed_proclitic(sense).is_some() => Meaning::Set(head),
        Class::SetWord => Meaning::Set(value),
        Class::Decade => Meaning::Decade(value.parse().ok()?),
        Class::NumberTrap => Meaning::Trap(value),
        Class::NoTime => Meaning::NoTime,
        Class::TenseCue => Meaning::Tense(value),
        Class::Holiday => Meaning::Holiday(value),
        Class::FeastNoun => Meaning::FeastNoun(value),
        Class::DatelineCue => Meaning::Cue,
        _ => return None,
    })
}

impl Meaning {
    /// The shift that an adjective makes.
    pub fn shift(self) -> Option<Shift> {
        match self {
            Self::Shift("before-last") => Some(Shift::BeforeLast),
            Self::Shift("last" | "past" | "before") => Some(Shift::Last),
            Self::Shift("this" | "same" | "that") => Some(Shift::This),
            Self::Shift("next" | "after" | "upcoming" | "coming") => Some(Shift::Next),
            Self::Shift("after-next") => Some(Shift::AfterNext),
            _ => None,
        }
    }
}
