//! What must hold for any edit: annotations are found where their text went, or not at all.

use super::{Article, Quote, Sidecar, anchor, inline};
use crate::analysis::{Document, Options};
use crate::tags::properties::{cases, chosen, dialect, spans, syntax, text};
use crate::tags::{Dialect, Region, Syntax, scan, strip, tag};
use crate::text::{Span, apply};
use proptest::prelude::*;
use std::fs;

/// Labels and places, whatever the ids.
fn said(article: &Article) -> Vec<(Span, crate::tags::Label)> {
    article.annotations.iter().map(|a| (a.span, a.label.clone())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn inline_and_sidecar_hold_the_same(text in text(), syntax in syntax(), dialect in dialect(), chosen in chosen()) {
        // A text without tags of its own.
        let text = strip(&text, syntax);
        prop_assume!(strip(&text, syntax) == text);
        let tagged = apply(&text, &tag(&text, &scan(&text, syntax, Region::Start), dialect, &spans(&text, &chosen)).edits);
        let article = inline::separate(&tagged, &scan(&tagged, syntax, Region::Start), Vec::new());
        prop_assert_eq!(&article.text, &text);
        let written = Sidecar::of(&article).write(&text);
        let read = Sidecar::read(&written, &text).unwrap();
        prop_assert_eq!(read.annotations(), article.annotations.clone());
        prop_assert_eq!(read.write(&text), written);
        let (again, losses) = inline::write(&article, syntax, dialect);
        prop_assert!(losses.is_empty(), "{losses:?}");
        let back = inline::separate(&again, &scan(&again, syntax, Region::Start), Vec::new());
        prop_assert_eq!(said(&back), said(&article), "{}", again);
        prop_assert_eq!(back.text, text);
    }

    #[test]
    fn nothing_is_lost_through_tei(text in text(), chosen in chosen()) {
        let text = strip(&text, Syntax::Xml);
        prop_assume!(strip(&text, Syntax::Xml) == text);
        let edits = tag(&text, &scan(&text, Syntax::Xml, Region::Start), Dialect::Tei, &spans(&text, &chosen)).edits;
        let tagged = apply(&text, &edits);
        let article = inline::separate(&tagged, &scan(&tagged, Syntax::Xml, Region::Start), Vec::new());
        let chosen: Vec<_> = spans(&text, &chosen).into_iter().map(|(_, label)| label).collect();
        prop_assert!(article.annotations.iter().all(|a| chosen.contains(&a.label)), "{tagged}");
    }
}

/// A random number generator of sixty-four bits (xorshift): the same edits in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }
}

/// A text whose every character knows where it stood at first.
struct Tracked(Vec<(char, Option<usize>)>);

impl Tracked {
    fn text(&self) -> String {
        self.0.iter().map(|(c, _)| c).collect()
    }

    /// Where the characters of `old` stand now, if they all do and nothing stands between them.
    fn place(&self, old: std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
        let start = self.0.iter().position(|(_, at)| *at == Some(old.start))?;
        let end = start + old.len();
        let whole = self.0.get(start..end)?.iter().map(|(_, at)| *at).eq(old.map(Some));
        whole.then_some(start..end)
    }

    /// A few words of this text or many of another one.
    fn words(&self, random: &mut Random, other: &[char]) -> Vec<(char, Option<usize>)> {
        if random.below(2) == 0 {
            let start = random.below(self.0.len());
            return self.0[start..].iter().map(|(c, _)| (*c, None)).take(1 + random.below(16)).collect();
        }
        let start = random.below(other.len());
        other[start..].iter().map(|c| (*c, None)).take(1 + random.below(200)).collect()
    }

    /// Inserts words of the same text, deletes, replaces, or moves a paragraph.
    fn edit(&mut self, random: &mut Random, other: &[char]) {
        let at = random.below(self.0.len() + 1);
        match random.below(4) {
            0 => {
                let words = self.words(random, other);
                self.0.splice(at..at, words);
            }
            1 => {
                let end = (at + random.below(60)).min(self.0.len());
                self.0.drain(at..end);
            }
            2 => {
                let end = (at + random.below(12)).min(self.0.len());
                let words = self.words(random, other);
                self.0.splice(at..end, words);
            }
            _ => {
                let ends: Vec<usize> =
                    (0..self.0.len()).filter(|&i| self.0[i].0 == '\n').map(|i| i + 1).collect();
                if ends.len() < 2 {
                    return;
                }
                let index = random.below(ends.len() - 1);
                let moved: Vec<_> = self.0.drain(ends[index]..ends[index + 1]).collect();
                let ends: Vec<usize> =
                    (0..self.0.len()).filter(|&i| self.0[i].0 == '\n').map(|i| i + 1).collect();
                let to = ends[random.below(ends.len())];
                self.0.splice(to..to, moved);
            }
        }
    }
}

/// What became of the annotations of some articles after edits.
#[derive(Debug, Default)]
struct Outcome {
    found: usize,
    lost: usize,
    wrong: Vec<String>,
}

fn rounds(edits: usize, rounds: u64) -> Outcome {
    let mut outcome = Outcome::default();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/articles");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    for (number, path) in files.iter().enumerate() {
        let text = fs::read_to_string(path).unwrap();
        let other = fs::read_to_string(&files[(number + 1) % files.len()]).unwrap();
        let other: Vec<char> = other.chars().collect();
        let spans: Vec<Span> = Document::of(&text, Options::default()).mentions().map(|m| m.span).collect();
        let quotes: Vec<Quote> = spans.iter().map(|span| Quote::of(&text, *span)).collect();
        let points = |bytes: usize| text[..bytes].chars().count();
        let old: Vec<_> = spans.iter().map(|span| points(span.start)..points(span.end)).collect();
        let anchors: Vec<anchor::Anchor<'_>> =
            quotes.iter().zip(&old).map(|(quote, old)| anchor::Anchor { quote, start: old.start }).collect();
        for round in 0..rounds {
            let mut random = Random(0x9e37_79b9_7f4a_7c15 ^ (number as u64 * 1000 + round + 1));
            let mut now = Tracked(text.chars().enumerate().map(|(at, c)| (c, Some(at))).collect());
            for _ in 0..=random.below(edits) {
                now.edit(&mut random, &other);
            }
            let edited = now.text();
            let found = anchor::reanchor(&edited, &anchors);
            for (old, found) in old.iter().zip(found) {
                let found = found
                    .map(|span| edited[..span.start].chars().count()..edited[..span.end].chars().count());
                match (now.place(old.clone()), found) {
                    (Some(place), Some(found)) if place == found => outcome.found += 1,
                    // A part of it was replaced by the same letters.
                    (None, Some(found))
                        if now.0[found.clone()]
                            .iter()
                            .any(|(_, at)| at.is_some_and(|at| old.contains(&at))) => {}
                    (Some(_), None) => outcome.lost += 1,
                    (None, None) => {}
                    (place, found) => {
                        let around = |text: &str, at: &std::ops::Range<usize>| -> String {
                            text.chars().skip(at.start.saturating_sub(40)).take(at.len() + 80).collect()
                        };
                        outcome.wrong.push(format!(
                            "{}, round {round}: {:?} is at {place:?}, found in {:?}",
                            path.display(),
                            around(&text, old),
                            found.map(|found| around(&edited, &found)),
                        ));
                    }
                }
            }
        }
    }
    outcome
}

#[test]
fn annotations_are_found_after_edits_elsewhere() {
    let Outcome { found, lost, wrong } = rounds(8, 60);
    println!("{found} found, {lost} lost, {} wrong", wrong.len());
    assert_eq!(wrong, Vec::<String>::new());
    // 99.5 in a hundred of those whose text is still there.
    assert!(found > 1000 && lost * 199 <= found, "{found} found, {lost} lost");
}
