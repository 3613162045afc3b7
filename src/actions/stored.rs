//! A plan as changes of the annotations that are stored beside the text.

use super::Plan;
use super::change::{Change, change};
use crate::analysis::Document;
use crate::annotations::live::New;
use crate::tags::TagType;
use crate::text::Span;
use rustc_hash::FxHashSet;

/// Does what a plan says to the stored annotations of a document, as one step; `text` is the document's. True when that
/// changes anything. What would cross an annotation, or say again what one says, is left out.
pub fn store(document: &mut Document, text: &str, plan: &Plan) -> bool {
    let Change { remove, add } = change(document, plan);
    let mut gone: FxHashSet<String> = remove.into_iter().filter_map(|mark| mark.id).collect();
    let mut added: Vec<New> = Vec::with_capacity(add.len());
    let mut open: Vec<(Span, TagType)> = Vec::new();
    // They come in order, and so do the paragraphs.
    let mut paragraphs = document.paragraphs().map(|(at, p)| Span::new(at, at + p.text.len())).peekable();
    for new in add {
        while paragraphs.next_if(|paragraph| paragraph.end <= new.span.start).is_some() {}
        let Some(&here) = paragraphs.peek() else { break };
        let Some(replaced) = replaced(document, here, &new, &gone) else { continue };
        // Two of one batch: the later crosses an earlier one that is still open, or says the same.
        open.retain(|(span, _)| span.end > new.span.start);
        let kind = new.label.kind;
        if open.iter().any(|(span, other)| span.crosses(new.span) || *span == new.span && *other == kind) {
            continue;
        }
        open.push((new.span, kind));
        gone.extend(replaced);
        added.push(new);
    }
    drop(paragraphs);
    document.annotations_mut().change(text, &gone, added)
}

/// The ids of the stored annotations of a paragraph whose place a new one takes; none when it may not be added.
fn replaced(document: &Document, here: Span, new: &New, gone: &FxHashSet<String>) -> Option<Vec<String>> {
    let mut ids = Vec::new();
    for other in document.annotations().within(here).filter(|other| !gone.contains(&other.id)) {
        if other.span == new.span && other.label.kind == new.label.kind {
            return None;
        }
        let both_names = other.label.kind.is_name() && new.label.kind.is_name();
        let both_times = other.label.kind.is_temporal() && new.label.kind.is_temporal();
        if other.span == new.span && (both_names || both_times) {
            ids.push(other.id.clone());
        } else if other.span.crosses(new.span) {
            return None;
        }
    }
    Some(ids)
}
