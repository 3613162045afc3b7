//! Ranges that are one expression: 13-17 كانون الأول · 13 إلى 17 كانون الأول · 1936-1939 · عامي 2002 و2003.
//!
//! One timex when an end cannot stand alone or a dash joins two dates; «من … إلى …» between two whole dates is two.

use super::{Grammar, Parsed};
use crate::temporal::expression::{Calendar, Expression, Fields, Unit, Year};
use crate::temporal::outlook::Outlook;
use crate::temporal::timex::TimexKind;

impl Grammar<'_> {
    /// The range at `i`.
    pub(super) fn range(self, i: usize) -> Option<Parsed> {
        self.given(i, Outlook::JOINT, || self.any_range(i))
    }

    fn any_range(self, i: usize) -> Option<Parsed> {
        if self.english() {
            let mut best = self.slashed_range(i);
            for found in [self.date_span(i), self.days_of_pointed_month(i), self.instants_span(i)] {
                best = super::longest(best, found);
            }
            if best.is_some() {
                return super::longest(best, self.days_of_month(i));
            }
        }
        self.days_of_month(i)
            .or_else(|| self.years(i))
            .or_else(|| self.clocks(i))
            .or_else(|| self.dates(i))
            .or_else(|| self.months(i))
    }

    /// The word after "to", a dash or, after "between", "and".
    pub(super) fn joint(self, i: usize, between: bool) -> Option<Self> {
        if self.dash(i) || self.role_any(i, "to") {
            let next = self.words.get(i + 1)?;
            return (next.cut == 0).then(|| self.seen_from(i + 1));
        }
        if between { self.and(i) } else { None }
    }

    pub(super) fn after_between(self, i: usize) -> bool {
        i.checked_sub(1).is_some_and(|j| self.role_any(j, "between"))
    }

    fn range_of(end: usize, kind: TimexKind, from: Expression, to: Expression, rule: &'static str) -> Parsed {
        let expression = Expression::Range(Some(Box::new(from)), Some(Box::new(to)));
        Parsed { end, kind, expression, rule }
    }

    fn days_of_month(self, i: usize) -> Option<Parsed> {
        if !self.english() {
            return self.arabic_days(i);
        }
        if self.trapped(i, "before") {
            return None;
        }
        // English: May 3-5, 2021
        if self.is_latin(i)
            && let Some(month) = self.month(i)
        {
            let (first, at) = self.day_number(month.end)?;
            let joined = self.joint(at, false)?;
            let (last, end) = joined.day_number(joined.origin)?;
            if self.unit(end).is_some() {
                return None;
            }
            let fields = Fields { month: Some(month.number), day: Some(last), ..Fields::default() };
            return Some(self.finish_days(fields, first, end));
        }
        let (first, at) = self.day_number(i)?;
        let joined = self.joint(at, self.after_between(i))?;
        let (fields, end, _) = joined.day_month_year(joined.origin)?;
        fields.day?;
        // A numeric date after a dash is not a day of the same month.
        if joined.digits(joined.origin + 2).is_some()
            && joined.month(joined.origin + 1).is_none()
            && !joined.role(joined.origin + 1, "from")
            && joined.mark(joined.origin + 1, '/')
        {
            return None;
        }
        let from = Fields { day: Some(first), ..fields };
        Some(Self::range_of(
            end,
            TimexKind::Date,
            Expression::Date(from),
            Expression::Date(fields),
            "range.days",
        ))
    }

    fn finish_days(self, mut fields: Fields, first: u8, end: usize) -> Parsed {
        let mut end = end;
        if let Some((year, _, after)) = self.year_after(end) {
            fields.year = Some(year);
            end = after;
        }
        let from = Fields { day: Some(first), ..fields };
        Self::range_of(end, TimexKind::Date, Expression::Date(from), Expression::Date(fields), "range.days")
    }

    /// 1936-1939 · عامي 2002 و2003 · بين عامي 2002 و2003 · عام 2002-2003.
    fn years(self, i: usize) -> Option<Parsed> {
        let noun = self
            .unit(i)
            .filter(|(unit, _)| *unit == Unit::Year)
            .or(self.role(i, "season-of").then_some((Unit::Year, 1)));
        let qualified = usize::from(noun.is_some() && self.role(i + 1, "year-kind"));
        let mut at = i + usize::from(noun.is_some()) + qualified;
        let bracket = noun.is_some() && self.mark(at, '(');
        at += usize::from(bracket);
        let here = if noun.is_some() { self } else { self.seen_from(at) };
        let (a, length) = here.digits(at)?;
        let dual = noun.is_some_and(|(_, count)| count == 2);
        // «العام المالي 2021/2022», «موسم 2011-2012»
        let season = noun.is_some() && (qualified > 0 || self.unit(i).is_none()) || bracket;
        let next_year = noun.is_some()
            && self
                .digits(at + 2)
                .is_some_and(|(next, _)| next == a.wrapping_add(1) || next == a.wrapping_add(1) % 100);
        let season = season || next_year;
        let slash = self.mark(at + 1, '/') && season && self.words.get(at + 2).is_some_and(|w| w.cut == 0);
        let joined = if slash { self.seen_from(at + 2) } else { self.joint(at + 1, dual)? };
        let year_again = usize::from(joined.unit(joined.origin).is_some_and(|(u, _)| u == Unit::Year));
        let j = joined.origin + year_again;
        let last = if year_again == 1 { self } else { joined };
        let (b, b_length) = last.digits(j)?;
        let b = if b_length == 2 && a / 100 > 0 { a / 100 * 100 + b } else { b };
        let dashed = self.dash(at + 1) || self.mark(at + 1, '/') && season;
        let plausible = length == 4
            && (b_length == 4 || b_length == 2 && b > a && dashed)
            && (noun.is_some() && (1000..=2200).contains(&a)
                || ((1700..=2100).contains(&a) && (1700..=2100).contains(&b)))
            && a < b
            && !self.trapped(i, "before");
        let mut end = j + 1;
        // «بين 2013 و2016»: each year stands alone, so they are two; a dash or «عامي» makes them one.
        if !plausible || !last.stands_free_after(end) || !dual && !dashed {
            return None;
        }
        if bracket {
            if !self.mark(end, ')') {
                return None;
            }
            end += 1;
        }
        // «عامي 1435 و1440 هـ»
        let mut calendar = Calendar::Gregorian;
        if self.role(end, "hijri") {
            calendar = Calendar::Hijri;
            end += 1;
        }
        let year = |y: u32| {
            let year = i16::try_from(y).ok().map(Year::Of);
            Expression::Date(Fields { calendar, year, ..Fields::default() })
        };
        Some(Self::range_of(end, TimexKind::Date, year(a), year(b), "range.years"))
    }

    fn stands_free_after(self, end: usize) -> bool {
        self.stands_free(end.saturating_sub(1), end)
            || self.dash(end.saturating_sub(2))
            || self.mark(end.saturating_sub(2), '/')
    }

    /// من الساعة 4 حتى 5 مساء · 9-10 am.
    pub(super) fn clocks(self, i: usize) -> Option<Parsed> {
        let clocks =
            || if self.english() { self.english_clocks(i, false) } else { self.arabic_clocks(i, false) };
        self.given(i, Outlook::JOINT, clocks)
    }

    /// Two dates joined by a dash.
    fn dates(self, i: usize) -> Option<Parsed> {
        let first = self.calendar_date(i)?;
        if !self.dash(first.end) || self.words.get(first.end + 1).is_none_or(|w| w.cut != 0) {
            return None;
        }
        let second = self.seen_from(first.end + 1).calendar_date(first.end + 1)?;
        let (Expression::Date(mut from), Expression::Date(to)) = (first.expression, second.expression) else {
            return None;
        };
        if from.day.is_some() != to.day.is_some()
            || from.month.is_some() != to.month.is_some()
            || from.weekday.is_some() && from.day.is_none()
        {
            return None;
        }
        if from.year.is_none() {
            from.year = to.year;
        }
        Some(Self::range_of(
            second.end,
            TimexKind::Date,
            Expression::Date(from),
            Expression::Date(to),
            "range.dates",
        ))
    }

    /// تموز/آب: two months of one family side by side.
    fn months(self, i: usize) -> Option<Parsed> {
        let first = self.month(i).filter(|m| !m.dual)?;
        if !self.mark(first.end, '/') && !self.dash(first.end) {
            return None;
        }
        let second =
            self.month(first.end + 1).filter(|m| m.number != first.number && m.calendar == first.calendar)?;
        let mut to = Fields { calendar: first.calendar, month: Some(second.number), ..Fields::default() };
        let mut end = second.end;
        if let Some((year, _, after)) = self.year_after(end) {
            to.year = Some(year);
            end = after;
        }
        let from = Fields { month: Some(first.number), ..to };
        Some(Self::range_of(
            end,
            TimexKind::Date,
            Expression::Date(from),
            Expression::Date(to),
            "range.months",
        ))
    }
}
