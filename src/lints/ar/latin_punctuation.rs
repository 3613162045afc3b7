//! `ar/latin-punctuation`: a Latin comma, semicolon or question mark behind an Arabic word, where Arabic has signs of its
//! own that look to the other side. Signs inside numbers and addresses, and before Latin text, are left alone.

use super::words;
use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Fix, Rule, Severity};
use crate::text::{Edit, Span};

/// The rule.
pub const RULE: Rule =
    Rule { name: "ar/latin-punctuation", level: Some(Severity::Hint), find: Find::Paragraph(find) };

/// Latin signs and the Arabic ones.
const SIGNS: [(u8, char); 3] = [(b',', '\u{60c}'), (b';', '\u{61b}'), (b'?', '\u{61f}')];

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let plain = &paragraph.markup.plain;
    let text = &plain.text;
    if !words::is_arabic(text) {
        return;
    }
    for at in memchr::memchr3_iter(b',', b';', b'?', text.as_bytes()) {
        let span = Span::new(at, at + 1);
        if !is_arabic(&text[..at], &text[at + 1..]) || words::is_in_address(text, span) {
            continue;
        }
        let Some((sign, right)) = SIGNS.iter().find(|(sign, _)| text.as_bytes()[at] == *sign) else {
            continue;
        };
        let raw = plain.to_raw(span).shifted(start);
        let (written, right) = (char::from(*sign).to_string(), right.to_string());
        let values = [("sign", written.as_str()), ("right", right.as_str())];
        let fix = Fix {
            title: document.say("ar/hamza:fix", &[("right", &right)]),
            edits: vec![Edit { span: raw, replacement: right.clone() }],
            is_safe: true,
        };
        let finding = RULE.finding(raw, document.say("ar/latin-punctuation", &values));
        out.push(Finding { fixes: vec![fix], ..finding });
    }
}

/// True when a sign between these texts is one of Arabic text.
fn is_arabic(before: &str, after: &str) -> bool {
    // Closing marks, spaces and other signs may stand between the word and its sign.
    let open = |c: char| {
        c.is_whitespace()
            || words::is_mark(c)
            || !c.is_alphanumeric() && !matches!(c, '/' | '\\' | '=' | '&' | '<')
    };
    let next = after.trim_start_matches(open).chars().next();
    let last = before.trim_end_matches(open).chars().next_back();
    let arabic = |c: char| words::is_letter(c);
    if next.is_some_and(|c| c.is_alphabetic() && !arabic(c)) {
        return false;
    }
    match last {
        Some(c) if arabic(c) => true,
        // Behind a number, only a sign that ends something before an Arabic word.
        Some(c) if c.is_numeric() => after.starts_with(char::is_whitespace) && next.is_some_and(arabic),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::tests::{check_mended as check, silent};

    #[test]
    fn latin_signs_in_arabic_text_fire() {
        for (text, signs, mended) in [
            ("قال نعم, ثم ذهب.", &[","][..], "قال نعم، ثم ذهب."),
            ("هل وصل?", &["?"], "هل وصل؟"),
            ("وصل; ثم غادر.", &[";"], "وصل؛ ثم غادر."),
            ("وصل , ثم غادر ?", &[",", "?"], "وصل ، ثم غادر ؟"),
            ("قال «نعم», ثم ذهب.", &[","], "قال «نعم»، ثم ذهب."),
            ("في عام 2016, وصل.", &[","], "في عام 2016، وصل."),
            ("الأحمر,الأخضر", &[","], "الأحمر،الأخضر"),
            ("كتبَ, قرأ", &[","], "كتبَ، قرأ"),
            ("هل جاء (سامر)?", &["?"], "هل جاء (سامر)؟"),
        ] {
            check(RULE.name, text, signs, mended);
        }
    }

    #[test]
    fn numbers_latin_text_and_addresses_are_left_alone() {
        silent(
            RULE.name,
            &[
                "بلغ 1,500 دولار",
                "بلغ ١,٥ مليون",
                "شركة (Apple, Inc.) الأميركية",
                "سامر, Samer",
                "https://example.org/?q=سامر هنا",
                "نعم، ثم ذهب؟ نعم؛ لا.",
                "Yes, he said; really?",
                "قال Apple, نعم",
                "",
            ],
        );
    }
}
