//! A temporal expression found in a text, and the detector that finds it.

use super::expression::{Expression, Fields};
use super::grammar;
use super::words::Words;
use super::{neighbours, tense};
use crate::text::{Language, Passage, Span};

/// The four kinds of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimexKind {
    /// A day or anything longer that has a place on the calendar.
    Date,
    /// Anything shorter than a day that has a place on the calendar.
    Time,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
}

impl TimexKind {
    /// The kind as the stream contract and TIMEX3 name it, in lower case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Set => "set",
        }
    }
}

/// A temporal expression: where it stands, and what it says before any anchor is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Timex {
    /// Its bytes in the passage's source, prepositions and proclitics excluded.
    pub span: Span,
    /// What it is.
    pub kind: TimexKind,
    /// What it says.
    pub expression: Expression,
    /// The language of its paragraph, whose habits its words follow.
    pub language: Language,
    /// Its clause speaks of what is to come: a bare weekday or month is then the next one.
    pub ahead: bool,
    /// The rule that read it, shown to whoever asks why.
    pub rule: &'static str,
    /// What its words say beside its expression.
    pub facts: Facts,
}

/// What the words of a time say that no value shows, for the rules that look for slips.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Its month is named in two families of names, and they are two months: كانون الأول/يناير.
    pub two_months: bool,
    /// It says the same day as the time before it: «1 رمضان 1437 الموافق 6 يونيو 2016».
    pub repeats: bool,
    /// It ends a range that the time before it begins, and lies before that one.
    pub reversed: bool,
    /// Where the verb of its clause lies, for a whole date, whose day the clause does not decide.
    pub clause: Clause,
}

/// Where a clause lies, as far as its verb says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clause {
    /// No verb says it.
    #[default]
    Open,
    /// Its verb is of the past.
    Back,
    /// Its verb is of the future, and not of the present.
    Ahead,
}

impl Timex {
    /// A month by its name alone, which people are called too: نيسان, June.
    pub fn is_bare_month(&self) -> bool {
        matches!(
            self.expression,
            Expression::Date(Fields { month: Some(_), day: None, year: None, weekday: None, .. })
        )
    }
}

/// A timex with the words it covers, for the passes over a paragraph's times.
pub(super) struct Placed {
    /// What was read.
    pub timex: Timex,
    /// First word.
    pub first: usize,
    /// One past the last word.
    pub end: usize,
}

/// The temporal expressions of one paragraph, sorted, none overlapping another.
pub fn detect(passage: &Passage) -> Vec<Timex> {
    let words = Words::read(passage);
    if !words.any_trigger() {
        return Vec::new();
    }
    let mut found = grammar::parse(passage, &words);
    tense::mark(&mut found, passage, &words.row);
    tense::tell_clauses(&mut found, passage, &words.row);
    tense::settle_lengths(&mut found, &words.row);
    neighbours::agree(&mut found, &words.row, passage);
    found.into_iter().map(|placed| placed.timex).collect()
}
