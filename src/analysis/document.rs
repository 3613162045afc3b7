//! A document under analysis: its paragraphs in order, and what only the whole can tell.
//!
//! Invariant: the paragraphs tile the text, and after any sequence of updates everything here equals a fresh analysis
//! of the same text. An update cuts and analyses again only from the paragraph before the damage to the first old cut
//! behind it; the document-wide tables lose the old paragraphs' contributions and gain the new ones'.

use super::entities::Entities;
use super::ledger::{self, Across, Change, Ledger};
use super::mention::{self, Mention};
use super::options::Options;
use super::paragraph::Paragraph;
use super::publication::{self, Clues, Publication};
use super::quotation::{self, Quotation};
use super::split;
use super::tag_facts::{self, TypesOf};
use crate::annotations::Live;
use crate::annotations::rejections::Rejections;
use crate::lints::Mask;
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
#[derive(Debug)]
pub struct Entry {
    /// The paragraph.
    pub paragraph: Arc<Paragraph>,
    /// The bytes of its text, here because whoever looks for a place passes all entries and would fetch each paragraph.
    pub len: usize,
    /// [`Paragraph::counts_from_now`], here for the same reason.
    counts_from_now: bool,
    /// Its number: no two of a document's life share one, though the same paragraph may stand in two places.
    pub(super) id: u64,
    /// The rules that it, or a comment before it, asks to be silent.
    pub silenced: Mask,
    /// What was found in it because of other paragraphs.
    pub across: Vec<Across>,
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
    /// What its paragraphs say that rules compare.
    ledger: Ledger,
    /// The number of the next entry.
    next: u64,
    /// How many paragraphs ask for silence in the whole document, and what they ask for.
    silences: usize,
    silenced: Mask,
    /// Rises whenever that changes.
    silenced_revision: u64,
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
    /// Where tags without a partner stand in a block of code.
    fenced: FxHashSet<usize>,
    /// How many tags have no partner in their paragraph.
    loose: usize,
    /// Rises whenever the tags of a paragraph say something else to the others.
    tags_revision: u64,
    /// The types of each reference, with the revision that they were counted at.
    types: Mutex<Option<(u64, Arc<TypesOf>)>>,
    /// In an article without a publication date, the first paragraph, by its number and its first byte, that counts a time
    /// from it.
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
            ledger: Ledger::default(),
            next: 0,
            silences: 0,
            silenced: Mask::default(),
            silenced_revision: 0,
            recent: VecDeque::new(),
            publication: None,
            published_revision: 0,
            annotations: Live::default(),
            rejections: Rejections::default(),
            rejections_revision: 0,
            across: FxHashSet::default(),
            fenced: FxHashSet::default(),
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
                old_at += self.entries[old].len;
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
            let len = paragraph.text.len();
            let counts_from_now = paragraph.counts_from_now;
            fresh.push(Entry {
                paragraph,
                len,
                counts_from_now,
                id: self.next,
                silenced: Mask::default(),
                across: Vec::new(),
            });
            self.next += 1;
        }
        let end = if at >= length { self.entries.len() } else { old };
        let before = self.entities.print();
        let replaced = &self.entries[first..end];
        let changes: Vec<Change> = if fresh.len() == replaced.len() {
            fresh.iter().zip(replaced).map(|(new, old)| Change::between(new, old)).collect()
        } else {
            vec![Change::All; fresh.len().max(replaced.len())]
        };
        for (entry, change) in fresh.iter().zip(&changes) {
            self.entities.add(&entry.paragraph);
            self.clues.add(&entry.paragraph);
            self.ledger.add(entry, change);
        }
        let said = |entries: &[Entry]| {
            let all = entries.iter().flat_map(|entry| entry.paragraph.tag_facts.said());
            all.map(|(name, kind, ends)| (name.to_owned(), kind, ends)).collect::<Vec<_>>()
        };
        let loose =
            |entries: &[Entry]| entries.iter().map(|e| e.paragraph.tag_facts.loose.len()).sum::<usize>();
        self.tags_revision += u64::from(said(&fresh) != said(&self.entries[first..end]));
        self.loose = self.loose + loose(&fresh) - loose(&self.entries[first..end]);
        let fresh_end = first + fresh.len();
        let gone: Vec<Entry> = self.entries.splice(first..end, fresh).collect();
        self.settle_silence(first..fresh_end, &gone);
        for (entry, change) in gone.into_iter().zip(changes) {
            self.entities.remove(&entry.paragraph);
            self.clues.remove(&entry.paragraph);
            self.ledger.remove(&entry, &change);
            self.recent.push_front(entry.paragraph);
        }
        self.recent.truncate(REMEMBERED);
        self.entities_revision += u64::from(self.entities.print() != before);
        self.choose_publication();
        // Only an article without a date is asked where it needs one.
        let counting = self.publication.is_none().then(|| {
            let first = self.entries().enumerate().find(|(_, (_, entry))| entry.counts_from_now);
            first.map(|(index, (start, _))| (index, start))
        });
        let counting = counting.flatten();
        self.first_revision += u64::from(counting.map(|c| c.0) != self.first_from_now.map(|c| c.0));
        self.first_from_now = counting;
        self.across.clear();
        self.fenced.clear();
        if self.loose > 0 {
            self.across = tag_facts::across(self.paragraphs().map(|(start, p)| (start, &**p)));
            self.fenced = tag_facts::fenced(self.paragraphs().map(|(start, p)| (start, &**p)));
        }
        ledger::settle(self);
    }

    /// Which rules are silent in the entries of a range, which are new in the place of others, and in those behind them that
    /// comments before them speak of.
    fn settle_silence(&mut self, range: std::ops::Range<usize>, gone: &[Entry]) {
        let asks = |entries: &[Entry]| {
            entries.iter().filter(|entry| !entry.paragraph.silence.everywhere.is_empty()).count()
        };
        let before = self.silences;
        self.silences = before + asks(&self.entries[range.clone()]) - asks(gone);
        for index in range.start..self.entries.len() {
            let last = index.checked_sub(1).map(|last| &self.entries[last]);
            let last = last.filter(|last| last.paragraph.silence.is_alone);
            if index > range.end && last.is_none() {
                break;
            }
            // Several comments in lines of their own all speak of what follows them.
            let above = last.map_or_else(Mask::default, |last| last.silenced);
            self.entries[index].silenced = self.entries[index].paragraph.silence.here | above;
        }
        if before > 0 || self.silences > 0 {
            let all = self.entries.iter().map(|entry| entry.paragraph.silence.everywhere);
            let all = all.fold(Mask::default(), |all, mask| all | mask);
            self.silenced_revision += u64::from(all != self.silenced);
            self.silenced = all;
        }
    }

    /// Rises whenever something is, or is not, to be found any more.
    pub const fn quiet_revision(&self) -> u64 {
        self.silenced_revision + self.rejections_revision
    }

    /// The rules that the document asks to be silent.
    pub const fn silenced(&self) -> Mask {
        self.silenced
    }

    /// Where to begin cutting again: the paragraph before the one that holds `offset`, since whether that one ended
    /// depended on the line after it.
    fn paragraph_before(&self, offset: usize) -> (usize, usize) {
        let (mut index, mut start) = (0, 0);
        let mut before = (0, 0);
        while index < self.entries.len() {
            let end = start + self.entries[index].len;
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
            + self.silenced_revision
            + self.first_revision
    }

    /// The first byte of the first paragraph that counts a time from the publication date; none when that is known.
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

    /// True when the tag at a byte of the document, which has no partner in its paragraph, stands in a block of code.
    pub fn is_in_code(&self, at: usize) -> bool {
        self.fenced.contains(&at)
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

    /// What its paragraphs say that rules compare.
    pub(super) const fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    pub(super) const fn ledger_mut(&mut self) -> &mut Ledger {
        &mut self.ledger
    }

    pub(super) fn paragraph(&self, index: usize) -> &Paragraph {
        &self.entries[index].paragraph
    }

    pub(super) fn entry_mut(&mut self, index: usize) -> &mut Entry {
        &mut self.entries[index]
    }

    /// The paragraphs with their first bytes and what was found in them because of others, in order.
    pub fn entries(&self) -> impl Iterator<Item = (usize, &Entry)> {
        self.entries.iter().scan(0, |at, entry| {
            let start = *at;
            *at += entry.len;
            Some((start, entry))
        })
    }

    /// The paragraphs with their first bytes, in order.
    pub fn paragraphs(&self) -> impl Iterator<Item = (usize, &Arc<Paragraph>)> {
        self.entries().map(|(start, entry)| (start, &entry.paragraph))
    }

    /// The paragraph that holds `offset`, with its first byte.
    pub fn paragraph_at(&self, offset: usize) -> Option<(usize, &Arc<Paragraph>)> {
        let holds = |(start, entry): &(usize, &Entry)| offset < start + entry.len;
        let found = self.entries().find(holds).or_else(|| self.entries().last());
        found.map(|(start, entry)| (start, &entry.paragraph))
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
