//! Periods with a name or a number: seasons, quarters, halves, decades, centuries.

use super::{Grammar, Parsed};
use crate::temporal::expression::{Calendar, Expression, Unit, Year};
use crate::temporal::words::Meaning;
use crate::text::clitics::ARTICLE;

impl Grammar<'_> {
    /// The period at `i`.
    pub(super) fn named_period(self, i: usize) -> Option<Parsed> {
        self.season(i)
            .or_else(|| self.part_of_year(i))
            .or_else(|| self.decade(i))
            .or_else(|| self.century(i))
            .or_else(|| self.feast(i))
    }

    pub(super) fn year_of(self, i: usize) -> (Option<Year>, usize) {
        match self.year_after(i) {
            Some((year, Calendar::Gregorian, end)) => (Some(year), end),
            _ => (None, i),
        }
    }

    pub(super) fn season_code(self, i: usize) -> Option<&'static str> {
        self.find(i, |m| if let Meaning::Season(code) = m { Some(code) } else { None })
    }

    /// صيف 2015 · الصيف الماضي · last summer · the fall of 2008.
    fn season(self, i: usize) -> Option<Parsed> {
        if self.english() {
            let start = i + usize::from(self.role(i, "the"));
            if let Some(shift) = self.shift(start)
                && let Some(code) = self.season_code(start + 1)
            {
                return Some(Parsed::date(
                    start + 2,
                    Expression::ShiftedSeason(code, shift),
                    "period.season",
                ));
            }
        }
        if self.english() {
            return self.english_season(i);
        }
        // «فصل الشتاء»
        if self.role(i, "season-noun")
            && self.definite(i + 1)
            && let Some(code) = self.season_code(i + 1)
        {
            let (year, end) = self.year_of(i + 2);
            return Some(Parsed::date(end, Expression::Season(code, year), "period.season"));
        }
        let code = self.season_code(i)?;
        if let Some(shift) = self.shift(i + 1).filter(|_| !self.english()) {
            return Some(Parsed::date(i + 2, Expression::ShiftedSeason(code, shift), "period.season"));
        }
        let (year, end) = self.year_of(i + 1);
        // A season alone is a metaphor or a name as often as a time: «في الخريف» is one, «الخريف» a novel.
        let supported = !self.english() && self.definite(i) && self.after_role(i, &["in", "during", "since"]);
        if year.is_none() && !supported {
            return None;
        }
        Some(Parsed::date(end, Expression::Season(code, year), "period.season"))
    }

    /// the summer of 1914 · fall 2008 · in the spring.
    fn english_season(self, i: usize) -> Option<Parsed> {
        let the = usize::from(self.role(i, "the"));
        let mut at = i + the;
        at = self.unit_adjectives(at);
        let code = self.season_code(at)?;
        let (year, end) = self.year_of(at + 1);
        if year.is_some() {
            return Some(Parsed::date(end, Expression::Season(code, year), "period.season"));
        }
        // "in the fall of the city", "the winter games": with an article, after a preposition, and at its own end.
        let ends = self.words.get(end).is_none_or(|w| {
            !self.passage.is_word(w.first) || self.function_word(end) && !self.role(end, "of")
        });
        let cued = self.after_role(i, &["in", "during", "by", "until", "since", "throughout", "over"]);
        let supported = the == 1 && cued && ends && !self.capital(at);
        supported.then(|| {
            Parsed::date(end, Expression::ShiftedSeason(code, crate::temporal::Shift::This), "period.season")
        })
    }

    /// الربع الأول من 2020 · النصف الثاني من العام الجاري · third quarter 2018 · Q3 2018.
    fn part_of_year(self, i: usize) -> Option<Parsed> {
        if self.english() { self.english_part_of_year(i) } else { self.arabic_part_of_year(i) }
    }

    /// الثمانينات · ثمانينيات القرن الماضي · the 1990s.
    fn decade(self, i: usize) -> Option<Parsed> {
        if self.english() {
            let mut start = i + usize::from(self.role(i, "the"));
            // the '80s
            start += usize::from(
                (self.mark(start, '\'') || self.mark(start, '’'))
                    && !self.spaced(start + 1)
                    && self.digits(start + 1).is_some_and(|(_, length)| length == 2),
            );
            if let Some((value, length)) = self.digits(start)
                && self.role(start + 1, "s")
                && (!self.spaced(start + 1) || length == 4)
                && value % 10 == 0
                // "in his 30s" is an age.
                && (length == 4 || length == 2 && (start > i || self.alone(i, start + 2) || self.part_before(i) || self.after_role(i, &["and"])))
            {
                let tens = u8::try_from(value / 10 % 10).ok()?;
                let century = (length == 4).then(|| i16::try_from(value / 100).unwrap_or(19));
                return Some(Parsed::date(start + 2, Expression::Decade { tens, century }, "period.decade"));
            }
        }
        let noun = self.unit(i) == Some((Unit::Decade, 1));
        let start = i + usize::from(noun || self.role(i, "the"));
        let tens = self.find(start, |m| if let Meaning::Decade(tens) = m { Some(tens) } else { None })?;
        if self.english() && start == i && !self.alone(i, i + 1) && !self.part_before(i) {
            return None;
        }
        let mut end = start + 1;
        let mut century = None;
        let at = end + usize::from(self.role(end, "from") || self.role(end, "of"));
        if self.unit(at) == Some((Unit::Century, 1)) {
            if let Some(shift) = self.shift(at + 1) {
                century = Some(if shift == crate::temporal::Shift::Last { 19 } else { 20 });
                end = at + 2;
            } else if let Some((n, after)) = self.century_number(at + 1) {
                century = Some(n - 1);
                end = after;
            }
        }
        if century.is_none() && !noun && !self.definite(start) && !self.english() {
            return None;
        }
        Some(Parsed::date(end, Expression::Decade { tens, century }, "period.decade"))
    }

    /// "mid-nineties"
    fn part_before(self, i: usize) -> bool {
        let at = i.checked_sub(1 + usize::from(i > 0 && self.dash(i - 1)));
        at.is_some_and(|j| self.words[j].meanings.iter().any(|m| matches!(m, Meaning::PeriodPart(_))))
    }

    fn century_number(self, i: usize) -> Option<(i16, usize)> {
        if let Some((n, end)) = self.ordinal(i) {
            return Some((i16::from(n), end));
        }
        // القرن الـ19
        let glued = self.words.get(i).is_some_and(|w| self.passage.fold_of(w.first) == ARTICLE);
        let at = i + usize::from(glued);
        let (value, length) = self.digits(at)?;
        (length <= 2 && (glued || !self.english())).then_some((i16::try_from(value).ok()?, at + 1))
    }

    /// القرن التاسع عشر · the 19th century.
    fn century(self, i: usize) -> Option<Parsed> {
        let (number, mut end) = if self.english() {
            let start = i + usize::from(self.role(i, "the"));
            let (n, at) = self.ordinal(start)?;
            // 21st-century
            let at = at + usize::from(self.dash(at) && !self.spaced(at));
            if self.unit(at) != Some((Unit::Century, 1)) {
                return None;
            }
            (i16::from(n), at + 1)
        } else {
            if self.unit(i) != Some((Unit::Century, 1)) || !self.definite(i) {
                return None;
            }
            self.century_number(i + 1)?
        };
        let mut calendar = Calendar::Gregorian;
        let mut number = number;
        if self.role(end, "hijri") {
            calendar = Calendar::Hijri;
            end += 1;
        } else if self.role(end, "ce") {
            end += 1;
        } else if self.role(end, "bc") {
            number = -number;
            end += 1;
        }
        Some(Parsed::date(end, Expression::Century(number, calendar), "period.century"))
    }
}
