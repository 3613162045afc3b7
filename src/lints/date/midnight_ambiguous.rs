//! `date/midnight-ambiguous`: «منتصف ليل الخميس» is the midnight that begins Thursday or the one that ends it. Off by
//! default: a house that has agreed on one meaning needs no reminder.

use super::shared::{likely, times};
use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Rule};
use crate::temporal::parts::Kind;
use crate::temporal::{Expression, readings};
use crate::text::{Edit, Language, Span, clitics};

/// The rule.
pub const RULE: Rule = Rule { name: "date/midnight-ambiguous", level: None, find: Find::Paragraph(find) };

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    for (span, timex) in times(paragraph) {
        if !matches!(timex.expression, Expression::Midnight(Some(_))) {
            continue;
        }
        let parts = paragraph.parts_of(span, document.options().language);
        let mut weekdays = parts.iter().filter_map(|part| match part.kind {
            Kind::Weekday(number) => Some((part.span, number)),
            _ => None,
        });
        // «منتصف ليل الخميس-الجمعة» names both days.
        let (first, second) = (weekdays.next(), weekdays.next());
        let joined =
            matches!(paragraph.text.get(span.end..).and_then(|t| t.chars().next()), Some('-' | '–' | '/'));
        if second.is_some() || joined {
            continue;
        }
        let arabic = timex.language == Language::Arabic;
        let named =
            first.filter(|(span, _)| arabic && span.of(&paragraph.text).starts_with(clitics::ARTICLE));
        let fixes = named.map_or_else(Vec::new, |(day, number)| {
            let before = if number == 1 { 7 } else { number - 1 };
            let after = number % 7 + 1;
            let name = |number| readings::name_of_weekday(number, Language::Arabic);
            let fix = |at: usize, replacement: String, pair: String| {
                let title = document.say("date/midnight-ambiguous:fix", &[("days", &pair)]);
                likely(title, Edit { span: Span::new(at, at), replacement }, start)
            };
            vec![
                fix(day.end, format!("-{}", name(after)), format!("{}-{}", name(number), name(after))),
                fix(day.start, format!("{}-", name(before)), format!("{}-{}", name(before), name(number))),
            ]
        });
        out.push(Finding { fixes, ..RULE.finding(span.shifted(start), document.say(RULE.name, &[])) });
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
    fn the_midnight_of_one_day_fires() {
        check("تبدأ الهدنة منتصف ليل الخميس.", &["منتصف ليل الخميس"]);
        check("حتى منتصف ليل الجمعة بقي.", &["منتصف ليل الجمعة"]);
        check("عند منتصف ليل 29 كانون الأول وصل.", &["منتصف ليل 29 كانون الأول"]);
        check("عند منتصف ليلة السبت وصل.", &["منتصف ليلة السبت"]);
        check("It begins at midnight on Thursday.", &["midnight on Thursday"]);
        check("It begins at midnight Friday.", &["midnight Friday"]);
        check("It ends at midnight on 5 May 2016.", &["midnight on 5 May 2016"]);
        check("منتصف ليل الأحد", &["منتصف ليل الأحد"]);
    }

    #[test]
    fn a_midnight_that_is_told_stays() {
        for text in [
            "تبدأ الهدنة منتصف ليل الخميس-الجمعة.",
            "تبدأ الهدنة منتصف ليل الخميس/الجمعة.",
            "تبدأ الهدنة منتصف الليل.",
            "تبدأ في الساعة 00:00 من يوم الجمعة.",
            "مساء الخميس وصل.",
            "فجر الجمعة وصل.",
            "It begins at midnight.",
            "It begins at 00:01 on Friday.",
            "He left on Thursday night.",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn both_days_are_named() {
        tests::mended(
            RULE.name,
            "2016-12-29",
            "تبدأ منتصف ليل الخميس.",
            &["تبدأ منتصف ليل الخميس-الجمعة.", "تبدأ منتصف ليل الأربعاء-الخميس."],
        );
    }
}
