//! `date/impossible`: a day that its month does not have: 31 نيسان, 29 February 2015, 32/12/2016; an hour or a minute that
//! no clock shows: «الساعة 25:15», 10:75 a.m.
//!
//! The temporal grammar reads a day up to the 31st whatever its month; larger numbers and months after the twelfth are
//! no time to it, so this rule looks for them where a date must be meant: right before a month, or in three numbers
//! that are laid out as a date. A Hijri month may have its 30th day: sightings differ from any table.

use super::shared::{all_times, day_part, is_title, likely, write_day, written_year};
use crate::analysis::{Document, Paragraph};
use crate::lexicon::{Class, Lexicon};
use crate::lints::{Find, Finding, Rule, Severity};
use crate::temporal::calendar::gregorian;
use crate::temporal::{Calendar, Expression, Fields, Timex, Year, readings};
use crate::text::{Language, Span, fold};

/// The rule.
pub const RULE: Rule =
    Rule { name: "date/impossible", level: Some(Severity::Warning), find: Find::Paragraph(find) };

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    for (span, timex) in all_times(paragraph) {
        if !dates(document, start, paragraph, span, timex, out) {
            beside_month(document, start, paragraph, span, timex, out);
        }
    }
    numeric(document, start, paragraph, out);
    clocks(document, start, paragraph, out);
}

/// True when the time holds a day that is not.
fn dates(
    document: &Document,
    start: usize,
    paragraph: &Paragraph,
    span: Span,
    timex: &Timex,
    out: &mut Vec<Finding>,
) -> bool {
    let mut wrong = None;
    timex.expression.each_date(&mut |fields| {
        let fields = Fields { year: fields.year.or_else(|| year_behind(paragraph, span, fields)), ..*fields };
        wrong = wrong.or_else(|| Some((fields, last_day(&fields).filter(|last| fields.day > Some(*last))?)));
    });
    let Some((fields, last)) = wrong else { return false };
    let Some(day) = fields.day else { return false };
    if is_title(paragraph, span) {
        return true;
    }
    let locale = document.options().locale;
    let number = fields.month.unwrap_or_default();
    let mut month = match fields.calendar {
        Calendar::Gregorian => readings::month_name(number, locale),
        Calendar::Hijri => readings::hijri_month_name(number, locale),
    }
    .to_owned();
    if let Some(year) = written_year(&fields).filter(|_| number == 2 && day == 29) {
        month = format!("{month} {year}");
    }
    let last_text = last.to_string();
    let message =
        document.say(RULE.name, &[("month", &month), ("day", &day.to_string()), ("last", &last_text)]);
    let parts = paragraph.parts_of(span, document.options().language);
    let edit = day_part(&parts, &fields, timex.language == Language::English)
        .map(|part| write_day(paragraph, part, last));
    let fix = |edit| likely(document.say("date/impossible:fix", &[("last", &last_text)]), edit, start);
    let fixes = edit.map(fix).into_iter().collect();
    out.push(Finding { fixes, ..RULE.finding(span.shifted(start), message) });
    true
}

/// "29 Feb. 2017": the point of a short month parts the year from it.
fn year_behind(paragraph: &Paragraph, span: Span, fields: &Fields) -> Option<Year> {
    if (fields.month, fields.day) != (Some(2), Some(29)) {
        return None;
    }
    let plain = &paragraph.markup.plain;
    let behind = plain.text.get(plain.span_from_raw(span).end..)?.strip_prefix(". ")?;
    let (year, length) = long_value(&behind[..behind.find(|c| !is_digit(c)).unwrap_or(behind.len())])?;
    (length == 4).then(|| i16::try_from(year).ok().map(Year::Of)).flatten()
}

/// The year in which Sweden had a 30 February.
const SWEDEN: i16 = 1712;

/// The last day of a date's month, in any year that it may mean.
fn last_day(fields: &Fields) -> Option<u8> {
    let month = fields.month?;
    if fields.calendar == Calendar::Hijri {
        return Some(30);
    }
    let last = match (month, written_year(fields)) {
        // Sweden had a 30 February, once.
        (4 | 6 | 9 | 11, _) | (2, Some(SWEDEN)) => 30,
        // Before the civil calendar every fourth year had a leap day.
        (2, Some(year)) if year < 1753 => 28 + u8::from(year % 4 == 0),
        (2, Some(year)) => gregorian::last_of_month(year, 2)?.day().unsigned_abs(),
        (2, None) => 29,
        _ => 31,
    };
    Some(last)
}

/// «32 كانون الأول 2016», "April 45, 2016": a number beside a month that is no day of any.
fn beside_month(
    document: &Document,
    start: usize,
    paragraph: &Paragraph,
    span: Span,
    timex: &Timex,
    out: &mut Vec<Finding>,
) {
    let Expression::Date(Fields { month: Some(month), day: None, weekday: None, calendar, .. }) =
        timex.expression
    else {
        return;
    };
    let plain = &paragraph.markup.plain;
    let inside = plain.span_from_raw(span);
    let (before, after) = (plain.text.get(..inside.start), plain.text.get(inside.end..));
    let Some((before, after)) = before.zip(after) else { return };
    let has_year = matches!(timex.expression, Expression::Date(Fields { year: Some(_), .. }));
    let number = number_before(before)
        .filter(|(_, at)| {
            let asks = asks_for_day(&before[..*at], timex.language);
            asks || has_year && timex.language == Language::Arabic
        })
        .map(|(value, at)| (value, Span::new(at, inside.end)))
        .or_else(|| {
            let (value, end) = number_after(after).filter(|_| !has_year)?;
            Some((value, Span::new(inside.start, inside.end + end)))
        });
    let Some((day, place)) = number.filter(|(day, _)| !(1..=31).contains(day)) else { return };
    let locale = document.options().locale;
    let (name, last) = match calendar {
        Calendar::Gregorian => (readings::month_name(month, locale), last_of(month)),
        Calendar::Hijri => (readings::hijri_month_name(month, locale), 30),
    };
    let values = [("month", name), ("day", &day.to_string()), ("last", &last.to_string())];
    let span = plain.to_raw(place);
    if !is_title(paragraph, span) {
        out.push(RULE.finding(span.shifted(start), document.say(RULE.name, &values)));
    }
}

/// The last day of a month in some year.
fn last_of(month: u8) -> u8 {
    last_day(&Fields { month: Some(month), ..Fields::default() }).unwrap_or(31)
}

/// A number of two digits that ends the text, and where it begins.
fn number_before(text: &str) -> Option<(u32, usize)> {
    let head = text.trim_end_matches([' ', '\u{a0}']);
    if head.len() == text.len() {
        return None;
    }
    let at = head.trim_end_matches(is_digit).len();
    let value = value(&head[at..])?;
    let glued = head[..at].chars().next_back();
    // The article and its tatweel may be glued; more digits, a point or a letter make another number.
    glued.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '\u{640}' | '«')).then_some((value, at))
}

/// A number of two digits right behind a month whose year follows: " 45, 2016".
fn number_after(text: &str) -> Option<(u32, usize)> {
    let rest = text.trim_start_matches(['.', ' ', '\u{a0}']);
    let end = rest.find(|c| !is_digit(c))?;
    let number = value(&rest[..end])?;
    let year = rest[end..].strip_prefix(',')?.trim_start();
    let length = year.chars().take_while(|c| is_digit(*c)).count();
    (length == 4).then_some((number, text.len() - rest.len() + end))
}

const fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
}

/// One or two digits.
fn value(digits: &str) -> Option<u32> {
    let value = digits.chars().try_fold((0, 0), |(sum, length), c| {
        let digit = match c {
            '\u{660}'..='\u{669}' => u32::from(c) - 0x660,
            '\u{6f0}'..='\u{6f9}' => u32::from(c) - 0x6f0,
            c => c.to_digit(10)?,
        };
        (length < 4).then_some((sum * 10 + digit, length + 1))
    })?;
    (value.1 > 0).then_some(value.0).filter(|value| *value < 100)
}

/// The last word of the text asks for a day: في, يوم, on.
fn asks_for_day(text: &str, language: Language) -> bool {
    let word = last_word(text);
    let lexicon = Lexicon::of(language);
    !word.is_empty()
        && lexicon.senses(&fold::fold(word)).iter().any(|sense| {
            sense.class == Class::TimeWord && matches!(sense.value, "in" | "on" | "until" | "since")
                || sense.class == Class::Unit && sense.value == "day:1"
                || sense.class == Class::Weekday
        })
}

fn last_word(text: &str) -> &str {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || c == '(' || c == '،' || c == ',');
    text.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default()
}

/// Day, month and year in digits that no calendar has: 32/12/2016, 2016-13-05.
fn numeric(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let plain = &paragraph.markup.plain;
    let text = plain.text.as_str();
    for at in memchr::memchr3_iter(b'/', b'-', b'.', text.as_bytes()) {
        let Some((place, [first, second, third])) = three_numbers(text, at) else { continue };
        let (day, month, year) = if first > 99 { (third, second, first) } else { (first, second, third) };
        let plausible = (1900..=2100).contains(&year) && day < 40 && month < 40;
        let right = |day: u32, month: u32| (1..=31).contains(&day) && (1..=12).contains(&month);
        if !plausible || right(day, month) || first <= 99 && right(month, day) {
            continue;
        }
        let span = plain.to_raw(place);
        if paragraph.times.iter().any(|timed| timed.span.overlaps(span)) {
            continue;
        }
        // «رقم 45/20/2015»
        let word = fold::fold(last_word(&text[..place.start]));
        let trap = |language| Lexicon::of(language).sense(&word, Class::NumberTrap).is_some();
        let numbered = trap(Language::Arabic) || trap(Language::English);
        if !numbered && !is_title(paragraph, span) {
            let (values, key) = if right(day, 1) || right(1, day) && first > 99 {
                ([("number", month.to_string())], "date/impossible:month")
            } else {
                ([("number", day.to_string())], "date/impossible:day")
            };
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            out.push(RULE.finding(span.shifted(start), document.say(key, &values)));
        }
    }
}

/// «الساعة 25:15», "10:75 a.m.": the word before or behind says that a clock is meant. Verses, scores and the time of a
/// race are written so, too.
fn clocks(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let plain = &paragraph.markup.plain;
    let text = plain.text.as_str();
    for at in memchr::memchr_iter(b':', text.as_bytes()) {
        let (before, after) = (&text[..at], &text[at + 1..]);
        let begin = before.trim_end_matches(is_digit).len();
        let end = after.find(|c| !is_digit(c)).unwrap_or(after.len());
        let (Some((hour, 1 | 2)), Some((minute, 2))) =
            (long_value(&before[begin..]), long_value(&after[..end]))
        else {
            continue;
        };
        let (head, rest) = (&text[..begin], &after[end..]);
        let glued = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || ":.-–/".contains(c));
        // The point may end the sentence.
        let mut behind = rest.chars();
        let next = behind.next();
        let closed = !glued(next) || next == Some('.') && !glued(behind.next());
        let wrong = minute > 59 || hour > 24 || hour == 24 && minute > 0;
        // «الـ25:15»
        let head =
            head.strip_suffix('\u{640}').map_or(head, |head| head.trim_end_matches(char::is_alphabetic));
        if !wrong || !closed || glued(head.chars().next_back()) || !is_clock(head, rest) {
            continue;
        }
        let span = plain.to_raw(Span::new(begin, at + 1 + end));
        if is_title(paragraph, span) {
            continue;
        }
        let (key, number) =
            if minute > 59 { ("date/impossible:minute", minute) } else { ("date/impossible:hour", hour) };
        out.push(RULE.finding(span.shifted(start), document.say(key, &[("number", &number.to_string())])));
    }
}

/// «الساعة» stands before two numbers, or what half of the day or which zone is meant right behind them.
fn is_clock(head: &str, rest: &str) -> bool {
    let is = |word: &str, fits: fn(Class, &str) -> bool| {
        let word = fold::fold(word);
        [Language::Arabic, Language::English].into_iter().any(|language| {
            Lexicon::of(language).senses(&word).iter().any(|sense| fits(sense.class, sense.value))
        })
    };
    // The article keeps the hour apart from hours that are counted.
    let named = |word: &str| {
        let hour = is(word, |class, value| class == Class::Unit && value == "hour:1");
        hour && fold::fold(word).chars().count() > HOUR
    };
    let behind = rest.trim_start_matches([' ', '\u{a0}', '(']);
    let next = behind.split(|c: char| c.is_whitespace() || "،,;)".contains(c)).next().unwrap_or_default();
    let half = |class: Class, value: &str| {
        class == Class::TimeWord && value == "meridiem" || class == Class::DayPart || class == Class::Zone
    };
    let bare = next.trim_end_matches('.');
    named(last_word(head)) || !bare.is_empty() && (is(next, half) || is(bare, half))
}

/// Letters of the hour without its article: ساعة, hour.
const HOUR: usize = 4;

/// Three numbers that are laid out as a date around the mark at byte `at`, its first, with their place.
fn three_numbers(text: &str, at: usize) -> Option<(Span, [u32; 3])> {
    let mark = text[at..].chars().next()?;
    let before = text.get(..at)?;
    let begin = before.trim_end_matches(is_digit).len();
    let free = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "()«»\"،,:؛;".contains(c) || c == '.');
    let glued = before[..begin].chars().next_back();
    let first = long_value(&before[begin..])?;
    if !free(glued) || glued == Some('.') {
        return None;
    }
    let rest = &text[at + 1..];
    let second_end = rest.find(|c| !is_digit(c))?;
    let second = long_value(&rest[..second_end])?;
    let last = rest[second_end..].strip_prefix(mark)?;
    let third_end = last.find(|c| !is_digit(c)).unwrap_or(last.len());
    let third = long_value(&last[..third_end])?;
    let end = at + 1 + second_end + 1 + third_end;
    let mut behind = last[third_end..].chars();
    // The letter of an era may be glued; a point only ends the sentence.
    let next = behind.next();
    let closed = free(next) && (next != Some('.') || free(behind.next())) || next.is_some_and(|c| c == 'م');
    let layout = [first.1, second.1, third.1];
    let dated = matches!(layout, [1 | 2, 1 | 2, 4] | [4, 2, 2]) && (mark == '/' || layout != [1, 1, 4])
        || mark == '/' && matches!(layout, [4, 1 | 2, 1 | 2]);
    (closed && dated).then_some((Span::new(begin, end), [first.0, second.0, third.0]))
}

/// Up to four digits and how many there are.
fn long_value(digits: &str) -> Option<(u32, usize)> {
    let length = digits.chars().count();
    if !(1..=4).contains(&length) {
        return None;
    }
    let mut sum = 0;
    for c in digits.chars() {
        sum = sum * 10 + value(c.encode_utf8(&mut [0; 4]))?;
    }
    Some((sum, length))
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
    fn clock_times_that_are_none_fire() {
        check("وصل عند الساعة 25:15 إلى هناك.", &["25:15"]);
        check("وصل عند الساعة ٢٢:٦٥ بتوقيت بيروت.", &["٢٢:٦٥"]);
        check("وصل الساعة 24:30 إلى هناك.", &["24:30"]);
        check("وصل في الساعة الـ25:15 إلى هناك.", &["25:15"]);
        check("عند 10:75 صباحا وصل.", &["10:75"]);
        check("It left at 10:75 a.m. and came back.", &["10:75"]);
        check("It left at 10:60 pm.", &["10:60"]);
        check("It left at 26:10 GMT and came back.", &["26:10"]);
        for text in [
            "وصل عند الساعة 24:00 ثم الساعة 00:15 ثم الساعة 23:59.",
            "It left at 12:59 a.m. and 11:00 pm.",
            "قرأ الآية 2:75 من السورة، وفاز بنتيجة 65:72.",
            "He ran it in 28:75 and scored at 65:30 of the game; see Luke 3:75.",
            "استغرق 75:90 من الدقائق ونسبة 1:75.",
            "عند الساعة 10:30:75 وصل.",
            "قرأ «الساعة 25» ورواية «25:15».",
            "ساعات 25:75 وساعة 30:75 في الشهر.",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn slips_in_tags_fire() {
        check("في <date when=\"2016\">يوم الوصول 31 نيسان 2016</date> وصل.", &["31 نيسان 2016"]);
        check("زار <orgName>مركز 31 نيسان للأبحاث</orgName> أمس.", &[]);
    }

    #[test]
    fn a_day_that_is_not_fires() {
        check("وصل الوفد في 31 نيسان 2015.", &["31 نيسان 2015"]);
        check("وصل الوفد في 31 نيسان.", &["31 نيسان"]);
        check("وصل في ٣١ أيلول/سبتمبر إلى هناك.", &["٣١ أيلول/سبتمبر"]);
        check("وصل في 29 شباط 2015 إلى هناك.", &["29 شباط 2015"]);
        check("وصل يوم 30 فبراير الماضي.", &["يوم 30 فبراير الماضي"]);
        check("في 31 نونبر 2014 وصل.", &["31 نونبر 2014"]);
        check("وصل في الحادي والثلاثين من حزيران.", &["الحادي والثلاثين من حزيران"]);
        check("وصل في الـ31 من يونيو.", &["الـ31 من يونيو"]);
        check("من 28 إلى 31 نيسان", &["من 28 إلى 31 نيسان"]);
        check("بتاريخ 31/04/2016 وصل.", &["31/04/2016"]);
        check("في 2016-02-30 وصل.", &["2016-02-30"]);
        check("في 31 رمضان 1437 هـ وصل.", &["31 رمضان 1437 هـ"]);
        check("يوم الخميس 31 نيسان وصل.", &["يوم الخميس 31 نيسان"]);
        check("مساء 31 حزيران وصل.", &["مساء 31 حزيران"]);
        check("He left on 31 April 2015.", &["31 April 2015"]);
        check("He left on April 31.", &["April 31"]);
        check("He left on February 30th, 2016.", &["February 30th, 2016"]);
        check("He left on the 31st of June.", &["the 31st of June"]);
        check("He left on 29 February 1900.", &["29 February 1900"]);
        check("He left on 29 Feb. 2017 early.", &["29 Feb"]);
        check("He left on Sept. 31.", &["Sept. 31"]);
        check("<p>في <b>31</b> نيسان وصل.", &["31</b> نيسان"]);
    }

    #[test]
    fn a_number_that_is_no_day_fires() {
        check("وصل الوفد في 32 كانون الأول 2016.", &["32 كانون الأول 2016"]);
        check("وصل الوفد يوم 35 ديسمبر.", &["35 ديسمبر"]);
        check("He left on 45 April.", &["45 April"]);
        check("He left on April 32, 2016.", &["April 32"]);
        check("في 29/13/2016 وصل.", &["29/13/2016"]);
        check("في ٣٢/١٢/٢٠١٦ وصل.", &["٣٢/١٢/٢٠١٦"]);
        check("He left on 13/13/2016.", &["13/13/2016"]);
        check("He left on 2016-13-05 there.", &["2016-13-05"]);
        check("في 32-12-2016 وصل.", &["32-12-2016"]);
    }

    #[test]
    fn days_that_are_stay() {
        for text in [
            "وصل في 30 نيسان 2015 و31 آذار و31 كانون الأول/ديسمبر.",
            "وصل في 29 شباط 2016 ثم في 29 فبراير.",
            "وصل في 29 فبراير 2000 ثم في 31 أغسطس 2001 و31 غشت.",
            "في 30 رمضان 1437 وصل، وفي 30 شعبان.",
            "يوم 29/12/2016 ثم 12/29/2016 ثم 31/12/2016 ثم 2016/12/31.",
            "في نيسان 35 شخصا قتلوا، وفي أيار 2016 قتل 45.",
            "قرأ رواية «30 فبراير» كلها.",
            "رقم القضية رقم 45/20/2015 هنا.",
            "النسخة 10.13.2016 وفي 192.168.31.45 عنوان.",
            "الهاتف 33-44-5566 والمقاس 40/50/60.",
            "He left on 29 February 2012, 31 January, May 31 and 31 July 2015.",
            "In May 35 people left, and April 2016 saw 45.",
            "On 12/31/2016 and 31/12/2016 and 2016-12-31 he left.",
            "The under-45 March 2016 team left.",
            "He left on 29 Feb. 2016 early.",
            "Sweden had 30 February 1712 once.",
            "Case 2016-33-45-1 and 1/2/3 and 99/99/2016 stay.",
            "Page 40 April came.",
            "قوى 14 آذار وحركة 20 فبراير.",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn the_last_day_of_the_month_is_offered() {
        let mended = |text: &str, right: &str| tests::mended(RULE.name, "2016-12-29", text, &[right]);
        mended("في 31 نيسان 2015 وصل.", "في 30 نيسان 2015 وصل.");
        mended("في ٣١ أيلول وصل.", "في ٣٠ أيلول وصل.");
        mended("في 29 شباط 2015 وصل.", "في 28 شباط 2015 وصل.");
        mended("On the 31st of June he left.", "On the 30th of June he left.");
        mended("On 31/06/2016 he left.", "On 30/06/2016 he left.");
    }
}
