//! `ar/tatweel`: the sign that lengthens a line stands inside a word. Searches miss such a word. Behind a proclitic (بـ«…»،
//! الـ50، لـ BBC) and in abbreviations (هـ، أ.ف.ب) it is how the language is written, and a line of nothing else is a rule.

use super::words;
use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Fix, Rule, Severity};
use crate::text::{Edit, Span};

/// The rule.
pub const RULE: Rule = Rule { name: "ar/tatweel", level: Some(Severity::Hint), find: Find::Paragraph(find) };

const TATWEEL: char = '\u{640}';

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let plain = &paragraph.markup.plain;
    let text = &plain.text;
    // Its bytes are D9 80: most texts have no 80.
    if memchr::memmem::find(text.as_bytes(), "\u{640}".as_bytes()).is_none() {
        return;
    }
    words::each(text, |word| {
        let source = word.span.of(text);
        if !source.contains(TATWEEL) || words::is_in_address(text, word.span) {
            return;
        }
        let edits = runs(source, &word.letters);
        if edits.is_empty() {
            return;
        }
        let raw = |span: Span| plain.to_raw(span.shifted(word.span.start)).shifted(start);
        let written: String = word.letters.iter().collect();
        let message = document.say("ar/tatweel", &[("right", &written)]);
        let fix = Fix {
            title: document.say("ar/hamza:fix", &[("right", &written)]),
            edits: edits.into_iter().map(|span| Edit::delete(raw(span))).collect(),
            is_safe: true,
        };
        let span = plain.to_raw(word.span).shifted(start);
        out.push(Finding { fixes: vec![fix], ..RULE.finding(span, message) });
    });
}

/// The runs of tatweel between two letters of a word, unless the letters before are proclitics.
fn runs(source: &str, letters: &[char]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut seen = 0;
    let mut run: Option<Span> = None;
    for (at, c) in source.char_indices() {
        if c == TATWEEL {
            let end = at + c.len_utf8();
            match &mut run {
                Some(run) if run.end == at => run.end = end,
                _ => {
                    out.extend(run.take().filter(|_| is_inside(letters, seen)));
                    run = Some(Span::new(at, end));
                }
            }
        } else if words::is_letter(c) {
            out.extend(run.take().filter(|_| is_inside(letters, seen)));
            seen += 1;
        }
    }
    out
}

/// True when a word's first `count` letters are more than proclitics, and others follow.
fn is_inside(letters: &[char], count: usize) -> bool {
    let before = &letters[..count.min(letters.len())];
    let article =
        before.strip_suffix(&['\u{627}', '\u{644}']).or_else(|| before.strip_suffix(&['\u{644}', '\u{644}']));
    let proclitics = article.unwrap_or(before);
    let glued = |c: &char| matches!(*c, '\u{648}' | '\u{641}' | '\u{628}' | '\u{644}' | '\u{643}');
    let short = proclitics.len() <= 2 && proclitics.iter().all(glued);
    count > 0 && count < letters.len() && !(short && (article.is_some() || !proclitics.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::tests::{check_mended as check, silent};

    #[test]
    fn tatweel_inside_a_word_fires() {
        for (text, word, mended) in [
            ("محـمد هنا", "محـمد", "محمد هنا"),
            ("الســـلام عليكم", "الســـلام", "السلام عليكم"),
            ("كـــرة القدم", "", "كـــرة القدم"),
            ("الجمهـورية", "الجمهـورية", "الجمهورية"),
            ("عـاجل الآن", "عـاجل", "عاجل الآن"),
            ("قرَّ ـ نعم سـامر", "سـامر", "قرَّ ـ نعم سامر"),
            ("مـَديـنة", "مـَديـنة", "مَدينة"),
            ("رياضـــة", "رياضـــة", "رياضة"),
            ("خـاص", "خـاص", "خاص"),
        ] {
            let words: Vec<&str> = [word].into_iter().filter(|word| !word.is_empty()).collect();
            check(RULE.name, text, &words, mended);
        }
    }

    #[test]
    fn what_the_language_writes_so_is_left_alone() {
        silent(
            RULE.name,
            &[
                "عام 1438 هـ",
                "بـ50 دولارا",
                "الـ20 من الشهر",
                "لـ«الحياة»",
                "لـ BBC",
                "بـ\"نعم\"",
                "ـ أولا",
                "ــــــــ",
                "وبـالقاهرة",
                "الـشرق",
                "قال أ ـ ب",
                "#محـمد",
                "محمد",
            ],
        );
    }
}
