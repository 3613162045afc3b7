//! Phrases of the lines around an article's text, `seeds/lints/lines/`: captions, bylines, remnants of web pages.

use crate::lexicon::hash::hash;

/// What a phrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Ends a caption: whose picture.
    Agency,
    /// Opens a line about a picture.
    Picture,
    /// Opens a line that says who wrote.
    Author,
    /// A remnant of a web page, as a whole line.
    Line,
    /// A remnant of a web page, at the head of its line.
    Start,
}

include!(concat!(env!("OUT_DIR"), "/phrases.rs"));

/// True when a folded phrase is of a kind.
pub fn is(folded: &str, kind: Kind) -> bool {
    PHRASES.binary_search(&(hash(folded), kind)).is_ok()
}
