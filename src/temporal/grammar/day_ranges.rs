//! Days that share their month, in Arabic: من 13 إلى 17 كانون الأول · يومي 9 و10 دجنبر · من 4 إلى 23 الشهر المقبل.
//!
//! The first day cannot stand alone, so the whole is one range. Days joined by "and" are one only when each follows
//! the one before: «9 و12 دجنبر» leaves days out and is no interval.

use super::{Grammar, Parsed};
use crate::temporal::expression::{Expression, Fields, Shift, Unit, Year};
use crate::temporal::timex::TimexKind;

/// A list of days is not longer than a month.
const MOST_DAYS: u8 = 31;

impl Grammar<'_> {
    /// The range of days at `i`.
    pub(super) fn arabic_days(self, i: usize) -> Option<Parsed> {
        if self.trapped(i, "before") {
            return None;
        }
        let noun = self.role(i, "days-of") || self.unit(i) == Some((Unit::Day, 0)) && !self.definite(i);
        let start = i + usize::from(noun);
        let (first, at) = self.day_number(start)?;
        let joined = self.joint(at, self.after_between(i)).or_else(|| self.row_of_days(first, at))?;
        let j = joined.origin;
        let range = |end: usize, from: Expression, to: Expression| Parsed {
            end,
            kind: TimexKind::Date,
            expression: Expression::Range(Some(Box::new(from)), Some(Box::new(to))),
            rule: "range.days",
        };
        if let Some((fields, end, _)) = joined.day_month_year(j) {
            fields.day?;
            // A numeric date after a dash is not a day of the same month.
            if joined.digits(j + 2).is_some() && joined.month(j + 1).is_none() && joined.mark(j + 1, '/') {
                return None;
            }
            let from = Fields { day: Some(first), ..fields };
            return Some(match self.shift(end).filter(|_| fields.year.is_none()) {
                // «9 و10 دجنبر الجاري», «من 9 إلى 13 جويلية المقبل»
                Some(Shift::This) => {
                    let of_this_year =
                        |f: Fields| Expression::Date(Fields { year: Some(Year::Shifted(0)), ..f });
                    range(end + 1, of_this_year(from), of_this_year(fields))
                }
                Some(shift) => range(
                    end + 1,
                    Expression::ShiftedDate(from, shift),
                    Expression::ShiftedDate(fields, shift),
                ),
                None => range(end, Expression::Date(from), Expression::Date(fields)),
            });
        }
        let (last, end) = joined.day_number(j)?;
        let at = end + usize::from(["from", "in", "of"].iter().any(|role| self.role(end, role)));
        let month = self
            .shifted_period(at)
            .filter(|p| matches!(p.expression, Expression::Period(Unit::Month, _)) && first < last)?;
        let day = |day| Expression::DayOf(day, None, Box::new(month.expression.clone()));
        Some(range(month.end, day(first), day(last)))
    }

    /// The last of days in a row: «9 و10 و11».
    fn row_of_days(self, first: u8, at: usize) -> Option<Self> {
        let mut day = first;
        let mut end = at;
        let mut last = None;
        while day < MOST_DAYS
            && let Some(joined) = self.and(end)
            && let Some((next, after)) = joined.day_number(joined.origin)
        {
            if next != day + 1 {
                return None;
            }
            (day, end, last) = (next, after, Some(joined));
        }
        last
    }
}
