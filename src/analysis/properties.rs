//! The invariants of a document under analysis, over random texts and edits.

use super::{Document, Options};
use crate::actions::{self, Plan};
use crate::annotations::live::New;
use crate::authority::{Authority, parse::parse};
use crate::lints;
use crate::quantities::Kind;
use crate::tags::{self, Dialect, Syntax};
use crate::text::{Damage, apply};
use proptest::prelude::*;
use ropey::Rope;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Pieces that matter: names, times, tags, blank lines, all line ends, marks and emoji.
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "قال سمير القاضي",
        "وزير الخارجية التركي مولود تشاووش أوغلو",
        "القاضي",
        "وأنقرة",
        "للجيش السوري",
        " في دمشق",
        "الثلاثاء، 14 آذار/مارس 2017",
        "منذ أيلول/سبتمبر 2015",
        " أمس",
        "Mr. Adam Smith said",
        " in Paris on Monday.",
        "حركة النهضة",
        "قالت النهضة ",
        "تنظيم الدولة الإسلامية (داعش)",
        "داعش ",
        "جبهة فتح الشام (جبهة النصرة سابقا)",
        "طرابلس ",
        "طرابلس اللبنانية ",
        "الحكومة الليبية ",
        "سمير القاضي ",
        "World Food Programme (WFP)",
        " the WFP ",
        " in Paris, Texas ",
        " 62 ألف مقاتل",
        "2.3 مليار جنيه",
        " $212 million",
        "18.6%",
        "0012022773659",
        "فاز 2-1 ",
        "وقال بوتين إن «الهدنة لن تدوم طويلا»",
        "\"We will go on,\" Smith said. ",
        "وأضاف: \"",
        "«",
        "»",
        "\"",
        "<person>",
        "</person>",
        "<b>",
        "<!--",
        "-->",
        "[بيروت]{.place}",
        "---\n",
        "```\n",
        "date: 2017-03-14\n",
        "\n\n",
        "\r\n",
        "\n",
        "\r",
        "\u{a0}",
        "\u{200f}",
        " 😀 ",
        "َ",
        "، ",
        ". ",
        "a line long enough to have been wrapped by a terminal somewhere near here ",
    ])
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..24).prop_map(|pieces| pieces.concat())
}

fn syntax() -> impl Strategy<Value = Syntax> {
    prop::sample::select(vec![Syntax::Plain, Syntax::Markdown, Syntax::Html, Syntax::Xml])
}

fn options(syntax: Syntax) -> Options {
    Options { syntax, ..Options::default() }
}

/// Records of names that the pieces hold: two of one name, short names, variants, a former name, an event.
const RECORDS: &str = r#"
[samir]
type = "person"
prefer.ar = "سمير القاضي"
short.ar = ["القاضي"]
[nahda]
type = "org"
prefer.ar = "حزب النهضة"
variants.ar = ["حركة النهضة"]
short.ar = ["النهضة"]
[tripoli]
type = "place"
prefer.ar = "طرابلس الشام"
renamed = [{ name = "طرابلس", from = "2000", to = "2016" }]
[beirut-one]
type = "place"
prefer.ar = "بيروت"
[beirut-two]
type = "org"
prefer.ar = "بيروت"
short.ar = ["القاضي"]
[smith]
type = "event"
prefer.en = "Adam Smith"
short.en = ["WFP"]
"#;

/// The same with the records or without.
fn recorded(syntax: Syntax, own: bool) -> Options {
    let (records, problems) = parse("records.toml", RECORDS);
    assert_eq!(problems, []);
    let authority = own.then(|| Arc::new(Authority::new(records).0));
    Options { authority, ..options(syntax) }
}

/// Everything a document says, for comparison.
fn said(document: &Document) -> String {
    let paragraphs: Vec<_> = document.paragraphs().map(|(start, p)| (start, &p.text, p.entering)).collect();
    let mentions: Vec<_> = document.mentions().collect();
    let quantities: Vec<_> = document.quantities().collect();
    let quotations: Vec<_> = document.quotations().collect();
    let findings: Vec<_> = lints::of_document(document);
    format!(
        "{findings:#?}\n{paragraphs:#?}\n{mentions:#?}\n{quantities:#?}\n{quotations:#?}\n{:?}",
        document.publication()
    )
}

/// A character boundary near a share of the text.
fn boundary(text: &str, share: u16) -> usize {
    text.floor_char_boundary(text.len() * usize::from(share) / usize::from(u16::MAX))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn a_paragraph_without_anything_to_show_is_told_before_it_is_read(
        text in text(),
        syntax in syntax(),
        own in any::<bool>(),
        chosen in prop::collection::vec(any::<bool>(), 0..20),
    ) {
        let mut document = Document::of(&text, recorded(syntax, own));
        let some = document.mentions().zip(chosen).filter(|(mention, chosen)| *chosen && !mention.tagged);
        let new: Vec<New> =
            some.map(|(m, _)| New { span: m.span, label: m.label(), rule: None }).collect();
        document.annotations_mut().change(&text, &FxHashSet::default(), new);
        for (start, paragraph) in document.paragraphs() {
            let shown = document.mentions_of(start, paragraph).iter().any(|m| m.shown && !m.tagged);
            prop_assert!(!shown || document.may_show(start, paragraph), "{}", paragraph.text);
        }
        prop_assert!(document.all_mentions().iter().map(|m| m.span).eq(document.mentions().map(|m| m.span)));
    }

    #[test]
    fn incremental_analysis_equals_a_fresh_one(
        start in text(),
        syntax in syntax(),
        own in any::<bool>(),
        edits in prop::collection::vec((any::<u16>(), any::<u16>(), prop::collection::vec(piece(), 0..4), any::<bool>()), 1..6),
    ) {
        let mut rope = Rope::from_str(&start);
        let mut model = start.clone();
        let mut document = Document::new(recorded(syntax, own));
        document.update(&rope, Damage::fresh(model.len()));
        let mut pending: Option<Damage> = None;
        for (a, b, insert, flush) in edits {
            let (a, b) = (boundary(&model, a), boundary(&model, b));
            let (from, to) = (a.min(b), a.max(b));
            let insert = insert.concat();
            model.replace_range(from..to, &insert);
            rope = Rope::from_str(&model);
            let damage = Damage { start: from, old_end: to, new_end: from + insert.len() };
            let joined = pending.map_or(damage, |p| p.then(damage));
            pending = Some(joined);
            if flush {
                document.update(&rope, joined);
                pending = None;
                prop_assert_eq!(said(&document), said(&Document::of(&model, recorded(syntax, own))));
            }
        }
        if let Some(damage) = pending {
            document.update(&rope, damage);
        }
        prop_assert_eq!(said(&document), said(&Document::of(&model, recorded(syntax, own))));
    }

    #[test]
    fn tagging_everything_and_stripping_gives_the_original_bytes(
        text in text(),
        syntax in syntax(),
        own in any::<bool>(),
    ) {
        let dialect = Dialect::choose(syntax, &text);
        let document = Document::of(&text, recorded(syntax, own));
        let tagged = apply(&text, &actions::edits(&document, &text, dialect, &Plan::TagAll));
        prop_assert_eq!(tags::strip(&tagged, syntax), tags::strip(&text, syntax));
        let again = Document::of(&tagged, recorded(syntax, own));
        let bare = apply(&tagged, &actions::edits(&again, &tagged, dialect, &Plan::RemoveAll));
        prop_assert_eq!(bare, tags::strip(&text, syntax));
    }

    #[test]
    fn quantities_and_quotations_are_sorted_spans_with_plain_values(text in text(), syntax in syntax()) {
        let document = Document::of(&text, options(syntax));
        let quantities: Vec<_> = document.quantities().collect();
        for (span, quantity) in &quantities {
            prop_assert!(text.get(span.start..span.end).is_some_and(|covered| !covered.is_empty()));
            prop_assert!(is_value(quantity.kind, &quantity.value), "{quantity:?}");
        }
        prop_assert!(quantities.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start));
        let quotations: Vec<_> = document.quotations().map(|quotation| quotation.span).collect();
        prop_assert!(quotations.iter().all(|span| text.get(span.start..span.end).is_some()));
        prop_assert!(quotations.windows(2).all(|pair| pair[0].end <= pair[1].start));
        let mentioned: Vec<_> = document.mentions().filter_map(|m| m.entity_id().cloned()).collect();
        for speaker in document.quotations().filter_map(|quotation| quotation.speaker) {
            prop_assert!(mentioned.contains(&speaker));
        }
    }
}

/// The form that the contract gives a value of this kind.
fn is_value(kind: Kind, value: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match kind {
        Kind::Phone => value.strip_prefix('+').is_some_and(|number| digits(number) && number.len() <= 15),
        Kind::Score => value.split_once('-').is_some_and(|(home, away)| digits(home) && digits(away)),
        _ => {
            let (whole, behind) = value.split_once('.').unwrap_or((value, "0"));
            digits(whole.strip_prefix('-').unwrap_or(whole)) && digits(behind)
        }
    }
}
