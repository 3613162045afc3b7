//! Strict F1 of spans and Cohen's kappa of tokens.

use super::Difference;
use crate::annotations::{Annotation, Article};
use crate::formats::tokens;
use crate::tags::TagType;
use rustc_hash::FxHashMap;

/// The figures of a type, or of all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// The type; none for all of them.
    pub kind: Option<TagType>,
    /// How many annotations A has.
    pub a: usize,
    /// How many B has.
    pub b: usize,
    /// How many spans both have with the same type.
    pub agreed: usize,
    /// Cohen's kappa over the tokens; none where it is not defined, as both marked all tokens alike with one category.
    pub kappa: Option<f64>,
}

impl Row {
    /// Agreed spans as a share of the mean number of spans, 0 to 1; the same whichever annotator is taken for right.
    #[allow(clippy::cast_precision_loss, reason = "counts of annotations")]
    pub fn f1(&self) -> Option<f64> {
        let sum = self.a + self.b;
        (sum > 0).then(|| 2.0 * self.agreed as f64 / sum as f64)
    }
}

/// Two texts that are not the same, so that nothing can be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextsDiffer {
    /// The first line, from 1, that differs.
    pub line: usize,
    /// That line in A, without annotation tags and line end; empty behind the end.
    pub a: String,
    /// That line in B.
    pub b: String,
}

/// Compares the texts.
pub fn same_text(a: &str, b: &str) -> Result<(), TextsDiffer> {
    if a == b {
        return Ok(());
    }
    let mut lines = (a.split_inclusive('\n'), b.split_inclusive('\n'));
    let mut line = 0;
    loop {
        line += 1;
        let (a, b) = (lines.0.next(), lines.1.next());
        if a != b || a.is_none() {
            let shown =
                |line: Option<&str>| line.unwrap_or_default().trim_end_matches(['\r', '\n']).to_owned();
            return Err(TextsDiffer { line, a: shown(a), b: shown(b) });
        }
    }
}

/// The rows of all types that are used, and that of all together.
pub fn count(a: &Article, b: &Article, differences: &[Difference<'_>]) -> (Vec<Row>, Row) {
    let edges = tokens::edges(a.annotations.iter().chain(&b.annotations));
    let pieces = tokens::cut(&tokens::words(&a.text), &edges);
    let starts: Vec<usize> = pieces.iter().map(|piece| piece.span.start).collect();
    let (on_a, on_b) = (types_on_tokens(a, &starts), types_on_tokens(b, &starts));
    let row = |kind: Option<TagType>| {
        let of = |annotation: &&Annotation| kind.is_none_or(|kind| annotation.label.kind == kind);
        // Of A's annotations those that are in no difference of span or type.
        let differing = differences.iter().filter(|d| !d.same_span_and_type());
        let differing = differing.filter_map(|d| d.a).filter(of).count();
        let count_a = a.annotations.iter().filter(of).count();
        let mask = kind.map_or(u32::MAX, bit);
        let category = |types: &Vec<u32>| -> Vec<u32> { types.iter().map(|on| on & mask).collect() };
        Row {
            kind,
            a: count_a,
            b: b.annotations.iter().filter(of).count(),
            agreed: count_a - differing,
            kappa: kappa(&category(&on_a), &category(&on_b)),
        }
    };
    let rows = TagType::ALL.into_iter().map(|kind| row(Some(kind))).filter(|row| row.a + row.b > 0);
    (rows.collect(), row(None))
}

/// The bit of a type in the set that lies on a token.
const fn bit(kind: TagType) -> u32 {
    1 << kind as u32
}

/// The types on each token, as bits. `starts` are those of the tokens.
fn types_on_tokens(article: &Article, starts: &[usize]) -> Vec<u32> {
    let mut types = vec![0; starts.len()];
    for kind in TagType::ALL {
        // How many annotations of the type begin or end at a token, less those that end.
        let mut changes = vec![0_i64; starts.len() + 1];
        for annotation in article.annotations.iter().filter(|a| a.label.kind == kind) {
            changes[starts.partition_point(|start| *start < annotation.span.start)] += 1;
            changes[starts.partition_point(|start| *start < annotation.span.end)] -= 1;
        }
        let mut open = 0;
        for (on, change) in types.iter_mut().zip(changes) {
            open += change;
            if open > 0 {
                *on |= bit(kind);
            }
        }
    }
    types
}

/// Cohen's kappa: how much more two raters agree than two who draw from the same counts would.
#[allow(clippy::cast_precision_loss, reason = "counts of tokens")]
fn kappa(a: &[u32], b: &[u32]) -> Option<f64> {
    let mut counts: FxHashMap<u32, [u64; 2]> = FxHashMap::default();
    for (left, right) in a.iter().zip(b) {
        counts.entry(*left).or_default()[0] += 1;
        counts.entry(*right).or_default()[1] += 1;
    }
    let tokens = a.len() as u64;
    let agreed = a.iter().zip(b).filter(|(left, right)| left == right).count() as u64;
    // In whole numbers, so that the order of categories and of raters changes nothing.
    let by_chance: u64 = counts.values().map(|[left, right]| left * right).sum();
    let most = tokens * tokens;
    (by_chance < most)
        .then(|| (agreed * tokens) as f64 - by_chance as f64)
        .map(|above| above / (most - by_chance) as f64)
}
