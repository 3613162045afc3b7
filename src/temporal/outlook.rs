//! What the rest of a phrase holds, seen from each of its words.
//!
//! A phrase goes on as long as its words mean something. A family of expressions that needs a word of some sort (a
//! range needs its joint, a feast its name) is not tried where no such word is ahead: that is cheaper than every rule
//! finding it out by itself. The sorts are coarse, so nothing that a rule would read may be shut out; tests try the
//! rules all the same and check that they read nothing ([`super::grammar`]).

use super::expression::Unit;
use super::words::{Meaning, Word};
use crate::text::Passage;
use crate::text::clitics::proclitic;
use std::ops::BitOr;

/// A set of sorts of words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outlook(u8);

/// ل and the article, as they stand before digits.
pub const TO_THE: &str = "\u{0644}\u{0644}";

impl Outlook {
    /// What may join the ends of a range.
    pub const JOINT: Self = Self(1);
    /// A feast, or a month whose days are counted like a feast's.
    pub const FEAST: Self = Self(1 << 1);
    /// A unit, or a mark that stands for one.
    pub const UNIT: Self = Self(1 << 2);
    /// A number, in digits or words.
    pub const NUMBER: Self = Self(1 << 3);
    /// Noon or midnight.
    pub const NOON: Self = Self(1 << 4);
    /// A word of sets.
    pub const SET: Self = Self(1 << 5);
    /// A name of the calendar: a month, a weekday, a decade, and the word year.
    pub const CALENDAR: Self = Self(1 << 6);

    /// One of `sorts` is among them.
    pub const fn holds(self, sorts: Self) -> bool {
        self.0 & sorts.0 != 0
    }

    fn of(meaning: Meaning) -> Self {
        match meaning {
            Meaning::Mark('-' | '–' | '—' | '/' | '~') | Meaning::Role("to" | "and") => Self::JOINT,
            Meaning::Holiday(_) => Self::FEAST,
            Meaning::HijriMonth(..) => Self::FEAST | Self::CALENDAR,
            // «العام الماضي» is read as a year is.
            Meaning::Unit(Unit::Year, _) => Self::UNIT | Self::CALENDAR,
            Meaning::Unit(..) | Meaning::Mark('\'' | '"') => Self::UNIT,
            Meaning::Digits(..) | Meaning::Number(_) | Meaning::DefiniteNumber(_) | Meaning::Ordinal(_) => {
                Self::NUMBER
            }
            Meaning::Role("noon" | "midnight") => Self::NOON,
            Meaning::Set(_) => Self::SET,
            Meaning::Month(..) | Meaning::Weekday(..) | Meaning::Decade(_) => Self::CALENDAR,
            _ => Self::default(),
        }
    }
}

impl BitOr for Outlook {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Tells each word what is ahead of it, itself included.
pub fn look_ahead(row: &mut [Word], passage: &Passage) {
    let mut ahead = Outlook::default();
    for word in row.iter_mut().rev() {
        // «لل11» has its joint in letters that mean nothing by themselves.
        let joint = word.cut & (proclitic::AND | proclitic::LI) != 0
            || word.meanings.is_empty() && passage.fold_of(word.first) == TO_THE;
        let goes_on = joint || !word.meanings.is_empty() || word.is_article(passage);
        if !goes_on {
            ahead = Outlook::default();
        }
        if joint {
            ahead = ahead | Outlook::JOINT;
        }
        ahead = word.meanings.iter().fold(ahead, |ahead, meaning| ahead | Outlook::of(*meaning));
        word.ahead = ahead;
    }
}
