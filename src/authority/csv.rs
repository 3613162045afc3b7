//! Records from a spreadsheet: a table with a header line, one record a row.
//!
//! Columns are named as the fields of a record are: `key`, `type`, `kind`, `prefer.ar`, `short.ar`, `variants.en`,
//! `wikidata`, `geonames`, `ids.viaf`, `note`. Several names or identifiers in one cell are separated by `|`. Commas,
//! semicolons or tabs separate cells, whichever the header has most of. Without a key a row gets one of its name.

use super::Problem;
use super::draft::key_of;
use super::record::{RECORD_TYPES, Record, Text, is_id, is_key, is_language};
use crate::tags::TagType;
use crate::text::{distance, one_line};
use csv::StringRecord;
use rustc_hash::FxHashSet;

const COLUMNS: &[&str] =
    &["key", "type", "kind", "prefer", "short", "variants", "wikidata", "geonames", "ids", "note"];
/// Between several names in one cell.
const BAR: char = '|';

/// What a column holds.
#[derive(Clone, Debug)]
enum Column {
    Key,
    Type,
    Kind,
    Note,
    Prefer(String),
    Short(String),
    Variants(String),
    /// An identifier of this register.
    Id(String),
    /// Nothing that is read.
    Unknown,
}

/// The records of a table in order, and what is wrong with it.
pub fn read(file: &str, text: &str) -> (Vec<Record>, Vec<Problem>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut problems = Vec::new();
    let mut tell = |line: usize, what: String| problems.push(Problem { file: file.to_owned(), line, what });
    let mut rows = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes())
        .into_records();
    let Some(Ok(header)) = rows.next() else {
        tell(
            1,
            "the table is empty; the first line names the columns: key,type,prefer.ar,prefer.en".to_owned(),
        );
        return (Vec::new(), problems);
    };
    let columns: Vec<Column> = header
        .iter()
        .map(|name| {
            column(name.trim()).unwrap_or_else(|what| {
                tell(1, what);
                Column::Unknown
            })
        })
        .collect();
    let mut keys = FxHashSet::default();
    let mut records = Vec::new();
    for row in rows {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                let line = error.position().map_or(1, csv::Position::line);
                tell(usize::try_from(line).unwrap_or(1), format!("{error}; the row is left out"));
                continue;
            }
        };
        let line = row.position().map_or(1, csv::Position::line);
        let line = usize::try_from(line).unwrap_or(1);
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        match record(&columns, &row, &mut |what| tell(line, what)) {
            Ok(mut record) => {
                if record.key.is_empty() {
                    record.key = key_of(&record, |key| keys.contains(key));
                }
                if keys.insert(record.key.clone()) {
                    record.place.line = line;
                    records.push(record);
                } else {
                    tell(
                        line,
                        format!(
                            "the key \"{}\" was given before; the row is left out: give it another",
                            record.key
                        ),
                    );
                }
            }
            Err(what) => tell(line, what),
        }
    }
    (records, problems)
}

/// What separates cells: what the header has most of.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |c: char| header.matches(c).count();
    [(b',', count(',')), (b';', count(';')), (b'\t', count('\t'))]
        .into_iter()
        .max_by_key(|&(delimiter, count)| (count, delimiter == b','))
        .map_or(b',', |(delimiter, _)| delimiter)
}

fn column(name: &str) -> Result<Column, String> {
    let (first, rest) = name.split_once('.').unwrap_or((name, ""));
    let language = || {
        if is_language(rest) {
            Ok(rest.to_owned())
        } else {
            Err(format!(
                "column \"{name}\": write {first} with a language, as in {first}.ar; the column is left out"
            ))
        }
    };
    Ok(match (first, rest) {
        ("key", "") => Column::Key,
        ("type", "") => Column::Type,
        ("kind", "") => Column::Kind,
        ("note", "") => Column::Note,
        ("wikidata" | "geonames", "") => Column::Id(first.to_owned()),
        ("ids", register) if is_key(register) => Column::Id(register.to_owned()),
        ("prefer", _) => Column::Prefer(language()?),
        ("short", _) => Column::Short(language()?),
        ("variants", _) => Column::Variants(language()?),
        _ => {
            let meant = distance::nearest(first, COLUMNS.iter().copied());
            let remedy = match meant {
                Some(meant) if meant != first => format!("did you mean \"{meant}\"?"),
                _ => format!("known are {}", COLUMNS.join(", ")),
            };
            return Err(format!("unknown column \"{name}\"; {remedy}"));
        }
    })
}

/// The record of a row. What spoils a cell is told; what spoils the row is the error.
fn record(columns: &[Column], row: &StringRecord, tell: &mut dyn FnMut(String)) -> Result<Record, String> {
    let cells = || columns.iter().zip(row.iter().map(str::trim)).filter(|(_, cell)| !cell.is_empty());
    let known = || RECORD_TYPES.map(TagType::as_str).join(", ");
    let said = cells().find(|(column, _)| matches!(column, Column::Type)).map(|(_, cell)| cell);
    let record_type =
        said.and_then(TagType::parse).filter(|read| RECORD_TYPES.contains(read)).ok_or_else(|| {
            let what = said
                .map_or_else(|| "the row has no type".to_owned(), |said| format!("\"{said}\" is no type"));
            format!("{what}; write one of {}. The row is left out", known())
        })?;
    let mut record = Record::new(String::new(), record_type);
    for (column, cell) in cells() {
        let names = |names: &mut Vec<Text>, language: &str| {
            for name in cell.split(BAR).map(one_line).filter(|name| !name.is_empty()) {
                let text = Text { language: language.to_owned(), text: name };
                if text.text.chars().any(char::is_alphanumeric) && !names.contains(&text) {
                    names.push(text);
                }
            }
        };
        match column {
            Column::Type | Column::Unknown => {}
            Column::Key if is_key(cell) => cell.clone_into(&mut record.key),
            Column::Key => {
                tell(format!("the key \"{cell}\" has more than letters, digits, - _ and .; another is made"));
            }
            Column::Kind => cell.clone_into(&mut record.kind),
            Column::Note => record.note = one_line(cell),
            Column::Prefer(language) => names(&mut record.prefer, language),
            Column::Short(language) => names(&mut record.short, language),
            Column::Variants(language) => names(&mut record.variants, language),
            Column::Id(register) => {
                for id in cell.split(BAR).map(str::trim).filter(|id| !id.is_empty()) {
                    let id = format!("{register}:{id}");
                    if is_id(&id) {
                        record.ids.push(id);
                    } else {
                        tell(format!("\"{id}\" is no identifier: it has a space; it is left out"));
                    }
                }
            }
        }
    }
    // One preferred name a language: further ones mean it too.
    let mut seen = FxHashSet::default();
    let (first, further) = record.prefer.drain(..).partition(|name| seen.insert(name.language.clone()));
    record.prefer = first;
    record.variants.extend::<Vec<Text>>(further);
    if record.prefer.is_empty() {
        return Err(
            "the row has no preferred name; fill a column such as prefer.ar. The row is left out".to_owned()
        );
    }
    record.ids.sort();
    record.ids.dedup();
    Ok(record)
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::authority::write::write;

    /// The table as TOML, and what was told.
    fn check(table: &str, expected: &str, told: &[&str]) {
        let (records, problems) = read("t.csv", table);
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            (write(&records).as_str(), problems),
            (expected, told.iter().map(ToString::to_string).collect())
        );
    }

    #[test]
    fn a_row_is_a_record() {
        check(
            "key,type,prefer.ar,prefer.en,variants.ar,wikidata\n\
             samer,person,سامر القلمونجي,\"Qalamounji, Samer\",سامر القلمنجي | سمير القلمونجي,Q900000001\n",
            "[samer]\ntype = \"person\"\nwikidata = \"Q900000001\"\nprefer.ar = \"سامر القلمونجي\"\n\
             prefer.en = \"Qalamounji, Samer\"\nvariants.ar = [\"سامر القلمنجي\", \"سمير القلمونجي\"]\n",
            &[],
        );
        check(
            "\u{feff}type;prefer.en\r\norg;Golden Ear\r\norg;Golden Ear\r\n\r\n",
            "[golden-ear]\ntype = \"org\"\nprefer.en = \"Golden Ear\"\n\n\
             [golden-ear-2]\ntype = \"org\"\nprefer.en = \"Golden Ear\"\n",
            &[],
        );
    }

    #[test]
    fn problems_have_their_line_and_spoil_only_their_row() {
        check(
            "key,type,prefer.ar,varients.ar,short\na,firm,سنبلة\nb,org,\nc,org,قمحة\nc,org,شعيرة\nd e,org,شوفان\n",
            "[c]\ntype = \"org\"\nprefer.ar = \"قمحة\"\n\n[\"شوفان\"]\ntype = \"org\"\nprefer.ar = \"شوفان\"\n",
            &[
                "t.csv:1: unknown column \"varients.ar\"; did you mean \"variants\"?",
                "t.csv:1: column \"short\": write short with a language, as in short.ar; the column is left out",
                "t.csv:2: \"firm\" is no type; write one of person, org, place, group, role, event, work. The row is left out",
                "t.csv:3: the row has no preferred name; fill a column such as prefer.ar. The row is left out",
                "t.csv:5: the key \"c\" was given before; the row is left out: give it another",
                "t.csv:6: the key \"d e\" has more than letters, digits, - _ and .; another is made",
            ],
        );
        check(
            "",
            "",
            &["t.csv:1: the table is empty; the first line names the columns: key,type,prefer.ar,prefer.en"],
        );
    }
}
