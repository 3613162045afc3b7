//! What paragraphs say that only means something beside the others: a name that is written in two ways, a text that stands
//! twice, one kind of quotation marks and another.
//!
//! A paragraph is read once for its *facts*; the document keeps them by what they are about. A rule that compares paragraphs
//! is asked again about one *key* only when a fact of that key came or went, and what it finds is kept at the paragraphs it
//! finds it in: so an edit costs its paragraph, and a fresh analysis gives the same.

use super::document::{Document, Entry};
use super::paragraph::Paragraph;
use crate::lints::{self, Finding, When};
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

/// One thing that a paragraph says for a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The rule that reads it, by its place among all rules.
    pub(crate) rule: u16,
    /// A hash of what it is about: facts of one key are compared with each other.
    pub key: u64,
    /// A hash of how it is said.
    pub form: u64,
    /// Where, in bytes of the paragraph.
    pub span: Span,
}

impl Fact {
    /// A fact; the registry knows for which rule.
    pub const fn new(key: u64, form: u64, span: Span) -> Self {
        Self { rule: 0, key, form, span }
    }
}

/// A fact in its place.
#[derive(Clone, Copy, Debug)]
pub struct Said<'d> {
    /// The first byte of its paragraph.
    pub start: usize,
    /// Its paragraph.
    pub paragraph: &'d Paragraph,
    /// The fact.
    pub fact: &'d Fact,
}

impl Said<'_> {
    /// Where it stands, in bytes of the document.
    pub const fn span(&self) -> Span {
        self.fact.span.shifted(self.start)
    }

    /// The text it covers.
    pub fn text(&self) -> &str {
        self.fact.span.of(&self.paragraph.text)
    }
}

/// What a rule finds in a paragraph because of others; its span in bytes of the paragraph, and without its fixes, which may
/// reach into other paragraphs and are made when somebody asks ([`findings_of`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Across {
    /// What it is about.
    pub about: About,
    /// What was found.
    pub finding: Finding,
}

/// A rule and one of its keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct About {
    rule: u16,
    key: u64,
}

impl About {
    /// The rule, by its place among all.
    pub(crate) const fn rule(self) -> u16 {
        self.rule
    }
}

/// The facts of a document, by what they are about.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    groups: FxHashMap<About, Group>,
    /// What has to be asked again.
    stale: FxHashSet<About>,
}

/// The facts of one key.
#[derive(Debug, Default)]
struct Group {
    /// The forms, with how often each is said.
    forms: SmallVec<[(u64, u32); 2]>,
    /// The paragraphs that say it, each as often as it does.
    paragraphs: SmallVec<[u64; 2]>,
    /// Those that something was found in.
    found_in: SmallVec<[u64; 1]>,
}

impl Group {
    fn concerns(&self, when: When) -> bool {
        match when {
            When::Said => true,
            When::Repeated => self.paragraphs.len() > 1,
            When::Differs => self.forms.len() > 1,
        }
    }
}

impl Ledger {
    /// Takes the facts of a paragraph in.
    pub fn add(&mut self, entry: &Entry, change: &Change) {
        for fact in &entry.paragraph.facts {
            let about = About { rule: fact.rule, key: fact.key };
            let group = self.groups.entry(about).or_default();
            match group.forms.iter_mut().find(|(form, _)| *form == fact.form) {
                Some((_, count)) => *count += 1,
                None => group.forms.push((fact.form, 1)),
            }
            group.paragraphs.push(entry.id);
            if change.touches(about) && group.concerns(lints::when(fact.rule)) {
                self.stale.insert(about);
            }
        }
    }

    /// Takes the facts of a paragraph out.
    pub fn remove(&mut self, entry: &Entry, change: &Change) {
        for fact in &entry.paragraph.facts {
            let about = About { rule: fact.rule, key: fact.key };
            let Some(group) = self.groups.get_mut(&about) else { continue };
            if change.touches(about) && group.concerns(lints::when(fact.rule)) {
                self.stale.insert(about);
            }
            if let Some(index) = group.forms.iter().position(|(form, _)| *form == fact.form) {
                group.forms[index].1 -= 1;
                if group.forms[index].1 == 0 {
                    group.forms.swap_remove(index);
                }
            }
            if let Some(index) = group.paragraphs.iter().position(|id| *id == entry.id) {
                group.paragraphs.swap_remove(index);
            }
            if group.paragraphs.is_empty() && group.found_in.is_empty() {
                self.groups.remove(&about);
            }
        }
    }
}

/// What a paragraph that comes in the place of another changes for the rules. Where its facts stand changes nothing.
#[derive(Clone, Debug)]
pub(super) enum Change {
    /// Whatever either says.
    All,
    /// These keys: what the two say of them differs, or something was found there in the old one.
    Keys(SmallVec<[About; 2]>),
}

impl Change {
    /// The change from one paragraph to another.
    pub fn between(new: &Entry, old: &Entry) -> Self {
        let mut keys: SmallVec<[About; 2]> = old.across.iter().map(|across| across.about).collect();
        let (new, old) = (by_key(&new.paragraph.facts), by_key(&old.paragraph.facts));
        if new != old {
            let differs = |from: &[(About, u64)], to: &[(About, u64)], keys: &mut SmallVec<[About; 2]>| {
                for said in from.chunk_by(|a, b| a.0 == b.0) {
                    let about = said[0].0;
                    let first = to.partition_point(|(other, _)| *other < about);
                    let behind = to.partition_point(|(other, _)| *other <= about);
                    if said != &to[first..behind] {
                        keys.push(about);
                    }
                }
            };
            differs(&new, &old, &mut keys);
            differs(&old, &new, &mut keys);
        }
        Self::Keys(keys)
    }

    fn touches(&self, about: About) -> bool {
        match self {
            Self::All => true,
            Self::Keys(keys) => keys.contains(&about),
        }
    }
}

/// What a paragraph says of each key, by key and then in its order.
fn by_key(facts: &[Fact]) -> SmallVec<[(About, u64); 16]> {
    let mut said: SmallVec<[(About, u64); 16]> =
        facts.iter().map(|fact| (About { rule: fact.rule, key: fact.key }, fact.form)).collect();
    said.sort_by_key(|(about, _)| *about);
    said
}

/// The facts of a key, in the order of the document.
fn said<'d>(about: About, paragraphs: impl Iterator<Item = (usize, &'d Paragraph)>) -> Vec<Said<'d>> {
    let theirs = |fact: &&Fact| fact.rule == about.rule && fact.key == about.key;
    paragraphs
        .flat_map(|(start, paragraph)| {
            let facts = paragraph.facts.iter().filter(theirs);
            facts.map(move |fact| Said { start, paragraph, fact })
        })
        .collect()
}

/// What the rule of a key finds in the whole document, with its fixes.
pub(crate) fn findings_of(document: &Document, about: About) -> Vec<Finding> {
    let Some(group) = document.ledger().groups.get(&about) else { return Vec::new() };
    if !group.concerns(lints::when(about.rule)) {
        return Vec::new();
    }
    let members: FxHashSet<u64> = group.paragraphs.iter().copied().collect();
    let entries = document.entries().filter(|(_, entry)| members.contains(&entry.id));
    let said = said(about, entries.map(|(start, entry)| (start, &*entry.paragraph)));
    lints::compare(document, about.rule, &said)
}

/// Asks the rules again about all that changed, and keeps what they find at its paragraphs.
pub(super) fn settle(document: &mut Document) {
    if document.ledger().stale.is_empty() {
        return;
    }
    let mut stale: Vec<About> = std::mem::take(&mut document.ledger_mut().stale).into_iter().collect();
    stale.sort_unstable();
    // Only those that are touched: a table of all paragraphs would cost the document.
    let groups = stale.iter().filter_map(|about| document.ledger().groups.get(about));
    let wanted: FxHashSet<u64> =
        groups.flat_map(|group| group.paragraphs.iter().chain(&group.found_in)).copied().collect();
    let entries = document.entries().enumerate().filter(|(_, (_, entry))| wanted.contains(&entry.id));
    let places: FxHashMap<u64, (usize, usize)> =
        entries.map(|(index, (start, entry))| (entry.id, (index, start))).collect();
    for about in stale {
        let Some(group) = document.ledger().groups.get(&about) else { continue };
        let mut found: Vec<(usize, Finding)> = Vec::new();
        if group.concerns(lints::when(about.rule)) {
            let mut members: Vec<(usize, usize)> =
                group.paragraphs.iter().filter_map(|id| places.get(id).copied()).collect();
            members.sort_unstable();
            members.dedup();
            let paragraphs = members.iter().map(|(index, start)| (*start, document.paragraph(*index)));
            let said = said(about, paragraphs);
            for finding in lints::compare(document, about.rule, &said) {
                let next = members.partition_point(|(_, start)| *start <= finding.span.start);
                let Some(&(index, start)) = next.checked_sub(1).and_then(|last| members.get(last)) else {
                    continue;
                };
                found.push((index, Finding { fixes: Vec::new(), ..finding }.moved(start, 0)));
            }
        }
        let before = group.found_in.clone();
        for (index, _) in before.iter().filter_map(|id| places.get(id)) {
            document.entry_mut(*index).across.retain(|across| across.about != about);
        }
        let mut found_in: SmallVec<[u64; 1]> = SmallVec::new();
        for (index, finding) in found {
            let entry = document.entry_mut(index);
            entry.across.push(Across { about, finding });
            if found_in.last() != Some(&entry.id) {
                found_in.push(entry.id);
            }
        }
        let groups = &mut document.ledger_mut().groups;
        if let Some(group) = groups.get_mut(&about) {
            group.found_in = found_in;
            if group.paragraphs.is_empty() {
                groups.remove(&about);
            }
        }
    }
}
