//! Parts of periods as assistants mean them: the one place with the table from part to interval.
//!
//! News writes the container with a `mod` and nothing else. An assistant that is asked at an hour and looks ahead must
//! put something into a calendar: there "the end of the month" is its last ten days. The `mod` is kept beside it.

use super::point::{Grain, Point};
use super::{Prefer, Resolver};
use crate::temporal::calendar::gregorian;
use crate::temporal::expression::{Clock, Length, Unit};
use crate::text::Language;
use jiff::civil::{Date, DateTime};

/// First and last hour, both included, of a part of a part of the day.
const HOURS: &[(&str, &str, i8, i8)] = &[
    ("TMO", "START", 0, 8),
    ("TMO", "MID", 8, 10),
    ("TMO", "END", 9, 11),
    ("TEV", "START", 18, 20),
    ("TEV", "END", 21, 23),
    ("TNI", "START", 18, 20),
    ("TNI", "END", 21, 23),
];

/// Hours, both included, that a meal or an occupation fills or leaves.
const OCCASIONS: &[(&str, i8, i8)] =
    &[("lunch", 12, 13), ("after-lunch", 13, 16), ("after-work", 17, 20), ("after-school", 15, 20)];

/// Hours before this one belong to the night.
const DAWN: u8 = 6;

impl Resolver<'_> {
    /// The instant of asking, for who looks ahead and was asked at an hour; midnight only says the day.
    pub(super) fn asked(&self) -> Option<DateTime> {
        let published = self.anchor.published.filter(|_| self.anchor.prefer == Prefer::Future)?;
        let time = published.time.filter(|t| t.hour() != 0 || t.minute() != 0)?;
        Some(published.date.to_datetime(time))
    }

    /// A part of a period, as an interval when an assistant asks.
    pub(super) fn part(&mut self, code: &str, whole: Point) -> Point {
        if self.asked().is_none() {
            return whole;
        }
        let days = |from: Option<Date>, to: Option<Date>| from.zip(to).map(|(a, b)| Point::Days(a, b));
        let found = match (&whole, code) {
            (Point::Week(monday), "START") => days(Some(*monday), gregorian::add_days(*monday, 2)),
            (Point::Week(monday), "END") => {
                days(gregorian::add_days(*monday, 4), gregorian::add_days(*monday, 6))
            }
            (Point::Month(year, month), "START" | "MID" | "END") => {
                let (first, last) = match code {
                    "START" => (1, gregorian::day(*year, *month, 10)),
                    "MID" => (11, gregorian::day(*year, *month, 20)),
                    _ => (21, gregorian::last_of_month(*year, *month)),
                };
                days(gregorian::day(*year, *month, first), last)
            }
            (Point::Year(year), "START" | "MID" | "END") => {
                let (first, last) = match code {
                    "START" => (1, 4),
                    "MID" => (5, 8),
                    _ => (9, 12),
                };
                let month = |month| Some(Box::new(Point::Month(*year, month)));
                Some(Point::between(month(first), month(last)))
            }
            (Point::DayPart(date, part), _) => HOURS
                .iter()
                .find(|(p, c, ..)| p == part && *c == code)
                .map(|(_, _, first, last)| hours(*date, *first, *last)),
            _ => None,
        };
        match found {
            Some(point) => {
                self.because("a part of a period, as assistants mean it");
                point
            }
            None => whole,
        }
    }

    /// Lunch, or the time after work, on a day.
    pub(super) fn occasion(day: &Point, name: &str) -> Point {
        let found = OCCASIONS.iter().find(|(n, ..)| *n == name);
        match (day, found) {
            (Point::Day(date), Some((_, first, last))) => hours(*date, *first, *last),
            (day, _) => day.clone(),
        }
    }

    /// "by the end of the year": from the instant of asking to the end; without one, the end alone.
    pub(super) fn by(&mut self, end: Point) -> Point {
        let Some(now) = self.asked() else { return end };
        let last = match &end {
            Point::Instant(at, ..) => Some(*at),
            other => other.bounds().and_then(|(_, last)| last.tomorrow().ok()).map(|d| d.at(0, 0, 0, 0)),
        };
        match last {
            Some(last) if last > now => instants(now, last, Grain::Second),
            _ => end,
        }
    }

    /// "within two weeks": a length in news; from now to its end for who looks ahead.
    pub(super) fn within(&mut self, length: &Length) -> Point {
        let plain = || Point::Text(super::lengths::write(length));
        let Some(published) = self.anchor.published.filter(|_| self.anchor.prefer == Prefer::Future) else {
            return plain();
        };
        let now = published.date.to_datetime(published.time.unwrap_or_default());
        let Some(end) = super::lengths::moved(now, length) else { return plain() };
        let clock = length.iter().any(|m| m.unit.is_clock());
        let end = if clock { end } else { end.date().at(0, 0, 0, 0) };
        instants(now, end, Grain::Second)
    }

    /// A weekend begins on Friday evening for assistants.
    pub(super) fn weekend_asked(&self, monday: Date) -> Point {
        let found = || {
            let friday = gregorian::add_days(monday, 4)?.at(18, 0, 0, 0);
            let sunday = gregorian::add_days(monday, 6)?.at(23, 0, 0, 0);
            Some(instants(friday, sunday, Grain::Hour))
        };
        self.asked().and_then(|_| found()).unwrap_or(Point::Weekend(monday))
    }

    /// The day of a clock time that names none, and the hour that is meant: for who looks ahead the next such hour. An
    /// hour that is not over yet is still to come.
    pub(super) fn next_clock(&self, clock: Clock, range: bool) -> (Option<Point>, Clock) {
        let Some(today) = self.anchor.date() else { return (None, clock) };
        let day = |date: Date| Some(Point::Day(date));
        let Some(now) = self.asked().filter(|_| clock.zone.is_none()) else { return (day(today), clock) };
        // «من الخمسة للستة» says its hours and leaves the half of the day open.
        if range && self.language == Language::Arabic {
            return (day(today), clock);
        }
        let hour = u8::try_from(now.hour()).unwrap_or(0);
        // The small hours are the coming night's in English, «الساعة ثلاثة الصبح» today's; another hour that is named
        // with its half stays today's.
        let told = range || clock.hour >= DAWN || self.language == Language::Arabic;
        if clock.hour >= hour || clock.certain && told {
            return (day(today), clock);
        }
        if !clock.certain && clock.hour + 12 >= hour && clock.hour < 12 {
            return (day(today), Clock { hour: clock.hour + 12, certain: true, ..clock });
        }
        (day(today.tomorrow().unwrap_or(today)), clock)
    }
}

fn instants(from: DateTime, to: DateTime, grain: Grain) -> Point {
    let end = |at: DateTime| Some(Box::new(Point::Instant(at, grain, None)));
    Point::between(end(from), end(to))
}

fn hours(date: Date, first: i8, last: i8) -> Point {
    instants(date.at(first, 0, 0, 0), date.at(last, 0, 0, 0), Grain::Hour)
}

/// True for a unit whose offsets an assistant gives to the next finer unit.
pub(super) const fn finer(unit: Unit) -> bool {
    matches!(unit, Unit::Day | Unit::Night | Unit::Fortnight | Unit::Month | Unit::Year)
}
