//! Short names of the workspace's records: mentions where the article names their record in full.

use super::document::Document;
use super::linking::Here;
use super::mention::{self, Mention, Subject};
use super::paragraph::Paragraph;
use crate::authority::{Authority, Found, Named};
use crate::tags::TagType;
use crate::text::{Span, fold};
use std::sync::Arc;

/// The rule's name.
const RULE: &str = "authority-short";
/// How sure: the newsroom wrote the short name down, and the article has the full one.
const CONFIDENCE: f32 = 0.95;

/// Puts the short names of a paragraph among its mentions, both in order of position. One takes the place of what was
/// found of it by other means, and is none in a longer name or in a tag, or when two records of the article have it.
pub fn place(document: &Document, start: usize, paragraph: &Paragraph, mentions: &mut Vec<Mention>) {
    let Some(authority) = document.options().authority.as_deref() else { return };
    if paragraph.bonds.own_shorts.is_empty() {
        return;
    }
    let reach = mentions.iter().map(|m| m.span.len()).max().unwrap_or(0);
    let mut gone = vec![false; mentions.len()];
    let mut fresh = Vec::new();
    for found in &paragraph.bonds.own_shorts {
        let span = found.span.shifted(start);
        // None that begins further before can touch it.
        let from = mentions.partition_point(|m| m.span.start + reach < span.start);
        let to = mentions.partition_point(|m| m.span.start < span.end);
        let touching = || (from..to).filter(|&at| mentions[at].span.overlaps(span));
        if touching().any(|at| keeps(&mentions[at], span)) {
            continue;
        }
        let Some(mention) = meant(document, authority, *found, span) else { continue };
        for at in touching() {
            gone[at] |= span.contains(mentions[at].span);
        }
        fresh.push(mention);
    }
    if fresh.is_empty() {
        return;
    }
    let mut gone = gone.into_iter();
    mentions.retain(|_| !gone.next().unwrap_or_default());
    mentions.extend(fresh);
    mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
}

/// True for a mention that leaves no room for a short name at `span`. An office is a layer of its own.
fn keeps(mention: &Mention, span: Span) -> bool {
    mention.tagged || !span.contains(mention.span) && mention.tag_type != TagType::Role
}

fn meant(document: &Document, authority: &Authority, found: Found, span: Span) -> Option<Mention> {
    let in_full = authority.shortened(found.name).filter(|record| document.entities().names_in_full(record));
    let own = Named::of(in_full);
    let record = own.record.clone()?;
    let tag_type = record.record_type;
    let name: Arc<str> = record.prefer.first().map_or_else(String::new, |name| fold::fold(&name.text)).into();
    let entity = mention::entity(document, tag_type, record.entity_type(), name, "", (Here::default(), own));
    Some(Mention {
        span,
        tag_type,
        confidence: CONFIDENCE,
        nested: false,
        tagged: false,
        shown: document.options().shows(tag_type, CONFIDENCE),
        rule: RULE,
        subject: Subject::Entity(entity),
    })
}
