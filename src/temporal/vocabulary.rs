//! The phrases of times, found in a passage token by token.
//!
//! A table made by the build script (`build/meanings.rs`) from the lists of the temporal grammar alone: most words of
//! a text are none of them, and one probe says so. A phrase is a path of chunks (a token with the space before it);
//! each step is one hash of the node reached so far and the next chunk, compared byte for byte when it hits.

// The table is written by the build script.
#![allow(clippy::unreadable_literal)]

use super::chunk::{HIDDEN_ALEF, ROOT, hash};
use super::meaning::Meaning;
use crate::text::{Language, Passage, Stem};

#[allow(clippy::unreadable_literal)] // Written by a program, and read by none but the compiler.
mod data {
    use super::{Node, Vocabulary};
    use crate::temporal::expression::Unit;
    use crate::temporal::meaning::{Meaning, Reads};
    use crate::text::clitics::proclitic;

    include!(concat!(env!("OUT_DIR"), "/temporal_words.rs"));
}

/// A prefix of phrases of the lists.
#[derive(Debug)]
pub struct Node {
    /// The chunk that leads here.
    key: &'static str,
    /// Where from.
    parent: u16,
    /// The proclitic that the phrase itself begins with, for forms that are listed with one; a bit of
    /// [`proclitic`](crate::text::clitics::proclitic).
    pub cut: u8,
    /// Longer phrases go on from here.
    more: bool,
    /// What the phrase that ends here may mean; nothing when none does.
    pub meanings: &'static [Meaning],
}

/// The phrases of one language.
#[derive(Debug)]
pub struct Vocabulary {
    nodes: &'static [Node],
    /// Open addressing over a power of two: part of the hash, and a node; node 0 is an empty slot.
    slots: &'static [(u16, u16)],
}

impl Vocabulary {
    /// The phrases of `language`.
    pub const fn of(language: Language) -> &'static Self {
        match language {
            Language::Arabic => &data::AR,
            Language::English => &data::EN,
        }
    }

    fn step(&self, parent: u16, chunk: &str) -> Option<(u16, &'static Node)> {
        let hash = hash(parent, chunk.as_bytes());
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = hash as usize & mask;
        loop {
            let &(tag, index) = self.slots.get(at)?;
            if index == 0 {
                return None;
            }
            if u32::from(tag) == hash >> 16 {
                let node = self.nodes.get(usize::from(index))?;
                if node.parent == parent && node.key == chunk {
                    return Some((index, node));
                }
            }
            at = (at + 1) & mask;
        }
    }

    /// Calls `found` with every phrase that begins with `stem` of token `first` and the last token it covers, the
    /// shortest first.
    #[inline]
    pub fn each(
        &self,
        passage: &Passage,
        first: usize,
        stem: Stem,
        mut found: impl FnMut(usize, &'static Node),
    ) {
        let mut at = if stem.hidden_alef { HIDDEN_ALEF } else { ROOT };
        let mut from = stem.fold_start;
        for (last, token) in passage.tokens.iter().enumerate().skip(first) {
            let Some(chunk) = passage.folded.get(from..token.fold.end) else { return };
            let Some((index, node)) = self.step(at, chunk) else { return };
            if !node.meanings.is_empty() {
                found(last, node);
            }
            if !node.more {
                return;
            }
            at = index;
            from = token.fold.end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Vocabulary;
    use crate::lexicon::{Class, Lexicon};
    use crate::text::{Language, Passage, clitics};
    use std::fs;
    use std::path::Path;

    /// The lists of the temporal grammar.
    const LISTS: &[&str] = &[
        "months",
        "hijri_months",
        "weekdays",
        "numbers",
        "ordinals",
        "time_units",
        "deictics",
        "shifts",
        "day_parts",
        "period_parts",
        "seasons",
        "approximators",
        "time_words",
        "time_zones",
        "set_words",
        "decades",
        "number_traps",
        "no_times",
        "tense_cues",
        "holidays",
        "feast_nouns",
        "dateline_cues",
    ];

    /// Every form of those lists.
    fn lists(language: Language) -> Vec<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/lexicon").join(language.code());
        let mut forms = Vec::new();
        for text in
            LISTS.iter().filter_map(|name| fs::read_to_string(folder.join(format!("{name}.tsv"))).ok())
        {
            let rows = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
            forms.extend(rows.skip(1).map(|row| row.split('\t').next().unwrap_or_default().to_owned()));
        }
        forms
    }

    #[test]
    fn every_form_of_the_lists_is_found_whole() {
        for language in [Language::Arabic, Language::English] {
            let forms = lists(language);
            assert!(forms.len() > 500);
            // A choice of spellings is taken apart by the build script.
            for form in forms.into_iter().filter(|form| !form.contains('|')) {
                let passage = Passage::new(&form, Some(language));
                let mut longest = None;
                Vocabulary::of(language).each(&passage, 0, clitics::stems(&passage, 0)[0], |last, _| {
                    longest = Some(last);
                });
                assert_eq!(longest, Some(passage.tokens.len() - 1), "{form}");
            }
        }
    }

    /// The lexicon holds the same lists; a class of the grammar is one whose forms the table knows.
    fn agrees_with_the_lexicon(text: &str, language: Language) {
        let passage = Passage::new(text, None);
        let ours = |class: Class| LISTS.contains(&Class::ALL[class as usize].1);
        for first in 0..passage.tokens.len() {
            for stem in clitics::stems(&passage, first) {
                let mut found = Vec::new();
                Vocabulary::of(language).each(&passage, first, stem, |last, _| found.push(last));
                let known = Lexicon::of(language).found(&passage, first, stem);
                let known = known.iter().filter(|f| f.senses.iter().any(|s| ours(s.class))).map(|f| f.last);
                assert_eq!(found, known.collect::<Vec<_>>(), "{first} {stem:?} of {text}");
            }
        }
    }

    #[test]
    fn finds_what_the_lexicon_finds() {
        let mut texts = vec![
            "وللخمسة من رجال كانون الأول/ديسمبر حتى ليلة الأحد، منتصف الليل، \"أبوظبي\" لكل نصف".to_owned(),
            "at 5 p.m. o'clock, New Year's Eve, mid-May and the day before yesterday".to_owned(),
        ];
        let articles = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/articles")).unwrap();
        texts.extend(articles.filter_map(|entry| fs::read_to_string(entry.unwrap().path()).ok()));
        for text in texts {
            for language in [Language::Arabic, Language::English] {
                agrees_with_the_lexicon(&text, language);
            }
        }
    }
}
