//! What a user can do at a place of an article: tag, tag as something else, tag all, resize, link, remove, reject, set the
//! date.
//!
//! Offering ([`offer`]) is cheap and says nothing of edits; what one action changes is worked out when it is chosen,
//! against the text as it is then: which annotations go and which come ([`change`]). The change becomes edits of the text
//! where tags stand in it, or annotations stored beside it; every action is one step that can be undone. None changes a
//! letter of the article, but the fixes of findings, which say what they write.

mod change;
mod inline;
mod offer;
mod resize;
mod selection;
mod stored;

pub use change::{Change, Mark, change};
pub use inline::edits;
pub use offer::{fix_all, offer};
pub use stored::store;

use crate::text::Span;
use serde::{Deserialize, Serialize};

/// Where an action belongs in an editor's menus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Mends the diagnostic under the cursor.
    QuickFix,
    /// Rewrites what is under the cursor.
    Rewrite,
    /// Works on the whole document.
    Source,
    /// Mends the whole document, so an editor may do it whenever it saves.
    FixAll,
}

/// How far a decision reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// This one mention.
    Here,
    /// All of this name and type in the document.
    Document,
    /// All in the workspace.
    Workspace,
}

/// What to do. Kept by the client between offering and choosing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "camelCase")]
pub enum Plan {
    /// Tag the mention that covers these bytes, as this type.
    Tag {
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
        /// The type's name.
        kind: String,
    },
    /// Tag these bytes as this type and subtype, whether anything was detected there or not; a tag of exactly them says
    /// so instead.
    TagAs {
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
        /// The type's name.
        kind: String,
        /// The name of the finer type.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        subtype: Option<String>,
    },
    /// Remove an annotation beside the text whose text is not found any more.
    RemoveStale {
        /// Its id.
        id: String,
    },
    /// Tag every mention of this entity.
    TagEntity {
        /// The entity's id.
        entity: String,
    },
    /// Tag every mention of this entity in all articles of the workspace.
    TagEverywhere {
        /// The entity's id.
        entity: String,
    },
    /// Tag everything detected between two bytes.
    TagRange {
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
    },
    /// Tag everything detected.
    TagAll,
    /// Remove the innermost tag at these bytes.
    Remove {
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
    },
    /// Tag everything detected with at least this confidence, in hundredths.
    TagAbove {
        /// Hundredths.
        confidence: u8,
    },
    /// Give the mention between two bytes a tag of this type with this reference, whatever it has now.
    Link {
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
        /// The type's name.
        kind: String,
        /// The reference.
        reference: String,
    },
    /// Tag these bytes in the place of the mention or tag at others.
    Resize {
        /// First byte of the mention or of what is tagged.
        start: usize,
        /// One past its last.
        end: usize,
        /// First byte to be tagged.
        to_start: usize,
        /// One past the last.
        to_end: usize,
    },
    /// Give all tags of this entity another type.
    RetypeEntity {
        /// The entity's id.
        entity: String,
        /// The type's name.
        kind: String,
    },
    /// Remove all tags of this entity.
    RemoveEntity {
        /// The entity's id.
        entity: String,
    },
    /// Never find the mention at these bytes again.
    Reject {
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
        /// `here`, `document` or `workspace`.
        scope: Scope,
    },
    /// Never say again what a rule says of the words at these bytes.
    Ignore {
        /// The rule.
        rule: String,
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
        /// `here`, `document` or `workspace`.
        scope: Scope,
    },
    /// Make all fixes that are right whenever their findings are.
    FixAll,
    /// Remove every tag.
    RemoveAll,
    /// Mend what a rule found at these bytes.
    Fix {
        /// The rule.
        rule: String,
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
        /// Which of its fixes.
        #[serde(default)]
        which: usize,
    },
    /// Make a record of the mention that covers these bytes in the workspace's authority file. It changes no article.
    AddRecord {
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
    },
    /// Write the publication date into the document.
    SetPublished {
        /// An ISO date.
        date: String,
    },
}

impl Plan {
    /// It changes what stands beside the text, and so is done by a command; all else is an edit. `beside` says whether the
    /// annotations are there.
    pub const fn is_command(&self, beside: bool) -> bool {
        match self {
            Self::Reject { .. }
            | Self::Ignore { .. }
            | Self::TagEverywhere { .. }
            | Self::RemoveStale { .. } => true,
            Self::Fix { .. } | Self::FixAll | Self::AddRecord { .. } => false,
            _ => beside,
        }
    }

    /// It changes many places at once.
    pub const fn is_bulk(&self) -> bool {
        matches!(
            self,
            Self::TagEntity { .. }
                | Self::TagEverywhere { .. }
                | Self::TagRange { .. }
                | Self::TagAll
                | Self::TagAbove { .. }
                | Self::RetypeEntity { .. }
                | Self::RemoveEntity { .. }
                | Self::RemoveAll
        )
    }
}

/// Something that can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What the menu says. Arabic comes last in it, so that it reads right in a menu of either direction.
    pub title: String,
    /// Where it belongs.
    pub kind: Kind,
    /// What it does.
    pub plan: Plan,
    /// The mention it tags or the finding it mends, for linking it to its diagnostic.
    pub mends: Option<Span>,
    /// The rule whose finding it mends.
    pub rule: Option<&'static str>,
}
