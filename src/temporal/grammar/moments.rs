//! Points in time: a day with its clock time or its part, and what modifies them.

use super::clock::on_24_hours;
use super::clock_ranges::on_day;
use super::{Grammar, Parsed, longest};
use crate::temporal::calendar::feasts;
use crate::temporal::expression::{Clock, Expression, Fields, Unit};
use crate::temporal::timex::TimexKind;
use crate::temporal::words::{Meaning, Reads};

/// A day is counted from another at most this often in one expression.
const MOST_DEPTH: u8 = 3;

impl Grammar<'_> {
    /// Anything of a day or longer.
    pub(super) fn day(self, i: usize) -> Option<Parsed> {
        let mut best = self.deictic_day(i);
        best = longest(best, self.calendar_date(i));
        best = longest(best, self.shifted_period(i));
        best = longest(best, self.shifted_date(i));
        best = longest(best, self.offset(i));
        best = longest(best, self.named_period(i));
        best = longest(best, self.night(i));
        best = longest(best, self.day_of_period(i));
        best = longest(best, self.reference(i));
        if self.english()
            && let Some(date) = &best
            && let Some(seen) = self.seen_from_there(date)
        {
            return Some(seen);
        }
        if self.english() {
            best = longest(best, self.this_period(i));
            best = longest(best, self.fiscal_year(i));
        }
        best
    }

    /// The day that another is counted from. Nobody counts through more than a few, and a text that does must not exhaust
    /// the stack.
    pub(super) fn day_below(self, i: usize) -> Option<Parsed> {
        if self.depth < MOST_DEPTH { Self { depth: self.depth + 1, ..self }.day(i) } else { None }
    }

    fn night(self, i: usize) -> Option<Parsed> {
        let offset = self.find(i, |m| if let Meaning::Night(offset) = m { Some(offset) } else { None })?;
        let day = Expression::Day { offset, weekday: None };
        Some(Parsed::time(i + 1, Expression::DayPart(Some(Box::new(day)), "TNI"), "relative.night"))
    }

    /// A point in time: a day, a clock, both, or a part of a day, perhaps approximate or a part of a period.
    pub(super) fn moment(self, i: usize) -> Option<Parsed> {
        // "the early 1990s"
        let part = |at: usize| self.means(at, |m| matches!(m, Meaning::PeriodPart(_)));
        if self.english()
            && self.role(i, "the")
            && part(i + 1)
            && !self.means(i, |m| matches!(m, Meaning::PeriodPart(_)))
        {
            let inner = self.moment(i + 1);
            return longest(self.plain_moment(i), inner);
        }
        if self.english()
            && let Some(found) = self.part_of_part(i)
        {
            return Some(found);
        }
        if let Some(modifier) = self.modifier(i) {
            let mut at = i + 1 + usize::from(self.english() && self.dash(i + 1));
            // "the end of around next week"
            at += usize::from(self.english() && !self.approximator(i) && self.approximator(at));
            // "over the weekend": more than something needs a number.
            let over = self.english() && self.approximator(i) && modifier != "APPROX";
            if over && (self.role(at, "the") || self.shift(at).is_some()) {
                return None;
            }
            let mut inner = if self.word(at).is_some() {
                self.plain_moment(at).or_else(|| self.bare_period(at))
            } else {
                None
            };
            if self.approximator(i) {
                inner = longest(inner, self.duration(at));
                inner = inner.or_else(|| self.bare_length(at, modifier));
            }
            let inner = inner
                .filter(|p| !matches!(p.expression, Expression::Reference(_)))
                .filter(|p| {
                    let approximate = self.english() && self.approximator(i);
                    let counted = matches!(
                        p.expression,
                        Expression::Length(_) | Expression::Offset { .. } | Expression::Within(_)
                    );
                    let vague = matches!(p.expression, Expression::DayPart(..) | Expression::Set(_));
                    !approximate || counted || modifier == "APPROX" && !vague
                })
                // "over Christmas" is no more than Christmas.
                .filter(|p| {
                    modifier.ends_with("APPROX")
                        || !self.approximator(i)
                        || !matches!(p.expression, Expression::Feast(_))
                })
                .filter(|p| {
                    self.english() && !self.approximator(i) || !matches!(p.expression, Expression::Day { .. })
                })?;
            let part = Expression::Modified(modifier, Box::new(inner.expression));
            let by = self.english() && modifier == "END" && self.after_role(i, &["by"]);
            let expression = if by { Expression::By(Box::new(part)) } else { part };
            return Some(Parsed { expression, ..inner });
        }
        self.plain_moment(i)
    }

    fn approximator(self, i: usize) -> bool {
        self.means(i, |m| matches!(m, Meaning::Approximator(_)))
    }

    fn modifier(self, i: usize) -> Option<&'static str> {
        self.find(i, |m| match m {
            Meaning::PeriodPart(code) | Meaning::Approximator(code) => Some(code),
            _ => None,
        })
    }

    /// «مطلع العام», «نهاية الشهر»: the period now, as only a part of it was named.
    fn bare_period(self, i: usize) -> Option<Parsed> {
        let at = i + usize::from(self.role(i, "the"));
        let (unit, count) = self.unit(at)?;
        if self.english() && unit == Unit::Day && count == 1 {
            let today = Expression::Day { offset: 0, weekday: None };
            let phrase = i.checked_sub(1).is_some_and(|j| self.words[j].last > self.words[j].first);
            return (at > i || phrase).then(|| Parsed::date(at + 1, today, "relative.day"));
        }
        let right = count == 1 && matches!(unit, Unit::Week | Unit::Month | Unit::Year)
            || count == 1 && self.english() && unit == Unit::Quarter;
        // "by end of year"
        let phrase = i.checked_sub(1).is_some_and(|j| self.words[j].last > self.words[j].first);
        (right && (self.definite(at) || at > i || self.english() && phrase))
            .then(|| Parsed::date(at + 1, Expression::Period(unit, 0), "relative.period"))
    }

    fn plain_moment(self, i: usize) -> Option<Parsed> {
        if self.english() {
            return self.english_moment(i);
        }
        let mut best = self.midnight(i);
        best = longest(best, self.part_first(i));
        best = longest(best, self.range_and_day(i));
        if let Some(day) = self.day(i) {
            best = longest(best, self.day_and_clock(&day));
            best = longest(best, self.day_and_range(&day));
            best = longest(best, Some(day));
        }
        longest(best, self.clock_and_day(i))
    }

    /// A day and the clock time or part of day that touches it.
    fn day_and_clock(self, day: &Parsed) -> Option<Parsed> {
        if !is_one_day(&day.expression) && !matches!(day.expression, Expression::DayPart(..)) {
            return None;
        }
        let full = matches!(day.expression, Expression::Date(Fields { day: Some(_), year: Some(_), .. }));
        let inner = || Some(Box::new(day.expression.clone()));
        let mut best = None;
        let at = day.end;
        if let Some((code, _)) = self.day_part(at).filter(|_| !self.short_word(at)) {
            best = Some(Parsed::time(at + 1, Expression::DayPart(inner(), code), "clock.day-part"));
        }
        // The one preposition that may stand between: full date + «في» + digits.
        let bare_in = full && self.role(at, "in") && self.digits(at + 1).is_some();
        let iso =
            self.is_latin(at) && !self.spaced(at) && self.passage.fold_of(self.words.get(at)?.first) == "t";
        let clock_at = at + usize::from(bare_in || iso || full && self.comma(at));
        if let Some(found) = self.clock(clock_at).filter(|c| c.evident || c.clock.minute.is_some())
            && (clock_at == at || bare_in || iso || self.comma(at) && !found.evident)
        {
            let (day, clock) = match &day.expression {
                Expression::DayPart(inner, code) => (inner.clone(), in_part(found.clock, code)),
                _ => (inner(), found.clock),
            };
            best =
                longest(best, Some(Parsed::time(found.end, Expression::Clock(day, clock), "clock.of-day")));
        }
        best
    }

    /// «3 حتى 5 مساء غدا».
    fn range_and_day(self, i: usize) -> Option<Parsed> {
        let range = self.clocks(i).or_else(|| self.arabic_clocks(i, true))?;
        let day = self.day(range.end).filter(|d| is_one_day(&d.expression))?;
        Some(Parsed { end: day.end, expression: on_day(range.expression, &day.expression), ..range })
    }

    /// «غدا من الثالثة إلى الخامسة»: the preposition is the range's own.
    fn day_and_range(self, day: &Parsed) -> Option<Parsed> {
        if !is_one_day(&day.expression) {
            return None;
        }
        let links = ["from", "between"].iter().any(|r| self.role(day.end, r));
        let at = day.end + usize::from(links);
        let seen = self.words.get(at).filter(|w| w.cut == 0).map(|_| self.seen_from(at))?;
        let range = seen.arabic_clocks(at, true)?;
        Some(Parsed { expression: on_day(range.expression, &day.expression), ..range })
    }

    /// A word of one or two letters, which may be another word's abbreviation: ص, م.
    pub(super) fn short_word(self, i: usize) -> bool {
        self.words
            .get(i)
            .is_some_and(|w| w.first == w.last && self.passage.fold_of(w.first).chars().count() < 3)
    }

    /// A clock time, and the day that touches it: «الثامنة مساء الخميس».
    fn clock_and_day(self, i: usize) -> Option<Parsed> {
        // The weekday behind it shows that «7:00» is a time.
        let alone = self.clock_alone(i).or_else(|| {
            let found = self.clock(i).filter(|c| c.digital && self.weekday_phrase(c.end))?;
            Some(Parsed::time(found.end, Expression::Clock(None, found.clock), "clock"))
        })?;
        if let Some(set) = self.with_set(alone.clone()) {
            return Some(set);
        }
        let Expression::Clock(None, clock) = alone.expression else { return Some(alone) };
        let at = alone.end;
        // «22:00 الليلة»
        if let Some(night) = self.night(at)
            && let Expression::DayPart(day, code) = night.expression
        {
            return Some(Parsed::time(
                night.end,
                Expression::Clock(day, in_part(clock, code)),
                "clock.of-day",
            ));
        }
        if let Some(day) = self.day(at).filter(|d| d.kind == TimexKind::Date && is_one_day(&d.expression)) {
            // «7:00 يوم الأحد بعد الظهر»
            let part = self.day_part(day.end).filter(|_| !clock.certain && !self.short_word(day.end));
            let (mut clock, mut end) = match part {
                Some((code, _)) => (in_part(clock, code), day.end + 1),
                None => (clock, day.end),
            };
            // «التاسعة مساء اليوم بالتوقيت المحلي»
            if clock.zone.is_none()
                && let Some(zone) = self.zone_any(end)
            {
                clock.zone = Some(zone);
                end += 1;
            }
            let expression = Expression::Clock(Some(Box::new(day.expression)), clock);
            return Some(Parsed::time(end, expression, "clock.of-day"));
        }
        Some(alone)
    }

    fn weekday_phrase(self, i: usize) -> bool {
        let at = i + usize::from(self.unit(i) == Some((Unit::Day, 1)));
        self.weekday(at).is_some()
    }

    /// ليلا · في الصباح: an adverb, or a definite part after a preposition.
    fn part_alone(self, i: usize, code: &'static str) -> Option<Parsed> {
        let adverb = self.means(i, |m| matches!(m, Meaning::DayPart(_, _, true)));
        // «وقت متأخر من الليل», and a line that is nothing else
        let part_of = i > 0 && self.words[i - 1].meanings.iter().any(|m| matches!(m, Meaning::PeriodPart(_)));
        let only = self.words.len() == 1 && !self.short_word(i);
        let supported =
            only || self.definite(i) && (part_of || self.after_role(i, &["in", "during", "at-hour"]));
        (adverb && self.words[i].cut == 0 || supported)
            .then(|| Parsed::time(i + 1, Expression::DayPart(None, code), "clock.day-part"))
    }

    /// صباح اليوم · مساء الخميس · بعد ظهر أمس.
    fn part_first(self, i: usize) -> Option<Parsed> {
        // «هذا الصباح»
        if self.role(i, "this")
            && self.definite(i + 1)
            && let Some((code, _)) = self.day_part(i + 1)
        {
            let today = Expression::Day { offset: 0, weekday: None };
            let part = Expression::DayPart(Some(Box::new(today)), code);
            return Some(Parsed::time(i + 2, part, "clock.day-part"));
        }
        let (code, _) = self.day_part(i).filter(|_| !self.short_word(i))?;
        let mut alone = self.part_alone(i, code);
        // «بعد الظهر الساعة 7»
        if let Some(found) = self.clock(i + 1).filter(|c| c.evident || c.digital) {
            let clock = Expression::Clock(None, in_part(found.clock, code));
            alone = Some(Parsed::time(found.end, clock, "clock"));
        }
        // «صباح كل خميس»
        let part = Parsed::time(i + 1, Expression::DayPart(None, code), "clock.day-part");
        if let Some(set) = self.with_set(part) {
            return Some(set);
        }
        let mut at = i + 1;
        if self.role(at, "from") {
            at += 1;
        }
        // «صباح هذا اليوم», «صباح اليوم الخميس»
        let day = self.day(at).filter(|d| d.kind == TimexKind::Date && is_one_day(&d.expression));
        let Some(day) = day else { return alone };
        let part = Parsed::time(
            day.end,
            Expression::DayPart(Some(Box::new(day.expression)), code),
            "clock.day-part",
        );
        let clock = self.day_and_clock(&part).filter(|p| matches!(p.expression, Expression::Clock(..)));
        longest(Some(part), clock)
    }
}

/// The expression names one day.
pub(in crate::temporal) fn is_one_day(expression: &Expression) -> bool {
    matches!(
        expression,
        Expression::Date(Fields { day: Some(_), .. } | Fields { weekday: Some(_), .. })
            | Expression::Day { .. }
            | Expression::ShiftedDate(..)
            | Expression::DayOf(..)
            | Expression::NthWeekday(..)
            | Expression::WeekdayOf(..)
            | Expression::WeekdayNear(..)
            | Expression::WeekdayInWeeks(..)
            | Expression::WeekdayBy(..)
            | Expression::NthUnit(_, Unit::Day, _)
            | Expression::FeastDay(_, false, _)
            | Expression::FeastOffset(..)
            | Expression::RankedWeekday(..)
    ) || match expression {
        Expression::Offset { from: Some(_), length, .. } => length.iter().all(|m| !m.unit.is_clock()),
        Expression::Feast(feast) => feasts::is_one_day(feast.rule),
        _ => false,
    }
}

/// A clock time in a part of the day that was named apart from it: «مساء الخميس الساعة 8».
pub(super) fn in_part(clock: Clock, code: &str) -> Clock {
    let reads = match code {
        "TMO" => Reads::Am,
        "TMI" => Reads::Noon,
        "TNI" => Reads::Night,
        _ => Reads::Pm,
    };
    if clock.certain { clock } else { Clock { hour: on_24_hours(clock.hour, reads), certain: true, ..clock } }
}
