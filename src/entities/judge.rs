//! The sequence model's word on what the rules propose.
//!
//! The model has seen the rules' proposals among its facts, so its names are the flat layer: people, places and
//! organisations that do not lie inside others. Rules still say what the model cannot: offices and nationalities, names
//! inside names, the record and kind of a name, and where a known name begins behind its proclitics.

use super::candidate::{Candidate, Settled, may_nest};
use super::evidence::Evidence;
use super::guideline;
use super::mention::EntityType;
use super::tagger::Model;
use super::tagger::decode::{Lattice, best};
use super::tagger::facts::facts;
use super::tagger::labels::{Chunk, LabelType, chunks};
use super::tagger::register::DESK;
use crate::lexicon::gazetteer::{Entry, RecordType};
use crate::text::{Span, Stem};

/// Judges the rules' proposals with a model; in order of position, outer before inner.
pub fn judge(evidence: &Evidence, ruled: Vec<Settled>, model: &Model) -> Vec<Settled> {
    let facts = facts(evidence, &ruled, model.spelling());
    let register = model.register(&facts);
    let desk = register.is_none_or(|register| register == DESK);
    let scores = model.scores(&facts, register);
    let transitions = model.weights().transitions();
    let labels = best(&scores, transitions);
    let found: Vec<Chunk> = chunks(&labels).collect();
    if found.is_empty() && ruled.is_empty() {
        return ruled;
    }
    let lattice = Lattice::new(&scores, transitions);
    let mut judged: Vec<Settled> = found
        .iter()
        .filter_map(|&chunk| {
            let probability = lattice.probability(chunk);
            // A corpus is read by its own conventions.
            let chunk = if desk { guideline::name(evidence, chunk)? } else { chunk };
            let named = named(evidence, &ruled, chunk, probability)?;
            // As often wrong as right: better left to what the rest of the article says of it.
            let doubtful = named.candidate.rule == MODEL && named.candidate.confidence < DOUBTFUL;
            (!desk || !doubtful).then_some(named)
        })
        .collect();
    if desk {
        overrule(&ruled, &mut judged);
    }
    let others = found.iter().filter(|chunk| chunk.label_type == LabelType::Other);
    let others: Vec<Span> = others.map(|chunk| evidence.span(chunk.first, chunk.last)).collect();
    for settled in ruled {
        keep(settled, desk, &lattice, &others, &mut judged);
    }
    judged.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    judged
}

/// What speaks for a name beside the model.
#[derive(Clone, Copy)]
enum Support {
    None,
    /// A rule sees the same name.
    Rule,
    /// It is known, in several words.
    Known,
}

impl Support {
    fn of(ruled: Option<&Settled>) -> Self {
        match ruled {
            None => Self::None,
            Some(s) if s.candidate.record.is_some() && s.candidate.last > s.candidate.first => Self::Known,
            Some(_) => Self::Rule,
        }
    }
}

/// How often a name of this probability is right: the model is surer than it should be, and less often wrong where the
/// rules agree. Fitted on development news by models that had not seen it: half right at even odds; nineteen in twenty
/// at a thousand to one with the rules, at fifty thousand to one without.
fn confidence(probability: f32, support: Support) -> f32 {
    let odds = (probability / (1.0 - probability).max(f32::MIN_POSITIVE)).ln().clamp(-4.0, MOST_ODDS);
    let (base, slope) = match support {
        Support::None => (0.1, 0.22),
        Support::Rule => (0.2, 0.32),
        Support::Known => (1.2, 0.32),
    };
    1.0 / (1.0 + (-(base + slope * odds)).exp())
}

/// Beyond these odds, a logarithm, the sums are noise.
const MOST_ODDS: f32 = 14.0;

/// The rule of names that the model alone sees.
const MODEL: &str = "model";
const DOUBTFUL: f32 = 0.6;

/// A rule this sure of a name of several words is believed before the model is.
const SURE: f32 = 0.85;

/// Puts the names of bodies and facilities that the rules are sure of in the place of shorter ones inside them: the model
/// has learnt from corpora that leave the noun of many bodies out.
fn overrule(ruled: &[Settled], judged: &mut Vec<Settled>) {
    for settled in ruled.iter().filter(|s| !s.nested) {
        let candidate = &settled.candidate;
        let sure = candidate.confidence >= SURE && candidate.last > candidate.first;
        let body = matches!(candidate.entity_type, EntityType::Org | EntityType::Place);
        // A body called after a man (نور الدين الزنكي) is a man to the model.
        let other = |m: &Settled| {
            let known = candidate.entity_type == EntityType::Org && candidate.record.is_some();
            !known || m.span != settled.span || m.candidate.entity_type == EntityType::Org
        };
        let kept = |m: &Settled| m.span.crosses(settled.span) || m.span.contains(settled.span) && other(m);
        if !sure || !body || judged.iter().any(kept) {
            continue;
        }
        let shorter = judged.iter().any(|m| settled.span.contains(m.span));
        judged.retain(|m| !settled.span.contains(m.span));
        if shorter || candidate.entity_type == EntityType::Org {
            let mut settled = settled.clone();
            settled.candidate.confidence = settled.candidate.confidence.max(OVERRULED);
            judged.push(settled);
        }
    }
}

/// How sure the rules are of a known body behind its noun.
const INTRODUCED: f32 = 0.97;

/// How often such a name is right.
const OVERRULED: f32 = 0.92;

/// A name of the model, with what the rules and lists know of it.
fn named(evidence: &Evidence, ruled: &[Settled], chunk: Chunk, probability: f32) -> Option<Settled> {
    let Chunk { first, last, label_type } = chunk;
    let entity_type = label_type.entity_type()?;
    // A name begins with a letter; the mark of a handle or a hashtag belongs to it.
    let begins = |index: &usize| evidence.words[*index].letters || is_handle(evidence, *index);
    let first = (first..=last).find(begins)?;
    let same = |s: &&Settled| {
        let c = &s.candidate;
        (c.first, c.last, c.entity_type) == (first, last, entity_type)
    };
    let agreed = ruled.iter().find(same);
    let mut candidate = match agreed {
        Some(settled) => settled.candidate.clone(),
        None => known(evidence, Candidate::new(entity_type, first, last, 0.0, MODEL)),
    };
    // A body that is known by this name, behind a noun that says that a body follows.
    let introduced = agreed.is_some_and(|s| {
        let c = &s.candidate;
        c.entity_type == EntityType::Org && c.record.is_some() && c.confidence >= INTRODUCED
    });
    let least = if introduced { OVERRULED } else { 0.0 };
    candidate.confidence = confidence(probability, Support::of(agreed)).max(least);
    let span = candidate.span(evidence);
    (!span.is_empty()).then_some(Settled { candidate, span, nested: false })
}

/// True for the mark before a handle or a hashtag.
fn is_handle(evidence: &Evidence, index: usize) -> bool {
    matches!(evidence.passage.fold_of(index), "@" | "#")
}

/// Adds what the gazetteer knows of a name.
fn known(evidence: &Evidence, mut candidate: Candidate) -> Candidate {
    let Some(record_type) = candidate.entity_type.record_type() else { return candidate };
    let whole = |&(_, last, _): &(Stem, usize, Entry)| last == candidate.last;
    let names = evidence.names(candidate.first, record_type.flag());
    if let Some((stem, _, entry)) = names.into_iter().find(whole) {
        candidate.fold_start = Some((stem.fold_start, stem.hidden_alef));
        candidate.record = entry.record(record_type);
        // What a person is known for is no kind of person.
        let kind = candidate.record.filter(|_| record_type != RecordType::Person).map(|r| r.kind);
        candidate.kind = kind.unwrap_or_default();
    }
    candidate
}

/// A name of the rules that the model does not see stays when the model finds it at least this likely; in an article one
/// that the rules are sure of needs less.
const LIKELY: f32 = 0.3;
const NOT_UNLIKELY: f32 = 0.05;
/// A rule is sure of a name from here.
const CERTAIN: f32 = 0.9;

/// Keeps a proposal of the rules beside what was judged, if there is room for it.
fn keep(mut settled: Settled, desk: bool, lattice: &Lattice, others: &[Span], judged: &mut Vec<Settled>) {
    let entity_type = settled.candidate.entity_type;
    let span = settled.span;
    if entity_type == EntityType::Role {
        // Offices are a layer of their own.
        if !judged.iter().any(|m| m.span.crosses(span)) {
            judged.push(settled);
        }
        return;
    }
    let mut names = judged.iter().filter(|m| m.candidate.entity_type != EntityType::Role);
    if names.clone().any(|m| m.span == span || m.span.crosses(span)) {
        return;
    }
    if let Some(outer) = names.clone().find(|m| m.span.contains(span)) {
        if may_nest(outer.candidate.entity_type, entity_type) {
            settled.nested = true;
            judged.push(settled);
        }
        return;
    }
    let Some(label_type) = LabelType::of(entity_type) else {
        settled.nested = false;
        judged.push(settled);
        return;
    };
    let holds = names.any(|m| span.contains(m.span) && m.candidate.entity_type != EntityType::Group);
    if settled.nested || holds || others.iter().any(|other| other.overlaps(span)) {
        return;
    }
    let (first, last) = (settled.candidate.first, settled.candidate.last);
    let probability = lattice.probability(Chunk { first, last, label_type });
    let least = if desk && settled.candidate.confidence >= CERTAIN { NOT_UNLIKELY } else { LIKELY };
    if probability >= least {
        settled.candidate.confidence = confidence(probability, Support::of(Some(&settled)));
        judged.push(settled);
    }
}
