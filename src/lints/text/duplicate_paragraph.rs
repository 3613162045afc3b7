//! `text/duplicate-paragraph`: the same line or paragraph stands twice. Lines are compared without regard to white space;
//! short ones (a subhead, three stars), bylines, rows of a table and slogans may come again.

use crate::analysis::{Document, Fact, Options, Paragraph, Said};
use crate::lexicon::hash::{hash_with, mix};
use crate::lints::lines::{is_blank, is_byline, lines};
use crate::lints::{Find, Finding, Fix, Rule, Severity, When};
use crate::text::{Edit, Span};

/// The rule.
pub const RULE: Rule = Rule {
    name: "text/duplicate-paragraph",
    level: Some(Severity::Warning),
    find: Find::Ledger { when: When::Repeated, read, compare },
};

/// A line of fewer words may stand twice, and a slogan or refrain in quotation marks of fewer.
const FEWEST_WORDS: usize = 5;
const FEWEST_IN_QUOTES: usize = 14;
/// And so may one of fewer letters: figures, a row of abbreviations.
const FEWEST_LETTERS: usize = 18;
/// A line of more bytes is no line of an article, and may be a piece of one that was cut somewhere (`analysis/split.rs`).
const LONGEST: usize = 16 * 1024;
/// Keys of whole paragraphs of several lines; those of lines are even.
const WHOLE: u64 = 1;

fn read(paragraph: &Paragraph, _: &Options, out: &mut Vec<Fact>) {
    let plain = &paragraph.markup.plain;
    let before = out.len();
    let (mut whole, mut covered): (u64, Option<Span>) = (0, None);
    let mut count = 0;
    for line in lines(&plain.text).filter(|line| line.len() <= LONGEST) {
        let key = key(line.of(&plain.text));
        whole = mix(whole, key);
        count += 1;
        covered = Some(Span::new(covered.map_or(line.start, |all| all.start), line.end));
        if may_not_repeat(line.of(&plain.text)) {
            out.push(Fact::new(key & !WHOLE, 0, plain.to_raw(line)));
        }
    }
    // A wrapped paragraph that stands twice is one finding, not one a line.
    if count > 1
        && out.len() > before
        && let Some(covered) = covered
    {
        out.push(Fact::new(whole | WHOLE, 0, plain.to_raw(covered)));
    }
}

/// A hash of the words of a line.
fn key(line: &str) -> u64 {
    line.split(is_blank).filter(|word| !word.is_empty()).fold(0, hash_with)
}

/// True for a line that has no reason to stand twice.
fn may_not_repeat(line: &str) -> bool {
    let words = line
        .split(is_blank)
        .filter(|word| word.chars().any(char::is_alphabetic))
        .take(FEWEST_IN_QUOTES)
        .count();
    let letters = line.chars().filter(|c| c.is_alphabetic()).take(FEWEST_LETTERS).count();
    let quoted = line.starts_with(['"', '\u{ab}', '\u{201c}'])
        && line.trim_end_matches('.').ends_with(['"', '\u{bb}', '\u{201d}']);
    words >= FEWEST_WORDS
        && letters >= FEWEST_LETTERS
        && !(quoted && words < FEWEST_IN_QUOTES)
        && !line.contains(['|', '\t'])
        && !is_byline(line)
}

/// A hash of the words of a whole paragraph.
fn whole(paragraph: &Paragraph) -> u64 {
    let text = &paragraph.markup.plain.text;
    lines(text).fold(0, |whole, line| mix(whole, key(line.of(text))))
}

fn compare(document: &Document, said: &[Said], out: &mut Vec<Finding>) {
    let Some(first) = said.first() else { return };
    let is_line = first.fact.key & WHOLE == 0;
    for (before, later) in said.iter().zip(said.iter().skip(1)) {
        // Where the whole paragraphs are the same, their lines are said once.
        let several = lines(&later.paragraph.markup.plain.text).nth(1).is_some();
        if is_line
            && several
            && later.start != first.start
            && whole(first.paragraph) == whole(later.paragraph)
        {
            continue;
        }
        let variant = if is_line && several { "text/duplicate-paragraph:line" } else { RULE.name };
        let opening = opening(later);
        let message = document.say(variant, &[("opening", &opening)]);
        let fixes = removal(before, later).map(|(edit, is_safe)| Fix {
            title: document.say("text/duplicate-paragraph:fix", &[("opening", &opening)]),
            edits: vec![edit],
            is_safe,
        });
        out.push(Finding { fixes: fixes.into_iter().collect(), ..RULE.finding(later.span(), message) });
    }
}

/// The first words of what stands twice.
fn opening(said: &Said) -> String {
    const WORDS: usize = 5;
    let plain = &said.paragraph.markup.plain;
    let text = plain.span_from_raw(said.fact.span).of(&plain.text);
    let mut words = text.split(is_blank).filter(|word| !word.is_empty());
    let opening: Vec<&str> = words.by_ref().take(WORDS).collect();
    let more = if words.next().is_some() { "\u{2026}" } else { "" };
    format!("{}{more}", opening.join(" "))
}

/// Takes the later one out with its line end; a paragraph that holds nothing else goes with the blank lines behind it. Safe
/// where both are the same to the byte and nothing stands between them. Markup is the author's.
fn removal(before: &Said, later: &Said) -> Option<(Edit, bool)> {
    let text = &later.paragraph.text;
    if !later.paragraph.markup.plain.is_identity() {
        return None;
    }
    let local = later.fact.span;
    let start = text[..local.start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let behind = &text[local.end..];
    let alone = behind.chars().all(is_blank) && text[..local.start].chars().all(is_blank);
    let end = if alone {
        text.len()
    } else {
        let line = behind.find(['\n', '\r']).map_or(behind.len(), |at| at + 1);
        let feed = usize::from(behind[..line].ends_with('\r') && behind[line..].starts_with('\n'));
        local.end + line + feed
    };
    let gap = if before.start == later.start {
        text.get(before.fact.span.end..local.start)
    } else {
        // The next paragraph begins where the one before ends.
        let next = before.start + before.paragraph.text.len() == later.start;
        before
            .paragraph
            .text
            .get(before.fact.span.end..)
            .filter(|rest| next && rest.chars().all(is_blank))
            .and(text.get(..local.start))
    };
    let adjacent = gap.is_some_and(|gap| gap.chars().all(is_blank));
    let edit = Edit { span: Span::new(start, end).shifted(later.start), replacement: String::new() };
    Some((edit, adjacent && before.text() == later.text()))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::analysis::{Document, Options};
    use crate::lints::{Finding, of_document};
    use crate::text::apply;

    fn findings(text: &str) -> Vec<Finding> {
        let document = Document::of(text, Options::default());
        of_document(&document).into_iter().filter(|finding| finding.rule == RULE.name).collect()
    }

    fn check(text: &str, expected: &[&str], mended: &str, safe: bool) {
        let found = findings(text);
        assert_eq!(found.iter().map(|f| f.span.of(text)).collect::<Vec<_>>(), expected, "{text}");
        let edits: Vec<_> = found.iter().flat_map(|f| &f.fixes).flat_map(|fix| fix.edits.clone()).collect();
        assert_eq!(apply(text, &edits), mended);
        assert!(found.iter().flat_map(|f| &f.fixes).all(|fix| fix.is_safe == safe), "{text}");
        assert_eq!(findings(mended), [], "what is mended is right");
    }

    fn silent(text: &str) {
        assert_eq!(findings(text), [], "{text}");
    }

    const A: &str = "لقاء سابق جمع الوزيرين في حديقة المدينة";
    const B: &str = "وصلت القافلة إلى المدينة مساء أمس بعد رحلة طويلة شاقة عبر الجبال والوديان البعيدة.";
    const C: &str = "The committee met in the old town hall on Monday morning.";

    #[test]
    fn what_stands_twice_is_taken_out() {
        check(&format!("{A}\n{A}\n\n{B}\n"), &[A], &format!("{A}\n{B}\n"), true);
        check(&format!("{B}\n\n{B}\n\n{A}\n"), &[B], &format!("{B}\n\n{A}\n"), true);
        check(&format!("{B}\n\n{A}\n\n{B}\n"), &[B], &format!("{B}\n\n{A}\n\n"), false);
        check(&format!("{C}\n\n{C}"), &[C], &format!("{C}\n\n"), true);
        check(&format!("{C}\r\n{C}\r\nEnd.\r\n"), &[C], &format!("{C}\r\nEnd.\r\n"), true);
        let spaced = C.replace(' ', "  ");
        check(&format!("{C}\n\n{spaced}\n"), &[&spaced], &format!("{C}\n\n"), false);
        let spaced = A.replace(' ', "\u{a0}");
        check(&format!("{A}\n\n{spaced}\n"), &[&spaced], &format!("{A}\n\n"), false);
        check(&format!("{A}\n{A}\n{A}\n"), &[A, A], &format!("{A}\n"), true);
    }

    #[test]
    fn a_wrapped_paragraph_is_one_finding() {
        let wrapped = "a line that a terminal wrapped near its eightieth column and that\ngoes on in the next one until it ends here at last and is\nover.";
        let text = format!("{wrapped}\n\n{B}\n\n{wrapped}\n");
        check(&text, &[wrapped], &format!("{wrapped}\n\n{B}\n\n"), false);
    }

    #[test]
    fn in_markup_the_author_mends() {
        let text = format!("<p>{C}</p>\n<p>{C}</p>\n");
        let options = Options { syntax: crate::tags::Syntax::Html, ..Options::default() };
        let found: Vec<_> =
            of_document(&Document::of(&text, options)).into_iter().filter(|f| f.rule == RULE.name).collect();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].span.of(&text), found[0].fixes.len()), (C, 0));
    }

    #[test]
    fn what_may_come_again_is_left_alone() {
        for line in [
            "***",
            "خلفية الأزمة",
            "مطالب المعارضة الجديدة",
            "2 - 1",
            "By Jane Roe and John Doe in London",
            "كتب: سامر القلمونجي من مدينة دمشق القديمة",
            "«الشعب يريد إسقاط النظام اليوم»",
            "\"No justice, no peace in this town!\"",
            "| a row | of the | big table | here |",
            "A B C D E F G",
            "",
        ] {
            silent(&format!("{line}\n\n{B}\n\n{line}\n"));
        }
    }

    #[test]
    fn what_differs_in_a_word_is_no_duplicate() {
        silent(&format!("{C}\n\n{}\n", C.replace("Monday", "Tuesday")));
        silent(&format!("{B}\n\n{}\n", B.replace("أمس", "اليوم")));
        silent(&format!("{A}\n\n{A} القديمة\n"));
    }
}
