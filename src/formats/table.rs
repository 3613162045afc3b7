//! Tab-separated tables with a header line; `#` begins a comment line. The form of every list under `seeds/`.
//!
//! The build script reads the lists with this same file, so it depends on nothing else.

use std::collections::HashMap;

/// A table.
#[derive(Debug)]
pub struct Table {
    columns: HashMap<String, usize>,
    text: String,
}

/// A row of a table.
#[derive(Debug)]
pub struct Row<'a> {
    columns: &'a HashMap<String, usize>,
    cells: Vec<&'a str>,
}

impl Table {
    /// Reads a text, if it has a header line.
    pub fn parse(text: String) -> Option<Self> {
        let header = lines(&text).next()?;
        let columns = header.split('\t').enumerate().map(|(i, name)| (name.trim().to_owned(), i)).collect();
        Some(Self { columns, text })
    }

    /// The rows in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let row = |line| Row { columns: &self.columns, cells: str::split(line, '\t').collect() };
        lines(&self.text).skip(1).map(row)
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

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn cells_are_found_by_their_column() {
        let table = Table::parse("# who\nname\tcity \nA\t B\n\nC\n".to_owned()).unwrap();
        let cells: Vec<[&str; 3]> =
            table.rows().map(|row| ["name", "city", "none"].map(|column| row.get(column))).collect();
        assert_eq!(cells, [["A", "B", ""], ["C", "", ""]]);
        assert!(Table::parse("# nothing\n".to_owned()).is_none());
    }
}
