//! One entity for all its mentions: who a bare family name is, which body an acronym, and of what type a name is where
//! its mentions disagree.
//!
//! Names are counted by their folded form, short forms and aliases by theirs; a paragraph adds its own and takes them
//! away when it changes, and nothing reads text again. Everything is answered from counts and the names themselves,
//! never from the order in which paragraphs came, so any sequence of edits gives what a fresh analysis gives. A short
//! form of two names that are not one is nobody's: a wrong link is worse than none.

use super::aliases::Alias;
use super::forms::{Form, How, LEAST_CONFIDENCE, Personal, Short};
use super::linking::{self, Countries, Here, Link};
use super::paragraph::Paragraph;
use crate::authority::Record;
use crate::entities::{EntityMention, EntityType, family_name, short_key};
use rustc_hash::{FxHashMap, FxHasher};
use smallvec::SmallVec;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// The types between which mentions of one name may disagree.
const VOTED: [EntityType; 3] = [EntityType::Person, EntityType::Org, EntityType::Place];

/// What the article says of one folded name.
#[derive(Debug, Default)]
struct Known {
    /// Mentions by type, in the order of [`VOTED`].
    counts: [usize; 3],
    /// The sum of their confidences, in hundredths.
    weights: [u64; 3],
}

/// A name counted.
#[derive(Debug)]
struct Counted<T> {
    what: T,
    name: Arc<str>,
    count: usize,
}

type List<T> = SmallVec<[Counted<T>; 1]>;

/// Everything the document says of its entities.
#[derive(Debug, Default)]
pub struct Entities {
    names: FxHashMap<Arc<str>, Known>,
    /// By the hash of a short form: how it is made, and of which name.
    forms: FxHashMap<u64, List<How>>,
    /// By the hash of an alias: its type, and itself.
    alias_words: FxHashMap<u64, List<EntityType>>,
    /// By alias: what it stands for.
    aliases: FxHashMap<Arc<str>, List<EntityType>>,
    /// By what is stood for: its aliases.
    aliases_of: FxHashMap<Arc<str>, List<EntityType>>,
    countries: Countries,
    /// By the key of a record of the workspace: how often it is named in full.
    own: FxHashMap<String, usize>,
    /// The sum of the hashes of all contributions: unchanged as long as every answer is.
    print: u64,
}

/// What a short form or an alias stands for in this article.
#[derive(Clone, Debug)]
pub struct Meant {
    /// What it names.
    pub entity_type: EntityType,
    /// The folded name in full.
    pub name: Arc<str>,
    /// How sure that the word means it.
    pub confidence: f32,
}

// A word that is somebody's family name, or something's alias, in this article is that nearly always.
const SURE: f32 = 0.85;
const FAIRLY_SURE: f32 = 0.8;
const HARDLY_SURE: f32 = 0.75;

/// A name leads to a fuller one, and that to the one it is an alias of; no text needs more steps.
const MOST_STEPS: usize = 4;
/// Another type must weigh so many times a mention's own to overrule it.
const OVERRULES: u64 = 2;
/// A mention this sure is not overruled.
const CERTAIN: f32 = 0.9;
/// A namesake is meant by a bare family name only when named so many times as often as the other.
const PROMINENT: usize = 2;

impl Entities {
    /// Adds a paragraph's contributions.
    pub fn add(&mut self, paragraph: &Paragraph) {
        for mention in counted(paragraph) {
            let Some(slot) = slot(mention.entity_type) else { continue };
            let known = self.names.entry(mention.key.clone()).or_default();
            known.counts[slot] += 1;
            known.weights[slot] += hundredths(mention.confidence);
        }
        for form in &paragraph.bonds.forms {
            put(self.forms.entry(form.key).or_default(), form.how, &form.name);
        }
        for Alias { entity_type, name, other } in &paragraph.bonds.aliases {
            put(self.alias_words.entry(short_key(other)).or_default(), *entity_type, other);
            put(self.aliases.entry(other.clone()).or_default(), *entity_type, name);
            put(self.aliases_of.entry(name.clone()).or_default(), *entity_type, other);
        }
        for record in &paragraph.bonds.own_records {
            match self.own.get_mut(&record.key) {
                Some(count) => *count += 1,
                None => drop(self.own.insert(record.key.clone(), 1)),
            }
        }
        self.countries.add(paragraph);
        self.print = self.print.wrapping_add(print(paragraph));
    }

    /// Takes them away again.
    pub fn remove(&mut self, paragraph: &Paragraph) {
        for mention in counted(paragraph) {
            let Some(slot) = slot(mention.entity_type) else { continue };
            let Some(known) = self.names.get_mut(&mention.key) else { continue };
            known.counts[slot] -= 1;
            known.weights[slot] -= hundredths(mention.confidence);
            if known.counts == [0; 3] {
                self.names.remove(&mention.key);
            }
        }
        for form in &paragraph.bonds.forms {
            take(&mut self.forms, &form.key, &form.how, &form.name);
        }
        for Alias { entity_type, name, other } in &paragraph.bonds.aliases {
            take(&mut self.alias_words, &short_key(other), entity_type, other);
            take(&mut self.aliases, other, entity_type, name);
            take(&mut self.aliases_of, name, entity_type, other);
        }
        for record in &paragraph.bonds.own_records {
            let Some(count) = self.own.get_mut(&record.key) else { continue };
            *count -= 1;
            if *count == 0 {
                self.own.remove(&record.key);
            }
        }
        self.countries.remove(paragraph);
        self.print = self.print.wrapping_sub(print(paragraph));
    }

    /// Changes whenever a mention may mean something else than before.
    pub const fn print(&self) -> u64 {
        self.print
    }

    /// True when the article names this record of the workspace in full.
    pub fn names_in_full(&self, record: &Record) -> bool {
        self.own.contains_key(&record.key)
    }

    /// The type of a mention, after the others of its name were heard.
    pub fn type_of(&self, mention: &EntityMention) -> EntityType {
        let own = mention.entity_type;
        let Some(slot) = slot(own) else { return own };
        let hearing = !mention.nested && mention.office.is_none() && mention.confidence < CERTAIN;
        // A word alone that nothing is known of is what the article has a longer name for.
        if hearing && mention.record.is_none() && !mention.key.contains(' ') {
            let key = short_key(&mention.key);
            if self.by_family(key).is_some() {
                return EntityType::Person;
            }
            if self.body(key, &[How::Proper]).is_some() {
                return EntityType::Org;
            }
        }
        let Some(known) = self.names.get(&mention.key).filter(|_| hearing) else { return own };
        let Some(most) =
            (0..VOTED.len()).max_by_key(|&other| (known.weights[other], std::cmp::Reverse(other)))
        else {
            return own;
        };
        if most != slot && known.weights[most] >= OVERRULES * known.weights[slot] { VOTED[most] } else { own }
    }

    /// True when the article's mentions of this name are mostly of this type.
    fn is_mostly(&self, name: &str, entity_type: EntityType) -> bool {
        let Some(known) = self.names.get(name) else { return false };
        let Some(slot) = slot(entity_type) else { return false };
        known.weights[slot] > 0 && known.weights.iter().all(|w| *w < OVERRULES * known.weights[slot])
    }

    /// The fullest name of what a folded name stands for in this article: itself, if there is no other.
    pub fn full_name(&self, key: &Arc<str>, entity_type: EntityType) -> Arc<str> {
        let mut name = key.clone();
        for _ in 0..MOST_STEPS {
            let next = self.alias_of(&name, entity_type).or_else(|| match entity_type {
                EntityType::Person => self.fuller_person(&name),
                EntityType::Org => self.fuller_org(&name),
                _ => None,
            });
            match next {
                Some(next) if next != name => name = next,
                _ => break,
            }
        }
        name
    }

    /// What the word of a short form means, if it means one thing.
    pub fn meant_by(&self, short: &Short) -> Option<Meant> {
        let meant = |entity_type, name, confidence| {
            Some(Meant { entity_type, name: self.full_name(&name, entity_type), confidence })
        };
        if short.personal != Personal::No
            && let Some(person) = self.by_family(short.key)
        {
            return meant(EntityType::Person, person, SURE);
        }
        if let Some([alias]) = self.alias_words.get(&short.key).map(SmallVec::as_slice)
            && self.alias_of(&alias.name, alias.what).is_some()
            && (short.capitals || !alias.name.is_ascii())
        {
            return meant(alias.what, alias.name.clone(), SURE);
        }
        if short.capitals
            && let Some(body) = self.body(short.key, &[How::Initials])
        {
            return meant(EntityType::Org, body, SURE);
        }
        if short.free
            && let Some(body) = self.body(short.key, &[How::Proper])
        {
            return meant(EntityType::Org, body, FAIRLY_SURE);
        }
        if short.personal == Personal::Alone {
            let person = self.by_given(short.key)?;
            return meant(EntityType::Person, person, HARDLY_SURE);
        }
        None
    }

    /// What the mentions of a full name mean in the gazetteer. An alias may be known where the name is not.
    pub fn link(&self, name: &Arc<str>, entity_type: EntityType, here: Here) -> Link {
        let link = |key: &str| {
            let own =
                self.names.get(key).zip(slot(entity_type)).map_or(0, |(known, slot)| known.counts[slot]);
            self.countries.link(key, entity_type, own, here)
        };
        let first = link(name);
        if first.record.is_some() || !first.candidates.is_empty() {
            return first;
        }
        let mut others: SmallVec<[&str; 4]> = self
            .aliases_of
            .get(name)
            .into_iter()
            .flatten()
            .filter(|alias| alias.what == entity_type && self.alias_of(&alias.name, entity_type).is_some())
            .map(|alias| &*alias.name)
            .collect();
        if entity_type == EntityType::Person {
            let family = family_name(name).unwrap_or(name);
            let namesakes = self.forms.get(&short_key(family)).into_iter().flatten();
            others.extend(
                namesakes.filter(|f| f.what == How::Family && has_words(name, &f.name)).map(|f| &*f.name),
            );
            others.extend(self.names.contains_key(family).then_some(family));
        }
        others.sort_unstable_by_key(|other| (std::cmp::Reverse(other.len()), *other));
        others.into_iter().map(link).find(|l| l.record.is_some()).unwrap_or(first)
    }

    /// What an alias stands for. An acronym that the article explains twice, differently, explains nothing.
    fn alias_of(&self, key: &str, entity_type: EntityType) -> Option<Arc<str>> {
        let stands_for = self.aliases.get(key)?.iter().filter(|a| a.what == entity_type);
        let longest = longest(stands_for.map(|a| &a.name))?;
        // Where each is said to be the other, the longer is the name.
        let back = self.aliases.get(&longest);
        let mutual = back.is_some_and(|all| all.iter().any(|a| a.what == entity_type && &*a.name == key));
        let ours = (key.chars().count(), key);
        (!mutual || (longest.chars().count(), &*longest) > ours).then_some(longest)
    }

    fn form<'e>(&'e self, key: u64, hows: &'e [How]) -> impl Iterator<Item = &'e Counted<How>> + Clone {
        self.forms.get(&key).map_or(&[][..], SmallVec::as_slice).iter().filter(|f| hows.contains(&f.what))
    }

    fn people(&self, key: u64, how: &'static [How]) -> impl Iterator<Item = &Counted<How>> + Clone {
        self.form(key, how).filter(|f| self.is_mostly(&f.name, EntityType::Person))
    }

    /// Who a bare family name is. Two lengths of one name are one person: the longest stands for all it contains.
    fn by_family(&self, key: u64) -> Option<Arc<str>> {
        let people = self.people(key, &[How::Family]);
        if let Some(one) = longest(people.clone().map(|p| &p.name)) {
            return Some(one);
        }
        let first = people.clone().max_by_key(|p| (p.count, std::cmp::Reverse(&p.name)))?;
        let clear = people.filter(|p| p.name != first.name).all(|p| p.count * PROMINENT <= first.count);
        clear.then(|| first.name.clone())
    }

    /// Who a bare given name is: the only one who bears it.
    fn by_given(&self, key: u64) -> Option<Arc<str>> {
        longest(self.people(key, &[How::Given]).map(|p| &p.name))
    }

    /// Which body a short form means: the only one it can be made of.
    fn body(&self, key: u64, hows: &[How]) -> Option<Arc<str>> {
        longest(self.form(key, hows).filter(|f| self.is_mostly(&f.name, EntityType::Org)).map(|f| &f.name))
    }

    /// The fullest form of a person's name in this article: رجب طيب أردوغان for طيب أردوغان.
    fn fuller_person(&self, key: &str) -> Option<Arc<str>> {
        let Some(family) = family_name(key) else {
            return self.by_family(short_key(key)).or_else(|| self.by_given(short_key(key)));
        };
        let people = self.people(short_key(family), &[How::Family]);
        longest(people.filter(|p| has_words(&p.name, key)).map(|p| &p.name))
            .or_else(|| self.by_given(short_key(key)))
    }

    fn fuller_org(&self, key: &str) -> Option<Arc<str>> {
        let hows = [How::Proper, How::Remainder, How::Initials];
        self.body(short_key(key), &hows).or_else(|| {
            let longer = self.body(short_key(key), &[How::Opening])?;
            // What the gazetteer knows by the shorter name is another body, unless it is the same.
            let records = linking::records(key, EntityType::Org);
            let same = records.is_empty() || records == linking::records(&longer, EntityType::Org);
            same.then_some(longer)
        })
    }
}

fn counted(paragraph: &Paragraph) -> impl Iterator<Item = &EntityMention> {
    paragraph.entities.iter().map(|named| &named.mention).filter(|m| m.confidence >= LEAST_CONFIDENCE)
}

fn slot(entity_type: EntityType) -> Option<usize> {
    VOTED.iter().position(|voted| *voted == entity_type)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a confidence is between 0 and 1"
)]
fn hundredths(confidence: f32) -> u64 {
    (confidence * 100.0).round() as u64
}

fn put<T: PartialEq>(list: &mut List<T>, what: T, name: &Arc<str>) {
    match list.iter_mut().find(|c| c.what == what && c.name == *name) {
        Some(known) => known.count += 1,
        None => list.push(Counted { what, name: name.clone(), count: 1 }),
    }
}

fn take<K: Eq + Hash, T: PartialEq>(table: &mut FxHashMap<K, List<T>>, key: &K, what: &T, name: &Arc<str>) {
    let Some(list) = table.get_mut(key) else { return };
    if let Some(index) = list.iter().position(|c| c.what == *what && c.name == *name) {
        list[index].count -= 1;
        if list[index].count == 0 {
            list.swap_remove(index);
        }
    }
    if list.is_empty() {
        table.remove(key);
    }
}

/// The longest of several names, if it contains the words of all others.
fn longest<'n>(names: impl Iterator<Item = &'n Arc<str>> + Clone) -> Option<Arc<str>> {
    let longest = names.clone().max_by_key(|name| (name.len(), *name))?;
    let mut names = names;
    names.all(|name| has_words(longest, name)).then(|| longest.clone())
}

fn has_words(longer: &str, shorter: &str) -> bool {
    shorter.split([' ', '-']).all(|word| longer.split([' ', '-']).any(|other| other == word))
}

/// A hash of all that a paragraph contributes.
fn print(paragraph: &Paragraph) -> u64 {
    let mut print = 0u64;
    let mut add = |item: &dyn Fn(&mut FxHasher)| {
        let mut hasher = FxHasher::default();
        item(&mut hasher);
        print = print.wrapping_add(hasher.finish());
    };
    for m in counted(paragraph) {
        add(&|h| (1u8, &m.key, m.entity_type, hundredths(m.confidence)).hash(h));
    }
    for Form { key, how, name } in &paragraph.bonds.forms {
        add(&|h| (2u8, key, how, name).hash(h));
    }
    for Alias { entity_type, name, other } in &paragraph.bonds.aliases {
        add(&|h| (3u8, entity_type, name, other).hash(h));
    }
    for within in &paragraph.bonds.within {
        add(&|h| (4u8, &within.key, within.country).hash(h));
    }
    for record in &paragraph.bonds.own_records {
        add(&|h| (5u8, &record.key).hash(h));
    }
    print
}
