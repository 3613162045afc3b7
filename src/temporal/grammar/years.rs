//! Years: by themselves, with their noun, behind a month; and what is only a number: 1996 شخصا.
//!
//! A year is believed by what stands beside it: a preposition, its noun, brackets, an era. A bare number between nouns is
//! a year only where nothing it could count follows.

use super::{Grammar, Parsed};
use crate::temporal::expression::{Calendar, Expression, Fields, Unit, Year};
use crate::temporal::words::Meaning;

/// ا, which an accusative shows.
const ALEF: char = '\u{0627}';

impl Grammar<'_> {
    /// A year by itself: عام 2015 · في 2011 · (1949) · عامي 2002 و2003.
    pub(super) fn year(self, i: usize) -> Option<Parsed> {
        if let Some((year, calendar, end)) = self.year_phrase(i) {
            let expression = match year {
                Year::Shifted(by) if calendar == Calendar::Gregorian => {
                    Expression::Period(Unit::Year, i32::from(by))
                }
                _ => Expression::Date(Fields { calendar, year: Some(year), ..Fields::default() }),
            };
            return Some(Parsed::date(end, expression, "date.year-noun"));
        }
        // «(1343) هجري»
        if self.mark(i, '(')
            && let Some((year, calendar, end)) =
                self.year_number(i).filter(|(_, _, end)| self.role(end - 1, "hijri"))
        {
            let fields = Fields { calendar, year: Some(Year::Of(year)), ..Fields::default() };
            return Some(Parsed::date(end, Expression::Date(fields), "date.year"));
        }
        let (value, _) = self.digits(i)?;
        let (year, calendar, end) = self.year_number(i)?;
        let era = end > i + 1;
        let fields = Fields { calendar, year: Some(Year::Of(year)), ..Fields::default() };
        let parsed = Parsed::date(end, Expression::Date(fields), "date.year");
        let part = |j: usize| {
            self.words.get(j).is_some_and(|w| w.meanings.iter().any(|m| matches!(m, Meaning::PeriodPart(_))))
        };
        // "mid-2020"
        let part_glued = i > 1 && self.dash(i - 1) && part(i - 2);
        if part_glued && (1900..=2060).contains(&value) {
            return Some(parsed);
        }
        if self.trapped(i, "before") || !self.stands_free(i, end) {
            return None;
        }
        if era {
            // «1000 م مربع»: one letter behind a number is as often metres.
            let metres =
                self.role(end - 1, "ce") && self.short_word(end - 1) && !(1100..=2100).contains(&value);
            return (!metres).then_some(parsed);
        }
        let bracketed = i.checked_sub(1).is_some_and(|j| self.mark(j, '(')) && self.mark(end, ')');
        let cued = self.after_role(
            i,
            &[
                "in",
                "since",
                "by",
                "during",
                "to",
                "from",
                "between",
                "until",
                "after",
                "ago",
                "before",
                "later-than",
            ],
        );
        // «نسخ 1990 و2002 و2010»
        let listed = i > 1
            && self.role_any(i - 1, "and")
            && self.words[i - 2].meanings.iter().any(|m| matches!(m, Meaning::Digits(1900..=2060, 4)));
        if listed && (1900..=2060).contains(&value) {
            return Some(parsed);
        }
        let modern = (1900..=2060).contains(&value);
        // «أواخر 2014»
        if modern && i > 0 && part(i - 1) {
            return Some(parsed);
        }
        let plausible = bracketed && (1700..=2060).contains(&value)
            || cued
                && (1800..=2060).contains(&value)
                && !self.counts_something(end, value)
                && (self.english() || !self.counts_from_to(i, end))
            || modern && self.english() && self.believed_in_english(i, end, value)
            || modern && !self.english() && i > 0 && self.believed_in_arabic(i, end, value);
        plausible.then_some(parsed)
    }

    /// A bare number of this age that its Arabic neighbours let be a year: nothing behind it that it could count.
    fn believed_in_arabic(self, i: usize, end: usize, value: u32) -> bool {
        let round = value.is_multiple_of(100);
        let free = !self.counts_noun(end) && !self.is_latin(i - 1);
        let of_a_noun = value % 100 > 10
            && self.names_a_year(i - 1)
            && !self.counts_people(end)
            && !self.counts_things(end);
        // «إلى» begins as the article does.
        let noun = !self.words[i - 1].meanings.iter().any(|m| matches!(m, Meaning::Role(_)));
        let of_a_definite = value % 100 > 10 && noun && self.definite(i - 1) && !self.counts_people(end);
        !round && (free || of_a_definite) || of_a_noun
    }

    /// A bare number of this age that English lets be a year.
    fn believed_in_english(self, i: usize, end: usize, value: u32) -> bool {
        // "the 2020 budget"
        let of_a_noun = i > 0
            && self.role(i - 1, "the")
            && !value.is_multiple_of(100)
            && value >= 1980
            && self.told_by_year(end);
        let plain = i > 0 && !self.counts_noun(end) && !value.is_multiple_of(10) && value >= 1950;
        self.role(end, "or-later") || self.alone(i, end) || of_a_noun || plain
    }

    /// The noun of "the 2020 budget": singular, as what is counted is not.
    fn told_by_year(self, i: usize) -> bool {
        self.words.get(i).is_some_and(|w| {
            self.is_latin(i)
                && w.meanings.is_empty()
                && !self.capital(i)
                && !self.passage.fold_of(w.first).ends_with('s')
        })
    }

    /// «فيضان 1988», «نهائي 2019»: a noun that may be told from its namesakes by a year.
    fn names_a_year(self, i: usize) -> bool {
        self.words.get(i).is_some_and(|w| {
            self.passage.tokens[w.first].kind == crate::text::TokenKind::Arabic && w.meanings.is_empty()
        })
    }

    /// After 11 to 99 the counted noun is an accusative, which shows its alef: 1996 شخصا.
    fn counts_people(self, end: usize) -> bool {
        self.words.get(end).is_some_and(|w| {
            w.cut == 0
                && w.meanings.is_empty()
                && !self.definite(end)
                && self.passage.fold_of(w.first).ends_with(ALEF)
        }) || self.means(end, |m| matches!(m, Meaning::Number(_) | Meaning::Mark('%' | '٪' | '$' | '€')))
    }

    /// «من 2015 نقطة إلى 1998 نقطة», «في 2011 قتيلا»: a preposition does not make a count a year.
    fn counts_from_to(self, i: usize, end: usize) -> bool {
        self.counts_people(end) || self.after_role(i, &["from", "to"]) && self.counts_things(end)
    }

    /// An indefinite feminine noun, which may be counted: 1988 وثيقة.
    fn counts_things(self, end: usize) -> bool {
        self.words.get(end).is_some_and(|w| {
            w.cut == 0
                && w.meanings.is_empty()
                && !self.definite(end)
                && self.passage.fold_of(w.first).ends_with(super::clock::TEH_MARBUTA)
        })
    }

    /// The word after a number that may be counted by it.
    fn counts_noun(self, end: usize) -> bool {
        self.words.get(end).is_some_and(|w| {
            w.cut == 0 && self.passage.is_word(w.first) && w.meanings.is_empty() && !self.definite(end)
        }) || self.means(end, |m| matches!(m, Meaning::Number(_) | Meaning::Mark('%' | '٪' | '$' | '€')))
    }

    /// No digit, decimal point or hyphenated letter is glued to the number.
    pub(super) fn stands_free(self, i: usize, end: usize) -> bool {
        let glued_before = i.checked_sub(1).is_some_and(|j| {
            !self.spaced(i)
                && (matches!(
                    self.words[j].meanings.first(),
                    Some(Meaning::Mark('.' | '/' | '-' | ':' | '$' | '#' | '+' | '_' | '€' | '£' | '@'))
                ) || self.is_latin(j))
        });
        let glued_after = self.words.get(end).is_some_and(|w| {
            !w.spaced
                && match w.meanings.first() {
                    Some(Meaning::Mark('.' | ',' | ':' | '/' | '-')) => {
                        self.digits(end + 1).is_some() && !self.spaced(end + 1)
                    }
                    Some(Meaning::Mark('%' | '٪' | '$' | '_')) => true,
                    _ => self.is_latin(end) && !self.role_any(end, "date-time"),
                }
        });
        !glued_before && !glued_after
    }

    /// A year's number, its calendar, and the word after it and its era. No cue is asked for.
    pub(super) fn year_number(self, i: usize) -> Option<(i16, Calendar, usize)> {
        let bracketed = self.mark(i, '(');
        let at = usize::from(bracketed) + i;
        let grammar = if bracketed { self.seen_from(at) } else { self };
        let (value, digits, mut end) = if let Some((value, length)) = grammar.digits(at) {
            (u64::from(value), length, at + 1)
        } else if self.english() {
            let (value, end) = grammar.english_year(at)?;
            (value, 4, end)
        } else {
            let (value, end) = grammar.spelled(at).filter(|(v, _)| *v >= 1000)?;
            (value, 4, end)
        };
        let mut year = i16::try_from(value).ok()?;
        let mut calendar = Calendar::Gregorian;
        let mut era = false;
        if self.role(end, "hijri") {
            calendar = Calendar::Hijri;
            era = true;
            end += 1;
        } else if self.role(end, "bc") {
            year = -year;
            era = true;
            end += 1;
        } else if self.role(end, "ce") {
            era = true;
            end += 1;
        } else if (1300..=1500).contains(&year) && digits == 4 && !self.english() && year >= 1343 {
            calendar = Calendar::Hijri;
        }
        if bracketed {
            if !self.mark(end, ')') {
                return None;
            }
            end += 1;
            // «عام (1366) هجري», «سنة (1954) م»
            if self.role(end, "hijri") {
                calendar = Calendar::Hijri;
                era = true;
                end += 1;
            } else if self.role(end, "ce") {
                calendar = Calendar::Gregorian;
                era = true;
                end += 1;
            }
        }
        let plausible = (digits == 4 && (1000..=2200).contains(&year)) || (era && digits <= 4 && year != 0);
        plausible.then_some((year, calendar, end))
    }

    /// nineteen eighty-four · twenty sixteen · two thousand and fifteen.
    fn english_year(self, i: usize) -> Option<(u64, usize)> {
        let first = self.number_word(i)?;
        if (18..=20).contains(&first)
            && let Some((rest, end)) = self.spelled(i + 1).filter(|(n, _)| (10..100).contains(n))
        {
            return Some((first * 100 + rest, end));
        }
        self.spelled(i).filter(|(v, _)| (1000..=2200).contains(v))
    }

    /// A year after a month: «2015», «، 2015», «من عام 2015», «العام الماضي».
    pub(super) fn year_after(self, i: usize) -> Option<(Year, Calendar, usize)> {
        let mut at = i;
        if self.comma(at) {
            at += 1;
        }
        if self.role(at, "from") || self.role(at, "of") {
            at += 1;
        }
        if let Some(found) = self.year_phrase(at) {
            return Some(found);
        }
        // «الحادي والعشرين من ألف وتسعمئة وثمانية وسبعين»
        if at > i
            && !self.english()
            && let Some((year, end)) = self.spelled(at).filter(|(n, _)| (1000..=2200).contains(n))
        {
            return Some((Year::Of(i16::try_from(year).ok()?), Calendar::Gregorian, end));
        }
        // "January next year", "November of that year"
        if self.english()
            && let Some(year) = self.english_period(at)
            && let Expression::Period(Unit::Year, by) = year.expression
        {
            return Some((Year::Shifted(i16::try_from(by).ok()?), Calendar::Gregorian, year.end));
        }
        // "the summer of '98"
        if self.english()
            && (self.mark(at, '\'') || self.mark(at, '’'))
            && let Some((year, 2)) = self.digits(at + 1).filter(|_| !self.spaced(at + 1))
        {
            return Some((Year::Of(super::slashed::two_digit_year(year)), Calendar::Gregorian, at + 2));
        }
        let of =
            self.english() && self.role(i, "of") && self.digits(at).is_some_and(|(_, length)| length == 4);
        if at == i || self.comma(i) || of {
            let (year, calendar, end) = self.year_number(at)?;
            if self.mark(at, '(') && at > i || self.counts_something(end, u32::try_from(year).unwrap_or(0)) {
                return None;
            }
            return Some((Year::Of(year), calendar, end));
        }
        None
    }

    /// A year with its noun: عام 2015 · العام الماضي · لسنة 2020 · سنة (1933).
    pub(super) fn year_phrase(self, i: usize) -> Option<(Year, Calendar, usize)> {
        use crate::temporal::expression::Unit;
        let grammar = self.seen_from(i);
        let at = if grammar.role(i, "this") || grammar.role(i, "the") { i + 1 } else { i };
        let grammar = if at > i { self } else { grammar };
        let (unit, count) = grammar.unit(at)?;
        if unit != Unit::Year || count == 0 {
            return None;
        }
        // «السنة المالية 2023»
        let kind = usize::from(self.role(at + 1, "year-kind"));
        if let Some((year, calendar, end)) = self.year_number(at + 1 + kind) {
            return Some((Year::Of(year), calendar, end));
        }
        // «العام الهجري القادم»
        if !self.english()
            && self.role(at + 1, "hijri")
            && let Some(shift) = self.shift(at + 2)
        {
            return Some((Year::Shifted(i16::try_from(shift.steps()).ok()?), Calendar::Hijri, at + 3));
        }
        if at > i && grammar.role(i, "this") && self.shift(at + 1).is_none() {
            return Some((Year::Shifted(0), Calendar::Gregorian, at + 1));
        }
        // «العام نفسه» is the one told last, which `shifted_period` reads.
        let told = self.means(at + 1, |m| m == Meaning::Shift("same"));
        let shift = self.shift(at + 1).filter(|_| !self.english() && !told)?;
        let by = i16::try_from(shift.steps()).ok()?;
        Some((Year::Shifted(by), Calendar::Gregorian, at + 2))
    }

    /// «ديسمبر 2000 مقاتل»: a round number before an indefinite noun counts it.
    pub(super) fn counts_something(self, end: usize, year: u32) -> bool {
        let next_is_noun = self.words.get(end).is_some_and(|w| {
            let token = &self.passage.tokens[w.first];
            token.kind == crate::text::TokenKind::Arabic
                && w.cut == 0
                && w.meanings.is_empty()
                && !self.definite(end)
        });
        next_is_noun && year.is_multiple_of(100)
    }
}
