//! Where a paragraph is prose: rules about words, numbers and marks have no say in code and in addresses.
//!
//! Asked only about what a rule is about to report, so it may look around; every look is bounded or costs the paragraph once.

use crate::analysis::Paragraph;
use crate::text::Span;
use smallvec::SmallVec;

/// Elements whose content is code.
const CODE: &[&str] = &["code", "kbd", "pre", "samp", "tt", "var"];
/// Bytes that are looked at on each side of a word.
const REACH: usize = 160;

/// Where code stands in the plain text of a paragraph.
#[derive(Debug)]
pub(super) struct Code(SmallVec<[Span; 2]>);

impl Code {
    /// Reads what stands between backticks and in elements of code.
    pub fn read(paragraph: &Paragraph) -> Self {
        let markup = &paragraph.markup;
        let mut found: SmallVec<[Span; 2]> = SmallVec::new();
        for tag in &markup.tags {
            let Some(partner) = tag.partner.and_then(|partner| markup.tags.get(partner)) else { continue };
            if tag.span.end <= partner.span.start && CODE.contains(&tag.name.of(&paragraph.text)) {
                found.push(markup.plain.span_from_raw(Span::new(tag.span.end, partner.span.start)));
            }
        }
        let bytes = markup.plain.text.as_bytes();
        let mut open: Option<(usize, usize)> = None;
        let mut at = 0;
        while let Some(next) = memchr::memchr(b'`', &bytes[at..]) {
            let start = at + next;
            let length = bytes[start..].iter().take_while(|&&b| b == b'`').count();
            at = start + length;
            match open {
                None => open = Some((start, length)),
                Some((from, opened)) if opened == length => {
                    found.push(Span::new(from, at));
                    open = None;
                }
                Some(_) => {}
            }
        }
        found.sort_unstable_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        // What lies in what was found before says nothing new, so ends rise too.
        let mut end = 0;
        found.retain(|span| {
            let is_new = end < span.end;
            end = end.max(span.end);
            is_new
        });
        Self(found)
    }

    /// True when code touches a span of the plain text.
    pub fn holds(&self, span: Span) -> bool {
        let next = self.0.partition_point(|code| code.end <= span.start);
        self.0.get(next).is_some_and(|code| code.overlaps(span))
    }
}

/// The stretch around `span` that has no white space, quotation mark or bracket in it, as far as anybody looks.
pub(super) fn chunk(text: &str, span: Span) -> Span {
    let ends = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | '\u{AB}' | '\u{BB}' | '\u{201C}'
                    ..='\u{201F}'
                        | '('
                        | ')'
                        | '['
                        | ']'
                        | '{'
                        | '}'
                        | '<'
                        | '>'
                        | '\u{60C}'
                        | '\u{61B}'
                        | '\u{61F}'
            )
    };
    let from = text.floor_char_boundary(span.start.saturating_sub(REACH));
    let to = text.ceil_char_boundary((span.end + REACH).min(text.len()));
    let before = text[from..span.start].rfind(ends);
    let start = before.map_or(from, |at| text.ceil_char_boundary(from + at + 1));
    let end = text[span.end..to].find(ends).map_or(to, |at| span.end + at);
    Span::new(start, end)
}

/// True when a chunk is an address, a hashtag, a handle, a file or a piece of code.
pub(super) fn is_address(chunk: &str) -> bool {
    let bytes = chunk.as_bytes();
    let domain = || {
        // A point between a letter or digit and two letters: example.org, report.pdf.
        bytes.windows(4).any(|w| {
            w[0].is_ascii_alphanumeric()
                && w[1] == b'.'
                && w[2].is_ascii_alphabetic()
                && w[3].is_ascii_alphabetic()
        })
    };
    bytes.iter().any(|b| matches!(b, b'@' | b'#' | b'_' | b'\\' | b'=' | b'~'))
        || chunk.contains("://")
        || chunk.starts_with("www.")
        || bytes.is_ascii() && domain()
        || bytes
            .windows(2)
            .any(|w| w[0].is_ascii_alphabetic() && w[1] == b'/' || w[0] == b'/' && w[1].is_ascii_alphabetic())
}

/// True inside what looks like a tag with attributes, though nobody read it as one: its values are no prose.
pub(super) fn is_in_tag(text: &str, span: Span) -> bool {
    let from = text.floor_char_boundary(span.start.saturating_sub(REACH));
    let to = text.ceil_char_boundary((span.end + REACH).min(text.len()));
    let Some(open) = text[from..span.start].rfind(['<', '>']) else { return false };
    let inside = &text[from + open..span.start];
    let named =
        inside.strip_prefix('<').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    named
        && inside.contains('=')
        && text[span.end..to].find(['<', '>']).is_some_and(|at| text[span.end + at..].starts_with('>'))
}

/// True when most letters of a text are Arabic.
pub(super) fn is_arabic(text: &str) -> bool {
    let (mut arabic, mut latin) = (0_usize, 0_usize);
    for &byte in text.as_bytes() {
        arabic += usize::from(matches!(byte, 0xD8..=0xDB));
        latin += usize::from(byte.is_ascii_alphabetic());
    }
    arabic * 2 >= latin && arabic > 0
}

#[cfg(test)]
mod tests {
    use super::{Code, chunk, is_address, is_arabic, is_in_tag};
    use crate::analysis::{Document, Options};
    use crate::tags::Syntax;
    use crate::text::Span;

    #[test]
    fn code_is_found() {
        let check = |text: &str, expected: &[&str]| {
            let options = Options { syntax: Syntax::Html, ..Options::default() };
            let document = Document::of(text, options);
            let (_, paragraph) = document.paragraphs().next().unwrap();
            let plain = &paragraph.markup.plain.text;
            let found: Vec<&str> = Code::read(paragraph).0.into_iter().map(|span| span.of(plain)).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("a `b c` d", &["`b c`"]);
        check("a ``b ` c`` d ` e", &["``b ` c``"]);
        check("a <code>b</code> <b>c</b>", &["b"]);
        check("a b", &[]);
    }

    #[test]
    fn addresses_are_known() {
        for (text, about, expected) in [
            ("see https://a.org/2016/x now", "2016", true),
            ("see (a.org/2016)", "2016", true),
            ("كتب #عام2016 هنا", "2016", true),
            ("to b12@a.org", "12", true),
            ("the file r2016.pdf is", "2016", true),
            ("in 2016, he", "2016", false),
            ("عام2016.وقال", "2016", false),
            ("و\"لندن2012\"", "2012", false),
        ] {
            let start = text.find(about).unwrap();
            let found = chunk(text, Span::new(start, start + about.len()));
            assert_eq!(is_address(found.of(text)), expected, "{text}");
        }
    }

    #[test]
    fn attributes_are_known() {
        for (text, expected) in [
            ("في <TIMEX3 type=\"DATE\" value=\"2016\">عام</TIMEX3>", true),
            ("في <x>2016</x>", false),
            ("a < b and c = 2016 > d", false),
            ("a <b c=\"d\">2016</b>", false),
            ("a <b c=2016", false),
        ] {
            let start = text.find("2016").unwrap();
            assert_eq!(is_in_tag(text, Span::new(start, start + 4)), expected, "{text}");
        }
    }

    #[test]
    fn script_is_counted() {
        assert!(is_arabic("قال BBC إنه") && !is_arabic("He said \"نعم\" twice") && !is_arabic("12"));
    }
}
