//! Where a document says when it was published, and how to say it there.
//!
//! Plain text has no place for metadata, so it carries NITF's own empty element at its beginning:
//! `<date.issue norm="20161229"/>`, which stripping removes. Markdown has front matter, HTML a `<meta>`, NITF `docdata`, TEI
//! `publicationStmt`: these are the document's metadata and stay.

use super::{
    Form, Syntax,
    attributes::{self, Attributes},
    dialects::{
        self,
        value::{self, Stamp},
    },
    element::{self, Lexed},
    line, names,
    region::{closes_front_matter, is_front_matter_line},
    scanner::opens_front_matter,
};
use crate::text::{Edit, Span, apply};

/// Front matter keys that mean the publication date, the preferred first.
const KEYS: &[&str] =
    &["date", "datepublished", "published", "published_at", "pubdate", "publishdate", "publication_date"];

/// `<meta>` names that mean it; those after the first two are read but rank lower.
const META: &[&str] = &[
    "article:published_time",
    "datePublished",
    "og:published_time",
    "pubdate",
    "publishdate",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "parsely-pub-date",
    "sailthru.date",
    "date",
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    Norm,
    W3c,
    Iso,
}

/// A place that holds a publication date, or should.
struct Carrier {
    value: Span,
    written: Written,
    /// Lower wins.
    rank: usize,
}

/// The publication date a document states, as `2016-12-29` or `2016-12-29T14:05+03:00`, and where its value stands.
/// Impossible dates are no dates. A few kilobytes of the document's beginning are enough.
pub fn read_published(head: &str, syntax: Syntax) -> Option<(String, Span)> {
    carriers(head, syntax)
        .into_iter()
        .filter_map(|carrier| Some((carrier.rank, normal(carrier.value.of(head))?, carrier.value)))
        .min_by_key(|(rank, ..)| *rank)
        .map(|(_, date, span)| (date, span))
}

/// The edits that make a document say it was published on `date` (`2016-12-29`, `2016-12-29T14:05+03:00`). Where it
/// already says so the value is replaced. None for a date that is no date, and for XML that is neither NITF, TEI nor
/// XHTML, since it has no place for one.
pub fn set_published(text: &str, syntax: Syntax, date: &str) -> Vec<Edit> {
    let Some(date) = normal(date) else { return Vec::new() };
    let carriers = carriers(text, syntax);
    // What is read is what is replaced; a broken value only when there is no other.
    let valid = carriers.iter().filter(|c| normal(c.value.of(text)).is_some()).min_by_key(|c| c.rank);
    if let Some(carrier) = valid.or_else(|| carriers.iter().min_by_key(|c| c.rank)) {
        return vec![Edit { span: carrier.value, replacement: carrier.written.form(&date) }];
    }
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    match syntax {
        Syntax::Plain => vec![Edit::insert(start, date_issue(&date))],
        Syntax::Markdown => vec![into_front_matter(text, start, &date)],
        Syntax::Html => into_html(text, start, &date),
        Syntax::Xml => match dialects::root(text).map(names::local) {
            Some("TEI" | "TEI.2") => into_tei(text, &date).into_iter().collect(),
            Some("nitf") => into_nitf(text, &date).into_iter().collect(),
            Some("html") => into_html(text, start, &date),
            _ => Vec::new(),
        },
    }
}

impl Written {
    fn form(self, date: &str) -> String {
        match self {
            Self::Norm => value::to_norm(date),
            Self::W3c => value::to_w3c(date).unwrap_or_else(|| date.to_owned()),
            Self::Iso => date.to_owned(),
        }
    }
}

/// A full date with perhaps a time, out of the forms people write.
fn normal(written: &str) -> Option<String> {
    let written = written.trim();
    let whole = |value: &str| {
        let stamp = Stamp::parse(value)?;
        (stamp.date.len() == 10).then(|| value::from_w3c(value))
    };
    if let Some(value) = whole(&value::from_norm(written)) {
        return Some(value);
    }
    let day = written.get(..10)?;
    let rest = written[10..].trim_start_matches(['T', 't', ' ']).replace(' ', "");
    // A zone without a colon.
    let zone = rest.rfind(['+', '-']).filter(|at| rest.is_ascii() && rest.len() - at == 5);
    let time = zone.map_or_else(|| rest.clone(), |at| format!("{}:{}", &rest[..at + 3], &rest[at + 3..]));
    whole(&format!("{day}T{time}")).or_else(|| {
        (!written[10..].starts_with(|c: char| c.is_ascii_digit() || c == '-')).then(|| whole(day)).flatten()
    })
}

fn carriers(text: &str, syntax: Syntax) -> Vec<Carrier> {
    let mut found = Vec::new();
    if syntax == Syntax::Markdown {
        front_matter(text, &mut found);
    }
    let mut context = Context::default();
    let mut scripts = 0;
    walk(text, syntax, |tag| {
        if let Some((name, written, rank)) = context.carrier(tag)
            && let Some(value) = tag.value_span(name)
        {
            found.push(Carrier { value, written, rank });
        }
        // A wall of unclosed scripts must not cost a search to the end for each.
        if scripts < 16 && tag.form == Form::Start && tag.name.eq_ignore_ascii_case("script") {
            scripts += 1;
            if let Some(value) = json_ld(text, tag.span.end) {
                found.push(Carrier { value, written: Written::Iso, rank: 2 });
            }
        }
    });
    found
}

fn front_matter(text: &str, found: &mut Vec<Carrier>) {
    let Some(mut at) = opens_front_matter(text) else { return };
    while at < text.len() {
        let (end, next) = line::line_at(text, at);
        let line = &text[at..end];
        if closes_front_matter(line) || !is_front_matter_line(line) {
            return;
        }
        if let Some((key, rest)) = line.split_once(':') {
            let key = key.trim_end().trim_matches(['"', '\'']);
            if let Some(rank) = KEYS.iter().position(|known| known.eq_ignore_ascii_case(key)) {
                let start = at + line.len() - rest.trim_start().len();
                let rest = text[start..end].split(" #").next().unwrap_or_default().trim_end();
                let quotes = usize::from(rest.len() >= 2 && rest.starts_with(['"', '\'']));
                let value = Span::new(start + quotes, start + rest.len() - quotes);
                if !value.is_empty() {
                    found.push(Carrier { value, written: Written::Iso, rank });
                }
            }
        }
        at = next;
    }
}

/// The value of `"datePublished"` in the script that begins at `at`.
fn json_ld(text: &str, at: usize) -> Option<Span> {
    const KEY: &str = "\"datePublished\"";
    let script = &text[at..at + text[at..].find("</").unwrap_or(text.len() - at)];
    let after = at + script.find(KEY)? + KEY.len();
    let rest = text[after..].trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    let start = text.len() - rest.len();
    Some(Span::new(start, start + rest.find(['"', '\n'])?))
}

/// One tag on the way through a document, headers included.
struct Passed<'t> {
    text: &'t str,
    span: Span,
    name: &'t str,
    name_end: usize,
    form: Form,
}

impl<'t> Passed<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.name_end..self.span.end - 1]
    }

    fn attributes(&self) -> Attributes<'t> {
        Attributes::read(self.rest())
    }

    fn value_span(&self, name: &str) -> Option<Span> {
        attributes::value_span(self.rest(), name).map(|span| span.shifted(self.name_end))
    }
}

fn walk<'t>(text: &'t str, syntax: Syntax, mut visit: impl FnMut(&Passed<'t>)) {
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &text.as_bytes()[at..]) {
        let start = at + found;
        if syntax != Syntax::Plain && text[start..].starts_with("<!--") {
            at = text[start..].find("-->").map_or(text.len(), |len| start + len);
            continue;
        }
        at = start + 1;
        if let Lexed::Tag(element) = element::lex(text, start, syntax) {
            at = element.end;
            visit(&Passed {
                text,
                span: Span::new(start, element.end),
                name: element.name.of(text),
                name_end: element.name.end,
                form: element.form,
            });
        }
    }
}

/// The elements around the walk that decide what a date means.
#[derive(Default)]
struct Context {
    publication: bool,
    source: bool,
}

impl Context {
    /// The attribute of this tag that says when the document was published.
    fn carrier(&mut self, tag: &Passed<'_>) -> Option<(&'static str, Written, usize)> {
        let opens = tag.form == Form::Start;
        match names::local(tag.name) {
            "publicationStmt" => self.publication = opens,
            "sourceDesc" => self.source = opens,
            _ if tag.form == Form::End => {}
            "date.issue" => return Some(("norm", Written::Norm, 0)),
            "pubdata" => return Some(("date.publication", Written::Norm, 2)),
            "date.release" => return Some(("norm", Written::Norm, 5)),
            "story.date" => return Some(("norm", Written::Norm, 6)),
            "date" if self.publication => return Some(("when", Written::W3c, 1)),
            "date" if self.source => return Some(("when", Written::W3c, 4)),
            name if name.eq_ignore_ascii_case("meta") => {
                let attributes = tag.attributes();
                let key = ["property", "name", "itemprop"].iter().find_map(|name| attributes.get(name))?;
                let rank = META.iter().position(|known| known.eq_ignore_ascii_case(key))?;
                return Some(("content", Written::Iso, if rank < 2 { rank } else { rank + 4 }));
            }
            name if name.eq_ignore_ascii_case("time") => {
                let attributes = tag.attributes();
                let says = attributes.has("pubdate") || attributes.get("itemprop") == Some("datePublished");
                return says.then_some(("datetime", Written::Iso, 3));
            }
            _ => {}
        }
        None
    }
}

fn date_issue(date: &str) -> String {
    let mut out = "<date.issue".to_owned();
    attributes::write(&mut out, "norm", &value::to_norm(date));
    out.push_str("/>");
    out
}

fn into_front_matter(text: &str, start: usize, date: &str) -> Edit {
    let end = line::terminator(text);
    match opens_front_matter(text) {
        // A document of the one line `---` has no line to stand on.
        Some(at) if at > start && text[..at].ends_with(['\n', '\r']) => {
            Edit::insert(at, format!("date: {date}{end}"))
        }
        _ => Edit::insert(start, format!("---{end}date: {date}{end}---{end}")),
    }
}

fn into_html(text: &str, start: usize, date: &str) -> Vec<Edit> {
    let mut meta = "<meta property=\"article:published_time\"".to_owned();
    attributes::write(&mut meta, "content", date);
    meta.push_str("/>");
    let mut places = [None; 4];
    walk(text, Syntax::Html, |tag| {
        let place = match tag.name.to_ascii_lowercase().as_str() {
            "head" => 0,
            "html" => 1,
            "body" => 2,
            "" => 3,
            _ => return,
        };
        // The prolog ends where the first element begins.
        if tag.form != Form::End
            && places[place].is_none()
            && (place < 3 || places.iter().all(Option::is_none))
        {
            places[place] = Some(tag.span.end);
        }
    });
    // In a broken document the best place may lie inside something; at the very start nothing is open.
    let places = places.into_iter().flatten().map(|place| vec![Edit::insert(place, meta.clone())]);
    let mut readable = places.filter(|edits| read_published(&apply(text, edits), Syntax::Html).is_some());
    readable.next().unwrap_or_else(|| vec![Edit::insert(start, meta.clone())])
}

/// The first tags of these names and forms, by name.
fn first_tags<const N: usize>(text: &str, wanted: [(&str, Form); N]) -> [Option<Span>; N] {
    let mut found = [None; N];
    walk(text, Syntax::Xml, |tag| {
        for (slot, (name, form)) in found.iter_mut().zip(wanted) {
            if slot.is_none() && tag.form == form && names::local(tag.name) == name {
                *slot = Some(tag.span);
            }
        }
    });
    found
}

/// The edit that opens an empty element to hold `inner`.
fn fill(text: &str, empty: Span, name: &str, inner: &str) -> Edit {
    let slash = empty.start + text[empty.start..empty.end].rfind('/').unwrap_or(empty.len() - 1);
    Edit { span: Span::new(slash, empty.end), replacement: format!(">{inner}</{name}>") }
}

fn into_nitf(text: &str, date: &str) -> Option<Edit> {
    use Form::{Empty, End, Start};
    let [docdata, empty_docdata, pubdata, history, head_end, empty_head, root] = first_tags(
        text,
        [
            ("docdata", Start),
            ("docdata", Empty),
            ("pubdata", Empty),
            ("revision-history", Empty),
            ("head", End),
            ("head", Empty),
            ("nitf", Start),
        ],
    );
    let issue = date_issue(date);
    let block = format!("<docdata>{issue}</docdata>");
    if let Some(docdata) = docdata {
        return Some(Edit::insert(docdata.end, issue));
    }
    if let Some(empty) = empty_docdata {
        return Some(fill(text, empty, "docdata", &issue));
    }
    // The schema wants docdata before these.
    if let Some(next) = pubdata.or(history).or(head_end) {
        return Some(Edit::insert(next.start, block));
    }
    if let Some(empty) = empty_head {
        return Some(fill(text, empty, "head", &block));
    }
    root.map(|root| Edit::insert(root.end, format!("<head>{block}</head>")))
}

fn into_tei(text: &str, date: &str) -> Option<Edit> {
    use Form::{Empty, End, Start};
    let [open, close, empty, title, source, header, root] = first_tags(
        text,
        [
            ("publicationStmt", Start),
            ("publicationStmt", End),
            ("publicationStmt", Empty),
            ("titleStmt", End),
            ("sourceDesc", Start),
            ("teiHeader", Start),
            ("TEI", Start),
        ],
    );
    let mut stamp = "<date".to_owned();
    attributes::write(&mut stamp, "when", &Written::W3c.form(date));
    stamp.push_str("/>");
    let statement = format!("<publicationStmt><p>{stamp}</p></publicationStmt>");
    if let (Some(open), Some(close)) =
        (open, close.filter(|close| open.is_some_and(|open| open.end <= close.start)))
    {
        // A statement in prose takes the date into its paragraph, a structured one after its parts.
        let inner = &text[open.end..close.start];
        let at = inner.rfind("</p>").map_or(close.start, |at| open.end + at);
        return Some(Edit::insert(at, stamp));
    }
    if let Some(empty) = empty {
        return Some(fill(text, empty, "publicationStmt", &format!("<p>{stamp}</p>")));
    }
    if let Some(at) = source.map(|source| source.start).or(title.map(|title| title.end)) {
        return Some(Edit::insert(at, statement));
    }
    if header.is_some() {
        return None;
    }
    let header = format!(
        "<teiHeader><fileDesc><titleStmt><title/></titleStmt>{statement}<sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
    );
    root.map(|root| Edit::insert(root.end, header))
}

#[cfg(test)]
mod tests {
    use super::{apply, normal, read_published, set_published};
    use crate::tags::Syntax::{self, Html, Markdown, Plain, Xml};

    #[test]
    fn written_forms() {
        for (written, expected) in [
            ("2016-12-29", Some("2016-12-29")),
            ("20161229", Some("2016-12-29")),
            ("20161229T140500+0300", Some("2016-12-29T14:05+03:00")),
            ("2016-12-29T14:05:00.000+0300", Some("2016-12-29T14:05:00.000+03:00")),
            ("2016-12-29 14:05:09 +0300", Some("2016-12-29T14:05:09+03:00")),
            ("2016-12-29T14:05Z", Some("2016-12-29T14:05Z")),
            ("2016-12-29, Beirut", Some("2016-12-29")),
            ("2016-13-45", None),
            ("2016-12", None),
            ("2016-12-291", None),
            ("", None),
            ("الخميس 29 ديسمبر", None),
        ] {
            assert_eq!(normal(written).as_deref(), expected, "{written}");
        }
    }

    fn read(text: &str, syntax: Syntax) -> Option<String> {
        read_published(text, syntax).map(|(date, _)| date)
    }

    #[test]
    fn reading() {
        let date = Some("2016-12-29".to_owned());
        for (text, syntax) in [
            ("<date.issue norm=\"20161229\"/>قال", Plain),
            ("---\ntitle: خبر\ndate: 2016-12-29 # اليوم\n---\n", Markdown),
            ("---\r\npublished: \"2016-12-29\"\r\n---\r\n", Markdown),
            ("<html><head><meta content='2016-12-29' property='article:published_time'>", Html),
            ("<meta itemprop=datePublished content=2016-12-29>", Html),
            ("<p><time pubdate datetime='2016-12-29'>أمس</time>", Html),
            ("<script type='application/ld+json'>{\"datePublished\" : \"2016-12-29\"}</script>", Html),
            (
                "<meta name=date content='2010-01-01'><time itemprop=datePublished datetime='2016-12-29'>",
                Html,
            ),
            ("<nitf><head><docdata><date.issue norm='20161229'/></docdata></head>", Xml),
            ("<TEI><publicationStmt><date when='2016-12-29'/></publicationStmt>", Xml),
            ("<TEI><sourceDesc><bibl><date when='2016-12-29'/></bibl></sourceDesc>", Xml),
            ("<nitf><head><pubdata type='web' date.publication='20161229'/></head>", Xml),
            ("<date.issue norm='20161345'/><date.release norm='20161229'/>", Xml),
        ] {
            assert_eq!(read(text, syntax), date, "{text}");
        }
        for (text, syntax) in [
            ("<date when='2016-12-29'>", Xml),
            ("<!-- <date.issue norm='20161229'/> -->", Xml),
            ("<time datetime='2016-12-29'>", Html),
            ("date: 2016-12-29", Markdown),
            ("---\ndate: 2016-13-45\n---\n", Markdown),
            ("---\nنص عادي\ndate: 2016-12-29\n---\n", Markdown),
            ("", Plain),
        ] {
            assert_eq!(read(text, syntax), None, "{text}");
        }
    }

    fn check(text: &str, syntax: Syntax, expected: &str) {
        let after = apply(text, &set_published(text, syntax, "2016-12-29"));
        assert_eq!(after, expected);
        assert_eq!(read(&after, syntax).as_deref(), Some("2016-12-29"), "{after}");
        let again = apply(&after, &set_published(&after, syntax, "2017-01-02"));
        assert_eq!(read(&again, syntax).as_deref(), Some("2017-01-02"), "{again}");
    }

    #[test]
    fn writing() {
        check("قال", Plain, "<date.issue norm=\"20161229\"/>قال");
        check("\u{feff}قال", Plain, "\u{feff}<date.issue norm=\"20161229\"/>قال");
        check("<date.issue norm='2016'/>قال", Plain, "<date.issue norm='20161229'/>قال");
        check("قال\r\n", Markdown, "---\r\ndate: 2016-12-29\r\n---\r\nقال\r\n");
        check("---\ntitle: x\n---\n", Markdown, "---\ndate: 2016-12-29\ntitle: x\n---\n");
        check("---\ndate: \"2016-13-45\"\n---\n", Markdown, "---\ndate: \"2016-12-29\"\n---\n");
        let meta = "<meta property=\"article:published_time\" content=\"2016-12-29\"/>";
        check("<p>قال", Html, &format!("{meta}<p>قال"));
        check("<!DOCTYPE html><p>قال", Html, &format!("<!DOCTYPE html>{meta}<p>قال"));
        check("<html><HEAD></head>", Html, &format!("<html><HEAD>{meta}</head>"));
        check("<html><body>", Html, &format!("<html>{meta}<body>"));
        let issue = "<docdata><date.issue norm=\"20161229\"/></docdata>";
        check("<nitf><body/></nitf>", Xml, &format!("<nitf><head>{issue}</head><body/></nitf>"));
        check(
            "<nitf><head><title/></head></nitf>",
            Xml,
            &format!("<nitf><head><title/>{issue}</head></nitf>"),
        );
        check("<nitf><head/></nitf>", Xml, &format!("<nitf><head>{issue}</head></nitf>"));
        check("<nitf><head><docdata/></head></nitf>", Xml, &format!("<nitf><head>{issue}</head></nitf>"));
        let date = "<date when=\"2016-12-29\"/>";
        check(
            "<TEI><publicationStmt/></TEI>",
            Xml,
            &format!("<TEI><publicationStmt><p>{date}</p></publicationStmt></TEI>"),
        );
        check(
            "<TEI><publicationStmt><publisher/></publicationStmt></TEI>",
            Xml,
            &format!("<TEI><publicationStmt><publisher/>{date}</publicationStmt></TEI>"),
        );
        check(
            "<TEI><publicationStmt><p>x</p></publicationStmt></TEI>",
            Xml,
            &format!("<TEI><publicationStmt><p>x{date}</p></publicationStmt></TEI>"),
        );
        assert!(set_published("<TEI><text/></TEI>", Xml, "2016-12-29").len() == 1);
        assert_eq!(set_published("<rss/>", Xml, "2016-12-29"), []);
        assert_eq!(set_published("قال", Plain, "2016-13-45"), []);
    }
}
