//! Where in a clause the name of the speaker may stand.
//!
//! A name is a subject by its place: behind an Arabic verb and before what it reports, behind or before an English one.
//! Between verb and name stand only the words of an office; a preposition makes the name somebody else's. An
//! organisation speaks only where nothing stands between: «قال متحدث باسم الوزارة» is not the ministry.

use super::clauses::{Clauses, Telling};
use crate::lexicon::Class;
use crate::text::clitics::{self, ARTICLE, proclitic};
use smallvec::SmallVec;

/// Which end of a name a seat fixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The name begins at the seat.
    Start,
    /// The name ends at the seat.
    End,
}

/// A place where the speaker's name may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// A byte of the source.
    pub at: usize,
    /// What of the name is there.
    pub edge: Edge,
    /// Nobody but a person can sit there.
    pub person: bool,
}

/// Seats, the best first.
pub type Seats = SmallVec<[Seat; 4]>;

/// Tokens from a verb to its subject, at most.
const FARTHEST: usize = 24;
/// Words of an apposition between commas, at most.
const APPOSITION: usize = 14;
/// Words of a name, at most.
const LONGEST_NAME: usize = 8;

/// The seats around the verb at tokens `first..=last`; the clause ends before `limit`.
pub(super) fn of(clauses: &Clauses, telling: Telling, first: usize, last: usize, limit: usize) -> Seats {
    match telling {
        Telling::Follows => behind(clauses, last, limit, true),
        Telling::Precedes => before(clauses, first),
        Telling::Verb(and) => {
            let mut seats = Seats::new();
            // English names its subject first, unless the verb follows the marks: "…," said X.
            if !clauses.english()
                || first > 0 && (clauses.mark(first - 1).is_some() || !clauses.passage.is_word(first - 1))
            {
                seats = behind(clauses, last, limit, false);
            }
            if !and && seats.iter().all(|seat| seat.person) {
                let ahead = before(clauses, first);
                seats.extend(ahead);
            }
            seats
        }
    }
}

/// A verb without a subject of its own: only marks, words of grammar or an addressee stand behind it.
pub(super) fn is_bare(clauses: &Clauses, telling: Telling, last: usize) -> bool {
    let next = last + 1;
    if clauses.english() || !matches!(telling, Telling::Verb(_)) {
        return false;
    }
    let addressed = clauses.passage.is_word(next)
        && clitics::stems(clauses.passage, next).iter().any(|s| s.hidden_alef && s.cut == proclitic::LI);
    !clauses.passage.is_word(next)
        || addressed
        || clauses.has(next, Class::FunctionWord)
        || clauses.is_clause_word(next, "that")
}

/// Seats behind token `last`: directly behind for anybody, further on for people.
fn behind(clauses: &Clauses, last: usize, limit: usize, attribution: bool) -> Seats {
    let mut seats = Seats::new();
    if clauses.has(last + 1, Class::Kinship) {
        return seats;
    }
    for i in last + 1..(last + 1 + FARTHEST).min(limit).min(clauses.passage.tokens.len()) {
        let comma = clauses.is_comma(i);
        let ends = clauses.mark(i).is_some()
            && !comma
            && clauses.mark(i) != Some('.')
            && clauses.mark(i) != Some('-');
        if ends
            || comma && (clauses.english() || attribution)
            || clauses.ends_sentence(i)
            || clauses.is_clause_word(i, "that")
            || i > last + 1 && clauses.telling(i).is_some()
        {
            break;
        }
        if !clauses.passage.is_word(i) {
            continue;
        }
        let directly = i == last + 1 || i == last + 2 && clauses.is_clause_word(i - 1, "article");
        if attribution && directly {
            // وفقا لفلان
            let stems = clitics::stems(clauses.passage, i);
            let origins =
                stems.iter().filter(|s| s.cut == proclitic::LI).map(|s| clauses.passage.origin(s.fold_start));
            seats.extend(origins.map(|at| Seat { at, edge: Edge::Start, person: false }));
        }
        if directly || clauses.is_comma(i - 1) || titles(clauses, i - 1, last) {
            seats.push(Seat {
                at: clauses.passage.tokens[i].span.start,
                edge: Edge::Start,
                person: !directly,
            });
        }
    }
    seats
}

/// Token `i` may end the office of the person named behind it.
fn titles(clauses: &Clauses, i: usize, verb: usize) -> bool {
    if !clauses.passage.is_word(i) {
        // Mr. Smith
        return clauses.mark(i) == Some('.') && !clauses.ends_sentence(i);
    }
    if clauses.has(i, Class::FunctionWord) {
        return false;
    }
    // An indefinite noun right behind the verb has the name for its complement: «قال مساعد فلان».
    clauses.english()
        || i > verb + 1
        || clauses.passage.fold_of(i).starts_with(ARTICLE)
        || clauses.has(i, Class::PersonTitle)
}

/// Seats before token `verb`: a name that ends there, or before an apposition that ends there.
fn before(clauses: &Clauses, verb: usize) -> Seats {
    let mut seats = Seats::new();
    let Some(end) = verb.checked_sub(1) else { return seats };
    let mut seat = |i: usize, person: bool| {
        seats.push(Seat { at: clauses.passage.tokens[i].span.end, edge: Edge::End, person });
    };
    if clauses.passage.is_word(end) {
        if !clauses.english() || is_subject(clauses, end) {
            seat(end, false);
        }
        return seats;
    }
    if !clauses.english() || !clauses.is_comma(end) || end == 0 {
        return seats;
    }
    // "An official, Margaret Ashdown, said", "Jordan Blake, the founder of Aqaba Bay, said"
    let Some(comma) = clauses.back(end).take(APPOSITION).find(|&i| clauses.is_comma(i)).filter(|&i| i > 0)
    else {
        return seats;
    };
    let named = (comma + 1..end).all(|i| clauses.passage.is_capitalised(i) || clauses.mark(i) == Some('.'));
    if named {
        seat(end - 1, true);
    } else if is_subject(clauses, comma - 1) {
        seat(comma - 1, false);
    }
    seats
}

/// The English name that ends at token `end` is no complement: no preposition stands before it.
fn is_subject(clauses: &Clauses, end: usize) -> bool {
    let capital = |i: usize| clauses.passage.is_capitalised(i) || clauses.mark(i) == Some('.');
    let mut first = end;
    for _ in 0..LONGEST_NAME {
        let Some(before) = first.checked_sub(1) else { return true };
        // "of" and "and" inside a name stand between capitals.
        let inside = before > 0 && clauses.is_clause_word(before, "link") && capital(before - 1);
        if !capital(before) && !inside {
            break;
        }
        first = before;
    }
    let Some(mut before) = first.checked_sub(1) else { return true };
    if clauses.is_clause_word(before, "article") {
        let Some(further) = before.checked_sub(1) else { return true };
        before = further;
    }
    !clauses.has(before, Class::FunctionWord) || clauses.is_clause_word(before, "that")
}
