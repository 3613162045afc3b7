//! `date/age-vs-birthdate`: an age that the day of birth beside it does not give: «البالغ 45 عاما … من مواليد 1950».
//!
//! Only where a paragraph has one age and one day of birth: with more, nobody knows whose is whose.

use super::shared::{between, date_of, in_digits_of, likely, published, times, written_year};
use super::words::{Role, has_role};
use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Rule, Severity};
use crate::quantities::Kind;
use crate::temporal::Calendar;
use crate::text::{Edit, Span};

/// The rule.
pub const RULE: Rule =
    Rule { name: "date/age-vs-birthdate", level: Some(Severity::Hint), find: Find::Document(find) };

/// Words between a word of birth and its date at most: «ولد في بيروت يوم 5 أيار».
const REACH: usize = 4;
/// Nobody in the news is older.
const OLDEST: i16 = 120;

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let mut ages = paragraph.quantities.iter().filter(|quantity| quantity.kind == Kind::Age);
    let (Some(age), None) = (ages.next(), ages.next()) else { return };
    let Some(today) = published(document) else { return };
    let mut births = times(paragraph).filter(|(span, _)| is_birth(paragraph, *span));
    let (Some((_, birth)), None) = (births.next(), births.next()) else { return };
    let (Some(fields), Ok(told)) = (date_of(&birth.expression), age.value.parse::<i16>()) else { return };
    let Some(year) = written_year(fields).filter(|_| fields.calendar == Calendar::Gregorian) else { return };
    let most = today.year() - year;
    // The birthday of this year may be still to come, and who writes may count by the year.
    if !(0..=OLDEST).contains(&most) || (most - 1..=most).contains(&told) {
        return;
    }
    let span = age.span.shifted(start);
    let passed = fields
        .month
        .zip(fields.day)
        .is_none_or(|birthday| birthday <= (today.month().unsigned_abs(), today.day().unsigned_abs()));
    let right = if passed { most } else { most - 1 };
    let values = [("age", told.to_string()), ("year", year.to_string()), ("right", right.to_string())];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    let digits = |c: char| c.is_ascii_digit() || matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}');
    let written = age.span.of(&paragraph.text);
    let run = written.find(digits).map(|from| {
        let length = written[from..].find(|c| !digits(c)).unwrap_or(written.len() - from);
        Span::new(age.span.start + from, age.span.start + from + length)
    });
    let fix = run.map(|run| {
        let title = document.say("date/age-vs-birthdate:fix", &[("right", &right.to_string())]);
        let number = u32::try_from(right).unwrap_or(0);
        likely(title, Edit { span: run, replacement: in_digits_of(run.of(&paragraph.text), number) }, start)
    });
    out.push(Finding {
        fixes: fix.into_iter().collect(),
        ..RULE.finding(span, document.say(RULE.name, &values))
    });
}

/// A word of birth stands before the date.
fn is_birth(paragraph: &Paragraph, span: Span) -> bool {
    between(paragraph, 0, span.start)
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '.' | '،' | ',' | ':'))
        .filter(|word| !word.is_empty())
        .take(REACH)
        .any(|word| has_role(word, Role::Birth))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::date::shared::tests;

    fn check(text: &str, expected: &[&str]) {
        tests::check(RULE.name, "2016-12-29", text, expected);
    }

    #[test]
    fn another_age_fires() {
        check("الرجل البالغ من العمر 45 عاما من مواليد 1950 في بيروت.", &["45 عاما"]);
        check("ولد سامر في 5 أيار 1950، ويبلغ من العمر 45 عاما.", &["45 عاما"]);
        check("وصل سامر المولود عام 1950 وعمره 45 عاما.", &["45 عاما"]);
        check("وصل سامر المولود عام ١٩٥٠ وعمره ٤٥ عاما.", &["٤٥ عاما"]);
        check("سامر البالغ من العمر 30 عاما ولد عام 1990.", &["30 عاما"]);
        check("ولدت ليلى في حلب عام 1980 وعمرها 46 عاما.", &["46 عاما"]);
        check("The 45-year-old, born on 5 May 1950, left.", &["45-year-old"]);
        check("The 20-year-old was born in 1950.", &["20-year-old"]);
    }

    #[test]
    fn what_may_be_right_stays() {
        for text in [
            "الرجل البالغ من العمر 66 عاما من مواليد 1950.",
            "الرجل البالغ من العمر 65 عاما من مواليد 1950.",
            "الرجل البالغ من العمر 45 عاما وصل عام 1950.",
            "سامر وعمره 45 عاما، ونديم المولود عام 1950 وعمره 66 عاما.",
            "سامر المولود عام 1950 ونديم المولود عام 1971 وعمره 45 عاما.",
            "ولد سامر عام 1950.",
            "سامر البالغ من العمر 45 عاما من مواليد بيروت.",
            "The 66-year-old, born on 5 May 1950, left.",
            "The 45-year-old left in 1950.",
        ] {
            check(text, &[]);
        }
        tests::check(RULE.name, "", "الرجل البالغ من العمر 45 عاما من مواليد 1950.", &[]);
    }

    #[test]
    fn the_age_is_counted() {
        tests::mended(
            RULE.name,
            "2016-12-29",
            "ولد في 5 أيار 1950، ويبلغ من العمر ٤٥ عاما.",
            &["ولد في 5 أيار 1950، ويبلغ من العمر ٦٦ عاما."],
        );
    }
}
