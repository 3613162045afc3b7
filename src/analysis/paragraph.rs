//! What is found in one paragraph by itself: a pure function of its text, so it can be cached by content.
//!
//! Detection sees the text without its tags; everything here is in bytes of the raw paragraph, tags included.

use super::bonds::Bonds;
use super::ledger::Fact;
use super::options::Options;
use super::tag_facts::TagFacts;
use crate::authority::{Authority, Found};
use crate::entities::{self, EntityMention, EntityType, ShortName};
use crate::lexicon::Forms;
use crate::lints::{self, Silence};
use crate::quantities::{self, Quantity};
use crate::quotes::{self, Quote, Seat};
use crate::tags::{self, Annotation, Markup, Region, TagType};
use crate::temporal::describe::{self, Reading};
use crate::temporal::parts::{self, Part};
use crate::temporal::{self, Clue, Timex};
use crate::text::{Language, Passage, Span, fold};

/// One paragraph with everything found in it.
#[derive(Debug)]
pub struct Paragraph {
    /// The raw text, line ends and following blank lines included.
    pub text: String,
    /// What the paragraph begins inside.
    pub entering: Region,
    /// Its tags and its plain text.
    pub markup: Markup,
    /// Names, as detected or as tagged, sorted by position.
    pub entities: Vec<Named>,
    /// What its names say to the rest of the document.
    pub bonds: Bonds,
    /// Times, as detected or as tagged, sorted by position.
    pub times: Vec<Timed>,
    /// Times that are none of its times because a tag covers or crosses them, sorted by position.
    pub covered_times: Vec<Timex>,
    /// Its quantities, sorted by position; none overlaps a time.
    pub quantities: Vec<Quantity>,
    /// Its quotations, sorted by position.
    pub quotes: Vec<Quote>,
    /// What it says about the publication date.
    pub clues: Vec<Clue>,
    /// The publication date it states in metadata.
    pub published: Option<String>,
    /// What its tags say to the rest of the document.
    pub tag_facts: TagFacts,
    /// Which rules it asks to be silent.
    pub silence: Silence,
    /// What it says that rules compare with other paragraphs.
    pub facts: Vec<Fact>,
    /// One of its times, and none that is tagged, is counted from the publication date.
    pub counts_from_now: bool,
}

/// A name of the paragraph.
#[derive(Clone, Debug)]
pub struct Named {
    /// What was detected; for a name that only a tag shows, what the tag says.
    pub mention: EntityMention,
    /// Its type in tags: events and works are known by their tags alone.
    pub tag_type: TagType,
    /// The annotation that tags it, by its place in [`Markup::annotations`].
    pub tagged: Option<usize>,
}

/// A time of the paragraph.
#[derive(Clone, Debug)]
pub struct Timed {
    /// Where it stands.
    pub span: Span,
    /// What was detected, if anything was.
    pub timex: Option<Timex>,
    /// The annotation that tags it, by its place in [`Markup::annotations`].
    pub tagged: Option<usize>,
}

impl Paragraph {
    /// Reads and analyses one paragraph.
    pub fn new(text: String, entering: Region, options: &Options) -> Self {
        let Options { syntax, language, .. } = *options;
        let authority = options.authority.as_deref();
        let markup = tags::scan(&text, syntax, entering);
        let published = tags::read_published(&text, syntax).map(|(date, _)| date);
        let silence = Silence::read(&text, syntax);
        let tag_facts = TagFacts::read(&text, &markup);
        let passage = Passage::new(&markup.plain.text, language);
        let forms = Forms::read(&passage);
        let mut detected = entities::detect(&passage, &forms, options.model.as_deref(), authority);
        let timexes = temporal::detect(&passage);
        let timexes = without_names(timexes, &detected.mentions, &passage);
        // Times are in order of position and lie apart.
        let in_time = |name: &ShortName| {
            let next = timexes.partition_point(|timex| timex.span.end <= name.span.start);
            timexes.get(next).is_some_and(|timex| timex.span.overlaps(name.span))
        };
        detected.short_names.retain(|name| !in_time(name));
        let bonds = Bonds::find(&passage, &mut detected);
        let spans: Vec<Span> = timexes.iter().map(|t| t.span).collect();
        let quantities = quantities::detect(&passage, &forms, &spans);
        let quotes = quotes::detect(&passage);
        let clues = temporal::publication::clues(&timexes, &passage, true);
        let raw = |span: Span| markup.plain.to_raw(span);

        let times: Vec<Timex> = timexes.into_iter().map(|t| Timex { span: raw(t.span), ..t }).collect();
        let names: Vec<EntityMention> = detected
            .mentions
            .into_iter()
            .map(|m| EntityMention {
                span: raw(m.span),
                office: m.office.map(raw),
                own: m.own.map(|own| Found { span: raw(own.span), ..own }),
                ..m
            })
            .collect();

        let (mut entities, times, covered_times) = merge(&text, &markup, names, times, authority);
        // A name inside a time (the month April, Independence Day) is the time's.
        entities
            .retain(|n| n.tagged.is_some() || !times.iter().any(|t: &Timed| t.span.contains(n.mention.span)));
        let quantities = quantities
            .into_iter()
            .map(|q| Quantity { span: raw(q.span), ..q })
            .filter(|q| !times.iter().any(|t| t.tagged.is_some() && t.span.overlaps(q.span)))
            .collect();
        let quotes = quotes.iter().map(|quote| located(&markup, quote)).collect();
        let bonds = bonds.settle(&entities, raw, authority);
        let mut paragraph = Self {
            text,
            entering,
            markup,
            entities,
            bonds,
            times,
            covered_times,
            quantities,
            quotes,
            clues,
            published,
            tag_facts,
            silence,
            facts: Vec::new(),
            counts_from_now: false,
        };
        paragraph.facts = lints::facts(&paragraph, options);
        paragraph.counts_from_now = lints::first_from_now(&paragraph).is_some();
        paragraph
    }

    /// The words inside `span` and what they may mean to the temporal grammar.
    pub(super) fn words_of(&self, span: Span, language: Option<Language>) -> Vec<Reading> {
        let passage = Passage::new(&self.markup.plain.text, language);
        let inside = self.markup.plain.span_from_raw(span);
        let raw = |word: Reading| Reading { span: self.markup.plain.to_raw(word.span), ..word };
        describe::words(&passage, inside).into_iter().map(raw).collect()
    }

    /// The weekdays, months and numbers inside `span`. The paragraph is read again: only what mends a slip pays for it.
    pub fn parts_of(&self, span: Span, language: Option<Language>) -> Vec<Part> {
        let plain = &self.markup.plain;
        let passage = Passage::new(&plain.text, language);
        let found = parts::parts(&passage, plain.span_from_raw(span));
        found.into_iter().map(|part| Part { span: plain.to_raw(part.span), ..part }).collect()
    }
}

/// The quote in bytes of the raw text. A name at a seat begins behind the tags there, or ends before them.
fn located(markup: &Markup, quote: &Quote) -> Quote {
    let edge = |seat: Seat| match seat.edge {
        quotes::Edge::Start => markup.plain.to_raw(Span::new(seat.at, seat.at + 1)).start,
        quotes::Edge::End => markup.plain.to_raw(Span::new(seat.at.saturating_sub(1), seat.at)).end,
    };
    let seats = quote.seats.iter().map(|&seat| Seat { at: edge(seat), ..seat }).collect();
    Quote { span: markup.plain.to_raw(quote.span), seats, ..quote.clone() }
}

/// Drops the times that are parts of people's names: the day in «محمد ولد الخميس», the month in «نيسان الحلبي».
fn without_names(timexes: Vec<Timex>, names: &[EntityMention], passage: &Passage) -> Vec<Timex> {
    let mut people: Vec<Span> =
        names.iter().filter(|n| n.entity_type == EntityType::Person).map(|n| n.span).collect();
    people.sort_unstable_by_key(|name| name.start);
    let blank = |from: usize, to: usize| {
        passage.source.get(from..to).is_some_and(|gap| gap.chars().all(char::is_whitespace))
    };
    timexes
        .into_iter()
        .filter(|t| {
            // People's names do not nest, so only the last that begins before it can hold it.
            let next = people.partition_point(|name| name.start <= t.span.start);
            let inside =
                next.checked_sub(1).is_some_and(|i| people[i].contains(t.span) && people[i] != t.span);
            let before =
                t.is_bare_month() && people.get(next).is_some_and(|name| blank(t.span.end, name.start));
            !inside && !before
        })
        .collect()
}

/// Joins what was detected with what is tagged: a tag says more than a guess, so it replaces what it covers.
fn merge(
    text: &str,
    markup: &Markup,
    names: Vec<EntityMention>,
    times: Vec<Timex>,
    authority: Option<&Authority>,
) -> (Vec<Named>, Vec<Timed>, Vec<Timex>) {
    let mut entities = Vec::with_capacity(names.len());
    let mut timed = Vec::with_capacity(times.len());
    let mut covered = Vec::new();
    let mut found = vec![false; markup.annotations.len()];
    for mention in names {
        let tag_type = own_type(&mention, authority).unwrap_or(tag_type(mention.entity_type));
        match covering(markup, mention.span, tag_type) {
            Cover::Same(index) => {
                found[index] = true;
                entities.push(Named { mention, tag_type, tagged: Some(index) });
            }
            Cover::Free => entities.push(Named { mention, tag_type, tagged: None }),
            Cover::Hidden => {}
        }
    }
    for timex in times {
        match covering(markup, timex.span, TagType::Date) {
            Cover::Same(index) => {
                found[index] = true;
                timed.push(Timed { span: timex.span, timex: Some(timex), tagged: Some(index) });
            }
            Cover::Free => timed.push(Timed { span: timex.span, timex: Some(timex), tagged: None }),
            Cover::Hidden => covered.push(timex),
        }
    }
    for (index, annotation) in markup.annotations.iter().enumerate().filter(|&(index, _)| !found[index]) {
        if annotation.label.kind.is_temporal() {
            timed.push(Timed { span: annotation.content, timex: None, tagged: Some(index) });
        } else if annotation.label.kind.is_name() {
            entities.push(Named {
                mention: from_tag(text, markup, annotation, authority),
                tag_type: annotation.label.kind,
                tagged: Some(index),
            });
        }
    }
    entities.sort_by_key(|n| (n.mention.span.start, std::cmp::Reverse(n.mention.span.end)));
    timed.sort_by_key(|t| (t.span.start, std::cmp::Reverse(t.span.end)));
    (entities, timed, covered)
}

enum Cover {
    /// This annotation tags exactly this mention.
    Same(usize),
    /// No tag touches it, or only tags inside it do.
    Free,
    /// A tag covers or crosses it.
    Hidden,
}

fn covering(markup: &Markup, span: Span, tag_type: TagType) -> Cover {
    let mut cover = Cover::Free;
    // Names and times stand inside what somebody said and inside what the news is from.
    let covers = |kind: TagType| !matches!(kind, TagType::Quote | TagType::Source);
    for (index, annotation) in markup.annotations.iter().enumerate().filter(|(_, a)| covers(a.label.kind)) {
        let content = annotation.content;
        if content == span {
            let same = annotation.label.kind == tag_type
                || annotation.label.kind.is_temporal() && tag_type.is_temporal();
            return if same { Cover::Same(index) } else { Cover::Hidden };
        }
        let inner = span.contains(content) && !tag_type.is_temporal();
        if annotation.outer.overlaps(span) && !inner {
            cover = Cover::Hidden;
        }
    }
    cover
}

/// The type that the records of a mention's name agree on: of events and works the detectors know nothing.
fn own_type(mention: &EntityMention, authority: Option<&Authority>) -> Option<TagType> {
    let own = mention.own.filter(|_| mention.rule == entities::OWN_RULE)?;
    authority?.meant(own.name).agreed().map(|record| record.record_type)
}

fn from_tag(
    text: &str,
    markup: &Markup,
    annotation: &Annotation,
    authority: Option<&Authority>,
) -> EntityMention {
    let content = annotation.content;
    let key = fold::fold(content.of(text));
    let own = authority.and_then(|records| records.name(&key)).map(|name| Found {
        name,
        span: content,
        hidden: false,
    });
    let inside = markup.annotations.iter().any(|other| {
        other.content != content
            && other.content.contains(content)
            && matches!(other.label.kind, TagType::Person | TagType::Org | TagType::Place)
    });
    EntityMention {
        span: content,
        entity_type: match annotation.label.kind {
            TagType::Person => EntityType::Person,
            TagType::Place => EntityType::Place,
            TagType::Group => EntityType::Group,
            TagType::Role => EntityType::Role,
            _ => EntityType::Org,
        },
        kind: annotation.label.place_kind.map_or("", tags::PlaceKind::as_str),
        record: None,
        key: key.into(),
        confidence: 1.0,
        rule: "tag",
        nested: inside,
        office: None,
        own,
    }
}

/// The tag that an entity type is written as.
pub const fn tag_type(entity_type: EntityType) -> TagType {
    match entity_type {
        EntityType::Person => TagType::Person,
        EntityType::Org => TagType::Org,
        EntityType::Place => TagType::Place,
        EntityType::Group => TagType::Group,
        EntityType::Role => TagType::Role,
    }
}
