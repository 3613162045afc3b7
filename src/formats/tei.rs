//! TEI P5, a whole document: a header and one `<p>` a paragraph, valid against `tei_all`.
//!
//! `body` has `xml:space="preserve"`, and its text is the article's to the byte: see [`super::xml`]. Annotations are the
//! elements of [`Dialect::Tei`]; `@xml:id` is an annotation's id where a reader would not give the same, `@source` its
//! status and rule as pointers of the scheme `hashiya:`. Other documents are read with their white space folded.

use super::xml::{Attributes, Composer, Element, Event, Events, Prose, escape, is_pointer, language};
use super::{Choices, Format, Input, Problem, Written};
use crate::annotations::Article;
use crate::tags::{self, Dialect, Label, Syntax, TagType, write_attribute};
use crate::temporal::Published;

/// The format.
pub const FORMAT: Format = Format {
    name: "tei",
    endings: &["tei.xml", "xml", "tei"],
    about: "a TEI P5 document; exact, but for characters that XML has no form for",
    write: Some(write),
    read: Some(read),
};

/// What a reader of the document should know.
const CONVENTION: &str = "The text of the body, white space included, is the article's; line ends stand inside the \
                          paragraph that they end. A source hashiya:proposed marks what a program proposes and nobody \
                          has confirmed, hashiya:rule/… the rule that found it.";

fn write(article: &Article, _: Choices) -> Written {
    let attributes = Attributes { id: Some("xml:id"), source: Some("source") };
    let prose = Prose::new(article, Dialect::Tei, attributes, fits, may_stand);
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    out.push_str("<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"");
    if let Some(language) = language(&article.text) {
        write_attribute(&mut out, "xml:lang", language);
    }
    out.push_str(">\n<teiHeader>\n<fileDesc>\n<titleStmt><title>");
    escape(&mut out, &article.name);
    out.push_str("</title></titleStmt>\n<publicationStmt><p>");
    if let Some(published) = article.published {
        out.push_str("<date");
        write_attribute(&mut out, "when", &stamp(published));
        out.push_str("/>");
    }
    out.push_str("</p></publicationStmt>\n<sourceDesc><p/></sourceDesc>\n</fileDesc>\n<encodingDesc><p>");
    escape(&mut out, CONVENTION);
    out.push_str("</p></encodingDesc>\n</teiHeader>\n<text>\n<body xml:space=\"preserve\">");
    for paragraph in &prose.paragraphs {
        out.push_str("<p");
        if let Some(language) = language(paragraph.span.of(&article.text)) {
            write_attribute(&mut out, "xml:lang", language);
        }
        out.push('>');
        out.push_str(&paragraph.content);
        out.push_str("</p>");
    }
    out.push_str("</body>\n</text>\n</TEI>\n");
    Written::one(article, "tei.xml", out, prose.losses)
}

/// A publication date as XML Schema has it.
fn stamp(published: Published) -> String {
    if published.time.is_some() { format!("{published}:00") } else { published.to_string() }
}

/// The schema knows no quotation directly inside a date.
fn may_stand(outer: TagType, inner: TagType) -> bool {
    !(outer.is_temporal() && inner == TagType::Quote)
}

/// Takes from a label what is no pointer and no word where the schema wants one.
fn fits(label: &mut Label) {
    let is_fragment = |part: &String| is_pointer(&format!("#{part}"));
    let is_word =
        |unit: &String| !unit.is_empty() && !unit.contains(|c: char| c.is_whitespace() || is_invisible(c));
    label.reference = label.reference.take().and_then(|reference| {
        let pointers: Vec<&str> = reference.split('|').filter(|pointer| is_pointer(pointer)).collect();
        (!pointers.is_empty()).then(|| pointers.join("|"))
    });
    label.subtype = label.subtype.take().filter(is_fragment);
    label.resp = label.resp.take().filter(is_fragment);
    label.unit = label.unit.take().filter(is_word);
    if label.kind == TagType::Contact {
        label.value = label.value.take().filter(|value| is_pointer(value));
    }
}

/// Controls, marks of direction and characters that Unicode has not given out: none is part of a word.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{61c}' | '\u{feff}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
        || matches!(c, '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}' | '\u{fff9}'..='\u{fffb}')
}

fn read(input: &Input<'_>) -> Result<Vec<Article>, Problem> {
    let mut events = Events::new(input.content);
    let mut articles = Vec::new();
    let mut body: Option<(Composer, usize)> = None;
    while let Some(event) = events.next()? {
        match (event, body.as_mut()) {
            (Event::Open(element), Some((composer, depth))) => {
                *depth += 1;
                composer.open(&element);
            }
            (Event::Text(text), Some((composer, _))) => composer.text(&text),
            (Event::Close, Some((_, 0))) => {
                if let Some((composer, _)) = body.take() {
                    articles.push(article(composer));
                }
            }
            (Event::Close, Some((composer, depth))) => {
                *depth -= 1;
                composer.close();
            }
            (Event::Open(element), None) if element.name == "body" => {
                let kept = element.get("xml:space") == Some("preserve");
                body = Some((Composer::new(Dialect::Tei, kept), 0));
            }
            (Event::Open(element), None) => refuse(&events, &element)?,
            (Event::Text(_) | Event::Close, None) => {}
        }
    }
    if articles.is_empty() {
        return Err(Problem::new("the document has no <body>; is it TEI?"));
    }
    let published = tags::read_published(input.content, Syntax::Xml);
    let name = input.name.strip_suffix(".tei").unwrap_or(input.name);
    for (index, article) in articles.iter_mut().enumerate() {
        article.name = if index == 0 { name.to_owned() } else { format!("{name}-{}", index + 1) };
        article.published = published.as_ref().and_then(|(date, _)| Published::parse(date));
    }
    Ok(articles)
}

/// A document of another vocabulary would be read wrongly in silence.
fn refuse(events: &Events<'_>, element: &Element) -> Result<(), Problem> {
    match element.name.as_str() {
        "nitf" => Err(events.problem("this is NITF; read it with --from nitf")),
        "html" => Err(events.problem("this is HTML; read it with --from html")),
        _ => Ok(()),
    }
}

fn article(composer: Composer) -> Article {
    let (text, annotations) = composer.finish();
    let mut article = Article { text, annotations, ..Article::default() };
    article.settle();
    article
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use crate::annotations::{Annotation, Article, Status, inline};
    use crate::formats::{Choices, Input};
    use crate::tags::{Label, Syntax, TagType};
    use crate::temporal::Published;
    use crate::text::Span;

    fn reads(content: &str) -> Result<Vec<Article>, String> {
        read(&Input { name: "x", content, beside: &|_| None }).map_err(|problem| problem.to_string())
    }

    /// Writes an article, and reads it back the same.
    fn same(article: &Article) -> String {
        let written = write(article, Choices::default());
        assert_eq!(written.losses, []);
        assert_eq!(reads(&written.files[0].content), Ok(vec![article.clone()]));
        written.files[0].content.clone()
    }

    #[test]
    fn an_article_comes_back() {
        let mut article = inline::read(
            "x",
            "<orgName>حكومة <placeName ref=\"iso3166:SY wikidata:Q858\">سوريا</placeName></orgName>\u{a0}😀\r\n\r\n\
             قال <persName>نجيب</persName> في <date type=\"date\" subtype=\"start\" when=\"2016\">2016</date>\r",
            Syntax::Plain,
            Vec::new(),
        );
        article.published = Published::parse("2016-12-29T14:05");
        let content = same(&article);
        assert!(content.contains("<p xml:lang=\"ar\"><orgName>حكومة"), "{content}");
        assert!(content.contains("</orgName>\u{a0}😀&#13;\n&#13;\n</p><p xml:lang=\"ar\">"), "{content}");
        assert!(content.contains("<date when=\"2016-12-29T14:05:00\"/>") && !content.contains("xml:id"));
        article.annotations[0].id = "17".to_owned();
        article.annotations[1].status = Status::Proposed;
        article.annotations[1].rule = Some("a/b c".to_owned());
        let content = same(&article);
        assert!(content.contains("<orgName xml:id=\"_17\">"), "{content}");
        assert!(content.contains("source=\"hashiya:proposed hashiya:rule/a/b%20c\""), "{content}");
        same(&Article { name: "x".to_owned(), ..Article::default() });
        same(&Article { name: "x".to_owned(), text: " \n& <b>]]>\t".to_owned(), ..Article::default() });
    }

    #[test]
    fn what_cannot_be_held_is_told() {
        let annotation =
            |start, end, label: Label| Annotation::new(String::new(), Span::new(start, end), label);
        let mut article = Article {
            text: "a\0b c d e f".to_owned(),
            annotations: vec![
                annotation(0, 5, Label::new(TagType::Date)),
                annotation(4, 5, Label::new(TagType::Quote)),
                annotation(6, 9, Label::new(TagType::Person).with_reference("a b")),
                annotation(8, 11, Label::new(TagType::Org)),
            ],
            ..Article::default()
        };
        article.settle();
        let written = write(&article, Choices::default());
        let told: Vec<&str> = written.losses.iter().map(|loss| loss.what.as_str()).collect();
        assert_eq!(
            told,
            [
                "U+0000 has no form in XML and becomes U+FFFD",
                "quote is left out: it lies inside date",
                "ref is not said in tei",
                "org is left out: it crosses person t3",
            ]
        );
        let read = reads(&written.files[0].content).unwrap().remove(0);
        assert_eq!(read.text, "a\u{fffd}b c d e f");
        assert_eq!(read.annotations.len(), 2);
    }

    #[test]
    fn other_documents_are_read() {
        let content = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><publicationStmt>\
             <date when='2016-12-29'/></publicationStmt></fileDesc></teiHeader>\n<text><body><head>خبر</head>\n\
             <p>قال <persName key='n1'>نجيب\n   الحداد</persName><lb/>أمس</p></body></text></TEI>";
        let article = reads(content).unwrap().remove(0);
        assert_eq!(article.text, "خبر\n\nقال نجيب الحداد\nأمس");
        assert_eq!(article.covered(&article.annotations[0]), "نجيب الحداد");
        assert_eq!(article.published, Published::parse("2016-12-29"));
        assert!(reads("<TEI><text/></TEI>").unwrap_err().contains("no <body>"));
        assert!(reads("<nitf><body/></nitf>").unwrap_err().contains("--from nitf"));
        assert!(reads("<TEI>\n<text><body><p></body></text></TEI>").unwrap_err().starts_with("2: "));
    }
}
