//! Dates that cannot be, contradict themselves or leave the reader to guess.

use super::Rule;

/// The rules of this group.
pub const RULES: &[Rule] = &[];
