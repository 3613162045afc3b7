//! Values of time in one canonical spelling each, so that two spellings of one value count as equal.
//!
//! 24:00 is 00:00 of the next day, seconds of zero are dropped, lengths are months and seconds, an interval that is a
//! week, a month, a quarter, a half, a year, a decade or a century is written as that. What is not understood stays as
//! it is: two unknown values are equal when they are spelled alike.

use crate::temporal::calendar::gregorian;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use regex::{Captures, Regex};
use std::sync::LazyLock;

#[allow(clippy::expect_used)] // The patterns are constants and a test reads each of them.
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant pattern")
}

static LENGTH: LazyLock<Regex> = LazyLock::new(|| {
    let part = |letter: &str| format!(r"(?:(\d+(?:\.\d+)?|X){letter})?");
    let (date, time) = (["Y", "M", "W", "D"].map(part).concat(), ["H", "M", "S"].map(part).concat());
    pattern(&format!("^P{date}(?:T{time})?$"))
});
static ZERO_SECONDS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(T\d\d:\d\d):00(?:\.0+)?($|[Z+-])"));
static ZERO_MINUTES: LazyLock<Regex> = LazyLock::new(|| pattern(r"(T\d\d):00($|[Z+-])"));
static END_OF_DAY: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\d{4}-\d\d-\d\d)T24(?::00)?$"));
static DAY: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\d{4})(?:-(\d\d)-(\d\d)|(\d\d)(\d\d))$"));
static WEEK: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\d{4})(?:-W(\d\d)(?:-(\d))?|W(\d\d)(\d)?)$"));
static WEEK_DAY: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\d{4})-W(\d\d)-(\d)$"));

/// The canonical spelling of `value`.
pub fn canonical(value: &str) -> String {
    let value = value.trim();
    if value.starts_with('P') {
        return length(value).unwrap_or_else(|| value.to_owned());
    }
    if let Some((from, to)) = value.split_once('/') {
        if to.starts_with('P') {
            return format!("{}/{}", moment(from), canonical(to));
        }
        let (from, to) = (moment(from), moment(to));
        return interval(&from, &to).unwrap_or_else(|| {
            let open = |end: String| if end.is_empty() { "..".to_owned() } else { end };
            format!("{}/{}", open(from), open(to))
        });
    }
    if WEEK_DAY.is_match(value) {
        return date(value).map_or_else(|| value.to_owned(), |d| d.to_string());
    }
    // A decade or a century with its open digits spelled: 199X, 19XX.
    for (digits, open) in [(3, "X"), (2, "XX")] {
        if let Some(head) = value.strip_suffix(open)
            && head.chars().count() == digits
            && head.chars().all(|c| c.is_ascii_digit())
        {
            return head.to_owned();
        }
    }
    moment(value)
}

/// A length in months and seconds; none when it holds no number or an unknown one.
fn length(value: &str) -> Option<String> {
    let parts = LENGTH.captures(value)?;
    let given: Vec<&str> = parts.iter().skip(1).flatten().map(|m| m.as_str()).collect();
    if given.is_empty() || given.contains(&"X") {
        return None;
    }
    let part = |index: usize| parts.get(index).and_then(|m| m.as_str().parse::<f64>().ok()).unwrap_or(0.0);
    let months = part(1) * 12.0 + part(2);
    let seconds = [(3, 604_800.0), (4, 86_400.0), (5, 3_600.0), (6, 60.0), (7, 1.0)]
        .into_iter()
        .fold(0.0, |sum, (index, per)| sum + part(index) * per);
    // Six digits, as the published scorer compares them.
    Some(format!("P:{months:.5e}:{seconds:.5e}"))
}

/// One end of an interval, or a value by itself.
fn moment(value: &str) -> String {
    let value = ZERO_SECONDS.replace_all(value.trim(), "$1$2");
    let value = ZERO_MINUTES.replace_all(&value, "$1$2");
    let value = value.strip_suffix('Z').unwrap_or(&value);
    if value == "T24" || value == "T24:00" {
        return "T00".to_owned();
    }
    let next_day = END_OF_DAY.captures(value).and_then(|c| date(&c[1])?.tomorrow().ok());
    next_day.map_or_else(|| value.to_owned(), |day| format!("{day}T00"))
}

/// A day in any ISO 8601 form: 2016-12-29, 20161229, 2016-W52-4, 2016-W52 (its Monday).
fn date(text: &str) -> Option<Date> {
    // The week forms have an optional third part, so the two alternatives of each pattern are told by what is there.
    let number = |c: &Captures, a: usize, b: usize| {
        c.get(a).or_else(|| c.get(b)).and_then(|m| m.as_str().parse::<i16>().ok())
    };
    if let Some(c) = DAY.captures(text) {
        let small = |n: Option<i16>| n.and_then(|n| u8::try_from(n).ok());
        let year = number(&c, 1, 1).filter(|year| *year > 0)?;
        return gregorian::day(year, small(number(&c, 2, 4))?, small(number(&c, 3, 5))?);
    }
    let c = WEEK.captures(text)?;
    let small = |n: i16| i8::try_from(n).ok();
    let weekday = Weekday::from_monday_one_offset(small(number(&c, 3, 5).unwrap_or(1))?).ok()?;
    let year = number(&c, 1, 1).filter(|year| *year > 0)?;
    ISOWeekDate::new(year, small(number(&c, 2, 4)?)?, weekday).ok().map(ISOWeekDate::date)
}

/// The period that an interval of days is, if it is one.
fn interval(from: &str, to: &str) -> Option<String> {
    let (first, last) = (date(from)?, date(to)?);
    let after = last.tomorrow().ok()?;
    let (year, month) = (i32::from(first.year()), i32::from(first.month()));
    if first.day() == 1 && after.day() == 1 {
        let months = (i32::from(after.year()) - year) * 12 + i32::from(after.month()) - month;
        match months {
            1 => return Some(format!("{year:04}-{month:02}")),
            3 if month % 3 == 1 => return Some(format!("{year:04}-Q{}", (month + 2) / 3)),
            6 if month == 1 || month == 7 => {
                return Some(format!("{year:04}-H{}", if month == 1 { 1 } else { 2 }));
            }
            12 if month == 1 => return Some(format!("{year:04}")),
            120 if month == 1 && year % 10 == 0 => return Some(format!("{:03}", year / 10)),
            1200 if month == 1 && year % 100 <= 1 => return Some(format!("{:02}", year / 100)),
            _ => {}
        }
    }
    if gregorian::weekday(first) == 1 && gregorian::days_between(first, last) == 6 {
        let (year, week) = gregorian::iso_week(first);
        return Some(format!("{year:04}-W{week:02}"));
    }
    (first == last).then(|| from.to_owned())
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn one_spelling_for_each_value() {
        for (value, expected) in [
            ("2021-03-04T05:06:00", "2021-03-04T05:06"),
            ("2021-03-04T05:00:00.000+03:00", "2021-03-04T05+03:00"),
            ("2021-03-04T05:00Z", "2021-03-04T05"),
            ("2021-03-31T24:00", "2021-04-01T00"),
            ("T24:00", "T00"),
            ("2021-02-01/2021-02-28", "2021-02"),
            ("2021-04-01/2021-06-30", "2021-Q2"),
            ("2021-07-01/2021-12-31", "2021-H2"),
            ("2021-01-01/2021-12-31", "2021"),
            ("2010-01-01/2019-12-31", "201"),
            ("1901-01-01/2000-12-31", "19"),
            ("2021-03-01/2021-03-07", "2021-W09"),
            ("2021-03-02/2021-03-08", "2021-03-02/2021-03-08"),
            ("2021-03-02/2021-03-02", "2021-03-02"),
            ("2021-03-02/", "2021-03-02/.."),
            ("/2021-03-02T10:00", "../2021-03-02T10"),
            ("2021-W09-4", "2021-03-04"),
            ("2021-W60-4", "2021-W60-4"),
            ("199X", "199"),
            ("19XX", "19"),
            (" 2021-02-30 ", "2021-02-30"),
            ("P1DE", "P1DE"),
            ("PXD", "PXD"),
            ("P", "P"),
        ] {
            assert_eq!(canonical(value), expected, "{value}");
        }
    }

    #[test]
    fn lengths_are_equal_when_they_last_as_long() {
        for (a, b) in [("P2W", "P14D"), ("P1Y6M", "P18M"), ("PT90M", "PT1H30M"), ("P0.5Y", "P6M")] {
            assert_eq!(canonical(a), canonical(b));
        }
        assert_ne!(canonical("P1M"), canonical("P30D"));
        assert_ne!(canonical("P1M"), canonical("PT1M"));
        assert_eq!(canonical("2021-03-04/P1W"), canonical("2021-03-04/P7D"));
    }
}
