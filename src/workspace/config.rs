//! Where settings come from: the nearest `hashiya.toml` upward from a document, then the client.

use super::settings::{Layer, Problem, Value};
use std::fs;
use std::path::{Path, PathBuf};

/// The name of the settings file.
pub const FILE_NAME: &str = "hashiya.toml";

/// The nearest settings file upward from `document`, read as a layer, with the folder it stands in.
pub fn nearest(document: &Path) -> Option<(PathBuf, Result<Layer, Problem>)> {
    let folder = document.ancestors().skip(1).find(|folder| folder.join(FILE_NAME).is_file())?;
    let path = folder.join(FILE_NAME);
    let layer = match fs::read_to_string(&path) {
        Ok(text) => from_toml(&path, &text),
        Err(error) => Err(Problem(format!("{}: {error}", path.display()))),
    };
    Some((folder.to_owned(), layer))
}

/// Reads the text of the settings file `path`. A text that is no TOML is one problem with its line.
pub fn from_toml(path: &Path, text: &str) -> Result<Layer, Problem> {
    let origin = path.display().to_string();
    let table = toml::de::DeTable::parse(text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_of(text, span.start));
        Problem(format!("{origin}:{line}: {}", error.message()))
    })?;
    let mut layer = Layer { origin, folder: path.parent().map(Path::to_owned), entries: Vec::new() };
    flatten_toml(text, "", table.get_ref(), &mut layer);
    layer.entries.sort_by_key(|(_, _, line)| *line);
    Ok(layer)
}

fn flatten_toml(text: &str, prefix: &str, table: &toml::de::DeTable, layer: &mut Layer) {
    use toml::de::DeValue;
    for (key, value) in table {
        let name = format!("{prefix}{}", key.get_ref());
        let line = line_of(text, key.span().start);
        let value = match value.get_ref() {
            DeValue::Table(inner) => {
                flatten_toml(text, &format!("{name}."), inner, layer);
                continue;
            }
            DeValue::Boolean(value) => Value::Bool(*value),
            DeValue::Integer(value) => i64::from_str_radix(value.as_str(), value.radix())
                .map_or(Value::Other("a number out of range"), Value::Integer),
            DeValue::String(value) => Value::Text(value.to_string()),
            // An unquoted date is what people write, and TOML has a type for it.
            DeValue::Datetime(value) => Value::Text(value.to_string()),
            DeValue::Float(_) => Value::Other("a number with a fraction"),
            DeValue::Array(items) => items
                .iter()
                .map(|item| item.get_ref().as_str().map(str::to_owned))
                .collect::<Option<Vec<_>>>()
                .map_or(Value::Other("a list of other things than texts"), Value::List),
        };
        layer.entries.push((name, value, Some(line)));
    }
}

/// Reads a client's settings: the object under `hashiya`, or one that holds it.
pub fn from_json(origin: &str, json: &serde_json::Value) -> Layer {
    let mut layer = Layer { origin: origin.to_owned(), folder: None, entries: Vec::new() };
    flatten_json("", json.get("hashiya").unwrap_or(json), &mut layer);
    layer
}

fn flatten_json(prefix: &str, json: &serde_json::Value, layer: &mut Layer) {
    use serde_json::Value as Json;
    let Json::Object(object) = json else { return };
    for (key, value) in object {
        let name = format!("{prefix}{key}");
        let value = match value {
            Json::Object(_) => {
                flatten_json(&format!("{name}."), value, layer);
                continue;
            }
            Json::Null => continue,
            Json::Bool(value) => Value::Bool(*value),
            Json::Number(value) => {
                value.as_i64().map_or(Value::Other("a number with a fraction"), Value::Integer)
            }
            Json::String(value) => Value::Text(value.clone()),
            Json::Array(items) => items
                .iter()
                .map(|item| item.as_str().map(str::to_owned))
                .collect::<Option<Vec<_>>>()
                .map_or(Value::Other("a list of other things than texts"), Value::List),
        };
        layer.entries.push((name, value, None));
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    text.get(..offset).map_or(1, |before| before.matches('\n').count() + 1)
}

#[cfg(test)]
mod tests {
    use super::{from_json, from_toml};
    use crate::workspace::settings::{Problem, Value};
    use std::path::Path;

    #[test]
    fn tables_and_dotted_keys_are_the_same() {
        let layer = from_toml(
            Path::new("x"),
            "dialect = \"tei\"\npublished = 2016-12-29\n[diagnostics]\nmax = 9\nperson = \"off\"\n",
        );
        let entries = layer.unwrap().entries;
        assert_eq!(
            entries,
            [
                ("dialect".into(), Value::Text("tei".into()), Some(1)),
                ("published".into(), Value::Text("2016-12-29".into()), Some(2)),
                ("diagnostics.max".into(), Value::Integer(9), Some(4)),
                ("diagnostics.person".into(), Value::Text("off".into()), Some(5)),
            ]
        );
        let json =
            from_json("c", &serde_json::json!({"hashiya": {"diagnostics": {"max": 9}, "enable": null}}));
        assert_eq!(json.entries, [("diagnostics.max".into(), Value::Integer(9), None)]);
    }

    #[test]
    fn a_broken_file_is_one_problem_with_its_line() {
        let Err(Problem(problem)) = from_toml(Path::new("hashiya.toml"), "enable = true\ndialect = \n")
        else {
            panic!()
        };
        assert!(problem.starts_with("hashiya.toml:2: "), "{problem}");
    }
}
