//! Feasts → days: which year is meant when none is said, and what lies around a feast.
//!
//! The days of a year come from `calendar::feasts`; here one of them is chosen. News means the nearest feast, past or
//! at most [`NEAR_AHEAD`] days off; who looks ahead means the next one. A feast that falls twice in the year that the
//! text names is the first, in the anchor's own year the one nearer to it, and the steps say so.

use super::dates::NEAR_AHEAD;
use super::lengths::day_away;
use super::point::{Grain, Point};
use super::{Prefer, Resolver};
use crate::temporal::calendar::feasts::{self, Occurrence, Occurrences};
use crate::temporal::calendar::{gregorian, hijri};
use crate::temporal::expression::{Expression, Feast, Length, Shift, Unit, When, Year};
use jiff::civil::{Date, Time};
use smallvec::SmallVec;

/// Years on each side of the anchor in which a feast is looked for: some fall only every fourth year.
const REACH: i16 = 4;

/// As ISO numbers it.
const SATURDAY: u8 = 6;

impl Resolver<'_> {
    /// A feast of the year that the text or the anchor gives.
    pub(super) fn feast(&mut self, feast: &Feast) -> Point {
        if feast.rule.starts_with("hijri:") {
            self.out.calendar = Some("hijri-umalqura");
        }
        let found = match &feast.when {
            When::Nearest => self.nearest_feast(feast.rule),
            When::Of(year) => match self.year(Some(*year)) {
                Some(year) => {
                    let found = self.feast_of_year(feast.rule, year);
                    if found.is_none() {
                        self.because(format!("no such feast is known in {year}"));
                        return Point::Year(year);
                    }
                    found
                }
                None => None,
            },
            When::OfHijri(year) => self.feast_of_hijri_year(feast.rule, *year),
            When::Shifted(shift) => self.shifted_feast(feast.rule, *shift),
            When::Away(length, back) => self.feast_away(feast.rule, length, *back),
        };
        let Some((first, last)) = found else { return unknown(feast) };
        self.because(feasts::source(feast.rule));
        let (first, last) = self.begun_at_sunset(feast.rule, first, last);
        if let Some(hours) = feasts::hours(feast.rule).and_then(|(from, to)| hours_of(first, from, to)) {
            return hours;
        }
        if first == last { Point::Day(first) } else { Point::Days(first, last) }
    }

    /// A feast that begins at sunset. Of several days, it begins on that evening. Of one day, who reads news means the
    /// day that follows (the war of Yom Kippur began in daylight); calendars and assistants date it from the evening.
    fn begun_at_sunset(&mut self, rule: &str, first: Date, last: Date) -> Occurrence {
        if !feasts::has(rule, "eve") {
            return (first, last);
        }
        let day =
            gregorian::add_days(first, 1).filter(|_| first == last && self.anchor.prefer == Prefer::Past);
        if let Some(day) = day {
            self.because(format!("begins at sunset on {first}"));
            return (day, day);
        }
        self.because("begins at sunset and is dated from that evening");
        (first, last)
    }

    /// The feasts around a year, in order.
    fn feasts_near(rule: &str, year: i16) -> SmallVec<[Occurrence; 12]> {
        let mut found: SmallVec<[Occurrence; 12]> = (-REACH..=REACH)
            .filter_map(|by| year.checked_add(by))
            .flat_map(|year| feasts::in_year(rule, year))
            .collect();
        found.sort_unstable();
        found
    }

    /// How far from what the anchor's habit expects; smaller is better.
    fn preference(&self, today: Date, (first, last): Occurrence) -> i32 {
        let ahead = gregorian::days_between(today, first);
        if ahead <= 0 && today <= last {
            return 0;
        }
        match self.prefer {
            Prefer::Past if ahead > NEAR_AHEAD => ahead.saturating_add(10_000),
            Prefer::Future if ahead < 0 => 10_000 - ahead,
            _ => ahead.abs(),
        }
    }

    fn nearest_feast(&mut self, rule: &str) -> Option<Occurrence> {
        let today = self.anchor.date()?;
        self.anchored("year");
        Self::feasts_near(rule, today.year()).into_iter().min_by_key(|found| self.preference(today, *found))
    }

    fn feast_of_year(&mut self, rule: &str, year: i16) -> Option<Occurrence> {
        let found = feasts::in_year(rule, year);
        self.one_of(found)
    }

    fn one_of(&mut self, found: Occurrences) -> Option<Occurrence> {
        if found.len() < 2 {
            return found.first().copied();
        }
        let year = found[0].0.year();
        if let Some(today) = self.anchor.date().filter(|today| today.year() == year) {
            self.because("falls twice in that year; the one nearer to the publication date was taken");
            return found.into_iter().min_by_key(|found| self.preference(today, *found));
        }
        self.because("falls twice in that year; the first was taken");
        found.into_iter().min()
    }

    fn feast_of_hijri_year(&mut self, rule: &str, year: i16) -> Option<Occurrence> {
        let (begin, _) = hijri::month_bounds(year, 1)?;
        let (_, end) = hijri::month_bounds(year, 12)?;
        self.because(format!("in AH {year}"));
        let within = |found: &Occurrence| begin <= found.0 && found.0 <= end;
        let years = begin.year()..=end.year();
        let found = years.flat_map(|year| feasts::in_year(rule, year)).filter(within).collect();
        self.one_of(found)
    }

    fn shifted_feast(&mut self, rule: &str, shift: Shift) -> Option<Occurrence> {
        let today = self.anchor.date()?;
        self.anchored("counted");
        let found = Self::feasts_near(rule, today.year());
        let past = || found.iter().rev().filter(|(_, last)| *last < today);
        let coming = || found.iter().filter(|(first, _)| *first > today);
        match shift {
            Shift::Last => past().next().copied(),
            Shift::BeforeLast => past().nth(1).copied(),
            Shift::Next => coming().next().copied(),
            Shift::AfterNext => coming().nth(1).copied(),
            Shift::This if self.prefer == Prefer::Future => self.nearest_feast(rule),
            Shift::This => {
                // «هذا العيد»: the one now or close by, else this year's.
                let distance = |found: &Occurrence| gregorian::days_between(today, found.0).abs();
                let near =
                    found.iter().copied().filter(|found| distance(found) <= NEAR_AHEAD).min_by_key(distance);
                near.or_else(|| self.feast_of_year(rule, today.year()))
            }
        }
    }

    /// "Thanksgiving three years ago": the feast of that year; with months and weeks the one nearest to that day.
    fn feast_away(&mut self, rule: &str, length: &Length, back: bool) -> Option<Occurrence> {
        let today = self.anchor.date()?;
        let years = length.iter().all(|m| m.unit >= Unit::Year);
        let to = day_away(length, back, today)?;
        if years {
            return self.feast_of_year(rule, to.year());
        }
        let distance = |found: &Occurrence| gregorian::days_between(to, found.0).abs();
        let same_way = |found: &Occurrence| if back { found.0 <= today } else { found.1 >= today };
        Self::feasts_near(rule, to.year()).into_iter().filter(same_way).min_by_key(distance)
    }

    /// A length before the first or after the last day of a feast.
    pub(super) fn feast_offset(&mut self, length: &Length, back: bool, of: &Expression) -> Point {
        let point = self.point(of);
        let day =
            point.bounds().and_then(|(first, last)| day_away(length, back, if back { first } else { last }));
        match day {
            Some(date) => {
                self.because(format!("counted from {point}"));
                Point::Day(date)
            }
            None => point,
        }
    }

    /// The nth day, or night, of a feast or a month.
    pub(super) fn feast_day(&mut self, nth: u8, night: bool, of: &Expression) -> Point {
        let eve = matches!(of, Expression::Feast(feast) if feasts::has(feast.rule, "eve") && !feasts::is_one_day(feast.rule));
        let point = self.point(of);
        let day = i32::from(nth) - 1 + i32::from(eve && !night);
        match point.bounds().and_then(|(first, _)| gregorian::add_days(first, day)) {
            Some(date) if night => Point::DayPart(date, "TNI"),
            Some(date) => Point::Day(date),
            None => point,
        }
    }

    /// The week or the weekend of a feast, or the one before or after it.
    pub(super) fn around(&mut self, unit: Unit, by: i32, of: &Expression) -> Point {
        let point = self.point(of);
        let Some((first, last)) = point.bounds() else { return point };
        let found = if unit == Unit::Weekend {
            let since_saturday = |date: Date| gregorian::days_since(date, SATURDAY);
            // The weekend that holds the day or lies closest to it: after Tuesday it is the coming one.
            let saturday = match (by, since_saturday(first)) {
                (0, n @ 0..=3) => gregorian::add_days(first, -n),
                (0, n) => gregorian::add_days(first, 7 - n),
                (..0, n) => gregorian::add_days(first, if n < 2 { -n - 7 } else { -n }),
                (_, _) => gregorian::add_days(last, 7 - since_saturday(last)),
            };
            saturday.and_then(gregorian::monday).map(Point::Weekend)
        } else {
            let day = if by > 0 { last } else { first };
            gregorian::monday(day).and_then(|monday| gregorian::add_days(monday, 7 * by)).map(Point::Week)
        };
        found.unwrap_or(point)
    }
}

/// What is known of a feast without a year.
fn unknown(feast: &Feast) -> Point {
    let year = match feast.when {
        When::Of(Year::Of(year)) => format!("{year:04}"),
        _ => "XXXX".to_owned(),
    };
    match feasts::fixed(feast.rule) {
        Some((month, day)) => Point::Text(format!("{year}-{month:02}-{day:02}")),
        None => Point::Text(format!("{year}-XX-XX")),
    }
}

/// The hours of a day: 20:30 to 21:30.
fn hours_of(date: Date, from: &str, to: &str) -> Option<Point> {
    let at = |hour: &str| -> Option<Box<Point>> {
        let (hour, minute) = hour.split_once(':')?;
        let time = date.to_datetime(Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()?);
        Some(Box::new(Point::Instant(time, Grain::Minute, None)))
    };
    Some(Point::between(Some(at(from)?), Some(at(to)?)))
}
