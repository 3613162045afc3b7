//! When a text was published: what its relative dates are relative to.

use jiff::civil::{Date, Time};
use std::fmt;

/// A day, with the time of day where it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// The day.
    pub date: Date,
    /// The time of day, when known.
    pub time: Option<Time>,
}

impl Published {
    /// Reads `YYYY-MM-DD`, with or without `Thh:mm` and what may follow it (seconds, a zone, which are dropped).
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let date = text.get(..10)?.parse().ok()?;
        let rest = &text[10..];
        if rest.is_empty() {
            return Some(Self { date, time: None });
        }
        let clock = rest.strip_prefix(['T', 't', ' '])?;
        let time = clock.get(..5)?.parse().ok()?;
        Some(Self { date, time: Some(time) })
    }
}

impl From<Date> for Published {
    fn from(date: Date) -> Self {
        Self { date, time: None }
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.time {
            Some(time) => write!(f, "{}T{:02}:{:02}", self.date, time.hour(), time.minute()),
            None => write!(f, "{}", self.date),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Published;

    #[test]
    fn reads_what_metadata_and_callers_write() {
        for (text, expected) in [
            ("2016-12-29", "2016-12-29"),
            ("2016-12-29T14:05", "2016-12-29T14:05"),
            ("2016-12-29T14:05:33+03:00", "2016-12-29T14:05"),
            (" 2016-12-29 14:05 ", "2016-12-29T14:05"),
            ("2016-13-29", "none"),
            ("2016-12-29x", "none"),
            ("29-12-2016", "none"),
            ("2016", "none"),
            ("٢٠١٦-١٢-٢٩", "none"),
        ] {
            let shown = Published::parse(text).map_or_else(|| "none".to_owned(), |p| p.to_string());
            assert_eq!(shown, expected, "{text}");
        }
    }
}
