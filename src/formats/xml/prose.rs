//! An article's paragraphs as elements that nest.
//!
//! Invariant: the texts of the paragraphs, put together, are the article's text, and no annotation that is written runs
//! over the end of one: where one does, the text is not cut.

use crate::annotations::{Annotation, Article, Loss, Piece, Status, weave};
use crate::formats::losses::{Part, has_plain_ids, untold};
use crate::tags::{Dialect, Label, TagType, write_attribute};
use crate::text::Span;
use std::cmp::Reverse;

/// The attributes that an annotation's element has besides those of its label, where the format has any.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::formats) struct Attributes {
    /// Holds the id.
    pub id: Option<&'static str>,
    /// Holds pointers to how the annotation came to be: `hashiya:proposed`, `hashiya:rule/NAME`.
    pub source: Option<&'static str>,
}

/// A paragraph.
pub(in crate::formats) struct Paragraph {
    /// Its bytes of the text, with the line ends behind it.
    pub span: Span,
    /// Its text and its annotations, escaped.
    pub content: String,
}

/// The paragraphs of an article, and what they do not say.
pub(in crate::formats) struct Prose {
    /// At least one.
    pub paragraphs: Vec<Paragraph>,
    /// In order.
    pub losses: Vec<Loss>,
}

impl Prose {
    /// Writes the article's annotations as elements of a dialect. `fits` takes from a label what the format's schema does
    /// not allow; `may_stand` says whether an annotation of the second type may be a child of one of the first.
    pub(in crate::formats) fn new(
        article: &Article,
        dialect: Dialect,
        attributes: Attributes,
        fits: fn(&mut Label),
        may_stand: fn(TagType, TagType) -> bool,
    ) -> Self {
        let mut losses = unwritable(&article.text);
        let mut woven = Vec::new();
        // Of annotations of the same words a quotation comes first: it may hold what may not hold it.
        let mut annotations = article.annotations.clone();
        let is_other = |a: &Annotation| a.label.kind != TagType::Quote;
        annotations.sort_by_key(|a| (a.span.start, Reverse(a.span.end), is_other(a)));
        for span in cut(article) {
            let (pieces, lost) = weave(&annotations, span, |kind| dialect.may_hold(kind));
            woven.push((span, pieces));
            losses.extend(lost);
        }
        // Ids that a reader gives anyway are not written.
        let plain_ids = losses.is_empty() && has_plain_ids(article);
        let attributes = if plain_ids { Attributes { id: None, ..attributes } } else { attributes };
        let mut writer = Writer { article, dialect, attributes, fits, may_stand, losses };
        let paragraphs = woven
            .into_iter()
            .map(|(span, pieces)| Paragraph { span, content: writer.content(&pieces) })
            .collect();
        if writer.attributes.source.is_none() {
            writer.losses.extend(untold(article, &[Part::Status, Part::Rule]));
        }
        writer.losses.sort_by_key(|loss| loss.span.start);
        Self { paragraphs, losses: writer.losses }
    }
}

struct Writer<'a> {
    article: &'a Article,
    dialect: Dialect,
    attributes: Attributes,
    fits: fn(&mut Label),
    may_stand: fn(TagType, TagType) -> bool,
    losses: Vec<Loss>,
}

impl Writer<'_> {
    fn content(&mut self, pieces: &[Piece<'_>]) -> String {
        let mut out = String::new();
        // The open annotations, and the end tags of those that are written.
        let mut open: Vec<(TagType, Option<String>)> = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Text(span) => escape(&mut out, span.of(&self.article.text)),
                Piece::Close(_) => {
                    if let Some((_, Some(close))) = open.pop() {
                        out.push_str(&close);
                    }
                }
                Piece::Open(annotation) => {
                    let kind = annotation.label.kind;
                    let parent = open.iter().rev().find(|(_, close)| close.is_some()).map(|(kind, _)| *kind);
                    if let Some(parent) = parent.filter(|parent| !(self.may_stand)(*parent, kind)) {
                        let what =
                            format!("{} is left out: it lies inside {}", kind.as_str(), parent.as_str());
                        self.losses.push(Loss { span: annotation.span, what });
                        open.push((kind, None));
                        continue;
                    }
                    open.push((kind, Some(self.open(&mut out, annotation))));
                }
            }
        }
        out
    }

    /// Writes what opens an annotation; gives what closes it.
    fn open(&mut self, out: &mut String, annotation: &Annotation) -> String {
        let mut label = self.dialect.kept(&annotation.label);
        keep_legal(&mut label);
        (self.fits)(&mut label);
        let lost = Dialect::missing(&annotation.label, &label);
        if !lost.is_empty() {
            let what = format!("{} is not said in {}", lost.join(", "), self.dialect.name());
            self.losses.push(Loss { span: annotation.span, what });
        }
        let (open, close) = self.dialect.open_and_close(&label);
        let (name, rest) = open.split_at(open.find([' ', '>']).unwrap_or(open.len()));
        out.push_str(name);
        if let Some(attribute) = self.attributes.id {
            if let Some(id) = written_id(&annotation.id) {
                write_attribute(out, attribute, &id);
            } else {
                let what = format!("the id {} is not kept", annotation.id);
                self.losses.push(Loss { span: annotation.span, what });
            }
        }
        self.write_source(out, annotation);
        out.push_str(rest);
        close
    }

    fn write_source(&mut self, out: &mut String, annotation: &Annotation) {
        let proposed = (annotation.status == Status::Proposed).then(|| "hashiya:proposed".to_owned());
        let rule = annotation.rule.as_ref().map(|rule| format!("hashiya:rule/{}", encoded(rule)));
        let said: Vec<String> = proposed.into_iter().chain(rule).collect();
        if said.is_empty() {
            return;
        }
        if let Some(attribute) = self.attributes.source {
            write_attribute(out, attribute, &said.join(" "));
        }
    }
}

/// Takes from a label what has no form in XML.
fn keep_legal(label: &mut Label) {
    let Label { value, modifier, unit, reference, subtype, resp, .. } = label;
    for part in [value, modifier, unit, reference, subtype, resp] {
        *part = part.take().filter(|part| part.chars().all(legal));
    }
}

/// The id in a form that is a name in XML: with `_` before what could not begin one, which a reader takes away.
fn written_id(id: &str) -> Option<String> {
    let plain = !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
    let prefix = if id.starts_with(|c: char| c.is_ascii_alphabetic()) { "" } else { "_" };
    plain.then(|| format!("{prefix}{id}"))
}

/// A digit of base sixteen.
fn hex(digit: u8) -> char {
    char::from_digit(u32::from(digit), 16).unwrap_or('0').to_ascii_uppercase()
}

/// A name as part of a URI.
pub(in crate::formats) fn encoded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/' => out.push(char::from(byte)),
            _ => out.extend(['%', hex(byte >> 4), hex(byte & 15)]),
        }
    }
    out
}

/// The name that was encoded.
pub(super) fn decoded(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        let byte = after.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(byte.unwrap_or(b'%'));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}

/// True for the characters that XML 1.0 can hold.
pub(in crate::formats) const fn legal(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Appends text. CR is written as a reference, as a reader takes it for a line end and makes LF of it.
pub(in crate::formats) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            c if legal(c) => out.push(c),
            _ => out.push('\u{fffd}'),
        }
    }
}

/// The runs of characters that have no form in XML.
pub(in crate::formats) fn unwritable(text: &str) -> Vec<Loss> {
    let mut losses: Vec<Loss> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| !legal(*c)) {
        let end = at + c.len_utf8();
        match losses.last_mut() {
            Some(last) if last.span.end == at => last.span.end = end,
            _ => losses.push(Loss {
                span: Span::new(at, end),
                what: format!("U+{:04X} has no form in XML and becomes U+FFFD", u32::from(c)),
            }),
        }
    }
    losses
}

/// The paragraphs of a text: parted by blank lines, or by line ends where it holds no blank line.
fn cut(article: &Article) -> Vec<Span> {
    let text = &article.text;
    let lines = lines(text);
    let blank = |line: &Span| line.of(text).trim().is_empty();
    let spaced = lines.windows(3).any(|three| !blank(&three[0]) && blank(&three[1]) && !blank(&three[2]));
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut annotations = article.annotations.iter().peekable();
    let (mut start, mut reach, mut begun) = (0, 0, false);
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| !blank(line)) {
        while let Some(annotation) = annotations.next_if(|a| a.span.start < line.start) {
            reach = reach.max(annotation.span.end);
        }
        let apart = !spaced || index.checked_sub(1).is_some_and(|before| blank(&lines[before]));
        if begun && apart && reach <= line.start {
            paragraphs.push(Span::new(start, line.start));
            start = line.start;
        }
        begun = true;
    }
    paragraphs.push(Span::new(start, text.len()));
    paragraphs
}

/// The lines of a text with their ends: LF, CR or both.
fn lines(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut lines = Vec::new();
    let mut start = 0;
    for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
            continue;
        }
        lines.push(Span::new(start, at + 1));
        start = at + 1;
    }
    if start < text.len() {
        lines.push(Span::new(start, text.len()));
    }
    lines
}

/// The language of a text by the script of most of its letters; none where it has none of Arabic or Latin.
pub(in crate::formats) fn language(text: &str) -> Option<&'static str> {
    let arabic = |c: char| matches!(c, '\u{620}'..='\u{64a}' | '\u{66e}'..='\u{6d3}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    let (mut right, mut left) = (0_usize, 0_usize);
    for c in text.chars() {
        right += usize::from(arabic(c));
        left += usize::from(c.is_ascii_alphabetic());
    }
    match right.cmp(&left) {
        std::cmp::Ordering::Greater => Some("ar"),
        std::cmp::Ordering::Less => Some("en"),
        std::cmp::Ordering::Equal => (right > 0).then_some("ar"),
    }
}

/// True for what may stand in a list of pointers: a URI or a relative reference, without white space.
pub(in crate::formats) fn is_pointer(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_hex = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
    let escapes = memchr::memchr_iter(b'%', bytes).all(|at| is_hex(at + 1) && is_hex(at + 2));
    let path = text.find(['/', '?', '#']).unwrap_or(text.len());
    let scheme = text[..path].split_once(':').is_none_or(|(scheme, rest)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
            && !(rest.is_empty() && path == text.len())
    });
    let plain = |c: char| legal(c) && !c.is_whitespace() && !c.is_control();
    !text.is_empty() && escapes && scheme && text.matches('#').count() < 2 && text.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::{cut, decoded, encoded, is_pointer, language, written_id};
    use crate::annotations::{Annotation, Article};
    use crate::tags::{Label, TagType};
    use crate::text::Span;

    fn check(text: &str, spans: &[(usize, usize)], expected: &[&str]) {
        let annotation = |&(a, b): &(usize, usize)| {
            Annotation::new(String::new(), Span::new(a, b), Label::new(TagType::Quote))
        };
        let annotations = spans.iter().map(annotation).collect();
        let article = Article { text: text.to_owned(), annotations, ..Article::default() };
        let found: Vec<&str> = cut(&article).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(found, expected, "{text:?}");
        assert_eq!(found.concat(), text);
    }

    #[test]
    fn paragraphs_end_at_blank_lines_or_at_lines() {
        check("", &[], &[""]);
        check("\n\n", &[], &["\n\n"]);
        check("a\nb", &[], &["a\n", "b"]);
        check("\na\r\nb\r\n", &[], &["\na\r\n", "b\r\n"]);
        check("a\nb\n \u{a0}\nc\rd\n\n", &[], &["a\nb\n \u{a0}\n", "c\rd\n\n"]);
        check("a\n\nb\n\nc", &[(0, 4)], &["a\n\nb\n\n", "c"]);
        check("a\n\nb\n\nc", &[(0, 1), (3, 4)], &["a\n\n", "b\n\n", "c"]);
    }

    #[test]
    fn languages_by_script() {
        for (text, expected) in [
            ("نجيب Najib في بيروت", Some("ar")),
            ("the word نجيب", Some("en")),
            ("2016 – ", None),
            ("", None),
        ] {
            assert_eq!(language(text), expected, "{text}");
        }
    }

    #[test]
    fn pointers() {
        for good in ["wikidata:Q1", "#x", "https://a.b/c?d#e", "a", "tel:+961", "a%20b", "x/1:2", "نجيب"]
        {
            assert!(is_pointer(good), "{good}");
        }
        for bad in ["", "a b", "a\u{a0}b", "a#b#c", "100%", "1:2", ":x", "x:", "a\u{ffff}"] {
            assert!(!is_pointer(bad), "{bad:?}");
        }
    }

    #[test]
    fn names_come_back() {
        for name in ["ar.dual-month", "a b/c", "100%", "نص", ""] {
            assert_eq!(decoded(&encoded(name)), name);
        }
        assert_eq!(decoded("%zz%4"), "%zz%4");
        assert_eq!(written_id("t1").as_deref(), Some("t1"));
        assert_eq!(written_id("1a").as_deref(), Some("_1a"));
        assert_eq!(written_id("_a").as_deref(), Some("__a"));
        assert_eq!((written_id(""), written_id("ا")), (None, None));
    }
}
