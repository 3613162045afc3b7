//! The only door between the data under `seeds/` and the detectors.
//!
//! The build script turns every list into an `fst` and a table; both are embedded and read in place, so nothing is
//! parsed when the program starts. A language is a folder of lists; a list is a [`Class`].

mod abbreviation;
mod buckets;
mod class;
mod forms;
pub mod gazetteer;
pub mod hash;
mod openings;
mod spelled;
pub mod spelling;
mod statistics;
pub mod trie;

pub use abbreviation::closes_abbreviation;
pub use class::Class;
pub use forms::Forms;
pub use statistics::{Prior, Statistics, prior, statistics, stem_hash};
pub use trie::{Match, Matches, Trie};

use crate::text::{Language, Passage, Stem, clitics};
use smallvec::SmallVec;
use std::sync::LazyLock;

mod data {
    include!(concat!(env!("OUT_DIR"), "/lexicon_data.rs"));
}

/// One meaning of a form: the list it stands in and the value the list gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sense {
    /// The list.
    pub class: Class,
    /// The value column, as written in the list.
    pub value: &'static str,
}

impl Sense {
    /// The value as a number, for the lists whose values are numbers.
    pub fn number<T: std::str::FromStr>(self) -> Option<T> {
        self.value.parse().ok()
    }
}

/// A form of the lexicon found in a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// How the first word was read.
    pub stem: Stem,
    /// The first token.
    pub first: usize,
    /// The last token.
    pub last: usize,
    /// What the form may mean.
    pub senses: SmallVec<[Sense; 3]>,
}

/// The words of one language.
pub struct Lexicon {
    forms: Trie,
    senses: &'static [u8],
}

static ARABIC: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::open("ar"));
static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::open("en"));

impl Lexicon {
    /// The lexicon of `language`.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::Arabic => &ARABIC,
            Language::English => &ENGLISH,
        }
    }

    fn open(code: &str) -> Self {
        let (forms, senses) = data::LEXICA
            .iter()
            .find(|(name, _, _)| *name == code)
            .map_or((&[][..], &[][..]), |(_, forms, senses)| (*forms, *senses));
        Self { forms: Trie::new(forms), senses }
    }

    /// The senses of exactly this folded phrase.
    pub fn senses(&self, folded: &str) -> SmallVec<[Sense; 3]> {
        self.forms.get(folded).map(|at| self.senses_at(at)).unwrap_or_default()
    }

    /// The sense of this folded phrase in one list, if it stands there.
    pub fn sense(&self, folded: &str, class: Class) -> Option<Sense> {
        self.senses(folded).into_iter().find(|s| s.class == class)
    }

    /// Every form that begins at token `first`, read as `stem`, shortest first.
    pub fn found(&self, passage: &Passage, first: usize, stem: Stem) -> SmallVec<[Found; 2]> {
        self.forms
            .matches(passage, first, stem)
            .into_iter()
            .map(|m| Found { stem, first, last: m.last, senses: self.senses_at(m.value) })
            .collect()
    }

    /// The longest form of `class` that begins at token `first`, with or without proclitics; of two equally long ones
    /// the one that keeps more of the word.
    pub fn longest(&self, passage: &Passage, first: usize, class: Class) -> Option<(Found, Sense)> {
        let mut best: Option<(Found, Sense)> = None;
        for stem in clitics::stems(passage, first) {
            for found in self.found(passage, first, stem) {
                if let Some(&sense) = found.senses.iter().find(|s| s.class == class)
                    && best.as_ref().is_none_or(|(b, _)| found.last > b.last)
                {
                    best = Some((found, sense));
                }
            }
        }
        best
    }

    /// Layout, written by the build script: count, then for each sense its class, the length of its value, the value.
    fn senses_at(&self, at: u64) -> SmallVec<[Sense; 3]> {
        let mut out = SmallVec::new();
        let Some((&count, mut rest)) =
            usize::try_from(at).ok().and_then(|at| self.senses.get(at..)).and_then(<[u8]>::split_first)
        else {
            return out;
        };
        for _ in 0..count {
            let [class, length, tail @ ..] = rest else { break };
            let Some((value, tail)) = tail.split_at_checked(usize::from(*length)) else { break };
            rest = tail;
            if let (Some(&(class, _)), Ok(value)) =
                (Class::ALL.get(usize::from(*class)), std::str::from_utf8(value))
            {
                out.push(Sense { class, value });
            }
        }
        out
    }
}
