//! The runs of digits in a text, the letters beside them, and whether they count in prose or name a thing.

use super::words::{Role, role};
use crate::lints::prose;
use crate::text::{Span, fold};

/// The sets of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Set {
    /// 0123
    Western,
    /// ٠١٢٣
    Eastern,
    /// ۰۱۲۳, as Persian and Urdu write them.
    Persian,
}

impl Set {
    /// Its zero.
    const fn zero(self) -> u32 {
        match self {
            Self::Western => '0' as u32,
            Self::Eastern => 0x0660,
            Self::Persian => 0x06F0,
        }
    }

    /// What shows the set to a reader.
    pub const fn sample(self) -> &'static str {
        match self {
            Self::Western => "123",
            Self::Eastern => "\u{661}\u{662}\u{663}",
            Self::Persian => "\u{6F1}\u{6F2}\u{6F3}",
        }
    }
}

/// The set of a digit and what it counts.
pub(super) fn digit(c: char) -> Option<(Set, u32)> {
    [Set::Western, Set::Eastern, Set::Persian].into_iter().find_map(|set| {
        let value = (c as u32).checked_sub(set.zero()).filter(|value| *value < 10)?;
        Some((set, value))
    })
}

/// A text with its digits in one set, and the marks of a number in that set's way.
pub(super) fn written(text: &str, set: Set) -> String {
    let write = |c: char| match (digit(c), c) {
        (Some((_, value)), _) => char::from_u32(set.zero() + value).unwrap_or(c),
        (None, '\u{66B}') if set == Set::Western => '.',
        (None, '\u{66C}') if set == Set::Western => ',',
        _ => c,
    };
    text.chars().map(write).collect()
}

/// How many bytes the digit at byte `at` has; none when there is none.
fn width(bytes: &[u8], at: usize) -> usize {
    match bytes[at] {
        b'0'..=b'9' => 1,
        0xD9 if bytes.get(at + 1).is_some_and(|b| (0xA0..=0xA9).contains(b)) => 2,
        0xDB if bytes.get(at + 1).is_some_and(|b| (0xB0..=0xB9).contains(b)) => 2,
        _ => 0,
    }
}

/// The runs of digits of any sets, in order.
pub(super) fn runs(text: &str) -> impl Iterator<Item = Span> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() && width(bytes, at) == 0 {
            at += 1;
        }
        let start = at;
        while at < bytes.len() && width(bytes, at) > 0 {
            at += width(bytes, at);
        }
        (start < at).then_some(Span::new(start, at))
    })
}

/// True when a text has Western digits and others.
pub(super) fn are_mixed(text: &str) -> bool {
    let bytes = text.as_bytes();
    let western = bytes.iter().any(u8::is_ascii_digit);
    western && (0..bytes.len()).any(|at| width(bytes, at) == 2)
        || memchr::memchr(0xDB, bytes).is_some() && is_persian_mixed(bytes)
}

/// Digits of both Eastern sets: they look alike.
fn is_persian_mixed(bytes: &[u8]) -> bool {
    let has = |lead: u8| (0..bytes.len()).any(|at| bytes[at] == lead && width(bytes, at) == 2);
    has(0xDB) && has(0xD9)
}

/// Marks that stand between the digits of one number, date, time or range.
const fn joins(c: char) -> bool {
    matches!(c, '.' | ',' | ':' | '/' | '-' | '\u{2013}' | '\u{60C}' | '\u{66B}' | '\u{66C}')
}

/// The numbers of a text: runs of digits with what joins them.
pub(super) fn numbers(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut runs = runs(text).peekable();
    std::iter::from_fn(move || {
        let mut number = runs.next()?;
        while let Some(next) = runs.next_if(|next| {
            let mut between = text[number.end..next.start].chars();
            between.next().is_some_and(joins) && between.next().is_none()
        }) {
            number.end = next.end;
        }
        Some(number)
    })
}

/// A letter, or a mark on one.
pub(super) fn in_word(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{64B}'..='\u{65F}' | '\u{670}')
}

/// The letters of a script that a word could stand in.
pub(super) fn is_arabic_letter(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{65F}' | '\u{66E}'..='\u{6D3}' | '\u{6FA}'..='\u{6FF}')
}

/// True for و, ف, ب, ل, ك, ال and what they make together: what is rightly glued before digits.
pub(super) fn is_proclitic(folded: &str) -> bool {
    let mut rest = folded;
    rest = rest.strip_prefix(['\u{648}', '\u{641}']).unwrap_or(rest);
    if rest == "\u{644}\u{644}" {
        return true;
    }
    rest = rest.strip_prefix(['\u{628}', '\u{644}', '\u{643}']).unwrap_or(rest);
    rest.is_empty() || rest == "\u{627}\u{644}"
}

/// The word that ends at byte `end`.
pub(super) fn word_before(text: &str, end: usize) -> &str {
    let start = text[..end].char_indices().rev().take(WORD).take_while(|(_, c)| in_word(*c)).last();
    &text[start.map_or(end, |(at, _)| at)..end]
}

/// Letters of a word, at most.
const WORD: usize = 40;

/// True when a number is a part of a code, an address or the name of a model: it counts nothing, and its digits are as
/// whoever named the thing wrote them.
pub(super) fn names_a_thing(text: &str, number: Span) -> bool {
    let chunk = prose::chunk(text, number);
    if prose::is_address(chunk.of(text)) {
        return true;
    }
    let head = &text[chunk.start..number.start];
    if let Some(last) = head.chars().next_back() {
        if in_word(last) {
            let word = word_before(text, number.start);
            if word.is_ascii() || !is_proclitic(&fold::fold(word)) && role(word) == Some(Role::Model) {
                return true;
            }
        } else if last == '-' && head.chars().rev().nth(1).is_some_and(in_word) {
            // إف-16, B-52
            return true;
        } else if head.contains(|c: char| c.is_ascii_alphabetic()) {
            return true;
        }
    }
    // 4K, 5G
    if text[number.end..].starts_with(|c: char| c.is_ascii_uppercase()) {
        return true;
    }
    // Boeing 737, «كوفيد 19»
    let spaced = head.is_empty().then(|| text[..chunk.start].strip_suffix([' ', '\u{A0}'])).flatten();
    spaced.is_some_and(|before| role(word_before(before, before.len())) == Some(Role::Model))
}

#[cfg(test)]
mod tests {
    use super::{Set, are_mixed, is_proclitic, names_a_thing, numbers, runs, written};

    #[test]
    fn runs_and_numbers_are_found() {
        let text = "بين 1,200 و٢٠١٦-٢٠١٧ ثم 3. 4";
        let found: Vec<&str> = runs(text).map(|span| span.of(text)).collect();
        assert_eq!(found, ["1", "200", "٢٠١٦", "٢٠١٧", "3", "4"]);
        let found: Vec<&str> = numbers(text).map(|span| span.of(text)).collect();
        assert_eq!(found, ["1,200", "٢٠١٦-٢٠١٧", "3", "4"]);
        assert!(runs("بلا أرقام").next().is_none());
    }

    #[test]
    fn sets_are_told_apart() {
        assert!(
            are_mixed("1 ٢")
                && are_mixed("1 ۲")
                && are_mixed("۱ ٢")
                && !are_mixed("1 2")
                && !are_mixed("١ ٢ ث")
        );
        assert_eq!(written("٢٩/12", Set::Western), "29/12");
        assert_eq!(written("29/١٢", Set::Eastern), "٢٩/١٢");
        assert_eq!(written("١٬٢٣٤٫٥", Set::Western), "1,234.5");
    }

    #[test]
    fn proclitics_are_known() {
        for yes in ["و", "ب", "ال", "وال", "بال", "لل", "ولل", "فب", "ك", "فال"] {
            assert!(is_proclitic(yes), "{yes}");
        }
        for no in ["عام", "من", "في", "لا", "او", "وفي"] {
            assert!(!is_proclitic(no), "{no}");
        }
    }

    #[test]
    fn things_have_numbers() {
        let named = |text: &str| names_a_thing(text, numbers(text).next().unwrap());
        for text in [
            "F16",
            "إف-16",
            "كوفيد19",
            "كوفيد 19",
            "MH370",
            "B-52",
            "4K",
            "بوينغ 737",
            "http://a.org/16",
            "a16@b.org",
            "#يناير25",
            "Su-35",
        ] {
            assert!(named(text), "{text}");
        }
        for text in ["عام 2016", "و3", "الـ20", "في 3 أيام", "50km", "20 شخصا", "عام2016", "in 2016"]
        {
            assert!(!named(text), "{text}");
        }
    }
}
