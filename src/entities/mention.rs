//! What the entity detectors find in one paragraph.

use crate::authority::Found;
use crate::lexicon::gazetteer::{Record, RecordType};
use crate::text::Span;
use std::sync::Arc;

/// The types of the annotation guideline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityType {
    /// A human being's name, without office or title.
    Person,
    /// An organisation's full name with its head noun.
    Org,
    /// A place's name.
    Place,
    /// A nationality or a people.
    Group,
    /// An office and what it is of.
    Role,
}

impl EntityType {
    /// What the gazetteer has records of under this type.
    pub const fn record_type(self) -> Option<RecordType> {
        match self {
            Self::Person => Some(RecordType::Person),
            Self::Org => Some(RecordType::Org),
            Self::Place => Some(RecordType::Place),
            Self::Group | Self::Role => None,
        }
    }
}

/// One name in a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct EntityMention {
    /// Where it stands in the paragraph, proclitics excluded.
    pub span: Span,
    /// What it is.
    pub entity_type: EntityType,
    /// The kind within the type: country, city, gov, armed; empty when unknown.
    pub kind: &'static str,
    /// The gazetteer's record of it, when it has one.
    pub record: Option<Record>,
    /// The folded name, which is what mentions of one entity share.
    pub key: Arc<str>,
    /// How sure, from 0 to 1: the threshold for showing is in `analysis`.
    pub confidence: f32,
    /// The rule that found it, for hover.
    pub rule: &'static str,
    /// It lies inside another mention.
    pub nested: bool,
    /// For a person: the office or title that stands before the name.
    pub office: Option<Span>,
    /// The name of the workspace's records that it is, or that it ends with.
    pub own: Option<Found>,
}

/// A word that would be a mention of a person if the article names somebody so in full elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShortName {
    /// Where it stands in the paragraph.
    pub span: Span,
    /// Hash of the folded word, to be looked up among the family names of the article.
    pub key: u64,
}

/// Everything found in one paragraph, in order of position.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Detected {
    /// Names that stand on their own evidence.
    pub mentions: Vec<EntityMention>,
    /// Words that need the rest of the article.
    pub short_names: Vec<ShortName>,
    /// Short names of the workspace's records: whether they mean them, the rest of the article tells.
    pub own_shorts: Vec<Found>,
}
