//! Telephone numbers in international form, as E.164.
//!
//! A number counts as one when it begins with 00 or +, its calling code is assigned (`seeds/phones/calling_codes.tsv`)
//! and what follows has as many digits as that plan uses. A number without a country could be anybody's, or no
//! telephone number at all, and is left alone. Hand-written: the crates for it carry every national plan.

use super::{Kind, Quantity};
use crate::text::{Passage, Span, TokenKind};

mod data {
    include!(concat!(env!("OUT_DIR"), "/calling_codes.rs"));
}

/// Digits in a number of E.164, at most.
const MOST_DIGITS: usize = 15;
/// Groups that a number is written in, at most.
const MOST_GROUPS: usize = 8;

/// The telephone numbers of a passage, in order.
pub(super) fn find(passage: &Passage) -> Vec<Quantity> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < passage.tokens.len() {
        match at_token(passage, at) {
            Some((quantity, next)) => {
                out.push(quantity);
                at = next;
            }
            None => at += 1,
        }
    }
    out
}

fn at_token(passage: &Passage, at: usize) -> Option<(Quantity, usize)> {
    let plus = passage.is_mark(at, '+');
    let first = at + usize::from(plus);
    let token = *passage.tokens.get(first).filter(|t| t.kind == TokenKind::Number)?;
    let run = token.fold.of(&passage.folded);
    let rest = if plus { run } else { run.strip_prefix("00")? };
    if rest.len() > MOST_DIGITS || plus && (token.spaced || follows_digits(passage, at)) {
        return None;
    }
    let mut digits = String::with_capacity(MOST_DIGITS);
    digits.push_str(rest);
    // The longest run of groups that is a whole number.
    let mut best = None;
    let mut last = first;
    for _ in 0..MOST_GROUPS {
        if is_whole(&digits) {
            best = Some((digits.len(), last));
        }
        let Some(next) = next_group(passage, last) else { break };
        let group = passage.fold_of(next.digits);
        if digits.len() + group.len() > MOST_DIGITS {
            break;
        }
        if !next.trunk {
            digits.push_str(group);
        }
        last = next.last;
    }
    let (length, last) = best?;
    digits.truncate(length);
    let goes_on = passage.tokens.get(last + 1).is_some_and(|t| !t.spaced && t.kind == TokenKind::Latin);
    let span = Span::new(passage.tokens[at].span.start, passage.tokens[last].span.end);
    (!goes_on).then(|| (Quantity::new(span, Kind::Phone, format!("+{digits}")), last + 1))
}

/// 90+3 is a minute of a match.
fn follows_digits(passage: &Passage, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        !passage.tokens[at].spaced
            && matches!(passage.tokens[before].kind, TokenKind::Number | TokenKind::Latin)
    })
}

/// A further group of digits.
struct Group {
    /// The token of its digits.
    digits: usize,
    /// Its last token.
    last: usize,
    /// The bracketed zero that is dialled at home alone: +44 (0)20.
    trunk: bool,
}

fn next_group(passage: &Passage, last: usize) -> Option<Group> {
    let number = |i: usize| passage.tokens.get(i).filter(|t| t.kind == TokenKind::Number);
    if let Some(token) = number(last + 1) {
        // One digit after a space begins something else.
        let apart = token.spaced || passage.is_mark(last, ')');
        return (apart && token.fold.len() > 1).then_some(Group {
            digits: last + 1,
            last: last + 1,
            trunk: false,
        });
    }
    let mark = |i: usize, mark: char| passage.is_mark(i, mark);
    if mark(last + 1, '(') && number(last + 2).is_some() && mark(last + 3, ')') {
        let trunk = passage.fold_of(last + 2) == "0";
        return Some(Group { digits: last + 2, last: last + 3, trunk });
    }
    let joined = mark(last + 1, '-') || mark(last + 1, '.');
    let token = number(last + 2).filter(|_| joined)?;
    let glued = !token.spaced && !passage.tokens[last + 1].spaced;
    glued.then_some(Group { digits: last + 2, last: last + 2, trunk: false })
}

/// An assigned calling code with as many digits behind it as its plan uses.
fn is_whole(digits: &str) -> bool {
    let plan = (1..=3).find_map(|length| {
        let code: u16 = digits.get(..length)?.parse().ok()?;
        let at = data::CODES.binary_search_by_key(&code, |&(code, ..)| code).ok()?;
        let (_, least, most) = data::CODES[at];
        Some(digits.len() - length >= usize::from(least) && digits.len() - length <= usize::from(most))
    });
    !digits.starts_with('0') && plan == Some(true)
}
