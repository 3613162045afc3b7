//! People: names after an office or a title, beside a verb of speech, known in full, or made of name words.

use super::candidate::Candidate;
use super::evidence::Evidence;
use super::mention::EntityType;
use super::offices::Office;
use crate::lexicon::Class;
use crate::lexicon::gazetteer::{Entry, RecordType, flag};
use crate::text::{Language, clitics::proclitic};

/// A name has at most this many tokens; the longest lines of descent in news have seven.
const LONGEST_NAME: usize = 7;

/// Proposes every person.
pub fn propose(evidence: &Evidence, offices: &[Office], out: &mut Vec<Candidate>) {
    let mut at = 0;
    while at < evidence.words.len() {
        let end = person_at(evidence, at, offices, out);
        at = end.map_or(at + 1, |last| last + 1);
    }
}

/// What stands before a name and speaks for it.
#[derive(Clone, Copy, PartialEq)]
enum Context {
    Office { comma: bool },
    Verb,
    None,
}

fn person_at(
    evidence: &Evidence,
    first: usize,
    offices: &[Office],
    out: &mut Vec<Candidate>,
) -> Option<usize> {
    if !evidence.words[first].letters {
        return None;
    }
    let office = offices.iter().find(|o| o.name_at == first);
    let context = match office {
        Some(office) if evidence.words[first].stem.cut == 0 => Context::Office { comma: office.comma },
        _ if beside_verb(evidence, first) => Context::Verb,
        _ => Context::None,
    };
    let full = evidence.names(first, flag::PERSON).into_iter().find(|&(_, last, entry)| {
        !entry.is(flag::AMBIGUOUS) && (last > first || plausible_alone(evidence, first, entry))
    });
    let sequence = sequence(evidence, first, context);
    let (last, mut confidence, rule) = match (full, sequence) {
        (Some((_, last, _)), Some((other, _))) if other > last => (other, 0.95, "gazetteer"),
        (Some((_, last, _)), _) => (last, if last > first { 0.93 } else { 0.88 }, "gazetteer"),
        (None, Some((last, confidence))) => (last, confidence, rule_of(context)),
        (None, None) => return None,
    };
    if evidence.passage.language == Language::English && !evidence.words[first].capital {
        return None;
    }
    if matches!(context, Context::Office { .. }) {
        confidence = confidence.max(if last > first { 0.95 } else { confidence });
    }
    if last == first && evidence.has(first, Class::NameParticle) {
        return None; // أبو is half a name
    }
    let mut candidate = Candidate::new(EntityType::Person, first, last, confidence, rule);
    candidate.office = office.map(|o| (o.first, o.last));
    if let Some((stem, full_last, entry)) = full {
        candidate.fold_start = Some((stem.fold_start, stem.hidden_alef));
        if full_last == last {
            candidate.record = entry.record(RecordType::Person);
        }
    }
    out.push(candidate);
    (confidence >= 0.5).then_some(last)
}

const fn rule_of(context: Context) -> &'static str {
    match context {
        Context::Office { .. } => "office+name",
        Context::Verb => "name+verb",
        Context::None => "name-words",
    }
}

/// A known single name such as بوتين is believed where news had it as a person or never had it otherwise.
fn plausible_alone(evidence: &Evidence, index: usize, entry: Entry) -> bool {
    let word = &evidence.words[index];
    let prior = word.prior;
    match evidence.passage.language {
        Language::Arabic => {
            !evidence.blocked(index)
                && !entry.is(flag::PLACE)
                && (prior.seen < 3 || prior.person > 120)
                && entry.records().any(|r| r.record_type == RecordType::Person && !r.kind.is_empty())
        }
        Language::English => {
            word.capital && !word.sentence_start && !evidence.blocked(index) && !entry.is(flag::PLACE)
        }
    }
}

fn beside_verb(evidence: &Evidence, first: usize) -> bool {
    let before = first > 0
        && evidence.has(first - 1, Class::SpeechVerb)
        && evidence.words[first].stem.cut & (proclitic::BI | proclitic::LI | proclitic::KA) == 0;
    before || evidence.has(first + 1, Class::SpeechVerb) && evidence.passage.language == Language::English
}

/// The run of name words from `first`: its last token and how sure it is a person.
fn sequence(evidence: &Evidence, first: usize, context: Context) -> Option<(usize, f32)> {
    let (mut last, start) = opening(evidence, first)?;
    let supported = matches!(context, Context::Office { .. });
    let least = match context {
        Context::Office { comma: false } => 0.2,
        Context::Office { comma: true } | Context::Verb => 0.45,
        Context::None => 0.5,
    };
    if start < least {
        return None;
    }
    let mut total = start;
    let mut weakest = start;
    let mut count = 1.0;
    while last - first < LONGEST_NAME {
        let Some((next, score)) = part(evidence, last + 1, supported || start >= 0.8) else { break };
        last = next;
        total += score;
        weakest = weakest.min(score);
        count += 1.0;
    }
    let mean = total / count;
    let several = count > 1.0 || last > first;
    let confidence = match (context, several) {
        (Context::Office { .. }, true) => 0.95,
        (Context::Office { comma: false }, false) if start >= 0.4 => 0.88,
        (Context::Office { comma: false }, false) => 0.5,
        (Context::Verb, true) => 0.6 + mean * 0.35,
        // A name of several words that are one part (نور الدين) is also an ordinary phrase (رحمة الله).
        (Context::None, true) if count < 2.0 => 0.6,
        (_, true) if start >= 0.5 && weakest >= 0.3 => 0.45 + mean * 0.5,
        (Context::Verb | Context::Office { .. }, false) if start >= 0.5 => 0.55 + start * 0.4,
        (Context::None, false) => alone(evidence, first, start),
        _ => 0.4,
    };
    Some((last, confidence))
}

/// One word without any context is a person only where news always had it so.
fn alone(evidence: &Evidence, index: usize, start: f32) -> f32 {
    let word = &evidence.words[index];
    match evidence.passage.language {
        Language::Arabic if start >= 0.85 && word.prior.seen >= 8 => 0.8,
        Language::Arabic if start >= 0.75 && word.prior.seen >= 5 => 0.62,
        _ => 0.3,
    }
}

/// The first part of a name, which a particle may open (عبد الرحمن, أبو بكر).
fn opening(evidence: &Evidence, first: usize) -> Option<(usize, f32)> {
    if let Some((particle_last, sense)) = evidence.longest(first, Class::NameParticle)
        && sense.value == "prefix"
        && !evidence.has(first, Class::FunctionWord)
        && (evidence.continues(particle_last + 1) || listed_whole(evidence, particle_last + 1))
        && evidence.passage.language == Language::Arabic
    {
        let next = particle_last + 1;
        let certain = evidence.is_definite(next) || listed_whole(evidence, next);
        let score = if certain { 0.7 } else { evidence.name_continue(next) };
        let blocked = evidence.has(next, Class::FunctionWord) || evidence.has(next, Class::SpeechVerb);
        if score >= 0.3 && !blocked {
            return Some((next, score.max(0.75)));
        }
    }
    if let Some(last) = compound(evidence, first) {
        return Some((last, 0.75));
    }
    let score = evidence.name_start(first);
    (score > 0.0).then_some((first, score))
}

/// True when the gazetteer has the whole token as a name, whatever proclitic its first letter could be: فراس.
fn listed_whole(evidence: &Evidence, index: usize) -> bool {
    let names = evidence.names(index, flag::GIVEN | flag::SURNAME);
    names.iter().any(|&(stem, last, _)| stem.cut == 0 && last == index)
}

/// The last token of a given or family name of several words: نور الدين, عبد الله, van Gogh.
fn compound(evidence: &Evidence, first: usize) -> Option<usize> {
    if evidence.passage.language == Language::English {
        return None;
    }
    let names = evidence.names(first, flag::GIVEN | flag::SURNAME);
    names.iter().find(|&&(_, last, _)| last > first && evidence.continues(last)).map(|&(_, last, _)| last)
}

/// A further part of a name at `at`: a particle with what it needs, a hyphenated half, or a name word.
fn part(evidence: &Evidence, at: usize, strong: bool) -> Option<(usize, f32)> {
    let least = if strong { 0.3 } else { 0.45 };
    if evidence.passage.is_mark(at, '-') && !evidence.passage.tokens[at].spaced {
        let next = at + 1;
        let glued = evidence.passage.tokens.get(next).is_some_and(|t| !t.spaced);
        let score = evidence.name_continue(next);
        return (glued && score >= least).then_some((next, score));
    }
    if evidence.passage.tokens.get(at).is_some_and(|t| t.line_start && !t.spaced) {
        return None;
    }
    if let Some((particle_last, _)) = evidence.longest(at, Class::NameParticle)
        && evidence.words[at].stem.cut == 0
        && !evidence.has(at, Class::FunctionWord)
    {
        let next = particle_last + 1;
        let score = if evidence.continues(next) { particle_complement(evidence, next) } else { 0.0 };
        if score >= least {
            return Some((next, score));
        }
    }
    if evidence.passage.language == Language::English
        && evidence.words.get(at).is_some_and(|w| w.capital)
        && evidence.passage.source_of(at).len() == 1
        && evidence.passage.is_mark(at + 1, '.')
    {
        return Some((at + 1, 0.6)); // a middle initial
    }
    if evidence.words.get(at).is_some_and(|w| w.stem.cut == 0)
        && let Some(last) = compound(evidence, at)
    {
        return Some((last, 0.7));
    }
    let score = evidence.name_continue(at);
    (score >= least).then_some((at, score))
}

fn particle_complement(evidence: &Evidence, index: usize) -> f32 {
    let own = evidence.name_continue(index);
    let grammar = evidence.has(index, Class::FunctionWord) || evidence.has(index, Class::SpeechVerb);
    if grammar {
        0.0
    } else if evidence.is_definite(index) {
        own.max(0.5)
    } else {
        own
    }
}
