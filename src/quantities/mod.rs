//! Quantities: counts, measures, shares, sums of money, telephone numbers, scores and ages.
//!
//! A detector is a function of one paragraph; the times found there are given, as what a time holds is no quantity.
//! Data flows one way: tokens → [`words`] → [`numbers`] → [`read`]. The span is the number with its unit; approximators
//! stand outside and are the mod. Invariant: spans are sorted and none overlaps another or a time, and a value is a
//! plain decimal but for scores (2-1) and telephone numbers (E.164).

mod currency;
mod decimal;
mod nouns;
mod numbers;
mod phones;
mod read;
mod scores;
#[cfg(test)]
mod tests;
mod words;

use crate::lexicon::Forms;
use crate::text::{Passage, Span, TokenKind};
use currency::Countries;
use numbers::Grammar;
use std::cell::OnceCell;
use words::Meaning;

/// What is quantified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// So many of something.
    Count,
    /// So many units of measure.
    Measure,
    /// A share of a hundred.
    Percent,
    /// A sum of money.
    Money,
    /// A telephone number.
    Phone,
    /// What both sides of a game have.
    Score,
    /// How old somebody is, in years.
    Age,
}

impl Kind {
    /// The kind as the stream contract names it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Measure => "measure",
            Self::Percent => "percent",
            Self::Money => "money",
            Self::Phone => "phone",
            Self::Score => "score",
            Self::Age => "age",
        }
    }
}

/// A quantity found in a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// Its bytes in the passage's source, approximators and proclitics excluded.
    pub span: Span,
    /// What is quantified.
    pub kind: Kind,
    /// The number as a plain decimal; a score as `2-1`, a telephone number as `+12022773659`.
    pub value: String,
    /// ISO 4217, `%` or a unit as in UCUM.
    pub unit: Option<&'static str>,
    /// How exact it is, as in TIMEX3: `APPROX`, `MORE_THAN` and so on.
    pub modifier: Option<&'static str>,
}

impl Quantity {
    const fn new(span: Span, kind: Kind, value: String) -> Self {
        Self { span, kind, value, unit: None, modifier: None }
    }
}

/// The quantities of one paragraph, sorted, none overlapping another or one of `times`, which are sorted.
pub fn detect(passage: &Passage, forms: &Forms, times: &[Span]) -> Vec<Quantity> {
    let row = words::read(passage, forms);
    let numeric = |m: &Meaning| {
        let words = matches!(m, Meaning::Number(_) | Meaning::Magnitude(..) | Meaning::Score(_));
        words || matches!(m, Meaning::Digits | Meaning::Currency(_, true) | Meaning::Measure(_, true))
    };
    if !row.iter().any(|word| word.meanings.iter().any(numeric)) {
        return Vec::new();
    }
    let grammar = Grammar { row: &row, passage };
    let countries: OnceCell<Countries> = OnceCell::new();
    let mut out = if passage.tokens.iter().any(|t| t.kind == TokenKind::Number) {
        phones::find(passage)
    } else {
        Vec::new()
    };
    let phones = out.len();
    let mut at = 0;
    while at < row.len() {
        if let Some((score, next)) = scores::at(grammar, at) {
            out.push(score);
            at = next;
            continue;
        }
        let read = read::at(grammar, at, || countries.get_or_init(|| currency::countries(grammar)).clone());
        out.extend(read.quantity);
        at = read.next.max(at + 1);
    }
    settle(out, phones, times)
}

/// Sorts, and drops what overlaps a telephone number or a time.
fn settle(mut found: Vec<Quantity>, phones: usize, times: &[Span]) -> Vec<Quantity> {
    let overlaps = |sorted: &[Span], span: Span| {
        let next = sorted.partition_point(|other| other.end <= span.start);
        sorted.get(next).is_some_and(|other| other.overlaps(span))
    };
    let numbers: Vec<Span> = found[..phones].iter().map(|q| q.span).collect();
    found.retain(|q| !overlaps(times, q.span) && (q.kind == Kind::Phone || !overlaps(&numbers, q.span)));
    found.sort_by_key(|q| q.span.start);
    found
}
