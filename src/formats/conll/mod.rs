//! CoNLL-2003's columns: a token a line, a blank line between sentences, the tag in the last column.
//!
//! Written are four columns, as in CoNLL-2003: token, part of speech and chunk (`_`: not said), tag. Programs that know
//! the format look for the tag in the fourth or the last one, and for `-DOCSTART- -X- O O` above an article. Tags are
//! IOB2 ([`FORMAT`]) or BILOU ([`BILOU`]); IOB1 and BIOES are read too.
//!
//! Tokens hold neither nesting nor what stands between them: of annotations that overlap, the outermost is kept, and an
//! imported text has one space between tokens and a line a sentence.

#[cfg(test)]
mod properties;
mod read;
mod write;

use super::Format;
use crate::tags::TagType;

/// Tags in IOB2.
pub const FORMAT: Format = Format {
    name: "conll",
    endings: &["conll"],
    about: "CoNLL-2003 columns with IOB2 tags; types only, no nesting",
    write: Some(write::iob2),
    read: Some(read::read),
};

/// Tags in BILOU.
pub const BILOU: Format = Format {
    name: "bilou",
    endings: &["bilou"],
    about: "CoNLL-2003 columns with BILOU tags; types only, no nesting",
    write: Some(write::bilou),
    read: Some(read::read),
};

/// The line above an article.
const HEADER: &str = "-DOCSTART- -X- O O";

/// CoNLL's name of a type.
fn name(kind: TagType) -> &'static str {
    super::types::conll(kind)
}
