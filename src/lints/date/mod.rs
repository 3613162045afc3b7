//! Dates that cannot be, contradict themselves or leave the reader to guess.

mod dual_month_mismatch;
mod hijri_mismatch;
mod impossible;
mod range_reversed;
mod relative_unanchored;
mod shared;
mod weekday_mismatch;

use super::Rule;

/// The rules of this group.
pub const RULES: &[Rule] = &[
    dual_month_mismatch::RULE,
    hijri_mismatch::RULE,
    impossible::RULE,
    range_reversed::RULE,
    relative_unanchored::RULE,
    weekday_mismatch::RULE,
];
