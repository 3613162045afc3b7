//! `num/phone-format`: a telephone number begins with 00 instead of a plus sign. Off by default: many newsrooms write it so.

use super::digits::digit;
use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Fix, Rule};
use crate::quantities::Kind;
use crate::text::{Edit, Span};

/// The rule.
pub const RULE: Rule = Rule { name: "num/phone-format", level: None, find: Find::Paragraph(find) };

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    for phone in paragraph.quantities.iter().filter(|quantity| quantity.kind == Kind::Phone) {
        let text = phone.span.of(&paragraph.text);
        let mut zeros = text.char_indices();
        let zero = |c: Option<(usize, char)>| {
            c.filter(|(_, c)| digit(*c).is_some_and(|(_, value)| value == 0)).map(|(at, c)| at + c.len_utf8())
        };
        let (Some(_), Some(end)) = (zero(zeros.next()), zero(zeros.next())) else { continue };
        let span = Span::new(phone.span.start, phone.span.start + end).shifted(start);
        let values = [("number", phone.value.as_str())];
        let fix = Fix {
            title: document.say("num/phone-format:fix", &values),
            edits: vec![Edit { span, replacement: "+".to_owned() }],
            is_safe: true,
        };
        let message = document.say("num/phone-format", &[]);
        out.push(Finding { fixes: vec![fix], ..RULE.finding(phone.span.shifted(start), message) });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::tests::{check, check_fix};

    #[test]
    fn a_number_with_zeros_fires() {
        for (text, expected) in [
            ("على الرقم 0012022773659 اليوم.", "0012022773659"),
            ("على الرقم0012022773659 اليوم.", "0012022773659"),
            ("على الرقم ٠٠١٢٠٢٢٧٧٣٦٥٩ اليوم.", "٠٠١٢٠٢٢٧٧٣٦٥٩"),
            ("اتصل بـ 00963 11 2345678.", "00963 11 2345678"),
            ("Call 0012022773659 now.", "0012022773659"),
            ("Call 00442079460958 now.", "00442079460958"),
            ("Call 0044 20 7946 0958 now.", "0044 20 7946 0958"),
            ("Call 0044-20-7946-0958 now.", "0044-20-7946-0958"),
        ] {
            check(RULE.name, text, &[expected]);
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "Call +12022773659 now.",
            "على الرقم +12022773659 اليوم.",
            "Call 202 277 3659 now.",
            "agent 007",
            "بلغ 12022773659 دينارا.",
            "عام 2016",
            "000",
            "0000000000000",
        ] {
            check(RULE.name, text, &[]);
        }
    }

    #[test]
    fn the_fix_writes_a_plus() {
        check_fix(RULE.name, 0, "على 0012022773659 اليوم.", "على +12022773659 اليوم.");
        check_fix(RULE.name, 0, "Call 0044 20 7946 0958 now.", "Call +44 20 7946 0958 now.");
    }
}
