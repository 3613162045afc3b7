//! The edits that tag one block of text, and the proof that they do.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::{Dialect, Form, Label, Markup, Refusal, Region, Syntax, TagType, scan, writer};
use crate::text::{Edit, Span, apply};

/// A mention to tag, in the block's offsets.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target<'t> {
    pub span: Span,
    pub label: &'t Label,
}

/// A stretch of text without a blank line, scanned.
pub(super) struct Block<'t> {
    text: &'t str,
    markup: Markup,
    /// Where each annotation's content stands in the plain text.
    extents: Vec<Span>,
    /// The annotations by that place, innermost last.
    exact: FxHashMap<Span, Vec<usize>>,
    /// The furthest end of the annotations up to each one that may hold no other in NITF, to ask whether any encloses a
    /// span.
    reach: Vec<usize>,
    stripped: String,
}

/// What to do, and what must be true afterwards.
pub(super) struct Plan {
    pub edits: Vec<Edit>,
    pub refused: Vec<(Span, Refusal)>,
    expected: Vec<(Span, TagType)>,
}

/// A target that will be tagged.
struct Accepted {
    /// Its place in the plain text.
    plain: Span,
    /// Its place in the block, with the tags it grew over.
    raw: Span,
    /// The end tag to write; none where existing tags are replaced.
    close: Option<String>,
    kind: TagType,
}

impl<'t> Block<'t> {
    pub(super) fn new(text: &'t str, syntax: Syntax, region: Region) -> Self {
        let markup = scan(text, syntax, region);
        let extents: Vec<Span> =
            markup.annotations.iter().map(|a| markup.plain.span_from_raw(a.content)).collect();
        let mut exact: FxHashMap<Span, Vec<usize>> = FxHashMap::default();
        let mut reach = Vec::with_capacity(extents.len());
        for (index, extent) in extents.iter().enumerate() {
            exact.entry(*extent).or_default().push(index);
            let before = reach.last().copied().unwrap_or(0);
            let holds = Dialect::Nitf.may_hold(markup.annotations[index].label.kind);
            reach.push(if holds { before } else { extent.end.max(before) });
        }
        let stripped = writer::stripped(text, &markup);
        Self { text, markup, extents, exact, reach, stripped }
    }

    /// Plans the tags of `targets`, which come sorted, longer ones first.
    pub(super) fn plan(&self, dialect: Dialect, targets: &[Target<'_>]) -> Plan {
        let mut planner = Planner {
            block: self,
            dialect,
            stack: Vec::new(),
            last_end: 0,
            last_plain: None,
            edits: Vec::new(),
            gone: vec![false; self.markup.annotations.len()],
            made: Vec::new(),
            inserts: Vec::new(),
        };
        let mut refused = Vec::new();
        for target in targets {
            if let Err(refusal) = planner.add(*target) {
                refused.push((target.span, refusal));
            }
        }
        let (edits, expected) = planner.finish();
        Plan { edits, refused, expected }
    }

    /// True when an existing annotation, not one of exactly this text, holds it.
    fn is_enclosed(&self, plain: Span) -> bool {
        let before = self.extents.partition_point(|extent| extent.start <= plain.start);
        before.checked_sub(1).is_some_and(|last| self.reach[last] >= plain.end)
    }

    /// True when an offset lies in the middle of a tag or reference.
    fn splits_markup(&self, offset: usize) -> bool {
        let tags = &self.markup.tags;
        let after = tags.partition_point(|tag| tag.span.start < offset);
        after.checked_sub(1).is_some_and(|i| offset < tags[i].span.end)
            || self.markup.plain.splits_reference(offset)
    }

    fn is_hidden(&self, offset: usize) -> bool {
        let hidden = &self.markup.hidden;
        let after = hidden.partition_point(|span| span.start < offset);
        after.checked_sub(1).is_some_and(|i| offset < hidden[i].end)
    }

    /// The indices of the tags in a stretch of the block.
    fn tags_in(&self, span: Span) -> std::ops::Range<usize> {
        let tags = &self.markup.tags;
        tags.partition_point(|tag| tag.span.start < span.start)
            ..tags.partition_point(|tag| tag.span.end <= span.end)
    }

    /// Where tags around this text stand: inside the tags at its edges, or around those whose partner lies inside.
    fn place(&self, plain: Span) -> Result<Span, Refusal> {
        let tags = &self.markup.tags;
        let mut raw = self.markup.plain.to_raw(plain);
        loop {
            let inside = self.tags_in(raw);
            let mut grown = raw;
            for index in inside.clone() {
                match tags[index].partner {
                    Some(partner) if partner < inside.start => {
                        grown.start = grown.start.min(tags[partner].span.start);
                    }
                    Some(partner) if partner >= inside.end => {
                        grown.end = grown.end.max(tags[partner].span.end);
                    }
                    None if tags[index].form != Form::Empty => return Err(Refusal::CrossesMarkup),
                    _ => {}
                }
            }
            if grown == raw {
                return Ok(raw);
            }
            if self.markup.plain.from_raw(grown.start) != plain.start
                || self.markup.plain.from_raw(grown.end) != plain.end
            {
                return Err(Refusal::CrossesMarkup);
            }
            raw = grown;
        }
    }
}

struct Planner<'b, 't> {
    block: &'b Block<'t>,
    dialect: Dialect,
    /// The accepted targets around the current one.
    stack: Vec<Accepted>,
    /// End in the block of the last target that is no longer open.
    last_end: usize,
    last_plain: Option<Span>,
    /// Changes of existing tags.
    edits: Vec<Edit>,
    /// Annotations that will not be there.
    gone: Vec<bool>,
    /// Annotations that will.
    made: Vec<(Span, TagType)>,
    /// New tags, in the order they stand.
    inserts: Vec<Edit>,
}

impl Planner<'_, '_> {
    fn add(&mut self, target: Target<'_>) -> Result<(), Refusal> {
        let block = self.block;
        for offset in [target.span.start, target.span.end] {
            if block.is_hidden(offset) {
                return Err(Refusal::NotProse);
            }
            if block.splits_markup(offset) {
                return Err(Refusal::CrossesMarkup);
            }
        }
        let plain = block.markup.plain.span_from_raw(target.span);
        // A tag around white space could make a blank line none, and one beside a line end could hide a fence.
        let words = plain.of(&block.markup.plain.text);
        let is_line_end = |c: char| matches!(c, '\n' | '\r');
        if words.trim().is_empty() || words.starts_with(is_line_end) || words.ends_with(is_line_end) {
            return Err(Refusal::NotProse);
        }
        if self.last_plain == Some(plain) {
            return Err(Refusal::AlreadyTagged);
        }
        while let Some(done) = self.stack.pop_if(|open| open.plain.end <= plain.start) {
            self.close(done);
        }
        if let Some(open) = self.stack.last() {
            if plain.end > open.plain.end {
                return Err(Refusal::CrossesTarget);
            }
            if !self.dialect.may_hold(open.kind) {
                return Err(Refusal::NotNestable);
            }
        }
        let exact = block.exact.get(&plain).map_or(&[][..], Vec::as_slice);
        let annotations = &block.markup.annotations;
        if exact.iter().any(|&index| annotations[index].label.kind == target.label.kind) {
            return Err(Refusal::AlreadyTagged);
        }
        let retagged = exact.last().copied();
        if retagged.is_none() && self.dialect == Dialect::Nitf && block.is_enclosed(plain) {
            return Err(Refusal::NotNestable);
        }
        let raw = match retagged {
            Some(index) => annotations[index].outer,
            None => block.place(plain)?,
        };
        let fits = self.stack.last().map_or(self.last_end <= raw.start, |open| open.raw.contains(raw));
        if !fits || raw.start < self.last_end {
            return Err(Refusal::CrossesTarget);
        }
        if self.dialect == Dialect::Markdown && retagged.is_none() {
            // After these Markdown reads a bracket as a link's label, an image or a note.
            if block.text[..raw.start].ends_with([']', '!', '^', '\\']) {
                return Err(Refusal::Ambiguous);
            }
        }
        if !self.dialect.may_hold(target.label.kind) {
            self.flatten(raw, retagged)?;
        }
        let (open, close) = self.dialect.open_and_close(target.label);
        let close = if let Some(index) = retagged {
            let annotation = &annotations[index];
            self.gone[index] = true;
            self.edits.push(Edit {
                span: Span::new(annotation.outer.start, annotation.content.start),
                replacement: open,
            });
            self.edits.push(Edit {
                span: Span::new(annotation.content.end, annotation.outer.end),
                replacement: close,
            });
            None
        } else {
            self.inserts.push(Edit::insert(raw.start, open));
            Some(close)
        };
        self.made.push((plain, target.label.kind));
        self.last_plain = Some(plain);
        self.stack.push(Accepted { plain, raw, close, kind: target.label.kind });
        Ok(())
    }

    /// Removes the annotations inside a target of a dialect that knows no nesting.
    fn flatten(&mut self, raw: Span, kept: Option<usize>) -> Result<(), Refusal> {
        let annotations = &self.block.markup.annotations;
        let first = annotations.partition_point(|a| a.outer.start < raw.start);
        let inner: Vec<usize> = (first..annotations.len())
            .take_while(|&index| annotations[index].outer.start < raw.end)
            .filter(|&index| Some(index) != kept && raw.contains(annotations[index].outer))
            .collect();
        if self.block.markup.syntax == Syntax::Xml {
            let ours = |tag: usize| {
                let span = self.block.markup.tags[tag].span;
                inner.iter().copied().chain(kept).any(|index| {
                    let annotation = &annotations[index];
                    annotation.outer.contains(span) && !annotation.content.overlaps(span)
                })
            };
            // The schema allows no emphasis or link inside a name.
            if !self.block.tags_in(raw).all(ours) {
                return Err(Refusal::NotNestable);
            }
        }
        for index in inner {
            let annotation = &annotations[index];
            self.gone[index] = true;
            self.edits.push(Edit::delete(Span::new(annotation.outer.start, annotation.content.start)));
            self.edits.push(Edit::delete(Span::new(annotation.content.end, annotation.outer.end)));
        }
        Ok(())
    }

    fn close(&mut self, done: Accepted) {
        self.last_end = self.last_end.max(done.raw.end);
        if let Some(close) = done.close {
            self.inserts.push(Edit::insert(done.raw.end, close));
        }
    }

    fn finish(mut self) -> (Vec<Edit>, Vec<(Span, TagType)>) {
        while let Some(done) = self.stack.pop() {
            self.close(done);
        }
        let mut edits = self.inserts;
        edits.append(&mut self.edits);
        // At one place new tags keep their order, and stand before an old tag that begins there.
        edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
        let annotations = &self.block.markup.annotations;
        let kept = (0..annotations.len())
            .filter(|&index| !self.gone[index])
            .map(|index| (self.block.extents[index], annotations[index].label.kind));
        let mut expected: Vec<_> = kept.chain(self.made).collect();
        expected.sort_by_key(order);
        (edits, expected)
    }
}

fn order(&(span, kind): &(Span, TagType)) -> (usize, Reverse<usize>, TagType) {
    (span.start, Reverse(span.end), kind)
}

impl Plan {
    /// Scans the outcome: the text detection sees, the stripped text and what follows are as before, and the
    /// annotations are those expected.
    pub(super) fn is_proved(&self, block: &Block<'_>) -> bool {
        if self.edits.is_empty() {
            return true;
        }
        let after = apply(block.text, &self.edits);
        let markup = scan(&after, block.markup.syntax, block.markup.entering);
        let mut found: Vec<(Span, TagType)> = markup
            .annotations
            .iter()
            .map(|annotation| (markup.plain.span_from_raw(annotation.content), annotation.label.kind))
            .collect();
        found.sort_by_key(order);
        markup.leaving == block.markup.leaving
            && markup.plain.text == block.markup.plain.text
            && found == self.expected
            && writer::stripped(&after, &markup) == block.stripped
    }
}
