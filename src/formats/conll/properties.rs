//! What is written is read: the same annotated words and types, in the same order.

use super::{read, write};
use crate::annotations::{Annotation, Article};
use crate::formats::{Choices, Clitics, Input, tokens};
use crate::tags::{Label, TagType};
use crate::text::Span;
use crate::text::fold::fold;
use proptest::prelude::*;

const PARTS: [&str; 20] = [
    "بيروت",
    "و",
    "نجيب",
    " ",
    "\u{a0}",
    "\r\n",
    "\n\n",
    ". ",
    "😀",
    "محـــمد",
    "يعبّر",
    "\u{200f}",
    "O'Brien",
    "3.5",
    "\"",
    "،",
    "\u{202b}",
    "\t",
    "\u{2028}",
    "\u{1}",
];

fn articles() -> impl Strategy<Value = Article> {
    let parts = prop::collection::vec(0..PARTS.len(), 0..30);
    let spans = prop::collection::vec((any::<u16>(), 1..12usize, 0..TagType::ALL.len()), 0..8);
    (parts, spans).prop_map(|(parts, spans)| {
        let text: String = parts.into_iter().map(|part| PARTS[part]).collect();
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let annotations = spans.into_iter().filter_map(|(start, length, kind)| {
            let start = usize::from(start) % places.len();
            let end = (start + length).min(places.len() - 1);
            let label = Label::new(TagType::ALL[kind]);
            (start < end)
                .then(|| Annotation::new(String::new(), Span::new(places[start], places[end]), label))
        });
        let mut article = Article { annotations: annotations.collect(), text, ..Article::default() };
        article.settle();
        article
    })
}

/// What annotations cover, without what stands between and in tokens unseen, and their types.
fn shown<'a>(
    article: &Article,
    annotations: impl IntoIterator<Item = &'a Annotation>,
) -> Vec<(String, TagType)> {
    let shown = annotations.into_iter().map(|annotation| {
        let text = fold(article.covered(annotation));
        (text.replace(|c: char| c.is_control() || c == ' ', ""), annotation.label.kind)
    });
    shown.filter(|(text, _)| !text.is_empty()).collect()
}

proptest! {
    #[test]
    fn what_is_written_is_read(article in articles()) {
        let (kept, _) = tokens::outermost(&article);
        let expected = shown(&article, kept);
        for writer in [write::iob2, write::bilou] {
            for clitics in [Clitics::Split, Clitics::Drop] {
                let written = writer(&article, Choices { clitics });
                let content = &written.files[0].content;
                let back = read::read(&Input { name: "x", content, beside: &|_| None }).unwrap();
                prop_assert_eq!(back.len(), 1);
                prop_assert_eq!(&shown(&back[0], &back[0].annotations), &expected);
            }
        }
    }

    #[test]
    fn attached_annotations_hold_their_words(article in articles()) {
        let choices = Choices { clitics: Clitics::Attach };
        let written = write::iob2(&article, choices);
        let content = &written.files[0].content;
        let back = read::read(&Input { name: "x", content, beside: &|_| None }).unwrap();
        let told = written.losses.iter().filter(|loss| loss.what.contains("left out")).count();
        prop_assert_eq!(back[0].annotations.len() + told, article.annotations.len());
    }

    #[test]
    fn nothing_that_is_read_panics(content in "[-BILOUSE_PERX \t\n#a😀ب]{0,200}") {
        let _ = read::read(&Input { name: "x", content: &content, beside: &|_| None });
    }
}
