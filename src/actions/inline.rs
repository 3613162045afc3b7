//! A plan as edits of the text, where tags stand in it.

use super::Plan;
use super::change::{Change, Mark, change};
use crate::analysis::{Document, Paragraph};
use crate::annotations::live::New;
use crate::lints::{self, Finding};
use crate::tags::{self, Dialect, Label, TagType};
use crate::text::{Edit, Span, apply};
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// The edits of a plan; empty when the document has changed so that nothing is left to do.
pub fn edits(document: &Document, text: &str, dialect: Dialect, plan: &Plan) -> Vec<Edit> {
    match plan {
        Plan::SetPublished { date } => tags::set_published(text, document.options().syntax, date),
        Plan::Fix { rule, start, end, which } => {
            let span = Span::new(*start, *end);
            let same = |finding: &Finding| finding.span == span && finding.rule == rule;
            let fix =
                lints::touching(document, span).find(same).and_then(|f| f.fixes.into_iter().nth(*which));
            fix.map(|fix| fix.edits).unwrap_or_default()
        }
        Plan::FixAll => safe_fixes(document),
        // It is in no text.
        Plan::RemoveStale { .. } => Vec::new(),
        // Those without a partner too.
        Plan::RemoveAll => {
            document.paragraphs().flat_map(|(at, p)| shifted(tags::untag_all(&p.markup), at)).collect()
        }
        _ => {
            let Change { mut remove, mut add } = change(document, plan);
            remove.sort_by_key(|mark| mark.span);
            add.sort_by_key(|new| new.span);
            let (mut remove, mut add) = (&remove[..], &add[..]);
            let mut touched = Vec::new();
            for (at, paragraph) in document.paragraphs() {
                if remove.is_empty() && add.is_empty() {
                    break;
                }
                let end = at + paragraph.text.len();
                let (gone, rest) = remove.split_at(remove.partition_point(|mark| mark.span.start < end));
                remove = rest;
                let (come, rest) = add.split_at(add.partition_point(|new| new.span.start < end));
                add = rest;
                if !gone.is_empty() || !come.is_empty() {
                    touched.push((at, paragraph, gone, come));
                }
            }
            // Each paragraph is proved by itself, so all cores prove.
            let edits: Vec<Vec<Edit>> = touched
                .into_par_iter()
                .map(|(at, paragraph, gone, come)| {
                    shifted(of_paragraph(paragraph, at, dialect, gone, come), at).collect()
                })
                .collect();
            edits.into_iter().flatten().collect()
        }
    }
}

/// The edits of all fixes that may be made unseen. Of two that touch, the first is made: the other is looked at again
/// afterwards.
fn safe_fixes(document: &Document) -> Vec<Edit> {
    let fixes = lints::of_document(document).into_iter().filter_map(|finding| {
        let mut fixes = finding.fixes.into_iter();
        fixes.next().filter(|fix| fix.is_safe && fixes.next().is_none())
    });
    // By their first bytes. They lie apart, so the last that begins before another ends is the one that may touch it.
    let mut made: BTreeMap<usize, Edit> = BTreeMap::new();
    for fix in fixes {
        let touches = |edit: &Edit| {
            let last = made.range(..=edit.span.end).next_back();
            last.is_some_and(|(_, made)| made.span.end >= edit.span.start)
        };
        if !fix.edits.iter().any(touches) {
            made.extend(fix.edits.into_iter().map(|edit| (edit.span.start, edit)));
        }
    }
    made.into_values().collect()
}

/// The edits of one paragraph, which begins at byte `at`, in its own bytes.
fn of_paragraph(
    paragraph: &Paragraph,
    at: usize,
    dialect: Dialect,
    gone: &[Mark],
    come: &[New],
) -> Vec<Edit> {
    let local = |span: Span| Span::new(span.start - at, span.end - at);
    let text = &paragraph.text;
    if gone.is_empty() {
        let targets: Vec<(Span, Label)> =
            come.iter().map(|new| (local(new.span), new.label.clone())).collect();
        return tags::tag(text, &paragraph.markup, dialect, &targets).edits;
    }
    let gone: FxHashSet<(Span, TagType)> =
        gone.iter().map(|mark| (local(mark.span), mark.label.kind)).collect();
    let goes = |tag: &tags::Annotation| gone.contains(&(tag.content, tag.label.kind));
    let removals = tags::untag_where(text, &paragraph.markup, goes);
    if come.is_empty() || removals.is_empty() {
        return removals;
    }
    // What comes is written into the text without what goes, and both together are one edit.
    let between = apply(text, &removals);
    let moved = |offset: usize, is_end: bool| {
        let before =
            removals.iter().filter(|e| if is_end { e.span.end < offset } else { e.span.end <= offset });
        offset - before.map(|edit| edit.span.len()).sum::<usize>()
    };
    let targets: Vec<(Span, Label)> = come
        .iter()
        .map(|new| {
            let span = local(new.span);
            (Span::new(moved(span.start, false), moved(span.end, true)), new.label.clone())
        })
        .collect();
    let markup = tags::scan(&between, paragraph.markup.syntax, paragraph.entering);
    let tagged = tags::tag(&between, &markup, dialect, &targets);
    if !tagged.skipped.is_empty() {
        // All or nothing: a tag that cannot be moved stays where it is.
        return Vec::new();
    }
    difference(text, &apply(&between, &tagged.edits)).into_iter().collect()
}

/// The one edit that makes `after` of `before`, without what both begin and end with.
fn difference(before: &str, after: &str) -> Option<Edit> {
    let same = |(a, b): &(char, char)| a == b;
    let start: usize = before.chars().zip(after.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let (old, new) = (&before[start..], &after[start..]);
    let end: usize =
        old.chars().rev().zip(new.chars().rev()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let (old, new) = (&old[..old.len() - end], &new[..new.len() - end]);
    let span = Span::new(start, start + old.len());
    (old != new).then(|| Edit { span, replacement: new.to_owned() })
}

fn shifted(edits: Vec<Edit>, by: usize) -> impl Iterator<Item = Edit> + use<> {
    edits.into_iter().map(move |edit| Edit { span: edit.span.shifted(by), ..edit })
}
