//! What the tags of a paragraph say to the rest of the document: which have no partner in it, and what refers to what.
//!
//! Each paragraph contributes; an edit that leaves its contribution as it was leaves all other paragraphs' findings as they
//! were, and only then is nothing looked at again.

use super::paragraph::Paragraph;
use crate::tags::{self, Form, Label, Markup, Meaning, Syntax, TagType};
use rustc_hash::{FxHashMap, FxHashSet};

/// A tag of the vocabulary that has no partner in its paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loose {
    /// Its place in [`Markup::tags`].
    pub tag: usize,
    /// Its name.
    pub name: String,
    /// It is an end tag.
    pub ends: bool,
}

/// The contribution of a paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagFacts {
    /// Tags without a partner, in order.
    pub loose: Vec<Loose>,
    /// Where lines open or close a block of code, in a text whose scanner knows none.
    fences: Vec<usize>,
    /// What its tags refer to, with their types.
    references: Vec<(String, TagType)>,
}

impl TagFacts {
    /// Those of a paragraph.
    pub(super) fn read(text: &str, markup: &Markup) -> Self {
        let loose = markup.tags.iter().enumerate().filter_map(|(index, tag)| {
            let alone = tag.partner.is_none() && tag.form != Form::Empty && !tag.name.is_empty();
            let name = tag.name.of(text);
            let ends = tag.form == Form::End;
            let ours = tag.meaning == Meaning::Annotation || ends && tags::may_annotate(name);
            (alone && ours).then(|| {
                // HTML does not mind the case.
                let html = markup.syntax == Syntax::Html;
                let name = if html { name.to_ascii_lowercase() } else { name.to_owned() };
                Loose { tag: index, name, ends }
            })
        });
        let references = markup.annotations.iter().flat_map(|annotation| referred(&annotation.label));
        // Markdown's own scanner knows its blocks.
        let fences = if markup.syntax == Syntax::Plain { fences(text) } else { Vec::new() };
        Self { loose: loose.collect(), fences, references: references.collect() }
    }

    /// What it says to others, without its own places.
    pub(super) fn said(&self) -> impl Iterator<Item = (&str, Option<TagType>, bool)> {
        let loose = self.loose.iter().map(|loose| (loose.name.as_str(), None, loose.ends));
        let fences = self.fences.iter().map(|_| (FENCE, None, false));
        loose.chain(fences).chain(self.references.iter().map(|(id, kind)| (id.as_str(), Some(*kind), false)))
    }
}

const FENCE: &str = "```";

/// Where the lines begin that are fences.
fn fences(text: &str) -> Vec<usize> {
    if memchr::memmem::find(text.as_bytes(), FENCE.as_bytes()).is_none() {
        return Vec::new();
    }
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        at += line.len();
        (at - line.len(), line)
    });
    lines.filter(|(_, line)| is_fence(line)).map(|(start, _)| start).collect()
}

/// A line of three backticks or more, the opening one perhaps with the name of a language.
fn is_fence(text: &str) -> bool {
    let line = text.trim();
    let rest = line.trim_start_matches('`');
    line.len() - rest.len() >= FENCE.len() && rest.chars().all(|c| c.is_alphanumeric() || "+-_#.".contains(c))
}

/// The types that name one thing each. A nationality, an office and a speaker refer to something else than they are.
fn referred(label: &Label) -> impl Iterator<Item = (String, TagType)> + use<> {
    use TagType::{Event, Org, Person, Place, Work};
    let names = matches!(label.kind, Person | Org | Place | Event | Work);
    let (kind, reference) = (label.kind, label.reference.clone().filter(|_| names).unwrap_or_default());
    ids(&reference).map(|id| (id.to_owned(), kind)).collect::<Vec<_>>().into_iter()
}

/// The identifiers of a reference.
pub fn ids(reference: &str) -> impl Iterator<Item = &str> {
    reference.split(['|', ' ']).filter(|id| !id.is_empty())
}

/// How often each identifier is tagged as each type, in a whole document.
#[derive(Debug, Default)]
pub struct TypesOf(FxHashMap<String, Vec<(TagType, usize)>>);

impl TypesOf {
    pub(super) fn count<'a>(
        paragraphs: impl Iterator<Item = &'a Paragraph>,
        stored: impl Iterator<Item = &'a Label>,
    ) -> Self {
        let mut counts = Self::default();
        for (id, kind) in paragraphs.flat_map(|paragraph| paragraph.tag_facts.references.iter().cloned()) {
            counts.add(id, kind);
        }
        for (id, kind) in stored.flat_map(referred) {
            counts.add(id, kind);
        }
        counts
    }

    fn add(&mut self, id: String, kind: TagType) {
        let types = self.0.entry(id).or_default();
        match types.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => types.push((kind, 1)),
        }
    }

    /// How often an identifier is tagged as each type.
    pub fn of(&self, id: &str) -> &[(TagType, usize)] {
        self.0.get(id).map_or(&[], Vec::as_slice)
    }
}

/// The places, in bytes of the document, of the tags without a partner that stand between two fences of code.
pub(super) fn fenced<'a>(paragraphs: impl Iterator<Item = (usize, &'a Paragraph)>) -> FxHashSet<usize> {
    let mut found = FxHashSet::default();
    // The tags since the fence that is open.
    let mut inside: Option<Vec<usize>> = None;
    for (start, paragraph) in paragraphs {
        let facts = &paragraph.tag_facts;
        let mut loose =
            facts.loose.iter().map(|loose| paragraph.markup.tags[loose.tag].span.start).peekable();
        for fence in facts.fences.iter().copied().map(Some).chain([None]) {
            let before = std::iter::from_fn(|| loose.next_if(|at| fence.is_none_or(|fence| *at < fence)));
            match &mut inside {
                Some(tags) => tags.extend(before.map(|at| start + at)),
                None => before.for_each(drop),
            }
            if fence.is_some() {
                match inside.take() {
                    Some(tags) => found.extend(tags),
                    None => inside = Some(Vec::new()),
                }
            }
        }
    }
    found
}

/// The places, in bytes of the document, of the tags that have their partner in another paragraph.
pub(super) fn across<'a>(paragraphs: impl Iterator<Item = (usize, &'a Paragraph)>) -> FxHashSet<usize> {
    let mut open: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut found = FxHashSet::default();
    for (start, paragraph) in paragraphs {
        for loose in &paragraph.tag_facts.loose {
            let at = start + paragraph.markup.tags[loose.tag].span.start;
            if !loose.ends {
                open.entry(&loose.name).or_default().push(at);
            } else if let Some(begun) = open.get_mut(loose.name.as_str()).and_then(Vec::pop) {
                // In its own paragraph it would have been its partner.
                if begun < start {
                    found.extend([begun, at]);
                }
            }
        }
    }
    found
}
