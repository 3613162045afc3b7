//! Learning from a handful of sentences: it repeats to the byte, it is learnt, and a shipped model can be taught more.

use super::corpus::{self, Example};
use super::{Plan, Settings, adapt, learn};
use crate::entities::tagger::{Model, spelling};
use crate::entities::{EntityType, detect};
use crate::lexicon::Forms;
use crate::text::{Language, Passage};

const SETTINGS: Settings = Settings { epochs: 12, rate: 0.3, hidden: 0.2, missed: 1.0 };

fn plan(language: Language, spelling: &[u8]) -> Plan<'_> {
    Plan { language, spelling, settings: SETTINGS, runs: 2, rows: 20_000 }
}

/// A line of a corpus: the first occurrence of `name` in `text` is of this type.
fn example(text: &str, name: &str, kind: &str) -> Example {
    let start = text[..text.find(name).unwrap()].chars().count();
    let end = start + name.chars().count();
    let line = serde_json::json!({"text": text, "entities": [{"start": start, "end": end, "type": kind}]});
    corpus::parse(&line.to_string()).unwrap()
}

fn found(text: &str, model: &Model) -> Vec<(String, EntityType)> {
    let passage = Passage::new(text, Some(model.language()));
    let mentions = detect(&passage, &Forms::read(&passage), Some(model), None).mentions;
    mentions.iter().map(|m| (m.span.of(text).to_owned(), m.entity_type)).collect()
}

#[test]
fn what_was_learnt_is_found_and_the_same_every_time() {
    let examples: Vec<Example> = [
        ("The zorbal met Quillan Vex on the quay.", "Quillan Vex", "PER"),
        ("The zorbal met Brannoc Tull at noon.", "Brannoc Tull", "PER"),
        ("Rain fell over Tarvik all night.", "Tarvik", "LOC"),
        ("Rain fell over Ossendal in spring.", "Ossendal", "LOC"),
    ]
    .map(|(text, name, kind)| example(text, name, kind))
    .into();
    let spelling = vec![0; spelling::BYTES];
    let bytes = learn(&examples, &plan(Language::English, &spelling));
    assert!(bytes == learn(&examples, &plan(Language::English, &spelling)));
    let model = Model::open(bytes.into()).unwrap();
    let person = ("Hobbin Carl".to_owned(), EntityType::Person);
    assert!(found("The zorbal met Hobbin Carl again.", &model).contains(&person));
    let place = ("Ummerstow".to_owned(), EntityType::Place);
    assert!(found("Rain fell over Ummerstow today.", &model).contains(&place));
}

#[test]
fn the_shipped_model_can_be_taught_a_name_and_keeps_what_it_knew() {
    let shipped = Model::of(Language::Arabic).unwrap();
    let text = "افتتحت سنبلة معرضها الجديد أمس.";
    let name = ("سنبلة".to_owned(), EntityType::Org);
    assert!(!found(text, shipped).contains(&name));
    let examples: Vec<Example> =
        ["أعلنت سنبلة عن مسابقة جديدة.", "قالت سنبلة إن الجائزة ستمنح غدا.", "نظمت سنبلة ورشة للأطفال."]
            .map(|text| example(text, "سنبلة", "org"))
            .into();
    let bytes = adapt(shipped, &examples, &plan(Language::Arabic, shipped.spelling()));
    let taught = Model::open(bytes.into()).unwrap();
    assert!(found(text, &taught).contains(&name), "{:?}", found(text, &taught));
    let known = "التقى الرئيس الفرنسي إيمانويل ماكرون وفدا في بيروت.";
    assert_eq!(found(known, &taught), found(known, shipped));
}
