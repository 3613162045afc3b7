//! Where a clause lies: "will meet on Monday" looks ahead, "met on Monday" back.
//!
//! One pass over the words around each expression that leaves its week or year open. The nearest cue before it in its
//! clause decides; at the head of a sentence the first one after it. No cue, no claim. The cues are data
//! (`tense_cues.tsv`), the same for every language.

use super::expression::{Expression, Fields, Year};
use super::timex::{Clause, Placed, TimexKind};
use super::words::{Meaning, Word};
use crate::text::Passage;

/// «حتى الخميس» outweighs a verb that stands as far before it, in words, or farther.
const FAR: usize = 4;

/// The rule that reads "in two weeks".
pub const LENGTH_AHEAD: &str = "relative.in";

/// The rule that reads a distance from what was told last: "two days later".
pub const STORY: &str = "relative.story";

/// Words looked at on either side: farther off, another verb has the say.
const REACH: usize = 14;

/// Marks the expressions whose clause speaks of what is to come.
pub fn mark(found: &mut [Placed], passage: &Passage, row: &[Word]) {
    for placed in found.iter_mut().filter(|p| open(&p.timex.expression)) {
        placed.timex.ahead = ahead(row, passage, placed.first, placed.end);
    }
}

/// Tells each whole date where its clause lies. The day does not depend on it: the two are to be compared.
pub fn tell_clauses(found: &mut [Placed], passage: &Passage, row: &[Word]) {
    let whole =
        |e: &Expression| matches!(e, Expression::Date(Fields { year: Some(Year::Of(_)), day: Some(_), .. }));
    for placed in found.iter_mut().filter(|p| whole(&p.timex.expression)) {
        let before = row[..placed.first].iter().enumerate().rev().take(REACH);
        let cue = before
            .take_while(|(_, word)| !ends_sentence(word))
            .find_map(|(at, word)| Some((tense(word)?, at)));
        let ahead = |at: usize| {
            // A present verb may tell what was, unless «سوف» stands before it.
            let is_present = |word: &Word| passage.fold_of(word.first).starts_with(PRESENT);
            let before = at.checked_sub(1).and_then(|before| row.get(before));
            !is_present(&row[at])
                || before.is_some_and(|word| tense(word) == Some("ahead") && !is_present(word))
        };
        placed.timex.facts.clause = match cue {
            Some(("back", _)) => Clause::Back,
            Some(("ahead", at)) if ahead(at) => Clause::Ahead,
            _ => Clause::Open,
        };
    }
}

/// The letters that a present verb begins with.
const PRESENT: [char; 2] = ['\u{64A}', '\u{62A}'];

/// "in two weeks" lies ahead only where nothing says that it is over: "was hit twice in two weeks" and "the first in
/// two weeks" are lengths, with their preposition outside.
pub fn settle_lengths(found: &mut [Placed], row: &[Word]) {
    for placed in found.iter_mut().filter(|p| p.timex.rule == LENGTH_AHEAD) {
        let over =
            row[..placed.first].iter().rev().take(REACH).take_while(|word| !ends_sentence(word)).find_map(
                |word| match tense(word) {
                    Some(tense @ ("ahead" | "back")) => Some(tense == "back"),
                    _ => word
                        .meanings
                        .iter()
                        .any(|m| matches!(m, Meaning::Ordinal(_) | Meaning::Role("times" | "once")))
                        .then_some(true),
                },
            );
        let Expression::Offset { length, back: false, from: None } = &placed.timex.expression else {
            continue;
        };
        if over == Some(true)
            && let Some(next) = row.get(placed.first + 1)
        {
            placed.first += 1;
            placed.timex.span.start = next.start;
            placed.timex.kind = TimexKind::Duration;
            placed.timex.expression = Expression::Length(length.clone());
            placed.timex.rule = "duration";
        }
    }
}

/// Leaves the week, month or year to the reader.
fn open(expression: &Expression) -> bool {
    match expression {
        Expression::Date(Fields { year: None, .. })
        | Expression::Weekend
        | Expression::Quarter(_, None)
        | Expression::Half(_, None)
        | Expression::Season(_, None)
        | Expression::Offset { from: None, .. } => true,
        Expression::Clock(Some(inner), _)
        | Expression::DayPart(Some(inner), _)
        | Expression::Midnight(Some(inner))
        | Expression::Modified(_, inner)
        | Expression::NthWeekday(_, _, inner) => open(inner),
        Expression::Range(from, to) => [from, to].into_iter().flatten().any(|end| open(end)),
        _ => false,
    }
}

fn tense(word: &Word) -> Option<&'static str> {
    word.meanings.iter().find_map(|m| match m {
        Meaning::Tense("none") => None,
        Meaning::Tense(tense) => Some(*tense),
        // «الأسبوع المقبل، أبرزها … الثلاثاء»: what the same sentence says lies ahead.
        Meaning::Shift("next" | "coming" | "upcoming") | Meaning::Day(1..) => Some("ahead"),
        Meaning::Shift("last") | Meaning::Day(i32::MIN..=-1) => Some("back"),
        _ => None,
    })
}

fn ahead(row: &[Word], passage: &Passage, start: usize, end: usize) -> bool {
    let mut head = true;
    // «حتى الخميس»: what lasts until a day is not over, unless the clause says so.
    let until = start > 0 && row[start - 1].meanings.contains(&Meaning::Role("to"));
    for (steps, word) in row[..start].iter().rev().enumerate() {
        if ends_sentence(word) {
            break;
        }
        // A preposition may open the sentence: "On Monday the council will …".
        head &= steps == 0 && !word_alone(word, passage);
        match tense(word) {
            Some("ahead") => return true,
            Some(_) => return until && steps >= FAR,
            None if steps >= REACH => return until,
            None => {}
        }
    }
    if until {
        return true;
    }
    if !head {
        return false;
    }
    for word in row[end.min(row.len())..].iter().take(REACH) {
        if ends_sentence(word) {
            return false;
        }
        if let Some(tense) = tense(word) {
            return tense == "ahead";
        }
    }
    false
}

/// A word that means nothing to times, and so is more than a preposition.
fn word_alone(word: &Word, passage: &Passage) -> bool {
    word.meanings.is_empty() && passage.is_word(word.first)
}

/// A mark behind which another sentence begins.
pub fn ends_sentence(word: &Word) -> bool {
    matches!(word.meanings.first(), Some(Meaning::Mark('.' | '!' | '?' | '؟' | ';' | '؛')))
}
