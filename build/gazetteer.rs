//! `seeds/gazetteer/*.tsv` → one `fst` of folded names and one table of records.

use crate::table::{Row, Table};
use crate::{Result, fold, push_short, write_fst};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

// The bits of `flag` and the order of `RecordType` in src/lexicon/gazetteer.rs.
const PLACE: u64 = 1;
const PERSON: u64 = 1 << 1;
const ORG: u64 = 1 << 2;
const GIVEN: u64 = 1 << 3;
const SURNAME: u64 = 1 << 4;
const AMBIGUOUS: u64 = 1 << 5;
const COUNTRY: u64 = 1 << 6;

#[derive(Clone, PartialEq, Eq)]
struct Record {
    rank: u8,
    kind: String,
    country: String,
    weight: u32,
    reference: String,
    name_ar: String,
    name_en: String,
}

/// Nouns that stand before a name and outside its span, folded: «محافظة إدلب» is kept as «إدلب» too.
struct Heads {
    places: Vec<String>,
    orgs: Vec<String>,
}

#[derive(Default)]
struct Names(BTreeMap<String, (u64, Vec<Record>)>);

impl Names {
    fn add(&mut self, name: &str, flags: u64, record: Option<&Record>) {
        let key = fold::fold(name);
        if key.chars().count() < 2 {
            return;
        }
        let (known, records) = self.0.entry(key).or_default();
        *known |= flags;
        if let Some(record) = record
            && !records.contains(record)
        {
            records.push(record.clone());
        }
    }

    /// Adds every alias of a `|`-separated cell; `~` marks one that is also an ordinary word.
    fn add_aliases(&mut self, cell: &str, flags: u64, record: &Record) {
        for alias in cell.split('|').map(str::trim).filter(|a| !a.is_empty()) {
            match alias.strip_prefix('~') {
                Some(alias) => self.add(alias, flags | AMBIGUOUS, Some(record)),
                None => self.add(alias, flags, Some(record)),
            }
        }
    }
}

pub fn build(source: &Path, lexicon: &Path, out: &Path) -> Result<()> {
    let mut names = Names::default();
    let heads = Heads {
        places: forms(&lexicon.join("ar/place_heads.tsv"))?,
        // A noun in both lists (جماعة) belongs to the name where the name is known whole.
        orgs: {
            let inside = forms(&lexicon.join("ar/org_heads.tsv"))?;
            let outside = forms(&lexicon.join("ar/org_outside_heads.tsv"))?;
            outside.into_iter().filter(|form| !inside.contains(form)).collect()
        },
    };
    for file in ["places_variants", "countries_cldr", "places_geonames", "subdivisions_cldr"] {
        each(source, file, |row| add_place(&mut names, &heads, row))?;
    }
    for file in ["people", "people_wikidata_folded", "people_arwikicats"] {
        each(source, file, |row| add_person(&mut names, row))?;
    }
    for file in ["orgs", "clubs_arwikicats"] {
        each(source, file, |row| add_org(&mut names, &heads, row))?;
    }
    each(source, "person_name_units", |row| {
        let roles = row.get("roles");
        let count = |role: &str| {
            roles.split('|').find_map(|r| r.strip_prefix(role)?.parse::<u32>().ok()).unwrap_or(0)
        };
        // A unit seen once may be a typing error of one register; two sightings are a name.
        let given = if count("given:") > 1 { GIVEN } else { 0 };
        let surname = if count("surname:") > 1 { SURNAME } else { 0 };
        if given | surname != 0 {
            names.add(row.get("name_key_folded"), given | surname, None);
            for latin in row.get("latin_top3").split('|').filter(|l| l.len() > 2 && l.is_ascii()) {
                names.add(latin, given | surname, None);
            }
        }
    })?;
    each(source, "person_names_egypt", |row| {
        names.add(row.get("name_ar"), if row.get("usage") == "given" { GIVEN } else { SURNAME }, None);
    })?;
    each(source, "person_names_census", |row| {
        names.add(row.get("name_en"), if row.get("usage") == "given" { GIVEN } else { SURNAME }, None);
    })?;
    write(names, out)
}

fn each(source: &Path, file: &str, mut visit: impl FnMut(&Row)) -> Result<()> {
    let path = source.join(format!("{file}.tsv"));
    if path.exists() {
        Table::read(&path)?.rows().for_each(|row| visit(&row));
    }
    Ok(())
}

fn record(row: &Row, rank: u8, kind: &str) -> Record {
    let reference = if row.get("ref").is_empty() { row.get("id") } else { row.get("ref") };
    Record {
        rank,
        kind: kind.to_owned(),
        country: row.get("country").to_owned(),
        weight: row.get("weight").parse().unwrap_or(0),
        reference: reference.to_owned(),
        name_ar: row.get("name_ar").to_owned(),
        name_en: row.get("name_en").to_owned(),
    }
}

fn add_place(names: &mut Names, heads: &Heads, row: &Row) {
    // The list of territories holds bodies too, by codes of its own: they are organisations.
    if matches!(row.get("id").split('|').next(), Some("iso3166:UN" | "iso3166:EU" | "iso3166:EZ")) {
        return;
    }
    let country_code = row.get("id").strip_prefix("iso3166:").and_then(|id| id.get(..2)).unwrap_or("");
    let kind = match row.get("type") {
        "country" => "country",
        "city" => "city",
        "geo" => "geo",
        "facility" => "facility",
        _ => "region",
    };
    let mut place = record(row, 0, kind);
    let mut flags = PLACE;
    if kind == "country" {
        flags |= COUNTRY;
        // Countries come before the towns that share their name.
        place.weight = u32::MAX;
        if place.country.is_empty() {
            country_code.clone_into(&mut place.country);
        }
    }
    // A country's own name may begin with such a noun (دولة الكويت); a province's head is the guideline's to leave out.
    let arabic =
        if kind == "country" { row.get("name_ar") } else { without_head(row.get("name_ar"), &heads.places) };
    names.add(arabic, flags, Some(&place));
    names.add(row.get("name_en"), flags, Some(&place));
}

fn add_person(names: &mut Names, row: &Row) {
    let person = record(row, 1, row.get("role"));
    names.add(row.get("name_ar"), PERSON, Some(&person));
    names.add(row.get("name_en"), PERSON, Some(&person));
    names.add_aliases(row.get("aliases_ar"), PERSON, &person);
    names.add_aliases(row.get("aliases_en"), PERSON, &person);
}

fn add_org(names: &mut Names, heads: &Heads, row: &Row) {
    let kind = if row.get("kind").is_empty() { "club" } else { row.get("kind") };
    let org = record(row, 2, kind);
    names.add_aliases(row.get("name_en"), ORG, &org);
    for name in [row.get("name_ar"), row.get("aliases_ar")].into_iter().flat_map(|cell| cell.split('|')) {
        let bare = without_head(name.trim(), &heads.orgs);
        // What is left may be an ordinary word: تنظيم القاعدة is a name, القاعدة alone needs its noun before it.
        let ambiguous = bare != name.trim() && !bare.contains(' ');
        names.add_aliases(&if ambiguous { format!("~{bare}") } else { bare.to_owned() }, ORG, &org);
    }
    names.add_aliases(row.get("aliases_en"), ORG, &org);
}

/// A name without the head noun it begins with, if something is left of it.
fn without_head<'a>(name: &'a str, heads: &[String]) -> &'a str {
    let (mark, plain) = if let Some(plain) = name.strip_prefix('~') { ("~", plain) } else { ("", name) };
    match plain.split_once(' ') {
        Some((head, rest)) if mark.is_empty() && heads.contains(&fold::fold(head)) => rest,
        _ => name,
    }
}

/// The folded single-word forms of a list of the lexicon.
fn forms(list: &Path) -> Result<Vec<String>> {
    let table = Table::read(list)?;
    Ok(table.rows().map(|row| fold::fold(row.get("form"))).filter(|form| !form.contains(' ')).collect())
}

/// At most this many records for a name: the tenth Springfield helps nobody.
const MOST_RECORDS: usize = 4;

fn write(names: Names, out: &Path) -> Result<()> {
    let mut bytes = vec![0u8]; // offset 0: no records
    let mut index = BTreeMap::new();
    for (name, (flags, mut records)) in names.0 {
        let at = if records.is_empty() { 0 } else { bytes.len() as u64 };
        records.sort_by_key(|r| std::cmp::Reverse(r.weight));
        records.truncate(MOST_RECORDS);
        if at > 0 {
            bytes.push(u8::try_from(records.len())?);
        }
        for r in records {
            bytes.push(r.rank);
            bytes.extend_from_slice(&r.weight.to_le_bytes());
            for text in [&r.kind, &r.country, &r.reference, &r.name_ar, &r.name_en] {
                push_short(&mut bytes, text);
            }
        }
        index.insert(name, at << 12 | flags);
    }
    write_fst(&out.join("gazetteer.fst"), &index)?;
    fs::write(out.join("gazetteer.records"), bytes)?;
    Ok(())
}
