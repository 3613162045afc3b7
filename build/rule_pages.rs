//! `docs/rules/*.md` → one table of what each rule's page says, in the order of their names.

use crate::{Result, sorted};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

pub fn build(folder: &Path, out: &Path) -> Result<()> {
    let mut pages = BTreeMap::new();
    for path in sorted(folder)? {
        let is_page = path.extension().is_some_and(|extension| extension == "md");
        // The index, and how often all are right, are about no single rule.
        if !is_page || path.file_name().is_some_and(|name| name == "README.md" || name == "precision.md") {
            continue;
        }
        let text = fs::read_to_string(&path)?.replace("\r\n", "\n");
        let mut paragraphs = text.split("\n\n").map(|paragraph| paragraph.trim().replace('\n', " "));
        let (title, level) = (paragraphs.next().unwrap_or_default(), paragraphs.next().unwrap_or_default());
        let Some(name) = title.strip_prefix("# ").filter(|_| level.starts_with("Severity: ")) else {
            let what = "begins with `# group/rule` and `Severity: level.`";
            return Err(format!("{}: a rule's page {what}", path.display()).into());
        };
        let prose = paragraphs.take_while(|paragraph| !paragraph.starts_with("Wrong:"));
        let prose: Vec<String> = prose.collect();
        let summary = prose.first().cloned().unwrap_or_default();
        pages.insert(name.to_owned(), (summary, prose.join("\n\n"), text.clone()));
    }
    let list: Vec<_> =
        pages.iter().map(|(name, (summary, prose, text))| (name, summary, prose, text)).collect();
    let code = format!(
        "/// Name, summary, description, whole page; in the order of the names.\n\
         static PAGES: &[(&str, &str, &str, &str)] = &{list:?};\n"
    );
    fs::write(out.join("rule_pages.rs"), code)?;
    Ok(())
}
