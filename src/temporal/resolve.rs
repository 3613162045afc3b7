//! Expression × anchor → value, with the reasons.
//!
//! Never guesses: what neither the text nor the anchor says stays `X` in the value. News looks back, so a weekday or a
//! month without a year is the last one up to the anchor; [`Prefer::Future`] turns that round.

mod dates;
mod feasts;
mod hijri;
mod lengths;
mod parts;
mod periods;
mod point;
mod step;
mod weekdays;

use super::expression::{Clock, Expression, Recurrence, Unit};
use super::published::Published;
use super::timex::{Timex, TimexKind};
use crate::text::Language;
use jiff::civil::Date;
use point::Point;
use smallvec::SmallVec;
use weekdays::weekday_near;

pub use step::Step;

/// Where a date without a year lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Prefer {
    /// News: the last one.
    #[default]
    Past,
    /// Calendars and assistants: the next one.
    Future,
}

/// What relative expressions are relative to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Anchor {
    /// The publication date, if known.
    pub published: Option<Published>,
    /// Which way to look.
    pub prefer: Prefer,
}

impl Anchor {
    /// An anchor at a day, looking back.
    pub const fn at(date: Date) -> Self {
        Self { published: Some(Published { date, time: None }), prefer: Prefer::Past }
    }

    fn date(&self) -> Option<Date> {
        self.published.map(|p| p.date)
    }
}

/// The value of an expression and how it came about.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Resolved {
    /// The TIMEX3 value.
    pub value: String,
    /// The TIMEX3 `mod`.
    pub modifier: Option<&'static str>,
    /// The first day or instant of an interval.
    pub begin: Option<String>,
    /// The last day or instant of an interval, included.
    pub end_value: Option<String>,
    /// `hijri-umalqura` when the text is written in that calendar.
    pub calendar: Option<&'static str>,
    /// The kind that the value shows, where it is another than the words': «السنوات الثلاث الماضية» told as a length.
    pub kind: Option<TimexKind>,
    /// How exact the value is: minute, hour, day, week, month, year and so on.
    pub precision: Option<&'static str>,
    /// Why, one fact each; displayed in plain English.
    pub steps: SmallVec<[Step; 4]>,
}

/// Resolves a timex against an anchor.
pub fn resolve(timex: &Timex, anchor: &Anchor) -> Resolved {
    let prefer = if timex.ahead { Prefer::Future } else { anchor.prefer };
    let mut resolver = Resolver { anchor, prefer, language: timex.language, out: Resolved::default() };
    let point = resolver.point(&timex.expression);
    let mut out = resolver.out;
    if let Some((begin, end)) = point.bounds()
        && point.is_interval()
    {
        out.begin = Some(begin.to_string());
        out.end_value = Some(end.to_string());
    }
    out.precision = point.precision();
    out.value = point.to_string();
    out
}

struct Resolver<'a> {
    anchor: &'a Anchor,
    /// Which way to look here: the anchor's way, unless the clause says otherwise.
    prefer: Prefer,
    language: Language,
    out: Resolved,
}

impl Resolver<'_> {
    fn because(&mut self, why: impl Into<Step>) {
        self.out.steps.push(why.into());
    }

    fn anchored(&mut self, what: &'static str) {
        if let Some(date) = self.anchor.date() {
            self.because(Step::From(what, date));
        }
    }

    /// Says which way an ambiguous date was looked for.
    fn looked(&mut self) {
        if self.prefer != self.anchor.prefer {
            self.because("its clause speaks of what is to come");
        }
        self.because(Step::Looked(self.prefer));
    }

    /// The day of a clock time or a part of a day that names none is the one of publication.
    fn day_or_today(&mut self, day: Option<&Expression>) -> Option<Point> {
        if let Some(day) = day {
            return Some(self.point(day));
        }
        self.anchored("day");
        self.anchor.date().map(Point::Day)
    }

    /// Says what of a clock time is not plain from its digits.
    fn read_clock(&mut self, clock: Clock) {
        if clock.hour == 24 {
            self.because("24:00 is 00:00 of the next day");
        } else if !clock.certain && (1..=12).contains(&clock.hour) {
            self.because("the half of the day is not said; read on the 24-hour clock");
        }
        if let Some(zone) = clock.zone {
            self.because(Step::Zone(zone));
        }
    }

    #[allow(clippy::too_many_lines)] // One arm a kind of expression, each a line or two.
    fn point(&mut self, expression: &Expression) -> Point {
        match expression {
            Expression::Date(fields) => self.date(*fields),
            Expression::RankedWeekday(fields) => self.ranked_weekday(*fields),
            Expression::Same(_) => Point::Text(String::new()),
            Expression::SamePart(year) => {
                self.year(*year).map_or_else(|| Point::Text(String::new()), Point::Year)
            }
            Expression::DateAfter(fields, first) => {
                let first = self.point(first);
                self.date_after(*fields, &first)
            }
            Expression::ShiftedDate(fields, shift) => self.shifted_date(*fields, *shift),
            Expression::Period(unit, shift) => self.period(*unit, *shift),
            Expression::Periods(measure, shift) => self.periods(*measure, *shift),
            Expression::Day { offset, weekday } => self.relative_day(*offset, *weekday),
            Expression::Offset { length, back, from } => {
                let story = matches!(from.as_deref(), Some(Expression::Story(_)));
                let from = from.as_ref().map(|f| self.point(f));
                self.offset(length, *back, from.as_ref(), story)
            }
            Expression::WeekdayOf(weekday, of) => {
                let of = self.point(of);
                of.weekday(*weekday)
            }
            Expression::DayOf(day, weekday, of) => {
                let of = self.point(of);
                let date = if let Point::Month(year, month) = of {
                    super::calendar::gregorian::day(year, month, *day)
                } else {
                    None
                };
                match date {
                    Some(date) => {
                        self.check_weekday(date, *weekday);
                        Point::Day(date)
                    }
                    None => Point::Text(format!("{of}-{day:02}")),
                }
            }
            Expression::NthUnit(nth, unit, of) => {
                let of = self.point(of);
                match of.nth_unit(*nth, *unit) {
                    Point::Weekend(monday) => self.weekend_asked(monday),
                    part => part,
                }
            }
            Expression::WeekdayNear(nth, weekday, side, of) => {
                let of = self.point(of);
                weekday_near(*nth, *weekday, *side, &of)
            }
            Expression::WeekdayInWeeks(weekday, weeks) => self.weekday_in_weeks(*weekday, *weeks),
            Expression::WeekdayBy(weekday, shift) => self.weekday_by(*weekday, *shift),
            Expression::WeekOf(unit, day) => match self.point(day) {
                // The week of a Sunday is the one it begins.
                Point::Day(date) => super::calendar::gregorian::monday(
                    if *unit == Unit::Week && date.weekday() == jiff::civil::Weekday::Sunday {
                        date.tomorrow().unwrap_or(date)
                    } else {
                        date
                    },
                )
                .map_or(Point::Day(date), |monday| {
                    if *unit == Unit::Week { Point::Week(monday) } else { self.weekend_asked(monday) }
                }),
                other => other,
            },
            Expression::SeenFrom(what, there) => self.seen_from(what, there),
            Expression::Upcoming(measure) => self.upcoming(*measure),
            Expression::Rest(unit) => self.rest(*unit),
            Expression::Story(date) => self.point(date),
            Expression::Told => Point::Text("XXXX-XX-XX".to_owned()),
            Expression::Weekend => self.weekend(),
            Expression::NthWeekday(nth, weekday, of) => {
                let of = self.point(of);
                of.nth_weekday(*nth, *weekday)
            }
            Expression::Clock(Some(day), clock) => {
                let day = self.point(day);
                self.read_clock(*clock);
                Point::at(Some(&day), *clock)
            }
            Expression::Clock(None, clock) => {
                self.anchored("day");
                let (day, clock) = self.next_clock(*clock, false);
                self.read_clock(clock);
                Point::at(day.as_ref(), clock)
            }
            Expression::DayPart(day, code) => match self.day_or_today(day.as_deref()) {
                Some(Point::Day(date)) => Point::DayPart(date, code),
                Some(other) => Point::Text(format!("{other}{code}")),
                None => Point::Text((*code).to_owned()),
            },
            Expression::Midnight(day) => self.midnight(day.as_deref()),
            Expression::Season(code, year) => self.season(code, *year),
            Expression::ShiftedSeason(code, shift) => self.shifted_season(code, *shift),
            Expression::Quarter(number, year) => {
                match self.year(*year).or_else(|| self.year_of_part(number * 3 - 2, 3)) {
                    Some(year) => Point::Quarter(year, *number),
                    None => Point::Text(format!("XXXX-Q{number}")),
                }
            }
            Expression::Half(number, year) => {
                match self.year(*year).or_else(|| self.year_of_part(number * 6 - 5, 6)) {
                    Some(year) => Point::Half(year, *number),
                    None => Point::Text(format!("XXXX-H{number}")),
                }
            }
            Expression::Decade { tens, century } => {
                let century = century.unwrap_or_else(|| {
                    let likely = if *tens < 2 { 20 } else { 19 };
                    self.because(Step::Century(likely));
                    likely
                });
                Point::Decade(century * 10 + i16::from(*tens))
            }
            Expression::Century(number, calendar) => self.century(*number, *calendar),
            Expression::Feast(feast) => self.feast(feast),
            Expression::FeastDay(nth, night, of) => self.feast_day(*nth, *night, of),
            Expression::FeastOffset(length, back, of) => self.feast_offset(length, *back, of),
            Expression::Around(unit, by, of) => self.around(*unit, *by, of),
            Expression::Range(Some(from), Some(to))
                if matches!((&**from, &**to), (Expression::Clock(None, _), Expression::Clock(None, _))) =>
            {
                self.clock_range(from, to)
            }
            Expression::Range(Some(from), Some(to)) if matches!(**from, Expression::NthUnit(..)) => {
                // Several units of a period: their first and last day.
                let (first, last) = (self.point(from), self.point(to));
                match (first.bounds(), last.bounds()) {
                    (Some((from, _)), Some((_, to))) => Point::Days(from, to),
                    _ => Point::between(Some(Box::new(first)), Some(Box::new(last))),
                }
            }
            Expression::Range(Some(from), Some(to))
                if matches!(**to, Expression::Day { offset: ..=0, .. }) =>
            {
                // What reaches up to now began before it.
                let last = self.point(to);
                let prefer = std::mem::replace(&mut self.prefer, Prefer::Past);
                let first = self.point(from);
                self.prefer = prefer;
                Point::between(Some(Box::new(first)), Some(Box::new(last)))
            }
            Expression::Range(from, to) => {
                let from = from.as_ref().map(|e| Box::new(self.point(e)));
                let to = to.as_ref().map(|e| Box::new(self.point(e)));
                Point::between(from, to)
            }
            Expression::Modified(code, inner) => {
                self.out.modifier = Some(code);
                let whole = self.point(inner);
                self.part(code, whole)
            }
            Expression::By(inner) => {
                let end = self.point(inner);
                self.by(end)
            }
            Expression::Within(length) => self.within(length),
            Expression::Occasion(day, name) => {
                let day = match day {
                    Some(day) => Some(self.point(day)),
                    None => self.anchor.date().map(Point::Day),
                };
                day.map_or_else(|| Point::Text("PRESENT_REF".to_owned()), |day| Self::occasion(&day, name))
            }
            Expression::Length(length) => Point::Text(lengths::write(length)),
            Expression::Set(recurrence) => Point::Text(set(recurrence)),
            Expression::Reference(value) => Point::Text((*value).to_owned()),
        }
    }

    /// Two clock times of one day: what moves the first to its next hour moves the second as far.
    fn clock_range(&mut self, from: &Expression, to: &Expression) -> Point {
        let (Expression::Clock(None, first), Expression::Clock(None, last)) = (from, to) else {
            return Point::Text(String::new());
        };
        let (day, moved) = self.next_clock(*first, true);
        let by = moved.hour - first.hour.min(moved.hour);
        let last = if by > 0 && last.hour < 12 { Clock { hour: last.hour + by, ..*last } } else { *last };
        let end = |clock| Some(Box::new(Point::at(day.as_ref(), clock)));
        Point::between(end(moved), end(last))
    }

    /// The midnight that ends a day: 00:00 of the next one.
    fn midnight(&mut self, day: Option<&Expression>) -> Point {
        let day = match day {
            Some(day) => self.point(day),
            None => match self.anchor.date() {
                Some(date) => {
                    self.anchored("the next midnight");
                    Point::Day(date)
                }
                None => return Point::Text("XXXX-XX-XXT00:00".to_owned()),
            },
        };
        let Point::Day(date) = day else { return Point::Text(format!("{day}T24:00")) };
        self.because(Step::Midnight(date));
        match date.tomorrow() {
            Ok(next) => Point::Instant(next.at(0, 0, 0, 0), point::Grain::Minute, None),
            Err(_) => Point::Text(format!("{date}T24:00")),
        }
    }
}

fn set(recurrence: &Recurrence) -> String {
    match recurrence {
        Recurrence::Length(length) => lengths::write(length),
        Recurrence::Weekday(day, None) => format!("XXXX-WXX-{day}"),
        Recurrence::Weekday(day, Some(clock)) => format!("XXXX-WXX-{day}{}", point::clock_text(*clock)),
        Recurrence::WeekdayPart(day, code) => format!("XXXX-WXX-{day}{code}"),
        Recurrence::Daily(clock) => format!("XXXX-XX-XX{}", point::clock_text(*clock)),
        Recurrence::DayPart(code) => format!("XXXX-XX-XX{code}"),
        Recurrence::Season(code) => format!("XXXX-{code}"),
        Recurrence::Month(month) => format!("XXXX-{month:02}"),
        Recurrence::Period(period) => (*period).to_owned(),
    }
}
