//! What a word may mean to the grammar.
//!
//! The build script writes the meanings of the lists as literals of these types, so nothing is parsed when a text is
//! read (`build/meanings.rs`).

use super::expression::{Shift, Unit};
use std::ops::Deref;

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

/// The meanings of one word: those of its lists, or one that its characters show.
#[derive(Clone, Copy, Debug, Default)]
pub enum Meanings {
    /// It means nothing to the grammar.
    #[default]
    Nothing,
    /// What the lists say.
    Listed(&'static [Meaning]),
    /// Digits, a mark, a verb by its form.
    Shown([Meaning; 1]),
}

impl Deref for Meanings {
    type Target = [Meaning];

    fn deref(&self) -> &[Meaning] {
        match self {
            Self::Nothing => &[],
            Self::Listed(meanings) => meanings,
            Self::Shown(meaning) => meaning,
        }
    }
}

impl From<Meaning> for Meanings {
    fn from(meaning: Meaning) -> Self {
        Self::Shown([meaning])
    }
}

impl Meaning {
    /// True for what may be the first word of an expression: «(1343) هجري» begins with its bracket, '90s with its
    /// apostrophe. Prepositions stay outside, by the guideline; tests check that no rule reads from a word that is said
    /// not to open.
    pub fn opens(self) -> bool {
        match self {
            Self::Mark(mark) => matches!(mark, '(' | '\''),
            Self::Role(role) => !matches!(
                role,
                "in" | "of"
                    | "on"
                    | "at"
                    | "to"
                    | "or"
                    | "and"
                    | "for"
                    | "from"
                    | "since"
                    | "during"
                    | "between"
            ),
            other => !matches!(other, Self::Trap(_) | Self::Tense(_) | Self::Cue | Self::NoTime),
        }
    }

    /// True for what, beside the triggers, may be the substance of a time: a phrase that holds neither is none.
    pub const fn is_substance(self) -> bool {
        matches!(
            self,
            Self::Number(_)
                | Self::DefiniteNumber(_)
                | Self::Ordinal(_)
                | Self::Shift(_)
                | Self::PeriodPart(_)
        )
    }

    /// True for what can begin a temporal expression, or shows by itself that there may be one.
    pub fn triggers(self) -> bool {
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
