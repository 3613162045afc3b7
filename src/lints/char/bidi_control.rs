//! `char/bidi-control`: an invisible character turns the direction of the text: an embedding, an override, an isolate
//! (U+202A to U+202E, U+2066 to U+2069). What a reader sees is then not what stands there, names are not found, and lines
//! break apart where only half of a pair is copied. The marks U+200E, U+200F and U+061C only lean on their neighbours, and
//! the joiners are letters' own: neither is reported.

use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Fix, Rule, Severity};
use crate::text::{Edit, Span};

/// The rule.
pub const RULE: Rule =
    Rule { name: "char/bidi-control", level: Some(Severity::Error), find: Find::Paragraph(find) };

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let plain = &paragraph.markup.plain;
    let controls = controls(&plain.text);
    for (span, inside) in groups(&controls) {
        let code = inside.first().map_or(0, |(_, c)| u32::from(*c));
        let values = [("code", format!("U+{code:04X}"))];
        let values = [(values[0].0, values[0].1.as_str())];
        let variant = if inside.len() == 1 { "char/bidi-control:one" } else { "char/bidi-control" };
        let raw = |at: usize, c: char| plain.to_raw(Span::new(at, at + c.len_utf8())).shifted(start);
        let fix = Fix {
            title: document.say("char/bidi-control:fix", &[]),
            edits: inside.iter().map(|&(at, c)| Edit::delete(raw(at, c))).collect(),
            is_safe: true,
        };
        let finding = RULE.finding(plain.to_raw(span).shifted(start), document.say(variant, &values));
        out.push(Finding { fixes: vec![fix], ..finding });
    }
}

/// The controls of a text, with their places. All begin with one byte, so that most texts cost a search for it.
fn controls(text: &str) -> Vec<(usize, char)> {
    let control = |at: usize| {
        let c = text.get(at..)?.chars().next()?;
        matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}').then_some((at, c))
    };
    memchr::memchr_iter(0xe2, text.as_bytes()).filter_map(control).collect()
}

/// The controls that belong together: a pair with all between, a run. Each with what it covers.
fn groups(controls: &[(usize, char)]) -> Vec<(Span, &[(usize, char)])> {
    // The last control that each one reaches.
    let mut reach: Vec<usize> = (0..controls.len()).collect();
    let mut open: Vec<(usize, bool)> = Vec::new();
    for (index, &(_, c)) in controls.iter().enumerate() {
        let isolates = matches!(c, '\u{2066}'..='\u{2069}');
        if !matches!(c, '\u{202c}' | '\u{2069}') {
            open.push((index, isolates));
        } else if let Some(at) = open.iter().rposition(|(_, other)| *other == isolates) {
            reach[open[at].0] = index;
            open.truncate(at);
        }
    }
    let mut out = Vec::new();
    let mut first = 0;
    while let Some(&(start, _)) = controls.get(first) {
        let (mut last, mut at) = (reach[first], first);
        let end = |index: usize| controls[index].0 + controls[index].1.len_utf8();
        while at <= last {
            last = last.max(reach[at]);
            // A run: the next one stands right behind.
            if at == last && controls.get(last + 1).is_some_and(|next| next.0 == end(last)) {
                last = reach[last + 1].max(last + 1);
            }
            at += 1;
        }
        out.push((Span::new(start, end(last)), &controls[first..=last]));
        first = last + 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::analysis::{Document, Options};
    use crate::lints::of_document;
    use crate::tags::Syntax;
    use crate::text::apply;

    fn check_in(syntax: Syntax, text: &str, expected: &[&str], mended: &str) {
        let find = |text: &str| {
            let found = of_document(&Document::of(text, Options { syntax, ..Options::default() }));
            found.into_iter().filter(|finding| finding.rule == RULE.name).collect::<Vec<_>>()
        };
        let found = find(text);
        assert_eq!(found.iter().map(|f| f.span.of(text)).collect::<Vec<_>>(), expected, "{text:?}");
        assert!(found.iter().all(|f| f.fixes.len() == 1 && f.fixes[0].is_safe));
        let edits: Vec<_> = found.into_iter().flat_map(|f| f.fixes).flat_map(|fix| fix.edits).collect();
        let after = apply(text, &edits);
        assert_eq!(after, mended);
        assert_eq!(find(&after), []);
    }

    fn check(text: &str, expected: &[&str], mended: &str) {
        check_in(Syntax::Plain, text, expected, mended);
    }

    #[test]
    fn embeddings_overrides_and_isolates_fire() {
        check("قال \u{202b}أحمد\u{202c} نعم", &["\u{202b}أحمد\u{202c}"], "قال أحمد نعم");
        check("a \u{202d}b c", &["\u{202d}"], "a b c");
        check("a \u{202e}b\u{202c}", &["\u{202e}b\u{202c}"], "a b");
        check("a \u{2067}b\u{2069} c", &["\u{2067}b\u{2069}"], "a b c");
        check("a \u{2068}b\u{2069} \u{2066}c\u{2069}", &["\u{2068}b\u{2069}", "\u{2066}c\u{2069}"], "a b c");
        check("a\u{202c} b", &["\u{202c}"], "a b");
        check("\u{202a}\u{202a}a", &["\u{202a}\u{202a}"], "a");
        check("\u{202b}a\n\nb\u{202c}", &["\u{202b}", "\u{202c}"], "a\n\nb");
    }

    #[test]
    fn pairs_and_runs_are_one_finding() {
        check(
            "\u{202b}a \u{202a}b\u{202c} c\u{202c} d",
            &["\u{202b}a \u{202a}b\u{202c} c\u{202c}"],
            "a b c d",
        );
        check("a\u{202b}\u{2066}b\u{2069}\u{202c}", &["\u{202b}\u{2066}b\u{2069}\u{202c}"], "ab");
        check("\u{2066}a\u{202b}b\u{2069}\u{202c}", &["\u{2066}a\u{202b}b\u{2069}\u{202c}"], "ab");
        check("a\u{202a}b\u{202c}\u{202a}c\u{202c}", &["\u{202a}b\u{202c}\u{202a}c\u{202c}"], "abc");
    }

    #[test]
    fn references_and_tags_are_minded() {
        check_in(
            Syntax::Html,
            "<p>a &#x202B;<b>b</b>&#x202C; c</p>",
            &["&#x202B;<b>b</b>&#x202C;"],
            "<p>a <b>b</b> c</p>",
        );
        check_in(Syntax::Html, "<p title=\"\u{202b}\">a</p>", &[], "<p title=\"\u{202b}\">a</p>");
    }

    #[test]
    fn marks_joiners_and_other_text_are_left_alone() {
        for text in [
            "قال\u{200f} نعم",
            "\u{200e}a",
            "می\u{200c}خواهم",
            "a\u{200d}b",
            "a\u{61c}b",
            "“a” – b… €5",
            "\u{feff}a",
            "a\u{200b}b",
            "سعر 5\u{a0}دولار",
            "",
        ] {
            check(text, &[], text);
        }
    }
}
