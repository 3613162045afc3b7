//! A quantity at a word: a number with what it counts or measures, a sum of money, a share, an age.
//!
//! A number alone is no quantity: only a unit, a noun, a magnitude, set-apart thousands or an approximator makes it
//! one. What stands glued to letters, slashes and hyphens is a code, a range or an address.

use super::currency::{self, Countries};
use super::nouns;
use super::numbers::{Grammar, Number};
use super::words::Meaning;
use super::{Kind, Quantity};
use crate::text::clitics::{ARTICLE, proclitic};
use crate::text::{Span, TokenKind};

/// What was read at a word, and the word to go on from.
pub(super) struct Read {
    pub quantity: Option<Quantity>,
    pub next: usize,
}

/// A number in its surroundings.
struct Sum {
    number: Number,
    /// The word that the quantity begins with: the number's own, or the sign before it.
    first: usize,
    /// First byte, in the source.
    start: usize,
    /// The article stands before it.
    definite: bool,
}

/// Years that a run of four digits means.
const YEARS: std::ops::RangeInclusive<u64> = 1900..=2099;
/// Nobody is older.
const OLDEST: u64 = 130;

/// Reads a quantity that begins at word `i`.
pub(super) fn at(grammar: Grammar, i: usize, countries: impl FnOnce() -> Countries) -> Read {
    let found = |quantity: Quantity, next: usize| Read { quantity: Some(quantity), next };
    if let Some(score) = grammar.find(i, |m| if let Meaning::Score(score) = m { Some(score) } else { None }) {
        let last = grammar.row[i].last;
        let span = Span::new(grammar.row[i].start, grammar.passage.tokens[last].span.end);
        return found(Quantity::new(span, Kind::Score, score.to_owned()), i + 1);
    }
    if let Some(sum) = sign_before(grammar, i) {
        let next = sum.number.end;
        let codes = currency_at(grammar, i).map_or("", |(codes, _)| codes);
        let unit = currency::choose(codes, true, countries);
        let quantity = (!is_torn(grammar, next)).then(|| finish(grammar, &sum, next, Kind::Money, unit));
        return Read { quantity, next };
    }
    if let Some(sum) = percent_before(grammar, i) {
        let next = sum.number.end;
        let quantity =
            (!is_torn(grammar, next)).then(|| finish(grammar, &sum, next, Kind::Percent, Some("%")));
        return Read { quantity, next };
    }
    if let Some(quantity) = dual(grammar, i) {
        return found(quantity, i + 1);
    }
    let Some(number) = grammar.number(i, false) else { return Read { quantity: None, next: i + 1 } };
    let next = number.end;
    let Some(sum) = surroundings(grammar, i, number).filter(|_| !is_torn(grammar, next)) else {
        return Read { quantity: None, next };
    };
    match with_unit(grammar, &sum, countries).or_else(|| bare(grammar, &sum)) {
        Some((quantity, next)) => found(quantity, next),
        None => Read { quantity: None, next },
    }
}

/// The currency that word `i` is, when it carries no proclitic.
fn currency_at(grammar: Grammar, i: usize) -> Option<(&'static str, bool)> {
    grammar
        .find(i, |m| if let Meaning::Currency(codes, dual) = m { Some((codes, dual)) } else { None })
        .filter(|_| grammar.row[i].cut == 0)
}

/// $212 million · €5bn · USD 20.
fn sign_before(grammar: Grammar, i: usize) -> Option<Sum> {
    currency_at(grammar, i)?;
    let sign = grammar.passage.tokens[grammar.row[i].first];
    let is_word = sign.kind == TokenKind::Arabic
        || sign.kind == TokenKind::Latin && !grammar.passage.is_capitalised(grammar.row[i].first);
    let number = (!is_word && grammar.digits(i + 1).is_some()).then(|| grammar.number(i + 1, true))??;
    let sum = surroundings(grammar, i, number)?;
    Some(sum)
}

/// %18, as Arabic may have it.
fn percent_before(grammar: Grammar, i: usize) -> Option<Sum> {
    let sign = !grammar.english() && grammar.means(i, |m| m == Meaning::Percent) && grammar.spaced(i);
    let glued = sign && !grammar.spaced(i + 1) && grammar.digits(i + 1).is_some();
    let number = glued.then(|| grammar.number(i + 1, false))??;
    surroundings(grammar, i, number)
}

/// «دولاران», «كيلومترين»: two, without a number.
fn dual(grammar: Grammar, i: usize) -> Option<Quantity> {
    let (kind, unit) = grammar.find(i, |m| match m {
        Meaning::Currency(codes, true) => Some((Kind::Money, currency::choose(codes, false, Countries::new))),
        Meaning::Measure(unit, true) => Some((Kind::Measure, Some(unit))),
        _ => None,
    })?;
    let sum = Sum { number: two(i), first: i, start: grammar.row[i].start, definite: false };
    Some(finish(grammar, &sum, i + 1, kind, unit))
}

fn two(i: usize) -> Number {
    let value = super::decimal::Decimal::whole(2);
    Number { value, end: i + 1, magnitude: false, bare_magnitude: false, grouped: false, run: None }
}

/// What stands before the number, if it may stand there: space, an opening mark, a proclitic, a minus sign.
fn surroundings(grammar: Grammar, i: usize, mut number: Number) -> Option<Sum> {
    let word = &grammar.row[i];
    let mut sum = Sum { number, first: i, start: word.start, definite: false };
    if word.spaced {
        return Some(sum);
    }
    let before = &grammar.row[i.checked_sub(1)?];
    if let Some(mark) = grammar.mark(i - 1) {
        let minus = matches!(mark, '-' | '\u{2212}') && grammar.digits(i).is_some();
        if minus && before.spaced {
            number.value = number.value.negated();
            number.run = None;
            sum = Sum { number, first: i - 1, start: before.start, definite: false };
            return Some(sum);
        }
        let opens = matches!(
            mark,
            '(' | '['
                | '{'
                | '\u{AB}'
                | '\u{201C}'
                | '\u{201E}'
                | '\u{201D}'
                | '"'
                | '\''
                | '~'
                | '\u{60C}'
                | '\u{61B}'
        );
        return opens.then_some(sum);
    }
    // A proclitic before digits stands by itself: بـ50, و20, الـ19.
    let letters = grammar.passage.fold_of(before.last);
    let glued = before.first == before.last
        && grammar.passage.tokens[before.last].kind == TokenKind::Arabic
        && letters
            .chars()
            .all(|c| matches!(c, '\u{648}' | '\u{641}' | '\u{628}' | '\u{644}' | '\u{643}' | '\u{627}'));
    sum.definite = letters.ends_with(ARTICLE) || letters.ends_with("\u{644}\u{644}");
    glued.then_some(sum)
}

/// What stands glued behind the number shows that it is a part of something else: 14/24, 16:30, A-320, 5-10.
fn is_torn(grammar: Grammar, end: usize) -> bool {
    if grammar.spaced(end) || end >= grammar.row.len() {
        return false;
    }
    let before = grammar.row[end - 1].last;
    match grammar.mark(end) {
        Some('.' | ',' | ':' | '\u{60C}' | '\u{66B}' | '\u{66C}') => {
            !grammar.spaced(end + 1) && grammar.digits(end + 1).is_some()
        }
        Some('-' | '\u{2013}' | '\u{2014}') => grammar.digits(end + 1).is_some(),
        Some('/' | '+' | '_' | '=' | '@' | '#' | '\\' | '&' | '*') => true,
        Some(_) => false,
        // Letters glued to digits are a code, unless they are a unit.
        None => {
            grammar.passage.tokens[before].kind == TokenKind::Number
                && grammar.passage.tokens[grammar.row[end].first].kind == TokenKind::Latin
                && !grammar.means(end, |m| {
                    matches!(m, Meaning::Measure(..) | Meaning::Currency(..) | Meaning::Percent)
                })
        }
    }
}

/// The number with the unit behind it.
fn with_unit(
    grammar: Grammar,
    sum: &Sum,
    countries: impl FnOnce() -> Countries,
) -> Option<(Quantity, usize)> {
    let end = sum.number.end;
    let uncut = grammar.row.get(end).is_some_and(|w| w.cut == 0 || w.cut == proclitic::BI);
    if uncut && grammar.means(end, |m| m == Meaning::Percent) {
        return Some((finish(grammar, sum, end + 1, Kind::Percent, Some("%")), end + 1));
    }
    if let Some((unit, end)) = money(grammar, sum, countries) {
        return Some((finish(grammar, sum, end, Kind::Money, unit), end));
    }
    let measure = |m| if let Meaning::Measure(unit, false) = m { Some(unit) } else { None };
    if let Some(unit) = grammar.find(end, measure).filter(|_| grammar.row[end].cut == 0) {
        return Some((finish(grammar, sum, end + 1, Kind::Measure, Some(unit)), end + 1));
    }
    let end = age(grammar, sum)?;
    Some((finish(grammar, sum, end, Kind::Age, None), end))
}

/// The currency behind the number, with the adjective beside it: its code and the word after both.
fn money(
    grammar: Grammar,
    sum: &Sum,
    countries: impl FnOnce() -> Countries,
) -> Option<(Option<&'static str>, usize)> {
    let end = sum.number.end;
    let country = |i: usize| currency::country(grammar, i).filter(|_| grammar.row[i].cut == 0);
    // "Egyptian pounds"
    if let Some(country) = country(end)
        && let Some((codes, false)) = currency_at(grammar, end + 1)
        && let Some(code) = currency::of_country(codes, country)
    {
        return Some((Some(code), end + 2));
    }
    let (codes, false) = currency_at(grammar, end)? else { return None };
    // «جنيه مصري»
    if let Some(code) = country(end + 1).and_then(|country| currency::of_country(codes, country)) {
        return Some((Some(code), end + 2));
    }
    let magnitude = sum.number.magnitude;
    if currency::needs_company(codes) && !(codes.starts_with('+') && magnitude) {
        return None;
    }
    Some((currency::choose(codes, magnitude, countries), end + 1))
}

/// Where an age ends: «عن عمر يناهز 84 عاما», "aged 84", "84-year-old", "84 years old", «الـ84 من عمره».
fn age(grammar: Grammar, sum: &Sum) -> Option<usize> {
    sum.number.value.as_whole().filter(|&years| (1..=OLDEST).contains(&years))?;
    let end = sum.number.end;
    let cue = |i: usize| grammar.means(i, |m| m == Meaning::AgeCue);
    let years = |i: usize| grammar.means(i, |m| m == Meaning::TimeUnit(true)) && grammar.row[i].cut == 0;
    if grammar.english() {
        let hyphen = |i: usize| grammar.mark(i) == Some('-') && !grammar.spaced(i) && !grammar.spaced(i + 1);
        if hyphen(end) && years(end + 1) && hyphen(end + 2) && cue(end + 3) {
            return Some(end + 4);
        }
        if years(end) && cue(end + 1) {
            return Some(end + 2);
        }
        let aged = sum.first.checked_sub(1).is_some_and(cue)
            && !grammar.means(end, |m| matches!(m, Meaning::TimeUnit(_)));
        return (aged || between_commas(grammar, sum)).then_some(end);
    }
    if years(end) {
        let mut before = sum.first.checked_sub(1)?;
        let directly = grammar.means(before, |m| m == Meaning::AgeDirectly);
        if grammar.means(before, |m| matches!(m, Meaning::Approximator(_))) && !directly && !cue(before) {
            before = before.checked_sub(1)?;
        }
        return (directly || cue(before)).then_some(end + 1);
    }
    let of = grammar.row.get(end).is_some_and(|w| w.meanings.is_empty() && grammar.passage.is_word(w.first));
    (sum.definite && of && cue(end + 1)).then_some(end)
}

/// "John Smith, 84, said": a number between commas behind two words in capitals.
fn between_commas(grammar: Grammar, sum: &Sum) -> bool {
    /// Children are rarely given so.
    const YOUNGEST: u64 = 16;
    let Some(before) = sum.first.checked_sub(3) else { return false };
    let name = |i: usize| {
        let word = &grammar.row[i];
        word.meanings.is_empty() && grammar.passage.is_capitalised(word.first)
    };
    let commas = grammar.mark(sum.first - 1) == Some(',') && grammar.mark(sum.number.end) == Some(',');
    let grown =
        sum.number.run == Some(2) && sum.number.value.as_whole().is_some_and(|years| years >= YOUNGEST);
    let goes_on = grammar.row.get(sum.number.end + 1).is_some_and(|w| {
        w.spaced
            && grammar.passage.tokens[w.first].kind == TokenKind::Latin
            && !grammar.passage.is_capitalised(w.first)
    });
    commas && grown && goes_on && name(before) && name(before + 1)
}

/// A count: the number with its noun, or by itself where its shape or an approximator says that it counts.
fn bare(grammar: Grammar, sum: &Sum) -> Option<(Quantity, usize)> {
    let number = &sum.number;
    let value = number.value.as_whole();
    let year = number.run == Some(4) && value.is_some_and(|value| YEARS.contains(&value));
    if sum.definite || year || !number.magnitude && is_named(grammar, sum.first) {
        return None;
    }
    if let Some(last) = nouns::counted(grammar, number) {
        let span = Span::new(sum.start, grammar.passage.tokens[last].span.end);
        let next = grammar.row[number.end..].iter().take_while(|w| w.last <= last).count() + number.end;
        return Some((quantity(grammar, sum, span, next, Kind::Count, None), next));
    }
    let approximate = modifier_before(grammar, sum.first).is_some() && value.is_some_and(|value| value > 2);
    // Behind it stands a unit that was not taken ("400,000 pounds" may be a weight), or a noun that is not counted.
    let unit = |m| matches!(m, Meaning::TimeUnit(_) | Meaning::Currency(..) | Meaning::Measure(..));
    let uncounted =
        grammar.row.get(number.end).is_some_and(|w| nouns::is_uncounted(grammar.passage, w.first));
    let has_unit = grammar.means(number.end, unit) || uncounted && !number.magnitude;
    let hyphened = !grammar.spaced(number.end)
        && (grammar.mark(number.end) == Some('-')
            || grammar.mark(number.end).is_none() && number.end < grammar.row.len());
    let counts =
        number.magnitude && !(number.bare_magnitude && value == Some(1000)) || number.grouped || approximate;
    (counts && !has_unit && !hyphened)
        .then(|| (finish(grammar, sum, number.end, Kind::Count, None), number.end))
}

/// The number is the name or the rank of something: المادة 5, Boeing 737, Apollo 11.
fn is_named(grammar: Grammar, first: usize) -> bool {
    let trap = |i: usize| grammar.means(i, |m| m == Meaning::Trap);
    let Some(before) = first.checked_sub(1) else { return false };
    let behind_mark = matches!(grammar.mark(before), Some('(' | ':' | '.' | '#')) && before > 0;
    let word = &grammar.row[before];
    let name = grammar.english()
        && word.meanings.is_empty()
        && word.first > 0
        && grammar.passage.is_capitalised(word.first)
        && !matches!(grammar.mark(before.saturating_sub(1)), Some('.' | '!' | '?' | '"' | '\u{201C}'));
    trap(before) || behind_mark && trap(before - 1) || name
}

/// The quantity from its first word to before word `end`.
fn finish(grammar: Grammar, sum: &Sum, end: usize, kind: Kind, unit: Option<&'static str>) -> Quantity {
    let last = grammar.row[end - 1].last;
    let span = Span::new(sum.start, grammar.passage.tokens[last].span.end);
    quantity(grammar, sum, span, end, kind, unit)
}

fn quantity(
    grammar: Grammar,
    sum: &Sum,
    span: Span,
    end: usize,
    kind: Kind,
    unit: Option<&'static str>,
) -> Quantity {
    let behind = || grammar.find(end, |m| if let Meaning::Behind(code) = m { Some(code) } else { None });
    Quantity {
        unit,
        modifier: modifier_before(grammar, sum.first).or_else(behind),
        ..Quantity::new(span, kind, sum.number.value.to_string())
    }
}

/// The mod that an approximator directly before word `first` gives.
fn modifier_before(grammar: Grammar, first: usize) -> Option<&'static str> {
    let before = first.checked_sub(1)?;
    grammar.find(before, |m| if let Meaning::Approximator(code) = m { Some(code) } else { None })
}
