//! Which of its namesakes a name means: the gazetteer's record of a mention, or the ranked candidates.
//!
//! A name with one record means it. Among several, what stands beside the mention decides (Paris, Texas; طرابلس
//! اللبنانية), then what the article says of the countries, and a name so great that nobody explains it wins when
//! nothing speaks against it. Otherwise nothing is linked: a wrong identifier is worse than none. Each paragraph
//! contributes the countries it speaks of; they are counted, and text is never read again.

use super::bonds::Bonds;
use super::paragraph::{Named, Paragraph};
use crate::entities::{EntityMention, EntityType};
use crate::lexicon::gazetteer::{self, Record, RecordType};
use crate::lexicon::{Class, Lexicon};
use crate::text::{Language, Passage, Span, Stem};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::sync::Arc;

/// Things that one name may mean, the likeliest first.
pub type Candidates = SmallVec<[Record; 4]>;

/// What a name means.
#[derive(Clone, Debug, Default)]
pub struct Link {
    /// What it means, if that is certain enough.
    pub record: Option<Record>,
    /// What it may mean, when it is not.
    pub candidates: Candidates,
}

/// A place whose country stands beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Within {
    /// Where the place's name stands.
    pub span: Span,
    /// The folded name.
    pub key: Arc<str>,
    /// Code of the country.
    pub country: &'static str,
}

type Counts = SmallVec<[(&'static str, usize); 2]>;

/// The countries an article speaks of.
#[derive(Debug, Default)]
pub struct Countries {
    counts: FxHashMap<&'static str, usize>,
    /// By the folded name of a place: the countries that stand beside it, counted.
    within: FxHashMap<Arc<str>, Counts>,
}

/// So many times larger than its namesakes, a place needs no explanation.
const GREATER: u32 = 10;
/// What speaks for one country must be so many times what speaks for the next.
const CLEARLY: usize = 2;
/// So often must another country be named before a great place is doubted.
const DOUBT: usize = 3;
/// A region counts as a place of this size: lists have no figures for regions.
const REGION: u32 = 300_000;
/// Of a city and the region called after it, the city is meant from this size on, and the region below the other.
const OWN_CITY: u32 = 50_000;
const NO_CITY: u32 = 20_000;

/// The records of a folded name that are of a type.
pub fn records(key: &str, entity_type: EntityType) -> Candidates {
    let Some(record_type) = entity_type.record_type() else { return Candidates::new() };
    let entry = gazetteer::get(key);
    entry.into_iter().flat_map(gazetteer::Entry::records).filter(|r| r.record_type == record_type).collect()
}

/// The country that a name by itself speaks for: a country, a nationality, a place that has no namesakes elsewhere or
/// is far greater than them.
pub fn speaks_for(key: &str, entity_type: EntityType) -> Option<&'static str> {
    match entity_type {
        EntityType::Group => nationality(key),
        EntityType::Place => {
            let all = records(key, entity_type);
            let first = all.first()?;
            // Georgia is a country, and a region of another that articles do not explain either.
            let explained = |r: &Record| first.kind == "country" && r.kind == "region";
            let unmatched =
                all.iter().all(|r| r.country == first.country || outweighs(first, r) && !explained(r));
            Some(first.country).filter(|country| unmatched && !country.is_empty())
        }
        _ => None,
    }
}

fn nationality(key: &str) -> Option<&'static str> {
    let sense = Lexicon::of(super::forms::language_of(key)).sense(key, Class::Nationality)?;
    let code = sense.value.split(',').next()?;
    (code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())).then_some(code)
}

fn size(record: &Record) -> u32 {
    if record.kind == "region" { record.weight.max(REGION) } else { record.weight }
}

fn outweighs(one: &Record, other: &Record) -> bool {
    size(one) / GREATER >= size(other).max(1)
}

/// Names below this confidence tell nothing of the article's countries.
const LEAST_CONFIDENCE: f32 = 0.6;

fn countries_of(paragraph: &Paragraph) -> impl Iterator<Item = &'static str> {
    let sure = |named: &&Named| named.mention.confidence >= LEAST_CONFIDENCE;
    let names = paragraph.entities.iter().filter(sure).map(|named| &named.mention);
    names.filter_map(|m| speaks_for(&m.key, m.entity_type))
}

impl Countries {
    /// Adds a paragraph's countries.
    pub fn add(&mut self, paragraph: &Paragraph) {
        for country in countries_of(paragraph) {
            *self.counts.entry(country).or_default() += 1;
        }
        for within in &paragraph.bonds.within {
            let counts = self.within.entry(within.key.clone()).or_default();
            match counts.iter_mut().find(|(country, _)| *country == within.country) {
                Some((_, count)) => *count += 1,
                None => counts.push((within.country, 1)),
            }
        }
    }

    /// Takes them away again.
    pub fn remove(&mut self, paragraph: &Paragraph) {
        for country in countries_of(paragraph) {
            if let Some(count) = self.counts.get_mut(country) {
                *count -= 1;
                if *count == 0 {
                    self.counts.remove(country);
                }
            }
        }
        for within in &paragraph.bonds.within {
            let Some(counts) = self.within.get_mut(&within.key) else { continue };
            if let Some(index) = counts.iter().position(|(country, _)| *country == within.country) {
                counts[index].1 -= 1;
                if counts[index].1 == 0 {
                    counts.swap_remove(index);
                }
            }
            if counts.is_empty() {
                self.within.remove(&within.key);
            }
        }
    }

    /// What a name means in this article. `own` is how often the article has the name itself, which is no evidence for
    /// it; `here` is what stands beside the one mention.
    pub fn link(&self, key: &str, entity_type: EntityType, own: usize, here: Here) -> Link {
        let mut all = records(key, entity_type);
        if all.len() < 2 {
            let elsewhere = here.country.is_some_and(|c| all.iter().any(|r| r.country != c));
            let record = all.first().copied().filter(|_| !elsewhere);
            return Link { record, candidates: Candidates::new() };
        }
        let mine = speaks_for(key, entity_type);
        let evidence = |record: &Record| {
            let own = if mine == Some(record.country) { own } else { 0 };
            self.counts.get(record.country).map_or(0, |count| count.saturating_sub(own))
        };
        all.sort_by_key(|r| (std::cmp::Reverse((evidence(r), size(r))), r.id()));
        let record = match entity_type {
            EntityType::Place => self.place(key, &mut all, here, evidence),
            _ => named_elsewhere(&all, evidence),
        };
        let candidates = if record.is_none() { all } else { Candidates::new() };
        Link { record, candidates }
    }

    /// The one place that is meant; what contradicts the mention is taken out of `fitting`.
    fn place(
        &self,
        key: &str,
        fitting: &mut Candidates,
        here: Here,
        evidence: impl Fn(&Record) -> usize,
    ) -> Option<Record> {
        if let Some(kind) = here.kind
            && fitting.iter().any(|r| r.kind == kind)
        {
            fitting.retain(|r| r.kind == kind);
        }
        let country = match (here.country, self.within.get(key).map(SmallVec::as_slice)) {
            (Some(country), _) => Some(country),
            (None, None) => None,
            (None, Some([(country, _)])) => Some(*country),
            // An article on both says each time which one it means, or leaves it open.
            (None, Some(_)) => return None,
        };
        if let Some(country) = country {
            fitting.retain(|r| r.country == country);
        }
        let mut rivals = Candidates::new();
        let mut unclear = Candidates::new();
        for record in fitting.iter() {
            if rivals.iter().any(|r| r.country == record.country) {
                continue;
            }
            let there = fitting.iter().copied().filter(|r| r.country == record.country).collect();
            let Some((one, clear)) = within_one_country(there) else { continue };
            rivals.push(one);
            if !clear {
                unclear.push(one);
            }
        }
        decide(&rivals, evidence).filter(|chosen| !unclear.contains(chosen))
    }
}

/// Of the places of one name in one country: the weightiest, or the region called after a town, and whether that is
/// clear.
fn within_one_country(mut places: Candidates) -> Option<(Record, bool)> {
    places.sort_by_key(|r| (std::cmp::Reverse(r.weight), r.id()));
    let first = *places.first()?;
    let others = || places.iter().filter(|r| **r != first);
    let greater = |r: &Record| outweighs(&first, r);
    Some(match places.iter().find(|r| r.kind == "region") {
        Some(region) if first.kind == "city" && first.weight < NO_CITY => (*region, true),
        Some(_) if first.kind == "city" => {
            (first, first.weight >= OWN_CITY && others().all(|r| r.kind == "region" || greater(r)))
        }
        _ => (first, others().all(greater)),
    })
}

/// The one of several places, each in a country of its own, that the article means.
fn decide(rivals: &[Record], evidence: impl Fn(&Record) -> usize) -> Option<Record> {
    if let [only] = rivals {
        return Some(*only);
    }
    let greatest = *rivals.iter().max_by_key(|r| (size(r), std::cmp::Reverse(r.id())))?;
    let others = || rivals.iter().filter(|r| **r != greatest);
    let ours = evidence(&greatest);
    let theirs = others().map(&evidence).max().unwrap_or(0);
    let great = others().all(|r| outweighs(&greatest, r));
    if great && greatest.kind != "country" {
        // Many articles that name America and not France are about Paris, France.
        let doubted = ours == 0 && others().any(|r| evidence(r) >= DOUBT && size(r) >= REGION / 3);
        return (!doubted).then_some(greatest);
    }
    if (great || greatest.capital) && (ours >= theirs || ours + theirs == 0) {
        return Some(greatest);
    }
    clearly_first(rivals, evidence)
}

/// The record whose country the article names clearly more often than those of all others.
fn clearly_first(all: &[Record], evidence: impl Fn(&Record) -> usize) -> Option<Record> {
    let first = *all.iter().max_by_key(|r| (evidence(r), std::cmp::Reverse(r.id())))?;
    let most = evidence(&first);
    let clear = all.iter().all(|r| *r == first || evidence(r) * CLEARLY <= most);
    (most > 0 && clear).then_some(first)
}

/// People and bodies of one name: the one that is known for something, or the one of the article's country.
fn named_elsewhere(all: &[Record], evidence: impl Fn(&Record) -> usize) -> Option<Record> {
    let mut known = all.iter().filter(|r| !r.kind.is_empty());
    if let (Some(one), None) = (known.next(), known.next())
        && all.iter().all(|r| r == one || evidence(r) <= evidence(one))
    {
        return Some(*one);
    }
    clearly_first(all, evidence)
}

/// What stands beside one mention.
#[derive(Clone, Copy, Debug, Default)]
pub struct Here {
    /// Code of the country named with it.
    pub country: Option<&'static str>,
    /// The kind that the noun before it says: city, region.
    pub kind: Option<&'static str>,
}

impl Here {
    /// What stands beside the mention at `span` of `paragraph`.
    pub fn of(paragraph: &Paragraph, span: Span) -> Self {
        let Bonds { within, heads, .. } = &paragraph.bonds;
        // Both are in order of position, the outer before the inner.
        let order = |span: Span| (span.start, std::cmp::Reverse(span.end));
        let country = within.binary_search_by_key(&order(span), |w| order(w.span)).ok();
        let kind = heads.binary_search_by_key(&order(span), |(head, _)| order(*head)).ok();
        Self { country: country.map(|at| within[at].country), kind: kind.map(|at| heads[at].1) }
    }
}

/// The places of a passage with the country that stands beside them: Paris, Texas; طرابلس (ليبيا); طرابلس اللبنانية.
pub fn within(passage: &Passage, mentions: &[EntityMention]) -> Vec<Within> {
    let mut out = Vec::new();
    let places = |m: &&EntityMention| m.entity_type == EntityType::Place && !m.nested;
    for place in mentions.iter().filter(places) {
        let mut at = passage.tokens.partition_point(|t| t.span.end <= place.span.end);
        let marks = [',', '\u{60c}', '('];
        let apart = marks.into_iter().any(|mark| passage.is_mark(at, mark));
        at += usize::from(apart);
        let codes = if apart { larger(passage, at) } else { adjective(passage, mentions, at) };
        let namesakes = records(&place.key, EntityType::Place);
        let mut shared = codes.iter().filter(|code| namesakes.iter().any(|r| r.country == **code));
        if let Some(&country) = shared.next()
            && shared.all(|other| *other == country)
        {
            out.push(Within { span: place.span, key: place.key.clone(), country });
        }
    }
    out
}

/// The countries of the country or region that is named at token `at`. Lists are asked, not mentions: a small region's
/// name is believed behind a town's.
fn larger(passage: &Passage, at: usize) -> SmallVec<[&'static str; 4]> {
    let Some(token) = passage.tokens.get(at) else { return SmallVec::new() };
    let whole = Stem { fold_start: token.fold.start, hidden_alef: false, cut: 0 };
    let capital = passage.language == Language::Arabic || passage.is_capitalised(at);
    let longest = gazetteer::matches(passage, at, whole).last().copied().filter(|_| capital);
    let records = longest.into_iter().flat_map(|m| gazetteer::Entry::new(m.value).records());
    let holds_towns =
        |r: &Record| r.record_type == RecordType::Place && matches!(r.kind, "country" | "region");
    records.filter(holds_towns).map(|r| r.country).collect()
}

/// The country of the Arabic adjective at token `at`.
fn adjective(passage: &Passage, mentions: &[EntityMention], at: usize) -> SmallVec<[&'static str; 4]> {
    let token = passage.tokens.get(at).filter(|t| !t.line_start && passage.language == Language::Arabic);
    let group = token.and_then(|token| {
        let first = mentions.partition_point(|m| m.span.start < token.span.start);
        let mut here = mentions[first..].iter().take_while(|m| m.span.start == token.span.start);
        here.find(|m| m.entity_type == EntityType::Group)
    });
    group.and_then(|group| nationality(&group.key)).into_iter().collect()
}

/// The longest noun before a place's name has so many words: the capital of.
const LONGEST_HEAD: usize = 3;

/// The places of a passage that a noun such as city or governorate stands before, with the kind it says.
pub fn heads(passage: &Passage, mentions: &[EntityMention]) -> Vec<(Span, &'static str)> {
    let lexicon = Lexicon::of(passage.language);
    let mut out = Vec::new();
    for place in mentions.iter().filter(|m| m.entity_type == EntityType::Place) {
        let index = passage.tokens.partition_point(|t| t.span.end <= place.span.start);
        if passage.tokens.get(index).is_none_or(|t| t.span.start != place.span.start) {
            continue; // a proclitic stands between
        }
        let sense = (index.saturating_sub(LONGEST_HEAD)..index).find_map(|at| {
            let (found, sense) = lexicon.longest(passage, at, Class::PlaceHead)?;
            (found.last + 1 == index).then_some(sense)
        });
        out.extend(sense.map(|sense| (place.span, sense.value)));
    }
    out
}
