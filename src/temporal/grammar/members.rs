//! A day picked from a period: الأحد من الأسبوع الماضي · الخميس الأخير من آذار · 16 من الشهر الجاري.

use super::{Grammar, Parsed};
use crate::temporal::expression::{Expression, Fields, Unit};
use crate::temporal::words::Meaning;

impl Grammar<'_> {
    /// A day of a period that is named or pointed at.
    pub(super) fn day_of_period(self, i: usize) -> Option<Parsed> {
        self.nth_weekday(i)
            .or_else(|| self.nth_part(i).filter(|_| !self.english()))
            .or_else(|| self.weekday_of_week(i))
            .or_else(|| self.numbered_day(i))
    }

    fn of(self, i: usize) -> Option<usize> {
        (self.role(i, "from") || self.role(i, "of") || self.role(i, "in")).then_some(i + 1)
    }

    fn rank(self, i: usize) -> Option<(i32, usize)> {
        if self.means(i, |m| m == Meaning::Ordinal(-1))
            || self.english() && self.means(i, |m| m == Meaning::Shift("last"))
        {
            return Some((-1, i + 1));
        }
        self.ordinal(i).filter(|(n, _)| (1..=53).contains(n)).map(|(n, end)| (i32::from(n), end))
    }

    /// الخميس الأخير من آذار · أول خميس من الشهر · the first Monday of May.
    fn nth_weekday(self, i: usize) -> Option<Parsed> {
        let start = i + usize::from(self.role(i, "the"));
        let day_noun = |at: usize| at + usize::from(self.unit(at) == Some((Unit::Day, 1)));
        let (nth, weekday, end) = if let Some((nth, at)) = self.rank(start) {
            let (weekday, _) = self.weekday(day_noun(at))?;
            (nth, weekday, day_noun(at) + 1)
        } else {
            let at = day_noun(start);
            let (weekday, _) = self.weekday(at)?;
            let (nth, end) = self.rank(at + 1)?;
            (nth, weekday, end)
        };
        let from = self.of(end)?;
        let month = self.month_of(from).filter(|_| nth <= 5).or_else(|| {
            // «أول أحد من السنة القادمة»
            let year = self.shifted_period(from).or_else(|| self.seen_from(from).year(from))?;
            let whole = matches!(
                year.expression,
                Expression::Period(Unit::Year, _)
                    | Expression::Date(Fields { year: Some(_), month: None, .. })
            );
            (whole && !self.english()).then_some(year)
        })?;
        let expression = Expression::NthWeekday(nth, weekday, Box::new(month.expression));
        Some(Parsed::date(month.end, expression, "date.nth-weekday"))
    }

    /// آخر يوم من الشهر · اليوم الثالث من شهر أكتوبر · الأسبوع الأخير من يوليو · the first week of 2015.
    fn nth_part(self, i: usize) -> Option<Parsed> {
        let start = i + usize::from(self.role(i, "the"));
        let part = |at: usize| {
            self.unit(at)
                .filter(|u| matches!(u, (Unit::Day | Unit::Week | Unit::Weekend, 1)))
                .map(|(unit, _)| unit)
        };
        let (nth, unit, end) = if let Some((nth, at)) = self.rank(start) {
            (nth, part(at)?, at + 1)
        } else {
            let unit = part(start).filter(|_| !self.english() && self.definite(start))?;
            let (nth, end) = self.rank(start + 1)?;
            (nth, unit, end)
        };
        let from = self.of(end)?;
        let of = self.month_of(from).or_else(|| {
            let year = self.seen_from(from).year(from).or_else(|| self.shifted_period(from))?;
            matches!(
                year.expression,
                Expression::Period(Unit::Year, _)
                    | Expression::Date(Fields { year: Some(_), month: None, .. })
            )
            .then_some(year)
        })?;
        let expression = Expression::NthUnit(nth, unit, Box::new(of.expression));
        Some(Parsed::date(of.end, expression, "date.nth-part"))
    }

    /// A month, named or pointed at, or «الشهر» alone, which is the one now.
    pub(super) fn month_of(self, i: usize) -> Option<Parsed> {
        let named = self.calendar_date(i).filter(|p| {
            matches!(p.expression, Expression::Date(Fields { month: Some(_), day: None, weekday: None, .. }))
        });
        let pointed =
            self.shifted_period(i).filter(|p| matches!(p.expression, Expression::Period(Unit::Month, _)));
        // "the first Monday of march": nothing else has Mondays.
        let plain = || {
            let month = self.month(i).filter(|_| self.english())?;
            let fields = Fields { calendar: month.calendar, month: Some(month.number), ..Fields::default() };
            Some(Parsed::date(month.end, Expression::Date(fields), "date.month"))
        };
        named.or(pointed).or_else(plain).or_else(|| {
            let at = i + usize::from(self.role(i, "the"));
            let plain = self.unit(at) == Some((Unit::Month, 1)) && (self.definite(at) || at > i);
            plain.then(|| Parsed::date(at + 1, Expression::Period(Unit::Month, 0), "relative.period"))
        })
    }

    /// الأحد من الأسبوع الماضي · السبت هذا الأسبوع · الأسبوع المقبل الأحد · Sunday of last week.
    fn weekday_of_week(self, i: usize) -> Option<Parsed> {
        let week_at = |i: usize| {
            self.shifted_period(i).filter(|p| matches!(p.expression, Expression::Period(Unit::Week, _)))
        };
        let weekday_at = |i: usize| {
            let at = i + usize::from(self.unit(i) == Some((Unit::Day, 1)));
            self.weekday(at).filter(|(_, bare)| !bare).map(|(weekday, _)| (weekday, at + 1))
        };
        if let Some(week) = week_at(i) {
            let (weekday, end) = weekday_at(week.end).filter(|_| !self.english())?;
            let expression = Expression::WeekdayOf(weekday, Box::new(week.expression));
            return Some(Parsed::date(end, expression, "date.weekday-of-week"));
        }
        let (weekday, end) = weekday_at(i)?;
        let week = week_at(self.of(end).unwrap_or(end))?;
        let expression = Expression::WeekdayOf(weekday, Box::new(week.expression));
        Some(Parsed::date(week.end, expression, "date.weekday-of-week"))
    }

    /// 16 من الشهر الجاري · الأحد الموافق 19 من هذا الشهر · 20th of this month.
    fn numbered_day(self, i: usize) -> Option<Parsed> {
        let mut at = i + usize::from(self.unit(i) == Some((Unit::Day, 1)) || self.role(i, "the"));
        let weekday = self.weekday(at).map(|(day, _)| day);
        if weekday.is_some() {
            at += 1;
            at += usize::from(self.comma(at));
            at += usize::from(self.role(at, "corresponding"));
        }
        let (day, end) = self.day_number(at)?;
        // A plain number of things of this month is no day: only digits and ordinals are.
        let month = self.of(end).filter(|_| !self.role(end, "in"))?;
        let month =
            self.month_of(month).filter(|p| matches!(p.expression, Expression::Period(Unit::Month, _)))?;
        let expression = Expression::DayOf(day, weekday, Box::new(month.expression));
        Some(Parsed::date(month.end, expression, "date.day-of-month"))
    }
}
