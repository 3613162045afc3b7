//! `seeds/lints/spellings/*.tsv` → the spellings of names, their words by hash, and a filter that most words fail.
//!
//! An adjective stands with all its endings. A word without hamza counts as the spelling it can only be; where it could be
//! two it is neither, and left to who minds the hamza.

use crate::{Result, fold, hash, read_table};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const SENSES: [&str; 4] = ["adjective", "place", "exact", "name"];
const FILTER_BITS: u64 = 1 << 14;

pub fn build(folder: &Path, out: &Path) -> Result<()> {
    let mut families: Vec<(usize, Vec<String>, Vec<String>)> = Vec::new();
    // By the hash of a word: family, spelling, and how many bytes of the word the spelling's stem takes.
    let mut words: BTreeMap<u64, Option<(usize, usize, usize)>> = BTreeMap::new();
    for language in ["ar", "en"] {
        let path = folder.join(format!("{language}.tsv"));
        let mut endings: Vec<String> = Vec::new();
        // Names first: what is a country is no adjective in the accusative (أفريقيا).
        let table = read_table(&path)?;
        let adjective = |row: &crate::table::Row| row.get("sense") == "adjective";
        let ordered = table.rows().filter(|row| !adjective(row)).chain(table.rows().filter(adjective));
        for row in ordered {
            let list = |column: &str| -> Vec<String> {
                row.get(column).split('|').filter(|part| !part.is_empty()).map(str::to_owned).collect()
            };
            let (spellings, unless) = (list("spellings"), list("unless"));
            if row.get("sense") == "endings" {
                endings = spellings;
                continue;
            }
            let sense = SENSES.iter().position(|sense| *sense == row.get("sense"));
            let sense = sense.ok_or_else(|| format!("{}: no sense {}", path.display(), row.get("sense")))?;
            let family = families.len();
            let mut stems = Vec::new();
            for (index, spelling) in spellings.iter().enumerate() {
                let ending = endings.first().filter(|_| sense == 0);
                let stem = ending.and_then(|first| spelling.strip_suffix(first.as_str())).unwrap_or(spelling);
                let endings = if sense == 0 { endings.clone() } else { vec![String::new()] };
                for ending in endings {
                    let word = fold::spell(&format!("{stem}{ending}"));
                    let taken = fold::spell(stem).len();
                    let mut add = |word: &str| {
                        let known = words.get(&hash::hash(word)).copied().flatten();
                        let another = known.is_some_and(|(other, ..)| other != family);
                        if sense == 0 && another {
                            return;
                        }
                        let entry = words.entry(hash::hash(word)).or_insert(Some((family, index, taken)));
                        // Two spellings that one word may be.
                        if *entry != Some((family, index, taken)) {
                            *entry = None;
                        }
                    };
                    add(&word);
                    let bare = word.trim_start_matches(['\u{623}', '\u{625}', '\u{622}']);
                    if bare.len() < word.len() {
                        add(&format!("\u{627}{bare}"));
                    }
                }
                stems.push(stem.to_owned());
            }
            if stems.len() < 2 {
                return Err(format!("{}: one spelling of {spellings:?}", path.display()).into());
            }
            families.push((sense, stems, unless.iter().map(|word| fold::spell(word)).collect()));
        }
    }
    let entries: Vec<(u64, u16, u8, u8)> = words
        .into_iter()
        .filter_map(|(hash, entry)| entry.map(|entry| (hash, entry)))
        .map(|(hash, (family, index, taken))| {
            Ok((hash, u16::try_from(family)?, u8::try_from(index)?, u8::try_from(taken)?))
        })
        .collect::<Result<_>>()?;
    let mut filter = vec![0u64; usize::try_from(FILTER_BITS / 64)?];
    for (hash, ..) in &entries {
        let bit = hash % FILTER_BITS;
        filter[usize::try_from(bit / 64)?] |= 1 << (bit % 64);
    }
    let families: Vec<String> = families
        .iter()
        .map(|(sense, stems, unless)| {
            format!("(Sense::{}, &{stems:?}, &{unless:?})", ["Adjective", "Place", "Exact", "Name"][*sense])
        })
        .collect();
    let code = format!(
        "/// Sense, stems, words beside which it is none.\n\
         static FAMILIES: &[(Sense, &[&str], &[&str])] = &[{}];\n\
         /// Hash of a word, its family and spelling, bytes of its stem; in order of the hashes.\n\
         #[expect(clippy::unreadable_literal, reason = \"hashes\")] static WORDS: &[(u64, u16, u8, u8)] = &{entries:?};\n\
         /// A bit for each hash.\n\
         #[expect(clippy::unreadable_literal, reason = \"hashes\")] static FILTER: &[u64] = &{filter:?};\n",
        families.join(", ")
    );
    fs::write(out.join("spellings.rs"), code)?;
    Ok(())
}
