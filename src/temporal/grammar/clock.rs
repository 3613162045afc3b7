//! Clock times: الساعة الثامنة والنصف مساء · 14:05 بتوقيت غرينتش · 5 pm · quarter to five.

use super::{Grammar, Parsed};
use crate::temporal::expression::{Clock, Expression, Unit};
use crate::temporal::outlook::Outlook;
use crate::temporal::words::{Meaning, Reads};

/// A clock time and how sure it is that it is one.
#[derive(Clone, Copy)]
pub(super) struct ClockTime {
    pub clock: Clock,
    pub end: usize,
    /// The text says that this is a time: a noun, a part of the day, a zone.
    pub evident: bool,
    /// Written with its minutes in digits, as a score may be.
    pub digital: bool,
}

/// A clock time as it is written, before what follows it is read.
#[derive(Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools)] // What was seen, each by itself.
struct Written {
    hour: u8,
    minute: Option<u8>,
    second: Option<u8>,
    digital: bool,
    /// الساعة stands before it.
    noun: bool,
    cued: bool,
    evident: bool,
    leading_zero: bool,
}

/// A small whole number that was checked to be one.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(super) const fn small(n: f64) -> u8 {
    n as u8
}

/// ة as words are compared: ه.
pub(super) const TEH_MARBUTA: char = '\u{0647}';

pub(super) fn on_24_hours(hour: u8, reads: Reads) -> u8 {
    match reads {
        Reads::Am => {
            if hour == 12 {
                0
            } else {
                hour
            }
        }
        Reads::Pm => {
            if hour < 12 {
                hour + 12
            } else {
                hour
            }
        }
        Reads::Noon => {
            if hour <= 4 {
                hour + 12
            } else {
                hour
            }
        }
        Reads::Night => match hour {
            12 => 0,
            6..12 => hour + 12,
            _ => hour,
        },
    }
}

impl Grammar<'_> {
    /// The word for clock hour: الساعة.
    fn hour_noun(self, i: usize) -> bool {
        self.unit(i) == Some((Unit::Hour, 1)) && self.definite(i)
    }

    /// A clock time at `i` that stands as one.
    pub(super) fn clock(self, i: usize) -> Option<ClockTime> {
        self.clock_reading(i).filter(|found| found.evident || found.digital)
    }

    /// A clock time at `i`, or what is one if its neighbours say so: «الخامسة» between «من» and «إلى السابعة مساء».
    pub(super) fn clock_reading(self, i: usize) -> Option<ClockTime> {
        let clock = || if self.english() { self.english_clock(i) } else { self.arabic_clock(i) };
        self.given(i, Outlook::NUMBER | Outlook::NOON, clock)
    }

    #[allow(clippy::too_many_lines)] // One row of alternatives, read from left to right.
    fn arabic_clock(self, i: usize) -> Option<ClockTime> {
        if self.role(i, "noon") {
            let clock = Clock { hour: 12, minute: None, second: None, certain: true, zone: None };
            return Some(ClockTime { clock, end: i + 1, evident: true, digital: false });
        }
        let noun = self.hour_noun(i);
        let mut at = i + usize::from(noun);
        if noun && self.mark(at, '(') {
            return None;
        }
        let cued = noun || self.after_role(i, &["at", "at-hour"]);
        let mut hour;
        let (mut minute, mut second) = (None, None);
        let mut evident = noun;
        let mut digital = false;
        let mut leading_zero = false;
        if let Some((value, length)) = self.digits(at) {
            if !self.free_before(at) {
                return None;
            }
            at += 1;
            let h_mark = !self.spaced(at) && self.role(at, "hour-mark");
            let tight = !self.spaced(at) && !self.spaced(at + 1);
            let separator = (self.mark(at, ':') || (noun || self.dot_clock(at + 1)) && self.mark(at, '.') || h_mark)
                && tight
                // «الساعة 6 : 15»
                || self.mark(at, ':') && (noun || self.dot_clock(at + 1));
            if let Some((m, _)) = self.digits(at + 1).filter(|(m, l)| separator && *l == 2 && *m < 60) {
                (hour, minute) = (u8::try_from(value).ok()?, u8::try_from(m).ok());
                at += 2;
                digital = true;
                if let Some((s, _)) = self
                    .digits(at + 1)
                    .filter(|(s, l)| self.mark(at, ':') && !self.spaced(at) && *l == 2 && *s < 60)
                {
                    second = u8::try_from(s).ok();
                    at += 2;
                }
                if self.mark(at, ':') && !self.spaced(at) && self.digits(at + 1).is_some() {
                    return None;
                }
                // No score has three parts, and none writes a zero before a number: 15:04.
                evident |= second.is_some();
                leading_zero = self.words[at - 1].starts_with_zero(self.passage) && length == 2;
            } else if length == 4 && (self.zone(at).is_some() || noun) && value % 100 < 60 {
                (hour, minute) = (u8::try_from(value / 100).ok()?, u8::try_from(value % 100).ok());
                digital = true;
            } else if length <= 2 {
                hour = u8::try_from(value).ok()?;
            } else {
                return None;
            }
        } else if let Some((value, end)) = self.ordinal(at) {
            // الثالثة: the feminine forms only, as the hour is feminine.
            let feminine =
                noun || value == 1 || self.passage.fold_of(self.words[at].first).ends_with(TEH_MARBUTA);
            if value > 12 || !feminine {
                return None;
            }
            (hour, at) = (value, end);
        } else if let Some((value, end)) = self.spelled(at) {
            (hour, at) = (u8::try_from(value).ok()?, end);
        } else {
            let (value, end) = self.article_number(at).filter(|(n, _)| *n <= 12.0)?;
            (hour, at) = (small(value), end);
        }
        if hour > 24 || (hour == 24 && minute.unwrap_or(0) > 0) {
            return None;
        }
        if self.unit(at) == Some((Unit::Hour, 1)) && !noun {
            return None;
        }
        let mut fraction = false;
        if minute.is_none() {
            (hour, minute, at) = self.fractions(hour, at);
            fraction = minute.is_some();
        }
        // «عند السابعة», «في الثالثة والربع»: an hour by its ordinal where nothing else is counted so.
        let ordinal_hour = self.definite(i) && self.ordinal(i).is_some();
        let at_hour = self.after_role(i, &["at", "at-hour"]) && self.words[i].cut == 0;
        evident |= ordinal_hour
            && self.unit(at).is_none()
            && (at_hour && hour > 2
                || fraction && (at_hour || self.after_role(i, &["in", "to", "since", "ago", "after"])));
        let plain = Written { hour, minute, second, digital, noun, cued, evident, leading_zero };
        Some(self.with_what_follows(plain, at))
    }

    /// The part of the day and the zone behind a clock time.
    fn with_what_follows(self, written: Written, mut at: usize) -> ClockTime {
        let Written { mut hour, minute, second, digital, noun, cued, mut evident, leading_zero } = written;
        if self.role(at, "oclock") {
            at += 1;
            evident = true;
        }
        // «12 منتصف الليل»
        if hour == 12 && minute.is_none() && self.role(at, "midnight") {
            hour = 24;
            at += 1;
            evident = true;
        }
        let mut certain = hour > 12 || hour == 0;
        // A part of the day: directly, or «من مساء».
        let mut part_at = at;
        if self.role(part_at, "from") && self.day_part(part_at + 1).is_some()
            || self.role(part_at, "in") && self.definite(part_at + 1) && self.day_part(part_at + 1).is_some()
        {
            // «الثامنة من مساء», «الثامنة في المساء»
            part_at += 1;
        }
        if let Some((_, reads)) = self.day_part(part_at)
            && (digital || noun || self.long_part(part_at))
            && hour <= 12
        {
            hour = on_24_hours(hour, reads);
            at = part_at + 1;
            evident = true;
            certain = true;
        } else if digital && self.day_part(at).is_some() && self.long_part(at) {
            at += 1;
            evident = true;
        }
        let mut zone = None;
        if digital && let Some((offset, end)) = self.written_offset(at) {
            (zone, at, evident) = (Some(offset), end, true);
        }
        // «22:10 (بتوقيت القدس)», «22:10، بتوقيت القدس»
        let bracketed = self.mark(at, '(') && self.mark(at + 2, ')');
        let before_zone = usize::from(self.comma(at) || bracketed);
        if let Some(found) = self.zone_any(at + before_zone).filter(|_| evident || digital) {
            zone = Some(found);
            at += before_zone + 1 + usize::from(bracketed);
            evident = true;
        }
        evident |= (cued || leading_zero) && digital;
        ClockTime {
            clock: Clock { hour, minute, second, certain, zone },
            end: at,
            evident,
            digital: digital && minute.is_some(),
        }
    }

    /// More than one letter, so that «5 م» stays five metres.
    fn long_part(self, i: usize) -> bool {
        self.words
            .get(i)
            .is_some_and(|w| w.last > w.first || self.passage.fold_of(w.first).chars().count() > 1)
    }

    pub(super) fn dot_clock(self, i: usize) -> bool {
        // 5.30pm, 14.30 GMT
        self.day_part(i + 1).is_some_and(|_| self.long_part(i + 1)) || self.zone(i + 1).is_some()
    }

    pub(super) fn counts_after(self, i: usize) -> bool {
        self.unit(i).is_some()
            || self.words.get(i).is_some_and(|w| self.passage.is_word(w.first) && w.meanings.is_empty())
            || self.means(i, |m| {
                matches!(m, Meaning::Number(_) | Meaning::Mark('%' | '٪' | '$') | Meaning::Month(..))
            })
            || (self.mark(i, '.') || self.mark(i, ',') || self.mark(i, '/') || self.mark(i, '-'))
                && !self.spaced(i + 1)
                && self.digits(i + 1).is_some()
    }

    pub(super) fn free_before(self, i: usize) -> bool {
        !i.checked_sub(1).is_some_and(|j| {
            !self.spaced(i)
                && matches!(
                    self.words[j].meanings.first(),
                    Some(Meaning::Mark(':' | '.' | '/' | '-' | '$' | '+'))
                )
                && j.checked_sub(1)
                    .is_some_and(|k| matches!(self.words[k].meanings.first(), Some(Meaning::Digits(..))))
        })
    }

    /// ونصف · وربع · وعشر دقائق · إلا ربعا · إلا خمس دقائق.
    fn fractions(self, hour: u8, at: usize) -> (u8, Option<u8>, usize) {
        let minutes = |g: Self, i: usize| -> Option<(u8, usize)> {
            for (role, value) in [("half", 30), ("quarter", 15), ("third", 20)] {
                if g.role(i, role) {
                    return Some((value, i + 1));
                }
            }
            let (n, end) = g.cardinal(i).filter(|(n, _)| (1.0..60.0).contains(n) && n.fract() == 0.0)?;
            match self.unit(end) {
                Some((Unit::Minute, _)) => Some((small(n), end + 1)),
                Some(_) => None,
                None => Some((small(n), end)),
            }
        };
        if let Some(joined) = self.and(at)
            && let Some((m, end)) = minutes(joined, joined.origin)
            && (1..=12).contains(&hour)
        {
            return (hour, Some(m), end);
        }
        if self.role(at, "except")
            && let Some((m, end)) = minutes(self, at + 1)
            && (1..=12).contains(&hour)
        {
            return (if hour == 1 { 12 } else { hour - 1 }, Some(60 - m), end);
        }
        (hour, None, at)
    }

    /// A clock time that stands alone.
    pub(super) fn clock_alone(self, i: usize) -> Option<Parsed> {
        let found = self.clock(i)?;
        if !found.evident {
            // 14:05 alone: at the head of a line (live blogs) or after "in"; anything else may be a score.
            let opens = i == 0 || self.passage.tokens[self.words[i].first].line_start;
            let bracketed = i > 0 && self.mark(i - 1, '(') && self.mark(found.end, ')') && !self.english();
            if !(opens
                || bracketed
                || self.after_role(i, &["in", "at", "at-hour", "from", "to", "between", "since"]))
            {
                return None;
            }
        }
        Some(Parsed::time(found.end, Expression::Clock(None, found.clock), "clock"))
    }
}
