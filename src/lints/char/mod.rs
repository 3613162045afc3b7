//! Characters that nobody sees: they turn lines around, break words or come from a web page.

use super::Rule;

/// The rules of this group.
pub const RULES: &[Rule] = &[];
