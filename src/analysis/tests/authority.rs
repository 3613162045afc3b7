//! The workspace's own records in an article: what their names become, and what they win over.

use crate::analysis::{Document, Options, Subject};
use crate::authority::{Authority, parse::parse};
use std::sync::Arc;

const RECORDS: &str = r#"
[samer]
type = "person"
prefer.ar = "سامر القلمونجي"
prefer.en = "Samer Qalamounji"
short.ar = ["أبو الورد"]
wikidata = "Q900000001"
[sunbula]
type = "org"
kind = "company"
prefer.ar = "سنبلة"
[beirut]
type = "org"
kind = "media"
prefer.ar = "بيروت"
[carnival]
type = "event"
prefer.ar = "مهرجان السنابل"
[mazen-one]
type = "person"
prefer.ar = "مازن الوزان"
[mazen-two]
type = "person"
prefer.ar = "مازن الوزان"
[nour-place]
type = "place"
prefer.ar = "قلعة الورد"
[nour-org]
type = "org"
prefer.ar = "قلعة الورد"
[side]
type = "place"
prefer.ar = "جهة السنابل"
[sam]
type = "person"
prefer.ar = "سام الورد"
[hill]
type = "place"
prefer.ar = "تل القمح"
short.ar = ["التل"]
[other-hill]
type = "place"
prefer.ar = "تل الشعير"
short.ar = ["التل"]
"#;

fn document(text: &str) -> Document {
    let (records, problems) = parse("a.toml", RECORDS);
    assert_eq!(problems, []);
    let (authority, _) = Authority::new(records);
    Document::of(text, Options { authority: Some(Arc::new(authority)), ..Options::default() })
}

/// The mentions of records: what they cover, their type and their entity.
fn check(text: &str, expected: &[(&str, &str, &str)]) {
    let document = document(text);
    let own: Vec<(String, &str, String)> = document
        .mentions()
        .filter(|m| matches!(&m.subject, Subject::Entity(entity) if !entity.own.is_empty()))
        .map(|m| {
            let id = m.entity_id().map(ToString::to_string).unwrap_or_default();
            (m.span.of(text).to_owned(), m.tag_type.as_str(), id)
        })
        .collect();
    let own: Vec<(&str, &str, &str)> = own.iter().map(|(t, k, id)| (t.as_str(), *k, id.as_str())).collect();
    assert_eq!(own, expected, "{text}");
}

#[test]
fn a_record_gives_its_type_and_reference() {
    check(
        "أعلنت سنبلة عن المسابقة، وزار سامر القلمونجي المعرض.",
        &[("سنبلة", "org", "authority:sunbula"), ("سامر القلمونجي", "person", "wikidata:Q900000001")],
    );
    check("شارك في مهرجان السنابل كثيرون.", &[("مهرجان السنابل", "event", "authority:carnival")]);
    check("Then Samer Qalamounji spoke.", &[("Samer Qalamounji", "person", "wikidata:Q900000001")]);
}

#[test]
fn proclitics_stay_outside_and_no_name_is_found_inside_a_word() {
    check("وسنبلة وبسنبلة ولسنبلة", &[("سنبلة", "org", "authority:sunbula"); 3]);
    check("سنبلتان وسنبلةجديدة", &[]);
    check("ذهبوا لجهة السنابل أمس.", &[("جهة السنابل", "place", "authority:side")]);
    check("وصل وسام الورد أمس.", &[]);
}

#[test]
fn a_record_wins_over_the_lists() {
    check("قالت بيروت في عددها الأخير.", &[("بيروت", "org", "authority:beirut")]);
}

#[test]
fn a_name_behind_its_head_noun_is_the_record_too() {
    check("أعلنت شركة سنبلة عن المسابقة.", &[("شركة سنبلة", "org", "authority:sunbula")]);
}

#[test]
fn a_short_name_needs_the_full_one_somewhere_in_the_article() {
    check("وقال أبو الورد كلمة.", &[]);
    let full = ("سامر القلمونجي", "person", "wikidata:Q900000001");
    let short = ("أبو الورد", "person", "wikidata:Q900000001");
    check("وقال لأبو الورد كلمة.\n\nثم وصل سامر القلمونجي.\n", &[short, full]);
    check(
        "ذهب إلى التل.\n\nوصل تل القمح.\n",
        &[("التل", "place", "authority:hill"), ("تل القمح", "place", "authority:hill")],
    );
    // Of two places with one short name, both in the article, it is neither.
    check(
        "ذهب إلى التل.\n\nمن تل القمح إلى تل الشعير.\n",
        &[("تل القمح", "place", "authority:hill"), ("تل الشعير", "place", "authority:other-hill")],
    );
}

#[test]
fn a_family_name_is_the_record_of_who_is_named_in_full() {
    check(
        "وصل سامر القلمونجي.\n\nوقال القلمونجي كلمة.\n",
        &[
            ("سامر القلمونجي", "person", "wikidata:Q900000001"),
            ("القلمونجي", "person", "wikidata:Q900000001"),
        ],
    );
}

#[test]
fn a_name_of_two_records_is_accepted_as_neither() {
    let text = "وصل مازن الوزان.";
    check(text, &[("مازن الوزان", "person", "person:مازن الوزان")]);
    let document = document(text);
    let Some(Subject::Entity(entity)) = document.mentions().next().map(|m| m.subject) else { panic!() };
    assert_eq!((entity.own.candidates.len(), entity.reference), (2, None));
}

#[test]
fn a_tag_is_the_record_it_refers_to() {
    check(
        "وصل <person value=\"Q900000001\" idsrc=\"wikidata\">القلمونجي الكبير</person>.",
        &[("القلمونجي الكبير", "person", "wikidata:Q900000001")],
    );
    check("أعلنت <org>سنبلة</org> الخبر.", &[("سنبلة", "org", "authority:sunbula")]);
}

#[test]
fn records_without_a_name_change_nothing() {
    let text = "قال سامر القلمونجي في بيروت إن سنبلة فازت.\n";
    let empty = Options { authority: Some(Arc::new(Authority::default())), ..Options::default() };
    let said = |options| format!("{:?}", Document::of(text, options).mentions().collect::<Vec<_>>());
    assert_eq!(said(empty), said(Options::default()));
}
