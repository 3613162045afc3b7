//! Tags in text: which exist, what they mean, and how to write or remove them.
//!
//! Four dialects (NITF, TEI, HTML, Markdown) share one [`Label`]. [`scan`] reads the tags of all of them in any text,
//! however broken, and gives the plain text that detection sees with an exact map back. [`tag`], [`untag`] and
//! [`strip`] are edits over what the scan found. The invariant of the whole module: stripping what was tagged gives
//! back the original bytes, so an article cannot be harmed by annotating it.

mod addresses;
mod attributes;
mod bracket;
mod charref;
mod dialects;
mod element;
mod finish;
mod fit;
mod label;
mod line;
mod markup;
mod names;
mod open;
mod plain;
mod plan;
mod published;
mod region;
mod scanner;
mod syntax;
mod writer;

#[cfg(test)]
pub(crate) mod properties;
#[cfg(test)]
mod tests;

pub(crate) use addresses::{address, first_address, page, reference_at};
pub(crate) use attributes::write as write_attribute;
pub use dialects::Dialect;
pub(crate) use dialects::may_annotate;
pub(crate) use dialects::{MODIFIERS, schema_type};
pub use fit::{Misfit, Written, is_in_nitf, written};
pub use label::{Certainty, Label, PlaceKind, TagType};
pub use markup::{Annotation, Form, Markup, Meaning, Tag};
pub(crate) use names::is_block;
pub use plain::PlainText;
pub use published::{read_published, set_published};
pub use region::{Fence, Header, RawElement, Region};
pub use scanner::{line_ends_inside_tag, may_cut, scan};
pub use syntax::Syntax;
pub use writer::{Refusal, Tagged, strip, tag, untag, untag_all, untag_where};
