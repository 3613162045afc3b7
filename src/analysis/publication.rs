//! The publication date of a document and where it came from.
//!
//! In order: what the caller knows, the document's metadata, its date line, the file's name, what the text itself
//! allows, the settings. Each paragraph contributes its clues; the multiset of them is kept, so an edit changes only
//! what its paragraph said.

use super::document::Entry;
use super::options::Options;
use super::paragraph::Paragraph;
use crate::temporal::{Clue, Published, publication};
use std::collections::BTreeMap;

/// Where a publication date came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The caller.
    Given,
    /// Front matter or the document's head.
    Metadata,
    /// A line at the top of the article.
    Dateline,
    /// The name of the file.
    FileName,
    /// The weekdays and years of the text.
    Inferred,
    /// The settings.
    Setting,
}

impl Source {
    /// The word of the stream format.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Metadata => "metadata",
            Self::Dateline => "dateline",
            Self::FileName => "filename",
            Self::Inferred => "inferred",
            Self::Setting => "setting",
        }
    }
}

/// A publication date with its reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Publication {
    /// The date, with the time where it is known.
    pub at: Published,
    /// Where it came from.
    pub source: Source,
    /// The reason in a sentence.
    pub why: String,
}

/// A date line stands among the first paragraphs.
const HEAD: usize = 8;

/// The clues of all paragraphs, counted.
#[derive(Debug, Default)]
pub struct Clues(BTreeMap<Clue, usize>);

impl Clues {
    /// Adds a paragraph's clues.
    pub fn add(&mut self, paragraph: &Paragraph) {
        for clue in paragraph.clues.iter().filter(|c| !c.is_dateline()) {
            *self.0.entry(*clue).or_default() += 1;
        }
    }

    /// Takes them away again.
    pub fn remove(&mut self, paragraph: &Paragraph) {
        for clue in paragraph.clues.iter().filter(|c| !c.is_dateline()) {
            if let Some(count) = self.0.get_mut(clue) {
                *count -= 1;
                if *count == 0 {
                    self.0.remove(clue);
                }
            }
        }
    }
}

/// Chooses the publication date of a document.
pub fn choose(options: &Options, entries: &[Entry], clues: &Clues) -> Option<Publication> {
    if let Some(at) = options.given {
        return Some(Publication { at, source: Source::Given, why: "given with the document".to_owned() });
    }
    let head = || entries.iter().take(HEAD).map(|e| &e.paragraph);
    if let Some(at) = head().filter_map(|p| p.published.as_deref()).find_map(Published::parse) {
        let why = "stated in the document's metadata".to_owned();
        return Some(Publication { at, source: Source::Metadata, why });
    }
    let datelines: Vec<&Clue> = head().flat_map(|p| &p.clues).filter(|c| c.is_dateline()).collect();
    let all = datelines.into_iter().map(|c| (c, 1)).chain(clues.0.iter().map(|(c, n)| (c, *n)));
    let found = publication::infer(all);
    if let Some((date, publication::Source::Dateline, why)) = &found {
        return Some(Publication { at: (*date).into(), source: Source::Dateline, why: why.clone() });
    }
    if let Some(date) = options.file_date {
        let why = "read from the file's name".to_owned();
        return Some(Publication { at: date.into(), source: Source::FileName, why });
    }
    if let Some((date, publication::Source::Inferred, why)) = found {
        return Some(Publication { at: date.into(), source: Source::Inferred, why });
    }
    options.fallback.map(|at| Publication {
        at,
        source: Source::Setting,
        why: "set in the settings".to_owned(),
    })
}
