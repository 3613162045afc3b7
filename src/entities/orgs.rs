//! Organisations: known names, and names composed of a head noun and what completes it.

use super::candidate::Candidate;
use super::evidence::Evidence;
use super::groups;
use super::mention::EntityType;
use crate::lexicon::gazetteer::{RecordType, flag};
use crate::lexicon::{Class, Sense};
use crate::text::{Language, TokenKind, clitics::proclitic, is_acronym};

/// A composed name has at most this many tokens after its head.
const LONGEST_COMPLEMENT: usize = 5;

/// Proposes every organisation.
pub fn propose(evidence: &Evidence, out: &mut Vec<Candidate>) {
    for index in 0..evidence.words.len() {
        if !evidence.words[index].letters {
            continue;
        }
        known(evidence, index, out);
        match evidence.passage.language {
            Language::Arabic => arabic(evidence, index, out),
            Language::English => english(evidence, index, out),
        }
    }
}

/// Names of the gazetteer. One that is also an ordinary word needs a noun of its kind before it.
fn known(evidence: &Evidence, index: usize, out: &mut Vec<Candidate>) {
    for (stem, last, entry) in evidence.names(index, flag::ORG) {
        // In a list of bodies joined by و, the one before speaks for the next.
        let listed = stem.cut & proclitic::AND != 0
            && out
                .iter()
                .any(|c| c.entity_type == EntityType::Org && c.last + 1 == index && c.confidence >= 0.7);
        let introduced = listed || index > 0 && introduces(evidence, index - 1);
        let english = evidence.passage.language == Language::English;
        if english && !(index..=last).any(|i| evidence.words[i].capital) {
            continue;
        }
        let single = last == index;
        let ordinary = entry.is(flag::AMBIGUOUS)
            || (single && evidence.has(index, Class::CommonWord))
            || (single
                && english
                && evidence.words[index].sentence_start
                && !is_acronym(evidence.passage.source_of(index)));
        let prior = evidence.words[index].prior;
        // A short name that news used for a place or a person far more than for a body is theirs.
        let theirs = single && prior.seen > 20 && prior.org < prior.place.max(prior.person);
        let confidence = match (ordinary || theirs, introduced) {
            (false, true) => 0.97,
            (false, false) => 0.92,
            (true, true) => 0.85,
            (true, false) => 0.3,
        };
        let Some(record) = entry.record(RecordType::Org) else { continue };
        let mut candidate = Candidate::new(EntityType::Org, index, last, confidence, "gazetteer");
        candidate.kind = record.kind;
        candidate.record = Some(record);
        candidate.fold_start = Some((stem.fold_start, stem.hidden_alef));
        out.push(candidate);
        break;
    }
}

/// True when token `index`, or the one before an opening quotation mark, is a noun that introduces an organisation.
fn introduces(evidence: &Evidence, index: usize) -> bool {
    let mut at = index;
    while evidence.passage.tokens[at].kind == TokenKind::Punctuation && at > 0 && index - at < 2 {
        at -= 1;
    }
    evidence.has(at, Class::OrgOutsideHead) || evidence.has(at, Class::OrgHead)
}

fn arabic(evidence: &Evidence, index: usize, out: &mut Vec<Candidate>) {
    let Some((head_last, sense)) = evidence.longest(index, Class::OrgHead) else { return };
    // In «وزير خارجية إسرائيل» the portfolio is the minister's.
    if index > 0 && evidence.has(index - 1, Class::Office) && evidence.has(index, Class::Portfolio) {
        return;
    }
    // A name that is known whole ends where it ends, unless a nationality says whose it is: فيلق الشام | المقترح.
    let known = out.iter().rfind(|c| c.first == index && c.rule == "gazetteer" && c.confidence >= 0.85);
    if known.is_some_and(|c| c.last > head_last && !groups::adjective(evidence, c.last + 1)) {
        return;
    }
    let (kind, how) = parts(sense);
    let mut last = head_last;
    let mut confidence: f32 = 0.0;
    let mut rule = "head+complement";
    if how.contains("adjective") {
        let mut at = head_last + 1;
        while groups::adjective(evidence, at) && agree(evidence, index, at) {
            last = at;
            at += 1;
        }
        if last > head_last {
            confidence = 0.9;
            rule = "head+nationality";
        }
    }
    // الشركة الجديدة describes; only a head that makes names with adjectives does so with any (الائتلاف الوطني).
    let describes = head_last == index && evidence.is_definite(index) && !how.contains("adjective");
    if last == head_last && how.contains("complement") && !describes {
        (last, confidence) = complement(evidence, head_last, kind);
    }
    if last == head_last && head_last > index {
        // A head of several words is a name as it stands: وزارة الدفاع.
        confidence = 0.85;
        rule = "head";
    }
    if confidence > 0.0 {
        let mut candidate = Candidate::new(EntityType::Org, index, last, confidence, rule);
        candidate.kind = kind;
        out.push(candidate);
    }
}

/// True when an adjective agrees with its noun in gender: الخارجية الروسي is a minister's, الخارجية الروسية a ministry.
fn agree(evidence: &Evidence, noun: usize, adjective: usize) -> bool {
    let feminine = |index: usize| evidence.passage.fold_of(index).ends_with('\u{647}');
    feminine(noun) == feminine(adjective) || !feminine(noun)
}

/// Kinds of bodies that are named by any definite noun: مستشفى الأرز, لواء الفتح.
const NAMED_BY_ANY_NOUN: &[&str] = &["health", "education", "media", "party", "armed", "club"];

/// The complement of the head that ends at `head_last`: its last token and how sure the whole is.
fn complement(evidence: &Evidence, head_last: usize, kind: &str) -> (usize, f32) {
    let mut at = head_last + 1;
    let mut last = head_last;
    let mut confidence: f32 = 0.0;
    // Portfolios are phrases of their own: الخارجية, التعليم العالي والبحث العلمي.
    while let Some((portfolio_last, _)) = evidence.longest(at, Class::Portfolio) {
        let joined = evidence.words[at].stem.cut;
        if joined != 0 && (last == head_last || joined != proclitic::AND) {
            break;
        }
        last = portfolio_last;
        at = last + 1;
        confidence = 0.9;
    }
    // A known body directly after the head is part of the name: حركة حماس, حزب الليكود.
    if last == head_last
        && let Some(&(stem, name_last, _)) = evidence.names(at, flag::ORG | flag::PLACE).first()
        && stem.cut == 0
        && evidence.continues(at)
    {
        last = name_last;
        at = last + 1;
        confidence = 0.8;
    }
    while at - head_last <= LONGEST_COMPLEMENT && continues_complement(evidence, at, last == head_last) {
        // How often news had the complement in a body's name tells الصحافة from المعارضة.
        let prior = evidence.words[at].prior;
        let share = f32::from(prior.org.max(prior.place)) / 255.0;
        let rare = prior.seen < 5;
        let by_word = if rare { 0.65 } else { 0.5 + share * 0.8 };
        // Whatever definite noun follows a hospital, a party or a brigade is its name.
        let ordinary = prior.seen >= 100 && share < 0.05;
        let any = NAMED_BY_ANY_NOUN.contains(&kind) && evidence.is_definite(at) && !ordinary;
        let by_head = if any { 0.72 } else { 0.0 };
        confidence = confidence.max(by_word).max(by_head).min(0.9);
        last = at;
        at += 1;
        if evidence.has(last, Class::Nationality) {
            break; // what follows the adjective is no part of the name: وزارة الفلاحة التونسية الهادي …
        }
    }
    (last, confidence)
}

/// True when the word can be part of a composed name: definite or a name, and no word of grammar, time or speech.
fn continues_complement(evidence: &Evidence, index: usize, is_first: bool) -> bool {
    if !evidence.continues(index) || evidence.has(index, Class::FunctionWord) {
        return false;
    }
    for class in
        [Class::Weekday, Class::Month, Class::Deictic, Class::SpeechVerb, Class::Shift, Class::Office]
    {
        if evidence.has(index, class) {
            return false;
        }
    }
    let word = &evidence.words[index];
    // A person's name after a body's is its spokesman's, unless the body is called after somebody.
    if !is_first && evidence.name_start(index) >= 0.5 && !evidence.has(index, Class::Nationality) {
        return false;
    }
    if is_first && evidence.has(index, Class::Nationality) && !evidence.is_definite(index) {
        return false; // قوات تركية are some
    }
    if is_first {
        // The second noun of a name may itself be in construct: أحرار الشام.
        return evidence.is_definite(index)
            || word.flags & (flag::PLACE | flag::ORG) != 0
            || (evidence.is_definite(index + 1) && evidence.continues(index + 1));
    }
    evidence.is_definite(index)
}

/// English: a capitalised phrase closed or opened by a head noun: Ministry of Defence, Acme Steel Inc.
fn english(evidence: &Evidence, index: usize, out: &mut Vec<Candidate>) {
    if !evidence.words[index].capital {
        return;
    }
    if let Some((head_last, sense)) = evidence.longest(index, Class::OrgHead)
        && head_last + 1 < evidence.words.len()
    {
        let (kind, how) = parts(sense);
        let of =
            evidence.passage.fold_of(head_last) == "of" || evidence.passage.fold_of(head_last + 1) == "of";
        let start =
            if evidence.passage.fold_of(head_last + 1) == "of" { head_last + 2 } else { head_last + 1 };
        let run = if of && !how.contains("suffix") { capitalised_run(evidence, start) } else { None };
        if let Some(last) = run {
            let mut candidate = Candidate::new(EntityType::Org, index, last, 0.85, "head+complement");
            candidate.kind = kind;
            out.push(candidate);
        }
    }
    // A run of capitals that ends with a head: Homs City Council, Acme Ltd.
    let starts_run =
        index == 0 || !evidence.words[index - 1].capital || evidence.words[index - 1].sentence_start;
    if !starts_run {
        return;
    }
    let Some(run_last) = capitalised_run(evidence, index) else { return };
    let head = (index + 1..=run_last)
        .rev()
        .find_map(|at| evidence.longest(at, Class::OrgHead).filter(|&(last, _)| last <= run_last));
    if let Some((last, sense)) = head {
        let (kind, how) = parts(sense);
        // The full stop of Inc. and Ltd. belongs to the name.
        let abbreviated = evidence.passage.is_mark(last + 1, '.')
            && !evidence.passage.tokens[last + 1].spaced
            && evidence.passage.fold_of(last).len() <= 4;
        let last = if abbreviated { last + 1 } else { last };
        let ordinary = evidence.words[index].sentence_start && evidence.blocked(index);
        if !how.contains("prefix") && !ordinary {
            let mut candidate = Candidate::new(EntityType::Org, index, last, 0.8, "name+head");
            candidate.kind = kind;
            out.push(candidate);
        }
    }
}

/// The last token of the run of capitalised words from `first`, if there is one; "of", "for", "&" and a hyphen may
/// stand between two.
fn capitalised_run(evidence: &Evidence, first: usize) -> Option<usize> {
    let mut last = None;
    let mut at = first;
    while let Some(word) = evidence.words.get(at) {
        if word.capital && !evidence.has(at, Class::Weekday) && !evidence.has(at, Class::Month) {
            last = Some(at);
            at += 1;
        } else if last.is_some()
            && matches!(evidence.passage.fold_of(at), "of" | "for" | "&" | "-")
            && evidence.words.get(at + 1).is_some_and(|w| w.capital)
        {
            at += 1;
        } else {
            break;
        }
    }
    last
}

fn parts(sense: Sense) -> (&'static str, &'static str) {
    sense.value.split_once(',').unwrap_or((sense.value, ""))
}
