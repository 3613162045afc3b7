//! What a plan changes: which annotations go and which come, wherever they are kept.

use super::Plan;
use crate::analysis::{Document, Mention, Paragraph, of_quantity};
use crate::annotations::Annotation;
use crate::annotations::live::New;
use crate::tags::{self, Label, TagType};
use crate::text::Span;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// The annotations that go and those that come, in order. One that comes where another of a name stands takes its place.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// Those that go.
    pub remove: Vec<Mark>,
    /// Those that come.
    pub add: Vec<New>,
}

/// An annotation that is there: a tag in the text or one stored beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The annotated bytes of the document.
    pub span: Span,
    /// What it says.
    pub label: Label,
    /// Its id, when it is stored beside the text.
    pub id: Option<String>,
}

impl Mark {
    /// A tag of the paragraph that begins at byte `start`.
    pub(super) fn inline(start: usize, tag: &tags::Annotation) -> Self {
        Self { span: tag.content.shifted(start), label: tag.label.clone(), id: None }
    }

    /// An annotation that is stored beside the text.
    pub(super) fn stored(annotation: &Annotation) -> Self {
        let Annotation { id, span, label, .. } = annotation;
        Self { span: *span, label: label.clone(), id: Some(id.clone()) }
    }
}

/// All annotations of a document: the tags in the text, and what is stored beside it.
pub(super) fn marks(document: &Document) -> impl Iterator<Item = Mark> {
    let inline = document.paragraphs().flat_map(|(start, paragraph)| {
        paragraph.markup.annotations.iter().map(move |tag| Mark::inline(start, tag))
    });
    inline.chain(document.annotations().all().map(Mark::stored))
}

/// What a plan changes; nothing when the document has changed so that nothing is left to do.
pub fn change(document: &Document, plan: &Plan) -> Change {
    match plan {
        Plan::Tag { start, end, kind } => {
            let Some(kind) = TagType::parse(kind) else { return Change::default() };
            let span = Span::new(*start, *end);
            only_add(
                mentions_in(document, span).filter(|m| m.span == span).map(|m| new(&m, label_as(&m, kind))),
            )
        }
        Plan::TagAs { start, end, kind, subtype } => {
            let Some(kind) = TagType::parse(kind) else { return Change::default() };
            tag_as(document, Span::new(*start, *end), kind, subtype.as_ref())
        }
        Plan::RemoveStale { id } => {
            let lost = document.annotations().stale().filter(|(annotation, _)| annotation.id == *id);
            Change { remove: lost.map(|(annotation, _)| Mark::stored(annotation)).collect(), add: Vec::new() }
        }
        Plan::TagEntity { entity } | Plan::TagEverywhere { entity } => {
            only_add(of_entity(document, entity).filter(|m| !m.tagged).map(|mention| as_it_is(&mention)))
        }
        Plan::TagRange { start, end } => only_add(
            mentions_in(document, Span::new(*start, *end)).filter(wanted).map(|mention| as_it_is(&mention)),
        ),
        Plan::TagAll => {
            only_add(document.all_mentions().into_iter().filter(wanted).map(|mention| as_it_is(&mention)))
        }
        Plan::TagAbove { confidence } => {
            let least = f32::from(*confidence) / 100.0;
            let types = &document.options().types;
            let sure =
                |m: &Mention| !m.tagged && !m.nested && m.confidence >= least && types.contains(&m.tag_type);
            only_add(document.all_mentions().into_iter().filter(sure).map(|mention| as_it_is(&mention)))
        }
        Plan::RetypeEntity { entity, kind } => {
            let Some(kind) = TagType::parse(kind) else { return Change::default() };
            let tagged = of_entity(document, entity).filter(|m| m.tagged && m.tag_type != kind);
            only_add(tagged.map(|mention| new(&mention, label_as(&mention, kind))))
        }
        Plan::Link { start, end, kind, reference } => {
            let Some(kind) = TagType::parse(kind) else { return Change::default() };
            let span = Span::new(*start, *end);
            let remove: Vec<Mark> =
                marks(document).filter(|mark| mark.span == span && mark.label.kind.is_name()).collect();
            let mention = mentions_in(document, span).find(|mention| mention.span == span);
            let label = remove.first().map(|mark| mark.label.clone());
            let Some(label) = label.or_else(|| mention.map(|m| label_as(&m, kind))) else {
                return Change::default();
            };
            let label = Label { kind, reference: Some(reference.clone()), ..label };
            Change { remove, add: vec![New { span, label, rule: None }] }
        }
        Plan::Resize { start, end, to_start, to_end } => {
            resize(document, Span::new(*start, *end), Span::new(*to_start, *to_end))
        }
        Plan::Remove { start, end } => {
            let at = Span::new(*start, *end);
            let around = marks(document).filter(|mark| mark.span.contains(at));
            Change {
                remove: around.min_by_key(|mark| mark.span.len()).into_iter().collect(),
                add: Vec::new(),
            }
        }
        Plan::RemoveEntity { entity } => {
            let tagged = of_entity(document, entity).filter(|mention| mention.tagged);
            let spans: FxHashSet<(Span, TagType)> = tagged.map(|m| (m.span, m.tag_type)).collect();
            let theirs = |mark: &Mark| spans.contains(&(mark.span, mark.label.kind));
            Change { remove: marks(document).filter(theirs).collect(), add: Vec::new() }
        }
        Plan::RemoveAll => Change { remove: marks(document).collect(), add: Vec::new() },
        Plan::Reject { .. }
        | Plan::Ignore { .. }
        | Plan::Fix { .. }
        | Plan::FixAll
        | Plan::AddRecord { .. }
        | Plan::SetPublished { .. } => Change::default(),
    }
}

fn only_add(add: impl Iterator<Item = New>) -> Change {
    Change { remove: Vec::new(), add: add.collect() }
}

/// What stands at exactly these bytes gives what it knows: the tag, else what was detected.
fn tag_as(document: &Document, span: Span, kind: TagType, subtype: Option<&String>) -> Change {
    let Some((at, paragraph)) = whole(document, span) else { return Change::default() };
    let family = |other: TagType| {
        other == kind || other.is_name() && kind.is_name() || other.is_temporal() && kind.is_temporal()
    };
    let there = marks(document).filter(|mark| mark.span == span && family(mark.label.kind));
    let remove: Vec<Mark> = there.collect();
    let mention = mentions_in(document, span).find(|mention| mention.span == span);
    let quantity = paragraph.quantities.iter().find(|quantity| quantity.span.shifted(at) == span);
    let label = match (remove.first(), &mention) {
        (Some(mark), _) => mark.label.clone(),
        (None, Some(mention)) => label_as(mention, kind),
        (None, None) => quantity
            .and_then(of_quantity)
            .filter(|label| label.kind == kind)
            .unwrap_or_else(|| Label::new(kind)),
    };
    let label = Label { kind, subtype: subtype.cloned().or_else(|| label.subtype.clone()), ..label };
    if remove.iter().any(|mark| mark.label == label) {
        return Change::default();
    }
    let rule = mention.filter(|_| remove.is_empty()).map(|mention| mention.rule.to_owned());
    Change { remove, add: vec![New { span, label, rule }] }
}

/// The paragraph that holds all of a stretch, with its first byte; none of an empty stretch.
pub(super) fn whole(document: &Document, span: Span) -> Option<(usize, &Arc<Paragraph>)> {
    let (at, paragraph) = document.paragraph_at(span.start).filter(|_| !span.is_empty())?;
    Span::new(at, at + paragraph.text.len()).contains(span).then_some((at, paragraph))
}

fn resize(document: &Document, from: Span, to: Span) -> Change {
    let remove: Vec<Mark> = marks(document).filter(|mark| mark.span == from).collect();
    let mention = mentions_in(document, from).find(|mention| mention.span == from);
    let (label, rule) = match (remove.first(), mention) {
        (Some(mark), _) => (mark.label.clone(), None),
        // Other words have another value; a name keeps what it refers to.
        (None, Some(mention)) => {
            let label = mention.label();
            (Label { value: None, modifier: None, ..label }, Some(mention.rule.to_owned()))
        }
        (None, None) => return Change::default(),
    };
    if whole(document, to).is_none() {
        return Change::default();
    }
    Change { remove, add: vec![New { span: to, label, rule }] }
}

/// The mentions that touch a stretch of the document.
pub(super) fn mentions_in(document: &Document, range: Span) -> impl Iterator<Item = Mention> {
    document
        .paragraphs()
        .skip_while(move |(at, p)| at + p.text.len() < range.start)
        .take_while(move |(at, _)| *at <= range.end)
        .flat_map(|(at, p)| document.mentions_of(at, p))
        .filter(move |m| range.contains(m.span) || m.span.overlaps(range))
}

fn of_entity<'d>(document: &'d Document, entity: &'d str) -> impl Iterator<Item = Mention> + 'd {
    let is_it = move |id: &Arc<str>| **id == *entity;
    document.all_mentions().into_iter().filter(move |mention| mention.entity_id().is_some_and(is_it))
}

fn as_it_is(mention: &Mention) -> New {
    new(mention, mention.label())
}

fn new(mention: &Mention, label: Label) -> New {
    New { span: mention.span, label, rule: Some(mention.rule.to_owned()) }
}

/// What a bulk action tags: what is shown and not yet tagged.
pub(super) const fn wanted(mention: &Mention) -> bool {
    mention.shown && !mention.tagged
}

/// The label of a mention tagged as another type: what only the old type could say is left out.
fn label_as(mention: &Mention, kind: TagType) -> Label {
    let label = mention.label();
    if kind == mention.tag_type || kind.is_temporal() && mention.tag_type.is_temporal() {
        Label { kind, ..label }
    } else {
        Label::new(kind)
    }
}

#[cfg(test)]
mod tests {
    use crate::actions::{Plan, edits};
    use crate::analysis::{Document, Options};
    use crate::tags::Dialect;
    use crate::text::apply;

    #[test]
    fn all_tags_of_an_entity_go_where_two_begin_at_one_place_too() {
        let text = "<orgName ref=\"a:1\"><orgName ref=\"a:1\">سنبلة</orgName> الوادي</orgName> و<orgName ref=\"a:2\">وردة</orgName>";
        let document = Document::of(text, Options::default());
        let plan = Plan::RemoveEntity { entity: "a:1".to_owned() };
        let after = apply(text, &edits(&document, text, Dialect::Tei, &plan));
        assert_eq!(after, "سنبلة الوادي و<orgName ref=\"a:2\">وردة</orgName>");
    }
}
