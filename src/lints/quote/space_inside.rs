//! `quote/space-inside`: a space stands between a quotation mark and the words inside it: " نعم ". Fixed spaces inside
//! guillemets are French and left alone. The fix takes the space away, or puts it outside where it was meant to stand.

use super::marks::{self, Family, Pair};
use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Fix, Rule, Severity};
use crate::text::{Edit, Span};

/// The rule.
pub const RULE: Rule =
    Rule { name: "quote/space-inside", level: Some(Severity::Hint), find: Find::Paragraph(find) };

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let plain = &paragraph.markup.plain;
    for pair in marks::read(paragraph).pairs {
        let mut edits = Vec::new();
        let (opens, closes) = spaces(&plain.text, &pair);
        let mut moves = |space: Span, outside: usize, glued: bool| {
            let delete = Edit::delete(plain.to_raw(space).shifted(start));
            let insert = glued.then(|| Edit::insert(start + outside, " "));
            edits.extend([Some(delete), insert].into_iter().flatten());
        };
        if let Some(space) = opens {
            let head = &plain.text[..pair.open.at];
            moves(space, plain.to_raw(pair.open.span()).start, head.ends_with(char::is_alphanumeric));
        }
        if let Some(space) = closes {
            let tail = &plain.text[pair.close.span().end..];
            moves(space, plain.to_raw(pair.close.span()).end, tail.starts_with(char::is_alphanumeric));
        }
        if edits.is_empty() {
            continue;
        }
        edits.sort_by_key(|edit| edit.span.start);
        let whole = Span::new(pair.open.at, pair.close.span().end);
        let fix = Fix { title: document.say("quote/space-inside:fix", &[]), edits, is_safe: true };
        let message = document.say("quote/space-inside", &[]);
        out.push(Finding { fixes: vec![fix], ..RULE.finding(plain.to_raw(whole).shifted(start), message) });
    }
}

/// The spaces inside the marks of a pair.
fn spaces(text: &str, pair: &Pair) -> (Option<Span>, Option<Span>) {
    let pointed_away = matches!(pair.open.shape, '\u{BB}' | '\u{203A}');
    let inner = Span::new(pair.open.span().end, pair.close.at);
    let words = inner.of(text);
    let blank = words.trim().is_empty()
        || words.trim_matches(' ').contains('\n') && pair.open.family == Family::Straight;
    if pointed_away || blank {
        return (None, None);
    }
    let [head, tail] = [words.trim_start_matches(' '), words.trim_end_matches(' ')];
    let opens = Span::new(inner.start, inner.end - head.len());
    let closes = Span::new(inner.start + tail.len(), inner.end);
    let some = |span: Span, next: Option<char>| {
        (!span.is_empty() && next.is_some_and(|c| !c.is_whitespace())).then_some(span)
    };
    (some(opens, head.chars().next()), some(closes, tail.chars().next_back()))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::tests::{check, check_fix};

    #[test]
    fn spaces_inside_fire() {
        for (text, expected) in [
            ("قال \" نعم \" ثم ذهب.", "\" نعم \""),
            ("قال « نعم » ثم ذهب.", "« نعم »"),
            ("قال “ نعم” ثم ذهب.", "“ نعم”"),
            ("قال “نعم ” ثم ذهب.", "“نعم ”"),
            ("قال \"نعم \"وأضاف.", "\"نعم \""),
            ("قال\" نعم\" وأضاف.", "\" نعم\""),
            ("He said “ yes ” twice.", "“ yes ”"),
            ("He said \" yes\" twice.", "\" yes\""),
        ] {
            check(RULE.name, text, &[expected]);
        }
    }

    #[test]
    fn marks_at_their_words_are_left_alone() {
        for text in [
            "قال \"نعم\" ثم «لا» ثم “ربما”.",
            "Il a dit «\u{a0}oui\u{a0}» hier.",
            "Il a dit «\u{202f}oui\u{202f}» hier.",
            "الرئيسية » أخبار « سياسة",
            "كتب `\" a \"` هنا.",
            "قال \"\" ثم ذهب.",
            "قال نعم\" وأضاف \"لا.",
            "شاشة 27\" وأخرى 30\" هنا.",
        ] {
            check(RULE.name, text, &[]);
        }
    }

    #[test]
    fn the_fix_moves_the_space() {
        check_fix(RULE.name, 0, "قال \" نعم \" ثم.", "قال \"نعم\" ثم.");
        check_fix(RULE.name, 0, "قال \"نعم \"وأضاف.", "قال \"نعم\" وأضاف.");
        check_fix(RULE.name, 0, "قال\" نعم\" وأضاف.", "قال \"نعم\" وأضاف.");
        check_fix(RULE.name, 0, "قال «  نعم  » ثم.", "قال «نعم» ثم.");
    }
}
