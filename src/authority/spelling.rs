//! How a name is spelled, as opposed to which word it is: what decides between two names that fold to one.
//!
//! Vowel marks, tatweel and bidi controls are not spelling, nor is the width of a space; hamza is.

use crate::text::fold::{self, Class, fold_char};
use crate::text::one_line;

const ALEF: char = '\u{627}';
const LAM: char = '\u{644}';

/// The name as it is spelled, for comparison.
pub fn bare(name: &str) -> String {
    let kept: String = name.chars().filter(|&c| fold_char(c).0 != Class::Ignorable).collect();
    one_line(&kept)
}

/// True when `written` spells `name`. `hidden` says that an alef which is not written precedes it, as in لل.
pub fn spells(written: &str, name: &str, hidden: bool) -> bool {
    let (written, name) = (bare(written), bare(name));
    if hidden { name.strip_prefix(ALEF) == Some(written.as_str()) } else { written == name }
}

/// True when `written` and `name` are the same word, however spelled.
pub fn folds_to(written: &str, name: &str, hidden: bool) -> bool {
    let (written, name) = (fold::fold(written), fold::fold(name));
    if hidden { name.strip_prefix(ALEF) == Some(written.as_str()) } else { written == name }
}

/// How `name` is written behind the text `before` it: its alef, and a third lam, are not written behind the
/// proclitic ل.
pub fn behind<'n>(before: &str, name: &'n str) -> &'n str {
    let mut chars = before.chars().rev().filter(|&c| fold_char(c).0 != Class::Ignorable);
    if chars.next() != Some(LAM) {
        return name;
    }
    let Some(rest) = name.strip_prefix(ALEF).filter(|rest| rest.starts_with(LAM)) else { return name };
    let stem = &rest[LAM.len_utf8()..];
    if stem.starts_with(LAM) { stem } else { rest }
}

#[cfg(test)]
mod tests {
    use super::{behind, folds_to, spells};

    #[test]
    fn marks_are_no_spelling_and_hamza_is() {
        for (written, name, hidden, spelled, folded) in [
            ("سُنبـلة", "سنبلة", false, true, true),
            ("إسكندر\u{a0}الوزّان", "إسكندر الوزان", false, true, true),
            ("اسكندر", "إسكندر", false, false, true),
            ("لسنبلة", "السنبلة", true, true, true),
            ("لسنبله", "السنبلة", true, false, true),
            ("قمحة", "سنبلة", false, false, false),
        ] {
            assert_eq!((spells(written, name, hidden), folds_to(written, name, hidden)), (spelled, folded));
        }
    }

    #[test]
    fn the_alef_of_the_article_is_not_written_behind_lam() {
        for (before, name, expected) in [
            ("ل", "السنبلة", "لسنبلة"),
            ("ل", "سنبلة", "سنبلة"),
            ("ب", "السنبلة", "السنبلة"),
            ("وَلِ", "اللوزية", "لوزية"),
            ("", "السنبلة", "السنبلة"),
            ("ل", "Sunbula", "Sunbula"),
        ] {
            assert_eq!(behind(before, name), expected);
        }
    }
}
