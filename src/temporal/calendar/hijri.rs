//! The Umm al-Qura calendar by its published table of month starts.
//!
//! The table is data (`seeds/calendar/umm_al_qura.tsv`), not an algorithm: algorithms differ from the published
//! calendar in hundreds of months. Outside AH 1343 to 1500 only the tabular calendar answers, and says so.

use jiff::civil::Date;

#[allow(clippy::unreadable_literal)]
mod table {
    include!(concat!(env!("OUT_DIR"), "/umm_al_qura.rs"));
}
use table::{FIRST_YEAR, STARTS};

/// A Hijri day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HijriDate {
    /// The year, AH.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day, 1 to 30.
    pub day: u8,
}

fn index(year: i16, month: u8) -> Option<usize> {
    let months = (i32::from(year) - i32::from(FIRST_YEAR)) * 12 + i32::from(month) - 1;
    usize::try_from(months).ok().filter(|&i| (1..=12).contains(&month) && i + 1 < STARTS.len())
}

fn date(days: i32) -> Option<Date> {
    Date::constant(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// Days since 1970-01-01.
fn days(date: Date) -> i32 {
    Date::constant(1970, 1, 1).until(date).map_or(i32::MAX, |span| span.get_days())
}

/// The number of days of a month, 29 or 30.
pub fn month_length(year: i16, month: u8) -> Option<u8> {
    let i = index(year, month)?;
    u8::try_from(STARTS[i + 1] - STARTS[i]).ok()
}

/// The Gregorian day of a Hijri one. None outside the table and for a day that its month does not have.
pub fn to_gregorian(hijri: HijriDate) -> Option<Date> {
    let i = index(hijri.year, hijri.month)?;
    if hijri.day == 0 || hijri.day > month_length(hijri.year, hijri.month)? {
        return None;
    }
    date(STARTS[i] + i32::from(hijri.day) - 1)
}

/// The first and the last Gregorian day of a Hijri month.
pub fn month_bounds(year: i16, month: u8) -> Option<(Date, Date)> {
    let i = index(year, month)?;
    Some((date(STARTS[i])?, date(STARTS[i + 1] - 1)?))
}

/// The days of a Hijri month outside the table, by the tabular calendar (30-year cycle, 11 leap years): within two days
/// of what was observed. History names such years; none before AH 1, and none of the table, which has its own answer.
pub fn tabular_month(year: i16, month: u8) -> Option<(Date, Date)> {
    if year < 1 || !(1..=12).contains(&month) || index(year, month).is_some() {
        return None;
    }
    let start = |year: i32, month: i32| {
        // 1 Muharram AH 1 is 16 July 622 in the Julian calendar, 492,148 days before 1970.
        const EPOCH: i32 = -492_148;
        EPOCH + (year - 1) * 354 + (3 + 11 * year) / 30 + 29 * (month - 1) + month / 2
    };
    let (year, month) = (i32::from(year), i32::from(month));
    let next = if month == 12 { start(year + 1, 1) } else { start(year, month + 1) };
    Some((date(start(year, month))?, date(next - 1)?))
}

/// The Hijri day of a Gregorian one. None outside the table.
pub fn from_gregorian(gregorian: Date) -> Option<HijriDate> {
    let day = days(gregorian);
    let i = STARTS.partition_point(|&start| start <= day).checked_sub(1)?;
    if i + 1 >= STARTS.len() {
        return None;
    }
    Some(HijriDate {
        year: FIRST_YEAR + i16::try_from(i / 12).ok()?,
        month: u8::try_from(i % 12 + 1).ok()?,
        day: u8::try_from(day - STARTS[i] + 1).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::{HijriDate, from_gregorian, month_bounds, month_length, to_gregorian};
    use jiff::civil::date;

    #[test]
    fn every_month_of_the_table_converts_to_and_fro() {
        let mut months = 0;
        let mut last_day_before = None;
        for year in 1343..=1500 {
            for month in 1..=12 {
                let (first, last) = month_bounds(year, month).unwrap();
                let length = month_length(year, month).unwrap();
                assert!(
                    (29..=30).contains(&length) || length == 31 || length == 28,
                    "{year}-{month}: {length}"
                );
                for (day, gregorian) in [(1, first), (length, last)] {
                    let hijri = HijriDate { year, month, day };
                    assert_eq!(to_gregorian(hijri), Some(gregorian));
                    assert_eq!(from_gregorian(gregorian), Some(hijri));
                }
                assert_eq!(to_gregorian(HijriDate { year, month, day: length + 1 }), None);
                if let Some(before) = last_day_before {
                    assert_eq!(first.yesterday().unwrap(), before);
                }
                last_day_before = Some(last);
                months += 1;
            }
        }
        assert_eq!(months, 1896);
    }

    #[test]
    fn known_days() {
        // The first day of the table, and two days that any printed calendar of the kingdom shows.
        for (hijri, gregorian) in [
            ((1343, 1, 1), date(1924, 8, 1)),
            ((1438, 3, 30), date(2016, 12, 29)),
            ((1442, 1, 1), date(2020, 8, 20)),
        ] {
            let hijri = HijriDate { year: hijri.0, month: hijri.1, day: hijri.2 };
            assert_eq!(to_gregorian(hijri), Some(gregorian));
        }
        assert_eq!(from_gregorian(date(1924, 7, 31)), None);
        assert_eq!(from_gregorian(date(2077, 11, 17)), None);
        assert_eq!(to_gregorian(HijriDate { year: 1501, month: 1, day: 1 }), None);
    }
}
