//! The Hebrew calendar, by its arithmetic: mean new moons and four postponements, which have fixed it for centuries.
//!
//! Months are counted from Nisan, so Tishri, with which the year begins, is 7. The last month before Nisan, in which
//! Purim falls, is 12 here in every year: in a leap year that is the second Adar.

use jiff::civil::Date;

/// The last month of the year as this module counts: Adar, or Adar II.
pub const ADAR: u8 = 12;
/// 1 Tishri of the year 1, in days before 1970-01-01 of the proleptic Gregorian calendar.
const EPOCH: i64 = -2_092_590;

const fn is_leap(year: i64) -> bool {
    (7 * year + 1).rem_euclid(19) < 7
}

/// Days from the epoch to the mean new moon that begins a year, postponed when the year would begin on a day it may not.
const fn elapsed(year: i64) -> i64 {
    let months = (235 * year - 234).div_euclid(19);
    let parts = 12_084 + 13_753 * months;
    let day = 29 * months + parts.div_euclid(25_920);
    if (3 * (day + 1)).rem_euclid(7) < 3 { day + 1 } else { day }
}

/// 1 Tishri in days since 1970-01-01.
const fn new_year(year: i64) -> i64 {
    let (before, this, after) = (elapsed(year - 1), elapsed(year), elapsed(year + 1));
    let later = if after - this == 356 {
        2
    } else if this - before == 382 {
        1
    } else {
        0
    };
    EPOCH + this + later
}

/// The lengths of the months from Tishri on.
fn lengths(year: i64) -> ([u8; 13], usize) {
    let length = new_year(year + 1) - new_year(year);
    let heshvan = if length % 10 == 5 { 30 } else { 29 };
    let kislev = if length % 10 == 3 { 29 } else { 30 };
    if is_leap(year) {
        ([30, heshvan, kislev, 29, 30, 30, 29, 30, 29, 30, 29, 30, 29], 13)
    } else {
        ([30, heshvan, kislev, 29, 30, 29, 30, 29, 30, 29, 30, 29, 0], 12)
    }
}

/// The Gregorian day of a Hebrew one. None for a month or day that the year does not have.
pub fn to_gregorian(year: i16, month: u8, day: u8) -> Option<Date> {
    let year = i64::from(year);
    let (lengths, count) = lengths(year);
    let place = usize::from(match month {
        7..=11 => month - 7,
        ADAR => u8::try_from(count).ok()? - 7,
        1..=6 => u8::try_from(count).ok()? - 7 + month,
        _ => return None,
    });
    if day == 0 || day > *lengths.get(place)? {
        return None;
    }
    let before: i64 = lengths.iter().take(place).map(|&n| i64::from(n)).sum();
    let days = new_year(year) + before + i64::from(day) - 1;
    Date::constant(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::{ADAR, to_gregorian};
    use crate::temporal::calendar::gregorian;
    use jiff::civil::date;

    #[test]
    fn days_of_printed_calendars() {
        for ((year, month, day), gregorian) in [
            ((5779, 7, 1), date(2018, 9, 10)),
            ((5784, 7, 10), date(2023, 9, 25)),
            ((5784, 9, 25), date(2023, 12, 8)),
            ((5784, ADAR, 14), date(2024, 3, 24)),
            ((5783, ADAR, 14), date(2023, 3, 7)),
            ((5784, 1, 15), date(2024, 4, 23)),
            ((5785, 3, 6), date(2025, 6, 2)),
            ((5708, 2, 5), date(1948, 5, 14)),
            ((5734, 7, 10), date(1973, 10, 6)),
        ] {
            assert_eq!(to_gregorian(year, month, day), Some(gregorian), "{year}-{month}-{day}");
        }
        assert_eq!(to_gregorian(5784, 13, 1), None);
        assert_eq!(to_gregorian(5784, 1, 31), None);
    }

    #[test]
    fn no_year_begins_on_a_sunday_wednesday_or_friday() {
        for year in 5600..6000 {
            let weekday = to_gregorian(year, 7, 1).map(gregorian::weekday);
            assert!(matches!(weekday, Some(1 | 2 | 4 | 6)), "{year}");
        }
    }
}
