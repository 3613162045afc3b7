//! `ar/taa-marbuta`: a word ends in ه where ة is meant. Only words that cannot end in the pronoun ه are told: those with the
//! article, and those whose rest is no word.

use super::endings;
use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Rule, Severity};

/// The rule.
pub const RULE: Rule =
    Rule { name: "ar/taa-marbuta", level: Some(Severity::Hint), find: Find::Paragraph(find) };

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    endings::find(&RULE, &[('\u{647}', '\u{629}')], document, start, paragraph, out);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::tests::{check_mended as check, silent};

    #[test]
    fn a_heh_for_a_taa_fires() {
        for (text, word, mended) in [
            ("زار المدينه أمس.", "المدينه", "زار المدينة أمس."),
            ("في الجامعه", "الجامعه", "في الجامعة"),
            ("أعلنت الحكومه قرارها.", "الحكومه", "أعلنت الحكومة قرارها."),
            ("بالمدرسه القديمة", "بالمدرسه", "بالمدرسة القديمة"),
            ("وصل إلى المحكمه، ثم غادر.", "المحكمه", "وصل إلى المحكمة، ثم غادر."),
            ("حكومه جديدة", "حكومه", "حكومة جديدة"),
            ("للحكومه", "للحكومه", "للحكومة"),
            ("الشركهْ", "الشركهْ", "الشركةْ"),
        ] {
            check(RULE.name, text, &[word], mended);
        }
    }

    #[test]
    fn pronouns_and_roots_are_left_alone() {
        silent(
            RULE.name,
            &[
                "التقى وزيره في مكتبه وقال له إنه سعيد.",
                "الوجه والمياه والفقه والشبه والكره والانتباه.",
                "مدرسته وجامعته وحكومته",
                "هذه المدينة وهذا الكتاب",
                "كتابه وعمله وبيته وسيارته",
                "الله والإله",
                "نظر إليه وفيه ومنه وعليه",
                "طه حسين وعبده خال",
                "#المدينه",
                "https://example.org/المدينه",
                "این مدینه است که در ایران",
            ],
        );
    }
}
