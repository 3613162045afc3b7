//! The noun that a number counts: where a count ends, and whether there is one.
//!
//! Arabic says by its grammar what can be counted: three to ten take a plural, eleven to ninety-nine an accusative
//! singular, hundreds and more a singular. A word that does not look so, that is a verb, a unit of time or a word of
//! grammar, or whose first letter may be a proclitic, is none. English counts the first plural within three words.

use super::numbers::{Grammar, Number};
use crate::lexicon::{Class, Lexicon, Sense};
use crate::text::clitics::ARTICLE;
use crate::text::{Language, Passage, TokenKind};

/// Classes whose words are never counted.
const NEVER: &[Class] = &[
    Class::FunctionWord,
    Class::SpeechVerb,
    Class::Month,
    Class::HijriMonth,
    Class::Weekday,
    Class::Unit,
    Class::Ordinal,
    Class::Approximator,
    Class::Deictic,
    Class::DayPart,
    Class::Shift,
    Class::SetWord,
    Class::Zone,
    Class::Percent,
    Class::Currency,
    Class::Measure,
    Class::Magnitude,
    Class::Fraction,
    Class::TenseCue,
];

/// Words between an English number and its noun, at most.
const MOST_ADJECTIVES: usize = 2;

/// The last token of the noun counted by `number`, which ends before word `number.end`.
pub(super) fn counted(grammar: Grammar, number: &Number) -> Option<usize> {
    let first = grammar.row.get(number.end)?.first;
    let value = number.value.as_whole()?;
    match grammar.passage.language {
        Language::Arabic => arabic(grammar.passage, first, value).then_some(first),
        Language::English => english(grammar.passage, first, value),
    }
}

/// Token `index` is a noun that a number does not count: مرات, times.
pub(super) fn is_uncounted(passage: &Passage, index: usize) -> bool {
    let senses = Lexicon::of(passage.language).senses(passage.fold_of(index));
    senses.iter().any(|s| s.class == Class::CountedNoun && s.value == "none")
}

/// Token `index` looks like the singular that hundreds and thousands are followed by.
pub(super) fn takes_genitive(passage: &Passage, index: usize) -> bool {
    arabic(passage, index, 100)
}

fn arabic(passage: &Passage, index: usize, value: u64) -> bool {
    let token = passage.tokens[index];
    let folded = passage.fold_of(index);
    let senses = Lexicon::of(Language::Arabic).senses(folded);
    if token.kind != TokenKind::Arabic || folded.chars().count() < 3 || is_barred(&senses) {
        return false;
    }
    let source = passage.source_of(index);
    let ends = |letters: &[char]| letters.iter().any(|&letter| folded.ends_with(letter));
    let (alef, waw, noon) = ('\u{627}', '\u{648}', '\u{646}');
    // The article; not the two first letters of ألعاب.
    let definite = source.starts_with(ARTICLE) || folded.starts_with("\u{644}\u{644}");
    let verb = folded.starts_with('\u{64A}') && !senses.iter().any(|s| s.class == Class::Nationality);
    let plural_verb = folded.strip_suffix(alef).is_some_and(|rest| rest.ends_with(waw));
    // Nothing that a number governs is in the nominative.
    let nominative = folded.strip_suffix(noon).is_some_and(|rest| rest.ends_with(waw));
    if definite || verb || plural_verb || nominative {
        return false;
    }
    let known = senses.iter().any(|s| s.class == Class::CountedNoun || s.class == Class::Nationality);
    let invariable = senses.iter().any(|s| s.class == Class::CountedNoun && s.value == "alef");
    let glued = folded.starts_with(['\u{648}', '\u{641}', '\u{628}', '\u{644}', '\u{643}']);
    let accusative = ends(&[alef])
        && !["\u{645}", "\u{647}"].iter().any(|letter| folded.trim_end_matches(alef).ends_with(letter));
    let last = source.trim_end_matches(is_vowel_mark).chars().next_back();
    match value % 100 {
        3..=10 => {
            // ضحايا is a plural, شخصا none.
            let broken = folded.strip_suffix(alef).is_some_and(|rest| rest.ends_with('\u{64A}'));
            (known || !glued) && (!ends(&[alef]) || broken)
        }
        11..=99 => {
            let shaped = matches!(last, Some('\u{629}' | '\u{649}' | '\u{621}')) || accusative;
            let conjoined = folded.starts_with([waw, '\u{641}']);
            shaped && (known || !(conjoined || glued && last != Some(alef)))
        }
        _ if value < 3 => false,
        _ => (known || !glued) && (invariable || !ends(&[alef])),
    }
}

const fn is_vowel_mark(c: char) -> bool {
    matches!(c, '\u{64B}'..='\u{655}' | '\u{640}')
}

fn english(passage: &Passage, first: usize, value: u64) -> Option<usize> {
    if value < 2 {
        return None;
    }
    let lexicon = Lexicon::of(Language::English);
    for index in first..(first + MOST_ADJECTIVES + 1).min(passage.tokens.len()) {
        let token = passage.tokens[index];
        let senses = lexicon.senses(passage.fold_of(index));
        if token.kind != TokenKind::Latin || !token.spaced || is_barred(&senses) {
            return None;
        }
        let is = |class: Class| senses.iter().any(|s| s.class == class);
        if passage.is_capitalised(index) && !is(Class::Nationality) {
            return None;
        }
        let next = passage.tokens.get(index + 1);
        // "20 women's groups", "20 air-conditioned buses": no plural yet.
        let goes_on = next.is_some_and(|t| !t.spaced && ["'", "-"].contains(&t.fold.of(&passage.folded)));
        if goes_on {
            return None;
        }
        if is(Class::CountedNoun) || is_plural(passage.fold_of(index)) {
            return Some(index);
        }
    }
    None
}

fn is_plural(folded: &str) -> bool {
    folded.len() > 3 && folded.ends_with('s') && !["ss", "us", "is"].iter().any(|end| folded.ends_with(end))
}

fn is_barred(senses: &[Sense]) -> bool {
    senses.iter().any(|s| {
        NEVER.contains(&s.class)
            || s.class == Class::CountedNoun && s.value == "none"
            || s.class == Class::Number && s.number::<u64>() != Some(1)
    })
}
