//! The days that a value of a date leaves possible: two values contradict each other when they share none.

use crate::temporal::calendar::gregorian;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// The first and the last day of a year, a month, a day or whatever lies between.
type Stretch = (Date, Date);

/// What a value says: one stretch of days, or where a range begins and ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    /// Where it begins; none is open.
    pub first: Option<Stretch>,
    /// Where it ends; none is open.
    pub last: Option<Stretch>,
    /// It is written with two ends.
    is_range: bool,
}

impl Days {
    /// Reads `2016`, `2016-12`, `2016-12-29`, `2016-Q1`, `2016-H1`, `2016-W52`, and `a/b` of such. Nothing else: no vague
    /// value, no impossible day.
    pub fn read(value: &str) -> Option<Self> {
        let Some((from, to)) = value.split_once('/') else {
            let whole = Some(stretch(value)?);
            return Some(Self { first: whole, last: whole, is_range: false });
        };
        let end = |end: &str| if end == ".." { Some(None) } else { stretch(end).map(Some) };
        let (first, last) = (end(from)?, end(to)?);
        (first.is_some() || last.is_some()).then_some(Self { first, last, is_range: true })
    }

    /// The day, when it is one.
    pub fn day(self) -> Option<Date> {
        self.first.filter(|(from, to)| from == to && self.first == self.last).map(|(day, _)| day)
    }

    /// True when the two cannot both be right, `slack` days more or less.
    pub fn contradict(self, other: Self, slack: i32) -> bool {
        let before = |a: Option<Stretch>, b: Option<Stretch>| {
            let ends = a.and_then(|(_, last)| gregorian::add_days(last, slack));
            ends.zip(b).is_some_and(|(last, (first, _))| last < first)
        };
        let apart = |a, b| before(a, b) || before(b, a);
        // One end alone is what the words at it name.
        let half = |range: Self, end: Self| {
            let open = range.is_range && (range.first.is_none() || range.last.is_none());
            open && !end.is_range && apart(range.first.or(range.last), end.first)
        };
        let both = self.is_range && other.is_range;
        before(self.last, other.first)
            || before(other.last, self.first)
            || both && (apart(self.first, other.first) || apart(self.last, other.last))
            || half(self, other)
            || half(other, self)
    }
}

fn stretch(value: &str) -> Option<Stretch> {
    let mut parts = value.split('-');
    let year: i16 = number(parts.next()?, 4)?;
    let (part, day) = (parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    let months = |first: i16, count: i16| {
        let month = |month: i16| u8::try_from(month).ok();
        Some((
            gregorian::day(year, month(first)?, 1)?,
            gregorian::last_of_month(year, month(first + count - 1)?)?,
        ))
    };
    let Some(part) = part else { return months(1, 12) };
    let (kind, rest) = part.split_at_checked(1)?;
    match (kind, day) {
        ("Q", None) => number(rest, 1).filter(|n| (1..=4).contains(n)).and_then(|n| months(n * 3 - 2, 3)),
        ("H", None) => number(rest, 1).filter(|n| (1..=2).contains(n)).and_then(|n| months(n * 6 - 5, 6)),
        ("W", None) => {
            let week = i8::try_from(number(rest, 2)?).ok()?;
            let on = |day| ISOWeekDate::new(year, week, day).ok().map(ISOWeekDate::date);
            on(Weekday::Monday).zip(on(Weekday::Sunday))
        }
        (_, None) => months(number(part, 2)?, 1),
        (_, Some(day)) => {
            let [month, day] = [number(part, 2)?, number(day, 2)?].map(|n| u8::try_from(n).ok());
            let date = gregorian::day(year, month?, day?)?;
            Some((date, date))
        }
    }
}

/// A number of just so many digits.
fn number(text: &str, digits: usize) -> Option<i16> {
    (text.len() == digits && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::Days;

    fn contradict(a: &str, b: &str, slack: i32) -> bool {
        Days::read(a).unwrap().contradict(Days::read(b).unwrap(), slack)
    }

    #[test]
    fn what_shares_no_day_contradicts() {
        for (a, b) in [
            ("2016-12-29", "2016-12-28"),
            ("2016-12-29", "2016-11"),
            ("2016", "2017-03-01"),
            ("2015-09", "2015-08"),
            ("2016-Q1", "2016-Q2"),
            ("2016-H2", "2016-05"),
            ("2016-12-29", "2016-W51"),
            ("2016-12-13/2016-12-17", "2016-12-13/2016-12-18"),
            ("2011", "2012/.."),
            ("2019", "2018/.."),
            ("2016-12-29", "../2016-12-28"),
            ("2016-12-29", "2016-12-30/2016-12-31"),
        ] {
            assert!(contradict(a, b, 0) && contradict(b, a, 0), "{a} {b}");
        }
        assert!(contradict("2016-12-29", "2017-01-02", 3) && !contradict("2016-12-29", "2017-01-01", 3));
    }

    #[test]
    fn what_may_be_one_day_does_not() {
        for (a, b) in [
            ("2016-12-29", "2016-12"),
            ("2016-12-29", "2016"),
            ("2016-12-29", "2016-W52"),
            ("2016-Q1", "2016-02"),
            ("2016-12-13/2016-12-17", "2016-12-15"),
            ("2016-12-13/2016-12-17", "2016-12"),
            ("2011", "2011/.."),
            ("2016-12-13/..", "2016-12-13/2016-12-17"),
        ] {
            assert!(!contradict(a, b, 0) && !contradict(b, a, 0), "{a} {b}");
        }
    }

    #[test]
    fn vague_and_impossible_values_are_not_read() {
        for value in [
            "",
            "16",
            "2016-13",
            "2015-02-29",
            "XXXX-12-29",
            "2016-12-29T10:00",
            "2016-W54",
            "2016-Q5",
            "PAST_REF",
            "../..",
            "/",
            "2016/",
            "2018-FA",
            "20161229",
            "٢٠١٦",
            "2016-",
            "2016-ب",
        ] {
            assert_eq!(Days::read(value), None, "{value}");
        }
    }
}
