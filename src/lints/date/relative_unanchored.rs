//! `date/relative-unanchored`: «أمس», "last week" in a document whose publication date nobody knows: no reader of an
//! archive can tell the day. One finding a document, at the first such time: one date line mends them all.

use super::shared::{between, is_title};
use super::words::{Role, has_role};
use crate::analysis::{Document, Paragraph, Timed};
use crate::lexicon::{Class, Lexicon};
use crate::lints::{Find, Finding, Rule, Severity};
use crate::temporal::{Expression, Timex, Unit};
use crate::text::{Language, Span, fold};

/// The rule.
pub const RULE: Rule =
    Rule { name: "date/relative-unanchored", level: Some(Severity::Info), find: Find::Document(find) };

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    if document.publication().is_some() || document.first_from_now() != Some(start) {
        return;
    }
    let Some(first) = first_from_now(paragraph) else { return };
    let words = between(paragraph, first.span.start, first.span.end);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    out.push(RULE.finding(first.span.shifted(start), document.say(RULE.name, &[("words", &words)])));
}

/// The first time of a paragraph that has no day without the publication date, and no tag that gives it one.
pub fn first_from_now(paragraph: &Paragraph) -> Option<&Timed> {
    paragraph.times.iter().find(|timed| {
        let tag = timed.tagged.and_then(|tag| paragraph.markup.annotations.get(tag));
        let counted = timed.timex.as_ref().filter(|timex| timex.expression.counts_from_now());
        tag.is_none_or(|tag| tag.label.value.is_none())
            && counted.is_some_and(|timex| !is_excused(paragraph, timed.span, timex))
    })
}

/// The words count from no publication date, whatever the grammar takes them for.
fn is_excused(paragraph: &Paragraph, span: Span, timex: &Timex) -> bool {
    let plain = &paragraph.markup.plain;
    let inside = plain.span_from_raw(span);
    let Some((before, after)) = plain.text.get(..inside.start).zip(plain.text.get(inside.end..)) else {
        return false;
    };
    let words = inside.of(&plain.text);
    is_title(paragraph, span)
        || counts_from_text(words, timex)
        || is_per_day(before, words, timex)
        || is_name(before, words)
        || is_in_title(before, words, after, timex.language)
}

/// "The next day", «الأسبوع التالي»: counted from what was told before.
fn counts_from_text(words: &str, timex: &Timex) -> bool {
    let lexicon = Lexicon::of(timex.language);
    let shift = |word: &str| lexicon.sense(&fold::fold(word), Class::Shift);
    matches!(timex.expression, Expression::Period(Unit::Day, -1 | 1))
        || words.split_whitespace().filter_map(shift).any(|sense| matches!(sense.value, "after" | "before"))
}

/// «ثماني ساعات في اليوم»
fn is_per_day(before: &str, words: &str, timex: &Timex) -> bool {
    timex.language == Language::Arabic
        && matches!(timex.expression, Expression::Day { offset: 0, weekday: None })
        && !words.contains(char::is_whitespace)
        && before.ends_with([' ', '\u{a0}'])
        && has_role(last_word(before), Role::Per)
}

/// «صحيفة الغد»: the name of a newspaper behind what it is. The article tells it from «قالت صحيفة أمس».
fn is_name(before: &str, words: &str) -> bool {
    words.starts_with(ARTICLE)
        && !words.contains(char::is_whitespace)
        && before.ends_with([' ', '\u{a0}'])
        && has_role(last_word(before), Role::Outlet)
}

const ARTICLE: &str = "\u{627}\u{644}";

/// Bytes that a title is long at most.
const TITLE: usize = 80;

/// «فيلم «غدا يوم آخر»», the song "Yesterday Once More": between marks, behind what it is, or in the capitals of a title.
fn is_in_title(before: &str, words: &str, after: &str, language: Language) -> bool {
    let Some(open) = before.rfind(['«', '"', '“', '‘', '„', '»', '”']) else { return false };
    let Some(close) = after.find(['»', '"', '”', '’', '“']) else { return false };
    let straight = before[open..].starts_with('"');
    let closed = before[open..].starts_with(['»', '”']);
    if closed
        || straight && before.matches('"').count().is_multiple_of(2)
        || before.len() - open + close > TITLE
    {
        return false;
    }
    let head = last_word(&before[..open]);
    let bare = head.strip_prefix(ARTICLE).unwrap_or(head);
    if [head, bare].iter().any(|word| has_role(word, Role::Title) || has_role(word, Role::Outlet)) {
        return true;
    }
    let opening = before[open..].chars().skip(1).collect::<String>();
    let title = format!("{opening}{words}{}", &after[..close]);
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let spoken = title.contains(['.', ',', '?', '!', ';', ':']);
    language == Language::English
        && !spoken
        && title.split_whitespace().count() > 1
        && title.split_whitespace().all(|word| capital(word) || word.len() <= 3)
        && capital(&title)
}

fn last_word(text: &str) -> &str {
    let text = text.trim_end_matches(|c: char| c.is_whitespace());
    text.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default()
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
    fn a_tag_without_a_value_gives_no_day() {
        check("<p>غادر الوفد <date>أمس</date> المدينة.</p>", &["أمس"]);
        check("غادر الوفد <chron>غدا</chron> المدينة.", &["غدا"]);
        check("غادر الوفد <date when=\"2016-12-28\">أمس</date> المدينة.", &[]);
        check("He left <TIMEX3 type=\"DATE\" value=\"2016-12-28\">yesterday</TIMEX3> early.", &[]);
    }

    #[test]
    fn names_titles_and_what_counts_from_the_text_stay() {
        for text in [
            "ذكرت صحيفة «الغد» الأردنية أن الصقيع اشتد.",
            "ذكر موقع \"اليوم\" أن الصقيع اشتد، ونقلت مجلة الغد ذلك.",
            "شارك في فيلم «غدا يوم آخر» وفي رواية «أمس كان هنا».",
            "The band sang \"Yesterday\" and \"Tomorrow Never Knows\" there.",
            "He wrote the song \"today we go home\" there.",
            "يعملون تسع ساعات في اليوم، وفي اليوم يأكلون مرتين.",
            "Polls opened on 6 May 2018. The next day they closed; the previous day they had met.",
            "Polls opened on 6 May 2018. The following week they closed.",
            "بدأ في 6 أيار 2018، وفي الأسبوع التالي انتهى، وفي العام السابق كان قد بدأ.",
            "الدار البيضاء (3 شتنبر 2019) - وصل الوفد أمس.",
            "TUNIS (3 September 2019) — The team arrived yesterday.",
        ] {
            check(text, &[]);
        }
        check("قال الوزير: «غدا نعود إلى العمل».", &["غدا"]);
        check("\"Tomorrow,\" he said.", &["Tomorrow"]);
        check("\"We go tomorrow\", he said.", &["tomorrow"]);
        check("قالت الصحيفة أمس إنها عادت.", &["أمس"]);
        check("Talks begin next week.", &["next week"]);
        check("وصل الوفد (12 غشت 2019) ثم عاد أمس.", &["أمس"]);
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
