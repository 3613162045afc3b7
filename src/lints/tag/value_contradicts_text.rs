//! `tag/value-contradicts-text`: the value of a tag is not what its words say. An error, so it speaks only where the words
//! leave no room: dates with their year, clock times, plain lengths of time, numbers of one unit, international telephone
//! numbers; never where the publication date, another zone or the order of day and month has a say.

use super::days::Days;
use super::tagged::annotations;
use crate::analysis::{Document, Paragraph, of_quantity};
use crate::lexicon::Forms;
use crate::lints::{Find, Finding, Rule, Severity};
use crate::quantities::{self, Quantity};
use crate::tags::{Label, TagType};
use crate::temporal::calendar::gregorian;
use crate::temporal::{
    self, Anchor, Calendar, Clock, Expression, Fields, Resolved, Timex, TimexKind, Unit, Year, resolve,
};
use crate::text::{Language, Passage, Span};

/// The rule.
pub const RULE: Rule =
    Rule { name: "tag/value-contradicts-text", level: Some(Severity::Error), find: Find::Annotations(find) };

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let mut tagged =
        annotations(document, start, paragraph).filter(|(_, label)| label.value.is_some()).peekable();
    if tagged.peek().is_none() {
        return;
    }
    let mut times: Vec<&Timex> = paragraph.times.iter().filter_map(|time| time.timex.as_ref()).collect();
    times.extend(&paragraph.covered_times);
    times.sort_unstable_by_key(|timex| timex.span.start);
    let language = document.options().language;
    let anchor = Anchor { published: None, prefer: document.options().prefer };
    for (span, label) in tagged {
        let local = Span::new(span.start - start, (span.end - start).min(paragraph.text.len()));
        let value = label.value.as_deref().unwrap_or_default();
        let says = if label.kind.is_temporal() {
            let found = touching(&times, |timex| timex.span, local);
            time_of_tag(paragraph, found, local, label, &anchor)
        } else if let [quantity] = touching(&paragraph.quantities, |quantity| quantity.span, local) {
            let place = Seat::of(paragraph, quantity.span, local);
            place.and_then(|place| number(quantity, place, label, value, &words(paragraph, local), language))
        } else {
            None
        };
        if let Some(says) = says {
            let message = document.say(RULE.name, &[("value", value), ("says", &says)]);
            out.push(RULE.finding(span, message));
        }
    }
}

/// The items that touch a span. They are in order and lie apart.
fn touching<T>(items: &[T], span_of: impl Fn(&T) -> Span, local: Span) -> &[T] {
    let first = items.partition_point(|item| span_of(item).end <= local.start);
    let count = items[first..].partition_point(|item| span_of(item).start < local.end);
    &items[first..first + count]
}

/// What the times in a tag say, when its value cannot be meant.
fn time_of_tag(
    paragraph: &Paragraph,
    found: &[&Timex],
    tagged: Span,
    label: &Label,
    anchor: &Anchor,
) -> Option<String> {
    match found {
        [timex] => {
            let mut place = Seat::of(paragraph, timex.span, tagged)?;
            if place == Seat::Part && timex.kind != TimexKind::Date {
                let alone = says_alone(timex, &words(paragraph, tagged), anchor);
                place = if alone { Seat::Whole } else { Seat::Part };
            }
            time(timex, place, anchor, label, &words(paragraph, timex.span))
        }
        // A clock time and its day, with a preposition between them.
        [first, last] if label.kind == TagType::Time && first.kind != last.kind => {
            let inside = tagged.contains(first.span) && tagged.contains(last.span);
            if !inside || !is_nothing_beyond(paragraph, tagged, &[first.span, last.span]) {
                return None;
            }
            let mut both = found.iter();
            both.find_map(|timex| time(timex, Seat::Whole, anchor, label, &words(paragraph, timex.span)))
        }
        _ => None,
    }
}

/// True when the words of a tag, which are a part of a time, say by themselves what the whole says: three days, of "three
/// full days".
fn says_alone(timex: &Timex, words: &str, anchor: &Anchor) -> bool {
    let alone = temporal::detect(&Passage::new(words, Some(timex.language)));
    let [one] = alone.as_slice() else { return false };
    one.span.of(words) == words.trim() && resolve(one, anchor).value == resolve(timex, anchor).value
}

/// How what was detected lies to the words of a tag.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seat {
    /// It is all that they say.
    Whole,
    /// They are a part of it: the year of a date.
    Part,
}

impl Seat {
    /// None when the words say something beyond it.
    fn of(paragraph: &Paragraph, found: Span, tagged: Span) -> Option<Self> {
        if found == tagged {
            return Some(Self::Whole);
        }
        if found.contains(tagged) {
            return Some(Self::Part);
        }
        let whole = tagged.contains(found) && is_nothing_beyond(paragraph, tagged, &[found]);
        whole.then_some(Self::Whole)
    }
}

/// True when the words of a tag say nothing beside what was found in them. A preposition of two letters changes no date; a
/// longer word may: the eve of it.
fn is_nothing_beyond(paragraph: &Paragraph, tagged: Span, found: &[Span]) -> bool {
    let mut at = tagged.start;
    let mut letters = 0;
    for (from, to) in found.iter().map(|span| (span.start, span.end)).chain([(tagged.end, tagged.end)]) {
        let gap = words(paragraph, Span::new(at, from.max(at)));
        if gap.chars().any(char::is_numeric) {
            return false;
        }
        letters += gap.chars().filter(|c| c.is_alphabetic()).count();
        at = to;
    }
    letters <= 2
}

/// The words of a span, without tags, their digits as Western readers write them.
fn words(paragraph: &Paragraph, span: Span) -> String {
    let plain = &paragraph.markup.plain;
    plain.span_from_raw(span).of(&plain.text).chars().map(western).collect()
}

/// What the words of a time say, when the value cannot be meant.
fn time(timex: &Timex, place: Seat, anchor: &Anchor, label: &Label, words: &str) -> Option<String> {
    let said = resolve(timex, anchor);
    let value = label.value.as_deref().unwrap_or_default();
    let theirs = label.modifier.as_deref();
    // The beginning of a year is in that year, whether or not the tag says that it is one.
    let part = matches!(said.modifier, Some("START" | "MID" | "END")) && theirs.is_none();
    if !part && said.modifier != theirs {
        return None;
    }
    let contradicts = match timex.kind {
        TimexKind::Duration => {
            let lengths = length(&said.value).zip(length(value));
            place == Seat::Whole && lengths.is_some_and(|(said, value)| said.is_other_than(value))
        }
        TimexKind::Date | TimexKind::Time if label.kind == TagType::Set => false,
        TimexKind::Date => is_another_date(timex, &said, value, words),
        TimexKind::Time => {
            is_another_date(timex, &said, value, words)
                || place == Seat::Whole && is_another_clock(&timex.expression, &said.value, value)
        }
        TimexKind::Set => false,
    };
    contradicts.then_some(said.value)
}

/// Years that an article of our day writes without saying more.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2200;

/// What sighting the moon and another country's calendar can move a Hijri date by, and a day for whoever counts it.
const MOON: i32 = 3;

fn is_another_date(timex: &Timex, said: &Resolved, value: &str, words: &str) -> bool {
    if !is_plain(&timex.expression) || ends_a_day(&timex.expression) {
        return false;
    }
    let [Some(ours), Some(theirs)] = [said.value.as_str(), value].map(day_part).map(Days::read) else {
        return false;
    };
    let is_known = |days: Days| {
        [days.first, days.last].into_iter().flatten().all(|(first, _)| YEARS.contains(&first.year()))
    };
    // Who writes a Hijri date into the tag, or means one, is not asked.
    if !is_known(ours) || !is_known(theirs) {
        return false;
    }
    if said.calendar.is_some() {
        return has_hijri_year(&timex.expression) && ours.contradict(theirs, MOON);
    }
    let states = |year: i16| words.contains(&format!("{year:04}"));
    let stated = [ours.first, ours.last].into_iter().flatten().all(|(first, _)| states(first.year()));
    if !stated || !ours.contradict(theirs, 0) {
        return false;
    }
    if let Some((day, other)) = ours.day().zip(theirs.day()) {
        let turned = day.year() == other.year() && day.month() == other.day() && day.day() == other.month();
        // A weekday that is not the day's: the tag may follow either.
        let weekday = fields(&timex.expression).and_then(|fields| fields.weekday);
        let odd = weekday.is_some_and(|w| w != gregorian::weekday(day) && w == gregorian::weekday(other));
        let either_way = turned && is_numeric(words, day.year());
        return !(odd || either_way);
    }
    true
}

/// The date of a value that may have a clock time; HTML also writes a space between the two.
fn day_part(value: &str) -> &str {
    match value.split_once(['T', ' ']) {
        Some((date, _)) if !value.contains('/') => date,
        _ => value,
    }
}

/// True for a date whose day and month may be read either way: 03/04/2016.
fn is_numeric(words: &str, year: i16) -> bool {
    let year = format!("{year:04}");
    let Some((before, behind)) = words.split_once(&year) else { return false };
    before.trim_end().ends_with(['/', '.', '-']) || behind.trim_start().starts_with(['/', '.'])
}

/// A date that its words say by themselves, without counting.
fn is_plain(expression: &Expression) -> bool {
    match expression {
        Expression::Date(_)
        | Expression::Quarter(_, Some(Year::Of(_)))
        | Expression::Half(_, Some(Year::Of(_))) => true,
        Expression::Clock(Some(inner), _)
        | Expression::DayPart(Some(inner), _)
        | Expression::Modified(_, inner) => is_plain(inner),
        Expression::NthUnit(_, Unit::Quarter | Unit::Half | Unit::Month, of) => is_plain(of),
        Expression::DateAfter(_, first) => is_plain(first),
        Expression::Range(from, to) => [from, to].into_iter().flatten().all(|end| is_plain(end)),
        _ => false,
    }
}

/// True where it is open which day is meant: midnight, and the night between two days.
fn ends_a_day(expression: &Expression) -> bool {
    match expression {
        Expression::Clock(_, clock) => clock.hour % 24 == 0,
        Expression::DayPart(_, code) => *code == "TNI",
        Expression::Modified(_, inner) => ends_a_day(inner),
        _ => false,
    }
}

fn fields(expression: &Expression) -> Option<Fields> {
    match expression {
        Expression::Date(fields) => Some(*fields),
        Expression::Clock(Some(inner), _)
        | Expression::DayPart(Some(inner), _)
        | Expression::Modified(_, inner) => fields(inner),
        _ => None,
    }
}

fn has_hijri_year(expression: &Expression) -> bool {
    fields(expression).is_some_and(|fields| {
        fields.calendar == Calendar::Hijri
            && fields.month.is_some()
            && matches!(fields.year, Some(Year::Of(_)))
    })
}

fn is_another_clock(expression: &Expression, said: &str, value: &str) -> bool {
    let Some((hour, minute, zone)) = clock_part(value) else {
        return part_of_day(said).zip(part_of_day(value)).is_some_and(|(ours, theirs)| ours != theirs);
    };
    match expression {
        Expression::Clock(_, clock) => {
            let same_zone = clock_part(said).is_some_and(|(_, _, ours)| ours == zone);
            same_zone && (clock.zone.is_none() || !zone.is_empty()) && !may_be(*clock, hour, minute)
        }
        // Eight in the morning is no evening.
        Expression::DayPart(_, "TEV" | "TAF") => (5..=11).contains(&hour) && zone.is_empty(),
        Expression::DayPart(_, "TMO") => (13..=23).contains(&hour) && zone.is_empty(),
        _ => false,
    }
}

/// True when a clock time of the text may be that hour and minute.
fn may_be(clock: Clock, hour: u8, minute: u8) -> bool {
    let ours = clock.hour % 24;
    let either_half = !clock.certain && (1..=12).contains(&clock.hour);
    let same_hour = ours == hour % 24 || either_half && ours % 12 == hour % 12;
    same_hour && clock.minute.is_none_or(|ours| ours == minute)
}

/// Hour, minute and zone of `T14:05+03:00`, `2016-12-29 14:05` or `14:05`.
fn clock_part(value: &str) -> Option<(u8, u8, &str)> {
    let clock = value.rsplit_once(['T', ' ']).map_or(value, |(_, clock)| clock);
    let number = |text: Option<&str>| text.filter(|t| t.bytes().all(|b| b.is_ascii_digit()))?.parse().ok();
    let (hour, minute) = (number(clock.get(..2))?, number(clock.get(3..5))?);
    let rest = clock.get(5..)?.trim_start_matches(|c: char| c == ':' || c == '.' || c.is_ascii_digit());
    (clock.get(2..3) == Some(":") && hour <= 24 && minute < 60).then_some((hour, minute, rest))
}

/// Whether a value is of the half of a day before noon or behind it; none where it is of neither for sure.
fn part_of_day(value: &str) -> Option<bool> {
    match value.rsplit_once('T')?.1 {
        "MO" => Some(true),
        "AF" | "EV" => Some(false),
        _ => None,
    }
}

/// A digit of any script as Western readers write it.
fn western(c: char) -> char {
    match c {
        '\u{660}'..='\u{669}' => char::from_digit(u32::from(c) - 0x660, 10).unwrap_or(c),
        '\u{6f0}'..='\u{6f9}' => char::from_digit(u32::from(c) - 0x6f0, 10).unwrap_or(c),
        c => c,
    }
}

/// A length in months, and in seconds: neither can be told in the other but roughly.
#[derive(Clone, Copy)]
struct Length {
    months: f64,
    seconds: f64,
}

/// The seconds of a month, more or less.
const MONTH: f64 = 30.44 * 86_400.0;

/// True when one of the two is in months and the other in seconds.
fn in_one_of_each(a: Length, b: Length) -> bool {
    (a.months == 0.0) != (b.months == 0.0) && (a.seconds == 0.0) != (b.seconds == 0.0)
}

impl Length {
    fn is_other_than(self, other: Self) -> bool {
        let differ = |a: f64, b: f64| (a - b).abs() > 1e-6 * a.abs().max(b.abs());
        let in_months = self.seconds == 0.0 && other.seconds == 0.0;
        let in_seconds = self.months == 0.0 && other.months == 0.0;
        let across = |months: Self, days: Self| {
            let spread = days.seconds / (months.months * MONTH);
            months.seconds == 0.0 && days.months == 0.0 && !(0.75..=1.3).contains(&spread)
        };
        let mixed = in_one_of_each(self, other) && (across(self, other) || across(other, self));
        mixed
            || in_months && differ(self.months, other.months)
            || in_seconds && differ(self.seconds, other.seconds)
    }
}

/// Reads `P1Y6M`, `P2W`, `PT2H30M`; nothing of a vague one.
fn length(value: &str) -> Option<Length> {
    const DAY: f64 = 86_400.0;
    let mut length = Length { months: 0.0, seconds: 0.0 };
    let (mut clock, mut number) = (false, String::new());
    for c in value.strip_prefix('P')?.chars() {
        if c.is_ascii_digit() || c == '.' {
            number.push(c);
            continue;
        }
        if c == 'T' && number.is_empty() && !clock {
            clock = true;
            continue;
        }
        let count: f64 = std::mem::take(&mut number).parse().ok()?;
        match (c, clock) {
            ('Y', false) => length.months += 12.0 * count,
            ('M', false) => length.months += count,
            ('W', false) => length.seconds += 7.0 * DAY * count,
            ('D', false) => length.seconds += DAY * count,
            ('H', true) => length.seconds += 3600.0 * count,
            ('M', true) => length.seconds += 60.0 * count,
            ('S', true) => length.seconds += count,
            _ => return None,
        }
    }
    (number.is_empty() && length.months + length.seconds > 0.0).then_some(length)
}

/// What the words of a quantity say, when the value cannot be meant.
fn number(
    quantity: &Quantity,
    place: Seat,
    label: &Label,
    value: &str,
    words: &str,
    language: Option<Language>,
) -> Option<String> {
    let said = of_quantity(quantity)?;
    let ours = said.value?;
    if label.kind == TagType::Contact {
        let is_other =
            said.kind == label.kind && place == Seat::Whole && is_another_phone(&ours, value, words);
        return is_other.then_some(ours);
    }
    let (a, b): (f64, f64) = (ours.parse().ok()?, value.parse().ok()?);
    // The number alone may be tagged, without what it counts.
    let bare = label.kind == TagType::Number && label.unit.is_none();
    // TEI measures what is counted, too; its unit is then what is counted.
    let counts = label.kind == TagType::Measure && said.kind == TagType::Number && said.unit.is_none();
    let fits = match place {
        Seat::Whole => said.kind == label.kind || bare || counts,
        Seat::Part => bare && (words.trim().parse() == Ok(a) || counts_alone(words, &ours, language)),
    };
    // Money and measures may have been turned into other units.
    let turned = label.unit.is_some() && label.unit != said.unit && label.kind != TagType::Number && !counts;
    if !fits || !label.kind.is_quantity() || turned || !b.is_finite() {
        return None;
    }
    let times =
        |factor: f64| (a - b * factor).abs() <= 1e-9 * a.abs() || (a * factor - b).abs() <= 1e-9 * b.abs();
    let is_share = label.kind == TagType::Number && said.unit.as_deref() == Some("%") && times(100.0);
    // «24 بيضة» are two dozens, and a unit may be thousands of what is counted.
    let packed = counts && label.unit.is_some() && PACKS.into_iter().any(times);
    // A point may set thousands apart or decimals off.
    let grouped = is_grouped(words) && [1e3, 1e6, 1e9].into_iter().any(times);
    // Who writes "about 500" may know better.
    let about = quantity.modifier.is_some() && (a - b).abs() <= 0.1 * a.abs().max(b.abs());
    (!times(1.0) && !is_share && !grouped && !about && !packed).then_some(ours)
}

/// How many a unit of things that are counted may hold: a pair, a dozen, a score, a hundred, a thousand.
const PACKS: [f64; 7] = [2.0, 12.0, 20.0, 100.0, 1e3, 1e6, 1e9];

/// True when the words of a tag, which are a part of a quantity, say its number by themselves: "fifteen thousand", of
/// "fifteen thousand people".
fn counts_alone(words: &str, ours: &str, language: Option<Language>) -> bool {
    let passage = Passage::new(words, language);
    let found = quantities::detect(&passage, &Forms::read(&passage), &[]);
    let [one] = found.as_slice() else { return false };
    one.span.of(words) == words.trim() && one.value == ours
}

/// True when just three digits stand behind a mark between digits: 2.500, and not 2.5.
fn is_grouped(words: &str) -> bool {
    let mut parts = words.split(['.', ',', '\u{66b}', '\u{66c}']);
    let first = parts.next().is_some_and(|part| part.ends_with(|c: char| c.is_ascii_digit()));
    first && parts.any(|part| part.bytes().take_while(u8::is_ascii_digit).count() == 3)
}

/// True when a number written for all countries is another than the address says.
fn is_another_phone(ours: &str, value: &str, words: &str) -> bool {
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).collect::<Vec<u8>>();
    let theirs = value.strip_prefix("tel:").map(|number| number.split(';').next().unwrap_or_default());
    let international = words.trim_start().starts_with(['+', '\u{ff0b}']);
    international && theirs.is_some_and(|theirs| theirs.starts_with('+') && digits(ours) != digits(theirs))
}

#[cfg(test)]
mod tests {
    use super::{RULE, length};
    use crate::analysis::{Document, Options};
    use crate::lints::of_document;
    use crate::lints::tag::tagged::tests::{self, beside, found};
    use crate::tags::{Label, Syntax, TagType};
    use crate::text::Language;

    fn check(text: &str, expected: &[&str]) {
        tests::check(RULE.name, text, Options { syntax: Syntax::Markdown, ..Options::default() }, expected);
    }

    #[test]
    fn another_value_than_the_words_say_fires() {
        check("في [29 كانون الأول 2016]{.date value=\"2016-12-28\"} وصل.", &["29 كانون الأول 2016"]);
        check("في [٢٩ ديسمبر ٢٠١٦]{.date value=\"2015-12-29\"} وصل.", &["٢٩ ديسمبر ٢٠١٦"]);
        check("On [29 December 2016]{.date value=\"2016-11\"} he left.", &["29 December 2016"]);
        check("It began in [2016]{.date value=\"2017-03-01\"} there.", &["2016"]);
        check("It took [three days]{.duration value=\"P4D\"} there.", &["three days"]);
        check("They walked [62 km]{.measure value=\"26\" unit=\"km\"} there.", &["62 km"]);
        check("They saw [45%]{.number value=\"54\" unit=\"%\"} of it.", &["45%"]);
        let label = Label::new(TagType::Date).with_value("2016-12-28");
        let text = "He left on 29 December 2016 early.";
        let document = beside(text, Options::default(), &[("29 December 2016", label)]);
        assert_eq!(found(&document, text, RULE.name), ["29 December 2016"]);
    }

    #[test]
    fn timexes_counted_things_and_numbers_in_words() {
        let plain =
            |text: &str, expected: &[&str]| tests::check(RULE.name, text, Options::default(), expected);
        let timex = |kind: &str, value: &str, words: &str, fires: bool| {
            let text = format!("x <TIMEX3 tid=\"t1\" type=\"{kind}\" value=\"{value}\">{words}</TIMEX3> y.");
            plain(&text, if fires { std::slice::from_ref(&words) } else { &[] });
        };
        timex("DATE", "2013", "عام 2016", true);
        timex("DATE", "2016", "عام 2016", false);
        timex("DURATION", "P5D", "ثلاثة أيام", true);
        timex("DURATION", "P21D", "ثلاثة أسابيع", false);
        timex("DURATION", "P4M", "four weeks", true);
        timex("DATE", "2016-12-28", "yesterday", false);
        timex("SET", "P1W", "every week", false);
        let measure = |quantity: &str, unit: &str, fires: bool| {
            let words = "35 ألف نازح";
            let text =
                format!("استقبل <measure quantity=\"{quantity}\" unit=\"{unit}\">{words}</measure> هناك.");
            let expected = [words];
            plain(&text, if fires { &expected } else { &[] });
        };
        measure("3500", "person", true);
        measure("35000", "person", false);
        measure("35", "thousand", false);
        plain("About <num value=\"1200\">twelve thousand</num> people came.", &["twelve thousand"]);
        plain("About <num value=\"12000\">twelve thousand</num> people came.", &[]);
        plain("About <num value=\"12\">twelve</num> thousand people came.", &[]);
    }

    /// Texts with the tagged words that do not say what their tag says.
    const FIRES: &[(Syntax, &str, &str)] = &[
        // NITF
        (
            Syntax::Plain,
            "وصل في <chron norm=\"20161228\">29 كانون الأول/ديسمبر 2016</chron>.",
            "29 كانون الأول/ديسمبر 2016",
        ),
        (
            Syntax::Plain,
            "وصل يوم <chron norm=\"20161230\">الخميس 29 ديسمبر 2016</chron>.",
            "الخميس 29 ديسمبر 2016",
        ),
        (Syntax::Plain, "وصل الخميس <chron norm=\"20161228\">29 ديسمبر 2016</chron>.", "29 ديسمبر 2016"),
        (Syntax::Plain, "وصل <chron norm=\"20161228\">في 29 ديسمبر 2016</chron>.", "في 29 ديسمبر 2016"),
        (Syntax::Plain, "حدث ذلك في <chron norm=\"201508\">أيلول/سبتمبر 2015</chron>.", "أيلول/سبتمبر 2015"),
        (Syntax::Plain, "حدث ذلك في <chron norm=\"2016\">جويلية 2015</chron>.", "جويلية 2015"),
        (Syntax::Plain, "بدأ <chron norm=\"2012\">عام ٢٠١١</chron> هناك.", "عام ٢٠١١"),
        (Syntax::Plain, "انطلق عند <chron norm=\"15:05\">الساعة 14:05</chron>.", "الساعة 14:05"),
        (
            Syntax::Plain,
            "انطلق <chron norm=\"20161229T080000\">الساعة الثامنة مساء</chron>.",
            "الساعة الثامنة مساء",
        ),
        // TEI
        (
            Syntax::Xml,
            "<p>On <date when=\"2016-12-28\">29 December 2016</date> he left.</p>",
            "29 December 2016",
        ),
        (
            Syntax::Xml,
            "<p>On <date when=\"2016-12-28\"><hi>29 December 2016</hi></date>.</p>",
            "<hi>29 December 2016</hi>",
        ),
        (Syntax::Xml, "<p>On <date when=\"2016-04-03\">4 March 2016</date>.</p>", "4 March 2016"),
        (Syntax::Xml, "<p>منذ <date from=\"2012\">2011</date>.</p>", "2011"),
        (Syntax::Xml, "<p>حتى <date to=\"2016-12-28\">29 ديسمبر 2016</date>.</p>", "29 ديسمبر 2016"),
        (Syntax::Xml, "<p><date dur=\"P4D\">ثلاثة أيام</date> مضت.</p>", "ثلاثة أيام"),
        (Syntax::Xml, "<p>قطع <num value=\"26\">62</num> كيلومترا.</p>", "62"),
        (
            Syntax::Xml,
            "<p>قطع <measure quantity=\"26\" unit=\"km\">62 كيلومترا</measure>.</p>",
            "62 كيلومترا",
        ),
        (Syntax::Xml, "<p>في <date when=\"2015-12-29\">29 ربيع الأول 1438</date>.</p>", "29 ربيع الأول 1438"),
        // HTML
        (
            Syntax::Html,
            "<p>On <time datetime=\"2016-11-29\">29 December 2016</time>.</p>",
            "29 December 2016",
        ),
        (Syntax::Html, "<p>At <time datetime=\"15:05\">14:05</time> it began.</p>", "14:05"),
        (Syntax::Html, "<p>At <time datetime=\"2016-12-29 08:00\">8 pm</time> it began.</p>", "8 pm"),
        // Markdown
        (
            Syntax::Markdown,
            "في [الربع الأول من عام 2016]{.date value=\"2016-Q2\"} نما.",
            "الربع الأول من عام 2016",
        ),
        (Syntax::Markdown, "في [مطلع عام 2016]{.date value=\"2015\"} وصل.", "مطلع عام 2016"),
        (Syntax::Markdown, "بلغ [45 في المئة]{.number value=\"54\" unit=\"%\"} منها.", "45 في المئة"),
        (Syntax::Markdown, "They paid [$2.5 million]{.money value=\"2500\" unit=\"USD\"}.", "$2.5 million"),
        (Syntax::Markdown, "دفع [3 ملايين دولار]{.money value=\"5000000\" unit=\"USD\"}.", "3 ملايين دولار"),
        (Syntax::Markdown, "On [2016-04-03]{.date value=\"2016-03-04\"} he left.", "2016-04-03"),
        (Syntax::Markdown, "It took [two weeks]{.duration value=\"P2D\"} there.", "two weeks"),
        (Syntax::Markdown, "استمرت [خمسة أيام]{.duration value=\"P6D\"} كاملة.", "خمسة أيام"),
        (Syntax::Markdown, "تبدأ [الساعة 10:30]{.time value=\"T11:30\"} صباحا.", "الساعة 10:30"),
        (
            Syntax::Markdown,
            "تبدأ في [الساعة 20:00 من يوم 6 مارس 2019]{.time value=\"2019-03-06T21:00\"}.",
            "الساعة 20:00 من يوم 6 مارس 2019",
        ),
        (
            Syntax::Markdown,
            "تبدأ في [الساعة 20:00 من يوم 6 مارس 2019]{.time value=\"2019-03-07T20:00\"}.",
            "الساعة 20:00 من يوم 6 مارس 2019",
        ),
        (
            Syntax::Markdown,
            "In [the second quarter of 2019]{.date value=\"2019-Q3\"} it grew.",
            "the second quarter of 2019",
        ),
        (Syntax::Xml, "<p>قتل <measure quantity=\"17\">71 شخصا</measure>.</p>", "71 شخصا"),
        (Syntax::Xml, "<p>Since <date from=\"2018\">2019</date> he leads.</p>", "2019"),
    ];

    /// Texts in which the value may be meant.
    const SILENT: &[(Syntax, &str)] = &[
        (Syntax::Plain, "وصل <chron norm=\"20161229\">الخميس 29 ديسمبر 2016</chron>."),
        (Syntax::Plain, "وصل <chron norm=\"20161230\">الجمعة 29 ديسمبر 2016</chron>."),
        (Syntax::Plain, "وصل <chron norm=\"20161228\">عشية 29 ديسمبر 2016</chron>."),
        (
            Syntax::Plain,
            "وصل <chron norm=\"20161228\">الأربعاء</chron> و<chron norm=\"20161229\">أمس</chron>.",
        ),
        (Syntax::Plain, "في <chron norm=\"20161229\">29 ديسمبر</chron> وصل."),
        (Syntax::Plain, "انطلق <chron norm=\"20161230T000000\">منتصف ليل 29 ديسمبر 2016</chron>."),
        (Syntax::Plain, "انطلق <chron norm=\"14:05\">الساعة 2:05</chron>."),
        (Syntax::Plain, "انطلق <chron norm=\"20161229T200000\">الساعة الثامنة مساء</chron>."),
        (Syntax::Plain, "بدأ في <chron norm=\"2016-12-13/2016-12-17\">13 إلى 17 كانون الأول 2016</chron>."),
        (Syntax::Xml, "<p>On <date when=\"2016-12-29\"> 29 December 2016 </date>.</p>"),
        (Syntax::Xml, "<p>منذ <date from=\"2011\">2011</date> و<date to=\"2016-12-31\">2016</date>.</p>"),
        (Syntax::Xml, "<p>في <date when=\"2016-12-28\">29 ربيع الأول 1438</date>.</p>"),
        (Syntax::Xml, "<p>في <date when-iso=\"1438-03-29\">29 ربيع الأول 1438</date>.</p>"),
        (Syntax::Xml, "<p>عام <date when=\"2017\">1438</date>.</p>"),
        (Syntax::Xml, "<p><num value=\"5000000\">5</num> ملايين نسمة.</p>"),
        (Syntax::Xml, "<p>At <time when=\"14:05:00+03:00\">11:05 GMT</time> it began.</p>"),
        (Syntax::Xml, "<p>At <time when=\"11:05:00Z\">14:05</time> it began.</p>"),
        (Syntax::Html, "<p>On <time datetime=\"2016-12-29 14:05\">29 December 2016</time>.</p>"),
        (Syntax::Html, "<p>At <time datetime=\"2016-12-29T20:00\">8 pm</time> it began.</p>"),
        (Syntax::Html, "<p>In <time datetime=\"2016-W52\">December 2016</time>.</p>"),
        (Syntax::Markdown, "في [نهاية عام 2016]{.date value=\"2016\" mod=\"END\"} وصل."),
        (Syntax::Markdown, "في [31 نيسان 2016]{.date value=\"2016-05-01\"} وصل."),
        (Syntax::Markdown, "On [03/04/2016]{.date value=\"2016-03-04\"} he left."),
        (Syntax::Markdown, "On [29/12/16]{.date value=\"2016-12-29\"} he left."),
        (Syntax::Markdown, "In [the 1990s]{.date value=\"199\"} and [2015/16]{.date value=\"2015/2016\"}."),
        (Syntax::Markdown, "It took about [three days]{.duration value=\"PT72H\"} there."),
        (Syntax::Markdown, "They walked about [500 km]{.measure value=\"487\" unit=\"km\"}."),
        (Syntax::Markdown, "بلغ [45 في المئة]{.number value=\"0.45\"} منها و[نحو 12]{.number value=\"12\"}."),
        (Syntax::Markdown, "دفع [3 ملايين دولار]{.money value=\"3000000\" unit=\"USD\"}."),
        (Syntax::Markdown, "They paid [€5 million]{.money value=\"5300000\" unit=\"USD\"}."),
        (Syntax::Markdown, "استمرت [ثلاثة أيام]{.duration value=\"P3D\"} ونصف اليوم."),
        (Syntax::Markdown, "تبدأ [الساعة 10:30]{.time value=\"T22:30\"} اليوم."),
        (Syntax::Markdown, "تبدأ في [الساعة 20:00 من يوم 6 مارس 2019]{.time value=\"2019-03-06T20:00\"}."),
        (Syntax::Markdown, "تبدأ [الثامنة]{.time value=\"T08:00\"} إلا ربعا من يوم 6 مارس 2019."),
        (Syntax::Markdown, "Between [2011 and 2016]{.date value=\"2011/2016\"} it grew."),
    ];

    fn found_in(syntax: Syntax, text: &str) -> Vec<&str> {
        found(&Document::of(text, Options { syntax, ..Options::default() }), text, RULE.name)
    }

    #[test]
    fn what_leaves_no_room_fires_in_every_dialect() {
        let wrong = FIRES.iter().filter(|(syntax, text, words)| found_in(*syntax, text) != [*words]);
        assert_eq!(wrong.collect::<Vec<_>>(), Vec::<&(Syntax, &str, &str)>::new());
    }

    #[test]
    fn what_leaves_room_is_left_alone_in_every_dialect() {
        let wrong = SILENT.iter().filter(|(syntax, text)| !found_in(*syntax, text).is_empty());
        assert_eq!(wrong.collect::<Vec<_>>(), Vec::<&(Syntax, &str)>::new());
    }

    #[test]
    fn the_message_names_both_in_the_language_of_the_reader() {
        let text = "On [29 December 2016]{.date value=\"2016-12-28\"} he left.";
        for (locale, expected) in [
            (
                Language::English,
                "the tag's value is 2016-12-28, the text says 2016-12-29: correct the one that is wrong",
            ),
            (Language::Arabic, "قيمة الوسم 2016-12-28 والنص يقول 2016-12-29: صحّح الخطأ منهما"),
        ] {
            let options = Options { syntax: Syntax::Markdown, locale, ..Options::default() };
            let document = Document::of(text, options);
            let said: Vec<String> =
                of_document(&document).into_iter().map(|finding| finding.message).collect();
            assert_eq!(said, [expected]);
        }
    }

    #[test]
    fn what_may_be_meant_is_left_alone() {
        check("في [29 كانون الأول 2016]{.date value=\"2016-12-29\"} وصل.", &[]);
        check("On [29 December 2016]{.date value=\"2016-12\"} he left.", &[]);
        check("It began in [2016]{.date value=\"2016-03-01\"} there.", &[]);
        check("On [Thursday]{.date value=\"2016-12-29\"} he left.", &[]);
        check("On [29 December]{.date value=\"2016-12-28\"} he left.", &[]);
        check(
            "On [03/04/2016]{.date value=\"2016-03-04\"} [or]{.work} [03/04/2016]{.date value=\"2016-04-03\"}.",
            &[],
        );
        check("It took [two weeks]{.duration value=\"P14D\"} and [an hour]{.duration value=\"PT60M\"}.", &[]);
        check("It took [one month]{.duration value=\"P30D\"} there.", &[]);
        check("They walked [62 km]{.measure value=\"62000\" unit=\"m\"} there.", &[]);
        check("They saw [45%]{.number value=\"0.45\"} of [62 km]{.measure unit=\"km\"}.", &[]);
        check("They paid [$2.500]{.money value=\"2500\" unit=\"USD\"} there.", &[]);
        check("في [29 ربيع الأول 1438]{.date value=\"2016-12-29\"} وصل.", &[]);
    }

    #[test]
    fn lengths_are_read_whole_or_not_at_all() {
        for good in ["P3D", "P1Y6M", "PT2H30M", "P2W", "P0.5W"] {
            assert!(length(good).is_some(), "{good}");
        }
        for bad in ["P", "PXD", "P3", "PT", "3D", "P3D/P5D", "PDT", "P1H"] {
            assert!(length(bad).is_none(), "{bad}");
        }
    }
}
