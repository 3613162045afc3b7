//! `tag/value-contradicts-text`: the value of a tag is not what its words say. An error, so it speaks only where the words
//! leave no room: whole dates and years with their digits, plain lengths of time, numbers of one unit; never where the
//! publication date, another calendar or the order of day and month has a say.

use super::tagged::annotations;
use crate::analysis::{Document, Paragraph, of_quantity};
use crate::lints::{Find, Finding, Rule, Severity};
use crate::quantities::Quantity;
use crate::tags::{Label, TagType};
use crate::temporal::{Anchor, Timex, TimexKind, resolve};
use crate::text::Span;
use rustc_hash::FxHashMap;

/// The rule.
pub const RULE: Rule =
    Rule { name: "tag/value-contradicts-text", level: Some(Severity::Error), find: Find::Paragraph(find) };

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let mut tagged =
        annotations(document, start, paragraph).filter(|(_, label)| label.value.is_some()).peekable();
    if tagged.peek().is_none() {
        return;
    }
    let times =
        paragraph.times.iter().filter_map(|time| time.timex.as_ref().map(|timex| (timex.span, timex)));
    let times: FxHashMap<Span, &Timex> = times.collect();
    let quantities: FxHashMap<Span, &Quantity> = paragraph.quantities.iter().map(|q| (q.span, q)).collect();
    let anchor = Anchor { published: None, prefer: document.options().prefer };
    for (span, label) in tagged {
        let local = Span::new(span.start - start, (span.end - start).min(paragraph.text.len()));
        let value = label.value.as_deref().unwrap_or_default();
        let plain = &paragraph.markup.plain;
        let words = plain.span_from_raw(local).of(&plain.text);
        let says = if label.kind.is_temporal() {
            times.get(&local).and_then(|timex| time(timex, &anchor, label, value, words))
        } else {
            quantities.get(&local).and_then(|quantity| number(quantity, label, value, words))
        };
        if let Some(says) = says {
            let message =
                format!("the tag's value is {value}, the text says {says}: correct the one that is wrong");
            out.push(RULE.finding(span, message));
        }
    }
}

/// What the words of a time say, when the value cannot be meant.
fn time(timex: &Timex, anchor: &Anchor, label: &Label, value: &str, words: &str) -> Option<String> {
    let said = resolve(timex, anchor);
    let same_edges = said.modifier == label.modifier.as_deref() && said.calendar.is_none();
    let contradicts = match (timex.kind, label.kind) {
        (TimexKind::Date, TagType::Date) => is_another_date(&said.value, value, words),
        (TimexKind::Duration, TagType::Duration) => {
            length(&said.value).zip(length(value)).is_some_and(|(said, value)| said.is_other_than(value))
        }
        _ => false,
    };
    (same_edges && contradicts).then_some(said.value)
}

/// Years that an article of our day writes without saying more.
const YEARS: std::ops::RangeInclusive<u16> = 1800..=2200;

fn is_another_date(said: &str, value: &str, words: &str) -> bool {
    let [Some(ours), Some(theirs)] = [said, value].map(fields) else { return false };
    let year = ours[0].unwrap_or_default();
    let known = year.parse().is_ok_and(|year: u16| YEARS.contains(&year));
    let digits: String = words.chars().map(western).collect();
    let is_month = ours[1].is_some() && ours[2].is_none();
    if !known || is_month || !digits.contains(year) {
        return false;
    }
    let turned = ours[0] == theirs[0] && ours[1] == theirs[2] && ours[2] == theirs[1];
    let differ = ours.iter().zip(&theirs).any(|(a, b)| a.is_some() && b.is_some() && a != b);
    differ && !turned
}

/// Year, month and day of a date; none of any other value.
fn fields(value: &str) -> Option<[Option<&str>; 3]> {
    let mut parts = value.split('-');
    let all = [parts.next(), parts.next(), parts.next()];
    let plain = |(part, len): (Option<&str>, usize)| {
        part.is_none_or(|part| part.len() == len && part.bytes().all(|b| b.is_ascii_digit()))
    };
    (parts.next().is_none() && all.into_iter().zip([4, 2, 2]).all(plain)).then_some(all)
}

/// A digit of any script as Western readers write it.
fn western(c: char) -> char {
    match c {
        '\u{660}'..='\u{669}' => char::from_digit(u32::from(c) - 0x660, 10).unwrap_or(c),
        '\u{6f0}'..='\u{6f9}' => char::from_digit(u32::from(c) - 0x6f0, 10).unwrap_or(c),
        c => c,
    }
}

/// A length in months, and in seconds: neither can be told in the other.
#[derive(Clone, Copy)]
struct Length {
    months: f64,
    seconds: f64,
}

impl Length {
    fn is_other_than(self, other: Self) -> bool {
        let differ = |a: f64, b: f64| (a - b).abs() > 1e-6 * a.abs().max(b.abs());
        let in_months = self.seconds == 0.0 && other.seconds == 0.0;
        let in_seconds = self.months == 0.0 && other.months == 0.0;
        in_months && differ(self.months, other.months) || in_seconds && differ(self.seconds, other.seconds)
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
fn number(quantity: &Quantity, label: &Label, value: &str, words: &str) -> Option<String> {
    let said = of_quantity(quantity)?;
    // Money and measures may have been turned into other units.
    let turned = label.unit.is_some() && label.unit != said.unit && label.kind != TagType::Number;
    if said.kind != label.kind || !label.kind.is_quantity() || turned {
        return None;
    }
    let ours = said.value?;
    let (a, b): (f64, f64) = (ours.parse().ok()?, value.parse().ok()?);
    let times =
        |factor: f64| (a - b * factor).abs() <= 1e-9 * a.abs() || (a * factor - b).abs() <= 1e-9 * b.abs();
    let is_share = label.kind == TagType::Number && said.unit.as_deref() == Some("%") && times(100.0);
    // A point may set thousands apart or decimals off.
    let marks = words.contains(['.', ',', '\u{66b}', '\u{66c}']);
    let grouped = marks && [1e3, 1e6, 1e9].into_iter().any(times);
    (!times(1.0) && !is_share && !grouped).then_some(ours)
}

#[cfg(test)]
mod tests {
    use super::{RULE, length};
    use crate::analysis::Options;
    use crate::lints::tag::tagged::tests::{self, beside, found};
    use crate::tags::{Label, Syntax, TagType};

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
        check("They paid [\\$2.500]{.money value=\"2500\" unit=\"USD\"} there.", &[]);
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
