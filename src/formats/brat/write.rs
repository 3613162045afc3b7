//! Writes `.ann`, `.txt` and `annotation.conf`.

use super::{DATABASES, JOINT, NOTE, attribute, ends_line, field};
use crate::annotations::{Annotation, Article, Loss, Status};
use crate::formats::losses::{Part, untold};
use crate::formats::offsets::{Converter, Unit};
use crate::formats::{Choices, File, Written};
use crate::tags::{Certainty, MODIFIERS, PlaceKind, TagType};
use crate::text::Span;
use std::fmt::Write;

/// Writes an article.
pub fn write(article: &Article, _: Choices) -> Written {
    let mut writer = Writer {
        article,
        out: String::new(),
        points: Converter::new(&article.text, Unit::CodePoints),
        ids: [0; 4],
    };
    let mut losses = untold(article, &[Part::Published, Part::Ids]);
    for annotation in &article.annotations {
        let fragments = fragments(&article.text, annotation.span);
        // A reader may strip the line, and then miss the text.
        let blank = annotation.span.of(&article.text).trim().is_empty();
        let (false, Some(first), Some(last)) = (blank, fragments.first(), fragments.last()) else {
            let what = "left out: it holds nothing but white space".to_owned();
            losses.push(Loss { span: annotation.span, what });
            continue;
        };
        if Span::new(first.start, last.end) != annotation.span {
            losses
                .push(Loss { span: annotation.span, what: "line ends at its edges are left out".to_owned() });
        }
        writer.annotation(annotation, &fragments);
    }
    let file = |name: &str, content: String| File { name: name.to_owned(), content };
    let files = vec![
        file(&format!("{}.ann", article.name), writer.out),
        file(&format!("{}.txt", article.name), article.text.clone()),
        file("annotation.conf", configuration()),
    ];
    Written { files, losses }
}

/// The stretches of a span between line ends.
fn fragments(text: &str, span: Span) -> Vec<Span> {
    let mut fragments = Vec::new();
    let mut start = span.start;
    for part in span.of(text).split(ends_line) {
        let end = start + part.len();
        if start < end {
            fragments.push(Span::new(start, end));
        }
        start = end + text[end..].chars().next().map_or(0, char::len_utf8);
    }
    fragments
}

struct Writer<'a> {
    article: &'a Article,
    out: String,
    points: Converter<'a>,
    /// The last ids of T, A, N and # lines.
    ids: [usize; 4],
}

impl Writer<'_> {
    fn next(&mut self, line: usize) -> usize {
        self.ids[line] += 1;
        self.ids[line]
    }

    fn annotation(&mut self, annotation: &Annotation, fragments: &[Span]) {
        let id = self.next(0);
        let offsets: Vec<String> = fragments
            .iter()
            .map(|f| format!("{} {}", self.points.convert(f.start), self.points.convert(f.end)))
            .collect();
        let texts: Vec<&str> = fragments.iter().map(|fragment| fragment.of(&self.article.text)).collect();
        let text = texts.join(JOINT);
        let kind = type_name(annotation.label.kind);
        let _ = writeln!(self.out, "T{id}\t{kind} {}\t{text}", offsets.join(";"));
        let label = &annotation.label;
        let modifier = label.modifier.as_deref();
        let closed = modifier.filter(|modifier| MODIFIERS.contains(modifier));
        self.attribute(id, attribute::MODIFIER, closed);
        self.attribute(id, attribute::PLACE_KIND, label.place_kind.map(PlaceKind::as_str));
        self.attribute(id, attribute::CERTAINTY, label.cert.map(Certainty::as_str));
        if annotation.status == Status::Proposed {
            let line = self.next(1);
            let _ = writeln!(self.out, "A{line}\t{} T{id}", attribute::PROPOSED);
        }
        let references = label.reference.as_deref().and_then(references);
        for reference in references.iter().flatten() {
            let line = self.next(2);
            // A reader may end its columns at a tab, and wants a text.
            let shown = text.replace('\t', " ");
            let shown = if shown.trim().is_empty() { reference } else { shown.trim() };
            let _ = writeln!(self.out, "N{line}\tReference T{id} {}\t{shown}", with_database(reference));
        }
        let free = [
            (field::VALUE, label.value.as_deref()),
            (field::MODIFIER, modifier.filter(|_| closed.is_none())),
            (field::UNIT, label.unit.as_deref()),
            (field::SUBTYPE, label.subtype.as_deref()),
            (field::RESPONSIBLE, label.resp.as_deref()),
            (field::REFERENCE, label.reference.as_deref().filter(|_| references.is_none())),
            (field::RULE, annotation.rule.as_deref()),
        ];
        let said = free.iter().filter_map(|(name, value)| Some(format!("{name}={}", escape((*value)?))));
        let note = said.collect::<Vec<_>>().join("; ");
        if !note.is_empty() {
            let line = self.next(3);
            let _ = writeln!(self.out, "#{line}\t{NOTE} T{id}\t{note}");
        }
    }

    fn attribute(&mut self, id: usize, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            let line = self.next(1);
            let _ = writeln!(self.out, "A{line}\t{name} T{id} {value}");
        }
    }
}

/// A type as brat's configurations spell them.
fn type_name(kind: TagType) -> String {
    let mut name = kind.as_str().to_owned();
    name[..1].make_ascii_uppercase();
    name
}

/// The references, if all are of the form that an N line holds.
fn references(reference: &str) -> Option<Vec<&str>> {
    let fits = |part: &str| {
        let database = part.split_once(':').filter(|(database, id)| !database.is_empty() && !id.is_empty());
        database.is_some() && !part.contains(|c: char| c.is_whitespace() || c.is_control())
    };
    reference.split('|').map(|part| fits(part).then_some(part)).collect()
}

fn with_database(reference: &str) -> String {
    match reference.split_once(':') {
        Some((database, id)) => {
            let known = DATABASES.iter().find(|(ours, _)| *ours == database);
            format!("{}:{id}", known.map_or(database, |(_, theirs)| theirs))
        }
        None => reference.to_owned(),
    }
}

/// A value in a note: what would end it or the line is written as in an address, `%3B`.
fn escape(value: &str) -> String {
    let inner = value.len() - value.trim_start().len()..value.trim_end().len();
    let mut out = String::new();
    for (at, c) in value.char_indices() {
        let plain = c == ' ' && inner.contains(&at);
        if matches!(c, ';' | '%') || ends_line(c) || c.is_control() || (c.is_whitespace() && !plain) {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// brat's configuration of our types.
fn configuration() -> String {
    let mut out = String::from("[entities]\n");
    for kind in TagType::ALL {
        let _ = writeln!(out, "{}", type_name(kind));
    }
    out.push_str("\n[relations]\n\n# Any annotation may lie in another, and over another.\n");
    out.push_str("<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n[attributes]\n");
    let kinds = PlaceKind::ALL.map(PlaceKind::as_str).join("|");
    let degrees = Certainty::ALL.map(Certainty::as_str).join("|");
    let place = type_name(TagType::Place);
    let _ = writeln!(out, "{}\tArg:<ENTITY>, Value:{}", attribute::MODIFIER, MODIFIERS.join("|"));
    let _ = writeln!(out, "{}\tArg:{place}, Value:{kinds}", attribute::PLACE_KIND);
    let _ = writeln!(out, "{}\tArg:<ENTITY>, Value:{degrees}", attribute::CERTAINTY);
    let _ = writeln!(out, "{}\tArg:<ENTITY>", attribute::PROPOSED);
    out
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::annotations::inline;
    use crate::formats::Choices;
    use crate::tags::Syntax;

    fn check(document: &str, expected: &str, losses: usize) {
        let article = inline::read("x", document, Syntax::Plain, Vec::new());
        let written = write(&article, Choices::default());
        let names: Vec<&str> = written.files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["x.ann", "x.txt", "annotation.conf"]);
        assert_eq!(written.files[1].content, article.text);
        assert_eq!((written.files[0].content.as_str(), written.losses.len()), (expected, losses));
    }

    #[test]
    fn annotations_have_code_points_and_references() {
        check(
            "😀 <orgName>أ <persName ref=\"wikidata:Q7747 a:b\" cert=\"low\">ب</persName></orgName>",
            "T1\tOrg 2 5\tأ ب\n\
             T2\tPerson 4 5\tب\n\
             A1\tCertainty T2 low\n\
             N1\tReference T2 Wikidata:Q7747\tب\n\
             N2\tReference T2 a:b\tب\n",
            0,
        );
        check("", "", 0);
    }

    #[test]
    fn what_is_free_is_a_note() {
        check(
            "<measure quantity=\"3\" unit=\"a;b\">ثلاثة</measure>",
            "T1\tMeasure 0 5\tثلاثة\n#1\tAnnotatorNotes T1\tvalue=3; unit=a%3Bb\n",
            0,
        );
    }

    #[test]
    fn line_ends_cut_an_annotation_in_fragments() {
        check("<org>a\r\nb\u{2028}c</org>\n", "T1\tOrg 0 1;3 4;5 6\ta b c\n", 0);
        check("<org>\na</org><person>\n</person><person> </person>", "T1\tOrg 1 2\ta\n", 3);
    }
}
