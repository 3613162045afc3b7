//! Tab-separated tables with a header line; `#` begins a comment line.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

pub struct Table {
    columns: HashMap<String, usize>,
    text: String,
}

pub struct Row<'a> {
    columns: &'a HashMap<String, usize>,
    cells: Vec<&'a str>,
}

impl Table {
    pub fn read(path: &Path) -> crate::Result<Self> {
        let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        let header = lines(&text).next().ok_or_else(|| format!("{}: no header line", path.display()))?;
        let columns = header.split('\t').enumerate().map(|(i, name)| (name.trim().to_owned(), i)).collect();
        Ok(Self { columns, text })
    }

    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        lines(&self.text)
            .skip(1)
            .map(|line| Row { columns: &self.columns, cells: line.split('\t').collect() })
    }
}

impl<'a> Row<'a> {
    /// The cell of a column; empty when the row or the table has none.
    pub fn get(&self, column: &str) -> &'a str {
        self.columns.get(column).and_then(|&i| self.cells.get(i)).map_or("", |cell| cell.trim())
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
}
