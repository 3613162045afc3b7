//! SKOS in Turtle: the form in which libraries and thesauri exchange names.
//!
//! A record is a `skos:Concept`: preferred names are `skos:prefLabel`, short names `skos:altLabel`, variants
//! `skos:hiddenLabel` (what is to be found and not to be shown), identifiers `skos:exactMatch` where their register has
//! addresses and `dct:identifier` else, the type `dct:type`, the kind `schema:additionalType`, the key `skos:notation`.
//! Offices, former names and rules to ignore have no place there and are told as lost. Labels of other people's
//! alternative names become short names: they are believed once the full name was seen.

use super::Problem;
use super::draft::key_of;
use super::parse::language_of;
use super::record::{RECORD_TYPES, Record, Text, is_id, is_key, is_language};
use super::write::quoted;
use crate::tags::{self, TagType};
use crate::text::one_line;
use oxrdf::{NamedOrBlankNode, Term, vocab::rdf};
use oxttl::TurtleParser;
use rustc_hash::{FxHashMap, FxHashSet};
use std::fmt::Write;

const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const DCT: &str = "http://purl.org/dc/terms/";
const SCHEMA: &str = "https://schema.org/";
/// The concepts of records are called by their keys.
const OURS: &str = "urn:x-hashiya:authority:";
/// Classes of other vocabularies, by the end of their address.
const CLASSES: &[(&str, TagType)] = &[
    ("Person", TagType::Person),
    ("Organization", TagType::Org),
    ("Organisation", TagType::Org),
    ("Place", TagType::Place),
    ("Event", TagType::Event),
    ("CreativeWork", TagType::Work),
];
/// So many syntax errors are told: behind the first few, the reader is lost.
const MOST_ERRORS: usize = 20;

/// So many concepts that are left out are told; to find a line costs the text.
const MOST_TOLD: usize = 100;

/// What is read of a concept.
#[derive(Default)]
struct Concept {
    declared: bool,
    notation: String,
    stated: Option<TagType>,
    class: Option<TagType>,
    kind: String,
    prefer: Vec<Text>,
    alt: Vec<Text>,
    hidden: Vec<Text>,
    ids: Vec<String>,
    note: String,
}

/// The records of a Turtle file in the order of its concepts, and what is wrong with it.
pub fn read(file: &str, text: &str) -> (Vec<Record>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut concepts: Vec<(String, Concept)> = Vec::new();
    let mut numbers: FxHashMap<String, usize> = FxHashMap::default();
    for triple in TurtleParser::new().for_slice(text.as_bytes()) {
        let triple = match triple {
            Ok(triple) => triple,
            Err(error) => {
                let line = usize::try_from(error.location().start.line).unwrap_or(0) + 1;
                problems.push(Problem {
                    file: file.to_owned(),
                    line,
                    what: format!("not Turtle: {}", error.message()),
                });
                if problems.len() >= MOST_ERRORS {
                    break;
                }
                continue;
            }
        };
        let subject = match &triple.subject {
            NamedOrBlankNode::NamedNode(node) => node.as_str().to_owned(),
            NamedOrBlankNode::BlankNode(node) => format!("_:{}", node.as_str()),
        };
        let number = *numbers.entry(subject).or_insert_with_key(|subject| {
            concepts.push((subject.clone(), Concept::default()));
            concepts.len() - 1
        });
        add(&mut concepts[number].1, triple.predicate.as_str(), &triple.object);
    }
    let mut keys = FxHashSet::default();
    let mut records = Vec::new();
    let mut untold = 0usize;
    for (subject, concept) in concepts {
        if !concept.declared && concept.prefer.is_empty() {
            continue; // a scheme, a collection, something that is no concept at all
        }
        match record(&subject, concept, |key| keys.contains(key)) {
            Ok(record) => {
                keys.insert(record.key.clone());
                records.push(record);
            }
            Err(_) if problems.len() >= MOST_TOLD => untold += 1,
            Err(what) => {
                problems.push(Problem { file: file.to_owned(), line: line_of(text, &subject), what });
            }
        }
    }
    problems.sort_by_key(|problem| problem.line);
    if untold > 0 {
        let what = format!("and {untold} more concepts are left out");
        problems.push(Problem { file: file.to_owned(), line: text.lines().count(), what });
    }
    (records, problems)
}

fn add(concept: &mut Concept, predicate: &str, object: &Term) {
    if predicate == rdf::TYPE.as_str() {
        let Term::NamedNode(class) = object else { return };
        concept.declared |= class.as_str().strip_prefix(SKOS) == Some("Concept");
        let end = class.as_str().rsplit(['/', '#']).next().unwrap_or_default();
        let known = CLASSES.iter().find(|(name, _)| *name == end).map(|&(_, tag_type)| tag_type);
        concept.class = concept.class.or(known);
        return;
    }
    if let Some(name) = predicate.strip_prefix(SKOS) {
        match (name, object) {
            ("prefLabel", _) => concept.prefer.extend(text(object)),
            ("altLabel", _) => concept.alt.extend(text(object)),
            ("hiddenLabel", _) => concept.hidden.extend(text(object)),
            ("exactMatch", Term::NamedNode(node)) => concept.ids.extend(id_of(node.as_str())),
            ("notation", Term::Literal(literal)) => literal.value().clone_into(&mut concept.notation),
            ("note", Term::Literal(literal)) => concept.note = one_line(literal.value()),
            _ => {}
        }
    } else if let (Some(name), Term::Literal(literal)) = (predicate.strip_prefix(DCT), object) {
        match name {
            "type" => {
                concept.stated = TagType::parse(literal.value()).filter(|read| RECORD_TYPES.contains(read));
            }
            "identifier" if is_id(literal.value()) => concept.ids.push(literal.value().to_owned()),
            _ => {}
        }
    } else if let (Some("additionalType"), Term::Literal(literal)) = (predicate.strip_prefix(SCHEMA), object)
    {
        literal.value().clone_into(&mut concept.kind);
    }
}

/// A label; without a language, its letters say it. A label without a letter names nothing.
fn text(object: &Term) -> Option<Text> {
    let Term::Literal(literal) = object else { return None };
    let text = one_line(literal.value());
    let said = literal.language().map(str::to_lowercase).filter(|code| is_language(code));
    let language = said.unwrap_or_else(|| language_of(&text).to_owned());
    text.chars().any(char::is_alphanumeric).then_some(Text { language, text })
}

/// The identifier that an address holds, if its register is known.
fn id_of(address: &str) -> Option<String> {
    let id = tags::reference_at(address);
    (id != address && is_id(&id)).then_some(id)
}

fn record(subject: &str, concept: Concept, taken: impl Fn(&str) -> bool) -> Result<Record, String> {
    let Some(record_type) = concept.stated.or(concept.class) else {
        return Err(format!(
            "<{subject}> has no type; add dct:type \"person\" (org, place, group, role, event, work) or a class of schema.org"
        ));
    };
    let mut record = Record::new(String::new(), record_type);
    record.short = concept.alt;
    record.variants = concept.hidden;
    // SKOS allows one preferred label a language; what is more means it too.
    for name in concept.prefer {
        if record.preferred(&name.language).is_none() {
            record.prefer.push(name);
        } else {
            record.variants.push(name);
        }
    }
    if record.prefer.is_empty() {
        return Err(format!("<{subject}> has no skos:prefLabel and is left out"));
    }
    record.kind = concept.kind;
    record.note = concept.note;
    record.ids = concept.ids;
    record.ids.sort();
    record.ids.dedup();
    let end = subject.strip_prefix(OURS).or_else(|| subject.rsplit(['/', '#']).next()).unwrap_or_default();
    let given = [concept.notation.as_str(), end]
        .into_iter()
        .find(|key| is_key(key) && !taken(key))
        .map(str::to_owned);
    record.key = given.unwrap_or_else(|| key_of(&record, taken));
    Ok(record)
}

/// The line on which a subject, or the end of its address, is first written.
fn line_of(text: &str, subject: &str) -> usize {
    let end = subject.rsplit(['/', '#', ':']).next().unwrap_or(subject);
    let at = text.find(subject).or_else(|| text.find(end)).unwrap_or(0);
    text[..at].matches('\n').count() + 1
}

/// The records as Turtle, and what it does not hold.
pub fn write(records: &[Record]) -> (String, Vec<String>) {
    let mut out = format!("@prefix skos: <{SKOS}> .\n@prefix dct: <{DCT}> .\n@prefix schema: <{SCHEMA}> .\n");
    let mut losses = Vec::new();
    for record in records {
        let mut lines = vec![match class(record.record_type) {
            Some(class) => format!("a skos:Concept, schema:{class}"),
            None => "a skos:Concept".to_owned(),
        }];
        lines.push(format!("skos:notation {}", quoted(&record.key)));
        lines.push(format!("dct:type {}", quoted(record.record_type.as_str())));
        if !record.kind.is_empty() {
            lines.push(format!("schema:additionalType {}", quoted(&record.kind)));
        }
        for (name, texts) in
            [("prefLabel", &record.prefer), ("altLabel", &record.short), ("hiddenLabel", &record.variants)]
        {
            lines.extend(
                texts.iter().map(|text| format!("skos:{name} {}@{}", quoted(&text.text), text.language)),
            );
        }
        lines.extend(record.ids.iter().map(|id| match tags::address(id).filter(|address| address != id) {
            Some(address) => format!("skos:exactMatch <{address}>"),
            None => format!("dct:identifier {}", quoted(id)),
        }));
        if !record.note.is_empty() {
            lines.push(format!("skos:note {}", quoted(&record.note)));
        }
        let _ = write!(out, "\n<{OURS}{}> {} .\n", record.key, lines.join(" ;\n    "));
        for (lost, what) in [
            (record.roles.is_empty(), "its offices"),
            (record.renamed.is_empty(), "its former names"),
            (record.ignore.is_empty(), "the rules to ignore"),
        ] {
            if !lost {
                losses.push(format!("{}: SKOS has no place for {what}", record.key));
            }
        }
    }
    (out, losses)
}

const fn class(record_type: TagType) -> Option<&'static str> {
    match record_type {
        TagType::Person => Some("Person"),
        TagType::Org => Some("Organization"),
        TagType::Place => Some("Place"),
        TagType::Event => Some("Event"),
        TagType::Work => Some("CreativeWork"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use crate::authority::write as toml;

    fn check(turtle: &str, expected: &str, told: &[&str]) {
        let (records, problems) = read("t.ttl", turtle);
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            (toml::write(&records).as_str(), problems),
            (expected, told.iter().map(ToString::to_string).collect())
        );
    }

    const PREFIXES: &str =
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix s: <http://schema.org/> .\n";

    #[test]
    fn concepts_of_other_people_are_records() {
        check(
            &format!(
                "{PREFIXES}<https://example.org/names/samer> a skos:Concept, s:Person ;\n\
                 skos:prefLabel \"سامر القلمونجي\"@ar, 'Samer Qalamounji'@en, \"Samer al-Qalamounji\"@en ;\n\
                 skos:altLabel \"القلمونجي\"@ar ; skos:hiddenLabel \"القلمنجي\" ;\n\
                 skos:exactMatch <http://www.wikidata.org/entity/Q900000001>, <https://sws.geonames.org/77/>, <x:y> .\n\
                 <https://example.org/names> a skos:ConceptScheme .\n"
            ),
            "[samer]\ntype = \"person\"\ngeonames = \"77\"\nwikidata = \"Q900000001\"\nprefer.ar = \"سامر القلمونجي\"\n\
             prefer.en = \"Samer Qalamounji\"\nshort.ar = [\"القلمونجي\"]\nvariants.ar = [\"القلمنجي\"]\n\
             variants.en = [\"Samer al-Qalamounji\"]\n",
            &[],
        );
    }

    #[test]
    fn problems_have_their_line() {
        check(
            &format!(
                "{PREFIXES}<urn:a> a skos:Concept ;\n skos:prefLabel \"a\" .\n\n<urn:b> a skos:Concept, s:Place .\n"
            ),
            "",
            &[
                "t.ttl:3: <urn:a> has no type; add dct:type \"person\" (org, place, group, role, event, work) or a class of schema.org",
                "t.ttl:6: <urn:b> has no skos:prefLabel and is left out",
            ],
        );
        let (records, problems) = read("t.ttl", &format!("{PREFIXES}\n<urn:a> skos:prefLabel \"a .\n"));
        assert!(records.is_empty() && problems[0].line == 4, "{problems:?}");
    }

    #[test]
    fn what_skos_cannot_hold_is_told() {
        let text = "[a]\ntype = \"place\"\nprefer.ar = \"نور آباد\"\nrenamed = [{ name = \"برج النور\", from = \"2001\" }]\n";
        let (records, _) = crate::authority::parse::parse("a.toml", text);
        assert_eq!(write(&records).1, ["a: SKOS has no place for its former names"]);
    }
}
