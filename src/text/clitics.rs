//! Proclitics: the one-letter words that Arabic writes glued to the next one.
//!
//! A fifth of the names in a news story carry one (وبوتين، لوكالة، بتنظيم، للجيش). Nothing here decides whether a
//! letter is a proclitic or the word's own: it lists the readings, the word lists decide. The order is from nothing
//! cut to most cut, so that the first reading a list knows is the one that keeps most of the word.

use super::{Passage, TokenKind};
use smallvec::SmallVec;

/// One way to read the beginning of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stem {
    /// Where the stem begins in [`Passage::folded`].
    pub fold_start: usize,
    /// لل stands for ل + ال: the stem begins at the second lam, and an alef that is not written precedes it.
    pub hidden_alef: bool,
    /// The proclitics that were cut, as bits of [`proclitic`].
    pub cut: u8,
}

/// The article, glued to its noun.
pub const ARTICLE: &str = "\u{627}\u{644}";

/// Bits of [`Stem::cut`].
pub mod proclitic {
    /// و or ف, "and".
    pub const AND: u8 = 1;
    /// ب, "in, with".
    pub const BI: u8 = 2;
    /// ل, "for, to".
    pub const LI: u8 = 4;
    /// ك, "like".
    pub const KA: u8 = 8;
}

/// A reading of a token's beginning, at most: nothing cut, one conjunction, one preposition, both, and لل.
pub type Stems = SmallVec<[Stem; 5]>;

const WAW: char = '\u{0648}';
const FEH: char = '\u{0641}';
const BEH: char = '\u{0628}';
const LAM: char = '\u{0644}';
const KAF: char = '\u{0643}';
/// A stem shorter than this is never cut free: ولد is a boy, not "and لد".
const SHORTEST_STEM: usize = 3;

/// The readings of token `index`: none past the end, one (itself) for a token that is no Arabic word.
pub fn stems(passage: &Passage, index: usize) -> Stems {
    let mut out = Stems::new();
    let Some(token) = passage.tokens.get(index) else { return out };
    out.push(Stem { fold_start: token.fold.start, hidden_alef: false, cut: 0 });
    if token.kind != TokenKind::Arabic {
        return out;
    }
    let word = token.fold.of(&passage.folded);
    let rest = match word.chars().next() {
        Some(WAW | FEH) => {
            let rest = &word[WAW.len_utf8()..];
            push(&mut out, token.fold.end, rest, false, proclitic::AND);
            prepositions(&mut out, token.fold.end, word, 0);
            Some(rest)
        }
        Some(_) => {
            prepositions(&mut out, token.fold.end, word, 0);
            None
        }
        None => None,
    };
    if let Some(rest) = rest {
        prepositions(&mut out, token.fold.end, rest, proclitic::AND);
    }
    out
}

fn prepositions(out: &mut Stems, fold_end: usize, word: &str, cut: u8) {
    let mut chars = word.chars();
    let bit = match chars.next() {
        Some(BEH) => proclitic::BI,
        Some(LAM) => proclitic::LI,
        Some(KAF) => proclitic::KA,
        _ => return,
    };
    let rest = chars.as_str();
    push(out, fold_end, rest, false, cut | bit);
    if bit == proclitic::LI && rest.starts_with(LAM) {
        push(out, fold_end, rest, true, cut | bit);
    }
}

fn push(out: &mut Stems, fold_end: usize, stem: &str, hidden_alef: bool, cut: u8) {
    if stem.chars().count() >= SHORTEST_STEM {
        out.push(Stem { fold_start: fold_end - stem.len(), hidden_alef, cut });
    }
}

#[cfg(test)]
mod tests {
    use super::stems;
    use crate::text::Passage;

    fn check(word: &str, expected: &str) {
        let passage = Passage::new(word, None);
        let shown: Vec<String> = stems(&passage, 0)
            .iter()
            .map(|s| format!("{}{}", if s.hidden_alef { "(ا)" } else { "" }, &passage.folded[s.fold_start..]))
            .collect();
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn lists_every_reading_of_a_glued_word() {
        check("بوتين", "بوتين وتين");
        check("وبوتين", "وبوتين بوتين وتين");
        check("للجيش", "للجيش لجيش (ا)لجيش");
        check("وللجيش", "وللجيش للجيش لجيش (ا)لجيش");
        check("وأنقرة", "وانقره انقره");
        check("ولد", "ولد");
        check("Beirut", "beirut");
    }
}
