//! Characters that nobody sees: they turn lines around, break words or come from a web page.

mod bidi_control;
mod nbsp;
mod zero_width;

use super::Rule;

/// The rules of this group.
pub const RULES: &[Rule] = &[bidi_control::RULE, nbsp::RULE, zero_width::RULE];
