//! What one time says for another of its paragraph: a clock time takes its day from the nearest one, a date its year
//! from the date it is joined to, and a story counts on from what it told: «بعد عامين», «في اليوم التالي», «الربع نفسه».
//!
//! Passes over the times of a paragraph, never over its text. Each keeps what was told last or looks at its next
//! neighbours, so the cost is linear; what is counted from another day is so a few links deep at most. A clock time
//! that heads a line is the line's own (a live blog's entry) and takes nothing.

use super::expression::{Expression, Fields, Recurrence, Unit, Year};
use super::grammar::{is_one_day, range_on_day};
use super::tense::{STORY, ends_sentence};
use super::timex::{Placed, Timex, TimexKind};
use super::words::{Meaning, Word};
use crate::text::clitics::proclitic;
use crate::text::{Language, Passage};

/// Lets the times of a paragraph tell each other what they leave out.
pub(super) fn agree(placed: &mut Vec<Placed>, words: &[Word], passage: &Passage) {
    let sentences = sentences(placed, words, passage);
    mark_pairs(placed, words, &sentences);
    give_years(placed, words, &sentences);
    list_sets(placed, words);
    tell(placed, passage.language);
    give_days(placed, &sentences, words, passage);
    count_from_clocks(placed, passage.language);
    for placed in placed.iter_mut() {
        leave_length(&mut placed.timex);
    }
    placed.retain(|p| !untold(&p.timex.expression));
}

/// «أيام الأحد والثلاثاء»: the noun holds for every weekday of the list.
fn list_sets(placed: &mut [Placed], words: &[Word]) {
    for i in 1..placed.len() {
        let (before, after) = placed.split_at_mut(i);
        let (Some(first), Some(next)) = (before.last(), after.first_mut()) else { continue };
        let listed = first.end == next.first
            && words[next.first].cut == proclitic::AND
            && words[first.first].meanings.contains(&Meaning::Unit(Unit::Day, 0));
        if let (Expression::Set(Recurrence::Weekday(_, None)), Expression::Date(fields), true) =
            (&first.timex.expression, &next.timex.expression, listed)
            && let Some(weekday) = fields.weekday.filter(|_| fields.day.is_none())
        {
            next.timex.kind = TimexKind::Set;
            next.timex.expression = Expression::Set(Recurrence::Weekday(weekday, None));
        }
    }
}

/// «بعد يوم من ذلك» where nothing was told: the length is all that is known. «في اليوم التالي» says not even that.
fn leave_length(timex: &mut Timex) {
    if timex.rule == "relative.offset"
        && let Expression::Offset { length, from: Some(from), .. } = &timex.expression
        && matches!(**from, Expression::Told)
    {
        timex.kind = TimexKind::Duration;
        timex.expression = Expression::Length(length.clone());
    }
}

/// A phrase that points back to a day that the paragraph has not told.
fn untold(expression: &Expression) -> bool {
    match expression {
        Expression::Offset { from: Some(from), .. } => matches!(**from, Expression::Told),
        Expression::Clock(Some(inner), _)
        | Expression::DayPart(Some(inner), _)
        | Expression::Modified(_, inner) => untold(inner),
        Expression::SamePart(_) | Expression::Same(_) => true,
        _ => false,
    }
}

/// Puts the day told last where a phrase points back to it: «في اليوم التالي», «بعد يومين من ذلك», and in a story also a
/// plain «بعد عامين», which counts from the date told and not from now.
fn tell(placed: &mut [Placed], language: Language) {
    let mut day: Option<Expression> = None;
    let mut date: Option<Expression> = None;
    // Whether the part of a year told last was a half, and its number.
    let mut part: Option<(bool, u8)> = None;
    for placed in placed.iter_mut() {
        let timex = &mut placed.timex;
        let arabic = language == Language::Arabic;
        let story = timex.rule == STORY;
        let from = if story { date.as_ref().or(day.as_ref()) } else { date.as_ref() };
        count_from(&mut timex.expression, day.as_ref(), from.filter(|_| story || arabic && !timex.ahead));
        if let (Expression::Same(unit), Some(told)) = (&timex.expression, date.as_ref().and_then(same_period))
        {
            let month = told.month.filter(|_| *unit == Unit::Month);
            if *unit == Unit::Year || month.is_some() {
                timex.expression = Expression::Date(Fields { month, day: None, weekday: None, ..told });
            }
        }
        match (&timex.expression, part) {
            (Expression::SamePart(year), Some((true, number))) => {
                timex.expression = Expression::Half(number, *year);
            }
            (Expression::SamePart(year), Some((false, number))) => {
                timex.expression = Expression::Quarter(number, *year);
            }
            (Expression::Half(number, _), _) => part = Some((true, *number)),
            (Expression::Quarter(number, _), _) => part = Some((false, *number)),
            _ => {}
        }
        if let Some(told) = lent_day(&timex.expression).filter(|told| links(told) < MOST_LINKS) {
            day = Some(told.clone());
        }
        if let Some(told) = told_date(&timex.expression).filter(|told| links(told) < MOST_LINKS) {
            date = Some(told.clone());
        }
    }
}

/// The fields of a date that names its year.
fn same_period(date: &Expression) -> Option<Fields> {
    match date {
        Expression::Date(fields) if fields.year.is_some() => Some(*fields),
        _ => None,
    }
}

/// A story counts on from one day to the next only so often: what is farther is told anew, and a chain costs its length.
const MOST_LINKS: usize = 4;

/// How many times a day is counted from another.
fn links(expression: &Expression) -> usize {
    match expression {
        Expression::Offset { from: Some(from), .. } => 1 + links(from),
        Expression::Story(inner) => links(inner),
        _ => 0,
    }
}

/// «بعد 20 دقيقة», "six minutes later": counted from the clock time told last, in its zone.
fn count_from_clocks(placed: &mut [Placed], language: Language) {
    let mut clock: Option<Expression> = None;
    for placed in placed.iter_mut() {
        let timex = &mut placed.timex;
        let story = language == Language::Arabic || timex.rule == STORY;
        match &mut timex.expression {
            Expression::Clock(..) => clock = Some(timex.expression.clone()),
            Expression::Offset { from: from @ None, length, .. }
                if story && length.iter().all(|m| m.unit.is_clock()) =>
            {
                *from = clock.as_ref().map(|clock| Box::new(Expression::Story(Box::new(clock.clone()))));
            }
            _ => {}
        }
    }
}

fn count_from(expression: &mut Expression, day: Option<&Expression>, date: Option<&Expression>) {
    match expression {
        // Hours and minutes are counted from clock times.
        Expression::Offset { from: None, length, .. } if length.iter().all(|m| m.unit.is_clock()) => {}
        Expression::Offset { from, back, .. } => match (from.as_deref(), day, date) {
            (Some(Expression::Told), Some(day), _) => *from = Some(Box::new(day.clone())),
            (None, _, Some(date)) if !*back => {
                *from = Some(Box::new(Expression::Story(Box::new(date.clone()))));
            }
            _ => {}
        },
        Expression::Clock(Some(inner), _)
        | Expression::DayPart(Some(inner), _)
        | Expression::Modified(_, inner) => {
            count_from(inner, day, date);
        }
        _ => {}
    }
}

/// A date of the calendar, which a story can go on from; a bare weekday or «أمس» is news of these days.
fn told_date(expression: &Expression) -> Option<&Expression> {
    match expression {
        Expression::Clock(Some(inner), _)
        | Expression::DayPart(Some(inner), _)
        | Expression::Modified(_, inner) => told_date(inner),
        Expression::Date(fields) if fields.year.is_some() || fields.month.is_some() => Some(expression),
        Expression::Offset { from: Some(_), .. } => Some(expression),
        _ => None,
    }
}

/// The number of the sentence that each time stands in.
fn sentences(placed: &[Placed], words: &[Word], passage: &Passage) -> Vec<usize> {
    let mut sentence = 0;
    let mut at = 0;
    placed
        .iter()
        .map(|p| {
            for word in &words[at..p.first] {
                sentence += usize::from(ends_sentence(word) || passage.tokens[word.first].line_start);
            }
            sentence += usize::from(words.get(p.first).is_some_and(|w| passage.tokens[w.first].line_start));
            at = p.end;
            sentence
        })
        .collect()
}

/// The day that a time names, to be lent to a neighbour.
fn lent_day(expression: &Expression) -> Option<&Expression> {
    match expression {
        Expression::Clock(Some(day), _) | Expression::DayPart(Some(day), _) => lent_day(day),
        Expression::Modified(_, inner) => lent_day(inner),
        day if is_one_day(day) && !untold(day) => Some(day),
        _ => None,
    }
}

/// A time of the day that leaves its day out.
fn lacks_day(expression: &Expression) -> bool {
    match expression {
        Expression::Clock(None, _) | Expression::DayPart(None, _) => true,
        Expression::Range(Some(from), Some(_)) => matches!(**from, Expression::Clock(None, _)),
        Expression::Modified(_, inner) => lacks_day(inner),
        _ => false,
    }
}

fn with_day(expression: Expression, day: &Expression) -> Expression {
    let boxed = || Some(Box::new(day.clone()));
    match expression {
        Expression::Clock(None, clock) => Expression::Clock(boxed(), clock),
        Expression::DayPart(None, code) => Expression::DayPart(boxed(), code),
        Expression::Modified(code, inner) => Expression::Modified(code, Box::new(with_day(*inner, day))),
        range @ Expression::Range(..) => range_on_day(range, day),
        other => other,
    }
}

fn give_days(placed: &mut [Placed], sentences: &[usize], words: &[Word], passage: &Passage) {
    // The last time before `i` that names a day.
    let mut told: Option<usize> = None;
    for i in 0..placed.len() {
        if let Some(last) =
            i.checked_sub(1).filter(|&last| lent_day(&placed[last].timex.expression).is_some())
        {
            told = Some(last);
        }
        let heads_line = passage.tokens[words[placed[i].first].first].line_start;
        if !lacks_day(&placed[i].timex.expression) || heads_line {
            continue;
        }
        let near = |j: usize| {
            let other = placed.get(j).filter(|_| sentences[j] == sentences[i])?;
            lent_day(&other.timex.expression).map(|day| (day, other.timex.ahead))
        };
        let before = i.checked_sub(1).and_then(|j| Some((near(j)?, placed[i].first - placed[j].end)));
        // "3 a.m. (0100 GMT) Monday": the time in brackets has no day of its own either.
        let bracketed = placed.get(i + 1).is_some_and(|p| lacks_day(&p.timex.expression));
        let j = if bracketed { i + 2 } else { i + 1 };
        let after = near(j).map(|day| (day, placed[j].first - placed[i].end));
        // A sentence that tells no day goes on from the one before it.
        let earlier = || {
            let p = &placed[told?];
            Some((lent_day(&p.timex.expression)?, p.timex.ahead))
        };
        // What was said first holds on, unless the other day stands much nearer.
        let day = match (before, after) {
            (Some((_, gap)), Some((day, nearer))) if nearer * 3 < gap => Some(day),
            (Some((day, _)), _) | (None, Some((day, _))) => Some(day),
            (None, None) => earlier(),
        };
        if let Some((day, ahead)) = day.map(|(day, ahead)| (day.clone(), ahead)) {
            let timex = &mut placed[i].timex;
            timex.ahead = ahead;
            timex.expression = with_day(std::mem::replace(&mut timex.expression, Expression::Weekend), &day);
        }
    }
}

/// Words that may stand between two names of one day: «هـ (الموافق ليوم».
const REPEATED: usize = 4;

/// Marks what says the day before it once more, and what ends a range that it should begin. Before years are given: a
/// year that is not written says nothing about the order.
fn mark_pairs(placed: &mut [Placed], words: &[Word], sentences: &[usize]) {
    for j in 1..placed.len() {
        let (before, after) = placed.split_at_mut(j);
        let (Some(first), Some(second)) = (before.last(), after.first_mut()) else { continue };
        let Some(gap) = words.get(first.end..second.first).filter(|gap| gap.len() <= REPEATED) else {
            continue;
        };
        let role = |word: &Word, names: &[&str]| {
            word.meanings.iter().any(|m| matches!(m, Meaning::Role(r) if names.contains(r)))
        };
        let joins = |word: &Word| {
            matches!(word.meanings.first(), Some(Meaning::Mark('(' | '[' | '/' | '=' | '-' | '–' | '—')))
                || role(word, &["hijri", "ce"])
        };
        let same = gap.iter().any(|word| role(word, &["corresponding"]));
        second.timex.facts.repeats =
            !gap.iter().any(ends_sentence) && (same || !gap.is_empty() && gap.iter().all(joins));
        if sentences[j - 1] != sentences[j] {
            continue;
        }
        let opened = |names: &[&str]| {
            (1..=2).any(|n| first.first.checked_sub(n).is_some_and(|k| role(&words[k], names)))
        };
        let and = words[second.first].cut == proclitic::AND && gap.is_empty()
            || gap.iter().any(|word| role(word, &["and"]));
        let whole = is_one_day(&first.timex.expression) && is_one_day(&second.timex.expression);
        let to = gap.iter().any(|word| role(word, &["to", "until"]));
        let joined = to && (whole || opened(&["from", "since"])) || and && opened(&["between"]);
        second.timex.facts.reversed =
            joined && gap.len() <= PAIR && is_before(&second.timex.expression, &first.timex.expression);
    }
}

/// The first date lies before the second as they are written: the same fields are said, or but one of them has its year.
fn is_before(a: &Expression, b: &Expression) -> bool {
    let (Expression::Date(a), Expression::Date(b)) = (a, b) else { return false };
    let year = |fields: &Fields| if let Some(Year::Of(year)) = fields.year { Some(year) } else { None };
    let alike = a.calendar == b.calendar
        && a.month.is_some() == b.month.is_some()
        && a.day.is_some() == b.day.is_some()
        && (a.year.is_none() || year(a).is_some())
        && (b.year.is_none() || year(b).is_some());
    match (year(a), year(b)) {
        // Weekdays come back every week.
        _ if !alike || a.month.is_none() && (a.day.is_some() || a.weekday.is_some()) => false,
        (Some(x), Some(y)) => (x, a.month, a.day) < (y, b.month, b.day) && !(x < 0 && y > 0),
        // Over the turn of the year a range may go on to an earlier month.
        _ => a.month.is_some() && a.month == b.month && a.day.is_some() && a.day < b.day,
    }
}

/// Words that may stand between two dates of a pair.
const PAIR: usize = 2;

/// «من 29 كانون الأول إلى 3 كانون الثاني 2017», «بين 2 و 22 أكتوبر»: the year said at the end is the year of both; with
/// none said, the second is the first such day after the first.
fn give_years(placed: &mut [Placed], words: &[Word], sentences: &[usize]) {
    for j in 1..placed.len() {
        let i = j - 1;
        let (gap_from, gap_to) = (placed[i].end, placed[j].first);
        if sentences[i] != sentences[j] || gap_to - gap_from > PAIR {
            continue;
        }
        let role = |names: &[&str]| {
            words[gap_from..gap_to]
                .iter()
                .any(|w| w.meanings.iter().any(|m| matches!(m, Meaning::Role(r) if names.contains(r))))
        };
        let and = words[gap_to].cut == proclitic::AND || role(&["and"]);
        let opened = |name: &str| {
            (1..=2).any(|n| {
                placed[i].first.checked_sub(n).is_some_and(|k| {
                    words[k].meanings.iter().any(|m| matches!(m, Meaning::Role(r) if *r == name))
                })
            })
        };
        let range = role(&["to"]) || and && opened("between");
        let (Expression::Date(a), Expression::Date(b)) =
            (&placed[i].timex.expression, &placed[j].timex.expression)
        else {
            continue;
        };
        let (a, b) = (*a, *b);
        // «من الأحد إلى الخميس»: the Thursday after that Sunday.
        let weekday = |f: Fields| f.weekday.is_some() && f.day.is_none() && f.month.is_none();
        if range && weekday(a) && weekday(b) {
            placed[j].timex.ahead = placed[i].timex.ahead;
            placed[j].timex.expression = Expression::DateAfter(b, Box::new(Expression::Date(a)));
            continue;
        }
        let days = |f: Fields| f.month.is_some() && f.year.is_none() && f.weekday.is_none();
        if b.month.is_none() {
            continue;
        }
        if !(range || and) || a.calendar != b.calendar || a.day.is_some() != b.day.is_some() || !days(a) {
            continue;
        }
        match b.year {
            // A pair over the turn of the year begins in the year before.
            Some(Year::Of(year)) if range || a.month <= b.month => {
                let turned = (a.month, a.day) > (b.month, b.day);
                let year = Year::Of(year - i16::from(turned));
                placed[i].timex.expression = Expression::Date(Fields { year: Some(year), ..a });
            }
            None if range && b.weekday.is_none() => {
                placed[j].timex.expression = Expression::DateAfter(b, Box::new(Expression::Date(a)));
            }
            _ => {}
        }
    }
}
