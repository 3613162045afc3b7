//! `seeds/gazetteer/*.tsv` → names and the records they point to, which `pack.rs` writes.

use crate::pack::{self, Names, Record};
use crate::read_table;
use crate::table::Row;
use crate::{Result, fold};
use std::collections::{HashMap, HashSet};
use std::path::Path;

// The bits of `flag` and the order of `RecordType` in src/lexicon/gazetteer.rs.
const PLACE: u64 = 1;
const PERSON: u64 = 1 << 1;
const ORG: u64 = 1 << 2;
const GIVEN: u64 = 1 << 3;
const SURNAME: u64 = 1 << 4;
const AMBIGUOUS: u64 = 1 << 5;
const COUNTRY: u64 = 1 << 6;

/// Nouns that stand before a name and outside its span, folded: «محافظة إدلب» is kept as «إدلب» too.
struct Heads {
    places: Vec<String>,
    orgs: Vec<String>,
}

/// All names, and the records they point to.
#[derive(Default)]
struct Gazetteer {
    names: Names,
    records: Vec<Record>,
    by_identifier: HashMap<(u8, String), usize>,
    by_names: HashMap<(u8, String, String), Vec<usize>>,
    /// Identifiers of the capitals.
    capitals: HashSet<String>,
}

impl Gazetteer {
    /// The number of a record. Rows of one thing are one record, with what the first of them says and what it leaves
    /// out from the others: rows with one identifier, or with the same two names and no country against it.
    fn record(&mut self, record: Record) -> usize {
        let identifier = record.reference.split('|').next().unwrap_or_default();
        let by_identifier = (record.rank, identifier.to_owned());
        let by_names = (record.rank, fold::fold(&record.name_ar), fold::fold(&record.name_en));
        let same = |&index: &usize| {
            let known = &self.records[index];
            let agree = |a: &str, b: &str| a == b || a.is_empty() || b.is_empty();
            agree(&known.country, &record.country) && agree(&known.reference, &record.reference)
        };
        let known = self.by_identifier.get(&by_identifier).copied().filter(|_| !identifier.is_empty());
        let known =
            known.or_else(|| self.by_names.get(&by_names).and_then(|all| all.iter().copied().find(same)));
        let index = known.unwrap_or(self.records.len());
        if known.is_none() {
            self.records.push(record);
        } else {
            let old = &mut self.records[index];
            old.weight = old.weight.max(record.weight);
            for (ours, theirs) in [
                (&mut old.kind, record.kind),
                (&mut old.country, record.country),
                (&mut old.reference, record.reference),
                (&mut old.name_ar, record.name_ar),
                (&mut old.name_en, record.name_en),
            ] {
                if ours.is_empty() {
                    *ours = theirs;
                }
            }
        }
        if !by_identifier.1.is_empty() {
            self.by_identifier.entry(by_identifier).or_insert(index);
        }
        let namesakes = self.by_names.entry(by_names).or_default();
        if !namesakes.contains(&index) {
            namesakes.push(index);
        }
        index
    }

    fn add(&mut self, name: &str, flags: u64, record: Option<usize>) {
        let key = fold::fold(name);
        if key.chars().count() < 2 {
            return;
        }
        let (known, records) = self.names.entry(key).or_default();
        *known |= flags;
        if let Some(record) = record
            && !records.contains(&record)
        {
            records.push(record);
        }
    }

    /// Adds every alias of a `|`-separated cell; `~` marks one that is also an ordinary word.
    fn add_aliases(&mut self, cell: &str, flags: u64, record: usize) {
        for alias in cell.split('|').map(str::trim).filter(|a| !a.is_empty()) {
            match alias.strip_prefix('~') {
                Some(alias) => self.add(alias, flags | AMBIGUOUS, Some(record)),
                None => self.add(alias, flags, Some(record)),
            }
        }
    }
}

pub fn build(source: &Path, lexicon: &Path, out: &Path) -> Result<()> {
    let mut names = Gazetteer::default();
    let heads = Heads {
        places: forms(&lexicon.join("ar/place_heads.tsv"))?,
        // A noun in both lists (جماعة) belongs to the name where the name is known whole.
        orgs: {
            let inside = forms(&lexicon.join("ar/org_heads.tsv"))?;
            let outside = forms(&lexicon.join("ar/org_outside_heads.tsv"))?;
            outside.into_iter().filter(|form| !inside.contains(form)).collect()
        },
    };
    each(source, "capitals", |row| {
        names.capitals.insert(row.get("id").to_owned());
    })?;
    for file in ["countries_cldr", "places_geonames", "subdivisions_cldr", "places_variants"] {
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
    let Gazetteer { mut names, records, .. } = names;
    for (_, of) in names.values_mut() {
        of.sort_by_key(|&record| std::cmp::Reverse(records[record].weight));
    }
    pack::write(&names, &records, out)
}

fn each(source: &Path, file: &str, mut visit: impl FnMut(&Row)) -> Result<()> {
    let path = source.join(format!("{file}.tsv"));
    if path.exists() {
        read_table(&path)?.rows().for_each(|row| visit(&row));
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
        capital: false,
        reference: reference.to_owned(),
        name_ar: row.get("name_ar").to_owned(),
        name_en: row.get("name_en").to_owned(),
    }
}

fn add_place(names: &mut Gazetteer, heads: &Heads, row: &Row) {
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
    place.capital = names.capitals.contains(&place.reference);
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
    let place = Some(names.record(place));
    names.add(arabic, flags, place);
    names.add(row.get("name_en"), flags, place);
}

fn add_person(names: &mut Gazetteer, row: &Row) {
    let person = names.record(record(row, 1, row.get("role")));
    names.add(row.get("name_ar"), PERSON, Some(person));
    names.add(row.get("name_en"), PERSON, Some(person));
    names.add_aliases(row.get("aliases_ar"), PERSON, person);
    names.add_aliases(row.get("aliases_en"), PERSON, person);
}

fn add_org(names: &mut Gazetteer, heads: &Heads, row: &Row) {
    let kind = if row.get("kind").is_empty() { "club" } else { row.get("kind") };
    let org = names.record(record(row, 2, kind));
    names.add_aliases(row.get("name_en"), ORG, org);
    for name in [row.get("name_ar"), row.get("aliases_ar")].into_iter().flat_map(|cell| cell.split('|')) {
        let bare = without_head(name.trim(), &heads.orgs);
        // What is left may be an ordinary word: تنظيم القاعدة is a name, القاعدة alone needs its noun before it.
        let ambiguous = bare != name.trim() && !bare.contains(' ');
        names.add_aliases(&if ambiguous { format!("~{bare}") } else { bare.to_owned() }, ORG, org);
    }
    names.add_aliases(row.get("aliases_en"), ORG, org);
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
    let table = read_table(list)?;
    Ok(table.rows().map(|row| fold::fold(row.get("form"))).filter(|form| !form.contains(' ')).collect())
}
