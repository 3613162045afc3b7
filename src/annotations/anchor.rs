//! Finds annotations again in a text that was edited elsewhere, by what they remember of it.
//!
//! Invariant: an annotation gets a place only where its whole text stands and enough of what stood around it, and only
//! if no other place fits as well. Whatever is in doubt gets none: a lost anchor is shown to the user, a wrong one is
//! believed. Cost: one pass over the text for all annotations together, and what stands around each place.

use super::quote::{self, Quote};
use crate::formats::offsets::{Converter, Unit};
use crate::text::Span;
use aho_corasick::AhoCorasick;
use rustc_hash::{FxHashMap, FxHasher};
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

/// An annotation as it is remembered.
#[derive(Clone, Copy, Debug)]
pub struct Anchor<'a> {
    /// Its text and what stood around it.
    pub quote: &'a Quote,
    /// Where it stood, in code points of the old text.
    pub start: usize,
}

/// A place where the text of some annotations stands.
#[derive(Clone, Copy)]
struct Place {
    start: usize,
    end: usize,
    /// Its start in code points.
    point: usize,
}

/// So many characters around a place must be the remembered ones where the distance to a neighbour is too.
const NEAR_NEIGHBOUR: usize = 6;
/// So many where it lies between its neighbours, and then any other place has at most half of that.
const BETWEEN: usize = 10;
/// So many anywhere else: more than a word with its company, copied to another sentence, brings along.
const ELSEWHERE: usize = 34;
/// So many places beside one are asked whether they overlap it.
const OVERLAPPING: usize = 4;
/// Places found in one round are neighbours in the next.
const ROUNDS: usize = 3;

/// The places of `anchors`, which are in the order of the old text, in the new one; none where one is in doubt.
pub fn reanchor(text: &str, anchors: &[Anchor<'_>]) -> Vec<Option<Span>> {
    let mut search = Search::new(text, anchors);
    search.by_whole_context();
    // One side alone is believed when all that have two are in their places.
    for both_sides in [true, false] {
        for _ in 0..ROUNDS {
            if !search.by_part_of_it(both_sides) {
                break;
            }
        }
    }
    search.found.iter().map(|place| place.map(|place| search.places[place]).map(span)).collect()
}

const fn span(place: Place) -> Span {
    Span::new(place.start, place.end)
}

struct Search<'a> {
    text: &'a str,
    anchors: &'a [Anchor<'a>],
    /// All places of all texts.
    places: Vec<Place>,
    /// The places of each anchor's text, by that text.
    by_text: FxHashMap<&'a str, Vec<usize>>,
    /// What was found of each anchor.
    found: Vec<Option<usize>>,
    /// The places that are somebody's, and whose, by where they begin.
    taken: BTreeMap<usize, usize>,
}

impl<'a> Search<'a> {
    fn new(text: &'a str, anchors: &'a [Anchor<'a>]) -> Self {
        let mut by_text: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for anchor in anchors.iter().filter(|anchor| !anchor.quote.exact.is_empty()) {
            by_text.entry(&anchor.quote.exact).or_default();
        }
        let texts: Vec<&str> = by_text.keys().copied().collect();
        let mut places = Vec::new();
        // It cannot fail but for more texts than a document has.
        if let Ok(automaton) = AhoCorasick::new(&texts) {
            let mut matches: Vec<_> = automaton.find_overlapping_iter(text).collect();
            matches.sort_unstable_by_key(|found| (found.start(), found.end()));
            let mut points = Converter::new(text, Unit::CodePoints);
            for found in matches {
                if let Some(list) = by_text.get_mut(texts[found.pattern().as_usize()]) {
                    list.push(places.len());
                }
                let (start, end) = (found.start(), found.end());
                places.push(Place { start, end, point: points.convert(start) });
            }
        }
        let found = vec![None; anchors.len()];
        Self { text, anchors, places, by_text, found, taken: BTreeMap::new() }
    }

    /// Anchors whose text stands somewhere with all that stood around it. Where several have the same quote, as many
    /// places as anchors are needed.
    fn by_whole_context(&mut self) {
        let mut places: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
        for (exact, list) in &self.by_text {
            for &index in list {
                let Place { start, end, .. } = self.places[index];
                let key = key(exact, quote::before(self.text, start), quote::behind(self.text, end));
                places.entry(key).or_default().push(index);
            }
        }
        let mut groups: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
        for (index, anchor) in self.anchors.iter().enumerate() {
            let Quote { exact, prefix, suffix } = anchor.quote;
            groups.entry(key(exact, prefix, suffix)).or_default().push(index);
        }
        for (key, anchors) in groups {
            let Some(places) = places.get(&key) else { continue };
            // Annotations of one place have one quote and one start.
            let mut starts: Vec<usize> = anchors.iter().map(|&anchor| self.anchors[anchor].start).collect();
            starts.dedup();
            if starts.len() != 1 || places.len() != 1 {
                continue;
            }
            for anchor in anchors {
                self.found[anchor] = Some(places[0]);
                self.taken.insert(places[0], anchor);
            }
        }
    }

    /// Anchors that stand as far from a neighbour as before, or at the one place with much of what stood around them.
    /// True when something was found.
    fn by_part_of_it(&mut self, both_sides: bool) -> bool {
        let before = self.neighbours(self.anchors.len(), |index| index);
        let last = self.anchors.len();
        let behind = self.neighbours(last, |index| last - 1 - index);
        let mut proposals: Vec<(usize, usize)> = Vec::new();
        for index in 0..self.anchors.len() {
            if self.found[index].is_none()
                && let Some(place) =
                    self.propose(index, [before[index], behind[last - 1 - index]], both_sides)
            {
                proposals.push((index, place));
            }
        }
        let mut wanted: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        for &(anchor, place) in &proposals {
            wanted.entry(place).or_default().push(self.anchors[anchor].start);
        }
        let mut any = false;
        for (anchor, place) in proposals {
            let start = self.anchors[anchor].start;
            if wanted[&place].iter().all(|other| *other == start) {
                self.found[anchor] = Some(place);
                self.taken.insert(place, anchor);
                any = true;
            }
        }
        any
    }

    /// For each anchor, in the order that `at` gives, the last one before it that was found.
    fn neighbours(&self, count: usize, at: impl Fn(usize) -> usize) -> Vec<Option<usize>> {
        let mut last = None;
        (0..count)
            .map(|index| {
                let before = last;
                if self.found[at(index)].is_some() {
                    last = Some(at(index));
                }
                before
            })
            .collect()
    }

    fn propose(&self, index: usize, neighbours: [Option<usize>; 2], both_sides: bool) -> Option<usize> {
        let anchor = self.anchors[index];
        let places = self.by_text.get(anchor.quote.exact.as_str())?;
        let mut scored: Vec<(usize, usize)> = places
            .iter()
            .filter(|&&place| !self.taken.contains_key(&place) && !self.is_crowded(index, place))
            .map(|&place| (self.shared(anchor, place), place))
            .collect();
        scored.sort_unstable_by(|a, b| b.cmp(a));
        let (best, place) = *scored.first()?;
        let second = scored.get(1).map_or(0, |(score, _)| *score);
        let one_sided = best <= quote::CONTEXT / ONE_SIDED;
        if one_sided && both_sides {
            return None;
        }
        let rivalled = if one_sided { second > 0 } else { second * 2 > best };
        if !rivalled {
            let enough = if self.lies_between(place, neighbours) { BETWEEN } else { ELSEWHERE };
            if best >= enough {
                return Some(place);
            }
        }
        // Beside a neighbour that moved as far: of places that fit as well, and none nearly as well, the only one.
        if scored.iter().any(|(score, _)| *score < best && score * 2 > best) {
            return None;
        }
        let fits = scored.iter().filter(|(score, _)| *score == best && best >= NEAR_NEIGHBOUR);
        let keeps =
            |place: usize| neighbours.iter().flatten().any(|&other| self.keeps_distance(index, place, other));
        only(fits.map(|(_, place)| *place).filter(|&place| keeps(place)))
    }

    /// True when a place lies behind the one neighbour and before the other, which stand in their old order.
    fn lies_between(&self, place: usize, neighbours: [Option<usize>; 2]) -> bool {
        let start = |anchor: usize| self.found[anchor].map(|place| self.places[place].start);
        let [before, behind] = neighbours.map(|neighbour| neighbour.and_then(start));
        let here = self.places[place].start;
        before.is_none_or(|before| before <= here) && behind.is_none_or(|behind| here <= behind)
    }

    /// True when a place overlaps that of another annotation, and they did not overlap before.
    fn is_crowded(&self, index: usize, place: usize) -> bool {
        let here = span(self.places[place]);
        // Places are in order, and few overlap one.
        let before = self.taken.range(..place).rev().take(OVERLAPPING);
        let others = before.chain(self.taken.range(place + 1..).take(OVERLAPPING));
        let overlapping = others.filter(|(other, _)| span(self.places[**other]).overlaps(here));
        overlapping.into_iter().any(|(_, &other)| !self.old(index).overlaps(self.old(other)))
    }

    /// Where an anchor stood, in code points.
    fn old(&self, index: usize) -> Span {
        let Anchor { quote, start } = self.anchors[index];
        Span::new(start, start + quote.exact.chars().count())
    }

    /// True when a place is as far from a neighbour's place as the anchor was from the neighbour.
    fn keeps_distance(&self, index: usize, place: usize, neighbour: usize) -> bool {
        let Some(other) = self.found[neighbour] else { return false };
        let then = self.anchors[index].start.abs_diff(self.anchors[neighbour].start);
        let now = self.places[place].point.abs_diff(self.places[other].point);
        let order = (self.anchors[index].start < self.anchors[neighbour].start)
            == (self.places[place].point < self.places[other].point);
        then == now && order
    }

    /// How many characters around a place are the remembered ones, counted away from it; one side alone counts a third.
    fn shared(&self, anchor: Anchor<'_>, place: usize) -> usize {
        let Place { start, end, .. } = self.places[place];
        let (before, behind) = (&self.text[..start], &self.text[end..]);
        let Quote { prefix, suffix, .. } = anchor.quote;
        let sides = [
            agreement(before.chars().rev(), prefix.chars().rev()),
            agreement(behind.chars(), suffix.chars()),
        ];
        let sum = sides[0] + sides[1];
        if sides.contains(&0) { sum / ONE_SIDED } else { sum }
    }
}

/// What stands on one side alone is worth the less: another name may begin or end there.
const ONE_SIDED: usize = 3;
/// So few letters on a side are chance, unless the line ends there.
const CHANCE: usize = 3;

/// How many characters a side of a place has in common with the remembered ones. The text's edge says as much as any.
fn agreement(mut here: impl Iterator<Item = char>, mut remembered: impl Iterator<Item = char>) -> usize {
    let (mut count, mut line_end) = (0, false);
    loop {
        match (here.next(), remembered.next()) {
            (None, None) if count < quote::CONTEXT => return quote::CONTEXT,
            (Some(a), Some(b)) if a == b => {
                count += 1;
                line_end |= a == '\n';
            }
            _ if count < CHANCE && !line_end => return 0,
            _ => return count,
        }
    }
}

fn key(exact: &str, prefix: &str, suffix: &str) -> u64 {
    let mut hasher = FxHasher::default();
    (exact, prefix, suffix).hash(&mut hasher);
    hasher.finish()
}

/// The only item, if there is only one.
fn only(mut items: impl Iterator<Item = usize>) -> Option<usize> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::{Anchor, reanchor};
    use crate::annotations::quote::Quote;
    use crate::text::Span;

    /// Annotates `old` where `[` and `]` stand and looks for it in `new`.
    fn check(old: &str, new: &str, expected: &[Option<&str>]) {
        let (mut text, mut spans, mut open) = (String::new(), Vec::new(), 0);
        for c in old.chars() {
            match c {
                '[' => open = text.len(),
                ']' => spans.push(Span::new(open, text.len())),
                c => text.push(c),
            }
        }
        let quotes: Vec<Quote> = spans.iter().map(|span| Quote::of(&text, *span)).collect();
        let start = |span: &Span| text[..span.start].chars().count();
        let anchors: Vec<Anchor<'_>> = quotes
            .iter()
            .zip(spans.iter().map(start))
            .map(|(quote, start)| Anchor { quote, start })
            .collect();
        let found = reanchor(new, &anchors);
        // A place is shown by what stands before it.
        let shown: Vec<Option<&str>> = found.iter().map(|span| span.map(|span| &new[..span.start])).collect();
        assert_eq!(shown, expected, "{new}");
    }

    #[test]
    fn what_stands_where_it_stood_is_found() {
        check("زار [حلب] ثم [حماة]", "زار حلب ثم حماة", &[Some("زار "), Some("زار حلب ثم ")]);
        check(
            "زار [حلب] ثم [حماة]",
            "مقدمة طويلة. زار حلب ثم حماة",
            &[Some("مقدمة طويلة. زار "), Some("مقدمة طويلة. زار حلب ثم ")],
        );
    }

    #[test]
    fn what_is_in_doubt_is_not_found() {
        // The name that was annotated is gone, another of the same name stands elsewhere.
        check(
            "في المدينة التقى الوفد [سامر] مساء أمس.\n\nوقال سامر إنه سعيد.",
            "وقال سامر إنه سعيد.",
            &[None],
        );
        check("[حلب]", "حماة", &[None]);
        check("[حلب]", "", &[None]);
        check("", "حلب", &[]);
    }

    #[test]
    fn a_paragraph_that_moved_takes_its_annotations_along() {
        let (a, b) = ("وصل الوفد إلى [حلب] صباح اليوم التالي", "وغادر الوزير [حلب] في المساء نفسه");
        let plain = |text: &str| text.replace(['[', ']'], "");
        check(
            &format!("{a}\n\n{b}"),
            &plain(&format!("{b}\n\n{a}")),
            &[Some("وغادر الوزير حلب في المساء نفسه\n\nوصل الوفد إلى "), Some("وغادر الوزير ")],
        );
    }

    #[test]
    fn of_two_paragraphs_that_are_the_same_a_neighbour_tells_which() {
        let text = "أعلن [الوزير] ذلك.\n\nزار [حلب] ثم عاد إلى بيته مع كل من كان معه هناك.\n\nزار [حلب] ثم عاد إلى بيته مع كل من كان معه هناك.\n\nوذهب [سامر] بعيدا";
        let plain = text.replace(['[', ']'], "");
        let ends = ["أعلن ", "زار ", "زار ", "وذهب "];
        let mut from = 0;
        let expected: Vec<Option<&str>> = ends
            .iter()
            .map(|end| {
                from = from + plain[from..].find(end).unwrap() + end.len();
                Some(&plain[..from])
            })
            .collect();
        check(text, &plain, &expected);
    }
}
