//! `seeds/phones/calling_codes.tsv` → a constant table of calling codes with the lengths of their numbers.

use crate::Result;
use crate::read_table;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

pub fn build(source: &Path, out: &Path) -> Result<()> {
    let mut codes = BTreeMap::new();
    for row in read_table(source)?.rows() {
        let lengths: (u8, u8) = (row.get("least").parse()?, row.get("most").parse()?);
        if codes.insert(row.get("code").parse::<u16>()?, lengths).is_some() {
            return Err(format!("{}: {} stands twice", source.display(), row.get("code")).into());
        }
    }
    let list: Vec<(u16, u8, u8)> =
        codes.into_iter().map(|(code, (least, most))| (code, least, most)).collect();
    let code = format!(
        "/// Calling code, and the digits behind it at least and at most; in order of the codes.\n\
         pub static CODES: &[(u16, u8, u8)] = &{list:?};\n"
    );
    fs::write(out.join("calling_codes.rs"), code)?;
    Ok(())
}
