//! `seeds/messages/*.tsv` → one table of messages in two languages, in the order of their keys.

use crate::{Result, read_table};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

pub fn build(folder: &Path, out: &Path) -> Result<()> {
    let mut messages = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        for row in read_table(&path)?.rows() {
            let [key, english, arabic] = ["key", "en", "ar"].map(|column| row.get(column).to_owned());
            if english.is_empty() || arabic.is_empty() || values(&english) != values(&arabic) {
                let what = "has to be said in both languages with the same values";
                return Err(format!("{}: {key} {what}", path.display()).into());
            }
            if messages.insert(key.clone(), (english, arabic)).is_some() {
                return Err(format!("{}: {key} stands twice", path.display()).into());
            }
        }
    }
    let list: Vec<(&String, &String, &String)> =
        messages.iter().map(|(key, (en, ar))| (key, en, ar)).collect();
    let code = format!(
        "/// Key, English, Arabic; in the order of the keys.\n\
         static MESSAGES: &[(&str, &str, &str)] = &{list:?};\n"
    );
    fs::write(out.join("messages.rs"), code)?;
    Ok(())
}

/// The names of the values in a message.
fn values(message: &str) -> BTreeSet<&str> {
    message.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}
