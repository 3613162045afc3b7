//! `name/ambiguous`: a name that several known things bear and nothing in the article tells apart. Off unless asked for: it
//! helps who links names to records.

use crate::analysis::{Document, Paragraph, Subject};
use crate::lexicon::gazetteer::Record;
use crate::lints::{Find, Finding, Rule};
use crate::text::{Language, Span};

/// The rule.
pub const RULE: Rule = Rule { name: "name/ambiguous", level: None, find: Find::Document(find) };

/// So many are named.
const NAMED: usize = 3;

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    for mention in document.mentions_of(start, paragraph) {
        let Subject::Entity(entity) = &mention.subject else { continue };
        if mention.tagged || mention.nested || !mention.shown || entity.candidates.len() < 2 {
            continue;
        }
        let local = Span::new(mention.span.start - start, mention.span.end - start);
        let named: Vec<String> = entity
            .candidates
            .iter()
            .take(NAMED)
            .map(|record| shown(*record, document.options().locale))
            .collect();
        let values = [("name", local.of(&paragraph.text)), ("records", &named.join("; "))];
        out.push(RULE.finding(mention.span, document.say(RULE.name, &values)));
    }
}

/// A record by its name and its country.
fn shown(record: Record, locale: Language) -> String {
    let names = match locale {
        Language::Arabic => [record.name_ar(), record.name_en()],
        Language::English => [record.name_en(), record.name_ar()],
    };
    let name = names.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
    if record.country.is_empty() { name } else { format!("{name}, {}", record.country) }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::tests;

    fn check(text: &str, expected: &[&str]) {
        tests::check(RULE.name, text, expected);
    }

    #[test]
    fn a_name_of_several_places_is_told() {
        check("The fire began in Paris, Texas, on Monday.", &["Paris"]);
    }

    #[test]
    fn one_that_the_article_settles_is_not() {
        check("وصلت القافلة إلى مدينة طرابلس اللبنانية أمس.", &[]);
        check("He flew to Paris on Monday.", &[]);
        check("وصلت القافلة إلى مدينة دمشق أمس.", &[]);
        check("", &[]);
    }
}
