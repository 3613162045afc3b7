//! What recurs: كل خميس · يوميا · كل أسبوعين · every Monday at 9 · daily.

use super::{Grammar, Parsed};
use crate::temporal::expression::{Expression, Measure, Recurrence, Unit};
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
            Some(word) => {
                return match word.strip_prefix("weekday:").and_then(|day| day.parse().ok()) {
                    Some(weekday) => Some(self.at_clock(i + 1, weekday)),
                    None => set(i + 1, Recurrence::Period(word)),
                };
            }
            None => {
                // أيام الاثنين
                let days = self.unit(i) == Some((Unit::Day, 0)) && !self.english();
                let (weekday, _) = self.weekday(i + 1).filter(|_| days)?;
                return Some(self.at_clock(i + 2, weekday));
            }
        }
        let at = i + 1;
        let noun = at + usize::from(self.unit(at) == Some((Unit::Day, 1)));
        if let Some((weekday, _)) = self.weekday(noun) {
            return Some(self.at_clock(noun + 1, weekday));
        }
        if let Some((code, _)) = self.day_part(at) {
            return set(at + 1, Recurrence::DayPart(code));
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
                && let Some(clock) =
                    self.clock(at + 1 + usize::from(self.role(at + 1, "at"))).filter(|c| c.evident)
            {
                return set(clock.end, Recurrence::Daily(clock.clock));
            }
            return set(at + 1, Recurrence::Length(vec![measure]));
        }
        let (length, end) = self.length(at)?;
        set(end, Recurrence::Length(length))
    }

    fn at_clock(self, end: usize, weekday: u8) -> Parsed {
        let at = end + usize::from(self.role(end, "at"));
        let (clock, end) = match self.clock(at).filter(|c| c.evident) {
            Some(found) => (Some(found.clock), found.end),
            None => (None, end),
        };
        let expression = Expression::Set(Recurrence::Weekday(weekday, clock));
        Parsed { end, kind: TimexKind::Set, expression, rule: "set" }
    }
}
