//! The days of feasts that follow the true Sun and Moon: Diwali, the Chinese new year, Nowruz.
//!
//! The table is data (`seeds/calendar/feasts.tsv`, computed by `build/feasts.py`): their calendars rest on astronomy
//! that no short formula gives. Outside 1900 to 2078 there is no answer.

use super::gregorian;
use jiff::civil::Date;

mod table {
    include!(concat!(env!("OUT_DIR"), "/feasts.rs"));
}

/// The first days of a feast in a Gregorian year, in order: one as a rule, none or two where its year is shorter.
pub fn days(feast: &str, year: i16) -> impl Iterator<Item = Date> {
    let days = table::FEASTS
        .binary_search_by_key(&feast, |(name, _)| name)
        .map_or(&[][..], |at| table::FEASTS[at].1);
    let first = gregorian::day(1900, 1, 1);
    let number = |date: Option<Date>| {
        first.zip(date).map_or(0, |(first, date)| {
            u16::try_from(gregorian::days_between(first, date)).unwrap_or(u16::MAX)
        })
    };
    let (from, to) = if (1900..=2078).contains(&year) {
        (number(gregorian::day(year, 1, 1)), number(gregorian::day(year, 12, 31)))
    } else {
        (u16::MAX, 0)
    };
    let start = days.partition_point(|&day| day < from);
    days[start..]
        .iter()
        .take_while(move |&&day| day <= to)
        .filter_map(move |&day| gregorian::add_days(first?, i32::from(day)))
}

#[cfg(test)]
mod tests {
    use super::days;
    use jiff::civil::date;

    #[test]
    fn known_days() {
        for (feast, expected) in [
            ("chinese-new-year", date(2024, 2, 10)),
            ("diwali", date(2024, 10, 31)),
            ("holi", date(2024, 3, 25)),
            ("mid-autumn-festival", date(2024, 9, 17)),
            ("nowruz", date(2024, 3, 20)),
            ("vesak", date(2024, 5, 22)),
            ("onam", date(2024, 9, 15)),
        ] {
            assert_eq!(days(feast, 2024).collect::<Vec<_>>(), [expected], "{feast}");
        }
    }

    #[test]
    fn a_feast_may_fall_twice_or_never() {
        let count = |year| days("guru-gobind-singh-jayanti", year).count();
        assert_eq!((count(2017), count(2018)), (2, 0));
        assert_eq!(
            days("diwali", 1899).count() + days("diwali", 2079).count() + days("no such", 2000).count(),
            0
        );
    }
}
