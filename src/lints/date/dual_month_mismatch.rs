//! `date/dual-month-mismatch`: a month named in two families of names, and they are two months: كانون الأول/يناير.
//!
//! Two months of one family side by side are a range («تموز/آب»); the grammar tells the two apart where it reads them.

use super::shared::{likely, times};
use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Rule, Severity};
use crate::temporal::parts::{Kind, Part};
use crate::temporal::readings;
use crate::text::{Edit, Language, Span};

/// The rule.
pub const RULE: Rule =
    Rule { name: "date/dual-month-mismatch", level: Some(Severity::Warning), find: Find::Paragraph(find) };

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    for (span, _) in times(paragraph).filter(|(_, timex)| timex.facts.two_months) {
        let parts = paragraph.parts_of(span, document.options().language);
        let pair = parts.windows(2).find_map(|pair| match (pair[0].kind, pair[1].kind) {
            (Kind::Month(a, x), Kind::Month(b, y)) if a != b && x != y => {
                Some((pair[0], (a, x), pair[1], (b, y)))
            }
            _ => None,
        });
        let Some((first, (a, x), second, (b, y))) = pair else { continue };
        let place = Span::new(first.span.start, second.span.end);
        let locale = document.options().locale;
        let message = document.say(
            RULE.name,
            &[
                ("first", first.span.of(&paragraph.text)),
                ("second", second.span.of(&paragraph.text)),
                ("first_month", other_name(a, x, locale)),
                ("second_month", other_name(b, y, locale)),
            ],
        );
        let fix = |part: Part, name: &'static str| {
            let title = document.say("date/dual-month-mismatch:fix", &[("name", name)]);
            likely(title, Edit { span: part.span, replacement: name.to_owned() }, start)
        };
        let fixes =
            vec![fix(second, readings::month_in_family(a, y)), fix(first, readings::month_in_family(b, x))];
        out.push(Finding { fixes, ..RULE.finding(place.shifted(start), message) });
    }
}

/// A month's name for who knows it by another: in Arabic the family that was not written.
fn other_name(month: u8, family: &str, locale: Language) -> &'static str {
    if locale == Language::English {
        return readings::month_name(month, locale);
    }
    readings::month_in_family(
        month,
        if family == readings::LEVANT { readings::EGYPT } else { readings::LEVANT },
    )
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::date::shared::tests;

    fn check(text: &str, expected: &[&str]) {
        tests::check(RULE.name, "2016-12-29", text, expected);
    }

    #[test]
    fn two_months_for_one_fire() {
        check("وصل في كانون الأول/يناير الماضي.", &["كانون الأول/يناير"]);
        check("وصل في 5 كانون الثاني/ديسمبر 2016.", &["كانون الثاني/ديسمبر"]);
        check("وصل في ٥ تشرين الأول/نوفمبر ٢٠١٦.", &["تشرين الأول/نوفمبر"]);
        check("وصل في كانون الأول (يناير) 2016.", &["كانون الأول (يناير"]);
        check("وصل في يناير (كانون الأول) 2016.", &["يناير (كانون الأول"]);
        check("من 5 حزيران/يوليو إلى 7 آب/أغسطس", &["حزيران/يوليو"]);
        check("من 5-7 شباط/مارس 2016", &["شباط/مارس"]);
        check("مساء 5 آب / يوليو عند السابعة وصل.", &["آب / يوليو"]);
        check("منذ أيار/ماي 2015 حتى نيسان/ماي 2016", &["نيسان/ماي"]);
        check("وصل في تموز/غشت 2016.", &["تموز/غشت"]);
        check("وصل يوم الخميس 29 كانون الأول/نوفمبر 2016.", &["كانون الأول/نوفمبر"]);
        check("وصل في مطلع أيلول/أكتوبر 2016.", &["أيلول/أكتوبر"]);
    }

    #[test]
    fn one_month_twice_and_ranges_stay() {
        for text in [
            "وصل في كانون الأول/ديسمبر 2016 وعاد في كانون الثاني/يناير 2017.",
            "وصل في 5 آذار/مارس ثم في نيسان/أبريل وأيار/مايو وحزيران/يونيو.",
            "وصل في تموز/يوليو وآب/أغسطس وأيلول/سبتمبر وتشرين الأول/أكتوبر.",
            "وصل في شباط (فبراير) 2016 وفي تشرين الثاني (نوفمبر).",
            "بين تموز/آب 2016 وأيلول/تشرين الأول.",
            "في يوليو/أغسطس 2016 وفي مارس/أبريل.",
            "في ديسمبر/جانفي وغشت/شتنبر وشتنبر/أكتوبر.",
            "في تموز - أغسطس ومن كانون الأول إلى يناير.",
            "في يوليوز/تموز 2016 وجويلية/تموز ودجنبر/كانون الأول.",
            "في آب/أوت 2016 وجوان/حزيران.",
            "In December/January he left.",
            "في كانون الأول/ديسمبر - كانون الثاني/يناير.",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn either_name_may_be_the_slip() {
        let mended = |text: &str, right: &[&str]| tests::mended(RULE.name, "2016-12-29", text, right);
        mended(
            "في 5 كانون الأول/يناير 2016 وصل.",
            &["في 5 كانون الأول/ديسمبر 2016 وصل.", "في 5 كانون الثاني/يناير 2016 وصل."],
        );
        mended("في تموز/غشت وصل.", &["في تموز/يوليوز وصل.", "في آب/غشت وصل."]);
    }
}
