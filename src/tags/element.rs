//! One tag in angle brackets: where it ends, what it is called, whether it opens or closes.
//!
//! A tag never holds a blank line and is never longer than [`LIMIT`]; in plain text and Markdown it ends on the line
//! where it began. So a stray `<` costs a bounded look ahead and can never swallow an article, and cutting a document
//! at blank lines never cuts a tag.

use super::{Form, Syntax, line, names};
use crate::text::Span;

/// The longest tag, and the longest annotation that may hold lines together, in bytes.
pub(super) const LIMIT: usize = 4096;

/// What stands at a `<`.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Lexed {
    /// A tag.
    Tag(Element),
    /// Nothing yet: the text ends where a tag might go on.
    Unfinished,
    /// A character of the text.
    Text,
}

/// One tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Element {
    /// One past `>`.
    pub end: usize,
    /// The name; empty for declarations and processing instructions.
    pub name: Span,
    /// Start, end or both.
    pub form: Form,
}

/// Attributes without a value that make no prose.
const BARE: &[&str] = &["itemscope", "pubdate", "hidden"];

/// Reads the tag at `at`, where a `<` stands.
pub(super) fn lex(text: &str, at: usize, syntax: Syntax) -> Lexed {
    let bytes = text.as_bytes();
    if !syntax.is_strict() && matches!(bytes.get(at + 1), Some(b'!' | b'?')) {
        return declaration(text, at);
    }
    let closing = bytes.get(at + 1) == Some(&b'/');
    let start = at + 1 + usize::from(closing);
    let end = name_end(text, start, syntax);
    let name = Span::new(start, end);
    if name.is_empty() {
        return Lexed::Text;
    }
    match bytes.get(end) {
        None if !syntax.is_strict() => return Lexed::Unfinished,
        Some(b' ' | b'\t' | b'\n' | b'\r' | b'/' | b'>') => {}
        _ => return Lexed::Text,
    }
    let (rest, empty) = if syntax.is_strict() {
        if !names::is_known(name.of(text)) {
            return Lexed::Text;
        }
        match strict_rest(text, at, end, closing) {
            Some(rest) => rest,
            None => return Lexed::Text,
        }
    } else {
        match lenient_rest(text, at, end) {
            Rest::End(end) => (end, bytes[end - 2] == b'/'),
            Rest::Unfinished => return Lexed::Unfinished,
            Rest::None => return Lexed::Text,
        }
    };
    let void = syntax != Syntax::Xml && names::is_void(name.of(text));
    let form = match (closing, empty || void) {
        (true, false) => Form::End,
        (true, true) if !void => Form::End,
        (_, true) => Form::Empty,
        (false, false) => Form::Start,
    };
    Lexed::Tag(Element { end: rest, name, form })
}

fn name_end(text: &str, start: usize, syntax: Syntax) -> usize {
    let wide = syntax == Syntax::Xml;
    let mut end = start;
    for c in text[start..].chars() {
        let fits = if end == start {
            c.is_ascii_alphabetic() || c == '_' || wide && !c.is_ascii() && c.is_alphabetic()
        } else {
            c.is_ascii_alphanumeric()
                || matches!(c, '.' | '-' | '_' | ':')
                || wide && !c.is_ascii() && c.is_alphanumeric()
        };
        // No name is that long; the bound keeps a wall of letters after each `<` cheap.
        if !fits || end - start > 200 {
            break;
        }
        end += c.len_utf8();
    }
    end
}

/// The rest of a tag in plain text: attributes with values, on one line. Prose such as `x <b and y> z` is no tag.
fn strict_rest(text: &str, at: usize, mut i: usize, closing: bool) -> Option<(usize, bool)> {
    let bytes = text.as_bytes();
    loop {
        while matches!(bytes.get(i), Some(b' ' | b'\t')) {
            i += 1;
        }
        if i - at > LIMIT {
            return None;
        }
        match *bytes.get(i)? {
            b'>' => return Some((i + 1, false)),
            b'/' if !closing && bytes.get(i + 1) == Some(&b'>') => return Some((i + 2, true)),
            b if !closing && (b.is_ascii_alphabetic() || b == b'_') => {
                let start = i;
                while bytes
                    .get(i)
                    .is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.'))
                {
                    i += 1;
                }
                if bytes.get(i) != Some(&b'=') {
                    if !BARE.contains(&&text[start..i]) {
                        return None;
                    }
                    continue;
                }
                i += 1;
                i = if let quote @ (b'"' | b'\'') = *bytes.get(i)? {
                    let window = &bytes[i + 1..bytes.len().min(i + 1 + LIMIT)];
                    let found = memchr::memchr3(quote, b'\n', b'\r', window)?;
                    (window[found] == quote).then_some(i + found + 2)?
                } else {
                    let start = i;
                    while bytes.get(i).is_some_and(|&b| {
                        b > b' ' && !matches!(b, b'"' | b'\'' | b'<' | b'>' | b'=' | b'`' | b'/')
                    }) {
                        i += 1;
                    }
                    (i > start).then_some(i)?
                };
            }
            _ => return None,
        }
    }
}

enum Rest {
    End(usize),
    Unfinished,
    None,
}

/// The rest of a tag in a markup document: up to `>` outside quotes.
fn lenient_rest(text: &str, at: usize, mut i: usize) -> Rest {
    let bytes = text.as_bytes();
    let mut quote = None;
    let mut after_equals = false;
    while let Some(&b) = bytes.get(i) {
        if i - at > LIMIT {
            return Rest::None;
        }
        match (quote, b) {
            (_, b'\n' | b'\r') => {
                if let Some(next) = line::after_line_end(bytes, i)
                    && line::blank_line_at(text, next).is_some()
                {
                    return Rest::None;
                }
            }
            (Some(q), _) if b == q => {
                quote = None;
            }
            (None, b'>') => return Rest::End(i + 1),
            (None, b'<') => return Rest::None,
            (None, b'"' | b'\'') if after_equals => quote = Some(b),
            _ => {}
        }
        if quote.is_some() || !b.is_ascii_whitespace() {
            after_equals = quote.is_none() && b == b'=';
        }
        i += 1;
    }
    Rest::Unfinished
}

/// `<!DOCTYPE …>` with its subset, and `<?…?>`.
fn declaration(text: &str, at: usize) -> Lexed {
    let bytes = text.as_bytes();
    let instruction = bytes[at + 1] == b'?';
    let mut in_subset = false;
    let mut i = at + 2;
    while let Some(&b) = bytes.get(i) {
        if i - at > LIMIT {
            return Lexed::Text;
        }
        match b {
            b'\n' | b'\r' => {
                if let Some(next) = line::after_line_end(bytes, i)
                    && line::blank_line_at(text, next).is_some()
                {
                    return Lexed::Text;
                }
            }
            b'[' if !instruction => in_subset = true,
            b']' => in_subset = false,
            b'>' if !in_subset => {
                return Lexed::Tag(Element {
                    end: i + 1,
                    name: Span::new(at + 1, at + 1),
                    form: Form::Empty,
                });
            }
            b'<' if !in_subset => return Lexed::Text,
            _ => {}
        }
        i += 1;
    }
    Lexed::Unfinished
}

#[cfg(test)]
mod tests {
    use super::{Lexed, lex};
    use crate::tags::Syntax::{self, Html, Plain, Xml};

    fn check(text: &str, syntax: Syntax, expected: &str) {
        let found = match lex(text, 0, syntax) {
            Lexed::Tag(e) => format!("{:?} {} {}", e.form, e.name.of(text), &text[..e.end]),
            Lexed::Unfinished => "unfinished".into(),
            Lexed::Text => "text".into(),
        };
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn plain_text_is_strict() {
        check("<person>", Plain, "Start person <person>");
        check("</person >", Plain, "End person </person >");
        check("<date.issue norm=\"20161229\"/>", Plain, "Empty date.issue <date.issue norm=\"20161229\"/>");
        check("<person value=Q1>", Plain, "Start person <person value=Q1>");
        check("<person value='a>b'>", Plain, "Start person <person value='a>b'>");
        check("<BR>", Plain, "Empty BR <BR>");
        for text in [
            "<",
            "<3",
            "<b and y>",
            "<unknown>",
            "<person",
            "<person\n>",
            "<b",
            "<persons>",
            "<person value=\"a\n\">",
            "</person x=1>",
            "< person>",
            "<Person>",
            "<!-- -->",
            "<شخص>",
            "<person value=>",
        ] {
            check(text, Plain, "text");
        }
    }

    #[test]
    fn markup_is_lenient() {
        check("<x a=b\n c='>'>", Html, "Start x <x a=b\n c='>'>");
        check("<x/>", Xml, "Empty x <x/>");
        check("<br>", Html, "Empty br <br>");
        check("<br>", Xml, "Start br <br>");
        check("<اسم>", Xml, "Start اسم <اسم>");
        check("<!DOCTYPE x [<!ENTITY a 'b'>]>", Xml, "Empty  <!DOCTYPE x [<!ENTITY a 'b'>]>");
        check("<?xml version='1.0'?>", Xml, "Empty  <?xml version='1.0'?>");
        check("<x a", Xml, "unfinished");
        check("<x", Xml, "unfinished");
        check("<x <y>", Xml, "text");
        check("<x\n\n>", Xml, "text");
        check("<5>", Html, "text");
        check("<اسم>", Html, "text");
    }
}
