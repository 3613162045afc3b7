//! The annotations of an open article that are stored beside it, kept right while it is edited.
//!
//! Invariant: those that have a place are in order and each covers text of the article as it is now. An edit moves what
//! stands behind it, stretches what it lies in, and cuts what it cuts into; what loses all its text is loose, and finds its
//! place again when the text comes back (undo, cut and paste). What the user decided can be taken back, step by step.

use super::anchor::{Anchor, reanchor};
use super::quote::Quote;
use super::sidecar::{Entry, Sidecar};
use super::{Annotation, Status};
use crate::tags::Label;
use crate::temporal::Published;
use crate::text::{Damage, Span};
use rustc_hash::FxHashSet;
use std::cmp::Reverse;

/// So many decisions can be taken back.
const STEPS: usize = 100;

/// The annotations of one article.
#[derive(Debug, Default)]
pub struct Live {
    /// Those with a place, by [`order`].
    placed: Vec<Entry>,
    /// Those whose text was not found when they were read.
    loose: Vec<Entry>,
    /// Those whose text was taken out since: gone from the disk with it, and back when it comes back.
    cut: Vec<Entry>,
    /// What was done, the last thing last.
    steps: Vec<Step>,
    /// What was read from the disk or written to it last.
    base: Sidecar,
    published: Option<Published>,
    /// Something was decided that is not on the disk yet.
    changed: bool,
    /// The text was edited, so the places and quotes on the disk are old.
    moved: bool,
    /// Rises when an annotation comes, goes or says something else.
    revision: u64,
}

/// What a decision changed.
#[derive(Debug, Default)]
struct Step {
    /// What it removed; their spans follow the edits.
    removed: Vec<Entry>,
    /// What it removed of those without a place.
    lost: Vec<Entry>,
    /// The ids it added.
    added: Vec<String>,
}

/// An annotation to add.
#[derive(Clone, Debug)]
pub struct New {
    /// Where.
    pub span: Span,
    /// What is said.
    pub label: Label,
    /// The rule that found it.
    pub rule: Option<String>,
}

/// Where an annotation was before its text came back.
#[derive(Clone, Copy)]
enum Where {
    Placed,
    Loose,
    Cut,
}

fn order(entry: &Entry) -> (usize, Reverse<usize>) {
    (entry.annotation.span.start, Reverse(entry.annotation.span.end))
}

impl Live {
    /// The annotations of a sidecar that was read for the article's text.
    pub fn new(sidecar: Sidecar) -> Self {
        let (loose, mut placed): (Vec<Entry>, Vec<Entry>) =
            sidecar.entries.iter().cloned().partition(|e| e.stale);
        placed.sort_by_key(order);
        Self { placed, loose, published: sidecar.published, base: sidecar, ..Self::default() }
    }

    /// Something is not on the disk yet: a decision, or where edits moved the annotations to.
    pub const fn is_changed(&self) -> bool {
        self.changed || self.moved
    }

    /// A decision is not on the disk yet.
    pub const fn has_decisions(&self) -> bool {
        self.changed
    }

    /// Rises when an annotation comes, goes or says something else.
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// When the article was published, as its sidecar has it.
    pub const fn published(&self) -> Option<Published> {
        self.published
    }

    /// All that have a place, in order.
    pub fn all(&self) -> impl Iterator<Item = &Annotation> {
        self.placed.iter().map(|entry| &entry.annotation)
    }

    /// Those whose text was not found when they were read, with their quotes.
    pub fn stale(&self) -> impl Iterator<Item = (&Annotation, &Quote)> {
        self.loose.iter().map(|entry| (&entry.annotation, &entry.quote))
    }

    /// Those that begin in `span`, in order.
    pub fn within(&self, span: Span) -> impl Iterator<Item = &Annotation> {
        let first = self.placed.partition_point(|entry| entry.annotation.span.start < span.start);
        let rest = self.placed[first..].iter().map(|entry| &entry.annotation);
        rest.take_while(move |annotation| annotation.span.start < span.end)
    }

    /// Follows an edit of the text.
    pub fn follow(&mut self, edit: Damage) {
        if edit.start == edit.old_end && edit.start == edit.new_end {
            return;
        }
        for entry in self.steps.iter_mut().flat_map(|step| &mut step.removed) {
            entry.annotation.span = moved(entry.annotation.span, edit);
        }
        let mut any_empty = false;
        for entry in &mut self.placed {
            let span = entry.annotation.span;
            entry.annotation.span = moved(span, edit);
            any_empty |= entry.annotation.span.is_empty();
        }
        self.moved |= !self.placed.is_empty() || !self.loose.is_empty();
        if any_empty {
            let (empty, placed): (Vec<Entry>, Vec<Entry>) =
                std::mem::take(&mut self.placed).into_iter().partition(|e| e.annotation.span.is_empty());
            self.placed = placed;
            self.cut.extend(empty);
            self.revision += 1;
        }
    }

    /// True when some annotation has no place.
    pub const fn has_lost(&self) -> bool {
        !self.loose.is_empty() || !self.cut.is_empty()
    }

    /// Looks whether text that came back is that of annotations without a place. `inserted` is what the last edits put in.
    pub fn reattach(&mut self, inserted: &str, text: impl FnOnce() -> String) {
        let mut lost = self.loose.iter().chain(&self.cut);
        if !lost.any(|entry| inserted.contains(&entry.quote.exact)) {
            return;
        }
        let text = text();
        let mut all: Vec<(Where, Entry)> =
            self.placed.drain(..).map(|entry| (Where::Placed, entry)).collect();
        all.extend(self.loose.drain(..).map(|entry| (Where::Loose, entry)));
        all.extend(self.cut.drain(..).map(|entry| (Where::Cut, entry)));
        all.sort_by_key(|(_, entry)| entry.written);
        let anchors: Vec<Anchor<'_>> =
            all.iter().map(|(_, e)| Anchor { quote: &e.quote, start: e.written.0 }).collect();
        let places = reanchor(&text, &anchors);
        for ((was, mut entry), place) in all.into_iter().zip(places) {
            match (was, place) {
                (Where::Placed, _) => self.placed.push(entry),
                (_, Some(span)) => {
                    entry.annotation.span = span;
                    entry.stale = false;
                    self.placed.push(entry);
                    self.moved = true;
                    self.revision += 1;
                }
                (Where::Loose, None) => self.loose.push(entry),
                (Where::Cut, None) => self.cut.push(entry),
            }
        }
        self.placed.sort_by_key(order);
    }

    /// Removes the annotations of these ids and adds others, as one step that can be taken back. `text` is the article.
    /// True when that changes anything.
    pub fn change(&mut self, text: &str, remove: &FxHashSet<String>, add: Vec<New>) -> bool {
        let (removed, mut placed): (Vec<Entry>, Vec<Entry>) =
            std::mem::take(&mut self.placed).into_iter().partition(|e| remove.contains(&e.annotation.id));
        let (lost, loose): (Vec<Entry>, Vec<Entry>) =
            std::mem::take(&mut self.loose).into_iter().partition(|e| remove.contains(&e.annotation.id));
        self.loose = loose;
        if removed.is_empty() && add.is_empty() && lost.is_empty() {
            self.placed = placed;
            return false;
        }
        let mut taken = self.ids();
        taken.extend(placed.iter().chain(&removed).chain(&lost).map(|entry| entry.annotation.id.clone()));
        let mut added = Vec::with_capacity(add.len());
        let mut number = placed.len();
        for New { span, label, rule } in add {
            let id = loop {
                number += 1;
                let id = format!("t{number}");
                if taken.insert(id.clone()) {
                    break id;
                }
            };
            added.push(id.clone());
            let annotation = Annotation { id, span, label, status: Status::Accepted, rule };
            let quote = Quote::of(text, span);
            placed.push(Entry {
                annotation,
                quote,
                written: (0, 0),
                stale: false,
                more: serde_json::Map::new(),
            });
        }
        placed.sort_by_key(order);
        self.placed = placed;
        self.push(Step { removed, lost, added });
        true
    }

    /// Takes the last step back; false when there is none.
    pub fn undo(&mut self) -> bool {
        let Some(Step { removed, lost, added }) = self.steps.pop() else { return false };
        let added: FxHashSet<String> = added.into_iter().collect();
        self.placed.retain(|entry| !added.contains(&entry.annotation.id));
        self.placed.extend(removed.into_iter().filter(|entry| !entry.annotation.span.is_empty()));
        self.placed.sort_by_key(order);
        self.loose.extend(lost);
        self.changed = true;
        self.revision += 1;
        true
    }

    fn push(&mut self, step: Step) {
        if self.steps.len() == STEPS {
            self.steps.remove(0);
        }
        self.steps.push(step);
        self.changed = true;
        self.revision += 1;
    }

    /// All ids that are or were in use.
    fn ids(&self) -> FxHashSet<String> {
        let steps = self.steps.iter().flat_map(|step| step.removed.iter().chain(&step.lost));
        let entries =
            self.placed.iter().chain(&self.loose).chain(&self.cut).chain(&self.base.entries).chain(steps);
        entries.map(|entry| entry.annotation.id.clone()).collect()
    }

    /// Takes another publication date.
    pub fn set_published(&mut self, date: Published) {
        self.published = Some(date);
        self.changed = true;
        self.revision += 1;
    }

    /// Takes what somebody else wrote, joined with what we have not written yet, for `text`. True when that changes
    /// anything.
    pub fn take(&mut self, theirs: Sidecar, text: &str) -> bool {
        if theirs == self.base {
            return false;
        }
        let (ours, base) = self.sidecar();
        let mut merged = if self.is_changed() { ours.merged(base, theirs.clone()) } else { theirs.clone() };
        merged.refresh(text);
        let (changed, moved) = (self.changed, self.moved);
        self.replace(merged);
        (self.base, self.changed, self.moved) = (theirs, changed, moved);
        true
    }

    /// What is to be written, and what it was made of.
    pub fn sidecar(&self) -> (Sidecar, &Sidecar) {
        let entries = self.placed.iter().chain(&self.loose).cloned().collect();
        let unread = self.base.unread.clone();
        let ours = Sidecar { published: self.published, entries, unread, file: None };
        (ours, &self.base)
    }

    /// Takes what the disk holds now that all of ours was written.
    pub fn written(&mut self, stored: Sidecar) {
        self.replace(stored);
    }

    /// Takes other annotations. What was done, and what was cut out, stays to be brought back.
    fn replace(&mut self, sidecar: Sidecar) {
        let before = std::mem::take(self);
        *self = Self::new(sidecar);
        let same = self.all().eq(before.all()) && self.loose == before.loose;
        self.revision = before.revision + u64::from(!same);
        self.steps = before.steps;
        self.cut = before.cut;
    }
}

/// Where a span stands after an edit; empty when its text is gone.
fn moved(span: Span, edit: Damage) -> Span {
    let Damage { start, old_end, new_end } = edit;
    let later = |offset: usize| offset - old_end + new_end;
    if span.end <= start {
        span
    } else if span.start >= old_end {
        Span::new(later(span.start), later(span.end))
    } else if span.start <= start && old_end <= span.end {
        // In it, or all of it: a name that is written anew is still that name's place.
        Span::new(span.start, later(span.end))
    } else if span.start < start {
        Span::new(span.start, start)
    } else if old_end < span.end {
        Span::new(new_end, later(span.end))
    } else {
        Span::new(start, start)
    }
}

#[cfg(test)]
mod tests {
    use super::{Live, New};
    use crate::annotations::{Sidecar, inline};
    use crate::tags::{Label, Syntax, TagType};
    use crate::text::{Span, replace};
    use ropey::Rope;
    use rustc_hash::FxHashSet;

    fn open(document: &str) -> (Live, String) {
        let article = inline::read("x", document, Syntax::Plain, Vec::new());
        (Live::new(Sidecar::of(&article)), article.text)
    }

    fn edit(live: &mut Live, text: &mut String, from: &str, to: &str) {
        let start = text.find(from).unwrap();
        let mut rope = Rope::from_str(text);
        let damage = replace(&mut rope, Span::new(start, start + from.len()), to);
        live.follow(damage);
        *text = rope.to_string();
        live.reattach(&text[damage.start..damage.new_end], || text.clone());
    }

    fn shown<'t>(live: &Live, text: &'t str) -> Vec<&'t str> {
        live.all().map(|annotation| annotation.span.of(text)).collect()
    }

    #[test]
    fn annotations_follow_the_edits() {
        let (mut live, mut text) = open("قال <person>سامر</person> في <location>حلب</location>.");
        edit(&mut live, &mut text, "قال", "وقال اليوم");
        assert_eq!(shown(&live, &text), ["سامر", "حلب"]);
        edit(&mut live, &mut text, "سامر ", "سامر أيضا ");
        assert_eq!(shown(&live, &text), ["سامر", "حلب"]);
        edit(&mut live, &mut text, "حلب", "حماة");
        assert_eq!(shown(&live, &text), ["سامر", "حماة"]);
        edit(&mut live, &mut text, "ر أيضا في", "ر");
        assert_eq!(shown(&live, &text), ["سامر", "حماة"]);
        edit(&mut live, &mut text, "ر حما", "");
        assert_eq!(shown(&live, &text), ["سام", "ة"]);
    }

    #[test]
    fn what_was_cut_out_comes_back_with_its_text() {
        let (mut live, mut text) =
            open("قال <person>سامر</person> إنه زار <location>حلب</location> يوم أمس.");
        edit(&mut live, &mut text, "إنه زار حلب ", "");
        assert_eq!((shown(&live, &text), live.has_lost()), (vec!["سامر"], true));
        let ids = |live: &Live| {
            live.sidecar().0.entries.iter().map(|e| e.annotation.id.clone()).collect::<Vec<_>>()
        };
        assert_eq!(ids(&live), ["t1"], "what is cut out is not written");
        edit(&mut live, &mut text, "يوم", "إنه زار حلب يوم");
        assert_eq!((shown(&live, &text), live.has_lost()), (vec!["سامر", "حلب"], false));
        assert_eq!(ids(&live), ["t1", "t2"]);
    }

    #[test]
    fn decisions_are_taken_back_in_their_order() {
        let (mut live, mut text) = open("قال <person>سامر</person> في حلب.");
        let place = text.find("حلب").unwrap();
        let add = |live: &mut Live, text: &str| {
            let new =
                New { span: Span::new(place, place + 6), label: Label::new(TagType::Place), rule: None };
            assert!(live.change(text, &FxHashSet::default(), vec![new]));
        };
        add(&mut live, &text);
        assert!(live.change(&text, &std::iter::once("t1".to_owned()).collect(), Vec::new()));
        assert_eq!(shown(&live, &text), ["حلب"]);
        assert!(!live.change(&text, &FxHashSet::default(), Vec::new()), "nothing to do is no step");
        edit(&mut live, &mut text, "قال", "وقال");
        assert!(live.undo());
        assert_eq!(shown(&live, &text), ["سامر", "حلب"]);
        assert!(live.undo() && !live.undo());
        assert_eq!(shown(&live, &text), ["سامر"]);
        let ids: Vec<&str> = live.all().map(|annotation| annotation.id.as_str()).collect();
        assert_eq!(ids, ["t1"]);
    }

    #[test]
    fn what_is_written_is_what_is_read() {
        let (mut live, text) = open("قال <person>سامر</person> في حلب.");
        let start = text.find("حلب").unwrap();
        let new = New {
            span: Span::new(start, start + 6),
            label: Label::new(TagType::Place),
            rule: Some("r".into()),
        };
        live.change(&text, &FxHashSet::default(), vec![new]);
        let (mut ours, _) = live.sidecar();
        ours.refresh(&text);
        let again = Live::new(Sidecar::read(&ours.write(&text), &text).unwrap());
        assert!(again.all().eq(live.all()));
        live.written(ours);
        assert!(!live.is_changed() && live.undo());
    }
}
