//! The words that teach how names are spelt: lists of names against words that news uses otherwise.

use crate::cli::source;
use crate::formats::table::{Row, Table};
use crate::text::{Language, fold::fold};
use crate::training::spelling::Word;
use std::collections::BTreeMap;
use std::path::Path;

/// The words by folded form; the first list that knows a word decides.
type Words = BTreeMap<String, [bool; 2]>;

const PERSON: [bool; 2] = [true, false];
const PLACE: [bool; 2] = [false, true];
/// A word counted less often may be a name that no list has.
const COMMON: u32 = 20;

/// Reads the lists of a language.
pub fn read(seeds: &Path, language: Language) -> Result<Vec<Word>, String> {
    let mut words = Words::new();
    statistics(&seeds.join("statistics").join(language.code()), &mut words)?;
    let gazetteer = |file: &str| seeds.join("gazetteer").join(file);
    match language {
        Language::Arabic => {
            each(&gazetteer("person_name_units.tsv"), |row| {
                if row.get("count").parse().is_ok_and(|n: u32| n > 1) {
                    add(&mut words, row.get("name_key_folded"), PERSON);
                }
            })?;
            each(&gazetteer("person_names_egypt.tsv"), |row| add(&mut words, row.get("name_ar"), PERSON))?;
            each(&gazetteer("person_tokens_arabnamer.tsv"), |row| {
                add(&mut words, row.get("token_ar"), PERSON);
            })?;
            each(&gazetteer("people_arwikicats.tsv"), |row| add_parts(&mut words, row.get("name_ar")))?;
            each(&gazetteer("places_geonames.tsv"), |row| add(&mut words, row.get("name_ar"), PLACE))?;
        }
        Language::English => {
            each(&gazetteer("person_names_census.tsv"), |row| add(&mut words, row.get("name_en"), PERSON))?;
            each(&gazetteer("person_name_units.tsv"), |row| {
                let latin = row.get("latin_top3").split('|').filter(|name| name.is_ascii());
                latin.for_each(|name| add(&mut words, name, PERSON));
            })?;
            each(&gazetteer("people_arwikicats.tsv"), |row| add_parts(&mut words, row.get("name_en")))?;
            each(&gazetteer("places_geonames.tsv"), |row| add(&mut words, row.get("name_en"), PLACE))?;
        }
    }
    Ok(words.into_iter().collect())
}

/// Words that news uses often, as what it uses them; those it uses as several things teach nothing.
fn statistics(folder: &Path, words: &mut Words) -> Result<(), String> {
    each(&folder.join("clusters.tsv"), |row| {
        let stem = row.get("folded_stem");
        let common = row.get("count").parse().is_ok_and(|n: u32| n >= COMMON);
        if common && stem.chars().count() > 1 && !stem.contains(['<', '+']) {
            words.entry(stem.to_owned()).or_default();
        }
    })?;
    each(&folder.join("priors.tsv"), |row| {
        let count = |column| row.get(column).parse::<f32>().unwrap_or(0.0);
        let seen = count("n").max(1.0);
        let (person, place) = (count("per") / seen, count("loc") / seen);
        let clear = |share: f32| !(0.1..0.5).contains(&share);
        if clear(person) && clear(place) {
            words.insert(row.get("folded_stem").to_owned(), [person >= 0.5, place >= 0.5]);
        } else {
            words.remove(row.get("folded_stem"));
        }
    })
}

fn add(words: &mut Words, name: &str, kind: [bool; 2]) {
    let word = fold(name);
    if !word.contains(' ') && !word.is_empty() {
        let known = words.entry(word).or_insert(kind);
        known[1] |= kind[1];
    }
}

/// The parts of somebody's full name; the shortest are particles.
fn add_parts(words: &mut Words, name: &str) {
    let parts = name.split(' ').filter(|part| part.chars().count() > 2);
    parts.for_each(|part| add(words, part, PERSON));
}

/// Calls `visit` with each row of a table.
fn each(path: &Path, visit: impl FnMut(Row)) -> Result<(), String> {
    let table = Table::parse(source::read(path)?);
    table.ok_or_else(|| format!("{}: no header line", path.display()))?.rows().for_each(visit);
    Ok(())
}
