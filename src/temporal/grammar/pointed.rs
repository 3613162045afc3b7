//! Periods that English points at: last year · the past three fiscal years · 2 upcoming months · the week after next · the
//! quarter · year to date · the rest of the week · for years.
//!
//! A bare "the week" is a time only after a preposition and at its own end: "the week of talks" and "the year-end" are not.

use super::{Grammar, Parsed};
use crate::temporal::expression::{Expression, Length, Measure, Shift, Unit};
use crate::temporal::timex::TimexKind;
use crate::temporal::words::Meaning;

/// Adjectives before a unit at most: "the full working week".
const MOST_ADJECTIVES: usize = 3;

impl Grammar<'_> {
    /// The word after fiscal, working, full and their like.
    pub(super) fn unit_adjectives(self, at: usize) -> usize {
        (at..at + MOST_ADJECTIVES).find(|i| !self.role(*i, "unit-adjective")).unwrap_or(at + MOST_ADJECTIVES)
    }

    /// last year · the past three fiscal years · 2 upcoming months · this working week · the week after next.
    pub(super) fn english_period(self, i: usize) -> Option<Parsed> {
        let start = i + usize::from(self.role(i, "the"));
        // "the week after next", "the weekend before last"
        if let Some((unit, 1)) = self.unit(start).filter(|_| start > i || self.shift(i).is_none()) {
            let shift = match (self.role(start + 1, "after"), self.role(start + 1, "before")) {
                (true, _) if self.means(start + 2, |m| m == Meaning::Shift("next")) => Shift::AfterNext,
                (_, true) if self.means(start + 2, |m| m == Meaning::Shift("last")) => Shift::BeforeLast,
                _ => return None,
            };
            return Some(Self::period(start + 3, unit, shift.steps()));
        }
        let mut at = start;
        let mut number = None;
        // "two last years", and "two upcoming year"; "from 84 to 51 last year" is no number of years.
        if let Some((n, end)) = self.cardinal(at).filter(|(_, end)| self.shift(*end).is_some()) {
            let singular = self.unit(self.unit_adjectives(end + 1)).is_some_and(|(_, count)| count == 1);
            if singular
                && self.means(end, |m| matches!(m, Meaning::Shift("last" | "this" | "next")))
                && n > 1.0
            {
                return None;
            }
            (number, at) = (Some(n), end);
        }
        let shift = self.shift(at)?;
        // "is to last two hours", "will last until May": the verb.
        let verb = at > 0
            && self.means(at, |m| m == Meaning::Shift("last"))
            && self.means(at - 1, |m| matches!(m, Meaning::Role("to") | Meaning::Tense("ahead")));
        if verb {
            return None;
        }
        let mut word = at;
        at += 1;
        // "this past weekend": the second word says where.
        let mut shift = shift;
        if shift == Shift::This
            && let Some(second) = self.shift(at).filter(|s| *s != Shift::This)
        {
            (shift, word) = (second, at);
            at += 1;
        }
        let mut vague = false;
        if number.is_none() {
            if let Some((n, end)) = self.cardinal(at) {
                (number, at) = (Some(n), end);
            } else if self.role(at, "few") {
                vague = true;
                at += 1 + usize::from(self.role(at + 1, "of"));
            }
        }
        at = self.unit_adjectives(at);
        let (unit, count) = self.unit(at)?;
        let named = |name: &str| self.means(word, |m| matches!(m, Meaning::Shift(shift) if shift == name));
        if count == 0 || number.is_some() || vague {
            if shift == Shift::This {
                return None;
            }
            let measure = Measure { count: number, unit };
            if named("upcoming") && number.is_some() {
                let expression = Expression::Upcoming(measure);
                return Some(Parsed {
                    end: at + 1,
                    kind: TimexKind::Date,
                    expression,
                    rule: "relative.periods",
                });
            }
            return Some(Self::periods(at + 1, measure, shift));
        }
        // "the past hour" is the sixty minutes up to now.
        if unit.is_clock() && (named("past") || named("last")) {
            return Some(Self::periods(at + 1, Measure { count: Some(1.0), unit }, shift));
        }
        // "the next day" after what was told; "that time".
        if named("that") && unit.is_clock() {
            return None;
        }
        // The coming weekend is the one of this week.
        if unit == Unit::Weekend && (named("coming") || named("upcoming")) {
            return Some(Self::period(at + 1, unit, 0));
        }
        Some(Self::period(at + 1, unit, shift.steps()))
    }

    /// The year, the week, the quarter after a preposition: the one now.
    pub(super) fn this_period(self, i: usize) -> Option<Parsed> {
        let cued = self.after_role(
            i,
            &[
                "in",
                "for",
                "of",
                "during",
                "by",
                "since",
                "within",
                "throughout",
                "later-in",
                "until",
                "over",
            ],
        );
        let alone = self.alone(i, i + 2);
        if !self.role(i, "the") || !(cued || alone) {
            return None;
        }
        let at = self.unit_adjectives(i + 1);
        let (unit, count) = self.unit(at)?;
        let right = matches!(unit, Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Weekend);
        // "Man of the Year"
        if self.capital(at) && !alone {
            return None;
        }
        let glued = self.dash(at + 1) && !self.spaced(at + 1);
        // "the year end", "the week magazine"; nothing is made of a weekend after "over" or "during".
        let goes_on = unit != Unit::Weekend && self.goes_on(at + 1);
        let owned = self.role(at + 1, "of") || self.role(at + 1, "before") || self.role(at + 1, "after");
        if !right || count != 1 || glued || goes_on || owned || self.year_number(at + 1).is_some() {
            return None;
        }
        if unit == Unit::Weekend {
            return Some(Parsed::date(at + 1, Expression::Weekend, "relative.period"));
        }
        Some(Self::period(at + 1, unit, 0))
    }

    /// year to date · the rest of the week · the same week.
    pub(super) fn to_date(self, i: usize) -> Option<Parsed> {
        let start = i + usize::from(self.role(i, "the"));
        if let Some((unit, 1)) = self.unit(start)
            && self.role(start + 1, "until-now")
        {
            return Some(Self::period(start + 2, unit, 0));
        }
        // "in the months ahead", "the days to come"
        if let Some((_, 0)) = self.unit(start)
            && start > i
            && self.role(start + 1, "to-come")
        {
            return Some(Parsed::date(start + 2, Expression::Reference("FUTURE_REF"), "relative.reference"));
        }
        if !self.role(start, "rest") {
            return None;
        }
        let at = start + 1 + usize::from(self.role(start + 1, "of"));
        let this = at
            + usize::from(
                self.role(at, "the") || self.role(at, "this") || self.shift(at) == Some(Shift::This),
            );
        let (unit, 1) = self.unit(this).filter(|_| at > start + 1 || this > at)? else { return None };
        let right = matches!(unit, Unit::Week | Unit::Month | Unit::Year | Unit::Quarter);
        right.then(|| Parsed::date(this + 1, Expression::Rest(unit), "relative.rest"))
    }

    /// years, decades: an unknown number of them.
    pub(super) fn vague_length(self, i: usize) -> Option<(Length, usize)> {
        let (unit, count) = self.unit(i)?;
        (count == 0 && unit > Unit::Minute && unit != Unit::Weekend)
            .then(|| (vec![Measure { count: None, unit }], i + 1))
    }

    /// for years · in decades · month-long · decades-old: a length that is only its unit.
    pub(super) fn bare_units(self, i: usize) -> Option<Parsed> {
        // "all week", "all day"
        let all = self.role(i, "all");
        let at = i + usize::from(all);
        let (unit, count) = self.unit(at)?;
        if all {
            let expression = Expression::Length(vec![Measure { count: Some(1.0), unit }]);
            let right = count == 1 && unit > Unit::Hour && !self.dash(at + 1);
            return right.then(|| Parsed {
                end: at + 1,
                kind: TimexKind::Duration,
                expression,
                rule: "duration",
            });
        }
        let duration = |end: usize, measure: Measure| {
            let expression = Expression::Length(vec![measure]);
            Some(Parsed { end, kind: TimexKind::Duration, expression, rule: "duration" })
        };
        let long = self.dash(i + 1) && !self.spaced(i + 1) && self.role(i + 2, "long");
        if long {
            let count = (count == 1).then_some(1.0);
            return duration(i + 1, Measure { count, unit });
        }
        let cued = self.after_role(i, &["for", "in", "during"]) && count == 0 && unit > Unit::Minute;
        let stops = !self.role(i + 1, "of") && !self.dash(i + 1) && self.shift(i + 1).is_none();
        if cued && stops && unit != Unit::Weekend && unit != Unit::Quarter {
            return duration(i + 1, Measure { count: None, unit });
        }
        None
    }
}
