//! Reads records from the text of an `authority/*.toml`.
//!
//! Everything wrong is told with its line and what to do, and spoils no more than it must: a field that cannot be read is
//! left out of its record, a record without a type or a name is left out of the file, and where the text is no TOML the
//! records that can be made out still hold.

use super::Problem;
use super::date::{PartialDate, Period};
use super::record::{Place, RECORD_TYPES, Record, Renamed, Role, Text, is_id, is_key, is_language};
use crate::tags::TagType;
use crate::text::{Span, distance, one_line};
use std::sync::Arc;
use toml::de::{DeTable, DeValue};

/// What a record may say.
const KEYS: &[&str] = &[
    "type", "kind", "prefer", "short", "variants", "wikidata", "geonames", "ids", "role", "renamed", "lint",
    "note",
];
/// What an office may say.
const ROLE_KEYS: &[&str] = &["text", "from", "to"];
/// What a renaming may say.
const RENAMED_KEYS: &[&str] = &["name", "from", "to"];
const LINT_KEYS: &[&str] = &["ignore"];
/// No name is longer, in characters; a longer text is a slip of the quotation marks.
const LONGEST_NAME: usize = 200;

type Spanned<'i> = toml::Spanned<DeValue<'i>>;
type Key<'i> = toml::Spanned<std::borrow::Cow<'i, str>>;

/// The records of a file in the order in which they stand, and what is wrong with it.
pub fn parse(file: &str, text: &str) -> (Vec<Record>, Vec<Problem>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { lines: Lines::new(text), file: file.into(), problems: Vec::new() };
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        reader.tell(at, format!("not TOML: {}", error.message()));
    }
    let mut entries: Vec<(&Key, &Spanned)> = table.get_ref().iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    let records = entries.into_iter().filter_map(|(key, value)| reader.record(key, value)).collect();
    reader.problems.sort_by_key(|problem| problem.line);
    (records, reader.problems)
}

struct Reader {
    lines: Lines,
    file: Arc<str>,
    problems: Vec<Problem>,
}

impl Reader {
    fn tell(&mut self, at: usize, what: impl Into<String>) {
        self.problems.push(Problem {
            file: self.file.to_string(),
            line: self.lines.of(at),
            what: what.into(),
        });
    }

    /// Says that a key is none of those known here.
    fn tell_unknown(&mut self, key: &Key, within: &str, known: &[&str]) {
        let name: &str = key.get_ref();
        let meant = distance::nearest(name, known.iter().copied());
        let remedy = match meant {
            Some(meant) => format!("did you mean \"{meant}\"?"),
            None => format!("known are {}", known.join(", ")),
        };
        self.tell(key.span().start, format!("{within}: unknown key \"{name}\"; {remedy}"));
    }

    fn record(&mut self, key: &Key, value: &Spanned) -> Option<Record> {
        let name: &str = key.get_ref();
        let at = key.span().start;
        let Some(table) = value.get_ref().as_table() else {
            self.tell(at, format!("\"{name}\" stands outside a record; begin the record with a line [key]"));
            return None;
        };
        if !is_key(name) {
            self.tell(
                at,
                format!("\"{name}\": a key has letters, digits, hyphens, underscores and full stops only; rename it"),
            );
            return None;
        }
        let record_type = self.record_type(name, at, table)?;
        let mut record = Record::new(name, record_type);
        record.place = Place {
            file: Arc::clone(&self.file),
            line: self.lines.of(at),
            header: Span::new(key.span().start, key.span().end),
        };
        let mut entries: Vec<(&Key, &Spanned)> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            self.field(&mut record, key, value);
        }
        record.ids.sort();
        record.ids.dedup();
        if record.prefer.is_empty() {
            self.tell(at, format!("\"{name}\" has no preferred name and is left out; add prefer.ar = \"…\""));
            return None;
        }
        Some(record)
    }

    fn record_type(&mut self, name: &str, at: usize, table: &DeTable) -> Option<TagType> {
        let known = || RECORD_TYPES.map(TagType::as_str).join(", ");
        let Some((key, value)) = table.iter().find(|(key, _)| key.get_ref() == "type") else {
            self.tell(
                at,
                format!("\"{name}\" has no type and is left out; add type = \"person\" ({})", known()),
            );
            return None;
        };
        let read =
            value.get_ref().as_str().and_then(TagType::parse).filter(|read| RECORD_TYPES.contains(read));
        if read.is_none() {
            self.tell(
                key.span().start,
                format!("\"{name}\": type takes one of {}; the record is left out", known()),
            );
        }
        read
    }

    fn field(&mut self, record: &mut Record, key: &Key, value: &Spanned) {
        let within = record.key.clone();
        let at = key.span().start;
        let name: &str = key.get_ref();
        match name {
            "type" => {}
            "kind" => record.kind = self.text(&within, name, value).unwrap_or_default(),
            "note" => record.note = self.text(&within, name, value).unwrap_or_default(),
            "prefer" => record.prefer = self.texts(&within, name, value, false),
            "short" => record.short = self.texts(&within, name, value, true),
            "variants" => record.variants = self.texts(&within, name, value, true),
            "wikidata" | "geonames" => self.id(record, name, value),
            "ids" => match value.get_ref().as_table() {
                Some(table) => {
                    for (register, value) in table {
                        self.id(record, register.get_ref(), value);
                    }
                }
                None => self.tell(at, format!("{within}: ids takes registers: ids.viaf = \"123\"")),
            },
            "role" => {
                record.roles = self.tables(&within, name, value, Reader::role);
            }
            "renamed" => {
                record.renamed = self.tables(&within, name, value, Reader::renamed);
            }
            "lint" => match value.get_ref().as_table() {
                Some(table) => record.ignore = self.ignore(&within, table),
                None => self.tell(at, format!("{within}: write lint.ignore = [\"ar/hamza\"]")),
            },
            _ => self.tell_unknown(key, &within, KEYS),
        }
    }

    /// A text with single spaces; told when it is none or empty.
    fn text(&mut self, within: &str, name: &str, value: &Spanned) -> Option<String> {
        let text = value.get_ref().as_str().map(one_line);
        let at = value.span().start;
        match text {
            Some(text) if text.is_empty() => {
                self.tell(at, format!("{within}: {name} is empty; fill it or remove it"));
            }
            Some(text) => return Some(text),
            None => self.tell(at, format!("{within}: {name} takes a text in quotation marks")),
        }
        None
    }

    /// A name: a text with a letter or digit, and not a page of it.
    fn name(&mut self, within: &str, name: &str, value: &Spanned) -> Option<String> {
        let text = self.text(within, name, value)?;
        let at = value.span().start;
        if !text.chars().any(char::is_alphanumeric) {
            self.tell(at, format!("{within}: \"{text}\" has no letter and names nothing; remove it"));
            return None;
        }
        if text.chars().count() > LONGEST_NAME {
            self.tell(
                at,
                format!(
                    "{within}: {name} has more than {LONGEST_NAME} characters; is a quotation mark missing?"
                ),
            );
            return None;
        }
        Some(text)
    }

    /// Names by language: a text, whose language its letters say, or a table of languages. `many` allows lists.
    fn texts(&mut self, within: &str, name: &str, value: &Spanned, many: bool) -> Vec<Text> {
        let mut out = Vec::new();
        let DeValue::Table(table) = value.get_ref() else {
            self.names(&mut out, within, name, None, value, many);
            return out;
        };
        let mut entries: Vec<(&Key, &Spanned)> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            let language: &str = key.get_ref();
            if is_language(language) {
                self.names(&mut out, within, &format!("{name}.{language}"), Some(language), value, many);
            } else {
                let what = format!(
                    "{within}: {name}.{language}: \"{language}\" is no code of a language; write ar, en or another of two or three letters"
                );
                self.tell(key.span().start, what);
            }
        }
        out
    }

    fn names(
        &mut self,
        out: &mut Vec<Text>,
        within: &str,
        name: &str,
        language: Option<&str>,
        value: &Spanned,
        many: bool,
    ) {
        let mut push = |text: String| {
            let language = language.unwrap_or_else(|| language_of(&text)).to_owned();
            let text = Text { language, text };
            if !out.contains(&text) {
                out.push(text);
            }
        };
        match value.get_ref() {
            DeValue::Array(items) if many => {
                for item in items {
                    if let Some(text) = self.name(within, name, item) {
                        push(text);
                    }
                }
            }
            DeValue::Array(_) => self.tell(
                value.span().start,
                format!("{within}: {name} takes one name; the others are variants or short names"),
            ),
            _ => {
                if let Some(text) = self.name(within, name, value) {
                    push(text);
                }
            }
        }
    }

    /// An identifier, or a list of them.
    fn id(&mut self, record: &mut Record, register: &str, value: &Spanned) {
        if let Some(items) = value.get_ref().as_array() {
            items
                .iter()
                .filter(|item| item.get_ref().as_array().is_none())
                .for_each(|item| self.id(record, register, item));
            return;
        }
        let within = &record.key;
        let text = match value.get_ref() {
            DeValue::String(text) => text.trim().to_owned(),
            DeValue::Integer(number) => number.as_str().to_owned(),
            _ => String::new(),
        };
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let remedy = match register {
            "wikidata" if text.strip_prefix('Q').is_none_or(|number| !digits(number)) => {
                "an item such as \"Q1234567\""
            }
            "geonames" if !digits(&text) => "a number such as \"1234567\"",
            _ if !is_id(&format!("{register}:{text}")) => "an identifier without spaces",
            _ => {
                record.ids.push(format!("{register}:{text}"));
                return;
            }
        };
        let what = format!("{within}: {register} takes {remedy}");
        self.tell(value.span().start, what);
    }

    /// What `read` makes of each table of a list; one table stands for a list of one.
    fn tables<T>(
        &mut self,
        within: &str,
        name: &str,
        value: &Spanned,
        read: impl Fn(&mut Self, &DeTable, (&str, usize)) -> Option<T>,
    ) -> Vec<T> {
        let items: Vec<&Spanned> = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        let place = format!("{within}: {name}");
        let mut out = Vec::new();
        for item in items {
            let at = item.span().start;
            match item.get_ref().as_table() {
                Some(table) => out.extend(read(self, table, (&place, at))),
                None => self.tell(at, format!("{place} takes a list of tables: {name} = [{{ … }}]")),
            }
        }
        out
    }

    fn role(&mut self, table: &DeTable, (place, at): (&str, usize)) -> Option<Role> {
        let period = self.period(table, place, ROLE_KEYS);
        let texts = match find(table, "text") {
            Some(value) => self.texts(place, "text", value, false),
            None => Vec::new(),
        };
        if texts.is_empty() {
            self.tell(at, format!("{place} has no text; write {{ text.ar = \"…\", from = \"2020-01\" }}"));
            return None;
        }
        Some(Role { texts, period })
    }

    fn renamed(&mut self, table: &DeTable, (place, at): (&str, usize)) -> Option<Renamed> {
        let period = self.period(table, place, RENAMED_KEYS);
        let names = match find(table, "name") {
            Some(value) => self.texts(place, "name", value, false),
            None => Vec::new(),
        };
        let Some(name) = names.into_iter().next() else {
            self.tell(at, format!("{place} has no name; write {{ name = \"…\", from = \"2019-03\" }}"));
            return None;
        };
        if period == Period::default() {
            self.tell(
                at,
                format!(
                    "{place}: \"{}\" has no dates; add from, to or both, or make it a variant",
                    name.text
                ),
            );
            return None;
        }
        Some(Renamed { name, period })
    }

    /// The dates of a table, whose other keys must be known.
    fn period(&mut self, table: &DeTable, place: &str, known: &[&str]) -> Period {
        let mut period = Period::default();
        for (key, value) in table {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                self.tell_unknown(key, place, known);
            } else if matches!(name, "from" | "to") {
                let written = match value.get_ref() {
                    DeValue::String(text) => text.to_string(),
                    DeValue::Datetime(date) => date.to_string(),
                    DeValue::Integer(year) => year.as_str().to_owned(),
                    _ => String::new(),
                };
                match PartialDate::parse(&written) {
                    Some(date) if name == "from" => period.from = Some(date),
                    Some(date) => period.to = Some(date),
                    None => self.tell(
                        value.span().start,
                        format!("{place}: {name} takes a year, a month or a day: \"2019\", \"2019-03\", \"2019-03-05\""),
                    ),
                }
            }
        }
        if period.is_reversed() {
            let at = find(table, "from").map_or(0, |value| value.span().start);
            self.tell(at, format!("{place}: it ends before it begins; its dates are left out"));
            return Period::default();
        }
        period
    }

    fn ignore(&mut self, within: &str, table: &DeTable) -> Vec<String> {
        let mut out = Vec::new();
        for (key, value) in table {
            let items = value.get_ref().as_array().map(|items| {
                items.iter().filter_map(|item| item.get_ref().as_str()).map(str::to_owned).collect::<Vec<_>>()
            });
            match (key.get_ref().as_ref(), items) {
                ("ignore", Some(rules)) => out.extend(rules),
                ("ignore", None) => {
                    self.tell(value.span().start, format!("{within}: lint.ignore takes a list of rules"));
                }
                _ => self.tell_unknown(key, &format!("{within}: lint"), LINT_KEYS),
            }
        }
        out
    }
}

fn find<'t, 'i>(table: &'t DeTable<'i>, name: &str) -> Option<&'t Spanned<'i>> {
    table.iter().find(|(key, _)| key.get_ref() == name).map(|(_, value)| value)
}

/// The code of the language whose letters a text is made of.
pub fn language_of(text: &str) -> &'static str {
    crate::text::Passage::new(text, None).language.code()
}

/// The first bytes of the lines of a text.
struct Lines(Vec<usize>);

impl Lines {
    fn new(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(at, _)| at + 1).collect())
    }

    /// The line of a byte, from 1.
    fn of(&self, at: usize) -> usize {
        self.0.partition_point(|start| *start <= at) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    const GOOD: &str = r#"
# Made-up people and places.
[samer]
type = "person"
wikidata = "Q900000001"
ids.viaf = 77
prefer.ar = "سامر  القلمونجي"
prefer.en = "Samer Qalamounji"
short.ar = ["القلمونجي"]
variants.ar = ["سامر القلمنجي"]
role = [{ text.ar = "وزير البساتين", from = 2020-05-07, to = "2023" }]
note = "gardens"

["نور-آباد"]
type = "place"
kind = "city"
prefer = "نور آباد"
renamed = [{ name = "برج النور", from = "2001", to = "2010-06" }]
lint.ignore = ["ar/hamza"]
"#;

    #[test]
    fn reads_every_field_and_where_it_stands() {
        let (records, problems) = parse("authority/a.toml", GOOD);
        assert_eq!(problems, []);
        let [samer, nur] = &records[..] else { panic!("{records:?}") };
        assert_eq!((samer.key.as_str(), samer.place.line), ("samer", 3));
        assert_eq!(&GOOD[samer.place.header.start..samer.place.header.end], "samer");
        assert_eq!(samer.preferred("ar"), Some("سامر القلمونجي"));
        assert_eq!(samer.reference(), "viaf:77|wikidata:Q900000001");
        assert_eq!(samer.roles[0].period.to_string(), "2020-05-07 to 2023");
        assert_eq!((nur.key.as_str(), nur.kind.as_str(), nur.place.line), ("نور-آباد", "city", 14));
        assert_eq!((nur.prefer[0].language.as_str(), nur.reference().as_str()), ("ar", "authority:نور-آباد"));
        assert!(nur.ignores("ar/hamza") && nur.renamed[0].name.language == "ar");
    }

    /// One problem, in a file whose other record holds.
    fn check(record: &str, kept: usize, expected: &str) {
        let text = format!("[a]\ntype = \"org\"\nprefer.ar = \"سنبلة\"\n[b]\n{record}\n");
        let (records, problems) = parse("x.toml", &text);
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!((said, records.len()), (vec![expected.to_owned()], kept), "{record}");
    }

    #[test]
    fn each_problem_is_told_with_its_line_and_a_remedy() {
        let good = "type = \"org\"\nprefer.ar = \"قمحة\"\n";
        let with = |more: &str| format!("{good}{more}");
        check(
            "prefer.ar = \"قمحة\"",
            1,
            "x.toml:4: \"b\" has no type and is left out; add type = \"person\" (person, org, place, group, role, event, work)",
        );
        check(
            "type = \"firm\"\nprefer.ar = \"قمحة\"",
            1,
            "x.toml:5: \"b\": type takes one of person, org, place, group, role, event, work; the record is left out",
        );
        check(
            "type = \"org\"",
            1,
            "x.toml:4: \"b\" has no preferred name and is left out; add prefer.ar = \"…\"",
        );
        check(
            &with("variant.ar = [\"ق\"]"),
            2,
            "x.toml:7: b: unknown key \"variant\"; did you mean \"variants\"?",
        );
        check(
            &with("colour = 1"),
            2,
            "x.toml:7: b: unknown key \"colour\"; known are type, kind, prefer, short, variants, wikidata, geonames, ids, role, renamed, lint, note",
        );
        check(&with("wikidata = \"7747\""), 2, "x.toml:7: b: wikidata takes an item such as \"Q1234567\"");
        check(&with("geonames = \"x\""), 2, "x.toml:7: b: geonames takes a number such as \"1234567\"");
        check(
            &with("short.arabic = [\"ق\"]"),
            2,
            "x.toml:7: b: short.arabic: \"arabic\" is no code of a language; write ar, en or another of two or three letters",
        );
        check(
            &with("short.ar = [\"—\"]"),
            2,
            "x.toml:7: b: \"—\" has no letter and names nothing; remove it",
        );
        check(&with("short.ar = 3"), 2, "x.toml:7: b: short.ar takes a text in quotation marks");
        check(
            &with("prefer.en = [\"a\"]"),
            2,
            "x.toml:7: b: prefer.en takes one name; the others are variants or short names",
        );
    }

    #[test]
    fn dates_are_checked() {
        let good = "type = \"org\"\nprefer.ar = \"قمحة\"\n";
        let with = |more: &str| format!("{good}{more}");
        check(
            &with("renamed = [{ name = \"شعيرة\" }]"),
            2,
            "x.toml:7: b: renamed: \"شعيرة\" has no dates; add from, to or both, or make it a variant",
        );
        check(
            &with("renamed = [{ from = \"2019\" }]"),
            2,
            "x.toml:7: b: renamed has no name; write { name = \"…\", from = \"2019-03\" }",
        );
        check(
            &with("role = [{ text.ar = \"مدير\", form = \"2019\" }]"),
            2,
            "x.toml:7: b: role: unknown key \"form\"; did you mean \"from\"?",
        );
        check(
            &with("role = [{ text.ar = \"مدير\", from = \"last year\" }]"),
            2,
            "x.toml:7: b: role: from takes a year, a month or a day: \"2019\", \"2019-03\", \"2019-03-05\"",
        );
        check(
            &with("role = [{ text.ar = \"مدير\", from = \"2020\", to = \"2019\" }]"),
            2,
            "x.toml:7: b: role: it ends before it begins; its dates are left out",
        );
    }

    #[test]
    fn a_text_that_is_no_toml_spoils_its_own_record() {
        let (records, problems) = parse(
            "x.toml",
            "[a]\ntype = \"org\"\nprefer.ar = \"سنبلة\"\n[b]\ntype = \n[c]\ntype = \"org\"\nprefer.ar = \"قمحة\"\n",
        );
        let keys: Vec<&str> = records.iter().map(|record| record.key.as_str()).collect();
        assert_eq!(keys, ["a", "c"]);
        assert!(problems[0].line >= 4 && problems[0].what.starts_with("not TOML: "), "{problems:?}");
    }
}
