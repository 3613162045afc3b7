//! A complete page: language and direction, schema.org microdata and `<time>` in paragraphs.
//!
//! The text of `<main data-white-space="preserve">` is the article's (see [`super::xml`]). A page cannot tell CRLF from LF, so
//! `data-line-ends` says which it was; where they are mixed each CR is a reference, which validators dislike and every
//! browser reads. Other pages are read as a reader of the page sees them.

use super::xml::{Attributes, Composer, Event, Events, Prose, escape, language};
use super::{Choices, Format, Input, Problem, Written};
use crate::annotations::{Article, inline};
use crate::tags::{self, Dialect, Syntax, write_attribute};
use crate::temporal::Published;

/// The format.
pub const FORMAT: Format = Format {
    name: "html",
    endings: &["html", "htm"],
    about: "a page with schema.org microdata and <time>",
    write: Some(write),
    read: Some(read),
};

/// What opens the text of a page that was written here.
const MAIN: &str = "<main data-white-space=\"preserve\"";

fn write(article: &Article, _: Choices) -> Written {
    let attributes = Attributes { id: Some("id"), source: Some("data-source") };
    let prose = Prose::new(article, Dialect::Html, attributes, |_| {}, |_, _| true);
    let mut out = "<!DOCTYPE html>\n<html".to_owned();
    write_language(&mut out, &article.text);
    out.push_str(">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    escape(&mut out, if article.name.is_empty() { "-" } else { &article.name });
    out.push_str("</title>\n");
    if let Some(published) = article.published {
        out.push_str("<meta property=\"article:published_time\"");
        write_attribute(&mut out, "content", &published.to_string());
        out.push_str(">\n");
    }
    out.push_str("<style>main { white-space: pre-wrap; }</style>\n</head>\n<body>\n");
    out.push_str(MAIN);
    let ends = LineEnds::of(article);
    if let Some(name) = ends.name() {
        write_attribute(&mut out, "data-line-ends", name);
    }
    out.push('>');
    for paragraph in &prose.paragraphs {
        out.push_str("<p");
        write_language(&mut out, paragraph.span.of(&article.text));
        out.push('>');
        match ends {
            LineEnds::Crlf => out.push_str(&paragraph.content.replace("&#13;\n", "\n")),
            LineEnds::Other => out.push_str(&paragraph.content),
        }
        out.push_str("</p>");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    Written::one(article, "html", out, prose.losses)
}

fn write_language(out: &mut String, text: &str) {
    if let Some(language) = language(text) {
        write_attribute(out, "lang", language);
        write_attribute(out, "dir", if language == "ar" { "rtl" } else { "ltr" });
    }
}

/// How the lines of an article end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineEnds {
    /// All by CRLF, and no annotation begins or ends inside of one.
    Crlf,
    /// Otherwise.
    Other,
}

impl LineEnds {
    fn of(article: &Article) -> Self {
        let text = &article.text;
        let bytes = text.as_bytes();
        let parts = |at: usize| at > 0 && bytes.get(at - 1..=at) == Some(b"\r\n");
        if article.annotations.iter().any(|a| parts(a.span.start) || parts(a.span.end)) {
            return Self::Other;
        }
        let count = |end: &str| text.matches(end).count();
        let pairs = count("\r\n");
        if pairs > 0 && pairs == count("\n") && pairs == count("\r") { Self::Crlf } else { Self::Other }
    }

    const fn name(self) -> Option<&'static str> {
        match self {
            Self::Crlf => Some("crlf"),
            Self::Other => None,
        }
    }
}

fn read(input: &Input<'_>) -> Result<Vec<Article>, Problem> {
    let ours = input.content.find(MAIN).zip(input.content.rfind("</main>"));
    let Some((start, end)) = ours.filter(|(start, end)| start < end) else {
        return Ok(vec![inline::read(input.name, input.content, Syntax::Html, Vec::new())]);
    };
    let mut events = Events::of_html(&input.content[start..end + "</main>".len()]);
    let before = input.content[..start].matches('\n').count();
    let mut composer = Composer::new(Dialect::Html, true);
    let mut ends = LineEnds::Other;
    let later = |problem: Problem| Problem { line: problem.line.map(|line| line + before), ..problem };
    while let Some(event) = events.next().map_err(later)? {
        match event {
            Event::Open(element) => {
                if element.get("data-line-ends") == LineEnds::Crlf.name() {
                    ends = LineEnds::Crlf;
                }
                composer.open(&element);
            }
            Event::Close => composer.close(),
            Event::Text(text) if ends == LineEnds::Crlf => composer.text(&text.replace('\n', "\r\n")),
            Event::Text(text) => composer.text(&text),
        }
    }
    let (text, annotations) = composer.finish();
    let published = tags::read_published(&input.content[..start], Syntax::Html);
    let published = published.and_then(|(date, _)| Published::parse(&date));
    let mut article =
        Article { name: input.name.to_owned(), text, published, annotations, ..Article::default() };
    article.settle();
    Ok(vec![article])
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use crate::annotations::{Article, Status, inline};
    use crate::formats::{Choices, Input};
    use crate::tags::Syntax;
    use crate::temporal::Published;

    fn reads(content: &str) -> Article {
        read(&Input { name: "x", content, beside: &|_| None }).unwrap().remove(0)
    }

    #[test]
    fn an_article_comes_back() {
        for (ends, shown) in [("\n", "\n"), ("\r\n", "\n"), ("\r", "&#13;")] {
            let document = format!(
                "<orgName>حكومة <placeName ref=\"wikidata:Q858\">سوريا</placeName></orgName> & 😀{ends}{ends}\
                 <date when=\"2016-12-29\">الخميس</date> <roleName>وزير</roleName>"
            );
            let mut article = inline::read("x", &document, Syntax::Plain, Vec::new());
            article.published = Published::parse("2016-12-29");
            article.annotations[2].status = Status::Proposed;
            let written = write(&article, Choices::default());
            assert_eq!(written.losses, []);
            let content = &written.files[0].content;
            assert!(content.contains("<html lang=\"ar\" dir=\"rtl\">"));
            assert!(content.contains(&format!("&amp; 😀{shown}{shown}</p>")), "{content}");
            assert_eq!(reads(content), article);
        }
        let empty = Article { name: "x".to_owned(), ..Article::default() };
        assert_eq!(reads(&write(&empty, Choices::default()).files[0].content), empty);
    }

    #[test]
    fn other_pages_are_read() {
        let page = "<html><head><title>x</title></head><body><p>قال <span itemscope \
                    itemtype='https://schema.org/Person'><span itemprop='name'>نجيب</span></span>&nbsp;أمس</p></body></html>";
        let article = reads(page);
        assert!(article.text.contains("قال نجيب\u{a0}أمس"), "{:?}", article.text);
        assert_eq!(article.covered(&article.annotations[0]), "نجيب");
    }
}
