//! One set of annotations out of two.
//!
//! What both annotators have is kept, as A wrote it. Each difference is decided alike, by a preference, and told.

use super::{Agreement, Difference, Sort};
use crate::annotations::{Annotation, Article};
use crate::tags::Label;

/// Whose side is taken in a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prefer {
    /// A's.
    A,
    /// B's.
    B,
    /// The longer span; an annotation that only one has; A's where the spans are the same.
    Longest,
    /// Nobody's: what differs is left out, be it the annotation or only what is said of it.
    None,
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// A's annotation, or what A says of it, is kept.
    KeptA,
    /// B's is kept.
    KeptB,
    /// The annotation is left out.
    LeftOut,
    /// The annotation is kept without what is disputed.
    Unsaid,
}

impl Decision {
    /// The decision in words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::KeptA => "A's is kept",
            Self::KeptB => "B's is kept",
            Self::LeftOut => "left out",
            Self::Unsaid => "kept without it",
        }
    }
}

/// The merged annotations, and the decision on each difference of the agreement. `a` is the article that was compared
/// as A; its name and date are kept.
pub fn merge(a: &Article, agreement: &Agreement<'_>, prefer: Prefer) -> (Article, Vec<Decision>) {
    let decisions: Vec<Decision> =
        agreement.differences.iter().map(|difference| decide(difference, prefer)).collect();
    let decided = || agreement.differences.iter().zip(&decisions);
    // What stands in the place of A's annotations that are in a difference; the others are agreed.
    let mut instead: rustc_hash::FxHashMap<&str, Option<Annotation>> = rustc_hash::FxHashMap::default();
    let mut added = Vec::new();
    for (difference, decision) in decided() {
        match (difference.sort, difference.a, difference.b) {
            (Sort::Value | Sort::Reference, Some(left), Some(right)) => {
                let place = instead.entry(&left.id).or_insert_with(|| Some(left.clone()));
                if let Some(annotation) = place {
                    say(&mut annotation.label, difference.sort, *decision, &right.label);
                }
            }
            (_, Some(left), _) if *decision != Decision::KeptA => {
                let right = difference.b.filter(|_| *decision == Decision::KeptB);
                instead.insert(&left.id, right.cloned());
            }
            (_, None, Some(right)) if *decision == Decision::KeptB => added.push(right.clone()),
            _ => {}
        }
    }
    let kept = a.annotations.iter().filter_map(|annotation| match instead.remove(annotation.id.as_str()) {
        Some(other) => other,
        None => Some(annotation.clone()),
    });
    let annotations = kept.chain(added).map(|annotation| Annotation { id: String::new(), ..annotation });
    let mut merged = Article { annotations: annotations.collect(), notes: Vec::new(), ..a.clone() };
    merged.settle();
    (merged, decisions)
}

fn decide(difference: &Difference<'_>, prefer: Prefer) -> Decision {
    match (prefer, difference.a, difference.b) {
        (Prefer::None, ..) if difference.same_span_and_type() => Decision::Unsaid,
        (Prefer::None, ..) | (Prefer::A, None, _) | (Prefer::B, _, None) => Decision::LeftOut,
        (Prefer::Longest, Some(a), Some(b)) if b.span.len() > a.span.len() => Decision::KeptB,
        (Prefer::A | Prefer::Longest, Some(_), _) => Decision::KeptA,
        (Prefer::B | Prefer::Longest, ..) => Decision::KeptB,
    }
}

/// Puts the decision on what is said of an annotation into A's label.
fn say(label: &mut Label, sort: Sort, decision: Decision, b: &Label) {
    let empty = Label::new(label.kind);
    let from = match decision {
        Decision::KeptB => b,
        Decision::Unsaid => &empty,
        Decision::KeptA | Decision::LeftOut => return,
    };
    if sort == Sort::Reference {
        label.reference.clone_from(&from.reference);
        return;
    }
    // Field by field: what both say is not disputed.
    let keep = |ours: &mut Option<String>, theirs: &Option<String>, unsaid: &Option<String>| {
        if ours != theirs {
            ours.clone_from(unsaid);
        }
    };
    keep(&mut label.value, &b.value, &from.value);
    keep(&mut label.modifier, &b.modifier, &from.modifier);
    keep(&mut label.unit, &b.unit, &from.unit);
    keep(&mut label.subtype, &b.subtype, &from.subtype);
    if label.place_kind != b.place_kind {
        label.place_kind = from.place_kind;
    }
}
