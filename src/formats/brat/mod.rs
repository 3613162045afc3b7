//! brat's standoff: `NAME.txt`, which is exactly the article, and `NAME.ann` beside it.
//!
//! Offsets are code points, a CR counted as any other. `T` lines are annotations; one that runs over a line end is
//! written as brat writes it, in fragments, and its text has a space between them. `N` lines hold references, `A` lines
//! what comes out of a closed list (modifier, kind of place, certainty, and that a machine proposes it), `#` lines what
//! is free: brat lets an attribute have only values of its configuration, and takes others away when somebody edits the
//! annotation, but leaves a note alone. `annotation.conf` tells brat the types and attributes; it is the same for every
//! article.

#[cfg(test)]
mod properties;
mod read;
mod write;

use super::Format;

/// The format.
pub const FORMAT: Format = Format {
    name: "brat",
    endings: &["ann"],
    about: "brat's .ann beside the .txt; nested, with references and values",
    write: Some(write::write),
    read: Some(read::read),
};

/// Characters that one brat or another takes for the end of a line.
const fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// How brat joins the fragments of one annotation in the text it repeats.
const JOINT: &str = " ";

/// Prefixes of references, and what brat's configurations call those databases.
const DATABASES: [(&str, &str); 3] =
    [("wikidata", "Wikidata"), ("geonames", "GeoNames"), ("iso3166", "ISO3166")];

/// Attributes of closed lists.
mod attribute {
    pub const MODIFIER: &str = "Modifier";
    pub const PLACE_KIND: &str = "PlaceKind";
    pub const CERTAINTY: &str = "Certainty";
    pub const PROPOSED: &str = "Proposed";
}

/// Fields of a note.
mod field {
    pub const VALUE: &str = "value";
    pub const MODIFIER: &str = "mod";
    pub const UNIT: &str = "unit";
    pub const SUBTYPE: &str = "subtype";
    pub const RESPONSIBLE: &str = "resp";
    pub const REFERENCE: &str = "ref";
    pub const RULE: &str = "rule";
}

/// The type of our notes, as brat's own editor writes it.
const NOTE: &str = "AnnotatorNotes";
