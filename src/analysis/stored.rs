//! Annotations that are stored beside the text, laid over what was detected: they say more than a guess, as tags in the
//! text do.

use super::document::Document;
use super::mention::{self, Mention, Subject, Time};
use crate::annotations::Annotation;
use crate::entities::EntityType;
use crate::tags::TagType;
use crate::temporal::Resolved;
use crate::text::{Span, fold};

/// Lays `annotations`, in order, over the mentions of the paragraph that holds them. `text` is the paragraph's, `start`
/// its first byte.
pub(super) fn lay_over<'a>(
    document: &Document,
    mentions: &mut Vec<Mention>,
    annotations: impl Iterator<Item = &'a Annotation>,
    start: usize,
    text: &str,
) {
    let mut names: Vec<Span> = Vec::new();
    for annotation in annotations {
        let Annotation { span, label, .. } = annotation;
        // Names and times stand inside what somebody said and inside what the news is from.
        if matches!(label.kind, TagType::Quote | TagType::Source) {
            continue;
        }
        let alike = |mention: &Mention| {
            mention.tag_type == label.kind || mention.tag_type.is_temporal() && label.kind.is_temporal()
        };
        let own = mentions.iter().position(|mention| mention.span == *span && alike(mention));
        let mut found = own.map(|index| mentions.swap_remove(index));
        mentions.retain(|mention| mention.tagged || !hides(annotation, mention));
        let nested = names.iter().any(|name| name.contains(*span) && name != span);
        if matches!(label.kind, TagType::Person | TagType::Org | TagType::Place) {
            names.push(*span);
        }
        if !label.kind.is_name() && !label.kind.is_temporal() {
            continue;
        }
        let mention = match found.take() {
            Some(mention) => mention,
            None => detected_nowhere(document, annotation, span_in(*span, start).of(text)),
        };
        mentions.push(tagged(mention, annotation, nested));
    }
    mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
}

const fn span_in(span: Span, start: usize) -> Span {
    Span::new(span.start - start, span.end - start)
}

/// True when an annotation covers or crosses a mention; one inside a name leaves the name alone.
fn hides(annotation: &Annotation, mention: &Mention) -> bool {
    let inner = mention.span.contains(annotation.span)
        && mention.span != annotation.span
        && !mention.tag_type.is_temporal();
    annotation.span.overlaps(mention.span) && !inner
}

/// The mention with what the annotation says of it.
fn tagged(mention: Mention, annotation: &Annotation, nested: bool) -> Mention {
    let label = &annotation.label;
    let subject = match mention.subject {
        Subject::Entity(mut entity) => {
            if let Some(reference) = &label.reference {
                entity.id = mention::entity_id(label.kind, Some(reference), "");
                entity.reference = Some(reference.clone());
            }
            Subject::Entity(entity)
        }
        Subject::Time(time) => match &label.value {
            Some(value) if *value != time.resolved.value => {
                Subject::Time(Time { resolved: mention::tagged_value(value, label.modifier.is_some()) })
            }
            _ => Subject::Time(time),
        },
    };
    Mention { tag_type: label.kind, tagged: true, nested, subject, ..mention }
}

/// A mention that only its annotation shows.
fn detected_nowhere(document: &Document, annotation: &Annotation, covered: &str) -> Mention {
    let label = &annotation.label;
    let subject = if label.kind.is_temporal() {
        let resolved = label
            .value
            .as_ref()
            .map_or_else(Resolved::default, |value| mention::tagged_value(value, label.modifier.is_some()));
        Subject::Time(Time { resolved })
    } else {
        let entity_type = match label.kind {
            TagType::Person => EntityType::Person,
            TagType::Place => EntityType::Place,
            TagType::Group => EntityType::Group,
            TagType::Role => EntityType::Role,
            _ => EntityType::Org,
        };
        Subject::Entity(mention::known_entity(document, label.kind, entity_type, &fold::fold(covered)))
    };
    Mention {
        span: annotation.span,
        tag_type: label.kind,
        confidence: 1.0,
        nested: false,
        tagged: true,
        shown: document.options().types.contains(&label.kind),
        rule: "tag",
        subject,
    }
}
