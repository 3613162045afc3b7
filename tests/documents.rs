//! Random documents with random annotations, written as whole documents and read back.
//!
//! What must hold for any article: no reader fails on what its writer wrote, the text comes back to the byte, and the
//! annotations come back as they were unless a loss was told.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up should say where")]

use hashiya::annotations::{Annotation, Article, Status};
use hashiya::formats::{self, Choices, Input};
use hashiya::tags::{Certainty, Label, PlaceKind, TagType};
use hashiya::temporal::Published;
use hashiya::text::Span;
use proptest::prelude::*;
use proptest::sample::select;

/// Pieces of news text and of what could be mistaken for markup.
const PIECES: &[&str] = &[
    "قال ",
    "نجيب الحداد",
    " وبيروت",
    "لبنان",
    "الحكومة",
    "مـــدينة",
    "يعبّر",
    "وقفاً",
    "the minister ",
    "2016",
    "٢٩",
    "😀",
    "👨‍👩‍👧",
    "\u{a0}",
    "\u{200f}",
    "\u{202b}x\u{202c}",
    "\u{2067}",
    "\u{2028}",
    "\u{85}",
    " ",
    " ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\r",
    "<",
    ">",
    "&",
    "&amp;",
    "]]>",
    "<p>",
    "</main>",
    "-->",
    "\"",
    "'",
    "---\n",
    "[",
];

/// Characters that XML has no form for.
const ILLEGAL: &[&str] = &["\0", "\u{b}", "\u{c}", "\u{1f}", "\u{fffe}"];

fn label() -> impl Strategy<Value = Label> {
    let values = [
        "2016-12-29",
        "2016-12",
        "2016",
        "2016-W52",
        "2016-12-29T14:05+03:00",
        "2016-12-30T00:00",
        "2016-12-29TNI",
        "P3D",
        "PT2H",
        "P1W",
        "PXD",
        "2014/2016",
        "2014/..",
        "2016-W01/2016-W02",
        "XXXX-WXX-2",
        "PAST_REF",
        "2018-FA",
        "195",
    ];
    let modifiers = ["START", "MID", "END", "APPROX", "MORE_THAN"];
    let references =
        ["wikidata:Q1", "wikidata:Q858|geonames:163843", "iso3166:SY", "https://example.org/a?b=1&c", "e1"];
    (
        select(TagType::ALL.to_vec()),
        proptest::option::of(select(values.to_vec())),
        proptest::option::of(select(modifiers.to_vec())),
        proptest::option::of(select(references.to_vec())),
        proptest::option::of(select(PlaceKind::ALL.to_vec())),
        proptest::option::of(select(vec!["party", "law", "partial"])),
        proptest::option::of(select(Certainty::ALL.to_vec())),
    )
        .prop_map(|(kind, value, modifier, reference, place_kind, subtype, cert)| {
            let owned = |part: Option<&str>| part.map(str::to_owned);
            let refers = kind.is_name() || matches!(kind, TagType::Quote | TagType::Source);
            Label {
                value: match kind {
                    TagType::Contact => Some("tel:+9611234567".to_owned()),
                    kind if kind.is_quantity() => value.map(|_| "-62000.5".to_owned()),
                    kind if kind.is_temporal() => owned(value),
                    _ => None,
                },
                unit: match kind {
                    TagType::Money => Some("USD".to_owned()),
                    TagType::Measure => Some("km".to_owned()),
                    _ => None,
                },
                modifier: owned(modifier).filter(|_| kind.is_temporal() || kind.is_quantity()),
                reference: owned(reference).filter(|_| refers),
                place_kind: place_kind.filter(|_| kind == TagType::Place),
                subtype: owned(subtype),
                cert,
                ..Label::new(kind)
            }
        })
}

/// A label of any words at all.
fn wild_label() -> impl Strategy<Value = Label> {
    let word = || proptest::option::of("[a-zA-Z0-9:#%/|. \\PC\u{0}\u{fffe}]{0,8}");
    (select(TagType::ALL.to_vec()), word(), word(), word(), word(), word(), word()).prop_map(
        |(kind, value, modifier, unit, reference, subtype, resp)| Label {
            value,
            modifier,
            unit,
            reference,
            subtype,
            resp,
            ..Label::new(kind)
        },
    )
}

/// An article of pieces, with annotations from one piece to another; those that cross are left out if they must `nest`.
fn article(
    pieces: Vec<&'static str>,
    label: impl Strategy<Value = Label>,
    nest: bool,
) -> impl Strategy<Value = Article> {
    let text = proptest::collection::vec(select(pieces), 0..30);
    let marks = proptest::collection::vec((0..30_usize, 1..6_usize, label, any::<bool>()), 0..12);
    let published = proptest::option::of(select(vec!["2016-12-29", "2016-12-29T14:05"]));
    (text, marks, published).prop_map(move |(pieces, marks, published)| {
        let mut ends = vec![0];
        ends.extend(pieces.iter().scan(0, |at, piece| {
            *at += piece.len();
            Some(*at)
        }));
        let mut article = Article {
            name: "x".to_owned(),
            text: pieces.concat(),
            published: published.and_then(Published::parse),
            ..Article::default()
        };
        for (first, count, label, proposed) in marks {
            let (Some(&start), Some(&end)) = (ends.get(first), ends.get(first + count)) else { continue };
            let span = Span::new(start, end);
            let fits = |a: &Annotation| {
                // A date holds no quotation in TEI, save of the same words.
                let quoted =
                    |outer: &Label, inner: &Label| outer.kind.is_temporal() && inner.kind == TagType::Quote;
                !a.span.crosses(span)
                    && (a.span == span
                        || !(a.span.contains(span) && quoted(&a.label, &label)
                            || span.contains(a.span) && quoted(&label, &a.label)))
            };
            if nest && !article.annotations.iter().all(fits) {
                continue;
            }
            let status = if proposed { Status::Proposed } else { Status::Accepted };
            let rule = proposed.then(|| "date.dual-month".to_owned());
            article.annotations.push(Annotation {
                status,
                rule,
                ..Annotation::new(String::new(), span, label)
            });
        }
        article.settle();
        article
    })
}

/// Writes an article and reads it back; says how many losses there were.
fn there_and_back(name: &str, article: &Article) -> (Article, usize) {
    let format = formats::by_name(name).unwrap();
    let written = (format.write.unwrap())(article, Choices::default());
    let beside =
        |ending: &str| written.files.iter().find(|f| f.name.ends_with(ending)).map(|f| f.content.clone());
    let input = Input { name: "x", content: &written.files[0].content, beside: &beside };
    let read = (format.read.unwrap())(&input);
    let mut articles =
        read.unwrap_or_else(|problem| panic!("{name}: {problem}\n{}", written.files[0].content));
    assert_eq!(articles.len(), 1);
    (articles.remove(0), written.losses.len())
}

/// What two articles have in common however a format orders annotations of one span.
fn sorted(article: &Article) -> Vec<String> {
    let mut all: Vec<String> = article.annotations.iter().map(|a| format!("{a:?}")).collect();
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn legal_articles_come_back_exactly(article in article(PIECES.to_vec(), label(), true)) {
        for name in ["tei", "web-annotation"] {
            let (read, losses) = there_and_back(name, &article);
            prop_assert_eq!(losses, 0, "{}", name);
            prop_assert_eq!(&read.text, &article.text, "{}", name);
            prop_assert_eq!(read.published, article.published, "{}", name);
            prop_assert_eq!(sorted(&read), sorted(&article), "{}", name);
        }
    }

    #[test]
    fn the_text_comes_back_and_the_rest_unless_told(article in article(PIECES.to_vec(), label(), false)) {
        for name in ["html", "nitf", "timeml", "tei"] {
            let (read, losses) = there_and_back(name, &article);
            prop_assert_eq!(&read.text, &article.text, "{}", name);
            if losses == 0 {
                prop_assert_eq!(sorted(&read), sorted(&article), "{}", name);
            }
        }
        for name in ["json-ld", "ninjs"] {
            let (read, _) = there_and_back(name, &article);
            prop_assert_eq!(&read.text, &article.text, "{}", name);
        }
    }

    #[test]
    fn any_label_and_any_character_is_kept_or_told(
        article in article([PIECES, ILLEGAL].concat(), wild_label(), false),
    ) {
        for name in ["html", "nitf", "timeml", "tei", "web-annotation", "json-ld", "ninjs"] {
            let (read, losses) = there_and_back(name, &article);
            let legal = !article.text.contains(|c: char| ILLEGAL.iter().any(|illegal| illegal.starts_with(c)));
            if legal {
                prop_assert_eq!(&read.text, &article.text, "{}", name);
            } else {
                prop_assert_eq!(read.text.chars().count(), article.text.chars().count(), "{}", name);
            }
            if losses == 0 {
                prop_assert_eq!(sorted(&read), sorted(&article), "{}", name);
            }
        }
        for name in ["csv", "markdown"] {
            let write = formats::by_name(name).unwrap().write.unwrap();
            prop_assert!(!write(&article, Choices::default()).files.is_empty());
        }
    }

    #[test]
    fn readers_take_anything_without_a_panic(pieces in proptest::collection::vec(select(vec![
        "<TEI>", "<text>", "<body>", "</body>", "<p>", "</p>", "<nitf>", "<TEXT>", "<TIMEX3 type='DATE'>", "</TIMEX3>",
        "<persName ref='a b'>", "</persName>", "<alt-code value='1' idsrc='2'/>", "<choice>", "<!DOCTYPE a [", "]>",
        "<!ENTITY x 'y'>", "&x;", "&#x0;", "&#99999999999;", "<![CDATA[", "]]>", "<main data-white-space=\"preserve\"",
        ">", "</main>", "{", "}", "[", "]", "\"uri\":", "\"x\"", ",", "\"items\":", "\"target\":", "\u{feff}", "\0", "نص",
        "<lb/>", "xml:space='preserve'", "<a", "=''", "\n", "1e999",
    ]), 0..24)) {
        let content = pieces.concat();
        for format in formats::FORMATS {
            if let Some(read) = format.read {
                let _ = read(&Input { name: "x", content: &content, beside: &|_| Some("نص".to_owned()) });
            }
        }
    }
}
