//! What a user can do at a place of an article: tag, tag as something else, tag all, remove, set the date.
//!
//! Offering is cheap and says nothing of edits; the edits of one action are worked out when it is chosen, against the
//! text as it is then. Every action is one batch of edits, so one undo. None changes a letter of the
//! article, but the fixes of findings, which say what they write.

use crate::analysis::{Document, Mention, Paragraph, Subject};
use crate::lints::{self, Finding};
use crate::tags::{self, Dialect, Label, TagType};
use crate::text::{Edit, Span};
use serde::{Deserialize, Serialize};

/// Where an action belongs in an editor's menus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Mends the diagnostic under the cursor.
    QuickFix,
    /// Rewrites what is under the cursor.
    Rewrite,
    /// Works on the whole document.
    Source,
}

/// What to do. Kept by the client between offering and choosing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "camelCase")]
pub enum Plan {
    /// Tag the mention that covers these bytes, as this type.
    Tag {
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
        /// The type's name.
        kind: String,
    },
    /// Tag every mention of this entity.
    TagEntity {
        /// The entity's id.
        entity: String,
    },
    /// Tag everything detected between two bytes.
    TagRange {
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
    },
    /// Tag everything detected.
    TagAll,
    /// Remove the innermost tag at these bytes.
    Remove {
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
    },
    /// Remove every tag.
    RemoveAll,
    /// Mend what a rule found at these bytes.
    Fix {
        /// The rule.
        rule: String,
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
    },
    /// Make a record of the mention that covers these bytes in the workspace's authority file. It changes no article.
    AddRecord {
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
    },
    /// Write the publication date into the document.
    SetPublished {
        /// An ISO date.
        date: String,
    },
}

/// Something that can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What the menu says. Arabic comes last in it, so that it reads right in a menu of either direction.
    pub title: String,
    /// Where it belongs.
    pub kind: Kind,
    /// What it does.
    pub plan: Plan,
    /// The mention it tags or the finding it mends, for linking it to its diagnostic.
    pub mends: Option<Span>,
    /// The rule whose finding it mends.
    pub rule: Option<&'static str>,
}

/// The types offered as "another type".
const RETAG: [TagType; 6] =
    [TagType::Person, TagType::Org, TagType::Place, TagType::Group, TagType::Event, TagType::Work];

/// What can be done at `range`, a cursor when it is empty. `today` is offered as publication date when none is known.
pub fn offer(document: &Document, text: impl Fn(Span) -> String, range: Span, today: &str) -> Vec<Action> {
    let mut out = Vec::new();
    for finding in findings(document, range).filter(|finding| !finding.fix.is_empty()) {
        let Span { start, end } = finding.span;
        out.push(Action {
            title: finding.title,
            kind: Kind::QuickFix,
            plan: Plan::Fix { rule: finding.rule.to_owned(), start, end },
            mends: Some(finding.span),
            rule: Some(finding.rule),
        });
    }
    let mentions = touched(document, range);
    if let Some(mention) = innermost(&mentions, range) {
        at_mention(&mut out, mention, &text(mention.span));
    }
    if let Some((start, paragraph)) = document.paragraph_at(range.start)
        && let Some(annotation) = innermost_annotation(paragraph, start, range)
    {
        let span = annotation.content.shifted(start);
        out.push(Action {
            title: format!("Remove this {} tag", noun(annotation.label.kind)),
            kind: Kind::Rewrite,
            plan: Plan::Remove { start: span.start, end: span.end },
            mends: None,
            rule: None,
        });
    }
    if !range.is_empty() && mentions.iter().any(wanted) {
        out.push(Action {
            title: "Tag everything in the selection".to_owned(),
            kind: Kind::Rewrite,
            plan: Plan::TagRange { start: range.start, end: range.end },
            mends: None,
            rule: None,
        });
    }
    let mut source = |title: String, plan: Plan| {
        out.push(Action { title, kind: Kind::Source, plan, mends: None, rule: None });
    };
    source("Tag everything in the document".to_owned(), Plan::TagAll);
    if document.paragraphs().any(|(_, p)| !p.markup.annotations.is_empty()) {
        source("Remove all tags".to_owned(), Plan::RemoveAll);
    }
    let (date, why) = match document.publication() {
        Some(publication) => (publication.at.to_string(), publication.source.as_str()),
        None => (today.to_owned(), "today"),
    };
    if why != crate::analysis::Source::Metadata.as_str() {
        source(format!("Set the publication date to {date} ({why})"), Plan::SetPublished { date });
    }
    out
}

/// What a person calls a type.
const fn noun(tag_type: TagType) -> &'static str {
    match tag_type {
        TagType::Org => "organisation",
        TagType::Group => "nationality or people",
        TagType::Role => "office",
        _ => tag_type.as_str(),
    }
}

fn at_mention(out: &mut Vec<Action>, mention: &Mention, covered: &str) {
    let current = mention.tag_type;
    let tag = |kind: TagType| Plan::Tag {
        start: mention.span.start,
        end: mention.span.end,
        kind: kind.as_str().to_owned(),
    };
    let covered = shortened(covered);
    if !mention.tagged {
        out.push(Action {
            title: format!("Tag as {}: {covered}", noun(current)),
            kind: Kind::QuickFix,
            plan: tag(current),
            mends: Some(mention.span),
            rule: None,
        });
    }
    if let Some(id) = mention.entity_id() {
        out.push(Action {
            title: format!("Tag all mentions of this {}: {covered}", noun(current)),
            kind: Kind::QuickFix,
            plan: Plan::TagEntity { entity: id.to_string() },
            mends: (!mention.tagged).then_some(mention.span),
            rule: None,
        });
        for other in RETAG.into_iter().filter(|&t| t != current) {
            out.push(Action {
                title: format!("Tag as {} instead: {covered}", noun(other)),
                kind: Kind::Rewrite,
                plan: tag(other),
                mends: None,
                rule: None,
            });
        }
    }
    if let Subject::Entity(entity) = &mention.subject
        && entity.own.is_empty()
    {
        out.push(Action {
            title: format!("Add to the authority file: {covered}"),
            kind: Kind::Rewrite,
            plan: Plan::AddRecord { start: mention.span.start, end: mention.span.end },
            mends: None,
            rule: None,
        });
    }
}

/// What the rules find in the paragraphs that `range` touches, where it touches them.
fn findings(document: &Document, range: Span) -> impl Iterator<Item = Finding> {
    document
        .paragraphs()
        .filter(move |(at, p)| *at <= range.end && range.start <= at + p.text.len())
        .flat_map(|(at, p)| lints::of_paragraph(document, at, p))
        .filter(move |finding| finding.span.start <= range.end && range.start <= finding.span.end)
}

/// The edits of a plan; empty when the document has changed so that nothing is left to do.
pub fn edits(document: &Document, text: &str, dialect: Dialect, plan: &Plan) -> Vec<Edit> {
    match plan {
        Plan::Tag { start, end, kind } => {
            let Some(kind) = TagType::parse(kind) else { return Vec::new() };
            tag_where(document, dialect, Span::new(*start, *end), |mention| {
                (mention.span == Span::new(*start, *end)).then(|| label_as(mention, kind))
            })
        }
        Plan::TagEntity { entity } => tag_where(document, dialect, Span::new(0, text.len()), |mention| {
            (!mention.tagged && mention.entity_id().is_some_and(|id| **id == **entity))
                .then(|| mention.label())
        }),
        Plan::TagRange { start, end } => {
            tag_where(document, dialect, Span::new(*start, *end), |m| wanted(m).then(|| m.label()))
        }
        Plan::TagAll => {
            tag_where(document, dialect, Span::new(0, text.len()), |m| wanted(m).then(|| m.label()))
        }
        Plan::Remove { start, end } => {
            let Some((at, paragraph)) = document.paragraph_at(*start) else { return Vec::new() };
            let local = Span::new(start - at, (end - at).min(paragraph.text.len()));
            shifted(tags::untag(&paragraph.text, &paragraph.markup, local), at).collect()
        }
        Plan::RemoveAll => {
            document.paragraphs().flat_map(|(at, p)| shifted(tags::untag_all(&p.markup), at)).collect()
        }
        Plan::Fix { rule, start, end } => {
            let span = Span::new(*start, *end);
            let same = |finding: &Finding| finding.span == span && finding.rule == rule;
            findings(document, span).find(same).map(|finding| finding.fix).unwrap_or_default()
        }
        Plan::AddRecord { .. } => Vec::new(),
        Plan::SetPublished { date } => tags::set_published(text, document.options().syntax, date),
    }
}

/// Tags, paragraph by paragraph, the mentions that touch `range` and for which `label` has a label.
fn tag_where(
    document: &Document,
    dialect: Dialect,
    range: Span,
    label: impl Fn(&Mention) -> Option<Label>,
) -> Vec<Edit> {
    let mut out = Vec::new();
    for (at, paragraph) in document.paragraphs() {
        let whole = Span::new(at, at + paragraph.text.len());
        if whole.end < range.start {
            continue;
        }
        if whole.start > range.end {
            break;
        }
        let targets: Vec<(Span, Label)> = document
            .mentions_of(at, paragraph)
            .iter()
            .filter(|m| range.contains(m.span) || m.span.overlaps(range))
            .filter_map(|m| Some((Span::new(m.span.start - at, m.span.end - at), label(m)?)))
            .collect();
        if !targets.is_empty() {
            out.extend(shifted(tags::tag(&paragraph.text, &paragraph.markup, dialect, &targets).edits, at));
        }
    }
    out
}

fn shifted(edits: Vec<Edit>, by: usize) -> impl Iterator<Item = Edit> + use<> {
    edits.into_iter().map(move |edit| Edit { span: edit.span.shifted(by), ..edit })
}

/// What a bulk action tags: what is shown and not yet tagged.
fn wanted(mention: &Mention) -> bool {
    mention.shown && !mention.tagged
}

/// The label of a mention tagged as another type: what only the old type could say is left out.
fn label_as(mention: &Mention, kind: TagType) -> Label {
    let label = mention.label();
    if kind == mention.tag_type || kind.is_temporal() && mention.tag_type.is_temporal() {
        Label { kind, ..label }
    } else {
        Label { reference: None, ..Label::new(kind) }
    }
}

fn touched(document: &Document, range: Span) -> Vec<Mention> {
    document
        .paragraphs()
        .filter(|(at, p)| *at <= range.end && range.start <= at + p.text.len())
        .flat_map(|(at, p)| document.mentions_of(at, p))
        .filter(|m| m.span.start <= range.end && range.start <= m.span.end)
        .collect()
}

fn innermost(mentions: &[Mention], range: Span) -> Option<&Mention> {
    mentions
        .iter()
        .filter(|m| m.span.contains(range) || range.contains(m.span) && !range.is_empty())
        .filter(|m| m.shown || m.tagged || matches!(m.subject, Subject::Entity(_)))
        // What a diagnostic shows comes first; then the innermost; a cursor after a word means the word it leaves.
        .min_by_key(|m| (!m.shown, m.span.end == range.start, m.span.len()))
}

fn innermost_annotation(paragraph: &Paragraph, start: usize, range: Span) -> Option<&tags::Annotation> {
    paragraph
        .markup
        .annotations
        .iter()
        .filter(|a| a.outer.shifted(start).touches(range.start))
        .min_by_key(|a| a.outer.len())
}

/// A title is one short line.
fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 40 {
        return line;
    }
    let mut short: String = line.chars().take(39).collect();
    short.push('…');
    short
}
