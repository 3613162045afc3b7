//! A day as people read it: in words, in both calendars and both languages, for hovers.
//!
//! The names are data (`seeds/calendar/names.tsv`); only their order is decided here.

use super::calendar::{gregorian, hijri};
use crate::text::Language;
use jiff::civil::Date;

mod names {
    include!(concat!(env!("OUT_DIR"), "/calendar_names.rs"));
}

fn name(kind: &str, number: u8, language: Language) -> &'static str {
    names::NAMES.iter().find(|(k, n, _, _)| *k == kind && *n == number).map_or("", |(_, _, ar, en)| {
        match language {
            Language::Arabic => ar,
            Language::English => en,
        }
    })
}

/// A Gregorian month's name in English.
pub(super) fn month(number: u8) -> &'static str {
    name("month", number, Language::English)
}

/// A Hijri month's name in Latin letters.
pub(super) fn hijri_month(number: u8) -> &'static str {
    name("hijri", number, Language::English)
}

/// A weekday's name in English, by its ISO number.
pub(super) fn weekday_name(number: u8) -> &'static str {
    name("weekday", number, Language::English)
}

/// A Gregorian month's name: in Arabic both families, «كانون الأول/ديسمبر».
pub fn month_name(number: u8, language: Language) -> &'static str {
    name("month", number, language)
}

/// The families of Arabic month names, as the word list calls them.
pub const LEVANT: &str = "levant";
/// The family of Egypt and the Gulf.
pub const EGYPT: &str = "egypt";
/// The family of the Maghreb, as Morocco writes it.
pub const MAGHREB: &str = "maghreb";

/// A Gregorian month's name in one family of Arabic names.
pub fn month_in_family(number: u8, family: &str) -> &'static str {
    let both = month_name(number, Language::Arabic);
    let (levant, egypt) = both.split_once('/').unwrap_or((both, both));
    match family {
        LEVANT => levant,
        MAGHREB => name(MAGHREB, number, Language::Arabic),
        _ => egypt,
    }
}

/// A Hijri month's name.
pub fn hijri_month_name(number: u8, language: Language) -> &'static str {
    name("hijri", number, language)
}

/// A weekday's name, by its ISO number.
pub fn name_of_weekday(number: u8, language: Language) -> &'static str {
    name("weekday", number, language)
}

/// What English glues to the number of a day: 1st.
pub fn ordinal_suffix(day: u8) -> &'static str {
    let kind = match (day / 10, day % 10) {
        (1, _) | (_, 0 | 4..) => 0,
        (_, last) => last,
    };
    name("suffix", kind, Language::English)
}

/// «29 كانون الأول/ديسمبر 2016», "29 December 2016".
pub fn gregorian_day(date: Date, language: Language) -> String {
    format!("{} {} {}", date.day(), month_name(date.month().unsigned_abs(), language), date.year())
}

/// «30 ربيع الأول 1438», "30 Rabi al-Awwal 1438". None outside the Umm al-Qura table.
pub fn hijri_day(date: Date, language: Language) -> Option<String> {
    let hijri = hijri::from_gregorian(date)?;
    Some(format!("{} {} {}", hijri.day, hijri_month_name(hijri.month, language), hijri.year))
}

/// The day that a TIMEX3 value names, if it names one: a day, an instant or a part of a day.
pub fn day_of(value: &str) -> Option<Date> {
    value.get(..10).filter(|_| !value.contains('/'))?.parse().ok()
}

/// The weekday's name.
pub fn weekday(date: Date, language: Language) -> &'static str {
    name("weekday", gregorian::weekday(date), language)
}

/// «الخميس 29 كانون الأول/ديسمبر 2016», "Thursday, 29 December 2016".
pub fn gregorian_long(date: Date, language: Language) -> String {
    let month = name("month", date.month().unsigned_abs(), language);
    let comma = if language == Language::English { "," } else { "" };
    format!("{}{comma} {} {month} {}", weekday(date, language), date.day(), date.year())
}

/// «30 ربيع الأول 1438 هـ», "30 Rabi al-Awwal 1438 AH". None outside the Umm al-Qura table.
pub fn hijri_long(date: Date, language: Language) -> Option<String> {
    let hijri = hijri::from_gregorian(date)?;
    let month = name("hijri", hijri.month, language);
    Some(format!("{} {month} {} {}", hijri.day, hijri.year, name("era", 1, language)))
}

#[cfg(test)]
mod tests {
    use super::{day_of, gregorian_long, hijri_long};
    use crate::text::Language::{Arabic, English};
    use jiff::civil::date;

    #[test]
    fn a_day_in_words() {
        let day = date(2016, 12, 29);
        assert_eq!(gregorian_long(day, Arabic), "الخميس 29 كانون الأول/ديسمبر 2016");
        assert_eq!(gregorian_long(day, English), "Thursday, 29 December 2016");
        assert_eq!(hijri_long(day, Arabic).as_deref(), Some("30 ربيع الأول 1438 هـ"));
        assert_eq!(hijri_long(day, English).as_deref(), Some("30 Rabi al-Awwal 1438 AH"));
        assert_eq!(hijri_long(date(1900, 1, 1), English), None);
    }

    #[test]
    fn values_that_name_a_day() {
        assert_eq!(day_of("2016-12-29T14:05"), Some(date(2016, 12, 29)));
        assert_eq!(day_of("2016-12-29TMO"), Some(date(2016, 12, 29)));
        assert_eq!(day_of("2016-12"), None);
        assert_eq!(day_of("XXXX-WXX-4"), None);
        assert_eq!(day_of("2016-12-29/2016-12-30"), None);
    }
}
