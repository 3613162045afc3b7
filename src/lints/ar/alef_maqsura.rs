//! `ar/alef-maqsura`: ى for ي or ي for ى at the end of a word, by the frequency of both spellings; words that may end in
//! either (على، علي) are left alone. Off: papers of Egypt and Sudan leave the dots off on purpose.

use super::endings;
use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Rule};

/// The rule.
pub const RULE: Rule = Rule { name: "ar/alef-maqsura", level: None, find: Find::Paragraph(find) };

const YEH: char = '\u{64a}';
const MAQSURA: char = '\u{649}';

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    endings::find(&RULE, &[(MAQSURA, YEH), (YEH, MAQSURA)], document, start, paragraph, out);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::tests::{check_mended as check, silent};

    #[test]
    fn the_other_letter_fires() {
        for (text, word, mended) in [
            ("المجلس السياسى أمس", "السياسى", "المجلس السياسي أمس"),
            ("فى المدينة", "فى", "في المدينة"),
            ("الرجل الذى وصل", "الذى", "الرجل الذي وصل"),
            ("المستشفي القديم", "المستشفي", "المستشفى القديم"),
            ("مرة أخري", "أخري", "مرة أخرى"),
            ("حتي الآن", "حتي", "حتى الآن"),
            ("القانون الدولى", "الدولى", "القانون الدولي"),
            ("قصف مبني ومستشفي", "ومستشفي", "قصف مبني ومستشفى"),
        ] {
            check(RULE.name, text, &[word], mended);
        }
    }

    #[test]
    fn right_and_open_words_are_left_alone() {
        silent(
            RULE.name,
            &[
                "على الطاولة وعلي هنا وعليّ أن أذهب",
                "إلى المستشفى حتى المساء",
                "في الدولة التي زارها السياسي",
                "موسى وعيسى ومصطفى",
                "جرى اللقاء وجري الخيل",
                "سوى ذلك وسوي الخلقة",
                "نهى عن وينهي",
                "مدني وعسكري وقوي",
                "#السياسى",
                "این سیاسى است که در",
            ],
        );
    }
}
