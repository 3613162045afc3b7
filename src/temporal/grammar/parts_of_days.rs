//! Parts of a day as English says them: this morning · Friday night · early in the morning · the night of May 5 · the small
//! hours of Friday · after work tomorrow.
//!
//! A part alone is a time only with its article after a preposition, or when nothing else is said.

use super::moments::is_one_day;
use super::{Grammar, Parsed};
use crate::temporal::expression::{Expression, Unit};
use crate::temporal::words::{Meaning, Reads};

impl Grammar<'_> {
    /// Friday night · tomorrow in the afternoon · Saturday early morning.
    pub(super) fn with_part(self, day: &Parsed) -> Option<Parsed> {
        if !is_one_day(&day.expression) {
            return None;
        }
        let mut at = day.end + usize::from(self.dash(day.end) && !self.spaced(day.end));
        if self.role(at, "in") && self.role(at + 1, "the") {
            at += 2;
        }
        let modifier = self.find(at, |m| if let Meaning::PeriodPart(code) = m { Some(code) } else { None });
        at += usize::from(modifier.is_some());
        // "Monday early in the morning"
        if modifier.is_some() && self.role(at, "in") && self.role(at + 1, "the") {
            at += 2;
        }
        if let Some(hours) =
            self.find(at, |m| if let Meaning::Role("early-hours") = m { Some(at + 1) } else { None })
        {
            let of = usize::from(self.role(hours, "of") && self.role(hours + 1, "the")) * 2;
            let end = hours + of + usize::from(of > 0 && self.day_part(hours + of).is_some());
            let part = Expression::DayPart(Some(Box::new(day.expression.clone())), "TMO");
            return Some(Parsed::time(end, Expression::Modified("START", Box::new(part)), "clock.day-part"));
        }
        if let Some((name, end)) = self.occasion_name(at) {
            let inner = Some(Box::new(day.expression.clone()));
            return Some(Parsed::time(end, Expression::Occasion(inner, name), "clock.occasion"));
        }
        if let Some(end) = self.end_of_day(at) {
            let part = Expression::Modified("END", Box::new(day.expression.clone()));
            return Some(Parsed::date(end, part, "period.abbreviated"));
        }
        let (code, _) = self.day_part(at).filter(|_| !self.role(at, "meridiem"))?;
        let ish = usize::from(self.role(at + 1, "ish") && !self.spaced(at + 1));
        let part = Expression::DayPart(Some(Box::new(day.expression.clone())), code);
        let expression = match modifier {
            Some(modifier) => Expression::Modified(modifier, Box::new(part)),
            None => part,
        };
        Some(Parsed::time(at + 1 + ish, expression, "clock.day-part"))
    }

    /// this morning · in the evening · the night of May 5 · tonight's early hours; and "morning" alone.
    pub(super) fn day_part_phrase(self, i: usize) -> Option<Parsed> {
        let at = i + usize::from(self.role(i, "the"));
        if let Some(shift) = self.shift(at)
            && let Some((code, _)) = self.day_part(at + 1).filter(|_| !self.role(at + 1, "meridiem"))
            && !self.role(at, "past")
        {
            let day = Expression::Day { offset: shift.steps(), weekday: None };
            return Some(Parsed::time(
                at + 2,
                Expression::DayPart(Some(Box::new(day)), code),
                "clock.day-part",
            ));
        }
        if let Some((name, end)) = self.occasion_name(i) {
            return self.occasion_of(i, name, end);
        }
        if let Some(found) = self.small_hours(i) {
            return Some(found);
        }
        let start = i + usize::from(self.role(i, "the"));
        let (code, _) = self.day_part(start).filter(|_| !self.role(start, "meridiem"))?;
        if code == "TMI" {
            return None;
        }
        let end = start + 1;
        if self.role(end, "of") || self.role(end, "on") {
            let day = self.day(end + 1).filter(|d| is_one_day(&d.expression));
            if let Some(day) = day {
                let part = Expression::DayPart(Some(Box::new(day.expression)), code);
                return Some(Parsed::time(day.end, part, "clock.day-part"));
            }
        }
        if self.role(end, "of") {
            return None;
        }
        let during = start > i && self.after_role(i, &["in", "during", "by", "until", "since", "to"]);
        let alone = i == 0 && end >= self.words.len();
        let guarded = during && !self.is_noun_after(end);
        (guarded || alone).then(|| Parsed::time(end, Expression::DayPart(None, code), "clock.day-part"))
    }

    /// the early hours of Friday
    fn small_hours(self, i: usize) -> Option<Parsed> {
        let hours = i + usize::from(self.role(i, "the"));
        let at = hours + 1;
        if !self.role(hours, "early-hours") || !self.role(at, "of") {
            return None;
        }
        let day = self.day(at + 1).filter(|d| is_one_day(&d.expression))?;
        let part = Expression::DayPart(Some(Box::new(day.expression)), "TMO");
        Some(Parsed::time(day.end, Expression::Modified("START", Box::new(part)), "clock.day-part"))
    }

    /// early in the morning · late at night
    pub(super) fn part_of_part(self, i: usize) -> Option<Parsed> {
        let code = self.find(i, |m| if let Meaning::PeriodPart(code) = m { Some(code) } else { None })?;
        // "in the late afternoon"
        let article =
            i > 1 && self.role(i - 1, "the") && self.after_role(i - 1, &["in", "during", "by", "until"]);
        if (article || self.alone(i, i + 2))
            && let Some((part, _)) = self.day_part(i + 1).filter(|_| !self.goes_on(i + 2))
        {
            let inner = Expression::DayPart(None, part);
            return Some(Parsed::time(i + 2, Expression::Modified(code, Box::new(inner)), "clock.day-part"));
        }
        let night = self.role(i + 1, "at");
        let at = if night {
            i + 2
        } else if self.role(i + 1, "in") && self.role(i + 2, "the") {
            i + 3
        } else {
            return None;
        };
        let (part, _) = self.day_part(at).or_else(|| {
            let (unit, _) = self.unit(at).filter(|_| night)?;
            (unit == Unit::Night).then_some(("TNI", Reads::Night))
        })?;
        let whole = match self
            .day(at + 1 + usize::from(self.role(at + 1, "on")))
            .filter(|d| is_one_day(&d.expression))
        {
            Some(day) => (Some(Box::new(day.expression)), day.end),
            None => (None, at + 1),
        };
        let inner = Expression::DayPart(whole.0, part);
        Some(Parsed::time(whole.1, Expression::Modified(code, Box::new(inner)), "clock.day-part"))
    }

    /// after work, lunch: the name of the occasion and the word after it.
    fn occasion_name(self, i: usize) -> Option<(&'static str, usize)> {
        self.find(i, |m| match m {
            Meaning::Role(role) => role.strip_prefix("occasion/").map(|name| (name, i + 1)),
            _ => None,
        })
    }

    /// "after work tomorrow"; an occasion alone is a time only when nothing else is said.
    fn occasion_of(self, i: usize, name: &'static str, end: usize) -> Option<Parsed> {
        if let Some(day) = self.day(end).filter(|d| is_one_day(&d.expression)) {
            let inner = Some(Box::new(day.expression));
            return Some(Parsed::time(day.end, Expression::Occasion(inner, name), "clock.occasion"));
        }
        let alone = i <= 1 && end >= self.words.len() && self.words.len() <= 2;
        alone.then(|| Parsed::time(end, Expression::Occasion(None, name), "clock.occasion"))
    }

    /// "the morning session": a word that goes on with the phrase.
    pub(super) fn is_noun_after(self, i: usize) -> bool {
        self.words.get(i).is_some_and(|w| {
            self.passage.is_word(w.first)
                && w.meanings.is_empty()
                && self.role(i.saturating_sub(2), "the")
                && !crate::lexicon::Lexicon::of(self.passage.language)
                    .sense(self.passage.fold_of(w.first), crate::lexicon::Class::FunctionWord)
                    .is_some_and(|_| true)
        })
    }
}
