//! From an article to the model and back, by the layer of named entities that INCEpTION has built in.
//!
//! A sentence's text goes on to the next sentence, so that line ends and spaces between them are kept; of the white
//! space before the first word only its length is. An annotation of many words stands in the row of each of them, as
//! the format wants it. The other layers of a file mean nothing here.

use super::model::{Column, Document, Layer, LayerKind, Number, Sentence, Unit, Value};
use crate::annotations::{Annotation, Article, Loss};
use crate::formats::losses::{self, untold};
use crate::formats::offsets::{Converter, Locator, Unit as Offsets};
use crate::formats::tokens::sentences;
use crate::formats::{Input, Problem, types};
use crate::tags;
use crate::text::Span;
use rustc_hash::FxHashMap;

/// The type of named entities.
const NAMED_ENTITY: &str = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity";

/// The document of an article, and what it does not hold.
pub fn of_article(article: &Article) -> (Document, Vec<Loss>) {
    let text = article.text.as_str();
    let read = sentences(text);
    let tokens: Vec<Span> = read.iter().flat_map(|sentence| sentence.tokens.iter().copied()).collect();
    let mut losses = Vec::new();
    let first = tokens.first().map_or(text.len(), |token| token.start);
    if !text[..first].chars().all(|c| c == ' ' && !tokens.is_empty()) {
        let what = "white space before the first word becomes spaces".to_owned();
        losses.push(Loss { span: Span::new(0, first), what });
    }
    losses.extend(untold(article, losses::ALL));
    let rows = Rows::new(article, &tokens, &mut losses);
    let mut units = Converter::new(text, Offsets::Utf16);
    let mut next = 0;
    let ends = read.iter().skip(1).map(|sentence| sentence.span.start).chain([text.len()]);
    let written = read.iter().zip(ends).zip(1..).map(|((sentence, end), number)| {
        let mut rest = Vec::with_capacity(sentence.tokens.len());
        for (token, place) in sentence.tokens.iter().zip(1..) {
            let number = Number { sentence: number, token: place, part: None };
            let begin = units.convert(token.start);
            rows.push(article, next, *token, begin, number, &mut rest);
            next += 1;
        }
        Sentence { id: None, text: text[sentence.span.start..end].to_owned(), units: rest }
    });
    let sentences = written.collect();
    let columns = ["identifier", "value"].map(|name| Column::Feature(name.to_owned())).into();
    let layers = vec![Layer { kind: LayerKind::Span, name: NAMED_ENTITY.to_owned(), columns }];
    losses.sort_by_key(|loss| loss.span.start);
    (Document { minor: 3, layers, sentences }, losses)
}

/// Which annotation stands in which row.
struct Rows {
    /// Token, bytes of the token or its part, index of the annotation: in the order of rows.
    cells: Vec<(usize, Span, usize)>,
    /// Where the cells of each token begin.
    starts: Vec<usize>,
    /// By annotation: the number that tells it from others, where it needs one.
    numbers: Vec<Option<u32>>,
}

impl Rows {
    fn new(article: &Article, tokens: &[Span], losses: &mut Vec<Loss>) -> Self {
        let mut cells = Vec::new();
        for (index, annotation) in article.annotations.iter().enumerate() {
            if let Some(what) = lost(annotation) {
                losses.push(Loss { span: annotation.span, what });
            }
            let covered = article.covered(annotation);
            let start = annotation.span.start + (covered.len() - covered.trim_start().len());
            let span = Span::new(start, start + covered.trim().len());
            if span.len() < annotation.span.len() {
                let what = if span.is_empty() {
                    "left out: it covers no word"
                } else {
                    "the white space at its edge is left out"
                };
                losses.push(Loss { span: annotation.span, what: what.to_owned() });
            }
            let first = tokens.partition_point(|token| token.end <= span.start);
            let inside =
                tokens.iter().enumerate().skip(first).take_while(|(_, token)| token.start < span.end);
            cells.extend(inside.map(|(place, token)| {
                (place, Span::new(token.start.max(span.start), token.end.min(span.end)), index)
            }));
        }
        // A token before its parts.
        cells.sort_by_key(|&(place, span, index)| (place, span != tokens[place], span, index));
        let mut rows = vec![0_usize; article.annotations.len()];
        let mut stacked = vec![false; article.annotations.len()];
        for row in cells.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            for &(_, _, index) in row {
                rows[index] += 1;
                stacked[index] |= row.len() > 1;
            }
        }
        let mut numbers = vec![None; article.annotations.len()];
        let mut taken = 0;
        for &(_, _, index) in &cells {
            if (rows[index] > 1 || stacked[index]) && numbers[index].is_none() {
                taken += 1;
                numbers[index] = Some(taken);
            }
        }
        let starts =
            (0..=tokens.len()).map(|token| cells.partition_point(|&(place, ..)| place < token)).collect();
        Self { cells, starts, numbers }
    }

    /// The row of a token and those of its parts.
    fn push(
        &self,
        article: &Article,
        place: usize,
        token: Span,
        begin: usize,
        number: Number,
        out: &mut Vec<Unit>,
    ) {
        let offset = |byte: usize| begin + article.text[token.start..byte].encode_utf16().count();
        let row = |span: Span, number: Number, cells: &[(usize, Span, usize)]| {
            let values = cells.iter().map(|&(_, _, index)| {
                let label = &article.annotations[index].label;
                let identifier = label.reference.as_deref().map(|r| tags::first_address(r).0);
                let kind = Some(types::ontonotes(label.kind).to_owned());
                (Value::Feature(identifier, self.numbers[index]), Value::Feature(kind, self.numbers[index]))
            });
            let (identifiers, kinds) = values.unzip();
            let text = span.of(&article.text).to_owned();
            let (begin, end) = (offset(span.start), offset(span.end));
            Unit { number, begin, end, text, cells: vec![identifiers, kinds] }
        };
        let cells = &self.cells[self.starts[place]..self.starts[place + 1]];
        let whole = cells.partition_point(|&(_, span, _)| span == token);
        out.push(row(token, number, &cells[..whole]));
        for (part, cells) in (1..).zip(cells[whole..].chunk_by(|a, b| a.1 == b.1)) {
            out.push(row(cells[0].1, Number { part: Some(part), ..number }, cells));
        }
    }
}

/// What the layer cannot say of an annotation.
fn lost(annotation: &Annotation) -> Option<String> {
    let label = &annotation.label;
    let references = label.reference.as_deref().is_some_and(|reference| !tags::first_address(reference).1);
    let lost = [
        ("value", label.value.is_some()),
        ("mod", label.modifier.is_some()),
        ("unit", label.unit.is_some()),
        ("the other references", references),
        ("the kind of place", label.place_kind.is_some()),
        ("subtype", label.subtype.is_some()),
        ("cert", label.cert.is_some()),
        ("resp", label.resp.is_some()),
    ];
    let lost: Vec<&str> = lost.iter().filter(|(_, is)| *is).map(|(what, _)| *what).collect();
    (!lost.is_empty()).then(|| format!("left out: {}", lost.join(", ")))
}

/// The article of a document.
pub fn to_article(document: &Document, input: &Input<'_>) -> Result<Article, Problem> {
    let text = text_of(document, input.content.len())?;
    let mut article = Article { name: input.name.to_owned(), text, ..Article::default() };
    let bytes = Locator::new(&article.text, Offsets::Utf16);
    let mut at = 0;
    for layer in &document.layers {
        if layer.name == NAMED_ENTITY && layer.kind == LayerKind::Span {
            let column = |name: &str| {
                let place = layer.columns.iter().position(|c| matches!(c, Column::Feature(n) if n == name));
                place.map(|place| at + place)
            };
            let Some(value) = column("value") else {
                return Err(Problem::new("the layer of named entities has no feature \"value\""));
            };
            for entity in entities(document, value, column("identifier")) {
                let Some(span) = bytes.span(entity.begin, entity.end) else {
                    return Err(entity.problem("its offsets cover no characters of the text"));
                };
                let Some(name) = entity.value else {
                    return Err(entity.problem("it has no value: say what kind of name it is"));
                };
                let Some(mut label) = types::read(name) else {
                    return Err(entity.problem(&format!("\"{name}\" is no type that Hashiya knows")));
                };
                label.reference = entity.identifier.map(tags::reference_at);
                article.annotations.push(Annotation::new(String::new(), span, label));
            }
        }
        at += layer.columns.len();
    }
    article.settle();
    Ok(article)
}

/// The text, by the offsets of its sentences. What no sentence covers is a line end and spaces, as INCEpTION has it.
fn text_of(document: &Document, size: usize) -> Result<String, Problem> {
    let mut text = String::new();
    let (mut units, mut added) = (0, 0);
    for sentence in &document.sentences {
        let Some(first) = sentence.units.first() else { continue };
        let problem = |what: &str| Problem::new(format!("sentence {}: {what}", first.number.sentence));
        let gap = first
            .begin
            .checked_sub(units)
            .ok_or_else(|| problem("it begins before the one before it ends; offsets are UTF-16 units"))?;
        added += gap;
        if added > size {
            return Err(problem("its offsets lie far behind the text before it"));
        }
        for place in 0..gap {
            text.push(if place == 0 && units > 0 { '\n' } else { ' ' });
        }
        let sentence_units: Vec<u16> = sentence.text.encode_utf16().collect();
        for unit in &sentence.units {
            let place = (unit.begin.wrapping_sub(first.begin), unit.end.wrapping_sub(first.begin));
            let covered = sentence_units.get(place.0..place.1);
            if !covered.is_some_and(|covered| unit.text.encode_utf16().eq(covered.iter().copied())) {
                return Err(problem(&format!(
                    "{} is not what #Text has at its offsets; they are UTF-16 units",
                    unit.number
                )));
            }
        }
        text.push_str(&sentence.text);
        units = first.begin + sentence_units.len();
    }
    Ok(text)
}

/// A named entity.
struct Entity<'a> {
    number: Number,
    begin: usize,
    end: usize,
    value: Option<&'a str>,
    identifier: Option<&'a str>,
}

impl Entity<'_> {
    fn problem(&self, what: &str) -> Problem {
        Problem::new(format!("the named entity at {}: {what}", self.number))
    }
}

/// The annotations of a layer, by its columns among all. Those with a number go on from row to row.
fn entities(document: &Document, value: usize, identifier: Option<usize>) -> Vec<Entity<'_>> {
    let mut entities: Vec<Entity<'_>> = Vec::new();
    let mut known: FxHashMap<u32, usize> = FxHashMap::default();
    for unit in document.sentences.iter().flat_map(|sentence| &sentence.units) {
        for (place, stacked) in unit.cells[value].iter().enumerate() {
            let Value::Feature(value, number) = stacked else { continue };
            if let Some(&index) = number.as_ref().and_then(|number| known.get(number)) {
                let entity = &mut entities[index];
                (entity.begin, entity.end) = (entity.begin.min(unit.begin), entity.end.max(unit.end));
                continue;
            }
            if let Some(number) = number {
                known.insert(*number, entities.len());
            }
            let identifier = identifier.and_then(|column| match unit.cells[column].get(place) {
                Some(Value::Feature(Some(text), _)) => Some(text.as_str()),
                _ => None,
            });
            let (begin, end) = (unit.begin, unit.end);
            entities.push(Entity { number: unit.number, begin, end, value: value.as_deref(), identifier });
        }
    }
    entities
}
