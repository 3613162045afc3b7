//! Periods with a name or a number → points: quarters and halves without their year, seasons, centuries.

use super::point::Point;
use super::{Prefer, Resolver};
use crate::temporal::calendar::hijri;
use crate::temporal::expression::{Calendar, Shift, Year};
use crate::text::Language;

impl Resolver<'_> {
    /// The year of a quarter or a half that names none: the last that has begun, or for who looks ahead the first that
    /// is not over. `first` is its first month, `months` how many it has.
    pub(super) fn year_of_part(&mut self, first: u8, months: u8) -> Option<i16> {
        let today = self.anchor.date()?;
        self.anchored("year");
        let month = today.month().unsigned_abs();
        let by = match self.prefer {
            Prefer::Past if first > month => -1,
            Prefer::Future if first + months <= month => 1,
            _ => 0,
        };
        Some(today.year() + by)
    }

    /// A season of a year; English says "summer" of any, so its year is not guessed.
    pub(super) fn season(&mut self, code: &'static str, year: Option<Year>) -> Point {
        // Winter begins in December and ends in the year after its own.
        let (first, months) = match code {
            "SP" => (3, 3),
            "SU" => (6, 3),
            "FA" => (9, 3),
            _ => (12, 1),
        };
        let english = self.language == Language::English;
        let told = self.year(year).or_else(|| self.year_of_part(first, months).filter(|_| !english));
        told.map_or_else(|| Point::Text(format!("XXXX-{code}")), |year| Point::Season(year, code))
    }

    /// الصيف الماضي · next winter.
    pub(super) fn shifted_season(&mut self, code: &'static str, shift: Shift) -> Point {
        let Some(today) = self.anchor.date() else { return Point::Text(format!("XXXX-{code}")) };
        self.anchored("year");
        let month = today.month().unsigned_abs();
        // The first and the last month of the season in its own year; winter begins in December.
        let (first, last) = match code {
            "SP" => (3, 5),
            "SU" => (6, 8),
            "FA" => (9, 11),
            _ => (12, 14),
        };
        let (shift, further) = shift.split();
        let by = match shift {
            Shift::Last if month <= last || code == "WI" => -1,
            Shift::Next if month >= first => 1,
            _ => 0,
        };
        Point::Season(today.year() + by + i16::try_from(further).unwrap_or(0), code)
    }

    /// The nth century, of either calendar.
    pub(super) fn century(&mut self, number: i16, calendar: Calendar) -> Point {
        if calendar == Calendar::Hijri {
            self.out.calendar = Some("hijri-umalqura");
            let first = hijri::month_bounds(number * 100 - 99, 1).map(|(a, _)| a);
            let last = hijri::month_bounds(number * 100, 12).map(|(_, b)| b);
            let first = first.or_else(|| hijri::tabular_month(number * 100 - 99, 1).map(|(a, _)| a));
            let last = last.or_else(|| hijri::tabular_month(number * 100, 12).map(|(_, b)| b));
            return match (first, last) {
                (Some(a), Some(b)) => Point::Days(a, b),
                _ => Point::Text("XX".to_owned()),
            };
        }
        if number < 0 {
            Point::Text(format!("BC{:02}", -i32::from(number) - 1))
        } else {
            Point::Century(number - 1)
        }
    }
}
