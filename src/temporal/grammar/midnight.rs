//! Midnight and nights: منتصف الليل · منتصف ليل الخميس-الجمعة · ليل الأحد الاثنين · midnight on Thursday.

use super::{Grammar, Parsed};
use crate::temporal::expression::Expression;

impl Grammar<'_> {
    /// Midnight, or the night of a day.
    pub(super) fn midnight(self, i: usize) -> Option<Parsed> {
        if self.role(i, "midnight") {
            if self.english() {
                let at = i + 1 + usize::from(self.role(i + 1, "on"));
                if let Some((day, end)) = self.night_of(at) {
                    return Some(Parsed::time(
                        end,
                        Expression::Midnight(Some(Box::new(day))),
                        "midnight.of-day",
                    ));
                }
            }
            if let Some((day, end)) = self.night_of(i + 1) {
                return Some(Parsed::time(end, Expression::Midnight(Some(Box::new(day))), "midnight.of-day"));
            }
            return Some(Parsed::time(i + 1, Expression::Midnight(None), "midnight"));
        }
        if self.role(i, "midnight-of") {
            let (day, end) = self.night_of(i + 1)?;
            return Some(Parsed::time(end, Expression::Midnight(Some(Box::new(day))), "midnight.of-night"));
        }
        if self.role(i, "night-of") {
            let (day, end) = self.night_of(i + 1)?;
            return Some(Parsed::time(end, Expression::DayPart(Some(Box::new(day)), "TNI"), "night.of-day"));
        }
        None
    }

    /// The day a night belongs to: its first. «الخميس-الجمعة», «الخميس الجمعة», «الخميس إلى الجمعة», «الخميس/الجمعة».
    fn night_of(self, i: usize) -> Option<(Expression, usize)> {
        let day = self.day(i)?;
        let mut end = day.end;
        let second = end + usize::from(self.dash(end) || self.mark(end, '/') || self.role(end, "to"));
        if let Expression::Date(first) = &day.expression
            && let Some(weekday) = first.weekday
            && let Some((next, _)) = self.weekday(second)
            && next == weekday % 7 + 1
        {
            end = second + 1;
        }
        Some((day.expression, end))
    }
}
