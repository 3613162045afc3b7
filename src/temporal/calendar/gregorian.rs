//! Civil-date arithmetic that cannot fail: whatever leaves the calendar is no date.

use jiff::civil::{Date, ISOWeekDate, Weekday};

/// The day, if there is one.
pub fn day(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// `days` later, or earlier when negative.
pub fn add_days(date: Date, days: i32) -> Option<Date> {
    date.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// `months` later, the day cut to the month's length.
pub fn add_months(date: Date, months: i32) -> Option<Date> {
    date.checked_add(jiff::Span::new().try_months(months).ok()?).ok()
}

/// Days from `a` to `b`.
pub fn days_between(a: Date, b: Date) -> i32 {
    a.until(b).map_or(0, |span| span.get_days())
}

/// The ISO number of a day's weekday, Monday 1.
pub fn weekday(date: Date) -> u8 {
    date.weekday().to_monday_one_offset().unsigned_abs()
}

/// The Monday of the ISO week that holds `date`.
pub fn monday(date: Date) -> Option<Date> {
    add_days(date, 1 - i32::from(weekday(date)))
}

/// ISO year and week of a day.
pub fn iso_week(date: Date) -> (i16, i8) {
    let week: ISOWeekDate = date.iso_week_date();
    (week.year(), week.week())
}

/// The last day of a month.
pub fn last_of_month(year: i16, month: u8) -> Option<Date> {
    day(year, month, 1).map(Date::last_of_month)
}

/// The nth such weekday of a month; -1 is the last.
pub fn nth_weekday(year: i16, month: u8, nth: i32, iso_weekday: u8) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(i8::try_from(iso_weekday).ok()?).ok()?;
    day(year, month, 1)?.nth_weekday_of_month(i8::try_from(nth).ok()?, weekday).ok()
}

#[cfg(test)]
mod tests {
    use super::{iso_week, monday, nth_weekday, weekday};
    use jiff::civil::date;

    #[test]
    fn weeks_and_weekdays() {
        let thursday = date(2016, 12, 29);
        assert_eq!(weekday(thursday), 4);
        assert_eq!(iso_week(thursday), (2016, 52));
        assert_eq!(monday(thursday), Some(date(2016, 12, 26)));
        assert_eq!(nth_weekday(2016, 12, -1, 4), Some(thursday));
        assert_eq!(nth_weekday(2016, 12, 5, 4), Some(thursday));
        assert_eq!(nth_weekday(2016, 12, 5, 7), None);
    }
}
