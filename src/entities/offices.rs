//! Office phrases: وزير الدفاع الروسي, رئيس الدائرة الإعلامية في الائتلاف السوري, Prime Minister.
//!
//! An office is a mention of its own and the best evidence there is for the name after it.

use super::candidate::Candidate;
use super::evidence::Evidence;
use super::groups;
use super::mention::EntityType;
use crate::lexicon::Class;
use crate::text::{Language, clitics::proclitic};

/// An office phrase, in tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Office {
    /// First token.
    pub first: usize,
    /// Last token of the phrase.
    pub last: usize,
    /// The token where a name would begin: after the phrase, and after a comma.
    pub name_at: usize,
    /// A comma stands between office and name.
    pub comma: bool,
    /// A professional or personal title rather than an office: it is no mention by itself.
    pub title: bool,
}

/// The farthest an office phrase may reach, in tokens after its head.
const LONGEST: usize = 9;

/// Every office and title of the passage. `orgs` and `places` are what was proposed so far.
pub fn find(evidence: &Evidence, proposed: &[Candidate]) -> Vec<Office> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < evidence.words.len() {
        if evidence.words[at].letters
            && let Some(office) = office(evidence, at, proposed).or_else(|| title(evidence, at))
        {
            at = office.last + 1;
            out.push(office);
        } else {
            at += 1;
        }
    }
    out
}

/// Proposes the offices that are more than a bare noun.
pub fn propose(offices: &[Office], out: &mut Vec<Candidate>) {
    for office in offices {
        if !office.title && office.last > office.first {
            out.push(Candidate::new(EntityType::Role, office.first, office.last, 0.9, "office"));
        }
    }
}

fn title(evidence: &Evidence, first: usize) -> Option<Office> {
    let (mut last, _) = evidence
        .longest(first, Class::PersonTitle)
        .or_else(|| evidence.longest(first, Class::Kinship))
        .filter(|_| evidence.passage.language == Language::Arabic || evidence.words[first].capital)?;
    // The full stop of Mr. or د. belongs to the title.
    if evidence.passage.is_mark(last + 1, '.') && !evidence.passage.tokens[last + 1].spaced {
        last += 1;
    }
    Some(Office { first, last, name_at: last + 1, comma: false, title: true })
}

fn office(evidence: &Evidence, first: usize, proposed: &[Candidate]) -> Option<Office> {
    let (head_last, _) = evidence.longest(first, Class::Office)?;
    let limit = (head_last + LONGEST).min(evidence.words.len().saturating_sub(1));
    let arabic = evidence.passage.language == Language::Arabic;
    let mut last = head_last;
    while last < limit {
        let at = last + 1;
        let next =
            if arabic { arabic_part(evidence, at, proposed) } else { english_part(evidence, at, proposed) };
        match next {
            Some(next) if next <= limit => last = next,
            _ => break,
        }
    }
    // A title may follow the office: وزير الخارجية الشيخ …
    let mut name_at = last + 1;
    let comma = matches!(evidence.passage.fold_of(name_at), "\u{60c}" | ",") && last > head_last;
    if comma {
        name_at += 1;
    }
    while let Some(title) = (name_at < evidence.words.len()).then(|| title(evidence, name_at)).flatten() {
        name_at = title.name_at;
    }
    Some(Office { first, last, name_at, comma, title: false })
}

/// One more part of an Arabic office phrase beginning at `at`: its last token.
fn arabic_part(evidence: &Evidence, at: usize, proposed: &[Candidate]) -> Option<usize> {
    let word = evidence.words.get(at).filter(|w| w.letters)?;
    let joined = word.stem.cut;
    if let Some((last, _)) = evidence.longest(at, Class::Portfolio)
        && (joined == 0 || joined == proclitic::AND)
    {
        return Some(last);
    }
    if groups::adjective(evidence, at) || evidence.continues(at) && evidence.has(at, Class::OfficeAdjective) {
        return Some(at);
    }
    // What the office is of: a body or a place, with في or ب or ل or nothing between.
    let linked = evidence.has(at, Class::OfficeLink);
    let of = if linked { at + 1 } else { at };
    if linked || joined == 0 || joined & (proclitic::BI | proclitic::LI) != 0 {
        let body = proposed
            .iter()
            .filter(|c| c.first == of && c.confidence >= 0.55)
            .filter(|c| matches!(c.entity_type, EntityType::Org | EntityType::Place))
            .map(|c| c.last)
            .max();
        if body.is_some() {
            return body;
        }
    }
    // A definite common noun: رئيس الدائرة, قائد العمليات. Not a name, a time or a verb.
    let common =
        joined == 0 && evidence.is_definite(at) && evidence.name_start(at) < 0.2 && !evidence.blocked(at);
    (common && word.prior.seen >= 3).then_some(at)
}

fn english_part(evidence: &Evidence, at: usize, proposed: &[Candidate]) -> Option<usize> {
    let fold = evidence.passage.fold_of(at);
    if matches!(fold, "of" | "for" | "at") {
        let of = if evidence.passage.fold_of(at + 1) == "the" { at + 2 } else { at + 1 };
        return proposed
            .iter()
            .filter(|c| c.first == of && matches!(c.entity_type, EntityType::Org | EntityType::Place))
            .map(|c| c.last)
            .max()
            .or_else(|| evidence.longest(of, Class::Portfolio).map(|(last, _)| last));
    }
    evidence.longest(at, Class::OfficeAdjective).map(|(last, _)| last)
}
