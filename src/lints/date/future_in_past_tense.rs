//! `date/future-in-past-tense`: a verb of the past with a date after the publication date, or one of the future with a
//! date before it. Off by default: the nearest verb is not always the date's own.

use super::shared::{published, times, whole_day};
use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Rule};
use crate::temporal::calendar::gregorian;
use crate::temporal::{Clause, Expression, readings};

/// The rule.
pub const RULE: Rule = Rule { name: "date/future-in-past-tense", level: None, find: Find::Document(find) };

/// Days that a publication date may be off: the text is of the day before, or of another zone.
const LEEWAY: i32 = 1;

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    for (span, timex) in times(paragraph).filter(|(_, timex)| timex.facts.clause != Clause::Open) {
        let Expression::Date(fields) = &timex.expression else { continue };
        let (Some(date), Some(today)) = (whole_day(fields), published(document)) else { continue };
        let days = gregorian::days_between(today, date);
        let key = match timex.facts.clause {
            Clause::Back if days > LEEWAY => RULE.name,
            Clause::Ahead if days < -LEEWAY => "date/future-in-past-tense:reverse",
            _ => continue,
        };
        // What somebody said is told from another day.
        if paragraph.quotes.iter().any(|quote| quote.span.contains(span)) {
            continue;
        }
        let locale = document.options().locale;
        let (date, today) = (readings::gregorian_day(date, locale), readings::gregorian_day(today, locale));
        let message = document.say(key, &[("date", &date), ("published", &today)]);
        out.push(RULE.finding(span.shifted(start), message));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::date::shared::tests;

    fn check(text: &str, expected: &[&str]) {
        tests::check(RULE.name, "2016-12-29", text, expected);
    }

    #[test]
    fn a_verb_against_its_date_fires() {
        check("وصل الوفد في 5 كانون الثاني 2017 إلى هناك.", &["5 كانون الثاني 2017"]);
        check("قتل ثلاثة في 3 مارس 2017.", &["3 مارس 2017"]);
        check("عقدت الجلسة في ٥ شباط ٢٠١٧.", &["٥ شباط ٢٠١٧"]);
        check("سيصل الوفد في 5 كانون الأول 2016.", &["5 كانون الأول 2016"]);
        check("سوف يجتمعون في 3 مارس 2016.", &["3 مارس 2016"]);
        check("المقرر عقدها في 3 مارس 2016.", &["3 مارس 2016"]);
        check("The council will meet on 5 May 2016.", &["5 May 2016"]);
        check("It was opened on 5 May 2017.", &["5 May 2017"]);
    }

    #[test]
    fn verbs_that_fit_stay() {
        for text in [
            "وصل الوفد في 5 كانون الأول 2016.",
            "سيصل الوفد في 5 كانون الثاني 2017.",
            "وصل الوفد في 30 كانون الأول 2016.",
            "يصل الوفد في 5 أيار 2016.",
            "وصل الوفد. الموعد 5 أيار 2017.",
            "في 5 أيار 2017 هناك.",
            "وصل في أيار 2017.",
            "The council will meet on 5 May 2017.",
            "It was opened on 5 May 2016.",
        ] {
            check(text, &[]);
        }
        tests::check(RULE.name, "", "وصل الوفد في 5 كانون الثاني 2017.", &[]);
    }
}
