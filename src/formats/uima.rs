//! Articles as UIMA's analysis structures, which INCEpTION exchanges as XMI and as JSON; each form has its own file.
//!
//! A layer of our own, `hashiya.Annotation`, says everything; `hashiya.Article` says when the text was published. Names
//! are `NamedEntity`s besides, which INCEpTION shows and links without being told of our layer, and sentences and tokens
//! are those of `DKPro`. Coming back, a named entity with the place and type of one of our annotations is the same: only its
//! link, if it is another one now, is taken over. Offsets are UTF-16 units.

use super::offsets::{Converter, Locator, Unit};
use super::tokens::sentences;
use super::{Problem, types};
use crate::annotations::{Annotation, Article, Status};
use crate::tags::{self, Certainty, Label, PlaceKind, TagType};
use crate::temporal::Published;
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};

#[cfg(test)]
pub use tests::any_article;

const ARTICLE: &str = "hashiya.Article";
const ANNOTATION: &str = "hashiya.Annotation";
const SENTENCE: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence";
const TOKEN: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token";
const NAMED_ENTITY: &str = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity";

/// The types that are written and their features, all of them strings. Each is a `uima.tcas.Annotation`.
pub const TYPES: [(&str, &[&str]); 5] = [
    (ARTICLE, &["name", "published"]),
    (SENTENCE, &[]),
    (TOKEN, &[]),
    (
        ANNOTATION,
        &["id", "kind", "value", "mod", "unit", "ref", "place", "subtype", "cert", "resp", "status", "rule"],
    ),
    (NAMED_ENTITY, &["value", "identifier"]),
];

/// One annotation of UIMA's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Structure {
    /// The name of its type.
    pub kind: String,
    /// First UTF-16 unit.
    pub begin: usize,
    /// One past the last.
    pub end: usize,
    /// The features that are set, by name.
    pub features: Vec<(String, String)>,
}

impl Structure {
    fn feature(&self, name: &str) -> Option<&str> {
        self.features.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn owned(&self, name: &str) -> Option<String> {
        self.feature(name).map(str::to_owned)
    }
}

/// What is said of an article, each with the bytes it lies on.
pub fn structures(article: &Article) -> Vec<(Span, Structure)> {
    let mut out = Vec::new();
    let mut push = |kind: &str, span: Span, features: &[(&str, Option<&str>)]| {
        let set =
            features.iter().filter_map(|(name, value)| Some(((*name).to_owned(), (*value)?.to_owned())));
        let structure = Structure { kind: kind.to_owned(), begin: 0, end: 0, features: set.collect() };
        out.push((span, structure));
    };
    let published = article.published.map(|published| published.to_string());
    let whole = Span::new(0, article.text.len());
    push(ARTICLE, whole, &[("name", Some(&article.name)), ("published", published.as_deref())]);
    for sentence in sentences(&article.text) {
        push(SENTENCE, sentence.span, &[]);
        sentence.tokens.iter().for_each(|token| push(TOKEN, *token, &[]));
    }
    for annotation in &article.annotations {
        let label = &annotation.label;
        push(
            ANNOTATION,
            annotation.span,
            &[
                ("id", Some(&annotation.id)),
                ("kind", Some(label.kind.as_str())),
                ("value", label.value.as_deref()),
                ("mod", label.modifier.as_deref()),
                ("unit", label.unit.as_deref()),
                ("ref", label.reference.as_deref()),
                ("place", label.place_kind.map(PlaceKind::as_str)),
                ("subtype", label.subtype.as_deref()),
                ("cert", label.cert.map(Certainty::as_str)),
                ("resp", label.resp.as_deref()),
                ("status", Some(annotation.status.as_str())),
                ("rule", annotation.rule.as_deref()),
            ],
        );
        if label.kind.is_name() {
            let identifier = label.reference.as_deref().map(|reference| tags::first_address(reference).0);
            let value = types::ontonotes(label.kind);
            let features = [("value", Some(value)), ("identifier", identifier.as_deref())];
            push(NAMED_ENTITY, annotation.span, &features);
        }
    }
    locate(&article.text, &mut out);
    out
}

/// Offsets from bytes, in one pass over the text.
fn locate(text: &str, structures: &mut [(Span, Structure)]) {
    let mut bytes: Vec<usize> = structures.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
    bytes.sort_unstable();
    bytes.dedup();
    let mut converter = Converter::new(text, Unit::Utf16);
    let units: FxHashMap<usize, usize> =
        bytes.into_iter().map(|byte| (byte, converter.convert(byte))).collect();
    for (span, structure) in structures {
        structure.begin = units.get(&span.start).copied().unwrap_or_default();
        structure.end = units.get(&span.end).copied().unwrap_or_default();
    }
}

/// The article that a text and what is said of it make. Other layers mean nothing here.
pub fn article(name: &str, text: String, structures: &[Structure]) -> Result<Article, Problem> {
    let bytes = Locator::new(&text, Unit::Utf16);
    let mut article = Article { name: name.to_owned(), text, ..Article::default() };
    let mut ids = FxHashSet::default();
    for structure in structures.iter().filter(|s| s.kind == ANNOTATION) {
        let mut annotation = of_ours(structure, place(&bytes, structure)?)?;
        if !is_id(&annotation.id) || !ids.insert(annotation.id.clone()) {
            annotation.id.clear();
        }
        article.annotations.push(annotation);
    }
    let links = Links::new(&article.annotations);
    for structure in structures {
        match structure.kind.as_str() {
            NAMED_ENTITY => {
                let annotation = of_named_entity(structure, place(&bytes, structure)?)?;
                match links.twin(&annotation) {
                    Some(Twin::Same) => {}
                    Some(Twin::OtherLink(index)) => {
                        article.annotations[index].label.reference = annotation.label.reference;
                    }
                    None => article.annotations.push(annotation),
                }
            }
            ARTICLE => {
                if let Some(name) = structure.feature("name").filter(|name| !name.is_empty()) {
                    name.clone_into(&mut article.name);
                }
                article.published = structure.feature("published").and_then(Published::parse);
            }
            _ => {}
        }
    }
    article.settle();
    Ok(article)
}

/// The bytes of a structure.
fn place(bytes: &Locator, structure: &Structure) -> Result<Span, Problem> {
    bytes.span(structure.begin, structure.end).ok_or_else(|| {
        problem(structure, "its offsets cover no characters of the text; they are UTF-16 units")
    })
}

fn problem(structure: &Structure, what: &str) -> Problem {
    let (kind, begin, end) = (&structure.kind, structure.begin, structure.end);
    let short = kind.rsplit('.').next().unwrap_or(kind);
    Problem::new(format!("the {short} from {begin} to {end}: {what}"))
}

fn of_ours(structure: &Structure, span: Span) -> Result<Annotation, Problem> {
    let unknown = |name: &str| {
        let value = structure.feature(name).unwrap_or_default();
        problem(structure, &format!("Hashiya knows no {name} \"{value}\""))
    };
    let kind = structure.feature("kind").and_then(TagType::parse).ok_or_else(|| unknown("kind"))?;
    let place_kind = match structure.feature("place") {
        Some(name) => Some(PlaceKind::parse(name).ok_or_else(|| unknown("place"))?),
        None => None,
    };
    let cert = match structure.feature("cert") {
        Some(name) => Some(Certainty::parse(name).ok_or_else(|| unknown("cert"))?),
        None => None,
    };
    let status = match structure.feature("status") {
        Some(name) => Status::parse(name).ok_or_else(|| unknown("status"))?,
        None => Status::default(),
    };
    let label = Label {
        kind,
        value: structure.owned("value"),
        modifier: structure.owned("mod"),
        unit: structure.owned("unit"),
        reference: structure.owned("ref"),
        place_kind,
        subtype: structure.owned("subtype"),
        cert,
        resp: structure.owned("resp"),
    };
    let id = structure.owned("id").unwrap_or_default();
    Ok(Annotation { status, rule: structure.owned("rule"), ..Annotation::new(id, span, label) })
}

fn of_named_entity(structure: &Structure, span: Span) -> Result<Annotation, Problem> {
    let Some(value) = structure.feature("value") else {
        return Err(problem(structure, "it has no value: say what kind of name it is"));
    };
    let Some(mut label) = types::read(value) else {
        return Err(problem(structure, &format!("\"{value}\" is no type that Hashiya knows")));
    };
    label.reference = structure.feature("identifier").map(tags::reference_at);
    Ok(Annotation::new(String::new(), span, label))
}

/// What our annotations refer to, by place and type, for their named entities to be compared with.
#[derive(Default)]
struct Links {
    first: FxHashMap<(Span, TagType), usize>,
    references: FxHashSet<(Span, TagType, String)>,
}

/// What our annotation of a named entity's place and type says.
enum Twin {
    /// The same.
    Same,
    /// That annotation refers to something else.
    OtherLink(usize),
}

impl Links {
    fn new(annotations: &[Annotation]) -> Self {
        let mut links = Self::default();
        for (index, annotation) in annotations.iter().enumerate() {
            let (span, kind) = (annotation.span, annotation.label.kind);
            links.first.entry((span, kind)).or_insert(index);
            if let Some(own) = &annotation.label.reference {
                links.references.insert((span, kind, tags::reference_at(&tags::first_address(own).0)));
            }
        }
        links
    }

    fn twin(&self, entity: &Annotation) -> Option<Twin> {
        let (span, kind) = (entity.span, entity.label.kind);
        let index = *self.first.get(&(span, kind))?;
        let reference = entity.label.reference.clone();
        let same = reference.is_none_or(|reference| self.references.contains(&(span, kind, reference)));
        Some(if same { Twin::Same } else { Twin::OtherLink(index) })
    }
}

fn is_id(id: &str) -> bool {
    id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

#[cfg(test)]
mod tests {
    use super::{ANNOTATION, NAMED_ENTITY, Structure, article};
    use crate::annotations::{Annotation, Article, Status};
    use crate::tags::{Certainty, Label, PlaceKind, TagType};
    use crate::temporal::Published;
    use crate::text::Span;
    use proptest::prelude::*;

    fn structure(kind: &str, begin: usize, end: usize, features: &[(&str, &str)]) -> Structure {
        let features = features.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Structure { kind: kind.to_owned(), begin, end, features: features.collect() }
    }

    #[test]
    fn a_link_made_elsewhere_is_taken_over() {
        let ours =
            |reference| structure(ANNOTATION, 2, 4, &[("id", "t1"), ("kind", "place"), ("ref", reference)]);
        let entity = |id| structure(NAMED_ENTITY, 2, 4, &[("value", "LOC"), ("identifier", id)]);
        for (own, link, expected) in [
            ("iso3166:SY|wikidata:Q1", "http://www.wikidata.org/entity/Q1", "iso3166:SY|wikidata:Q1"),
            ("iso3166:SY|wikidata:Q1", "http://www.wikidata.org/entity/Q2", "wikidata:Q2"),
            ("#x", "#x", "#x"),
        ] {
            let read = article("x", "😀ab".to_owned(), &[ours(own), entity(link)]).unwrap();
            let references: Vec<_> = read.annotations.iter().map(|a| a.label.reference.as_deref()).collect();
            assert_eq!(references, [Some(expected)]);
        }
    }

    #[test]
    fn two_annotations_of_one_place_keep_their_links() {
        let ours =
            |id, reference| structure(ANNOTATION, 0, 1, &[("id", id), ("kind", "org"), ("ref", reference)]);
        let entity = |id| structure(NAMED_ENTITY, 0, 1, &[("value", "ORG"), ("identifier", id)]);
        let all = [ours("a", "x:1"), ours("b", "x:2"), entity("x:1"), entity("x:2")];
        let read = article("x", "a".to_owned(), &all).unwrap();
        let links: Vec<_> =
            read.annotations.iter().map(|a| (a.id.as_str(), a.label.reference.as_deref())).collect();
        assert_eq!(links, [("a", Some("x:1")), ("b", Some("x:2"))]);
    }

    #[test]
    fn a_named_entity_of_its_own_is_an_annotation() {
        let ours = structure(ANNOTATION, 0, 1, &[("id", "bad id"), ("kind", "person")]);
        let entity = structure(NAMED_ENTITY, 0, 1, &[("value", "ORG")]);
        let other = structure("x.Other", 7, 3, &[]);
        let read = article("x", "ab".to_owned(), &[ours, entity, other]).unwrap();
        let shown: Vec<_> = read.annotations.iter().map(|a| (a.id.as_str(), a.label.kind)).collect();
        assert_eq!(shown, [("t1", TagType::Org), ("t2", TagType::Person)]);
    }

    #[test]
    fn what_is_wrong_is_told() {
        for (structure, what) in [
            (structure(ANNOTATION, 0, 1, &[("kind", "xyz")]), "kind \"xyz\""),
            (structure(ANNOTATION, 0, 1, &[("kind", "org"), ("cert", "")]), "cert"),
            (structure(ANNOTATION, 0, 1, &[("kind", "org"), ("status", "x")]), "status"),
            (structure(NAMED_ENTITY, 0, 1, &[]), "no value"),
            (structure(NAMED_ENTITY, 0, 1, &[("value", "XYZ")]), "XYZ"),
            (structure(NAMED_ENTITY, 1, 2, &[("value", "PER")]), "from 1 to 2"),
            (structure(NAMED_ENTITY, 0, 0, &[("value", "PER")]), "no characters"),
        ] {
            let problem = article("x", "a😀".to_owned(), &[structure]).unwrap_err();
            assert!(problem.what.contains(what), "{problem}");
        }
    }

    /// Articles with everything in them, for the properties of both forms.
    pub fn any_article() -> impl Strategy<Value = Article> {
        let word = || proptest::option::of("[a\"&<>'😀ن\n\t|:]{0,6}");
        let label = (0..17_usize, word(), word(), word(), word(), 0..5_usize, word(), 0..3_usize, word());
        let annotation = (0..30_usize, 0..30_usize, label, any::<bool>(), word());
        let text = "[ aنِـ😀\u{a0}\u{200f}.\r\n\t<>&\"'\u{1}\u{fffe}]{0,30}";
        (text, proptest::collection::vec(annotation, 0..6), any::<bool>()).prop_map(|(text, made, dated)| {
            let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let mut article = Article { name: "x".to_owned(), text, ..Article::default() };
            article.published = dated.then(|| Published::parse("2016-12-29T14:05")).flatten();
            for (a, b, label, proposed, rule) in made {
                let (a, b) = (bounds[a.min(bounds.len() - 1)], bounds[b.min(bounds.len() - 1)]);
                let label = Label {
                    kind: TagType::ALL[label.0],
                    value: label.1,
                    modifier: label.2,
                    unit: label.3,
                    reference: label.4,
                    place_kind: PlaceKind::ALL.get(label.5).copied(),
                    subtype: label.6,
                    cert: Certainty::ALL.get(label.7).copied(),
                    resp: label.8,
                };
                let status = if proposed { Status::Proposed } else { Status::Accepted };
                if a < b {
                    let annotation = Annotation::new(String::new(), Span::new(a, b), label);
                    article.annotations.push(Annotation { status, rule, ..annotation });
                }
            }
            article.settle();
            article
        })
    }
}
