//! Places: known names where the context allows them, and facilities composed of their noun and a name.

use super::candidate::Candidate;
use super::evidence::Evidence;
use super::groups;
use super::mention::EntityType;
use crate::lexicon::Class;
use crate::lexicon::gazetteer::{Entry, Record, RecordType, flag};
use crate::text::{Language, Stem};

/// A town smaller than this is not believed by its name alone when news never counted the word.
const KNOWN_TOWN: u32 = 50_000;
/// An English single word that is a smaller town's name is more often something else.
const KNOWN_ENGLISH_TOWN: u32 = 150_000;

/// A city this large is meant by a capital within a sentence although its name is a word or a person's too.
const GREAT_CITY: u32 = 500_000;

/// Proposes every place.
pub fn propose(evidence: &Evidence, out: &mut Vec<Candidate>) {
    for index in 0..evidence.words.len() {
        if !evidence.words[index].letters {
            continue;
        }
        known(evidence, index, out);
        facility(evidence, index, out);
    }
}

fn known(evidence: &Evidence, index: usize, out: &mut Vec<Candidate>) {
    let headed =
        index > 0 && evidence.has(index - 1, Class::PlaceHead) && evidence.words[index].stem.cut == 0;
    for (stem, last, entry) in evidence.names(index, flag::PLACE) {
        let Some(record) = entry.record(RecordType::Place) else { continue };
        let confidence = match evidence.passage.language {
            Language::Arabic => arabic_confidence(evidence, index, last, stem, entry, record, headed),
            Language::English => english_confidence(evidence, index, last, entry, record),
        };
        if confidence < 0.5 {
            continue;
        }
        let mut candidate = Candidate::new(EntityType::Place, index, last, confidence, "gazetteer");
        candidate.kind = record.kind;
        candidate.record = Some(record);
        candidate.fold_start = Some((stem.fold_start, stem.hidden_alef));
        out.push(candidate);
        break;
    }
    let unknown = evidence.words[index].flags & flag::PLACE == 0;
    if headed && unknown && evidence.continues(index) && !evidence.blocked(index) {
        let prior = evidence.words[index].prior;
        let share = f32::from(prior.place) / 255.0;
        if share > 0.3 || (prior.seen < 3 && !evidence.is_definite(index)) {
            out.push(Candidate::new(EntityType::Place, index, index, 0.6 + share * 0.3, "place-head"));
        }
    }
}

fn arabic_confidence(
    evidence: &Evidence,
    first: usize,
    last: usize,
    stem: Stem,
    entry: Entry,
    record: Record,
    headed: bool,
) -> f32 {
    let word = &evidence.words[first];
    if last > first {
        // Two names of people side by side are people before they are a village called after them.
        let people = (first..=last).all(|i| evidence.words[i].flags & (flag::GIVEN | flag::SURNAME) != 0);
        let country = entry.is(flag::COUNTRY);
        return if people && !country && !headed { 0.3 } else { 0.9 };
    }
    if evidence.blocked(first) {
        let country_too =
            evidence.sense(first, Class::Nationality).is_some_and(|s| s.value.ends_with("ambiguous"));
        return if country_too && groups::stands_alone(evidence, first) { 0.95 } else { 0.0 };
    }
    // The evidence chose another reading of the word than this one: the name would be cut out of a word.
    if stem != word.stem {
        return 0.0;
    }
    let share = f32::from(word.prior.place) / 255.0;
    if entry.is(flag::AMBIGUOUS) && !headed && share < 0.5 {
        return 0.4;
    }
    let person = f32::from(word.prior.person) / 255.0;
    if headed {
        return if share > 0.02 || word.prior.seen < 3 || record.weight > KNOWN_TOWN { 0.93 } else { 0.6 };
    }
    if word.prior.seen >= 5 {
        return if share >= 0.5 { 0.6 + share * 0.37 } else { (share - person).max(0.0) };
    }
    match (entry.is(flag::COUNTRY), entry.is(flag::GIVEN | flag::SURNAME)) {
        (true, _) => 0.9,
        (false, true) => 0.3,
        (false, false) if record.weight >= KNOWN_TOWN || record.kind == "region" => 0.75,
        (false, false) => 0.45,
    }
}

fn english_confidence(evidence: &Evidence, first: usize, last: usize, entry: Entry, record: Record) -> f32 {
    let word = &evidence.words[first];
    if !word.capital || !evidence.words[last].capital {
        return 0.0;
    }
    if last > first {
        let people = (first..=last).all(|i| evidence.words[i].flags & (flag::GIVEN | flag::SURNAME) != 0);
        return if people && !entry.is(flag::COUNTRY) && record.weight < KNOWN_ENGLISH_TOWN {
            0.4
        } else {
            0.92
        };
    }
    let common = evidence.has(first, Class::CommonWord);
    if entry.is(flag::COUNTRY) {
        // Turkey and Jordan in the middle of a sentence are the countries, unless a name goes on.
        let followed = evidence.words.get(first + 1).is_some_and(|w| w.capital);
        return if common && (word.sentence_start || followed) { 0.4 } else { 0.95 };
    }
    let other = evidence.blocked(first) && !common;
    let doubtful = common || entry.is(flag::AMBIGUOUS);
    if other || doubtful && (word.sentence_start && common || record.weight < GREAT_CITY) {
        return 0.0;
    }
    let named_like_people = entry.is(flag::GIVEN | flag::SURNAME);
    let preposition =
        first > 0 && matches!(evidence.passage.fold_of(first - 1), "in" | "at" | "from" | "near" | "to");
    match (record.weight >= KNOWN_ENGLISH_TOWN, preposition, named_like_people) {
        (true, true, _) => 0.92,
        (true, false, false) => 0.85,
        (true, false, true) | (false, true, false) => 0.6,
        _ => 0.3,
    }
}

/// A facility or a feature of the land has its noun in its name: مطار بيروت, نهر الفرات.
fn facility(evidence: &Evidence, index: usize, out: &mut Vec<Candidate>) {
    let Some((head_last, sense)) = evidence.longest(index, Class::FacilityHead) else { return };
    if evidence.passage.language == Language::English {
        return english_facility(evidence, index, head_last, sense.value, out);
    }
    if evidence.is_definite(index) {
        return; // المطار is any airport
    }
    let at = head_last + 1;
    if !evidence.continues(at) || evidence.has(at, Class::FunctionWord) {
        return;
    }
    let named = evidence
        .names(at, flag::PLACE | flag::PERSON)
        .into_iter()
        .find(|&(stem, last, _)| stem.cut == 0 && (last > at || !evidence.blocked(at)));
    if sense.value == "facility" && named.is_some_and(|(.., entry)| entry.is(flag::COUNTRY)) {
        return; // شوارع الصين: a country has many
    }
    let word = &evidence.words[at];
    let (mut last, confidence) = match named {
        Some((_, last, _)) => (last, 0.85),
        None if evidence.name_start(at) >= 0.6 => (at, 0.75),
        None if titled(evidence, at).is_some() => (titled(evidence, at).unwrap_or(at), 0.85),
        None if evidence.is_definite(at) && !evidence.blocked(at) => {
            (at, if word.prior.seen < 20 { 0.72 } else { 0.55 })
        }
        None => return,
    };
    // مطار بيروت الدولي, جبل الشيخ … الغربي
    while evidence.is_definite(last + 1)
        && evidence.continues(last + 1)
        && evidence.has(last + 1, Class::PlaceAdjective)
    {
        last += 1;
    }
    let mut candidate = Candidate::new(EntityType::Place, index, last, confidence, "facility-head");
    candidate.kind = sense.value;
    out.push(candidate);
}

/// The last token of a titled name, as airports and streets have it: الملك خالد, الأمير محمد.
fn titled(evidence: &Evidence, at: usize) -> Option<usize> {
    let title = evidence.longest(at, Class::PersonTitle).or_else(|| evidence.longest(at, Class::Office))?;
    let mut last = title.0;
    while last < title.0 + 3 && evidence.name_continue(last + 1) >= 0.45 {
        last += 1;
    }
    (last > title.0).then_some(last)
}

fn english_facility(
    evidence: &Evidence,
    index: usize,
    head_last: usize,
    kind: &'static str,
    out: &mut Vec<Candidate>,
) {
    if !evidence.words[index].capital {
        return;
    }
    let mut first = index;
    while first > 0 && evidence.words[first - 1].capital && !evidence.blocked(first - 1) {
        first -= 1;
    }
    let mut last = head_last;
    if first == index {
        while evidence.words.get(last + 1).is_some_and(|w| w.capital) && !evidence.blocked(last + 1) {
            last += 1;
        }
    }
    if last > first {
        let mut candidate = Candidate::new(EntityType::Place, first, last, 0.75, "facility-head");
        candidate.kind = kind;
        out.push(candidate);
    }
}
