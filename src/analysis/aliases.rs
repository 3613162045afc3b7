//! Two names of one thing, as a text itself says: in brackets, or joined by words such as "formerly known as".
//!
//! A paragraph reports the pair; [`super::entities`] makes one entity of it everywhere in the document. In doubt
//! nothing is reported: a bracket holds ages, dates, places and parties far more often than a second name.

use super::forms::{initials, language_of};
use crate::entities::{EntityMention, EntityType};
use crate::lexicon::gazetteer::{self, Record, flag};
use crate::lexicon::{Class, Lexicon, prior};
use crate::text::clitics::ARTICLE;
use crate::text::{Language, Passage, is_acronym};
use std::sync::Arc;

/// One thing under two names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// What both are.
    pub entity_type: EntityType,
    /// The folded name that stands for it.
    pub name: Arc<str>,
    /// The folded other name.
    pub other: Arc<str>,
}

/// A bracket of more tokens holds a sentence.
const LONGEST_BRACKET: usize = 14;
/// The rule of a mention that its full name explains.
pub const RULE: &str = "abbreviation";
/// A bracketed acronym after a full name is the name's.
const CONFIDENCE: f32 = 0.9;
/// A bracketed mention of another type this sure is what it seems: a place, a nationality.
const SURE: f32 = 0.75;
/// An acronym has no more letters.
const LONGEST_ACRONYM: usize = 8;

/// Finds the pairs of a paragraph; an acronym in brackets that was no mention becomes one.
pub fn find(passage: &Passage, mentions: &mut Vec<EntityMention>) -> Vec<Alias> {
    let mut out = Vec::new();
    let mut acronyms = Vec::new();
    let lexicon = Lexicon::of(passage.language);
    for name in mentions.iter().filter(|m| !m.nested && may_have_aliases(m.entity_type)) {
        let at = closing_quotes(passage, passage.tokens.partition_point(|t| t.span.end <= name.span.end));
        let reader = Reader { passage, lexicon, mentions, name };
        if passage.is_mark(at, '(') || passage.is_mark(at, '[') {
            reader.bracket(at + 1, &mut out, &mut acronyms);
        } else {
            out.extend(reader.joined(at));
        }
    }
    for acronym in acronyms {
        mentions.retain(|m| {
            !m.span.overlaps(acronym.span) || m.span.contains(acronym.span) && m.span != acronym.span
        });
        mentions.push(acronym);
    }
    mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    out
}

const fn may_have_aliases(entity_type: EntityType) -> bool {
    matches!(entity_type, EntityType::Person | EntityType::Org | EntityType::Place)
}

fn is_quote(passage: &Passage, at: usize) -> bool {
    ['"', '\u{ab}', '\u{bb}', '\u{201c}', '\u{201d}', '\''].into_iter().any(|mark| passage.is_mark(at, mark))
}

/// The first token from `at` on that is no quotation mark.
fn closing_quotes(passage: &Passage, mut at: usize) -> usize {
    while is_quote(passage, at) {
        at += 1;
    }
    at
}

struct Reader<'r> {
    passage: &'r Passage<'r>,
    lexicon: &'static Lexicon,
    mentions: &'r [EntityMention],
    /// The mention that stands first.
    name: &'r EntityMention,
}

impl Reader<'_> {
    /// The token behind a cue of one of these values at `at`.
    fn cue(&self, at: usize, values: &[&str]) -> Option<usize> {
        let (found, sense) = self.lexicon.longest(self.passage, at, Class::AliasCue)?;
        values.contains(&sense.value).then_some(found.last + 1)
    }

    /// The mention of this type that begins within token `at`, behind a proclitic or not.
    fn mention_at(&self, at: usize) -> Option<&EntityMention> {
        let token = self.passage.tokens.get(at)?;
        self.mentions.iter().find(|m| {
            !m.nested
                && m.entity_type == self.name.entity_type
                && m.span.start >= token.span.start
                && m.span.start < token.span.end
        })
    }

    fn behind(&self, mention: &EntityMention) -> usize {
        closing_quotes(self.passage, self.passage.tokens.partition_point(|t| t.span.end <= mention.span.end))
    }

    fn pair(&self, other: &EntityMention) -> Option<Alias> {
        (other.key != self.name.key).then(|| Alias {
            entity_type: self.name.entity_type,
            name: self.name.key.clone(),
            other: other.key.clone(),
        })
    }

    /// «A, formerly known as B», «A أي B سابقا»: the tokens between the two are a comma, a cue and quotes.
    fn joined(&self, at: usize) -> Option<Alias> {
        let comma = self.passage.is_mark(at, ',') || self.passage.is_mark(at, '\u{60c}');
        let at = at + usize::from(comma);
        let strong = self.cue(at, &["between"]);
        let weak = || self.cue(at, &["weak"]);
        let next = strong.or_else(weak)?;
        let other = self.mention_at(closing_quotes(self.passage, next))?;
        if strong.is_none() {
            self.cue(self.behind(other), &["after"])?;
        }
        self.pair(other)
    }

    /// «A (B سابقا)», «A (B)» where B is an acronym, «B (A)» the other way round. `first` is the first token inside.
    fn bracket(&self, first: usize, out: &mut Vec<Alias>, acronyms: &mut Vec<EntityMention>) {
        let passage = self.passage;
        let closes = |at: &usize| passage.is_mark(*at, ')') || passage.is_mark(*at, ']');
        let Some(close) = (first..first + LONGEST_BRACKET).find(closes) else { return };
        let mut begin = closing_quotes(passage, first);
        let mut marked = false;
        // «formerly», «سابقا» and «المعروفة باسم» open a bracket too.
        if let Some(next) = self.cue(begin, &["between", "after"]).filter(|&next| next < close) {
            marked = true;
            begin = closing_quotes(passage, next);
        }
        if let Some(other) = self.mention_at(begin) {
            let mut end = self.behind(other);
            if let Some(next) = self.cue(end, &["after"]) {
                marked = true;
                end = next;
            }
            if end == close && (marked || self.one_thing(other)) {
                out.extend(self.ordered(other, marked));
            }
            if end == close {
                return;
            }
        }
        let mut end = close;
        while end > begin && is_quote(passage, end - 1) {
            end -= 1;
        }
        if end == begin + 1
            && self.name.entity_type == EntityType::Org
            && let Some(acronym) = self.acronym(begin)
        {
            out.extend(self.pair(&acronym));
            acronyms.push(acronym);
        }
    }

    /// True when two bodies side by side in «A (B)» are one without any word that says so.
    fn one_thing(&self, other: &EntityMention) -> bool {
        if self.name.entity_type != EntityType::Org {
            return false;
        }
        let same = self.name.record.is_some() && self.name.record == other.record;
        let one_word = |m: &EntityMention| !m.key.contains(' ');
        same || match (one_word(self.name), one_word(other)) {
            (false, true) => self.abbreviates(other.span.of(self.passage.source), &other.key, self.name),
            (true, false) => self.abbreviates(self.name.span.of(self.passage.source), &self.name.key, other),
            _ => false,
        }
    }

    /// The pair with its full name first: «سانا (الوكالة …)» names the agency as «الوكالة … (سانا)» does.
    fn ordered(&self, other: &EntityMention, marked: bool) -> Option<Alias> {
        let turned = !marked && !self.name.key.contains(' ') && other.key.contains(' ');
        let pair = self.pair(other)?;
        Some(if turned { Alias { name: pair.other, other: pair.name, ..pair } } else { pair })
    }

    /// The one token of a bracket as an acronym of the name before it.
    fn acronym(&self, at: usize) -> Option<EntityMention> {
        let token = self.passage.tokens.get(at)?;
        let key = self.passage.fold_of(at);
        let other = self.mentions.iter().find(|m| m.span.overlaps(token.span));
        if other.is_some_and(|m| m.confidence >= SURE)
            || gazetteer::get(key)
                .is_some_and(|e| e.is(flag::COUNTRY) || e.is(flag::PLACE) && !e.is(flag::ORG))
            || !self.name.key.contains([' ', '-'])
            || !self.abbreviates(token.span.of(self.passage.source), key, self.name)
        {
            return None;
        }
        Some(EntityMention {
            span: token.span,
            entity_type: EntityType::Org,
            kind: self.name.kind,
            record: None,
            key: key.into(),
            confidence: CONFIDENCE,
            rule: RULE,
            nested: false,
            office: None,
            own: None,
        })
    }

    /// True when a word, given as written and folded, can be the acronym of a body's full name.
    fn abbreviates(&self, word: &str, key: &str, name: &EntityMention) -> bool {
        let letters = key.chars().count();
        if !(2..=LONGEST_ACRONYM).contains(&letters) || !key.chars().all(char::is_alphabetic) {
            return false;
        }
        let known_body = gazetteer::get(key).is_some_and(|e| e.is(flag::ORG));
        match language_of(key) {
            Language::English => {
                let english = name.record.map(Record::name_en).unwrap_or_default().to_lowercase();
                let fits = |name: &str| !name.is_empty() && in_order(key, &initials(name));
                // A company's bracket is as likely its ticker; a body may be called by its initials in a language
                // of its own (PKK).
                is_acronym(word)
                    && (fits(&english)
                        || fits(&name.key)
                        || known_body
                        || !name.kind.is_empty() && name.kind != "company")
            }
            Language::Arabic => {
                let seen = prior(key);
                let body = seen.is_some_and(|p| p.seen >= 3 && p.org >= 100);
                let unseen = seen.is_none_or(|p| p.seen < 5)
                    && gazetteer::get(key).is_none()
                    && !key.starts_with(ARTICLE);
                known_body || self.lexicon.senses(key).is_empty() && (body || unseen)
            }
        }
    }
}

/// True when the letters of an acronym stand in this order among the initials, the first at the head of them.
fn in_order(acronym: &str, initials: &str) -> bool {
    let mut rest = initials.chars();
    acronym.chars().next() == initials.chars().next() && acronym.chars().all(|c| rest.any(|i| i == c))
}
