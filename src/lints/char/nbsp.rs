//! `char/nbsp`: no-break spaces (U+00A0) in rows, at ends of lines and in blank lines: what is left of a web page. One in
//! running text is legitimate. A document's worth is one finding, at the first; the fix mends all.

use crate::analysis::{Document, Fact, Options, Paragraph, Said};
use crate::lints::{Find, Finding, Fix, Rule, Severity, When};
use crate::text::{Edit, Span};

/// The rule.
pub const RULE: Rule = Rule {
    name: "char/nbsp",
    level: Some(Severity::Info),
    find: Find::Ledger { when: When::Said, read, compare },
};

const NBSP: char = '\u{a0}';

/// A run of spaces that should be another, in bytes of the plain text.
struct Run {
    span: Span,
    /// It stands between words: one space stays.
    is_inside: bool,
}

/// The runs of a text that hold two no-break spaces, or one at the end of a line or in a blank one.
fn runs(text: &str) -> impl Iterator<Item = Run> + '_ {
    let bytes = text.as_bytes();
    let mut done = 0;
    memchr::memmem::find_iter(bytes, "\u{a0}".as_bytes()).filter_map(move |at| {
        if at < done {
            return None;
        }
        let space = |c: char| matches!(c, ' ' | '\t' | NBSP);
        let start = text[..at].trim_end_matches(space).len();
        let rest = text[at..].trim_start_matches(space);
        let end = text.len() - rest.len();
        done = end;
        let opens = text[..start].is_empty() || text[..start].ends_with(['\n', '\r']);
        let closes = rest.is_empty() || rest.starts_with(['\n', '\r']);
        let many = text[start..end].matches(NBSP).count() > 1;
        (many || closes).then_some(Run { span: Span::new(start, end), is_inside: !opens && !closes })
    })
}

fn read(paragraph: &Paragraph, _: &Options, out: &mut Vec<Fact>) {
    let plain = &paragraph.markup.plain;
    if let Some(first) = runs(&plain.text).next() {
        out.push(Fact::new(0, 0, plain.to_raw(first.span)));
    }
}

fn compare(document: &Document, said: &[Said], out: &mut Vec<Finding>) {
    let Some(first) = said.first() else { return };
    let mut edits = Vec::new();
    for said in said {
        let plain = &said.paragraph.markup.plain;
        edits.extend(runs(&plain.text).map(|run| Edit {
            span: plain.to_raw(run.span).shifted(said.start),
            replacement: if run.is_inside { " ".to_owned() } else { String::new() },
        }));
    }
    let fix = Fix { title: document.say("char/nbsp:fix", &[]), edits, is_safe: true };
    out.push(Finding { fixes: vec![fix], ..RULE.finding(first.span(), document.say("char/nbsp", &[])) });
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::tests::{check_mended as check, silent};

    #[test]
    fn runs_line_ends_and_blank_lines_fire_once() {
        for (text, found, mended) in [
            ("قال\u{a0}\u{a0}نعم", "\u{a0}\u{a0}", "قال نعم"),
            ("قال نعم\u{a0}\nثم ذهب", "\u{a0}", "قال نعم\nثم ذهب"),
            ("قال نعم.\u{a0}", "\u{a0}", "قال نعم."),
            ("قال\n\n\u{a0}\n\nنعم", "\u{a0}", "قال\n\n\n\nنعم"),
            ("a \u{a0} \u{a0}b", " \u{a0} \u{a0}", "a b"),
            ("a\n \u{a0}\u{a0} \nb", " \u{a0}\u{a0} ", "a\n\nb"),
            ("\u{a0}\u{a0}a b", "\u{a0}\u{a0}", "a b"),
            ("a\u{a0}\u{a0}b\n\nc\u{a0}\n\n\u{a0}\n\nd\u{a0}e", "\u{a0}\u{a0}", "a b\n\nc\n\n\n\nd\u{a0}e"),
            ("a\r\n\u{a0}\r\nb", "\u{a0}", "a\r\n\r\nb"),
            ("a \u{a0}", " \u{a0}", "a"),
        ] {
            check(RULE.name, text, &[found], mended);
        }
    }

    #[test]
    fn one_in_running_text_is_left_alone() {
        silent(
            RULE.name,
            &[
                "بلغ السعر 5\u{a0}دولارات",
                "29\u{a0}كانون\u{a0}الأول",
                "a\u{a0}b",
                "a \u{a0}b",
                "\u{a0}a",
                "a\u{a0}\u{2014} b",
                "a  b",
                "a\n\nb",
                "10\u{a0}%\n\n20\u{a0}%",
                "",
            ],
        );
    }
}
