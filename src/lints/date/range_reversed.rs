//! `date/range-reversed`: a range of dates that ends before it begins: «من 15 إلى 10 آذار», "from 2015 to 2012".
//!
//! Only as the words say it: a range without years may go on over the turn of the year, one of clock times past midnight,
//! and weekdays come back every week. «الفرق بين 2016 و2015» compares two years and is no range, and what is brought
//! forward, or has sunk to a number that looks like a year, goes back for a reason.

use super::shared::{all_times, between, day_part, likely};
use super::words::{Role, has_role};
use crate::analysis::{Document, Paragraph};
use crate::lexicon::{Class, Lexicon};
use crate::lints::{Find, Finding, Fix, Rule, Severity};
use crate::temporal::parts::{Kind, Part};
use crate::temporal::{Expression, Fields, Timex, Year};
use crate::text::{Edit, Language, Span, fold};

/// The rule.
pub const RULE: Rule =
    Rule { name: "date/range-reversed", level: Some(Severity::Warning), find: Find::Paragraph(find) };

/// Words before a pair of dates that may say that they are compared.
const REACH: usize = 6;

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let mut before: Option<(Span, &Timex)> = None;
    for (span, timex) in all_times(paragraph) {
        let reversed = if let Some((from, to)) = one_range(paragraph, span, timex) {
            Some((span, span, from, span, to))
        } else if let Some((first, from)) = before
            && timex.facts.reversed
            && let (Expression::Date(a), Some(b)) = (&from.expression, end(&timex.expression))
        {
            Some((Span::new(first.start, span.end), first, a, span, b))
        } else {
            None
        };
        if let Some((whole, first, from, second, to)) = reversed
            && !compares(paragraph, whole.start)
        {
            let fix = swap(document, start, paragraph, timex.language, (first, from), (second, to));
            let message = document.say(RULE.name, &[]);
            let fixes = fix.into_iter().collect();
            out.push(Finding { fixes, ..RULE.finding(whole.shifted(start), message) });
        }
        before = Some((span, timex));
    }
    years_by_dash(document, start, paragraph, out);
}

/// «الفترة 2015-2012», "from 2015-2012": two years that the grammar takes for no range, as they are in no order. A word
/// of time has to stand before them: there are codes that look so.
fn years_by_dash(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let plain = &paragraph.markup.plain;
    let text = plain.text.as_str();
    for at in memchr::memchr2_iter(b'-', EN_DASH.as_bytes()[0], text.as_bytes()) {
        let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else { continue };
        let Some(after) = after.strip_prefix('-').or_else(|| after.strip_prefix(EN_DASH)) else { continue };
        let (from, head) = year_at_end(before.trim_end_matches(' ')).unwrap_or((0, ""));
        let rest = after.trim_start_matches(' ');
        let end = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
        let to = year_at_end(&rest[..end]).map_or(0, |(year, _)| year);
        let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !"-–/.:_".contains(c));
        let mut behind = rest[end..].chars();
        let next = behind.next();
        let closed = free(next) || next == Some('.') && free(behind.next());
        if from == 0 || to == 0 || to >= from || !closed || !free(head.chars().next_back()) {
            continue;
        }
        let place = Span::new(head.len(), text.len() - rest.len() + end);
        let raw = plain.to_raw(place);
        // The grammar has read it as a range, and the rule has judged it.
        if paragraph.times.iter().any(|timed| timed.span.contains(raw)) {
            continue;
        }
        // «(1945–1939)»: years that are all that a bracket holds.
        let bracketed = head.ends_with('(') && next == Some(')');
        // "the 2015-2012 period"
        let noun = rest[end..].split_whitespace().next().filter(|_| rest[end..].starts_with(' '));
        let named = noun
            .is_some_and(|word| has_role(word.trim_end_matches(|c: char| !c.is_alphanumeric()), Role::Range));
        if (bracketed || named || asks_for_years(head)) && !compares_before(head) {
            out.push(RULE.finding(raw.shifted(start), document.say(RULE.name, &[])));
        }
    }
}

const EN_DASH: &str = "–";

const fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
}

/// The year of four digits that ends a text, and what stands before it.
fn year_at_end(text: &str) -> Option<(u32, &str)> {
    let head = text.trim_end_matches(is_digit);
    let digits = &text[head.len()..];
    let value = |c: char| match c {
        '\u{660}'..='\u{669}' => u32::from(c) - 0x660,
        '\u{6f0}'..='\u{6f9}' => u32::from(c) - 0x6f0,
        c => c.to_digit(10).unwrap_or(0),
    };
    let year = digits.chars().take(5).fold(0, |sum, c| sum * 10 + value(c));
    (digits.chars().count() == 4 && (1900..=2100).contains(&year)).then_some((year, head))
}

/// The last word before years by a dash is one of times: عام, الفترة, from.
fn asks_for_years(head: &str) -> bool {
    let head = head.trim_end_matches(|c: char| c.is_whitespace() || c == '(');
    let word = head.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    if has_role(word, Role::Range) {
        return true;
    }
    let word = fold::fold(word);
    [Language::Arabic, Language::English].into_iter().any(|language| {
        Lexicon::of(language).senses(&word).iter().any(|sense| match sense.class {
            Class::Unit => sense.value.starts_with("year"),
            Class::TimeWord => {
                matches!(
                    sense.value,
                    "in" | "from" | "between" | "during" | "for" | "season-of" | "since" | "years-in"
                )
            }
            _ => false,
        })
    })
}

/// The date that ends a range; without a year it was read as the first such day after the beginning.
const fn end(expression: &Expression) -> Option<&Fields> {
    match expression {
        Expression::Date(fields) | Expression::DateAfter(fields, _) => Some(fields),
        _ => None,
    }
}

/// The ends of a range that is one time, where the second lies before the first as they are written.
fn one_range<'p>(paragraph: &Paragraph, span: Span, timex: &'p Timex) -> Option<(&'p Fields, &'p Fields)> {
    let Expression::Range(Some(from), Some(to)) = &timex.expression else { return None };
    let Expression::Date(a) = &**from else { return None };
    let b = end(to)?;
    let year = |fields: &Fields| match fields.year {
        Some(Year::Of(year)) => Some(year),
        _ => None,
    };
    if a.calendar != b.calendar
        || a.month.is_some() != b.month.is_some()
        || a.day.is_some() != b.day.is_some()
    {
        return None;
    }
    let same_month = a.month.is_some() && a.month == b.month;
    // A year that is written once is given to both ends, with the turn of the year in mind.
    let reversed = if years_written(between(paragraph, span.start, span.end)) > 1 {
        (year(b)?, b.month, b.day) < (year(a)?, a.month, a.day)
    } else {
        same_month && a.day.is_some() && b.day < a.day
    };
    reversed.then_some((a, b))
}

/// Numbers of four digits.
fn years_written(text: &str) -> usize {
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}');
    text.split(|c| !digit(c)).filter(|run| run.chars().count() == 4).count()
}

/// «مقارنة بين 2016 و2015», "the gap between May 2016 and May 2015", «قدم الموعد من 15 إلى 10 آذار».
fn compares(paragraph: &Paragraph, at: usize) -> bool {
    let plain = &paragraph.markup.plain;
    let head = plain.text.get(..plain.span_from_raw(Span::new(at, at + 1)).start).unwrap_or_default();
    compares_before(head)
}

fn compares_before(head: &str) -> bool {
    let head = head.rsplit(['.', '\n', ';', '؛']).next().unwrap_or_default();
    head.rsplit(|c: char| !c.is_alphanumeric() && !('\u{64b}'..='\u{65f}').contains(&c))
        .filter(|word| !word.is_empty())
        .take(REACH)
        .any(|word| has_role(word, Role::Compares))
}

/// The fix that lets the ends change places: the days of one month, or the years where nothing else differs.
fn swap(
    document: &Document,
    start: usize,
    paragraph: &Paragraph,
    language: Language,
    (first, from): (Span, &Fields),
    (second, to): (Span, &Fields),
) -> Option<Fix> {
    let parts = |span| paragraph.parts_of(span, document.options().language);
    let english = language == Language::English;
    let (a, b): (Part, Part) = if from.day != to.day && from.month == to.month && first == second {
        let all = parts(first);
        (day_part(&all, from, english)?, day_part(&all, to, english)?)
    } else if from.day != to.day && from.month == to.month {
        (day_part(&parts(first), from, english)?, day_part(&parts(second), to, english)?)
    } else if from.day == to.day && from.month == to.month && first != second {
        let year = |span| parts(span).into_iter().find(|part| matches!(part.kind, Kind::Digits(_, 4)));
        (year(first)?, year(second)?)
    } else {
        return None;
    };
    if from.day != to.day
        && from.year != to.year
        && years_written(between(paragraph, first.start, second.end)) > 1
    {
        return None;
    }
    let text = |part: Part| part.span.of(&paragraph.text).to_owned();
    let title = document.say("date/range-reversed:fix", &[]);
    let edit = Edit { span: a.span, replacement: text(b) };
    let mut fix = likely(title, edit, start);
    fix.edits.push(Edit { span: b.span.shifted(start), replacement: text(a) });
    (a.span.end <= b.span.start).then_some(fix)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::date::shared::tests;

    fn check(text: &str, expected: &[&str]) {
        tests::check(RULE.name, "2016-12-29", text, expected);
        tests::check(RULE.name, "", text, expected);
    }

    #[test]
    fn years_alone_in_brackets_are_a_range() {
        check("كتب عن الحرب (1945–1939) كتابا.", &["1945–1939"]);
        check("كتب عن الحرب (١٩٤٥–١٩٣٩) كتابا.", &["١٩٤٥–١٩٣٩"]);
        check("He wrote of the war (1945-1939) in a book.", &["1945-1939"]);
        check("It was written in the 1945–1939 period.", &["1945–1939"]);
        check("كتب عن الحرب (1939–1945) كتابا.", &[]);
        for text in [
            "He won the season (2018–19) and lost (21–19).",
            "It fell by 2010-1990 units.",
            "انتهت المباراة (85–79) ثم (105–99).",
            "See the report (pp. 2010–1990) and call (2010) 2019-1990.",
            "الهاتف (01-1990) والرمز (2010-1990-5).",
            "It sold (2,010–1,990) of them.",
            "الطراز (X2010-1990) والصفحات (ص 2010-1990).",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn a_range_that_ends_before_it_begins_fires() {
        check("يستمر من 15 إلى 10 آذار.", &["من 15 إلى 10 آذار"]);
        check("يستمر من ١٥ إلى ١٠ آذار ٢٠١٦.", &["من ١٥ إلى ١٠ آذار ٢٠١٦"]);
        check("يستمر من 15 آذار إلى 10 آذار.", &["15 آذار إلى 10 آذار"]);
        check("يستمر من 15 آذار 2016 إلى 10 آذار 2016.", &["15 آذار 2016 إلى 10 آذار 2016"]);
        check("بين 15 مارس و10 مارس 2016 استمر.", &["15 مارس و10 مارس 2016"]);
        check("من 2015 إلى 2012 استمر.", &["2015 إلى 2012"]);
        check("منذ عام 2015 وحتى عام 2012 استمر.", &["عام 2015 وحتى عام 2012"]);
        check("بين عامي 2015 و2012 استمر.", &["عامي 2015 و2012"]);
        check("من أيار 2016 إلى نيسان 2015 استمر.", &["أيار 2016 إلى نيسان 2015"]);
        check("من 20 إلى 10 رمضان 1437 استمر.", &["من 20 إلى 10 رمضان 1437"]);
        check("من 15/3/2016 إلى 10/3/2016 استمر.", &["15/3/2016 إلى 10/3/2016"]);
        check("خلال الفترة 2015-2012 استمر.", &["2015-2012"]);
        check("خلال الأعوام 2015 - 2012 استمر.", &["2015 - 2012"]);
        check("في عامي ٢٠١٥–٢٠١٢ استمر.", &["٢٠١٥–٢٠١٢"]);
        check("It lasted from 2015-2012.", &["2015-2012"]);
        check("It lasted from 2015 to 2012.", &["2015 to 2012"]);
        check("It lasted between 2015 and 2012.", &["2015 and 2012"]);
        check("It lasted from March 15 to March 10.", &["March 15 to March 10"]);
        check("It lasted from 15 March 2016 to 10 March 2016.", &["15 March 2016 to 10 March 2016"]);
        check("The period 2016-03-15 to 2016-03-10 is over.", &["2016-03-15 to 2016-03-10"]);
        check("It lasted from 15 to 10 March.", &["from 15 to 10 March"]);
        check("It runs March 15-10.", &["March 15-10"]);
        check("It lasted between May 15 and May 10, 2016.", &["May 15 and May 10, 2016"]);
        check("It lasted from May 2016 to April 2015.", &["May 2016 to April 2015"]);
    }

    #[test]
    fn ranges_in_order_and_no_ranges_stay() {
        for text in [
            "يستمر من 10 إلى 15 آذار ومن 20 كانون الأول إلى 5 كانون الثاني.",
            "يستمر من 20 كانون الأول 2016 إلى 5 كانون الثاني 2017.",
            "من كانون الأول إلى كانون الثاني ومن أيار إلى نيسان.",
            "من الخميس إلى الاثنين ومن الجمعة حتى الأربعاء.",
            "من الساعة 18:00 إلى 14:00 ومن 10 مساء إلى 6 صباحا.",
            "فاز 5-3 في آذار، وكانت النتيجة 3-2.",
            "من 2012 إلى 2015 وبين عامي 2002 و2005.",
            "الفرق بين 2016 و2015 كبير، وبالمقارنة بين عامي 2016 و2015.",
            "قدم الاتحاد موعد المباراة من 15 آذار إلى 10 آذار.",
            "جرى تقديم موعدها من 15 إلى 10 آذار.",
            "تراجع المؤشر من 2015 إلى 2012.",
            "لمن أعمارهم من 65 إلى 60 عاما.",
            "في 2015، إلى جانب 2012، استمر.",
            "في 15 آذار، وفي 10 آذار قبله.",
            "سافر في 15 آذار إلى دمشق، وفي 10 آذار إلى بيروت.",
            "تراجع من 2015 نقطة إلى 2012 نقطة.",
            "من 300 إلى 200 قبل الميلاد.",
            "It runs from Dec 20 to Jan 5 and from 20 December 2016 to 5 January 2017.",
            "It is open from 18:00 to 14:00, and from 10 pm to 6 am.",
            "It lasted from 2012 to 2015, and between May 10 and May 15, 2016.",
            "القرار رقم 2016-2014 والهاتف 2020-1999.",
            "خلال الفترة 2012-2015 وموسم 2015-2016.",
            "The number 2020-1999 and in 2012-2015.",
            "The gap between 2016 and 2015 grew.",
            "He won 5-3 in March; aged 65 to 60.",
            "From May 2015, to April 2016.",
            "The match was moved from March 15 to March 10.",
            "They brought the vote forward from 15 to 10 March.",
            "The index fell from 2015 to 2012.",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn the_ends_change_places() {
        let mended = |text: &str, right: &[&str]| tests::mended(RULE.name, "2016-12-29", text, right);
        mended("يستمر من 15 إلى 10 آذار.", &["يستمر من 10 إلى 15 آذار."]);
        mended("من 15 آذار إلى 10 آذار", &["من 10 آذار إلى 15 آذار"]);
        mended("من 2015 إلى 2012 استمر.", &["من 2012 إلى 2015 استمر."]);
        mended("It lasted from March 15 to March 10.", &["It lasted from March 10 to March 15."]);
    }
}
