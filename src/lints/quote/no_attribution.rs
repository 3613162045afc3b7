//! `quote/no-attribution`: whole sentences are quoted, and nothing in the paragraph says who spoke them. Off by default: the
//! paragraph before often says it.

use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Rule};
use crate::quotes::Continues;

/// The rule.
pub const RULE: Rule = Rule { name: "quote/no-attribution", level: None, find: Find::Paragraph(find) };

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let told = |quote: &crate::quotes::Quote| !quote.seats.is_empty() || quote.continues != Continues::No;
    if paragraph.quotes.iter().any(told) {
        return;
    }
    // The first is enough: whoever speaks goes on.
    let quote = paragraph.quotes.first();
    out.extend(
        quote.map(|quote| RULE.finding(quote.span.shifted(start), document.say("quote/no-attribution", &[]))),
    );
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::tests::check;

    #[test]
    fn sentences_that_nobody_spoke_fire() {
        for text in [
            "\"لن نقبل أن يعود أحد منا إلى بيته قبل الصباح.\"",
            "«لن نقبل أن يعود أحد منا إلى بيته قبل الصباح».",
            "“لن نقبل أن يعود أحد منا إلى بيته قبل الصباح.”",
            "وكان المشهد حزينا. «لن نقبل أن يعود أحد منا إلى بيته قبل الصباح».",
            "“We will not let anybody go home before the morning.”",
            "\"We will not let anybody go home before the morning.\"",
            "The night was long. \"We will not let anybody go home before the morning.\"",
            "«لن نقبل أن يعود أحد منا إلى بيته قبل الصباح!»",
        ] {
            let open = text.find(['"', '«', '“']).unwrap();
            let end = text.rfind(['"', '»', '”']).unwrap();
            let end = text.ceil_char_boundary(end + 1);
            check(RULE.name, text, &[&text[open..end]]);
        }
    }

    #[test]
    fn what_somebody_spoke_is_left_alone() {
        for text in [
            "قال سامر القلمونجي: «لن نقبل أن يعود أحد منا إلى بيته قبل الصباح».",
            "قال متحدث باسم الوزارة: «لن نقبل أن يعود أحد منا إلى بيته قبل الصباح».",
            "«لن نقبل أن يعود أحد منا إلى بيته قبل الصباح»، قال سامر القلمونجي.",
            "وبحسب الوزير \"لن نقبل أن يعود أحد منا إلى بيته قبل الصباح\".",
            "\"We will not let anybody go home before the morning,\" he said.",
            "John Kerry said: “We will not let anybody go home before the morning.”",
            "صدرت روايته «دمشق بعد المطر».",
            "وصف القرار بـ«الكارثي».",
            "قال إنه \"سعيد\".",
        ] {
            check(RULE.name, text, &[]);
        }
    }
}
