//! `seeds/lints/lines/*.tsv` → phrases of captions, bylines and remnants of web pages, by hash. No part of the lexicon: what a
//! detector makes of a word must not hang on whether it also stands in a caption.

use crate::{Result, fold, hash, read_table};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const KINDS: [&str; 5] = ["Agency", "Picture", "Author", "Line", "Start"];

pub fn build(folder: &Path, out: &Path) -> Result<()> {
    let mut phrases: BTreeMap<(u64, usize), usize> = BTreeMap::new();
    for language in ["ar", "en"] {
        let path = folder.join(format!("{language}.tsv"));
        for row in read_table(&path)?.rows() {
            let folded = fold::fold(row.get("form"));
            let kind = KINDS.iter().position(|kind| kind.eq_ignore_ascii_case(row.get("value")));
            let kind = kind.ok_or_else(|| format!("{}: no kind {}", path.display(), row.get("value")))?;
            phrases.insert((hash::hash(&folded), kind), folded.split(' ').count());
        }
    }
    let longest = phrases.values().max().copied().unwrap_or_default();
    let list: Vec<String> =
        phrases.keys().map(|(hash, kind)| format!("({hash}, Kind::{})", KINDS[*kind])).collect();
    let code = format!(
        "/// Hash of a folded phrase and what it is; in order.\n\
         #[expect(clippy::unreadable_literal, reason = \"hashes\")] static PHRASES: &[(u64, Kind)] = &[{}];\n\
         /// No phrase has more words.\n\
         pub const LONGEST: usize = {longest};\n",
        list.join(", ")
    );
    fs::write(out.join("phrases.rs"), code)?;
    Ok(())
}
