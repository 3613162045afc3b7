//! Arabic spelling: what a spelling checker that knows the language would mark, and nothing a careful editor writes on purpose.

use super::Rule;

/// The rules of this group.
pub const RULES: &[Rule] = &[];
