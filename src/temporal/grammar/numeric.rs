//! Dates in digits: 29/12/2016 · 2016-12-29 · ١٥/٨/١٤٤٢ هـ · 29.12.

use super::Grammar;
use crate::temporal::expression::{Calendar, Fields, Year};
use crate::temporal::words::Meaning;

impl Grammar<'_> {
    fn separator(self, i: usize) -> Option<char> {
        self.find(i, |m| match m {
            Meaning::Mark(mark @ ('/' | '-' | '.' | '–' | '\\')) => Some(mark),
            _ => None,
        })
    }

    /// A numeric date at `i`.
    pub(super) fn numeric_date(self, i: usize) -> Option<(Fields, usize, &'static str)> {
        let (a, a_length) = self.digits(i)?;
        let mark = self.separator(i + 1)?;
        if mark != '/' && (self.spaced(i + 1) || self.spaced(i + 2)) {
            return None;
        }
        let (b, b_length) = self.digits(i + 2)?;
        if a_length > 4 || b_length > 2 && !(b_length == 4 && a_length <= 2) {
            return None;
        }
        let three = (self.separator(i + 3) == Some(mark) && (mark == '/' || !self.spaced(i + 3)))
            .then(|| self.digits(i + 4))
            .flatten()
            .filter(|(_, length)| *length <= 4);
        if let Some((c, c_length)) = three {
            let (year, month, day) = if a_length == 4 {
                (a, b, c)
            } else if c_length == 4 || c_length == 2 && mark != '.' || c_length == 2 && b_length == 2 {
                self.day_and_month(a, b, c_length, c)
            } else {
                return None;
            };
            let end = i + 5;
            if !self.stands_free(i, end) {
                return None;
            }
            return self.fields(year, month, day, end);
        }
        // Month and year: 12/2016. Day and month need support: «يوم 29/12», on 11/20.
        if b_length == 4 && (1..=12).contains(&a) && (1900..=2100).contains(&b) && self.stands_free(i, i + 3)
        {
            let fields = Fields {
                year: Some(Year::Of(i16::try_from(b).ok()?)),
                month: u8::try_from(a).ok(),
                ..Fields::default()
            };
            return Some((fields, i + 3, "date.numeric"));
        }
        // Year and month: 2015/3.
        if a_length == 4
            && mark == '/'
            && (1..=12).contains(&b)
            && (1900..=2100).contains(&a)
            && self.stands_free(i, i + 3)
        {
            let fields = Fields {
                year: Some(Year::Of(i16::try_from(a).ok()?)),
                month: u8::try_from(b).ok(),
                ..Fields::default()
            };
            return Some((fields, i + 3, "date.numeric"));
        }
        // «04/22»: two digits each, and a zero that no count has.
        let padded = mark == '/'
            && a_length == 2
            && b_length == 2
            && (self.words[i].starts_with_zero(self.passage)
                || self.words[i + 2].starts_with_zero(self.passage))
            && i.checked_sub(1).is_none_or(|j| !self.mark(j, '('));
        let supported = padded
            || !self.english() && self.alone(i, i + 3) && mark == '/'
            || i.checked_sub(1).is_some_and(|j| {
                self.words[j].meanings.iter().any(|m| {
                    matches!(m, Meaning::Weekday(..) | Meaning::Role("on" | "since" | "until"))
                        || matches!(m, Meaning::Unit(crate::temporal::Unit::Day, 1))
                        || (self.english() && matches!(m, Meaning::Role("from" | "by" | "since")))
                }) || (self.comma(j)
                    && j.checked_sub(1).is_some_and(|k| {
                        self.words[k].meanings.iter().any(|m| matches!(m, Meaning::Weekday(..)))
                    }))
            });
        // «الاثنين 8-9 صباحا» are hours.
        let hours = matches!(mark, '-' | '–') && self.day_part(i + 3).is_some();
        if a_length <= 2 && supported && !hours && mark != '–' && self.stands_free(i, i + 3) {
            let (_, month, day) = self.day_and_month(a, b, 0, 0);
            if (1..=12).contains(&month) && (1..=31).contains(&day) {
                let fields = Fields {
                    month: u8::try_from(month).ok(),
                    day: u8::try_from(day).ok(),
                    ..Fields::default()
                };
                return Some((fields, i + 3, "date.numeric"));
            }
        }
        None
    }

    /// Day first, as Arabic desks and most of the world write; month first in English unless that cannot be.
    fn day_and_month(self, a: u32, b: u32, year_length: usize, year: u32) -> (u32, u32, u32) {
        let year = match year_length {
            2 if year <= 40 => 2000 + year,
            2 => 1900 + year,
            _ => year,
        };
        if a <= 12 && (self.english() || b > 12) { (year, a, b) } else { (year, b, a) }
    }

    fn fields(
        self,
        year: u32,
        month: u32,
        day: u32,
        mut end: usize,
    ) -> Option<(Fields, usize, &'static str)> {
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        let mut calendar = if (1343..=1500).contains(&year) { Calendar::Hijri } else { Calendar::Gregorian };
        if self.role(end, "hijri") {
            calendar = Calendar::Hijri;
            end += 1;
        } else if self.role(end, "ce") && self.digits(end + 1).is_none() {
            calendar = Calendar::Gregorian;
            end += 1;
        }
        let fields = Fields {
            calendar,
            year: Some(Year::Of(i16::try_from(year).ok().filter(|y| (1000..=2200).contains(y))?)),
            month: u8::try_from(month).ok(),
            day: u8::try_from(day).ok(),
            weekday: None,
        };
        Some((fields, end, if calendar == Calendar::Hijri { "date.hijri-numeric" } else { "date.numeric" }))
    }
}
