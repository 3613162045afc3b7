//! Words whose hamza stands on a wrong seat, so often that they are a list: شئ, قرائة. Part of `ar/hamza`.

use super::hamza::RULE;
use super::words::{self, Word};
use crate::analysis::{Document, Paragraph};
use crate::lints::{Finding, Fix};
use crate::text::{Edit, Span};
use smallvec::SmallVec;

include!(concat!(env!("OUT_DIR"), "/seats.rs"));

/// How a word is written whose hamza is on a wrong seat.
pub(super) fn seated(word: &Word) -> Option<&'static str> {
    if !word.letters.contains(&'\u{626}') {
        return None;
    }
    let at = SEATS.binary_search_by(|(form, _)| form.chars().cmp(word.letters.iter().copied())).ok()?;
    Some(SEATS[at].1)
}

/// The finding of a wrong seat: only the letters that differ are written anew.
pub(super) fn report(
    document: &Document,
    start: usize,
    paragraph: &Paragraph,
    word: &Word,
    right: &str,
) -> Option<Finding> {
    let plain = &paragraph.markup.plain;
    let raw = plain.to_raw(word.span);
    // No name of a person is written so; who looks for names takes misspelt words for them.
    if words::is_in_address(&plain.text, word.span)
        || words::is_own(document.options(), paragraph, word.span, raw)
    {
        return None;
    }
    let letters: SmallVec<[char; 32]> = right.chars().collect();
    let most = letters.len().min(word.letters.len());
    let same = |(a, b): &(&char, &char)| a == b;
    let head = word.letters.iter().zip(&letters).take_while(same).count();
    let tail = word.letters.iter().rev().zip(letters.iter().rev()).take_while(same).count().min(most - head);
    let (first, last) = (head, word.letters.len() - tail);
    let span = Span::new(word.letter(first).start, word.letter(last.checked_sub(1)?).end);
    let edits = vec![Edit {
        span: plain.to_raw(span).shifted(start),
        replacement: letters.get(head..letters.len() - tail)?.iter().collect(),
    }];
    let written: String = word.letters.iter().collect();
    let message = document.say("ar/hamza", &[("word", &written), ("right", right)]);
    let title = document.say("ar/hamza:fix", &[("right", right)]);
    let fixes = vec![Fix { title, edits, is_safe: true }];
    Some(Finding { fixes, ..RULE.finding(raw.shifted(start), message) })
}
