//! Names: who, which body, where.
//!
//! A detector is a function of one paragraph. Lists and priors are evidence, rules compose them, and [`candidate`]
//! settles what they propose. Whatever needs the rest of the article (who a bare surname is) is left as a
//! [`ShortName`] for the document pass in `analysis`.

mod candidate;
mod evidence;
mod groups;
mod guideline;
mod judge;
mod mention;
mod offices;
mod orgs;
mod own;
mod persons;
mod places;
pub mod tagger;
#[cfg(test)]
mod tests;

pub use mention::{Detected, EntityMention, EntityType, ShortName};

use crate::authority::Authority;
use crate::lexicon::{Class, Forms, gazetteer::flag};
use crate::text::{Language, Passage, Span, clitics};
use candidate::Settled;
use evidence::Evidence;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};
use tagger::Model;

/// The rule of names that the workspace's own records have.
pub use own::RULE as OWN_RULE;

/// Finds the names of one paragraph. `model` takes the place of the shipped one if it is of the paragraph's language;
/// what `authority` has records of is found whatever else is known.
pub fn detect(
    passage: &Passage,
    forms: &Forms,
    model: Option<&Model>,
    authority: Option<&Authority>,
) -> Detected {
    if !(0..passage.tokens.len()).any(|index| passage.is_word(index)) {
        return Detected::default();
    }
    let evidence = Evidence::new(passage, forms);
    let settled = ruled(&evidence);
    let own = model.filter(|model| model.language() == passage.language);
    let settled = match own.or_else(|| Model::of(passage.language)) {
        Some(model) => judge::judge(&evidence, settled, model),
        None => settled,
    };
    let mut mentions: Vec<EntityMention> =
        settled.into_iter().map(|s| candidate::mention(&evidence, s)).collect();
    let own_shorts =
        authority.map(|records| own::find(&evidence, records, &mut mentions)).unwrap_or_default();
    let short_names = short_names(&evidence, &mentions);
    Detected { mentions, short_names, own_shorts }
}

/// What the rules make of a passage.
fn ruled(evidence: &Evidence) -> Vec<Settled> {
    let mut candidates = Vec::new();
    orgs::propose(evidence, &mut candidates);
    places::propose(evidence, &mut candidates);
    groups::propose(evidence, &mut candidates);
    let offices = offices::find(evidence, &candidates);
    persons::propose(evidence, &offices, &mut candidates);
    offices::propose(&offices, &mut candidates);
    candidate::settle(evidence, candidates)
}

/// What the sequence model sees of each token of a passage, for training.
pub fn facts(passage: &Passage, spelling: &[u8]) -> tagger::facts::Padded {
    let evidence = Evidence::new(passage, &Forms::read(passage));
    tagger::facts::facts(&evidence, &ruled(&evidence), spelling)
}

/// The key under which a family name is looked up across the article.
pub fn short_key(folded: &str) -> u64 {
    let mut hasher = FxHasher::default();
    folded.hash(&mut hasher);
    hasher.finish()
}

/// The word of a full name by which later mentions call its bearer: the last, with a particle that belongs to it.
pub fn family_name(key: &str) -> Option<&str> {
    let (_, last) = key.rsplit_once([' ', '-'])?;
    Some(last)
}

/// True for the name of a month, a day or a season, as people are called too; "May the best win" calls nobody.
fn is_time_word(evidence: &Evidence, index: usize) -> bool {
    let wish = evidence.words[index].sentence_start
        && evidence.sense(index + 1, Class::FunctionWord).is_some_and(|sense| sense.value == "article");
    [Class::Month, Class::Weekday, Class::TimeWord].into_iter().any(|class| evidence.has(index, class))
        && !wish
}

/// Words outside every mention that could be somebody's family name. Those that a time of the paragraph covers are none.
fn short_names(evidence: &Evidence, mentions: &[EntityMention]) -> Vec<ShortName> {
    let passage = evidence.passage;
    let mut out = Vec::new();
    for (index, word) in evidence.words.iter().enumerate() {
        if !word.letters || evidence.has(index, Class::FunctionWord) || evidence.has(index, Class::SpeechVerb)
        {
            continue;
        }
        if passage.language == Language::English && !word.capital {
            continue;
        }
        let ordinary = evidence.blocked(index) || (word.prior.seen > 30 && word.prior.person < 60);
        // Whether "March" is a month where it stands, the times of the paragraph know.
        let timely = passage.language == Language::English && is_time_word(evidence, index);
        if ordinary && !timely && word.flags & flag::SURNAME == 0 {
            continue;
        }
        if ordinary && !timely && !(index > 0 && evidence.has(index - 1, Class::SpeechVerb)) {
            continue;
        }
        for stem in clitics::stems(passage, index) {
            if stem.hidden_alef {
                continue;
            }
            let span = Span::new(passage.origin(stem.fold_start), passage.tokens[index].span.end);
            if mentions.iter().any(|m| m.span.overlaps(span) && m.entity_type != EntityType::Role) {
                continue;
            }
            let key = short_key(&passage.folded[stem.fold_start..passage.tokens[index].fold.end]);
            out.push(ShortName { span, key });
        }
    }
    out
}
