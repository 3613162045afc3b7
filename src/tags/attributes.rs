//! Attributes of a tag: reading them leniently, writing them escaped.

use std::borrow::Cow;

use super::charref;
use crate::text::Span;

/// The attributes of one tag, in order.
pub(super) struct Attributes<'t>(Vec<(&'t str, Cow<'t, str>)>);

impl<'t> Attributes<'t> {
    /// Reads what follows the element name in a tag: quoted, unquoted and value-less attributes.
    pub(super) fn read(text: &'t str) -> Self {
        let mut all = Vec::new();
        let mut at = 0;
        while let Some((name, value, next)) = next_attribute(text, at) {
            all.push((name.of(text), charref::decode_all(value.of(text))));
            at = next;
        }
        Self(all)
    }

    /// From pairs already read.
    pub(super) const fn from_pairs(pairs: Vec<(&'t str, Cow<'t, str>)>) -> Self {
        Self(pairs)
    }

    /// The value of `name`; names are compared without case, as HTML does and as no XML vocabulary minds.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_ref())
    }

    /// True when `name` stands there, with or without a value.
    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
}

/// Name, raw value and end of the first attribute at or after `at`.
fn next_attribute(text: &str, at: usize) -> Option<(Span, Span, usize)> {
    let skip =
        |at: usize, skipped: fn(char) -> bool| text.len() - text[at..].trim_start_matches(skipped).len();
    let start = skip(at, |c| c.is_whitespace() || matches!(c, '/' | '='));
    let ends = |c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/');
    let name = Span::new(start, text[start..].find(ends).map_or(text.len(), |len| start + len));
    if name.is_empty() {
        return None;
    }
    let equals = skip(name.end, char::is_whitespace);
    if !text[equals..].starts_with('=') {
        return Some((name, Span::new(name.end, name.end), name.end));
    }
    let value = skip(equals + 1, char::is_whitespace);
    if let Some(quote @ ('"' | '\'')) = text[value..].chars().next() {
        let inner = value + 1;
        let end = text[inner..].find(quote).map_or(text.len(), |len| inner + len);
        Some((name, Span::new(inner, end), (end + 1).min(text.len())))
    } else {
        let ends = |c: char| c.is_whitespace() || c == '>';
        let end = text[value..].find(ends).map_or(text.len(), |len| value + len);
        Some((name, Span::new(value, end), end))
    }
}

/// Where the value of the attribute `name` stands in `text`, what follows the element name in a tag.
pub(super) fn value_span(text: &str, name: &str) -> Option<Span> {
    let mut at = 0;
    while let Some((found, value, next)) = next_attribute(text, at) {
        if found.of(text).eq_ignore_ascii_case(name) {
            return Some(value);
        }
        at = next;
    }
    None
}

/// Appends ` name="value"`, escaped for XML and HTML. Control characters cannot stand in XML in any form and are
/// dropped; line ends and tabs become references, which readers otherwise turn into spaces.
pub(crate) fn write(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::{Attributes, write};

    #[test]
    fn lenient_reading() {
        let all = Attributes::read(" a=1 b = \"x y\" C='&amp;\"' itemscope d=\"open/");
        assert_eq!(all.get("a"), Some("1"));
        assert_eq!(all.get("b"), Some("x y"));
        assert_eq!(all.get("c"), Some("&\""));
        assert!(all.has("itemscope"));
        assert_eq!(all.get("d"), Some("open/"));
        assert_eq!(all.get("e"), None);
        for odd in ["", "=", "==x", "/", "a==", "a=\"", " = = = ", "\0=\0"] {
            let _ = Attributes::read(odd);
        }
    }

    #[test]
    fn written_is_read_back() {
        for value in ["", "a\"b'c", "<>&amp;", "سطر\nثان\tهنا", "a\u{a0}b"] {
            let mut out = String::new();
            write(&mut out, "v", value);
            assert_eq!(Attributes::read(&out).get("v"), Some(value), "{out}");
        }
    }
}
