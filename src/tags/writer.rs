//! Writes and removes tags, as edits that never touch a letter of the article.
//!
//! A plan is made from what the scan found and then proved: the tagged block is scanned again, and its plain text, its
//! stripped form and its annotations must be what they should. A target whose tags would be read differently (in
//! Markdown a mention beside a bracket or a backslash) is refused, not written. The proof is per block, the text between
//! two blank lines, so it costs what the touched paragraphs cost.

use super::{
    Annotation, Dialect, Label, Markup, Meaning, Region, Syntax, line,
    plan::{Block, Target},
    scan,
};
use crate::text::{Edit, Span, apply};

/// Why a target was not tagged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Refusal {
    /// It carries a tag of this type already, or the batch names it twice.
    AlreadyTagged,
    /// It begins inside an element or reference and ends outside.
    CrossesMarkup,
    /// It crosses another target of the batch.
    CrossesTarget,
    /// It lies inside an annotation, and the dialect knows no nesting.
    NotNestable,
    /// Its tags would be read differently where they stand.
    Ambiguous,
    /// It holds no text, or lies in a header, a comment, a script or code.
    NotProse,
}

/// What tagging proposes.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Tagged {
    /// Sorted edits, ready for [`apply`].
    pub edits: Vec<Edit>,
    /// The targets left alone, as they were given, and why.
    pub skipped: Vec<(Span, Refusal)>,
}

/// Tags `targets`, spans of `text`, in one batch. `markup` is the scan of this same text.
pub fn tag(text: &str, markup: &Markup, dialect: Dialect, targets: &[(Span, Label)]) -> Tagged {
    let mut out = Tagged::default();
    let mut sorted: Vec<&(Span, Label)> = Vec::with_capacity(targets.len());
    for target in targets {
        let Span { start, end } = target.0;
        if start < end && text.is_char_boundary(start) && end <= text.len() && text.is_char_boundary(end) {
            sorted.push(target);
        } else {
            out.skipped.push((target.0, Refusal::NotProse));
        }
    }
    sorted.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut rest = sorted.as_slice();
    let mut region = markup.entering;
    for block in line::blocks(text) {
        if rest.is_empty() {
            break;
        }
        let here = rest.partition_point(|(span, _)| span.start < block.end);
        if here > 0 {
            let targets: Vec<Target<'_>> = rest[..here]
                .iter()
                .map(|(span, label)| Target {
                    span: Span::new(span.start - block.start, span.end - block.start),
                    label,
                })
                .collect();
            tag_block(block, text, markup.syntax, region, dialect, &targets, &mut out);
            rest = &rest[here..];
        }
        // Without anything hidden in the whole text no region is ever entered.
        region = if markup.hidden.is_empty() {
            Region::Prose
        } else {
            scan(block.of(text), markup.syntax, region).leaving
        };
    }
    out
}

fn tag_block(
    span: Span,
    text: &str,
    syntax: Syntax,
    region: Region,
    dialect: Dialect,
    targets: &[Target<'_>],
    out: &mut Tagged,
) {
    let (inside, outside): (Vec<Target<'_>>, Vec<_>) =
        targets.iter().partition(|target| target.span.end <= span.len());
    out.skipped.extend(outside.iter().map(|t| (t.span.shifted(span.start), Refusal::CrossesMarkup)));
    let block = Block::new(span.of(text), syntax, region);
    let budget = (PROOF_BYTES / span.len().max(1)).clamp(32, 4096);
    let mut proof = Proof { block: &block, dialect, accepted: Vec::new(), ambiguous: Vec::new(), budget };
    proof.add(&inside);
    let Proof { accepted, ambiguous, .. } = proof;
    let plan = block.plan(dialect, &accepted);
    out.edits.extend(plan.edits.into_iter().map(|e| Edit { span: e.span.shifted(span.start), ..e }));
    let refused =
        plan.refused.into_iter().chain(ambiguous.into_iter().map(|span| (span, Refusal::Ambiguous)));
    out.skipped.extend(refused.map(|(s, refusal)| (s.shifted(span.start), refusal)));
}

/// How much text the proofs of one block may read. A block of a megabyte in which everything is ambiguous must not cost
/// minutes; what is left when the budget is spent is refused.
const PROOF_BYTES: usize = 64 << 20;

/// The search for the targets that can be tagged together.
struct Proof<'b, 't> {
    block: &'b Block<'b>,
    dialect: Dialect,
    accepted: Vec<Target<'t>>,
    ambiguous: Vec<Span>,
    /// Proofs left.
    budget: usize,
}

impl<'t> Proof<'_, 't> {
    /// Accepts the candidates, or halves them where the whole does not read back. They come in order, and every
    /// accepted one stands before them.
    fn add(&mut self, candidates: &[Target<'t>]) {
        if candidates.is_empty() {
            return;
        }
        let before = self.accepted.len();
        if let Some(left) = self.budget.checked_sub(1) {
            self.budget = left;
            self.accepted.extend_from_slice(candidates);
            if self.block.plan(self.dialect, &self.accepted).is_proved(self.block) {
                return;
            }
            self.accepted.truncate(before);
            if candidates.len() > 1 {
                let (first, second) = candidates.split_at(candidates.len() / 2);
                self.add(first);
                self.add(second);
                return;
            }
        }
        self.ambiguous.extend(candidates.iter().map(|target| target.span));
    }
}

/// Removes the innermost annotation around `at`, or else the first one it touches. `markup` is the scan of `text`.
/// Where a stray tag inside would find a partner once these are gone, and so change its meaning, nothing is proposed.
pub fn untag(text: &str, markup: &Markup, at: Span) -> Vec<Edit> {
    let around = markup.annotations.iter().filter(|a| a.outer.start <= at.start && at.end <= a.outer.end);
    let touched = || markup.annotations.iter().find(|a| a.outer.overlaps(at));
    let Some(annotation) = around.min_by_key(|a| a.outer.len()).or_else(touched) else { return Vec::new() };
    let edits = vec![
        Edit::delete(Span::new(annotation.outer.start, annotation.content.start)),
        Edit::delete(Span::new(annotation.content.end, annotation.outer.end)),
    ];
    if is_harmless(text, markup, &edits) { edits } else { Vec::new() }
}

/// Removes the annotations for which `goes` holds. Where a stray tag would find a partner once these are gone, nothing is
/// proposed.
pub fn untag_where(text: &str, markup: &Markup, goes: impl Fn(&Annotation) -> bool) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    for annotation in markup.annotations.iter().filter(|annotation| goes(annotation)) {
        edits.push(Edit::delete(Span::new(annotation.outer.start, annotation.content.start)));
        edits.push(Edit::delete(Span::new(annotation.content.end, annotation.outer.end)));
    }
    edits.sort_by_key(|edit| edit.span);
    if is_harmless(text, markup, &edits) { edits } else { Vec::new() }
}

/// True when without these tags the text says the same.
fn is_harmless(text: &str, markup: &Markup, edits: &[Edit]) -> bool {
    let after = apply(text, edits);
    let then = scan(&after, markup.syntax, markup.entering);
    then.plain.text == markup.plain.text && stripped(&after, &then) == stripped(text, markup)
}

/// Removes every annotation tag, those without a partner too.
pub fn untag_all(markup: &Markup) -> Vec<Edit> {
    removals(markup, |meaning| matches!(meaning, Meaning::Annotation | Meaning::Companion))
}

/// The text without annotation tags and without the publication date tag of plain text. Structure (`<p>`, `<a>`, a
/// `<span>` that means nothing to us), headers and front matter stay.
pub fn strip(text: &str, syntax: Syntax) -> String {
    stripped(text, &scan(text, syntax, Region::Start))
}

pub(super) fn stripped(text: &str, markup: &Markup) -> String {
    apply(text, &removals(markup, |meaning| meaning != Meaning::Structure))
}

fn removals(markup: &Markup, removed: impl Fn(Meaning) -> bool) -> Vec<Edit> {
    markup.tags.iter().filter(|tag| removed(tag.meaning)).map(|tag| Edit::delete(tag.span)).collect()
}
