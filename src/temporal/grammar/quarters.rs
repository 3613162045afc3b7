//! Quarters and halves of a year in Arabic: الربع الأول من 2020 · النصف الثاني من العام الجاري · الفصل الثالث من السنة.
//!
//! A quarter that names no year is one of the economy only where money or percentages stand near; a match has quarters
//! and halves too.

use super::{Grammar, Parsed};
use crate::temporal::expression::{Calendar, Expression, Fields, Unit, Year};
use crate::temporal::words::Meaning;

/// Words looked at on either side for money or percentages.
const NEAR: usize = 30;
/// Numbers from here on count money as a rule.
const MONEY: u64 = 1_000_000;

impl Grammar<'_> {
    /// A quarter or a half of a year at `i`.
    pub(super) fn arabic_part_of_year(self, i: usize) -> Option<Parsed> {
        // «السداسي الثاني من 2020» is a half in Algeria.
        let semester = self.role(i, "half-of");
        let half = self.role(i, "half") || semester;
        // «الفصل» is a quarter in the Maghreb, and a chapter everywhere: it needs its year.
        let chapter = self.role(i, "quarter-of") || semester;
        if self.role(i, "part-noun") {
            return self
                .means(i + 1, |m| m == Meaning::Shift("same"))
                .then(|| self.same_part(i + 2))
                .flatten();
        }
        if !(half || chapter || self.role(i, "quarter")) || !self.definite(i) {
            return None;
        }
        if self.means(i + 1, |m| m == Meaning::Shift("same")) && !chapter {
            return self.same_part(i + 2);
        }
        let (number, at) = match self.ordinal(i + 1) {
            Some(found) => found,
            // «الربع الأخير»
            None if self.means(i + 1, |m| m == Meaning::Ordinal(-1)) => (if half { 2 } else { 4 }, i + 2),
            None => return None,
        };
        if half && let Some(found) = self.half_of_month(number, at) {
            return Some(found);
        }
        let (year, end) = self.year_behind_part(at);
        let from = self.role(at, "from");
        // «النصف الثاني من العام»
        let bare_year = from
            && self.unit(at + 1) == Some((Unit::Year, 1))
            && self.definite(at + 1)
            && !self.role(at + 2, "hijri");
        let end = if year.is_none() && bare_year { at + 2 } else { end };
        if year.is_none() && (chapter || from && !bare_year || !bare_year && !self.money_near(i)) {
            return None;
        }
        let expression = match (half, number) {
            (true, 1..=2) => Expression::Half(number, year),
            (false, 1..=4) => Expression::Quarter(number, year),
            _ => return None,
        };
        Some(Parsed::date(end, expression, "period.part-of-year"))
    }

    /// «النصف الأول من شهر مارس»
    fn half_of_month(self, number: u8, at: usize) -> Option<Parsed> {
        let from = at + usize::from(self.role(at, "from"));
        let seen = self.seen_from(from);
        // «النصف الأول من شهر أكتوبر المقبل»
        let shifted = seen.shifted_date(from).filter(|p| {
            matches!(
                p.expression,
                Expression::ShiftedDate(Fields { month: Some(_), day: None, weekday: None, .. }, _)
            )
        });
        let month = shifted.or_else(|| seen.month_of(from)).filter(|_| from > at)?;
        let code = if number == 1 { "START" } else { "END" };
        let expression = Expression::Modified(code, Box::new(month.expression));
        Some(Parsed::date(month.end, expression, "period.half-month"))
    }

    /// «الربع نفسه من العام الماضي», «الفترة ذاتها من 2022»: the part that was told last.
    fn same_part(self, at: usize) -> Option<Parsed> {
        let (year, end) = self.year_behind_part(at);
        year?;
        Some(Parsed::date(end, Expression::SamePart(year), "period.same-part"))
    }

    fn year_behind_part(self, at: usize) -> (Option<Year>, usize) {
        if let (Some(year), end) = self.year_of(at) {
            return (Some(year), end);
        }
        let from = at + usize::from(self.role(at, "from"));
        match self.seen_from(from).year_number(from) {
            Some((year, Calendar::Gregorian, end)) if from > at => (Some(Year::Of(year)), end),
            _ => (None, at),
        }
    }

    fn money_near(self, i: usize) -> bool {
        let near = &self.words[i.saturating_sub(NEAR)..self.words.len().min(i + NEAR)];
        near.iter().any(|w| {
            w.meanings.iter().any(|m| {
                matches!(m, Meaning::Mark('%' | '٪' | '$' | '€'))
                    || matches!(m, Meaning::Number(n) if *n >= MONEY)
            })
        })
    }
}
