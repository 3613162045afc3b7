//! The vocabularies a tag can be written in. One file each; each file's table serves writing and reading alike.

mod html;
pub(super) mod markdown;
mod nitf;
mod tei;
mod timeml;
pub(super) mod value;

pub(crate) use html::schema_type;
pub(crate) use value::MODIFIERS;

use super::{Label, Region, Syntax, TagType, attributes::Attributes, names, scan};
use std::borrow::Cow;

/// A tag vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dialect {
    /// IPTC's News Industry Text Format, `<person>`, `<chron norm="20161229">`. Its inline elements do not nest.
    Nitf,
    /// TEI P5, `<persName>`, `<date when="2016-12-29">`.
    Tei,
    /// HTML with schema.org microdata, `<span itemscope itemtype="https://schema.org/Person">`, `<time datetime>`.
    Html,
    /// Pandoc's bracketed spans, `[text]{.person}`.
    Markdown,
}

impl Dialect {
    /// All dialects.
    pub const ALL: [Self; 4] = [Self::Nitf, Self::Tei, Self::Html, Self::Markdown];

    /// The name used in settings and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nitf => "nitf",
            Self::Tei => "tei",
            Self::Html => "html",
            Self::Markdown => "markdown",
        }
    }

    /// The dialect of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dialect| dialect.name().eq_ignore_ascii_case(name))
    }

    /// The dialect a document is tagged in when nobody says: by the root element in XML, else by the syntax.
    /// `head` is the document's first few kilobytes.
    pub fn choose(syntax: Syntax, head: &str) -> Self {
        match syntax {
            Syntax::Plain => Self::Nitf,
            Syntax::Markdown => Self::Markdown,
            Syntax::Html => Self::Html,
            Syntax::Xml => root(head).map_or(Self::Nitf, |name| match names::local(name) {
                "TEI" | "teiCorpus" | "TEI.2" => Self::Tei,
                "html" => Self::Html,
                _ => Self::Nitf,
            }),
        }
    }

    /// True when other tags may stand inside one of this type.
    pub const fn may_hold(self, outer: TagType) -> bool {
        !matches!(self, Self::Nitf) || matches!(outer, TagType::Quote)
    }

    /// What a tag of this dialect keeps of a label: what it says when it is read back.
    pub fn kept(self, label: &Label) -> Label {
        let (open, close) = self.open_and_close(label);
        let text = format!("{open}x{close}");
        let syntax = if self == Self::Html { Syntax::Html } else { Syntax::Xml };
        let syntax = if self == Self::Markdown { Syntax::Markdown } else { syntax };
        let read = scan(&text, syntax, Region::Prose).annotations.into_iter().next();
        read.map_or_else(|| Label::new(label.kind), |annotation| annotation.label)
    }

    /// The parts of a label that a tag of this dialect cannot say, by their names.
    pub fn lost(self, label: &Label) -> Vec<&'static str> {
        Self::missing(label, &self.kept(label))
    }

    /// The parts of a label that another, which is kept in its place, does not say or says otherwise.
    pub(crate) fn missing(label: &Label, kept: &Label) -> Vec<&'static str> {
        let parts = [
            ("value", kept.value == label.value),
            ("mod", kept.modifier == label.modifier),
            ("unit", kept.unit == label.unit),
            ("ref", kept.reference == label.reference),
            ("kind", kept.place_kind == label.place_kind),
            ("subtype", kept.subtype == label.subtype),
            ("cert", kept.cert == label.cert),
            ("resp", kept.resp == label.resp),
        ];
        parts.into_iter().filter(|(_, same)| !same).map(|(name, _)| name).collect()
    }

    /// What an element of a document in this dialect means; failing that, what it means in any.
    pub(crate) fn read_element(self, name: &str, attributes: Vec<(&str, Cow<'_, str>)>) -> Option<Label> {
        let attributes = Attributes::from_pairs(attributes);
        let name = names::local(name);
        let own = match self {
            Self::Tei => tei::read(name, &attributes),
            Self::Html => html::read(name, &attributes),
            Self::Nitf | Self::Markdown => None,
        };
        let syntax = if self == Self::Html { Syntax::Html } else { Syntax::Xml };
        own.or_else(|| read(name, &attributes, syntax))
    }

    /// A further reference that an empty element inside an annotation gives.
    pub(crate) fn further_reference(name: &str, attributes: Vec<(&str, Cow<'_, str>)>) -> Option<String> {
        further_reference(name, &Attributes::from_pairs(attributes))
    }

    /// The tags to stand before and after the text.
    pub(crate) fn open_and_close(self, label: &Label) -> (String, String) {
        match self {
            Self::Nitf => nitf::open_and_close(label),
            Self::Tei => tei::open_and_close(label),
            Self::Html => html::open_and_close(label),
            Self::Markdown => markdown::open_and_close(label),
        }
    }
}

/// What an element means, in whichever dialect it is written.
pub(super) fn read(name: &str, attributes: &Attributes<'_>, syntax: Syntax) -> Option<Label> {
    let name = names::local(name);
    html::read(name, attributes)
        // HTML's <q> is a quotation of the page's own.
        .or_else(|| (syntax != Syntax::Html || name != "q").then(|| nitf::read(name, attributes)).flatten())
        // HTML's <title> is the window's.
        .or_else(|| {
            (syntax != Syntax::Html || name != "title").then(|| tei::read(name, attributes)).flatten()
        })
        .or_else(|| timeml::read(name, attributes))
}

/// True for a name that only ever marks an annotation: a stray end tag of it is one too.
pub(super) fn is_annotation_name(name: &str) -> bool {
    let name = names::local(name);
    nitf::owns(name) || tei::owns(name) || timeml::names(name)
}

/// True for a name that may mark an annotation, whatever else it marks elsewhere.
pub(crate) fn may_annotate(name: &str) -> bool {
    let name = names::local(name);
    nitf::names(name) || tei::names(name) || timeml::names(name)
}

/// The dialect that an element which marks an annotation is read in, as [`read`] reads it.
pub(super) fn of_element(name: &str, attributes: &Attributes<'_>, syntax: Syntax) -> Dialect {
    let name = names::local(name);
    if html::read(name, attributes).is_some() {
        Dialect::Html
    } else if (syntax != Syntax::Html || name != "q") && nitf::read(name, attributes).is_some() {
        Dialect::Nitf
    } else {
        Dialect::Tei
    }
}

/// The inner element an annotation's opening consists of besides its own tag.
pub(super) fn is_companion(name: &str, attributes: &Attributes<'_>) -> bool {
    html::is_name_property(name, attributes)
}

/// A further code of a NITF entity, written as an empty element at its beginning.
pub(super) fn further_reference(name: &str, attributes: &Attributes<'_>) -> Option<String> {
    (names::local(name) == "alt-code").then(|| nitf::reference(attributes)).flatten()
}

/// The name of a document's root element.
pub(super) fn root(head: &str) -> Option<&str> {
    let mut rest = head;
    loop {
        rest = &rest[rest.find('<')? + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = &comment[comment.find("-->")?..];
            continue;
        }
        if rest.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            return rest.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::bracket, Dialect, read};
    use crate::tags::{Label, PlaceKind, Syntax, TagType, attributes::Attributes};

    #[test]
    fn chosen_by_root() {
        for (syntax, head, expected) in [
            (Syntax::Plain, "<TEI>", Dialect::Nitf),
            (Syntax::Markdown, "", Dialect::Markdown),
            (Syntax::Html, "", Dialect::Html),
            (Syntax::Xml, "<?xml version='1.0'?><!-- <nitf> --><TEI xmlns='x'>", Dialect::Tei),
            (Syntax::Xml, "<tei:TEI>", Dialect::Tei),
            (Syntax::Xml, "<!DOCTYPE html><html>", Dialect::Html),
            (Syntax::Xml, "<nitf>", Dialect::Nitf),
            (Syntax::Xml, "<", Dialect::Nitf),
            (Syntax::Xml, "<!--", Dialect::Nitf),
        ] {
            assert_eq!(Dialect::choose(syntax, head), expected, "{head}");
        }
        for dialect in Dialect::ALL {
            assert_eq!(Dialect::parse(dialect.name()), Some(dialect));
        }
    }

    /// Writes a label, checks the tags, and reads the label back.
    fn check(dialect: Dialect, label: &Label, open: &str, close: &str) {
        assert_eq!(dialect.open_and_close(label), (open.to_owned(), close.to_owned()));
        let read = if dialect == Dialect::Markdown {
            bracket::block(&close[1..], 0).map(|(_, label)| label)
        } else {
            let tag = &open[1..=open.find('>').unwrap()];
            let (name, rest) = tag.split_at(tag.find([' ', '>']).unwrap());
            read(name, &Attributes::read(rest.trim_end_matches('>')), Syntax::Plain)
        };
        assert_eq!(read.as_ref(), Some(label), "{open}");
    }

    fn time(kind: TagType, value: &str) -> Label {
        Label::new(kind).with_value(value)
    }

    #[test]
    fn nitf() {
        let check = |label: Label, open, close| check(Dialect::Nitf, &label, open, close);
        check(Label::new(TagType::Person), "<person>", "</person>");
        check(
            Label::new(TagType::Person).with_reference("wikidata:Q7747"),
            "<person idsrc=\"wikidata\" value=\"Q7747\">",
            "</person>",
        );
        check(
            Label::new(TagType::Group).with_reference("a\"<"),
            "<classifier type=\"norp\" value=\"a&quot;&lt;\">",
            "</classifier>",
        );
        check(
            Label {
                place_kind: Some(PlaceKind::City),
                ..Label::new(TagType::Place).with_reference("geonames:1")
            },
            "<location class=\"city\" location-code=\"1\" code-source=\"geonames\">",
            "</location>",
        );
        check(time(TagType::Date, "2016-12-29"), "<chron norm=\"20161229\">", "</chron>");
        check(time(TagType::Date, "2016-12"), "<chron norm=\"201612\">", "</chron>");
        check(time(TagType::Time, "2016-12-30T00:00"), "<chron norm=\"20161230T000000\">", "</chron>");
        check(
            time(TagType::Time, "2016-12-30T14:05+03:00"),
            "<chron norm=\"20161230T140500+0300\">",
            "</chron>",
        );
        check(time(TagType::Date, "2016-W52"), "<chron norm=\"2016-W52\">", "</chron>");
        check(time(TagType::Duration, "P3D"), "<chron norm=\"P3D\">", "</chron>");
        check(time(TagType::Set, "P1W"), "<chron class=\"set\" norm=\"P1W\">", "</chron>");
        check(
            Label { modifier: Some("START".into()), ..time(TagType::Date, "2016") },
            "<chron class=\"start\" norm=\"2016\">",
            "</chron>",
        );
    }

    #[test]
    fn tei() {
        let check = |label: Label, open, close| check(Dialect::Tei, &label, open, close);
        check(
            Label::new(TagType::Place).with_reference("iso3166:SY|wikidata:Q858"),
            "<placeName ref=\"iso3166:SY wikidata:Q858\">",
            "</placeName>",
        );
        check(
            Label { place_kind: Some(PlaceKind::Country), ..Label::new(TagType::Place) },
            "<placeName type=\"country\">",
            "</placeName>",
        );
        check(
            Label { place_kind: Some(PlaceKind::Facility), ..Label::new(TagType::Place) },
            "<placeName type=\"facility\">",
            "</placeName>",
        );
        check(Label::new(TagType::Group), "<name type=\"demonym\">", "</name>");
        check(Label::new(TagType::Work), "<title>", "</title>");
        check(time(TagType::Date, "2016-12-29"), "<date when=\"2016-12-29\">", "</date>");
        check(time(TagType::Date, "2016-W52"), "<date when-iso=\"2016-W52\">", "</date>");
        check(time(TagType::Date, "2018-FA"), "<date key=\"2018-FA\">", "</date>");
        check(time(TagType::Date, "2014/2016"), "<date from=\"2014\" to=\"2016\">", "</date>");
        check(time(TagType::Date, "2014/.."), "<date from=\"2014\">", "</date>");
        check(
            time(TagType::Date, "2016-W01/2016-W02"),
            "<date from-iso=\"2016-W01\" to-iso=\"2016-W02\">",
            "</date>",
        );
        check(time(TagType::Time, "2016-12-30T00:00"), "<time when=\"2016-12-30T00:00:00\">", "</time>");
        check(time(TagType::Time, "2016-12-29TNI"), "<time key=\"2016-12-29TNI\">", "</time>");
        check(time(TagType::Duration, "P3D"), "<date dur=\"P3D\">", "</date>");
        check(time(TagType::Duration, "P2W"), "<date dur-iso=\"P2W\">", "</date>");
        check(time(TagType::Duration, "PXD"), "<date type=\"duration\" key=\"PXD\">", "</date>");
        check(time(TagType::Set, "P1W"), "<date type=\"set\" dur-iso=\"P1W\">", "</date>");
        check(
            Label { modifier: Some("MID".into()), ..time(TagType::Date, "2016-12") },
            "<date type=\"date\" subtype=\"mid\" when=\"2016-12\">",
            "</date>",
        );
        check(Label::new(TagType::Time), "<time>", "</time>");
    }

    #[test]
    fn html() {
        let check = |label: Label, open, close| check(Dialect::Html, &label, open, close);
        check(
            Label::new(TagType::Person).with_reference("wikidata:Q7747"),
            "<span itemscope itemtype=\"https://schema.org/Person\" itemid=\"http://www.wikidata.org/entity/Q7747\">\
             <span itemprop=\"name\">",
            "</span></span>",
        );
        check(
            Label::new(TagType::Org).with_reference("x:1|y:2"),
            "<span itemscope itemtype=\"https://schema.org/Organization\" data-ref=\"x:1|y:2\"><span itemprop=\"name\">",
            "</span></span>",
        );
        check(
            Label { place_kind: Some(PlaceKind::City), ..Label::new(TagType::Place) },
            "<span itemscope itemtype=\"https://schema.org/City\"><span itemprop=\"name\">",
            "</span></span>",
        );
        check(Label::new(TagType::Role), "<span data-tag=\"role\">", "</span>");
        check(time(TagType::Date, "2016-12-29"), "<time datetime=\"2016-12-29\">", "</time>");
        check(time(TagType::Time, "2016-12-30T00:00"), "<time datetime=\"2016-12-30T00:00\">", "</time>");
        check(time(TagType::Duration, "P3D"), "<time datetime=\"P3D\">", "</time>");
        check(
            time(TagType::Date, "2014/2016"),
            "<span data-tag=\"date\" data-value=\"2014/2016\">",
            "</span>",
        );
        check(
            Label { modifier: Some("START".into()), ..time(TagType::Date, "2016") },
            "<time datetime=\"2016\" data-mod=\"START\">",
            "</time>",
        );
        check(time(TagType::Set, "P1W"), "<span data-tag=\"set\" data-value=\"P1W\">", "</span>");
    }

    #[test]
    fn markdown() {
        let check = |label: Label, close| check(Dialect::Markdown, &label, "[", close);
        check(Label::new(TagType::Person), "]{.person}");
        check(
            Label::new(TagType::Person).with_reference("wikidata:Q7747"),
            "]{.person ref=\"wikidata:Q7747\"}",
        );
        check(
            Label { place_kind: Some(PlaceKind::City), ..Label::new(TagType::Place) },
            "]{.place kind=\"city\"}",
        );
        check(
            Label { modifier: Some("APPROX".into()), ..time(TagType::Date, "2016") },
            "]{.date value=\"2016\" mod=\"APPROX\"}",
        );
        check(Label::new(TagType::Work).with_reference("a\"\\}]"), "]{.work ref=\"a\\\"\\\\}]\"}");
    }
}
