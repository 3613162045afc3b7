//! `seeds/lints/num.tsv` → one table of folded forms with what each is to the rules of `src/lints/num`.

use crate::{Result, fold, read_table};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

pub fn build(source: &Path, out: &Path) -> Result<()> {
    let mut words = BTreeMap::new();
    for row in read_table(source)?.rows() {
        for form in row.get("form").split_whitespace() {
            if words
                .insert(fold::fold(form), row.get("role").to_owned())
                .is_some_and(|old| old != row.get("role"))
            {
                return Err(format!("{}: {form} stands twice", source.display()).into());
            }
        }
    }
    let list: Vec<(String, String)> = words.into_iter().collect();
    let code = format!(
        "/// Folded form and role, in the order of the forms.\n\
         static WORDS: &[(&str, &str)] = &{list:?};\n"
    );
    fs::write(out.join("rule_words.rs"), code)?;
    Ok(())
}
