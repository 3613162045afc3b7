//! The forms of a TIMEX3 value that each vocabulary can hold, and the way back.
//!
//! The value in the middle is ISO 8601 extended, without seconds when they are zero. Whatever a vocabulary has no form
//! for is kept as it stands rather than bent.

use crate::tags::TagType;

/// A calendar date or a part of one, with perhaps a time: `2016`, `2016-12`, `2016-12-29T14:05+03:00`, `14:05`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tags) struct Stamp<'a> {
    /// Empty for a bare time.
    pub date: &'a str,
    /// `hh:mm`, empty when there is none.
    pub clock: &'a str,
    /// `ss` with fraction, empty when not written.
    pub seconds: &'a str,
    /// `Z`, `+03:00` or empty.
    pub zone: &'a str,
}

impl<'a> Stamp<'a> {
    /// Reads extended ISO 8601. Impossible dates and times are refused.
    pub(in crate::tags) fn parse(value: &'a str) -> Option<Self> {
        let (date, time) = match value.split_once('T') {
            Some((date, time)) => (date, Some(time)),
            None if value.contains(':') => ("", Some(value)),
            None => (value, None),
        };
        let zone_at = |text: &str| text.find(['Z', '+']).or_else(|| text.rfind('-'));
        match time {
            None => is_date(date).then_some(Self { date, clock: "", seconds: "", zone: "" }),
            Some(time) => {
                if !(date.is_empty() || date.len() == 10 && is_date(date)) {
                    return None;
                }
                let (clock, zone) = time.split_at(zone_at(time).unwrap_or(time.len()));
                let (clock, seconds) = match clock.get(5..6) {
                    Some(":") => (&clock[..5], &clock[6..]),
                    Some(_) => return None,
                    None => (clock, ""),
                };
                let fits = is_clock(clock, ':')
                    && (seconds.is_empty() && !time.ends_with(':') || is_seconds(seconds))
                    && is_zone(zone);
                fits.then_some(Self { date, clock, seconds, zone })
            }
        }
    }
}

fn digits(text: &str, len: usize) -> Option<u32> {
    (text.len() == len && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn is_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let Some(year) = parts.next().and_then(|y| digits(y, 4)) else { return false };
    let Some(month) = parts.next() else { return true };
    let Some(month) = digits(month, 2).filter(|m| (1..=12).contains(m)) else { return false };
    let Some(day) = parts.next() else { return true };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    digits(day, 2).is_some_and(|d| (1..=last).contains(&d))
}

fn is_clock(text: &str, separator: char) -> bool {
    text.split_once(separator)
        .is_some_and(|(h, m)| digits(h, 2).is_some_and(|h| h < 24) && digits(m, 2).is_some_and(|m| m < 60))
}

fn is_seconds(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    digits(whole, 2).is_some_and(|s| s < 60)
        && !fraction.is_empty()
        && fraction.bytes().all(|b| b.is_ascii_digit())
}

fn is_zone(text: &str) -> bool {
    text.is_empty() || text == "Z" || text.strip_prefix(['+', '-']).is_some_and(|clock| is_clock(clock, ':'))
}

/// TIMEX3's modifiers.
pub(crate) const MODIFIERS: &[&str] = &[
    "BEFORE",
    "AFTER",
    "ON_OR_BEFORE",
    "ON_OR_AFTER",
    "LESS_THAN",
    "MORE_THAN",
    "EQUAL_OR_LESS",
    "EQUAL_OR_MORE",
    "START",
    "MID",
    "END",
    "APPROX",
];

/// The modifier a class or subtype names; documents use both for other things too.
pub(super) fn modifier(written: &str) -> Option<String> {
    MODIFIERS.iter().find(|known| known.eq_ignore_ascii_case(written)).map(|&known| known.to_owned())
}

/// The type a value shows by its form alone. A set cannot be told from a duration.
pub(super) fn kind_of(value: &str) -> TagType {
    let value = value.split('/').next().unwrap_or(value);
    if value.contains('_') {
        return TagType::Date;
    }
    match value.as_bytes() {
        [b'P', b'0'..=b'9' | b'X' | b'T', ..] => TagType::Duration,
        [b'0'..=b'9' | b'X' | b'T', ..] if value.contains('T') || value.contains(':') => TagType::Time,
        _ => TagType::Date,
    }
}

/// A plain decimal, as XML Schema has it and detection writes it.
pub(in crate::tags) fn is_decimal(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    digits(whole) && digits(fraction)
}

/// NITF's `norm`: `20161229`, `20161229T140500+0300`, `201612`. Other values stand as they are.
pub(in crate::tags) fn to_norm(value: &str) -> String {
    let Some(stamp) = Stamp::parse(value).filter(|stamp| !stamp.date.is_empty()) else {
        return value.to_owned();
    };
    let mut out = stamp.date.replace('-', "");
    if !stamp.clock.is_empty() {
        let seconds = if stamp.seconds.is_empty() { "00" } else { stamp.seconds };
        out.push('T');
        out.push_str(&stamp.clock.replace(':', ""));
        out.push_str(seconds);
        out.push_str(&stamp.zone.replace(':', ""));
    }
    out
}

/// The value of NITF's `norm`.
pub(in crate::tags) fn from_norm(norm: &str) -> String {
    extended(norm).unwrap_or_else(|| norm.to_owned())
}

fn extended(norm: &str) -> Option<String> {
    if !norm.is_ascii() {
        return None;
    }
    let (day, time) = norm.split_once('T').map_or((norm, ""), |(day, time)| (day, time));
    let mut out = match day.len() {
        6 => format!("{}-{}", &day[..4], &day[4..]),
        8 => format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]),
        _ => return None,
    };
    if !time.is_empty() {
        let zone_at = time.find(['Z', '+', '-']).unwrap_or(time.len());
        let (clock, zone) = time.split_at(zone_at);
        let (hm, seconds) = clock.split_at_checked(4)?;
        out.extend(["T", &hm[..2], ":", &hm[2..]]);
        if !seconds.is_empty() && seconds != "00" {
            out.push(':');
            out.push_str(seconds);
        }
        if zone.len() == 5 {
            out.extend([&zone[..3], ":", &zone[3..]]);
        } else {
            out.push_str(zone);
        }
    }
    Stamp::parse(&out).is_some().then_some(out)
}

/// The form W3C XML Schema has for the value: `xs:date`, `gYear`, `gYearMonth`, `time`, `dateTime`. It knows no year
/// 0000, and no zone beyond fourteen hours.
pub(in crate::tags) fn to_w3c(value: &str) -> Option<String> {
    let Stamp { date, clock, seconds, zone } = Stamp::parse(value)?;
    if date.starts_with("0000") || zone.get(1..).is_some_and(|hours| hours > "14:00") {
        return None;
    }
    if clock.is_empty() {
        return Some(date.to_owned());
    }
    let separator = if date.is_empty() { "" } else { "T" };
    let seconds = if seconds.is_empty() { "00" } else { seconds };
    Some(format!("{date}{separator}{clock}:{seconds}{zone}"))
}

/// The value of a W3C date or time: zero seconds are no information.
pub(in crate::tags) fn from_w3c(value: &str) -> String {
    match Stamp::parse(value) {
        Some(Stamp { date, clock, seconds: "00", zone }) => {
            let separator = if date.is_empty() { "" } else { "T" };
            format!("{date}{separator}{clock}{zone}")
        }
        _ => value.to_owned(),
    }
}

/// True for the characters TEI allows in its `-iso` attributes.
pub(in crate::tags) fn is_iso_token(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit() || b".,DHMPRSTWYZ/:+-".contains(&b))
}

/// True for `xs:duration` without a sign: `P1Y6M`, `PT2H`.
pub(in crate::tags) fn is_w3c_duration(value: &str) -> bool {
    let Some(rest) = value.strip_prefix('P') else { return false };
    let (days, time) = rest.split_once('T').map_or((rest, None), |(days, time)| (days, Some(time)));
    let fits = |text: &str, units: &str| {
        let mut units = units.chars();
        let mut number = 0;
        text.chars().all(|c| {
            if c.is_ascii_digit() {
                number += 1;
                true
            } else {
                let some = number > 0;
                number = 0;
                some && units.any(|unit| unit == c)
            }
        }) && number == 0
    };
    fits(days, "YMD") && time.map_or(!days.is_empty(), |time| !time.is_empty() && fits(time, "HMS"))
}

/// True for what HTML allows in `datetime`: dates, months, years, weeks, times, and durations up to weeks.
pub(super) fn is_html_datetime(value: &str) -> bool {
    let week = || {
        value.split_once("-W").is_some_and(|(year, week)| {
            digits(year, 4).is_some_and(|y| y > 0) && digits(week, 2).is_some_and(|w| (1..=53).contains(&w))
        })
    };
    let weeks = || value.strip_prefix('P').and_then(|p| p.strip_suffix('W')).is_some_and(is_number);
    let duration =
        || is_w3c_duration(value) && !value.split('T').next().is_some_and(|days| days.contains(['Y', 'M']));
    Stamp::parse(value).is_some_and(|stamp| stamp.date != "0000") || week() || weeks() || duration()
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{
        Stamp, from_norm, from_w3c, is_html_datetime, is_iso_token, is_w3c_duration, kind_of, to_norm, to_w3c,
    };
    use crate::tags::TagType::{Date, Duration, Time};

    #[test]
    fn stamps() {
        for good in [
            "2016",
            "2016-12",
            "2016-12-29",
            "2016-02-29",
            "2016-12-30T00:00",
            "2016-12-30T14:05:09.5Z",
            "2016-12-30T14:05-03:30",
            "14:05",
            "14:05:01",
        ] {
            assert!(Stamp::parse(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "16",
            "2016-13",
            "2016-13-45",
            "2015-02-29",
            "2016-12-29T24:00",
            "2016-12T10:00",
            "2016-12-29T",
            "2016-12-29TNI",
            "2016-12-29T1:00",
            "2016-W52",
            "2016-12-29T10:00:",
            "2016-12-29T10:00x",
            "T",
            "Z",
            "T10:00Z+",
            "٢٠١٦",
            "2016-12-29T10:00+3",
        ] {
            assert!(Stamp::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn norms_come_back() {
        for (value, norm) in [
            ("2016-12-29", "20161229"),
            ("2016-12", "201612"),
            ("2016", "2016"),
            ("2016-12-30T00:00", "20161230T000000"),
            ("2016-12-30T14:05:09+03:00", "20161230T140509+0300"),
            ("2016-12-30T14:05Z", "20161230T140500Z"),
            ("2016-W52", "2016-W52"),
            ("2014/2016", "2014/2016"),
            ("14:05", "14:05"),
            ("195", "195"),
        ] {
            assert_eq!(to_norm(value), norm);
            assert_eq!(from_norm(norm), value);
        }
        for odd in
            ["", "20161345", "99999999999", "201613", "abcdefgh", "2016122T", "٢٠١٦١٢", "20161229Tüüüü"]
        {
            assert_eq!(from_norm(odd), odd);
        }
    }

    #[test]
    fn schema_forms() {
        assert_eq!(to_w3c("2016-12-30T00:00").as_deref(), Some("2016-12-30T00:00:00"));
        assert_eq!(from_w3c("2016-12-30T00:00:00"), "2016-12-30T00:00");
        assert_eq!(to_w3c("14:05").as_deref(), Some("14:05:00"));
        assert_eq!(from_w3c("14:05:00"), "14:05");
        assert_eq!(to_w3c("2016-W52"), None);
        assert_eq!(to_w3c("0000-01-01"), None);
        assert_eq!(to_w3c("2016-12-30T00:00+14:01"), None);
        for good in ["P3D", "P1Y6M", "PT2H", "P1DT2H30M"] {
            assert!(is_w3c_duration(good), "{good}");
        }
        for bad in ["P", "PT", "P3", "P2W", "PXD", "P1DT", "P1D1Y", "3D", "P1H"] {
            assert!(!is_w3c_duration(bad), "{bad}");
        }
        assert!(is_iso_token("2016-W52") && is_iso_token("P2W"));
        assert!(!is_iso_token("XXXX-WXX-2") && !is_iso_token("") && !is_iso_token("2018-FA"));
        for good in ["2016", "2016-12-29", "2016-W52", "P3D", "PT2H", "P2W", "14:05"] {
            assert!(is_html_datetime(good), "{good}");
        }
        for bad in ["P1Y", "P1M", "2014/2016", "PXD", "2018-FA", "PRESENT_REF", "P0.5W", ""] {
            assert!(!is_html_datetime(bad), "{bad}");
        }
    }

    #[test]
    fn kinds_by_form() {
        for (value, kind) in [
            ("2016-12-29", Date),
            ("2016-12-29T10:00", Time),
            ("2016-12-29TNI", Time),
            ("14:05", Time),
            ("P3D", Duration),
            ("PT2H", Duration),
            ("PXD", Duration),
            ("PAST_REF", Date),
            ("FUTURE_REF", Date),
            ("2016-W44-WE", Date),
            ("XXXX-WXX-2", Date),
            ("2016-12-29T10:00/2016-12-29T12:00", Time),
            ("../2016", Date),
            ("", Date),
        ] {
            assert_eq!(kind_of(value), kind, "{value}");
        }
    }
}
