//! `name/role-conflict`: one person is given two offices that nobody holds at once: minister of this, minister of that. Off
//! unless asked for: people change offices, and articles tell of it.

use crate::analysis::{Document, Fact, Options, Paragraph, Said};
use crate::entities::EntityType;
use crate::lexicon::hash::{hash, hash_with};
use crate::lexicon::{Class, Lexicon};
use crate::lints::{Find, Finding, Rule, When};
use crate::text::clitics::ARTICLE;
use crate::text::{Language, fold};

/// The rule.
pub const RULE: Rule = Rule {
    name: "name/role-conflict",
    level: None,
    find: Find::Ledger { when: When::Differs, read, compare },
};

fn read(paragraph: &Paragraph, _: &Options, out: &mut Vec<Fact>) {
    for person in paragraph.entities.iter().map(|named| &named.mention) {
        if person.entity_type == EntityType::Person
            && person.key.contains(' ')
            && let Some(office) = person.office
        {
            let form = hash(&fold::fold(office.of(&paragraph.text)));
            out.push(Fact::new(hash_with(1, &person.key), form, office));
        }
    }
}

/// What an office is for; `None` for one that is a former or coming one.
fn portfolios(office: &str) -> Option<Vec<String>> {
    let folded = fold::fold(office);
    let arabic = folded.chars().any(|c| ('\u{620}'..'\u{700}').contains(&c));
    let lexicon = Lexicon::of(if arabic { Language::Arabic } else { Language::English });
    let mut found = Vec::new();
    for word in folded.split(' ') {
        let bare = word.strip_prefix(ARTICLE).unwrap_or(word);
        if lexicon.sense(word, Class::OfficeAdjective).is_some() {
            return None;
        }
        let with = format!("{ARTICLE}{bare}");
        if [word, bare, with.as_str()].iter().any(|form| lexicon.sense(form, Class::Portfolio).is_some()) {
            found.push(bare.to_owned());
        }
    }
    Some(found)
}

fn compare(document: &Document, said: &[Said], out: &mut Vec<Finding>) {
    let offices: Vec<Option<Vec<String>>> = said.iter().map(|place| portfolios(place.text())).collect();
    let first = offices.iter().position(|office| office.as_ref().is_some_and(|found| !found.is_empty()));
    let Some((first, model)) = first.and_then(|at| Some((&said[at], offices[at].as_ref()?))) else { return };
    for (place, office) in said.iter().zip(&offices) {
        let Some(office) = office.as_ref().filter(|office| !office.is_empty()) else { continue };
        if !office.iter().any(|word| model.contains(word)) {
            let values = [("here", place.text()), ("other", first.text())];
            out.push(RULE.finding(place.span(), document.say(RULE.name, &values)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::tests;

    fn check(text: &str, expected: &[&str]) {
        tests::check(RULE.name, text, expected);
    }

    #[test]
    fn two_portfolios_of_one_person_fire() {
        check(
            "أعلن وزير الدفاع سامر القلمونجي الخطة.\n\nوأكد وزير الخارجية سامر القلمونجي أنها كافية.\n",
            &["وزير الخارجية"],
        );
    }

    #[test]
    fn one_office_in_two_forms_is_left_alone() {
        check(
            "أعلن وزير الدفاع سامر القلمونجي الخطة.\n\nوأكد وزير الدفاع التركي سامر القلمونجي أنها كافية.\n",
            &[],
        );
        check(
            "أعلن وزير الدفاع سامر القلمونجي الخطة.\n\nوأكد وزير الخارجية السابق سامر القلمونجي أنها كافية.\n",
            &[],
        );
        check("أعلن وزير الدفاع سامر القلمونجي الخطة.\n\nوأكد وزير الخارجية مازن الحمصي أنها كافية.\n", &[]);
        check("قال الرئيس سامر القلمونجي كلمة. وأضاف النائب سامر القلمونجي أخرى.\n", &[]);
    }
}
