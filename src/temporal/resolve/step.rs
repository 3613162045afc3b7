//! Why a value is what it is: one fact each, put into words only when somebody asks.
//!
//! Every time of every article is resolved and nearly none is asked about, so a step costs a few bytes until it is
//! displayed.

use super::Prefer;
use crate::temporal::Zone;
use jiff::civil::Date;
use std::borrow::Cow;
use std::fmt;

/// One step from the expression to its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A fact in words.
    Said(Cow<'static, str>),
    /// What came from the publication date.
    From(&'static str, Date),
    /// Which way an ambiguous date was looked for.
    Looked(Prefer),
    /// A year that stands in the text.
    Year(i16),
    /// Midnight ends this day.
    Midnight(Date),
    /// A Hijri year, converted by the table.
    Hijri(i16),
    /// A Hijri month named with a Gregorian year.
    HijriMonthOf(i16),
    /// A zone of the text: its offset, its name or `local`.
    Zone(Zone),
    /// The hundreds of a decade that names no century.
    Century(i16),
}

impl From<&'static str> for Step {
    fn from(words: &'static str) -> Self {
        Self::Said(Cow::Borrowed(words))
    }
}

impl From<String> for Step {
    fn from(words: String) -> Self {
        Self::Said(Cow::Owned(words))
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Said(words) => f.write_str(words),
            Self::From(what, date) => write!(f, "{what} from the publication date {date}"),
            Self::Looked(Prefer::Past) => {
                f.write_str("where several would do, news looks back (prefer = past)")
            }
            Self::Looked(Prefer::Future) => {
                f.write_str("where several would do, the next is taken (prefer = future)")
            }
            Self::Year(year) if *year < 0 => {
                write!(f, "year {} before the common era, as written", year.unsigned_abs())
            }
            Self::Year(year) => write!(f, "year {year} as written"),
            Self::Midnight(date) => write!(f, "midnight ends {date}, so it is 00:00 of the next day"),
            Self::Hijri(year) => write!(
                f,
                "AH {year} by the published Umm al-Qura table; where the new moon is sighted it may be a day off"
            ),
            Self::HijriMonthOf(year) => write!(f, "the month that began in {year}"),
            Self::Zone(Zone::Listed("local")) => {
                f.write_str("local time: of which place is not known, so no offset is written")
            }
            Self::Zone(zone) => write!(f, "the zone in the text is {zone}, with its offset on that day"),
            Self::Century(hundreds) => write!(f, "the century is not said; the {hundreds}00s are taken"),
        }
    }
}
