//! The text as a whole: what stands twice, and what a web page left in it.

mod boilerplate;
mod caption_in_body;
mod duplicate_paragraph;

use super::Rule;

/// The rules of this group.
pub const RULES: &[Rule] = &[boilerplate::RULE, caption_in_body::RULE, duplicate_paragraph::RULE];
