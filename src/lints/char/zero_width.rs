//! `char/zero-width`: a character without width where it does nothing but break a word for searches: the zero-width space,
//! the word joiner, a byte order mark inside the text, a non-joiner at the edge of a word. Non-joiners inside words, joiners
//! and the direction marks have their uses.

use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Fix, Rule, Severity};
use crate::text::{Edit, Span};

/// The rule.
pub const RULE: Rule =
    Rule { name: "char/zero-width", level: Some(Severity::Hint), find: Find::Paragraph(find) };

const NON_JOINER: char = '\u{200c}';

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let plain = &paragraph.markup.plain;
    for span in runs(&plain.text, start == 0) {
        let raw = plain.to_raw(span).shifted(start);
        let code = span.of(&plain.text).chars().next().map_or(0, u32::from);
        let code = format!("U+{code:04X}");
        let message = document.say("char/zero-width", &[("code", &code)]);
        let fix = Fix {
            title: document.say("char/zero-width:fix", &[]),
            edits: vec![Edit::delete(raw)],
            is_safe: true,
        };
        out.push(Finding { fixes: vec![fix], ..RULE.finding(raw, message) });
    }
}

/// The runs of such characters. All begin with one of two bytes, so that most texts cost a search for these.
fn runs(text: &str, opens_document: bool) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for at in memchr::memchr2_iter(0xe2, 0xef, text.as_bytes()) {
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
        let end = at + c.len_utf8();
        let stray = match c {
            '\u{200b}' | '\u{2060}' => true,
            '\u{feff}' => !(opens_document && at == 0),
            NON_JOINER => {
                let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == NON_JOINER);
                !letter(before(text, at)) || !letter(text[end..].chars().next())
            }
            _ => false,
        };
        if !stray {
            continue;
        }
        match out.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => out.push(Span::new(at, end)),
        }
    }
    out
}

/// The character before a run of non-joiners and marks.
fn before(text: &str, at: usize) -> Option<char> {
    text[..at]
        .trim_end_matches(|c: char| c == NON_JOINER || matches!(c, '\u{64b}'..='\u{652}'))
        .chars()
        .next_back()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::tests::{check_mended as check, silent};

    #[test]
    fn stray_characters_fire() {
        for (text, found, mended) in [
            ("قال\u{200b} نعم", "\u{200b}", "قال نعم"),
            ("مح\u{200b}مد", "\u{200b}", "محمد"),
            ("a\u{2060}b", "\u{2060}", "ab"),
            ("a\u{feff}b", "\u{feff}", "ab"),
            ("\u{200b}\u{200b}a", "\u{200b}\u{200b}", "a"),
            ("قال\u{200c} نعم", "\u{200c}", "قال نعم"),
            ("\u{200c}قال", "\u{200c}", "قال"),
            ("a\n\n\u{feff}b", "\u{feff}", "a\n\nb"),
        ] {
            check(RULE.name, text, &[found], mended);
        }
    }

    #[test]
    fn what_has_its_use_is_left_alone() {
        silent(
            RULE.name,
            &[
                "می\u{200c}خواهم",
                "قال\u{200f} نعم\u{200e}",
                "ه\u{200d}",
                "\u{feff}قال",
                "“a” – b…",
                "👨\u{200d}👩",
                "a\u{ad}b",
                "ﷺ",
                "a\u{a0}b",
                "",
            ],
        );
    }
}
