//! Civil-date arithmetic that cannot fail: whatever leaves the calendar is no date.

use jiff::civil::{Date, ISOWeekDate};

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

/// Days from `date` on to the first day of this ISO weekday, 0 to 6.
pub fn days_to(date: Date, iso_weekday: u8) -> i32 {
    (i32::from(iso_weekday) - i32::from(weekday(date))).rem_euclid(7)
}

/// Days from the last day of this ISO weekday to `date`, 0 to 6.
pub fn days_since(date: Date, iso_weekday: u8) -> i32 {
    (i32::from(weekday(date)) - i32::from(iso_weekday)).rem_euclid(7)
}

/// The nth such weekday between two days, both included; -1 is the last.
pub fn nth_weekday((first, last): (Date, Date), nth: i32, iso_weekday: u8) -> Option<Date> {
    let date = if nth < 0 {
        add_days(last, 7 * (nth + 1) - days_since(last, iso_weekday))
    } else {
        add_days(first, 7 * (nth - 1) + days_to(first, iso_weekday))
    }?;
    (first <= date && date <= last).then_some(date)
}

/// The first and last day of a month.
pub fn month_bounds(year: i16, month: u8) -> Option<(Date, Date)> {
    Some((day(year, month, 1)?, last_of_month(year, month)?))
}

#[cfg(test)]
mod tests {
    use super::{days_since, days_to, iso_week, monday, month_bounds, nth_weekday, weekday};
    use jiff::civil::date;

    #[test]
    fn weeks_and_weekdays() {
        let thursday = date(2016, 12, 29);
        assert_eq!(weekday(thursday), 4);
        assert_eq!(iso_week(thursday), (2016, 52));
        assert_eq!(monday(thursday), Some(date(2016, 12, 26)));
        assert_eq!((days_to(thursday, 4), days_to(thursday, 3), days_to(thursday, 7)), (0, 6, 3));
        assert_eq!((days_since(thursday, 4), days_since(thursday, 3), days_since(thursday, 7)), (0, 1, 4));
        let december = month_bounds(2016, 12).unwrap();
        assert_eq!(nth_weekday(december, -1, 4), Some(thursday));
        assert_eq!(nth_weekday(december, 5, 4), Some(thursday));
        assert_eq!(nth_weekday(december, 5, 7), None);
    }
}
