//! What the guideline leaves outside a name, for articles: the model has learnt from corpora that differ here.
//!
//! The article of English, titles and offices before people, administrative nouns and directions before places, a noun
//! such as "the organisation" before a body's complete name. What is left must still be a name: a nationality alone is none.

use super::evidence::Evidence;
use super::tagger::labels::{Chunk, LabelType};
use crate::lexicon::{Class, gazetteer::flag};
use crate::text::Language;

/// The name inside a chunk of the model, if there is one.
pub fn name(evidence: &Evidence, chunk: Chunk) -> Option<Chunk> {
    let Chunk { mut first, last, label_type } = chunk;
    while first < last {
        match outside(evidence, first, last, label_type) {
            Some(next) if next <= last => first = next,
            _ => break,
        }
    }
    let nationality = first == last
        && evidence.sense(first, Class::Nationality).is_some_and(|s| !s.value.ends_with("ambiguous"))
        && evidence.words[first].flags & (flag::PLACE | flag::PERSON | flag::ORG) == 0;
    let grammar = first == last && evidence.has(first, Class::FunctionWord);
    (!nationality && !grammar).then_some(Chunk { first, last, label_type })
}

/// Where the name goes on when what stands at `first` is outside it.
fn outside(evidence: &Evidence, first: usize, last: usize, label_type: LabelType) -> Option<usize> {
    let english = evidence.passage.language == Language::English;
    // A head that begins a known name (دولة الكويت, The Hague) is part of it.
    let known = |flags| evidence.names(first, flags).iter().any(|&(_, end, _)| end == last);
    if english
        && !known(flag::PLACE)
        && evidence.has(first, Class::FunctionWord)
        && is_article(evidence, first)
    {
        return Some(first + 1);
    }
    let past = |class| evidence.longest(first, class).map(|(end, _)| end + 1);
    match label_type {
        LabelType::Place if !known(flag::PLACE) => past(Class::PlaceHead)
            .or_else(|| past(Class::PlacePart))
            .filter(|&next| evidence.longest(first, Class::FacilityHead).is_none() && next <= last),
        LabelType::Person => past(Class::PersonTitle)
            .or_else(|| past(Class::Office))
            .filter(|_| evidence.words[first].flags & (flag::GIVEN | flag::SURNAME) == 0 || english),
        LabelType::Org if evidence.longest(first, Class::OrgHead).is_none() => {
            let next = past(Class::OrgOutsideHead)?;
            evidence.names(next, flag::ORG).iter().any(|&(_, end, _)| end == last).then_some(next)
        }
        _ => None,
    }
}

/// True for the English article, which the list of words of grammar marks.
fn is_article(evidence: &Evidence, index: usize) -> bool {
    evidence.sense(index, Class::FunctionWord).is_some_and(|sense| sense.value == "article")
}
