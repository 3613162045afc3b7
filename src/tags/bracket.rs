//! Pandoc's bracketed spans: the `{.person ref="…"}` after `[text]`.

use std::borrow::Cow;

use super::{Label, attributes::Attributes, dialects, element::LIMIT};

/// Reads the attribute block at `at`, where a `{` stands: its end and its meaning. Only a block with one of our
/// classes is markup; any other is text, and so is one that goes on over a line end.
pub(super) fn block(text: &str, at: usize) -> Option<(usize, Label)> {
    let bytes = text.as_bytes();
    let mut class = None;
    let mut pairs = Vec::new();
    let mut i = at + 1;
    loop {
        while matches!(bytes.get(i), Some(b' ' | b'\t')) {
            i += 1;
        }
        if i - at > LIMIT {
            return None;
        }
        match *bytes.get(i)? {
            b'}' => break,
            b'.' | b'#' => {
                let end = word_end(bytes, i + 1);
                if end == i + 1 {
                    return None;
                }
                if bytes[i] == b'.' && class.is_none() {
                    class = dialects::markdown::class(&text[i + 1..end]);
                }
                i = end;
            }
            b if b.is_ascii_alphabetic() => {
                let end = word_end(bytes, i);
                if bytes.get(end) != Some(&b'=') {
                    return None;
                }
                let (value, after) = value(text, end + 1)?;
                pairs.push((&text[i..end], value));
                i = after;
            }
            _ => return None,
        }
    }
    let label = dialects::markdown::read(class?, &Attributes::from_pairs(pairs));
    Some((i + 1, label))
}

fn word_end(bytes: &[u8], mut i: usize) -> usize {
    while bytes.get(i).is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':')) {
        i += 1;
    }
    i
}

/// A quoted value with backslash escapes, or a bare word.
fn value(text: &str, at: usize) -> Option<(Cow<'_, str>, usize)> {
    let rest = text.get(at..)?;
    let Some(quoted) = rest.strip_prefix('"') else {
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '}' | '"' | '{' | '[' | ']'))?;
        return (end > 0).then(|| (rest[..end].into(), at + end));
    };
    let mut out = String::new();
    let mut chars = quoted.char_indices();
    while let Some((offset, c)) = chars.next() {
        match c {
            _ if offset > LIMIT => return None,
            '"' => return Some((out.into(), at + 1 + offset + 1)),
            '\n' | '\r' => return None,
            '\\' => out.push(chars.next()?.1),
            c => out.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::block;

    #[test]
    fn blocks() {
        let read = |text: &str| {
            block(text, 0).map(|(end, l)| (end, l.kind.as_str(), l.value.or(l.reference).unwrap_or_default()))
        };
        assert_eq!(read("{.person}"), Some((9, "person", String::new())));
        assert_eq!(read("{#x .big .person ref=a:b}!"), Some((25, "person", "a:b".into())));
        assert_eq!(read("{.date value=\"a\\\"]}\"}"), Some((21, "date", "a\"]}".into())));
        for text in [
            "{}",
            "{.smallcaps}",
            "{.person",
            "{.person ref}",
            "{.person ref=\"\n\"}",
            "{person}",
            "{.}",
            "{",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
