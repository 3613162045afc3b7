//! NITF 3.5, a whole document: `docdata` with the date of issue and the identified content, one `<p>` a paragraph.
//!
//! The text of the paragraphs, put together, is the article's (see [`super::xml`]); `<meta name="white-space"
//! content="preserve"/>` says so. NITF's elements do not nest, save in quotations: what lies inside another is told, and
//! if it is a name it stands in `identified-content` all the same. The schema takes any string for a date, so dates are
//! checked here: `norm` is IPTC's form, `YYYYMMDD` or `YYYYMMDDThhmmss` with a zone where one is known, for weeks, lengths and
//! ranges ISO's, and nothing for a date that cannot be. Documents of any version 3, with a namespace or without, are read.

use super::named::named;
use super::xml::{Attributes, Composer, Event, Events, Prose, escape, language};
use super::{Choices, Format, Input, Problem, Written};
use crate::annotations::Article;
use crate::tags::{self, Dialect, Label, Syntax, TagType, write_attribute};
use crate::temporal::Published;
use jiff::civil::{Date, Time};

/// The format.
pub const FORMAT: Format = Format {
    name: "nitf",
    endings: &["nitf.xml", "xml", "nitf"],
    about: "an IPTC NITF 3.5 document; no annotation inside another, no values of numbers",
    write: Some(write),
    read: Some(read),
};

fn write(article: &Article, _: Choices) -> Written {
    let attributes = Attributes { id: Some("id"), source: None };
    let prose = Prose::new(article, Dialect::Nitf, attributes, fits, |_, _| true);
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<nitf".to_owned();
    write_attribute(&mut out, "xmlns", "http://iptc.org/std/NITF/2006-10-18/");
    write_attribute(&mut out, "version", "-//IPTC//DTD NITF 3.5//EN");
    if let Some(language) = language(&article.text) {
        write_attribute(&mut out, "baselang", language);
    }
    out.push_str(">\n<head>\n<title>");
    escape(&mut out, &article.name);
    out.push_str("</title>\n<meta name=\"white-space\" content=\"preserve\"/>\n<docdata>\n");
    if let Some(published) = article.published {
        out.push_str("<date.issue");
        write_attribute(&mut out, "norm", &norm(published));
        out.push_str("/>\n");
    }
    write_identified(&mut out, article);
    out.push_str("</docdata>\n</head>\n<body><body.content>");
    for (index, paragraph) in prose.paragraphs.iter().enumerate() {
        out.push_str("<p");
        if index == 0 {
            write_attribute(&mut out, "lede", "true");
        }
        if let Some(language) = language(paragraph.span.of(&article.text)) {
            write_attribute(&mut out, "xml:lang", language);
        }
        out.push('>');
        out.push_str(&paragraph.content);
        out.push_str("</p>");
    }
    out.push_str("</body.content></body>\n</nitf>\n");
    Written::one(article, "nitf.xml", out, prose.losses)
}

/// A publication date in IPTC's form; its zone is not known.
fn norm(published: Published) -> String {
    let date = published.date.strftime("%Y%m%d");
    published.time.map_or_else(|| date.to_string(), |time| format!("{date}{}", time.strftime("T%H%M%S")))
}

/// What the article names, in the metadata.
fn write_identified(out: &mut String, article: &Article) {
    let wanted = |kind: TagType| kind.is_name() || kind == TagType::Source;
    let all = named(article, wanted);
    if all.is_empty() {
        return;
    }
    out.push_str("<identified-content>\n");
    for thing in all {
        let mut label = Label { subtype: None, ..Dialect::Nitf.kept(&thing.annotation.label) };
        label.reference = label.reference.filter(|reference| reference.chars().all(super::xml::legal));
        let (open, close) = Dialect::Nitf.open_and_close(&label);
        out.push_str(&open);
        escape(out, &thing.name);
        out.push_str(&close);
        out.push('\n');
    }
    out.push_str("</identified-content>\n");
}

/// Takes from a label a time that cannot be.
fn fits(label: &mut Label) {
    if label.kind.is_temporal() {
        label.value = label.value.take().filter(|value| value.split('/').all(can_be));
    }
}

/// True for what may be a value of TIMEX3: of its characters, and a possible day and hour where it names them.
fn can_be(value: &str) -> bool {
    let known = |b: u8| b.is_ascii_digit() || b.is_ascii_uppercase() || b"-+:._".contains(&b);
    if value.is_empty() || !value.bytes().all(known) {
        return false;
    }
    let (date, time) = value.split_once('T').unwrap_or((value, ""));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = date.split('-').collect();
    let possible = match parts[..] {
        [year, month] if digits(year) && digits(month) => {
            matches!(month.parse(), Ok(1..=12)) && month.len() == 2 && year.len() == 4
        }
        [year, month, day] if digits(year) && digits(month) && digits(day) => date.parse::<Date>().is_ok(),
        _ => true,
    };
    let clock = time.get(..5).filter(|clock| clock.as_bytes()[2] == b':' && digits(&clock[..2]));
    possible && clock.is_none_or(|clock| clock.parse::<Time>().is_ok())
}

fn read(input: &Input<'_>) -> Result<Vec<Article>, Problem> {
    let mut events = Events::new(input.content);
    let mut kept = false;
    let mut depth = 0_usize;
    let mut body: Option<(Composer, usize)> = None;
    let mut read = None;
    while let Some(event) = events.next()? {
        match (event, body.as_mut()) {
            (Event::Open(element), Some((composer, inside))) => {
                *inside += 1;
                composer.open(&element);
            }
            (Event::Text(text), Some((composer, _))) => composer.text(&text),
            (Event::Close, Some((_, 0))) => {
                depth -= 1;
                read = body.take().map(|(composer, _)| composer.finish());
            }
            (Event::Close, Some((composer, inside))) => {
                *inside -= 1;
                composer.close();
            }
            (Event::Open(element), None) => {
                if depth == 0 && element.name != "nitf" {
                    return Err(events.problem(&format!("<{}> is no NITF; its root is <nitf>", element.name)));
                }
                depth += 1;
                kept |= element.name == "meta"
                    && element.get("name") == Some("white-space")
                    && element.get("content") == Some("preserve");
                if element.name == "body" {
                    body = Some((Composer::new(Dialect::Nitf, kept), 0));
                }
            }
            (Event::Close, None) => depth = depth.saturating_sub(1),
            (Event::Text(_), None) => {}
        }
    }
    let Some((text, annotations)) = read else {
        return Err(Problem::new("the document has no <body>"));
    };
    let published =
        tags::read_published(input.content, Syntax::Xml).and_then(|(date, _)| Published::parse(&date));
    let name = input.name.strip_suffix(".nitf").unwrap_or(input.name).to_owned();
    let mut article = Article { name, text, published, annotations, ..Article::default() };
    article.settle();
    Ok(vec![article])
}

#[cfg(test)]
mod tests {
    use super::{can_be, read, write};
    use crate::annotations::{Article, inline};
    use crate::formats::{Choices, read_one};
    use crate::tags::Syntax;
    use crate::temporal::Published;

    fn reads(content: &str) -> Result<Article, String> {
        read_one(read, content)
    }

    #[test]
    fn an_article_comes_back() {
        let mut article = inline::read(
            "x",
            "قال <q quote-source=\"e1\">«<person idsrc=\"a\" value=\"1\"><alt-code idsrc=\"b\" value=\"2\"/>نجيب</person>»</q>\
             \u{a0}😀\r\n\r\nفي <chron class=\"start\" norm=\"20161229T140500+0300\">الساعة</chron>\r",
            Syntax::Plain,
            Vec::new(),
        );
        article.published = Published::parse("2016-12-29T14:05");
        let written = write(&article, Choices::default());
        assert_eq!(written.losses, []);
        let content = &written.files[0].content;
        assert!(content.contains("<date.issue norm=\"20161229T140500\"/>"), "{content}");
        assert!(
            content.contains("<identified-content>\n<person idsrc=\"a\" value=\"1\"><alt-code idsrc=\"b\" value=\"2\"/>نجيب</person>\n</id"),
            "{content}"
        );
        assert!(content.contains("<p lede=\"true\" xml:lang=\"ar\">قال"), "{content}");
        assert_eq!(reads(content), Ok(article));
    }

    #[test]
    fn what_it_cannot_say_is_told() {
        let article = inline::read(
            "x",
            "<orgName>أ <placeName>ب</placeName></orgName> <date when-iso=\"2016-13-45\">ج</date>",
            Syntax::Plain,
            Vec::new(),
        );
        let written = write(&article, Choices::default());
        let told: Vec<&str> = written.losses.iter().map(|loss| loss.what.as_str()).collect();
        assert_eq!(told, ["place is left out: it lies inside org t1", "value is not said in nitf"]);
        assert!(written.files[0].content.contains("<chron id=\"t3\">ج</chron>"));
        assert!(written.files[0].content.contains("<location>ب</location>\n</identified-content>"));
    }

    #[test]
    fn times_that_can_be() {
        for good in [
            "2016-12-29",
            "2016",
            "195",
            "2016-12",
            "2016-W52",
            "P3D",
            "XXXX-WXX-2",
            "2016-12-29TNI",
            "..",
            "T14:05",
        ] {
            assert!(can_be(good), "{good}");
        }
        for bad in ["2016-13-45", "2016-13", "2016-12-29T25:00", "2016-02-30T10:00", "tomorrow", "", "2016 "]
        {
            assert!(!can_be(bad), "{bad}");
        }
    }

    #[test]
    fn wire_stories_are_read() {
        let content = "<nitf version='-//IPTC//DTD NITF 3.6//EN'><head><docdata><date.issue norm='2021-05-16T09:00:04'/>\
             </docdata></head>\n<body>\n<body.head><hedline><hl1>عنوان</hl1></hedline></body.head>\n<body.content>\n\
             <p lede='true'>من <location>بيروت\n كتب</location></p>\n<p>نص</p></body.content></body></nitf>";
        let article = reads(content).unwrap();
        assert_eq!(article.text, "عنوان\n\nمن بيروت كتب\n\nنص");
        assert_eq!(article.covered(&article.annotations[0]), "بيروت كتب");
        assert_eq!(article.published, Published::parse("2021-05-16T09:00"));
        assert!(reads("<TEI/>").unwrap_err().contains("no NITF"));
        assert!(reads("<nitf/>").unwrap_err().contains("no <body>"));
    }
}
