//! Dates of a record: a year, a month or a day, and periods between two of them.
//!
//! A partial date stands for all its days: a period from 2019-03 begins on 1 March, one to 2022-09 ends on 30 September.

use jiff::civil::Date;
use std::fmt;

/// A year, a month of it, or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartialDate {
    /// Its first day.
    first: Date,
    precision: Precision,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Precision {
    Year,
    Month,
    Day,
}

/// From one date to another, both inclusive; open where one is missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// The first date.
    pub from: Option<PartialDate>,
    /// The last date.
    pub to: Option<PartialDate>,
}

impl PartialDate {
    /// Reads `2019`, `2019-03` or `2019-03-05`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let number = |part: &str, digits: usize| {
            (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<i16>().ok())?
        };
        let year = number(parts.next()?, 4)?;
        let month = parts.next().map(|part| number(part, 2)).map_or(Some(None), |m| m.map(Some))?;
        let day = parts.next().map(|part| number(part, 2)).map_or(Some(None), |d| d.map(Some))?;
        if parts.next().is_some() {
            return None;
        }
        let precision = match (month, day) {
            (_, Some(_)) => Precision::Day,
            (Some(_), None) => Precision::Month,
            (None, None) => Precision::Year,
        };
        let (month, day) = (i8::try_from(month.unwrap_or(1)).ok()?, i8::try_from(day.unwrap_or(1)).ok()?);
        Some(Self { first: Date::new(year, month, day).ok()?, precision })
    }

    /// Its first day.
    pub const fn first(self) -> Date {
        self.first
    }

    /// Its last day.
    pub fn last(self) -> Date {
        match self.precision {
            Precision::Year => self.first.last_of_year(),
            Precision::Month => self.first.last_of_month(),
            Precision::Day => self.first,
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.first.year(), self.first.month(), self.first.day());
        match self.precision {
            Precision::Year => write!(f, "{year:04}"),
            Precision::Month => write!(f, "{year:04}-{month:02}"),
            Precision::Day => write!(f, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

impl Period {
    /// True when `day` lies in it.
    pub fn holds(self, day: Date) -> bool {
        self.from.is_none_or(|from| from.first() <= day) && self.to.is_none_or(|to| day <= to.last())
    }

    /// True when it ends before it begins.
    pub fn is_reversed(self) -> bool {
        self.from.zip(self.to).is_some_and(|(from, to)| to.last() < from.first())
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.to) {
            (Some(from), Some(to)) => write!(f, "{from} to {to}"),
            (Some(from), None) => write!(f, "since {from}"),
            (None, Some(to)) => write!(f, "until {to}"),
            (None, None) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{PartialDate, Period};

    #[test]
    fn a_partial_date_is_all_its_days() {
        for (text, expected) in [
            ("2019", Some(("2019-01-01", "2019-12-31"))),
            ("2024-02", Some(("2024-02-01", "2024-02-29"))),
            ("2019-03-05", Some(("2019-03-05", "2019-03-05"))),
            ("2019-13", None),
            ("2019-3", None),
            ("19", None),
            ("2019-02-30", None),
            ("2019-02-03-04", None),
            ("", None),
        ] {
            let read = PartialDate::parse(text);
            let days = read.map(|date| (date.first().to_string(), date.last().to_string()));
            let days = days.as_ref().map(|(first, last)| (first.as_str(), last.as_str()));
            assert_eq!(days, expected, "{text}");
            assert!(read.is_none_or(|date| date.to_string() == text));
        }
    }

    #[test]
    fn a_period_holds_its_ends() {
        let period =
            |from: &str, to: &str| Period { from: PartialDate::parse(from), to: PartialDate::parse(to) };
        for (from, to, day, expected) in [
            ("2019-03", "2022-09", "2019-03-01", true),
            ("2019-03", "2022-09", "2022-09-30", true),
            ("2019-03", "2022-09", "2022-10-01", false),
            ("2019-03", "", "2019-02-28", false),
            ("", "2019", "1950-01-01", true),
            ("", "", "1950-01-01", true),
        ] {
            assert_eq!(period(from, to).holds(day.parse().unwrap()), expected, "{from} {to} {day}");
        }
        assert!(period("2020", "2019").is_reversed() && !period("2019", "2019-01").is_reversed());
    }
}
