//! Quotation marks, and who speaks between them.

use super::Rule;

/// The rules of this group.
pub const RULES: &[Rule] = &[];
