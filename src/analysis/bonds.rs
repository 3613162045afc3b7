//! What the names of one paragraph have to say to the rest of the document: the contributions that the document-wide
//! tables add when the paragraph comes and take away when it goes.

use super::aliases::{self, Alias};
use super::forms::{self, Form, Short};
use super::linking::{self, Within};
use super::paragraph::Named;
use crate::authority::{Authority, Found, Record};
use crate::entities::Detected;
use crate::text::{Passage, Span};
use std::sync::Arc;

/// The contributions of one paragraph.
#[derive(Debug, Default)]
pub struct Bonds {
    /// Short forms of its names.
    pub forms: Vec<Form>,
    /// Words that may be short forms of names elsewhere.
    pub shorts: Vec<Short>,
    /// Pairs of names of one thing.
    pub aliases: Vec<Alias>,
    /// Places whose country stands beside them.
    pub within: Vec<Within>,
    /// Places whose kind stands before them.
    pub heads: Vec<(Span, &'static str)>,
    /// Words that are short names of the workspace's records.
    pub own_shorts: Vec<Found>,
    /// The workspace's records that it names in full.
    pub own_records: Vec<Arc<Record>>,
}

impl Bonds {
    /// Reads them off a passage and its mentions, in bytes of the passage. An acronym explained in brackets becomes a
    /// mention.
    pub fn find(passage: &Passage, detected: &mut Detected) -> Self {
        let aliases = aliases::find(passage, &mut detected.mentions);
        let mentions = &detected.mentions;
        Self {
            forms: Vec::new(),
            shorts: forms::shorts(passage, &detected.short_names, mentions),
            aliases,
            within: linking::within(passage, mentions),
            heads: linking::heads(passage, mentions),
            own_shorts: std::mem::take(&mut detected.own_shorts),
            own_records: Vec::new(),
        }
    }

    /// The same in bytes of the raw paragraph, without words that are tagged, and with the short forms of its names.
    pub fn settle(
        mut self,
        names: &[Named],
        raw: impl Fn(Span) -> Span,
        authority: Option<&Authority>,
    ) -> Self {
        for own in &mut self.own_shorts {
            own.span = raw(own.span);
        }
        self.own_records = authority.map(|records| named(names, records)).unwrap_or_default();
        for short in &mut self.shorts {
            short.span = raw(short.span);
        }
        for within in &mut self.within {
            within.span = raw(within.span);
        }
        for (span, _) in &mut self.heads {
            *span = raw(*span);
        }
        let taken = |span: Span| {
            let covers = |n: &Named| n.tagged.is_some() || n.mention.rule == aliases::RULE;
            names.iter().any(|n| covers(n) && n.mention.span.overlaps(span))
        };
        self.shorts.retain(|short| !taken(short.span));
        self.forms = forms::of_names(names);
        self
    }
}

/// The records that names mean by themselves.
fn named(names: &[Named], authority: &Authority) -> Vec<Arc<Record>> {
    let own = |n: &Named| {
        let record = authority.meant(n.mention.own?.name).record?;
        (record.record_type == n.tag_type).then_some(record)
    };
    names.iter().filter_map(own).collect()
}
