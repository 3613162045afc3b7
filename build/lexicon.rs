//! `seeds/lexicon/<language>/<class>.tsv` → one `fst` of forms and one table of senses per language.
//!
//! A form may hold choices in brackets, so that a name of many spellings is one line.

use crate::class::Class;
use crate::read_table;
use crate::{Result, fold, push_short, rust_list, sorted, write_fst};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

pub fn build(source: &Path, out: &Path) -> Result<()> {
    let mut products = Vec::new();
    for language in sorted(source)? {
        let name = language.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut forms: BTreeMap<String, Vec<(u8, String)>> = BTreeMap::new();
        for list in sorted(&language)? {
            let stem = list.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let class = Class::ALL
                .iter()
                .find(|(_, file)| *file == stem)
                .ok_or_else(|| format!("{}: no class of this name in src/lexicon/class.rs", list.display()))?
                .0 as u8;
            for row in read_table(&list)?.rows() {
                let sense = (class, row.get("value").to_owned());
                for spelling in spellings(row.get("form"))? {
                    let senses = forms.entry(fold::fold(&spelling)).or_default();
                    if !senses.contains(&sense) {
                        senses.push(sense.clone());
                    }
                }
            }
        }
        forms.remove("");
        let mut bytes = Vec::new();
        let mut index = BTreeMap::new();
        for (form, senses) in forms {
            index.insert(form, bytes.len() as u64);
            bytes.push(u8::try_from(senses.len())?);
            for (class, value) in senses {
                bytes.push(class);
                push_short(&mut bytes, &value);
            }
        }
        let (forms_path, senses_path) = (out.join(format!("{name}.fst")), out.join(format!("{name}.senses")));
        write_fst(&forms_path, &index)?;
        fs::write(&senses_path, bytes)?;
        products.push((name, forms_path, senses_path));
    }
    fs::write(out.join("lexicon_data.rs"), rust_list(&products))?;
    Ok(())
}

/// The spellings that a form stands for: "(Eid|Id) al-(Fitr|Fitar)" is four. An empty choice leaves its space out.
pub fn spellings(form: &str) -> Result<Vec<String>> {
    let choice = form.find('|').and_then(|bar| {
        let open = form[..bar].rfind('(')?;
        let close = open + form[open..].find(')')?;
        Some((&form[..open], &form[open + 1..close], &form[close + 1..]))
    });
    let Some((before, choices, after)) = choice else {
        if form.contains('|') {
            return Err(format!("{form}: a choice without brackets").into());
        }
        return Ok(vec![form.split_whitespace().collect::<Vec<_>>().join(" ")]);
    };
    let mut out = Vec::new();
    for part in choices.split('|') {
        out.extend(spellings(&format!("{before}{part}{after}"))?);
    }
    Ok(out)
}
