//! `seeds/lexicon/<language>/<class>.tsv` → one `fst` of forms and one table of senses per language.

use crate::class::Class;
use crate::table::Table;
use crate::{Result, fold, push_short, rust_list, write_fst};
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
            for row in Table::read(&list)?.rows() {
                let senses = forms.entry(fold::fold(row.get("form"))).or_default();
                let sense = (class, row.get("value").to_owned());
                if !senses.contains(&sense) {
                    senses.push(sense);
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

fn sorted(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let mut paths = fs::read_dir(folder)
        .map_err(|e| format!("{}: {e}", folder.display()))?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<std::io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}
