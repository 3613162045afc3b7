//! How an annotation is written: in which dialect, and whether the forms of its values are possible there.

use super::attributes::Attributes;
use super::dialects::{self, value};
use super::{Annotation, Dialect, Markup, TagType, names};

/// How an annotation is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The dialect of its tags.
    pub dialect: Dialect,
    /// The first attribute whose value cannot stand in it.
    pub misfit: Option<Misfit>,
}

/// An attribute with a value of impossible form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The attribute.
    pub attribute: &'static str,
    /// What stands in it.
    pub value: String,
    /// What it takes, by the name of its description in `seeds/messages/tag.tsv`.
    pub takes: &'static str,
}

/// An attribute, what fits it, and how that is called.
type Form = (&'static str, fn(&str) -> bool, &'static str);

/// What TEI's attributes of dates and quantities take.
const TEI: &[Form] = &[
    ("when", is_schema_date, SCHEMA_DATE),
    ("from", is_schema_date, SCHEMA_DATE),
    ("to", is_schema_date, SCHEMA_DATE),
    ("notBefore", is_schema_date, SCHEMA_DATE),
    ("notAfter", is_schema_date, SCHEMA_DATE),
    ("dur", is_schema_duration, DURATION),
    ("when-iso", value::is_iso_token, ISO),
    ("from-iso", value::is_iso_token, ISO),
    ("to-iso", value::is_iso_token, ISO),
    ("dur-iso", value::is_iso_token, ISO),
    ("value", is_number, NUMBER),
    ("quantity", is_number, NUMBER),
];
const SCHEMA_DATE: &str = "schema-date";
const DURATION: &str = "duration";
const ISO: &str = "iso";
const NUMBER: &str = "number";
const TIME: &str = "time";
const NORM: &str = "norm";

/// How an annotation of `text` is written; `markup` is the scan of this same text.
pub fn written(text: &str, markup: &Markup, annotation: &Annotation) -> Written {
    let tag = &markup.tags[annotation.start];
    let name = tag.name.of(text);
    let label = &annotation.label;
    if name.is_empty() {
        let value = label.value.clone().filter(|value| label.kind.is_temporal() && !may_be_time(value));
        let misfit = value.map(|value| Misfit { attribute: "value", value, takes: TIME });
        return Written { dialect: Dialect::Markdown, misfit };
    }
    let attributes = Attributes::read(&text[tag.name.end..tag.span.end - 1]);
    let dialect = dialects::of_element(name, &attributes, markup.syntax);
    let check = |attribute: &'static str, fits: fn(&str) -> bool, takes: &'static str| {
        let value = attributes.get(attribute).filter(|value| !fits(value))?.to_owned();
        Some(Misfit { attribute, value, takes })
    };
    let misfit = match dialect {
        Dialect::Tei if matches!(names::local(name), "date" | "time" | "measure" | "num") => {
            TEI.iter().find_map(|&(attribute, fits, takes)| check(attribute, fits, takes))
        }
        Dialect::Nitf if label.kind.is_temporal() => check("norm", may_be_norm, NORM),
        Dialect::Html if label.kind.is_temporal() => {
            check("datetime", may_be_time, TIME).or_else(|| check("data-value", may_be_time, TIME))
        }
        _ => None,
    };
    Written { dialect, misfit }
}

/// True for an annotation that only NITF is written so: what lies inside it is lost to readers of NITF.
pub fn is_in_nitf(text: &str, markup: &Markup, annotation: &Annotation) -> bool {
    let tag = &markup.tags[annotation.start];
    let name = tag.name.of(text);
    // The two that TEI has too are quantities; what somebody says may hold names.
    if name.is_empty() || annotation.label.kind == TagType::Quote {
        return false;
    }
    let attributes = Attributes::read(&text[tag.name.end..tag.span.end - 1]);
    dialects::of_element(name, &attributes, markup.syntax) == Dialect::Nitf
}

/// `xs:date`, `xs:gYear` and their kin.
fn is_schema_date(text: &str) -> bool {
    let text = text.trim();
    // A month or a day of no year, a year before the common era or of more than four digits: rare, and left alone.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    text.starts_with('-') && text[1..].starts_with(|c: char| c == '-' || c.is_ascii_digit())
        || digits > 4 && text[digits..].starts_with('-')
        || value::to_w3c(text.strip_suffix('Z').unwrap_or(text)).is_some()
        || value::to_w3c(text).is_some()
}

fn is_schema_duration(text: &str) -> bool {
    let whole: String = text.chars().filter(|c| *c != '.').collect();
    value::is_w3c_duration(whole.strip_prefix('-').unwrap_or(&whole))
}

fn is_number(text: &str) -> bool {
    let fraction = || {
        text.split_once('/').is_some_and(|(over, under)| value::is_decimal(over) && value::is_decimal(under))
    };
    text.parse::<f64>().is_ok() || fraction()
}

fn may_be_norm(text: &str) -> bool {
    let day = text.split('T').next().unwrap_or_default();
    let compact = day.bytes().all(|b| b.is_ascii_digit()) && matches!(day.len(), 6 | 8);
    if compact { value::from_norm(text) != text } else { may_be_time(text) }
}

/// False only for what is no value of a time beyond doubt: the day first, a month of no year, words.
fn may_be_time(text: &str) -> bool {
    text.split('/').all(|part| {
        let words = part
            .split(|c: char| !c.is_alphabetic())
            .any(|word| word.chars().count() > 2 && word.chars().any(char::is_lowercase) || !word.is_ascii());
        let fields: Vec<&str> = part.split(['-', '.']).collect();
        let numbers = fields.iter().all(|field| field.bytes().all(|b| b.is_ascii_digit()));
        let day_first = numbers && fields.len() == 3 && fields[0].len() <= 2 && fields[2].len() == 4;
        let calendar = numbers && fields.len() > 1 && fields[0].len() == 4 && part.contains('-');
        !(words || day_first || calendar && value::Stamp::parse(part).is_none())
    }) && !is_slashed_day_first(text)
}

/// `29/12/2016`.
fn is_slashed_day_first(text: &str) -> bool {
    let fields: Vec<&str> = text.split('/').collect();
    let digits = |field: &&str| !field.is_empty() && field.bytes().all(|b| b.is_ascii_digit());
    fields.len() == 3 && fields.iter().all(digits)
}

#[cfg(test)]
mod tests {
    use super::{is_schema_date, is_schema_duration, may_be_norm, may_be_time};

    #[test]
    fn only_the_impossible_is_impossible() {
        for good in [
            "2016-12-29",
            "2016",
            "2016-12",
            "2016-12-29T14:05:00+03:00",
            "--12-25",
            "---05",
            "12016-01-01",
            "-0044",
            "2016-12-29Z",
        ] {
            assert!(is_schema_date(good), "{good}");
        }
        for bad in ["29-12-2016", "2016-13", "2016-W52", "29 December", "", "2016/12/29"] {
            assert!(!is_schema_date(bad), "{bad}");
        }
        for good in ["P3D", "-P3D", "PT1.5S"] {
            assert!(is_schema_duration(good), "{good}");
        }
        assert!(!is_schema_duration("P2W") && !is_schema_duration("3 days"));
        for good in [
            "2016-12-29",
            "2016-W52",
            "XXXX-WXX-2",
            "2016-12-29TNI",
            "P3D",
            "PAST_REF",
            "2014/2016",
            "2018-FA",
            "../2016",
            "195",
            "1h 30m",
            "2016-12-29 10:00",
            "2016-12-29T24:00",
            "",
        ] {
            assert!(may_be_time(good) && may_be_norm(good), "{good}");
        }
        for bad in [
            "29-12-2016",
            "29/12/2016",
            "29.12.2016",
            "2016-13-01",
            "2016-02-30",
            "yesterday",
            "29 December 2016",
            "أمس",
        ] {
            assert!(!may_be_time(bad) && !may_be_norm(bad), "{bad}");
        }
        assert!(may_be_norm("20161229T140500+0300") && may_be_norm("201612"));
        assert!(!may_be_norm("20161345") && !may_be_norm("20161345T000000"));
    }
}
