//! Easter Sunday, Western and Orthodox.
//!
//! Both by the published computus, so that every year of the civil calendar has its feasts; both answer in Gregorian
//! days. The Orthodox churches keep the Julian reckoning, which lies thirteen days behind in this century.

use super::gregorian;
use jiff::civil::Date;

/// Western Easter Sunday by the anonymous Gregorian computus.
#[allow(clippy::many_single_char_names)] // The letters of the published computus.
pub fn western(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    gregorian::day(year, u8::try_from(n / 31).ok()?, u8::try_from(n % 31 + 1).ok()?)
}

/// Orthodox Easter Sunday by Meeus's Julian computus, as a Gregorian day.
#[allow(clippy::many_single_char_names)]
pub fn orthodox(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let d = (19 * (y % 19) + 15) % 30;
    let e = (2 * (y % 4) + 4 * (y % 7) - d + 34) % 7;
    let n = d + e + 114;
    let written = gregorian::day(year, u8::try_from(n / 31).ok()?, u8::try_from(n % 31 + 1).ok()?)?;
    gregorian::add_days(written, y / 100 - y / 400 - 2)
}

#[cfg(test)]
mod tests {
    use super::{orthodox, western};
    use jiff::civil::date;

    #[test]
    fn known_easters() {
        for (year, west, east) in [
            (1999, date(1999, 4, 4), date(1999, 4, 11)),
            (2016, date(2016, 3, 27), date(2016, 5, 1)),
            (2017, date(2017, 4, 16), date(2017, 4, 16)),
            (2021, date(2021, 4, 4), date(2021, 5, 2)),
            (2024, date(2024, 3, 31), date(2024, 5, 5)),
            (2025, date(2025, 4, 20), date(2025, 4, 20)),
        ] {
            assert_eq!((western(year), orthodox(year)), (Some(west), Some(east)));
        }
    }

    #[test]
    fn no_year_fails_badly() {
        for year in [i16::MIN, -9999, -1, 0, 9999, i16::MAX] {
            let _ = (western(year), orthodox(year));
        }
    }
}
