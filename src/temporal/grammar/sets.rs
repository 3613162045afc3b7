//! What recurs: كل خميس · يوميا · كل أسبوعين · every Monday at 9 · daily.

use super::{Grammar, Parsed};
use crate::temporal::expression::{Clock, Expression, Length, Measure, Recurrence, Unit};
use crate::temporal::outlook::Outlook;
use crate::temporal::timex::TimexKind;
use crate::temporal::words::Meaning;

impl Grammar<'_> {
    /// A set at `i`.
    pub(super) fn set(self, i: usize) -> Option<Parsed> {
        let set = |end: usize, recurrence: Recurrence| {
            Some(Parsed { end, kind: TimexKind::Set, expression: Expression::Set(recurrence), rule: "set" })
        };
        let word = self.find(i, |m| if let Meaning::Set(word) = m { Some(word) } else { None });
        match word {
            Some("every") => {}
            // "the Daily Mail"
            Some(_)
                if self.english() && self.capital(i) && !self.opens_sentence(i) && self.capital(i + 1) =>
            {
                return None;
            }
            Some(word) => {
                return match word.strip_prefix("weekday:").and_then(|day| day.parse().ok()) {
                    Some(weekday) => Some(self.at_clock(i + 1, weekday)),
                    None if word == "P1D" && self.english() => {
                        // "daily at 9"
                        let at = i + 1 + usize::from(self.role(i + 1, "at"));
                        match self.clock(at).filter(|c| c.evident) {
                            Some(clock) => set(clock.end, Recurrence::Daily(clock.clock)),
                            None => set(i + 1, Recurrence::Period(word)),
                        }
                    }
                    None => set(i + 1, Recurrence::Period(word)),
                };
            }
            None if self.english() => return self.habit(i),
            None if !self.english() && self.role_near(i, "times") => {
                // «مرتين في الأسبوع», «ثلاث مرات في السنة»
                let at = i + usize::from(!self.role(i, "times"));
                let unit_at = at + 2;
                let (unit, _) = self.unit(unit_at).filter(|(_, count)| {
                    *count == 1
                        && self.role(at + 1, "in")
                        && self.definite(unit_at)
                        && self.shift(unit_at + 1).is_none()
                })?;
                let measure = Measure { count: Some(1.0), unit };
                return set(unit_at + 1, Recurrence::Length(vec![measure]));
            }
            None => {
                // أيام الاثنين
                let days = self.unit(i) == Some((Unit::Day, 0)) && !self.english();
                let (weekday, _) = self.weekday(i + 1).filter(|_| days)?;
                return Some(self.at_clock(i + 2, weekday));
            }
        }
        if self.english()
            && let Some(found) = self.every_nth(i + 1)
        {
            return Some(found);
        }
        let at = i + 1;
        let noun = at + usize::from(self.unit(at) == Some((Unit::Day, 1)));
        if let Some((weekday, _)) = self.weekday(noun) {
            // "every Tuesday morning"
            if let Some((code, _)) =
                self.day_part(noun + 1).filter(|_| self.english() && !self.role(noun + 1, "meridiem"))
            {
                return set(noun + 2, Recurrence::WeekdayPart(weekday, code));
            }
            return Some(self.at_clock(noun + 1, weekday));
        }
        if let Some((code, _)) = self.day_part(at) {
            // «كل صباح في الساعة 9»
            return match self.set_clock(at + 1) {
                Some((clock, end)) => set(end, Recurrence::Daily(super::moments::in_part(clock, code))),
                None => set(at + 1, Recurrence::DayPart(code)),
            };
        }
        // «كل شتاء»
        if let Some(code) = self.season_code(at).filter(|_| !self.definite(at)) {
            return set(at + 1, Recurrence::Season(code));
        }
        if let Some(month) = self.month(at) {
            return set(month.end, Recurrence::Month(month.number));
        }
        if let Some((unit, count)) = self.unit(at).filter(|_| !self.definite(at)) {
            if unit == Unit::Weekend {
                return set(at + 1, Recurrence::Period("XXXX-WXX-WE"));
            }
            let measure = Measure { count: Some(f64::from(count.max(1))), unit };
            if unit == Unit::Day
                && let Some((clock, end)) = self.set_clock(at + 1)
            {
                return set(end, Recurrence::Daily(clock));
            }
            return set(at + 1, Recurrence::Length(vec![measure]));
        }
        let (length, end) = self.length(at)?;
        set(end, Recurrence::Length(length))
    }

    /// The role on the word or, behind its number, on the next.
    fn role_near(self, i: usize, role: &str) -> bool {
        self.role(i, role) || self.cardinal(i).is_some_and(|(_, end)| end == i + 1 && self.role(end, role))
    }

    /// The clock time of a set, with the preposition that leads to it.
    fn set_clock(self, end: usize) -> Option<(Clock, usize)> {
        let at = end
            + usize::from(
                self.role(end, "at")
                    || !self.english() && (self.role(end, "in") || self.role(end, "at-hour")),
            );
        self.clock(at).filter(|c| c.evident).map(|found| (found.clock, found.end))
    }

    /// «الساعة 3 مساء كل يوم», «صباح كل خميس»: the time of the day first.
    pub(super) fn with_set(self, found: Parsed) -> Option<Parsed> {
        let set = self.set(found.end)?;
        let Expression::Set(recurrence) = set.expression else { return None };
        let recurrence = match (found.expression, recurrence) {
            (Expression::Clock(None, clock), Recurrence::Weekday(day, None)) => {
                Recurrence::Weekday(day, Some(clock))
            }
            (Expression::Clock(None, clock), Recurrence::Length(length)) if is_daily(&length) => {
                Recurrence::Daily(clock)
            }
            (Expression::DayPart(None, code), Recurrence::Weekday(day, None)) => {
                Recurrence::WeekdayPart(day, code)
            }
            (Expression::DayPart(None, code), Recurrence::Length(length)) if is_daily(&length) => {
                Recurrence::DayPart(code)
            }
            (Expression::DayPart(None, _), Recurrence::Daily(clock)) => Recurrence::Daily(clock),
            _ => return None,
        };
        Some(Parsed {
            end: set.end,
            kind: TimexKind::Set,
            expression: Expression::Set(recurrence),
            rule: "set",
        })
    }

    fn at_clock(self, end: usize, weekday: u8) -> Parsed {
        let (clock, end) = match self.set_clock(end) {
            Some((clock, end)) => (Some(clock), end),
            None => (None, end),
        };
        let expression = Expression::Set(Recurrence::Weekday(weekday, clock));
        Parsed { end, kind: TimexKind::Set, expression, rule: "set" }
    }

    /// "every other day", "every second Tuesday", "every three and a half hours".
    fn every_nth(self, i: usize) -> Option<Parsed> {
        let (nth, at) =
            if self.role(i, "other") { (2, i + 1) } else { self.ordinal(i).filter(|(n, _)| *n > 1)? };
        let unit = match self.unit(at) {
            Some((unit, 1)) => unit,
            _ => self.weekday(at).map(|_| Unit::Week)?,
        };
        let length = vec![Measure { count: Some(f64::from(nth)), unit }];
        Some(habit_of(at + 1, Recurrence::Length(length)))
    }

    /// The word stands first in its line or sentence.
    fn opens_sentence(self, i: usize) -> bool {
        i == 0
            || self.passage.tokens[self.words[i].first].line_start
            || self.means(i - 1, |m| matches!(m, Meaning::Mark('.' | '!' | '?' | ':' | '"' | '“')))
    }

    /// Habits without "every": Tuesday afternoons · weekends · twice a week · 3pm each day · in the mornings.
    fn habit(self, i: usize) -> Option<Parsed> {
        if let Some((weekday, _)) = self.weekday(i)
            && let Some((code, _)) = self.day_part(i + 1).filter(|_| self.role(i + 1, "parts"))
        {
            return Some(habit_of(i + 2, Recurrence::WeekdayPart(weekday, code)));
        }
        if self.unit(i) == Some((Unit::Weekend, 0)) && self.cardinal(i.saturating_sub(1)).is_none() {
            return Some(habit_of(i + 1, Recurrence::Period("XXXX-WXX-WE")));
        }
        // once a week, three times per day
        let times = if self.role(i, "once") {
            Some(i + 1)
        } else {
            self.cardinal(i).filter(|(_, end)| self.role(*end, "times")).map(|(_, end)| end + 1)
        };
        if let Some(at) = times
            && (self.role(at, "a")
                || self.role(at, "per")
                || self.means(at, |m| matches!(m, Meaning::Set("every"))))
            && let Some((unit, 1)) = self.unit(at + 1)
        {
            let length = vec![Measure { count: Some(1.0), unit }];
            return Some(habit_of(at + 2, Recurrence::Length(length)));
        }
        self.given(i, Outlook::SET, || self.clock_of_set(i))
    }

    /// 3pm each day · at 8 every morning · 5 pm every Monday.
    fn clock_of_set(self, i: usize) -> Option<Parsed> {
        let clock = self.clock(i)?;
        let every = self.means(clock.end, |m| matches!(m, Meaning::Set("every")));
        if !every {
            return None;
        }
        let at = clock.end + 1;
        if let Some((weekday, _)) = self.weekday(at) {
            return Some(habit_of(at + 1, Recurrence::Weekday(weekday, Some(clock.clock))));
        }
        if self.unit(at) == Some((Unit::Day, 1)) {
            return Some(habit_of(at + 1, Recurrence::Daily(clock.clock)));
        }
        let (code, _) = self.day_part(at)?;
        let clock = super::moments::in_part(clock.clock, code);
        Some(habit_of(at + 1, Recurrence::Daily(clock)))
    }
}

fn habit_of(end: usize, recurrence: Recurrence) -> Parsed {
    Parsed { end, kind: TimexKind::Set, expression: Expression::Set(recurrence), rule: "set" }
}

fn is_daily(length: &Length) -> bool {
    matches!(length.as_slice(), [Measure { count: Some(1.0), unit: Unit::Day | Unit::Night }])
}
