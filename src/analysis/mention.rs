//! A mention as the outside sees it: located in the document, linked to its entity, resolved to its value.

use super::document::Document;
use super::forms::Short;
use super::linking::{Candidates, Here, Link};
use super::own_short;
use super::paragraph::{self, Named, Paragraph, Timed};
use super::stored;
use crate::authority::{Found, Named as Own};
use crate::entities::EntityType;
use crate::lexicon::gazetteer::Record;
use crate::tags::{Label, PlaceKind, TagType};
use crate::temporal::{self, Resolved, TimexKind};
use crate::text::{Span, fold};
use smallvec::{SmallVec, smallvec};
use std::sync::Arc;

/// One mention of the document.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Where it stands, in bytes of the document.
    pub span: Span,
    /// What it is tagged as.
    pub tag_type: TagType,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// It lies inside another person's, organisation's or place's name.
    pub nested: bool,
    /// It is tagged in the text already.
    pub tagged: bool,
    /// Diagnostics show it.
    pub shown: bool,
    /// The rule that found it.
    pub rule: &'static str,
    /// What it names.
    pub subject: Subject,
}

/// What a mention names.
#[derive(Clone, Debug)]
pub enum Subject {
    /// Somebody or something.
    Entity(Entity),
    /// A time.
    Time(Time),
}

/// The entity behind a name.
#[derive(Clone, Debug)]
pub struct Entity {
    /// The same for all mentions of one entity in the document.
    pub id: Arc<str>,
    /// Its kind within the type; empty when unknown.
    pub kind: &'static str,
    /// The gazetteer's record, when it is certain which.
    pub record: Option<Record>,
    /// The records it may be, the likeliest first, when it is not.
    pub candidates: Candidates,
    /// The reference of the tag or of the record.
    pub reference: Option<String>,
    /// For a short name: the full name it stands for, folded.
    pub full_name: Option<Arc<str>>,
    /// The office or title before the name.
    pub office: Option<Span>,
    /// The workspace's own record of it, or those it may be.
    pub own: Own,
}

/// The value of a time.
#[derive(Clone, Debug)]
pub struct Time {
    /// Value, modifier and the steps that led there.
    pub resolved: Resolved,
}

impl Mention {
    /// What a tag would say of it.
    pub fn label(&self) -> Label {
        let mut label = Label::new(self.tag_type);
        match &self.subject {
            Subject::Entity(entity) => {
                label.reference.clone_from(&entity.reference);
                label.place_kind = PlaceKind::parse(entity.kind);
            }
            Subject::Time(time) => {
                label.value = Some(time.resolved.value.clone());
                label.modifier = time.resolved.modifier.map(str::to_owned);
            }
        }
        label
    }

    /// The entity's id, for a name.
    pub fn entity_id(&self) -> Option<&Arc<str>> {
        match &self.subject {
            Subject::Entity(entity) => Some(&entity.id),
            Subject::Time(_) => None,
        }
    }
}

/// The mentions of one paragraph of `document`, which begins at byte `start`, in order of position.
pub fn of_paragraph(document: &Document, start: usize, paragraph: &Paragraph) -> Vec<Mention> {
    let mut out = Vec::with_capacity(paragraph.entities.len() + paragraph.times.len());
    out.extend(paragraph.entities.iter().map(|named| name(document, start, paragraph, named)));
    out.extend(paragraph.bonds.shorts.iter().filter_map(|s| short_name(document, start, paragraph, *s)));
    out.extend(paragraph.times.iter().map(|timed| time(document, start, paragraph, timed)));
    out.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    own_short::place(document, start, paragraph, &mut out);
    // Two readings of one glued word can both be somebody's name; the one that keeps most of the word came first.
    out.dedup_by(|b, a| a.span.overlaps(b.span) && a.rule == SHORT_NAME && b.rule == SHORT_NAME);
    if !document.rejections().is_empty() {
        let plain = &paragraph.markup.plain;
        out.retain(|mention| {
            let local = Span::new(mention.span.start - start, mention.span.end - start);
            mention.tagged
                || !document.rejections().reject(mention.tag_type, &plain.text, plain.span_from_raw(local))
        });
    }
    let mut stored = document.annotations().within(Span::new(start, start + paragraph.text.len())).peekable();
    if stored.peek().is_some() {
        stored::lay_over(document, &mut out, stored, start, &paragraph.text);
    }
    out
}

const SHORT_NAME: &str = "short-name";
/// The temporal grammar reads nothing that it is not sure of.
const TIME_CONFIDENCE: f32 = 0.9;

/// False when no mention of the paragraph can be shown to be tagged: all that are sure enough are tagged already. It is
/// told without finding out what they refer to, so an article that is tagged costs little when a name in it changes.
pub fn may_show(document: &Document, start: usize, paragraph: &Paragraph) -> bool {
    let whole = Span::new(start, start + paragraph.text.len());
    let stored: SmallVec<[Span; 32]> = document
        .annotations()
        .within(whole)
        .filter(|a| a.label.kind.is_name() || a.label.kind.is_temporal())
        .map(|a| Span::new(a.span.start - start, a.span.end - start))
        .collect();
    let covered = |span: Span| {
        let before = stored.partition_point(|other| other.start <= span.start);
        stored[..before].iter().rev().take(NESTED).any(|other| other.contains(span))
    };
    let options = document.options();
    let name = |named: &Named| {
        if named.tagged.is_some() || named.mention.nested || covered(named.mention.span) {
            return false;
        }
        let Known { tag_type, confidence, .. } = known(document, named);
        options.shows(tag_type, confidence)
    };
    let times = options.types.iter().any(|kind| kind.is_temporal());
    let time = |timed: &Timed| times && timed.tagged.is_none() && !covered(timed.span);
    let short = |short: &Short| !covered(short.span) && document.entities().meant_by(short).is_some();
    paragraph.times.iter().any(time)
        || paragraph.entities.iter().any(name)
        || !paragraph.bonds.own_shorts.is_empty()
        || paragraph.bonds.shorts.iter().any(short)
}

/// So many annotations hold one another at most; of more, a paragraph is looked at closely.
const NESTED: usize = 4;

/// What the document makes of a name.
struct Known {
    entity_type: EntityType,
    tag_type: TagType,
    full_name: Arc<str>,
    confidence: f32,
}

fn known(document: &Document, named: &Named) -> Known {
    let mention = &named.mention;
    let entities = document.entities();
    let entity_type = if named.tagged.is_some() { mention.entity_type } else { entities.type_of(mention) };
    let overruled = entity_type != mention.entity_type;
    let tag_type = if overruled { paragraph::tag_type(entity_type) } else { named.tag_type };
    let full_name = entities.full_name(&mention.key, entity_type);
    let confidence = if full_name == mention.key { mention.confidence } else { mention.confidence.max(0.9) };
    Known { entity_type, tag_type, full_name, confidence }
}

fn name(document: &Document, start: usize, paragraph: &Paragraph, named: &Named) -> Mention {
    let mention = &named.mention;
    let annotation = named.tagged.and_then(|index| paragraph.markup.annotations.get(index));
    let Known { entity_type, tag_type, full_name, confidence } = known(document, named);
    let overruled = entity_type != mention.entity_type;
    let span = match annotation {
        None if entity_type == EntityType::Person => widened(&paragraph.text, mention.span, &full_name),
        _ => mention.span,
    };
    let here = Here::of(paragraph, mention.span);
    let own = mention.own.map(|own| meant(document, own, tag_type)).unwrap_or_default();
    let mut entity = entity(document, tag_type, entity_type, full_name, &mention.key, (here, own));
    if let Some(reference) = annotation.and_then(|a| a.label.reference.clone()) {
        entity.id = entity_id(tag_type, Some(&reference), &mention.key);
        if let Some(record) = document.options().authority.as_ref().and_then(|all| all.referred(&reference)) {
            entity.id = entity_id(tag_type, Some(&record.reference()), &mention.key);
            entity.own = Own { record: Some(Arc::clone(record)), ..Own::default() };
        }
        entity.reference = Some(reference);
    }
    if entity.kind.is_empty() && !overruled {
        entity.kind = mention.kind;
    }
    entity.office = mention.office.map(|o| o.shifted(start));
    Mention {
        span: span.shifted(start),
        tag_type,
        confidence,
        nested: mention.nested,
        tagged: annotation.is_some(),
        shown: !mention.nested && document.options().shows(tag_type, confidence),
        rule: mention.rule,
        subject: Subject::Entity(entity),
    }
}

fn short_name(document: &Document, start: usize, paragraph: &Paragraph, short: Short) -> Option<Mention> {
    let meant = document.entities().meant_by(&short)?;
    if paragraph.times.iter().any(|t| t.span.overlaps(short.span)) {
        return None;
    }
    let tag_type = paragraph::tag_type(meant.entity_type);
    let span = match meant.entity_type {
        EntityType::Person => widened(&paragraph.text, short.span, &meant.name),
        _ => short.span,
    };
    let nothing = (Here::default(), Own::default());
    let entity = entity(document, tag_type, meant.entity_type, meant.name, "", nothing);
    Some(Mention {
        span: span.shifted(start),
        tag_type,
        confidence: meant.confidence,
        nested: false,
        tagged: false,
        shown: document.options().shows(tag_type, meant.confidence),
        rule: SHORT_NAME,
        subject: Subject::Entity(entity),
    })
}

/// The entity of a folded name that was not detected.
pub(super) fn known_entity(
    document: &Document,
    tag_type: TagType,
    entity_type: EntityType,
    name: &str,
) -> Entity {
    let name = document.entities().full_name(&name.into(), entity_type);
    let nothing = (Here::default(), Own::default());
    entity(document, tag_type, entity_type, name.clone(), &name, nothing)
}

/// What a name of the workspace's records means as a mention of a type.
fn meant(document: &Document, found: Found, tag_type: TagType) -> Own {
    let named = document.options().authority.as_ref().map(|records| records.meant(found.name));
    named.filter(|named| named.may_be(tag_type)).unwrap_or_default()
}

/// The entity of a full name; `key` is the name as the mention has it. The workspace's own record wins over the gazetteer's.
pub(super) fn entity(
    document: &Document,
    tag_type: TagType,
    entity_type: EntityType,
    name: Arc<str>,
    key: &str,
    (here, mut own): (Here, Own),
) -> Entity {
    if own.is_empty()
        && let Some(authority) = &document.options().authority
        && let Some(named) = authority.name(&name).map(|known| authority.meant(known))
        && named.may_be(tag_type)
    {
        own = named;
    }
    if let Some(record) = &own.record {
        let reference = record.reference();
        return Entity {
            id: entity_id(tag_type, Some(&reference), &name),
            kind: record.known_kind(),
            record: None,
            candidates: Candidates::new(),
            reference: Some(reference),
            full_name: Some(name).filter(|name| **name != *key),
            office: None,
            own,
        };
    }
    // Where the newsroom has several records of a name, no list chooses among them.
    let link =
        if own.is_empty() { document.entities().link(&name, entity_type, here) } else { Link::default() };
    let reference = reference_of(link.record);
    Entity {
        id: entity_id(tag_type, reference.as_deref(), &name),
        kind: link.record.map_or("", |r| r.kind),
        record: link.record,
        candidates: link.candidates,
        reference,
        full_name: Some(name).filter(|name| **name != *key),
        office: None,
        own,
    }
}

/// A short mention with the words before it that belong to the same family name: تشاووش أوغلو, Al-Hariri. The given
/// name stays outside: with it the mention would be the full name.
fn widened(text: &str, span: Span, full_name: &str) -> Span {
    let last = fold::fold(span.of(text));
    let words: Vec<&str> = full_name.split_inclusive([' ', '-']).collect();
    let Some(mut index) = words.iter().rposition(|w| w.trim_end_matches([' ', '-']) == last) else {
        return span;
    };
    let mut start = span.start;
    while index > 1 {
        index -= 1;
        let (word, glue) = words[index].split_at(words[index].len() - 1);
        let before = text[..start].trim_end_matches(|c: char| c.is_whitespace() || glue == "-" && c == '-');
        let from = before.rfind(|c: char| c.is_whitespace()).map_or(0, |space| space + 1);
        let from = text.ceil_char_boundary(from);
        // A conjunction or preposition may be glued to it, and stays outside.
        let mut candidates = before[from..].char_indices().take(3).map(|(at, _)| from + at);
        let found = candidates.find(|&at| fold::fold(&before[at..]) == word);
        let Some(found) = found.filter(|_| before.len() < start) else { break };
        start = found;
    }
    Span::new(start, span.end)
}

fn time(document: &Document, start: usize, paragraph: &Paragraph, timed: &Timed) -> Mention {
    let annotation = timed.tagged.and_then(|index| paragraph.markup.annotations.get(index));
    let mut resolved = match &timed.timex {
        Some(timex) => temporal::resolve(timex, document.anchor()),
        None => Resolved::default(),
    };
    if let Some(value) = annotation.and_then(|a| a.label.value.as_ref())
        && *value != resolved.value
    {
        resolved = tagged_value(value, annotation.is_some_and(|a| a.label.modifier.is_some()));
    }
    let tag_type = match (&timed.timex, annotation) {
        (_, Some(annotation)) => annotation.label.kind,
        (Some(timex), None) => match resolved.kind.unwrap_or(timex.kind) {
            TimexKind::Date => TagType::Date,
            TimexKind::Time => TagType::Time,
            TimexKind::Duration => TagType::Duration,
            TimexKind::Set => TagType::Set,
        },
        (None, None) => TagType::Date,
    };
    Mention {
        span: timed.span.shifted(start),
        tag_type,
        confidence: TIME_CONFIDENCE,
        nested: false,
        tagged: annotation.is_some(),
        shown: document.options().shows(tag_type, TIME_CONFIDENCE),
        rule: timed.timex.as_ref().map_or("tag", |t| t.rule),
        subject: Subject::Time(Time { resolved }),
    }
}

/// The value that a tag says, with a modifier or without.
pub(super) fn tagged_value(value: &str, modified: bool) -> Resolved {
    Resolved {
        value: value.to_owned(),
        steps: smallvec![if modified {
            "the value is the tag's own, with its modifier".into()
        } else {
            "the value is the tag's own".into()
        }],
        ..Resolved::default()
    }
}

fn reference_of(record: Option<Record>) -> Option<String> {
    record.map(Record::reference).filter(|r| !r.is_empty())
}

/// The first identifier of the reference, or the type and the folded name.
pub(super) fn entity_id(tag_type: TagType, reference: Option<&str>, key: &str) -> Arc<str> {
    match reference.and_then(|r| r.split(['|', ' ']).next()).filter(|r| !r.is_empty()) {
        Some(reference) => reference.into(),
        None => format!("{}:{key}", tag_type.as_str()).into(),
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::{Document, Options};

    fn check(text: &str, expected: &[(&str, &str)]) {
        let document = Document::of(text, Options::default());
        let people: Vec<(String, String)> = document
            .mentions()
            .filter(|m| m.tag_type == crate::tags::TagType::Person)
            .map(|m| (m.span.of(text).to_owned(), m.entity_id().map(ToString::to_string).unwrap_or_default()))
            .collect();
        let shown: Vec<(&str, &str)> = people.iter().map(|(text, id)| (text.as_str(), id.as_str())).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_family_name_points_to_who_is_named_in_full_before_or_after() {
        check(
            "صورة: لقاء مع القلمونجي.\n\nأعلن الوزير سامر القلمونجي الخطة.\n\nوتابع القلمونجي كلامه.\n",
            &[
                ("القلمونجي", "person:سامر القلمونجي"),
                ("سامر القلمونجي", "person:سامر القلمونجي"),
                ("القلمونجي", "person:سامر القلمونجي"),
            ],
        );
    }

    #[test]
    fn two_people_of_one_family_name_are_not_confused() {
        let text =
            "قال الدكتور سامر القلمونجي شيئا. وقال الدكتور مازن القلمونجي غيره. وأضاف القلمونجي كلمة.\n";
        let document = Document::of(text, Options::default());
        let both = ["سامر القلمونجي", "مازن القلمونجي"];
        let people: Vec<_> =
            document.mentions().filter(|m| m.tag_type == crate::tags::TagType::Person).collect();
        assert!(both.iter().all(|name| people.iter().any(|m| m.span.of(text) == *name)));
        for bare in people.iter().filter(|m| m.span.of(text) == "القلمونجي") {
            assert!(both.iter().all(|name| bare.entity_id().unwrap().as_ref() != format!("person:{name}")));
        }
    }

    #[test]
    fn a_family_name_of_two_words_is_one_mention() {
        check(
            "أعلن الوزير مولود تشاووش أوغلو الخطة.\n\nوأضاف أن تشاووش أوغلو سافر، ولتشاووش أوغلو رأي.\n",
            &[
                ("مولود تشاووش أوغلو", "person:مولود تشاووش اوغلو"),
                ("تشاووش أوغلو", "person:مولود تشاووش اوغلو"),
                ("تشاووش أوغلو", "person:مولود تشاووش اوغلو"),
            ],
        );
    }
}
