//! Where two annotators differ.
//!
//! Annotations of the same span and type are the same one, then those of the same span are; of what is left, two of one
//! type that overlap are one with two boundaries, the one that shares most first. An annotation is in one difference at
//! most, but one whose value and reference both differ is in two.

use crate::annotations::{Annotation, Article};
use crate::tags::{Label, TagType};
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;

/// What two annotators differ in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// Only A has it.
    Missing,
    /// Only B has it.
    Extra,
    /// One span, two types.
    Type,
    /// One type, two spans that overlap.
    Boundary,
    /// One span and type; value, modifier, unit, kind of place or subtype differ.
    Value,
    /// One span and type; they refer to two things.
    Reference,
}

impl Sort {
    /// All sorts.
    pub const ALL: [Self; 6] =
        [Self::Missing, Self::Extra, Self::Type, Self::Boundary, Self::Value, Self::Reference];

    /// The lower-case name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Extra => "extra",
            Self::Type => "type",
            Self::Boundary => "boundary",
            Self::Value => "value",
            Self::Reference => "reference",
        }
    }
}

/// A difference: B misses what A has, has more, or has it otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference<'a> {
    /// What differs.
    pub sort: Sort,
    /// A's annotation.
    pub a: Option<&'a Annotation>,
    /// B's annotation.
    pub b: Option<&'a Annotation>,
}

impl Difference<'_> {
    /// The bytes that either of them marked.
    pub fn span(&self) -> Span {
        let spans = || [self.a, self.b].into_iter().flatten().map(|annotation| annotation.span);
        let start = spans().map(|span| span.start).min().unwrap_or_default();
        Span::new(start, spans().map(|span| span.end).max().unwrap_or(start))
    }

    /// True when both marked the same span as the same type, and differ in what they say of it.
    pub const fn same_span_and_type(&self) -> bool {
        matches!(self.sort, Sort::Value | Sort::Reference)
    }
}

/// How many annotations are looked at for one that overlaps: more do so only in nonsense.
const NEAR: usize = 64;

/// The differences, in the order of the text.
pub fn find<'a>(a: &'a Article, b: &'a Article) -> Vec<Difference<'a>> {
    let mut out = Vec::new();
    let mut rest_of_a: Vec<&Annotation> = a.annotations.iter().collect();
    let mut rest_of_b: Vec<&Annotation> = b.annotations.iter().collect();
    for (left, right) in pair(&mut rest_of_a, &mut rest_of_b, |x| (x.span, Some(x.label.kind))) {
        let mut differ = |sort| out.push(Difference { sort, a: Some(left), b: Some(right) });
        if values(&left.label) != values(&right.label) {
            differ(Sort::Value);
        }
        if left.label.reference != right.label.reference {
            differ(Sort::Reference);
        }
    }
    for (left, right) in pair(&mut rest_of_a, &mut rest_of_b, |x| (x.span, None)) {
        out.push(Difference { sort: Sort::Type, a: Some(left), b: Some(right) });
    }
    let mut taken = vec![false; rest_of_b.len()];
    let mut first = 0;
    for left in rest_of_a {
        while rest_of_b.get(first).is_some_and(|b| b.span.end <= left.span.start || taken[first]) {
            first += 1;
        }
        let near = rest_of_b.iter().enumerate().skip(first).take(NEAR);
        let near = near.take_while(|(_, b)| b.span.start < left.span.end);
        let best = near
            .filter(|(index, b)| {
                !taken[*index] && b.label.kind == left.label.kind && b.span.overlaps(left.span)
            })
            // Of equal ones the first.
            .min_by_key(|(_, b)| std::cmp::Reverse(shared(b.span, left.span)));
        match best {
            Some((index, right)) => {
                taken[index] = true;
                out.push(Difference { sort: Sort::Boundary, a: Some(left), b: Some(right) });
            }
            None => out.push(Difference { sort: Sort::Missing, a: Some(left), b: None }),
        }
    }
    let extra = rest_of_b.iter().zip(taken).filter(|(_, taken)| !taken);
    out.extend(extra.map(|(right, _)| Difference { sort: Sort::Extra, a: None, b: Some(right) }));
    out.sort_by_key(|difference| (difference.span().start, difference.span().end, difference.sort));
    out
}

/// Takes out of both lists, pairwise and in order, what has the same key.
fn pair<'a>(
    a: &mut Vec<&'a Annotation>,
    b: &mut Vec<&'a Annotation>,
    key: impl Fn(&Annotation) -> (Span, Option<TagType>),
) -> Vec<(&'a Annotation, &'a Annotation)> {
    let mut waiting: FxHashMap<(Span, Option<TagType>), VecDeque<usize>> = FxHashMap::default();
    for (index, right) in b.iter().enumerate() {
        waiting.entry(key(right)).or_default().push_back(index);
    }
    let mut pairs = Vec::new();
    let mut taken = vec![false; b.len()];
    a.retain(|left| match waiting.get_mut(&key(left)).and_then(VecDeque::pop_front) {
        Some(index) => {
            taken[index] = true;
            pairs.push((*left, b[index]));
            false
        }
        None => true,
    });
    let mut index = 0;
    b.retain(|_| {
        index += 1;
        !taken[index - 1]
    });
    pairs
}

fn shared(a: Span, b: Span) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// What a label says besides type and reference.
fn values(label: &Label) -> impl PartialEq + '_ {
    (&label.value, &label.modifier, &label.unit, label.place_kind, &label.subtype)
}
