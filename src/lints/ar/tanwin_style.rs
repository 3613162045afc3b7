//! `ar/tanwin-style`: an article writes the tanwin before the alef in one place (شكرًا) and on it in another (شكراً). Both
//! are right; a paper chooses one. Off unless the settings turn it on. The fix writes all as most paragraphs have it.

use crate::analysis::{Document, Fact, Options, Paragraph, Said};
use crate::lints::{Find, Finding, Fix, Rule, When};
use crate::text::{Edit, Span};
use smallvec::SmallVec;

/// The rule.
pub const RULE: Rule =
    Rule { name: "ar/tanwin-style", level: None, find: Find::Ledger { when: When::Differs, read, compare } };

const BEFORE: &str = "\u{64b}\u{627}";
const ON: &str = "\u{627}\u{64b}";

/// The places of one way of writing it in a paragraph's plain text.
fn places<'t>(text: &'t str, way: &'static str) -> impl Iterator<Item = Span> + 't {
    let found = memchr::memmem::find_iter(text.as_bytes(), way.as_bytes());
    let ends = move |at: usize| {
        let after = text.get(at + way.len()..).and_then(|rest| rest.chars().next());
        !after.is_some_and(|c| super::words::is_letter(c) || super::words::is_mark(c))
    };
    // Of two marks with an alef between them nobody knows which is meant.
    let alone = move |at: usize| !text[..at].ends_with('\u{64b}');
    found.filter(move |&at| ends(at) && alone(at)).map(move |at| Span::new(at, at + way.len()))
}

fn read(paragraph: &Paragraph, _: &Options, out: &mut Vec<Fact>) {
    let plain = &paragraph.markup.plain;
    if memchr::memmem::find(plain.text.as_bytes(), "\u{64b}".as_bytes()).is_none() {
        return;
    }
    let first = |(form, way)| places(&plain.text, way).next().map(|span| (span, form));
    let mut ways: SmallVec<[(Span, u64); 2]> = [(0, BEFORE), (1, ON)].into_iter().filter_map(first).collect();
    ways.sort_by_key(|(span, _)| span.start);
    out.extend(ways.into_iter().map(|(span, form)| Fact::new(0, form, plain.to_raw(span))));
}

fn compare(document: &Document, said: &[Said], out: &mut Vec<Finding>) {
    let count = |form: u64| said.iter().filter(|said| said.fact.form == form).count();
    let Some(first) = said.first() else { return };
    let usual = match count(0).cmp(&count(1)) {
        std::cmp::Ordering::Greater => 0,
        std::cmp::Ordering::Less => 1,
        std::cmp::Ordering::Equal => first.fact.form,
    };
    let Some(other) = said.iter().find(|said| said.fact.form != usual) else { return };
    let (wrong, right) = if usual == 0 { (ON, BEFORE) } else { (BEFORE, ON) };
    let mut edits = Vec::new();
    for said in said.iter().filter(|said| said.fact.form != usual) {
        let plain = &said.paragraph.markup.plain;
        edits.extend(places(&plain.text, wrong).map(|span| Edit {
            span: plain.to_raw(span).shifted(said.start),
            replacement: right.to_owned(),
        }));
    }
    let key = if usual == 0 { "ar/tanwin-style" } else { "ar/tanwin-style:on" };
    let fix = Fix { title: document.say("ar/tanwin-style:fix", &[]), edits, is_safe: true };
    out.push(Finding { fixes: vec![fix], ..RULE.finding(other.span(), document.say(key, &[])) });
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::tests::{check_mended as check, silent};

    #[test]
    fn two_ways_in_one_article_fire() {
        for (text, found, mended) in [
            ("شكرًا وعفواً", "اً", "شكرًا وعفوًا"),
            ("شكراً وعفوًا", "\u{64b}ا", "شكراً وعفواً"),
            ("شكراً\n\nعفواً\n\nأيضًا", "\u{64b}ا", "شكراً\n\nعفواً\n\nأيضاً"),
            ("شكرًا\n\nعفوًا\n\nأيضاً", "اً", "شكرًا\n\nعفوًا\n\nأيضًا"),
            ("أيضاً، شكرًا؛ عفوًا", "\u{64b}ا", "أيضاً، شكراً؛ عفواً"),
            ("مثلًا كبيراً.", "اً", "مثلًا كبيرًا."),
            ("يومًا\n\nعاماً\n\nشهرًا", "اً", "يومًا\n\nعامًا\n\nشهرًا"),
            ("(فوراً) حالًا", "\u{64b}ا", "(فوراً) حالاً"),
        ] {
            check(RULE.name, text, &[found], mended);
        }
    }

    #[test]
    fn one_way_is_left_alone() {
        silent(
            RULE.name,
            &[
                "شكرًا وعفوًا وأيضًا",
                "شكراً وعفواً وأيضاً",
                "شكرا وعفوا",
                "شكرا وعفوًا",
                "مدرسةً وشكرًا",
                "كتابٌ وقلمٍ وشكرًا",
                "هدىً وشكراً",
                "yes",
                "مساءً وشكراً",
            ],
        );
    }
}
