//! What was read, in plain English: the words of a time one by one, and the tree they made.
//!
//! For people who ask why. Nothing is decided here: words are read as the detector reads them, and the tree is the
//! timex's own.

use super::expression::{
    Calendar, Clock, Expression, Fields, Length, Measure, Recurrence, Shift, Side, Unit, When, Year,
};
use super::readings;
use super::words::{Meaning, Word, Words};
use crate::text::{Passage, Span};
use std::fmt::{self, Write};

/// A word of a passage and what it may mean to the grammar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Where it stands in the passage's source, its proclitics excluded.
    pub span: Span,
    /// Its meanings, most likely first; "nothing" for a word without any.
    pub meaning: String,
}

/// The words of `passage` that stand inside `span`, punctuation left out.
pub fn words(passage: &Passage, span: Span) -> Vec<Reading> {
    let inside = |word: &Word| {
        let word_span = Span::new(word.start, passage.tokens.get(word.last)?.span.end);
        let mark = matches!(word.meanings.first(), Some(Meaning::Mark(_)));
        (!mark && span.contains(word_span)).then_some(word_span)
    };
    let row = Words::read(passage).row;
    row.iter()
        .filter_map(|word| {
            let meanings: Vec<String> = word.meanings.iter().map(|m| meaning(*m)).collect();
            let meaning = if meanings.is_empty() { "nothing".to_owned() } else { meanings.join(", or ") };
            Some(Reading { span: inside(word)?, meaning })
        })
        .collect()
}

fn meaning(meaning: Meaning) -> String {
    match meaning {
        Meaning::Digits(..) => "digits".to_owned(),
        Meaning::Number(n) => format!("number {n}"),
        Meaning::Ordinal(-1) => "ordinal: the last".to_owned(),
        Meaning::Ordinal(n) => format!("ordinal {n}"),
        Meaning::Month(n, family, _) => format!("month {} ({family})", readings::month(n)),
        Meaning::HijriMonth(n, _) => format!("Hijri month {}", readings::hijri_month(n)),
        Meaning::Weekday(n, _) => format!("weekday {}", readings::weekday_name(n)),
        Meaning::Unit(unit, 2) => format!("two of the unit {}", unit_name(unit)),
        Meaning::Unit(unit, _) => format!("unit {}", unit_name(unit)),
        Meaning::Day(offset) => day_from_now(offset),
        Meaning::ToldDay(offset) => format!("{} from the day told last", counted(offset, "day")),
        Meaning::ThisWeekend => "the weekend of this week".to_owned(),
        Meaning::Night(offset) => format!("the night of {}", day_from_now(offset)),
        Meaning::Reference(value) => value.to_owned(),
        Meaning::Shift(name) => format!("shift: {name}"),
        Meaning::DayPart(code, ..) => format!("part of the day {code}"),
        Meaning::PeriodPart(code) => format!("part of a period, mod {code}"),
        Meaning::Season(code) => format!("season {code}"),
        Meaning::Approximator(code) => format!("approximation, mod {code}"),
        Meaning::Role(role) => format!("small word: {role}"),
        Meaning::Zone(zone) => format!("zone {zone}"),
        Meaning::Set(word) => format!("recurrence: {word}"),
        Meaning::Decade(tens) => format!("decade of the {tens}0s"),
        Meaning::Trap(trap) => format!("warns of what is no time: {trap}"),
        Meaning::NoTime => "no time".to_owned(),
        Meaning::Holiday(rule) => format!("feast {rule}"),
        Meaning::Tense(way) => format!("tells where its clause lies: {way}"),
        Meaning::Cue => "stands before a publication date".to_owned(),
        Meaning::Mark(mark) => format!("mark {mark}"),
        Meaning::DefiniteNumber(n) => format!("the number {n}"),
        Meaning::FeastNoun(kind) => format!("noun of feasts: {kind}"),
        Meaning::Behind(code) => format!("approximation behind, mod {code}"),
    }
}

/// The tree of an expression in a phrase.
pub fn expression(expression: &Expression) -> String {
    match expression {
        Expression::Date(fields) => date(*fields),
        Expression::ShiftedDate(fields, shift) => format!("{}, {}", date(*fields), shift_name(*shift)),
        Expression::DateAfter(fields, first) => {
            format!("{}, the first after ({})", date(*fields), self::expression(first))
        }
        Expression::Period(unit, by) => period(*unit, *by),
        Expression::Periods(measure, shift) => format!("{}, {}", measured(*measure), shift_name(*shift)),
        Expression::Day { offset, weekday } => with_weekday(day_from_now(*offset), *weekday),
        Expression::Offset { length: by, back, from } => {
            let from = from.as_ref().map_or_else(|| "now".to_owned(), |f| self::expression(f));
            format!("{} {} {from}", length(by), if *back { "before" } else { "after" })
        }
        Expression::WeekdayOf(day, of) => {
            format!("{} of {}", readings::weekday_name(*day), self::expression(of))
        }
        Expression::DayOf(day, weekday, of) => {
            with_weekday(format!("day {day} of {}", self::expression(of)), *weekday)
        }
        Expression::NthWeekday(nth, day, of) => {
            format!("{} {} of {}", rank(*nth), readings::weekday_name(*day), self::expression(of))
        }
        Expression::NthUnit(nth, unit, of) => {
            format!("{} {} of {}", rank(*nth), unit_name(*unit), self::expression(of))
        }
        Expression::Clock(day, clock) => on_day(&clock_time(*clock), day.as_deref()),
        Expression::DayPart(day, code) => on_day(&format!("part {code}"), day.as_deref()),
        Expression::Midnight(day) => on_day("midnight at the end", day.as_deref()),
        Expression::Season(code, year) => format!("season {code}, {}", year_text(*year)),
        Expression::ShiftedSeason(code, shift) => format!("season {code}, {}", shift_name(*shift)),
        Expression::Quarter(number, year) => format!("quarter {number}, {}", year_text(*year)),
        Expression::Half(number, year) => format!("half {number}, {}", year_text(*year)),
        Expression::Decade { tens, century: None } => format!("decade of the {tens}0s, no century"),
        Expression::Decade { tens, century: Some(century) } => format!("decade of the {century}{tens}0s"),
        Expression::Century(number, calendar) => format!("century {number}{}", in_calendar(*calendar)),
        Expression::RankedWeekday(fields) => {
            format!("{}, or that weekday by its rank in the month", date(*fields))
        }
        Expression::Same(unit) => format!("the {} told last", unit_name(*unit)),
        Expression::SamePart(year) => format!("the part told last, {}", year_text(*year)),
        Expression::Feast(feast) => format!("feast {}, {}", feast.rule, which_feast(&feast.when)),
        Expression::FeastDay(nth, _, feast) => format!("day {nth} of ({})", self::expression(feast)),
        Expression::FeastOffset(by, back, of) => {
            let side = if *back { "before" } else { "after" };
            format!("{} {side} ({})", length(by), self::expression(of))
        }
        Expression::Around(unit, by, of) => {
            format!("the {} of ({}), {by}", unit_name(*unit), self::expression(of))
        }
        Expression::Range(from, to) => {
            let end = |e: &Option<Box<Expression>>| {
                e.as_ref().map_or_else(|| "an open end".to_owned(), |e| self::expression(e))
            };
            format!("from ({}) to ({})", end(from), end(to))
        }
        Expression::Modified(code, inner) => format!("{code} ({})", self::expression(inner)),
        Expression::WeekdayNear(nth, day, side, of) => {
            let side = match side {
                Side::Before => "before",
                Side::After => "after",
                Side::Closest => "closest to",
            };
            format!("{} {} {side} {}", rank(*nth), readings::weekday_name(*day), self::expression(of))
        }
        Expression::WeekdayInWeeks(day, weeks) => {
            format!("{} in {}", readings::weekday_name(*day), counted(weeks, "week"))
        }
        Expression::WeekdayBy(day, shift) => {
            format!("{}, {}", readings::weekday_name(*day), shift_name(*shift))
        }
        Expression::WeekOf(unit, of) => {
            format!("the {} that holds {}", unit_name(*unit), self::expression(of))
        }
        Expression::SeenFrom(what, from) => {
            format!("{}, seen from {}", self::expression(what), self::expression(from))
        }
        Expression::Upcoming(measure) => format!("{} to come", measured(*measure)),
        Expression::By(end) => format!("no later than ({})", self::expression(end)),
        Expression::Within(by) => format!("no later than {} from now", length(by)),
        Expression::Occasion(day, name) => on_day(name, day.as_deref()),
        Expression::Story(date) => self::expression(date),
        Expression::Told => "the day told last".to_owned(),
        Expression::Rest(unit) => format!("what is left of the {} now", unit_name(*unit)),
        Expression::Weekend => "a weekend".to_owned(),
        Expression::Length(by) => length(by),
        Expression::Set(recurrence) => set(recurrence),
        Expression::Reference(value) => (*value).to_owned(),
    }
}

fn date(fields: Fields) -> String {
    let month = fields.month.map(|m| match fields.calendar {
        Calendar::Gregorian => readings::month(m),
        Calendar::Hijri => readings::hijri_month(m),
    });
    let mut parts = Vec::new();
    if let Some(weekday) = fields.weekday {
        parts.push(readings::weekday_name(weekday).to_owned());
    }
    match (fields.day, month) {
        (Some(day), Some(month)) => parts.push(format!("day {day} of {month}")),
        (Some(day), None) => parts.push(format!("day {day}, no month")),
        (None, Some(month)) => parts.push(month.to_owned()),
        (None, None) => {}
    }
    parts.push(format!("{}{}", year_text(fields.year), in_calendar(fields.calendar)));
    parts.join(", ")
}

fn which_feast(when: &When) -> String {
    match when {
        When::Nearest => "no year".to_owned(),
        When::Of(year) => year_text(Some(*year)),
        When::OfHijri(year) => format!("year {year}, Hijri"),
        When::Shifted(shift) => shift_name(*shift).to_owned(),
        When::Away(by, back) => format!("{} {} now", length(by), if *back { "before" } else { "after" }),
    }
}

fn year_text(year: Option<Year>) -> String {
    match year {
        Some(Year::Of(year)) if year < 0 => format!("year {} BC", year.unsigned_abs()),
        Some(Year::Of(year)) => format!("year {year}"),
        Some(Year::Shifted(by)) => period(Unit::Year, i32::from(by)),
        None => "no year".to_owned(),
    }
}

const fn in_calendar(calendar: Calendar) -> &'static str {
    match calendar {
        Calendar::Gregorian => "",
        Calendar::Hijri => ", Hijri",
    }
}

fn period(unit: Unit, by: i32) -> String {
    let unit = unit_name(unit);
    match by {
        0 => format!("the {unit} now"),
        1.. => format!("{} after the {unit} now", counted(by, unit)),
        ..0 => format!("{} before the {unit} now", counted(by.unsigned_abs(), unit)),
    }
}

fn day_from_now(offset: i32) -> String {
    match offset {
        0 => "the day of publication".to_owned(),
        1.. => format!("{} after publication", counted(offset, "day")),
        ..0 => format!("{} before publication", counted(offset.unsigned_abs(), "day")),
    }
}

fn counted(count: impl fmt::Display, unit: &str) -> String {
    let count = count.to_string();
    let plural = if count == "1" { "" } else { "s" };
    format!("{count} {unit}{plural}")
}

fn with_weekday(day: String, weekday: Option<u8>) -> String {
    match weekday {
        Some(weekday) => format!("{day}, {}", readings::weekday_name(weekday)),
        None => day,
    }
}

fn on_day(what: &str, day: Option<&Expression>) -> String {
    let day = day.map_or_else(|| "the day of publication".to_owned(), expression);
    format!("{what} of ({day})")
}

const fn shift_name(shift: Shift) -> &'static str {
    match shift {
        Shift::BeforeLast => "the one before the last",
        Shift::Last => "the last one",
        Shift::This => "this one",
        Shift::Next => "the next one",
        Shift::AfterNext => "the one after the next",
    }
}

fn rank(nth: i32) -> String {
    if nth == -1 { "the last".to_owned() } else { format!("number {nth}:") }
}

fn clock_time(clock: Clock) -> String {
    let mut out = format!("{:02}:{:02}", clock.hour, clock.minute.unwrap_or(0));
    if let Some(second) = clock.second {
        let _ = write!(out, ":{second:02}");
    }
    if let Some(zone) = clock.zone {
        let _ = write!(out, " {zone}");
    }
    out
}

fn length(length: &Length) -> String {
    length.iter().map(|m| measured(*m)).collect::<Vec<_>>().join(" and ")
}

fn measured(measure: Measure) -> String {
    let unit = unit_name(measure.unit);
    measure.count.map_or_else(|| format!("some {unit}s"), |count| counted(count, unit))
}

fn set(recurrence: &Recurrence) -> String {
    match recurrence {
        Recurrence::Length(by) => format!("every {}", length(by)),
        Recurrence::Weekday(day, None) => format!("every {}", readings::weekday_name(*day)),
        Recurrence::Weekday(day, Some(clock)) => {
            format!("every {} at {}", readings::weekday_name(*day), clock_time(*clock))
        }
        Recurrence::WeekdayPart(day, code) => {
            format!("every {}, part {code}", readings::weekday_name(*day))
        }
        Recurrence::Daily(clock) => format!("every day at {}", clock_time(*clock)),
        Recurrence::DayPart(code) => format!("every day, part {code}"),
        Recurrence::Season(code) => format!("every season {code}"),
        Recurrence::Month(month) => format!("every {}", readings::month(*month)),
        Recurrence::Period(period) => format!("every {period}"),
    }
}

const fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Second => "second",
        Unit::Minute => "minute",
        Unit::Hour => "hour",
        Unit::Day => "day",
        Unit::Night => "night",
        Unit::Weekend => "weekend",
        Unit::Week => "week",
        Unit::Fortnight => "fortnight",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::Half => "half-year",
        Unit::Year => "year",
        Unit::Decade => "decade",
        Unit::Century => "century",
    }
}

#[cfg(test)]
mod tests {
    use super::{expression, words};
    use crate::temporal::detect;
    use crate::text::Passage;

    fn check(text: &str, expected_words: &str, expected_tree: &str) {
        let passage = Passage::new(text, None);
        let timex = detect(&passage).remove(0);
        let read: Vec<String> = words(&passage, timex.span)
            .into_iter()
            .map(|word| format!("{}={}", word.span.of(text), word.meaning))
            .collect();
        assert_eq!(read.join("; "), expected_words);
        assert_eq!(expression(&timex.expression), expected_tree);
    }

    #[test]
    fn tells_words_and_tree() {
        check(
            "افتتح المعرض الأربعاء، 3 آذار/مارس",
            "الأربعاء=weekday Wednesday; 3=digits; آذار=month March (levant); مارس=month March (egypt)",
            "Wednesday, day 3 of March, no year",
        );
        check(
            "صام الناس في رمضان 1442 هـ",
            "رمضان=Hijri month Ramadan, or feast hijri:09 weak; 1442=digits; هـ=small word: hijri",
            "Ramadan, year 1442, Hijri",
        );
        check(
            "the shop opens at 5:30 pm tomorrow",
            "5=digits; 30=digits; pm=part of the day TAF, or small word: meridiem; tomorrow=1 day after publication",
            "17:30 of (1 day after publication)",
        );
        check("يعقد اللقاء كل خميس", "كل=recurrence: every; خميس=weekday Thursday", "every Thursday");
        check(
            "أغلق الطريق قبل ثلاثة أيام",
            "قبل=small word: ago; ثلاثة=number 3; أيام=unit day",
            "3 days before now",
        );
    }
}
