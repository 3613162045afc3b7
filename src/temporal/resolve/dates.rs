//! Dates by fields → days, months and years: the missing year and the missing week come from the anchor.

use super::point::Point;
use super::{Prefer, Resolver, Step};
use crate::temporal::calendar::{gregorian, hijri};
use crate::temporal::expression::{Calendar, Fields, Shift, Year};
use jiff::civil::Date;

/// A day without a year that lies at most this far ahead is the coming one even in news: nobody writes «29 كانون
/// الأول» on 20 December and means last year's.
pub(super) const NEAR_AHEAD: i32 = 60;
/// A month farther ahead than this, in months, is more often the last one, even in a clause about what is to come.
const HALF_A_YEAR: u8 = 6;
/// Even who looks ahead means this year's day when it has just passed.
const LATELY: i32 = 31;
/// A weekday tells the year; it is looked for at most this far from the anchor.
const WEEKDAY_REACH: i16 = 5;

impl Resolver<'_> {
    pub(super) fn year(&mut self, year: Option<Year>) -> Option<i16> {
        match year {
            Some(Year::Of(year)) => {
                self.because(Step::Year(year));
                Some(year)
            }
            Some(Year::Shifted(by)) => {
                self.anchored("year");
                self.anchor.date().map(|d| d.year() + by)
            }
            None => None,
        }
    }

    pub(super) fn date(&mut self, fields: Fields) -> Point {
        if fields.calendar == Calendar::Hijri {
            return self.hijri(fields);
        }
        let year = self.year(fields.year);
        match (year, fields.month, fields.day, fields.weekday) {
            (Some(year), Some(month), Some(day), weekday) => {
                if let Some(date) = gregorian::day(year, month, day) {
                    self.check_weekday(date, weekday);
                    Point::Day(date)
                } else {
                    self.because("no such day in the calendar");
                    Point::Text(format!("{year:04}-{month:02}-{day:02}"))
                }
            }
            (Some(year), Some(month), None, _) => Point::Month(year, month),
            (Some(year), None, _, _) => Point::Year(year),
            (None, Some(month), Some(day), weekday) => self.day_without_year(month, day, weekday),
            (None, Some(month), None, _) => self.month_without_year(month),
            (None, None, Some(day), Some(weekday)) => self.day_of_some_month(day, weekday),
            (None, None, None, Some(weekday)) => self.weekday(weekday),
            (None, None, Some(day), None) => self.day_alone(day),
            (None, None, None, None) => Point::Text(String::new()),
        }
    }

    pub(super) fn check_weekday(&mut self, date: Date, weekday: Option<u8>) {
        match weekday {
            Some(weekday) if weekday == gregorian::weekday(date) => self.because("weekday agrees"),
            Some(_) => self.because("weekday does not agree; the date was taken"),
            None => {}
        }
    }

    fn day_without_year(&mut self, month: u8, day: u8, weekday: Option<u8>) -> Point {
        let unknown = || Point::Text(format!("XXXX-{month:02}-{day:02}"));
        let Some(today) = self.anchor.date() else { return unknown() };
        let candidates =
            |reach: i16| (-reach..=reach).filter_map(move |by| gregorian::day(today.year() + by, month, day));
        let distance = |date: Date| gregorian::days_between(today, date);
        let preference = |date: &Date| {
            let days = distance(*date);
            match self.prefer {
                Prefer::Past if days > NEAR_AHEAD => days + 1_000,
                Prefer::Future if days < -LATELY => 1_000 - days,
                _ => days.abs(),
            }
        };
        // Who plans ahead errs in the weekday rather than means another year.
        let reach = if self.prefer == Prefer::Future { 1 } else { WEEKDAY_REACH };
        let agreeing = weekday.and_then(|w| {
            candidates(reach).filter(|d| gregorian::weekday(*d) == w).min_by_key(|d| distance(*d).abs())
        });
        let plain = candidates(4).min_by_key(preference);
        match (agreeing, plain) {
            (Some(date), _) => {
                self.anchored("year");
                self.because("weekday agrees");
                Point::Day(date)
            }
            (None, Some(date)) => {
                self.anchored("year");
                if self.prefer == Prefer::Past && date > today {
                    self.because("so near ahead that the coming one is meant");
                } else {
                    self.looked();
                }
                self.check_weekday(date, weekday);
                Point::Day(date)
            }
            (None, None) => unknown(),
        }
    }

    /// «الثلاثاء الثالث من أيلول 2014»: the third is a Wednesday, so the third Tuesday is meant.
    pub(super) fn ranked_weekday(&mut self, fields: Fields) -> Point {
        let point = self.date(fields);
        let (Point::Day(date), Some(weekday), Some(nth)) = (&point, fields.weekday, fields.day) else {
            return point;
        };
        if gregorian::weekday(*date) == weekday {
            return point;
        }
        let month = Point::Month(date.year(), date.month().unsigned_abs());
        self.because("that day is another weekday, so the ordinal counts weekdays");
        month.nth_weekday(i32::from(nth), weekday)
    }

    /// The first such day or month from another point on; without that point, by itself.
    pub(super) fn date_after(&mut self, fields: Fields, first: &Point) -> Point {
        if let (Point::Day(date), Some(weekday), None) = (first, fields.weekday, fields.month) {
            self.because("the first one after the beginning of the range");
            let ahead = gregorian::days_to(*date, weekday);
            return gregorian::add_days(*date, ahead).map_or_else(|| self.date(fields), Point::Day);
        }
        let year = match first {
            Point::Day(date) => Some(date.year()),
            Point::Month(year, _) => Some(*year),
            Point::Days(date, _) if fields.calendar == Calendar::Hijri => {
                hijri::from_gregorian(*date).map(|h| h.year)
            }
            _ => None,
        };
        let Some(year) = year else { return self.date(fields) };
        self.because("the first one after the beginning of the range");
        let of = |year: i16| Fields { year: Some(Year::Of(year)), ..fields };
        let point = self.date(of(year));
        let starts = |point: &Point| point.bounds().map(|(begin, _)| begin);
        if starts(&point) < starts(first) { self.date(of(year.saturating_add(1))) } else { point }
    }

    fn month_without_year(&mut self, month: u8) -> Point {
        let Some(today) = self.anchor.date() else { return Point::Text(format!("XXXX-{month:02}")) };
        let this = today.month().unsigned_abs();
        // A clause about what is to come may still speak of the month that has just passed.
        let ahead = (month + 12 - this) % 12;
        let clause_only = self.anchor.prefer == Prefer::Past;
        let by = match self.prefer {
            Prefer::Past if month > this => -1,
            Prefer::Future if clause_only && ahead > HALF_A_YEAR => -i16::from(month > this),
            Prefer::Future if month < this => 1,
            _ => 0,
        };
        self.anchored("year");
        self.looked();
        Point::Month(today.year() + by, month)
    }

    /// "the 17th": the last or the next one.
    fn day_alone(&mut self, day: u8) -> Point {
        let unknown = || Point::Text(format!("XXXX-XX-{day:02}"));
        let Some(today) = self.anchor.date() else { return unknown() };
        let found = (-2..=2)
            .filter_map(|by| {
                let first = gregorian::add_months(today.first_of_month(), by)?;
                gregorian::day(first.year(), first.month().unsigned_abs(), day)
            })
            .filter(|date| match self.prefer {
                Prefer::Past => *date <= today,
                Prefer::Future => *date >= today,
            })
            .min_by_key(|date| gregorian::days_between(today, *date).abs());
        self.anchored("month");
        found.map_or_else(unknown, Point::Day)
    }

    fn day_of_some_month(&mut self, day: u8, weekday: u8) -> Point {
        let found = self.anchor.date().and_then(|today| {
            (-12..=12)
                .filter_map(|by| {
                    let first = gregorian::add_months(today.first_of_month(), by)?;
                    gregorian::day(first.year(), first.month().unsigned_abs(), day)
                })
                .filter(|d| gregorian::weekday(*d) == weekday)
                .min_by_key(|d| {
                    let days = gregorian::days_between(today, *d);
                    let behind = self.prefer == Prefer::Future && days < -LATELY;
                    days.abs() + if behind { 1_000 } else { 0 }
                })
        });
        match found {
            Some(date) => {
                self.anchored("month");
                self.because("weekday agrees");
                Point::Day(date)
            }
            None => Point::Text(format!("XXXX-XX-{day:02}")),
        }
    }

    fn weekday(&mut self, weekday: u8) -> Point {
        let Some(today) = self.anchor.date() else { return Point::Text(format!("XXXX-WXX-{weekday}")) };
        let ahead = gregorian::days_to(today, weekday);
        let by = match self.prefer {
            Prefer::Past if ahead > 0 => ahead - 7,
            _ => ahead,
        };
        self.anchored("week");
        self.looked();
        gregorian::add_days(today, by).map_or_else(|| Point::Text(format!("XXXX-WXX-{weekday}")), Point::Day)
    }

    pub(super) fn relative_day(&mut self, offset: i32, weekday: Option<u8>) -> Point {
        let Some(today) = self.anchor.date() else {
            return Point::Text(match (offset, weekday) {
                (_, Some(weekday)) => format!("XXXX-WXX-{weekday}"),
                (0, None) => "PRESENT_REF".to_owned(),
                _ => "XXXX-XX-XX".to_owned(),
            });
        };
        self.anchored("counted");
        match gregorian::add_days(today, offset) {
            Some(date) => {
                self.check_weekday(date, weekday);
                Point::Day(date)
            }
            None => Point::Text("XXXX-XX-XX".to_owned()),
        }
    }

    /// الخميس الماضي · أيلول المقبل: strictly before or after now.
    pub(super) fn shifted_date(&mut self, fields: Fields, shift: Shift) -> Point {
        if fields.calendar == Calendar::Hijri {
            return self.shifted_hijri(fields, shift);
        }
        let Some(today) = self.anchor.date() else { return self.date(fields) };
        self.anchored("counted");
        let (shift, further) = shift.split();
        let years = i16::try_from(further).unwrap_or(0);
        match (fields.month, fields.day, fields.weekday) {
            (None, None, Some(weekday)) => {
                let ahead = gregorian::days_to(today, weekday);
                let by = match shift {
                    Shift::BeforeLast | Shift::Last if ahead == 0 => -7,
                    Shift::BeforeLast | Shift::Last => ahead - 7,
                    Shift::Next | Shift::AfterNext if ahead == 0 => 7,
                    Shift::Next | Shift::AfterNext | Shift::This => ahead,
                };
                gregorian::add_days(today, by + 7 * further)
                    .map_or_else(|| Point::Text(format!("XXXX-WXX-{weekday}")), Point::Day)
            }
            (Some(month), None, _) => {
                let this = today.month().unsigned_abs();
                let by = match shift {
                    Shift::Last if month >= this => -1,
                    Shift::Next if month <= this => 1,
                    _ => 0,
                };
                Point::Month(today.year().saturating_add(by).saturating_add(years), month)
            }
            (Some(month), Some(day), weekday) => {
                let dates = (-WEEKDAY_REACH..=WEEKDAY_REACH)
                    .filter_map(|by| gregorian::day(today.year() + by, month, day))
                    .filter(|d| match shift {
                        Shift::BeforeLast | Shift::Last => *d < today,
                        Shift::This => true,
                        Shift::Next | Shift::AfterNext => *d > today,
                    });
                let nearest = dates.min_by_key(|d| gregorian::days_between(today, *d).abs());
                match nearest.and_then(|d| gregorian::day(d.year().checked_add(years)?, month, day)) {
                    Some(date) => {
                        self.check_weekday(date, weekday);
                        Point::Day(date)
                    }
                    None => Point::Text(format!("XXXX-{month:02}-{day:02}")),
                }
            }
            _ => self.date(fields),
        }
    }
}
