//! TEI P5 names and dates.
//!
//! `@when` takes only what XML Schema knows as a date or time; other ISO values stand in `@when-iso`, whose characters
//! the schema restricts; what neither can hold (`2016-12-29TNI`, `XXXX-WXX-2`) stands in `@key`. Durations are `@dur` or
//! `@dur-iso`, intervals `@from` and `@to`. `@type` gives the type where the attributes do not show it, and with a
//! modifier always, since `@subtype` (the modifier) may not stand without it.

use super::value;
use crate::tags::{Certainty, Label, PlaceKind, TagType, attributes, attributes::Attributes};

struct Row(&'static str, Option<&'static str>, TagType, Option<PlaceKind>);

/// Element, `@type`, type, kind of place. The first row that fits is written; the last one that fits is read. Places
/// are written as `placeName`, which every TEI project reads, and read under their special names too.
const ELEMENTS: &[Row] = &[
    Row("persName", None, TagType::Person, None),
    Row("orgName", None, TagType::Org, None),
    Row("placeName", None, TagType::Place, None),
    Row("placeName", Some("country"), TagType::Place, Some(PlaceKind::Country)),
    Row("placeName", Some("city"), TagType::Place, Some(PlaceKind::City)),
    Row("placeName", Some("region"), TagType::Place, Some(PlaceKind::Region)),
    Row("placeName", Some("facility"), TagType::Place, Some(PlaceKind::Facility)),
    Row("placeName", Some("geo"), TagType::Place, Some(PlaceKind::Geo)),
    Row("country", None, TagType::Place, Some(PlaceKind::Country)),
    Row("settlement", None, TagType::Place, Some(PlaceKind::City)),
    Row("region", None, TagType::Place, Some(PlaceKind::Region)),
    Row("geogName", None, TagType::Place, Some(PlaceKind::Geo)),
    Row("name", Some("demonym"), TagType::Group, None),
    Row("roleName", None, TagType::Role, None),
    Row("eventName", None, TagType::Event, None),
    Row("title", None, TagType::Work, None),
    Row("objectName", None, TagType::Work, None),
    Row("said", None, TagType::Quote, None),
    Row("quote", None, TagType::Quote, None),
    Row("q", None, TagType::Quote, None),
    Row("rs", Some("source"), TagType::Source, None),
    Row("ref", Some("contact"), TagType::Contact, None),
    Row("name", Some("person"), TagType::Person, None),
    Row("name", Some("org"), TagType::Org, None),
    Row("name", Some("place"), TagType::Place, None),
    Row("rs", Some("group"), TagType::Group, None),
    Row("rs", Some("person"), TagType::Person, None),
    Row("rs", Some("org"), TagType::Org, None),
    Row("rs", Some("place"), TagType::Place, None),
];

pub(super) fn open_and_close(label: &Label) -> (String, String) {
    if label.kind.is_temporal() {
        return date(label);
    }
    if label.kind.is_quantity() {
        return quantity(label);
    }
    let place_kind = if label.kind == TagType::Place { label.place_kind } else { None };
    let row = ELEMENTS.iter().find(|row| row.2 == label.kind && row.3 == place_kind).unwrap_or(&ELEMENTS[0]);
    let mut open = format!("<{}", row.0);
    if let Some(kind) = row.1 {
        attributes::write(&mut open, "type", kind);
    }
    let reference = label.reference.as_ref().map(|reference| reference.replace('|', " "));
    let (name, pointer) = match label.kind {
        TagType::Quote => ("who", reference),
        TagType::Contact => ("target", label.value.clone()),
        _ => ("ref", reference),
    };
    if let Some(pointer) = pointer {
        attributes::write(&mut open, name, &pointer);
    }
    write_common(&mut open, label);
    open.push('>');
    (open, format!("</{}>", row.0))
}

/// What any label may say, in global attributes: `@ana` points to the newsroom's own type.
fn write_common(open: &mut String, label: &Label) {
    if let Some(subtype) = &label.subtype {
        attributes::write(open, "ana", &format!("#{subtype}"));
    }
    if let Some(cert) = label.cert {
        attributes::write(open, "cert", cert.as_str());
    }
    if let Some(resp) = &label.resp {
        attributes::write(open, "resp", &format!("#{resp}"));
    }
}

/// The label with what any label may say.
fn with_common(label: Label, attributes: &Attributes<'_>) -> Label {
    let target = |name: &str| {
        let first = attributes.get(name)?.split_ascii_whitespace().next()?;
        Some(first.strip_prefix('#').unwrap_or(first).to_owned())
    };
    Label {
        subtype: target("ana"),
        cert: attributes.get("cert").and_then(Certainty::parse),
        resp: target("resp"),
        ..label
    }
}

/// A number by itself is `<num>`; one with a unit, and a sum, is `<measure>`, whose type says which of the two it is.
fn quantity(label: &Label) -> (String, String) {
    let name = if label.kind == TagType::Number && label.unit.is_none() { "num" } else { "measure" };
    let mut open = format!("<{name}");
    if label.kind != TagType::Measure || label.modifier.is_some() {
        attributes::write(&mut open, "type", label.kind.as_str());
    }
    if let Some(modifier) = &label.modifier {
        attributes::write(&mut open, "subtype", &modifier.to_ascii_lowercase());
    }
    if let Some(value) = label.value.as_ref().filter(|value| value::is_decimal(value)) {
        attributes::write(&mut open, if name == "num" { "value" } else { "quantity" }, value);
    }
    if let Some(unit) = &label.unit {
        attributes::write(&mut open, "unit", unit);
    }
    write_common(&mut open, label);
    open.push('>');
    (open, format!("</{name}>"))
}

fn read_quantity(name: &str, attributes: &Attributes<'_>) -> Label {
    let written = attributes.get("type").and_then(TagType::parse).filter(|kind| kind.is_quantity());
    let shown = if name == "num" { TagType::Number } else { TagType::Measure };
    let get = |name: &str| attributes.get(name).map(str::to_owned);
    let label = Label {
        value: get(if name == "num" { "value" } else { "quantity" }),
        modifier: attributes.get("subtype").and_then(value::modifier),
        unit: get("unit"),
        ..Label::new(written.unwrap_or(shown))
    };
    with_common(label, attributes)
}

fn date(label: &Label) -> (String, String) {
    let name = if label.kind == TagType::Time { "time" } else { "date" };
    let mut carriers = String::new();
    let mut shown = None;
    if let Some(value) = &label.value {
        shown = write_value(&mut carriers, value);
    }
    let shown = shown.unwrap_or(if name == "time" { TagType::Time } else { TagType::Date });
    let mut open = format!("<{name}");
    if shown != label.kind || label.modifier.is_some() {
        attributes::write(&mut open, "type", label.kind.as_str());
    }
    if let Some(modifier) = &label.modifier {
        attributes::write(&mut open, "subtype", &modifier.to_ascii_lowercase());
    }
    open.push_str(&carriers);
    write_common(&mut open, label);
    open.push('>');
    (open, format!("</{name}>"))
}

/// Writes a value to the attribute that can hold it; says so when the attribute gives the type away.
fn write_value(out: &mut String, value: &str) -> Option<TagType> {
    if let Some(form) = value::to_w3c(value) {
        attributes::write(out, "when", &form);
    } else if value::is_w3c_duration(value) {
        attributes::write(out, "dur", value);
        return Some(TagType::Duration);
    } else if value.starts_with('P') && !value.contains('/') && value::is_iso_token(value) {
        attributes::write(out, "dur-iso", value);
        return Some(TagType::Duration);
    } else if !write_interval(out, value) {
        let name = if value::is_iso_token(value) { "when-iso" } else { "key" };
        attributes::write(out, name, value);
    }
    None
}

/// Writes `a/b` with open ends left out; false when no pair of attributes can hold it.
fn write_interval(out: &mut String, value: &str) -> bool {
    let Some((from, to)) = value.split_once('/') else { return false };
    if from == ".." && to == ".." {
        return false;
    }
    let ends = [("from", from), ("to", to)].map(|(name, end)| (name, end, end == "..", value::to_w3c(end)));
    if ends.iter().all(|(_, _, open, form)| *open || form.is_some()) {
        for (name, _, _, form) in &ends {
            if let Some(form) = form {
                attributes::write(out, name, form);
            }
        }
        return true;
    }
    let tokens = ends.iter().all(|(_, end, open, _)| *open || value::is_iso_token(end) && !end.contains('/'));
    if tokens {
        for (name, end, open, _) in &ends {
            if !open {
                attributes::write(out, &format!("{name}-iso"), end);
            }
        }
    }
    tokens
}

fn read_value(attributes: &Attributes<'_>) -> (Option<String>, bool) {
    if let Some(when) = attributes.get("when") {
        return (Some(value::from_w3c(when)), false);
    }
    if let Some(when) = attributes.get("when-iso") {
        return (Some(when.to_owned()), false);
    }
    if let Some(duration) = attributes.get("dur").or_else(|| attributes.get("dur-iso")) {
        return (Some(duration.to_owned()), true);
    }
    let end = |plain: &str, iso: &str| {
        attributes.get(plain).map(value::from_w3c).or_else(|| attributes.get(iso).map(str::to_owned))
    };
    let (from, to) = (end("from", "from-iso"), end("to", "to-iso"));
    if from.is_some() || to.is_some() {
        let or_open = |end: Option<String>| end.unwrap_or_else(|| "..".to_owned());
        return (Some(format!("{}/{}", or_open(from), or_open(to))), false);
    }
    (attributes.get("key").map(str::to_owned), false)
}

pub(super) fn read(name: &str, attributes: &Attributes<'_>) -> Option<Label> {
    if matches!(name, "date" | "time") {
        // HTML's <time> says its value otherwise, and may be no annotation at all.
        if attributes.has("datetime") {
            return None;
        }
        let (value, lasts) = read_value(attributes);
        let kind = attributes.get("type").and_then(TagType::parse).filter(|kind| kind.is_temporal());
        let shown = match name {
            "time" => TagType::Time,
            _ if lasts => TagType::Duration,
            _ => TagType::Date,
        };
        let modifier = attributes.get("subtype").and_then(value::modifier);
        return Some(with_common(Label { value, modifier, ..Label::new(kind.unwrap_or(shown)) }, attributes));
    }
    // NITF's <num> has attributes of its own, and is read before.
    if matches!(name, "measure" | "num") {
        return Some(read_quantity(name, attributes));
    }
    let written = attributes.get("type");
    let row = ELEMENTS.iter().rfind(|row| row.0 == name && (row.1.is_none() || row.1 == written))?;
    // @ref is a list of pointers; @key is the older way to say the same.
    let pointers = |name: &str| {
        let list = attributes.get(name)?;
        Some(list.split_ascii_whitespace().collect::<Vec<_>>().join("|"))
    };
    let mut label = Label { place_kind: row.3, ..Label::new(row.2) };
    match row.2 {
        TagType::Quote => label.reference = pointers("who"),
        TagType::Contact => label.value = attributes.get("target").map(str::to_owned),
        _ => label.reference = pointers("ref").or_else(|| pointers("key")),
    }
    Some(with_common(label, attributes))
}

/// True for the names of elements that mark annotations.
pub(super) fn names(name: &str) -> bool {
    matches!(name, "date" | "time" | "measure" | "num") || ELEMENTS.iter().any(|row| row.0 == name)
}

/// True for names that mean nothing else anywhere.
pub(super) fn owns(name: &str) -> bool {
    matches!(
        name,
        "persName"
            | "orgName"
            | "placeName"
            | "geogName"
            | "settlement"
            | "roleName"
            | "eventName"
            | "objectName"
    )
}
