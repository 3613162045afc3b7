//! What the rules propose, and how proposals become mentions.
//!
//! Rules propose freely; here the longer proposal wins, the surer of two equals, and crossing ones are never made.
//! Offices are a layer of their own: a role may hold a nationality and an organisation without hiding them.

use super::evidence::Evidence;
use super::mention::{EntityMention, EntityType};
use crate::lexicon::gazetteer::Record;
use crate::text::Span;

/// A proposal of a rule, in tokens.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// First token; its proclitics stay outside.
    pub first: usize,
    /// Last token.
    pub last: usize,
    /// What it would be.
    pub entity_type: EntityType,
    /// The kind within the type.
    pub kind: &'static str,
    /// The gazetteer's record.
    pub record: Option<Record>,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// The rule's name.
    pub rule: &'static str,
    /// For a person: the tokens of the office or title before the name.
    pub office: Option<(usize, usize)>,
    /// Where the first token's stem begins in the folded text, when the rule read it otherwise than the evidence.
    pub fold_start: Option<(usize, bool)>,
}

impl Candidate {
    /// A proposal without record, kind or office.
    pub fn new(
        entity_type: EntityType,
        first: usize,
        last: usize,
        confidence: f32,
        rule: &'static str,
    ) -> Self {
        Self {
            first,
            last,
            entity_type,
            kind: "",
            record: None,
            confidence,
            rule,
            office: None,
            fold_start: None,
        }
    }

    /// Where it stands in the paragraph.
    pub fn span(&self, evidence: &Evidence) -> Span {
        match self.fold_start {
            Some((start, _)) => evidence.passage.span_from(start, self.last),
            None => evidence.span(self.first, self.last),
        }
    }

    fn key(&self, evidence: &Evidence) -> String {
        match self.fold_start {
            Some((start, hidden)) => {
                let text = &evidence.passage.folded[start..evidence.passage.tokens[self.last].fold.end];
                if hidden { format!("\u{627}{text}") } else { text.to_owned() }
            }
            None => evidence.key(self.first, self.last),
        }
    }

    const fn tokens(&self) -> usize {
        self.last - self.first
    }
}

/// Below this a proposal is not worth keeping even for the widest output.
const LEAST_CONFIDENCE: f32 = 0.5;

/// A proposal that was kept.
#[derive(Clone, Debug)]
pub struct Settled {
    /// The proposal.
    pub candidate: Candidate,
    /// Where it stands in the paragraph.
    pub span: Span,
    /// It lies inside another mention.
    pub nested: bool,
}

/// Settles the proposals: the longer wins, then the surer; in order of position, outer before inner.
pub fn settle(evidence: &Evidence, mut candidates: Vec<Candidate>) -> Vec<Settled> {
    candidates.retain(|c| c.confidence >= LEAST_CONFIDENCE);
    candidates.sort_by(|a, b| {
        b.tokens().cmp(&a.tokens()).then(b.confidence.total_cmp(&a.confidence)).then(a.first.cmp(&b.first))
    });
    let mut kept: Vec<Settled> = Vec::new();
    for candidate in candidates {
        let span = candidate.span(evidence);
        let is_role = candidate.entity_type == EntityType::Role;
        let same_layer = |m: &&Settled| (m.candidate.entity_type == EntityType::Role) == is_role;
        if span.is_empty() || kept.iter().any(|m| m.span.crosses(span)) {
            continue;
        }
        let outer = kept.iter().filter(same_layer).find(|m| m.span.contains(span));
        let nested = match outer {
            Some(outer)
                if outer.span == span || !may_nest(outer.candidate.entity_type, candidate.entity_type) =>
            {
                continue;
            }
            outer => outer.is_some(),
        };
        kept.push(Settled { candidate, span, nested });
    }
    kept.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    kept
}

/// Makes a mention of what was kept.
pub fn mention(evidence: &Evidence, settled: Settled) -> EntityMention {
    let Settled { candidate, span, nested } = settled;
    EntityMention {
        span,
        entity_type: candidate.entity_type,
        kind: candidate.kind,
        record: candidate.record,
        key: candidate.key(evidence).into(),
        confidence: candidate.confidence,
        rule: candidate.rule,
        nested,
        office: candidate.office.map(|(first, last)| evidence.span(first, last)),
        own: None,
    }
}

/// What may stand inside what: a place, a nationality or a founder in an organisation's name, a place in a place's.
pub const fn may_nest(outer: EntityType, inner: EntityType) -> bool {
    match outer {
        EntityType::Org => matches!(inner, EntityType::Place | EntityType::Group | EntityType::Person),
        EntityType::Place => matches!(inner, EntityType::Place | EntityType::Group | EntityType::Person),
        EntityType::Role => true,
        EntityType::Person | EntityType::Group => false,
    }
}
