//! Feasts and what is counted from them: عيد الفطر المقبل · ثاني أيام العيد · قبل أسبوع من عيد الأضحى · last Easter ·
//! Thanksgiving 2019 · the weekend of Halloween · two weeks before Christmas.
//!
//! Many feasts are also something else: a tree, a sale, a surname, a birthday. So a name before or after a noun of the
//! list `feast_nouns` is no time; in English running text a name needs a capital or words that make it a time; a name
//! that the list calls weak always needs such words.

use super::{Grammar, Parsed, longest};
use crate::temporal::calendar::feasts;
use crate::temporal::expression::{Calendar, Expression, Feast, Fields, Length, Measure, Unit, When, Year};
use crate::temporal::outlook::Outlook;
use crate::temporal::timex::TimexKind;
use crate::temporal::words::Meaning;
use crate::text::clitics::proclitic;

/// English text of at most this many tokens is a query, not prose: it may do without capitals.
const QUERY: usize = 8;
/// The rule of a feast whose day is not known.
const UNKNOWN: &str = "unknown";
/// Words after which a feast is meant as a time.
const BEFORE_FEAST: &[&str] =
    &["in", "on", "at", "by", "since", "until", "to", "from", "during", "before", "after", "ago"];

/// A feast's name, with what tells its year.
struct Named {
    end: usize,
    feast: Feast,
}

impl Grammar<'_> {
    /// The feast at `i`, or the time that is counted from one.
    pub(super) fn feast(self, i: usize) -> Option<Parsed> {
        self.given(i, Outlook::FEAST, || self.any_feast(i))
    }

    fn any_feast(self, i: usize) -> Option<Parsed> {
        let mut best = self.one_feast(i).map(Self::parsed);
        best = longest(best, self.around_feast(i));
        best = longest(best, self.day_of_feast(i));
        best = longest(best, self.away_from_feast(i));
        longest(best, self.part_of_feast(i))
    }

    fn parsed(named: Named) -> Parsed {
        let kind = if feasts::hours(named.feast.rule).is_some() { TimexKind::Time } else { TimexKind::Date };
        Parsed { end: named.end, kind, expression: Expression::Feast(named.feast), rule: "feast" }
    }

    fn rule(self, i: usize) -> Option<&'static str> {
        self.find(i, |m| if let Meaning::Holiday(rule) = m { Some(rule) } else { None })
    }

    fn feast_noun(self, i: usize, kind: &str) -> bool {
        self.words
            .get(i)
            .is_some_and(|w| w.meanings.iter().any(|m| matches!(m, Meaning::FeastNoun(k) if *k == kind)))
    }

    /// A feast that its neighbours let stand: عيد الفطر · Christmas 2015 · last Easter.
    fn one_feast(self, i: usize) -> Option<Named> {
        self.feast_with(i, false)
    }

    /// `sure` when the words before `i` already make it a time.
    fn feast_with(self, i: usize, sure: bool) -> Option<Named> {
        let start = i + usize::from(self.role(i, "the"));
        let (shift, at) = self.shift_before_feast(start);
        let at = if shift.is_some() { at } else { start };
        let rule = self.rule(at)?;
        let (when, end) = match shift {
            Some(shift) => (When::Shifted(shift), at + 1),
            None => self.feast_year(at + 1, rule),
        };
        let told = shift.is_some() || when != When::Nearest;
        if self.describes_a_noun(at, end, told) || self.is_another_feast(at, rule, told) {
            return None;
        }
        // In prose nobody knows whose Independence Day it is.
        let prose = self.english() && self.passage.tokens.len() > QUERY;
        let rule = if prose && feasts::has(rule, "own") { UNKNOWN } else { rule };
        // The article of "the Fourth of July" is its own, that of "the Easter holidays" the noun's.
        let article = start > i && !told && !sure;
        let one_word = self.words.get(at).is_some_and(|w| w.first == w.last);
        if article && (one_word || self.goes_on(end)) {
            return None;
        }
        let weak = feasts::has(rule, "weak");
        let whole = i == 0 && end == self.words.len();
        let supported =
            sure || whole || told || self.after_role(at, BEFORE_FEAST) || self.day_part(end).is_some();
        let stands = if self.english() {
            let capital = self.capital(at);
            let query = self.passage.tokens.len() <= QUERY;
            if weak {
                supported && (capital || query && (told || whole) || sure)
            } else {
                capital || query || supported
            }
        } else {
            !weak || supported
        };
        stands.then_some(Named { end, feast: Feast { rule, when } })
    }

    /// last · this past · the next.
    fn shift_before_feast(self, i: usize) -> (Option<crate::temporal::Shift>, usize) {
        if !self.english() || self.means(i, |m| m == Meaning::Shift("that")) {
            return (None, i);
        }
        let (first, second) = (self.shift(i), self.shift(i + 1));
        match (first, second) {
            (Some(_), Some(shift)) => (Some(shift), i + 2),
            (shift, _) => (shift, i + 1),
        }
    }

    /// Christmas tree · «شجرة عيد الميلاد» · «عيد الميلاد الأربعين» · Easter Rising.
    fn describes_a_noun(self, at: usize, end: usize, told: bool) -> bool {
        let before = at
            .checked_sub(1)
            .is_some_and(|j| self.feast_noun(j, if self.english() { "title" } else { "noun" }));
        if self.english() {
            let noun = end + usize::from(self.dash(end) && !self.spaced(end));
            return before || self.feast_noun(noun, "noun") || self.is_name_of_somebody(at, end);
        }
        // The fortieth of a feast is a birthday or an anniversary.
        let counted = !told
            && (self.means(end, |m| matches!(m, Meaning::Ordinal(n) if n > 0))
                || self.definite(end) && self.means(end, |m| matches!(m, Meaning::Number(_)))
                || self.definite(end) && self.digits(end + 1).is_some() && !self.spaced(end + 1));
        before || counted
    }

    /// Rakhi Sawant · Tariq Ramadan · Christmas Island: a capital beside a name of one word makes another name of it.
    fn is_name_of_somebody(self, at: usize, end: usize) -> bool {
        let named = |j: usize| self.capital(j) && self.goes_on(j);
        let Some(word) = self.words.get(at).filter(|w| w.first == w.last && end == at + 1) else {
            return false;
        };
        // A headline in capitals says nothing.
        if self.passage.tokens.len() <= QUERY && at == 0 || !self.capital(at) || self.in_capitals(word.first)
        {
            return false;
        }
        let before = at.checked_sub(1).filter(|&j| named(j) && self.spaced(at));
        let opens = |j: usize| j == 0 || matches!(self.words[j - 1].meanings.first(), Some(Meaning::Mark(_)));
        let is_a_name = self.rule(at).is_some_and(|rule| feasts::has(rule, "name"));
        named(end) && self.spaced(end) || before.is_some_and(|j| is_a_name || !opens(j))
    }

    fn in_capitals(self, token: usize) -> bool {
        self.passage.source_of(token).chars().all(|c| !c.is_lowercase())
    }

    /// Every country has its own: Ukraine's Independence Day is not the American one, unless the list has it.
    fn is_another_feast(self, at: usize, rule: &str, told: bool) -> bool {
        if !feasts::has(rule, "own") || told && !self.english() {
            return false;
        }
        at.checked_sub(1).is_some_and(|j| {
            let word = &self.words[j];
            let name = self.capital(j) && word.meanings.is_empty() && self.passage.is_word(word.first);
            name && at > 1 || self.role(j, "s")
        })
    }

    /// The year after a feast's name, and the word after it: 2018 · in 2018 · of last year · «لعام 1445 هـ» · «الماضي».
    fn feast_year(self, at: usize, rule: &str) -> (When, usize) {
        if let Some(shift) = self.shift(at).filter(|_| !self.english()) {
            return (When::Shifted(shift), at + 1);
        }
        if self.words.get(at).is_some_and(|w| w.cut == proclitic::AND) {
            return (When::Nearest, at);
        }
        let of = at + usize::from(["of", "in", "from", "for"].iter().any(|role| self.role(at, role)));
        let written = self
            .year_after(at)
            .or_else(|| self.year_phrase(of))
            .or_else(|| self.english_year_after(of))
            .or_else(|| {
                let (year, calendar, end) = self.seen_from(of).year_number(of).filter(|_| of > at)?;
                Some((Year::Of(year), calendar, end))
            });
        match written {
            Some((Year::Of(year), Calendar::Hijri, end)) if !self.english() || rule.starts_with("hijri:") => {
                return (When::OfHijri(year), end);
            }
            Some((year, Calendar::Gregorian, end)) => return (When::Of(year), end),
            _ => {}
        }
        match self.distance_from_now(at) {
            Some((length, back, end)) if length.iter().all(|m| m.count.is_some() && m.unit >= Unit::Week) => {
                (When::Away(length, back), end)
            }
            _ => (When::Nearest, at),
        }
    }

    /// 3 years ago · in a year · «قبل سنتين». Nothing but a length is looked for, so that no chain of feasts is read twice.
    fn distance_from_now(self, i: usize) -> Option<(Length, bool, usize)> {
        let (back, ahead) = if self.english() {
            (false, self.role(i, "ahead"))
        } else {
            (self.role(i, "ago"), self.role(i, "after"))
        };
        let before = usize::from(back || ahead);
        if !self.english() && before == 0 {
            return None;
        }
        let (length, end) = self.length(i + before)?;
        if before == 1 {
            let counted_from_another = self.role(end, "from") || self.role(end, "of");
            return (!counted_from_another).then_some((length, back, end));
        }
        let back = self.role(end, "ago");
        (back || self.role(end, "later")).then_some((length, back, end + 1))
    }

    /// last year · this year · the past year.
    fn english_year_after(self, i: usize) -> Option<(Year, Calendar, usize)> {
        let at = i + usize::from(self.role(i, "the"));
        let shift = self.shift(at).filter(|_| self.english())?;
        let right = self.unit(at + 1) == Some((Unit::Year, 1));
        right.then_some((Year::Shifted(i16::try_from(shift.steps()).ok()?), Calendar::Gregorian, at + 2))
    }

    /// A feast or a month of the Hijri calendar, from which one may count.
    fn feast_or_month(self, i: usize) -> Option<(usize, Expression)> {
        let start = i + usize::from(self.role(i, "the"));
        if let Some(named) = self.feast_with(start, true) {
            return Some((named.end, Expression::Feast(named.feast)));
        }
        let date = self.seen_from(i).calendar_date(i)?;
        let month = matches!(
            date.expression,
            Expression::Date(Fields { calendar: Calendar::Hijri, month: Some(_), day: None, .. })
        );
        month.then_some((date.end, date.expression))
    }

    /// Halloween weekend 2021 · Easter week · the weekend of Halloween · the week before Christmas.
    fn around_feast(self, i: usize) -> Option<Parsed> {
        if !self.english() {
            return None;
        }
        let around = |end, unit, by, feast| {
            Some(Parsed::date(
                end,
                Expression::Around(unit, by, Box::new(Expression::Feast(feast))),
                "feast.around",
            ))
        };
        let long = |unit: Unit| matches!(unit, Unit::Week | Unit::Weekend);
        let start = i + usize::from(self.role(i, "the"));
        if let Some((unit, 1)) = self.unit(start).filter(|(unit, _)| long(*unit)) {
            let at = start + 1;
            let by = if self.role(at, "before") {
                -1
            } else if self.role(at, "after") {
                1
            } else if ["of", "on"].iter().any(|role| self.role(at, role)) {
                0
            } else {
                return None;
            };
            let named = self.feast_with(at + 1, true)?;
            return around(named.end, unit, by, named.feast);
        }
        let (shift, at) = self.shift_before_feast(start);
        let at = if shift.is_some() { at } else { start };
        let rule = self.rule(at)?;
        let (unit, _) = self.unit(at + 1).filter(|(unit, count)| long(*unit) && *count == 1)?;
        let (when, end) = match shift {
            Some(shift) => (When::Shifted(shift), at + 2),
            None => self.feast_year(at + 2, rule),
        };
        around(end, unit, 0, Feast { rule, when })
    }

    /// «ثاني أيام عيد الأضحى» · «اليوم الأول من العيد» · the third night of Hanukkah.
    fn day_of_feast(self, i: usize) -> Option<Parsed> {
        let start = i + usize::from(self.role(i, "the"));
        let day =
            |at: usize| self.unit(at).map(|(unit, _)| unit).filter(|u| matches!(u, Unit::Day | Unit::Night));
        let (nth, unit, at) = if let Some((nth, at)) = self.ordinal(start) {
            (nth, day(at)?, at + 1)
        } else {
            let unit = day(start).filter(|_| !self.english() && self.definite(start))?;
            let (nth, at) = self.ordinal(start + 1)?;
            (nth, unit, at)
        };
        if !(1..=40).contains(&nth) {
            return None;
        }
        let of = at + usize::from(["of", "from", "in"].iter().any(|role| self.role(at, role)));
        // «ثاني أيام», the plural: a feast of one day in the list has days all the same.
        if self.english() && of == at {
            return None;
        }
        let (end, feast) = self.feast_or_month(of)?;
        let night = unit == Unit::Night;
        let expression = Expression::FeastDay(nth, night, Box::new(feast));
        let kind = if night { TimexKind::Time } else { TimexKind::Date };
        Some(Parsed { end, kind, expression, rule: "feast.day" })
    }

    /// Two weeks before Christmas · the day after Thanksgiving · «قبل أسبوع من عيد الفطر» · «قبل رمضان بيومين» ·
    /// «عشية عيد الميلاد» · the eve of Eid.
    fn away_from_feast(self, i: usize) -> Option<Parsed> {
        let away = |end: usize, length: Length, back: bool, from: Expression| {
            let countable = length.iter().all(|m| m.count.is_some() && m.unit >= Unit::Day);
            let expression = Expression::FeastOffset(length, back, Box::new(from));
            countable.then(|| Parsed::date(end, expression, "feast.offset"))
        };
        let one_day = || vec![Measure { count: Some(1.0), unit: Unit::Day }];
        let start = i + usize::from(self.role(i, "the"));
        if self.role(start, "eve") {
            let of = start + 1 + usize::from(self.role(start + 1, "of"));
            let (end, feast) = self.feast_or_month(of).filter(|_| of > start + 1 || !self.english())?;
            return away(end, one_day(), true, feast);
        }
        if self.english() {
            let (length, at) = match self.unit(start) {
                Some((Unit::Day, 1)) => (one_day(), start + 1),
                _ => self.length(i).filter(|_| start == i)?,
            };
            let back = self.role(at, "before");
            let plain = self.words.get(at).is_some_and(|w| w.first == w.last);
            let after = self.role(at, "after") && plain;
            if !(back || after) {
                return None;
            }
            let (end, feast) = self.feast_or_month(at + 1)?;
            return away(end, length, back, feast);
        }
        let back = self.role(i, "ago");
        if !back && !self.role(i, "after") {
            return None;
        }
        if let Some((length, at)) = self.length(i + 1)
            && self.role(at, "from")
        {
            // «من حلول عيد الفطر»
            let (end, feast) = self.feast_or_month(at + 1 + usize::from(self.role(at + 1, "onset")))?;
            return away(end, length, back, feast);
        }
        let (at, feast) = self.feast_or_month(i + 1 + usize::from(self.role(i + 1, "onset")))?;
        let (length, end) = self.seen_from(at).length(at).filter(|_| self.words[at].cut == proclitic::BI)?;
        away(end, length, back, feast)
    }

    /// The morning of Christmas Day. Arabic needs no word between: «صباح العيد» is read with the other days.
    fn part_of_feast(self, i: usize) -> Option<Parsed> {
        let start = i + usize::from(self.role(i, "the"));
        let (code, _) = self.day_part(start).filter(|_| self.english())?;
        let linked = self.role(start + 1, "of") || self.role(start + 1, "on");
        let named = self.feast_with(start + 2, true).filter(|_| linked)?;
        if !feasts::is_one_day(named.feast.rule) {
            return None;
        }
        let day = Some(Box::new(Expression::Feast(named.feast)));
        Some(Parsed::time(named.end, Expression::DayPart(day, code), "clock.day-part"))
    }
}
