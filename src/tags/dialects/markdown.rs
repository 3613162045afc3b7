//! Pandoc's bracketed spans: `[text]{.person ref="wikidata:Q7747"}`, `[text]{.date value="2016-12-29" mod="START"}`.
//!
//! The class is the type's own name; `value`, `unit`, `mod`, `ref`, `kind`, `subtype`, `cert` and `resp` say the rest, in double quotes with backslash
//! escapes, as Pandoc reads them.

use crate::tags::{Certainty, Label, PlaceKind, TagType, attributes::Attributes};

pub(super) fn open_and_close(label: &Label) -> (String, String) {
    let mut close = format!("]{{.{}", label.kind.as_str());
    write(&mut close, "value", label.value.as_deref());
    write(&mut close, "unit", label.unit.as_deref());
    write(&mut close, "mod", label.modifier.as_deref());
    write(&mut close, "ref", label.reference.as_deref());
    if label.kind == TagType::Place {
        write(&mut close, "kind", label.place_kind.map(PlaceKind::as_str));
    }
    write(&mut close, "subtype", label.subtype.as_deref());
    write(&mut close, "cert", label.cert.map(Certainty::as_str));
    write(&mut close, "resp", label.resp.as_deref());
    close.push('}');
    ("[".to_owned(), close)
}

fn write(out: &mut String, name: &str, value: Option<&str>) {
    let Some(value) = value else { return };
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    for c in value.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
}

/// The type a class names.
pub(in crate::tags) fn class(class: &str) -> Option<TagType> {
    TagType::parse(class)
}

/// The label of a span of that class.
pub(in crate::tags) fn read(kind: TagType, attributes: &Attributes<'_>) -> Label {
    let get = |name: &str| attributes.get(name).map(str::to_owned);
    let place_kind = attributes.get("kind").and_then(PlaceKind::parse);
    Label {
        kind,
        value: get("value"),
        modifier: get("mod"),
        unit: get("unit"),
        reference: get("ref"),
        place_kind,
        subtype: get("subtype"),
        cert: attributes.get("cert").and_then(Certainty::parse),
        resp: get("resp"),
    }
}
