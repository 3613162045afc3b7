//! Which namesake is meant, in whole texts: the identifier of the first mention of a name, or how many things it may be.

use crate::analysis::{Document, Options, Subject};

/// `expected` is an identifier, or `?` and the first candidate's.
fn check(text: &str, name: &str, expected: &str) {
    let document = Document::of(text, Options::default());
    let mut mentions = document.mentions().filter(|m| m.span.of(text) == name);
    let mention = mentions.next().unwrap_or_else(|| panic!("{name} is not found: {text}"));
    let Subject::Entity(entity) = mention.subject else { panic!("{name} is a time: {text}") };
    let first = |reference: &str| reference.split('|').next().unwrap_or_default().to_owned();
    let said = match (&entity.reference, entity.candidates.first()) {
        (Some(reference), _) => first(reference),
        (None, Some(candidate)) => format!("?{}", first(&candidate.reference())),
        (None, None) => String::new(),
    };
    assert_eq!(said, expected, "{name}: {text}");
}

const TRIPOLI_LY: &str = "geonames:2210247";
const TRIPOLI_LB: &str = "geonames:266826";
const PARIS_FR: &str = "geonames:2988507";

#[test]
fn a_name_of_one_place_is_linked() {
    check("وصلت القافلة إلى دمشق.", "دمشق", "geonames:170654");
    check("قصفت الطائرات مدينة الحسكة.", "الحسكة", "geonames:173811");
    check("He flew to Japan on Monday.", "Japan", "iso3166:JP");
}

#[test]
fn the_countries_of_the_article_decide_between_namesakes() {
    check("وصل الوفد إلى طرابلس.\n\nوقالت الحكومة اللبنانية إن بيروت هادئة.", "طرابلس", TRIPOLI_LB);
    check("وصل الوفد إلى طرابلس.\n\nوقال الجيش الليبي إن بنغازي هادئة.", "طرابلس", TRIPOLI_LY);
    check("وصل الوفد إلى طرابلس ثم غادر.", "طرابلس", TRIPOLI_LY);
    check(
        "He studied in Cambridge.\n\nThe British government said London agreed.",
        "Cambridge",
        "geonames:2653941",
    );
}

#[test]
fn what_stands_beside_a_name_decides_first() {
    check("وصل الوفد إلى طرابلس اللبنانية بعد زيارة ليبيا وبنغازي.", "طرابلس", TRIPOLI_LB);
    check("وصل الوفد إلى طرابلس (لبنان) بعد زيارة ليبيا.", "طرابلس", TRIPOLI_LB);
    check("The fire began in Paris, Texas, on Monday.", "Paris", "?geonames:4717560");
    check("زار مدينة الكويت أمس.", "الكويت", "geonames:285787");
    check("زار الكويت أمس.", "الكويت", "iso3166:KW");
}

#[test]
fn a_great_place_needs_no_explanation() {
    check("He flew to Paris on Monday.", "Paris", PARIS_FR);
    check(
        "The American president, an American senator and their Canadian guests met in Paris.",
        "Paris",
        PARIS_FR,
    );
    check("سافر إلى باريس.", "باريس", PARIS_FR);
    check("He flew to London on Monday.", "London", "geonames:2643743");
    check("The president arrived in Washington on Monday.", "Washington", "geonames:4140963");
}

#[test]
fn nothing_is_linked_in_doubt() {
    check("The lecture in Cambridge was long.", "Cambridge", "?geonames:2653941");
    check(
        "غادر طرابلس أمس.\n\nوقال مسؤول في طرابلس اللبنانية وآخر في طرابلس الليبية إن الطريق سالك.",
        "طرابلس",
        "?geonames:2210247",
    );
    check(
        "Canadian police and Canadian courts in Ontario and Toronto want London to pay.",
        "London",
        "?geonames:6058560",
    );
}

#[test]
fn a_hover_lists_what_a_name_may_mean() {
    let text = "The lecture in Cambridge was long.";
    let document = Document::of(text, Options::default());
    let mention = document.mention_at(text.find("Cambridge").unwrap()).unwrap();
    let hover = crate::gloss::of(&document, &mention, |span| span.of(text).to_owned()).markdown();
    assert!(hover.contains("could be: Cambridge, city, GB, geonames:2653941"), "{hover}");
    assert!(hover.contains("could be: Cambridge, city, CA, geonames:5913695"), "{hover}");
}
