//! What rules about tags share: the annotations of a paragraph wherever they are kept.

use crate::analysis::{Document, Paragraph};
use crate::tags::Label;
use crate::text::Span;

/// The annotations of the paragraph that begins at byte `start`, in its tags and beside it, with their places in the
/// document.
pub(super) fn annotations<'d>(
    document: &'d Document,
    start: usize,
    paragraph: &'d Paragraph,
) -> impl Iterator<Item = (Span, &'d Label)> {
    let inline = paragraph.markup.annotations.iter();
    let inline = inline.map(move |annotation| (annotation.content.shifted(start), &annotation.label));
    let here = Span::new(start, start + paragraph.text.len());
    inline.chain(document.annotations().within(here).map(|annotation| (annotation.span, &annotation.label)))
}

/// What the tests of the rules share.
#[cfg(test)]
pub(super) mod tests {
    use crate::analysis::{Document, Options};
    use crate::annotations::{Live, live::New};
    use crate::lints::of_document;
    use crate::tags::{Label, TagType};
    use crate::text::Span;
    use rustc_hash::FxHashSet;

    /// The findings of one rule in a document: the text under each.
    pub fn found<'t>(document: &Document, text: &'t str, rule: &str) -> Vec<&'t str> {
        of_document(document).into_iter().filter(|f| f.rule == rule).map(|f| f.span.of(text)).collect()
    }

    /// Checks what one rule finds in a text.
    pub fn check(rule: &str, text: &str, options: Options, expected: &[&str]) {
        assert_eq!(found(&Document::of(text, options), text, rule), expected, "{text}");
    }

    /// A document with annotations beside it, each given by its text and label.
    pub fn beside(text: &str, options: Options, annotations: &[(&str, Label)]) -> Document {
        let mut document = Document::of(text, options);
        let add = annotations.iter().map(|(covered, label)| {
            let start = text.find(covered).unwrap();
            New { span: Span::new(start, start + covered.len()), label: label.clone(), rule: None }
        });
        let mut live = Live::default();
        live.change(text, &FxHashSet::default(), add.collect());
        *document.annotations_mut() = live;
        document
    }

    /// A label that refers.
    pub fn refers(kind: TagType, reference: &str) -> Label {
        Label::new(kind).with_reference(reference)
    }
}
