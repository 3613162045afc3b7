//! `seeds/spelling/` → tables of the spellings of a word; their layout is described in `src/lexicon/spelling.rs`.

use crate::Result;
use crate::buckets;
use crate::hash::hash;
use crate::read_table;
use crate::spelled::{FREE, LETTER, MOST_ALEFS, RIGHT, alef};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The table has about three entries a bucket.
const BUCKETS: u32 = 14;

/// What a word may stand behind; the last two double the lam.
const PROCLITICS: [&str; 16] =
    ["", "و", "ف", "ب", "ل", "ك", "ال", "وال", "فال", "بال", "كال", "وب", "ول", "فب", "لل", "ولل"];

/// Spellings by the word without hamza: each with its level.
type Groups = BTreeMap<String, BTreeMap<u16, u16>>;

pub fn build(folder: &Path, out: &Path) -> Result<()> {
    let mut groups = Groups::new();
    let words = read_table(&folder.join("cc-by-sa/hamza_words.tsv"))?;
    for row in words.rows() {
        let word = row.get("word");
        let level = row.get("centibels").parse()?;
        groups.entry(bare(word)).or_default().insert(pattern(word), level);
    }
    let rows = read_table(&folder.join("hamza.tsv"))?;
    for row in rows.rows() {
        let form = row.get("form");
        match row.get("is") {
            "right" => match form.strip_suffix('*') {
                Some(start) => {
                    let starts: Vec<String> = glued(start).collect();
                    let theirs = |word: &&str| starts.iter().any(|start| word.starts_with(start.as_str()));
                    words
                        .rows()
                        .map(|row| row.get("word"))
                        .filter(theirs)
                        .for_each(|word| right(&mut groups, word));
                }
                None => glued(form).for_each(|form| right(&mut groups, &form)),
            },
            "free" => match form.strip_suffix('*') {
                Some(start) => free_all(&mut groups, start),
                None => glued(form).for_each(|form| free(&mut groups, &bare(&form))),
            },
            // Behind a preposition the letters may be another word: كانا.
            "never" => glued(form).take(3).for_each(|form| {
                if let Some(forms) = groups.get_mut(&bare(&form)) {
                    forms.remove(&pattern(&form));
                }
            }),
            "letter" => {
                groups.entry(bare(form)).or_default().insert(LETTER, LETTER);
            }
            other => return Err(format!("hamza.tsv: {form}: what is {other}?").into()),
        }
    }
    fs::write(out.join("hamza.bin"), table(&groups)?)?;
    let mut endings = Groups::new();
    for row in read_table(&folder.join("cc-by-sa/endings.tsv"))?.rows() {
        endings.entry(row.get("word").to_owned()).or_default().insert(0, 0);
    }
    fs::write(out.join("endings.bin"), table(&endings)?)?;
    fs::write(out.join("seats.rs"), seats(&folder.join("seats.tsv"))?)?;
    Ok(())
}

/// The words whose hamza is on a wrong seat, with the right ones, behind every proclitic and before pronouns.
fn seats(path: &Path) -> Result<String> {
    const PRONOUNS: [&str; 8] = ["ه", "ها", "هم", "هما", "هن", "نا", "ك", "ي"];
    let mut seats: BTreeMap<String, String> = BTreeMap::new();
    for row in read_table(path)?.rows() {
        let (form, right) = (row.get("form"), row.get("right"));
        let mut pairs = vec![(form.to_owned(), right.to_owned())];
        if let (Some(form), Some(right)) = (form.strip_suffix('ة'), right.strip_suffix('ة')) {
            pairs.extend(PRONOUNS.map(|pronoun| (format!("{form}ت{pronoun}"), format!("{right}ت{pronoun}"))));
        }
        for (form, right) in pairs {
            seats.extend(glued(&form).zip(glued(&right)));
        }
    }
    let seats: Vec<(String, String)> = seats.into_iter().collect();
    Ok(format!(
        "/// Words with a hamza on a wrong seat, in order, and how they are written.\nstatic SEATS: &[(&str, &str)] = &{seats:?};\n"
    ))
}

/// A form behind every proclitic.
fn glued(form: &str) -> impl Iterator<Item = String> + '_ {
    PROCLITICS.iter().map(move |proclitic| format!("{proclitic}{form}"))
}

/// Marks a form as right where its word is known; where it is not, nothing is said of the word.
fn right(groups: &mut Groups, form: &str) {
    let forms = groups.entry(bare(form)).or_default();
    if forms.is_empty() {
        forms.insert(FREE, FREE);
    } else {
        let level = forms.entry(pattern(form)).or_insert(RIGHT - 1);
        *level |= RIGHT;
    }
}

fn free(groups: &mut Groups, bare: &str) {
    groups.entry(bare.to_owned()).or_default().insert(FREE, FREE);
}

fn free_all(groups: &mut Groups, start: &str) {
    let starts: Vec<String> = glued(start).collect();
    let known: Vec<String> = groups
        .keys()
        .filter(|key| starts.iter().any(|start| key.starts_with(start.as_str())))
        .cloned()
        .collect();
    for key in known {
        free(groups, &key);
    }
}

fn table(groups: &Groups) -> Result<Vec<u8>> {
    let mut entries = Vec::new();
    for (word, forms) in groups {
        let hash = hash(word);
        let mark = u32::try_from(hash >> 32)?.to_le_bytes();
        let mut forms: Vec<(u16, u16)> = forms.iter().map(|(pattern, level)| (*level, *pattern)).collect();
        forms.sort_by_key(|(level, pattern)| (*level & (RIGHT - 1), *pattern));
        for (level, pattern) in forms {
            let mut entry = [0; 8];
            entry[..4].copy_from_slice(&mark);
            entry[4..6].copy_from_slice(&pattern.to_le_bytes());
            entry[6..].copy_from_slice(&level.to_le_bytes());
            entries.push((hash, entry));
        }
    }
    buckets::table(BUCKETS, entries)
}

/// The alefs of a word, the first in the lowest two bits.
fn pattern(word: &str) -> u16 {
    let alefs = word.chars().filter_map(alef).take(MOST_ALEFS).enumerate();
    alefs.fold(0, |pattern, (index, alef)| pattern | alef << (2 * index))
}

/// The word with bare alefs.
fn bare(word: &str) -> String {
    word.chars().map(|c| if alef(c).is_some() { '\u{627}' } else { c }).collect()
}
