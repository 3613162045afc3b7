//! Dates that English writes with strokes and dashes: 31/Oct/1974 · Nov/2 · 2019-aug-01 · 2/15 · 10/1-11/7.
//!
//! Two numbers with a stroke are a fraction or a score as often as a date: they need a preposition, a weekday, another
//! such date or the whole line.

use super::{Grammar, Parsed};
use crate::temporal::expression::{Expression, Fields, Year};
use crate::temporal::timex::TimexKind;
use crate::temporal::words::Meaning;

/// Dates in a row that are looked at for the preposition before the first.
const MOST_IN_ROW: usize = 6;

impl Grammar<'_> {
    /// Any of them.
    pub(super) fn slashed_date(self, i: usize) -> Option<Parsed> {
        self.named_between_strokes(i).or_else(|| self.month_and_day(i))
    }

    /// One name of a month between strokes or dashes: 31/Oct/1974, Oct/31, 2020/23/Sep.
    fn named_between_strokes(self, i: usize) -> Option<Parsed> {
        let mark = if self.mark(i + 1, '/') {
            '/'
        } else if self.mark(i + 1, '-') {
            '-'
        } else {
            return None;
        };
        let tight = |at: usize| self.mark(at, mark) && !self.spaced(at) && !self.spaced(at + 1);
        if !tight(i + 1) || !self.free_before(i) {
            return None;
        }
        let three = tight(i + 3) && (self.digits(i + 4).is_some() || self.month_number(i + 4).is_some());
        let count = if three { 3 } else { 2 };
        let mut fields = Fields::default();
        for n in 0..count {
            let at = i + 2 * n;
            if let Some(month) = self.month_number(at).filter(|_| fields.month.is_none()) {
                fields.month = Some(month);
                continue;
            }
            let (value, length) = self.digits(at)?;
            if length == 4 && fields.year.is_none() && (1000..=2200).contains(&value) {
                fields.year = i16::try_from(value).ok().map(Year::Of);
            } else if length <= 2 && fields.day.is_none() && (1..=31).contains(&value) {
                fields.day = u8::try_from(value).ok();
            } else if length == 2 && n == 2 && fields.year.is_none() {
                fields.year = Some(Year::Of(two_digit_year(value)));
            } else {
                return None;
            }
        }
        fields.month?;
        let end = i + 2 * count - 1;
        // "Oct-31" with a dash is a range or a code as well: three parts, or a stroke.
        (three || mark == '/').then(|| Parsed::date(end, Expression::Date(fields), "date.slashed"))
    }

    fn month_number(self, i: usize) -> Option<u8> {
        self.find(i, |m| if let Meaning::Month(number, ..) = m { Some(number) } else { None })
    }

    /// Month, day and perhaps year in digits, whatever stands before and after.
    fn digits_date(self, i: usize) -> Option<(Fields, usize)> {
        let (month, 1..=2) = self.digits(i)? else { return None };
        let stroke = |at: usize| self.mark(at, '/') && !self.spaced(at) && !self.spaced(at + 1);
        let (day, 1..=2) = self.digits(i + 2).filter(|_| stroke(i + 1))? else { return None };
        let (month, day) = if month > 12 { (day, month) } else { (month, day) };
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        let mut fields =
            Fields { month: u8::try_from(month).ok(), day: u8::try_from(day).ok(), ..Fields::default() };
        if let Some((year, length @ (2 | 4))) = self.digits(i + 4).filter(|_| stroke(i + 3)) {
            fields.year =
                Some(Year::Of(if length == 4 { i16::try_from(year).ok()? } else { two_digit_year(year) }));
            return Some((fields, i + 5));
        }
        Some((fields, i + 3))
    }

    /// "2/15": alone, after a preposition or a weekday, or in a row of such dates.
    fn month_and_day(self, i: usize) -> Option<Parsed> {
        let (fields, end) = self.digits_date(i)?;
        if !self.stands_free(i, end) || fields.year.is_some() {
            return None;
        }
        let alone = i == 0 && end >= self.words.len();
        let unit = self.unit(end).is_some() || self.mark(end, '%');
        let supported = alone || !unit && (self.date_expected(i) || self.in_row(i) || self.row_follows(end));
        supported.then(|| Parsed::date(end, Expression::Date(fields), "date.numeric"))
    }

    fn date_expected(self, i: usize) -> bool {
        let week = self.after_role(i, &["of"])
            && i.checked_sub(2)
                .is_some_and(|j| self.unit(j).is_some_and(|(unit, _)| unit == crate::temporal::Unit::Week));
        week || self.after_role(i, &["on", "by", "since", "until", "before", "after"])
            || i.checked_sub(1).is_some_and(|j| {
                self.words[j].meanings.iter().any(|m| matches!(m, Meaning::Weekday(..) | Meaning::Shift(_)))
            })
    }

    /// "on 11/20, 11/22 or 11/25"
    fn in_row(self, mut i: usize) -> bool {
        for _ in 0..MOST_IN_ROW {
            let Some(joint) = i.checked_sub(1) else { return false };
            let joins = self.comma(joint) || self.role(joint, "and") || self.role(joint, "or");
            let Some(start) = joint.checked_sub(3).filter(|_| joins) else { return false };
            if self.digits_date(start).is_none_or(|(_, end)| end != joint) {
                return false;
            }
            if self.date_expected(start) || self.month_name_near(start) {
                return true;
            }
            i = start;
        }
        false
    }

    /// "11/20, 12 of Nov": another date goes on with the row.
    fn row_follows(self, end: usize) -> bool {
        let at = end + 1;
        (self.comma(end) || self.role(end, "or"))
            && (self.month_number(at).is_some()
                || self.digits(at).is_some()
                    && (self.month_number(at + 1).is_some() || self.month_number(at + 2).is_some()))
    }

    fn month_name_near(self, i: usize) -> bool {
        (1..=3).any(|n| i.checked_sub(n).is_some_and(|j| self.month_number(j).is_some()))
    }

    /// "10/1-11/7", "from 10/1 to 11/7", "2/29-3/1/2019".
    pub(super) fn slashed_range(self, i: usize) -> Option<Parsed> {
        let (mut from, at) = self.digits_date(i)?;
        if !self.free_before(i) {
            return None;
        }
        let between = self.after_role(i, &["between"]) && self.role(at, "and");
        if !(self.dash(at) || self.role(at, "to") || between) {
            return None;
        }
        let (to, end) = self.digits_date(at + 1)?;
        let opened = self.after_role(i, &["from", "between", "on"]);
        let alone = i == 0 && end >= self.words.len();
        if to.year.is_none() && !opened && !alone || from.year.is_some() && to.year.is_none() {
            return None;
        }
        let glued = self.words.get(end).is_some_and(|w| !w.spaced) && self.digits(end + 1).is_some();
        if glued {
            return None;
        }
        if from.year.is_none() {
            // The year of the end; over the turn of the year the one before.
            let turned = (from.month, from.day) > (to.month, to.day);
            from.year = match to.year {
                Some(Year::Of(year)) => Some(Year::Of(year - i16::from(turned))),
                other => other,
            };
        }
        let last = if to.year.is_none() {
            Expression::DateAfter(to, Box::new(Expression::Date(from)))
        } else {
            Expression::Date(to)
        };
        let expression = Expression::Range(Some(Box::new(Expression::Date(from))), Some(Box::new(last)));
        Some(Parsed { end, kind: TimexKind::Date, expression, rule: "range.dates" })
    }
}

/// '74 is 1974, '15 is 2015.
pub(super) fn two_digit_year(year: u32) -> i16 {
    let year = i16::try_from(year % 100).unwrap_or(0);
    if year <= 40 { 2000 + year } else { 1900 + year }
}
