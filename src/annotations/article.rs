//! The article and its annotations, whatever format they came from.

use crate::tags::Label;
use crate::temporal::Published;
use crate::text::Span;
use std::cmp::Reverse;

/// A clean text and what is said of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// What it is called, without folder and ending: the id of the document in formats that have one.
    pub name: String,
    /// The text without annotation tags.
    pub text: String,
    /// When it was published.
    pub published: Option<Published>,
    /// Sorted by [`Annotation::order`].
    pub annotations: Vec<Annotation>,
    /// What the file it was read from says besides, and no annotation can.
    pub notes: Vec<Loss>,
}

/// One annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// Unique among the annotations of its article; letters, digits, `-`, `_` and `.`.
    pub id: String,
    /// The annotated bytes of the text; never empty.
    pub span: Span,
    /// What is said of them.
    pub label: Label,
    /// Whether somebody stands for it.
    pub status: Status,
    /// The rule that found it, when a machine did.
    pub rule: Option<String>,
}

/// Whether somebody stands for an annotation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// Somebody wrote or confirmed it.
    #[default]
    Accepted,
    /// A machine proposes it.
    Proposed,
}

impl Status {
    /// The lower-case name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Proposed => "proposed",
        }
    }

    /// The status of that name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Accepted, Self::Proposed].into_iter().find(|status| status.as_str() == name)
    }
}

/// Something of an article that a format cannot hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// Where, in bytes of the article's text; the whole text when it is not of one place.
    pub span: Span,
    /// What, in words: "ref is left out", "crosses another annotation".
    pub what: String,
}

impl Annotation {
    /// An accepted annotation.
    pub const fn new(id: String, span: Span, label: Label) -> Self {
        Self { id, span, label, status: Status::Accepted, rule: None }
    }

    /// By position, an outer one before what it holds; of two with one span the one that says more comes by type and id.
    pub fn order(&self) -> (usize, Reverse<usize>, &'static str, &str) {
        (self.span.start, Reverse(self.span.end), self.label.kind.as_str(), &self.id)
    }
}

impl Article {
    /// Puts the annotations in order, and gives ids (`t1`, `t2`, …) to those that have none.
    pub fn settle(&mut self) {
        self.annotations.sort_by(|a, b| a.order().cmp(&b.order()));
        let mut taken: rustc_hash::FxHashSet<String> =
            self.annotations.iter().map(|a| a.id.clone()).collect();
        let mut number = 0;
        for annotation in self.annotations.iter_mut().filter(|a| a.id.is_empty()) {
            loop {
                number += 1;
                let id = format!("t{number}");
                if taken.insert(id.clone()) {
                    annotation.id = id;
                    break;
                }
            }
        }
    }

    /// The annotated text of one annotation.
    pub fn covered(&self, annotation: &Annotation) -> &str {
        self.text.get(annotation.span.start..annotation.span.end).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Annotation, Article};
    use crate::tags::{Label, TagType};
    use crate::text::Span;

    #[test]
    fn settled_annotations_have_ids_and_an_order() {
        let annotation = |id: &str, start, end, kind| {
            Annotation::new(id.to_owned(), Span::new(start, end), Label::new(kind))
        };
        let mut article = Article {
            annotations: vec![
                annotation("", 4, 6, TagType::Place),
                annotation("t1", 0, 2, TagType::Place),
                annotation("", 0, 6, TagType::Org),
            ],
            ..Article::default()
        };
        article.settle();
        let order: Vec<(&str, usize, usize)> =
            article.annotations.iter().map(|a| (a.id.as_str(), a.span.start, a.span.end)).collect();
        assert_eq!(order, [("t2", 0, 6), ("t1", 0, 2), ("t3", 4, 6)]);
    }
}
