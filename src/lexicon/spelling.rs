//! How Arabic words are spelt, and how often: the hamza of their alefs, and which end in the wrong letter.
//!
//! Counted by others (`seeds/spelling/cc-by-sa/`, share-alike, so embedded by itself) and mended by hand
//! (`seeds/spelling/*.tsv`). Tables of short hashes (`buckets.rs`); of a word that is in none something is said once in ten
//! million times. An entry: the upper half of the hash of the word with bare alefs, the pattern, the level.

use super::buckets::{ENTRY, bucket};
use super::hash::hash;
pub use super::spelled::{FREE, LETTER, MOST_ALEFS, RIGHT, alef};

static HAMZA: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/hamza.bin"));
static ENDINGS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/endings.bin"));

/// One spelling of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spelling {
    /// Its alefs, two bits each, the first lowest: bare, hamza above, hamza below, madda.
    pub pattern: u16,
    /// Centibels below certainty: a hundred more is a tenth as frequent.
    pub level: u16,
    /// It is right beside more frequent ones.
    pub is_right: bool,
}

/// What the table says of a word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spellings {
    entries: &'static [u8],
    mark: u32,
}

/// The spellings of a word that is written with bare alefs.
pub fn spellings(bare: &str) -> Spellings {
    look_up(HAMZA, bare)
}

/// True for a word whose last letter is almost always the other one: ه for ة, ى for ي, ي for ى.
pub fn ends_wrong(word: &str) -> bool {
    look_up(ENDINGS, word).is_known()
}

fn look_up(table: &'static [u8], word: &str) -> Spellings {
    let hash = hash(word);
    Spellings {
        entries: bucket(table, hash).unwrap_or_default(),
        mark: u32::try_from(hash >> 32).unwrap_or(0),
    }
}

impl Spellings {
    /// Every entry, the most frequent spelling first.
    fn all(self) -> impl Iterator<Item = Spelling> {
        let mark = self.mark.to_le_bytes();
        self.entries.chunks_exact(ENTRY).filter(move |entry| entry[..4] == mark).map(|entry| {
            let number = |at: usize| u16::from_le_bytes([entry[at], entry[at + 1]]);
            let level = number(6);
            Spelling {
                pattern: number(4),
                level: if level < LETTER { level & (RIGHT - 1) } else { level },
                is_right: level < LETTER && level & RIGHT != 0,
            }
        })
    }

    /// True when the word is in the table.
    pub fn is_known(self) -> bool {
        self.all().any(|spelling| spelling.pattern != LETTER)
    }

    /// True when the word is a name of a foreign letter.
    pub fn is_letter(self) -> bool {
        self.all().any(|spelling| spelling.pattern == LETTER)
    }

    /// The spellings that are counted, the most frequent first; none of a word that may be written in any way.
    pub fn counted(self) -> impl Iterator<Item = Spelling> {
        let free = self.all().any(|spelling| spelling.pattern == FREE);
        self.all().filter(move |spelling| !free && spelling.pattern < LETTER)
    }
}

#[cfg(test)]
mod tests {
    use super::spellings;

    #[test]
    fn the_most_frequent_spelling_is_first() {
        let all: Vec<_> = spellings("اطلاق").counted().collect();
        assert!(all.len() >= 2 && all[0].level + 50 < all[1].level, "{all:?}");
        // The first alef has its hamza below, the second has none.
        assert_eq!(all[0].pattern, 2);
        assert!(!spellings("ظظاظظ").is_known() && spellings("كان").is_known());
        assert_eq!(spellings("انستغرام").counted().count(), 0);
        assert!(super::ends_wrong("المدينه") && !super::ends_wrong("المدينة") && !super::ends_wrong("على"));
        assert!(spellings("سي").is_letter() && !spellings("كان").is_letter());
    }
}
