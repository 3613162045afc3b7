//! Quotation marks, and who speaks between them.

mod marks;
mod mixed_styles;
mod no_attribution;
mod space_inside;
mod unbalanced;

use super::Rule;

/// The rules of this group.
pub const RULES: &[Rule] = &[mixed_styles::RULE, no_attribution::RULE, space_inside::RULE, unbalanced::RULE];
