//! UIMA CAS XMI, the form that INCEpTION recommends, with the type system in a file beside it.
//!
//! XML 1.0 has no way to write most control characters: each becomes U+FFFD, so that offsets stay, and is told. What is
//! read has no document type: entities of its own could grow without end.

use super::uima::{self, Structure, TYPES};
use super::xml::{legal, unwritable};
use super::{Choices, File, Format, Input, Problem, Written};
use crate::annotations::{Article, Loss};
use crate::text::Span;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;
use std::fmt::{self, Write as _};

/// The format.
pub const FORMAT: Format = Format {
    name: "uima-xmi",
    endings: &["xmi", "xml"],
    about: "UIMA CAS XMI for INCEpTION, with TypeSystem.xml; no control characters",
    write: Some(write),
    read: Some(read),
};

/// The view that documents are in.
const VIEW: &str = "_InitialView";

/// The namespaces of the types that are written, with their prefixes.
const PREFIXES: [(&str, &str); 3] = [
    ("hashiya", "hashiya"),
    ("segmentation", "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type"),
    ("ner", "de.tudarmstadt.ukp.dkpro.core.api.ner.type"),
];

fn write(article: &Article, _: Choices) -> Written {
    let structures = uima::structures(article);
    let mut losses = unwritable(&article.text);
    for (span, structure) in &structures {
        for (name, _) in structure.features.iter().filter(|(_, value)| !value.chars().all(legal)) {
            let what = format!("{name} is written with U+FFFD: XML cannot hold a character of it");
            losses.push(Loss { span: *span, what });
        }
    }
    let (mut content, mut system) = (String::new(), String::new());
    // Writing to a string does not fail.
    let _ = put(article, &structures, &mut content);
    let _ = put_types(&mut system);
    let mut written = Written::one(article, "xmi", content, losses);
    written.files.push(File { name: "TypeSystem.xml".to_owned(), content: system });
    written
}

fn put(article: &Article, structures: &[(Span, Structure)], out: &mut String) -> fmt::Result {
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\"");
    out.push_str(" xmlns:cas=\"http:///uima/cas.ecore\"");
    for (prefix, package) in PREFIXES {
        write!(out, " xmlns:{prefix}=\"http:///{}.ecore\"", package.replace('.', "/"))?;
    }
    out.push_str(" xmi:version=\"2.0\">\n<cas:NULL xmi:id=\"0\"/>\n");
    for ((_, structure), id) in structures.iter().zip(2..) {
        let (package, name) = structure.kind.rsplit_once('.').unwrap_or(("", &structure.kind));
        let prefix = PREFIXES.iter().find(|row| row.1 == package).map_or("cas", |row| row.0);
        let (begin, end) = (structure.begin, structure.end);
        write!(out, "<{prefix}:{name} xmi:id=\"{id}\" sofa=\"1\" begin=\"{begin}\" end=\"{end}\"")?;
        for (name, value) in &structure.features {
            write!(out, " {name}=\"{}\"", escaped(value))?;
        }
        out.push_str("/>\n");
    }
    write!(out, "<cas:Sofa xmi:id=\"1\" sofaNum=\"1\" sofaID=\"{VIEW}\" mimeType=\"text/plain\"")?;
    write!(out, " sofaString=\"{}\"/>\n<cas:View sofa=\"1\" members=\"", escaped(&article.text))?;
    for id in 2..structures.len() + 2 {
        write!(out, "{}{id}", if id == 2 { "" } else { " " })?;
    }
    out.push_str("\"/>\n</xmi:XMI>\n");
    Ok(())
}

fn put_types(out: &mut String) -> fmt::Result {
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\">\n<types>\n");
    for (name, features) in TYPES {
        write!(out, "<typeDescription><name>{name}</name><description/>")?;
        out.push_str("<supertypeName>uima.tcas.Annotation</supertypeName><features>\n");
        for feature in features {
            write!(out, "<featureDescription><name>{feature}</name><description/>")?;
            out.push_str("<rangeTypeName>uima.cas.String</rangeTypeName></featureDescription>\n");
        }
        out.push_str("</features></typeDescription>\n");
    }
    out.push_str("</types>\n</typeSystemDescription>\n");
    Ok(())
}

/// A value between quotes; line ends and tabs would be read as spaces.
fn escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            c if legal(c) => out.push(c),
            _ => out.push('\u{FFFD}'),
        }
    }
    out
}

/// What the elements of a file say; the text may come last.
#[derive(Default)]
struct Elements {
    /// The number and the text of the document, and whether it is of the right view.
    sofa: Option<(String, String, bool)>,
    /// Annotations and the number of the text they belong to.
    structures: Vec<(String, Structure)>,
}

fn read(input: &Input<'_>) -> Result<Vec<Article>, Problem> {
    let mut reader = NsReader::from_str(input.content);
    let mut elements = Elements::default();
    let mut depth = 0_usize;
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let problem = |what: String| {
            let before = input.content.get(..at).unwrap_or(input.content);
            Problem::at(before.matches('\n').count() + 1, what)
        };
        let event = reader.read_resolved_event().map_err(|error| problem(format!("no XML: {error}")))?;
        match event {
            (namespace, Event::Start(element)) => {
                if depth == 1 {
                    elements.push(&namespace, &element).map_err(problem)?;
                }
                depth += 1;
            }
            (namespace, Event::Empty(element)) if depth == 1 => {
                elements.push(&namespace, &element).map_err(problem)?;
            }
            (_, Event::End(_)) => depth = depth.saturating_sub(1),
            (_, Event::DocType(_)) => {
                let what = "a document type is not read: delete the <!DOCTYPE …> of the file";
                return Err(problem(what.to_owned()));
            }
            (_, Event::Eof) if depth > 0 => {
                return Err(problem("the file ends inside an element".to_owned()));
            }
            (_, Event::Eof) => break,
            _ => {}
        }
    }
    let Some((sofa, text, _)) = elements.sofa else {
        return Err(Problem::new("no document text: there is no cas:Sofa with a sofaString"));
    };
    let here = elements.structures.into_iter().filter(|(of, _)| *of == sofa);
    let structures: Vec<Structure> = here.map(|(_, structure)| structure).collect();
    uima::article(input.name, text, &structures).map(|article| vec![article])
}

impl Elements {
    fn push(&mut self, namespace: &ResolveResult<'_>, element: &BytesStart<'_>) -> Result<(), String> {
        let ResolveResult::Bound(namespace) = namespace else { return Ok(()) };
        let package =
            namespace.as_ref().strip_prefix("http:///").and_then(|rest| rest.strip_suffix(".ecore"));
        let Some(package) = package else { return Ok(()) };
        let local = element.local_name();
        let kind = format!("{}.{}", package.replace('/', "."), local.as_ref());
        let mut features = Vec::new();
        // Doubled attributes are not looked for: the search would cost the square of their number.
        for attribute in element.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| format!("no XML: {error}"))?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_err(|error| format!("no XML: {error}"))?;
            features.push((attribute.key.as_ref().to_owned(), value.into_owned()));
        }
        let mut take = |name: &str| {
            let place = features.iter().position(|(known, _)| known == name)?;
            Some(features.swap_remove(place).1)
        };
        if kind == "uima.cas.Sofa" {
            let right = take("sofaID").is_some_and(|view| view == VIEW);
            let better = self.sofa.as_ref().is_none_or(|(_, _, known)| right && !known);
            if let (Some(id), Some(text), true) = (take("xmi:id"), take("sofaString"), better) {
                self.sofa = Some((id, text, right));
            }
            return Ok(());
        }
        let sofa = take("sofa");
        let (begin, end) = (take("begin"), take("end"));
        if let (Some(sofa), Some(begin), Some(end)) = (sofa, begin, end) {
            let (Ok(begin), Ok(end)) = (begin.parse(), end.parse()) else {
                return Err(format!("\"{begin}\" and \"{end}\" are no offsets"));
            };
            self.structures.push((sofa, Structure { kind, begin, end, features }));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{legal, read, write};
    use crate::annotations::{Article, inline};
    use crate::formats::uima::any_article;
    use crate::formats::{Choices, Input, Problem};
    use crate::tags::Syntax;
    use proptest::prelude::*;

    fn reads(content: &str) -> Result<Article, Problem> {
        read(&Input { name: "x", content, beside: &|_| None }).map(|mut articles| articles.remove(0))
    }

    #[test]
    fn offsets_are_utf_16_units_and_line_ends_stay() {
        let tagged = "😀 <persName ref=\"wikidata:Q1\">نجيب</persName>\r\n\"<&\t";
        let article = inline::read("x", tagged, Syntax::Plain, Vec::new());
        let written = write(&article, Choices::default());
        let content = &written.files[0].content;
        for part in [
            "begin=\"3\" end=\"7\" value=\"PERSON\" identifier=\"http://www.wikidata.org/entity/Q1\"/>",
            "sofaString=\"😀 نجيب&#13;&#10;&quot;&lt;&amp;&#9;\"",
            "<cas:View sofa=\"1\" members=\"2 3 4 ",
        ] {
            assert!(content.contains(part), "{content}");
        }
        assert_eq!(written.files[1].name, "TypeSystem.xml");
        assert_eq!(written.losses, []);
        assert_eq!(reads(content).unwrap(), article);
    }

    #[test]
    fn what_xml_cannot_hold_is_told() {
        let article = inline::read("x", "a\u{1}<person>ب</person>", Syntax::Plain, Vec::new());
        let written = write(&article, Choices::default());
        assert_eq!(written.losses.len(), 1);
        assert_eq!(reads(&written.files[0].content).unwrap().text, "a\u{FFFD}ب");
    }

    const HEAD: &str = "<x:XMI xmlns:x=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\" \
                        xmlns:n=\"http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore\">";

    #[test]
    fn other_prefixes_views_and_elements_are_read() {
        let content = format!(
            "{HEAD}\n<n:NamedEntity x:id=\"3\" sofa=\"2\" begin=\"0\" end=\"1\" value=\"PER\"><list>x</list></n:NamedEntity>\
             <n:NamedEntity xmi:id=\"4\" sofa=\"1\" begin=\"0\" end=\"9\" value=\"PER\"/>\
             <cas:Sofa xmi:id=\"1\" sofaID=\"other\" sofaString=\"zz\"/>\
             <cas:Sofa xmi:id=\"2\" sofaID=\"_InitialView\" sofaString=\"a&#x1F600;\n\"/></x:XMI>"
        );
        let article = reads(&content).unwrap();
        assert_eq!((article.text.as_str(), article.annotations.len()), ("a😀 ", 1));
    }

    #[test]
    fn what_is_wrong_is_told() {
        let bomb = format!("<!DOCTYPE x [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]>{HEAD}</x:XMI>");
        let entity = format!("{HEAD}<cas:Sofa xmi:id=\"1\" sofaString=\"&b;\"/></x:XMI>");
        let offsets = format!("\n{HEAD}\n<n:NamedEntity sofa=\"1\" begin=\"-1\" end=\"2\"/></x:XMI>");
        let deep = HEAD.to_owned() + &"<a>".repeat(1_000_000);
        for (content, what) in [
            ("", "no document text"),
            ("<a></b>", "no XML"),
            (HEAD, "ends inside"),
            (&deep, "deeper"),
            (&bomb, "document type"),
            (&entity, "no XML"),
            (&offsets, "3: \"-1\""),
        ] {
            let problem = reads(content).unwrap_err();
            assert!(problem.to_string().contains(what), "{problem} ({what})");
        }
    }

    proptest! {
        #[test]
        fn any_article_comes_back(article in any_article()) {
            let written = write(&article, Choices::default());
            let back = reads(&written.files[0].content).unwrap();
            prop_assert_eq!(written.losses.is_empty(), article.text.chars().all(legal));
            if written.losses.is_empty() {
                prop_assert_eq!(back, article);
            } else {
                let text: String = article.text.chars().map(|c| if legal(c) { c } else { '\u{FFFD}' }).collect();
                prop_assert_eq!(back.text, text);
                prop_assert_eq!(back.annotations.len(), article.annotations.len());
            }
        }

        #[test]
        fn no_file_is_too_wrong(body in "[<>/=\"&;#x1nacs:Soidbeg \n-]{0,60}") {
            let _ = reads(&format!("{HEAD}{body}</x:XMI>"));
        }
    }
}
