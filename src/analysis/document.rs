//! A document under analysis: its paragraphs in order, and what only the whole can tell.
//!
//! Invariant: the paragraphs tile the text, and after any sequence of updates everything here equals a fresh analysis
//! of the same text. An update cuts and analyses again only from the paragraph before the damage to the first old cut
//! behind it; the document-wide tables lose the old paragraphs' contributions and gain the new ones'.

use super::entities::Entities;
use super::mention::{self, Mention};
use super::options::Options;
use super::paragraph::Paragraph;
use super::publication::{self, Clues, Publication};
use super::quotation::{self, Quotation};
use super::split;
use super::tag_facts::{self, TypesOf};
use crate::annotations::Live;
use crate::annotations::rejections::Rejections;
use crate::quantities::Quantity;
use crate::tags::Region;
use crate::temporal::describe::Reading;
use crate::temporal::{Anchor, Timex};
use crate::text::{Damage, Span};
use parking_lot::Mutex;
use rayon::prelude::*;
use ropey::Rope;
use rustc_hash::FxHashSet;
use std::collections::VecDeque;
use std::sync::Arc;

/// A paragraph in its place.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The paragraph. Its text's length is the place it takes.
    pub paragraph: Arc<Paragraph>,
}

/// Paragraphs that an edit took out are kept this many deep: undo and cut-and-paste bring them back.
const REMEMBERED: usize = 64;

/// A document and everything found in it.
#[derive(Debug)]
pub struct Document {
    options: Options,
    entries: Vec<Entry>,
    entities: Entities,
    /// Rises whenever a name may mean something else than before.
    entities_revision: u64,
    clues: Clues,
    recent: VecDeque<Arc<Paragraph>>,
    publication: Option<Publication>,
    /// Rises whenever the publication date changes.
    published_revision: u64,
    anchor: Anchor,
    /// What is stored beside the text.
    annotations: Live,
    /// What is never to be found.
    rejections: Rejections,
    rejections_revision: u64,
    /// Where tags stand whose partner is in another paragraph.
    across: FxHashSet<usize>,
    /// How many tags have no partner in their paragraph.
    loose: usize,
    /// Rises whenever the tags of a paragraph say something else to the others.
    tags_revision: u64,
    /// The types of each reference, with the revision that they were counted at.
    types: Mutex<Option<(u64, Arc<TypesOf>)>>,
    /// The first paragraph, by its number and its first byte, that counts a time from the publication date.
    first_from_now: Option<(usize, usize)>,
    /// Rises whenever that is another paragraph.
    first_revision: u64,
}

impl Document {
    /// An empty document.
    pub fn new(options: Options) -> Self {
        let mut document = Self {
            anchor: Anchor { published: None, prefer: options.prefer },
            options,
            entries: Vec::new(),
            entities: Entities::default(),
            entities_revision: 0,
            clues: Clues::default(),
            recent: VecDeque::new(),
            publication: None,
            published_revision: 0,
            annotations: Live::default(),
            rejections: Rejections::default(),
            rejections_revision: 0,
            across: FxHashSet::default(),
            loose: 0,
            tags_revision: 0,
            types: Mutex::default(),
            first_from_now: None,
            first_revision: 0,
        };
        document.choose_publication();
        document
    }

    /// The analysis of a whole text.
    pub fn of(text: &str, options: Options) -> Self {
        let mut document = Self::new(options);
        document.update(&Rope::from_str(text), Damage::fresh(text.len()));
        document
    }

    /// Brings the analysis up to `rope`, which differs from the last one by `damage`.
    pub fn update(&mut self, rope: &Rope, damage: Damage) {
        let (first, mut at) = self.paragraph_before(damage.start);
        let mut region = self.entries.get(first).map_or_else(Region::default, |e| e.paragraph.entering);
        if first > 0 && first == self.entries.len() {
            region = self.entries[first - 1].paragraph.markup.leaving;
        }
        let length = rope.len_bytes();
        let mut fresh = Vec::new();
        // The old paragraph whose start the cutting has reached, and where that start lies in the old text.
        let (mut old, mut old_at) = (first, at);
        while at < length {
            while old < self.entries.len()
                && (old_at < damage.old_end || old_at + damage.new_end < at + damage.old_end)
            {
                old_at += self.entries[old].paragraph.text.len();
                old += 1;
            }
            let settled = at >= damage.new_end
                && old < self.entries.len()
                && old_at >= damage.old_end
                && old_at - damage.old_end == at - damage.new_end
                && at > damage.new_end
                && self.entries[old].paragraph.entering == region;
            if settled {
                break;
            }
            let text = split::paragraph_at(rope, at, region, self.options.syntax);
            at += text.len();
            let paragraph = self.analyse(text, region, first..self.entries.len().min(old + 2));
            region = paragraph.markup.leaving;
            fresh.push(Entry { paragraph });
        }
        let end = if at >= length { self.entries.len() } else { old };
        let before = self.entities.print();
        for entry in &fresh {
            self.entities.add(&entry.paragraph);
            self.clues.add(&entry.paragraph);
        }
        let said = |entries: &[Entry]| {
            let all = entries.iter().flat_map(|entry| entry.paragraph.tag_facts.said());
            all.map(|(name, kind, ends)| (name.to_owned(), kind, ends)).collect::<Vec<_>>()
        };
        let loose =
            |entries: &[Entry]| entries.iter().map(|e| e.paragraph.tag_facts.loose.len()).sum::<usize>();
        self.tags_revision += u64::from(said(&fresh) != said(&self.entries[first..end]));
        self.loose = self.loose + loose(&fresh) - loose(&self.entries[first..end]);
        let gone: Vec<Entry> = self.entries.splice(first..end, fresh).collect();
        for entry in gone {
            self.entities.remove(&entry.paragraph);
            self.clues.remove(&entry.paragraph);
            self.recent.push_front(entry.paragraph);
        }
        self.recent.truncate(REMEMBERED);
        self.entities_revision += u64::from(self.entities.print() != before);
        self.choose_publication();
        let counting = self.paragraphs().enumerate().find(|(_, (_, p))| p.counts_from_now);
        let counting = counting.map(|(index, (start, _))| (index, start));
        self.first_revision += u64::from(counting.map(|c| c.0) != self.first_from_now.map(|c| c.0));
        self.first_from_now = counting;
        self.across.clear();
        if self.loose > 0 {
            self.across = tag_facts::across(self.paragraphs().map(|(start, p)| (start, &**p)));
        }
    }

    /// Where to begin cutting again: the paragraph before the one that holds `offset`, since whether that one ended
    /// depended on the line after it.
    fn paragraph_before(&self, offset: usize) -> (usize, usize) {
        let (mut index, mut start) = (0, 0);
        let mut before = (0, 0);
        while index < self.entries.len() {
            let end = start + self.entries[index].paragraph.text.len();
            if offset <= end {
                break;
            }
            before = (index, start);
            start = end;
            index += 1;
        }
        before
    }

    fn analyse(&self, text: String, region: Region, near: std::ops::Range<usize>) -> Arc<Paragraph> {
        let same = |p: &&Arc<Paragraph>| p.text == text && p.entering == region;
        let known = self.entries[near].iter().map(|e| &e.paragraph).find(same);
        known
            .or_else(|| self.recent.iter().find(same))
            .cloned()
            .unwrap_or_else(|| Arc::new(Paragraph::new(text, region, &self.options)))
    }

    fn choose_publication(&mut self) {
        let publication = publication::choose(&self.options, &self.entries, &self.clues);
        self.published_revision += u64::from(publication != self.publication);
        self.publication = publication;
        self.anchor.published = self.publication.as_ref().map(|p| p.at);
    }

    /// How the document is read.
    pub const fn options(&self) -> &Options {
        &self.options
    }

    /// Rises whenever the mentions of a paragraph may have changed although its text did not.
    pub const fn revision(&self) -> u64 {
        self.entities_revision
            + self.published_revision
            + self.annotations.revision()
            + self.rejections_revision
            + self.tags_revision
            + self.first_revision
    }

    /// The first byte of the first paragraph that counts a time from the publication date.
    pub fn first_from_now(&self) -> Option<usize> {
        self.first_from_now.map(|(_, start)| start)
    }

    /// What is never to be found in this document.
    pub const fn rejections(&self) -> &Rejections {
        &self.rejections
    }

    /// Takes what is never to be found.
    pub fn set_rejections(&mut self, rejections: Rejections) {
        self.rejections_revision += u64::from(rejections != self.rejections);
        self.rejections = rejections;
    }

    /// True when the tag at a byte of the document, which has no partner in its paragraph, has one in another.
    pub fn has_partner_elsewhere(&self, at: usize) -> bool {
        self.across.contains(&at)
    }

    /// How often each reference is tagged as each type, in the text and beside it. Counted once a revision.
    pub fn types_of_references(&self) -> Arc<TypesOf> {
        let revision = self.revision();
        let mut types = self.types.lock();
        if let Some((counted, types)) = types.as_ref()
            && *counted == revision
        {
            return Arc::clone(types);
        }
        let stored = self.annotations.all().map(|annotation| &annotation.label);
        let counted = Arc::new(TypesOf::count(self.entries.iter().map(|e| &*e.paragraph), stored));
        *types = Some((revision, Arc::clone(&counted)));
        counted
    }

    /// The annotations that are stored beside the text.
    pub const fn annotations(&self) -> &Live {
        &self.annotations
    }

    /// The same, to be changed. They follow no edit by themselves: whoever edits the text tells them each one.
    pub const fn annotations_mut(&mut self) -> &mut Live {
        &mut self.annotations
    }

    /// The publication date, if any source has one.
    pub const fn publication(&self) -> Option<&Publication> {
        self.publication.as_ref()
    }

    /// What times resolve against.
    pub const fn anchor(&self) -> &Anchor {
        &self.anchor
    }

    /// What the document says of its entities.
    pub(super) const fn entities(&self) -> &Entities {
        &self.entities
    }

    /// The paragraphs with their first bytes, in order.
    pub fn paragraphs(&self) -> impl Iterator<Item = (usize, &Arc<Paragraph>)> {
        self.entries.iter().scan(0, |at, entry| {
            let start = *at;
            *at += entry.paragraph.text.len();
            Some((start, &entry.paragraph))
        })
    }

    /// The paragraph that holds `offset`, with its first byte.
    pub fn paragraph_at(&self, offset: usize) -> Option<(usize, &Arc<Paragraph>)> {
        self.paragraphs()
            .find(|(start, p)| offset < start + p.text.len())
            .or_else(|| self.paragraphs().last())
    }

    /// The mentions of one paragraph.
    pub fn mentions_of(&self, start: usize, paragraph: &Paragraph) -> Vec<Mention> {
        mention::of_paragraph(self, start, paragraph)
    }

    /// False when nothing in the paragraph is left to be shown.
    pub fn may_show(&self, start: usize, paragraph: &Paragraph) -> bool {
        mention::may_show(self, start, paragraph)
    }

    /// What was detected of the time that stands at `span`, and the words it was read from, in bytes of the document.
    /// The paragraph is read again: only who asks why pays for it.
    pub fn reading_of(&self, span: Span) -> Option<(&Timex, Vec<Reading>)> {
        let (start, paragraph) = self.paragraph_at(span.start)?;
        let timed = paragraph.times.iter().find(|t| t.span.shifted(start) == span)?;
        let timex = timed.timex.as_ref()?;
        let words = paragraph.words_of(timex.span, self.options.language);
        let words = words.into_iter().map(|w| Reading { span: w.span.shifted(start), ..w }).collect();
        Some((timex, words))
    }

    /// All mentions in order.
    pub fn mentions(&self) -> impl Iterator<Item = Mention> {
        self.paragraphs().flat_map(|(start, paragraph)| self.mentions_of(start, paragraph))
    }

    /// All mentions in order, on all cores: for what works on the whole document at once.
    pub fn all_mentions(&self) -> Vec<Mention> {
        let paragraphs: Vec<(usize, &Arc<Paragraph>)> = self.paragraphs().collect();
        let mentions: Vec<Vec<Mention>> =
            paragraphs.par_iter().map(|(start, paragraph)| self.mentions_of(*start, paragraph)).collect();
        mentions.into_iter().flatten().collect()
    }

    /// All quantities in order, their spans in bytes of the document.
    pub fn quantities(&self) -> impl Iterator<Item = (Span, &Quantity)> {
        self.paragraphs().flat_map(|(start, paragraph)| {
            paragraph.quantities.iter().map(move |quantity| (quantity.span.shifted(start), quantity))
        })
    }

    /// All quotations in order, with their speakers.
    pub fn quotations(&self) -> impl Iterator<Item = Quotation> {
        self.paragraphs().flat_map(|(start, paragraph)| {
            let mentions =
                if paragraph.quotes.is_empty() { Vec::new() } else { self.mentions_of(start, paragraph) };
            quotation::of_paragraph(start, paragraph, &mentions)
        })
    }

    /// The innermost mention that `offset` touches; one that it lies inside wins over one that ends there.
    pub fn mention_at(&self, offset: usize) -> Option<Mention> {
        let (start, paragraph) = self.paragraph_at(offset)?;
        self.mentions_of(start, paragraph)
            .into_iter()
            .filter(|m| m.span.touches(offset))
            .min_by_key(|m| (m.span.end == offset, m.span.len()))
    }
}
