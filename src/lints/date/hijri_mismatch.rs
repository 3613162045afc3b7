//! `date/hijri-mismatch`: a Hijri and a civil date that stand for one day are more than a day apart.
//!
//! Only for a pair that says so: «الموافق» between them, a bracket or a stroke. A day more or less is no fault, since
//! sightings differ from the published table by that much.

use super::shared::{
    all_times, between, date_of, day_part, hijri_date, likely, whole_day, write_day, written_year,
};
use super::words::{Role, has_role};
use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Rule, Severity};
use crate::temporal::calendar::{gregorian, hijri};
use crate::temporal::{Calendar, Expression, Fields, Timex, readings};
use crate::text::{Language, Span};
use jiff::civil::Date;

/// The rule.
pub const RULE: Rule =
    Rule { name: "date/hijri-mismatch", level: Some(Severity::Warning), find: Find::Paragraph(find) };

/// Days that a sighting and the table may lie apart.
const TOLERANCE: i32 = 1;

/// A date of the pair and its place in the paragraph.
type Half<'p> = (Span, &'p Fields);

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let mut before: Option<(Span, &Timex)> = None;
    for (span, timex) in all_times(paragraph) {
        let mut joined = Join::Said;
        let pair = match (&timex.expression, before) {
            // «30-3-1438هـ - 25-12-2016م»: a dash between two calendars makes no range.
            (Expression::Range(Some(from), Some(to)), _) => {
                date_of(from).zip(date_of(to)).map(|(x, y)| ((span, x), (span, y)))
            }
            (expression, Some((other, first))) => {
                joined = if timex.facts.repeats {
                    Join::Said
                } else {
                    join(between(paragraph, other.end, span.start))
                };
                let both =
                    date_of(&first.expression).zip(date_of(expression)).filter(|_| joined != Join::None);
                both.map(|(x, y)| ((other, x), (span, y)))
            }
            _ => None,
        };
        before = Some((span, timex));
        let Some((first, second)) = pair else { continue };
        let (hijri, civil) = match (first.1.calendar, second.1.calendar) {
            (Calendar::Hijri, Calendar::Gregorian) => (first, second),
            (Calendar::Gregorian, Calendar::Hijri) => (second, first),
            _ => continue,
        };
        if let Some((said, meant)) = days(hijri.1, civil.1) {
            let gap = gregorian::days_between(said, meant).abs();
            if gap > TOLERANCE && (joined == Join::Said || gap <= NEAR) {
                out.extend(tell(document, start, paragraph, hijri, civil, (said, meant), timex.language));
            }
        } else if joined == Join::Said
            && !between(paragraph, first.0.end, second.0.start).contains(['-', '–', '/'])
            && first.0 != second.0
            && let Some((first, last)) = apart(hijri.1, civil.1)
        {
            // «عام 1357 - 1366م» may be two years of one calendar.
            let locale = document.options().locale;
            let (first, last) =
                (readings::gregorian_day(first, locale), readings::gregorian_day(last, locale));
            let message = document.say("date/hijri-mismatch:period", &[("first", &first), ("last", &last)]);
            out.push(RULE.finding(civil.0.shifted(start), message));
        }
    }
}

/// How two dates stand beside each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    /// Words or marks say that they are one day.
    Said,
    /// Only a comma parts them: an apposition, or two days of a list.
    Comma,
    /// They have nothing to do with each other.
    None,
}

/// Days that the two dates of an apposition lie apart at most: a slip is near, a list is not.
const NEAR: i32 = 45;
/// Words between the two dates: ", which is equivalent to".
const WORDS: usize = 5;

/// "1444 A.H., equivalent to 28 June": what stands between two dates says that they are one day.
fn join(gap: &str) -> Join {
    if gap.contains(['.', ';', '؛', '\n', '!', '?', '؟']) {
        return Join::None;
    }
    let mut words = gap.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let (count, same) = words
        .try_fold((0, false), |(count, same), word| {
            (count < WORDS).then(|| (count + 1, same || has_role(word, Role::Same)))
        })
        .unwrap_or_default();
    match gap.trim() {
        "،" | "," => Join::Comma,
        _ if same && count > 0 => Join::Said,
        _ => Join::None,
    }
}

/// The days of a Hijri month or year that shares no day with the civil one it stands beside.
fn apart(hijri: &Fields, civil: &Fields) -> Option<(Date, Date)> {
    if hijri.day.is_some() || civil.day.is_some() || hijri.month.is_some() != civil.month.is_some() {
        return None;
    }
    let (year, said) = (written_year(hijri).filter(|year| *year < 1600)?, written_year(civil)?);
    let months = (hijri.month.unwrap_or(1), hijri.month.unwrap_or(12));
    let first = hijri::month_bounds(year, months.0)?.0;
    let last = hijri::month_bounds(year, months.1)?.1;
    let begin = gregorian::day(said, civil.month.unwrap_or(1), 1)?;
    let end = gregorian::last_of_month(said, civil.month.unwrap_or(12))?;
    // Of years only those that lie wholly apart: they are often counted from one to the next.
    let leeway = if civil.month.is_some() { TOLERANCE } else { 366 };
    let gap = gregorian::days_between(last, begin).max(gregorian::days_between(end, first));
    (gap > leeway).then_some((first, last))
}

/// The day of the civil date, and the day of the Hijri one. A year that one of them leaves out is the one that brings
/// them nearest.
fn days(hijri: &Fields, civil: &Fields) -> Option<(Date, Date)> {
    let (month, day) = (hijri.month?, hijri.day?);
    let near = |a: Date| move |b: &Date| gregorian::days_between(a, *b).abs();
    match (written_year(hijri).filter(|year| *year < 1600), whole_day(civil)) {
        (Some(year), Some(said)) => Some((said, hijri_date(year, month, day)?)),
        (None, Some(said)) if hijri.year.is_none() => {
            let year = hijri::from_gregorian(said)?.year;
            let meant = (year - 1..=year + 1)
                .filter_map(|year| hijri_date(year, month, day))
                .min_by_key(near(said))?;
            Some((said, meant))
        }
        (Some(year), None) if civil.year.is_none() => {
            let meant = hijri_date(year, month, day)?;
            let (month, day) = (civil.month?, civil.day?);
            let years = meant.year() - 1..=meant.year() + 1;
            let said = years.filter_map(|year| gregorian::day(year, month, day)).min_by_key(near(meant))?;
            Some((said, meant))
        }
        _ => None,
    }
}

fn tell(
    document: &Document,
    start: usize,
    paragraph: &Paragraph,
    hijri: Half,
    civil: Half,
    (said, meant): (Date, Date),
    language: Language,
) -> Option<Finding> {
    let locale = document.options().locale;
    let right = hijri::from_gregorian(said)?;
    let message = document.say(
        RULE.name,
        &[
            ("civil", &readings::gregorian_day(said, locale)),
            ("hijri", &readings::hijri_day(said, locale)?),
            ("meant", &readings::gregorian_day(meant, locale)),
            ("said", &readings::hijri_day(meant, locale)?),
        ],
    );
    let english = language == Language::English;
    let mut fixes = Vec::new();
    // Another month or year is written anew by the author.
    if (said.year(), said.month()) == (meant.year(), meant.month()) {
        let parts = paragraph.parts_of(civil.0, document.options().language);
        let day = meant.day().unsigned_abs();
        if let Some(part) = day_part(&parts, civil.1, english) {
            let title = document.say("date/hijri-mismatch:fix-civil", &[("day", &day.to_string())]);
            fixes.push(likely(title, write_day(paragraph, part, day), start));
        }
    }
    let same_month =
        hijri.1.month == Some(right.month) && written_year(hijri.1).is_none_or(|year| year == right.year);
    if same_month {
        let parts = paragraph.parts_of(hijri.0, document.options().language);
        if let Some(part) = day_part(&parts, hijri.1, english) {
            let title = document.say("date/hijri-mismatch:fix-hijri", &[("day", &right.day.to_string())]);
            fixes.push(likely(title, write_day(paragraph, part, right.day), start));
        }
    }
    Some(Finding { fixes, ..RULE.finding(civil.0.shifted(start), message) })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::date::shared::tests;

    fn check(text: &str, expected: &[&str]) {
        tests::check(RULE.name, "", text, expected);
    }

    #[test]
    fn appositions_and_tags_are_read() {
        check("وصل يوم العيد، وهو 10 ذو الحجة 1442، الثلاثاء 10 آب 2021، إلى هناك.", &["الثلاثاء 10 آب 2021"]);
        check("في 12 ربيع الأول 1443، 29 تشرين الأول 2021، وصل.", &["29 تشرين الأول 2021"]);
        check(
            "في <date when=\"2021-10-29\">12 ربيع الأول 1443 الموافق 29 أكتوبر 2021</date> وصل.",
            &["29 أكتوبر 2021"],
        );
        check(
            "في <chron norm=\"20211029\">12 ربيع الأول 1443 (29 أكتوبر 2021)</chron> وصل.",
            &["29 أكتوبر 2021"],
        );
        check(
            "On 12 Rabi al-Awwal 1443 AH, which is equivalent to 29 October 2021, he left.",
            &["29 October 2021"],
        );
        check(
            "On 29 October 2021, which corresponds to 12 Rabi al-Awwal 1443 AH, he left.",
            &["29 October 2021"],
        );
        check("في 12 ربيع الأول 1443، أي 29 أكتوبر 2021، وصل.", &["29 أكتوبر 2021"]);
        check("في 12 ربيع الأول 1443 وهو ما يوافق 29 أكتوبر 2021 وصل.", &["29 أكتوبر 2021"]);
        // The 12th was the 18th.
        check("في 12 ربيع الأول 1443، 18 تشرين الأول 2021، وصل.", &[]);
        check("On 12 Rabi al-Awwal 1443 AH, equivalent to 18 October 2021, he left.", &[]);
        check("بين يومي 12 ربيع الأول 1443، 29 تشرين الأول 2010، وصل.", &[]);
        check("وصل في 12 ربيع الأول 1443. أي بعد 29 أكتوبر 2010 بمدة.", &[]);
        check("شارع <placeName>12 ربيع الأول 1443 (29 أكتوبر 2021)</placeName>", &[]);
    }

    #[test]
    fn days_far_apart_fire() {
        check("يوم 1 رمضان 1437هـ الموافق 16 يونيو 2016م وصل.", &["16 يونيو 2016م"]);
        check("في 30 ربيع الأول 1438 (25 كانون الأول/ديسمبر 2016) وصل.", &["25 كانون الأول/ديسمبر 2016"]);
        check("في 25 ديسمبر 2016 الموافق 30 ربيع الأول 1438 وصل.", &["25 ديسمبر 2016"]);
        check("الثلاثاء ١ رمضان ١٤٣٧هـ الموافق ١٦ يونيو ٢٠١٦م", &["١٦ يونيو ٢٠١٦م"]);
        check("1/9/1437هـ الموافق 16/6/2016م", &["16/6/2016م"]);
        check("في 1 محرم 1442 المصادف 25 آب 2020 وصل.", &["25 آب 2020"]);
        check("في 1 رمضان الموافق 16 يونيو 2016 وصل.", &["16 يونيو 2016"]);
        check("في 1 رمضان 1437 الموافق 16 يونيو وصل.", &["16 يونيو"]);
        check("30-3-1438هـ - 25-12-2016م", &["30-3-1438هـ - 25-12-2016م"]);
        check("في رمضان 1437 (مارس 2016) وصل.", &["مارس 2016"]);
        check("عام 1437هـ الموافق 2010م وصل.", &["2010م"]);
        check("On 1 Ramadan 1437, corresponding to 16 June 2016, he left.", &["16 June 2016"]);
        check("On 16 June 2016 (1 Ramadan 1437 AH) he left.", &["16 June 2016"]);
    }

    #[test]
    fn the_same_day_and_its_neighbours_stay() {
        for text in [
            "يوم 1 رمضان 1437هـ الموافق 6 يونيو 2016م وصل.",
            "يوم 1 رمضان 1437هـ الموافق 7 يونيو 2016م وصل.",
            "يوم 1 رمضان 1437هـ الموافق 5 يونيو 2016م وصل.",
            "الخميس 30 ربيع الأول 1438 (29 كانون الأول/ديسمبر 2016)",
            "في 29 ديسمبر 2016 الموافق 30 ربيع الأول 1438 هـ وصل.",
            "من 1 رمضان 1437 إلى 16 يونيو 2016 بقي.",
            "في 1 رمضان 1437، وفي 16 يونيو 2016 عاد.",
            "في 1 رمضان 1437 وصل. 16 يونيو 2016 يوم عودته.",
            "في رمضان 1437 الموافق يونيو 2016 وصل.",
            "30-3-1438هـ - 29-12-2016م",
            "ولد سنة 1350هـ (1931م) وفي عام 1437هـ (2017م).",
            "في حوالي عام 1357 - 1366م وصل.",
            "في رمضان 1437 (يوليو 2016) وصل.",
            "في 1 رمضان الموافق 6 يونيو 2016 وصل.",
            "في 30 رجب 1437 الموافق 8 مايو 2016 وصل.",
            "On 1 Ramadan 1437 (6 June 2016) he left.",
            "On 1 Ramadan 1437, corresponding to 7 June 2016, he left.",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn either_day_may_be_the_slip() {
        let mended = |text: &str, right: &[&str]| tests::mended(RULE.name, "", text, right);
        mended(
            "يوم 1 رمضان 1437هـ الموافق 16 يونيو 2016م وصل.",
            &[
                "يوم 1 رمضان 1437هـ الموافق 6 يونيو 2016م وصل.",
                "يوم 11 رمضان 1437هـ الموافق 16 يونيو 2016م وصل.",
            ],
        );
    }
}
