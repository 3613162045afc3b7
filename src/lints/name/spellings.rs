//! Names that are known to be written in several ways, `seeds/lints/spellings/`: which of them a word is, and how it would be
//! written otherwise. An adjective of a country is another name than the country, whatever the two share.

use crate::lexicon::hash::hash;
use crate::lints::words::{Cut, cuts, place_of};
use crate::text::fold;
use std::ops::Range;

/// What a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// An adjective, with an ending.
    Adjective,
    /// A place, where it is no part of a body's or a person's name.
    Place,
    /// A place whose name is another word elsewhere.
    Exact,
    /// Somebody or something, wherever it stands.
    Name,
}

include!(concat!(env!("OUT_DIR"), "/spellings.rs"));

/// A word that is a name of several spellings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelled {
    /// Which name.
    pub family: u16,
    /// Which of its spellings.
    pub spelling: u8,
    /// Where the name begins and its stem stands, in bytes of the word's letters.
    pub cut: Cut,
    stem_end: usize,
}

/// The name of several spellings that a word is, by its letters.
pub fn spelled(letters: &str, is_arabic: bool) -> Option<Spelled> {
    let look = |cut: Cut| {
        let hash = hash(letters.get(cut.stem..).filter(|stem| stem.len() > 2)?);
        let bit = hash % (FILTER.len() as u64 * 64);
        let block = FILTER.get(usize::try_from(bit / 64).ok()?)?;
        if block & (1 << (bit % 64)) == 0 {
            return None;
        }
        let at = WORDS.binary_search_by_key(&hash, |(hash, ..)| *hash).ok()?;
        let (_, family, spelling, taken) = WORDS[at];
        Some(Spelled { family, spelling, cut, stem_end: cut.stem + usize::from(taken) })
    };
    if is_arabic { cuts(letters).into_iter().find_map(look) } else { look(Cut { name: 0, stem: 0 }) }
}

impl Spelled {
    /// What the name is.
    pub fn sense(&self) -> Sense {
        FAMILIES[usize::from(self.family)].0
    }

    /// True beside a word that makes it another name.
    pub fn is_other_beside(&self, word: &str) -> bool {
        let unless = FAMILIES[usize::from(self.family)].2;
        !unless.is_empty() && unless.contains(&fold::spell(word).as_str())
    }

    /// Where the stem stands in the word as written.
    pub fn stem_in(&self, word: &str) -> Range<usize> {
        place_of(word, self.cut.stem)..place_of(word, self.stem_end)
    }

    /// The stem of another of its spellings.
    pub fn stem(&self, spelling: u8) -> &'static str {
        FAMILIES[usize::from(self.family)].1.get(usize::from(spelling)).copied().unwrap_or_default()
    }
}

/// A phrase with every name of several spellings written in the first of them, folded.
pub fn settled(phrase: &str) -> String {
    let mut out = String::with_capacity(phrase.len());
    for word in phrase.split([' ', '-', '\u{a0}']).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        let letters = fold::spell(word);
        let is_arabic = !letters.is_ascii();
        match spelled(&letters, is_arabic).filter(|found| found.cut.name == 0) {
            Some(found) => {
                let stem = found.stem_in(word);
                out.push_str(&fold::fold(&word[..stem.start]));
                out.push_str(&fold::fold(found.stem(0)));
                out.push_str(&fold::fold(&word[stem.end..]));
            }
            None => out.push_str(&fold::fold(word)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Sense, settled, spelled};
    use crate::text::fold::spell;

    fn check(word: &str, expected: Option<(&str, &str)>) {
        let letters = spell(word);
        let found = spelled(&letters, !letters.is_ascii());
        let shown = found.map(|found| {
            let other = u8::from(found.spelling == 0);
            (word[found.stem_in(word)].to_owned(), found.stem(other).to_owned())
        });
        assert_eq!(shown, expected.map(|(stem, other)| (stem.to_owned(), other.to_owned())), "{word}");
    }

    #[test]
    fn a_word_is_a_name_with_its_endings_and_proclitics() {
        check("أميركية", Some(("أميرك", "أمريك")));
        check("والأمريكيين", Some(("أمريك", "أميرك")));
        check("للأميركي", Some(("أميرك", "أمريك")));
        check("امريكي", Some(("امريك", "أميرك")));
        check("وأَستانا", Some(("أَستانا", "إستانا")));
        check("بترمب", Some(("ترمب", "ترامب")));
        check("Kiev", Some(("Kiev", "Kyiv")));
    }

    #[test]
    fn other_words_are_none() {
        for word in ["أمير", "أميركيا1", "كيف", "استانا", "تركية", "تركيا", "ليل", "الجزائر", "Kievan", ""]
        {
            check(word, None);
        }
    }

    #[test]
    fn a_country_and_its_adjective_are_two_names() {
        let of = |word: &str| spelled(&spell(word), true).unwrap();
        assert_ne!(of("أميركا").family, of("أميركية").family);
        assert_eq!(of("أميركا").family, of("أمريكا").family);
        assert_eq!((of("سورية").sense(), of("أمريكا").sense()), (Sense::Exact, Sense::Place));
    }

    #[test]
    fn a_phrase_is_settled_word_by_word() {
        assert_eq!(settled("أنطونيو غوتيريس"), settled("أنطونيو غوتيريش"));
        assert_ne!(settled("سيرغي لافروف"), settled("سيرجي لافروف"));
    }
}
