//! What English counts from now or from another point: three days ago · two weeks after May 3 · three Fridays from now · the last two weeks of June · the Monday closest to May 1 · March in a year.
//!
//! Arabic says these with other words in another order (`relative.rs`, `members.rs`); the tree is the same.

use super::moments::is_one_day;
use super::{Grammar, Parsed, longest};
use crate::temporal::expression::{Expression, Fields, Length, Shift, Side, Unit};
use crate::temporal::timex::TimexKind;
use crate::temporal::words::Meaning;

/// The n-th last of a period is counted to this.
const MOST_RANK: u8 = 53;

impl Grammar<'_> {
    /// Any of them.
    pub(super) fn reckoned(self, i: usize) -> Option<Parsed> {
        let mut best = self.distance(i);
        for found in [
            self.week_then_weekday(i),
            self.within(i),
            self.weekdays_on(i),
            self.nth_of(i),
            self.weekday_near(i),
            self.week_of(i),
            self.to_date(i),
        ] {
            best = longest(best, found);
        }
        best
    }

    /// A word of grammar: what stands before it has ended.
    pub(super) fn function_word(self, i: usize) -> bool {
        self.words.get(i).is_some_and(|w| {
            crate::lexicon::Lexicon::of(self.passage.language)
                .sense(self.passage.fold_of(w.first), crate::lexicon::Class::FunctionWord)
                .is_some()
        })
    }

    fn offset_of(
        end: usize,
        length: Length,
        back: bool,
        from: Option<Expression>,
        rule: &'static str,
    ) -> Parsed {
        let clock = length.iter().any(|m| m.unit.is_clock());
        let kind = if clock { TimexKind::Time } else { TimexKind::Date };
        Parsed { end, kind, expression: Expression::Offset { length, back, from: from.map(Box::new) }, rule }
    }

    /// three days ago · in two weeks · a year earlier · two days after May 3 · an hour from now.
    pub(super) fn distance(self, i: usize) -> Option<Parsed> {
        if self.role(i, "ahead") {
            let at = i + 1 + usize::from(self.means(i + 1, |m| matches!(m, Meaning::Approximator(_))));
            let (length, end) = self.length(at)?;
            let glued = self.dash(end - 1);
            return (!self.role(end, "of") && !glued)
                .then(|| Self::offset_of(end, length, false, None, crate::temporal::tense::LENGTH_AHEAD));
        }
        let (length, mut end) = self.length(i).or_else(|| self.vague_length(i))?;
        // "year-ago"
        end += usize::from(self.dash(end) && !self.spaced(end) && self.role(end + 1, "ago"));
        if self.role(end, "ago") || self.role(end, "later") {
            let back = self.role(end, "ago");
            // "two days later", "a year earlier": from what the story told last.
            let story = self.role(end, "earlier") || self.role(end, "after-that");
            let rule = if story { crate::temporal::tense::STORY } else { "relative.offset" };
            return Some(Self::offset_of(end + 1, length, back, None, rule));
        }
        if length.iter().any(|m| m.count.is_none()) {
            return None;
        }
        let back = self.role(end, "before");
        if !back && !self.role(end, "after") && !self.role(end, "from") {
            return None;
        }
        let from = self.day_below(end + 1).filter(|d| d.kind == TimexKind::Date)?;
        if self.role(end, "from") && self.after_role(i, &["for"]) {
            let start = from.expression.clone();
            let to = Expression::Offset { length, back: false, from: Some(Box::new(start.clone())) };
            let expression = Expression::Range(Some(Box::new(start)), Some(Box::new(to)));
            return Some(Parsed { end: from.end, kind: TimexKind::Date, expression, rule: "range.from-day" });
        }
        let now = matches!(from.expression, Expression::Reference("PRESENT_REF"));
        let dated = is_one_day(&from.expression) || now;
        dated.then(|| {
            let point = (!now).then_some(from.expression);
            Self::offset_of(from.end, length, back, point, "relative.offset-from")
        })
    }

    /// within two weeks: the preposition stays outside.
    fn within(self, i: usize) -> Option<Parsed> {
        if !self.after_role(i, &["within"]) {
            return None;
        }
        let (length, end) = self.length(i)?;
        Some(Parsed {
            end,
            kind: TimexKind::Duration,
            expression: Expression::Within(length),
            rule: "duration.within",
        })
    }

    /// three Fridays from now · two Mondays ago · Monday after next.
    fn weekdays_on(self, i: usize) -> Option<Parsed> {
        if let Some((n, at)) = self.cardinal(i).filter(|(n, _)| (1.0..=99.0).contains(n) && n.fract() == 0.0)
        {
            let (weekday, _) = self.weekday(at)?;
            let back = self.role(at + 1, "ago");
            if !back && !self.role(at + 1, "later") {
                return None;
            }
            let n = i32::from(super::clock::small(n));
            let expression = Expression::WeekdayInWeeks(weekday, if back { -n } else { n });
            return Some(Parsed::date(at + 2, expression, "relative.weekdays"));
        }
        let (weekday, _) = self.weekday(i)?;
        let shift = match (self.role(i + 1, "after"), self.role(i + 1, "before")) {
            (true, _) if self.means(i + 2, |m| m == Meaning::Shift("next")) => Shift::AfterNext,
            (_, true) if self.means(i + 2, |m| m == Meaning::Shift("last")) => Shift::BeforeLast,
            _ => return None,
        };
        let fields = Fields { weekday: Some(weekday), ..Fields::default() };
        Some(Parsed::date(i + 3, Expression::ShiftedDate(fields, shift), "relative.shifted-date"))
    }

    /// next week Wednesday
    fn week_then_weekday(self, i: usize) -> Option<Parsed> {
        // "next month on the 15th"
        if let Some(month) = self.english_period(i)
            && matches!(month.expression, Expression::Period(Unit::Month, _))
            && self.role(month.end, "on")
            && let Some(day) = self.numbered_day_alone(month.end + 1)
            && let Expression::Date(Fields { day: Some(number), .. }) = day.expression
        {
            let expression = Expression::DayOf(number, None, Box::new(month.expression));
            return Some(Parsed::date(day.end, expression, "date.day-of-month"));
        }
        let week =
            self.english_period(i).filter(|p| matches!(p.expression, Expression::Period(Unit::Week, _)))?;
        let at = week.end + usize::from(self.role(week.end, "on"));
        let (weekday, _) = self.weekday(at).filter(|_| self.capital(at) || self.alone(i, at + 1))?;
        let follows = self.mark(at + 1, '\'') || self.ordinal(at + 1).is_some();
        (!follows).then(|| {
            let expression = Expression::WeekdayOf(weekday, Box::new(week.expression));
            Parsed::date(at + 1, expression, "date.weekday-of-week")
        })
    }

    /// first · last · third last · third to last · next to last.
    fn english_rank(self, i: usize) -> Option<(i32, usize)> {
        let last = |i: usize| self.means(i, |m| m == Meaning::Ordinal(-1) || m == Meaning::Shift("last"));
        if last(i) {
            return Some((-1, i + 1));
        }
        let (n, end) = self.ordinal(i).filter(|(n, _)| (1..=MOST_RANK).contains(n))?;
        let n = i32::from(n);
        if last(end) {
            return Some((-n, end + 1));
        }
        if self.role(end, "to") && last(end + 1) {
            return Some((-n, end + 2));
        }
        Some((n, end))
    }

    /// the first week of May · the last two days of 2015 · the third month of 2021 · the 26th day of the month · the
    /// first quarter of the year.
    fn nth_of(self, i: usize) -> Option<Parsed> {
        let start = i + usize::from(self.role(i, "the"));
        let (nth, mut at) = self.english_rank(start)?;
        let mut count = 1;
        if let Some((n, end)) =
            self.cardinal(at).filter(|(n, _)| (1.0..=60.0).contains(n) && n.fract() == 0.0)
        {
            (count, at) = (i32::from(super::clock::small(n)), end);
        }
        at = self.unit_adjectives(at);
        let (unit, _) = self.unit(at).filter(|(unit, _)| {
            matches!(unit, Unit::Day | Unit::Week | Unit::Weekend | Unit::Month | Unit::Quarter | Unit::Year)
        })?;
        at += 1;
        if !(self.role(at, "of") || self.role(at, "in")) {
            return None;
        }
        let whole = self.container(at + 1, self.role(at, "of"))?;
        let first = if nth < 0 { nth - (count - 1) } else { nth };
        let last = first + count - 1;
        let of = Box::new(whole.expression);
        let part = |nth: i32| Expression::NthUnit(nth, unit, of.clone());
        let expression = if count == 1 {
            part(nth)
        } else {
            Expression::Range(Some(Box::new(part(first))), Some(Box::new(part(last))))
        };
        Some(Parsed::date(whole.end, expression, "date.nth-part"))
    }

    /// A month, quarter, year, season-free: what has days and weeks to be counted in.
    fn container(self, i: usize, of: bool) -> Option<Parsed> {
        let named = self
            .calendar_date(i)
            .filter(|p| matches!(p.expression, Expression::Date(Fields { day: None, weekday: None, .. })));
        let year = || {
            let (year, calendar, end) = self.year_number(i)?;
            let fields =
                Fields { calendar, year: Some(crate::temporal::Year::Of(year)), ..Fields::default() };
            Some(Parsed::date(end, Expression::Date(fields), "date.year"))
        };
        let pointed = || {
            self.english_period(i).filter(|p| {
                matches!(
                    p.expression,
                    Expression::Period(Unit::Month | Unit::Year | Unit::Quarter | Unit::Week, _)
                )
            })
        };
        let now = || {
            let at = self.unit_adjectives(i + 1);
            let (unit, count) = self.unit(at).filter(|_| self.role(i, "the"))?;
            let right = count == 1 && matches!(unit, Unit::Week | Unit::Month | Unit::Quarter | Unit::Year);
            right.then(|| Self::period(at + 1, unit, 0))
        };
        named
            .or_else(|| self.month_of(i).filter(|_| self.month(i).is_some()))
            .or_else(year)
            .or_else(pointed)
            .or_else(|| self.named_period(i).filter(|p| matches!(p.expression, Expression::Quarter(..))))
            .or_else(|| now().filter(|_| of))
    }

    /// the Monday closest to May 1 · the second Tuesday after May 8 · the Friday before June 1.
    fn weekday_near(self, i: usize) -> Option<Parsed> {
        let start = i + usize::from(self.role(i, "the"));
        let (mut nth, mut at) = self.ordinal(start).map_or((1, start), |(n, end)| (i32::from(n), end));
        // "two Sundays after May 1"
        if at == start
            && let Some((n, end)) =
                self.cardinal(start).filter(|(n, _)| (1.0..=53.0).contains(n) && n.fract() == 0.0)
        {
            (nth, at) = (i32::from(super::clock::small(n)), end);
        }
        let closest = self.role(at, "closest");
        at += usize::from(closest);
        if !closest && self.means(at, |m| m == Meaning::Shift("last")) {
            (nth, at) = (1, at + 1);
        }
        let (weekday, _) = self.weekday(at)?;
        at += 1;
        let side = if closest && self.role(at, "to") || self.role(at, "closest") && self.role(at + 1, "to") {
            at += usize::from(!closest);
            Side::Closest
        } else if self.role(at, "before") {
            Side::Before
        } else if self.role(at, "after") {
            Side::After
        } else {
            return None;
        };
        let day = self.day_below(at + 1).filter(|d| is_one_day(&d.expression))?;
        // "Monday after Christmas" is dated, "Friday before Monday" hardly meant so.
        if !closest && matches!(day.expression, Expression::Date(Fields { day: None, .. })) {
            return None;
        }
        let expression = Expression::WeekdayNear(nth, weekday, side, Box::new(day.expression));
        Some(Parsed::date(day.end, expression, "date.weekday-near"))
    }

    /// the week of October 6th · w/c Feb 4 · week commencing 4 February · week 10.
    fn week_of(self, i: usize) -> Option<Parsed> {
        let start = i + usize::from(self.role(i, "the"));
        if self.role(start, "week-of") {
            let day = self.day_below(start + 1).filter(|d| is_one_day(&d.expression))?;
            return Some(Parsed::date(
                day.end,
                Expression::WeekOf(Unit::Week, Box::new(day.expression)),
                "date.week-of",
            ));
        }
        let (unit, 1) = self.unit(start).filter(|(u, _)| matches!(u, Unit::Week | Unit::Weekend))? else {
            return None;
        };
        let at = start + 1;
        if self.role(at, "of") || self.role(at, "commencing") {
            let day = self
                .day_below(at + 1)
                .filter(|d| is_one_day(&d.expression))
                .or_else(|| self.numbered_day_alone(at + 1))?;
            return Some(Parsed::date(
                day.end,
                Expression::WeekOf(unit, Box::new(day.expression)),
                "date.week-of",
            ));
        }
        let (number, length) = self.digits(at).filter(|_| unit == Unit::Week && start == i)?;
        let free = length <= 2 && (1..=53).contains(&number) && self.stands_free(at, at + 1);
        if !free || self.is_latin(at + 1) && !self.spaced(at + 1) || self.dash(at + 1) && !self.spaced(at + 1)
        {
            return None;
        }
        let (year, end) = match self.year_after(at + 1) {
            Some((year, _, end)) => (Expression::Date(Fields { year: Some(year), ..Fields::default() }), end),
            None => (Expression::Period(Unit::Year, 0), at + 1),
        };
        let nth = i32::try_from(number).ok()?;
        Some(Parsed::date(end, Expression::NthUnit(nth, Unit::Week, Box::new(year)), "date.week-number"))
    }

    /// "March in a year", "Monday three weeks ago": a date as it is seen from another day.
    pub(super) fn seen_from_there(self, date: &Parsed) -> Option<Parsed> {
        if !matches!(date.expression, Expression::Date(Fields { year: None, .. })) {
            return None;
        }
        let there = self.distance(date.end).filter(|p| {
            p.kind == TimexKind::Date && matches!(p.expression, Expression::Offset { from: None, .. })
        })?;
        let expression = Expression::SeenFrom(Box::new(date.expression.clone()), Box::new(there.expression));
        Some(Parsed::date(there.end, expression, "date.seen-from"))
    }
}
