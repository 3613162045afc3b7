//! Lints: what is most likely wrong in an article, and the edits that mend it. One rule, one file, in the folder of its
//! group; `docs/rules/` has a page for each.
//!
//! A rule looks at one paragraph of an analysed document and reads no text a second time for what the document knows, so
//! that an edit costs its paragraph. Its findings depend on nothing but what its [`Scope`] says.

pub mod ar;
pub mod char;
pub mod date;
mod levels;
pub mod message;
pub mod name;
pub mod num;
pub mod quote;
pub mod tag;
pub mod text;

pub use date::MonthStyle;
pub use levels::Levels;

use crate::analysis::{Document, Paragraph};
use crate::text::{Edit, Span};

/// How much a finding asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A thought, shown without a mark in most editors.
    Hint,
    /// Worth knowing.
    Info,
    /// Most likely wrong.
    Warning,
    /// Wrong beyond doubt.
    Error,
}

impl Severity {
    /// All, the least first.
    pub const ALL: [Self; 4] = [Self::Hint, Self::Info, Self::Warning, Self::Error];

    /// The lower-case name, as settings and the stream have it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hint => "hint",
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
    /// What is wrong, what it should be, and why.
    pub message: String,
    /// What may mend it, the likeliest first; empty when nobody but the author can.
    pub fixes: Vec<Fix>,
}

/// One way to mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, for a menu; words of the article come last in it.
    pub title: String,
    /// The least that has to change, in bytes of the document, sorted. Made twice it changes nothing more.
    pub edits: Vec<Edit>,
    /// It is right whenever the finding is, so it may be made unseen, with others.
    pub is_safe: bool,
}

/// What a rule's findings in a paragraph depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The paragraph, and what is annotated in it: they are the same as long as both are.
    Paragraph,
    /// The whole document besides: what makes [`Document::revision`] rise, such as its publication date and its entities.
    Document,
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its stable name: group and name.
    pub name: &'static str,
    /// How much its findings ask for, unless the settings say otherwise; `None` for a rule that is off.
    pub level: Option<Severity>,
    /// What its findings depend on.
    scope: Scope,
    /// Finds what is wrong in the paragraph of the document that begins at a byte.
    find: fn(&Document, usize, &Paragraph, &mut Vec<Finding>),
}

/// All rules, by group.
const GROUPS: &[&[Rule]] =
    &[ar::RULES, char::RULES, date::RULES, name::RULES, num::RULES, quote::RULES, tag::RULES, text::RULES];

/// All rules, in the order of their names.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    GROUPS.iter().copied().flatten()
}

/// The rule of a name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.name == name)
}

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
    for (rule, severity) in document.options().levels.active(scope) {
        let before = out.len();
        (rule.find)(document, start, paragraph, &mut out);
        if let Some(severity) = severity {
            out[before..].iter_mut().for_each(|finding| finding.severity = severity);
        }
    }
    out
}

impl Rule {
    /// A finding of the rule that nobody but the author can mend.
    const fn finding(&self, span: Span, message: String) -> Finding {
        let severity = match self.level {
            Some(level) => level,
            // Whoever turned it on said how much it asks for.
            None => Severity::Hint,
        };
        Finding { rule: self.name, span, severity, message, fixes: Vec::new() }
    }
}

impl Finding {
    /// The same finding of a paragraph that began at byte `from` and begins at `to`.
    #[must_use]
    pub fn moved(mut self, from: usize, to: usize) -> Self {
        let there = |span: Span| Span::new(span.start - from + to, span.end - from + to);
        self.span = there(self.span);
        for edit in self.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
            edit.span = there(edit.span);
        }
        self
    }
}

/// What the rules find in a document, in order of position.
pub fn of_document(document: &Document) -> impl Iterator<Item = Finding> {
    document.paragraphs().flat_map(|(start, paragraph)| of_paragraph(document, start, paragraph))
}
