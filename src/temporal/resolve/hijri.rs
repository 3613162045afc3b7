//! Hijri dates → days and intervals of the civil calendar, by the published table and, before and after it, the tabular
//! calendar; every value says which, and how far a sighting may differ.

use super::dates::NEAR_AHEAD;
use super::point::Point;
use super::{Prefer, Resolver, Step};
use crate::temporal::calendar::{gregorian, hijri};
use crate::temporal::expression::{Fields, Shift, Year};
use jiff::civil::Date;

impl Resolver<'_> {
    pub(super) fn hijri(&mut self, fields: Fields) -> Point {
        self.out.calendar = Some("hijri-umalqura");
        let year = match fields.year {
            Some(Year::Of(year)) if year >= 1600 => self.hijri_year_within(year, fields.month),
            Some(Year::Of(year)) => Some(year),
            Some(Year::Shifted(by)) => {
                self.anchor.date().and_then(hijri::from_gregorian).map(|h| h.year + by)
            }
            None => self.hijri_year(fields.month, fields.day),
        };
        let unknown = || match (fields.month, fields.day) {
            (Some(month), Some(day)) => Point::Text(format!("XXXX-{month:02}-{day:02}")),
            (Some(month), None) => Point::Text(format!("XXXX-{month:02}")),
            _ => Point::Text("XXXX".to_owned()),
        };
        let Some(year) = year else { return unknown() };
        let point = match (fields.month, fields.day) {
            (Some(month), Some(day)) => {
                let found = hijri::to_gregorian(hijri::HijriDate { year, month, day });
                found.map(|date| Point::Day(self.moved_to_weekday(date, fields.weekday)))
            }
            (Some(month), None) => hijri::month_bounds(year, month).map(|(a, b)| Point::Days(a, b)),
            _ => hijri::month_bounds(year, 1)
                .zip(hijri::month_bounds(year, 12))
                .map(|((a, _), (_, b))| Point::Days(a, b)),
        };
        if let Some(point) = point {
            self.because(Step::Hijri(year));
            return point;
        }
        let months = (fields.month.unwrap_or(1), fields.month.unwrap_or(12));
        let bounds = hijri::tabular_month(year, months.0).zip(hijri::tabular_month(year, months.1));
        if let Some(((first, _), (_, last))) = bounds {
            self.because(
                "outside the Umm al-Qura table, AH 1343 to 1500: by the tabular calendar, within two days",
            );
            let day = fields.day.map(|day| gregorian::add_days(first, i32::from(day) - 1));
            return match day {
                Some(Some(day)) if day <= last => Point::Day(day),
                Some(_) => unknown(),
                None => Point::Days(first, last),
            };
        }
        self.because("no such day in the Hijri calendar");
        unknown()
    }

    /// Sightings differ from the table by a day; a weekday in the text decides between neighbours.
    fn moved_to_weekday(&mut self, date: Date, weekday: Option<u8>) -> Date {
        let moved = weekday.and_then(|w| {
            [0, 1, -1]
                .into_iter()
                .filter_map(|by| gregorian::add_days(date, by))
                .find(|d| gregorian::weekday(*d) == w)
        });
        match moved {
            Some(found) if found != date => {
                self.because("the weekday moved the day by one from the Umm al-Qura table");
                found
            }
            _ => {
                self.check_weekday(date, weekday);
                date
            }
        }
    }

    /// The Hijri year whose month begins in a Gregorian year: «رمضان 2019».
    fn hijri_year_within(&mut self, year: i16, month: Option<u8>) -> Option<i16> {
        let first = hijri::from_gregorian(gregorian::day(year, 1, 1)?)?;
        let found = (first.year..=first.year + 1).find(|h| {
            hijri::month_bounds(*h, month.unwrap_or(1)).is_some_and(|(start, _)| start.year() == year)
        })?;
        self.because(Step::HijriMonthOf(year));
        Some(found)
    }

    fn hijri_year(&mut self, month: Option<u8>, day: Option<u8>) -> Option<i16> {
        let today = self.anchor.date()?;
        let now = hijri::from_gregorian(today)?;
        let month = month?;
        self.anchored("Hijri year");
        self.looked();
        let start = |year: i16| match day {
            Some(day) => hijri::to_gregorian(hijri::HijriDate { year, month, day }),
            None => hijri::month_bounds(year, month).map(|(first, _)| first),
        };
        (now.year - 1..=now.year + 1)
            .filter_map(|year| start(year).map(|date| (year, gregorian::days_between(today, date))))
            .min_by_key(|(_, days)| match self.prefer {
                Prefer::Past if *days > NEAR_AHEAD => days + 1_000,
                Prefer::Future if *days < -29 => 1_000 - days,
                _ => days.abs(),
            })
            .map(|(year, _)| year)
    }

    pub(super) fn shifted_hijri(&mut self, fields: Fields, shift: Shift) -> Point {
        let year = self.anchor.date().and_then(hijri::from_gregorian).and_then(|now| {
            let month = fields.month?;
            let (shift, further) = shift.split();
            let near = match shift {
                Shift::Last if month >= now.month => now.year - 1,
                Shift::Next if month <= now.month => now.year + 1,
                _ => now.year,
            };
            Some(near + i16::try_from(further).unwrap_or(0))
        });
        self.hijri(Fields { year: year.map(Year::Of), ..fields })
    }
}
