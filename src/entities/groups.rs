//! Nationalities and peoples: السوري, تركية, الأكراد, Syrian.

use super::candidate::Candidate;
use super::evidence::Evidence;
use super::mention::EntityType;
use crate::lexicon::Class;
use crate::text::{Language, clitics::proclitic};

/// What the value column of a nationality says beside the country: the form is the country's name too (سورية).
const ALSO_COUNTRY: &str = "ambiguous";

/// Proposes every nationality adjective and people's name.
pub fn propose(evidence: &Evidence, out: &mut Vec<Candidate>) {
    for index in 0..evidence.words.len() {
        let Some(sense) = evidence.sense(index, Class::Nationality) else { continue };
        if evidence.passage.language == Language::English && !evidence.words[index].capital {
            continue;
        }
        if sense.value.ends_with(ALSO_COUNTRY) && stands_alone(evidence, index) {
            continue; // the place rule takes it
        }
        out.push(Candidate::new(EntityType::Group, index, index, 0.95, "nationality"));
    }
}

/// True when a form that is both a country and its adjective cannot be an adjective here: nothing stands before it
/// that it could describe.
pub fn stands_alone(evidence: &Evidence, index: usize) -> bool {
    let word = &evidence.words[index];
    if word.stem.cut & (proclitic::BI | proclitic::LI | proclitic::KA | proclitic::AND) != 0 {
        return true;
    }
    let Some(before) = index.checked_sub(1) else { return true };
    let previous = &evidence.words[before];
    // An Arabic adjective agrees in definiteness: after a definite noun, an indefinite form is the country.
    // After an indefinite noun only a feminine one or a plural may be described by it; constructs such as "parts of
    // Syria" are told by their head, which is a word of quantity or place.
    !previous.letters
        || evidence.is_definite(before)
        || evidence.has(before, Class::FunctionWord)
        || evidence.has(before, Class::SpeechVerb)
        || evidence.has(before, Class::PlaceHead)
        || evidence.has(before, Class::PlacePart)
        || evidence.has(before, Class::Office)
}

/// The nationality at `index`, when it is one and describes a definite noun as its adjective.
pub fn adjective(evidence: &Evidence, index: usize) -> bool {
    evidence.continues(index) && evidence.has(index, Class::Nationality) && evidence.is_definite(index)
}
