//! Quarters and halves of a year as English business writes them: the third quarter · Q3 2018 · 2018Q4 · Q3 '18 · 4Q13 ·
//! first-half · fiscal 2013; and the ends of periods in capitals: EOM, by EOD.

use super::{Grammar, Parsed};
use crate::temporal::expression::{Calendar, Expression, Fields, Unit, Year};
use crate::temporal::words::Meaning;

impl Grammar<'_> {
    /// Any of them.
    pub(super) fn english_part_of_year(self, i: usize) -> Option<Parsed> {
        let quarter = |number: u8, half: bool, year: Option<Year>, end: usize| {
            let expression = match (half, number) {
                (true, 1..=2) => Expression::Half(number, year),
                (false, 1..=4) => Expression::Quarter(number, year),
                _ => return None,
            };
            Some(Parsed::date(end, expression, "period.part-of-year"))
        };
        // 2018Q4, 2018-q1, 2018 Q3
        if let Some((year, 4)) = self.digits(i).filter(|(y, _)| (1900..=2100).contains(y)) {
            let at = i + 1 + usize::from(self.dash(i + 1) && !self.spaced(i + 1));
            let (number, half, end) = self.part_code(at).or_else(|| {
                // "2016 third quarter"
                let (number, end) = self.ordinal(at)?;
                let right = self.unit(end) == Some((Unit::Quarter, 1));
                right.then_some((number, false, end + 1))
            })?;
            return quarter(number, half, i16::try_from(year).ok().map(Year::Of), end);
        }
        // 4Q13, 1H 2015
        if let Some((number, 1)) = self.digits(i)
            && !self.spaced(i + 1)
            && let Some(half) = self.part_letter(i + 1)
            && let Some((year, length @ (2 | 4))) = self.digits(i + 2)
        {
            let year =
                if length == 4 { i16::try_from(year).ok()? } else { super::slashed::two_digit_year(year) };
            return quarter(u8::try_from(number).ok()?, half, Some(Year::Of(year)), i + 3);
        }
        if let Some((number, half, end)) = self.part_code(i) {
            let (year, after) = self.year_of_part(end);
            // A bare "Q3" is a label, "H1" a heading or a virus, as often as a time.
            return match year {
                Some(_) => quarter(number, half, year, after),
                None if !half
                    && self.capital(i)
                    && (self.alone(i, end)
                        || self.after_role(i, &["in", "for", "during", "from", "of", "by", "to"])) =>
                {
                    quarter(number, half, None, end)
                }
                None => None,
            };
        }
        let start = i + usize::from(self.role(i, "the"));
        let (number, mut at) = self.ordinal(start).or_else(|| {
            let last = self.means(start, |m| matches!(m, Meaning::Ordinal(-1)));
            last.then_some((4, start + 1))
        })?;
        at += usize::from(self.dash(at) && !self.spaced(at));
        at = self.unit_adjectives(at);
        let half = self.role(at, "half");
        if !half && self.unit(at) != Some((Unit::Quarter, 1)) {
            return None;
        }
        let end = at + 1;
        let (year, after) = self.year_of_part(end);
        if year.is_some() {
            return quarter(number, half, year, after);
        }
        // The second half is a match's, a quarter "of the game" too.
        let foreign = self.role(end, "of") || self.role(end, "final");
        if half || foreign || self.means(at, |m| matches!(m, Meaning::NoTime)) {
            return None;
        }
        quarter(number, false, None, end)
    }

    fn part_letter(self, i: usize) -> Option<bool> {
        if self.role(i, "quarter-mark") {
            return Some(false);
        }
        (self.role(i, "hour-mark") && self.capital(i)).then_some(true)
    }

    /// Q4, H1: number, whether it is a half, and the word after it.
    fn part_code(self, i: usize) -> Option<(u8, bool, usize)> {
        let half = self.part_letter(i)?;
        let at = i + 1;
        let (number, 1) = self.digits(at).filter(|_| !self.spaced(at))? else { return None };
        let most = if half { 2 } else { 4 };
        let number = u8::try_from(number).ok().filter(|n| (1..=most).contains(n))?;
        // "Q1.5" and "Q4b" are something else.
        (!self.is_latin(at + 1) || self.spaced(at + 1)).then_some((number, half, at + 1))
    }

    /// The year behind a part of it: 2018, of 2018, '18, fiscal 2013, of the year, of last year, this year.
    fn year_of_part(self, i: usize) -> (Option<Year>, usize) {
        let mut at = i + usize::from(self.role(i, "of") || self.comma(i) || self.role(i, "in"));
        let preposition = at > i;
        if self.mark(at, '\'') || self.mark(at, '’') {
            if let Some((year, 2)) = self.digits(at + 1).filter(|_| !self.spaced(at + 1)) {
                return (Some(Year::Of(super::slashed::two_digit_year(year))), at + 2);
            }
            return (None, i);
        }
        let fiscal = at;
        at = self.unit_adjectives(at);
        let after_noun = at + usize::from(at > fiscal && self.unit(at) == Some((Unit::Year, 1)));
        if let Some((year, Calendar::Gregorian, end)) =
            self.year_number(after_noun).filter(|_| !self.counts_after(after_noun + 1))
        {
            return (Some(Year::Of(year)), end);
        }
        let period = self.english_period(fiscal).or_else(|| {
            let noun = fiscal + 1;
            let this = self.role(fiscal, "the") && self.unit(noun) == Some((Unit::Year, 1)) && preposition;
            this.then(|| Self::period(noun + 1, Unit::Year, 0))
        });
        match period {
            Some(Parsed { expression: Expression::Period(Unit::Year, by), end, .. }) => {
                (i16::try_from(by).ok().map(Year::Shifted), end)
            }
            _ => (None, i),
        }
    }

    /// fiscal 2013 · fiscal year 2008 · the year of 2008.
    pub(super) fn fiscal_year(self, i: usize) -> Option<Parsed> {
        let start = i + usize::from(self.role(i, "the"));
        let mut at = start;
        at = self.unit_adjectives(at);
        let noun = self.unit(at) == Some((Unit::Year, 1));
        if at == start && !noun {
            return None;
        }
        at += usize::from(noun);
        at += usize::from(noun && self.role(at, "of"));
        let (value, 4) = self.digits(at)? else { return None };
        let year = i16::try_from(value).ok().filter(|y| (1900..=2100).contains(y))?;
        if !self.stands_free(at, at + 1) {
            return None;
        }
        let fields = Fields { year: Some(Year::Of(year)), ..Fields::default() };
        Some(Parsed::date(at + 1, Expression::Date(fields), "date.year-noun"))
    }

    /// "Friday EOD": the word after it.
    pub(super) fn end_of_day(self, i: usize) -> Option<usize> {
        self.means(i, |m| m == Meaning::Role("abbr/END/day")).then_some(i + 1)
    }

    /// EOM, the EOD, BOY: in capitals where the letters are a word.
    pub(super) fn abbreviated_part(self, i: usize) -> Option<Parsed> {
        let start = i + usize::from(self.role(i, "the"));
        let (code, unit) = self.find(start, |m| match m {
            Meaning::Role(role) => role.strip_prefix("abbr/")?.split_once('/'),
            _ => None,
        })?;
        let first = self.words[start].first;
        let capitals = self.passage.source_of(first).chars().all(char::is_uppercase);
        if !capitals && code == "START" {
            return None;
        }
        let unit = Unit::parse(unit)?;
        // "EOD Friday"
        if unit == Unit::Day
            && let Some(day) = self.day(start + 1).filter(|d| super::moments::is_one_day(&d.expression))
        {
            let part =
                Expression::Modified(if code == "START" { "START" } else { "END" }, Box::new(day.expression));
            return Some(Parsed::date(day.end, part, "period.abbreviated"));
        }
        let whole = if unit == Unit::Day {
            Expression::Day { offset: 0, weekday: None }
        } else {
            Expression::Period(unit, 0)
        };
        let part = Expression::Modified(if code == "START" { "START" } else { "END" }, Box::new(whole));
        Some(Parsed::date(start + 1, part, "period.abbreviated"))
    }
}
