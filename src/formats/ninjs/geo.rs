//! `GeoJSON` as its schema has it: the type decides what `coordinates` must be. Other properties may stand beside.

use serde_json::Value;

/// Geometries and how deep their coordinates nest, with the fewest items at each level, outermost first.
const GEOMETRIES: &[(&str, &[usize])] = &[
    ("Point", &[2]),
    ("LineString", &[2, 2]),
    ("Polygon", &[0, 4, 2]),
    ("MultiPoint", &[0, 2]),
    ("MultiLineString", &[0, 2, 2]),
    ("MultiPolygon", &[0, 0, 4, 2]),
];

/// Says what is wrong with a `GeoJSON` object.
pub(super) fn check(value: &Value) -> Result<(), String> {
    match kind(value)? {
        "Feature" => feature(value),
        "FeatureCollection" => all(value, "features", feature),
        _ => geometry(value),
    }
}

fn kind(value: &Value) -> Result<&str, String> {
    if value.get("bbox").is_some_and(|bbox| !nests(bbox, &[4])) {
        return Err("has a bbox that is no array of four numbers or more".to_owned());
    }
    value.get("type").and_then(Value::as_str).ok_or_else(|| "is no GeoJSON: it has no type".to_owned())
}

fn geometry(value: &Value) -> Result<(), String> {
    let name = kind(value)?;
    if name == "GeometryCollection" {
        return all(value, "geometries", simple);
    }
    simple(value)
}

fn simple(value: &Value) -> Result<(), String> {
    let name = kind(value)?;
    let Some((_, levels)) = GEOMETRIES.iter().find(|(known, _)| *known == name) else {
        return Err(format!("is no GeoJSON here: it has no geometry \"{name}\""));
    };
    let fits = value.get("coordinates").is_some_and(|coordinates| nests(coordinates, levels));
    if fits { Ok(()) } else { Err(format!("has no coordinates of a {name}")) }
}

fn feature(value: &Value) -> Result<(), String> {
    if kind(value)? != "Feature" {
        return Err("must be a Feature".to_owned());
    }
    if value.get("id").is_some_and(|id| !id.is_string() && !id.is_number()) {
        return Err("has an id that is neither a string nor a number".to_owned());
    }
    if !value.get("properties").is_some_and(|p| p.is_null() || p.is_object()) {
        return Err("is a Feature without properties".to_owned());
    }
    match value.get("geometry") {
        Some(Value::Null) => Ok(()),
        Some(inner) => geometry(inner),
        None => Err("is a Feature without a geometry".to_owned()),
    }
}

fn all(value: &Value, name: &str, check: fn(&Value) -> Result<(), String>) -> Result<(), String> {
    let Some(items) = value.get(name).and_then(Value::as_array) else {
        return Err(format!("has no array of {name}"));
    };
    items.iter().try_for_each(check)
}

/// True for numbers in arrays that nest so deep and have no fewer items.
fn nests(value: &Value, levels: &[usize]) -> bool {
    match (levels, value) {
        ([], value) => value.is_number(),
        ([least, inner @ ..], Value::Array(items)) => {
            items.len() >= *least && items.iter().all(|item| nests(item, inner))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn geometries() {
        for (text, good) in [
            (r#"{"type":"Point","coordinates":[35.5,33.9]}"#, true),
            (r#"{"type":"Point","coordinates":[35.5]}"#, false),
            (r#"{"type":"Point","coordinates":[35.5,"x"]}"#, false),
            (r#"{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[0,0]]],"bbox":[0,0,1,1]}"#, true),
            (r#"{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1]]]}"#, false),
            (r#"{"type":"Point","coordinates":[1,2],"bbox":[0]}"#, false),
            (r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}"#, true),
            (r#"{"type":"GeometryCollection","geometries":[{"type":"Circle"}]}"#, false),
            (r#"{"type":"Feature","properties":null,"geometry":null,"id":1}"#, true),
            (r#"{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1]}}"#, false),
            (r#"{"type":"FeatureCollection","features":[{"type":"Point","coordinates":[1,2]}]}"#, false),
            (r#"{"coordinates":[1,2]}"#, false),
            ("[]", false),
        ] {
            let value = serde_json::from_str(text).unwrap();
            assert_eq!(check(&value).is_ok(), good, "{text}");
        }
    }
}
