//! An article as one object of the stream.

use super::Article;
use crate::formats::offsets::Unit;
use crate::formats::stream::Record;
use std::io::Write;
use std::path::Path;

/// Writes the record of an article, with its path as its id.
pub fn write(out: &mut impl Write, path: &Path, article: &Article) -> std::io::Result<()> {
    let id = serde_json::Value::from(path.display().to_string());
    let record = Record::new(&id, &article.text, &article.document, Unit::CodePoints);
    serde_json::to_writer(&mut *out, &record)?;
    writeln!(out)
}
