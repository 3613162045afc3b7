//! Acronyms with the names they stand for, and those that everybody knows: `seeds/lints/acronyms/`.

use crate::lexicon::hash::{hash, hash_with};

include!(concat!(env!("OUT_DIR"), "/acronyms.rs"));

/// True when a word of this hash may be an acronym or end a full name: most are neither.
pub fn may_matter(hash: u64) -> bool {
    let bit = hash % (FILTER.len() as u64 * 64);
    usize::try_from(bit / 64)
        .ok()
        .and_then(|at| FILTER.get(at))
        .is_some_and(|block| block & (1 << (bit % 64)) != 0)
}

/// The number of the acronym that a folded word is; a Latin word in Arabic text is looked up by itself.
pub fn number(folded: &str, latin_in_arabic: bool) -> Option<u16> {
    let hash = hash_with(u64::from(latin_in_arabic), folded);
    let at = ACRONYMS.binary_search_by_key(&hash, |(hash, _)| *hash).ok()?;
    may_matter(hash).then_some(ACRONYMS[at].1)
}

/// The first full name of an acronym.
pub fn full(number: u16) -> &'static str {
    FULL.get(usize::from(number)).copied().unwrap_or_default()
}

/// The full names that end with the word of a hash: the acronym's number, and the words before, from the last.
pub fn names_ending_with(hash: u64) -> impl Iterator<Item = (u16, &'static [u64])> {
    let from = NAMES.partition_point(|(last, ..)| *last < hash);
    NAMES[from..]
        .iter()
        .take_while(move |(last, ..)| *last == hash)
        .map(|(_, number, before)| (*number, *before))
}

/// True for a folded acronym that needs no explanation.
pub fn is_household(folded: &str) -> bool {
    HOUSEHOLD.binary_search(&hash(folded)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{full, is_household, names_ending_with, number};
    use crate::lexicon::hash::hash;
    use crate::text::fold::fold;

    #[test]
    fn an_acronym_has_its_names() {
        let daesh = number("داعش", false).unwrap();
        assert_eq!(full(daesh), "تنظيم الدولة الإسلامية");
        let last = hash(&fold("الإسلامية"));
        assert!(names_ending_with(last).any(|(number, before)| number == daesh && before.len() == 1));
        assert_eq!(full(number("iaea", false).unwrap()), "International Atomic Energy Agency");
        assert!(full(number("iaea", true).unwrap()).starts_with('ا'));
    }

    #[test]
    fn what_everybody_knows_is_told() {
        assert!(is_household("bbc") && is_household("nato") && !is_household("iaea"));
        assert_eq!(number("حماس", false), None);
    }
}
