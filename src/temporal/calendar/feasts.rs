//! The rules of feasts, as the word lists write them, and the days that they give in a year.
//!
//! A rule is words: what the feast is counted from, then what is done to that day, in this order.
//!
//! | word | meaning |
//! |---|---|
//! | `12-25` | month and day |
//! | `11:thu:4`, `05:mon:-1` | the nth weekday of a month; counted from its end when negative |
//! | `easter:-2`, `orthodox:-48` | days from Western or Orthodox Easter |
//! | `hijri:10-01`, `hijri:09`, `hijri:09:fri:-1` | a day, a month, or a weekday of a month of the Umm al-Qura calendar |
//! | `hebrew:07-10` | a day of the Hebrew calendar, months counted from Nisan |
//! | `table:diwali` | a day of the table of lunisolar feasts |
//! | `+1`, `-1` | days later or earlier |
//! | `<mon`, `>sat` | the last such weekday up to that day, the first one from it on |
//! | `sun-1` | a day earlier when it falls on such a weekday |
//! | `~easter:-1` | a week earlier when it would fall on that day |
//! | `each4:1` | only in years that leave this remainder by four |
//! | `eve` | it begins on the evening before, and is dated from there |
//! | `8d`, `to:12-24` | its length in days, or the last of them |
//! | `T20:30-21:30` | its hours |
//! | `weak`, `name`, `own` | the feast's name is also something else, or somebody's; every country has its own. For the grammar |
//! | `unknown` | a feast of no known day |
//!
//! Two rules with ` | ` between them are two feasts of one name. A rule that cannot be read gives no day: a test reads
//! every one of the lists.

use super::{easter, gregorian, hebrew, hijri, lunisolar};
use jiff::civil::Date;
use smallvec::SmallVec;

/// First and last day of a feast.
pub type Occurrence = (Date, Date);
/// The feasts of a year: nearly always one.
pub type Occurrences = SmallVec<[Occurrence; 2]>;

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

fn weekday(name: &str) -> Option<u8> {
    WEEKDAYS.iter().position(|day| *day == name).and_then(|at| u8::try_from(at + 1).ok())
}

/// The feasts of this rule that begin in a Gregorian year, in the order of the rule.
pub fn in_year(rule: &str, year: i16) -> Occurrences {
    rule.split(" | ").flat_map(|one| of_one_rule(one, year)).collect()
}

fn of_one_rule(rule: &str, year: i16) -> Occurrences {
    let mut words = rule.split_whitespace();
    let base = words.next().unwrap_or_default();
    begins(base, year)
        .into_iter()
        .filter_map(|(first, last)| moved(words.clone(), first, last, year))
        .collect()
}

fn moved<'a>(words: impl Iterator<Item = &'a str>, first: Date, last: Date, year: i16) -> Option<Occurrence> {
    let (mut first, mut last) = (first, last);
    let (mut eve, mut kept) = (false, false);
    for word in words {
        if let Some(end) = word.strip_prefix("to:") {
            let ends = [year, year.checked_add(1)?].into_iter().flat_map(|y| begins(end, y));
            last = ends.map(|(day, _)| day).find(|day| *day >= first)?;
        } else if let Some(day) = word.strip_prefix('<') {
            first = gregorian::add_days(first, -gregorian::days_since(first, weekday(day)?))?;
            last = first;
        } else if let Some(day) = word.strip_prefix('>') {
            first = gregorian::add_days(first, gregorian::days_to(first, weekday(day)?))?;
            last = first;
        } else if let Some(rest) = word.strip_prefix("each4:") {
            if Ok(year.rem_euclid(4)) != rest.parse() {
                return None;
            }
        } else if let Some(other) = word.strip_prefix('~') {
            if begins(other, year).iter().any(|(day, _)| *day == first) {
                first = gregorian::add_days(first, -7)?;
                last = first;
            }
        } else if word == "eve" {
            eve = true;
        } else if let Some(days) = word.strip_suffix('d').and_then(|n| n.parse::<i32>().ok()) {
            last = gregorian::add_days(first, days - 1)?;
        } else if let Ok(by) = word.parse::<i32>() {
            (first, last) = (gregorian::add_days(first, by)?, gregorian::add_days(last, by)?);
        } else if let Some((day, by)) = word.split_at_checked(3)
            && !kept
            && weekday(day) == Some(gregorian::weekday(first))
        {
            first = gregorian::add_days(first, by.parse().ok()?)?;
            last = first;
            // A day moves once.
            kept = true;
        }
    }
    if eve {
        let evening = gregorian::add_days(first, -1)?;
        last = if last == first { evening } else { last };
        first = evening;
    }
    Some((first, last))
}

/// What the first word of a rule gives in a Gregorian year.
fn begins(base: &str, year: i16) -> Occurrences {
    let one = |day: Option<Date>| day.map(|day| (day, day)).into_iter().collect();
    let Some((calendar, rest)) = base.split_once(':') else {
        return one(month_and_day(base).and_then(|(month, day)| gregorian::day(year, month, day)));
    };
    match calendar {
        "easter" => one(rest.parse().ok().and_then(|by| gregorian::add_days(easter::western(year)?, by))),
        "orthodox" => one(rest.parse().ok().and_then(|by| gregorian::add_days(easter::orthodox(year)?, by))),
        "table" => lunisolar::days(rest, year).map(|day| (day, day)).collect(),
        "hebrew" => {
            let Some((month, day)) = month_and_day(rest) else { return Occurrences::new() };
            [3760, 3761]
                .into_iter()
                .filter_map(|by| hebrew::to_gregorian(year.checked_add(by)?, month, day))
                .filter(|date| date.year() == year)
                .map(|date| (date, date))
                .collect()
        }
        "hijri" => in_hijri(rest, year),
        _ => {
            let found = nth_weekday(base).and_then(|(month, day, nth)| {
                gregorian::nth_weekday(gregorian::month_bounds(year, month)?, nth, day)
            });
            one(found)
        }
    }
}

/// A Gregorian year may hold parts of three Hijri years, and so two feasts of one name.
fn in_hijri(rule: &str, year: i16) -> Occurrences {
    let Some(now) = gregorian::day(year, 1, 1).and_then(hijri::from_gregorian) else {
        return Occurrences::new();
    };
    let in_hijri_year = |year: i16| -> Option<Occurrence> {
        if let Some((month, day)) = month_and_day(rule) {
            return hijri::to_gregorian(hijri::HijriDate { year, month, day }).map(|day| (day, day));
        }
        if let Some((month, day, nth)) = nth_weekday(rule) {
            let found = gregorian::nth_weekday(hijri::month_bounds(year, month)?, nth, day)?;
            return Some((found, found));
        }
        hijri::month_bounds(year, rule.parse().ok()?)
    };
    (now.year..=now.year.saturating_add(2))
        .filter_map(in_hijri_year)
        .filter(|(first, _)| first.year() == year)
        .collect()
}

fn month_and_day(text: &str) -> Option<(u8, u8)> {
    let (month, day) = text.split_once('-')?;
    Some((month.parse().ok()?, day.parse().ok()?))
}

fn nth_weekday(text: &str) -> Option<(u8, u8, i32)> {
    let mut parts = text.split(':');
    let month = parts.next()?.parse().ok()?;
    let day = weekday(parts.next()?)?;
    Some((month, day, parts.next()?.parse().ok()?))
}

/// The rule has this word.
pub fn has(rule: &str, word: &str) -> bool {
    rule.split_whitespace().any(|w| w == word)
}

/// The hours of the feast, first and last.
pub fn hours(rule: &str) -> Option<(&str, &str)> {
    rule.split_whitespace().find_map(|word| word.strip_prefix('T')).and_then(|hours| hours.split_once('-'))
}

/// The feast is one day long.
pub fn is_one_day(rule: &str) -> bool {
    let whole_month = |word: &str| word.strip_prefix("hijri:").is_some_and(|rest| rest.len() == 2);
    let long = |word: &str| word.strip_suffix('d').is_some_and(|n| n.parse::<u8>().is_ok());
    !rule.split_whitespace().any(|word| word.starts_with("to:") || whole_month(word) || long(word))
}

/// The month and day of a feast that never moves.
pub fn fixed(rule: &str) -> Option<(u8, u8)> {
    let mut words = rule.split_whitespace();
    let base = month_and_day(words.next()?)?;
    words.all(|word| matches!(word, "weak" | "own" | "name")).then_some(base)
}

/// What the days of this rule rest on, for whoever asks why.
pub fn source(rule: &str) -> &'static str {
    match rule.split(':').next() {
        Some("easter") => "counted from Western Easter",
        Some("orthodox") => "counted from Orthodox Easter",
        Some("hijri") => "by the published Umm al-Qura table",
        Some("hebrew") => "by the Hebrew calendar",
        Some("table") => "by the table of lunisolar feasts",
        _ => "by the rule of the feast",
    }
}

#[cfg(test)]
mod tests {
    use super::{fixed, has, hours, in_year, is_one_day};
    use crate::text::Language;

    fn check(rule: &str, year: i16, expected: &str) {
        let found: Vec<String> = in_year(rule, year)
            .into_iter()
            .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}/{last}") })
            .collect();
        assert_eq!(found.join(" "), expected, "{rule} {year}");
    }

    #[test]
    fn rules() {
        // November 2022: the 1st is a Tuesday. April 2025: the 27th is a Sunday. May 2023: the 24th is a Wednesday.
        check("12-25", 2022, "2022-12-25");
        check("11:thu:4", 2022, "2022-11-24");
        check("11:thu:4 +1", 2022, "2022-11-25");
        check("11:mon:1 +1", 2022, "2022-11-08");
        check("05:mon:-1", 2022, "2022-05-30");
        check("04-27 sun-1", 2025, "2025-04-26");
        check("04-27 sun-1", 2023, "2023-04-27");
        check("05-24 <mon", 2023, "2023-05-22");
        check("11-27 >sun to:12-24", 2023, "2023-12-03/2023-12-24");
        // Easter Saturday of 2024 is 30 March.
        check("03:sat:-1 ~easter:-1", 2024, "2024-03-23");
        check("01-20 each4:1", 2024, "");
        check("01-20 each4:1", 2025, "2025-01-20");
        check("12-26 to:01-01", 2023, "2023-12-26/2024-01-01");
        check("easter:-46", 2024, "2024-02-14");
        check("orthodox:-48 40d", 2024, "2024-03-18/2024-04-26");
        check("no rule", 2024, "");
    }

    #[test]
    fn calendars_of_the_moon() {
        // AH 1421 began on 6 April 2000; its Shawwal and that of 1420 both fell in 2000.
        check("hijri:10-01", 2000, "2000-01-08 2000-12-27");
        check("hijri:09", 2024, "2024-03-11/2024-04-09");
        check("hijri:09:fri:-1", 2024, "2024-04-05");
        check("hebrew:07-10 eve", 2023, "2023-09-24");
        check("hebrew:09-25 8d eve", 2023, "2023-12-07/2023-12-15");
        // 27 Nisan 5784 is a Sunday, so the day of remembrance is Monday, 6 May 2024, and begins on the evening before.
        check("hebrew:01-27 fri-1 sun+1 eve", 2024, "2024-05-05");
        check("table:navaratri to:table:dussehra", 2024, "2024-10-03/2024-10-12");
        check("hijri:10-01 | hijri:12-10", 2024, "2024-04-10 2024-06-16");
    }

    #[test]
    fn what_a_rule_says() {
        assert_eq!(hours("03:sat:-1 T20:30-21:30"), Some(("20:30", "21:30")));
        assert_eq!(
            (fixed("12-25 weak"), fixed("11:thu:4"), fixed("12-26 to:01-01")),
            (Some((12, 25)), None, None)
        );
        assert!(is_one_day("hijri:10-01") && !is_one_day("hijri:09") && !is_one_day("hebrew:01-15 8d eve"));
        assert!(has("01-01 weak", "weak") && !has("01-01", "weak"));
    }

    #[test]
    fn every_rule_of_the_lists_gives_a_day() {
        for (language, file) in [(Language::Arabic, "ar"), (Language::English, "en")] {
            let path = format!("{}/seeds/lexicon/{file}/holidays.tsv", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(path).unwrap();
            for line in text.lines().skip_while(|line| !line.starts_with("form")).skip(1) {
                let rule = line.split('\t').nth(1).unwrap_or_default();
                let days: usize = (2015..2026).map(|year| in_year(rule, year).len()).sum();
                assert!(line.starts_with('#') || rule == "unknown weak" || days >= 2, "{language:?}: {line}");
            }
        }
    }
}
