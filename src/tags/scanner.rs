//! Reads the tags in a text, however broken, in one pass and linear time.
//!
//! Three rules make a paragraph's scan equal to the whole document's, and a stray bracket harmless:
//! - no tag holds a blank line, and none is longer than a few kilobytes ([`super::element`]);
//! - at a blank line every open element is forgotten, and at any other line end all but young ones (less than [`LIMIT`](super::element::LIMIT)
//!   bytes old) that are annotations, or in Markdown brackets, or stand inside one: names run over a line end in
//!   hard-wrapped text, nothing else needs a partner there;
//! - what does reach further (comments, scripts, headers, front matter, code fences) is the [`Region`] carried on.
//!
//! So the legal cuts are: after any blank line, and after any line end where [`may_cut`] says so.
//!
//! End tags pair with the nearest open start tag of their name; start tags in between stay alone. A `]{.class}` pairs
//! with its `[` only when nothing else is open in between, otherwise both are text.

use std::borrow::Cow;

use memchr::memmem;
use rustc_hash::FxHashMap;

use super::{
    Form, Label, Markup, Meaning, PlainText, Region, Syntax, Tag,
    attributes::Attributes,
    bracket, dialects,
    element::{self, Element, Lexed},
    finish::finish,
    line, names,
    open::OpenTags,
    region::{Fence, Header, RawElement, closes_front_matter, is_front_matter_line},
};
use crate::text::Span;

/// Scans a text that begins inside `entering`.
pub fn scan(text: &str, syntax: Syntax, entering: Region) -> Markup {
    if let Some(leaving) = without_markup(text, syntax, entering) {
        return Markup {
            tags: Vec::new(),
            annotations: Vec::new(),
            plain: PlainText::identity(text),
            leaving,
            entering,
            syntax,
            hidden: Vec::new(),
        };
    }
    let mut scanner = Scanner::new(text, syntax, entering);
    scanner.run();
    finish(scanner, entering)
}

/// True when the document may be cut after `text`, which ends with a line end and begins inside `entering` at a legal
/// cut (or the document's start): no tag and no annotation is open there.
pub fn may_cut(text: &str, syntax: Syntax, entering: Region) -> bool {
    if without_markup(text, syntax, entering).is_some() && (syntax != Syntax::Markdown || !text.contains('['))
    {
        return true;
    }
    let mut scanner = Scanner::new(text, syntax, entering);
    scanner.run();
    !scanner.unfinished && scanner.open.is_empty()
}

/// True when the line end at the end of `text` stands inside a tag or an annotation, so that a paragraph must go on.
/// `text` begins at a legal cut in prose. A blank line and 4 KiB always end the question.
pub fn line_ends_inside_tag(text: &str, syntax: Syntax) -> bool {
    !may_cut(text, syntax, Region::Prose)
}

/// The region after a text in which nothing can be markup; `None` when the scanner must look.
fn without_markup(text: &str, syntax: Syntax, entering: Region) -> Option<Region> {
    if !matches!(entering, Region::Start | Region::Prose | Region::Root) {
        return None;
    }
    let bytes = text.as_bytes();
    if memchr::memchr(b'<', bytes).is_some() || memmem::find(bytes, b"]{").is_some() {
        return None;
    }
    let other = match syntax {
        Syntax::Plain => false,
        Syntax::Html | Syntax::Xml => memchr::memchr(b'&', bytes).is_some(),
        Syntax::Markdown => {
            memmem::find(bytes, b"```").is_some()
                || memmem::find(bytes, b"~~~").is_some()
                || entering == Region::Start && opens_front_matter(text).is_some()
        }
    };
    (!other).then(|| after_text(entering, text))
}

/// The region after some text: the document has begun, a root's header no longer comes.
fn after_text(region: Region, text: &str) -> Region {
    match region {
        Region::Start if text.trim_start_matches('\u{feff}').is_empty() => Region::Start,
        Region::Root if text.chars().all(char::is_whitespace) => Region::Root,
        Region::Start | Region::Root => Region::Prose,
        other => other,
    }
}

/// The end of the line that opens front matter, at a document's start.
pub(super) fn opens_front_matter(text: &str) -> Option<usize> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let (end, next) = line::line_at(text, start);
    (text[start..end].trim_end() == "---").then_some(next)
}

/// One pass over a text.
pub(super) struct Scanner<'t> {
    pub(super) text: &'t str,
    pub(super) syntax: Syntax,
    pub(super) region: Region,
    at: usize,
    pub(super) tags: Vec<Tag>,
    pub(super) labels: FxHashMap<usize, Label>,
    pub(super) hidden: Vec<Span>,
    open: OpenTags<'t>,
    /// Start of the text whose line ends have not been looked at.
    gap: usize,
    /// The text ends where a tag may go on.
    unfinished: bool,
    special: [bool; 256],
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str, syntax: Syntax, region: Region) -> Self {
        let mut special = [false; 256];
        for b in b"<[]\\" {
            special[usize::from(*b)] = true;
        }
        if syntax == Syntax::Markdown {
            special[usize::from(b'\n')] = true;
            special[usize::from(b'\r')] = true;
        }
        Self {
            text,
            syntax,
            region,
            at: 0,
            tags: Vec::new(),
            labels: FxHashMap::default(),
            hidden: Vec::new(),
            open: OpenTags::default(),
            gap: 0,
            unfinished: false,
            special,
        }
    }

    fn run(&mut self) {
        if self.region == Region::Start
            && self.syntax == Syntax::Markdown
            && let Some(end) = opens_front_matter(self.text)
        {
            self.hide(end);
            self.region = Region::FrontMatter;
        }
        if matches!(self.region, Region::Start | Region::Prose) {
            self.open_fence();
        }
        while self.at < self.text.len() {
            match self.region {
                Region::Start | Region::Prose | Region::Root => self.prose(),
                Region::Comment { in_root } => self.until("-->", self.at, back_to(in_root)),
                Region::CData => self.until("]]>", self.at, Region::Prose),
                Region::Raw(element) => self.until_element(element.name(), None),
                Region::Header(header) => {
                    let (name, next) = header.names();
                    self.until_element(name, Some(next));
                }
                Region::FrontMatter => self.front_matter_line(),
                Region::Fence(fence) => self.fence_line(fence),
            }
        }
        self.settle(self.text.len());
    }

    /// Hides the text up to `end`.
    fn hide(&mut self, end: usize) {
        if end > self.at {
            match self.hidden.last_mut() {
                Some(last) if last.end == self.at => last.end = end,
                _ => self.hidden.push(Span::new(self.at, end)),
            }
        }
        self.at = end;
    }

    /// Hides up to and with `closing`, looked for from `from`.
    fn until(&mut self, closing: &str, from: usize, then: Region) {
        match memmem::find(&self.text.as_bytes()[from..], closing.as_bytes()) {
            Some(found) => {
                self.hide(from + found + closing.len());
                self.region = then;
            }
            None => self.hide(self.text.len()),
        }
    }

    /// Hides up to the end tag of `name`, or the start tag of `next`.
    fn until_element(&mut self, name: &str, next: Option<&str>) {
        let bytes = self.text.as_bytes();
        let mut from = self.at;
        while let Some(found) = memchr::memchr(b'<', &bytes[from..]) {
            let at = from + found;
            let closing = bytes.get(at + 1) == Some(&b'/');
            let rest = &self.text[at + 1 + usize::from(closing)..];
            let end = rest
                .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/' | '<'))
                .unwrap_or(rest.len().min(64));
            let found_name = rest.get(..end).map_or("", names::local);
            let wanted = if closing { Some(name) } else { next };
            if wanted.is_some_and(|wanted| found_name.eq_ignore_ascii_case(wanted)) {
                self.hide(at);
                self.region = Region::Prose;
                return;
            }
            from = at + 1;
        }
        self.hide(self.text.len());
    }

    fn front_matter_line(&mut self) {
        let (end, next) = line::line_at(self.text, self.at);
        let line = &self.text[self.at..end];
        if closes_front_matter(line) {
            self.hide(next);
            self.region = Region::Prose;
            self.open_fence();
        } else if is_front_matter_line(line) {
            self.hide(next);
        } else {
            self.region = Region::Prose;
            self.open_fence();
        }
    }

    fn fence_line(&mut self, fence: Fence) {
        let (end, next) = line::line_at(self.text, self.at);
        let closes = fence.is_closed_by(&self.text[self.at..end]);
        self.hide(next);
        if closes {
            self.region = Region::Prose;
            self.open_fence();
        }
    }

    /// At a line's start in Markdown: a code fence.
    fn open_fence(&mut self) {
        if self.syntax != Syntax::Markdown || self.at >= self.text.len() {
            return;
        }
        // Most lines have no fence; look at the first letters before measuring the line.
        let bytes = &self.text.as_bytes()[self.at..];
        let indent = bytes.iter().take(4).take_while(|&&b| b == b' ').count();
        if !matches!(bytes.get(indent), Some(b'`' | b'~')) {
            return;
        }
        let (end, next) = line::line_at(self.text, self.at);
        if let Some(fence) = Fence::open(&self.text[self.at..end]) {
            self.hide(next);
            self.region = Region::Fence(fence);
        }
    }

    /// Reads up to the next special character, and it.
    fn prose(&mut self) {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let at = bytes[start..]
            .iter()
            .position(|&b| self.special[usize::from(b)])
            .map_or(bytes.len(), |found| start + found);
        if at > start && matches!(self.region, Region::Start | Region::Root) {
            self.region = after_text(self.region, &self.text[start..at]);
        }
        self.at = at;
        match bytes.get(at) {
            None => {}
            Some(b'<') => self.angle(),
            Some(b'[') => {
                self.text_began();
                self.settle(at);
                let index = self.tags.len();
                // A placeholder; it becomes a tag when its end is found.
                self.tags.push(Tag {
                    span: Span::new(at, at),
                    name: Span::new(at, at),
                    form: Form::Start,
                    partner: None,
                    meaning: Meaning::Annotation,
                });
                self.open.push_bracket(index, at, self.syntax == Syntax::Markdown);
                self.at += 1;
            }
            Some(b']') => {
                self.text_began();
                self.settle(at);
                self.close_bracket();
            }
            Some(b'\\') => {
                self.text_began();
                let escapes = bytes.get(at + 1).is_some_and(|&next| match self.syntax {
                    Syntax::Markdown => next.is_ascii_punctuation(),
                    _ => matches!(next, b'[' | b']' | b'\\'),
                });
                self.at += 1 + usize::from(escapes);
            }
            Some(_) => {
                self.text_began();
                self.at = line::after_line_end(bytes, at).unwrap_or(at + 1);
                self.open_fence();
            }
        }
    }

    fn text_began(&mut self) {
        if matches!(self.region, Region::Start | Region::Root) {
            self.region = Region::Prose;
        }
    }

    fn angle(&mut self) {
        let at = self.at;
        let rest = &self.text.as_bytes()[at..];
        let in_root = self.region == Region::Root;
        if self.syntax != Syntax::Plain && rest.starts_with(b"<!--") {
            self.region = Region::Comment { in_root };
            // `<!-->` is a whole comment to browsers.
            self.until("-->", at + 2, back_to(in_root));
            return;
        }
        if !self.syntax.is_strict() && rest.starts_with(b"<![CDATA[") {
            self.region = Region::CData;
            self.until("]]>", at, Region::Prose);
            return;
        }
        match element::lex(self.text, at, self.syntax) {
            Lexed::Tag(element) => {
                self.settle(at);
                self.at = element.end;
                self.gap = element.end;
                self.tag(at, &element);
            }
            Lexed::Unfinished => {
                self.text_began();
                self.unfinished = true;
                self.at += 1;
            }
            Lexed::Text => {
                self.text_began();
                self.at += 1;
            }
        }
    }

    fn tag(&mut self, at: usize, element: &Element) {
        let name = element.name.of(self.text);
        let index = self.tags.len();
        let mut tag = Tag {
            span: Span::new(at, element.end),
            name: element.name,
            form: element.form,
            partner: None,
            meaning: Meaning::Structure,
        };
        if name.is_empty() {
            self.tags.push(tag);
            return;
        }
        self.region = self.region_after(name, element.form);
        if element.form == Form::End {
            if let Some(start) = self.open.pop_element(&self.key(name)) {
                tag.partner = Some(start);
                tag.meaning = self.tags[start].meaning;
                self.tags[start].partner = Some(index);
            } else if dialects::is_annotation_name(name) {
                tag.meaning = Meaning::Annotation;
            }
            self.tags.push(tag);
            return;
        }
        let attributes = &self.text[element.name.end..element.end - 1];
        let label = dialects::read(name, &Attributes::read(attributes), self.syntax);
        if label.is_some() {
            tag.meaning = Meaning::Annotation;
        } else if element.form == Form::Empty && self.syntax.is_strict() && name == "date.issue" {
            tag.meaning = Meaning::Published;
        }
        self.tags.push(tag);
        if element.form == Form::Start {
            self.open.push_element(index, self.key(name), at, label.is_some());
            if let Some(label) = label {
                self.labels.insert(index, label);
            }
        }
    }

    fn region_after(&self, name: &str, form: Form) -> Region {
        if form != Form::Start || self.syntax == Syntax::Plain {
            return Region::Prose;
        }
        if let Some(raw) = RawElement::of(name) {
            return Region::Raw(raw);
        }
        let local = names::local(name);
        match self.syntax {
            Syntax::Html if local.eq_ignore_ascii_case("head") => Region::Header(Header::Head),
            Syntax::Xml => match local {
                "head" if self.region == Region::Root => Region::Header(Header::Head),
                "teiHeader" => Region::Header(Header::TeiHeader),
                "standOff" => Region::Header(Header::StandOff),
                "nitf" | "html" => Region::Root,
                _ => Region::Prose,
            },
            _ => Region::Prose,
        }
    }

    /// Names as they are compared.
    fn key(&self, name: &'t str) -> Cow<'t, str> {
        if self.syntax == Syntax::Html && name.bytes().any(|b| b.is_ascii_uppercase()) {
            name.to_ascii_lowercase().into()
        } else {
            name.into()
        }
    }

    fn close_bracket(&mut self) {
        let at = self.at;
        let found = if self.text.as_bytes().get(at + 1) == Some(&b'{') {
            bracket::block(self.text, at + 1)
        } else {
            None
        };
        self.at += 1;
        let Some(start) = self.open.pop_bracket() else { return };
        let Some((end, label)) = found else { return };
        let index = self.tags.len();
        let open = self.tags[start].span.start;
        self.tags[start].span.end = open + 1;
        self.tags[start].partner = Some(index);
        self.labels.insert(start, label);
        self.tags.push(Tag {
            span: Span::new(at, end),
            name: Span::new(at, at),
            form: Form::End,
            partner: Some(start),
            meaning: Meaning::Annotation,
        });
        self.at = end;
        self.gap = end;
    }

    /// Looks at the line ends since the last tag.
    fn settle(&mut self, upto: usize) {
        let gap = Span::new(self.gap.min(upto), upto);
        self.open.pass(gap.of(self.text), gap.start);
        self.gap = upto;
    }
}

const fn back_to(in_root: bool) -> Region {
    if in_root { Region::Root } else { Region::Prose }
}
