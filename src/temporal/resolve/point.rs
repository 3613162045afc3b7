//! A resolved point or interval, and how TIMEX3 writes it.

use crate::temporal::calendar::{gregorian, zones};
use crate::temporal::expression::{Clock, Unit, Zone};
use jiff::civil::{Date, DateTime};
use std::fmt;

/// How exact an instant is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grain {
    Hour,
    Minute,
    Second,
}

impl Grain {
    /// How exact what is counted in a unit of the clock is.
    pub(super) const fn of(unit: Unit) -> Self {
        match unit {
            Unit::Hour => Self::Hour,
            Unit::Minute => Self::Minute,
            _ => Self::Second,
        }
    }
}

/// A resolved expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Point {
    Day(Date),
    /// The Monday of the week.
    Week(Date),
    /// The Monday of the week that the weekend ends.
    Weekend(Date),
    Month(i16, u8),
    Quarter(i16, u8),
    Half(i16, u8),
    Season(i16, &'static str),
    Year(i16),
    /// The first three digits of its years.
    Decade(i16),
    /// The first two digits of its years.
    Century(i16),
    DayPart(Date, &'static str),
    /// With the offset from UTC in minutes, where a zone is known.
    Instant(DateTime, Grain, Option<i16>),
    /// Two days, both included: a Hijri month, a range.
    Days(Date, Date),
    Between(Option<Box<Point>>, Option<Box<Point>>),
    /// A value that is only partly known, or no point at all.
    Text(String),
}

/// `T14:05+03:00`, as exact as the text is.
pub(super) fn clock_text(clock: Clock) -> String {
    let zone = zone_text(clock.zone);
    match (clock.minute, clock.second) {
        (Some(minute), Some(second)) => format!("T{:02}:{minute:02}:{second:02}{zone}", clock.hour),
        (Some(minute), None) => format!("T{:02}:{minute:02}{zone}", clock.hour),
        _ => format!("T{:02}:00{zone}", clock.hour),
    }
}

/// A zone without a day: only an offset that is written says something.
fn zone_text(zone: Option<Zone>) -> String {
    zone.and_then(zones::written).map(zones::write).unwrap_or_default()
}

impl Point {
    /// A clock time on a day; with no day the clock alone.
    pub(super) fn at(day: Option<&Self>, clock: Clock) -> Self {
        let date = match day {
            Some(Self::Day(date) | Self::DayPart(date, _)) => *date,
            Some(Self::Instant(at, ..)) => at.date(),
            // "in four years at 5pm"
            Some(whole @ (Self::Month(..) | Self::Year(_))) if whole.bounds().is_some() => {
                whole.bounds().map_or(Date::MIN, |(first, _)| first)
            }
            Some(other) => return Self::Text(format!("{other}{}", clock_text(clock))),
            None => return Self::Text(clock_text(clock)),
        };
        let (date, hour) =
            if clock.hour == 24 { (date.tomorrow().unwrap_or(date), 0) } else { (date, clock.hour) };
        let small = |n: Option<u8>| i8::try_from(n.unwrap_or(0)).unwrap_or(0);
        let grain = match (clock.minute, clock.second) {
            (_, Some(_)) => Grain::Second,
            _ => Grain::Minute,
        };
        match DateTime::new(
            date.year(),
            date.month(),
            date.day(),
            small(Some(hour)),
            small(clock.minute),
            small(clock.second),
            0,
        ) {
            Ok(at) => Self::Instant(at, grain, clock.zone.and_then(|zone| zones::offset(zone, at))),
            Err(_) => Self::Text(format!("{date}{}", clock_text(clock))),
        }
    }

    /// A range. An end that is no date makes the whole a text.
    pub(super) fn between(from: Option<Box<Self>>, to: Option<Box<Self>>) -> Self {
        // Two quarters have no short form.
        if let (Some(Self::Quarter(..) | Self::Half(..)), Some(Self::Quarter(..) | Self::Half(..))) =
            (from.as_deref(), to.as_deref())
            && let (Some((first, _)), Some((_, last))) =
                (from.as_ref().and_then(|p| p.bounds()), to.as_ref().and_then(|p| p.bounds()))
        {
            return Self::Days(first, last);
        }
        Self::Between(from, to)
    }

    /// A weekday of a week.
    pub(super) fn weekday(&self, weekday: u8) -> Self {
        if let Self::Week(monday) = self
            && let Some(date) = gregorian::add_days(*monday, i32::from(weekday) - 1)
        {
            return Self::Day(date);
        }
        Self::Text(format!("XXXX-WXX-{weekday}"))
    }

    /// The nth weekday of a month.
    pub(super) fn nth_weekday(&self, nth: i32, weekday: u8) -> Self {
        let found = self.bounds().and_then(|bounds| gregorian::nth_weekday(bounds, nth, weekday));
        found.map_or_else(|| Self::Text(format!("XXXX-WXX-{weekday}")), Self::Day)
    }

    /// The nth day, week, weekend, month or quarter of a longer period; negative from its end. A week belongs to the
    /// period that holds its Thursday, as ISO 8601 has it for years; a weekend to the one that holds its Saturday.
    pub(super) fn nth_unit(&self, nth: i32, unit: Unit) -> Self {
        let found = || {
            let (first, last) = self.bounds()?;
            let weekday = |weekday| gregorian::nth_weekday((first, last), nth, weekday);
            let months = |size: i32| {
                let start =
                    gregorian::add_months(first.first_of_month(), size * (nth - 1)).filter(|_| nth > 0);
                let start = start.or_else(|| {
                    gregorian::add_months(last.first_of_month(), size * nth + 1).filter(|_| nth < 0)
                })?;
                (first <= start && start <= last).then_some((start.year(), start.month().unsigned_abs()))
            };
            match unit {
                Unit::Day => {
                    let date = if nth < 0 {
                        gregorian::add_days(last, nth + 1)
                    } else {
                        gregorian::add_days(first, nth - 1)
                    }?;
                    (first <= date && date <= last).then_some(Self::Day(date))
                }
                Unit::Week => gregorian::add_days(weekday(4)?, -3).map(Self::Week),
                Unit::Weekend => gregorian::add_days(weekday(6)?, -5).map(Self::Weekend),
                Unit::Month => months(1).map(|(year, month)| Self::Month(year, month)),
                Unit::Quarter => months(3).map(|(year, month)| Self::Quarter(year, month.div_ceil(3))),
                _ => None,
            }
        };
        found().unwrap_or_else(|| Self::Text("XXXX".to_owned()))
    }

    /// First and last day, both included.
    pub(super) fn bounds(&self) -> Option<(Date, Date)> {
        let months = |year: i16, month: u8, count: u8| {
            Some((gregorian::day(year, month, 1)?, gregorian::last_of_month(year, month + count - 1)?))
        };
        match self {
            Self::Day(date) | Self::DayPart(date, _) => Some((*date, *date)),
            Self::Week(monday) => Some((*monday, gregorian::add_days(*monday, 6)?)),
            Self::Weekend(monday) => {
                Some((gregorian::add_days(*monday, 5)?, gregorian::add_days(*monday, 6)?))
            }
            Self::Month(year, month) => months(*year, *month, 1),
            Self::Quarter(year, number) => months(*year, number * 3 - 2, 3),
            Self::Half(year, number) => months(*year, number * 6 - 5, 6),
            Self::Year(year) => months(*year, 1, 12),
            Self::Decade(decade) => {
                let year = decade.checked_mul(10)?;
                Some((gregorian::day(year, 1, 1)?, gregorian::day(year.checked_add(9)?, 12, 31)?))
            }
            Self::Century(century) => {
                let year = century.checked_mul(100)?;
                Some((gregorian::day(year, 1, 1)?, gregorian::day(year.checked_add(99)?, 12, 31)?))
            }
            Self::Days(from, to) => Some((*from, *to)),
            Self::Between(Some(from), Some(to)) => Some((from.bounds()?.0, to.bounds()?.1)),
            Self::Instant(..) | Self::Season(..) | Self::Text(_) | Self::Between(..) => None,
        }
    }

    /// Longer than one day, so that its ends are worth naming.
    pub(super) fn is_interval(&self) -> bool {
        !matches!(self, Self::Day(_) | Self::DayPart(..) | Self::Instant(..) | Self::Text(_))
    }

    /// How exact the value is.
    pub(super) const fn precision(&self) -> Option<&'static str> {
        Some(match self {
            Self::Day(_) => "day",
            Self::Week(_) | Self::Weekend(_) => "week",
            Self::Month(..) => "month",
            Self::Quarter(..) | Self::Half(..) | Self::Season(..) => "season",
            Self::Year(_) => "year",
            Self::Decade(_) => "decade",
            Self::Century(_) => "century",
            Self::DayPart(..) => "part-of-day",
            Self::Instant(_, Grain::Hour, _) => "hour",
            Self::Instant(_, Grain::Minute, _) => "minute",
            Self::Instant(_, Grain::Second, _) => "second",
            Self::Days(..) | Self::Between(..) => "interval",
            Self::Text(_) => return None,
        })
    }
}

fn write_year(f: &mut fmt::Formatter, year: i16) -> fmt::Result {
    if year < 0 { write!(f, "BC{:04}", year.unsigned_abs()) } else { write!(f, "{year:04}") }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Day(date) => write!(f, "{date}"),
            Self::Week(monday) | Self::Weekend(monday) => {
                let (year, week) = gregorian::iso_week(*monday);
                write!(f, "{year:04}-W{week:02}")?;
                if matches!(self, Self::Weekend(_)) { f.write_str("-WE") } else { Ok(()) }
            }
            Self::Month(year, month) => {
                write_year(f, *year)?;
                write!(f, "-{month:02}")
            }
            Self::Quarter(year, number) => write!(f, "{year:04}-Q{number}"),
            Self::Half(year, number) => write!(f, "{year:04}-H{number}"),
            Self::Season(year, code) => write!(f, "{year:04}-{code}"),
            Self::Year(year) => write_year(f, *year),
            Self::Decade(decade) => write!(f, "{decade:03}"),
            Self::Century(century) => write!(f, "{century:02}"),
            Self::DayPart(date, code) => write!(f, "{date}{code}"),
            Self::Instant(at, grain, zone) => {
                write!(f, "{}", at.date())?;
                let time = at.time();
                match grain {
                    Grain::Hour => write!(f, "T{:02}", time.hour())?,
                    Grain::Minute => write!(f, "T{:02}:{:02}", time.hour(), time.minute())?,
                    Grain::Second => {
                        write!(f, "T{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())?;
                    }
                }
                zone.map_or(Ok(()), |minutes| f.write_str(&zones::write(minutes)))
            }
            Self::Days(from, to) => write!(f, "{from}/{to}"),
            // From the first day of one interval to the last of another.
            Self::Between(Some(from), Some(to))
                if matches!((&**from, &**to), (Self::Days(..), Self::Days(..))) =>
            {
                match (from.bounds(), to.bounds()) {
                    (Some((first, _)), Some((_, last))) => write!(f, "{first}/{last}"),
                    _ => f.write_str(".."),
                }
            }
            Self::Between(from, to) => {
                match from {
                    Some(from) => write!(f, "{from}/")?,
                    None => f.write_str("../")?,
                }
                match to {
                    Some(to) => write!(f, "{to}"),
                    None => f.write_str(".."),
                }
            }
            Self::Text(text) => f.write_str(text),
        }
    }
}
