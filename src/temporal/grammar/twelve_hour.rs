//! Clock times as English writes and says them: 3:15p · ten thirty a m · half past noon · 0730 · 3ish · 8 at night.
//!
//! A reading is separate from the question whether it stands as a time: a bare "7" is one only beside a day, a
//! preposition or the other end of a range. What a number counts ("at 5 percent") is never an hour.

use super::clock::{ClockTime, on_24_hours, small};
use super::{Grammar, Unit};
use crate::temporal::expression::Clock;
use crate::temporal::words::{Meaning, Reads};

/// Words before a clock time that has its minutes.
const BEFORE_CLOCK: &[&str] =
    &["at", "from", "to", "between", "since", "by", "before", "after", "around", "later-than", "for"];

/// The face of a clock, before the half of the day is known.
#[derive(Clone, Copy)]
struct Face {
    hour: u8,
    minute: Option<u8>,
    second: Option<u8>,
    end: usize,
    /// Digits with their minutes.
    digital: bool,
    /// Said in full: "quarter past", "o'clock".
    sure: bool,
    certain: bool,
}

impl Grammar<'_> {
    /// The second end of a range, to which the first may be glued: 3:30-6:00pm.
    pub(super) fn joined_clock(self, i: usize) -> Option<ClockTime> {
        let face = self.past_or_to(i).or_else(|| self.any_digit_face(i)).or_else(|| self.spoken_face(i));
        match face {
            Some(face) => self.with_half(i, face),
            None => self.english_clock(i),
        }
    }

    /// A clock time at `i`, or what is one if its neighbours say so.
    pub(super) fn english_clock(self, i: usize) -> Option<ClockTime> {
        if self.role(i, "noon") {
            return Some(ClockTime { clock: noon(), end: i + 1, evident: true, digital: false });
        }
        let face = self.past_or_to(i).or_else(|| self.digit_face(i)).or_else(|| self.spoken_face(i))?;
        self.with_half(i, face)
    }

    /// half past three · quarter to five · 20 past 3 · 15 minutes past noon.
    fn past_or_to(self, i: usize) -> Option<Face> {
        let mut at = i + usize::from(self.role(i, "a"));
        let digits = self.digits(at).is_some();
        let mut minute_word = false;
        let minutes = if self.role(at, "half") || self.role(at, "quarter") {
            minute_word = true;
            at += 1;
            if self.role(at - 1, "half") { 30 } else { 15 }
        } else {
            let (n, end) = self.cardinal(at).filter(|(n, _)| (1.0..60.0).contains(n) && n.fract() == 0.0)?;
            minute_word |= matches!(self.unit(end), Some((Unit::Minute, _)));
            at = end + usize::from(minute_word);
            small(n)
        };
        let past = self.role(at, "past") || self.role(at, "after") && minute_word;
        let to = self.role(at, "to") || self.role(at, "before") && minute_word;
        if !past && !to || to && self.after_role(i, &["from", "between"]) {
            return None;
        }
        at += 1;
        let (hour, end, named) = if self.role(at, "noon") {
            (12, at + 1, true)
        } else if self.role(at, "midnight") {
            (if past { 0 } else { 24 }, at + 1, true)
        } else {
            let (hour, end) =
                self.cardinal(at).filter(|(n, _)| (1.0..=12.0).contains(n) && n.fract() == 0.0)?;
            (small(hour), end, false)
        };
        // "10 to 5" is a vote or a range; "7 to 9" and "four to six" are ranges.
        let round = matches!(minutes, 5 | 10 | 15 | 20 | 25 | 30);
        let halved = self.half_of_day(end).is_some();
        // "5 to seven in the morning" is a range.
        if to && digits && minutes <= 12 && !minute_word && !named {
            return None;
        }
        let bare = !minute_word && !named && !halved;
        if bare && (to && (digits || !round) || past && digits && self.counts_after(end)) {
            return None;
        }
        let (hour, minute) = if past { (hour, minutes) } else { ((hour + 23) % 24, 60 - minutes) };
        // An hour counted down from one o'clock is twelve.
        let hour = if to && !named && hour == 0 { 12 } else { hour };
        Some(Face {
            hour,
            minute: Some(minute),
            second: None,
            end,
            digital: false,
            sure: true,
            certain: named,
        })
    }

    /// 3:15 · 9h30 · 8.30pm · 0730 · 815 · 7.
    fn digit_face(self, i: usize) -> Option<Face> {
        if self.free_before(i) { self.any_digit_face(i) } else { None }
    }

    fn any_digit_face(self, i: usize) -> Option<Face> {
        let (value, length) = self.digits(i)?;
        let mut at = i + 1;
        let plain = |hour: u32, minute: Option<u32>, end: usize, digital: bool| {
            Some(Face {
                hour: u8::try_from(hour).ok()?,
                minute: minute.and_then(|m| u8::try_from(m).ok()),
                second: None,
                end,
                digital,
                sure: false,
                certain: false,
            })
        };
        let tight = !self.spaced(at);
        let h_mark = tight && self.role(at, "hour-mark");
        let point = self.mark(at, '.')
            && (self.dot_clock(at + 1)
                || self.after_role(i, &["at"]) && self.day_before_at(i) && !self.counts_after(at + 2));
        if (self.mark(at, ':') || point || h_mark)
            && tight
            && !self.spaced(at + 1)
            && let Some((minute, _)) = self.digits(at + 1).filter(|(m, l)| *l == 2 && *m < 60)
        {
            let colon = self.mark(at, ':');
            at += 2;
            let mut face = plain(value, Some(minute), at, true)?;
            if colon
                && self.mark(at, ':')
                && !self.spaced(at)
                && let Some((second, _)) = self.digits(at + 1).filter(|(s, l)| *l == 2 && *s < 60)
            {
                face.second = u8::try_from(second).ok();
                face.end = at + 2;
            }
            let more = (self.mark(face.end, ':') || self.mark(face.end, '.')) && !self.spaced(face.end);
            if more && self.digits(face.end + 1).is_some_and(|_| !self.spaced(face.end + 1)) {
                return None;
            }
            return Some(face);
        }
        if h_mark {
            // "18h" is an hour of the day beside another, else a length.
            return plain(value, None, at + 1, false);
        }
        if length == 4 || length == 3 {
            let (hour, minute) = (value / 100, value % 100);
            let zero = self.words[i].starts_with_zero(self.passage);
            // "at 1730 hours"; "at 1730" when nothing else is said.
            let cued = length == 4 && minute < 60 && hour <= 24 && self.after_role(i, BEFORE_CLOCK);
            if cued
                && (self.unit(at) == Some((Unit::Hour, 0))
                    || self.after_role(i, &["at"]) && i == 1 && at >= self.words.len())
            {
                let face = plain(hour, Some(minute), (at + 1).min(self.words.len()), true)?;
                return Some(Face { sure: true, certain: true, ..face });
            }
            let supported = zero && length == 4
                || self.zone(at).is_some()
                || self.half_of_day(at).is_some()
                || self.role(at, "ish") && tight
                || self.after_night(i);
            return if minute < 60 && hour <= 24 && supported && (hour > 0 || length == 4) {
                plain(
                    hour,
                    Some(minute),
                    at,
                    zero && length == 4 && (i == 0 || self.after_role(i, BEFORE_CLOCK)),
                )
            } else {
                None
            };
        }
        if length > 2 {
            return None;
        }
        plain(value, None, at, false)
    }

    /// "Sundays at 8.30": the point stands between hour and minutes only beside a day.
    fn day_before_at(self, i: usize) -> bool {
        i.checked_sub(2).is_some_and(|j| {
            self.words[j].meanings.iter().any(|m| {
                matches!(m, Meaning::Weekday(..) | Meaning::Set(_) | Meaning::Day(_) | Meaning::Night(_))
            })
        })
    }

    /// "tonight 815": three digits right after an evening or night.
    fn after_night(self, i: usize) -> bool {
        let at = if self.after_role(i, &["at"]) { i.checked_sub(2) } else { i.checked_sub(1) };
        at.is_some_and(|j| {
            self.words[j]
                .meanings
                .iter()
                .any(|m| matches!(m, Meaning::Night(_) | Meaning::DayPart("TEV" | "TNI" | "TMO" | "TAF", ..)))
        })
    }

    /// ten thirty · five-thirty · twelve oh three · seven.
    fn spoken_face(self, i: usize) -> Option<Face> {
        let hour = self.number_word(i).filter(|n| (1..=12).contains(n))?;
        let hour = u8::try_from(hour).ok()?;
        let bare = Face {
            hour,
            minute: None,
            second: None,
            end: i + 1,
            digital: false,
            sure: false,
            certain: false,
        };
        let at = i + 1 + usize::from(self.dash(i + 1) && !self.spaced(i + 1));
        let minute = if self.role(at, "oh") || self.number_word(at) == Some(0) {
            self.number_word(at + 1).filter(|n| (1..=9).contains(n)).map(|n| (n, at + 2))
        } else {
            self.spelled(at).filter(|(n, _)| (10..=59).contains(n))
        };
        if let Some((minute, end)) = minute {
            return Some(Face { minute: u8::try_from(minute).ok(), end, ..bare });
        }
        // A longer number is no hour: "two hundred", "five million".
        self.spelled(i).is_some_and(|(_, end)| end == i + 1).then_some(bare)
    }

    /// The half of the day after a face: pm · in the morning · at night · p.
    fn half_of_day(self, i: usize) -> Option<(Reads, usize)> {
        let reads = |at: usize| self.day_part(at).map(|(_, reads)| (reads, at + 1));
        if self.role(i, "meridiem") {
            return reads(i);
        }
        if i > 0 && !self.spaced(i) && self.digits(i - 1).is_some() && self.is_latin(i) {
            if self.role(i, "pm-mark") {
                return Some((Reads::Pm, i + 1));
            }
            if self.role(i, "a") && self.passage.fold_of(self.words[i].first).len() == 1 {
                return Some((Reads::Am, i + 1));
            }
        }
        if self.role(i, "in") && self.role(i + 1, "the") {
            let at = i + 2 + usize::from(self.means(i + 2, |m| matches!(m, Meaning::PeriodPart(_))));
            return reads(at);
        }
        if self.role(i, "at") {
            return reads(i + 1).filter(|(reads, _)| *reads == Reads::Night);
        }
        None
    }

    fn with_half(self, i: usize, face: Face) -> Option<ClockTime> {
        let Face { mut hour, minute, second, end: mut at, digital, mut sure, mut certain } = face;
        if hour > 24 || hour == 24 && minute.unwrap_or(0) > 0 {
            return None;
        }
        let mut approximate = false;
        if !self.spaced(at) && self.role(at, "ish") {
            approximate = true;
            at += 1;
        } else if !self.spaced(at) && self.dash(at) && self.role(at + 1, "ish") {
            approximate = true;
            at += 2;
        }
        if self.role(at, "oclock") && hour <= 12 {
            sure = true;
            at += 1;
        }
        if hour == 12 && minute.is_none() && self.role(at, "midnight") {
            (hour, sure, certain) = (24, true, true);
            at += 1;
        } else if hour == 12 && minute.is_none() && self.role(at, "noon") {
            (sure, certain) = (true, true);
            at += 1;
        } else if let Some((reads, end)) = self.half_of_day(at)
            && !certain
        {
            if hour <= 12 {
                hour = on_24_hours(hour, reads);
            }
            (sure, certain) = (true, true);
            at = end;
        } else if digital
            && let early = at + usize::from(self.means(at, |m| matches!(m, Meaning::PeriodPart(_))))
            && let Some((_, reads)) = self.day_part(early)
        {
            // "8:00 early morning"
            if hour <= 12 {
                hour = on_24_hours(hour, reads);
            }
            (sure, certain) = (true, true);
            at = early + 1;
        } else if self.role(at, "either-half") {
            sure = true;
            at += 1;
        }
        if self.role(at, "oclock") && hour <= 12 {
            sure = true;
            at += 1;
        }
        if self.role(at, "ish") && (digital || sure) {
            at += 1;
        }
        certain |= hour > 12 || hour == 0;
        let cued = self.after_role(i, &["at"]) || i > 0 && self.mark(i - 1, '@');
        let mut zone = None;
        if let Some(found) = self.zone(at).filter(|_| sure || digital || cued || minute.is_some()) {
            (zone, sure) = (Some(found), true);
            at += 1;
        }
        let counted = self.counts_after(at);
        let alone = i == 0 && at >= self.words.len();
        let minutes = minute.is_some() && !digital;
        // "until 5" when nothing else is said
        let short = i == 1 && at >= self.words.len() && hour <= 12 && self.after_role(i, BEFORE_CLOCK);
        let evident = sure
            || short
            || approximate && (cued || alone || minutes)
            || cued && (digital || hour <= 12 && !counted && !self.opens_clause(i, at))
            || minutes && !counted && (alone || self.after_role(i, BEFORE_CLOCK));
        Some(ClockTime {
            clock: Clock { hour, minute, second, certain, zone },
            end: at,
            evident,
            digital: digital && minute.is_some() && hour <= 24,
        })
    }

    /// "At 12, she …" opens a sentence with an age.
    fn opens_clause(self, i: usize, end: usize) -> bool {
        self.comma(end) && self.capital(i.saturating_sub(1)) && self.digits(i).is_some()
    }
}

const fn noon() -> Clock {
    Clock { hour: 12, minute: None, second: None, certain: true, zone: None }
}
