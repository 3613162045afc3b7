//! What must hold for any text: no panic, no lost byte, no tag that reads differently from how it was written.

use proptest::prelude::*;

use super::{
    Annotation, Certainty, Dialect, Fence, Header, Label, Markup, PlaceKind, RawElement, Region, Syntax,
    TagType, line, may_cut, read_published, scan, set_published, strip, tag, untag, untag_all,
};
use crate::text::{Span, apply};

const SYNTAXES: [Syntax; 4] = [Syntax::Plain, Syntax::Markdown, Syntax::Html, Syntax::Xml];

/// Pieces of news text and of everything that could be mistaken for markup.
#[allow(clippy::too_many_lines)] // a table
fn piece() -> impl Strategy<Value = String> {
    let words = [
        "زار",
        "نجيب الحداد",
        "بيروت",
        "الحكومة",
        "السورية",
        "قال",
        "Paris",
        "the minister",
        "2016",
        "٢٩",
        "😀",
        "👨‍👩‍👧",
        "\u{a0}",
        "\u{200f}",
        "\u{202b}",
        "\u{2067}",
        "َّ",
        "ـ",
        "é",
        "\0",
        "\u{2028}",
        "\u{85}",
    ];
    let marks = [
        " ",
        " ",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\r\n\r\n",
        "\t",
        "<",
        ">",
        "&",
        "[",
        "]",
        "{",
        "}",
        "(",
        ")",
        "\\",
        "/",
        "=",
        "\"",
        "'",
        "-",
        "!",
        ":",
        ".",
        "`",
        "```",
        "~~~",
        "---",
        "\n```\n",
        "---\n",
        "date: 2016-12-29\n",
        "]{",
        "{.",
        "&amp;",
        "&nbsp;",
        "&#1575;",
        "&#x",
        "]]>",
        "-->",
        "<3",
        "5 < 6",
    ];
    let markup = [
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<p>",
        "</p>",
        "<br>",
        "<br/>",
        "<a href='x>y'>",
        "</a>",
        "<p class=\"",
        "<div\nid=x>",
        "<div\n\nid=x>",
        "<!--",
        "<!-- x -->",
        "<script>",
        "</script>",
        "<head>",
        "</head>",
        "<nitf>",
        "<html>",
        "<teiHeader>",
        "</teiHeader>",
        "<text>",
        "<![CDATA[",
        "<!DOCTYPE x>",
        "<?x?>",
        "<body>",
        "<span>",
        "</span>",
        "<STYLE>",
        "</Style >",
        "<title>",
        "</title>",
        "<svg",
        "<اسم>",
    ];
    let tags = [
        "<person>",
        "</person>",
        "<org idsrc='a' value=\"b\">",
        "</org>",
        "<date when=\"2016-12-29\">",
        "</date>",
        "<time datetime=2016>",
        "</time>",
        "<span itemscope itemtype=\"https://schema.org/Person\">",
        "<span itemprop=\"name\">",
        "]{.person}",
        "]{.date value=\"2016\"}",
        "<persName ref='x'>",
        "</persName>",
        "<alt-code idsrc='a' value='b'/>",
        "<date.issue norm='20161229'/>",
        "<location/>",
    ];
    prop_oneof![
        6 => proptest::sample::select(words.to_vec()).prop_map(str::to_owned),
        4 => proptest::sample::select(marks.to_vec()).prop_map(str::to_owned),
        2 => proptest::sample::select(markup.to_vec()).prop_map(str::to_owned),
        2 => proptest::sample::select(tags.to_vec()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ]
}

/// Wild texts, and such as a journalist could have written.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let words = [
        "زار ",
        "نجيب الحداد",
        " بيروت ",
        "الحكومة السورية",
        "، ",
        ". ",
        "قال ",
        "Paris ",
        "the minister ",
        "2016 ",
        "😀",
        "\u{a0}",
        "\n",
        "\n\n",
        "\r\n",
        "<b>",
        "</b>",
        "[",
        "]",
        "(",
        ")",
        "&amp;",
        "5 < 6",
        "<person>",
        "</person>",
        "<p>",
        "</p>\n",
    ];
    let calm = proptest::sample::select(words.to_vec()).prop_map(str::to_owned);
    prop_oneof![
        proptest::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat()),
        proptest::collection::vec(calm, 0..40).prop_map(|pieces| pieces.concat()),
    ]
}

pub(crate) fn syntax() -> impl Strategy<Value = Syntax> {
    proptest::sample::select(SYNTAXES.to_vec())
}

pub(crate) fn dialect() -> impl Strategy<Value = Dialect> {
    proptest::sample::select(Dialect::ALL.to_vec())
}

pub(crate) fn label() -> impl Strategy<Value = Label> {
    let values = [
        "2016-12-29",
        "2016-12",
        "2016",
        "2016-W52",
        "2016-W44-WE",
        "2016-12-30T00:00",
        "2016-12-29T14:05+03:00",
        "2016-12-29TNI",
        "2018-FA",
        "2020-Q2",
        "195",
        "13",
        "P3D",
        "PT2H",
        "P1Y6M",
        "PXD",
        "P1W",
        "&now&now-W&now-2",
        "PRESENT_REF",
        "FUTURE_REF",
        "2014/2016",
        "2014/..",
        "../2016",
        "2016-12-29T10:00/2016-12-29T12:00",
        "14:05",
    ];
    let references = [
        "wikidata:Q7747",
        "geonames:1234",
        "iso3166:SY|wikidata:Q858",
        "#نجيب",
        "https://x.y/?a=1&b=\"2\"",
        "a\\:b]}",
    ];
    (
        proptest::sample::select(TagType::ALL.to_vec()),
        proptest::option::of(proptest::sample::select(values.to_vec())),
        proptest::option::of(proptest::sample::select(vec!["START", "APPROX", "LESS_THAN"])),
        proptest::option::of(proptest::sample::select(references.to_vec())),
        proptest::option::of(proptest::sample::select(PlaceKind::ALL.to_vec())),
        further(),
    )
        .prop_map(|(kind, value, modifier, reference, place_kind, further)| {
            let (decimal, unit, subtype, cert, resp) = further;
            let value = match kind {
                _ if kind.is_temporal() => value,
                _ if kind.is_quantity() => decimal,
                TagType::Contact => value.map(|_| "tel:+12022773659"),
                _ => None,
            };
            Label {
                kind,
                value: value.map(str::to_owned),
                modifier: modifier
                    .filter(|_| kind.has_value() && kind != TagType::Contact)
                    .map(str::to_owned),
                unit: unit.filter(|_| kind.is_quantity()).map(str::to_owned),
                reference: reference.filter(|_| !kind.has_value()).map(str::to_owned),
                place_kind: place_kind.filter(|_| kind == TagType::Place),
                subtype: subtype.map(str::to_owned),
                cert,
                resp: resp.map(str::to_owned),
            }
        })
}

type Further = (
    Option<&'static str>,
    Option<&'static str>,
    Option<&'static str>,
    Option<Certainty>,
    Option<&'static str>,
);

/// A decimal, a unit, a finer type, how sure, and who says so.
fn further() -> impl Strategy<Value = Further> {
    let word = |words: &[&'static str]| proptest::option::of(proptest::sample::select(words.to_vec()));
    (
        word(&["62000", "-3.5", "0"]),
        word(&["USD", "%", "km", "مقاتل"]),
        word(&["party", "law", "حزب"]),
        proptest::option::of(proptest::sample::select(Certainty::ALL.to_vec())),
        word(&["amal", "أمل"]),
    )
}

fn region() -> impl Strategy<Value = Region> {
    proptest::sample::select(vec![
        Region::Start,
        Region::Prose,
        Region::Root,
        Region::Comment { in_root: true },
        Region::Comment { in_root: false },
        Region::CData,
        Region::Raw(RawElement::Script),
        Region::Header(Header::Head),
        Region::Header(Header::TeiHeader),
        Region::FrontMatter,
        Region::Fence(Fence { tilde: false, len: 3 }),
    ])
}

fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Spans of `text` chosen by two fractions each.
pub(crate) fn spans(text: &str, chosen: &[(f64, f64, Label)]) -> Vec<(Span, Label)> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    let offset = |fraction: f64| floor(text, (fraction * text.len() as f64) as usize);
    chosen
        .iter()
        .map(|(a, b, label)| {
            let (a, b) = (offset(*a), offset((a + b * 0.2).min(1.0)));
            (Span::new(a, b), label.clone())
        })
        .collect()
}

pub(crate) fn chosen() -> impl Strategy<Value = Vec<(f64, f64, Label)>> {
    proptest::collection::vec((0.0..1.0, 0.0..1.0, label()), 0..8)
}

/// The plain place, the label and the content of each annotation.
fn seen(markup: &Markup) -> Vec<(Span, &Annotation)> {
    markup.annotations.iter().map(|a| (markup.plain.span_from_raw(a.content), a)).collect()
}

/// Cuts a text wherever it is legal and `wanted` says so, and scans the parts one after the other.
fn scan_in_parts(text: &str, syntax: Syntax, mut wanted: impl FnMut() -> bool) -> Vec<(usize, Markup)> {
    let mut parts = Vec::new();
    let (mut start, mut at, mut region) = (0, 0, Region::Start);
    while at < text.len() {
        let line = at;
        at = line::line_at(text, at).1;
        let blank = line::blank_line_at(text, line).is_some();
        let legal = at == text.len() || blank || may_cut(&text[start..at], syntax, region);
        if legal && (at == text.len() || wanted()) {
            let markup = scan(&text[start..at], syntax, region);
            region = markup.leaving;
            parts.push((start, markup));
            start = at;
        }
    }
    parts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_map_is_exact(text in text(), syntax in syntax()) {
        let markup = scan(&text, syntax, Region::Start);
        let plain = &markup.plain;
        let mut last = 0;
        for (at, c) in plain.text.char_indices() {
            let raw = plain.to_raw(Span::new(at, at + c.len_utf8()));
            prop_assert!(raw.start >= last && raw.end > raw.start && text.is_char_boundary(raw.start));
            last = raw.end;
            let read = raw.of(&text);
            prop_assert!(read.starts_with(c) || read.starts_with('&') || read.starts_with('<'), "{read:?} for {c:?}");
            prop_assert_eq!(plain.from_raw(raw.start), at);
            prop_assert_eq!(plain.from_raw(raw.end), at + c.len_utf8());
        }
        for at in 0..=text.len() {
            prop_assert!(plain.from_raw(at) <= plain.text.len());
        }
        for tag in &markup.tags {
            prop_assert!(tag.partner.is_none_or(|p| markup.tags[p].partner.is_some()));
        }
        let kept: usize = markup.tags.iter().map(|t| t.span.len()).sum();
        prop_assert!(kept <= text.len());
    }

    #[test]
    fn any_region_and_any_characters(
        text in prop_oneof![text(), any::<String>(), "[<>a-z/ ='\"\\[\\]{}.\\\\\n]{0,60}"],
        syntax in syntax(),
        region in region(),
    ) {
        let markup = scan(&text, syntax, region);
        prop_assert!(markup.annotations.iter().all(|a| a.outer.contains(a.content) && a.content.end <= text.len()));
        let _ = may_cut(&text, syntax, region);
        let _ = read_published(&text, syntax);
        let _ = Dialect::choose(syntax, &text);
        let _ = Syntax::of(&text, Some(&text), &text);
        for at in 0..=text.len() {
            let _ = markup.annotation_at(at);
        }
        // Tagging needs no beginning of a document.
        if let Some(word) = text.find('a') {
            let target = (Span::new(word, word + 1), Label::new(TagType::Person));
            let tagged = tag(&text, &markup, Dialect::Tei, &[target]);
            let after = scan(&apply(&text, &tagged.edits), syntax, region);
            prop_assert_eq!(after.plain.text, markup.plain.text);
        }
    }

    #[test]
    fn paragraphs_scan_as_the_whole(text in text(), syntax in syntax(), cuts in any::<u64>()) {
        let whole = scan(&text, syntax, Region::Start);
        let mut bits = cuts;
        let parts = scan_in_parts(&text, syntax, || { bits = bits.rotate_left(1); bits & 1 == 1 });
        let joined: String = parts.iter().map(|(_, part)| part.plain.text.as_str()).collect();
        prop_assert_eq!(&joined, &whole.plain.text);
        let tags: Vec<_> = parts.iter()
            .flat_map(|(at, part)| part.tags.iter().map(move |t| (t.span.shifted(*at), t.form, t.meaning)))
            .collect();
        prop_assert_eq!(tags, whole.tags.iter().map(|t| (t.span, t.form, t.meaning)).collect::<Vec<_>>());
        let annotations: Vec<_> = parts.iter()
            .flat_map(|(at, part)| part.annotations.iter().map(move |a| (a.content.shifted(*at), a.label.clone())))
            .collect();
        prop_assert_eq!(annotations, whole.annotations.iter().map(|a| (a.content, a.label.clone())).collect::<Vec<_>>());
        if let Some((_, last)) = parts.last() {
            prop_assert_eq!(last.leaving, whole.leaving);
        }
    }

    #[test]
    fn tags_come_off_again(text in text(), syntax in syntax(), dialect in dialect(), chosen in chosen()) {
        let before = scan(&text, syntax, Region::Start);
        let targets = spans(&text, &chosen);
        let tagged = tag(&text, &before, dialect, &targets);
        prop_assert!(tagged.edits.windows(2).all(|w| w[0].span.end <= w[1].span.start));
        let after = apply(&text, &tagged.edits);
        prop_assert_eq!(strip(&after, syntax), strip(&text, syntax));
        let markup = scan(&after, syntax, Region::Start);
        prop_assert_eq!(&markup.plain.text, &before.plain.text);
        if before.tags.iter().all(|t| t.meaning == super::Meaning::Structure) {
            prop_assert_eq!(strip(&after, syntax), text.as_str());
            prop_assert_eq!(apply(&after, &untag_all(&markup)), text.as_str());
        }
        let mut skipped = tagged.skipped.iter().map(|(span, _)| *span).collect::<Vec<_>>();
        let annotations = seen(&markup);
        for (span, label) in targets {
            // Of two targets of one span the second is skipped.
            if let Some(at) = skipped.iter().position(|s| *s == span) {
                skipped.swap_remove(at);
                continue;
            }
            let place = before.plain.span_from_raw(span);
            let found = annotations.iter().any(|(at, a)| *at == place && {
                let mut expected = dialect.kept(&label);
                if dialect == Dialect::Nitf && a.label.place_kind.is_none() {
                    expected.place_kind = None;
                }
                a.label == expected
            });
            let same_span = chosen.len() > 1 && annotations.iter().any(|(at, _)| *at == place);
            // HTML has a <title> and a <q> of its own, so TEI's and NITF's cannot be read there.
            let of_html = syntax == Syntax::Html
                && matches!(
                    (dialect, label.kind),
                    (Dialect::Tei, TagType::Work) | (Dialect::Nitf, TagType::Quote)
                );
            prop_assert!(found || same_span || of_html, "{label:?} at {place:?} in {after:?}");
        }
    }

    #[test]
    fn one_label_reads_back(label in label(), dialect in dialect(), syntax in syntax()) {
        // HTML has a <title> and a <q> of its own, so TEI's and NITF's cannot be read there.
        let syntax = match (dialect, label.kind) {
            (Dialect::Tei, TagType::Work) | (Dialect::Nitf, TagType::Quote) => Syntax::Xml,
            _ => syntax,
        };
        let text = "قال نجيب الحداد أمس";
        let span = Span::new(7, 7 + "نجيب الحداد".len());
        let tagged = tag(text, &scan(text, syntax, Region::Start), dialect, &[(span, label.clone())]);
        prop_assert_eq!(&tagged.skipped, &[]);
        let after = apply(text, &tagged.edits);
        let markup = scan(&after, syntax, Region::Start);
        prop_assert_eq!(markup.annotations.len(), 1);
        prop_assert_eq!(markup.annotations[0].content.of(&after), "نجيب الحداد");
        let lost = dialect.lost(&label);
        let may_lose: &[&str] = if dialect == Dialect::Nitf { &["value", "subtype", "cert", "resp"] } else { &[] };
        prop_assert!(lost.iter().all(|part| may_lose.contains(part)), "{:?} of {:?} in {}", lost, label, after);
        prop_assert!(!lost.contains(&"value") || label.kind.is_quantity());
        prop_assert!(!lost.contains(&"subtype") || label.kind == TagType::Role);
        prop_assert_eq!(&markup.annotations[0].label, &dialect.kept(&label), "{}", after);
    }

    #[test]
    fn any_sequence_of_actions(
        text in text(),
        syntax in syntax(),
        actions in proptest::collection::vec((0..4u8, dialect(), chosen(), 0.0..1.0), 1..6),
    ) {
        // Without tags of its own the text must come back to the byte.
        let text = strip(&text, syntax);
        prop_assume!(strip(&text, syntax) == text);
        let plain = scan(&text, syntax, Region::Start).plain.text;
        let mut now = text.clone();
        for (action, dialect, chosen, place) in actions {
            let markup = scan(&now, syntax, Region::Start);
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
            let at = floor(&now, (place * now.len() as f64) as usize);
            let edits = match action {
                0 | 1 => tag(&now, &markup, dialect, &spans(&now, &chosen)).edits,
                2 => untag(&now, &markup, Span::new(at, at)),
                // Tag again what is tagged, as something else.
                _ => {
                    let again: Vec<_> = markup.annotations.iter().zip(chosen)
                        .map(|(a, (_, _, label))| (a.content, label))
                        .collect();
                    tag(&now, &markup, dialect, &again).edits
                }
            };
            now = apply(&now, &edits);
            prop_assert_eq!(strip(&now, syntax), text.as_str());
            prop_assert_eq!(&scan(&now, syntax, Region::Start).plain.text, &plain);
        }
    }

    #[test]
    fn a_date_can_be_set_in_any_text(text in text(), syntax in syntax()) {
        let edits = set_published(&text, syntax, "2016-12-29");
        prop_assert!(syntax == Syntax::Xml || !edits.is_empty());
        if !edits.is_empty() {
            let after = apply(&text, &edits);
            let read = read_published(&after, syntax).map(|(date, _)| date);
            prop_assert_eq!(read.as_deref(), Some("2016-12-29"), "{}", after);
            if syntax == Syntax::Plain {
                prop_assert_eq!(strip(&after, syntax), strip(&text, syntax));
            }
        }
    }
}

/// How many texts each property tries; more on request.
pub(crate) fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(1000)
}
