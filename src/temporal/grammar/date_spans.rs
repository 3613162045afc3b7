//! Ranges of days and periods that English says as one: 26 June to 28 June in 2020 · Q1 of 2017 - Q3 of 2018 · from
//! April 9 till the 17th · between January 22 and now.
//!
//! One timex when a dash joins the ends or one of them cannot stand alone: it shares the other's year, or is "now". Two
//! whole dates joined by a word are two, as in Arabic.

use super::moments::is_one_day;
use super::{Grammar, Parsed};
use crate::temporal::expression::{Expression, Fields, Side, Unit, Year};
use crate::temporal::timex::TimexKind;
use crate::temporal::words::Meaning;

impl Grammar<'_> {
    /// The range at `i`.
    pub(super) fn date_span(self, i: usize) -> Option<Parsed> {
        let first = self.span_end(i)?;
        let opened = self.after_role(i, &["from"]);
        let between = self.after_role(i, &["between"]);
        let dash = self.dash(first.end);
        let and = between && self.role(first.end, "and");
        if !dash && !and && !self.role(first.end, "to") {
            return None;
        }
        let at = first.end + 1;
        // "from April 9 till the 17th": the month is the first end's.
        if let (Expression::Date(from), Some((day, end))) = (&first.expression, self.day_of_same_month(at))
            && (opened || between || dash || self.ordinal(end.saturating_sub(2)).is_some() && end > at + 2)
            && let Fields { month: Some(_), day: Some(from_day), .. } = from
            && *from_day < day
        {
            let to = Fields { day: Some(day), weekday: None, ..*from };
            return Some(span(end, Expression::Date(*from), Expression::Date(to)));
        }
        // "Monday - Wednesday", "Mon-Fri"
        if dash
            && let (Expression::Date(Fields { weekday: Some(_), day: None, .. }), Some((weekday, _))) =
                (&first.expression, self.weekday(at).filter(|_| self.capital(at)))
        {
            let to = Expression::WeekdayNear(1, weekday, Side::After, Box::new(first.expression.clone()));
            return Some(span(at + 1, first.expression, to));
        }
        let second = self.span_end(at)?;
        let end = second.end;
        let (from, to) = (first.expression, second.expression);
        if let (Expression::Date(mut a), Expression::Date(mut b)) = (from.clone(), to.clone()) {
            return self.between_dates(&mut a, &mut b, end, dash, opened || between);
        }
        let now = |e: &Expression| matches!(e, Expression::Reference("PRESENT_REF") | Expression::Day { .. });
        let quarters = matches!((&from, &to), (Expression::Quarter(..), Expression::Quarter(..)));
        if !(dash && quarters || (opened || between) && (quarters || now(&to) || now(&from))) {
            return None;
        }
        let today = |e: Expression| match e {
            Expression::Reference(_) => Expression::Day { offset: 0, weekday: None },
            other => other,
        };
        Some(span(end, today(from), today(to)))
    }

    fn between_dates(
        self,
        a: &mut Fields,
        b: &mut Fields,
        mut end: usize,
        dash: bool,
        opened: bool,
    ) -> Option<Parsed> {
        if a.calendar != b.calendar
            || a.day.is_some() != b.day.is_some()
            || a.month.is_some() != b.month.is_some()
            || a.month.is_none()
        {
            return None;
        }
        // "26 June to 28 June in 2020"
        if b.year.is_none()
            && self.role(end, "in")
            && let Some((year, crate::temporal::Calendar::Gregorian, after)) = self.year_number(end + 1)
        {
            b.year = Some(Year::Of(year));
            end = after;
        }
        let shared = a.year.is_none() && b.year.is_some();
        if !dash
            && !(shared && (opened || a.day.is_some() || a.day.is_none() && self.digits(end - 1).is_some()))
        {
            return None;
        }
        if shared && let Some(Year::Of(year)) = b.year {
            let turned = (a.month, a.day) > (b.month, b.day);
            a.year = Some(Year::Of(year - i16::from(turned)));
        }
        let to = if b.year.is_none() && a.year.is_none() {
            Expression::DateAfter(*b, Box::new(Expression::Date(*a)))
        } else {
            Expression::Date(*b)
        };
        Some(span(end, Expression::Date(*a), to))
    }

    /// What may be an end: a day, a month, a quarter, "now".
    fn span_end(self, i: usize) -> Option<Parsed> {
        let dated = self
            .slashed_date(i)
            .or_else(|| self.calendar_date(i))
            .filter(|p| matches!(&p.expression, Expression::Date(Fields { month: Some(_), .. })));
        let quarter =
            || self.named_period(i).filter(|p| matches!(p.expression, Expression::Quarter(_, Some(_))));
        let deictic = || self.deictic_day(i).or_else(|| self.reference(i));
        // "Mon-Fri", "May to July 2014": what needs support has it in the other end.
        let weekday = || {
            let (weekday, _) = self.weekday(i).filter(|_| self.capital(i) && self.dash(i + 1))?;
            self.weekday(i + 2)?;
            let fields = Fields { weekday: Some(weekday), ..Fields::default() };
            Some(Parsed::date(i + 1, Expression::Date(fields), "date.weekday"))
        };
        let month = || {
            let month = self.month(i).filter(|m| self.capital(i) && !m.dual)?;
            let joined = self.dash(month.end) || self.role(month.end, "to");
            self.month(month.end + 1).filter(|_| joined)?;
            let fields = Fields { calendar: month.calendar, month: Some(month.number), ..Fields::default() };
            Some(Parsed::date(month.end, Expression::Date(fields), "date.month"))
        };
        dated.or_else(quarter).or_else(weekday).or_else(month).or_else(deictic)
    }

    /// "the seventeenth", "29": a day of the month of the range's first end.
    fn day_of_same_month(self, i: usize) -> Option<(u8, usize)> {
        let the = self.role(i, "the");
        let (day, end) = self.day_number(i + usize::from(the))?;
        let counts = self.unit(end).is_some()
            || self.month(end).is_some()
            || self.mark(end, ':')
            || self.mark(end, '/')
            || self.role(end, "of")
            || self.day_part(end).is_some()
            || self.means(end, |m| matches!(m, Meaning::Number(_) | Meaning::Mark('%')));
        (!counts).then_some((day, end))
    }

    /// "from 4-23 in next month", "the 3rd to the 9th of this month".
    pub(super) fn days_of_pointed_month(self, i: usize) -> Option<Parsed> {
        let start = i + usize::from(self.role(i, "the"));
        let (first, at) = self.day_number(start)?;
        let and = self.role(at, "and") && self.after_role(i, &["between"]);
        if !self.dash(at) && !self.role(at, "to") && !and {
            return None;
        }
        let next = at + 1 + usize::from(self.role(at + 1, "the"));
        let (last, end) = self.day_number(next).filter(|(last, _)| *last > first)?;
        // "between the 3rd and the 12th": ordinals need no month.
        let ordinals = self.role(start + 1, "st") && self.role(end - 1, "st");
        let opened = self.after_role(i, &["from", "between"]);
        if opened && ordinals && !self.role(end, "of") && self.month(end).is_none() {
            let month = Expression::Period(Unit::Month, 0);
            let day = |day| Expression::DayOf(day, None, Box::new(month.clone()));
            return Some(span(end, day(first), day(last)));
        }
        if !(self.role(end, "in") || self.role(end, "of")) {
            return None;
        }
        let month = self
            .english_period(end + 1)
            .filter(|p| matches!(p.expression, Expression::Period(Unit::Month, _)))?;
        let day = |day| Expression::DayOf(day, None, Box::new(month.expression.clone()));
        Some(span(month.end, day(first), day(last)))
    }

    /// A whole day with its clock time, a stroke or dash, and another: a log's interval.
    pub(super) fn instants_span(self, i: usize) -> Option<Parsed> {
        let clocked = |at: usize| {
            let day = self.calendar_date(at).filter(|d| is_one_day(&d.expression))?;
            self.day_then_hours(&day).filter(|p| matches!(p.expression, Expression::Clock(Some(_), _)))
        };
        let first = clocked(i)?;
        if !self.mark(first.end, '/') && !self.dash(first.end) {
            return None;
        }
        let second = clocked(first.end + 1)?;
        Some(Parsed { kind: TimexKind::Time, ..span(second.end, first.expression, second.expression) })
    }
}

fn span(end: usize, from: Expression, to: Expression) -> Parsed {
    let expression = Expression::Range(Some(Box::new(from)), Some(Box::new(to)));
    Parsed { end, kind: TimexKind::Date, expression, rule: "range.dates" }
}
