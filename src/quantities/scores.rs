//! Scores in digits: 2-1, 3-صفر.
//!
//! Two numbers with a dash are also a range, a date or a part of a code. They are a score when one of them is the word
//! for nothing, or when a word of games stands near; then nothing may be counted behind them.

use super::nouns;
use super::numbers::{Grammar, Number};
use super::words::Meaning;
use super::{Kind, Quantity};
use crate::text::{Span, TokenKind};

/// Words of games are looked for this many words before a score and half as many behind it.
const NEAR: usize = 30;
/// No side scores more.
const MOST: u64 = 199;

/// The score that begins at word `i`, and the word after it.
pub(super) fn at(grammar: Grammar, i: usize) -> Option<(Quantity, usize)> {
    grammar.digits(i)?;
    let dash = matches!(grammar.mark(i + 1), Some('-' | '\u{2013}' | '\u{2014}'));
    let even = grammar.spaced(i + 1) == grammar.spaced(i + 2);
    if !dash || !even || glued_before(grammar, i) || glued_behind(grammar, i + 3) {
        return None;
    }
    let (home, away) = (side(grammar, i)?, side(grammar, i + 2)?);
    let in_words = grammar.digits(i + 2).is_none();
    let near = grammar.row.len().min(i + NEAR / 2).max(i);
    let cued = (i.saturating_sub(NEAR)..near).any(|j| grammar.means(j, |m| m == Meaning::ScoreCue));
    if !in_words && (!cued || counts(grammar, i + 2)) {
        return None;
    }
    let last = grammar.row[i + 2].last;
    let span = Span::new(grammar.row[i].start, grammar.passage.tokens[last].span.end);
    Some((Quantity::new(span, Kind::Score, format!("{home}-{away}")), i + 3))
}

/// One side's part: digits, or the word for nothing.
fn side(grammar: Grammar, i: usize) -> Option<u64> {
    if let Some(digits) = grammar.digits(i) {
        let padded = digits.len() > 1 && digits.starts_with('0');
        return digits.parse().ok().filter(|&part| part <= MOST && !padded);
    }
    grammar.find(i, |m| if m == Meaning::Number(0) { Some(0) } else { None })
}

/// The number at word `i` has a unit or a noun: it ends a range.
fn counts(grammar: Grammar, i: usize) -> bool {
    let unit = |m| {
        matches!(m, Meaning::Percent | Meaning::Measure(..) | Meaning::Currency(..) | Meaning::TimeUnit(_))
            || matches!(m, Meaning::Magnitude(..))
    };
    let number: Option<Number> = grammar.number(i, false);
    grammar.means(i + 1, unit) || number.is_some_and(|number| nouns::counted(grammar, &number).is_some())
}

fn glued_before(grammar: Grammar, i: usize) -> bool {
    let Some(before) = i.checked_sub(1) else { return false };
    let mark = grammar.mark(before);
    let opens = matches!(mark, Some('(' | '[' | '"' | '\u{AB}' | '\u{201C}'));
    // «و6-4»: a proclitic of one letter.
    let token = grammar.passage.tokens[grammar.row[before].last];
    let proclitic =
        token.kind == TokenKind::Arabic && token.fold.of(&grammar.passage.folded).chars().nth(1).is_none();
    !grammar.spaced(i) && !opens && !proclitic || matches!(mark, Some('-' | '\u{2013}' | '/'))
}

fn glued_behind(grammar: Grammar, end: usize) -> bool {
    let mark = grammar.mark(end);
    let letters = mark.is_none() && end < grammar.row.len();
    let digits = grammar.digits(end + 1).is_some() && !grammar.spaced(end + 1);
    !grammar.spaced(end) && (letters || digits || matches!(mark, Some('-' | '/')))
        || matches!(mark, Some('-' | '\u{2013}')) && grammar.digits(end + 1).is_some()
}
