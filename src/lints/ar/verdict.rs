//! How the hamzas of a word should be written, by the frequency of its spellings and by what its letters allow.
//!
//! A word is judged as a whole, or what is left of it without a conjunction, a preposition, the article, a pronoun. How much
//! rarer than the best a spelling has to be to be wrong, [`least`] says.

use super::words::{self, Word};
use crate::lexicon::spelling::{MOST_ALEFS, Spelling, Spellings, alef, spellings};
use smallvec::SmallVec;

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
/// No difference is enough.
const NEVER: u16 = u16::MAX;

pub(super) const ALEF: char = '\u{627}';
const LAM: char = '\u{644}';
const MAKSURA: char = '\u{649}';

const BARE: u16 = 0;
const ABOVE: u16 = 1;
const BELOW: u16 = 2;
const MADDA: u16 = 3;

/// What a word should be.
pub(super) struct Verdict {
    /// The right spellings, the likeliest first.
    pub right: SmallVec<[u16; 2]>,
    /// How much rarer the spelling is than the best.
    pub margin: u16,
    /// Letters of the word before those that the patterns are about.
    pub skip: usize,
    /// The pattern's first alef is the one that لل leaves out.
    pub is_hidden: bool,
    /// The whole word is in the list.
    pub is_whole: bool,
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
pub(super) fn look_up(letters: &[char]) -> Spellings {
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
pub(super) fn judge(word: &Word, bare: &mut Vec<char>) -> Option<Verdict> {
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
