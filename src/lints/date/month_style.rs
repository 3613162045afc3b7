//! `date/month-style`: a month under another name than the house writes. Off by default; the setting `style.months` says
//! which names these are.
//!
//! Only Arabic has families of names. Two months of one family side by side are a range and keep their form.

use super::shared::times;
use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Fix, Rule};
use crate::temporal::parts::{Kind, Part};
use crate::temporal::readings::{self, EGYPT, LEVANT, MAGHREB};
use crate::text::{Edit, Language, Span, fold};

/// The rule.
pub const RULE: Rule = Rule { name: "date/month-style", level: None, find: Find::Paragraph(find) };

/// The names of months that a house writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MonthStyle {
    /// كانون الأول
    Levantine,
    /// ديسمبر
    Egyptian,
    /// دجنبر
    Maghrebi,
    /// كانون الأول/ديسمبر
    #[default]
    Both,
}

impl MonthStyle {
    /// All, with their names in the settings.
    const ALL: [(Self, &'static str); 4] = [
        (Self::Levantine, "levantine"),
        (Self::Egyptian, "egyptian"),
        (Self::Maghrebi, "maghrebi"),
        (Self::Both, "both"),
    ];

    /// The style of a name in the settings.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == name).map(|(style, _)| style)
    }

    /// Its name in the settings.
    pub fn as_str(self) -> &'static str {
        Self::ALL.into_iter().find(|(style, _)| *style == self).map_or("", |(_, name)| name)
    }

    /// The month as the house writes it.
    fn name(self, month: u8) -> &'static str {
        match self {
            Self::Levantine => readings::month_in_family(month, LEVANT),
            Self::Egyptian => readings::month_in_family(month, EGYPT),
            Self::Maghrebi => readings::month_in_family(month, MAGHREB),
            Self::Both => readings::month_name(month, Language::Arabic),
        }
    }

    /// A name of a family is the house's, whatever its spelling.
    fn has(self, family: &str, month: u8, written: &str) -> bool {
        let same = || fold::fold(self.name(month)) == fold::fold(written);
        match self {
            Self::Levantine => family == LEVANT,
            Self::Egyptian => family == EGYPT,
            Self::Maghrebi => family == MAGHREB || same(),
            Self::Both => false,
        }
    }
}

/// A month as it stands: once, or under two names.
struct Written {
    span: Span,
    month: u8,
    /// The family of its name; none for two names.
    family: Option<&'static str>,
}

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let style = document.options().months;
    for (span, timex) in times(paragraph) {
        if timex.language != Language::Arabic || timex.facts.two_months || timex.rule == "range.months" {
            continue;
        }
        let mut any = false;
        timex.expression.each_date(&mut |fields| any |= fields.month.is_some());
        if !any {
            continue;
        }
        let parts = paragraph.parts_of(span, document.options().language);
        for written in months(&parts, &paragraph.text) {
            let words = written.span.of(&paragraph.text);
            let right = match written.family {
                Some(family) => style.has(family, written.month, words),
                // Two names are right in either order, as dashes and brackets are.
                None => style == MonthStyle::Both,
            };
            let latin = words.starts_with(|c: char| c.is_ascii_alphabetic());
            if right || latin || words.contains('<') {
                continue;
            }
            let name = style.name(written.month);
            let edit = Edit { span: written.span.shifted(start), replacement: name.to_owned() };
            let fix = Fix {
                title: document.say("date/month-style:fix", &[("name", name)]),
                edits: vec![edit],
                is_safe: true,
            };
            let message = document.say(RULE.name, &[("name", name)]);
            out.push(Finding { fixes: vec![fix], ..RULE.finding(written.span.shifted(start), message) });
        }
    }
}

/// The months among the words of a time, two names of one month joined.
fn months(parts: &[Part], text: &str) -> Vec<Written> {
    let mut out: Vec<Written> = Vec::new();
    for part in parts {
        let Kind::Month(month, family) = part.kind else { continue };
        if let Some(last) = out.last_mut()
            && last.month == month
            && let Some(gap) = text.get(last.span.end..part.span.start)
            && gap.trim().chars().count() == 1
            && gap.contains(['/', '('])
        {
            let bracket = usize::from(gap.contains('(') && text[part.span.end..].starts_with(')'));
            *last =
                Written { span: Span::new(last.span.start, part.span.end + bracket), month, family: None };
            continue;
        }
        out.push(Written { span: part.span, month, family: Some(family) });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{MonthStyle, RULE};
    use crate::analysis::Options;
    use crate::lints::date::shared::tests::findings;
    use crate::text::apply;

    fn check(style: &str, text: &str, expected: &str) {
        let options = || Options { months: MonthStyle::parse(style).unwrap(), ..Options::default() };
        let found = findings(RULE.name, text, options());
        let edits: Vec<_> = found.into_iter().flat_map(|f| f.fixes).flat_map(|fix| fix.edits).collect();
        let mended = apply(text, &edits);
        assert_eq!(mended, expected, "{style}");
        assert_eq!(findings(RULE.name, &mended, options()), [], "what is mended is right");
    }

    #[test]
    fn another_name_fires() {
        check("levantine", "في 5 ديسمبر 2016 وفي ماي.", "في 5 كانون الأول 2016 وفي أيار.");
        check("egyptian", "في 5 كانون الأول 2016.", "في 5 ديسمبر 2016.");
        check("egyptian", "في 5 كانون الأول/ديسمبر 2016.", "في 5 ديسمبر 2016.");
        check("egyptian", "في كانون الأول (ديسمبر) 2016.", "في ديسمبر 2016.");
        check("maghrebi", "في 5 كانون الأول وفي 3 ديسمبر.", "في 5 دجنبر وفي 3 دجنبر.");
        check("both", "في 5 ديسمبر وفي شباط 2016.", "في 5 كانون الأول/ديسمبر وفي شباط/فبراير 2016.");
        check("levantine", "من 5 إلى 7 يوليو 2016", "من 5 إلى 7 تموز 2016");
        check("both", "مساء 5 غشت 2016 وصل.", "مساء 5 آب/أغسطس 2016 وصل.");
    }

    #[test]
    fn the_name_of_the_house_stays() {
        for (style, text) in [
            ("levantine", "في 5 كانون الأول 2016 وفي أذار."),
            ("egyptian", "في 5 ديسمبر 2016 وفي إبريل ويناير."),
            ("maghrebi", "في 5 دجنبر ويناير وفبراير وأكتوبر ومارس 2016."),
            ("both", "في 5 كانون الأول/ديسمبر 2016 وفي شباط (فبراير)."),
            ("both", "بين تموز/آب 2016."),
            ("both", "في 5 رمضان 1437 وفي 5/12/2016."),
            ("levantine", "On 5 December 2016 he left."),
            ("both", "وصل الخميس ثم أمس."),
        ] {
            check(style, text, text);
        }
    }

    #[test]
    fn names_of_styles() {
        for (style, name) in MonthStyle::ALL {
            assert_eq!((MonthStyle::parse(name), style.as_str()), (Some(style), name));
        }
        assert_eq!(MonthStyle::parse("other"), None);
    }
}
