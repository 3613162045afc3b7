//! NITF 3.x enriched text.
//!
//! Its entity elements hold no other entity, so nested mentions are flattened by the writer. `idsrc`/`value` hold one
//! reference; further ones stand as `<alt-code>` at the element's beginning, as the schema provides. `chron` has one
//! attribute of its own, `norm`: values that IPTC's basic form cannot say (weeks, durations, ranges) stand there in ISO
//! form, and `class`, "an open placeholder for categorization", holds the modifier, the kind of place, and the type
//! where the value does not show it.

use super::value;
use crate::tags::{Label, PlaceKind, TagType, attributes, attributes::Attributes};

/// Element names and their types; the first of a type is the one written.
const ELEMENTS: &[(&str, TagType)] = &[
    ("person", TagType::Person),
    ("org", TagType::Org),
    ("location", TagType::Place),
    ("city", TagType::Place),
    ("sublocation", TagType::Place),
    ("classifier", TagType::Group),
    ("function", TagType::Role),
    ("event", TagType::Event),
    ("object.title", TagType::Work),
    ("chron", TagType::Date),
    ("num", TagType::Number),
    ("num", TagType::Measure),
    ("money", TagType::Money),
    ("q", TagType::Quote),
    ("classifier", TagType::Source),
    ("virtloc", TagType::Contact),
];

const GROUP: &str = "norp";
const SOURCE: &str = "source";
const MEASURE: &str = "measure";

pub(super) fn open_and_close(label: &Label) -> (String, String) {
    let kind = if label.kind.is_temporal() { TagType::Date } else { label.kind };
    let name = ELEMENTS.iter().find(|(_, k)| *k == kind).map_or("person", |(name, _)| name);
    let mut open = format!("<{name}");
    match label.kind {
        TagType::Group => attributes::write(&mut open, "type", GROUP),
        TagType::Source => attributes::write(&mut open, "type", SOURCE),
        _ => {}
    }
    let classes = classes(label);
    if !classes.is_empty() {
        attributes::write(&mut open, "class", &classes);
    }
    let unit = match label.kind {
        TagType::Money => "unit",
        _ => "units",
    };
    if let Some(written) = label.unit.as_ref().filter(|_| label.kind.is_quantity()) {
        attributes::write(&mut open, unit, written);
    }
    let mut further = String::new();
    if label.kind.is_temporal() {
        if let Some(value) = &label.value {
            attributes::write(&mut open, "norm", &value::to_norm(value));
        }
    } else if label.kind == TagType::Quote {
        if let Some(speaker) = &label.reference {
            attributes::write(&mut open, "quote-source", speaker);
        }
    } else if label.kind == TagType::Contact {
        if let Some(value) = &label.value {
            attributes::write(&mut open, "value", value);
        }
    } else if label.kind.is_quantity() {
        // What a number is worth stands in the text alone.
    } else if let Some(reference) = &label.reference {
        let (source, code) =
            if label.kind == TagType::Place { ("code-source", "location-code") } else { ("idsrc", "value") };
        let mut parts = reference.split('|');
        if let Some((id_source, id)) = parts.next().map(split) {
            if label.kind == TagType::Place {
                attributes::write(&mut open, code, id);
            }
            if !id_source.is_empty() {
                attributes::write(&mut open, source, id_source);
            }
            if label.kind != TagType::Place {
                attributes::write(&mut open, code, id);
            }
        }
        for (id_source, id) in parts.map(split) {
            further.push_str("<alt-code");
            attributes::write(&mut further, "idsrc", id_source);
            attributes::write(&mut further, "value", id);
            further.push_str("/>");
        }
    }
    open.push('>');
    open.push_str(&further);
    (open, format!("</{name}>"))
}

fn classes(label: &Label) -> String {
    let mut classes: Vec<String> = Vec::new();
    if label.kind.is_temporal() {
        if label.kind != value::kind_of(label.value.as_deref().unwrap_or_default()) {
            classes.push(label.kind.as_str().to_owned());
        }
        classes.extend(label.modifier.as_ref().map(|m| m.to_ascii_lowercase()));
    } else if label.kind == TagType::Place {
        classes.extend(label.place_kind.map(|kind| kind.as_str().to_owned()));
    } else if label.kind.is_quantity() {
        classes.extend((label.kind == TagType::Measure).then(|| MEASURE.to_owned()));
        classes.extend(label.modifier.as_ref().map(|m| m.to_ascii_lowercase()));
    }
    // The schema gives <function> no class.
    classes.extend(label.subtype.clone().filter(|_| label.kind != TagType::Role));
    classes.join(" ")
}

/// Source and code of one reference. A URL is a code without a source.
fn split(reference: &str) -> (&str, &str) {
    match reference.split_once(':') {
        Some((source, code)) if !source.is_empty() && !code.starts_with("//") => (source, code),
        _ => ("", reference),
    }
}

/// The reference in `idsrc` and `value`, or in a location's own attributes.
pub(super) fn reference(attributes: &Attributes<'_>) -> Option<String> {
    let code = attributes.get("value").or_else(|| attributes.get("location-code"))?;
    let source = attributes.get("idsrc").or_else(|| attributes.get("code-source")).unwrap_or_default();
    Some(if source.is_empty() { code.to_owned() } else { format!("{source}:{code}") })
}

pub(super) fn read(name: &str, attributes: &Attributes<'_>) -> Option<Label> {
    let (_, kind) = *ELEMENTS.iter().find(|(element, _)| *element == name)?;
    // TEI has an element of this name, and other attributes for it.
    if name == "num" && !attributes.has("units") && !attributes.has("class") {
        return None;
    }
    let mut label = Label::new(kind);
    let mut classes: Vec<&str> =
        attributes.get("class").unwrap_or_default().split_ascii_whitespace().collect();
    // What a class says besides what we say with it is a type of the newsroom's own.
    let mut take = |known: &dyn Fn(&str) -> bool| {
        classes.iter().position(|class| known(class)).map(|index| classes.remove(index))
    };
    match kind {
        TagType::Group => match attributes.get("type") {
            Some(GROUP) => label.reference = reference(attributes),
            Some(SOURCE) => {
                label.kind = TagType::Source;
                label.reference = reference(attributes);
            }
            _ => return None,
        },
        TagType::Date => {
            label.value = attributes.get("norm").map(value::from_norm);
            label.kind = value::kind_of(label.value.as_deref().unwrap_or_default());
            let temporal = |class: &str| TagType::parse(class).is_some_and(TagType::is_temporal);
            if let Some(kind) = take(&temporal).and_then(TagType::parse) {
                label.kind = kind;
            }
            label.modifier = take(&|class| value::modifier(class).is_some()).and_then(value::modifier);
        }
        TagType::Number | TagType::Money => {
            if kind == TagType::Number && take(&|class| class == MEASURE).is_some() {
                label.kind = TagType::Measure;
            }
            label.modifier = take(&|class| value::modifier(class).is_some()).and_then(value::modifier);
            label.unit =
                attributes.get(if kind == TagType::Money { "unit" } else { "units" }).map(str::to_owned);
        }
        TagType::Quote => label.reference = attributes.get("quote-source").map(str::to_owned),
        TagType::Contact => label.value = reference(attributes),
        _ => {
            label.reference = reference(attributes);
            if kind == TagType::Place {
                label.place_kind = match name {
                    "city" => Some(PlaceKind::City),
                    _ => take(&|class| PlaceKind::parse(class).is_some()).and_then(PlaceKind::parse),
                };
            }
        }
    }
    label.subtype = classes.first().map(|class| (*class).to_owned());
    Some(label)
}

/// True for the names of elements that mark annotations.
pub(super) fn names(name: &str) -> bool {
    ELEMENTS.iter().any(|(element, _)| *element == name)
}

/// True for names that mean nothing else anywhere.
pub(super) fn owns(name: &str) -> bool {
    matches!(name, "person" | "org" | "location" | "chron" | "object.title" | "classifier" | "function")
}
