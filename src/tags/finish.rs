//! From the tags of a scan to its outcome: annotations and plain text.

use super::{
    Annotation, Form, Markup, Meaning, PlainText, Region, Tag, attributes::Attributes, charref, dialects,
    names, scanner::Scanner,
};
use crate::text::Span;

/// The outcome of a scan that has run.
pub(super) fn finish(mut scanner: Scanner<'_>, entering: Region) -> Markup {
    scanner.drop_placeholders();
    let annotations = scanner.annotations();
    let plain = scanner.plain();
    Markup {
        tags: scanner.tags,
        annotations,
        plain,
        leaving: scanner.region,
        entering,
        syntax: scanner.syntax,
        hidden: scanner.hidden,
    }
}

impl<'t> Scanner<'t> {
    /// Brackets that found no end are text.
    fn drop_placeholders(&mut self) {
        if self.tags.iter().all(|tag| !tag.span.is_empty()) {
            return;
        }
        let mut kept = 0;
        let moved: Vec<usize> = self
            .tags
            .iter()
            .map(|tag| {
                let index = kept;
                kept += usize::from(!tag.span.is_empty());
                index
            })
            .collect();
        self.labels = self.labels.drain().map(|(index, label)| (moved[index], label)).collect();
        self.tags.retain(|tag| !tag.span.is_empty());
        for tag in &mut self.tags {
            tag.partner = tag.partner.map(|partner| moved[partner]);
        }
    }

    fn attributes(&self, tag: &Tag) -> Attributes<'t> {
        Attributes::read(&self.text[tag.name.end..tag.span.end - 1])
    }

    fn annotations(&mut self) -> Vec<Annotation> {
        let mut found = Vec::new();
        for start in 0..self.tags.len() {
            let (Some(end), Some(mut label)) = (self.tags[start].partner, self.labels.remove(&start)) else {
                continue;
            };
            let outer = Span::new(self.tags[start].span.start, self.tags[end].span.end);
            let mut content = Span::new(self.tags[start].span.end, self.tags[end].span.start);
            let mut inner = start + 1;
            while let Some(code) = self.code_at(inner, content.start) {
                label.reference =
                    Some(label.reference.map_or(code.clone(), |first| format!("{first}|{code}")));
                content.start = self.tags[inner].span.end;
                self.tags[inner].meaning = Meaning::Companion;
                inner += 1;
            }
            if let Some(close) = self.name_property_at(inner, content) {
                self.tags[inner].meaning = Meaning::Companion;
                self.tags[close].meaning = Meaning::Companion;
                content = Span::new(self.tags[inner].span.end, self.tags[close].span.start);
            }
            found.push(Annotation { label, outer, content, start, end });
        }
        found
    }

    /// A further code of the annotation whose content begins at `at`.
    fn code_at(&self, index: usize, at: usize) -> Option<String> {
        let tag = self.tags.get(index).filter(|tag| tag.span.start == at && tag.form == Form::Empty)?;
        dialects::further_reference(tag.name.of(self.text), &self.attributes(tag))
    }

    /// The end of the inner element that fills `content` and holds an item's name.
    fn name_property_at(&self, index: usize, content: Span) -> Option<usize> {
        let tag =
            self.tags.get(index).filter(|tag| tag.span.start == content.start && tag.form == Form::Start)?;
        let close = tag.partner.filter(|&close| self.tags[close].span.end == content.end)?;
        (tag.meaning == Meaning::Structure
            && dialects::is_companion(tag.name.of(self.text), &self.attributes(tag)))
        .then_some(close)
    }

    fn plain(&self) -> PlainText {
        let mut plain = PlainText::default();
        let mut hidden = self.hidden.iter().copied().peekable();
        let mut at = 0;
        for tag in &self.tags {
            while let Some(span) = hidden.next_if(|span| span.start < tag.span.start) {
                self.visible(&mut plain, at, span.start);
                at = span.end;
            }
            self.visible(&mut plain, at, tag.span.start);
            if names::is_block(names::local(tag.name.of(self.text))) {
                plain.push_atom('\n', tag.span);
            }
            at = tag.span.end;
        }
        for span in hidden {
            self.visible(&mut plain, at, span.start);
            at = span.end;
        }
        self.visible(&mut plain, at, self.text.len());
        plain
    }

    fn visible(&self, plain: &mut PlainText, mut at: usize, end: usize) {
        if !self.syntax.is_strict() {
            let mut from = at;
            while let Some(found) = memchr::memchr(b'&', &self.text.as_bytes()[from..end]) {
                let start = from + found;
                match charref::decode(&self.text[start..end]) {
                    Some((c, len)) => {
                        plain.push_verbatim(&self.text[at..start], at);
                        plain.push_atom(c, Span::new(start, start + len));
                        at = start + len;
                        from = at;
                    }
                    None => from = start + 1,
                }
            }
        }
        plain.push_verbatim(&self.text[at..end], at);
    }
}
