//! From a tagged document to an article with its annotations, and back.

use super::{Annotation, Article, Loss};
use crate::tags::{self, Dialect, Markup, Meaning, Refusal, Region, Syntax};
use crate::temporal::Published;
use crate::text::{Span, apply};
use rustc_hash::FxHashSet;

/// What a tagged document says. The text of plain text and Markdown is the document without its annotation tags, every
/// other byte kept; the text of HTML and XML is what a reader of the page sees, as its markup means nothing elsewhere.
/// `found` are annotations in bytes of the document that are no tags yet.
pub fn read(name: &str, document: &str, syntax: Syntax, found: Vec<Annotation>) -> Article {
    let markup = tags::scan(document, syntax, Region::Start);
    let mut article = match syntax {
        Syntax::Plain | Syntax::Markdown => separate(document, &markup, found),
        Syntax::Html | Syntax::Xml => {
            let annotations = moved(&markup, found, |span| markup.plain.span_from_raw(span));
            Article { text: markup.plain.text, annotations, ..Article::default() }
        }
    };
    name.clone_into(&mut article.name);
    article.published = published(document, syntax);
    article.settle();
    article
}

/// The document without its annotation tags, every other byte kept, and what the tags said, with what was `found`.
/// `markup` is its scan.
pub fn separate(document: &str, markup: &Markup, found: Vec<Annotation>) -> Article {
    let mut text = String::with_capacity(document.len());
    let mut removed = Vec::new();
    let mut at = 0;
    for tag in markup.tags.iter().filter(|tag| tag.meaning != Meaning::Structure) {
        text.push_str(&document[at..tag.span.start]);
        at = tag.span.end;
        removed.push((at, at - text.len()));
    }
    text.push_str(&document[at..]);
    // An offset of the document outside of the removed tags, less what was removed before it.
    let place = |offset: usize| {
        let before = removed.partition_point(|(end, _)| *end <= offset);
        offset - before.checked_sub(1).map_or(0, |index| removed[index].1)
    };
    let annotations = moved(markup, found, |span| Span::new(place(span.start), place(span.end)));
    let mut article = Article { text, annotations, ..Article::default() };
    article.settle();
    article
}

/// The publication date that a document states.
pub fn published(document: &str, syntax: Syntax) -> Option<Published> {
    tags::read_published(document, syntax).and_then(|(date, _)| Published::parse(&date))
}

/// The tags of a scan and what was found, each at its new place; what is empty there marks nothing.
fn moved(markup: &Markup, found: Vec<Annotation>, place: impl Fn(Span) -> Span) -> Vec<Annotation> {
    let tags = markup.annotations.iter().map(|a| Annotation::new(String::new(), a.content, a.label.clone()));
    let all = tags.chain(found).map(|a| Annotation { span: place(a.span), ..a });
    all.filter(|annotation| !annotation.span.is_empty()).collect()
}

/// The document with the article's annotations as tags, and what the tags cannot say. The publication date is not
/// written. Without losses, [`read`] gives the annotations back.
pub fn write(article: &Article, syntax: Syntax, dialect: Dialect) -> (String, Vec<Loss>) {
    let markup = tags::scan(&article.text, syntax, Region::Start);
    let targets: Vec<_> = article.annotations.iter().map(|a| (a.span, a.label.clone())).collect();
    let tagged = tags::tag(&article.text, &markup, dialect, &targets);
    let mut losses: Vec<Loss> = tagged
        .skipped
        .iter()
        .map(|(span, refusal)| Loss { span: *span, what: format!("left out: {}", why(*refusal)) })
        .collect();
    let skipped: FxHashSet<Span> = tagged.skipped.iter().map(|(span, _)| *span).collect();
    for annotation in article.annotations.iter().filter(|a| !skipped.contains(&a.span)) {
        let lost = dialect.lost(&annotation.label);
        if !lost.is_empty() {
            let what = format!("{} is not said in {}", lost.join(", "), dialect.name());
            losses.push(Loss { span: annotation.span, what });
        }
    }
    losses.sort_by_key(|loss| loss.span.start);
    (apply(&article.text, &tagged.edits), losses)
}

/// A refusal in words.
const fn why(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::AlreadyTagged => "this text has such a tag already",
        Refusal::CrossesMarkup => "it crosses markup of the text",
        Refusal::CrossesTarget => "it crosses another annotation",
        Refusal::NotNestable => "the dialect knows no annotation inside another",
        Refusal::Ambiguous => "its tags would be read differently here",
        Refusal::NotProse => "it is no prose",
    }
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use crate::tags::{Dialect, Syntax};

    fn check(document: &str, syntax: Syntax, text: &str, expected: &[&str]) {
        let article = read("x", document, syntax, Vec::new());
        assert_eq!(article.text, text);
        let found: Vec<String> = article
            .annotations
            .iter()
            .map(|a| format!("{} {}:{}", a.id, a.label.kind.as_str(), article.covered(a)))
            .collect();
        assert_eq!(found, expected, "{document}");
    }

    #[test]
    fn tags_become_annotations_of_the_clean_text() {
        check(
            "قال <person>نجيب</person> في <org>حكومة <placeName>سورية</placeName></org>.\r\n",
            Syntax::Plain,
            "قال نجيب في حكومة سورية.\r\n",
            &["t1 person:نجيب", "t2 org:حكومة سورية", "t3 place:سورية"],
        );
        check("[[أ]{.person} ب]{.org}\n", Syntax::Markdown, "أ ب\n", &["t1 org:أ ب", "t2 person:أ"]);
        check("<p>a &amp; <b><person>b</person></b></p>", Syntax::Xml, "\na & b\n", &["t1 person:b"]);
        check("<person></person>x", Syntax::Plain, "x", &[]);
    }

    #[test]
    fn what_was_read_is_written_again() {
        for (document, syntax, dialect) in [
            (
                "قال <persName>نجيب</persName> أمس\n\n<orgName>أ <persName>ب</persName></orgName>",
                Syntax::Plain,
                Dialect::Tei,
            ),
            ("قال [نجيب]{.person ref=\"a:1\"}\n", Syntax::Markdown, Dialect::Markdown),
        ] {
            let article = read("x", document, syntax, Vec::new());
            assert_eq!(write(&article, syntax, dialect), (document.to_owned(), Vec::new()));
        }
    }

    #[test]
    fn what_a_dialect_cannot_say_is_told() {
        let article = read(
            "x",
            "<orgName>أ <persName cert=\"low\">ب</persName></orgName> <num value=\"3\">ثلاثة</num>",
            Syntax::Plain,
            Vec::new(),
        );
        let (document, losses) = write(&article, Syntax::Plain, Dialect::Nitf);
        assert_eq!(document, "<org>أ ب</org> <num>ثلاثة</num>");
        let told: Vec<&str> = losses.iter().map(|loss| loss.what.as_str()).collect();
        assert_eq!(
            told,
            ["left out: the dialect knows no annotation inside another", "value is not said in nitf"]
        );
    }
}
