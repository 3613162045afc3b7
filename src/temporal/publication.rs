//! The publication date, told from a text's own dates.
//!
//! Clues are gathered paragraph by paragraph and kept by their document as a multiset, so that an edit adds and removes
//! only its paragraph's. A date line at the head says the day; otherwise a day with its weekday and a year that the
//! text speaks of leave one year. With no clue there is no date: nothing is guessed.

use super::calendar::{gregorian, hijri};
use super::expression::{Calendar, Expression, Fields, Year};
use super::timex::Timex;
use super::words::{Meaning, Words};
use crate::text::Passage;
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

/// A fact of one paragraph that speaks for or against a publication date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Clue {
    /// A date line: the day it says.
    Dateline(Date),
    /// A weekday with day and month, but no year: weekday, month, day.
    WeekdayDay(u8, u8, u8),
    /// A whole date.
    Day(Date),
    /// A month of a year.
    Month(i16, u8),
    /// A year.
    Year(i16),
}

impl Clue {
    /// True for a date line, which counts only at the head of an article.
    pub const fn is_dateline(&self) -> bool {
        matches!(self, Self::Dateline(_))
    }
}

/// Where a publication date was found in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// A date line.
    Dateline,
    /// Told from the dates in the text.
    Inferred,
}

/// The clues of one paragraph. `is_first_paragraphs` says that it stands where a date line may.
pub fn clues(timexes: &[Timex], passage: &Passage, is_first_paragraphs: bool) -> Vec<Clue> {
    let mut out = Vec::new();
    for timex in timexes {
        collect(&timex.expression, &mut out);
    }
    if let Some(date) = dateline(timexes, passage, is_first_paragraphs) {
        out.push(Clue::Dateline(date));
    }
    out
}

fn collect(expression: &Expression, out: &mut Vec<Clue>) {
    match expression {
        Expression::Date(Fields { calendar: Calendar::Gregorian, year, month, day, weekday }) => {
            match (year, month, day, weekday) {
                (Some(Year::Of(y)), Some(m), Some(d), _) => {
                    out.extend(gregorian::day(*y, *m, *d).map(Clue::Day));
                }
                (Some(Year::Of(y)), Some(m), None, _) => out.push(Clue::Month(*y, *m)),
                (Some(Year::Of(y)), None, _, _) => out.push(Clue::Year(*y)),
                (None, Some(m), Some(d), Some(w)) => out.push(Clue::WeekdayDay(*w, *m, *d)),
                _ => {}
            }
        }
        Expression::Clock(Some(inner), _)
        | Expression::DayPart(Some(inner), _)
        | Expression::Modified(_, inner) => {
            collect(inner, out);
        }
        Expression::Range(from, to) => {
            for end in [from, to].into_iter().flatten() {
                collect(end, out);
            }
        }
        _ => {}
    }
}

/// Bytes between the two days of a pair at most: «هـ (الموافق».
const PAIR: usize = 30;

/// A date line is short: place, date, agency.
const FARTHEST: usize = 90;

/// A whole date right after a cue (نشر في), or before the dash or bracket that ends a date line's place and date.
fn dateline(timexes: &[Timex], passage: &Passage, first: bool) -> Option<Date> {
    if !first {
        return None;
    }
    let mut days = timexes.iter().filter_map(|t| Some((t, whole_day(&t.expression)?)));
    let (mut timex, mut date) = days.next()?;
    // «18 جمادى الأولى 1444 هـ الموافق 12 ديسمبر 2022»: the civil day of a pair says it without a table.
    if let Some((second, day)) = days.next()
        && second.span.start < timex.span.end + PAIR
        && gregorian::days_between(date, day).abs() <= 2
    {
        (timex, date) = (second, day);
    }
    let words = Words::read(passage);
    let at = words.row.iter().position(|w| w.start >= timex.span.start)?;
    let cued = words.row[..at].iter().rev().take(5).any(|w| w.meanings.contains(&Meaning::Cue));
    let after = passage.source[timex.span.end..].trim_start();
    let opens = timex.span.start <= FARTHEST
        && words.row[..at].len() <= MOST_WORDS
        && (after.is_empty() || after.starts_with(['(', '-', '–', '—', '|', '/', ':']));
    // «الرباط (12 غشت 2019) - »: the date alone between brackets behind the place, and a dash behind it.
    let bracketed = passage.source[..timex.span.start].trim_end().ends_with('(');
    let dashed = after.strip_prefix(')').map(str::trim_start).filter(|_| bracketed);
    let bracketed = at <= PLACE && dashed.is_some_and(|after| after.starts_with(['-', '–', '—']));
    // A line that holds nothing but its date, or place and date, then a dash or the agency in brackets.
    (cued || opens || bracketed).then_some(date)
}

fn whole_day(expression: &Expression) -> Option<Date> {
    match expression {
        Expression::Date(Fields {
            calendar: Calendar::Gregorian,
            year: Some(Year::Of(y)),
            month,
            day,
            ..
        }) => gregorian::day(*y, (*month)?, (*day)?),
        Expression::Date(Fields {
            calendar: Calendar::Hijri,
            year: Some(Year::Of(year)),
            month,
            day,
            ..
        }) => hijri::to_gregorian(hijri::HijriDate { year: *year, month: (*month)?, day: (*day)? }),
        Expression::Clock(Some(inner), _) | Expression::DayPart(Some(inner), _) => whole_day(inner),
        _ => None,
    }
}

/// Words before a date in brackets at most, the bracket included: a place.
const PLACE: usize = 5;

/// Words before a date line's date at most: a place, or a place and the same day in the other calendar.
const MOST_WORDS: usize = 12;

/// The publication date that the clues of a document leave, where it came from and why.
pub fn infer<'a>(clues: impl Iterator<Item = (&'a Clue, usize)>) -> Option<(Date, Source, String)> {
    let mut datelines: Vec<Date> = Vec::new();
    let mut days: Vec<(u8, u8, u8, usize)> = Vec::new();
    let mut latest: Option<Date> = None;
    let mut latest_year = None;
    for (clue, count) in clues {
        let spoken = match *clue {
            Clue::Dateline(date) => {
                datelines.push(date);
                None
            }
            Clue::WeekdayDay(weekday, month, day) => {
                days.push((weekday, month, day, count));
                None
            }
            Clue::Day(date) => {
                latest = latest.max(Some(date));
                Some(date.year())
            }
            Clue::Month(year, _) | Clue::Year(year) => Some(year),
        };
        // A text may speak of a plan for 2030; only years that can be past when it was written bind it.
        latest_year = latest_year.max(spoken.filter(|y| (1900..=LAST_YEAR).contains(y)));
    }
    if let Some(date) = datelines.into_iter().max() {
        return Some((date, Source::Dateline, format!("the text's date line says {date}")));
    }
    let from = latest_year?;
    days.sort_by_key(|&(w, m, d, count)| (std::cmp::Reverse(count), m, d, w));
    let (weekday, month, day, _) = *days.first()?;
    // The same weekday returns within 6 years, or 11 around a leap day or a century.
    let date = (from..from + 12).find_map(|year| {
        gregorian::day(year, month, day)
            .filter(|d| gregorian::weekday(*d) == weekday && latest.is_none_or(|l| l <= *d))
    })?;
    let why = format!(
        "the text speaks of {from}, and the first year from then in which {month:02}-{day:02} falls on its weekday is {}",
        date.year()
    );
    Some((date, Source::Inferred, why))
}

/// Years after this one are plans in any text of today.
const LAST_YEAR: i16 = 2029;

/// The date in a file's name: `2016-12-29-x.txt`, `20161229_x`, `x_29-12-2016`. A longer run of digits is something
/// else: a phone number, an identifier.
pub fn from_file_name(name: &str) -> Option<Date> {
    static FORMS: LazyLock<[Option<Regex>; 2]> = LazyLock::new(|| {
        [
            Regex::new(r"(?:^|[^0-9])(?<y>(?:19|20)[0-9]{2})[-_. ]?(?<m>[0-9]{2})[-_. ]?(?<d>[0-9]{2})(?:[^0-9]|$)").ok(),
            Regex::new(r"(?:^|[^0-9])(?<d>[0-9]{1,2})[-_. ](?<m>[0-9]{1,2})[-_. ](?<y>(?:19|20)[0-9]{2})(?:[^0-9]|$)").ok(),
        ]
    });
    FORMS.iter().flatten().find_map(|form| {
        let found = form.captures(name)?;
        gregorian::day(found["y"].parse().ok()?, found["m"].parse().ok()?, found["d"].parse().ok()?)
    })
}

#[cfg(test)]
mod tests {
    use super::{Clue, clues, from_file_name, infer};
    use crate::temporal::detect;
    use crate::text::Passage;
    use std::collections::BTreeMap;

    fn check(paragraphs: &[&str], expected: &str) {
        let mut bag: BTreeMap<Clue, usize> = BTreeMap::new();
        for (i, paragraph) in paragraphs.iter().enumerate() {
            let passage = Passage::new(paragraph, None);
            for clue in clues(&detect(&passage), &passage, i < 3) {
                *bag.entry(clue).or_default() += 1;
            }
        }
        let shown = infer(bag.iter().map(|(c, n)| (c, *n)))
            .map_or_else(|| "none".to_owned(), |(date, source, _)| format!("{date} {source:?}"));
        assert_eq!(shown, expected, "{paragraphs:?}");
    }

    #[test]
    fn date_lines() {
        check(&["الرباط، 12 غشت 2021 (وكالات) أعلن الوزير عن خطة."], "2021-08-12 Dateline");
        check(&["BEIRUT, Dec 29 2016 (AFP) - The army said it would withdraw."], "2016-12-29 Dateline");
        check(&["Published: 3 May 2021", "The council met."], "2021-05-03 Dateline");
        check(&["نشر في 3 أيار 2021", "اجتمع المجلس."], "2021-05-03 Dateline");
    }

    #[test]
    fn a_date_in_brackets_behind_its_place() {
        check(&["الرباط (12 غشت 2021) - أعلن الوزير عن خطة."], "2021-08-12 Dateline");
        check(&["وصل الوفد (12 غشت 2021) إلى هناك."], "none");
        check(&["وصل الوفد إلى هناك ثم عاد إلى بلده (12 غشت 2021) - كما قيل."], "none");
    }

    #[test]
    fn a_weekday_tells_the_year() {
        // 29 December is a Thursday in 2011, 2016, 2022; the first from 2015 is 2016.
        check(
            &["اجتمع المجلس الخميس، 29 كانون الأول/ديسمبر، في المدينة.", "وبدأت الحملة في أيلول/سبتمبر 2015."],
            "2016-12-29 Inferred",
        );
        // 1 March is a Monday in 2010 and 2021.
        check(&["وصل الوفد يوم الاثنين 1 آذار إلى العاصمة، بعد زيارة عام 2019."], "2021-03-01 Inferred");
    }

    #[test]
    fn nothing_is_guessed() {
        check(&["اجتمع المجلس الخميس في المدينة."], "none");
        check(&["اجتمع المجلس الخميس 29 كانون الأول في المدينة."], "none");
        check(&["بدأت الحملة في أيلول 2015."], "none");
    }

    #[test]
    fn file_names() {
        for (name, expected) in [
            ("2016-12-29-x.txt", "2016-12-29"),
            ("20161229_x", "2016-12-29"),
            ("x_29-12-2016", "2016-12-29"),
            ("story_2016_12_29.md", "2016-12-29"),
            ("20161329_x", "none"),
            ("call-96170123456", "none"),
            ("notes.txt", "none"),
        ] {
            let shown = from_file_name(name).map_or_else(|| "none".to_owned(), |d| d.to_string());
            assert_eq!(shown, expected, "{name}");
        }
    }
}
