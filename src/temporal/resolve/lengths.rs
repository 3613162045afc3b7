//! Durations as TIMEX3 writes them, and days reached by a length.

use super::point::{Grain, Point};
use super::{Prefer, Resolver, parts};
use crate::temporal::TimexKind;
use crate::temporal::calendar::gregorian;
use crate::temporal::expression::{Length, Measure, Shift, Unit};
use crate::text::Language;
use jiff::Span;
use jiff::civil::{Date, DateTime};

/// What "a few" is to who asks at an hour.
const FEW: f64 = 3.0;

/// `P3D`, `PT2H30M`, `PXD`.
pub(super) fn write(length: &Length) -> String {
    let mut date = String::new();
    let mut time = String::new();
    for measure in length {
        let (factor, letter) = match measure.unit {
            Unit::Second => (1.0, 'S'),
            Unit::Hour => (1.0, 'H'),
            Unit::Day | Unit::Night => (1.0, 'D'),
            Unit::Weekend | Unit::Week => (1.0, 'W'),
            Unit::Fortnight => (2.0, 'W'),
            Unit::Minute | Unit::Month => (1.0, 'M'),
            Unit::Quarter => (3.0, 'M'),
            Unit::Half => (6.0, 'M'),
            Unit::Year => (1.0, 'Y'),
            Unit::Decade => (10.0, 'Y'),
            Unit::Century => (100.0, 'Y'),
        };
        let part = match whole(*measure) {
            // Half an hour is thirty minutes, a year and a half one year and six months.
            Some((0, count, smaller)) => format!("{count}{smaller}"),
            Some((ones, count, smaller)) => format!("{ones}{letter}{count}{smaller}"),
            None => match measure.count {
                Some(count) => format!("{}{letter}", trim(count * factor)),
                None => format!("X{letter}"),
            },
        };
        if measure.unit.is_clock() { time.push_str(&part) } else { date.push_str(&part) }
    }
    if time.is_empty() { format!("P{date}") } else { format!("P{date}T{time}") }
}

/// The whole number, and its fraction where that is a whole number of the next smaller unit.
fn whole(measure: Measure) -> Option<(i64, i64, &'static str)> {
    let count = measure.count.filter(|c| c.fract() != 0.0)?;
    let (per, letter) = match measure.unit {
        Unit::Minute => (60.0, "S"),
        Unit::Hour => (60.0, "M"),
        Unit::Year => (12.0, "M"),
        _ => return None,
    };
    let smaller = count.fract() * per;
    let ones = whole_number(count.trunc());
    ((smaller - smaller.round()).abs() < 1e-6).then_some((ones, whole_number(smaller), letter))
}

/// The nearest whole number; a cast that is out of range stays at the range's end.
#[allow(clippy::cast_possible_truncation)]
fn whole_number(count: f64) -> i64 {
    count.round() as i64
}

fn trim(count: f64) -> String {
    let text = format!("{count:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Where what lies `by` periods from now is, when no more is known.
const fn reference(by: i32) -> &'static str {
    match by {
        ..0 => "PAST_REF",
        0 => "PRESENT_REF",
        _ => "FUTURE_REF",
    }
}

/// A length later.
pub(super) fn moved(at: DateTime, length: &Length) -> Option<DateTime> {
    length.iter().try_fold(at, |at, m| shift(at, *m, 1.0))
}

/// The day that lies a length before or after another.
pub(super) fn day_away(length: &Length, back: bool, from: Date) -> Option<Date> {
    let sign = if back { -1.0 } else { 1.0 };
    let start = from.to_datetime(jiff::civil::Time::midnight());
    length.iter().try_fold(start, |at, measure| shift(at, *measure, sign)).map(DateTime::date)
}

fn shift(at: DateTime, measure: Measure, sign: f64) -> Option<DateTime> {
    let count = measure.count? * sign;
    if count.abs() > 1e7 {
        return None;
    }
    let span = Span::new();
    let span = match measure.unit {
        Unit::Second => span.try_seconds(whole_number(count)).ok()?,
        Unit::Minute => span.try_seconds(whole_number(count * 60.0)).ok()?,
        Unit::Hour => span.try_seconds(whole_number(count * 3600.0)).ok()?,
        Unit::Day | Unit::Night => span.try_hours(whole_number(count * 24.0)).ok()?,
        Unit::Week | Unit::Weekend => span.try_days(whole_number(count * 7.0)).ok()?,
        Unit::Fortnight => span.try_days(whole_number(count * 14.0)).ok()?,
        Unit::Month => {
            let months = at.checked_add(span.try_months(whole_number(count)).ok()?).ok()?;
            let days = whole_number(count.fract() * 30.0);
            return months.checked_add(Span::new().try_days(days).ok()?).ok();
        }
        Unit::Quarter => span.try_months(whole_number(count * 3.0)).ok()?,
        Unit::Half => span.try_months(whole_number(count * 6.0)).ok()?,
        Unit::Year => span.try_months(whole_number(count * 12.0)).ok()?,
        Unit::Decade => span.try_months(whole_number(count * 120.0)).ok()?,
        Unit::Century => span.try_months(whole_number(count * 1200.0)).ok()?,
    };
    at.checked_add(span).ok()
}

impl Resolver<'_> {
    /// A length before or after a point, or before or after now. In a story it keeps its unit: «بعد عامين» is a year.
    pub(super) fn offset(&mut self, length: &Length, back: bool, from: Option<&Point>, story: bool) -> Point {
        // An assistant takes a few for three.
        let few: Length;
        let length = if self.asked().is_some() {
            few = length.iter().map(|m| Measure { count: m.count.or(Some(FEW)), ..*m }).collect();
            &few
        } else {
            length
        };
        let vague = length.iter().any(|m| m.count.is_none());
        if vague {
            self.because("how many is not said");
            return Point::Text(if back { "PAST_REF" } else { "FUTURE_REF" }.to_owned());
        }
        let mut zone = None;
        let start = match from {
            Some(Point::Day(date) | Point::DayPart(date, _)) => Some((*date, None)),
            Some(Point::Instant(at, _, offset)) => {
                zone = *offset;
                Some((at.date(), Some(at.time())))
            }
            // Before a feast of several days is before its first, after it after its last.
            Some(other) => other.bounds().map(|(first, last)| (if back { first } else { last }, None)),
            None => self.anchor.published.map(|p| (p.date, p.time)),
        };
        let Some((date, time)) = start else { return Point::Text(write(length)) };
        match from {
            Some(point) => self.because(format!("counted from {point}, told before")),
            None => self.anchored("counted"),
        }
        let at = date.to_datetime(time.unwrap_or_default());
        let sign = if back { -1.0 } else { 1.0 };
        let Some(moved) = length.iter().try_fold(at, |at, m| shift(at, *m, sign)) else {
            return Point::Text(write(length));
        };
        let finest = length.iter().map(|m| m.unit).min().unwrap_or(Unit::Day);
        let fraction = length.iter().any(|m| m.count.is_some_and(|c| c.fract() != 0.0));
        let date = moved.date();
        // Who asks at an hour and looks ahead is told the next finer unit; who asks on a day, the day.
        let ahead = self.anchor.prefer == Prefer::Future;
        let exact = from.is_none() && ahead && self.anchor.published.is_some();
        let english = self.language == Language::English;
        if exact && english && self.asked().is_some() && parts::finer(finest) {
            return match finest {
                Unit::Month => Point::Day(date),
                Unit::Year => Point::Month(date.year(), date.month().unsigned_abs()),
                _ => Point::Instant(moved, Grain::Hour, None),
            };
        }
        match finest {
            Unit::Second => Point::Instant(moved, Grain::Second, None),
            Unit::Minute | Unit::Hour if time.is_some() => Point::Instant(moved, Grain::Minute, zone),
            Unit::Minute | Unit::Hour => Point::Text(write(length)),
            _ if exact && english && time.is_some()
                || !story && matches!(from, Some(Point::Day(_) | Point::Days(..))) =>
            {
                Point::Day(date)
            }
            Unit::Month | Unit::Quarter | Unit::Half if !fraction => {
                Point::Month(date.year(), date.month().unsigned_abs())
            }
            Unit::Year | Unit::Decade | Unit::Century if !fraction => Point::Year(date.year()),
            Unit::Year => Point::Month(date.year(), date.month().unsigned_abs()),
            // News says weeks for a week, whoever plans for the day.
            Unit::Week | Unit::Fortnight if self.anchor.prefer == Prefer::Past && !fraction => Point::Week(
                gregorian::add_days(date, 1 - i32::from(gregorian::weekday(date))).unwrap_or(date),
            ),
            _ => Point::Day(date),
        }
    }

    /// Several periods before or after now: the one now is not among them.
    pub(super) fn periods(&mut self, measure: Measure, shift_to: Shift) -> Point {
        let (shift_to, _) = shift_to.split();
        let vague = reference(shift_to.steps());
        // An assistant takes a few for three.
        let few = measure.count.or_else(|| self.asked().map(|_| FEW));
        let Some(count) =
            few.and_then(|c| i32::try_from(whole_number(c)).ok()).filter(|c| (1..=10_000).contains(c))
        else {
            return Point::Text(vague.to_owned());
        };
        let Some(published) = self.anchor.published else {
            return Point::Text(write(&vec![measure]));
        };
        // News says how long: «خلال السنوات الثلاث الماضية». Who plans means the periods themselves.
        if self.anchor.prefer == Prefer::Past {
            self.out.kind = Some(TimexKind::Duration);
            return Point::Text(write(&vec![measure]));
        }
        self.anchored("counted");
        let (near, far) = match shift_to {
            Shift::BeforeLast | Shift::Last => (-1, -count),
            Shift::Next | Shift::AfterNext => (1, count),
            Shift::This => (0, 0),
        };
        if measure.unit.is_clock() {
            let at = published.date.to_datetime(published.time.unwrap_or_default());
            let grain = Grain::of(measure.unit);
            let one = |n: i32| {
                shift(at, Measure { count: Some(f64::from(n)), unit: measure.unit }, 1.0)
                    .map(|moved| Box::new(Point::Instant(moved, grain, None)))
            };
            return if published.time.is_some() && count == 1 {
                one(near).map_or_else(|| Point::Text(vague.to_owned()), |at| *at)
            } else if published.time.is_some() {
                Point::between(one(near.min(far)), one(near.max(far)))
            } else {
                Point::Text(write(&vec![measure]))
            };
        }
        let first = self.period(measure.unit, near.min(far));
        let last = self.period(measure.unit, near.max(far));
        // Several weekends, written as such.
        let plain =
            |by: i32| gregorian::add_days(gregorian::monday(published.date)?, 7 * by).map(Point::Weekend);
        if measure.unit == Unit::Weekend
            && first != last
            && let (Some(from), Some(to)) = (plain(near.min(far)), plain(near.max(far)))
        {
            return Point::between(Some(Box::new(from)), Some(Box::new(to)));
        }
        // Quarters and decades have no short form for several of them.
        if matches!(measure.unit, Unit::Quarter | Unit::Half | Unit::Decade | Unit::Century)
            && first != last
            && let (Some((from, _)), Some((_, to))) = (first.bounds(), last.bounds())
        {
            return Point::Days(from, to);
        }
        if first == last { first } else { Point::between(Some(Box::new(first)), Some(Box::new(last))) }
    }

    /// From today to the end of the period that holds it.
    pub(super) fn rest(&mut self, unit: Unit) -> Point {
        let period = self.period(unit, 0);
        match (self.anchor.date(), period.bounds()) {
            (Some(today), Some((_, last))) => Point::Days(today, last),
            _ => period,
        }
    }

    /// The weekend that is meant when no other is named: for who looks back the last one that has begun.
    pub(super) fn weekend(&mut self) -> Point {
        self.looked();
        let begun = self.anchor.date().is_some_and(|today| gregorian::weekday(today) >= 6);
        let by = if self.prefer == Prefer::Past && !begun { -1 } else { 0 };
        self.period(Unit::Weekend, by)
    }

    /// The period of `unit` that lies `by` from the one that holds the anchor.
    pub(super) fn period(&mut self, unit: Unit, by: i32) -> Point {
        let Some(published) = self.anchor.published else {
            return Point::Text(
                match (unit, by) {
                    (Unit::Week, _) => "XXXX-WXX",
                    (Unit::Weekend, _) => "XXXX-WXX-WE",
                    (Unit::Month, _) => "XXXX-XX",
                    (Unit::Year, _) => "XXXX",
                    (Unit::Quarter, _) => "XXXX-QX",
                    (Unit::Day, _) => "XXXX-XX-XX",
                    _ => reference(by),
                }
                .to_owned(),
            );
        };
        self.anchored(match unit {
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Year => "year",
            _ => "counted",
        });
        let today = published.date;
        let nowhere = || Point::Text("XXXX".to_owned());
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour => {
                let Some(time) = published.time else {
                    return Point::Text(reference(by).to_owned());
                };
                let grain = Grain::of(unit);
                shift(today.to_datetime(time), Measure { count: Some(f64::from(by)), unit }, 1.0)
                    .map_or_else(nowhere, |at| Point::Instant(at, grain, None))
            }
            Unit::Day | Unit::Night => gregorian::add_days(today, by).map_or_else(nowhere, Point::Day),
            Unit::Week | Unit::Weekend => {
                let monday = gregorian::monday(today).and_then(|m| gregorian::add_days(m, by * 7));
                match monday {
                    Some(monday) if unit == Unit::Week => Point::Week(monday),
                    Some(monday) => self.weekend_asked(monday),
                    None => nowhere(),
                }
            }
            Unit::Fortnight => match gregorian::monday(today).and_then(|m| gregorian::add_days(m, by * 14)) {
                Some(from) => gregorian::add_days(from, 13).map_or_else(nowhere, |to| Point::Days(from, to)),
                None => nowhere(),
            },
            Unit::Month => gregorian::add_months(today.first_of_month(), by)
                .map_or_else(nowhere, |d| Point::Month(d.year(), d.month().unsigned_abs())),
            Unit::Quarter => gregorian::add_months(today.first_of_month(), by * 3)
                .map_or_else(nowhere, |d| Point::Quarter(d.year(), d.month().unsigned_abs().div_ceil(3))),
            Unit::Half => gregorian::add_months(today.first_of_month(), by * 6)
                .map_or_else(nowhere, |d| Point::Half(d.year(), d.month().unsigned_abs().div_ceil(6))),
            Unit::Year => i16::try_from(i32::from(today.year()) + by).map_or_else(|_| nowhere(), Point::Year),
            Unit::Decade => {
                i16::try_from(i32::from(today.year()) / 10 + by).map_or_else(|_| nowhere(), Point::Decade)
            }
            Unit::Century => {
                i16::try_from(i32::from(today.year()) / 100 + by).map_or_else(|_| nowhere(), Point::Century)
            }
        }
    }
}
