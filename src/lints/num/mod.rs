//! Numbers: their digits, their marks, and whether they add up.

use super::Rule;

/// The rules of this group.
pub const RULES: &[Rule] = &[];
