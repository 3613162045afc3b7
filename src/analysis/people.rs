//! Who a bare family name is: the people named in full anywhere in the article, by family name.
//!
//! Each paragraph contributes its full names and takes them away when it changes; nothing reads text again. A family
//! name shared by two people of one article points to the one named more often, and to nobody when that is a tie: a
//! wrong link is worse than none.

use super::paragraph::Paragraph;
use crate::entities::{EntityMention, EntityType, family_name, short_key};
use crate::lexicon::gazetteer::Record;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Somebody named in full.
#[derive(Clone, Debug)]
pub struct Person {
    /// The folded full name.
    pub name: Arc<str>,
    /// The gazetteer's record.
    pub record: Option<Record>,
    /// How often the article has the full name.
    count: usize,
}

/// The people of one article by the key of their family name.
#[derive(Debug, Default)]
pub struct People {
    by_family: FxHashMap<u64, Vec<Person>>,
    /// Rises whenever a bare family name may point elsewhere than before.
    revision: u64,
}

impl People {
    /// Adds a paragraph's full names.
    pub fn add(&mut self, paragraph: &Paragraph) {
        for mention in full_names(paragraph) {
            let Some(key) = key_of(mention) else { continue };
            let people = self.by_family.entry(key).or_default();
            match people.iter_mut().find(|p| p.name == mention.key) {
                Some(person) => person.count += 1,
                None => people.push(Person { name: mention.key.clone(), record: mention.record, count: 1 }),
            }
            let alone = people.len() == 1 && people[0].count > 1;
            self.revision += u64::from(!alone);
        }
    }

    /// Takes them away again.
    pub fn remove(&mut self, paragraph: &Paragraph) {
        for mention in full_names(paragraph) {
            let Some(key) = key_of(mention) else { continue };
            let Some(people) = self.by_family.get_mut(&key) else { continue };
            let alone = people.len() == 1 && people[0].count > 1;
            self.revision += u64::from(!alone);
            if let Some(index) = people.iter().position(|p| p.name == mention.key) {
                people[index].count -= 1;
                if people[index].count == 0 {
                    people.swap_remove(index);
                }
            }
            if people.is_empty() {
                self.by_family.remove(&key);
            }
        }
    }

    /// Rises whenever a bare family name may point elsewhere than before.
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// Who a bare family name is.
    pub fn by_family_name(&self, key: u64) -> Option<&Person> {
        let people = self.by_family.get(&key)?;
        // Two lengths of one name are one person: the longest stands for all that it contains.
        let longest = people.iter().max_by_key(|p| (p.name.len(), p.count, &p.name))?;
        if people.iter().all(|p| contains_words(&longest.name, &p.name)) {
            return Some(longest);
        }
        let most = people.iter().map(|p| p.count).max()?;
        let mut frequent = people.iter().filter(|p| p.count == most);
        match (frequent.next(), frequent.next()) {
            (Some(person), None) => Some(person),
            _ => None,
        }
    }

    /// The fullest form of a person's name in this article: رجب طيب أردوغان for طيب أردوغان.
    pub fn fullest(&self, mention: &EntityMention) -> Option<&Person> {
        let family = family_name(&mention.key).unwrap_or(&mention.key);
        let people = self.by_family.get(&short_key(family))?;
        if family.len() == mention.key.len() {
            return self.by_family_name(short_key(family));
        }
        people
            .iter()
            .filter(|p| contains_words(&p.name, &mention.key))
            .max_by_key(|p| (p.name.len(), p.count, &p.name))
    }
}

fn full_names(paragraph: &Paragraph) -> impl Iterator<Item = &EntityMention> {
    paragraph
        .entities
        .iter()
        .map(|n| &n.mention)
        .filter(|m| m.entity_type == EntityType::Person && m.confidence >= 0.6)
}

fn key_of(mention: &EntityMention) -> Option<u64> {
    family_name(&mention.key).map(short_key)
}

fn contains_words(longer: &str, shorter: &str) -> bool {
    shorter.split([' ', '-']).all(|word| longer.split([' ', '-']).any(|other| other == word))
}
