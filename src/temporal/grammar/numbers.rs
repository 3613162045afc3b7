//! Numbers: digits and words, cardinal and ordinal, as days, years and counts.

use super::Grammar;

use crate::temporal::words::Meaning;

/// No number phrase of a text is longer; what is longer is a list.
const MOST_WORDS: usize = 12;

impl Grammar<'_> {
    pub(super) fn number_word(self, i: usize) -> Option<u64> {
        self.find(i, |m| if let Meaning::Number(n) = m { Some(n) } else { None })
    }

    fn ordinal_word(self, i: usize) -> Option<i32> {
        self.find(i, |m| if let Meaning::Ordinal(n) = m { Some(n) } else { None })
    }

    /// A cardinal number at `i`: its value and the word after it.
    #[allow(clippy::cast_precision_loss)] // No text counts to 2^52.
    pub(super) fn cardinal(self, i: usize) -> Option<(f64, usize)> {
        if let Some((value, length)) = self.digits(i) {
            return self.digit_number(i, value, length);
        }
        self.spelled(i).map(|(value, end)| (value as f64, end))
    }

    /// Digits with grouping or decimals, perhaps with a multiplier: 1,200 · 2.5 · 62 ألف.
    #[allow(clippy::cast_precision_loss)]
    fn digit_number(self, i: usize, value: u32, length: usize) -> Option<(f64, usize)> {
        if length > 9 {
            return None;
        }
        let mut number = f64::from(value);
        let mut end = i + 1;
        while let Some((next, digits)) =
            self.digits(end + 1).filter(|_| !self.spaced(end) && !self.spaced(end + 1))
        {
            if digits == 3
                && (self.mark(end, ',') || self.mark(end, '٬') || self.mark(end, '.') && !self.english())
                && end < i + MOST_WORDS
            {
                number = number * 1000.0 + f64::from(next);
                end += 2;
            } else if digits <= 3 && (self.mark(end, '.') || self.mark(end, '٫')) {
                number += f64::from(next) / 10f64.powi(i32::try_from(digits).unwrap_or(0));
                end += 2;
                break;
            } else {
                break;
            }
        }
        if let Some(multiplier) = self.number_word(end).filter(|&n| n >= 1000) {
            number *= multiplier as f64;
            end += 1;
        }
        Some((number, end))
    }

    /// A number in words: ثمانية وسبعين · ألفين وواحد وعشرين · two thousand and fifteen.
    pub(super) fn spelled(self, i: usize) -> Option<(u64, usize)> {
        let first = self.number_word(i)?;
        let (mut total, mut group, mut last) =
            if first >= 1000 { (first, 0, first) } else { (0, first, first) };
        let mut end = i + 1;
        while end < i + MOST_WORDS {
            if let Some(next) = self.number_word(end) {
                // Directly after it: a multiplier, or an English part (two hundred five, twenty one).
                if next >= 1000 && group > 0 {
                    total += group.checked_mul(next)?;
                    group = 0;
                } else if next == 100
                    && (1..if self.english() { 100 } else { 10 }).contains(&group)
                    && total == 0
                {
                    group *= 100;
                } else if self.english() && fits(last, next) {
                    group += next;
                } else {
                    break;
                }
                last = next;
                end += 1;
                continue;
            }
            if self.english() && self.mark(end, '-') && !self.spaced(end) {
                match self.number_word(end + 1).filter(|&n| n < 10 && (20..100).contains(&last)) {
                    Some(next) => {
                        group += next;
                        last = next;
                        end += 2;
                        continue;
                    }
                    None => break,
                }
            }
            let Some(joined) = self.and(end) else { break };
            let at = joined.origin;
            let Some(next) = joined.number_word(at) else { break };
            // Units before tens, as Arabic has them; otherwise ever smaller parts.
            let units_first = (20..100).contains(&next) && (1..10).contains(&last);
            if next >= 1000 {
                if next >= last && total > 0 {
                    break;
                }
                total += group;
                group = 0;
                // ألف وثلاثة آلاف is no number; a thousand after "and" stands for itself.
                total = total.checked_add(next)?;
            } else if units_first || fits(last, next) || (last >= 1000 && group == 0) {
                group += next;
            } else {
                break;
            }
            last = if units_first { 20 } else { next };
            end = at + 1;
            if units_first {
                // Nothing smaller can follow.
                last = 1;
            }
        }
        Some((total.checked_add(group)?, end))
    }

    /// An ordinal: الثالث عشر · الحادي والعشرين · twenty-first · 3rd.
    pub(super) fn ordinal(self, i: usize) -> Option<(u8, usize)> {
        if let Some((value, length)) = self.digits(i) {
            let suffixed = length <= 2 && !self.spaced(i + 1) && self.role(i + 1, "st");
            return u8::try_from(value).ok().filter(|_| suffixed).map(|v| (v, i + 2));
        }
        if let Some(n) = self.ordinal_word(i) {
            let n = u8::try_from(n).ok()?;
            if n < 10
                && let Some(joined) = self.and(i + 1)
                && let Some(tens) = joined.ordinal_word(joined.origin).filter(|t| (20..100).contains(t))
            {
                return Some((n + u8::try_from(tens).ok()?, joined.origin + 1));
            }
            return Some((n, i + 1));
        }
        // twenty-first
        let tens = self.number_word(i).filter(|n| self.english() && matches!(n, 20 | 30 | 40 | 50))?;
        let at = if self.mark(i + 1, '-') { i + 2 } else { i + 1 };
        let n = self.ordinal_word(at).filter(|n| (1..10).contains(n))?;
        Some((u8::try_from(tens).ok()? + u8::try_from(n).ok()?, at + 1))
    }

    /// A day of the month: 29 · التاسع والعشرين · 1st.
    pub(super) fn day_number(self, i: usize) -> Option<(u8, usize)> {
        if let Some(found) = self.ordinal(i) {
            return Some(found).filter(|(day, _)| (1..=31).contains(day));
        }
        if let Some((value, length)) = self.digits(i) {
            return u8::try_from(value)
                .ok()
                .filter(|day| (1..=31).contains(day) && length <= 2)
                .map(|day| (day, i + 1));
        }
        let (value, end) = self.spelled(i)?;
        u8::try_from(value).ok().filter(|day| (1..=31).contains(day)).map(|day| (day, end))
    }
}

fn fits(last: u64, next: u64) -> bool {
    match last {
        100..1000 => next < 100,
        20..100 => next < 10 && last.is_multiple_of(10),
        1000.. => next < last,
        _ => false,
    }
}
