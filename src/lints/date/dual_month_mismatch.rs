//! `date/dual-month-mismatch`: a month named in two families of names, and they are two months: كانون الأول/يناير.
//!
//! Two months of one family side by side are a range («تموز/آب»); the grammar tells the two apart where it reads them. In
//! English copy it reads no Arabic: there the words themselves are looked at.

use super::shared::{all_times, likely};
use crate::analysis::{Document, Paragraph};
use crate::lexicon::{Class, Lexicon};
use crate::lints::{Find, Finding, Rule, Severity};
use crate::temporal::parts::{Kind, Part};
use crate::temporal::readings;
use crate::text::{Edit, Language, Span, fold};
use smallvec::SmallVec;

/// The rule.
pub const RULE: Rule =
    Rule { name: "date/dual-month-mismatch", level: Some(Severity::Warning), find: Find::Paragraph(find) };

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    for (span, _) in all_times(paragraph).filter(|(_, timex)| timex.facts.two_months) {
        let parts = paragraph.parts_of(span, document.options().language);
        let pair = parts.windows(2).find_map(|pair| match (pair[0].kind, pair[1].kind) {
            (Kind::Month(a, x), Kind::Month(b, y)) if a != b && x != y => Some((pair[0], pair[1])),
            _ => None,
        });
        if let Some((first, second)) = pair {
            out.extend(tell(document, start, paragraph, first, second));
        }
    }
    quoted(document, start, paragraph, out);
}

/// The finding of two names of months that stand for one.
fn tell(
    document: &Document,
    start: usize,
    paragraph: &Paragraph,
    first: Part,
    second: Part,
) -> Option<Finding> {
    let (Kind::Month(a, x), Kind::Month(b, y)) = (first.kind, second.kind) else { return None };
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
    Some(Finding { fixes, ..RULE.finding(place.shifted(start), message) })
}

/// "dated 14 تموز/أغسطس 2017": an Arabic date that English copy quotes.
fn quoted(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let plain = &paragraph.markup.plain;
    let text = plain.text.as_str();
    // Arabic letters are of two bytes that begin so.
    if memchr::memchr2(0xd8, 0xd9, text.as_bytes()).is_none() {
        return;
    }
    let is_arabic =
        document.options().language.map_or_else(|| reads_as_arabic(text), |given| given == Language::Arabic);
    if is_arabic {
        return;
    }
    for at in memchr::memchr2_iter(b'/', b'(', text.as_bytes()) {
        let (Some(first), Some(second)) = (month_before(text, at), month_after(text, at + 1)) else {
            continue;
        };
        let name = |month: &Month| Part {
            span: plain.to_raw(month.span),
            kind: month
                .senses
                .first()
                .map_or(Kind::Digits(0, 0), |sense| Kind::Month(sense.number, sense.family)),
        };
        if are_two_months(&first, &second) {
            out.extend(tell(document, start, paragraph, name(&first), name(&second)));
        }
    }
}

/// The language that the detectors read a text in: half as many Arabic letters as Latin ones make it Arabic.
fn reads_as_arabic(text: &str) -> bool {
    let arabic = text.chars().filter(|c| c.is_alphabetic() && ('\u{600}'..='\u{6ff}').contains(c)).count();
    let latin = text.bytes().filter(u8::is_ascii_alphabetic).count();
    arabic * 2 >= latin
}

/// A month by its Arabic name, with all that the name may be.
struct Month {
    span: Span,
    senses: SmallVec<[Sense; 3]>,
}

/// What a name of a month means in one family of names.
struct Sense {
    number: u8,
    family: &'static str,
    /// The name is another word, too.
    is_word: bool,
}

/// As the grammar tells them in Arabic: months of one family are a range, and so are two that follow each other in the
/// western families, which mix in one country. A pair of which both names are other words, too, says nothing.
fn are_two_months(first: &Month, second: &Month) -> bool {
    let mut pairs = first.senses.iter().flat_map(|x| second.senses.iter().map(move |y| (x, y)));
    if pairs.any(|(x, y)| x.number == y.number || x.family == y.family || x.is_word && y.is_word) {
        return false;
    }
    let levant = |month: &Month| month.senses.iter().any(|sense| sense.family == readings::LEVANT);
    let number = |month: &Month| month.senses.first().map_or(0, |sense| sense.number);
    levant(first) != levant(second) || number(second) != number(first) % 12 + 1
}

/// The month whose name, of one word or two, ends at a mark.
fn month_before(text: &str, mark: usize) -> Option<Month> {
    let head = text.get(..mark)?.trim_end();
    let word = |head: &str| head.rfind(|c: char| !is_of_word(c)).map_or(0, |at| at + width(&head[at..]));
    let last = word(head);
    let both = word(head[..last].trim_end());
    [both, last].into_iter().find_map(|from| month(text, Span::new(from, head.len())))
}

/// The month whose name begins behind a mark.
fn month_after(text: &str, mark: usize) -> Option<Month> {
    let rest = text.get(mark..)?.trim_start();
    let at = text.len() - rest.len();
    let word = |from: usize| {
        let tail = text[from..].trim_start();
        let begin = text.len() - tail.len();
        begin + tail.find(|c: char| !is_of_word(c)).unwrap_or(tail.len())
    };
    let first = word(at);
    [word(first), first].into_iter().find_map(|to| month(text, Span::new(at, to)))
}

fn width(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// Letters and the vowel signs on them.
fn is_of_word(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{64b}'..='\u{65f}' | '\u{640}' | '\u{670}')
}

fn month(text: &str, span: Span) -> Option<Month> {
    // With a number or a mark beside it there is no second word.
    let words = span.of(text);
    let from = span.end - words.trim_start().len();
    let span = Span::new(from, from + words.trim().len());
    let senses = Lexicon::of(Language::Arabic).senses(&fold::fold(span.of(text)));
    let senses: SmallVec<[Sense; 3]> = senses
        .iter()
        .filter(|sense| sense.class == Class::Month)
        .filter_map(|sense| {
            let mut parts = sense.value.split(':');
            let (number, family) = (parts.next()?.parse().ok()?, parts.next()?);
            Some(Sense { number, family, is_word: parts.next().is_some() })
        })
        .collect();
    (!senses.is_empty()).then_some(Month { span, senses })
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
    fn arabic_dates_in_english_copy_are_read() {
        let check = |text: &str, expected: &[&str]| tests::check(RULE.name, "", text, expected);
        check("The note of \"5 حزيران/آذار 2014\" was sent to the mayor by hand.", &[]);
        check("The note of \"5 حزيران/مارس 2014\" was sent to the mayor by hand.", &["حزيران/مارس"]);
        check(
            "It bears the stamp 3 كانون الثاني/ديسمبر 2001, according to the clerk.",
            &["كانون الثاني/ديسمبر"],
        );
        check("Its head says «آب (يوليو) 1999» and it has no further words on it.", &["آب (يوليو"]);
        check(
            "The Arabic page has يناير / تشرين الثاني for it, and nobody saw that slip.",
            &["يناير / تشرين الثاني"],
        );
        check("The Arabic page has شُباط/مارس for it, and nobody at all saw that slip.", &["شُباط/مارس"]);
        check("The note of \"5 حزيران/يونيو 2014\" was sent to the mayor by hand.", &[]);
        check("It bears the stamp 3 كانون الثاني (يناير) 2001, according to the clerk.", &[]);
        check("The season of تموز/آب is meant here, and the mayor knows that well.", &[]);
        check("The season of يوليو/أغسطس is meant here, and the mayor knows that.", &[]);
        check("The parties فتح/حماس and (آب) are meant here, and the mayor knows that.", &[]);
        check("In <date>5 حزيران/مارس 2014</date> he left for the capital by train.", &["حزيران/مارس"]);
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
