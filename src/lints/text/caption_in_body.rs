//! `text/caption-in-body`: a picture's caption stands between the paragraphs of an article. Off unless asked for: many desks
//! write captions into the text on purpose.

use crate::analysis::{Document, Paragraph};
use crate::lints::lines::{is_caption, lines};
use crate::lints::{Find, Finding, Rule};

/// The rule.
pub const RULE: Rule = Rule { name: "text/caption-in-body", level: None, find: Find::Paragraph(find) };

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let plain = &paragraph.markup.plain;
    for line in lines(&plain.text).filter(|line| is_caption(line.of(&plain.text))) {
        out.push(RULE.finding(plain.to_raw(line).shifted(start), document.say(RULE.name, &[])));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::tests;

    fn check(text: &str, expected: &[&str]) {
        tests::check(RULE.name, text, expected);
    }

    #[test]
    fn a_caption_between_paragraphs_is_found() {
        check(
            "وصل الوفد أمس.\n\nلقاء سابق في بيروت/وكالة الصحافة الفرنسية\n\nوغادر اليوم.\n",
            &["لقاء سابق في بيروت/وكالة الصحافة الفرنسية"],
        );
        check("He came.\n\nSmoke over the port (AFP)\n\nHe left.\n", &["Smoke over the port (AFP)"]);
        check("He came.\n\nPhoto: Jane Roe\n", &["Photo: Jane Roe"]);
    }

    #[test]
    fn running_text_is_left_alone() {
        check(
            "BEIRUT (AFP) - He came on Monday and left.\n\nقالت وكالة رويترز إنه عاد.\n\nHe said yes/no.\n",
            &[],
        );
    }
}
