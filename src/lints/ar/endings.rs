//! What the two rules about the last letter of a word share: the word, and the letter that should stand there.

use super::words::{self, Word};
use crate::analysis::{Document, Paragraph};
use crate::lexicon::spelling::ends_wrong;
use crate::lints::{Finding, Fix, Rule};
use crate::text::Edit;
use smallvec::SmallVec;

/// Reports the words that end in one of the letters of `swap` and are almost always written with the other one.
pub(super) fn find(
    rule: &Rule,
    swap: &[(char, char)],
    document: &Document,
    start: usize,
    paragraph: &Paragraph,
    out: &mut Vec<Finding>,
) {
    let plain = &paragraph.markup.plain;
    if !words::is_arabic(&plain.text) || words::is_other_language(&plain.text) {
        return;
    }
    words::each(&plain.text, |word| {
        let Some(&last) = word.letters.last() else { return };
        let Some(&(_, right)) = swap.iter().find(|(wrong, _)| *wrong == last) else { return };
        let letters = encoded(&word.letters);
        if std::str::from_utf8(&letters).is_ok_and(ends_wrong) {
            out.extend(report(rule, right, document, start, paragraph, word));
        }
    });
}

/// The bytes of letters, on the stack.
fn encoded(letters: &[char]) -> SmallVec<[u8; 2 * words::LONGEST]> {
    let mut out = SmallVec::new();
    for c in letters {
        out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }
    out
}

fn report(
    rule: &Rule,
    right: char,
    document: &Document,
    start: usize,
    paragraph: &Paragraph,
    word: &Word,
) -> Option<Finding> {
    let plain = &paragraph.markup.plain;
    let raw = plain.to_raw(word.span);
    if words::is_in_person(paragraph, raw)
        || words::is_in_address(&plain.text, word.span)
        || words::is_own(document.options(), paragraph, word.span, raw)
    {
        return None;
    }
    let (_, start_of_word) = word.letters.split_last()?;
    let written: String = word.letters.iter().collect();
    let mended: String = start_of_word.iter().chain([&right]).collect();
    let message = document.say(rule.name, &[("word", &written), ("right", &mended)]);
    let last = plain.to_raw(word.letter(word.letters.len() - 1)).shifted(start);
    let fix = Fix {
        title: document.say("ar/hamza:fix", &[("right", &mended)]),
        edits: vec![Edit { span: last, replacement: right.to_string() }],
        is_safe: false,
    };
    Some(Finding { fixes: vec![fix], ..rule.finding(raw.shifted(start), message) })
}
