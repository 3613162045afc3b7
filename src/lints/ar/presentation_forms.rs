//! `ar/presentation-forms`: letters in the shapes that old programs and PDF files store (U+FB50 to U+FDFF, U+FE70 to
//! U+FEFC). They look right, but no search finds the word and no rule knows it. The ligatures of whole phrases (ﷲ، ﷺ، ﷼) and
//! the ornate brackets are written on purpose.

use super::words;
use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Fix, Rule, Severity};
use crate::text::{Edit, Span};
use icu_normalizer::ComposingNormalizerBorrowed;

/// The rule.
pub const RULE: Rule =
    Rule { name: "ar/presentation-forms", level: Some(Severity::Hint), find: Find::Paragraph(find) };

/// A message shows no more of a run than this.
const SHOWN: usize = 40;

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let plain = &paragraph.markup.plain;
    let bytes = plain.text.as_bytes();
    if memchr::memchr(0xef, bytes).is_none() {
        return;
    }
    for span in runs(&plain.text) {
        if words::is_in_address(&plain.text, span) {
            continue;
        }
        let raw = plain.to_raw(span);
        let right = letters(span.of(&plain.text));
        let shown: String = right.chars().take(SHOWN).collect();
        let message = document.say("ar/presentation-forms", &[("right", &shown)]);
        let finding = RULE.finding(raw.shifted(start), message);
        // Markup inside would be lost.
        let whole = raw.len() == span.len();
        let fix = Fix {
            title: document.say("ar/hamza:fix", &[("right", &shown)]),
            edits: vec![Edit { span: raw.shifted(start), replacement: right }],
            is_safe: true,
        };
        out.push(Finding { fixes: if whole { vec![fix] } else { Vec::new() }, ..finding });
    }
}

const fn is_form(c: char) -> bool {
    matches!(c, '\u{fb50}'..='\u{fbb1}' | '\u{fbd3}'..='\u{fd3d}' | '\u{fd50}'..='\u{fdc7}' | '\u{fe70}'..='\u{fefc}')
}

/// The runs of such letters, with the spaces between them.
fn runs(text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut gap = false;
    for (at, c) in text.char_indices() {
        if is_form(c) {
            let end = at + c.len_utf8();
            match out.last_mut() {
                Some(last) if last.end == at || gap => last.end = end,
                _ => out.push(Span::new(at, end)),
            }
            gap = true;
        } else if !matches!(c, ' ' | '\u{a0}' | '\u{640}' | '\u{64b}'..='\u{652}') {
            gap = false;
        }
    }
    out
}

/// The letters that the shapes are of. The shapes of vowel marks are compatible with a space and the mark: the space was
/// never meant.
fn letters(shapes: &str) -> String {
    let normalizer = ComposingNormalizerBorrowed::new_nfkc();
    let mut out = String::with_capacity(shapes.len());
    for c in shapes.chars() {
        let whole = normalizer.normalize_iter(std::iter::once(c));
        if is_form(c) {
            out.extend(whole.filter(|c| *c != ' '));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::tests::{check_mended as check, silent};

    #[test]
    fn shapes_fire() {
        for (text, word, mended) in [
            ("ﻣﺤﻤﺪ هنا", "ﻣﺤﻤﺪ", "محمد هنا"),
            ("قال ﺍﻟﺮﺋﻴﺲ ﺍﻟﺴﻮﺭﻱ نعم", "ﺍﻟﺮﺋﻴﺲ ﺍﻟﺴﻮﺭﻱ", "قال الرئيس السوري نعم"),
            ("سـﻼم", "ﻼ", "سـلام"),
            ("ﻻ أحد", "ﻻ", "لا أحد"),
            ("ﻓﻲ، ﺛﻢ", "ﻓﻲ", "في، ﺛﻢ"),
            ("ﭘ", "ﭘ", "پ"),
            ("ﺁﺧﺮ", "ﺁﺧﺮ", "آخر"),
            ("ﻛﺘﺐ\u{fe77}", "ﻛﺘﺐ\u{fe77}", "كتبـ\u{64e}"),
        ] {
            if text.contains('،') {
                check(RULE.name, text, &["ﻓﻲ", "ﺛﻢ"], "في، ثم");
            } else {
                check(RULE.name, text, &[word], mended);
            }
        }
    }

    #[test]
    fn letters_and_ornaments_are_left_alone() {
        silent(
            RULE.name,
            &[
                "محمد",
                "النبي ﷺ",
                "ﷲ",
                "100 ﷼",
                "﴿آية﴾",
                "\u{feff}محمد",
                "\u{fd3e}آية\u{fd3f}",
                "ﬁne",
                "ＡＢＣ",
                "#ﻣﺤﻤﺪ",
            ],
        );
    }
}
