//! `text/boilerplate`: what a web page leaves between the paragraphs of an article: related topics, read more, share this.

use crate::analysis::{Document, Paragraph};
use crate::lints::lines::{is_blank, lines};
use crate::lints::phrases::{self, Kind, LONGEST};
use crate::lints::{Find, Finding, Fix, Rule, Severity};
use crate::text::{Edit, Span, fold};

/// The rule.
pub const RULE: Rule =
    Rule { name: "text/boilerplate", level: Some(Severity::Hint), find: Find::Paragraph(find) };

/// Marks around the phrase of a link or a button.
const MARKS: &[char] = &[
    '*', '-', '\u{2013}', '\u{2014}', '\u{2022}', '\u{bb}', '\u{ab}', '>', '<', '\u{203a}', '\u{2192}',
    '\u{2190}', '[', ']', '(', ')', '|', '.', '!', '\u{2026}', '#', '+',
];

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let plain = &paragraph.markup.plain;
    for line in lines(&plain.text) {
        if !is_remnant(line.of(&plain.text)) {
            continue;
        }
        let span = plain.to_raw(line);
        let message = document.say(RULE.name, &[]);
        let mut fixes = Vec::new();
        if plain.is_identity() {
            let behind = &paragraph.text[span.end..];
            let end = behind.find('\n').map_or(behind.len(), |at| at + 1);
            let edit = Edit {
                span: Span::new(span.start, span.end + end).shifted(start),
                replacement: String::new(),
            };
            fixes.push(Fix {
                title: document.say("text/boilerplate:fix", &[]),
                edits: vec![edit],
                is_safe: false,
            });
        }
        out.push(Finding { fixes, ..RULE.finding(span.shifted(start), message) });
    }
}

/// True for a line that is one of the phrases, or opens with one that opens lines or that a colon ends.
fn is_remnant(line: &str) -> bool {
    let around = |c: char| is_blank(c) || MARKS.contains(&c);
    let line = line.trim_matches(around);
    let mut phrase = String::new();
    let mut words = line.split(is_blank).filter(|word| !word.is_empty());
    for _ in 0..LONGEST {
        let Some(word) = words.next() else { return false };
        if !phrase.is_empty() {
            phrase.push(' ');
        }
        let bare = word.trim_end_matches([':', '\u{2026}']);
        for c in bare.chars() {
            let (class, folded) = fold::fold_char(c);
            if class != fold::Class::Ignorable {
                phrase.push(folded);
            }
        }
        let colon = bare.len() < word.len();
        let ends = line.ends_with(word) && words.clone().next().is_none();
        if phrases::is(&phrase, Kind::Start) || (colon || ends) && phrases::is(&phrase, Kind::Line) {
            return true;
        }
        if colon {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{RULE, is_remnant};
    use crate::analysis::{Document, Options};
    use crate::lints::of_document;

    #[test]
    fn remnants_fire() {
        for line in [
            "مواضيع ذات صلة:",
            "مواضيع ذات صلة",
            "اقرأ أيضا: الطقس غدا في المدن الكبرى",
            "إقرأ أيضاً",
            "يمكنكم التواصل معنا وإرسال الصور إلى موقعنا",
            "شارك هذا المقال",
            "تابعونا على فيسبوك",
            "Read more",
            "READ MORE: The storm that never came",
            "» Read also:",
            "Share this article",
            "Subscribe to our newsletter and never miss a story",
            "Advertisement",
            "Related Stories",
            "Follow us on Facebook",
        ] {
            assert!(is_remnant(line), "{line}");
        }
    }

    #[test]
    fn sentences_are_left_alone() {
        for line in [
            "اقرأ أيضا في الصفحة العاشرة من الكتاب ما كتبه المؤلف.",
            "المزيد من النازحين يصلون إلى المدينة",
            "شارك الوزير في الاجتماع",
            "إعلان الهدنة في المدينة",
            "Read more books, he told the children.",
            "Share prices fell on Monday",
            "Related crimes were not investigated.",
            "Comments by the minister angered many.",
            "",
            "***",
        ] {
            assert!(!is_remnant(line), "{line}");
        }
    }

    #[test]
    fn the_fix_takes_the_line_out() {
        let text = "One line here.\n\nRead more\n\nThe end.\n";
        let found: Vec<_> = of_document(&Document::of(text, Options::default()))
            .into_iter()
            .filter(|f| f.rule == RULE.name)
            .collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].span.of(text), "Read more");
        assert_eq!(crate::text::apply(text, &found[0].fixes[0].edits), "One line here.\n\n\nThe end.\n");
    }
}
