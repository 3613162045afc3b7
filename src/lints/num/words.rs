//! The words that rules about numbers know: `seeds/lints/num.tsv`, folded.

use crate::text::fold;

include!(concat!(env!("OUT_DIR"), "/rule_words.rs"));

/// What a word is to these rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A brand or a product, which digits are rightly glued to.
    Model,
    /// What stands glued behind digits.
    Sign,
    /// What shares are shares of.
    Whole,
    /// What stands between a share and its whole.
    Of,
    /// What opens a list of all the parts of a number.
    Sum,
}

/// The role of a word.
pub(super) fn role(word: &str) -> Option<Role> {
    let folded = fold::fold(word);
    let index = WORDS.binary_search_by_key(&folded.as_str(), |(form, _)| form).ok()?;
    match WORDS[index].1 {
        "model" => Some(Role::Model),
        "sign" => Some(Role::Sign),
        "whole" => Some(Role::Whole),
        "of" => Some(Role::Of),
        "sum" => Some(Role::Sum),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Role, WORDS, role};

    #[test]
    fn every_word_has_a_role() {
        assert!(WORDS.iter().all(|(form, _)| role(form).is_some()));
        assert_eq!((role("كُوفيد"), role("Km"), role("بيت")), (Some(Role::Model), Some(Role::Sign), None));
    }
}
