//! `date/relative-unanchored`: «أمس», "last week" in a document whose publication date nobody knows: no reader of an
//! archive can tell the day. One finding a document, at the first such time: one date line mends them all.

use super::shared::between;
use crate::analysis::{Document, Paragraph, Timed};
use crate::lints::{Find, Finding, Rule, Severity};

/// The rule.
pub const RULE: Rule =
    Rule { name: "date/relative-unanchored", level: Some(Severity::Info), find: Find::Document(find) };

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    if document.publication().is_some() || document.first_from_now() != Some(start) {
        return;
    }
    let Some(first) = paragraph.times.iter().find(|timed| Timed::counts_from_now(timed)) else { return };
    let words = between(paragraph, first.span.start, first.span.end);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    out.push(RULE.finding(first.span.shifted(start), document.say(RULE.name, &[("words", &words)])));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::analysis::{Document, Options};
    use crate::lints::date::shared::tests;
    use crate::lints::of_document;
    use crate::text::replace;
    use ropey::Rope;

    fn check(text: &str, expected: &[&str]) {
        tests::check(RULE.name, "", text, expected);
    }

    #[test]
    fn the_first_relative_time_fires() {
        check("وصل الوفد أمس إلى هناك، وعاد اليوم.", &["أمس"]);
        check("وصل الوفد.\n\nاجتمعوا الخميس الماضي.\n\nوعادوا غدا.\n", &["الخميس الماضي"]);
        check("اجتمع المجلس الخميس في المدينة.", &["الخميس"]);
        check("في الشهر الماضي وصل، وفي عام 2016 عاد.", &["الشهر الماضي"]);
        check("وصل قبل يومين.", &["قبل يومين"]);
        check("وصل في 29 كانون الأول 2016 وعاد العام الماضي.", &["العام الماضي"]);
        check("He left yesterday and came back today.", &["yesterday"]);
        check("He left.\n\nHe came last week.\n", &["last week"]);
        check("The council met on Thursday.", &["Thursday"]);
        check("He left two weeks ago.", &["two weeks ago"]);
        check("وصل مساء أمس.", &["مساء أمس"]);
        check("وصل هذا الصباح.", &["هذا الصباح"]);
        check("وصل خلال الأيام الثلاثة الماضية.", &["الأيام الثلاثة الماضية"]);
        check("He arrives tonight.", &["tonight"]);
    }

    #[test]
    fn what_needs_no_date_or_has_one_stays() {
        for text in [
            "وصل في 29 كانون الأول 2016.",
            "وصل في 29 كانون الأول.",
            "وصل قبل أيام، وخلال الأشهر الماضية غاب.",
            "He left a few days ago.",
            "قريبا يصل، وسابقا وصل، والآن هو هنا.",
            "استمر ثلاثة أيام، ويصل كل خميس.",
            "<date.issue norm=\"20161229\"/>وصل أمس.",
            "بيروت، 29 كانون الأول 2016 (وكالات) وصل الوفد أمس.",
            "نشر في 3 أيار 2021\n\nوصل أمس.",
            "في الساعة الخامسة وصل.",
            "BEIRUT, Dec 29 2016 (AFP) - The army left yesterday.",
            "He left in 2016 for three days, soon and now.",
            "He left on 29 December.",
        ] {
            check(text, &[]);
        }
        tests::check(RULE.name, "2016-12-29", "وصل أمس.", &[]);
    }

    #[test]
    fn it_follows_the_edits() {
        let mut rope = Rope::from_str("وصل.\n\nعاد أمس.\n\nوعاد غدا.\n");
        let mut document = Document::of(&rope.to_string(), Options::default());
        let told = |document: &Document, rope: &Rope| {
            let text = rope.to_string();
            let found = of_document(document).into_iter().filter(|f| f.rule == RULE.name);
            found.map(|f| f.span.of(&text).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(told(&document, &rope), ["أمس"]);
        let at = rope.to_string().find("أمس").unwrap();
        let damage = replace(&mut rope, crate::text::Span::new(at, at + "أمس".len()), "");
        let revision = document.revision();
        document.update(&rope, damage);
        assert_eq!(told(&document, &rope), ["غدا"]);
        assert!(document.revision() > revision, "another paragraph tells it");
        let damage = replace(&mut rope, crate::text::Span::new(0, 0), "اليوم ");
        document.update(&rope, damage);
        assert_eq!(told(&document, &rope), ["اليوم"]);
    }
}
