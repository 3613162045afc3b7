//! Offsets of time zones on a day: "+03:00" as written, a city's by the time zone database.
//!
//! The lists name a zone by its offset, or by its IANA name where the offset changes over the year (Europe/Paris) or
//! has changed over the years (Asia/Amman): a clock time of 2016 gets the offset of 2016.

use crate::temporal::Zone;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// The offset from UTC in minutes, if the zone has one. `local` is the article's own zone, which nobody names.
pub fn offset(zone: Zone, at: DateTime) -> Option<i16> {
    if let Some(written) = written(zone) {
        return Some(written);
    }
    let Zone::Listed(zone) = zone else { return None };
    let zone = zone.contains('/').then(|| TimeZone::get(zone).ok())??;
    let instant = zone.to_ambiguous_timestamp(at).compatible().ok()?;
    i16::try_from(zone.to_offset(instant).seconds() / 60).ok()
}

/// An offset that is written, in the text or in the list: `+03:00`, `-05:00`.
pub fn written(zone: Zone) -> Option<i16> {
    let zone = match zone {
        Zone::Offset(minutes) => return Some(minutes),
        Zone::Listed(zone) => zone,
    };
    let (sign, rest) = match zone.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':')?;
    Some(sign * (hours.parse::<i16>().ok()? * 60 + minutes.parse::<i16>().ok()?))
}

/// An offset as ISO 8601 writes it.
pub fn write(minutes: i16) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let all = minutes.unsigned_abs();
    format!("{sign}{:02}:{:02}", all / 60, all % 60)
}

#[cfg(test)]
mod tests {
    use super::{Zone, offset, write};
    use jiff::civil::date;

    #[test]
    fn a_city_has_the_offset_of_the_day() {
        let check = |zone: &'static str, at: jiff::civil::Date, expected: &str| {
            let shown =
                offset(Zone::Listed(zone), at.at(12, 0, 0, 0)).map_or_else(|| "none".to_owned(), write);
            assert_eq!(shown, expected, "{zone} {at}");
        };
        check("+03:00", date(2016, 12, 29), "+03:00");
        check("-04:30", date(2016, 12, 29), "-04:30");
        check("local", date(2016, 12, 29), "none");
        // Beirut keeps summer time; Amman stays on it since 2022.
        check("Asia/Beirut", date(2016, 12, 29), "+02:00");
        check("Asia/Beirut", date(2016, 7, 1), "+03:00");
        check("Asia/Amman", date(2016, 12, 29), "+02:00");
        check("Asia/Amman", date(2023, 12, 29), "+03:00");
        check("Atlantis/Center", date(2016, 12, 29), "none");
    }
}
