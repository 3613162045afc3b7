//! Tags and annotations: whether others can read them, and whether they say what the text says.

mod days;
mod invalid_for_dialect;
mod overlap;
pub mod stale_anchor;
mod tagged;
mod type_conflict;
mod unbalanced;
mod unknown;
mod unknown_ref;
mod value_contradicts_text;

use super::Rule;

/// The rules of this group.
pub const RULES: &[Rule] = &[
    invalid_for_dialect::RULE,
    overlap::RULE,
    stale_anchor::RULE,
    type_conflict::RULE,
    unbalanced::RULE,
    unknown::RULE,
    unknown_ref::RULE,
    value_contradicts_text::RULE,
];
