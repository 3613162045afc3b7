//! `seeds/lints/acronyms/*.tsv` → acronyms by the hash of their word, their full names by the hash of the last word, and the
//! acronyms that everybody knows.

use crate::{Result, fold, hash, read_table};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const FILTER_BITS: u64 = 1 << 15;

pub fn build(folder: &Path, out: &Path) -> Result<()> {
    let mut words: BTreeMap<u64, u16> = BTreeMap::new();
    let mut names: Vec<(u64, u16, Vec<u64>)> = Vec::new();
    // The first full name, and whether the acronym is of the language's own script.
    let mut full: Vec<String> = Vec::new();
    for language in ["ar", "en"] {
        let path = folder.join(format!("{language}.tsv"));
        for row in read_table(&path)?.rows() {
            let number = u16::try_from(full.len())?;
            for acronym in row.get("acronym").split('|') {
                let spelled = fold::fold(acronym);
                // A Latin acronym in Arabic text is another entry than in English.
                let key = hash::hash_with(u64::from(language == "ar" && spelled.is_ascii()), &spelled);
                if words.insert(key, number).is_some() {
                    return Err(format!("{}: {acronym} stands twice", path.display()).into());
                }
            }
            let expansions: Vec<&str> = row.get("expansions").split('|').filter(|e| !e.is_empty()).collect();
            let first = expansions.first().ok_or_else(|| format!("{}: a bare acronym", path.display()))?;
            full.push((*first).to_owned());
            for expansion in expansions {
                // By letters alone: a point or a hyphen parts words.
                let folded = fold::fold(expansion);
                let letters = folded.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
                let mut hashes: Vec<u64> = letters.map(hash::hash).collect();
                let Some(last) = hashes.pop() else { continue };
                hashes.reverse();
                names.push((last, number, hashes));
            }
        }
    }
    names.sort();
    let mut filter = vec![0u64; usize::try_from(FILTER_BITS / 64)?];
    for hash in names.iter().map(|(last, ..)| *last).chain(words.keys().copied()) {
        let bit = hash % FILTER_BITS;
        filter[usize::try_from(bit / 64)?] |= 1 << (bit % 64);
    }
    let household: BTreeSet<u64> = read_table(&folder.join("household.tsv"))?
        .rows()
        .map(|row| hash::hash(&fold::fold(row.get("acronym"))))
        .collect();
    let words: Vec<(u64, u16)> = words.into_iter().collect();
    let names: Vec<String> =
        names.iter().map(|(last, number, before)| format!("({last}, {number}, &{before:?})")).collect();
    let code = format!(
        "/// Hash of an acronym and its number; in order of the hashes.\n\
         #[expect(clippy::unreadable_literal, reason = \"hashes\")] static ACRONYMS: &[(u64, u16)] = &{words:?};\n\
         /// Hash of a full name's last word, the acronym's number, and the hashes of the words before, from the last.\n\
         #[expect(clippy::unreadable_literal, reason = \"hashes\")] static NAMES: &[(u64, u16, &[u64])] = &[{}];\n\
         /// The first full name of each acronym.\n\
         static FULL: &[&str] = &{full:?};\n\
         /// Hashes of what everybody knows, in order.\n\
         #[expect(clippy::unreadable_literal, reason = \"hashes\")] static HOUSEHOLD: &[u64] = &{:?};\n\
         /// A bit for each hash of the first two.\n\
         #[expect(clippy::unreadable_literal, reason = \"hashes\")] static FILTER: &[u64] = &{filter:?};\n",
        names.join(", "),
        household.into_iter().collect::<Vec<_>>()
    );
    fs::write(out.join("acronyms.rs"), code)?;
    Ok(())
}
