//! The elements and brackets that are open at a place, and how long they stay so.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::{element::LIMIT, line};

/// What is open, outermost first.
#[derive(Default)]
pub(super) struct OpenTags<'t> {
    stack: Vec<Open<'t>>,
    /// How many elements of each name are open, so that a stray end tag costs nothing.
    names: FxHashMap<Cow<'t, str>, usize>,
    /// Something open does not hold.
    loose: bool,
}

struct Open<'t> {
    /// Index of the start tag.
    tag: usize,
    /// The element's name; none for a bracket.
    name: Option<Cow<'t, str>>,
    /// Where it was opened.
    at: usize,
    /// It may run over a line end.
    holds: bool,
    /// So may the elements opened inside it.
    shelters: bool,
}

impl<'t> OpenTags<'t> {
    pub(super) const fn is_empty(&self) -> bool {
        self.stack.is_empty()
    }

    pub(super) fn push_bracket(&mut self, tag: usize, at: usize, holds: bool) {
        self.push(tag, None, at, holds);
    }

    /// Opens an element; an annotation may run over line ends, and so may what stands inside one.
    pub(super) fn push_element(&mut self, tag: usize, name: Cow<'t, str>, at: usize, is_annotation: bool) {
        *self.names.entry(name.clone()).or_default() += 1;
        let holds = is_annotation || self.stack.last().is_some_and(|open| open.shelters);
        self.push(tag, Some(name), at, holds);
    }

    fn push(&mut self, tag: usize, name: Option<Cow<'t, str>>, at: usize, holds: bool) {
        let shelters = holds || self.stack.last().is_some_and(|open| open.shelters);
        self.loose |= !holds;
        self.stack.push(Open { tag, name, at, holds, shelters });
    }

    /// Closes the nearest open element of that name, and forgets what was opened inside it.
    pub(super) fn pop_element(&mut self, name: &str) -> Option<usize> {
        if self.names.get(name).is_none_or(|&count| count == 0) {
            return None;
        }
        while let Some(open) = self.stack.pop() {
            let Some(other) = open.name else { continue };
            forget_name(&mut self.names, &other);
            if other == name {
                return Some(open.tag);
            }
        }
        None
    }

    /// Closes the bracket that is innermost, unless an element is.
    pub(super) fn pop_bracket(&mut self) -> Option<usize> {
        self.stack.pop_if(|open| open.name.is_none()).map(|open| open.tag)
    }

    /// Passes over `text`, which stands at `start` and holds no tag: its line ends close what cannot run over them.
    pub(super) fn pass(&mut self, text: &str, start: usize) {
        let Some(oldest) = self.stack.first().map(|open| open.at) else { return };
        let Some(last) = memchr::memrchr2(b'\n', b'\r', text.as_bytes()) else { return };
        let line_end = start + last + 1;
        if line::has_blank_line(text) {
            self.stack.clear();
            self.names.clear();
        } else if self.loose || line_end - oldest > LIMIT {
            let names = &mut self.names;
            self.stack.retain(|open| {
                let stays = open.holds && line_end - open.at <= LIMIT;
                if let (false, Some(name)) = (stays, &open.name) {
                    forget_name(names, name);
                }
                stays
            });
            self.loose = false;
        }
    }
}

fn forget_name(names: &mut FxHashMap<Cow<'_, str>, usize>, name: &str) {
    if let Some(count) = names.get_mut(name) {
        *count = count.saturating_sub(1);
    }
}
