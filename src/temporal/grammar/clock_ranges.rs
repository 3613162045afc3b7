//! Ranges of clock times as Arabic says them: من الخامسة إلى السابعة مساء · بين الثالثة والرابعة · من الأربعة للخمسة.
//!
//! Hours are ordinals or numbers that mean nothing else only in a range with a day, a part of the day or a noun in it:
//! «تراجع من الخامسة إلى السابعة» is a rank. What one end says of the half of the day holds for the other.

use super::{Grammar, Parsed};
use crate::temporal::expression::{Clock, Expression, Measure, Unit};
use crate::temporal::outlook::TO_THE;
use crate::temporal::timex::TimexKind;
use crate::text::clitics::proclitic;

impl Grammar<'_> {
    /// A range of clock times that begins at `i`. `dated` says that a day touches it, which makes hours of bare words.
    pub(super) fn arabic_clocks(self, i: usize, dated: bool) -> Option<Parsed> {
        let first = self.clock_reading(i)?;
        let (joined, glued) = self.until(first.end)?;
        let second = joined.clock_reading(joined.origin).filter(|_| !glued || !self.spaced(joined.origin))?;
        let opened =
            i.checked_sub(1).is_some_and(|j| self.role_any(j, "from") || self.role_any(j, "between"));
        let alone = opened && i <= 2 && second.end == self.words.len();
        let dash = self.dash(first.end);
        let sure = second.evident || !dash && (first.evident || first.digital && second.digital);
        if !(sure || dated && (opened || second.digital) || alone)
            || dash && first.digital && !second.evident && !dated
        {
            return None;
        }
        let (from, to) = agreed(first.clock, second.clock);
        Some(Parsed {
            end: second.end,
            kind: TimexKind::Time,
            expression: between(from, to, None),
            rule: "range.clocks",
        })
    }

    /// What leads to the second end: إلى, حتى, a dash, "and" after بين, or ل glued to it (then true).
    fn until(self, i: usize) -> Option<(Self, bool)> {
        let next = self.words.get(i)?;
        if self.dash(i) || self.role_any(i, "to") {
            return self.words.get(i + 1).filter(|w| w.cut == 0).map(|_| (self.seen_from(i + 1), false));
        }
        if next.cut == proclitic::LI {
            return Some((self.seen_from(i), false));
        }
        // «لل11»
        if self.passage.fold_of(next.first) == TO_THE {
            return Some((self.seen_from(i + 1), true));
        }
        let between = (1..=8).any(|n| self.origin >= n && self.role_any(self.origin - n, "between"));
        if between { self.and(i).map(|joined| (joined, false)) } else { None }
    }
}

/// What one end says of the half of the day, the other takes over: «من 4 حتى 5 مساء», «1:30 بعد الظهر إلى 4».
pub(super) fn agreed(mut from: Clock, mut to: Clock) -> (Clock, Clock) {
    if !from.certain && to.certain && from.hour < 12 && to.hour >= 12 && from.hour + 12 <= to.hour {
        from.hour += 12;
        from.certain = true;
    }
    if from.certain && !to.certain && to.hour < 12 && minutes(to) < minutes(from) {
        to.hour += 12;
    }
    from.certain |= to.certain;
    to.certain |= from.certain;
    if from.zone.is_none() {
        from.zone = to.zone;
    }
    (from, to)
}

fn minutes(clock: Clock) -> u16 {
    u16::from(clock.hour) * 60 + u16::from(clock.minute.unwrap_or(0))
}

/// From one clock time to another on a day. An end that the clock puts before the beginning lies on the next day.
pub(super) fn between(from: Clock, to: Clock, day: Option<&Expression>) -> Expression {
    let night = from.certain && to.certain && minutes(to) < minutes(from);
    let first = day.cloned();
    let last = match (day, night) {
        (Some(day), true) => Some(Expression::Offset {
            length: vec![Measure { count: Some(1.0), unit: Unit::Day }],
            back: false,
            from: Some(Box::new(day.clone())),
        }),
        (None, true) => Some(Expression::Day { offset: 1, weekday: None }),
        (day, false) => day.cloned(),
    };
    let end = |day: Option<Expression>, clock| Some(Box::new(Expression::Clock(day.map(Box::new), clock)));
    Expression::Range(end(first, from), end(last, to))
}

/// A range of clock times on a day.
pub(in crate::temporal) fn on_day(range: Expression, day: &Expression) -> Expression {
    match &range {
        Expression::Range(Some(from), Some(to)) => match (&**from, &**to) {
            (Expression::Clock(_, from), Expression::Clock(_, to)) => between(*from, *to, Some(day)),
            _ => range,
        },
        _ => range,
    }
}
