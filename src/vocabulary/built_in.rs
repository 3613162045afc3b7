//! The built-in vocabulary, read from `seeds/tags.toml` when somebody first asks.
//!
//! Invariant, held by the tests beneath: all types are there, and each is written in each dialect as the table says.

use super::{Vocabulary, parse::entries, parse::parse};
use crate::tags::{Dialect, Label, TagType};
use std::sync::LazyLock;
use toml::de::{DeTable, DeValue};

const SEED: &str = include_str!("../../seeds/tags.toml");

/// A built-in type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Type {
    /// The type.
    pub kind: TagType,
    /// What people call it in English.
    pub english: String,
    /// What people call it in Arabic.
    pub arabic: String,
    /// What it marks.
    pub about: String,
    /// The parts of a label that it may have, by their names.
    pub says: Vec<String>,
    /// The kinds of a place; empty for all else.
    pub kinds: Vec<String>,
    /// What TIMEX3 calls it, for times.
    pub timex3: Option<String>,
    /// The label that the elements show: with a value and a unit where the type has them.
    pub example: Label,
    /// What is written in each dialect, in the order of [`Dialect::ALL`].
    pub elements: [String; Dialect::ALL.len()],
}

/// The built-in types in their order, and the built-in subtypes.
pub fn built_in() -> &'static (Vec<Type>, Vocabulary) {
    static BUILT_IN: LazyLock<(Vec<Type>, Vocabulary)> = LazyLock::new(read);
    &BUILT_IN
}

fn read() -> (Vec<Type>, Vocabulary) {
    let (table, _) = DeTable::parse_recoverable(SEED);
    let types = entries(table.get_ref())
        .into_iter()
        .filter_map(|(name, value)| Some(one(TagType::parse(name.get_ref())?, value.get_ref().as_table()?)))
        .collect();
    // What is a type stands there as a problem: it is none of the subtypes.
    (types, parse("tags.toml", SEED).0)
}

fn one(kind: TagType, table: &DeTable) -> Type {
    let text = |value: &DeValue| value.as_str().unwrap_or_default().to_owned();
    let get = |name: &str| table.get(name).map(toml::Spanned::get_ref);
    let said = |name: &str| get(name).map(text);
    let list = |name: &str| {
        let items = get(name).and_then(DeValue::as_array).map(|items| items.iter());
        items.map(|items| items.map(|item| text(item.get_ref())).collect()).unwrap_or_default()
    };
    let label = |language: &str| {
        let labels = get("label").and_then(DeValue::as_table);
        labels.and_then(|labels| labels.get(language)).map(|label| text(label.get_ref())).unwrap_or_default()
    };
    Type {
        kind,
        english: label("en"),
        arabic: label("ar"),
        about: said("about").unwrap_or_default(),
        says: list("says"),
        kinds: list("kinds"),
        timex3: said("timex3"),
        example: Label { value: said("example"), unit: said("unit"), ..Label::new(kind) },
        elements: Dialect::ALL.map(|dialect| said(dialect.name()).unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::{SEED, built_in, parse};
    use crate::tags::{Certainty, Dialect, Label, PlaceKind, TagType};

    #[test]
    fn every_type_is_there_in_its_order_with_all_that_people_read() {
        let (types, subtypes) = built_in();
        assert_eq!(types.iter().map(|known| known.kind).collect::<Vec<_>>(), TagType::ALL);
        for known in types {
            assert!(!known.english.is_empty() && !known.about.is_empty(), "{known:?}");
            assert!(known.arabic.chars().all(|c| ('\u{620}'..='\u{64a}').contains(&c)), "{known:?}");
            assert_eq!(known.timex3.is_some(), known.kind.is_temporal());
            assert!(known.timex3.as_ref().is_none_or(|name| *name == known.kind.as_str().to_uppercase()));
            let kinds: &[PlaceKind] = if known.kind == TagType::Place { &PlaceKind::ALL } else { &[] };
            assert_eq!(known.kinds, kinds.iter().map(|kind| kind.as_str()).collect::<Vec<_>>());
        }
        for subtype in subtypes.subtypes() {
            assert!(["en", "ar"].iter().all(|code| subtype.label(code) != subtype.name || *code == "en"));
        }
        // Only the types themselves are no subtypes.
        assert_eq!(parse("", SEED).1.len(), types.len());
    }

    #[test]
    fn every_type_is_written_as_the_table_says() {
        for known in &built_in().0 {
            for (dialect, shown) in Dialect::ALL.into_iter().zip(&known.elements) {
                let (open, close) = dialect.open_and_close(&known.example);
                let written = if dialect == Dialect::Markdown { &close[1..] } else { &open };
                assert_eq!(written, shown, "{} in {}", known.kind.as_str(), dialect.name());
            }
        }
    }

    #[test]
    fn what_a_type_may_say_is_what_its_tags_can_say() {
        for known in &built_in().0 {
            let full = Label {
                kind: known.kind,
                value: Some(known.example.value.clone().unwrap_or_else(|| "1".into())),
                modifier: Some("APPROX".into()),
                unit: Some("km".into()),
                reference: Some("wikidata:Q1".into()),
                place_kind: Some(PlaceKind::City),
                subtype: Some("own".into()),
                cert: Some(Certainty::Low),
                resp: Some("desk".into()),
            };
            // TEI holds most; a part that it and HTML both drop is none that a type has.
            let lost = [Dialect::Tei, Dialect::Html].map(|dialect| dialect.lost(&full));
            for part in ["value", "mod", "unit", "ref", "kind", "subtype", "cert", "resp"] {
                let held = !lost.iter().all(|lost| lost.contains(&part));
                let says = known.says.iter().any(|said| said == part);
                assert!(!says || held, "no tag of {} can say {part}", known.kind.as_str());
                let odd = part == "mod" && !known.kind.is_temporal() && !known.kind.is_quantity();
                assert!(says || !held || odd, "a tag of {} can say {part}", known.kind.as_str());
            }
        }
    }
}
