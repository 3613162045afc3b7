//! What detection finds, as proposed annotations in bytes of the document.

use super::{Document, Mention, Quotation};
use crate::annotations::{Annotation, Status};
use crate::quantities::{Kind, Quantity};
use crate::tags::{Label, TagType};
use crate::text::Span;

/// What is found in a document and not tagged yet: its mentions that are `wanted`, with `more` its quantities and
/// quotations too.
pub fn found(document: &Document, wanted: impl Fn(&Mention) -> bool, more: bool) -> Vec<Annotation> {
    let mut out: Vec<Annotation> = document
        .mentions()
        .filter(|mention| !mention.tagged && wanted(mention))
        .map(|mention| proposed(mention.span, mention.label(), Some(mention.rule)))
        .collect();
    if more {
        let quantities = document.quantities();
        out.extend(quantities.filter_map(|(span, q)| Some(proposed(span, of_quantity(q)?, None))));
        out.extend(document.quotations().map(|q| proposed(q.span, of_quotation(&q), None)));
    }
    out
}

fn proposed(span: Span, label: Label, rule: Option<&str>) -> Annotation {
    let rule = rule.map(str::to_owned);
    Annotation { status: Status::Proposed, rule, ..Annotation::new(String::new(), span, label) }
}

/// What a tag would say of a quantity; what both sides of a game have is no number of anything.
pub fn of_quantity(quantity: &Quantity) -> Option<Label> {
    let kind = match quantity.kind {
        Kind::Count | Kind::Percent => TagType::Number,
        Kind::Measure | Kind::Age => TagType::Measure,
        Kind::Money => TagType::Money,
        Kind::Phone => TagType::Contact,
        Kind::Score => return None,
    };
    let value = match quantity.kind {
        Kind::Phone => format!("tel:{}", quantity.value),
        _ => quantity.value.clone(),
    };
    let unit = match quantity.kind {
        // UCUM's year.
        Kind::Age => Some("a"),
        _ => quantity.unit,
    };
    Some(Label {
        unit: unit.map(str::to_owned),
        modifier: quantity.modifier.map(str::to_owned),
        ..Label::new(kind).with_value(value)
    })
}

/// What a tag would say of a quotation: that it is one, and whose.
pub fn of_quotation(quotation: &Quotation) -> Label {
    // An id that is no identifier elsewhere is the document's own.
    let speaker = quotation.speaker.as_deref().filter(|id| !id.contains(char::is_whitespace));
    Label { reference: speaker.map(str::to_owned), ..Label::new(TagType::Quote) }
}
