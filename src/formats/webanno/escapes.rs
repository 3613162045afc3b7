//! The backslashes of TSV: one set for feature values, another for the text of sentences.

/// What values escape; `->` is one sign.
const VALUE: [(&str, &str); 10] = [
    ("\\", "\\\\"),
    ("[", "\\["),
    ("]", "\\]"),
    ("|", "\\|"),
    ("_", "\\_"),
    ("->", "\\->"),
    (";", "\\;"),
    ("\t", "\\t"),
    ("\n", "\\n"),
    ("*", "\\*"),
];

/// A value as a cell holds it.
pub fn escape_value(value: &str) -> String {
    replaced(value, |rest| VALUE.iter().find(|(plain, _)| rest.starts_with(plain)).copied())
}

/// The value that a cell holds. A backslash that escapes nothing stands for itself.
pub fn unescape_value(cell: &str) -> String {
    let swapped = VALUE.map(|(plain, escaped)| (escaped, plain));
    replaced(cell, |rest| swapped.iter().find(|(escaped, _)| rest.starts_with(escaped)).copied())
}

/// Replaces from left to right what `find` says.
fn replaced<'a>(text: &str, find: impl Fn(&str) -> Option<(&'a str, &'a str)>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some((from, to)) = find(rest) {
            out.push_str(to);
            rest = &rest[from.len()..];
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// What Java calls the controls that have a letter.
const LETTERS: [(char, char); 6] =
    [('\t', 't'), ('\n', 'n'), ('\u{c}', 'f'), ('\r', 'r'), ('\u{8}', 'b'), ('\\', '\\')];

/// True for a control that is written behind a backslash as it is.
const fn is_bare(c: char) -> bool {
    matches!(c, '\0'..='\u{7}' | '\u{e}'..='\u{1f}')
}

/// A line of a sentence as a header holds it.
pub fn escape_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let letter = LETTERS.iter().find(|(plain, _)| *plain == c).map(|(_, letter)| *letter);
        if letter.is_some() || is_bare(c) {
            out.push('\\');
        }
        out.push(letter.unwrap_or(c));
    }
    out
}

/// The line of a sentence that a header holds. A backslash that escapes nothing stands for itself.
pub fn unescape_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let next = rest.as_str().chars().next().filter(|_| c == '\\');
        let plain = next.and_then(|next| {
            let letter = LETTERS.iter().find(|(_, letter)| *letter == next).map(|(plain, _)| *plain);
            letter.or(Some(next).filter(|next| is_bare(*next)))
        });
        if plain.is_some() {
            rest.next();
        }
        out.push(plain.unwrap_or(c));
    }
    out
}

/// The parts of a cell between separators that no backslash escapes.
pub fn split(cell: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut escaped) = (0, false);
    for (at, c) in cell.char_indices() {
        if c == separator && !escaped {
            parts.push(&cell[start..at]);
            start = at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    parts.push(&cell[start..]);
    parts
}

/// Takes `[…]` from the end of a cell, unless its bracket is escaped.
pub fn suffix(cell: &str) -> (&str, Option<&str>) {
    let open = cell.strip_suffix(']').and_then(|inner| inner.rfind('[').map(|at| (at, &inner[at + 1..])));
    match open {
        Some((at, inside)) if !ends_escaping(&cell[..at]) && !inside.contains('\\') => {
            (&cell[..at], Some(inside))
        }
        _ => (cell, None),
    }
}

/// True when what comes next is escaped.
pub fn ends_escaping(before: &str) -> bool {
    before.bytes().rev().take_while(|&b| b == b'\\').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_and_texts_escape_what_they_must() {
        assert_eq!(escape_value("a_b->c\\[*]|;\t\n"), "a\\_b\\->c\\\\\\[\\*\\]\\|\\;\\t\\n");
        assert_eq!(unescape_value("\\x\\"), "\\x\\");
        assert_eq!(escape_text("a\tb\r\\_\u{1}"), "a\\tb\\r\\\\_\\\u{1}");
        assert_eq!(unescape_text("\\x\\"), "\\x\\");
    }

    #[test]
    fn separators_and_brackets_may_be_escaped() {
        assert_eq!(split("a\\|b|c\\\\|", '|'), ["a\\|b", "c\\\\", ""]);
        for (cell, expected) in [
            ("PER[12]", ("PER", Some("12"))),
            ("PER\\[12\\]", ("PER\\[12\\]", None)),
            ("PER\\\\[12]", ("PER\\\\", Some("12"))),
            ("PER\\[12]", ("PER\\[12]", None)),
            ("]", ("]", None)),
        ] {
            assert_eq!(suffix(cell), expected, "{cell}");
        }
    }

    proptest! {
        #[test]
        fn escapes_come_back(text in "[\\\\\\[\\]|_>;*\t\n\r\u{1}\u{b}\u{c}\u{8}ntrfb😀ن-]{0,20}") {
            let value = escape_value(&text);
            prop_assert_eq!(unescape_value(&value), text.clone());
            prop_assert_eq!(split(&value, '|').len(), 1);
            prop_assert_eq!(suffix(&value).1, None);
            prop_assert_eq!(unescape_text(&escape_text(&text)), text);
        }
    }
}
