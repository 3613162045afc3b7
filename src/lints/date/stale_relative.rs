//! `date/stale-relative`: «أمس الخميس» where the day before publication was no Thursday: the publication date moved and
//! the word did not. A hint, since an article may come out past midnight.

use super::shared::{likely, published, times};
use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Rule, Severity};
use crate::temporal::calendar::gregorian;
use crate::temporal::parts::Kind;
use crate::temporal::{Expression, readings};
use crate::text::{Edit, Language, clitics};

/// The rule.
pub const RULE: Rule =
    Rule { name: "date/stale-relative", level: Some(Severity::Hint), find: Find::Document(find) };

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    for (span, timex) in times(paragraph) {
        let Some((offset, weekday)) = day(&timex.expression) else { continue };
        let Some(today) = published(document) else { return };
        let Some(date) = gregorian::add_days(today, offset) else { continue };
        let right = gregorian::weekday(date);
        if right == weekday {
            continue;
        }
        let locale = document.options().locale;
        let today = readings::gregorian_day(today, locale);
        let name = |number| readings::name_of_weekday(number, locale);
        let values = [("published", today.as_str()), ("right", name(right)), ("written", name(weekday))];
        let parts = paragraph.parts_of(span, document.options().language);
        let part = parts.iter().find(|part| part.kind == Kind::Weekday(weekday));
        let fix = part.and_then(|part| {
            let written = part.span.of(&paragraph.text);
            let own = readings::name_of_weekday(right, timex.language);
            let plain = timex.language == Language::English || written.starts_with(clitics::ARTICLE);
            let title = document.say("date/stale-relative:fix", &[("weekday", own)]);
            let edit = Edit { span: part.span, replacement: own.to_owned() };
            plain.then(|| likely(title, edit, start))
        });
        let fixes = fix.into_iter().collect();
        out.push(Finding { fixes, ..RULE.finding(span.shifted(start), document.say(RULE.name, &values)) });
    }
}

/// A day counted from now that says its weekday.
fn day(expression: &Expression) -> Option<(i32, u8)> {
    match expression {
        Expression::Day { offset, weekday: Some(weekday) } => Some((*offset, *weekday)),
        Expression::Clock(Some(inner), _) | Expression::DayPart(Some(inner), _) => day(inner),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::date::shared::tests;

    /// Published on a Thursday.
    fn check(text: &str, expected: &[&str]) {
        tests::check(RULE.name, "2016-12-29", text, expected);
    }

    #[test]
    fn another_weekday_fires() {
        check("وصل أمس الخميس.", &["أمس الخميس"]);
        check("وصل اليوم الجمعة.", &["اليوم الجمعة"]);
        check("يصل غدا السبت.", &["غدا السبت"]);
        check("وصل أمس الأحد إلى هناك.", &["أمس الأحد"]);
        check("وصل مساء أمس الخميس.", &["مساء أمس الخميس"]);
        check("وصلت ليلى أمس السبت.", &["أمس السبت"]);
        check("وصل أول من أمس الأربعاء.", &["أول من أمس الأربعاء"]);
        check("وصل صباح اليوم الأربعاء.", &["صباح اليوم الأربعاء"]);
    }

    #[test]
    fn the_right_weekday_and_none_stay() {
        for text in [
            "وصل أمس الأربعاء.",
            "وصل اليوم الخميس.",
            "يصل غدا الجمعة.",
            "وصل أمس.",
            "وصل الخميس.",
            "وصل أول من أمس الثلاثاء.",
            "وصل أمس. الخميس يعود.",
            "He left yesterday. On Friday he came.",
        ] {
            check(text, &[]);
        }
        tests::check(RULE.name, "", "وصل أمس الخميس.", &[]);
    }

    #[test]
    fn the_weekday_is_mended() {
        tests::mended(RULE.name, "2016-12-29", "وصل أمس الخميس.", &["وصل أمس الأربعاء."]);
    }
}
