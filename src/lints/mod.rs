//! Lints: what is most likely wrong in an article, and the edit that mends it. One rule, one file.
//!
//! A rule looks at one paragraph of an analysed document and reads no text a second time for what the document knows, so
//! that an edit costs its paragraph. Its findings depend on nothing but the paragraph and what makes
//! [`Document::revision`] rise.

mod differs_from_authority;
mod invalid_for_dialect;
mod overlap;
pub mod stale_anchor;
mod tagged;
mod type_conflict;
mod unbalanced;
mod unknown;
mod unknown_ref;
mod value_contradicts_text;

use crate::analysis::{Document, Paragraph};
use crate::text::{Edit, Span};

/// How much a finding asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Most likely wrong.
    Warning,
    /// Wrong beyond doubt.
    Error,
}

impl Severity {
    /// The lower-case name, as the stream has it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a rule reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name.
    pub rule: &'static str,
    /// What it is about, in bytes of the document.
    pub span: Span,
    /// How much it asks for.
    pub severity: Severity,
    /// What is wrong and what to do.
    pub message: String,
    /// What mends it, in bytes of the document; sorted, and empty when nobody but the author can.
    pub fix: Vec<Edit>,
    /// What the fix does, for a menu.
    pub title: String,
}

/// What a rule's findings in a paragraph depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The paragraph, and what is annotated in it: they are the same as long as both are.
    Paragraph,
    /// The whole document besides.
    Document,
}

/// A rule.
pub struct Rule {
    /// Its stable name: group and name.
    pub name: &'static str,
    /// How much its findings ask for.
    pub severity: Severity,
    /// What its findings depend on.
    scope: Scope,
    /// Finds what is wrong in the paragraph of the document that begins at a byte.
    find: fn(&Document, usize, &Paragraph, &mut Vec<Finding>),
}

/// All rules.
pub const RULES: &[Rule] = &[
    differs_from_authority::RULE,
    invalid_for_dialect::RULE,
    overlap::RULE,
    stale_anchor::RULE,
    type_conflict::RULE,
    unbalanced::RULE,
    unknown::RULE,
    unknown_ref::RULE,
    value_contradicts_text::RULE,
];

/// What the rules find in a paragraph of `document` that begins at byte `start`, in order of position.
pub fn of_paragraph(document: &Document, start: usize, paragraph: &Paragraph) -> Vec<Finding> {
    let mut out = in_scope(Scope::Paragraph, document, start, paragraph);
    out.extend(in_scope(Scope::Document, document, start, paragraph));
    out.sort_by_key(|finding| (finding.span.start, finding.span.end, finding.rule));
    out
}

/// What the rules of one scope find, rule by rule.
pub fn in_scope(scope: Scope, document: &Document, start: usize, paragraph: &Paragraph) -> Vec<Finding> {
    let mut out = Vec::new();
    for rule in RULES.iter().filter(|rule| rule.scope == scope) {
        (rule.find)(document, start, paragraph, &mut out);
    }
    out
}

impl Finding {
    /// The same finding of a paragraph that began at byte `from` and begins at `to`.
    #[must_use]
    pub fn moved(mut self, from: usize, to: usize) -> Self {
        let there = |span: Span| Span::new(span.start - from + to, span.end - from + to);
        self.span = there(self.span);
        for edit in &mut self.fix {
            edit.span = there(edit.span);
        }
        self
    }
}

/// What the rules find in a document, in order of position.
pub fn of_document(document: &Document) -> impl Iterator<Item = Finding> {
    document.paragraphs().flat_map(|(start, paragraph)| of_paragraph(document, start, paragraph))
}
