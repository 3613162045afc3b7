//! Weekdays told by other days, and dates seen from elsewhere: the second Tuesday after May 8, March in a year.
//!
//! "Next Wednesday" is ambiguous: assistants count it from the week (the Wednesday of next week), news from the day.

use super::point::Point;
use super::{Anchor, Prefer, Published, Resolver};
use crate::temporal::calendar::gregorian;
use crate::temporal::expression::{Expression, Fields, Measure, Shift, Side, Unit};
use jiff::civil::Date;

/// The nth such weekday on one side of a day, or the nth nearest to it.
pub(super) fn weekday_near(nth: i32, weekday: u8, side: Side, of: &Point) -> Point {
    let unknown = || Point::Text(format!("XXXX-WXX-{weekday}"));
    let Point::Day(date) = of else { return unknown() };
    let ahead = gregorian::days_to(*date, weekday);
    let days = match side {
        Side::After => (if ahead == 0 { 7 } else { ahead }) + 7 * (nth - 1),
        Side::Before => ahead - 7 - 7 * (nth - 1),
        Side::Closest => {
            // Nearest first, then on the other side, and so outward.
            let near = if ahead > 3 { ahead - 7 } else { ahead };
            let steps = nth / 2;
            let other = if (nth % 2 == 0) == (near <= 0) { steps } else { -steps };
            near + 7 * other
        }
    };
    gregorian::add_days(*date, days).map_or_else(unknown, Point::Day)
}

impl Resolver<'_> {
    /// Back, weekdays are counted one by one; ahead, by weeks that begin on Sunday: this week's Friday is not yet the
    /// first of "three Fridays from now".
    pub(super) fn weekday_in_weeks(&mut self, weekday: u8, weeks: i32) -> Point {
        let unknown = || Point::Text(format!("XXXX-WXX-{weekday}"));
        let Some(today) = self.anchor.date() else { return unknown() };
        self.anchored("week");
        if weeks < 0 {
            return weekday_near(-weeks, weekday, Side::Before, &Point::Day(today));
        }
        let sunday = -(i32::from(gregorian::weekday(today)) % 7);
        let by = sunday + i32::from(weekday) % 7 + 7 * weeks;
        gregorian::add_days(today, by).map_or_else(unknown, Point::Day)
    }

    pub(super) fn weekday_by(&mut self, weekday: u8, shift: Shift) -> Point {
        if self.anchor.prefer == Prefer::Future && shift != Shift::This {
            let week = self.period(Unit::Week, shift.steps());
            return week.weekday(weekday);
        }
        self.shifted_date(Fields { weekday: Some(weekday), ..Fields::default() }, shift)
    }

    /// Resolves a date as who stands at another point would.
    pub(super) fn seen_from(&mut self, what: &Expression, there: &Expression) -> Point {
        let Some(date) = self.moved_day(there) else { return self.point(what) };
        self.because(format!("seen from {date}"));
        let anchor = Anchor { published: Some(Published { date, time: None }), prefer: self.anchor.prefer };
        let mut other = Resolver {
            anchor: &anchor,
            prefer: self.prefer,
            language: self.language,
            out: std::mem::take(&mut self.out),
        };
        let point = other.point(what);
        self.out = other.out;
        point
    }

    fn moved_day(&self, there: &Expression) -> Option<Date> {
        let Expression::Offset { length, back, from: None } = there else { return None };
        let now = self.anchor.date()?.to_datetime(jiff::civil::Time::midnight());
        let signed = length
            .iter()
            .map(|m| Measure { count: m.count.map(|c| if *back { -c } else { c }), unit: m.unit })
            .collect();
        Some(super::lengths::moved(now, &signed)?.date())
    }

    /// The periods to come: for news all of them, for who asks at an hour the last of them.
    pub(super) fn upcoming(&mut self, measure: Measure) -> Point {
        match (self.asked(), measure.count) {
            #[allow(clippy::cast_possible_truncation)] // Counts are small and whole.
            (Some(_), Some(count)) if count.fract() == 0.0 && count < 10_000.0 => {
                self.period(measure.unit, count as i32)
            }
            _ => self.periods(measure, Shift::Next),
        }
    }
}
