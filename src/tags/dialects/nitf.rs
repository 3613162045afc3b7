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
];

const GROUP: &str = "norp";

pub(super) fn open_and_close(label: &Label) -> (String, String) {
    let kind = if label.kind.is_temporal() { TagType::Date } else { label.kind };
    let name = ELEMENTS.iter().find(|(_, k)| *k == kind).map_or("person", |(name, _)| name);
    let mut open = format!("<{name}");
    if label.kind == TagType::Group {
        attributes::write(&mut open, "type", GROUP);
    }
    let classes = classes(label);
    if !classes.is_empty() {
        attributes::write(&mut open, "class", &classes);
    }
    let mut further = String::new();
    if label.kind.is_temporal() {
        if let Some(value) = &label.value {
            attributes::write(&mut open, "norm", &value::to_norm(value));
        }
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
    }
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
    let mut label = Label::new(kind);
    let classes = attributes.get("class").unwrap_or_default().split_ascii_whitespace();
    match kind {
        TagType::Group if attributes.get("type") != Some(GROUP) => return None,
        TagType::Date => {
            label.value = attributes.get("norm").map(value::from_norm);
            label.kind = value::kind_of(label.value.as_deref().unwrap_or_default());
            for class in classes {
                match TagType::parse(class).filter(|kind| kind.is_temporal()) {
                    Some(kind) => label.kind = kind,
                    None => label.modifier = label.modifier.or_else(|| value::modifier(class)),
                }
            }
        }
        _ => {
            label.reference = reference(attributes);
            if kind == TagType::Place {
                label.place_kind = match name {
                    "city" => Some(PlaceKind::City),
                    _ => classes.into_iter().find_map(PlaceKind::parse),
                };
            }
        }
    }
    Some(label)
}

/// True for names that mean nothing else anywhere.
pub(super) fn owns(name: &str) -> bool {
    matches!(name, "person" | "org" | "location" | "chron" | "object.title" | "classifier" | "function")
}
