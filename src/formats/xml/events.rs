//! Strict XML, an event at a time: what is not well-formed is refused with its line.
//!
//! No entity but the five of XML itself is expanded and nothing is fetched, so that a document can neither grow nor
//! reach out. Nesting costs no stack, and an element has no more than [`ATTRIBUTES`].

use super::legal;
use crate::formats::Problem;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event as Read};
use std::borrow::Cow;

/// More attributes than any vocabulary has for one element.
const ATTRIBUTES: usize = 200;

/// What comes next.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::formats) enum Event {
    /// An element begins.
    Open(Element),
    /// The element that was opened last ends.
    Close,
    /// A stretch of text with its references resolved and its line ends as XML wants them.
    Text(String),
}

/// The beginning of an element.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::formats) struct Element {
    /// Its name without a prefix.
    pub name: String,
    /// Names, as they are written, and values, in order.
    pub attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of an attribute.
    pub(in crate::formats) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The attributes as the tables of tags take them.
    pub(in crate::formats) fn pairs(&self) -> Vec<(&str, Cow<'_, str>)> {
        self.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str().into())).collect()
    }
}

/// A document on its way.
pub(in crate::formats) struct Events<'a> {
    reader: Reader<&'a [u8]>,
    content: &'a str,
    /// How many elements are open.
    depth: usize,
    /// The root element has begun.
    rooted: bool,
    /// An empty element is still to be closed.
    empty: bool,
    /// Attributes may stand without a value.
    html: bool,
}

impl<'a> Events<'a> {
    /// The events of a document.
    pub(in crate::formats) fn new(content: &'a str) -> Self {
        let content = content.trim_start_matches('\u{feff}');
        let mut reader = Reader::from_str(content);
        reader.config_mut().check_comments = true;
        Self { reader, content, depth: 0, rooted: false, empty: false, html: false }
    }

    /// The events of HTML that is otherwise well-formed XML.
    pub(in crate::formats) fn of_html(content: &'a str) -> Self {
        Self { html: true, ..Self::new(content) }
    }

    /// The next event; none at the end of a document that was well-formed.
    pub(in crate::formats) fn next(&mut self) -> Result<Option<Event>, Problem> {
        if std::mem::take(&mut self.empty) {
            self.depth -= 1;
            return Ok(Some(Event::Close));
        }
        loop {
            let read = self.reader.read_event().map_err(|error| self.problem(&error.to_string()))?;
            match read {
                Read::Start(start) => return self.open(&start).map(Some),
                Read::Empty(start) => {
                    self.empty = true;
                    return self.open(&start).map(Some);
                }
                Read::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Some(Event::Close));
                }
                Read::Text(text) => {
                    let text = text.xml10_content();
                    if self.depth > 0 {
                        return self.text(text.into_owned()).map(Some);
                    }
                    if !text.trim().is_empty() {
                        return Err(self.problem("there is text outside the root element"));
                    }
                }
                Read::CData(text) => return self.text(text.xml10_content().into_owned()).map(Some),
                Read::GeneralRef(name) => {
                    let name = name.into_inner();
                    let c = self.resolve(&name)?;
                    return self.text(c.to_string()).map(Some);
                }
                Read::DocType(declaration) => {
                    if declaration.into_inner().contains("<!ENTITY") {
                        let what = "the document declares entities, which are not expanded; \
                                    write what they stand for instead";
                        return Err(self.problem(what));
                    }
                }
                Read::Decl(_) | Read::PI(_) | Read::Comment(_) => {}
                Read::Eof if self.depth > 0 => {
                    return Err(self.problem("the document ends before its elements do"));
                }
                Read::Eof if !self.rooted => return Err(self.problem("the document holds no element")),
                Read::Eof => return Ok(None),
            }
        }
    }

    fn open(&mut self, start: &BytesStart<'_>) -> Result<Event, Problem> {
        if self.depth == 0 && std::mem::replace(&mut self.rooted, true) {
            return Err(self.problem("the document has a second root element"));
        }
        self.depth += 1;
        let name = start.local_name().into_inner().to_owned();
        let mut attributes = Vec::new();
        // Compared to each other below, where their number is bounded.
        let mut all = if self.html { start.html_attributes() } else { start.attributes() };
        for attribute in all.with_checks(false).take(ATTRIBUTES + 1) {
            let attribute = attribute.map_err(|error| self.problem(&error.to_string()))?;
            let name = attribute.key.into_inner().to_owned();
            if attribute.value.contains('<') {
                return Err(self.problem(&format!("the value of {name} holds a <")));
            }
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_err(|error| self.problem(&error.to_string()))?.into_owned();
            if let Some(c) = value.chars().find(|&c| !legal(c)) {
                return Err(self.illegal(c));
            }
            attributes.push((name, value));
        }
        if attributes.len() > ATTRIBUTES {
            return Err(self.problem(&format!("{name} has more than {ATTRIBUTES} attributes")));
        }
        let mut names: Vec<&str> = attributes.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        if let Some(twice) = names.iter().zip(names.iter().skip(1)).find(|(one, next)| one == next) {
            return Err(self.problem(&format!("{name} has {} twice", twice.0)));
        }
        Ok(Event::Open(Element { name, attributes }))
    }

    fn text(&self, text: String) -> Result<Event, Problem> {
        if self.depth == 0 {
            return Err(self.problem("there is text outside the root element"));
        }
        match text.chars().find(|&c| !legal(c)) {
            Some(c) => Err(self.illegal(c)),
            None => Ok(Event::Text(text)),
        }
    }

    /// The character that a reference stands for.
    fn resolve(&self, name: &str) -> Result<char, Problem> {
        if let Some(number) = name.strip_prefix('#') {
            let code = match number.strip_prefix('x') {
                Some(hex) if hex.bytes().all(|b| b.is_ascii_hexdigit()) => u32::from_str_radix(hex, 16).ok(),
                None if number.bytes().all(|b| b.is_ascii_digit()) => number.parse().ok(),
                _ => None,
            };
            let c = code.and_then(char::from_u32).filter(|&c| legal(c));
            return c.ok_or_else(|| self.problem(&format!("&{name}; is no character of XML")));
        }
        match name {
            "amp" => Ok('&'),
            "lt" => Ok('<'),
            "gt" => Ok('>'),
            "quot" => Ok('"'),
            "apos" => Ok('\''),
            _ => Err(self.problem(&format!("&{name}; is no entity of XML; write the character itself"))),
        }
    }

    fn illegal(&self, c: char) -> Problem {
        self.problem(&format!("U+{:04X} is no character of XML", u32::from(c)))
    }

    /// A problem at the place that was read last.
    pub(in crate::formats) fn problem(&self, what: &str) -> Problem {
        let wrong = self.reader.error_position();
        let at = usize::try_from(if wrong > 0 { wrong } else { self.reader.buffer_position() });
        let before = self.content.as_bytes().get(..at.unwrap_or_default()).unwrap_or_default();
        Problem::at(memchr::memchr_iter(b'\n', before).count() + 1, what)
    }
}

#[cfg(test)]
mod tests {
    use super::{Event, Events};

    fn all(content: &str) -> Result<String, String> {
        let mut events = Events::new(content);
        let mut out = String::new();
        while let Some(event) = events.next().map_err(|problem| problem.to_string())? {
            match event {
                Event::Open(element) => {
                    out.extend(["<", &element.name]);
                    for (name, value) in &element.attributes {
                        out.push_str(&[" ", name, "=", &format!("{value:?}")].concat());
                    }
                    out.push('>');
                }
                Event::Close => out.push_str("</>"),
                Event::Text(text) => out.push_str(&text),
            }
        }
        Ok(out)
    }

    #[test]
    fn what_is_well_formed_is_read() {
        for (content, expected) in [
            ("\u{feff}<?xml version=\"1.0\"?><!DOCTYPE a SYSTEM 'x.dtd'><!-- --><x:a/>\n", "<a></>"),
            ("<a b='1&amp;&#10;2'>x<c>y</c></a>", "<a b=\"1&\\n2\">x<c>y</></>"),
            ("<a>\r\n&#13;&lt;&#x627;<![CDATA[<b>&]]></a>", "<a>\n\r<ا<b>&</>"),
            ("<a\nb = \"x\r\ny\"/>", "<a b=\"x y\"></>"),
        ] {
            assert_eq!(all(content).as_deref(), Ok(expected), "{content}");
        }
        let deep = format!("{}{}", "<a>".repeat(50_000), "</a>".repeat(50_000));
        assert!(all(&deep).is_ok());
    }

    #[test]
    fn what_is_not_is_refused_with_its_line() {
        for (content, what) in [
            ("", "1: the document holds no element"),
            ("<a>", "1: the document ends"),
            ("<a>\n</b>", "2: "),
            ("</a>", "1: "),
            ("<a/>\n<b/>", "2: the document has a second root"),
            ("x<a/>", "1: there is text outside"),
            ("<a>&nbsp;</a>", "1: &nbsp; is no entity"),
            ("<a>&#0;</a>", "1: &#0; is no character"),
            ("<a>\u{1}</a>", "1: U+0001 is no character"),
            ("<a b='\u{1}'/>", "1: U+0001 is no character"),
            ("<a b='1' b='2'/>", "1: a has b twice"),
            ("<a b='<'/>", "1: the value of b holds a <"),
            ("<a b=1/>", "1: "),
            ("<a b='&x;'/>", "1: "),
            ("<!DOCTYPE a [<!ENTITY x 'y'>]>\n<a>&x;</a>", "1: the document declares entities"),
            ("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "1: the document declares"),
            ("<a>x & y</a>", "1: "),
        ] {
            let problem = all(content).unwrap_err();
            assert!(problem.starts_with(what), "{content:?}: {problem}");
        }
        let many = (0..300).map(|number| format!(" a{number}=''")).collect::<Vec<_>>().concat();
        assert!(all(&format!("<a{many}/>")).unwrap_err().contains("more than 200"));
    }
}
