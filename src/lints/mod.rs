//! Lints: what is most likely wrong in an article, and the edits that mend it. One rule, one file, in the folder of its
//! group; `docs/rules/` has a page for each.
//!
//! A rule looks at one paragraph of an analysed document and reads no text a second time for what the document knows, so
//! that an edit costs its paragraph; or it compares what paragraphs say, which a ledger keeps for it. Its findings depend on
//! nothing but what its way of looking says.

pub mod ar;
pub mod char;
pub mod date;
mod levels;
mod lines;
pub mod message;
pub mod name;
pub mod num;
mod pages;
mod phrases;
mod prose;
pub mod quote;
mod silence;
pub mod tag;
#[cfg(test)]
mod tests;
pub mod text;
mod words;

pub use date::{MonthStyle, first_from_now};
pub use levels::Levels;
pub use pages::Page;
pub use silence::{Mask, Silence};

use crate::analysis::ledger::{About, findings_of};
use crate::analysis::{Document, Entry, Fact, Options, Paragraph, Said};
use crate::text::{Edit, Span};
use std::collections::BTreeSet;

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

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its stable name: group and name.
    pub name: &'static str,
    /// How much its findings ask for, unless the settings say otherwise; `None` for a rule that is off.
    pub level: Option<Severity>,
    /// How it looks.
    find: Find,
}

/// Finds what is wrong in the paragraph of the document that begins at a byte.
type Look = fn(&Document, usize, &Paragraph, &mut Vec<Finding>);

/// How a rule looks, and so what its findings depend on.
#[derive(Debug)]
enum Find {
    /// At the text of one paragraph: its findings are the same as long as it is.
    Paragraph(Look),
    /// At what is annotated in one paragraph, in its tags and beside it.
    Annotations(Look),
    /// At one paragraph, and at what makes [`Document::revision`] rise: the publication date, the entities.
    Document(Look),
    /// At what paragraphs say of one thing. A finding lies in one of those paragraphs; what it says depends on them and not
    /// on where they stand.
    Ledger {
        /// When there is anything to look at.
        when: When,
        /// Reads the facts of a paragraph.
        read: fn(&Paragraph, &Options, &mut Vec<Fact>),
        /// Finds what is wrong with the facts of one key, which are in order of position.
        compare: fn(&Document, &[Said], &mut Vec<Finding>),
    },
}

/// When the facts of one key are worth comparing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Always.
    Said,
    /// When there are two.
    Repeated,
    /// When two forms are used.
    Differs,
}

/// The kinds of rules that look at one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// [`Find::Paragraph`]
    Paragraph,
    /// [`Find::Annotations`]
    Annotations,
    /// [`Find::Document`]
    Document,
}

impl Scope {
    const ALL: [Self; 3] = [Self::Paragraph, Self::Annotations, Self::Document];
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

/// What the rules find in one paragraph of `document`, which begins at byte `start`, in order of position.
pub fn of_entry(document: &Document, start: usize, entry: &Entry) -> Vec<Finding> {
    let mut out = Vec::new();
    for scope in Scope::ALL {
        out.extend(in_scope(scope, document, start, entry));
    }
    let mut across: Vec<About> = entry.across.iter().map(|across| across.about).collect();
    across.sort_unstable();
    across.dedup();
    let here = start..start + entry.len;
    for about in across {
        let found = findings_of(document, about).into_iter().filter(|f| here.contains(&f.span.start));
        out.extend(found.filter(|finding| speaks(document, start, entry, about.rule(), finding)));
    }
    sort(&mut out);
    out
}

/// What the rules find in a document, in order of position.
pub fn of_document(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    let mut across: BTreeSet<About> = BTreeSet::new();
    for (start, entry) in document.entries() {
        for scope in Scope::ALL {
            out.extend(in_scope(scope, document, start, entry));
        }
        across.extend(entry.across.iter().map(|across| across.about));
    }
    if !across.is_empty() {
        let entries: Vec<(usize, &Entry)> = document.entries().collect();
        for about in across {
            let speaks = |finding: &Finding| {
                let next = entries.partition_point(|(start, _)| *start <= finding.span.start);
                let entry = next.checked_sub(1).map(|last| entries[last]);
                entry.is_some_and(|(start, entry)| speaks(document, start, entry, about.rule(), finding))
            };
            out.extend(findings_of(document, about).into_iter().filter(speaks));
        }
    }
    sort(&mut out);
    out
}

/// What the rules find where `range` touches it.
pub fn touching(document: &Document, range: Span) -> impl Iterator<Item = Finding> {
    document
        .entries()
        .filter(move |(at, entry)| *at <= range.end && range.start <= at + entry.len)
        .flat_map(|(at, entry)| of_entry(document, at, entry))
        .filter(move |finding| finding.span.start <= range.end && range.start <= finding.span.end)
}

fn sort(findings: &mut [Finding]) {
    findings.sort_by_key(|finding| (finding.span.start, finding.span.end, finding.rule));
}

/// What the rules of one scope find in a paragraph, rule by rule.
pub fn in_scope(scope: Scope, document: &Document, start: usize, entry: &Entry) -> Vec<Finding> {
    let mut out = Vec::new();
    for (number, rule, severity) in document.options().levels.active() {
        let ((Find::Paragraph(look), Scope::Paragraph)
        | (Find::Annotations(look), Scope::Annotations)
        | (Find::Document(look), Scope::Document)) = (&rule.find, scope)
        else {
            continue;
        };
        let before = out.len();
        look(document, start, &entry.paragraph, &mut out);
        if let Some(severity) = severity {
            out[before..].iter_mut().for_each(|finding| finding.severity = severity);
        }
        if out.len() > before {
            let found = out.split_off(before);
            out.extend(found.into_iter().filter(|finding| speaks(document, start, entry, number, finding)));
        }
    }
    out
}

/// What was found in a paragraph because of others, without fixes.
pub fn across(document: &Document, start: usize, entry: &Entry) -> impl Iterator<Item = Finding> {
    let found = entry.across.iter().map(move |across| (across.about, across.finding.clone().moved(0, start)));
    found
        .filter(move |(about, finding)| speaks(document, start, entry, about.rule(), finding))
        .map(|(_, finding)| finding)
}

/// False when neither the text nor the user wants to hear it.
fn speaks(document: &Document, start: usize, entry: &Entry, rule: u16, finding: &Finding) -> bool {
    let rejections = document.rejections();
    let is_rejected = || {
        let plain = &entry.paragraph.markup.plain;
        let raw = Span::new(finding.span.start - start, finding.span.end - start);
        rejections.reject_finding(finding.rule, &plain.text, plain.span_from_raw(raw))
    };
    let is_silenced = (entry.silenced | document.silenced()).has(rule);
    !(is_silenced || rejections.has_rules() && is_rejected())
}

/// What a paragraph says for the rules that compare paragraphs.
pub(crate) fn facts(paragraph: &Paragraph, options: &Options) -> Vec<Fact> {
    let mut out = Vec::new();
    for (number, rule, _) in options.levels.active() {
        if let Find::Ledger { read, .. } = rule.find {
            let before = out.len();
            read(paragraph, options, &mut out);
            out[before..].iter_mut().for_each(|fact| fact.rule = number);
        }
    }
    out
}

/// When the facts of the rule of a number are compared.
pub(crate) fn when(rule: u16) -> When {
    match rules().nth(rule.into()).map(|rule| &rule.find) {
        Some(Find::Ledger { when, .. }) => *when,
        _ => When::Said,
    }
}

/// What the rule of a number finds in the facts of one key.
pub(crate) fn compare(document: &Document, rule: u16, said: &[Said]) -> Vec<Finding> {
    let mut out = Vec::new();
    let active = document.options().levels.active().find(|(number, ..)| *number == rule);
    if let Some((_, Rule { find: Find::Ledger { compare, .. }, .. }, severity)) = active {
        compare(document, said, &mut out);
        if let Some(severity) = severity {
            for finding in &mut out {
                finding.severity = severity;
            }
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
