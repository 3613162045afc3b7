//! `seeds/lints/date.tsv` → one table of the words that the rules of `src/lints/date` look for, each with its role.

use crate::{Result, fold, read_table};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const ROLES: [&str; 8] = ["Compares", "Birth", "Range", "Falls", "Same", "Title", "Outlet", "Per"];

pub fn build(source: &Path, out: &Path) -> Result<()> {
    let mut words = BTreeSet::new();
    for row in read_table(source)?.rows() {
        let role = ROLES.iter().find(|role| role.eq_ignore_ascii_case(row.get("role")));
        let role = role.ok_or_else(|| format!("{}: no role {}", source.display(), row.get("role")))?;
        words.insert((fold::fold(row.get("form")), *role));
    }
    let list: Vec<String> = words.iter().map(|(form, role)| format!("({form:?}, Role::{role})")).collect();
    let code = format!(
        "/// Folded forms and their roles, in order.\n\
         static WORDS: &[(&str, Role)] = &[{}];\n",
        list.join(", ")
    );
    fs::write(out.join("date_words.rs"), code)?;
    Ok(())
}
