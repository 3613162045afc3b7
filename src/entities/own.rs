//! Names of the workspace's own records: found wherever they stand as words, whatever lists and model say.
//!
//! What the newsroom has written down wins: a name found here takes the place of what was found in it, across it and, of
//! its own type, behind its end. Longer names that hold it stay: a university keeps its city, a body its head noun. A name
//! that several records have makes a mention only of the type on which they agree.

use super::candidate::may_nest;
use super::evidence::Evidence;
use super::mention::{EntityMention, EntityType};
use crate::authority::{Authority, Found, Named};
use crate::lexicon::{Class, Match, gazetteer::flag};
use crate::text::clitics;
use crate::text::{Span, Stem};

/// The rule's name.
pub const RULE: &str = "authority";
/// How sure: as sure as the newsroom is.
const CONFIDENCE: f32 = 0.99;

/// A name of a record where it stands.
struct Candidate {
    found: Found,
    first: usize,
    last: usize,
    stem: Stem,
    /// What it means in full; nothing for a short name.
    named: Named,
}

/// Puts the names of the records among the mentions and gives the short names that are left, in order of position.
pub fn find(evidence: &Evidence, authority: &Authority, mentions: &mut Vec<EntityMention>) -> Vec<Found> {
    let (names, shorts) = names(evidence, authority);
    if !names.is_empty() {
        place(evidence, names, mentions);
    }
    shorts
}

/// The full and the short names of the passage, from its first word on: the longest at each word, and none in another.
fn names(evidence: &Evidence, authority: &Authority) -> (Vec<Candidate>, Vec<Found>) {
    let mut full = Vec::new();
    let mut shorts = Vec::new();
    let mut index = 0;
    while index < evidence.words.len() {
        match longest(evidence, authority, index) {
            Some(candidate) => {
                index = candidate.last + 1;
                if candidate.named.is_empty() {
                    shorts.push(candidate.found);
                } else {
                    full.push(candidate);
                }
            }
            None => index += 1,
        }
    }
    (full, shorts)
}

/// The longest name at a word; of two equally long ones, the one that keeps more of the word.
fn longest(evidence: &Evidence, authority: &Authority, index: usize) -> Option<Candidate> {
    let passage = evidence.passage;
    let word = &evidence.words[index];
    if !word.letters && !passage.fold_of(index).chars().all(char::is_numeric) {
        return None;
    }
    let mut best: Option<(Match, Stem)> = None;
    for stem in clitics::stems(passage, index) {
        let mut matches = authority.matches(passage, index, stem);
        // A word that the lists know whole is not cut, as with the gazetteer's names, unless the next words confirm it;
        // somebody's given name is not cut even then.
        if stem.cut != 0 && evidence.is_whole(index) {
            matches.retain(|found| found.last > index && word.flags & (flag::GIVEN | flag::SURNAME) == 0);
        }
        if let Some(longest) = matches.pop()
            && best.is_none_or(|(best, _)| longest.last > best.last)
        {
            best = Some((longest, stem));
        }
    }
    let (Match { last, value }, stem) = best?;
    let name = u32::try_from(value).ok()?;
    let span = passage.span_from(stem.fold_start, last);
    let found = Found { name, span, hidden: stem.hidden_alef };
    Some(Candidate { found, first: index, last, stem, named: authority.meant(name) })
}

/// Puts full names among the mentions, which are in order of position.
fn place(evidence: &Evidence, names: Vec<Candidate>, mentions: &mut Vec<EntityMention>) {
    let reach = mentions.iter().map(|m| m.span.len()).max().unwrap_or(0);
    let mut gone = vec![false; mentions.len()];
    let mut fresh = Vec::new();
    for name in names {
        let span = name.found.span;
        // None that begins further before can touch it.
        let from = mentions.partition_point(|m| m.span.start + reach < span.start);
        let to = mentions.partition_point(|m| m.span.start < span.end);
        let touching: Vec<usize> = (from..to).filter(|&at| mentions[at].span.overlaps(span)).collect();
        let Some(record) = name.named.agreed() else {
            // Its records differ in type: what was found by other means may be any of them.
            if let Some(&at) = touching.iter().find(|&&at| mentions[at].span == span) {
                mentions[at].own = Some(name.found);
            }
            continue;
        };
        let entity_type = record.entity_type();
        let mut mention = mention(evidence, &name, entity_type, record.known_kind());
        match outer(evidence, &name, entity_type, mentions, touching.iter().copied().filter(|&at| !gone[at]))
        {
            Outer::None => {}
            Outer::Holds => mention.nested = true,
            Outer::Ends(at) => {
                mentions[at].own = Some(name.found);
                continue;
            }
            Outer::Hides => continue,
        }
        for at in touching {
            let other = &mut mentions[at];
            if other.span == span {
                mention.office = mention.office.or(other.office);
                mention.nested |= other.nested && other.entity_type != EntityType::Role;
                // An office of this very name is a layer of its own, and the record's.
                gone[at] = true;
            } else if span.contains(other.span) {
                gone[at] |= !may_nest(entity_type, other.entity_type);
                other.nested = true;
            } else if !other.span.contains(span) || hidden_by(&name, entity_type, other) {
                gone[at] = true;
            }
        }
        fresh.push(mention);
    }
    let mut kept = gone.into_iter();
    mentions.retain(|_| !kept.next().unwrap_or_default());
    mentions.extend(fresh);
    mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
}

/// What the mentions around a name make of it.
enum Outer {
    /// It stands by itself.
    None,
    /// It is nested in one.
    Holds,
    /// It is the proper part of a body's name behind its head noun.
    Ends(usize),
    /// It is a part of another name.
    Hides,
}

fn outer(
    evidence: &Evidence,
    name: &Candidate,
    entity_type: EntityType,
    mentions: &[EntityMention],
    touching: impl Iterator<Item = usize>,
) -> Outer {
    let span = name.found.span;
    let holds =
        |m: &EntityMention| m.span.contains(span) && m.span != span && m.entity_type != EntityType::Role;
    let mut outcome = Outer::None;
    for at in touching.filter(|&at| holds(&mentions[at])) {
        let outer = &mentions[at];
        if hidden_by(name, entity_type, outer) {
            continue;
        }
        let own = outer.entity_type == EntityType::Org && entity_type == EntityType::Org;
        if own && outer.span.end == span.end && headed(evidence, outer.span, name.first) {
            return Outer::Ends(at);
        }
        if !may_nest(outer.entity_type, entity_type) {
            return Outer::Hides;
        }
        outcome = Outer::Holds;
    }
    outcome
}

/// True when a name takes the place of a mention that holds it: a guess of the same type which goes on behind it.
fn hidden_by(name: &Candidate, entity_type: EntityType, outer: &EntityMention) -> bool {
    outer.entity_type == entity_type && outer.record.is_none() && outer.span.start == name.found.span.start
}

/// True when all that a body's name has before token `first` is its head noun.
fn headed(evidence: &Evidence, outer: Span, first: usize) -> bool {
    let tokens = &evidence.passage.tokens;
    let begin = tokens.partition_point(|t| t.span.end <= outer.start);
    [Class::OrgHead, Class::OrgOutsideHead]
        .into_iter()
        .any(|class| evidence.longest(begin, class).is_some_and(|(last, _)| last + 1 == first))
}

fn mention(
    evidence: &Evidence,
    name: &Candidate,
    entity_type: EntityType,
    kind: &'static str,
) -> EntityMention {
    let passage = evidence.passage;
    let folded = &passage.folded[name.stem.fold_start..passage.tokens[name.last].fold.end];
    let key = if name.stem.hidden_alef { format!("\u{627}{folded}") } else { folded.to_owned() };
    EntityMention {
        span: name.found.span,
        entity_type,
        kind,
        record: None,
        key: key.into(),
        confidence: CONFIDENCE,
        rule: RULE,
        nested: false,
        office: None,
        own: Some(name.found),
    }
}
