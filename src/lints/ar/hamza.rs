//! `ar/hamza`: a word whose alef has the wrong hamza, or lacks it, by the frequency of its spellings.
//!
//! The list that counts them was written by everybody, so an error is a tenth to a quarter as frequent there as the right
//! spelling, and now and then a rare word is. What the letters of the word allow decides how much rarer a spelling has to
//! be: a bare alef before a verb of the forms VII, VIII and X is most likely right, a hamza there most likely wrong; of two
//! hamzas, أ and إ, both may be words, so the other has to be unheard of. Nothing is said inside names of people.

use super::words::{self, Word};
use crate::analysis::{Document, Paragraph};
use crate::entities::EntityType;
use crate::lexicon::spelling::{MOST_ALEFS, Spelling, Spellings, alef, spellings};
use crate::lexicon::statistics;
use crate::lints::{Find, Finding, Fix, Rule, Severity};
use crate::text::{Edit, Language, Span, fold};
use smallvec::SmallVec;

/// The rule.
pub const RULE: Rule = Rule { name: "ar/hamza", level: Some(Severity::Warning), find: Find::Paragraph(find) };

/// The level of a spelling that the list does not have: rarer than any that it has.
const UNHEARD: u16 = 720;
/// Spellings from here on are rare.
const RARE: u16 = 620;
/// Words whose best spelling is no more frequent: the list says little of them.
const SELDOM: u16 = 560;
/// Another spelling that is this close to the best may be meant too.
const CLOSE: u16 = 90;
/// So close are only spellings that are both right.
const NEAR: u16 = 30;
/// A fix is safe when the spelling is this much rarer than the right one.
const SAFE: u16 = 90;
/// Words counted less than a hundred times in 22 million, as the statistics put it.
const HARDLY: u8 = 14;
/// In the name of a place the right spelling has to be this much more frequent.
const IN_PLACES: u16 = 60;
/// No difference is enough.
const NEVER: u16 = u16::MAX;

const ALEF: char = '\u{627}';
const LAM: char = '\u{644}';
const MAKSURA: char = '\u{649}';

/// Bare, hamza above, hamza below, madda: what the two bits of a pattern say.
const FORMS: [char; 4] = [ALEF, '\u{623}', '\u{625}', '\u{622}'];
const BARE: u16 = 0;
const ABOVE: u16 = 1;
const BELOW: u16 = 2;
const MADDA: u16 = 3;

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let plain = &paragraph.markup.plain;
    if !words::is_arabic(&plain.text) || words::is_other_language(&plain.text) {
        return;
    }
    let mut bare = Vec::with_capacity(words::LONGEST);
    words::each(&plain.text, |word| {
        if let Some(right) = seated(word) {
            out.extend(report_seat(document, start, paragraph, word, right));
        } else if let Some(verdict) = judge(word, &mut bare) {
            out.extend(report(document, start, paragraph, word, &verdict));
        }
    });
}

include!(concat!(env!("OUT_DIR"), "/seats.rs"));

/// How a word is written whose hamza is on a wrong seat.
fn seated(word: &Word) -> Option<&'static str> {
    if !word.letters.contains(&'\u{626}') {
        return None;
    }
    let at = SEATS.binary_search_by(|(form, _)| form.chars().cmp(word.letters.iter().copied())).ok()?;
    Some(SEATS[at].1)
}

/// The finding of a wrong seat: only the letters that differ are written anew.
fn report_seat(
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

/// What a word should be.
struct Verdict {
    /// The right spellings, the likeliest first.
    right: SmallVec<[u16; 2]>,
    /// How much rarer the spelling is than the best.
    margin: u16,
    /// Letters of the word before those that the patterns are about.
    skip: usize,
    /// The pattern's first alef is the one that لل leaves out.
    is_hidden: bool,
    /// The whole word is in the list.
    is_whole: bool,
}

/// The alefs of some letters; none when there are more than a pattern holds.
fn pattern(letters: &[char]) -> Option<u16> {
    let mut pattern = 0;
    for (count, form) in letters.iter().filter_map(|&c| alef(c)).enumerate() {
        if count == MOST_ALEFS {
            return None;
        }
        pattern |= form << (2 * count);
    }
    Some(pattern)
}

/// The spellings of some letters.
fn look_up(letters: &[char]) -> Spellings {
    let mut bytes = [0u8; 4 * words::LONGEST];
    let mut end = 0;
    for &c in letters {
        let c = if alef(c).is_some() { ALEF } else { c };
        if let Some(room) = bytes.get_mut(end..end + c.len_utf8()) {
            end += c.encode_utf8(room).len();
        }
    }
    spellings(std::str::from_utf8(&bytes[..end]).unwrap_or_default())
}

/// Judges a word as a whole, or what is left of it without what is glued to it. `bare` is room for its letters.
fn judge(word: &Word, bare: &mut Vec<char>) -> Option<Verdict> {
    let letters = &word.letters;
    if letters.len() < 2 || !letters.iter().any(|&c| alef(c).is_some()) {
        return None;
    }
    let whole = look_up(letters);
    let mut least_cut = 0;
    if whole.is_known() {
        match compare(letters, whole, bare) {
            Compared::Wrong(right, margin) => {
                return Some(Verdict { right, margin, skip: 0, is_hidden: false, is_whole: true });
            }
            Compared::Right => return None,
            // So rare a word says little; its stem may say more.
            Compared::Unsure => least_cut = 1,
        }
    }
    let first = usize::from(letters.first().copied().and_then(alef).is_none()).max(least_cut);
    (first..=proclitics(letters)).find_map(|cut| stem(letters, cut, bare)).flatten()
}

/// How many letters may be glued before a stem: a conjunction, a preposition, the article.
fn proclitics(letters: &[char]) -> usize {
    let mut cut = 0;
    if matches!(letters[0], '\u{648}' | '\u{641}') {
        cut += 1;
    }
    if matches!(letters.get(cut), Some('\u{628}' | '\u{644}')) {
        cut += 1;
    }
    if letters.get(cut) == Some(&ALEF) && letters.get(cut + 1) == Some(&LAM) {
        cut += 2;
    } else if cut > 0 && letters[cut - 1] == LAM && letters.get(cut) == Some(&LAM) {
        cut += 1;
    }
    cut
}

/// The verdict on what follows the first `cut` letters, with or without a pronoun at its end; none when it is not known.
#[allow(clippy::option_option, reason = "known and right is not the same as not known")]
fn stem(letters: &[char], cut: usize, bare: &mut Vec<char>) -> Option<Option<Verdict>> {
    let rest = letters.get(cut..)?;
    // A hamza is told where the stem begins: then what was cut is a proclitic, and no letter of the word.
    let first = rest.first().copied().and_then(alef);
    let is_hidden = cut >= 2 && letters[cut - 1] == LAM && letters[cut - 2] == LAM;
    if rest.len() < 4 || first.is_none() {
        return None;
    }
    let mut own: SmallVec<[char; 32]> = SmallVec::new();
    if is_hidden {
        own.extend([ALEF, LAM]);
    }
    let head = own.len();
    own.extend_from_slice(rest);
    for suffix in std::iter::once(&[][..]).chain(SUFFIXES.iter().copied()) {
        let Some(stem) = own.strip_suffix(suffix).filter(|stem| stem.len() >= head + 4) else { continue };
        let known = look_up(stem);
        if !known.is_known() {
            continue;
        }
        // With so much cut, a small difference says little.
        let least = if suffix.is_empty() { 40 } else { 60 };
        return Some(match compare(stem, known, bare) {
            // A pronoun turns a verb into what looks like a noun: أعادت، إعادتها.
            Compared::Wrong(right, margin)
                if margin >= least && (suffix.is_empty() || first == Some(BARE)) =>
            {
                Some(Verdict { right, margin, skip: cut, is_hidden, is_whole: false })
            }
            _ => None,
        });
    }
    None
}

/// Pronouns at the end of a word, the longest first.
const SUFFIXES: [&[char]; 8] =
    [&['ه', 'م', 'ا'], &['ه', 'ا'], &['ه', 'م'], &['ه', 'ن'], &['ن', 'ا'], &['ك', 'م'], &['ن', 'ي'], &['ه']];

/// What the list says of a spelling.
enum Compared {
    /// It may well be right.
    Right,
    /// Another is more frequent, but all are rare.
    Unsure,
    /// These are right, the likeliest first; it is so much rarer.
    Wrong(SmallVec<[u16; 2]>, u16),
}

/// Compares how letters are written with the other spellings of the same word. `bare` is room for the letters.
fn compare(letters: &[char], known: Spellings, bare: &mut Vec<char>) -> Compared {
    let (Some(written), Some(best)) = (pattern(letters), known.counted().next()) else {
        return Compared::Right;
    };
    let own = known.counted().find(|spelling| spelling.pattern == written);
    if best.pattern == written || own.is_some_and(|own| own.is_right) {
        return Compared::Right;
    }
    let level = own.map_or(UNHEARD, |own| own.level);
    let margin = level.saturating_sub(best.level);
    bare.clear();
    bare.extend(letters.iter().map(|&c| if alef(c).is_some() { ALEF } else { c }));
    let alefs = letters.iter().enumerate().filter(|(_, c)| alef(**c).is_some());
    let mut differing = alefs.enumerate().filter_map(|(nth, (at, _))| {
        let [is, should] = [written, best.pattern].map(|pattern| pattern >> (2 * nth) & 3);
        (is != should).then(|| least(bare, at, is, should, level, margin))
    });
    if differing.any(|least| margin < least) {
        return if best.level >= SELDOM { Compared::Unsure } else { Compared::Right };
    }
    // Where one has a hamza and the other none, one of them is an error too, unless both are common.
    let both = |spelling: &Spelling| {
        spelling.level <= best.level + NEAR || has_hamza_where(spelling.pattern, best.pattern)
    };
    let meant = |spelling: &Spelling| {
        spelling.pattern == best.pattern
            || spelling.level <= best.level + CLOSE && spelling.level <= level + 10 && both(spelling)
    };
    let right = known.counted().filter(|spelling| spelling.pattern != written && meant(spelling));
    Compared::Wrong(right.map(|spelling| spelling.pattern).take(2).collect(), margin)
}

/// True when two patterns have a hamza on the same alefs, of whatever kind.
const fn has_hamza_where(a: u16, b: u16) -> bool {
    const LOW: u16 = 0x5555;
    (a | a >> 1) & LOW == (b | b >> 1) & LOW
}

/// How much rarer than the best a spelling has to be to be wrong, by the alef at `at` of the bare letters.
fn least(bare: &[char], at: usize, is: u16, should: u16, level: u16, margin: u16) -> u16 {
    let is_rare = level >= RARE;
    let is_unheard = level >= UNHEARD;
    let if_so = |condition: bool, least: u16| if condition { least } else { NEVER };
    let (before, stem) = bare.split_at(at);
    if !is_proclitic(before) {
        // An alef inside the word.
        return match (is, should) {
            (BARE, _) => 75,
            (ABOVE, MADDA) => 90,
            (ABOVE | BELOW, BARE) | (MADDA, _) => if_so(is_unheard || margin >= 280, 200),
            _ => if_so(is_unheard, 150),
        };
    }
    let has_article = before.ends_with(&[LAM]) && before.len() > 1;
    // Two letters are names of letters, of notes, of anything; save a few particles.
    if stem.len() == 2 && !matches!(stem[1], '\u{646}' | '\u{648}' | '\u{64a}' | '\u{630}') {
        return NEVER;
    }
    let shape = shape(stem);
    match (is, should) {
        (BARE, BELOW) => match shape {
            Shape::Verb | Shape::Noun => 60,
            _ if stem[1] == LAM => 60,
            _ => 20,
        },
        (BARE, ABOVE) => match shape {
            Shape::Verb if has_article => 40,
            Shape::Verb => 100,
            Shape::Noun | Shape::Hollow => 60,
            _ if stem[1] == LAM || is_imperative(stem) => 60,
            Shape::None if has_article => 25,
            Shape::None => 40,
        },
        (BARE, _) => 40,
        (BELOW, BARE) => match shape {
            Shape::None => if_so(is_connecting_noun(stem) || starts(stem, &['د']) && stem.len() >= 5, 15)
                .min(if_so(is_imperative(stem), 60)),
            _ => 15,
        },
        (ABOVE, BARE) => match shape {
            Shape::Noun => 60,
            Shape::Verb if has_article => 60,
            // No first person of the present ends so.
            Shape::Verb | Shape::Hollow => if_so(ends_in_the_past(stem), 100),
            Shape::None => if_so(is_connecting_noun(stem), 60),
        },
        (MADDA, BARE) => if_so(is_unheard || margin >= 300, 200),
        (MADDA, _) => if_so(is_unheard || margin >= 300, 240),
        (ABOVE, MADDA) => 90,
        (BELOW, MADDA) => NEVER,
        _ => {
            if is_rare {
                150
            } else {
                185
            }
        }
    }
}

/// True when a word may begin behind these letters.
fn is_proclitic(before: &[char]) -> bool {
    let mut rest = before;
    if let Some(('\u{648}' | '\u{641}', after)) = rest.split_first() {
        rest = after;
    }
    if rest == [LAM, LAM] || rest == ['\u{633}'] {
        return true;
    }
    if let Some(('\u{628}' | '\u{644}' | '\u{643}', after)) = rest.split_first() {
        rest = after;
    }
    rest.is_empty() || rest == [ALEF, LAM]
}

/// What a stem that begins with an alef may be, by its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// No verb of the forms VII, VIII and X.
    None,
    /// A verb of these forms.
    Verb,
    /// A verb of form VII with a long vowel, or a noun of other forms: انهار.
    Hollow,
    /// A verbal noun of these forms.
    Noun,
}

fn shape(stem: &[char]) -> Shape {
    let [_, first, second, rest @ ..] = stem else { return Shape::None };
    let third = rest.first().copied().unwrap_or(' ');
    let long = |c: char| matches!(c, ALEF | '\u{648}' | '\u{64a}');
    // Form X: two letters and the alef, or one, the alef and an end.
    if (*first, *second) == ('\u{633}', '\u{62a}') && stem.len() >= 6 {
        let hollow = third != ALEF && rest.get(1) == Some(&ALEF) && stem.len() >= 7;
        let sound = rest.get(2) == Some(&ALEF) && rest.get(1) != Some(&ALEF);
        return if sound || hollow { Shape::Noun } else { Shape::Verb };
    }
    if *first == '\u{646}' && *second != '\u{62a}' && stem.len() >= 5 && !long(*second) {
        if third == ALEF {
            return Shape::Hollow;
        }
        return if rest.get(1) == Some(&ALEF) { Shape::Noun } else { Shape::Verb };
    }
    let eighth = *second == '\u{62a}'
        || matches!((*first, *second), ('\u{632}', '\u{62f}') | ('\u{635}' | '\u{636}', '\u{637}'));
    if eighth && stem.len() >= 5 {
        return if rest.get(1) == Some(&ALEF) { Shape::Noun } else { Shape::Verb };
    }
    if *first == '\u{62a}' && *second != ALEF && stem.len() >= 4 {
        return if third == ALEF && stem.len() >= 5 { Shape::Noun } else { Shape::Verb };
    }
    Shape::None
}

fn starts(stem: &[char], letters: &[char]) -> bool {
    stem.get(1..).is_some_and(|rest| rest.starts_with(letters))
}

/// The few nouns that begin with a connecting alef: name, son, two, man and woman.
fn is_connecting_noun(stem: &[char]) -> bool {
    (starts(stem, &['س', 'م'])
        || starts(stem, &['ب', 'ن'])
        || starts(stem, &['ث', 'ن'])
        || starts(stem, &['م', 'ر']))
        && stem.len() <= 6
}

/// Three letters without a long vowel behind the alef, and perhaps who is meant: ارفع، اكتبوا.
fn is_imperative(stem: &[char]) -> bool {
    let weak = |c: &char| matches!(*c, ALEF | '\u{648}' | '\u{64a}' | MAKSURA);
    stem.len() >= 4
        && !stem[1..4].iter().any(weak)
        && match &stem[4..] {
            [] | ['ي' | 'ه' | 'ا'] => true,
            [a, b] => matches!((*a, *b), ('و' | 'ه', 'ا') | ('ه', 'م') | ('ن', 'ا' | 'ي')),
            _ => false,
        }
}

/// A verb whose last vowel is an alef, or that ends in ت, is of the past: استطاع، انتهى، ارتفعت.
fn ends_in_the_past(stem: &[char]) -> bool {
    stem.get(3..).is_some_and(|rest| rest.iter().any(|&c| c == ALEF || c == MAKSURA))
        || stem.len() >= 6 && stem.last() == Some(&'\u{62a}')
}

/// The finding of a verdict; none in names of people, in addresses, and where somebody means it.
fn report(
    document: &Document,
    start: usize,
    paragraph: &Paragraph,
    word: &Word,
    verdict: &Verdict,
) -> Option<Finding> {
    let plain = &paragraph.markup.plain;
    let raw = plain.to_raw(word.span);
    if words::is_in_person(paragraph, raw)
        || words::is_in_address(&plain.text, word.span)
        || is_letter_name(&plain.text, word)
        || is_of_a_name(&plain.text, word)
        || words::is_own(document.options(), paragraph, word.span, raw)
    {
        return None;
    }
    let changes: SmallVec<[Vec<(usize, char)>; 2]> =
        verdict.right.iter().map(|&right| changes(word, verdict, right)).collect();
    // How the name of a place is written by others is no matter of spelling, unless its hamza is missing.
    let lacks = |(index, _): &(usize, char)| word.letters.get(*index) == Some(&ALEF);
    if words::name_at(paragraph, raw) == Some(EntityType::Place)
        && !changes.iter().flatten().all(|change| lacks(change) && verdict.margin >= IN_PLACES)
    {
        return None;
    }
    let written: String = word.letters.iter().collect();
    let mended: SmallVec<[String; 2]> = changes.iter().map(|change| with(word, change)).collect();
    let (first, change) = (mended.first()?, changes.first()?);
    let values = [("word", written.as_str()), ("right", first.as_str())];
    let message = match mended.get(1) {
        Some(second) => document.say("ar/hamza:either", &[values[0], ("first", first), ("second", second)]),
        None if change.iter().all(lacks) => document.say("ar/hamza:missing", &values),
        None if change.iter().all(|(_, c)| *c == ALEF) => document.say("ar/hamza:connecting", &values),
        None => document.say("ar/hamza", &values),
    };
    let is_safe = mended.len() == 1 && verdict.margin >= SAFE && verdict.is_whole;
    let fixes = changes.iter().zip(&mended).map(|(change, mended)| Fix {
        title: document.say("ar/hamza:fix", &[("right", mended)]),
        edits: change.iter().map(|&(index, c)| edit(start, paragraph, word, index, c)).collect(),
        is_safe,
    });
    Some(Finding { fixes: fixes.collect(), ..RULE.finding(raw.shifted(start), message) })
}

/// The letters that a right spelling changes, by their places among the word's letters.
fn changes(word: &Word, verdict: &Verdict, right: u16) -> Vec<(usize, char)> {
    let mut nth = u32::from(verdict.is_hidden);
    let mut out = Vec::new();
    for (index, &c) in word.letters.iter().enumerate().skip(verdict.skip) {
        let Some(form) = alef(c) else { continue };
        let should = right >> (2 * nth) & 3;
        nth += 1;
        // An ending that was cut is no part of the pattern, and has no hamza.
        if form != should && nth <= 7 {
            out.push((index, FORMS[usize::from(should)]));
        }
    }
    out
}

/// The word's letters with some changed.
fn with(word: &Word, change: &[(usize, char)]) -> String {
    let changed = |index: usize| change.iter().find(|(at, _)| *at == index).map(|(_, c)| *c);
    word.letters.iter().enumerate().map(|(index, &c)| changed(index).unwrap_or(c)).collect()
}

/// Only the letter changes: its marks and the tatweel around it stay.
fn edit(start: usize, paragraph: &Paragraph, word: &Word, index: usize, c: char) -> Edit {
    let raw = paragraph.markup.plain.to_raw(word.letter(index));
    Edit { span: Span::new(raw.start, raw.end).shifted(start), replacement: c.to_string() }
}

/// Two letters behind a proclitic, before a word that is mostly seen in names of people or hardly ever, are most likely a part
/// of that name: فان غوخ.
fn is_of_a_name(text: &str, word: &Word) -> bool {
    if !matches!(word.letters[..], ['\u{641}' | '\u{628}' | '\u{644}' | '\u{648}', ALEF, '\u{646}']) {
        return false;
    }
    let Some(next) = text[word.span.end..].split_whitespace().next() else { return false };
    let next = fold::fold(next.trim_matches(|c: char| !c.is_alphanumeric()));
    // What is glued to a word is no part of what was counted.
    let glued = next.starts_with(['\u{641}', '\u{628}', '\u{644}', '\u{648}', '\u{643}']);
    match statistics(Language::Arabic, &next, false) {
        Some(known) => known.frequency < HARDLY || known.prior.person > 127,
        None => !next.is_empty() && !glued,
    }
}

/// A short word beside another name of a letter: broadcasters are called so.
fn is_letter_name(text: &str, word: &Word) -> bool {
    if word.letters.len() > 3 || !look_up(&word.letters).is_letter() {
        return false;
    }
    let beside = |word: Option<&str>| {
        let word = word.unwrap_or_default();
        let letters: SmallVec<[char; 8]> = word.chars().filter(|&c| words::is_letter(c)).collect();
        letters.len() <= 4 && !letters.is_empty() && look_up(&letters).is_letter()
    };
    beside(text[..word.span.start].split_whitespace().next_back())
        || beside(text[word.span.end..].split_whitespace().next())
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::analysis::{Document, Options};
    use crate::authority::{Authority, parse::parse};
    use crate::lints::{Finding, of_document};
    use crate::tags::Syntax;
    use crate::text::{Language, apply};
    use std::sync::Arc;

    fn findings(text: &str, options: Options) -> Vec<Finding> {
        let found = of_document(&Document::of(text, options));
        found.into_iter().filter(|finding| finding.rule == RULE.name).collect()
    }

    /// Checks the words that are found and what the first fix of each makes of them; mended once, nothing is found.
    fn check_in(syntax: Syntax, text: &str, expected: &[(&str, &str)]) {
        let options = || Options { syntax, ..Options::default() };
        let found = findings(text, options());
        let words: Vec<&str> = found.iter().map(|finding| finding.span.of(text)).collect();
        assert_eq!(words, expected.iter().map(|(word, _)| *word).collect::<Vec<_>>(), "{text}");
        for (finding, (_, right)) in found.iter().zip(expected) {
            assert!(finding.fixes[0].title.ends_with(right), "{}", finding.fixes[0].title);
        }
        let edits: Vec<_> = found.iter().flat_map(|finding| finding.fixes[0].edits.clone()).collect();
        let mended = apply(text, &edits);
        assert_eq!(findings(&mended, options()), [], "{mended}");
    }

    fn check(text: &str, expected: &[(&str, &str)]) {
        check_in(Syntax::Plain, text, expected);
    }

    fn silent(texts: &[&str]) {
        for text in texts {
            check(text, &[]);
        }
    }

    #[test]
    fn a_missing_hamza_fires() {
        check("سافر الوفد الى العاصمة امس.", &[("الى", "إلى"), ("امس", "أمس")]);
        check("اعلن الناطق اطلاق المشروع.", &[("اعلن", "أعلن"), ("اطلاق", "إطلاق")]);
        check("قال ان الاسعار ارتفعت.", &[("ان", "أن"), ("الاسعار", "الأسعار")]);
        check("سافر الاستاذ الى الامارات.", &[("الاستاذ", "الأستاذ"), ("الى", "إلى"), ("الامارات", "الإمارات")]);
        check("وزار الامين العام الاراضي الزراعية.", &[("الامين", "الأمين"), ("الاراضي", "الأراضي")]);
        check("بحثت الدول الاوروبية هذه المسالة.", &[("الاوروبية", "الأوروبية"), ("المسالة", "المسألة")]);
        check("الان يبدا العمل بتاكيد من الوزارة.", &[("الان", "الآن"), ("يبدا", "يبدأ"), ("بتاكيد", "بتأكيد")]);
    }

    #[test]
    fn a_hamza_on_a_connecting_alef_fires() {
        check("عقد الإجتماع أمس.", &[("الإجتماع", "الاجتماع")]);
        check("جرى إستقبال الضيوف.", &[("إستقبال", "استقبال")]);
        check("هذا الأتحاد قديم.", &[("الأتحاد", "الاتحاد")]);
        check("كتب إسمه على الباب.", &[("إسمه", "اسمه")]);
        check("انتهت الإنتخابات.", &[("الإنتخابات", "الانتخابات")]);
        check("هذه إمرأة شجاعة.", &[("إمرأة", "امرأة")]);
        check("أرتفعت الحرارة.", &[("أرتفعت", "ارتفعت")]);
    }

    #[test]
    fn the_other_hamza_fires() {
        check("دعا (إطراف) الحوار.", &[("إطراف", "أطراف")]);
        check("بدأ أنتاج القمح.", &[("أنتاج", "إنتاج")]);
        check("قرأ القرأن.", &[("القرأن", "القرآن")]);
        check("حضر ألاف الناس.", &[("ألاف", "آلاف")]);
        check("سافر ألى المدينة.", &[("ألى", "إلى")]);
    }

    #[test]
    fn a_hamza_on_a_wrong_seat_fires() {
        check("تشجع المكتبة قرائة القصص وكل شئ جميل.", &[("قرائة", "قراءة"), ("شئ", "شيء")]);
        check("جائت الأسرة بالشئ نفسه.", &[("جائت", "جاءت"), ("بالشئ", "بالشيء")]);
        check("أثبت المحامي برائته وكفائتها.", &[("برائته", "براءته"), ("وكفائتها", "وكفاءتها")]);
        check("اتخذت الإجرائات بعد اللقائات.", &[("الإجرائات", "الإجراءات"), ("اللقائات", "اللقاءات")]);
        check("يتسائل الناس متى تضائلت المياه.", &[("يتسائل", "يتساءل"), ("تضائلت", "تضاءلت")]);
        silent(&[
            "قراءة كل شيء وشيئا فشيئا في هيئة وبيئة ومئة ومائة.",
            "قال مسئول الشئون إن زيارة مفاجئة جرت.",
            "قرئ الكتاب وملئ الكأس وبدئ العمل.",
            "سئل الوزراء عن أبنائهم ورؤسائهم وقضائي.",
            "متسائلا متفائلا متشائما متضائلا ملائما.",
            "وسم #شئ_غريب والضوئي والهدوئية.",
        ]);
    }

    #[test]
    fn what_is_glued_stays() {
        check("وللاسف تأخر.", &[("وللاسف", "وللأسف")]);
        check("بالاضافة إلى ذلك", &[("بالاضافة", "بالإضافة")]);
        check("وفاوضهم لاطلاقهم.", &[("لاطلاقهم", "لإطلاقهم")]);
        check("فابلغها النبأ.", &[("فابلغها", "فأبلغها")]);
        check("وافلحت الجهود.", &[("وافلحت", "وأفلحت")]);
    }

    #[test]
    fn marks_tatweel_and_tags_stay() {
        let text = "بحث <b>الاراضي</b> وَالاسْعار والاســعار.";
        let expected = [("الاراضي", "الأراضي"), ("وَالاسْعار", "والأسعار"), ("والاســعار", "والأسعار")];
        check_in(Syntax::Html, text, &expected);
        let found = findings(text, Options { syntax: Syntax::Html, ..Options::default() });
        let edits: Vec<_> = found.iter().flat_map(|finding| finding.fixes[0].edits.clone()).collect();
        assert_eq!(apply(text, &edits), "بحث <b>الأراضي</b> وَالأسْعار والأســعار.");
    }

    #[test]
    fn two_words_give_two_fixes() {
        let text = "مع تركيا الاعداد للقاء.";
        let found = findings(text, Options { locale: Language::Arabic, ..Options::default() });
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].fixes.len(), 2);
        assert_eq!(findings("دعا (إطراف) الحوار.", Options::default())[0].fixes.len(), 1);
        assert!(found[0].fixes.iter().all(|fix| !fix.is_safe));
        assert!(found[0].message.contains("الأعداد") && found[0].message.contains("الإعداد"));
    }

    #[test]
    fn verbal_nouns_and_verbs_with_a_connecting_alef_are_left_alone() {
        silent(&[
            "عقد اجتماع بعد انتخاب الرئيس واستقبال الوفد.",
            "اعتقد الوزير أن الأمر انتهى وانتظر الرد.",
            "استطاع الفريق الفوز واحتاج إلى وقت.",
            "وقع انفجار فانهار المبنى واندلع حريق.",
            "اتفق الطرفان على اتخاذ قرار واتهما غيرهما.",
            "وازداد الاهتمام واصطدمت سيارتان.",
            "أعتقد أنني أستطيع وأنتظر.",
        ]);
    }

    #[test]
    fn both_words_are_left_alone() {
        silent(&[
            // The builder of a mosque, and a weekday that houses write in two ways.
            "قال إن باني المسجد معروف.",
            "يوم الإثنين المقبل ويوم الاثنين الماضي.",
            "أعلام الدولة ووسائل إعلام محلية.",
            "إعداد الطعام وأعداد الضيوف.",
            "قال إن الأمر سهل وأكد أن العمل بدأ وإنه سعيد.",
            "إلا أن المدينة هادئة، ألا ترى؟",
            "وقف أمام إمام المسجد.",
            "تلقى أنباء عن إنباء سابق.",
            "كأن شيئا لم يكن وكان الجو جميلا.",
            "سأل الصحفي ثم سال الماء.",
            "بدا الوزير متفائلا وبدأ العمل.",
            "أحكام القضاء وإحكام السيطرة.",
            "أحداث العام وإحداث تغيير.",
            "آخر الأخبار وأخر الاجتماع أعمالا أخرى.",
            "وأحد الضيوف وحيد وواحد منهم غائب.",
            "هذا تأريخ وذاك تاريخ.",
            "كانا في سامراء وساعدهما على إعادتهما.",
            "الهام من الأمر أن القاء ليس لقاء.",
        ]);
    }

    #[test]
    fn connecting_nouns_and_imperatives_are_left_alone() {
        silent(&[
            "اسم ابن عمه وابنته واثنان من امرأة وامرئ.",
            "يوم الاثنين اثنا عشر رجلا.",
            "ارفع صوتك واكتب اسمك واذهب وانظر واقرأ واستمع.",
            "الله أكبر والذي قال هذا هو الذي كتب.",
        ]);
    }

    #[test]
    fn names_addresses_and_codes_are_left_alone() {
        silent(&[
            "قال الممثل احمد الشريف إنه سعيد.",
            "زار إستانا عاصمة كازاخستان.",
            "لوحات فان غوخ في المتحف.",
            "قال فان دايك إن الحظ خانه.",
            "فاز منتخب أسبانيا على إسبانيا وسافر إلى إفريقيا وأفريقيا.",
            "انظر https://example.org/الاراضي وفيه المزيد.",
            "تحت وسم #الاراضي_لنا كتب كثيرون.",
            "بثت قناة سي ان ان وقناة ام بي سي الخبر.",
            "حساب @الاعلام2 مغلق.",
            "نشر على انستغرام صورة من اسطنبول واستوديو.",
        ]);
    }

    #[test]
    fn other_languages_are_left_alone() {
        silent(&["The Amir said so.", "این استان در ایران است و اسلام", ""]);
    }

    #[test]
    fn what_the_authority_file_spells_is_left_alone() {
        let records = "[a]\ntype = \"org\"\nprefer.ar = \"إرفع صوتك\"\nshort.ar = [\"الاهالي\"]\n";
        let authority = Some(Arc::new(Authority::new(parse("a.toml", records).0).0));
        for (text, with, without) in [
            ("متابعة: إرفع صوتك", 0, 1),
            ("نقلت عن إرفع صوتك أمس.", 0, 1),
            ("كتبت صحيفة الاهالي أمس.", 0, 1),
            ("كتبت صحيفة الاراضي أمس.", 1, 1),
        ] {
            let options = Options { authority: authority.clone(), ..Options::default() };
            assert_eq!(findings(text, options).len(), with, "{text}");
            assert_eq!(findings(text, Options::default()).len(), without, "{text}");
        }
    }
}
