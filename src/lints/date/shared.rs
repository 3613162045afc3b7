//! What the rules of dates share: the dates of a paragraph's times, the days they are, and edits of one number or name.

use crate::analysis::{Document, Paragraph, Source};
use crate::lints::Fix;
use crate::tags::TagType;
use crate::temporal::calendar::{gregorian, hijri};
use crate::temporal::parts::{Kind, Part};
use crate::temporal::{Calendar, Expression, Fields, Timex, Year, readings};
use crate::text::{Edit, Span};
use jiff::civil::Date;

/// The times of a paragraph that were read, with their places in it.
pub(super) fn times(paragraph: &Paragraph) -> impl Iterator<Item = (Span, &Timex)> {
    paragraph.times.iter().filter_map(|timed| Some((timed.span, timed.timex.as_ref()?)))
}

/// The same, and those that a tag of a time holds with words beside them: a slip in a tag is one too.
pub(super) fn all_times(paragraph: &Paragraph) -> impl Iterator<Item = (Span, &Timex)> {
    let mut covered =
        paragraph.covered_times.iter().filter(|timex| in_time(paragraph, timex.span)).peekable();
    let mut free = times(paragraph).peekable();
    std::iter::from_fn(move || {
        let next = free.peek().map(|(span, _)| span.start);
        match covered.next_if(|timex| next.is_none_or(|start| timex.span.start < start)) {
            Some(timex) => Some((timex.span, timex)),
            None => free.next(),
        }
    })
}

/// No tag but those of times, and of what somebody said, touches the place.
fn in_time(paragraph: &Paragraph, span: Span) -> bool {
    let mut tags = paragraph.markup.annotations.iter().filter(|tag| tag.outer.overlaps(span));
    tags.all(|tag| tag.label.kind.is_temporal() || matches!(tag.label.kind, TagType::Quote | TagType::Source))
}

/// «30 فبراير» by itself between quotes is what something is called.
pub(super) fn is_title(paragraph: &Paragraph, span: Span) -> bool {
    let plain = &paragraph.markup.plain;
    let inside = plain.span_from_raw(span);
    let before = plain.text.get(..inside.start).and_then(|text| text.chars().next_back());
    let after = plain.text.get(inside.end..).and_then(|text| text.chars().next());
    matches!(before, Some('«' | '"' | '“' | '‘' | '„')) && matches!(after, Some('»' | '"' | '”' | '’' | '“'))
}

/// The publication date where it was told and not guessed.
pub(super) fn published(document: &Document) -> Option<Date> {
    let publication = document.publication()?;
    let guessed = matches!(publication.source, Source::Inferred | Source::Setting);
    (!guessed).then_some(publication.at.date)
}

/// The year as it is written.
pub(super) const fn written_year(fields: &Fields) -> Option<i16> {
    match fields.year {
        Some(Year::Of(year)) => Some(year),
        _ => None,
    }
}

/// The day of a date of the civil calendar that is written whole.
pub(super) fn whole_day(fields: &Fields) -> Option<Date> {
    if fields.calendar != Calendar::Gregorian {
        return None;
    }
    gregorian::day(written_year(fields)?, fields.month?, fields.day?)
}

/// The one date of a time: its day, where it says an hour or a part of the day besides.
pub(super) fn date_of(expression: &Expression) -> Option<&Fields> {
    match expression {
        Expression::Date(fields) => Some(fields),
        Expression::Clock(Some(inner), _)
        | Expression::DayPart(Some(inner), _)
        | Expression::Modified(_, inner) => date_of(inner),
        _ => None,
    }
}

/// The day of a Hijri date. The 30th of a month that has 29 days in the table is the day after: sightings differ.
pub(super) fn hijri_date(year: i16, month: u8, day: u8) -> Option<Date> {
    let at = |day| hijri::to_gregorian(hijri::HijriDate { year, month, day });
    at(day).or_else(|| at(day.checked_sub(1).filter(|_| day == 30)?)?.tomorrow().ok())
}

/// The text between two places of a paragraph, without its tags.
pub(super) fn between(paragraph: &Paragraph, from: usize, to: usize) -> &str {
    let plain = &paragraph.markup.plain;
    if from >= to {
        return "";
    }
    plain.span_from_raw(Span::new(from, to)).of(&plain.text)
}

/// `number` in the digits of `like`, with as many zeros before it as that has.
pub(super) fn in_digits_of(like: &str, number: u32) -> String {
    let zero = match like.chars().next() {
        Some('\u{660}'..='\u{669}') => 0x660,
        Some('\u{6f0}'..='\u{6f9}') => 0x6f0,
        _ => 0x30,
    };
    let padded = like.chars().count() > 1 && like.starts_with(['0', '\u{660}', '\u{6f0}']);
    let width = if padded { like.chars().count() } else { 1 };
    let digits = format!("{number:0width$}");
    digits.chars().map(|c| char::from_u32(zero + c.to_digit(10).unwrap_or(0)).unwrap_or(c)).collect()
}

/// The number of a day among the words of its time; none where words say it, or more than one number could.
pub(super) fn day_part(parts: &[Part], fields: &Fields, english: bool) -> Option<Part> {
    let day = u32::from(fields.day?);
    let short =
        |part: &&Part| matches!(part.kind, Kind::Digits(value, length) if length <= 2 && value == day);
    let found: Vec<&Part> = parts.iter().filter(short).collect();
    let named = parts.iter().any(|part| matches!(part.kind, Kind::Month(..) | Kind::HijriMonth(_)));
    match found[..] {
        [one] => Some(*one),
        // 12/12/2016, 05/05/2016: the order of the language, or after the year.
        [first, last] if !named => {
            let year_first = parts.iter().find_map(|part| match part.kind {
                Kind::Digits(_, length) => Some(length == 4),
                _ => None,
            });
            Some(if english || year_first == Some(true) { *last } else { *first })
        }
        _ => None,
    }
}

/// The edit that writes another day for the number of `part`, its English ending with it.
pub(super) fn write_day(paragraph: &Paragraph, part: Part, day: u8) -> Edit {
    let text = &paragraph.text;
    let written = part.span.of(text);
    let mut replacement = in_digits_of(written, u32::from(day));
    let mut span = part.span;
    let ending =
        text.get(span.end..span.end + 2).filter(|ending| ending.bytes().all(|b| b.is_ascii_alphabetic()));
    let behind = text.get(span.end + 2..).and_then(|rest| rest.chars().next());
    if let Some(ending) = ending
        && !behind.is_some_and(char::is_alphanumeric)
    {
        let suffix = readings::ordinal_suffix(day);
        let upper = ending.bytes().all(|b| b.is_ascii_uppercase());
        replacement.push_str(&if upper { suffix.to_ascii_uppercase() } else { suffix.to_owned() });
        span.end += 2;
    }
    Edit { span, replacement }
}

/// A fix of one edit, given in bytes of the paragraph, that is no more than likely.
pub(super) fn likely(title: String, edit: Edit, start: usize) -> Fix {
    Fix { title, edits: vec![Edit { span: edit.span.shifted(start), ..edit }], is_safe: false }
}

/// What the tests of the rules share.
#[cfg(test)]
pub(super) mod tests {
    pub use crate::lints::tests::findings;
    use crate::lints::tests::{check_with, published};
    use crate::text::apply;

    /// Checks the words under each finding of a rule in a text published at a date.
    pub fn check(rule: &str, date: &str, text: &str, expected: &[&str]) {
        check_with(rule, published(date), text, expected);
    }

    /// Checks the texts that the fixes of the only finding make, and that the rule says nothing of them.
    pub fn mended(rule: &str, date: &str, text: &str, expected: &[&str]) {
        let found = findings(rule, text, published(date));
        let texts: Vec<String> =
            found.iter().flat_map(|finding| &finding.fixes).map(|fix| apply(text, &fix.edits)).collect();
        assert_eq!(texts, expected, "{text}");
        for text in &texts {
            assert_eq!(findings(rule, text, published(date)), [], "what is mended is right: {text}");
        }
    }
}
