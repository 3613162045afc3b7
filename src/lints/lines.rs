//! The lines of a paragraph: which are running text, which a headline, a caption or a byline.

use super::phrases::{self, Kind};
use crate::text::{Span, fold};

/// The lines of a text without the space around them, empty ones left out.
pub fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']).filter_map(move |line| {
        let start = at;
        at += line.len();
        let inner = line.trim_start_matches(is_blank);
        let start = start + line.len() - inner.len();
        let inner = inner.trim_end_matches(is_blank);
        (!inner.is_empty()).then(|| Span::new(start, start + inner.len()))
    })
}

/// White space, and what has no width.
pub fn is_blank(c: char) -> bool {
    // Nearly every character is one of these, and the tables behind are slow.
    if matches!(c, '!'..='~' | '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}') {
        return false;
    }
    c.is_whitespace()
        || matches!(fold::fold_char(c).0, fold::Class::Space | fold::Class::Break)
        || is_unseen(c)
}

const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{61c}')
}

/// The line of a text that a byte stands in.
pub fn line_at(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or_default();
    let start = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let rest = text.get(start..).unwrap_or_default();
    let end = rest
        .get(at - start..)
        .and_then(|rest| rest.find(['\n', '\r']))
        .map_or(rest.len(), |end| at - start + end);
    rest.get(..end).unwrap_or(rest)
}

/// A headline has fewer words than this.
const SHORT: usize = 18;

/// True for running text: it ends as a sentence does, or is long. A caption is none, whatever it ends with.
pub fn is_prose(line: &str) -> bool {
    let line = line.trim_matches(is_blank);
    let closed = line.trim_end_matches(['"', '\'', '\u{bb}', '\u{201d}', '\u{2019}', ')', ']', ' ']);
    let ends = closed.ends_with(['.', '!', '?', '\u{61f}', '\u{2026}', ':', '\u{61b}']);
    (ends || line.split_whitespace().take(SHORT).count() == SHORT) && !is_caption(line)
}

/// A caption has no more words than this.
const LONGEST_CAPTION: usize = 40;

/// True for a line that ends with a picture's credit: behind a slash, in brackets; or that opens with a word for a picture.
pub fn is_caption(line: &str) -> bool {
    let line = line.trim_matches(is_blank);
    if line.split_whitespace().take(LONGEST_CAPTION + 1).count() > LONGEST_CAPTION {
        return false;
    }
    let ends = line.trim_end_matches(['.', ' ']);
    let credit = match ends.strip_suffix([')', ']']) {
        Some(inner) => inner.rsplit_once(['(', '[']).map(|(_, credit)| credit),
        None => ends.rsplit_once(['/', '|', '\u{a9}']).map(|(_, credit)| credit),
    };
    let credited = credit.is_some_and(|credit| {
        // The photographer and the agency, parted by a slash.
        let last = credit.rsplit(['/', '|']).next().unwrap_or(credit);
        [credit, last].into_iter().any(|name| is(name, Kind::Agency))
    });
    credited || line.split_once([':', '\u{a9}']).is_some_and(|(cue, _)| is(cue, Kind::Picture))
}

/// True for a line that says who wrote it.
pub fn is_byline(line: &str) -> bool {
    let line = line.trim_matches(is_blank);
    if let Some((cue, _)) = line.split_once(':') {
        return is(cue, Kind::Author);
    }
    let mut words = line.split_whitespace();
    words.next().is_some_and(|first| is(first, Kind::Author)) && words.count() < 12 && !line.ends_with('.')
}

/// True when a phrase is of a kind.
fn is(phrase: &str, kind: Kind) -> bool {
    let phrase = phrase.trim_matches(is_blank);
    phrase.len() <= LONGEST_PHRASE && phrases::is(&fold::fold(phrase), kind)
}

/// No phrase has more bytes.
const LONGEST_PHRASE: usize = 80;

#[cfg(test)]
mod tests {
    use super::{is_byline, is_caption, is_prose, line_at, lines};

    #[test]
    fn lines_are_without_the_space_around_them() {
        let text = "\n  one \u{a0}\n\n two\r\n";
        assert_eq!(lines(text).map(|line| line.of(text)).collect::<Vec<_>>(), ["one", "two"]);
        assert_eq!((line_at("ab\ncd\nef", 4), line_at("ab", 2), line_at("", 0)), ("cd", "ab", ""));
    }

    #[test]
    fn running_text_ends_as_a_sentence() {
        for line in ["وصل الوفد إلى المدينة.", "هل يعود؟", "He said: \"We go.\"", "قال إنه \"عائد.\""]
        {
            assert!(is_prose(line), "{line}");
        }
        for line in ["الوفد يصل إلى المدينة", "UNHCR says millions flee", "وصول الوفد (رويترز).", ""]
        {
            assert!(!is_prose(line), "{line}");
        }
    }

    #[test]
    fn captions_have_credits() {
        for line in [
            "لقاء سابق في بيروت/وكالة الصحافة الفرنسية",
            "جانب من الاجتماع (رويترز)",
            "Smoke over the port (AFP)",
            "Smoke over the port. Jane Roe/Reuters",
            "Photo: Jane Roe",
            "صورة: من الأرشيف",
        ] {
            assert!(is_caption(line), "{line}");
        }
        for line in ["وصل الوفد إلى بيروت", "He arrived (on Monday)", "قال لوكالة رويترز: نعم", "نعم/لا", ""]
        {
            assert!(!is_caption(line), "{line}");
        }
    }

    #[test]
    fn bylines_open_with_their_word() {
        assert!(
            is_byline("كتب: سامر القلمونجي") && is_byline("By Jane Roe") && is_byline("إعداد: قسم الأخبار")
        );
        assert!(!is_byline("By noon the road was open.") && !is_byline("وصل سامر"));
    }
}
