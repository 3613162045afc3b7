//! `date/weekday-mismatch`: a date stands beside a weekday that it does not fall on.
//!
//! Only where the day is certain: its year is written, or the publication date leaves one. A night belongs to two days, a
//! clock time of another zone may fall on the day before, and weekdays in a row share their dates: silence there. Before
//! 1924 a date may be one of the Julian calendar, before 1800 it is too often.

use super::shared::{
    all_times, between, date_of, day_part, hijri_date, likely, published, whole_day, write_day, written_year,
};
use super::words::{Role, has_role};
use crate::analysis::{Document, Paragraph};
use crate::lexicon::{Class, Lexicon};
use crate::lints::{Find, Finding, Rule, Severity};
use crate::temporal::calendar::gregorian;
use crate::temporal::parts::{Kind, Part};
use crate::temporal::{Calendar, Expression, Fields, Timex, Year, readings, resolve};
use crate::text::{Edit, Language, Span, clitics, fold};
use jiff::civil::Date;

/// The rule.
pub const RULE: Rule =
    Rule { name: "date/weekday-mismatch", level: Some(Severity::Warning), find: Find::Document(find) };

/// A day without a year this near to the publication date is that one, whatever the weekday says.
const NEAR: i32 = 14;
/// A day without a year this near is that one, unless the nearest such day on the other side of the publication date
/// falls on the weekday.
const FAR: i32 = 92;
/// Bytes between a date and the weekday beside it at most: «، (».
const GAP: usize = 5;

/// A weekday, its date, and where they stand.
struct Claim<'p> {
    weekday: u8,
    weekday_span: Span,
    date: Date,
    fields: &'p Fields,
    date_span: Span,
    english: bool,
}

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let mut before: Option<(Span, &Timex)> = None;
    for (span, timex) in all_times(paragraph) {
        // «الخميس والجمعة 29 و30», «الخميس-الجمعة 30»: two weekdays side by side share what follows.
        let in_row = before.is_some_and(|(other, first)| {
            bare_weekday(&first.expression).is_some() && is_joint(between(paragraph, other.end, span.start))
        });
        let claim = if in_row { None } else { own(document, paragraph, span, timex) };
        let claim = claim.or_else(|| beside(paragraph, before?, (span, timex)));
        if let Some(claim) = claim
            && !agrees(&claim)
        {
            out.push(tell(document, start, paragraph, &claim));
        }
        before = Some((span, timex));
    }
}

/// The weekday and the date that one time holds.
fn own<'p>(document: &Document, paragraph: &'p Paragraph, span: Span, timex: &'p Timex) -> Option<Claim<'p>> {
    let fields = by_day(&timex.expression)?;
    let weekday = fields.weekday.filter(|_| fields.day.is_some() && fields.month.is_some())?;
    let english = timex.language == Language::English;
    if fields.calendar == Calendar::Hijri {
        // «الثلاثاء 1 رمضان 1437هـ الموافق 6 يونيو 2016م»: the civil half is exact.
        let (other_span, other) = all_times(paragraph).find(|(other, _)| other.start >= span.end)?;
        let civil =
            date_of(&other.expression).filter(|civil| other.facts.repeats && civil.weekday.is_none())?;
        let date = whole_day(civil)?;
        // A pair that does not fit is told by its own rule.
        let own = hijri_date(written_year(fields)?, fields.month?, fields.day?)?;
        if gregorian::days_between(own, date).abs() > 1 {
            return None;
        }
        return Some(Claim {
            weekday,
            weekday_span: span,
            date,
            fields: civil,
            date_span: other_span,
            english,
        });
    }
    // "Friday 5/12": which of the two is the month?
    let swapped = timex.rule == NUMERIC && fields.day <= Some(12);
    if swapped && (fields.year.is_none() || swapped_agrees(fields, weekday)) {
        return None;
    }
    let date = match fields.year {
        _ if matches!(timex.expression, Expression::ShiftedDate(..)) => {
            let published = published(document)?;
            let value = resolve(timex, document.anchor()).value;
            readings::day_of(&value).filter(|day| gregorian::days_between(published, *day).abs() <= FAR)
        }
        Some(Year::Of(_)) => whole_day(fields),
        Some(Year::Shifted(by)) => {
            let year = published(document)?.year().checked_add(by)?;
            gregorian::day(year, fields.month?, fields.day?)
        }
        None => {
            let date = day_of_these(published(document)?, fields.month?, fields.day?, weekday)?;
            // «جمعة الغضب 28 يناير» of a year that the paragraph names.
            (!told_elsewhere(paragraph, fields, weekday)).then_some(date)
        }
    }?;
    Some(Claim { weekday, weekday_span: span, date, fields, date_span: span, english })
}

/// The rule that reads a date in digits.
const NUMERIC: &str = "date.numeric";

/// Read with its month before its day, or the other way round, the date falls on the weekday.
fn swapped_agrees(fields: &Fields, weekday: u8) -> bool {
    let swapped = Fields { month: fields.day, day: fields.month, ..*fields };
    whole_day(&swapped).is_some_and(|date| gregorian::weekday(date) == weekday)
}

/// The date of a time that lies within one day of any clock: no night, no midnight, no hour of another zone.
fn by_day(expression: &Expression) -> Option<&Fields> {
    match expression {
        Expression::Date(fields) | Expression::ShiftedDate(fields, _) => Some(fields),
        Expression::Clock(Some(inner), clock) if clock.zone.is_none() && clock.hour < 24 => by_day(inner),
        Expression::DayPart(Some(inner), code) if *code != NIGHT => by_day(inner),
        Expression::Modified(_, inner) => by_day(inner),
        // Each end has its own weekday.
        Expression::Range(Some(from), Some(to)) => {
            let date = |end: &Expression| matches!(end, Expression::Date(f) if f.weekday.is_some());
            match (date(from), date(to)) {
                (true, false) => by_day(from),
                (false, true) => by_day(to),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The code of a night.
const NIGHT: &str = "TNI";

/// A weekday that stands alone.
fn bare_weekday(expression: &Expression) -> Option<u8> {
    match expression {
        Expression::Date(Fields { weekday: Some(weekday), day: None, month: None, year: None, .. }) => {
            Some(*weekday)
        }
        Expression::DayPart(Some(inner), code) if *code != NIGHT => bare_weekday(inner),
        _ => None,
    }
}

/// «29 ديسمبر 2016 (الجمعة)», «29 ديسمبر 2016، الجمعة،», "Friday evening, December 29, 2016".
fn beside<'p>(
    paragraph: &'p Paragraph,
    (first_span, first): (Span, &'p Timex),
    (second_span, second): (Span, &'p Timex),
) -> Option<Claim<'p>> {
    let gap = between(paragraph, first_span.end, second_span.start);
    let marks = gap.len() <= GAP && gap.chars().all(is_between);
    let english = first.language == Language::English;
    let link = link(gap, first.language);
    if gap.is_empty() || !marks && link.is_none() {
        return None;
    }
    let comma = gap.contains([',', '،']);
    if let (Some(fields), Some(weekday)) = (date_of(&first.expression), bare_weekday(&second.expression)) {
        let plain = &paragraph.markup.plain;
        let behind = plain.text.get(plain.span_from_raw(second_span).end..).unwrap_or_default();
        let next = behind.trim_start_matches([' ', '\u{a0}']).chars().next();
        // «يوم جمعة» says what the day is; «الجمعة» may begin another phrase.
        let bare = !english && !second_span.of(&paragraph.text).contains(clitics::ARTICLE);
        let said = closed(next) && if english { link == Some("a") } else { bare && link.is_some() };
        let bracketed = gap.contains('(') && next == Some(')');
        let date = whole_day(fields).filter(|_| fields.weekday.is_none())?;
        // A weekday that begins the next phrase is another day's.
        let apposed = bracketed || said || marks && !gap.contains('(') && closed(next) && (comma || !english);
        return apposed.then_some(Claim {
            weekday,
            weekday_span: second_span,
            date,
            fields,
            date_span: first_span,
            english,
        });
    }
    if let (Some(weekday), Some(fields)) = (bare_weekday(&first.expression), date_of(&second.expression)) {
        let date = whole_day(fields).filter(|_| fields.weekday.is_none())?;
        let apposed = marks && comma && !gap.contains('(') || link == Some("on");
        return apposed.then_some(Claim {
            weekday,
            weekday_span: first_span,
            date,
            fields,
            date_span: second_span,
            english,
        });
    }
    None
}

/// A phrase ends here.
fn closed(next: Option<char>) -> bool {
    next.is_none_or(|c| matches!(c, ',' | '،' | '.' | ')' | '\n' | '\r'))
}

/// What the last of one or two words between a date and a weekday is to times, "" for nothing: «بتاريخ», "was a".
fn link(gap: &str, language: Language) -> Option<&'static str> {
    if gap.len() > LINK || gap.contains(['(', '.', ':', '-', '\n']) {
        return None;
    }
    let mut words = gap.split(|c: char| c.is_whitespace() || is_between(c)).filter(|word| !word.is_empty());
    let (first, second) = (words.next()?, words.next());
    let last = second.unwrap_or(first);
    let count = 1 + usize::from(second.is_some()) + words.count();
    // «الواقع في», «الواقع فيه»
    if count <= 2 && has_role(first, Role::Falls) {
        return Some("on");
    }
    let most = if language == Language::English { 2 } else { 1 };
    let sense = Lexicon::of(language).sense(&fold::fold(last), Class::TimeWord);
    (count <= most).then(|| sense.map_or("", |sense| sense.value))
}

/// Bytes of a gap that holds a word or two.
const LINK: usize = 32;

const fn is_between(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | ',' | '،' | '(')
}

/// What may join two weekdays: a mark or a short word.
fn is_joint(gap: &str) -> bool {
    gap.chars().count() <= GAP && !gap.contains(['.', '(', '\n'])
}

/// The day of a date without a year that a text published at `today` means; none where two could be.
fn day_of_these(today: Date, month: u8, day: u8, weekday: u8) -> Option<Date> {
    let dates = (-1..=1).filter_map(|by| gregorian::day(today.year() + by, month, day));
    let mut sorted: Vec<(i32, Date)> =
        dates.map(|date| (gregorian::days_between(today, date), date)).collect();
    sorted.sort_by_key(|(days, _)| days.abs());
    let &(days, date) = sorted.first()?;
    let other = sorted.iter().find(|(far, _)| (*far < 0) != (days < 0)).map(|(_, date)| *date);
    let other_agrees = other.is_some_and(|other| gregorian::weekday(other) == weekday);
    (days.abs() <= NEAR || days.abs() <= FAR && !other_agrees).then_some(date)
}

/// The paragraph names a year in which the day falls on its weekday.
fn told_elsewhere(paragraph: &Paragraph, fields: &Fields, weekday: u8) -> bool {
    all_times(paragraph).any(|(_, timex)| {
        let mut told = false;
        timex.expression.each_date(&mut |other| {
            let date = || gregorian::day(written_year(other)?, fields.month?, fields.day?);
            told |= date().is_some_and(|date| gregorian::weekday(date) == weekday);
        });
        told
    })
}

/// The date falls on its weekday, or did in the calendar of its time.
fn agrees(claim: &Claim) -> bool {
    let falls = |date: Date| gregorian::weekday(date) == claim.weekday;
    let julian = |days: i32| gregorian::add_days(claim.date, days).is_some_and(falls);
    falls(claim.date)
        || claim.date.year() < 1800
        || claim.date.year() < 1924 && julian(if claim.date.year() < 1900 { 12 } else { 13 })
}

fn tell(document: &Document, start: usize, paragraph: &Paragraph, claim: &Claim) -> Finding {
    let locale = document.options().locale;
    let right = gregorian::weekday(claim.date);
    let name = |weekday| readings::name_of_weekday(weekday, locale);
    let values = [
        ("date", readings::gregorian_day(claim.date, locale)),
        ("right", name(right).to_owned()),
        ("written", name(claim.weekday).to_owned()),
    ];
    let message = document.say(RULE.name, &values.each_ref().map(|(key, value)| (*key, value.as_str())));
    let language = document.options().language;
    let mut fixes = Vec::new();
    let parts = paragraph.parts_of(claim.weekday_span, language);
    if let Some(part) = parts.iter().find(|part| part.kind == Kind::Weekday(claim.weekday)) {
        let edit = write_weekday(paragraph, *part, right);
        let title = document.say("date/weekday-mismatch:fix-weekday", &[("weekday", &edit.replacement)]);
        fixes.push(likely(title, edit, start));
    }
    let parts = paragraph.parts_of(claim.date_span, language);
    if let Some(day) = nearest(claim.date, claim.weekday)
        && let Some(part) = day_part(&parts, claim.fields, claim.english)
    {
        let title = document.say("date/weekday-mismatch:fix-day", &[("day", &day.to_string())]);
        fixes.push(likely(title, write_day(paragraph, part, day), start));
    }
    let (a, b) = (claim.weekday_span, claim.date_span);
    let span = Span::new(a.start.min(b.start), a.end.max(b.end));
    Finding { fixes, ..RULE.finding(span.shifted(start), message) }
}

/// The day of the same month that is the nearest such weekday.
fn nearest(date: Date, weekday: u8) -> Option<u8> {
    let ahead = gregorian::days_to(date, weekday);
    [ahead, ahead - 7]
        .into_iter()
        .filter_map(|by| gregorian::add_days(date, by).map(|day| (by.abs(), day)))
        .filter(|(_, day)| day.first_of_month() == date.first_of_month())
        .min_by_key(|(days, _)| *days)
        .map(|(_, day)| day.day().unsigned_abs())
}

/// Letters of a weekday's name that are written short.
const SHORT: usize = 4;

/// The edit that writes another weekday as this one is written: with or without its article, short, in capitals.
fn write_weekday(paragraph: &Paragraph, part: Part, weekday: u8) -> Edit {
    let written = part.span.of(&paragraph.text);
    let replacement = if written.starts_with(|c: char| c.is_ascii_alphabetic()) {
        let name = readings::name_of_weekday(weekday, Language::English);
        let plural = written.len() > SHORT && written.to_ascii_lowercase().ends_with("days");
        let name = match written.len() {
            // Fri, Tues, Thur
            ..=SHORT => name.get(..3).unwrap_or(name).to_owned(),
            _ if plural => format!("{name}s"),
            _ => name.to_owned(),
        };
        if written.bytes().all(|b| b.is_ascii_uppercase()) {
            name.to_ascii_uppercase()
        } else if written.starts_with(|c: char| c.is_ascii_lowercase()) {
            name.to_ascii_lowercase()
        } else {
            name
        }
    } else {
        let name = readings::name_of_weekday(weekday, Language::Arabic);
        let bare = name.strip_prefix(clitics::ARTICLE).unwrap_or(name);
        let lam = &clitics::ARTICLE[clitics::ARTICLE.len() / 2..];
        if written.starts_with(clitics::ARTICLE) {
            name.to_owned()
        } else if written.starts_with(lam) {
            // The alef of the article is not written behind ل.
            format!("{lam}{bare}")
        } else {
            bare.to_owned()
        }
    };
    Edit { span: part.span, replacement }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::date::shared::tests;

    fn check(text: &str, expected: &[&str]) {
        tests::check(RULE.name, "", text, expected);
    }

    /// Published on a Thursday.
    fn check_published(text: &str, expected: &[&str]) {
        tests::check(RULE.name, "2016-12-29", text, expected);
    }

    #[test]
    fn another_weekday_of_a_whole_date_fires() {
        check(
            "وصل يوم الجمعة 29 كانون الأول/ديسمبر 2016 إلى هناك.",
            &["يوم الجمعة 29 كانون الأول/ديسمبر 2016"],
        );
        check("وصل الجمعة الموافق 29 ديسمبر 2016.", &["الجمعة الموافق 29 ديسمبر 2016"]);
        check("وصل الجمعة، 29 ديسمبر 2016.", &["الجمعة، 29 ديسمبر 2016"]);
        check("وصل الجمعة (29 كانون الأول 2016) هناك.", &["الجمعة (29 كانون الأول 2016)"]);
        check("وصل الجمعة ٢٩ دجنبر ٢٠١٦.", &["الجمعة ٢٩ دجنبر ٢٠١٦"]);
        check("وصل الجُمعة 29/12/2016.", &["الجُمعة 29/12/2016"]);
        check("وصل مساء الجمعة 29 كانون الأول 2016.", &["مساء الجمعة 29 كانون الأول 2016"]);
        check("وصل الجمعة الواقع في 29 كانون الأول 2016.", &["الجمعة الواقع في 29 كانون الأول 2016"]);
        check("وصل في 29 ديسمبر 2016 (الجمعة) هناك.", &["29 ديسمبر 2016 (الجمعة"]);
        check("وصل في 29 ديسمبر 2016، الجمعة، هناك.", &["29 ديسمبر 2016، الجمعة"]);
        check("كان 29 ديسمبر 2016 يوم جمعة.", &["29 ديسمبر 2016 يوم جمعة"]);
        check("29 كانون الأول 2016 كان يوم جمعة.", &["29 كانون الأول 2016 كان يوم جمعة"]);
        check("وصل الجمعة بتاريخ 29/12/2016.", &["الجمعة بتاريخ 29/12/2016"]);
        check("29 December 2016 was a Friday.", &["29 December 2016 was a Friday"]);
        check("He left on December 29, 2016, a Friday, with her.", &["December 29, 2016, a Friday"]);
        check("He left on Friday, 29 December 2016.", &["Friday, 29 December 2016"]);
        check("He left on Friday, December 29, 2016.", &["Friday, December 29, 2016"]);
        check("He left on 29 December 2016 (Friday).", &["29 December 2016 (Friday"]);
        check("He left on Fri 29 Dec 2016.", &["Fri 29 Dec 2016"]);
        check("He left on Friday evening, December 29, 2016.", &["Friday evening, December 29, 2016"]);
        check(
            "الجمعة 1 رمضان 1437هـ الموافق 6 يونيو 2016م",
            &["الجمعة 1 رمضان 1437هـ الموافق 6 يونيو 2016م"],
        );
        check("<p>يوم <b>الجمعة</b> 29 ديسمبر 2016 وصل.", &["يوم <b>الجمعة</b> 29 ديسمبر 2016"]);
    }

    #[test]
    fn another_weekday_of_these_days_fires() {
        check_published("وصل الجمعة 29 كانون الأول/ديسمبر.", &["الجمعة 29 كانون الأول/ديسمبر"]);
        check_published("وصل الثلاثاء 28 كانون الأول.", &["الثلاثاء 28 كانون الأول"]);
        check_published("يجتمعون الأربعاء 5 كانون الثاني.", &["الأربعاء 5 كانون الثاني"]);
        check_published("He left on Monday, December 27.", &["Monday, December 27"]);
        check_published("وصل الجمعة 29 كانون الأول الجاري.", &["الجمعة 29 كانون الأول الجاري"]);
    }

    #[test]
    fn right_weekdays_and_open_ones_stay() {
        for text in [
            "وصل الخميس 29 كانون الأول/ديسمبر 2016 وعاد الجمعة 30 ديسمبر 2016.",
            "وصل الخميس-الجمعة 29-30 كانون الأول 2016.",
            "يومي الخميس والجمعة 29 و30 كانون الأول 2016.",
            "وصل الأربعاء والخميس 30 كانون الأول 2016.",
            "ليل الجمعة 29 كانون الأول 2016 وصل.",
            "منتصف ليل الجمعة 29 كانون الأول 2016 وصل.",
            "at 1 a.m. GMT on Friday, 29 December 2016",
            "early Friday (late Thursday 29 December 2016 GMT)",
            "يوم الأحد 9 كانون الثاني 1905 في سان بطرسبرغ.",
            "الأربعاء 12 تشرين الأول 1492.",
            "الثلاثاء الثاني من شباط 2016 والأحد الأول من أيار 2016.",
            "الثلاثاء 1 رمضان 1437 وصل.",
            "الثلاثاء 1 رمضان 1437هـ الموافق 7 يونيو 2016م",
            "وصل الجمعة 29 كانون الأول.",
            "صلاة الجمعة في 29 كانون الأول 2016.",
            "في 29 كانون الأول 2016، الجمعة الماضي.",
            "في 29 كانون الأول 2016 وصل، والجمعة عاد.",
            "وصل في 29 ديسمبر 2016 وغادر الجمعة.",
            "وصل في 29 ديسمبر 2016 قبل الجمعة.",
            "بعد 29 ديسمبر 2016 يصل الجمعة.",
            "الثلاثاء 1 رمضان 1437هـ الموافق 16 يونيو 2016م",
            "He left on Monday 5/12/2016 and on Thursday 12/5/2016.",
            "On 29 December 2016 at a Friday market",
            "On 29 December 2016, Friday prayers ended.",
            "Thursday and Friday, 29 and 30 December 2016",
            "On Thursday, 29 December 2016, and Friday 30 December 2016",
            "On Thu 29 Dec 2016 he left.",
            "يوم الجمعة 31 نيسان 2016 وصل.",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn a_year_that_agrees_is_believed() {
        for text in [
            "وصل الخميس 29 كانون الأول.",
            "وصل الأربعاء 6 أيار.",
            "في يوم الجمعة 28 يناير خرجوا، وكان ذلك عام 2011.",
            "وصل الجمعة 5 شباط.",
            "أمس الأربعاء 28 كانون الأول وصل.",
            "يجتمعون الخميس 5 كانون الثاني.",
            "He left on Wednesday, December 28.",
            "وصل الثلاثاء 15 آذار.",
        ] {
            check_published(text, &[]);
        }
    }

    #[test]
    fn the_weekday_or_the_day_is_mended() {
        let mended = |text: &str, right: &[&str]| tests::mended(RULE.name, "2016-12-29", text, right);
        mended(
            "وصل الجمعة 29 كانون الأول 2016.",
            &["وصل الخميس 29 كانون الأول 2016.", "وصل الجمعة 30 كانون الأول 2016."],
        );
        mended("للجمعة ٢٩ ديسمبر ٢٠١٦", &["للخميس ٢٩ ديسمبر ٢٠١٦", "للجمعة ٣٠ ديسمبر ٢٠١٦"]);
        mended("يوم جمعة 29/12/2016", &["يوم خميس 29/12/2016", "يوم جمعة 30/12/2016"]);
        mended(
            "Left on Sunday the 31st of December, 2016.",
            &["Left on Saturday the 31st of December, 2016.", "Left on Sunday the 25th of December, 2016."],
        );
        mended("FRIDAY 29 DECEMBER 2016", &["THURSDAY 29 DECEMBER 2016", "FRIDAY 30 DECEMBER 2016"]);
        mended("Fri., Dec. 29, 2016", &["Thu., Dec. 29, 2016", "Fri., Dec. 30, 2016"]);
    }
}
