//! Numbers with fractions, as English counts units: half an hour · one and three quarters of an hour · 1/2 day · 2 1/2
//! weeks · a couple of days · three full years; and what is left unsaid: 2 hours ten · 1h30 · 15'.

use super::Grammar;
use crate::temporal::expression::{Measure, Unit};
use crate::temporal::words::Meaning;

impl Grammar<'_> {
    /// A number and its unit.
    pub(super) fn english_measure(self, i: usize) -> Option<(Measure, usize)> {
        if self.role(i, "few") {
            let at = i + 1 + usize::from(self.role(i + 1, "of"));
            let (unit, count) = self.unit(at)?;
            return (count == 0).then_some((Measure { count: None, unit }, at + 1));
        }
        if let Some(found) = self.marked_length(i) {
            return Some(found);
        }
        let (number, mut at, spoken) = self.mixed_number(i)?;
        if spoken {
            at += usize::from(self.role(at, "of"));
            at += usize::from(self.role(at, "a"));
        }
        at += usize::from(self.dash(at) && !self.spaced(at));
        at = self.unit_adjectives(at);
        let (unit, count) = self.unit(at)?;
        // "a weeks", "half an hours" are no lengths; "the a.m." is no hour.
        if self.role(i, "a") && at == i + 1 && count != 1 {
            return None;
        }
        // "a second round", "a night out", "a minute victory"
        let vague = (matches!(unit, Unit::Second | Unit::Night)
            || unit == Unit::Minute && self.goes_on(at + 1))
            && self.role(i, "a")
            && at == i + 1;
        if vague && !self.after_role(i, &["in", "for", "within", "per"]) {
            return None;
        }
        let one_word = self.passage.fold_of(self.words[at].first).len() == 1;
        if one_word && (self.digits(at - 1).is_none() || self.capital(at)) {
            return None;
        }
        let mut length = Measure { count: Some(number), unit };
        let mut end = at + 1;
        // 1h30
        if one_word
            && unit == Unit::Hour
            && !self.spaced(end)
            && let Some((minutes, 2)) = self.digits(end).filter(|(m, _)| *m < 60)
        {
            length.count = Some(number + f64::from(minutes) / 60.0);
            end += 1 + usize::from(!self.spaced(end + 1) && self.role(end + 1, "minute-mark"));
        }
        Some((length, end))
    }

    /// 15' and 30", where nothing else can be meant.
    fn marked_length(self, i: usize) -> Option<(Measure, usize)> {
        let (value, length) = self.digits(i).filter(|(_, length)| *length <= 3)?;
        let cued =
            self.after_role(i, &["in", "for", "within"]) || i == 0 && self.words.len() == length.min(1) + 1;
        let unit = if self.mark(i + 1, '\'') {
            Unit::Minute
        } else if self.mark(i + 1, '"') {
            Unit::Second
        } else {
            return None;
        };
        (cued && !self.spaced(i + 1)).then_some((Measure { count: Some(f64::from(value)), unit }, i + 2))
    }

    fn fraction_word(self, i: usize) -> Option<f64> {
        [("half", 0.5), ("quarter", 0.25), ("third", 1.0 / 3.0)]
            .into_iter()
            .find(|(role, _)| self.role(i, role))
            .map(|(_, value)| value)
    }

    /// The number before a unit, the word after it, and whether its fraction was said in words.
    fn mixed_number(self, i: usize) -> Option<(f64, usize, bool)> {
        let article = usize::from(self.role(i, "a"));
        if let Some(fraction) = self.fraction_word(i + article) {
            return Some((fraction, i + article + 1, true));
        }
        if article == 1 {
            // "a hundred years", "a dozen days", "a day"
            return match self.cardinal(i + 1).filter(|(n, _)| *n >= 12.0 && self.digits(i + 1).is_none()) {
                Some((n, end)) => Some((n, end, false)),
                None => Some((1.0, i + 1, false)),
            };
        }
        if let Some((fraction, end)) = self.slashed(i) {
            return Some((fraction, end, true));
        }
        let (number, end) = self.cardinal(i)?;
        if let Some((fraction, after)) =
            self.slashed(end).filter(|_| self.digits(i).is_some() && end == i + 1)
        {
            return Some((number + fraction, after, false));
        }
        // three quarters of an hour
        if let Some(fraction) = self.fraction_word(end).filter(|_| (1.0..=3.0).contains(&number)) {
            return self.role(end + 1, "of").then_some((number * fraction, end + 1, true));
        }
        if let Some((fraction, after)) = self.and_part(end) {
            return Some((number + fraction, after, true));
        }
        Some((number, end, false))
    }

    /// 1/2, 3/4: a fraction in digits.
    fn slashed(self, i: usize) -> Option<(f64, usize)> {
        let (above, 1) = self.digits(i)? else { return None };
        let (below, 1) = self.digits(i + 2).filter(|_| self.mark(i + 1, '/'))? else { return None };
        let tight = !self.spaced(i + 1) && !self.spaced(i + 2) && self.free_before(i);
        (tight && 0 < above && above < below).then(|| (f64::from(above) / f64::from(below), i + 3))
    }

    /// "and a half", "and three quarters", behind a number and before its unit.
    fn and_part(self, i: usize) -> Option<(f64, usize)> {
        if !self.role(i, "and") {
            return None;
        }
        let mut at = i + 1;
        let mut times = 1.0;
        if self.role(at, "a") {
            at += 1;
        } else if let Some((n, end)) = self.cardinal(at).filter(|(n, _)| (1.0..=3.0).contains(n)) {
            (times, at) = (n, end);
        }
        let fraction = self.fraction_word(at)?;
        // "two and a quarter": the unit must follow.
        let of = at + 1 + usize::from(self.role(at + 1, "of"));
        let unit = of + usize::from(of > at + 1 && self.role(of, "a"));
        self.unit(unit).map(|_| (times * fraction, at + 1))
    }

    /// "2 hours ten", "1 hour and fifteen": minutes without their noun, at the end of the phrase.
    pub(super) fn minutes_unsaid(self, end: usize) -> Option<(Measure, usize)> {
        let at = end + usize::from(self.role(end, "and"));
        let (minutes, after) =
            self.cardinal(at).filter(|(n, _)| (1.0..60.0).contains(n) && n.fract() == 0.0)?;
        // "2h 30m"
        if self.digits(at).is_some() && !self.spaced(after) && self.role(after, "minute-mark") {
            return Some((Measure { count: Some(minutes), unit: Unit::Minute }, after + 1));
        }
        let stops = after >= self.words.len()
            || self.means(after, |m| matches!(m, Meaning::Mark('.' | ',' | ';' | '!' | '?' | ')')));
        (stops && !self.comma(after)).then_some((Measure { count: Some(minutes), unit: Unit::Minute }, after))
    }
}
