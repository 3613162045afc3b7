//! The grammar: a row of temporal words → expressions with their spans.
//!
//! One pass from left to right. At each word every family of expressions is tried and the longest reading wins; the
//! next attempt begins after it. Every family looks a bounded number of words ahead (number phrases and lists are cut
//! off), so the whole is linear in the text.

mod clock;
mod clock_ranges;
mod date_spans;
mod dates;
mod day_clock;
mod day_ranges;
mod durations;
mod feasts;
mod fractions;
mod members;
mod midnight;
mod moments;
mod numbers;
mod numeric;
mod parts_of_days;
mod periods;
mod pointed;
mod quarters;
mod ranges;
mod reckoning;
mod relative;
mod sets;
mod slashed;
mod twelve_hour;
mod weekdays;
mod year_parts;
mod years;

use super::expression::{Expression, Unit, Zone};
use super::outlook::Outlook;
use super::timex::{Facts, Placed, Timex, TimexKind};
use super::words::{Meaning, Reads, Word, Words};
use crate::text::clitics::{ARTICLE, proclitic};
use crate::text::{Language, Passage, Span, TokenKind};
use smallvec::SmallVec;

/// A reading that begins at some word.
#[derive(Clone, Debug)]
struct Parsed {
    /// One past its last word.
    end: usize,
    kind: TimexKind,
    expression: Expression,
    rule: &'static str,
}

impl Parsed {
    fn date(end: usize, expression: Expression, rule: &'static str) -> Self {
        Self { end, kind: TimexKind::Date, expression, rule }
    }

    fn time(end: usize, expression: Expression, rule: &'static str) -> Self {
        Self { end, kind: TimexKind::Time, expression, rule }
    }
}

/// The rule of a day that something is called after: it is read, so that no part of it is a time, and left out.
const NAMED_AFTER: &str = "date.named-after";

/// The row of words seen from one of them. Only the word at `origin` may carry a proclitic.
#[derive(Clone, Copy)]
struct Grammar<'a> {
    words: &'a [Word],
    passage: &'a Passage<'a>,
    origin: usize,
    /// How many days deep: in "two days before the week of May 3" the last is the third.
    depth: u8,
}

pub(super) use clock_ranges::on_day as range_on_day;
pub(super) use moments::is_one_day;

/// The longer reading; the earlier of two equally long ones.
#[inline]
fn longest(a: Option<Parsed>, b: Option<Parsed>) -> Option<Parsed> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.end > a.end { b } else { a }),
        (a, b) => a.or(b),
    }
}

/// Reads the whole row.
pub(super) fn parse(passage: &Passage, words: &Words) -> Vec<Placed> {
    let mut out = Vec::new();
    let mut starts = Starts::new(words);
    let mut at = 0;
    loop {
        let start = starts.next(passage, at);
        #[cfg(test)]
        for skipped in at..start.unwrap_or(words.row.len()) {
            let grammar = Grammar { words: &words.row, passage, origin: skipped, depth: 0 };
            let read = grammar.timex(skipped).map(|parsed| parsed.rule);
            let meanings = &words.row[skipped].meanings[..];
            assert_eq!(
                read, None,
                "a rule reads from a word that is skipped: {meanings:?} in {}",
                passage.source
            );
        }
        let Some(start) = start else { break };
        at = start;
        let grammar = Grammar { words: &words.row, passage, origin: at, depth: 0 };
        let Some(parsed) = grammar.timex(at).filter(|parsed| !grammar.inside_a_code(at, parsed.end)) else {
            at += 1;
            continue;
        };
        if parsed.rule == NAMED_AFTER {
            at = parsed.end;
            continue;
        }
        let last = &words.row[parsed.end - 1];
        // «من 13 إلى 17 ديسمبر», «بين عامي 2002 و2003»: an end that cannot stand alone takes the opener in.
        let takes_opener = match parsed.rule {
            "range.days" | "range.clocks" => true,
            "range.years" => words.row[at].meanings.iter().any(|m| matches!(m, Meaning::Unit(Unit::Year, 2))),
            _ => false,
        };
        let opened = takes_opener
            && at > 0
            && words.row[at - 1].cut == 0
            && words.row[at - 1].meanings.iter().any(|m| matches!(m, Meaning::Role("from" | "between")));
        // «الـ28 من سبتمبر»: the article before digits belongs to them.
        let article = at > 0 && passage.fold_of(words.row[at - 1].first) == ARTICLE;
        let start = if opened || article { words.row[at - 1].start } else { words.row[at].start };
        let span = Span::new(start, passage.tokens[last.last].span.end);
        let timex = Timex {
            span,
            kind: parsed.kind,
            expression: parsed.expression,
            language: passage.language,
            ahead: false,
            rule: parsed.rule,
            facts: Facts { two_months: two_months(&words.row[at..parsed.end]), ..Facts::default() },
        };
        out.push(Placed { timex, first: at, end: parsed.end });
        at = parsed.end;
    }
    out
}

/// «كانون الأول/يناير»: two names of one month that are two months. Two months of one family side by side are a range.
fn two_months(words: &[Word]) -> bool {
    words.windows(3).any(|three| {
        matches!(three[1].meanings.first(), Some(Meaning::Mark('/' | '(')))
            && are_two_months(&three[0].meanings, &three[2].meanings)
    })
}

/// The family that shares no name with the others.
const LEVANT: &str = "levant";

fn are_two_months(first: &[Meaning], second: &[Meaning]) -> bool {
    let months = |meanings: &[Meaning]| -> SmallVec<[(u8, &'static str); 3]> {
        let month = |m: &Meaning| {
            if let Meaning::Month(number, family, _) = m { Some((*number, *family)) } else { None }
        };
        meanings.iter().filter_map(month).collect()
    };
    let (first, second) = (months(first), months(second));
    let (Some(&(a, _)), Some(&(b, _))) = (first.first(), second.first()) else { return false };
    let pairs = || first.iter().flat_map(|x| second.iter().map(move |y| (x, y)));
    if pairs().any(|(x, y)| x.0 == y.0 || x.1 == y.1) {
        return false;
    }
    // The western names mix in one country: «ديسمبر/جانفي» is a range.
    let levant = |months: &[(u8, &str)]| months.iter().any(|(_, family)| *family == LEVANT);
    levant(&first) != levant(&second) || b != a % 12 + 1
}

/// Where an expression may begin. Trying every family at a word is the dearest step of all, and most words that mean
/// something are prepositions and marks in phrases that hold no time.
struct Starts<'a> {
    words: &'a Words,
    /// No evidence stands between the last start and here.
    evidence: usize,
}

impl<'a> Starts<'a> {
    const fn new(words: &'a Words) -> Self {
        Self { words, evidence: 0 }
    }

    /// The first word from `at` on at which an expression may begin: one with evidence of a time in its phrase, at
    /// itself or behind it. A phrase goes on as long as its words mean something.
    fn next(&mut self, passage: &Passage, mut at: usize) -> Option<usize> {
        let row = &self.words.row;
        loop {
            let word = row.get(at)?;
            self.evidence = self.evidence.max(at);
            while let Some(word) = row.get(self.evidence)
                && !word.evident
                && (!word.meanings.is_empty() || word.is_article(passage))
            {
                self.evidence += 1;
            }
            let evident = row.get(self.evidence).is_some_and(|word| word.evident);
            if self.words.read_whole || evident && word.opens(passage) {
                return Some(at);
            }
            at = if evident { at + 1 } else { self.evidence + 1 };
        }
    }
}

impl<'a> Grammar<'a> {
    /// The longest expression at word `i`.
    fn timex(self, i: usize) -> Option<Parsed> {
        if self.words[i].meanings.is_empty() && !self.glued_article(i)
            || self.means(i, |m| matches!(m, Meaning::NoTime))
        {
            return None;
        }
        let mut best = self.set(i);
        best = longest(best, self.range(i));
        best = longest(best, self.moment(i));
        longest(best, self.duration(i)).map(|parsed| self.approximate(parsed))
    }

    /// What `read` finds at `i`, where one of the words that it `needs` is ahead. Tests read all the same, to see that
    /// nothing is missed.
    #[inline]
    fn given<T>(self, i: usize, needs: Outlook, read: impl FnOnce() -> Option<T>) -> Option<T> {
        let open = self.words.get(i)?.ahead.holds(needs);
        let found = if open || cfg!(test) { read() } else { None };
        debug_assert!(open || found.is_none(), "shut out by {needs:?} at {i} of {}", self.passage.source);
        found
    }

    /// «ثلاث سنوات تقريبا»: an approximator behind what it makes approximate.
    fn approximate(self, parsed: Parsed) -> Parsed {
        let behind = self.find(parsed.end, |m| if let Meaning::Behind(code) = m { Some(code) } else { None });
        match behind {
            Some(code) if !matches!(parsed.expression, Expression::Modified(..)) => {
                let expression = Expression::Modified(code, Box::new(parsed.expression));
                Parsed { end: parsed.end + 1, expression, ..parsed }
            }
            _ => parsed,
        }
    }

    /// "xJO7p", "02Pk": letters and digits that are glued to more of them are a code or an address.
    fn inside_a_code(self, start: usize, end: usize) -> bool {
        let kind = |i: usize| self.words.get(i).map(|w| self.passage.tokens[w.first].kind);
        let letters = |i: usize| kind(i) == Some(TokenKind::Latin);
        let written = |i: usize| letters(i) || kind(i) == Some(TokenKind::Number);
        let before = start.checked_sub(1).is_some_and(|j| !self.spaced(start) && written(j));
        let last = end.saturating_sub(1);
        let after = !self.spaced(end) && written(end) && written(last) && end < self.words.len();
        self.english() && (before || after)
    }

    /// The same row seen from word `i`, which may then carry a proclitic.
    fn seen_from(self, i: usize) -> Self {
        Self { origin: i, ..self }
    }

    /// Word `i`, whatever it carries. Tests count these look-ups.
    fn look(self, i: usize) -> Option<&'a Word> {
        #[cfg(test)]
        crate::text::steps::take();
        self.words.get(i)
    }

    /// Word `i` if the grammar may read it: it carries no proclitic, or it is where reading began.
    fn word(self, i: usize) -> Option<&'a Word> {
        self.look(i).filter(|w| w.cut == 0 || i == self.origin)
    }

    fn find<T>(self, i: usize, pick: impl Fn(Meaning) -> Option<T>) -> Option<T> {
        self.word(i)?.meanings.iter().find_map(|m| pick(*m))
    }

    fn means(self, i: usize, test: impl Fn(Meaning) -> bool) -> bool {
        self.word(i).is_some_and(|w| w.meanings.iter().any(|m| test(*m)))
    }

    fn role(self, i: usize, role: &str) -> bool {
        self.means(i, |m| matches!(m, Meaning::Role(r) if r == role))
    }

    /// A role on a word that may carry "and": «وحتى».
    fn role_any(self, i: usize, role: &str) -> bool {
        self.look(i).is_some_and(|w| w.meanings.iter().any(|m| matches!(m, Meaning::Role(r) if *r == role)))
    }

    fn mark(self, i: usize, mark: char) -> bool {
        self.look(i).is_some_and(|w| matches!(w.meanings.first(), Some(Meaning::Mark(m)) if *m == mark))
    }

    fn comma(self, i: usize) -> bool {
        self.mark(i, '،') || self.mark(i, ',')
    }

    fn dash(self, i: usize) -> bool {
        self.mark(i, '-') || self.mark(i, '–') || self.mark(i, '—')
    }

    fn digits(self, i: usize) -> Option<(u32, usize)> {
        self.find(i, |m| if let Meaning::Digits(value, length) = m { Some((value, length)) } else { None })
    }

    fn unit(self, i: usize) -> Option<(Unit, u8)> {
        self.find(i, |m| if let Meaning::Unit(unit, count) = m { Some((unit, count)) } else { None })
    }

    fn weekday(self, i: usize) -> Option<(u8, bool)> {
        self.find(i, |m| if let Meaning::Weekday(day, bare) = m { Some((day, bare)) } else { None })
    }

    fn day_part(self, i: usize) -> Option<(&'static str, Reads)> {
        self.find(i, |m| if let Meaning::DayPart(code, reads, _) = m { Some((code, reads)) } else { None })
    }

    fn shift(self, i: usize) -> Option<super::Shift> {
        self.find(i, Meaning::shift)
    }

    fn zone(self, i: usize) -> Option<Zone> {
        self.find(i, |m| if let Meaning::Zone(zone) = m { Some(Zone::Listed(zone)) } else { None })
    }

    /// `+03:00` glued to a clock time at `i`: the offset in minutes and the word after it.
    fn written_offset(self, i: usize) -> Option<(Zone, usize)> {
        let sign = if self.mark(i, '+') { 1 } else { -i16::from(self.mark(i, '-')) };
        let glued = (i..i + 4).all(|j| self.words.get(j).is_some_and(|w| !w.spaced));
        let (hours, 2) = self.digits(i + 1)? else { return None };
        let (minutes, 2) = self.digits(i + 3)? else { return None };
        let right = sign != 0 && glued && self.mark(i + 2, ':') && hours <= 14 && minutes < 60;
        let all = i16::try_from(hours * 60 + minutes).ok()?;
        right.then_some((Zone::Offset(sign * all), i + 4))
    }

    /// A zone, whose own preposition may be its proclitic.
    fn zone_any(self, i: usize) -> Option<Zone> {
        self.seen_from(i).zone(i)
    }

    /// White space stands before word `i`.
    fn spaced(self, i: usize) -> bool {
        self.look(i).is_none_or(|w| w.spaced)
    }

    /// Word `i` carries "and", glued or as a word before it. The index of the word after it, seen from there.
    fn and(self, i: usize) -> Option<Self> {
        let word = self.look(i)?;
        if word.cut == proclitic::AND {
            return Some(self.seen_from(i));
        }
        if word.cut == 0 && self.role_any(i, "and") && self.look(i + 1).is_some_and(|w| w.cut == 0) {
            return Some(self.seen_from(i + 1));
        }
        None
    }

    /// The word begins with the article, as far as letters show it.
    fn definite(self, i: usize) -> bool {
        self.look(i).is_some_and(|w| w.definite)
    }

    fn english(self) -> bool {
        self.passage.language == Language::English
    }

    fn capital(self, i: usize) -> bool {
        self.look(i).is_some_and(|w| self.passage.is_capitalised(w.first))
    }

    fn is_latin(self, i: usize) -> bool {
        self.look(i).is_some_and(|w| self.passage.tokens[w.first].kind == TokenKind::Latin)
    }

    /// The word before `i` warns that the number at `i` is no time.
    fn trapped(self, i: usize, trap: &str) -> bool {
        let is_trap = |w: &Word| w.meanings.iter().any(|m| matches!(m, Meaning::Trap(t) if *t == trap));
        let before = |n: usize| i.checked_sub(n).and_then(|j| self.words.get(j));
        before(1).is_some_and(is_trap)
            || (before(1).is_some_and(|w| matches!(w.meanings.first(), Some(Meaning::Mark('(' | ':' | '.'))))
                && before(2).is_some_and(is_trap))
    }

    /// One of `roles` stands on the word before `i`, or its proclitic does the same work.
    fn after_role(self, i: usize, roles: &[&str]) -> bool {
        self.look(i).is_some_and(|w| w.cut & (proclitic::BI | proclitic::LI) != 0)
            || i.checked_sub(1).is_some_and(|j| roles.iter().any(|role| self.role_any(j, role)))
    }
}
