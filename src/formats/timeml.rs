//! TimeML: the times of an article as `TIMEX3`, one inside `DCT` for the publication date.
//!
//! The text of `<TEXT>` is the article's (see [`super::xml`]). `TIMEX3` holds text alone, so a time inside another is told;
//! so are names and quantities, which TimeML has no element for.

use super::losses::{Part, untold};
use super::xml::{Composer, Element, Event, Events, escape, legal};
use super::{Choices, Format, Input, Problem, Written};
use crate::annotations::{Annotation, Article, Loss, Piece, weave};
use crate::tags::{Dialect, Label, TagType, write_attribute};
use crate::temporal::Published;
use crate::text::Span;

/// The format.
pub const FORMAT: Format = Format {
    name: "timeml",
    endings: &["tml", "xml"],
    about: "TimeML with TIMEX3; times only",
    write: Some(write),
    read: Some(read),
};

fn write(article: &Article, _: Choices) -> Written {
    let times: Vec<Annotation> =
        article.annotations.iter().filter(|a| a.label.kind.is_temporal()).cloned().collect();
    let whole = Span::new(0, article.text.len());
    let (pieces, mut losses) = weave(&times, whole, |_| false);
    let others = article.annotations.len() - times.len();
    if others > 0 {
        let what = format!("{others} annotations are no times and are left out");
        losses.push(Loss { span: whole, what });
    }
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML>\n<DOCID>".to_owned();
    escape(&mut out, &article.name);
    out.push_str("</DOCID>\n");
    if let Some(published) = article.published {
        out.push_str("<DCT><TIMEX3 tid=\"t0\"");
        let kind = if published.time.is_some() { "TIME" } else { "DATE" };
        write_attribute(&mut out, "type", kind);
        write_attribute(&mut out, "value", &published.to_string());
        out.push_str(" temporalFunction=\"false\" functionInDocument=\"CREATION_TIME\">");
        escape(&mut out, &published.to_string());
        out.push_str("</TIMEX3></DCT>\n");
    }
    out.push_str("<TEXT>");
    // An id of the form that TimeML has is kept.
    let kept = |a: &Annotation| {
        a.id.strip_prefix('t')
            .and_then(|number| number.parse::<u32>().ok())
            .filter(|n| *n > 0 && a.id == format!("t{n}"))
    };
    let mut next = times.iter().filter_map(kept).max().unwrap_or_default();
    losses.extend(untold(article, &[Part::Status, Part::Rule]));
    for piece in pieces {
        match piece {
            Piece::Text(span) => {
                if let Some(c) = span.of(&article.text).chars().find(|&c| !legal(c)) {
                    let what = format!("U+{:04X} has no form in XML and becomes U+FFFD", u32::from(c));
                    losses.push(Loss { span, what });
                }
                escape(&mut out, span.of(&article.text));
            }
            Piece::Close(_) => out.push_str("</TIMEX3>"),
            Piece::Open(annotation) => {
                let number = kept(annotation).unwrap_or_else(|| {
                    next = next.saturating_add(1);
                    let what = format!("the id {} is not kept", annotation.id);
                    losses.push(Loss { span: annotation.span, what });
                    next
                });
                let lost = write_time(&mut out, number, article, annotation);
                if !lost.is_empty() {
                    let what = format!("{} is not said in timeml", lost.join(", "));
                    losses.push(Loss { span: annotation.span, what });
                }
            }
        }
    }
    out.push_str("</TEXT>\n</TimeML>\n");
    losses.sort_by_key(|loss| loss.span.start);
    Written::one(article, "tml", out, losses)
}

/// Writes the beginning of a time; gives what it does not say.
fn write_time(
    out: &mut String,
    number: u32,
    article: &Article,
    annotation: &Annotation,
) -> Vec<&'static str> {
    let label = &annotation.label;
    let value = label.value.as_deref().filter(|value| value.chars().all(|c| legal(c) && !c.is_control()));
    out.push_str("<TIMEX3");
    write_attribute(out, "tid", &format!("t{number}"));
    write_attribute(out, "type", &label.kind.as_str().to_ascii_uppercase());
    write_attribute(out, "value", value.unwrap_or_default());
    let modifier = label.modifier.as_deref().filter(|modifier| {
        !modifier.is_empty() && modifier.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')
    });
    if let Some(modifier) = modifier {
        write_attribute(out, "mod", modifier);
    }
    // A date without its own year has its value from the publication date.
    if label.kind == TagType::Date && article.published.is_some() && value.is_some_and(is_day) {
        let told = has_year(article.covered(annotation));
        write_attribute(out, "temporalFunction", if told { "false" } else { "true" });
        if !told {
            write_attribute(out, "anchorTimeID", "t0");
        }
    }
    out.push('>');
    let kept = Label {
        value: value.map(str::to_owned),
        modifier: modifier.map(str::to_owned),
        ..Label::new(label.kind)
    };
    Dialect::missing(label, &kept)
}

/// True for what may be an annotation's id.
fn is_plain(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

/// A calendar day.
fn is_day(value: &str) -> bool {
    value.len() == 10 && value.parse::<jiff::civil::Date>().is_ok()
}

/// Four digits of any script in a row.
fn has_year(text: &str) -> bool {
    let digit = |c: &char| c.is_ascii_digit() || matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}');
    let mut run = 0;
    text.chars().any(|c| {
        run = if digit(&c) { run + 1 } else { 0 };
        run == 4
    })
}

fn read(input: &Input<'_>) -> Result<Vec<Article>, Problem> {
    let mut events = Events::new(input.content);
    let mut text: Option<(Composer, usize)> = None;
    let mut read = None;
    let mut published = None;
    let mut ids = rustc_hash::FxHashSet::default();
    while let Some(event) = events.next()? {
        match (event, text.as_mut()) {
            (Event::Open(element), Some((composer, depth))) => {
                *depth += 1;
                let label = time(&element).map_err(|what| events.problem(&what))?;
                let id = element
                    .get("tid")
                    .filter(|id| is_plain(id) && ids.insert((*id).to_owned()))
                    .unwrap_or_default();
                let annotation = label.map(|label| Annotation::new(id.to_owned(), Span::default(), label));
                composer.begin(&element, annotation);
            }
            (Event::Text(text), Some((composer, _))) => composer.text(&text),
            (Event::Close, Some((_, 0))) => read = text.take().map(|(composer, _)| composer.finish()),
            (Event::Close, Some((composer, depth))) => {
                *depth -= 1;
                composer.close();
            }
            (Event::Open(element), None) => match element.name.as_str() {
                "TEXT" => text = Some((Composer::new(Dialect::Tei, true), 0)),
                "TIMEX3"
                    if matches!(
                        element.get("functionInDocument"),
                        Some("CREATION_TIME" | "PUBLICATION_TIME")
                    ) =>
                {
                    published = element.get("value").and_then(Published::parse);
                }
                _ => {}
            },
            (Event::Text(_) | Event::Close, None) => {}
        }
    }
    let Some((text, annotations)) = read else {
        return Err(Problem::new("the document has no <TEXT>; is it TimeML?"));
    };
    let mut article =
        Article { name: input.name.to_owned(), text, published, annotations, ..Article::default() };
    article.settle();
    Ok(vec![article])
}

/// The time that an element is; events and signals are none.
fn time(element: &Element) -> Result<Option<Label>, String> {
    if element.name != "TIMEX3" {
        return Ok(None);
    }
    let written = element.get("type").unwrap_or_default();
    let kind = TagType::ALL
        .into_iter()
        .find(|kind| kind.is_temporal() && kind.as_str().eq_ignore_ascii_case(written));
    let Some(kind) = kind else {
        return Err(format!("\"{written}\" is no type of TIMEX3; it has DATE, TIME, DURATION and SET"));
    };
    let value = element.get("value").filter(|value| !value.is_empty());
    Ok(Some(Label {
        value: value.map(str::to_owned),
        modifier: element.get("mod").map(str::to_owned),
        ..Label::new(kind)
    }))
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use crate::annotations::{Article, inline};
    use crate::formats::{Choices, read_one};
    use crate::tags::Syntax;
    use crate::temporal::Published;

    fn reads(content: &str) -> Result<Article, String> {
        read_one(read, content)
    }

    #[test]
    fn times_come_back() {
        // Ids, too.
        let mut article = inline::read(
            "x",
            "😀 <date when=\"2016-12-29\">الخميس</date> & <date type=\"date\" subtype=\"start\" when=\"2016\">عام 2016</date>\r\n\
             <date type=\"set\" dur-iso=\"P1W\">كل أسبوع</date>",
            Syntax::Plain,
            Vec::new(),
        );
        article.published = Published::parse("2016-12-30");
        let written = write(&article, Choices::default());
        assert_eq!(written.losses, []);
        let content = &written.files[0].content;
        assert!(
            content.contains("functionInDocument=\"CREATION_TIME\">2016-12-30</TIMEX3></DCT>"),
            "{content}"
        );
        assert!(
            content.contains(
                "<TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2016-12-29\" temporalFunction=\"true\" anchorTimeID=\"t0\">الخ"
            ),
            "{content}"
        );
        assert_eq!(reads(content), Ok(article));
    }

    #[test]
    fn names_are_told_and_others_documents_read() {
        let article = inline::read("x", "<person>نجيب</person> <date>أمس</date>", Syntax::Plain, Vec::new());
        let written = write(&article, Choices::default());
        assert_eq!(written.losses[0].what, "1 annotations are no times and are left out");
        let content = "<TimeML>\n<DCT><TIMEX3 tid='t0' type='DATE' value='2016-12-30' functionInDocument='CREATION_TIME'>x\
             </TIMEX3></DCT>\n<TEXT>a <EVENT eid='e1'>b</EVENT> <TIMEX3 tid='t1' type='TIME' value='2016-12-29TNI'>c</TIMEX3></TEXT>\n\
             <MAKEINSTANCE/></TimeML>";
        let read = reads(content).unwrap();
        assert_eq!((read.text.as_str(), read.annotations.len()), ("a b c", 1));
        assert_eq!(read.published, Published::parse("2016-12-30"));
        assert!(
            reads("<TimeML><TEXT>\n<TIMEX3 type='X'/></TEXT></TimeML>").unwrap_err().starts_with("2: \"X\"")
        );
        assert!(reads("<TimeML/>").unwrap_err().contains("no <TEXT>"));
    }
}
