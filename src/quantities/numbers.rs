//! Numbers: digits of both scripts with their separators, words, magnitudes, halves.
//!
//! A number is a sum of terms in falling order, each a group under a thousand times a magnitude: ثلاثة ملايين ومئتا
//! ألف وخمسمئة, 1.2 million, نصف مليون. Terms, and words in a group, are bounded, so reading costs no more than a few
//! words wherever it begins.

use super::decimal::Decimal;
use super::nouns;
use super::words::{Form, Meaning, Word};
use crate::text::clitics::proclitic;
use crate::text::{Language, Passage};

/// The row of words and the passage it was read from.
#[derive(Clone, Copy)]
pub(super) struct Grammar<'a> {
    pub row: &'a [Word],
    pub passage: &'a Passage<'a>,
}

/// A number that begins at some word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub value: Decimal,
    /// One past its last word.
    pub end: usize,
    /// It holds a magnitude.
    pub magnitude: bool,
    /// It is nothing but a magnitude: ألف.
    pub bare_magnitude: bool,
    /// Its thousands are set apart.
    pub grouped: bool,
    /// How many digits, when it is a run of digits and no more.
    pub run: Option<usize>,
}

/// One group times one magnitude.
struct Term {
    value: Decimal,
    /// The magnitude; 1 for a bare group.
    unit: u64,
    end: usize,
    grouped: bool,
    bare: bool,
    run: Option<usize>,
}

/// Terms in one number, at most: trillions, billions, millions, thousands, units.
const MOST_TERMS: usize = 5;
/// Groups of three digits in a number, at most.
const MOST_GROUPS: usize = 5;
/// Digits in a run that is a number, at most.
const LONGEST_RUN: usize = 12;

impl<'a> Grammar<'a> {
    /// What word `i` may mean, as far as `pick` wants to know. Tests count these look-ups.
    pub fn find<T>(self, i: usize, pick: impl Fn(Meaning) -> Option<T>) -> Option<T> {
        #[cfg(test)]
        crate::text::steps::take();
        self.row.get(i)?.meanings.iter().find_map(|&m| pick(m))
    }

    pub fn means(self, i: usize, test: impl Fn(Meaning) -> bool) -> bool {
        self.find(i, |m| test(m).then_some(())).is_some()
    }

    /// The mark that word `i` is.
    pub fn mark(self, i: usize) -> Option<char> {
        self.find(i, |m| if let Meaning::Mark(mark) = m { Some(mark) } else { None })
    }

    /// White space stands before word `i`, or nothing does.
    pub fn spaced(self, i: usize) -> bool {
        self.row.get(i).is_none_or(|w| w.spaced)
    }

    pub fn english(self) -> bool {
        self.passage.language == Language::English
    }

    /// The digits of word `i`, in ASCII.
    pub fn digits(self, i: usize) -> Option<&'a str> {
        self.means(i, |m| m == Meaning::Digits).then(|| self.passage.fold_of(self.row[i].first))
    }

    /// The number at word `i`, which may carry a proclitic. `money` admits the short magnitudes of sums.
    pub fn number(self, i: usize, money: bool) -> Option<Number> {
        let first = self.term(i, u64::MAX, money)?;
        let mut number = Number {
            value: first.value,
            end: first.end,
            magnitude: first.unit > 1,
            bare_magnitude: first.bare,
            grouped: first.grouped,
            run: first.run,
        };
        let mut unit = first.unit;
        for _ in 1..MOST_TERMS {
            if let Some((part, end)) = self.part_behind(number.end, unit) {
                number.value = number.value.plus(part)?;
                (number.end, number.run, number.bare_magnitude) = (end, None, false);
                break;
            }
            if unit == 1 {
                break;
            }
            let joined = self.and(number.end);
            let next = joined.or_else(|| self.english().then_some(number.end));
            let Some(term) = next.and_then(|at| self.term(at, unit, false)) else { break };
            // "two million and five", but "$2 million and 300 thousand euros" are two.
            let apart =
                self.english() && (term.bare || term.run.is_some() || joined.is_some() && term.unit > 1);
            if apart {
                break;
            }
            number.value = number.value.plus(term.value)?;
            (number.end, number.bare_magnitude, unit) = (term.end, false, term.unit);
        }
        Some(number)
    }

    /// A group with its magnitude, a part of a magnitude, or a magnitude alone, smaller than `ceiling`.
    fn term(self, i: usize, ceiling: u64, money: bool) -> Option<Term> {
        let term = |value, unit, end| Term { value, unit, end, grouped: false, bare: false, run: None };
        let magnitude = |i: usize| {
            self.find(i, |m| if let Meaning::Magnitude(n, form) = m { Some((n, form)) } else { None })
        };
        if let Some(part) =
            self.find(i, |m| if let Meaning::Fraction(part, false) = m { Some(part) } else { None })
        {
            let (unit, form) =
                magnitude(i + 1).filter(|&(unit, _)| self.row[i + 1].cut == 0 && unit < ceiling)?;
            let fits =
                matches!(form, Form::One | Form::Alef | Form::Of) || form == Form::Many && self.english();
            return fits.then(|| part.times(unit).map(|value| term(value, unit, i + 2)))?;
        }
        if let Some((unit, form @ (Form::One | Form::Two | Form::Alef))) = magnitude(i) {
            let two = form == Form::Two || form == Form::Alef && self.has_noun(i + 1);
            let own = if two { 2 } else { 1 };
            // ألف مليار: a magnitude of magnitudes.
            let (factor, end) = match magnitude(i + 1) {
                Some((above, Form::One)) if above > unit && self.row[i + 1].cut == 0 => (above, i + 2),
                _ => (1, i + 1),
            };
            let unit_of_all = if factor > 1 { factor } else { unit };
            let value = Decimal::whole(own).times(unit.checked_mul(factor)?)?;
            let bare = !two && factor == 1;
            return (unit_of_all < ceiling).then(|| Term { bare, ..term(value, unit_of_all, end) });
        }
        let mut group = self.group(i)?;
        if let Some(part) =
            self.find(group.end, |m| if let Meaning::Fraction(part, true) = m { Some(part) } else { None })
            && magnitude(group.end + 1).is_some()
        {
            group = Term { value: group.value.plus(part)?, end: group.end + 1, run: None, ..group };
        }
        for _ in 0..2 {
            let Some((unit, form)) = magnitude(group.end).filter(|_| self.row[group.end].cut == 0) else {
                break;
            };
            let glued = !self.spaced(group.end);
            let fits = match form {
                Form::One | Form::Alef | Form::Many => true,
                Form::Short => money && glued && group.run.is_none_or(|_| self.digits(i).is_some()),
                Form::Two | Form::Of => false,
            };
            if !fits || unit < group.unit {
                break;
            }
            group = Term {
                value: group.value.times(unit)?,
                unit: group.unit.checked_mul(unit)?,
                end: group.end + 1,
                run: None,
                ..group
            };
        }
        (group.unit < ceiling && (ceiling == u64::MAX || group.value.as_whole().is_some_and(|v| v < ceiling)))
            .then_some(group)
    }

    /// What a dual in the construct state takes stands at word `i`.
    fn has_noun(self, i: usize) -> bool {
        let unit = |m| matches!(m, Meaning::Currency(..) | Meaning::Measure(..));
        self.row.get(i).is_some_and(|word| {
            word.cut == 0 && (self.means(i, unit) || nouns::takes_genitive(self.passage, word.first))
        })
    }

    /// «ونصف المليون», «ونصف»: a part added to a number whose last magnitude is `unit`.
    fn part_behind(self, end: usize, unit: u64) -> Option<(Decimal, usize)> {
        let at = self.and(end).filter(|_| !self.english())?;
        let part =
            self.find(at, |m| if let Meaning::Fraction(part, false) = m { Some(part) } else { None })?;
        let named = self.find(at + 1, |m| match m {
            Meaning::Magnitude(n, Form::Of | Form::One) => Some(n),
            _ => None,
        });
        match named.filter(|_| self.row[at + 1].cut == 0) {
            Some(named) => Some((part.times(named)?, at + 2)).filter(|_| named <= unit),
            None => Some((part.times(unit)?, at + 1)),
        }
    }

    /// The word after "and", which is glued to it or stands before it.
    fn and(self, i: usize) -> Option<usize> {
        let word = self.row.get(i)?;
        if word.cut == proclitic::AND {
            return Some(i);
        }
        let joins = word.cut == 0 && self.means(i, |m| m == Meaning::And);
        (joins && self.row.get(i + 1).is_some_and(|w| w.cut == 0)).then_some(i + 1)
    }

    fn group(self, i: usize) -> Option<Term> {
        if self.digits(i).is_some() { self.digit_group(i) } else { self.word_group(i) }
    }

    /// 62 · 1,234.5 · ١٬٢٣٤٫٥ · 20 000.
    fn digit_group(self, i: usize) -> Option<Term> {
        let run = self.digits(i)?;
        let padded = run.len() > 1 && run.starts_with('0');
        if run.len() > LONGEST_RUN || padded {
            return None;
        }
        let mut value = Decimal::whole(run.parse().ok()?);
        let (mut end, mut grouped) = (i + 1, false);
        for _ in 0..MOST_GROUPS {
            let Some((separator, digits)) = self.digits_behind(end) else { break };
            let three = digits.len() == 3 && run.len() <= 3 && run != "0";
            let groups = three
                && match separator {
                    ',' | '\u{66C}' | ' ' => true,
                    '.' => !self.english() && (grouped || !self.is_scaled(end + 2)),
                    _ => false,
                };
            let step = if separator == ' ' { 1 } else { 2 };
            if groups {
                value = value.times(1000)?.plus(Decimal::whole(digits.parse().ok()?))?;
                (end, grouped) = (end + step, true);
                continue;
            }
            let decimal = match separator {
                '.' | '\u{66B}' => true,
                ',' | '\u{60C}' => !self.english() && digits.len() <= 2,
                _ => false,
            };
            if decimal {
                value = value.with_decimals(digits)?;
                end += step;
            }
            break;
        }
        let run = (end == i + 1).then_some(run.len());
        Some(Term { value, unit: 1, end, grouped, bare: false, run })
    }

    /// A separator at word `i` and the digits behind it, nothing spaced; for a space, the digits at word `i`.
    fn digits_behind(self, i: usize) -> Option<(char, &'a str)> {
        if let Some(mark) = self.mark(i) {
            let glued = !self.spaced(i) && !self.spaced(i + 1);
            return self.digits(i + 1).filter(|_| glued).map(|digits| (mark, digits));
        }
        let digits = self.digits(i)?;
        let (before, at) = (self.row.get(i.checked_sub(1)?)?, self.row[i].start);
        let gap = self.passage.source.get(self.passage.tokens[before.last].span.end..at)?;
        // A thin or fixed space sets thousands apart; a common one may stand between two numbers.
        let fixed = matches!(gap, "\u{A0}" | "\u{202F}" | "\u{2009}");
        (fixed || gap == " " && digits == "000").then_some((' ', digits))
    }

    /// What is at word `i` shows that the point before it was a decimal one.
    fn is_scaled(self, i: usize) -> bool {
        self.means(i, |m| matches!(m, Meaning::Magnitude(..) | Meaning::Percent))
    }

    /// مئة وخمسة وعشرون · twenty-five · two hundred and five.
    fn word_group(self, i: usize) -> Option<Term> {
        let word = |i: usize| self.find(i, |m| if let Meaning::Number(n) = m { Some(n) } else { None });
        let plain = |i: usize| word(i).filter(|_| self.row[i].cut == 0);
        let first = word(i)?;
        let (mut sum, mut last, mut end) = (first, first, i + 1);
        if self.english() {
            if plain(end) == Some(100) && sum < 100 {
                (sum, last, end) = (sum * 100, 100, end + 1);
            }
            let next = if last >= 100 {
                self.and(end).filter(|&at| plain(at).is_some()).unwrap_or(end)
            } else {
                end
            };
            if let Some(tens) = plain(next).filter(|&n| last >= 100 && n < 100) {
                (sum, last, end) = (sum + tens, tens, next + 1);
            }
            let hyphen = self.mark(end) == Some('-') && !self.spaced(end) && !self.spaced(end + 1);
            let next = if hyphen { end + 1 } else { end };
            let is_tens = (20..100).contains(&last) && last.is_multiple_of(10);
            if let Some(ones) = plain(next).filter(|n| is_tens && (1..10).contains(n)) {
                (sum, end) = (sum + ones, next + 1);
            }
        } else {
            // Hundreds, then ones, then tens.
            for _ in 0..2 {
                let Some((at, next)) = self.and(end).and_then(|at| Some((at, word(at)?))) else { break };
                let tens = (20..100).contains(&next) && next.is_multiple_of(10);
                let fits = last >= 100 && (1..100).contains(&next) || (1..10).contains(&last) && tens;
                if !fits {
                    break;
                }
                (sum, end) = (sum + next, at + 1);
                last = if tens || next >= 10 { 0 } else { next };
            }
        }
        Some(Term { value: Decimal::whole(sum), unit: 1, end, grouped: false, bare: false, run: None })
    }
}
