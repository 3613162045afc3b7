//! What a scan found: tags, the annotations they make, and the plain text between them.

use super::{Label, PlainText, Region, Syntax};
use crate::text::Span;

/// Whether a tag opens, closes or does both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// `<p>`, or the `[` of a bracketed span.
    Start,
    /// `</p>`, or `]{.person}`.
    End,
    /// `<br/>`, and declarations.
    Empty,
}

/// What a tag is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// The document's own structure: stays when tags are stripped.
    Structure,
    /// Opens or closes an annotation, or would if it had its partner.
    Annotation,
    /// Belongs to the annotation tag next to it.
    Companion,
    /// Says when a plain text was published.
    Published,
}

/// One tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// All of it, in the document.
    pub span: Span,
    /// Its name; empty for bracketed spans and declarations.
    pub name: Span,
    /// Start, end or both.
    pub form: Form,
    /// The index of the tag it pairs with.
    pub partner: Option<usize>,
    /// What it is to us.
    pub meaning: Meaning,
}

/// A pair of tags that marks a mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// What the tags say.
    pub label: Label,
    /// With its tags, in the document.
    pub outer: Span,
    /// Between its tags, in the document.
    pub content: Span,
    /// Index of the start tag.
    pub start: usize,
    /// Index of the end tag.
    pub end: usize,
}

/// What a scan found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Markup {
    /// All tags in prose, in order. Tags in headers and scripts are not among them.
    pub tags: Vec<Tag>,
    /// The annotations, by start; an outer one comes before what it holds.
    pub annotations: Vec<Annotation>,
    /// What detection sees.
    pub plain: PlainText,
    /// What the text ends inside.
    pub leaving: Region,
    /// What it began inside.
    pub entering: Region,
    /// How it was read.
    pub syntax: Syntax,
    /// Stretches that are no prose, tags apart.
    pub(super) hidden: Vec<Span>,
}

impl Markup {
    /// The annotations with the place of their content in the plain text, where detection knows its mentions.
    pub fn annotated(&self) -> impl Iterator<Item = (Span, &Annotation)> {
        self.annotations.iter().map(|annotation| (self.plain.span_from_raw(annotation.content), annotation))
    }

    /// The innermost annotation that an offset of the document lies in or touches.
    pub fn annotation_at(&self, offset: usize) -> Option<&Annotation> {
        self.annotations.iter().filter(|a| a.outer.touches(offset)).min_by_key(|a| a.outer.len())
    }
}
