//! Dates that cannot be, contradict themselves or leave the reader to guess.

mod age_vs_birthdate;
mod dual_month_mismatch;
mod future_in_past_tense;
mod hijri_mismatch;
mod impossible;
mod midnight_ambiguous;
mod month_style;
mod range_reversed;
mod relative_unanchored;
mod shared;
mod stale_relative;
mod weekday_mismatch;
mod words;
mod year_missing;

pub use month_style::MonthStyle;
pub use relative_unanchored::first_from_now;

use super::Rule;

/// The rules of this group.
pub const RULES: &[Rule] = &[
    age_vs_birthdate::RULE,
    dual_month_mismatch::RULE,
    future_in_past_tense::RULE,
    hijri_mismatch::RULE,
    impossible::RULE,
    midnight_ambiguous::RULE,
    month_style::RULE,
    range_reversed::RULE,
    relative_unanchored::RULE,
    stale_relative::RULE,
    weekday_mismatch::RULE,
    year_missing::RULE,
];
