//! Names as gold sets and articles have them: the `entities` of a line, in code points.

use serde::Deserialize;

/// One name.
#[derive(Clone, Debug, Deserialize)]
pub struct Name {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Its type in the words of the set.
    #[serde(rename = "type")]
    pub kind: String,
    /// It lies inside another name: flat sets are scored without these.
    #[serde(default)]
    pub nested: bool,
}
