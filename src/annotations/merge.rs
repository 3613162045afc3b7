//! Two versions of one sidecar made into one, so that no writer's line is lost.
//!
//! Versions are compared by the ids of their annotations, each with what both were made of. Of what both changed, both
//! changes stand; of what one removed and the other changed, the change.

use super::sidecar::{Entry, Sidecar};
use crate::tags::TagType;
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};

impl Sidecar {
    /// Adds the entries of another sidecar of the same text that say something new, under ids of their own.
    pub fn take_in(&mut self, other: &Self) {
        let mut taken: FxHashSet<String> =
            self.entries.iter().chain(&other.entries).map(|entry| entry.annotation.id.clone()).collect();
        let theirs: FxHashSet<&str> =
            other.entries.iter().map(|entry| entry.annotation.id.as_str()).collect();
        let said: FxHashSet<(Span, TagType)> =
            other.entries.iter().map(|entry| (entry.annotation.span, entry.annotation.label.kind)).collect();
        self.entries.retain(|entry| !said.contains(&(entry.annotation.span, entry.annotation.label.kind)));
        for entry in self.entries.iter_mut().filter(|entry| theirs.contains(entry.annotation.id.as_str())) {
            entry.annotation.id = fresh_id(&entry.annotation.id, &mut taken);
        }
        self.entries.extend(other.entries.iter().cloned());
    }

    /// This sidecar with what another writer did to it since `base` was read: of what both changed, ours holds and theirs
    /// is kept beside it under another id, unless it is the same; of what one removed and the other changed, the change.
    #[must_use]
    pub fn merged(self, base: &Self, theirs: Self) -> Self {
        let by_id = |sidecar: &Self| -> FxHashMap<String, Entry> {
            sidecar.entries.iter().map(|entry| (entry.annotation.id.clone(), entry.clone())).collect()
        };
        let (base_entries, ours) = (by_id(base), by_id(&self));
        let published = if self.published == base.published { theirs.published } else { self.published };
        let mut merged = Self { published, entries: Vec::new(), unread: theirs.unread, file: None };
        let mut taken: FxHashSet<String> = theirs.entries.iter().map(|e| e.annotation.id.clone()).collect();
        taken.extend(ours.keys().cloned());
        let their_ids: FxHashSet<String> = theirs.entries.iter().map(|e| e.annotation.id.clone()).collect();
        for mut entry in theirs.entries {
            let id = &entry.annotation.id;
            let changed = base_entries.get(id).is_none_or(|base| !base.says_the_same(&entry));
            match ours.get(id) {
                // Ours is taken below.
                Some(our) if our.says_the_same(&entry) || !changed => {}
                Some(our) => {
                    let we_changed = base_entries.get(id).is_none_or(|base| !base.says_the_same(our));
                    if we_changed {
                        entry.annotation.id = fresh_id(id, &mut taken);
                    }
                    merged.entries.push(entry);
                }
                // New, or changed since we removed it.
                None if changed => merged.entries.push(entry),
                None => {}
            }
        }
        let kept: FxHashSet<String> = merged.entries.iter().map(|e| e.annotation.id.clone()).collect();
        for entry in self.entries {
            let id = &entry.annotation.id;
            let they_removed = base_entries.get(id).is_some_and(|base| base.says_the_same(&entry))
                && !their_ids.contains(id);
            if !kept.contains(id) && !they_removed {
                merged.entries.push(entry);
            }
        }
        merged
    }
}

impl Entry {
    /// True when both say the same of the same words.
    fn says_the_same(&self, other: &Self) -> bool {
        let (a, b) = (&self.annotation, &other.annotation);
        self.quote.exact == other.quote.exact
            && (a.span == b.span && self.stale == other.stale)
            && a.label == b.label
            && a.status == b.status
            && a.rule == b.rule
            && self.more == other.more
    }
}

/// An id beside a taken one.
fn fresh_id(id: &str, taken: &mut FxHashSet<String>) -> String {
    let mut number = 2;
    loop {
        let fresh = format!("{id}.{number}");
        if taken.insert(fresh.clone()) {
            return fresh;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use crate::annotations::{Sidecar, inline};
    use crate::tags::Syntax;

    fn of(document: &str) -> (Sidecar, String) {
        let article = inline::read("x", document, Syntax::Plain, Vec::new());
        (Sidecar::of(&article), article.text)
    }

    #[test]
    fn two_writers_lose_nothing() {
        let (base, text) = of("<person>أ</person> <person>ب</person> <person>ج</person> <person>د</person>");
        let (mut ours, mut theirs) = (base.clone(), base.clone());
        let reference = |sidecar: &mut Sidecar, index: usize, id: &str| {
            sidecar.entries[index].annotation.label.reference = Some(id.to_owned());
        };
        // Both change the first, each another one; we remove the third, they the fourth, which we changed.
        reference(&mut ours, 0, "x:1");
        reference(&mut theirs, 0, "x:2");
        reference(&mut theirs, 1, "x:3");
        reference(&mut ours, 3, "x:4");
        ours.entries.remove(2);
        theirs.entries.remove(3);
        let merged = ours.merged(&base, theirs);
        let mut shown: Vec<String> = merged
            .entries
            .iter()
            .map(|e| {
                format!(
                    "{} {} {}",
                    e.annotation.id,
                    e.annotation.span.of(&text),
                    e.annotation.label.reference.as_deref().unwrap_or("-")
                )
            })
            .collect();
        shown.sort();
        assert_eq!(shown, ["t1 أ x:1", "t1.2 أ x:2", "t2 ب x:3", "t4 د x:4"]);
    }
}
