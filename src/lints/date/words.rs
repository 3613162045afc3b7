//! The words that the rules of dates look for beside times (`seeds/lints/date.tsv`).

use crate::text::fold;

/// What a word beside a time says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Two times are compared, or something goes back.
    Compares,
    /// Somebody was born then.
    Birth,
    /// The years of a range follow.
    Range,
    /// A weekday falls on the date that follows.
    Falls,
    /// The date that follows is the day of the one before in another calendar.
    Same,
    /// What follows in quotation marks is a name or a title.
    Title,
    /// The name of a newspaper or of a channel follows, with marks or without.
    Outlet,
    /// What is counted is counted in the day that follows: five hours in the day.
    Per,
}

include!(concat!(env!("OUT_DIR"), "/date_words.rs"));

/// The word has this role, perhaps behind one or two letters that are glued to it.
pub(super) fn has_role(word: &str, role: Role) -> bool {
    let word = fold::fold(word);
    let mut stem = word.as_str();
    (0..=GLUED).any(|_| {
        let from = WORDS.partition_point(|(form, _)| *form < stem);
        let known = WORDS[from..].iter().take_while(|(form, _)| *form == stem).any(|(_, is)| *is == role);
        let mut letters = stem.chars();
        if letters.next().is_some_and(|c| GLUE.contains(&c)) {
            stem = letters.as_str();
        }
        known
    })
}

/// Letters that may be glued to a word.
const GLUED: usize = 2;
/// و, ف, ب, ل, ك
const GLUE: [char; 5] = ['\u{648}', '\u{641}', '\u{628}', '\u{644}', '\u{643}'];

#[cfg(test)]
mod tests {
    use super::{Role, has_role};

    #[test]
    fn a_word_is_known_behind_its_proclitics() {
        for word in ["مقارنة", "بالمقارنة", "وبالمقارنة", "fell", "Fell"] {
            assert!(has_role(word, Role::Compares), "{word}");
        }
        for word in ["", "مقا", "fel", "ولد"] {
            assert!(!has_role(word, Role::Compares), "{word}");
        }
        assert!(has_role("وولد", Role::Birth) && has_role("born", Role::Birth));
    }
}
