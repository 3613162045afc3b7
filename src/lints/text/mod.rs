//! Text that came into the article by accident: twice, or from the page around it.

use super::Rule;

/// The rules of this group.
pub const RULES: &[Rule] = &[];
