//! Arabic spelling: what a spelling checker that knows the language would mark, and nothing a careful editor writes on purpose.

mod alef_maqsura;
mod endings;
mod hamza;
mod latin_punctuation;
mod presentation_forms;
mod seats;
mod taa_marbuta;
mod tanwin_style;
mod tatweel;
mod verdict;
mod words;

use super::Rule;

/// The rules of this group.
pub const RULES: &[Rule] = &[
    alef_maqsura::RULE,
    hamza::RULE,
    latin_punctuation::RULE,
    presentation_forms::RULE,
    taa_marbuta::RULE,
    tanwin_style::RULE,
    tatweel::RULE,
];
