//! TEI: the records as lists in `<standOff>`, which tagged articles point to.
//!
//! Persons, bodies (and peoples), places, events and works have lists of their own; names carry their language, what they
//! are and when they held. Offices by themselves have no list in TEI and are told as lost.

use super::date::Period;
use super::record::{Record, Text};
use crate::tags::TagType;
use std::fmt::Write;

/// A list of TEI.
struct List {
    /// The types it holds.
    types: &'static [TagType],
    element: &'static str,
    item: &'static str,
    name: &'static str,
}

const LISTS: &[List] = &[
    List { types: &[TagType::Person], element: "listPerson", item: "person", name: "persName" },
    List { types: &[TagType::Org, TagType::Group], element: "listOrg", item: "org", name: "orgName" },
    List { types: &[TagType::Place], element: "listPlace", item: "place", name: "placeName" },
    List { types: &[TagType::Event], element: "listEvent", item: "event", name: "label" },
    List { types: &[TagType::Work], element: "listBibl", item: "bibl", name: "title" },
];

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n\
    <teiHeader><fileDesc>\n\
    <titleStmt><title>Authority file</title></titleStmt>\n\
    <publicationStmt><p>Written by Hashiya from the workspace's records.</p></publicationStmt>\n\
    <sourceDesc><p>The newsroom's own records.</p></sourceDesc>\n\
    </fileDesc></teiHeader>\n";

/// A TEI document that holds the records, and what it does not hold. Without a record that TEI has a list for there is
/// no valid document.
pub fn write(records: &[Record]) -> (Option<String>, Vec<String>) {
    let mut losses = Vec::new();
    let mut lists = String::new();
    for list in LISTS {
        let mut items = String::new();
        for record in records.iter().filter(|record| list.types.contains(&record.record_type)) {
            item(&mut items, list, record, &mut losses);
        }
        if !items.is_empty() {
            let _ = write!(lists, "<{0}>\n{items}</{0}>\n", list.element);
        }
    }
    for record in records.iter().filter(|record| record.record_type == TagType::Role) {
        losses.push(format!("{}: TEI has no list of offices", record.key));
    }
    let document = (!lists.is_empty()).then(|| format!("{HEAD}<standOff>\n{lists}</standOff>\n</TEI>\n"));
    (document, losses)
}

fn item(out: &mut String, list: &List, record: &Record, losses: &mut Vec<String>) {
    let kind = match record.record_type {
        // A people is a body of a kind that TEI leaves open.
        TagType::Group => TagType::Group.as_str(),
        _ => record.kind.as_str(),
    };
    // Only words of XML can be a type.
    let kind = if !kind.is_empty() && kind.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_')) {
        format!(" type=\"{kind}\"")
    } else {
        String::new()
    };
    let _ = writeln!(out, "<{} xml:id=\"{}\"{kind}>", list.item, xml_id(&record.key));
    for (what, texts) in
        [("preferred", &record.prefer), ("short", &record.short), ("variant", &record.variants)]
    {
        for text in texts {
            named(out, list.name, what, text, Period::default());
        }
    }
    let dated = !matches!(record.record_type, TagType::Event | TagType::Work);
    for renamed in &record.renamed {
        named(
            out,
            list.name,
            "former",
            &renamed.name,
            if dated { renamed.period } else { Period::default() },
        );
    }
    if !dated && !record.renamed.is_empty() {
        losses.push(format!("{}: TEI has no dates on the names of events and works", record.key));
    }
    for role in &record.roles {
        if record.record_type == TagType::Person {
            for text in &role.texts {
                let (dates, text_of) = (dates(role.period), escaped(&text.text));
                let _ =
                    writeln!(out, "<occupation xml:lang=\"{}\"{dates}>{text_of}</occupation>", text.language);
            }
        } else {
            losses.push(format!("{}: TEI has offices of persons only", record.key));
        }
    }
    for (register, id) in record.ids.iter().filter_map(|id| id.split_once(':')) {
        let _ = writeln!(out, "<idno type=\"{}\">{}</idno>", escaped(register), escaped(id));
    }
    if !record.note.is_empty() {
        let _ = writeln!(out, "<note>{}</note>", escaped(&record.note));
    }
    if !record.ignore.is_empty() {
        losses.push(format!("{}: TEI has no place for the rules to ignore", record.key));
    }
    let _ = writeln!(out, "</{}>", list.item);
}

fn named(out: &mut String, element: &str, what: &str, text: &Text, period: Period) {
    let (dates, name) = (dates(period), escaped(&text.text));
    let _ =
        writeln!(out, "<{element} type=\"{what}\" xml:lang=\"{}\"{dates}>{name}</{element}>", text.language);
}

fn dates(period: Period) -> String {
    let mut out = String::new();
    for (name, date) in [("from", period.from), ("to", period.to)] {
        if let Some(date) = date {
            let _ = write!(out, " {name}=\"{date}\"");
        }
    }
    out
}

/// A key as a name of XML, which begins with a letter. No two keys become one.
fn xml_id(key: &str) -> String {
    if key.starts_with(char::is_alphabetic) { key.to_owned() } else { format!("_{key}") }
}

/// Text in XML 1.0, which has no control characters.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::authority::parse::parse;

    #[test]
    fn each_type_has_its_list() {
        let text = "[samer]\ntype = \"person\"\nwikidata = \"Q9\"\nprefer.ar = \"سامر & الورد\"\n\
                    role = [{ text.ar = \"مدير\", from = \"2020-01\", to = \"2021\" }]\n\
                    [7up]\ntype = \"group\"\nprefer.en = \"Sevens\"\n\
                    [post]\ntype = \"role\"\nprefer.en = \"Post\"\nlint.ignore = [\"x\"]\n";
        let (document, losses) = write(&parse("a.toml", text).0);
        let document = document.unwrap();
        for part in [
            "<listPerson>\n<person xml:id=\"samer\">\n<persName type=\"preferred\" xml:lang=\"ar\">سامر &amp; الورد</persName>\n\
             <occupation xml:lang=\"ar\" from=\"2020-01\" to=\"2021\">مدير</occupation>\n<idno type=\"wikidata\">Q9</idno>\n</person>",
            "<listOrg>\n<org xml:id=\"_7up\" type=\"group\">",
        ] {
            assert!(document.contains(part), "{part}\n{document}");
        }
        assert_eq!(losses, ["post: TEI has no list of offices"]);
        assert_eq!(write(&[]), (None, Vec::new()));
    }
}
