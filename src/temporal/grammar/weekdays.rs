//! Weekdays and the date that follows them: الخميس، 29 كانون الأول · الخميس (29/12) · Tuesday the 18th · Mon at 4.
//!
//! A short or ambiguous form ("Sun", "sat") is a day only with a date, a clock time or a word that asks for a day.

use super::{Grammar, Parsed};
use crate::temporal::expression::{Expression, Fields, Unit};
use crate::temporal::words::Meaning;

impl Grammar<'_> {
    /// A weekday, with «يوم» before it, and the date that follows it.
    pub(super) fn weekday_date(self, i: usize) -> Option<Parsed> {
        let noun = self.unit(i) == Some((Unit::Day, 1)) && self.weekday(i + 1).is_some();
        let at = if noun { i + 1 } else { i };
        let (weekday, bare) = self.weekday(at)?;
        let mut end = at + 1;
        if self.english() && bare && self.mark(end, '.') && !self.spaced(end) {
            end += 1;
        }
        // الخميس، 29 · الخميس الموافق 29 · الخميس (29 كانون الأول) · الخميس - 29
        let mut next = end;
        let mut bracket = false;
        if self.comma(next) || self.dash(next) {
            next += 1;
        }
        if self.mark(next, '(') {
            bracket = true;
            next += 1;
        }
        if self.role(next, "corresponding") || self.role(next, "the") {
            next += 1;
        }
        if let Some((mut fields, after, rule)) = self
            .seen_from(next)
            .day_month_year(next)
            .filter(|_| self.words.get(next).is_some_and(|w| w.cut == 0))
            && fields.day.is_some()
        {
            fields.weekday = Some(weekday);
            let closed = self.mark(after, ')');
            // «الثلاثاء الثالث من أيلول»: the third of September, or its third Tuesday.
            let ranked =
                next == end && !self.english() && fields.day <= Some(5) && self.ordinal(next).is_some();
            if ranked && self.role(next + 1, "from") {
                return Some(Parsed::date(after, Expression::RankedWeekday(fields), rule));
            }
            if !bracket || closed {
                return Some(Parsed::date(after + usize::from(bracket), Expression::Date(fields), rule));
            }
        }
        if bare && !noun && !self.weekday_expected(at) && !self.english_ordinal_follows(end) {
            return None;
        }
        let mut fields = Fields { weekday: Some(weekday), ..Fields::default() };
        // الأحد السابع عشر · Tuesday the 18th
        let the = end + usize::from(self.role(end, "the"));
        if let Some((day, after)) =
            self.ordinal(the).filter(|(day, _)| (10..=31).contains(day) || self.english())
        {
            fields.day = Some(day);
            return Some(Parsed::date(after, Expression::Date(fields), "date.weekday-day"));
        }
        // «الجمعة 22»: the day of the month that falls on this weekday.
        if !self.english()
            && let Some((day, _)) = self
                .digits(end)
                .filter(|(day, length)| (1..=31).contains(day) && *length <= 2 && self.ends_day(end + 1))
            && self.clock(end).is_none()
        {
            fields.day = u8::try_from(day).ok();
            return Some(Parsed::date(end + 1, Expression::Date(fields), "date.weekday-day"));
        }
        // "the Sunday Herald": an article before a weekday and a name after it.
        let titled = self.english()
            && at > 0
            && self.role_any(at - 1, "the")
            && self.capital(end)
            && self.words.get(end).is_some_and(|w| w.meanings.is_empty());
        if titled {
            return None;
        }
        // «الأحد عشر» is eleven.
        if self.means(at + 1, |m| matches!(m, Meaning::Number(10))) {
            return None;
        }
        Some(Parsed::date(end, Expression::Date(fields), "date.weekday"))
    }

    /// "Thu 15th", "tues the 4th"
    fn english_ordinal_follows(self, end: usize) -> bool {
        self.english() && self.ordinal(end + usize::from(self.role(end, "the"))).is_some()
    }

    /// "on Thu", "by Fri": a short weekday in capitals after a word that asks for a day.
    fn weekday_expected(self, i: usize) -> bool {
        let cued = self.after_role(i, &["on", "by", "until", "to", "from", "since", "or"])
            || i.checked_sub(1).is_some_and(|j| {
                self.words[j].meanings.iter().any(|m| matches!(m, Meaning::Shift(_) | Meaning::Day(_)))
            });
        // "Tues at 4", "Fri 5pm"
        let at = i + 1 + usize::from(self.role(i + 1, "at") || self.mark(i + 1, '@'));
        let clock =
            (self.capital(i) || i == 0) && self.clock_reading(at).is_some_and(|c| c.evident || at > i + 1);
        self.english() && (self.alone(i, i + 1) || cued && self.capital(i) || clock)
    }
}
