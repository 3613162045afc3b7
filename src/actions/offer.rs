//! What can be done at a place, with the titles that menus show.

use super::change::{marks, wanted};
use super::resize::{AROUND, resizes};
use super::selection::{of_selection, subtypes_of_mention};
use super::{Action, Kind, Mark, Plan, Scope};
use crate::analysis::{Document, Mention, Subject};
use crate::lexicon::gazetteer::Record;
use crate::lints::{self, Finding};
use crate::tags::TagType;
use crate::text::{Span, one_line};

/// The types offered as "another type".
const RETAG: [TagType; 6] =
    [TagType::Person, TagType::Org, TagType::Place, TagType::Group, TagType::Event, TagType::Work];

/// The thresholds offered for tagging all that is sure enough, in hundredths.
const SURE_ENOUGH: [u8; 2] = [95, 75];
/// So many lost annotations are offered for removal at once.
const MOST_LOST: usize = 20;
/// So many namesakes are offered.
const CANDIDATES: usize = 5;

/// What can be done at `range`, a cursor when it is empty. `today` is offered as publication date when none is known.
pub fn offer(document: &Document, text: impl Fn(Span) -> String, range: Span, today: &str) -> Vec<Action> {
    let mut out = Vec::new();
    let findings: Vec<Finding> = lints::touching(document, range).collect();
    for finding in &findings {
        let Span { start, end } = finding.span;
        for (which, fix) in finding.fixes.iter().enumerate() {
            out.push(Action {
                title: fix.title.clone(),
                kind: Kind::QuickFix,
                plan: Plan::Fix { rule: finding.rule.to_owned(), start, end, which },
                mends: Some(finding.span),
                rule: Some(finding.rule),
            });
        }
    }
    for finding in &findings {
        ignore(&mut out, finding, &text(finding.span));
    }
    lost(&mut out, document, range);
    let mentions = touched(document, range);
    if let Some(mention) = innermost(&mentions, range) {
        at_mention(&mut out, mention, &text(mention.span));
        subtypes_of_mention(&mut out, document, mention, &text(mention.span));
        other_bounds(&mut out, document, mention, &text);
    }
    of_selection(&mut out, document, range, &mentions, &text);
    if let Some(Mark { span, label, .. }) = innermost_mark(document, range) {
        out.push(Action {
            title: format!("Remove this {} tag", noun(label.kind)),
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
    if findings.iter().any(|finding| matches!(&finding.fixes[..], [fix] if fix.is_safe)) {
        out.push(fix_all());
    }
    let mut source = |title: String, plan: Plan| {
        out.push(Action { title, kind: Kind::Source, plan, mends: None, rule: None });
    };
    source("Tag everything in the document".to_owned(), Plan::TagAll);
    for confidence in SURE_ENOUGH {
        let title = format!("Tag everything that is at least {confidence} % sure");
        source(title, Plan::TagAbove { confidence });
    }
    if marks(document).next().is_some() {
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

/// Making all fixes that are right whenever their findings are.
pub fn fix_all() -> Action {
    let title = "Mend everything that is surely wrong".to_owned();
    Action { title, kind: Kind::FixAll, plan: Plan::FixAll, mends: None, rule: None }
}

/// How to have a rule say no more of these words.
fn ignore(out: &mut Vec<Action>, finding: &Finding, covered: &str) {
    let Span { start, end } = finding.span;
    for (scope, place) in
        [(Scope::Here, "here"), (Scope::Document, "in this article"), (Scope::Workspace, "in any article")]
    {
        out.push(Action {
            title: format!("Ignore {} {place}: {}", finding.rule, shortened(covered)),
            kind: Kind::QuickFix,
            plan: Plan::Ignore { rule: finding.rule.to_owned(), start, end, scope },
            mends: Some(finding.span),
            rule: Some(finding.rule),
        });
    }
}

/// The removal of annotations whose text is gone, where their findings stand.
fn lost(out: &mut Vec<Action>, document: &Document, range: Span) {
    let Some(place) = lints::tag::stale_anchor::place(document) else { return };
    if place.start > range.end || range.start > place.end {
        return;
    }
    for (annotation, quote) in document.annotations().stale().take(MOST_LOST) {
        out.push(Action {
            title: format!(
                "Remove the lost annotation {} ({}): {}",
                annotation.id,
                noun(annotation.label.kind),
                shortened(&quote.exact)
            ),
            kind: Kind::QuickFix,
            plan: Plan::RemoveStale { id: annotation.id.clone() },
            mends: Some(place),
            rule: Some(lints::tag::stale_anchor::RULE.name),
        });
    }
}

/// What a person calls a type.
pub(super) const fn noun(tag_type: TagType) -> &'static str {
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
        out.push(Action {
            title: format!("Tag all mentions of this {} in the workspace: {covered}", noun(current)),
            kind: Kind::Rewrite,
            plan: Plan::TagEverywhere { entity: id.to_string() },
            mends: None,
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
        let mut rewrite = |title: String, plan: Plan| {
            out.push(Action { title, kind: Kind::Rewrite, plan, mends: None, rule: None });
        };
        if let Subject::Entity(entity) = &mention.subject {
            if entity.own.is_empty() {
                let Span { start, end } = mention.span;
                rewrite(format!("Add to the authority file: {covered}"), Plan::AddRecord { start, end });
            }
            for record in entity.candidates.iter().take(CANDIDATES) {
                let Span { start, end } = mention.span;
                let (kind, reference) = (current.as_str().to_owned(), record.reference());
                rewrite(
                    format!("Link to {}", described(*record)),
                    Plan::Link { start, end, kind, reference },
                );
            }
        }
        if mention.tagged {
            let entity = id.to_string();
            for other in RETAG.into_iter().filter(|&t| t != current) {
                let title = format!("Retag all mentions as {}: {covered}", noun(other));
                rewrite(
                    title,
                    Plan::RetypeEntity { entity: entity.clone(), kind: other.as_str().to_owned() },
                );
            }
            rewrite(format!("Remove the tags of all mentions: {covered}"), Plan::RemoveEntity { entity });
        } else {
            let Span { start, end } = mention.span;
            for (scope, place) in [
                (Scope::Here, "here"),
                (Scope::Document, "in this article"),
                (Scope::Workspace, "in any article"),
            ] {
                let title = format!("Not {} {} {place}: {covered}", article(current), noun(current));
                rewrite(title, Plan::Reject { start, end, scope });
            }
        }
    }
}

/// English wants "an" before a vowel.
const fn article(tag_type: TagType) -> &'static str {
    match tag_type {
        TagType::Org | TagType::Role | TagType::Event => "an",
        _ => "a",
    }
}

/// A record in a few words: its English name, what it is and its identifier.
fn described(record: Record) -> String {
    let kind = if record.kind.is_empty() { String::new() } else { format!(", {}", record.kind) };
    format!("{}{kind} ({})", record.name_en(), record.reference())
}

/// A word more or less at either end, the proclitic in or out.
fn other_bounds(
    out: &mut Vec<Action>,
    document: &Document,
    mention: &Mention,
    text: &impl Fn(Span) -> String,
) {
    let Some((start, paragraph)) = document.paragraph_at(mention.span.start) else { return };
    let local = Span::new(mention.span.start - start, mention.span.end - start);
    let raw = &paragraph.text;
    let from = raw.floor_char_boundary(local.start.saturating_sub(AROUND));
    let to = raw.ceil_char_boundary((local.end + AROUND).min(raw.len()));
    // Tags and line ends are no words of a name.
    let stops = |c: char| matches!(c, '\n' | '\r' | '<' | '>' | '[' | ']' | '{' | '}');
    let from = raw[from..local.start].rfind(stops).map_or(from, |at| from + at + 1);
    let to = raw[local.end..to].find(stops).map_or(to, |at| local.end + at);
    let around = &raw[from..to];
    for (title, span) in resizes(around, Span::new(local.start - from, local.end - from)) {
        let span = span.shifted(start + from);
        let Span { start, end } = mention.span;
        out.push(Action {
            title: format!("{title} {}", shortened(&text(span))),
            kind: Kind::Rewrite,
            plan: Plan::Resize { start, end, to_start: span.start, to_end: span.end },
            mends: None,
            rule: None,
        });
    }
}

/// The innermost annotation at a place.
fn innermost_mark(document: &Document, range: Span) -> Option<Mark> {
    let (start, paragraph) = document.paragraph_at(range.start)?;
    let inline = paragraph.markup.annotations.iter().filter(|a| a.outer.shifted(start).touches(range.start));
    let inline = inline.map(|tag| Mark::inline(start, tag));
    let stored = document.annotations().within(Span::new(start, start + paragraph.text.len()));
    let stored = stored.filter(|a| a.span.touches(range.start));
    inline.chain(stored.map(Mark::stored)).min_by_key(|mark| mark.span.len())
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
        // What a diagnostic shows comes first; then what lies in no other name, and the innermost; a cursor after a word
        // means the word it leaves.
        .min_by_key(|m| (!m.shown, m.nested, m.span.end == range.start, m.span.len()))
}

/// A title is one short line.
pub(super) fn shortened(text: &str) -> String {
    let line = one_line(text);
    if line.chars().count() <= 40 {
        return line;
    }
    let mut short: String = line.chars().take(39).collect();
    short.push('…');
    short
}
