//! Lengths of time: ثلاثة أيام · ساعتان ونصف · بضعة أسابيع · ربع قرن · two and a half years.

use super::{Grammar, Parsed};
use crate::temporal::expression::{Expression, Length, Measure, Unit};
use crate::temporal::outlook::Outlook;
use crate::temporal::timex::TimexKind;
use crate::temporal::words::Meaning;

/// A composite length has no more parts than there are units.
const MOST_PARTS: usize = 7;

impl Grammar<'_> {
    /// One number with its unit: خمسة أيام, نصف ساعة, شهران.
    fn measure(self, i: usize) -> Option<(Measure, usize)> {
        if self.english() {
            return self.english_measure(i);
        }
        let fraction = [("half", 0.5), ("quarter", 0.25), ("third", 1.0 / 3.0)]
            .into_iter()
            .find(|(role, _)| self.role(i, role))
            .map(|(_, value)| value);
        if let Some(value) = fraction {
            // نصف ساعة · ربع قرن
            let at = i + 1 + usize::from(self.role(i + 1, "of"));
            let (unit, count) = self.unit(at)?;
            return (count == 1 && !self.definite(at))
                .then_some((Measure { count: Some(value), unit }, at + 1));
        }
        if self.role(i, "few") {
            let at = i + 1 + usize::from(self.role(i + 1, "of"));
            let (unit, count) = self.unit(at)?;
            return (count == 0).then_some((Measure { count: None, unit }, at + 1));
        }
        if let Some((number, at)) = self.cardinal(i) {
            let (unit, count) = self.unit(at)?;
            if self.definite(at) || count == 2 {
                return None;
            }
            return Some((Measure { count: Some(number), unit }, self.whole(at + 1)));
        }
        let (unit, count) = self.unit(i)?;
        if count == 2 && !self.definite(i) {
            // عامي is the dual before a complement: no length by itself.
            return Some((Measure { count: Some(2.0), unit }, self.whole(i + 1)));
        }
        None
    }

    /// Past «كاملا», which belongs to the length: عام كامل.
    fn whole(self, end: usize) -> usize {
        end + usize::from(self.role(end, "full"))
    }

    /// «أكثر من شهر», «قرابة ساعة»: one of a unit behind an approximator. «نحو» is also "toward", so nothing may follow.
    pub(super) fn bare_length(self, i: usize, modifier: &str) -> Option<Parsed> {
        let (unit, count) = self.unit(i).filter(|_| !self.english() && !self.definite(i))?;
        let right = count == 1 && (modifier != "APPROX" || self.closes(i + 1) || self.role(i + 1, "from"));
        (right && unit != Unit::Weekend).then(|| Parsed {
            end: self.whole(i + 1),
            kind: TimexKind::Duration,
            expression: Expression::Length(vec![Measure { count: Some(1.0), unit }]),
            rule: "duration",
        })
    }

    fn and_fraction(self, at: usize) -> Option<(f64, usize)> {
        let joined = self.and(at)?;
        let mut j = joined.origin;
        let g = if self.role(j, "a") || joined.role(j, "a") {
            j += 1;
            self.seen_from(j)
        } else {
            joined
        };
        [("half", 0.5), ("quarter", 0.25), ("third", 1.0 / 3.0)]
            .into_iter()
            .find(|(role, _)| g.role(j, role))
            .map(|(_, value)| (value, j + 1))
    }

    /// A length: measures joined by "and" or by nothing; a bare singular unit is one of it when `bare` allows.
    pub(super) fn length(self, i: usize) -> Option<(Length, usize)> {
        self.given(i, Outlook::UNIT, || self.any_length(i))
    }

    fn any_length(self, i: usize) -> Option<(Length, usize)> {
        let (first, mut end) = if let Some(found) = self.measure(i) {
            found
        } else {
            let (unit, count) = self.unit(i)?;
            if count == 0 && !self.definite(i) && !self.english() && i > 0 {
                return Some((vec![Measure { count: None, unit }], i + 1));
            }
            if count != 1 || self.definite(i) || unit == Unit::Weekend {
                return None;
            }
            let one = self.means(i + 1, |m| m == Meaning::Number(1)) && !self.english();
            (Measure { count: Some(1.0), unit }, self.whole(i + 1 + usize::from(one)))
        };
        let mut length = vec![first];
        while length.len() < MOST_PARTS {
            let last = length[length.len() - 1];
            // «ساعتين ونصف», «ساعتين ونصف الساعة»
            if let Some((extra, after)) = self.and_fraction(end)
                && let Some(count) = last.count
                && let again = (self.unit(after) == Some((last.unit, 1)) && self.definite(after))
                && (again || self.unit(after).is_none())
            {
                let index = length.len() - 1;
                length[index].count = Some(count + extra);
                end = after + usize::from(again);
                break;
            }
            if last.unit == Unit::Hour
                && length.len() == 1
                && self.english()
                && let Some((minutes, after)) = self.minutes_unsaid(end)
            {
                length.push(minutes);
                end = after;
                break;
            }
            // «ساعة إلا ربعا»
            let less = [("quarter", 0.25), ("third", 1.0 / 3.0)]
                .into_iter()
                .find(|(role, _)| self.role(end, "except") && self.role(end + 1, role));
            if let (Some((_, less)), Some(count)) = (less, last.count)
                && self.unit(end + 2).is_none()
            {
                let index = length.len() - 1;
                length[index].count = Some(count - less);
                end += 2;
                break;
            }
            let smaller = |found: &(Measure, usize)| found.0.unit < last.unit;
            if let Some(joined) = self.and(end)
                && let Some((next, after)) =
                    joined.measure(joined.origin).or_else(|| joined.one_unit(joined.origin)).filter(smaller)
            {
                length.push(next);
                end = after;
                continue;
            }
            let at = end + usize::from(self.comma(end));
            // «3 أيام، وساعتين»
            if at > end
                && let Some(joined) = self.and(at)
                && let Some((next, after)) = joined.measure(joined.origin).filter(smaller)
            {
                length.push(next);
                end = after;
                continue;
            }
            if let Some((next, after)) = self.measure(at).filter(smaller) {
                length.push(next);
                end = after;
                continue;
            }
            break;
        }
        Some((length, end))
    }

    fn one_unit(self, i: usize) -> Option<(Measure, usize)> {
        let (unit, count) = self.unit(i)?;
        (count == 1 && !self.definite(i) && !self.english())
            .then_some((Measure { count: Some(1.0), unit }, i + 1))
    }

    /// A duration that stands in the text as one.
    pub(super) fn duration(self, i: usize) -> Option<Parsed> {
        self.given(i, Outlook::UNIT, || self.any_duration(i))
    }

    fn any_duration(self, i: usize) -> Option<Parsed> {
        if self.english()
            && let Some(found) = self.bare_units(i)
        {
            return Some(found);
        }
        let (length, end) = match self.measure(i) {
            Some(_) => self.length(i)?,
            // A bare unit is a length after لمدة, خلال, منذ, for.
            None if self.after_plain_role(i) && !self.english() => self.length(i)?,
            None => {
                let found = self.length(i)?;
                // ساعة ونصف · ساعة واحدة
                let several = found.0.len() > 1 || found.1 > i + 1;
                let (_, count) = self.unit(i)?;
                let alone = self.words.len() == 1;
                // "day and a half"
                let half = self.english() && found.1 > i + 2;
                if !(alone || several && count == 1 && (!self.english() || half)) {
                    return None;
                }
                found
            }
        };
        // «لعبة 20 Hours»: English inside Arabic is a name.
        if !self.english() && self.is_latin(end - 1) {
            return None;
        }
        if self.is_age(i, end, &length) || self.trapped(i, "before") {
            return None;
        }
        if self.unit(i) == Some((Unit::Year, 2)) && self.digits(i + 1).is_some() {
            return None;
        }
        // «ثانية واحدة», "second" the ordinal.
        if self.english()
            && length.iter().any(|m| m.unit == Unit::Second)
            && length.len() == 1
            && end == i + 1
        {
            return None;
        }
        Some(Parsed {
            end,
            kind: TimexKind::Duration,
            expression: Expression::Length(length),
            rule: "duration",
        })
    }

    fn after_plain_role(self, i: usize) -> bool {
        i.checked_sub(1).is_some_and(|j| ["for", "during", "since"].iter().any(|role| self.role_any(j, role)))
            && !self.definite(i)
            && self.shift(i + 1).is_none()
    }

    /// «(30 عاما)», «يبلغ 30 عاما», 30-year-old, aged 30.
    fn is_age(self, i: usize, end: usize, length: &Length) -> bool {
        let years = length.first().is_some_and(|m| matches!(m.unit, Unit::Year | Unit::Month));
        if !years {
            return false;
        }
        let bracketed = i.checked_sub(1).is_some_and(|j| self.mark(j, '(')) && self.mark(end, ')');
        let after = end + usize::from(self.dash(end));
        let told_before = (1..=3).any(|n| {
            i.checked_sub(n)
                .is_some_and(|j| self.words[j].meanings.iter().any(|m| matches!(m, Meaning::Trap("age"))))
        });
        // «توفي عن 78 عاما»
        let directly = i > 0 && self.words[i - 1].meanings.contains(&Meaning::Trap("age-directly"));
        let told_before = told_before || directly;
        let told_after = self.means(after, |m| matches!(m, Meaning::Trap("age")));
        bracketed || told_before || told_after
    }
}
