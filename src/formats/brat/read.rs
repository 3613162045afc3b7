//! Reads `.ann` with the `.txt` beside it.

use super::{DATABASES, JOINT, NOTE, attribute, ends_line, field};
use crate::annotations::{Annotation, Article, Loss, Status};
use crate::formats::offsets::{Locator, Unit};
use crate::formats::{Input, Problem, types};
use crate::tags::{Certainty, PlaceKind};
use crate::text::Span;
use rustc_hash::FxHashMap;

/// Reads a file. Lines may stand in any order; relations and events are told and left out.
pub fn read(input: &Input<'_>) -> Result<Vec<Article>, Problem> {
    let Some(text) = (input.beside)("txt") else {
        let name = input.name;
        return Err(Problem::new(format!("the text is missing; put {name}.txt beside {name}.ann")));
    };
    let locator = Locator::new(&text, Unit::CodePoints);
    let article = Article { name: input.name.to_owned(), text, ..Article::default() };
    let mut reader = Reader { article, places: FxHashMap::default() };
    let lines = || input.content.lines().enumerate().map(|(index, line)| (index + 1, line));
    for (number, line) in lines().filter(|(_, line)| line.starts_with('T')) {
        reader.annotation(line, number, &locator)?;
    }
    for (number, line) in lines().filter(|(_, line)| !line.starts_with('T') && !line.trim().is_empty()) {
        reader.detail(line, number)?;
    }
    reader.article.settle();
    Ok(vec![reader.article])
}

struct Reader {
    article: Article,
    /// Where among the annotations an id is.
    places: FxHashMap<String, usize>,
}

impl Reader {
    fn annotation(&mut self, line: &str, number: usize, locator: &Locator) -> Result<(), Problem> {
        let form = || {
            Problem::at(
                number,
                "expected an id, a tab, type and offsets, a tab, the text: T1⇥Person 0 5⇥Sarah",
            )
        };
        let mut columns = line.splitn(3, '\t');
        let (id, data) = columns.next().zip(columns.next()).ok_or_else(form)?;
        let (kind, offsets) = data.split_once(' ').ok_or_else(form)?;
        let Some(label) = types::read(kind) else {
            let what =
                format!("\"{kind}\" is no type that Hashiya knows; rename it to one, such as Person or Org");
            return Err(Problem::at(number, what));
        };
        let mut spans = Vec::new();
        for fragment in offsets.split(';') {
            let (start, end) = fragment.trim().split_once(' ').ok_or_else(form)?;
            let (Ok(start), Ok(end)) = (start.parse(), end.trim().parse()) else { return Err(form()) };
            let Some(span) = locator.span(start, end) else {
                let what = format!(
                    "the text has nothing from {start} to {end}; is this the .txt that was annotated?"
                );
                return Err(Problem::at(number, what));
            };
            spans.push(span);
        }
        spans.sort_unstable();
        let (Some(first), Some(last)) = (spans.first(), spans.iter().map(|span| span.end).max()) else {
            return Err(form());
        };
        let span = Span::new(first.start, last);
        self.compare(columns.next(), &spans, number)?;
        let between = spans.windows(2).map(|pair| Span::new(pair[0].end, pair[1].start.max(pair[0].end)));
        if between.clone().any(|gap| !gap.of(&self.article.text).chars().all(ends_line)) {
            let what =
                format!("{id} has gaps, and is read as one annotation from its first to its last word");
            self.article.notes.push(Loss { span, what });
        }
        if self.places.insert(id.to_owned(), self.article.annotations.len()).is_some() {
            return Err(Problem::at(
                number,
                format!("the id {id} is that of another line; give one of them another"),
            ));
        }
        self.article.annotations.push(Annotation::new(String::new(), span, label));
        Ok(())
    }

    /// Compares the text of a line, where there is one, with the article's.
    fn compare(&self, said: Option<&str>, spans: &[Span], number: usize) -> Result<(), Problem> {
        let letters = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
        let there: Vec<&str> = spans.iter().map(|span| span.of(&self.article.text)).collect();
        let there = there.join(JOINT);
        match said.filter(|said| !said.trim().is_empty() && letters(said) != letters(&there)) {
            Some(said) => {
                let what = format!(
                    "the line says \"{said}\", but at its offsets stands \"{there}\"; is this the .txt that was annotated?"
                );
                Err(Problem::at(number, what))
            }
            None => Ok(()),
        }
    }

    /// A line that says something of an annotation, or of several.
    fn detail(&mut self, line: &str, number: usize) -> Result<(), Problem> {
        let form = |what: &str| Problem::at(number, format!("expected {what}"));
        let (id, rest) =
            line.split_once('\t').ok_or_else(|| form("an id and a tab before everything else"))?;
        let (data, tail) = rest.split_once('\t').unwrap_or((rest, ""));
        let words: Vec<&str> = data.split_whitespace().collect();
        let target = words.get(1).copied().unwrap_or_default();
        let place = self.places.get(target).copied();
        match id.chars().next() {
            Some('A' | 'M' | 'N' | '#') if words.len() < 2 => {
                Err(form("a type and the annotation it speaks of, such as: A1⇥Certainty T1 low"))
            }
            // What speaks of relations and events goes with them.
            Some('A' | 'M' | 'N' | '#') if place.is_none() && !target.starts_with('T') => {
                self.told(format!("{id} is left out: it speaks of {target}"));
                Ok(())
            }
            Some('A' | 'M' | 'N' | '#') if place.is_none() => Err(Problem::at(
                number,
                format!("there is no annotation {target}; remove the line or mend its id"),
            )),
            Some('A' | 'M') => {
                self.attribute(place.unwrap_or_default(), id, words[0], words.get(2).copied());
                Ok(())
            }
            Some('N') => match words.get(2).filter(|reference| reference.contains(':')) {
                Some(reference) => {
                    self.reference(place.unwrap_or_default(), reference);
                    Ok(())
                }
                None => Err(form("database and id of the reference: N1⇥Reference T1 Wikidata:Q7747⇥name")),
            },
            Some('#') => {
                self.note(place.unwrap_or_default(), id, words[0], tail);
                Ok(())
            }
            Some('R' | 'E' | '*') => {
                self.told(format!("{id} is left out: relations and events are not read"));
                Ok(())
            }
            _ => Err(form("a line of brat: its id begins with T, A, N, R, E, M, * or #")),
        }
    }

    fn told(&mut self, what: String) {
        self.article.notes.push(Loss { span: Span::new(0, self.article.text.len()), what });
    }

    fn attribute(&mut self, place: usize, id: &str, name: &str, value: Option<&str>) {
        let annotation = &mut self.article.annotations[place];
        let label = &mut annotation.label;
        let known = match (name, value) {
            (attribute::MODIFIER, Some(value)) => {
                label.modifier = Some(value.to_owned());
                true
            }
            (attribute::PLACE_KIND, Some(value)) => {
                label.place_kind = PlaceKind::parse(value);
                label.place_kind.is_some()
            }
            (attribute::CERTAINTY, Some(value)) => {
                label.cert = Certainty::parse(value);
                label.cert.is_some()
            }
            (attribute::PROPOSED, _) => {
                annotation.status = Status::Proposed;
                true
            }
            _ => false,
        };
        if !known {
            let said = [name, value.unwrap_or_default()].join(" ");
            let what = format!("{id} is left out: \"{}\" means nothing here", said.trim());
            self.article.notes.push(Loss { span: self.article.annotations[place].span, what });
        }
    }

    fn reference(&mut self, place: usize, reference: &str) {
        let (database, id) = reference.split_once(':').unwrap_or((reference, ""));
        let known = DATABASES.iter().find(|(_, theirs)| *theirs == database);
        let reference = format!("{}:{id}", known.map_or(database, |(ours, _)| ours));
        let all = &mut self.article.annotations[place].label.reference;
        *all = Some(match all.take() {
            Some(before) => format!("{before}|{reference}"),
            None => reference,
        });
    }

    /// A note: fields of ours, or what somebody wrote to the next annotator.
    fn note(&mut self, place: usize, id: &str, name: &str, text: &str) {
        let annotation = &mut self.article.annotations[place];
        let mut unknown = Vec::new();
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let label = &mut annotation.label;
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let target = match name.trim() {
                field::VALUE => &mut label.value,
                field::MODIFIER => &mut label.modifier,
                field::UNIT => &mut label.unit,
                field::SUBTYPE => &mut label.subtype,
                field::RESPONSIBLE => &mut label.resp,
                field::REFERENCE => &mut label.reference,
                field::RULE => &mut annotation.rule,
                _ => {
                    unknown.push(part);
                    continue;
                }
            };
            *target = Some(unescape(value.trim()));
        }
        if !unknown.is_empty() || name != NOTE {
            let what = format!("the note {id} is left out: {}", unknown.join("; "));
            self.article.notes.push(Loss { span: self.article.annotations[place].span, what });
        }
    }
}

/// A value of a note as it was.
fn unescape(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digit = |at: usize| after.get(at).and_then(|d| char::from(*d).to_digit(16));
        if let (b'%', Some(high), Some(low)) = (byte, digit(0), digit(1)) {
            bytes.extend(u8::try_from(high * 16 + low));
            rest = &after[2..];
        } else {
            bytes.push(byte);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::annotations::Status;
    use crate::formats::{Input, Problem};

    const TEXT: &str = "😀 نجيب في بيروت\r\nوحلب";

    /// The annotations, and the notes.
    fn reads(content: &str) -> Result<(Vec<String>, Vec<String>), Problem> {
        let articles = read(&Input { name: "x", content, beside: &|_| Some(TEXT.to_owned()) })?;
        let shown = articles[0].annotations.iter().map(|a| {
            let label = &a.label;
            let said = [&label.value, &label.modifier, &label.unit, &label.reference, &label.subtype];
            let said: Vec<&str> = said.iter().filter_map(|said| said.as_deref()).collect();
            let proposed = if a.status == Status::Proposed { "?" } else { "" };
            format!("{}{proposed}={}:{}", label.kind.as_str(), articles[0].covered(a), said.join(","))
        });
        let notes = articles[0].notes.iter().map(|note| note.what.clone());
        Ok((shown.collect(), notes.collect()))
    }

    #[test]
    fn annotations_are_read_with_all_that_is_said_of_them() {
        let content = "N1\tReference T1 Wikidata:Q1\tNajib\nT1\tPerson 2 6\tنجيب\r\nT2\tGPE 10 15\tبيروت\n\
                       N2\tReference T1 a:b c\tx\nA1\tProposed T1\nA2\tPlaceKind T2 city\n\
                       #1\tAnnotatorNotes T2\tvalue=a%3Bb; unit=c\nT3\tLOC 17 21\n";
        let (annotations, notes) = reads(content).unwrap();
        assert_eq!(annotations, ["person?=نجيب:wikidata:Q1|a:b", "place=بيروت:a;b,c", "place=وحلب:"]);
        assert_eq!(notes, [""; 0]);
    }

    #[test]
    fn fragments_are_joined_and_told() {
        let content = "T1\tLOC 10 15;17 21\tبيروت وحلب\nT2\tPER 2 6;10 15\tنجيب بيروت\n\
                       R1\tNear Arg1:T1 Arg2:T2\n*\tEquiv T1 T2\nA1\tNegation R1\nA2\tNegation T1\n\
                       #1\tAnnotatorNotes T1\tto be checked\n";
        let (annotations, notes) = reads(content).unwrap();
        assert_eq!(annotations, ["person=نجيب في بيروت:", "place=بيروت\r\nوحلب:"]);
        let starts =
            ["T2 has gaps", "R1 is", "* is", "A1 is", "A2 is", "the note #1 is left out: to be checked"];
        assert!(notes.len() == starts.len(), "{notes:?}");
        for (note, start) in notes.iter().zip(starts) {
            assert!(note.starts_with(start), "{note}");
        }
    }

    #[test]
    fn a_bad_line_is_named() {
        for (line, what) in [
            ("T9", "expected an id"),
            ("T9\tPerson", "expected an id"),
            ("T9\tPerson 1 x\ta", "expected an id"),
            ("T9\tGene 2 6\tنجيب", "Gene"),
            ("T9\tPerson 2 99\tنجيب", "2 to 99"),
            ("T9\tPerson 6 2\tنجيب", "6 to 2"),
            ("T9\tPerson 3 6\tنجيب", "the line says"),
            ("T1\tPerson 2 6\tنجيب", "the id T1"),
            ("A1\tProposed", "expected a type"),
            ("A1\tProposed T7", "no annotation T7"),
            ("N1\tReference T1 Q1\tx", "expected database"),
            ("Q", "expected an id"),
            ("Q1\tx T1", "expected a line of brat"),
        ] {
            let problem = reads(&format!("T1\tPerson 2 6\tنجيب\n{line}\n")).unwrap_err();
            assert!(problem.line == Some(2) && problem.what.contains(what), "{problem}");
        }
        let missing = read(&Input { name: "x", content: "", beside: &|_| None }).unwrap_err();
        assert!(missing.what.contains("x.txt"), "{missing}");
    }
}
