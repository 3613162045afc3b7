//! A day and its clock time, its range of them or its part, in the orders English has: 5 pm on Friday · Thursday between
//! 9:30 and 11 · tomorrow evening at 8 · five-thirty tomorrow evening · in the afternoon at 7 · from 3 to 8pm yesterday.
//!
//! What is doubtful by itself ("between 7 and 9", "at 5", "815") becomes a time by the day that touches it, and by
//! nothing less.

use super::clock::ClockTime;
use super::clock_ranges::{agreed, between, on_day};
use super::moments::is_one_day;
use super::{Grammar, Parsed, longest};
use crate::temporal::expression::{Clock, Expression, Fields, Year};
use crate::temporal::timex::TimexKind;
use crate::temporal::words::Meaning;

/// Words between a day and its clock time.
const LINKS: &[&str] =
    &["at", "by", "before", "after", "for", "around", "later-than", "from", "between", "since", "until"];

impl Grammar<'_> {
    /// A point in time: a day, a clock time, both, or a part of a day.
    pub(super) fn english_moment(self, i: usize) -> Option<Parsed> {
        let mut best = self.midnight(i);
        best = longest(best, self.hours_then_day(i));
        for day in [self.day(i), self.day_part_phrase(i), self.numbered_day_alone(i)].into_iter().flatten() {
            let bare = day.rule == "date.day-alone";
            let full = self.day_then_hours(&day);
            best = longest(best, full);
            if !bare || self.stands_as_day(i, day.end) {
                best = longest(best, Some(day));
            }
        }
        if let Some(part) = self.abbreviated_part(i) {
            let by = self.after_role(i, &["by"]);
            let expression = if by { Expression::By(Box::new(part.expression)) } else { part.expression };
            best = longest(best, Some(Parsed { expression, ..part }));
        }
        longest(best, self.clock_alone(i))
    }

    /// A range of clock times. `dated` says that a day touches it, which makes hours of bare numbers.
    pub(super) fn english_clocks(self, i: usize, dated: bool) -> Option<Parsed> {
        let first = self.clock_reading(i).or_else(|| self.midnight_clock(i, 0))?;
        let opened = self.after_role(i, &["from", "between"]);
        let dash = self.dash(first.end) || self.mark(first.end, '~');
        let and = self.after_role(i, &["between"]) && self.role(first.end, "and");
        if !(dash || and || self.role(first.end, "to")) {
            return None;
        }
        let at = first.end + 1;
        let second = self.joined_clock(at).or_else(|| self.midnight_clock(at, 24))?;
        if first.clock.hour > 24 || second.clock.hour > 24 {
            return None;
        }
        let minutes = |c: Clock| c.minute.is_some();
        let counted = self.counts_after(second.end);
        let both = first.digital && second.digital;
        let sure = second.evident
            || both
            || first.evident && !dash && second.clock.hour <= 12 && !counted
            || opened && minutes(first.clock) && minutes(second.clock) && !counted
            || self.hour_marked(first.end - 1) && self.hour_marked(second.end - 1)
            || self.hour_marked(second.end - 1) && first.digital
            || self.hour_marked(first.end - 1) && second.digital;
        let read = dated && (opened || minutes(first.clock) || minutes(second.clock)) && !counted;
        if !(sure || read) {
            return None;
        }
        let (from, mut to) = agreed(first.clock, second.clock);
        // "between 9 and 6" is a working day.
        if !to.certain && to.hour < 12 && to.hour < from.hour {
            to.hour += 12;
        }
        let expression = between(from, to, None);
        Some(Parsed { end: second.end, kind: TimexKind::Time, expression, rule: "range.clocks" })
    }

    /// Midnight as an end of a range: the day's first hour or its last.
    fn midnight_clock(self, i: usize, hour: u8) -> Option<ClockTime> {
        let clock = Clock { hour, minute: None, second: None, certain: true, zone: None };
        self.role(i, "midnight").then_some(ClockTime { clock, end: i + 1, evident: true, digital: false })
    }

    fn hour_marked(self, i: usize) -> bool {
        self.role(i, "hour-mark") && !self.spaced(i)
    }

    /// An hour and how long from it, in either order: for 2 hours from 2pm · from 10 am for 3 hours.
    pub(super) fn hours_from(self, i: usize) -> Option<Parsed> {
        let (clock, length, end) =
            if let Some(clock) = self.clock_reading(i).filter(|c| c.evident || c.digital) {
                if !self.role(clock.end, "for") || !self.after_role(i, &["from"]) {
                    return None;
                }
                let (length, end) = self.length(clock.end + 1)?;
                (clock.clock, length, end)
            } else {
                let (length, at) = self.length(i).filter(|_| self.after_role(i, &["for"]))?;
                if !self.role(at, "from") {
                    return None;
                }
                let clock = self.clock_reading(at + 1).filter(|c| c.evident || c.digital)?;
                (clock.clock, length, clock.end)
            };
        let from = Expression::Clock(None, clock);
        let to = Expression::Offset { length, back: false, from: Some(Box::new(from.clone())) };
        let expression = Expression::Range(Some(Box::new(from)), Some(Box::new(to)));
        Some(Parsed { end, kind: TimexKind::Time, expression, rule: "range.clock-and-length" })
    }

    /// 5 pm on Friday · 9:30 - 11 on Thursday · 9 tomorrow evening.
    fn hours_then_day(self, i: usize) -> Option<Parsed> {
        let mut best = self.hours_from(i);
        if let Some(range) = self.english_clocks(i, true)
            && let Some(day) = self.linked_day(range.end)
        {
            let expression = on_day(range.expression.clone(), &plain_day(&day.expression));
            let expression = in_part_of(expression, &day.expression);
            best = longest(best, Some(Parsed { end: day.end, expression, ..range }));
        }
        let found = self.clock_reading(i)?;
        let cued = self.after_role(i, &["at", "by", "until", "to", "before", "after", "around"])
            || i > 0 && self.mark(i - 1, '@')
            || i == 0;
        let alone = self.clock_alone(i).is_some_and(|alone| alone.end == found.end);
        if let Some(day) = self.linked_day(found.end) {
            let part = matches!(day.expression, Expression::DayPart(..));
            let dated =
                matches!(day.expression, Expression::Date(Fields { month: Some(_), day: Some(_), .. }));
            let touches = !self.comma(found.end) || part || found.evident && dated;
            let named = !matches!(
                day.expression,
                Expression::Date(Fields { day: Some(_), weekday: None, .. }) | Expression::WeekdayNear(..)
            );
            let hour = found.clock.hour <= 12
                && self.unit(found.end).is_none()
                && (cued || self.comma(found.end) && part)
                && (named || part);
            if (alone || found.evident || found.digital || found.clock.minute.is_some() || hour) && touches {
                let expression = clock_on(&day.expression, found.clock);
                best = longest(best, Some(Parsed::time(day.end, expression, "clock.of-day")));
            }
        }
        best
    }

    /// The day behind clock times: "on Friday", "of April 22", ", tonight", "tomorrow".
    fn linked_day(self, i: usize) -> Option<Parsed> {
        // "or later on Monday"
        let i = i + usize::from(self.role(i, "or-later") && self.role(i + 1, "on"));
        let link = self.role(i, "on") || self.role(i, "of") || self.comma(i);
        let at = i + usize::from(link);
        let of = self.role(i, "of");
        let day = self.day(at).or_else(|| self.numbered_day_alone(at).filter(|_| self.role(i, "on")));
        let Some(day) = day else { return self.day_part_phrase(at).filter(|_| !of) };
        let day = self.with_part(&day).unwrap_or(day);
        let dated = is_one_day(&day.expression)
            && (!of || matches!(day.expression, Expression::Date(Fields { month: Some(_), .. })))
            || matches!(&day.expression, Expression::DayPart(Some(_), _));
        dated.then_some(day).or_else(|| self.day_part_phrase(at).filter(|_| !of && !self.comma(i)))
    }

    /// A day, then its part, its clock time or a range of them.
    pub(super) fn day_then_hours(self, day: &Parsed) -> Option<Parsed> {
        let part = self.with_part(day);
        let reachable = is_one_day(&day.expression)
            || matches!(day.expression, Expression::DayPart(..) | Expression::Offset { .. });
        if !reachable {
            return part;
        }
        let mut best = None;
        for start in [part.as_ref(), Some(day)].into_iter().flatten() {
            let inner = match &start.expression {
                Expression::Modified(_, inner) => inner,
                plain => plain,
            };
            let at = start.end;
            let link = LINKS.iter().any(|role| self.role(at, role)) || self.mark(at, '@');
            let iso = self.is_latin(at) && !self.spaced(at) && self.role(at, "date-time");
            let bracket_free = usize::from(link || self.comma(at) || iso);
            // "in between 1 and 2", "tomorrow, at 9"
            let mut from = at + bracket_free;
            from += usize::from(self.comma(at) && LINKS.iter().any(|role| self.role(from, role)));
            from += usize::from((link || self.comma(at)) && self.role(from, "around"));
            if let Some(range) = self.english_clocks(from, !self.comma(at)) {
                let expression = on_day(range.expression.clone(), &plain_day(inner));
                let expression = in_part_of(expression, inner);
                best = longest(best, Some(Parsed { expression, ..range }));
            }
            // "tomorrow at midnight" is the end of that day.
            if self.role(from, "midnight") && (link || from == at) {
                let midnight = Expression::Midnight(Some(Box::new(plain_day(inner))));
                best = longest(best, Some(Parsed::time(from + 1, midnight, "midnight.of-day")));
            }
            let Some(found) = self.clock_reading(from) else { continue };
            let strong = found.evident || found.digital;
            let said = found.clock.minute.is_some();
            let at_link = self.role(from - 1, "at") || self.role(from - 1, "by") || self.mark(from - 1, '@');
            let hour = found.clock.hour <= 12 && at_link && !self.counts_after(found.end);
            let touches = from == at && said && !self.counts_after(found.end);
            let night = matches!(inner, Expression::DayPart(..));
            let fits =
                strong || from > at && said || hour && from > at || touches && (night || found.evident);
            if fits {
                let mut day = inner.clone();
                let end = self.year_behind(&mut day, found.clock, found.end);
                let timex = Parsed::time(end, clock_on(&day, found.clock), "clock.of-day");
                best = longest(best, Some(timex));
            }
        }
        longest(best, part)
    }

    /// "Wed Oct 26 15:50:06 2016": the year of a log line stands last.
    fn year_behind(self, day: &mut Expression, clock: Clock, end: usize) -> usize {
        if let Expression::Date(fields @ Fields { year: None, day: Some(_), month: Some(_), .. }) = day
            && clock.second.is_some()
            && let Some((year, 4)) = self.digits(end)
        {
            fields.year = i16::try_from(year).ok().map(Year::Of);
            return end + 1;
        }
        end
    }

    /// "the 17th", "the 12th": a day whose month is left out.
    pub(super) fn numbered_day_alone(self, i: usize) -> Option<Parsed> {
        let the = self.role(i, "the");
        let at = i + usize::from(the);
        let (day, end) = self.ordinal(at).or_else(|| {
            let (value, length) = self.digits(at).filter(|_| the)?;
            (length <= 2).then_some((u8::try_from(value).ok()?, at + 1))
        })?;
        if !(1..=31).contains(&day) || !the && !self.after_role(i, &["on"]) {
            return None;
        }
        let fields = Fields { day: Some(day), ..Fields::default() };
        Some(Parsed::date(end, Expression::Date(fields), "date.day-alone"))
    }

    /// "on the 17th" at the end of a clause is a day; "on the 17th floor" is none.
    fn stands_as_day(self, i: usize, end: usize) -> bool {
        let digits = self.digits(end.saturating_sub(2)).is_some();
        // "on the 27" at the end of its sentence
        let plain = self.digits(end.saturating_sub(1)).is_some()
            && self.after_role(i, &["on"])
            && (end >= self.words.len() || self.mark(end, '.') && self.spaced(end + 1));
        plain
            || self.alone(i, end)
            || digits
                && self.after_role(i, &["on", "by", "until", "to", "before", "after", "since"])
                && self.words.get(end).is_none_or(|w| {
                    !self.passage.is_word(w.first) || w.meanings.iter().any(|m| matches!(m, Meaning::Role(_)))
                })
    }
}

/// The day that a part of a day belongs to.
fn plain_day(day: &Expression) -> Expression {
    match day {
        Expression::DayPart(Some(inner), _) | Expression::Modified(_, inner) => plain_day(inner),
        other => other.clone(),
    }
}

/// The code of the part of the day, if the day is one.
fn part_of(day: &Expression) -> Option<&'static str> {
    match day {
        Expression::DayPart(_, code) => Some(code),
        Expression::Modified(_, inner) => part_of(inner),
        _ => None,
    }
}

/// A clock time on a day; in a part of a day it takes its half from it.
fn clock_on(day: &Expression, clock: Clock) -> Expression {
    match part_of(day) {
        Some(code) => {
            let clock = super::moments::in_part(clock, code);
            let midnight = clock.hour == 0 || clock.hour == 12 && code == "TEV";
            let clock = if midnight { Clock { hour: 24, ..clock } } else { clock };
            let plain = match day {
                Expression::DayPart(None, _) => None,
                _ => Some(Box::new(plain_day(day))),
            };
            Expression::Clock(plain, clock)
        }
        None => Expression::Clock(Some(Box::new(day.clone())), clock),
    }
}

/// A range of clock times in a part of a day: "between 7 and 9 last night".
fn in_part_of(range: Expression, day: &Expression) -> Expression {
    let Some(code) = part_of(day) else { return range };
    let put = |end: Option<Box<Expression>>| {
        end.map(|end| match *end {
            Expression::Clock(day, clock) => {
                Box::new(Expression::Clock(day, super::moments::in_part(clock, code)))
            }
            other => Box::new(other),
        })
    };
    match range {
        Expression::Range(from, to) => Expression::Range(put(from), put(to)),
        other => other,
    }
}
