//! `date/year-missing`: a day without its year that lies more than half a year from the publication date: the reader may
//! take it for the one on the other side. A hint: a text that goes on about one year need not repeat it.

use super::shared::{between, in_digits_of, likely, published, times, written_year};
use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Fix, Rule, Severity};
use crate::temporal::calendar::gregorian;
use crate::temporal::{Calendar, Expression, Fields, Timex, readings, resolve};
use crate::text::{Edit, Span};

/// The rule.
pub const RULE: Rule =
    Rule { name: "date/year-missing", level: Some(Severity::Hint), find: Find::Document(find) };

/// Half a year, in days.
const HALF_A_YEAR: i32 = 183;

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    // The year told last: what follows is of it.
    let mut told = false;
    for (span, timex) in times(paragraph) {
        let open = match &timex.expression {
            Expression::Date(Fields {
                year: None,
                month: Some(month),
                day: Some(day),
                weekday,
                calendar,
            }) => (weekday.is_none() && *calendar == Calendar::Gregorian && !told).then_some((*month, *day)),
            _ => None,
        };
        timex.expression.each_date(&mut |fields| told |= written_year(fields).is_some());
        let Some((month, day)) = open else { continue };
        let Some(today) = published(document) else { return };
        let Some(date) = readings::day_of(&resolve(timex, document.anchor()).value) else { continue };
        let days = gregorian::days_between(today, date);
        if days.abs() <= HALF_A_YEAR {
            continue;
        }
        let other = if days < 0 { date.year() + 1 } else { date.year() - 1 };
        let years = [date.year(), other].map(|year| year.to_string());
        let values = [("year", years[0].as_str()), ("other", years[1].as_str())];
        let fixes = [date.year(), other]
            .into_iter()
            .filter(|year| gregorian::day(*year, month, day).is_some())
            .map(|year| write_year(document, paragraph, (span, timex), year, start))
            .collect();
        out.push(Finding { fixes, ..RULE.finding(span.shifted(start), document.say(RULE.name, &values)) });
    }
}

/// The fix that writes the year behind the date, in its digits.
fn write_year(
    document: &Document,
    paragraph: &Paragraph,
    (span, timex): (Span, &Timex),
    year: i16,
    start: usize,
) -> Fix {
    let digit = |c: char| matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}');
    let text = between(paragraph, span.start, span.end);
    let like = if let Some(at) = text.find(digit) { &text[at..] } else { "1" };
    let written = in_digits_of(like, u32::from(year.unsigned_abs()));
    // "May 5, 2016": behind the day in English.
    let comma = timex.rule == "date.month-day" && text.starts_with(|c: char| c.is_ascii_alphabetic());
    let numeric = timex.rule == "date.numeric";
    let joint = if comma {
        ", "
    } else if numeric {
        "/"
    } else {
        " "
    };
    let title = document.say("date/year-missing:fix", &[("year", &year.to_string())]);
    let edit = Edit { span: Span::new(span.end, span.end), replacement: format!("{joint}{written}") };
    likely(title, edit, start)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::date::shared::tests;

    fn check(text: &str, expected: &[&str]) {
        tests::check(RULE.name, "2016-12-29", text, expected);
    }

    #[test]
    fn a_day_far_from_the_publication_date_fires() {
        check("وصل في 5 أيار إلى هناك.", &["5 أيار"]);
        check("وصل في ٣ مارس.", &["٣ مارس"]);
        check("وصل في 15 نيسان/أبريل.", &["15 نيسان/أبريل"]);
        check("وصل في الثامن من نيسان.", &["الثامن من نيسان"]);
        check("وصل يوم 14 غشت... لا، 14 ماي.", &["14 ماي"]);
        check("He left on May 5.", &["May 5"]);
        check("He left on 3 March.", &["3 March"]);
        check("He left on the 5th of April.", &["the 5th of April"]);
    }

    #[test]
    fn near_days_and_dates_with_years_stay() {
        for text in [
            "وصل في 29 كانون الأول.",
            "وصل في 15 تشرين الثاني ويعود في 5 كانون الثاني.",
            "وصل في 5 أيار 2016.",
            "في عام 2011 وصل، وفي 5 أيار عاد.",
            "وصل الأربعاء 6 أيار.",
            "وصل في أيار.",
            "في 5 رمضان وصل.",
            "وصل في 30 يوليو.",
            "He left on December 1.",
            "In 2011 he came, and on May 5 he left.",
        ] {
            check(text, &[]);
        }
        tests::check(RULE.name, "", "وصل في 5 أيار.", &[]);
    }

    #[test]
    fn either_year_is_offered() {
        let mended = |text: &str, right: &[&str]| tests::mended(RULE.name, "2016-12-29", text, right);
        mended("وصل في ٥ أيار.", &["وصل في ٥ أيار ٢٠١٦.", "وصل في ٥ أيار ٢٠١٧."]);
        mended("He left on May 5.", &["He left on May 5, 2016.", "He left on May 5, 2017."]);
    }
}
