//! What is written is read, but for line ends at the edges of an annotation.

use super::{read, write};
use crate::annotations::{Annotation, Article, Status};
use crate::formats::{Choices, Input};
use crate::tags::{Certainty, Label, PlaceKind, TagType};
use crate::text::Span;
use proptest::prelude::*;

fn annotations(text: &str, draws: Vec<(u16, usize, usize, String, u8)>) -> Vec<Annotation> {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let made = draws.into_iter().filter_map(|(start, length, kind, said, bits)| {
        let start = usize::from(start) % places.len();
        let end = (start + length).min(places.len() - 1);
        let has = |bit: u8| bits & bit != 0;
        let some = |bit: u8| (has(bit) && !said.is_empty()).then(|| said.clone());
        let label = Label {
            value: some(1),
            modifier: has(2).then(|| "APPROX".to_owned()),
            unit: some(4),
            reference: has(8).then(|| "wikidata:Q1|geonames:2".to_owned()).or_else(|| some(16)),
            place_kind: has(32).then_some(PlaceKind::City),
            cert: has(64).then_some(Certainty::Low),
            resp: some(128),
            ..Label::new(TagType::ALL[kind])
        };
        (start < end).then(|| Annotation {
            status: if has(1) { Status::Proposed } else { Status::Accepted },
            ..Annotation::new(String::new(), Span::new(places[start], places[end]), label)
        })
    });
    made.collect()
}

proptest! {
    #[test]
    fn what_is_written_is_read(
        text in "[اب😀a \u{a0}\u{200f}\r\n\t\u{2028}ـّ]{0,60}",
        draws in prop::collection::vec(
            (any::<u16>(), 1..12usize, 0..TagType::ALL.len(), "[a:;=%| \n\té]{0,8}", any::<u8>()), 0..8),
    ) {
        let mut article = Article { name: "x".to_owned(), annotations: annotations(&text, draws), text, ..Article::default() };
        article.settle();
        let written = write::write(&article, Choices::default());
        prop_assert_eq!(&written.files[1].content, &article.text);
        let beside = |_: &str| Some(written.files[1].content.clone());
        let back = read::read(&Input { name: "x", content: &written.files[0].content, beside: &beside }).unwrap();
        let mut expected = article.annotations.clone();
        for annotation in &mut expected {
            let covered = article.covered(annotation);
            let start = annotation.span.start + covered.len() - covered.trim_start_matches(super::ends_line).len();
            let end = annotation.span.end - covered.len() + covered.trim_end_matches(super::ends_line).len();
            annotation.span = Span::new(start, end.max(start));
        }
        expected.retain(|annotation| !annotation.span.of(&article.text).trim().is_empty());
        let key = |a: &Annotation| (a.span, format!("{:?} {:?}", a.label, a.status));
        let mut expected: Vec<_> = expected.iter().map(key).collect();
        let mut found: Vec<_> = back[0].annotations.iter().map(key).collect();
        expected.sort();
        found.sort();
        prop_assert_eq!(found, expected);
        prop_assert!(back[0].notes.is_empty(), "{:?}", back[0].notes);
    }

    #[test]
    fn nothing_that_is_read_panics(content in "[TAN#1-3 \t\n;:a😀Person]{0,80}") {
        let beside = |_: &str| Some("ab😀".to_owned());
        let _ = read::read(&Input { name: "x", content: &content, beside: &beside });
    }
}
