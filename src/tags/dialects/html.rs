//! HTML with schema.org microdata.
//!
//! A named thing is an item of its own whose name is the text: `<span itemscope itemtype="https://schema.org/Person">`
//! around `<span itemprop="name">`. A reference that is one identifier with a public address stands in `itemid`, any other
//! in `data-ref`. Dates, times and durations that HTML's `datetime` can hold are `<time datetime>`; whatever HTML and
//! schema.org have no valid form for (groups, roles, sets, ranges, vague values) is `<span data-tag="…">`, since `itemprop`
//! outside an item and a free-form `datetime` are errors.

use super::value;
use crate::tags::addresses::{address, reference_at};
use crate::tags::{Certainty, Label, PlaceKind, TagType, attributes, attributes::Attributes};

/// schema.org types; the first that fits is the one written.
const TYPES: &[(&str, TagType, Option<PlaceKind>)] = &[
    ("Person", TagType::Person, None),
    ("Organization", TagType::Org, None),
    ("Place", TagType::Place, None),
    ("Country", TagType::Place, Some(PlaceKind::Country)),
    ("City", TagType::Place, Some(PlaceKind::City)),
    ("AdministrativeArea", TagType::Place, Some(PlaceKind::Region)),
    ("CivicStructure", TagType::Place, Some(PlaceKind::Facility)),
    ("Landform", TagType::Place, Some(PlaceKind::Geo)),
    ("Event", TagType::Event, None),
    ("CreativeWork", TagType::Work, None),
    ("State", TagType::Place, Some(PlaceKind::Region)),
    ("Airport", TagType::Place, Some(PlaceKind::Facility)),
    ("BodyOfWater", TagType::Place, Some(PlaceKind::Geo)),
    ("Mountain", TagType::Place, Some(PlaceKind::Geo)),
    ("NewsMediaOrganization", TagType::Org, None),
    ("GovernmentOrganization", TagType::Org, None),
    ("EducationalOrganization", TagType::Org, None),
    ("CollegeOrUniversity", TagType::Org, None),
    ("SportsOrganization", TagType::Org, None),
    ("SportsTeam", TagType::Org, None),
    ("PoliticalParty", TagType::Org, None),
    ("Corporation", TagType::Org, None),
    ("Airline", TagType::Org, None),
    ("NGO", TagType::Org, None),
    ("SportsEvent", TagType::Event, None),
    ("Book", TagType::Work, None),
    ("Movie", TagType::Work, None),
    ("Legislation", TagType::Work, None),
];

pub(super) fn open_and_close(label: &Label) -> (String, String) {
    if let Some(schema) = schema_type(label) {
        let mut open = "<span itemscope".to_owned();
        attributes::write(&mut open, "itemtype", &format!("https://schema.org/{schema}"));
        if let Some(reference) = &label.reference {
            match address(reference) {
                Some(address) => attributes::write(&mut open, "itemid", &address),
                None => attributes::write(&mut open, "data-ref", reference),
            }
        }
        write_common(&mut open, label);
        open.push_str("><span itemprop=\"name\">");
        return (open, "</span></span>".to_owned());
    }
    let value = label.value.as_deref().filter(|_| label.kind.is_temporal());
    let datetime =
        value.filter(|value| value::is_html_datetime(value) && value::kind_of(value) == label.kind);
    let name = if datetime.is_some() { "time" } else { "span" };
    let mut open = format!("<{name}");
    if let Some(value) = datetime {
        attributes::write(&mut open, "datetime", value);
    } else {
        attributes::write(&mut open, "data-tag", label.kind.as_str());
        if let Some(value) = label.value.as_ref().filter(|_| label.kind.has_value()) {
            attributes::write(&mut open, "data-value", value);
        }
    }
    if let Some(unit) = label.unit.as_ref().filter(|_| label.kind.is_quantity()) {
        attributes::write(&mut open, "data-unit", unit);
    }
    if let Some(modifier) = &label.modifier {
        attributes::write(&mut open, "data-mod", modifier);
    }
    if let Some(reference) = label.reference.as_ref().filter(|_| !label.kind.has_value()) {
        attributes::write(&mut open, "data-ref", reference);
    }
    write_common(&mut open, label);
    open.push('>');
    (open, format!("</{name}>"))
}

/// What any label may say.
fn write_common(open: &mut String, label: &Label) {
    let parts = [
        ("data-subtype", label.subtype.as_deref()),
        ("data-cert", label.cert.map(Certainty::as_str)),
        ("data-resp", label.resp.as_deref()),
    ];
    for (name, value) in parts {
        if let Some(value) = value {
            attributes::write(open, name, value);
        }
    }
}

/// The label with what any label may say.
fn with_common(label: Label, attributes: &Attributes<'_>) -> Label {
    Label {
        subtype: attributes.get("data-subtype").map(str::to_owned),
        cert: attributes.get("data-cert").and_then(Certainty::parse),
        resp: attributes.get("data-resp").map(str::to_owned),
        ..label
    }
}

/// The schema.org type of a label.
pub(crate) fn schema_type(label: &Label) -> Option<&'static str> {
    let place_kind = if label.kind == TagType::Place { label.place_kind } else { None };
    TYPES.iter().find(|row| row.1 == label.kind && row.2 == place_kind).map(|row| row.0)
}

fn reference(attributes: &Attributes<'_>) -> Option<String> {
    if let Some(reference) = attributes.get("data-ref") {
        return Some(reference.to_owned());
    }
    attributes.get("itemid").map(reference_at)
}

pub(super) fn read(name: &str, attributes: &Attributes<'_>) -> Option<Label> {
    if name.eq_ignore_ascii_case("time") {
        // TEI's <time> has no such attribute; a publication time is the document's, not the sentence's.
        let value = attributes.get("datetime")?;
        if attributes.has("pubdate") || attributes.has("itemprop") {
            return None;
        }
        let modifier = attributes.get("data-mod").map(str::to_owned);
        let value = value.trim();
        let label = Label { modifier, ..Label::new(value::kind_of(value)).with_value(value) };
        return Some(with_common(label, attributes));
    }
    if !name.eq_ignore_ascii_case("span") {
        return None;
    }
    if let Some(kind) = attributes.get("data-tag").and_then(TagType::parse) {
        let label = Label {
            value: attributes.get("data-value").map(str::to_owned),
            modifier: attributes.get("data-mod").map(str::to_owned),
            unit: attributes.get("data-unit").map(str::to_owned),
            reference: attributes.get("data-ref").map(str::to_owned),
            ..Label::new(kind)
        };
        return Some(with_common(label, attributes));
    }
    // With an itemprop the item says something about another one: an author, a publisher.
    if !attributes.has("itemscope") || attributes.has("itemprop") {
        return None;
    }
    let schema = attributes.get("itemtype")?.trim();
    let schema = schema.strip_prefix("https://").or_else(|| schema.strip_prefix("http://"))?;
    let schema = schema.strip_prefix("www.").unwrap_or(schema).strip_prefix("schema.org/")?;
    let (_, kind, place_kind) = *TYPES.iter().find(|(known, ..)| *known == schema)?;
    let label = Label { reference: reference(attributes), place_kind, ..Label::new(kind) };
    Some(with_common(label, attributes))
}

/// True for `<span itemprop="name">`, the inner half of an item written by us.
pub(super) fn is_name_property(name: &str, attributes: &Attributes<'_>) -> bool {
    name.eq_ignore_ascii_case("span") && attributes.get("itemprop") == Some("name")
}
