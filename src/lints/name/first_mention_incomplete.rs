//! `name/first-mention-incomplete`: somebody is called by the family name alone before the article gives the full name.
//! Captions, headlines and bylines do not count, for either name. Off unless asked for.

use crate::analysis::{Document, Fact, Options, Paragraph, Said};
use crate::entities::{EntityType, family_name, short_key};
use crate::lexicon::hash::hash;
use crate::lints::lines::{is_prose, line_at};
use crate::lints::{Find, Finding, Fix, Rule, When};
use crate::text::{Edit, Span};

/// The rule.
pub const RULE: Rule = Rule {
    name: "name/first-mention-incomplete",
    level: None,
    find: Find::Ledger { when: When::Differs, read, compare },
};

/// The form of a family name alone; a full name's is odd.
const BARE: u64 = 0;

fn read(paragraph: &Paragraph, _: &Options, out: &mut Vec<Fact>) {
    let plain = &paragraph.markup.plain;
    let in_prose = |span: Span| is_prose(line_at(&plain.text, plain.from_raw(span.start)));
    let people = paragraph.entities.iter().map(|named| &named.mention);
    for person in people.filter(|m| m.entity_type == EntityType::Person && !m.nested) {
        let (key, form) = match family_name(&person.key) {
            Some(family) => (short_key(family), hash(&person.key) | 1),
            None => (short_key(&person.key), BARE),
        };
        if in_prose(person.span) {
            out.push(Fact::new(key, form, person.span));
        }
    }
    let bare = paragraph.bonds.shorts.iter().filter(|short| in_prose(short.span));
    out.extend(bare.map(|short| Fact::new(short.key, BARE, short.span)));
    out.sort_by_key(|fact| fact.span.start);
}

fn compare(document: &Document, said: &[Said], out: &mut Vec<Finding>) {
    let Some(full) = said.iter().find(|place| place.fact.form != BARE) else { return };
    let Some(bare) = said.first().filter(|place| place.fact.form == BARE) else { return };
    // A family name of two people is nobody's.
    if said.iter().any(|place| place.fact.form != BARE && place.fact.form != full.fact.form) {
        return;
    }
    let (name, short) = (full.text(), bare.text());
    let message = document.say(RULE.name, &[("name", short), ("full", name)]);
    let edits = vec![Edit { span: bare.span(), replacement: name.to_owned() }];
    let title = document.say("name/first-mention-incomplete:fix", &[("full", name)]);
    // Markup in either would be doubled or lost.
    let fixes = if name.contains('<') || short.contains('<') {
        Vec::new()
    } else {
        vec![Fix { title, edits, is_safe: false }]
    };
    out.push(Finding { fixes, ..RULE.finding(bare.span(), message) });
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::tests;

    fn check(text: &str, expected: &[&str]) {
        tests::check(RULE.name, text, expected);
    }

    #[test]
    fn a_family_name_before_the_full_name_fires() {
        check("وقال القلمونجي إن الخطة جاهزة.\n\nوأعلن الوزير سامر القلمونجي تفاصيلها.\n", &["القلمونجي"]);
        check("Then Kalamunji spoke.\n\nMr. Samir Kalamunji had come early.\n", &["Kalamunji"]);
    }

    #[test]
    fn captions_and_later_mentions_are_left_alone() {
        check("صورة: لقاء مع القلمونجي\n\nأعلن الوزير سامر القلمونجي الخطة.\n\nوتابع القلمونجي كلامه.\n", &[]);
        check("القلمونجي يعلن الخطة\n\nأعلن الوزير سامر القلمونجي الخطة.\n", &[]);
        check("Mr. Samir Kalamunji came early.\n\nThen Kalamunji spoke.\n", &[]);
        check("وقال القلمونجي كلمة.\n", &[]);
    }
}
