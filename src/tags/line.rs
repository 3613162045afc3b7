//! Line ends and blank lines, as the scanner counts them: `\n`, `\r\n` and `\r` end a line.

use crate::text::Span;

/// The offset after the line end at `at`, if one stands there.
pub(super) fn after_line_end(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at)? {
        b'\r' if bytes.get(at + 1) == Some(&b'\n') => Some(at + 2),
        b'\n' | b'\r' => Some(at + 1),
        _ => None,
    }
}

/// The end of the blank line (its terminator included) that begins at `at`, a line's start.
pub(super) fn blank_line_at(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    for (offset, c) in rest.char_indices() {
        if c == '\n' || c == '\r' {
            return after_line_end(text.as_bytes(), at + offset);
        }
        if !c.is_whitespace() {
            return None;
        }
    }
    None
}

/// True when a blank line follows some line end of `text`, and ends inside it.
pub(super) fn has_blank_line(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'\n', b'\r', &bytes[at..]) {
        let Some(next) = after_line_end(bytes, at + found) else { return false };
        if blank_line_at(text, next).is_some() {
            return true;
        }
        at = next;
    }
    false
}

/// Cuts a text after each of its blank lines.
pub(super) fn blocks(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut blocks = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < bytes.len() {
        // `at` is a line's start.
        if let Some(end) = blank_line_at(text, at) {
            blocks.push(Span::new(start, end));
            start = end;
            at = end;
        } else {
            at = line_at(text, at).1;
        }
    }
    if start < text.len() || blocks.is_empty() {
        blocks.push(Span::new(start, text.len()));
    }
    blocks
}

/// The end of the line that begins at `at`: before its terminator, and after it.
pub(super) fn line_at(text: &str, at: usize) -> (usize, usize) {
    let bytes = text.as_bytes();
    match memchr::memchr2(b'\n', b'\r', &bytes[at..]) {
        Some(found) => (at + found, after_line_end(bytes, at + found).unwrap_or(bytes.len())),
        None => (bytes.len(), bytes.len()),
    }
}

/// The line terminator a text uses, by its first one.
pub(super) fn terminator(text: &str) -> &'static str {
    let bytes = text.as_bytes();
    match memchr::memchr2(b'\n', b'\r', bytes) {
        Some(at) if bytes[at] == b'\r' => {
            if bytes.get(at + 1) == Some(&b'\n') {
                "\r\n"
            } else {
                "\r"
            }
        }
        _ => "\n",
    }
}

#[cfg(test)]
mod tests {
    use super::{blocks, has_blank_line};

    #[test]
    fn blocks_end_with_a_blank_line() {
        for (text, expected) in [
            ("", vec![""]),
            ("a", vec!["a"]),
            ("a\nb\n", vec!["a\nb\n"]),
            ("a\r\n \r\nb\n\n\n", vec!["a\r\n \r\n", "b\n\n", "\n"]),
            ("\na", vec!["\n", "a"]),
        ] {
            assert_eq!(blocks(text).iter().map(|b| b.of(text)).collect::<Vec<_>>(), expected, "{text:?}");
        }
    }

    #[test]
    fn blank_lines() {
        for (text, expected) in [
            ("a\nb", false),
            ("a\r\nb", false),
            ("a\n\nb", true),
            ("a\r\n\r\nb", true),
            ("a\r\rb", true),
            ("a\n \u{a0}\t\nb", true),
            ("\na", false),
            ("a\n  ", false),
        ] {
            assert_eq!(has_blank_line(text), expected, "{text:?}");
        }
    }
}
