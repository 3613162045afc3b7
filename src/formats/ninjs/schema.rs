//! What a schema of ninjs can ask of a value, and the check of it.
//!
//! As far as JSON Schema goes by default: `format` is a note there, not a rule. The check recurses as deep as the value
//! nests, which `serde_json` bounds.

use serde_json::{Map, Value};

/// What a value must be.
#[derive(Debug)]
pub(super) enum Shape {
    /// A string.
    Text,
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// A year, month, day, or day and time of day.
    Moment,
    /// A whole number from the first to the second.
    Integer(i64, i64),
    /// A number.
    Number,
    /// An array of such values.
    List(&'static Shape),
    /// An object.
    Object(&'static Members),
    /// A `GeoJSON` object.
    Geo,
    /// Nothing fits: the schema contradicts itself.
    Never,
}

/// What an object may and must have.
#[derive(Debug)]
pub(super) struct Members {
    /// The properties it may have.
    pub fields: &'static [(&'static str, Shape)],
    /// Further ones.
    pub also: &'static [(&'static str, Shape)],
    /// Those it must have.
    pub required: &'static [&'static str],
    /// Of one of these pairs it must have exactly one.
    pub either: &'static [[&'static str; 2]],
}

impl Shape {
    /// Says what is wrong with a value that stands at `path`.
    pub(super) fn check(&self, value: &Value, path: &str) -> Result<(), String> {
        let fits = match self {
            Self::Text => value.is_string(),
            Self::OneOf(known) => match value.as_str() {
                Some(text) if !known.contains(&text) => {
                    return Err(format!("{path} is \"{text}\" and must be one of {}", known.join(", ")));
                }
                text => text.is_some(),
            },
            Self::Moment => value.as_str().is_some_and(is_moment),
            Self::Integer(low, high) => match whole(value) {
                Some(number) if !(*low..=*high).contains(&number) => {
                    return Err(format!("{path} is {number} and must lie between {low} and {high}"));
                }
                number => number.is_some(),
            },
            Self::Number => value.is_number(),
            Self::List(shape) => match value.as_array() {
                Some(items) => {
                    for (index, item) in items.iter().enumerate() {
                        shape.check(item, &format!("{path}[{index}]"))?;
                    }
                    true
                }
                None => false,
            },
            Self::Object(members) => match value.as_object() {
                Some(object) => return members.check(object, path),
                None => false,
            },
            Self::Geo => return super::geo::check(value).map_err(|what| format!("{path} {what}")),
            Self::Never => {
                return Err(format!("{path} may not stand here: the schema of ninjs 3.1 accepts no value"));
            }
        };
        if fits { Ok(()) } else { Err(format!("{path} must be {}", self.name())) }
    }

    const fn name(&self) -> &'static str {
        match self {
            Self::Text | Self::OneOf(_) => "a string",
            Self::Moment => "a date such as 2024, 2024-02, 2024-02-29 or 2024-02-29T12:00:00Z",
            Self::Integer(..) => "a whole number",
            Self::Number => "a number",
            Self::List(_) => "an array",
            Self::Object(_) | Self::Geo | Self::Never => "an object",
        }
    }
}

impl Members {
    fn check(&self, object: &Map<String, Value>, path: &str) -> Result<(), String> {
        for (name, value) in object {
            let at = format!("{path}.{name}");
            let Some((_, shape)) = self.fields.iter().chain(self.also).find(|(known, _)| known == name)
            else {
                let near = self.fields.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
                let hint =
                    near.map(|(known, _)| format!("; it is written {known} there")).unwrap_or_default();
                return Err(format!("{at} is no property of ninjs 3.1{hint}"));
            };
            shape.check(value, &at)?;
        }
        if let Some(missing) = self.required.iter().find(|name| !object.contains_key(**name)) {
            return Err(format!("{path} lacks {missing}"));
        }
        let decided = |pair: &[&str; 2]| object.contains_key(pair[0]) != object.contains_key(pair[1]);
        if !self.either.is_empty() && !self.either.iter().any(decided) {
            let pairs: Vec<String> =
                self.either.iter().map(|pair| format!("{} or {}", pair[0], pair[1])).collect();
            return Err(format!("{path} must have either {}, and not both", pairs.join(", or else ")));
        }
        Ok(())
    }
}

/// A whole number, however it is written.
#[allow(clippy::cast_possible_truncation)] // the bounds are checked
fn whole(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| {
        let number = value.as_f64().filter(|number| number.fract() == 0.0)?;
        Some(number.clamp(-9.0e18, 9.0e18) as i64)
    })
}

/// True for IPTC's truncated date and time.
fn is_moment(text: &str) -> bool {
    let digits = |text: &str, low: u32, high: u32| {
        text.len() == 2
            && text.bytes().all(|b| b.is_ascii_digit())
            && text.parse().is_ok_and(|number: u32| (low..=high).contains(&number))
    };
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let year = unsigned.find(|c: char| !c.is_ascii_digit()).unwrap_or(unsigned.len());
    if year < 4 || year > 4 && unsigned.starts_with('0') {
        return false;
    }
    let Some(rest) = unsigned[year..].strip_prefix('-') else { return year == unsigned.len() };
    let Some((month, rest)) = rest.split_at_checked(2) else { return false };
    if !digits(month, 1, 12) {
        return false;
    }
    let Some(rest) = rest.strip_prefix('-') else { return rest.is_empty() };
    let Some((day, rest)) = rest.split_at_checked(2) else { return false };
    if !digits(day, 1, 31) {
        return false;
    }
    let Some(time) = rest.strip_prefix('T') else { return rest.is_empty() };
    let Some((clock, rest)) = time.split_at_checked(8) else { return false };
    let parts: Vec<&str> = clock.split(':').collect();
    let [hour, minute, second] = parts[..] else { return false };
    if !(digits(hour, 0, 23) && digits(minute, 0, 59) && digits(second, 0, 59)) {
        return false;
    }
    let zone = match rest.strip_prefix('.') {
        Some(fraction) => {
            let end = fraction.find(|c: char| !c.is_ascii_digit()).unwrap_or(fraction.len());
            if end == 0 {
                return false;
            }
            &fraction[end..]
        }
        None => rest,
    };
    let offset = zone.strip_prefix(['+', '-']).and_then(|zone| zone.split_once(':'));
    zone.is_empty() || zone == "Z" || offset.is_some_and(|(h, m)| digits(h, 0, 23) && digits(m, 0, 59))
}

#[cfg(test)]
mod tests {
    use super::is_moment;

    #[test]
    fn truncated_dates() {
        for good in [
            "2024",
            "-0044",
            "12024",
            "2024-02",
            "2024-02-29",
            "2024-02-29T23:59:59",
            "2024-02-29T00:00:00.5Z",
            "2024-02-29T00:00:00-03:30",
        ] {
            assert!(is_moment(good), "{good}");
        }
        for bad in [
            "",
            "24",
            "02024",
            "2024-13",
            "2024-2",
            "2024-02-32",
            "2024-02-29T24:00:00",
            "2024-02-29T00:00",
            "2024-02-29T00:00:00.Z",
            "2024-02-29T00:00:00+3",
            "February 29th 2024",
            "٢٠٢٤",
            "2024-",
            "2024-ب",
        ] {
            assert!(!is_moment(bad), "{bad}");
        }
    }
}
