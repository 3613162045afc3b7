//! An article's text and annotations out of the elements of a body.
//!
//! Where white space is kept, the text is that of the elements to the byte. Elsewhere it is folded as XML's readers do:
//! a run of it is one space, none stands at the edges of a paragraph, and elements that are blocks are set apart by a
//! blank line. An annotation that is left empty is none.

use super::Element;
use crate::annotations::{Annotation, Status};
use crate::tags::{Dialect, is_block};
use crate::text::Span;
use rustc_hash::FxHashSet;

/// What stands between the text so far and the next character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Line,
    Paragraph,
}

impl Gap {
    const fn text(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Space => " ",
            Self::Line => "\n",
            Self::Paragraph => "\n\n",
        }
    }
}

/// An element that is open.
struct Frame {
    /// White space is kept in it.
    kept: bool,
    /// Its text is none of the article's.
    hidden: bool,
    /// Words before and after it are no neighbours.
    block: bool,
    role: Role,
    /// How many elements it has held.
    children: usize,
}

/// What an element is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// It is an annotation.
    Annotation,
    /// It offers several readings of the same words, of which the first is the text.
    Choice,
    /// Anything else.
    Other,
}

/// An annotation whose element is open.
struct Marked {
    /// How many began before it.
    number: usize,
    annotation: Annotation,
    /// Where its first character stands.
    start: Option<usize>,
}

/// Makes text and annotations of elements.
pub(in crate::formats) struct Composer {
    dialect: Dialect,
    text: String,
    gap: Gap,
    /// White space is kept where no element says otherwise.
    kept: bool,
    frames: Vec<Frame>,
    open: Vec<Marked>,
    /// How many of the open ones have their first character.
    started: usize,
    done: Vec<(usize, Annotation)>,
    opened: usize,
    ids: FxHashSet<String>,
}

impl Composer {
    /// For the body of a document of that dialect.
    pub(in crate::formats) fn new(dialect: Dialect, kept: bool) -> Self {
        Self {
            dialect,
            text: String::new(),
            gap: Gap::None,
            kept,
            frames: Vec::new(),
            open: Vec::new(),
            started: 0,
            done: Vec::new(),
            opened: 0,
            ids: FxHashSet::default(),
        }
    }

    /// An element begins.
    pub(in crate::formats) fn open(&mut self, element: &Element) {
        let label = self.dialect.read_element(&element.name, element.pairs());
        let annotation = label.map(|label| {
            let (status, rule) = status(element);
            let id = self.id(element);
            Annotation { status, rule, ..Annotation::new(id, Span::default(), label) }
        });
        self.begin(element, annotation);
    }

    /// An element begins that is this annotation, or none.
    pub(in crate::formats) fn begin(&mut self, element: &Element, annotation: Option<Annotation>) {
        let outer = self.frames.last();
        let space = element.get("xml:space");
        let frame = Frame {
            kept: space
                .map_or_else(|| outer.map_or(self.kept, |outer| outer.kept), |space| space == "preserve"),
            hidden: outer
                .is_some_and(|outer| outer.hidden || outer.role == Role::Choice && outer.children > 0),
            block: is_block(&element.name),
            role: match element.name.as_str() {
                _ if annotation.is_some() => Role::Annotation,
                "choice" | "app" => Role::Choice,
                _ => Role::Other,
            },
            children: 0,
        };
        if let Some(outer) = self.frames.last_mut() {
            outer.children += 1;
        }
        if frame.block && !frame.kept {
            let line = matches!(element.name.as_str(), "lb" | "br" | "l");
            self.gap = self.gap.max(if line { Gap::Line } else { Gap::Paragraph });
        }
        if let Some(further) = Dialect::further_reference(&element.name, element.pairs())
            && let Some(marked) = self.open.last_mut()
        {
            let reference = &mut marked.annotation.label.reference;
            *reference =
                Some(reference.take().map_or_else(|| further.clone(), |first| format!("{first}|{further}")));
        }
        self.frames.push(frame);
        if let Some(annotation) = annotation {
            self.open.push(Marked { number: self.opened, annotation, start: None });
            self.opened += 1;
        }
    }

    /// The element that was opened last ends.
    pub(in crate::formats) fn close(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        if frame.role == Role::Annotation
            && let Some(mut marked) = self.open.pop()
        {
            self.started = self.started.min(self.open.len());
            if let Some(start) = marked.start {
                marked.annotation.span = Span::new(start, self.text.len());
                self.done.push((marked.number, marked.annotation));
            }
        }
        if frame.block && !frame.kept && self.gap < Gap::Line {
            self.gap = Gap::Paragraph;
        }
    }

    /// Text inside the elements that are open.
    pub(in crate::formats) fn text(&mut self, text: &str) {
        let (kept, hidden) =
            self.frames.last().map_or((self.kept, false), |frame| (frame.kept, frame.hidden));
        if hidden {
            return;
        }
        if kept {
            self.begin_text(text);
            return;
        }
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
        let mut rest = text;
        while !rest.is_empty() {
            let word = rest.find(is_space).unwrap_or(rest.len());
            self.begin_text(&rest[..word]);
            rest = &rest[word..];
            let trimmed = rest.trim_start_matches(is_space);
            if trimmed.len() < rest.len() {
                self.gap = self.gap.max(Gap::Space);
            }
            rest = trimmed;
        }
    }

    fn begin_text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        if !self.text.is_empty() {
            self.text.push_str(gap.text());
        }
        for marked in &mut self.open[self.started..] {
            marked.start = Some(self.text.len());
        }
        self.started = self.open.len();
        self.text.push_str(text);
    }

    /// The text and its annotations.
    pub(in crate::formats) fn finish(mut self) -> (String, Vec<Annotation>) {
        while !self.frames.is_empty() {
            self.close();
        }
        self.done.sort_by_key(|(number, _)| *number);
        (self.text, self.done.into_iter().map(|(_, annotation)| annotation).collect())
    }

    /// The id of an element, each only once.
    fn id(&mut self, element: &Element) -> String {
        let written = element.get("xml:id").or_else(|| element.get("id")).unwrap_or_default();
        let id = written.strip_prefix('_').unwrap_or(written);
        let plain = !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
        if plain && self.ids.insert(id.to_owned()) { id.to_owned() } else { String::new() }
    }
}

/// What an element says of how its annotation came to be.
fn status(element: &Element) -> (Status, Option<String>) {
    let written = element.get("source").or_else(|| element.get("data-source")).unwrap_or_default();
    let mut status = Status::Accepted;
    let mut rule = None;
    for said in written.split_ascii_whitespace().filter_map(|pointer| pointer.strip_prefix("hashiya:")) {
        match said.strip_prefix("rule/") {
            Some(name) => rule = Some(super::prose::decoded(name)),
            None => status = Status::parse(said).unwrap_or(status),
        }
    }
    (status, rule)
}

#[cfg(test)]
mod tests {
    use super::super::{Event, Events};
    use super::Composer;
    use crate::tags::Dialect;

    fn check(content: &str, text: &str, expected: &[&str]) {
        let mut composer = Composer::new(Dialect::Tei, false);
        let mut events = Events::new(content);
        while let Some(event) = events.next().unwrap() {
            match event {
                Event::Open(element) => composer.open(&element),
                Event::Close => composer.close(),
                Event::Text(text) => composer.text(&text),
            }
        }
        let (read, annotations) = composer.finish();
        assert_eq!(read, text);
        let found: Vec<String> = annotations
            .iter()
            .map(|a| format!("{}{} {}:{}", a.id, a.status.as_str(), a.label.kind.as_str(), a.span.of(&read)))
            .collect();
        assert_eq!(found, expected, "{content}");
    }

    #[test]
    fn white_space_is_folded_unless_kept() {
        check(
            "<body>\n <head>أ </head>\n<p>ب\n <persName> ج د </persName> ه<lb/>و</p></body>",
            "أ\n\nب ج د ه\nو",
            &["accepted person:ج د"],
        );
        check(
            "<body xml:space='preserve'><p>a\n</p><p> <date>b</date></p></body>",
            "a\n b",
            &["accepted date:b"],
        );
        check(
            "<p><orgName><persName>a</persName> </orgName>b<date/></p>",
            "a b",
            &["accepted org:a", "accepted person:a"],
        );
    }

    #[test]
    fn of_several_readings_the_first_is_the_text() {
        check("<p>a <choice><sic>b</sic><corr>c</corr></choice> <hi>d</hi></p>", "a b d", &[]);
    }

    #[test]
    fn ids_and_status_are_read() {
        check(
            "<p><persName xml:id='x' source='hashiya:proposed hashiya:rule/r'>a</persName><date xml:id='_1'>b</date></p>",
            "ab",
            &["xproposed person:a", "1accepted date:b"],
        );
    }
}
