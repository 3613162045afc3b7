//! `name/acronym-unexpanded`: an acronym is used and the article never says what it stands for, neither beside it nor
//! elsewhere. Known are those of `seeds/lints/acronyms/`; in English also capitals with the article before them, unless everybody
//! knows them. Reported once, where it first stands in running text.

use super::acronyms::{full, is_household, may_matter, names_ending_with, number};
use crate::analysis::{Document, Fact, Options, Paragraph, Said};
use crate::entities::EntityType;
use crate::lexicon::gazetteer::{self, RecordType, flag};
use crate::lexicon::hash::{hash, hash_with, mix};
use crate::lexicon::{Class, Lexicon, statistics};
use crate::lints::lines::{is_caption, is_prose, line_at};
use crate::lints::words::{Word, Words, cuts, is_part, place_of, word_before, word_behind};
use crate::lints::{Find, Finding, Fix, Rule, Severity, When};
use crate::text::clitics::ARTICLE;
use crate::text::{Edit, Language, Span, fold};
use smallvec::SmallVec;
use std::collections::VecDeque;

/// The rule.
pub const RULE: Rule = Rule {
    name: "name/acronym-unexpanded",
    level: Some(Severity::Info),
    find: Find::Ledger { when: When::Said, read, compare },
};

/// The forms of a fact: the article says what it stands for; used in running text; used in a headline, caption or byline.
const EXPLAINED: u64 = 0;
const USED: u64 = 1;
const ASIDE: u64 = 2;

/// A full name has no more words.
const LONGEST_NAME: usize = 14;
/// Capitals of more letters are a word in capitals, of fewer too many things.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=6;
/// As often as this in news, in small letters or not, it is a word.
const ORDINARY: u8 = 21;

fn listed(number: u16) -> u64 {
    mix(hash_with(1, "listed"), number.into())
}

fn unlisted(folded: &str) -> u64 {
    hash_with(2, folded)
}

fn read(paragraph: &Paragraph, _: &Options, out: &mut Vec<Fact>) {
    let plain = &paragraph.markup.plain;
    let text = plain.text.as_str();
    let (mut words, mut letters) = (Words::folded(text), String::new());
    // Hashes of the words before, with where they stand: the last first.
    let mut before: VecDeque<(u64, Span)> = VecDeque::with_capacity(LONGEST_NAME + 1);
    let mut is_arabic: Option<bool> = None;
    while let Some(word) = words.next(&mut letters) {
        let whole = hash(&letters);
        if may_matter(whole) {
            for (number, names) in names_ending_with(whole) {
                if matches(names, &before, text) {
                    out.push(Fact::new(listed(number), EXPLAINED, plain.to_raw(word.span)));
                }
            }
        }
        if word.is_arabic {
            let found = cuts(&letters).into_iter().find_map(|cut| {
                let number = number(letters.get(cut.stem..).filter(|stem| stem.len() > 4)?, false)?;
                Some((number, cut))
            });
            if let Some((number, cut)) = found {
                let span = Span::new(word.span.start + place_of(word.span.of(text), cut.name), word.span.end);
                used(paragraph, word.span, span, listed(number), out);
            }
        } else if is_capitals(word.span.of(text)) {
            let in_arabic =
                *is_arabic.get_or_insert_with(|| text.bytes().any(|b| (0xd8..=0xdb).contains(&b)));
            if let Some(number) = number(&letters, in_arabic).filter(|_| in_arabic || !is_household(&letters))
            {
                used(paragraph, word.span, word.span, listed(number), out);
            } else if !is_household(&letters) && LETTERS.contains(&letters.len()) {
                unknown(paragraph, word, &letters, in_arabic, out);
            }
        }
        before.push_front((whole, word.span));
        before.truncate(LONGEST_NAME);
    }
    for alias in &paragraph.bonds.aliases {
        let number = number(&alias.other, false).or_else(|| number(&alias.other, true));
        let span = Span::new(0, 0);
        match number {
            Some(number) => out.push(Fact::new(listed(number), EXPLAINED, span)),
            None if alias.other.is_ascii() && LETTERS.contains(&alias.other.len()) => {
                out.push(Fact::new(unlisted(&alias.other), EXPLAINED, span));
            }
            None => {}
        }
    }
    spelled_out(paragraph, out);
}

fn is_capitals(word: &str) -> bool {
    word.len() >= *LETTERS.start() && word.bytes().all(|b| b.is_ascii_uppercase())
}

/// True when the words of a full name stand before its last. The first may have something glued to it.
fn matches(name: &[u64], before: &VecDeque<(u64, Span)>, text: &str) -> bool {
    if name.len() > before.len() {
        return false;
    }
    name.iter().enumerate().all(|(at, expected)| {
        let (hash_here, span) = before[at];
        hash_here == *expected || at + 1 == name.len() && glued(span.of(text), *expected)
    })
}

/// True when a word is another with a proclitic before it.
fn glued(word: &str, expected: u64) -> bool {
    let letters = fold::fold(word);
    cuts(&letters).into_iter().any(|cut| {
        let Some(stem) = letters.get(cut.stem..) else { return false };
        letters.get(cut.name..).is_some_and(|name| hash(name) == expected)
            || cut.stem > cut.name && hash(&format!("{ARTICLE}{stem}")) == expected
    })
}

/// An acronym at `span` of the plain text, in the word at `word`.
fn used(paragraph: &Paragraph, word: Span, span: Span, key: u64, out: &mut Vec<Fact>) {
    let plain = &paragraph.markup.plain;
    let text = plain.text.as_str();
    let Some(form) = form(text, word) else { return };
    out.push(Fact::new(key, form, plain.to_raw(span)));
}

/// How the acronym at `word` is used; `None` for what is a part of something else, or a credit.
fn form(text: &str, word: Span) -> Option<u64> {
    if is_part(text, word) {
        return None;
    }
    let marks =
        |c: char| matches!(c, '"' | '\'' | '\u{ab}' | '\u{bb}' | '\u{201c}' | '\u{201d}' | ' ' | '\u{a0}');
    let before = text.get(..word.start)?.trim_end_matches(marks);
    let behind = text.get(word.end..)?.trim_start_matches(marks);
    // Between slashes as in brackets.
    if before.ends_with('/') && behind.starts_with('/') {
        return Some(EXPLAINED);
    }
    // A hyphen and a number: a product, a virus.
    let number = behind
        .strip_prefix(['-', '\u{2011}'])
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if number {
        return None;
    }
    if let Some(inside) = before.strip_suffix(['(', '[']) {
        // Behind a name it explains; alone in a line it is a credit.
        return inside.trim_end_matches(marks).ends_with(|c: char| c.is_alphabetic()).then_some(EXPLAINED);
    }
    if let Some(inside) = behind.strip_prefix(['(', '[']) {
        let inside = inside.split([')', ']']).next().unwrap_or_default();
        if inside
            .split_whitespace()
            .filter(|word| word.starts_with(|c: char| c.is_alphabetic() || marks(c)))
            .count()
            > 1
        {
            return Some(EXPLAINED);
        }
    }
    let line = line_at(text, word.start);
    Some(if is_prose(line) && !is_caption(line) { USED } else { ASIDE })
}

/// Capitals that no list has. In English an acronym of a body has the article, a firm's name and a shout have none; in
/// Arabic a noun stands before it that says what body it is.
fn unknown(paragraph: &Paragraph, word: Word, folded: &str, in_arabic: bool, out: &mut Vec<Fact>) {
    let plain = &paragraph.markup.plain;
    let text = plain.text.as_str();
    let written = word.span.of(text);
    let Some(form) = form(text, word.span) else { return };
    if form == EXPLAINED {
        out.push(Fact::new(unlisted(folded), form, plain.to_raw(word.span)));
        return;
    }
    let lexicon = Lexicon::of(Language::English);
    let article = word_before(text, word.span.start);
    let has_article = if in_arabic {
        is_kind_of_body(article)
    } else {
        lexicon.sense(&fold::fold(article), Class::FunctionWord).is_some_and(|s| s.value == "article")
    };
    let behind = word_behind(text, word.span.end);
    let loud = |word: &str| is_capitals(word) && !is_household(&fold::fold(word));
    // A model: AGS JH21.
    let model = text.get(word.span.end..).unwrap_or_default().split_whitespace().next().unwrap_or_default();
    if model.chars().any(|c| c.is_ascii_digit()) && model.starts_with(|c: char| c.is_ascii_uppercase()) {
        return;
    }
    let roman = written.bytes().all(|b| b"IVXLCDM".contains(&b));
    if !has_article || loud(article) || loud(behind) || roman || !lexicon.senses(folded).is_empty() {
        return;
    }
    let known = gazetteer::get(folded);
    let named =
        known.is_some_and(|e| e.is(flag::PLACE | flag::PERSON | flag::GIVEN | flag::SURNAME | flag::COUNTRY));
    let chose = known
        .and_then(|e| e.record(RecordType::Org))
        .is_some_and(|r| matches!(r.kind, "media" | "company" | "club"));
    let ordinary = statistics(Language::English, folded, false)
        .is_some_and(|s| s.frequency >= ORDINARY && u32::from(s.prior.org) * 2 < 255);
    let raw = plain.to_raw(word.span);
    let inside = paragraph.entities.iter().map(|named| &named.mention).any(|m| {
        m.span.contains(raw)
            && (matches!(m.entity_type, EntityType::Person | EntityType::Place)
                || !in_arabic && m.span.len() > raw.len() + 4)
    });
    if !named && !chose && !ordinary && !inside {
        out.push(Fact::new(unlisted(folded), form, raw));
    }
}

/// True for a noun that a body which is no firm, paper or club is called by: بعثة، منظمة.
fn is_kind_of_body(word: &str) -> bool {
    let folded = fold::fold(word);
    let kind = |word: &str| {
        let sense = Lexicon::of(Language::Arabic).sense(word, Class::OrgHead)?;
        Some(matches!(sense.value.split(',').next(), Some("igo" | "body" | "gov" | "ngo")))
    };
    cuts(&folded)
        .into_iter()
        .any(|cut| cut.name == cut.stem && folded.get(cut.stem..).and_then(kind) == Some(true))
}

/// The bodies that a paragraph names in full, by their initials.
fn spelled_out(paragraph: &Paragraph, out: &mut Vec<Fact>) {
    let lexicon = Lexicon::of(Language::English);
    let bodies = paragraph.entities.iter().map(|named| &named.mention);
    for body in bodies.filter(|m| m.entity_type == EntityType::Org && m.key.is_ascii()) {
        let initials: SmallVec<[u8; 8]> = body
            .key
            .split([' ', '-'])
            .filter(|word| lexicon.sense(word, Class::FunctionWord).is_none())
            .filter_map(|word| word.bytes().find(u8::is_ascii_alphabetic))
            .collect();
        if LETTERS.contains(&initials.len())
            && let Ok(initials) = std::str::from_utf8(&initials)
        {
            out.push(Fact::new(unlisted(initials), EXPLAINED, body.span));
        }
    }
}

fn compare(document: &Document, said: &[Said], out: &mut Vec<Finding>) {
    if said.iter().any(|place| place.fact.form == EXPLAINED) {
        return;
    }
    let Some(first) = said.iter().find(|place| place.fact.form == USED) else { return };
    let plain = &first.paragraph.markup.plain;
    let name = plain.span_from_raw(first.fact.span).of(&plain.text);
    let letters = fold::fold(name);
    let stem = letters.strip_prefix(ARTICLE).or_else(|| letters.strip_prefix('\u{644}')).unwrap_or(&letters);
    let known = [letters.as_str(), stem].into_iter().find_map(|word| {
        number(word, false).into_iter().chain(number(word, true)).find(|n| listed(*n) == first.fact.key)
    });
    let span = first.span();
    let Some(full) = known.map(full) else {
        let message = document.say("name/acronym-unexpanded:unknown", &[("name", name)]);
        out.push(RULE.finding(span, message));
        return;
    };
    let message = document.say(RULE.name, &[("name", name), ("full", full)]);
    let title = document.say("name/acronym-unexpanded:fix", &[("full", full)]);
    let edits = vec![Edit { span: Span::new(span.end, span.end), replacement: format!(" ({full})") }];
    out.push(Finding { fixes: vec![Fix { title, edits, is_safe: false }], ..RULE.finding(span, message) });
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::analysis::{Document, Options};
    use crate::lints::{Finding, of_document};
    use crate::text::apply;

    fn findings(text: &str) -> Vec<Finding> {
        let document = Document::of(text, Options::default());
        of_document(&document).into_iter().filter(|finding| finding.rule == RULE.name).collect()
    }

    fn check(text: &str, expected: &[&str]) {
        let found = findings(text);
        assert_eq!(found.iter().map(|f| f.span.of(text)).collect::<Vec<_>>(), expected, "{text}");
        let edits: Vec<_> = found.iter().flat_map(|f| &f.fixes).flat_map(|fix| fix.edits.clone()).collect();
        if edits.len() == found.len() {
            assert_eq!(findings(&apply(text, &edits)), [], "what is mended is right");
        }
    }

    #[test]
    fn an_acronym_that_is_never_spelled_out_fires_once() {
        check("قالت مصادر إن داعش انسحب.\n\nوعاد داعش أمس.\n", &["داعش"]);
        check("استثنى البيان تنظيمي داعش والنصرة من الهدنة.", &["داعش"]);
        check("خفضت أوبك إنتاجها اليوم.", &["أوبك"]);
        check("قال الناتو إنه يراقب الوضع.", &["الناتو"]);
        check("حذرت اليونيسف من مجاعة قريبة.", &["اليونيسف"]);
        check("وقف التمويل عن الأونروا، وللأونروا مدارس كثيرة.", &["الأونروا"]);
        check("عاقب الفيفا ناديين.", &["الفيفا"]);
        check("دعت UNHCR إلى المساعدة.", &["UNHCR"]);
        check("The UNHCR said on Monday that thousands had fled.", &["UNHCR"]);
        check("Inspectors from the IAEA arrived. The IAEA has no comment.", &["IAEA"]);
        check("Leaders of the MRRA met on Monday.", &["MRRA"]);
        check("\"ICRC teams are on their way,\" she said.", &["ICRC"]);
        check("أغارت سنتكوم على مخزن للسلاح. وقالت سنتكوم إنه دمر.", &["سنتكوم"]);
        check("توقف فريق MSF عن العمل أمس.", &["MSF"]);
        check("تعد بعثة MINUSMA تقريرا عن الهجوم.", &["MINUSMA"]);
        check("قال موظف في UNMAS إن العمل صعب.", &["UNMAS"]);
        check("Residents said HTS took two villages.", &["HTS"]);
        check("قالت منظمة XQRT إن الوضع خطير هنا.", &["XQRT"]);
    }

    #[test]
    fn a_headline_is_not_the_first_use() {
        let text = "داعش ينسحب\n\nقال شهود إن داعش انسحب أمس.\n";
        let found = findings(text);
        assert_eq!(found.iter().map(|f| f.span.start).collect::<Vec<_>>(), [text.rfind("داعش").unwrap()]);
    }

    #[test]
    fn what_is_spelled_out_anywhere_is_left_alone() {
        check("قالت مصادر إن تنظيم الدولة الإسلامية (داعش) انسحب. وعاد داعش أمس.", &[]);
        check("عاد داعش أمس.\n\nوتنظيم الدولة الإسلامية هو الخاسر.", &[]);
        check("حذرت اليونيسف (منظمة الأمم المتحدة للطفولة) من الخطر.", &[]);
        check("قال حلف شمال الأطلسي إنه عائد. والناتو باق.", &[]);
        check("قالت وكالة غوث وتشغيل اللاجئين إن الأونروا باقية.", &[]);
        check("The International Atomic Energy Agency said the IAEA was ready.", &[]);
        check("The U.N. refugee agency (UNHCR) said so. The UNHCR left.", &[]);
        check("The Mountain River Rescue Association (MRRA) met. The MRRA left.", &[]);
        check("The Kurdistan Workers' Party (PKK) met. The PKK left.", &[]);
    }

    #[test]
    fn household_names_and_other_capitals_are_left_alone() {
        check("The BBC and the FBI and the EU and NATO said so.", &[]);
        check("قالت بي بي سي إن حماس وافقت.", &[]);
        check("باعت شركة XQRT سيارات وعرضت قناة XQRV فيلما وذكر تقرير XQRU ذلك.", &[]);
        check("قالت أطباء بلا حدود إن فريق MSF عاد. وبعثة MINUSMA (بعثة الأمم المتحدة في مالي) باقية.", &[]);
        check("The CEO of IBM met the UN chief. COVID-19 is over. The MH17 report is out.", &[]);
        check("He said it was NOT the end and the WAR goes on.", &[]);
        check("BREAKING: THE STORM HIT THE COAST", &[]);
        check("BEIRUT (AFP) - The storm hit the coast.", &[]);
        check("King Henry the VIII ruled.", &[]);
        check("Visit example.UNHCR.org or #UNHCR now.", &[]);
        check("", &[]);
    }
}
