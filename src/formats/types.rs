//! What corpora and annotation tools call our types.
//!
//! Two schools: CoNLL's short names (PER, LOC) and OntoNotes' (PERSON, GPE, NORP), which spaCy has too. Both are written;
//! these and a few more are read, in any case of letters.

use crate::tags::{Label, PlaceKind, TagType};

/// Type, CoNLL's name, OntoNotes' name.
const NAMES: [(TagType, &str, &str); 17] = [
    (TagType::Person, "PER", "PERSON"),
    (TagType::Org, "ORG", "ORG"),
    (TagType::Place, "LOC", "LOC"),
    (TagType::Group, "NORP", "NORP"),
    (TagType::Role, "ROLE", "ROLE"),
    (TagType::Event, "EVENT", "EVENT"),
    (TagType::Work, "WORK", "WORK_OF_ART"),
    (TagType::Date, "DATE", "DATE"),
    (TagType::Time, "TIME", "TIME"),
    (TagType::Duration, "DURATION", "DURATION"),
    (TagType::Set, "SET", "SET"),
    (TagType::Number, "NUMBER", "CARDINAL"),
    (TagType::Money, "MONEY", "MONEY"),
    (TagType::Measure, "MEASURE", "QUANTITY"),
    (TagType::Quote, "QUOTE", "QUOTE"),
    (TagType::Source, "SOURCE", "SOURCE"),
    (TagType::Contact, "CONTACT", "CONTACT"),
];

/// Names that are read only.
const READ: &[(&str, TagType, Option<PlaceKind>)] = &[
    ("PERS", TagType::Person, None),
    ("ORGANIZATION", TagType::Org, None),
    ("ORGANISATION", TagType::Org, None),
    ("LOCATION", TagType::Place, None),
    ("GPE", TagType::Place, None),
    ("FAC", TagType::Place, Some(PlaceKind::Facility)),
    ("FACILITY", TagType::Place, Some(PlaceKind::Facility)),
    ("COUNTRY", TagType::Place, Some(PlaceKind::Country)),
    ("CITY", TagType::Place, Some(PlaceKind::City)),
    ("NATIONALITY", TagType::Group, None),
    ("OCC", TagType::Role, None),
    ("TITLE", TagType::Role, None),
    ("LAW", TagType::Work, None),
    ("PRODUCT", TagType::Work, None),
    ("TIMEX3", TagType::Date, None),
    ("PERCENT", TagType::Number, None),
    ("ORDINAL", TagType::Number, None),
];

/// CoNLL's name of a type.
pub fn conll(kind: TagType) -> &'static str {
    NAMES.iter().find(|row| row.0 == kind).map_or("MISC", |row| row.1)
}

/// OntoNotes' name of a type.
pub fn ontonotes(kind: TagType) -> &'static str {
    NAMES.iter().find(|row| row.0 == kind).map_or("MISC", |row| row.2)
}

/// What a label of a corpus means to us; none for one that means nothing here, such as MISC.
pub fn read(name: &str) -> Option<Label> {
    if let Some(kind) = TagType::ALL.into_iter().find(|kind| kind.as_str().eq_ignore_ascii_case(name)) {
        return Some(Label::new(kind));
    }
    let ours = NAMES.iter().find(|row| row.1.eq_ignore_ascii_case(name) || row.2.eq_ignore_ascii_case(name));
    if let Some(row) = ours {
        return Some(Label::new(row.0));
    }
    let row = READ.iter().find(|row| row.0.eq_ignore_ascii_case(name))?;
    Some(Label { place_kind: row.2, ..Label::new(row.1) })
}

#[cfg(test)]
mod tests {
    use super::{conll, ontonotes, read};
    use crate::tags::{PlaceKind, TagType};

    #[test]
    fn what_is_written_is_read() {
        for kind in TagType::ALL {
            for name in [conll(kind), ontonotes(kind), kind.as_str()] {
                assert_eq!(read(name).map(|label| label.kind), Some(kind), "{name}");
            }
        }
        assert_eq!(read("MISC"), None);
        assert_eq!(read("fac").and_then(|label| label.place_kind).map(PlaceKind::as_str), Some("facility"));
    }
}
