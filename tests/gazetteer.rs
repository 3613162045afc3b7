//! The packed gazetteer against the lists it was built from: nothing is lost, and it stays small.

use hashiya::formats::table::Table;
use hashiya::lexicon::gazetteer::{self, Record, RecordType};
use hashiya::text::fold::fold;
use std::fs;
use std::path::{Path, PathBuf};

fn list(name: &str) -> Table {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/gazetteer").join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Table::parse(text).unwrap_or_else(|| panic!("{}: no header line", path.display()))
}

/// A row is found by each of its names, with everything it says; what it leaves out another row of the same thing may
/// have said.
fn check(name: &str, record_type: RecordType, exact: bool) {
    for row in list(name).rows() {
        let cell = |column| row.get(column);
        // Bodies in the list of territories are organisations, and in the list of those.
        let code = cell("id").split('|').next();
        if matches!(code, Some("iso3166:UN" | "iso3166:EU" | "iso3166:EZ")) {
            continue;
        }
        let reference = if cell("ref").is_empty() { cell("id") } else { cell("ref") };
        let weight = cell("weight").parse().unwrap_or(0);
        let says = |record: &Record| {
            let agree = |ours: &str, said: &str| said.is_empty() || ours == said;
            let same_thing = !reference.is_empty() && record.reference() == reference;
            record.record_type == record_type
                && agree(&record.reference(), reference)
                && agree(record.country, cell("country"))
                && record.weight >= weight
                && (same_thing
                    || fold(&record.name_ar()) == fold(cell("name_ar"))
                        && fold(&record.name_en()) == fold(cell("name_en")))
                && (!exact || record.name_ar() == cell("name_ar") && record.name_en() == cell("name_en"))
        };
        let names = [cell("name_ar"), cell("name_en"), cell("aliases_ar"), cell("aliases_en")];
        let aliases = names.iter().flat_map(|cell| cell.split('|')).map(|n| n.trim().trim_start_matches('~'));
        for alias in aliases.filter(|alias| fold(alias).chars().count() > 1) {
            // A name with a head noun may be kept without it.
            let bare = alias.split_once(' ').map_or("", |(_, rest)| rest);
            let found = [alias, bare].into_iter().filter_map(|name| gazetteer::get(&fold(name)));
            let records: Vec<Record> = found.flat_map(gazetteer::Entry::records).collect();
            let said =
                || records.iter().map(|r| (r, r.name_ar(), r.name_en(), r.reference())).collect::<Vec<_>>();
            assert!(records.iter().any(&says), "{name}: {alias}: {row:?}: {:?}", said());
        }
    }
}

#[test]
fn every_row_is_found_with_its_fields() {
    check("countries_cldr.tsv", RecordType::Place, false);
    check("subdivisions_cldr.tsv", RecordType::Place, false);
    check("places_geonames.tsv", RecordType::Place, false);
    check("places_variants.tsv", RecordType::Place, false);
    check("people.tsv", RecordType::Person, true);
    check("people_wikidata_folded.tsv", RecordType::Person, false);
    check("people_arwikicats.tsv", RecordType::Person, false);
    check("orgs.tsv", RecordType::Org, false);
    check("clubs_arwikicats.tsv", RecordType::Org, false);
}
