//! Dates by fields → days, months and years: the missing year and the missing week come from the anchor.

use super::point::Point;
use super::{Prefer, Resolver, Step};
use crate::temporal::calendar::{gregorian, hijri};
use crate::temporal::expression::{Calendar, Fields, Shift, Year};
use crate::text::Language;
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

    /// "the third quarter": the last that has begun; for who looks ahead the next that is not over.
    pub(super) fn quarter_without_year(&mut self, number: u8) -> Point {
        let Some(today) = self.anchor.date() else { return Point::Text(format!("XXXX-Q{number}")) };
        self.anchored("year");
        let now = today.month().unsigned_abs().div_ceil(3);
        let by = match self.prefer {
            Prefer::Past if number > now => -1,
            Prefer::Future if number < now => 1,
            _ => 0,
        };
        Point::Quarter(today.year() + by, number)
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
        let ahead = (i32::from(weekday) + 7 - i32::from(gregorian::weekday(today))) % 7;
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
                let ahead = (i32::from(weekday) + 7 - i32::from(gregorian::weekday(today))) % 7;
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

    fn hijri(&mut self, fields: Fields) -> Point {
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

    fn shifted_hijri(&mut self, fields: Fields, shift: Shift) -> Point {
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
