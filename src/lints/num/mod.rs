//! Numbers: their digits, their marks, and whether they add up.

mod digits;
mod glued_to_word;
mod mixed_digits;
mod percent_over_100_of_total;
mod phone_format;
mod separator;
mod sum_mismatch;
mod words;

use super::Rule;

/// The rules of this group.
pub const RULES: &[Rule] = &[
    glued_to_word::RULE,
    mixed_digits::RULE,
    percent_over_100_of_total::RULE,
    phone_format::RULE,
    separator::RULE,
    sum_mismatch::RULE,
];
