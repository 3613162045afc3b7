//! The vocabulary of tags: the built-in types with what each is and how it is written, and the finer types that it or a
//! workspace's own `tags.toml` knows.
//!
//! Types are fixed, since every format maps them; what a newsroom adds are subtypes of them. Both files have one form for
//! subtypes and one reader ([`parse`]). Nothing here does I/O.

mod built_in;
mod parse;

pub use built_in::{Type, built_in};
pub use parse::parse;

use crate::tags::TagType;

/// A finer type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subtype {
    /// The name that tags have.
    pub name: String,
    /// The built-in type that it is one of.
    pub kind: TagType,
    /// What people call it, by code of language.
    pub labels: Vec<(String, String)>,
}

impl Subtype {
    /// What it is called in a language; its name where nobody says.
    pub fn label(&self, language: &str) -> &str {
        self.labels.iter().find(|(code, _)| code == language).map_or(&self.name, |(_, label)| label)
    }
}

/// Finer types, in the order in which they stand in their file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    subtypes: Vec<Subtype>,
}

impl Vocabulary {
    /// The vocabulary of these subtypes.
    pub const fn new(subtypes: Vec<Subtype>) -> Self {
        Self { subtypes }
    }

    /// All subtypes.
    pub fn subtypes(&self) -> &[Subtype] {
        &self.subtypes
    }

    /// The types that have a subtype of this name.
    pub fn kinds_of<'v>(&'v self, name: &'v str) -> impl Iterator<Item = TagType> + 'v {
        self.subtypes.iter().filter(move |subtype| subtype.name == name).map(|subtype| subtype.kind)
    }

    /// The subtype of a type that has this name.
    pub fn subtype(&self, kind: TagType, name: &str) -> Option<&Subtype> {
        self.subtypes.iter().find(|subtype| subtype.kind == kind && subtype.name == name)
    }
}
