//! `quote/unbalanced`: a quotation mark is opened and never closed, or closed and never opened, or a quotation ends with
//! marks of another kind than it began with.
//!
//! A quotation may run over paragraphs: each of them may open it again and only the last closes it, or it opens in one and
//! closes in a later one that has no pair before. So each paragraph says which marks are alone in it, and where its first
//! pair is, and the marks of one look are followed through the document in their order.

use super::marks::{self, Family, Mark, Way};
use crate::analysis::{Document, Fact, Options, Paragraph, Said};
use crate::lints::{Find, Finding, Fix, Rule, Severity, When};
use crate::text::{Edit, Span};

/// The rule.
pub const RULE: Rule = Rule {
    name: "quote/unbalanced",
    level: Some(Severity::Warning),
    find: Find::Ledger { when: When::Said, read, compare },
};

/// The key of pairs of unlike marks; others are those of [`Family::ALL`].
const UNLIKE: u64 = 99;

/// What a fact says of its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// It begins the first pair of its paragraph.
    Pair,
    /// It is alone and opens.
    Opens,
    /// It is alone and closes.
    Closes,
    /// It is alone and may do either.
    Either,
    /// It closes if something is open, and is no fault otherwise.
    MayClose,
    /// It opens if something closes it, and is no fault otherwise.
    MayOpen,
}

impl Form {
    const ALL: [Self; 6] =
        [Self::Pair, Self::Opens, Self::Closes, Self::Either, Self::MayClose, Self::MayOpen];

    fn of(fact: &Fact) -> Self {
        usize::try_from(fact.form & !BEGINS)
            .ok()
            .and_then(|form| Self::ALL.get(form).copied())
            .unwrap_or(Self::Pair)
    }
}

/// Set in the form of a mark that nothing but spaces and a dash stands before in its paragraph.
const BEGINS: u64 = 1 << 8;

fn read(paragraph: &Paragraph, _: &Options, out: &mut Vec<Fact>) {
    let marks = marks::read(paragraph);
    let plain = &paragraph.markup.plain;
    let fact = |key: u64, form: Form, span: Span| {
        let begins = if begins_paragraph(&plain.text, span.start) { BEGINS } else { 0 };
        Fact::new(key, form as u64 | begins, plain.to_raw(span))
    };
    for (key, family) in (0..).zip(Family::ALL) {
        let before = out.len();
        let pair = marks.pairs.iter().find(|pair| pair.open.family == family);
        out.extend(pair.map(|pair| fact(key, Form::Pair, pair.open.span())));
        let form = |mark: &Mark| match mark.way {
            Way::Opens => Form::Opens,
            Way::Closes => Form::Closes,
            Way::Either => Form::Either,
        };
        let alone = marks.alone.iter().filter(|mark| mark.family == family);
        out.extend(alone.map(|mark| fact(key, form(mark), mark.span())));
        if family == Family::Straight {
            let forms = [Form::MayClose, Form::MayOpen];
            out.extend(marks.doubtful.iter().zip(forms).map(|(mark, form)| fact(key, form, mark.span())));
        }
        out[before..].sort_unstable_by_key(|fact| fact.span.start);
    }
    let unlike = marks.unlike.iter().map(|(open, close)| Span::new(open.at, close.span().end));
    out.extend(unlike.map(|span| fact(UNLIKE, Form::Pair, span)));
}

fn compare(document: &Document, said: &[Said], out: &mut Vec<Finding>) {
    if said.first().is_some_and(|first| first.fact.key == UNLIKE) {
        out.extend(said.iter().filter_map(|said| unlike(document, said)));
        return;
    }
    let mut open: Option<&Said> = None;
    let mut faults: Vec<&Said> = Vec::new();
    for group in said.chunk_by(|a, b| a.start == b.start) {
        let Some(first) = group.first() else { continue };
        let form = Form::of(first.fact);
        if open.is_some() {
            if first.fact.form & BEGINS != 0 {
                // The quotation goes on: its paragraph opens it again.
                open = None;
            } else if !matches!(form, Form::Closes | Form::Either | Form::MayClose) {
                // Other words are quoted here, so the one before has ended without its mark.
                faults.extend(open.take());
            }
        }
        for one in group {
            match Form::of(one.fact) {
                Form::Opens | Form::MayOpen => faults.extend(open.replace(one)),
                Form::Closes | Form::Either | Form::MayClose if open.is_some() => open = None,
                Form::Either => open = Some(one),
                Form::Closes => faults.push(one),
                Form::Pair | Form::MayClose => {}
            }
        }
    }
    faults.extend(open);
    faults.retain(|said| Form::of(said.fact) != Form::MayOpen);
    out.extend(faults.into_iter().filter_map(|said| alone(document, said)));
}

/// True when nothing but spaces and a dash stands before a place of a paragraph.
fn begins_paragraph(text: &str, at: usize) -> bool {
    let is_before =
        |c: char| c.is_whitespace() || matches!(c, '-' | '\u{2013}' | '\u{2014}' | '\u{2022}' | '*' | '>');
    text.get(..at).is_some_and(|before| before.chars().all(is_before))
}

fn alone(document: &Document, said: &Said) -> Option<Finding> {
    let plain = &said.paragraph.markup.plain;
    let shape = plain.span_from_raw(said.fact.span).of(&plain.text).chars().next()?;
    let shown = shape.to_string();
    let remove = Fix {
        title: document.say("quote/unbalanced:fix-remove", &[("mark", &shown)]),
        edits: vec![Edit::delete(said.span())],
        is_safe: false,
    };
    if Form::of(said.fact) == Form::Closes {
        let message = document.say("quote/unbalanced:closes", &[]);
        return Some(Finding { fixes: vec![remove], ..RULE.finding(said.span(), message) });
    }
    let end = plain.to_raw(Span::new(0, plain.text.trim_end().len())).end;
    let close = partner(shape);
    let close = Fix {
        title: document.say("quote/unbalanced:fix-close", &[("mark", &close.to_string())]),
        edits: vec![Edit::insert(said.start + end, close)],
        is_safe: false,
    };
    // A mark with a blank on either side may have been meant to close.
    let key = if Form::of(said.fact) == Form::Either { "quote/unbalanced:either" } else { RULE.name };
    let message = document.say(key, &[]);
    Some(Finding { fixes: vec![close, remove], ..RULE.finding(said.span(), message) })
}

/// What closes a mark, and what opens before it.
const fn partner(shape: char) -> char {
    match shape {
        '\u{AB}' => '\u{BB}',
        '\u{BB}' => '\u{AB}',
        '\u{2039}' => '\u{203A}',
        '\u{203A}' => '\u{2039}',
        '\u{201C}' => '\u{201D}',
        '\u{201D}' | '\u{201E}' | '\u{201F}' => '\u{201C}',
        other => other,
    }
}

fn unlike(document: &Document, said: &Said) -> Option<Finding> {
    let plain = &said.paragraph.markup.plain;
    let whole = plain.span_from_raw(said.fact.span);
    let text = whole.of(&plain.text);
    let (open, close) = (text.chars().next()?, text.chars().next_back()?);
    let fix = |at: Span, mark: char| Fix {
        title: document.say("quote/unbalanced:fix-unlike", &[("mark", &mark.to_string())]),
        edits: vec![Edit { span: plain.to_raw(at).shifted(said.start), replacement: mark.to_string() }],
        is_safe: false,
    };
    let fixes = vec![
        fix(Span::new(whole.end - close.len_utf8(), whole.end), partner(open)),
        fix(Span::new(whole.start, whole.start + open.len_utf8()), partner(close)),
    ];
    let values = [("open", &*open.to_string()), ("close", &*close.to_string())];
    let message = document.say("quote/unbalanced:unlike", &values);
    Some(Finding { fixes, ..RULE.finding(said.span(), message) })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::tests::{check, check_fix, check_with, syntax};
    use crate::tags::Syntax;

    #[test]
    fn a_mark_that_is_never_closed_fires() {
        check(RULE.name, "قال الوزير: \"سنعود قريبا. ثم غادر.", &["\""]);
        check(RULE.name, "قال الوزير: «سنعود قريبا. ثم غادر.", &["«"]);
        check(RULE.name, "قال الوزير: “سنعود قريبا. ثم غادر.", &["“"]);
        check(RULE.name, "He said: \"We will be back soon, and left.", &["\""]);
        check(RULE.name, "He said: “We will be back soon, and left.", &["“"]);
        check(RULE.name, "قال «نعم» ثم أضاف «لا أعرف.", &["«"]);
        check(RULE.name, "قال «سمعته يقول \"نعم\" ثم ذهب.", &["«"]);
        check(RULE.name, "قال: \"نعم. وأضاف: \"لا\".\n\nثم ذهب.", &["\""]);
        check(RULE.name, "قال: «نعم.\n\nثم قال: «لا».", &["«"]);
        check(RULE.name, "قال: „نعم ثم ذهب.", &["„"]);
    }

    #[test]
    fn a_mark_that_was_never_opened_fires() {
        check(RULE.name, "قال الوزير: سنعود قريبا\". ثم غادر.", &["\""]);
        check(RULE.name, "قال الوزير: سنعود قريبا». ثم غادر.", &["»"]);
        check(RULE.name, "We will be back soon,” he said.", &["”"]);
        check(RULE.name, "We will be back soon,\" he said.", &["\""]);
        check(RULE.name, "قال «نعم» ثم أضاف لا أعرف».", &["»"]);
        check(RULE.name, "قال &laquo;نعم&raquo; ثم أضاف لا أعرف».", &["»"]);
    }

    #[test]
    fn unlike_marks_fire_once() {
        check(RULE.name, "تطبيق “واتساب\" مفيد.", &["“واتساب\""]);
        check(RULE.name, "تطبيق «واتساب\" مفيد.", &["«واتساب\""]);
        check(RULE.name, "He said “yes\" to me.", &["“yes\""]);
        check(RULE.name, "قال: «نعم« ثم ذهب.", &["«نعم«"]);
    }

    #[test]
    fn marks_in_pairs_are_left_alone() {
        for text in [
            "قال «نعم» ثم \"لا\" ثم “ربما” ثم ”كلا“ ثم „أجل“ و»نعم«.",
            "قال لي: «سمعته يقول \"نعم\" ثم ذهب».",
            "“he said ‘I don’t know’ and “no” twice,” she said.",
            "كتاباه و\"لندن\" و\"باريس\" والـ\"سي\".",
            "شاشة 27\" وطوله 5'10\" والشاشة «جميلة».",
            "A 27\" screen is 5' 10\" from the players' bench, isn't it?",
            "\"The 27\" screen is broken,\" he said.",
            "'Tis the players’ union and the ’90s.",
            "الرئيسية » أخبار » سياسة",
            "« السابق",
            "قال \" نعم \" ثم ذهب. وقال \"لا \"وأضاف.",
            "كتب `a = \"b` في السطر.",
            "قال: «النص\nعلى سطرين».",
            "عند 33°30'15\" شمالا.",
        ] {
            check(RULE.name, text, &[]);
        }
        check_with(
            RULE.name,
            syntax(Syntax::Html),
            "<p title=\"a\">قال <b>\"نعم</b>\" <code>\"</code>.</p>",
            &[],
        );
    }

    #[test]
    fn quotations_run_over_paragraphs() {
        for text in [
            "قال: \"الأول.\n\n\"والثاني.\n\n\"والثالث\". ثم ذهب.",
            "He said: “The first.\n\n“The second.\n\n“The third.”\n\nThen he left.",
            "قال: «الأول.\n\n«والثاني.\n\n«والثالث».",
            "قال: «الأول.\n\n»والثاني».",
            "قال: «الأول.\n\nوالثاني.\n\nوالثالث».\n\nثم ذهب.",
            "He said: \"The first.\n\nThe second.\n\nThe third.\" Then he left.",
            "قال: \"الأول.\n\nوالثاني\". وأضاف: \"الثالث.\n\nوالرابع\".",
        ] {
            check(RULE.name, text, &[]);
        }
        check(RULE.name, "He said: “The first.\n\n“The second.\n\nThen he left.", &["“"]);
        check(RULE.name, "قال: «الأول.\n\nثم قال: «نعم».\n\nوذهب».", &["«", "»"]);
    }

    #[test]
    fn fixes_close_or_remove() {
        check_fix(RULE.name, 0, "قال: «سنعود قريبا.\n\nثم", "قال: «سنعود قريبا.»\n\nثم");
        check_fix(RULE.name, 1, "قال: «سنعود قريبا.", "قال: سنعود قريبا.");
        check_fix(RULE.name, 0, "قال: \"نعم. وأضاف: \"لا\".", "قال: \"نعم. وأضاف: \"لا\".\"");
        check_fix(RULE.name, 0, "We are back,” he said.", "We are back, he said.");
        check_fix(RULE.name, 0, "تطبيق “واتساب\" مفيد.", "تطبيق “واتساب” مفيد.");
        check_fix(RULE.name, 1, "تطبيق “واتساب\" مفيد.", "تطبيق \"واتساب\" مفيد.");
    }
}
