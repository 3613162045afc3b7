//! Is it speech? The cues around a pair of marks.
//!
//! A verb of saying before the marks in their sentence, one right behind them, an attribution, the rest of a quotation
//! that was interrupted, or whole sentences standing by themselves. The fewer words the marks hold, the nearer the cue
//! must be: one word in marks is irony, two or three are a name or a title more often than speech.

use super::Continues;
use super::clauses::{Clauses, Marked, Telling};
use super::seats::{self, Seats};
use crate::lexicon::Class;

/// Words that make speech where the clause expects it.
const FEW: usize = 3;
/// Words that make speech where the clause may expect a title.
const SOME: usize = 5;
/// Words that are speech by themselves, in whole sentences.
const MANY: usize = 7;
/// Tokens between two parts of one quotation, at most.
const ASIDE: usize = 16;
/// Tokens between a noun and the title it introduces, at most.
const NEAR_TITLE: usize = 4;
/// Verbs in one sentence that are asked for their subject, at most.
const MOST_VERBS: usize = 4;

/// Where the speaker of the marked words may be named, if they are speech.
pub(super) fn judge(clauses: &Clauses, marked: Marked) -> Option<(Seats, Continues)> {
    let words = clauses.words_inside(marked, MANY + 1);
    if words == 0 {
        return None;
    }
    let colon = marked.open > 0 && clauses.mark(marked.open - 1) == Some(':');
    let opens_sentence = clauses.back(marked.open).next().is_none();
    let behind = || behind(clauses, marked, words);
    let rest = || rest(clauses, marked, words, opens_sentence);
    if clauses.english() {
        behind().or_else(rest).or_else(|| before(clauses, marked, words, colon))
    } else {
        before(clauses, marked, words, colon).or_else(behind).or_else(rest)
    }
    .or_else(|| {
        let named = colon && words >= SOME && !introduces_title(clauses, marked, words);
        let alone = opens_sentence && words >= MANY && is_complete(clauses, marked);
        (named || alone).then(|| (Seats::new(), Continues::No))
    })
}

/// «قال فلان إن "…"», `X said: "…"`: a verb before the marks, in their sentence.
fn before(clauses: &Clauses, marked: Marked, words: usize, colon: bool) -> Option<(Seats, Continues)> {
    let (mut verbs, mut that) = (0, false);
    let mut seats = Seats::new();
    let mut nearest = None;
    for i in clauses.back(marked.open) {
        let Some((telling, last)) = clauses.telling(i) else {
            that |= verbs == 0 && clauses.is_clause_word(i, "that");
            continue;
        };
        if nearest.is_none() {
            if !expects(clauses, marked, words, colon, that) {
                return None;
            }
            nearest = Some(telling);
        }
        seats.extend(seats::of(clauses, telling, i, last, marked.open));
        verbs += 1;
        // A verb without a subject of its own shares that of the verb before it.
        if verbs == MOST_VERBS || !seats::is_bare(clauses, telling, last) {
            return Some((seats, Continues::No));
        }
    }
    nearest.map(|_| (seats, Continues::OnlySpeaker))
}

/// The clause expects speech at the marks, given how many words they hold.
fn expects(clauses: &Clauses, marked: Marked, words: usize, colon: bool, that: bool) -> bool {
    if colon {
        return true;
    }
    if introduces_title(clauses, marked, words) {
        return false;
    }
    let Some(before) = marked.open.checked_sub(1) else { return false };
    // بـ«…», و"…", في "…": a name or a word in marks, unless it is long.
    let glued = !clauses.passage.tokens[marked.open].spaced && clauses.passage.is_word(before);
    let governed =
        !that && clauses.has(before, Class::FunctionWord) && !clauses.is_clause_word(before, "that");
    let directly = clauses.is_clause_word(before, "that") || clauses.telling(before).is_some();
    words >= if glued || governed { SOME } else { FEW } || words + 1 >= FEW && directly
}

/// A noun before the marks, or before the colon there, says that they hold a title, a name or a slogan.
fn introduces_title(clauses: &Clauses, marked: Marked, words: usize) -> bool {
    let titled = |i: usize| clauses.has_stem(i, Class::TitledNoun);
    let colon = marked.open > 0 && clauses.mark(marked.open - 1) == Some(':');
    let end = marked.open - usize::from(colon);
    let near = |depth: usize| {
        (1..=depth)
            .map_while(|back| end.checked_sub(back))
            .take_while(|&i| clauses.passage.is_word(i) && !clauses.is_clause_word(i, "that"))
            .any(titled)
    };
    near(1) || words <= SOME && near(NEAR_TITLE)
}

/// `"…," said X`, «"…"، قال فلان»: a verb right behind the marks.
fn behind(clauses: &Clauses, marked: Marked, words: usize) -> Option<(Seats, Continues)> {
    let comma_inside = clauses.is_comma(marked.close - 1);
    let comma = comma_inside || clauses.is_comma(marked.close + 1);
    let ended = clauses.ends_sentence(marked.close - 1);
    let first = marked.close + 1 + usize::from(clauses.is_comma(marked.close + 1));
    let enough = words >= FEW || words + 1 >= FEW && comma;
    if !enough || !(comma || ended || !clauses.english()) {
        return None;
    }
    let reach = if clauses.english() { ASIDE } else { 2 };
    for i in first..(first + reach).min(clauses.passage.tokens.len()) {
        if clauses.ends_sentence(i)
            || clauses.is_clause_word(i, "that")
            || clauses.passage.tokens[i].line_start
        {
            return None;
        }
        let Some((telling, last)) = clauses.telling(i) else { continue };
        // «…»، وأضاف: that verb tells what comes next.
        if telling == Telling::Verb(true) || seats::is_bare(clauses, telling, last) && !clauses.english() {
            return None;
        }
        let seats = seats::of(clauses, telling, i, last, clauses.passage.tokens.len());
        return Some((seats, Continues::No));
    }
    None
}

/// `"…," X said. "…"`: the rest of the quotation before, after who said it.
fn rest(clauses: &Clauses, marked: Marked, words: usize, opens_sentence: bool) -> Option<(Seats, Continues)> {
    let previous = clauses.previous().filter(|previous| marked.open - previous.close <= ASIDE)?;
    let before = marked.open - 1;
    let told = (previous.close + 1..before).any(|i| clauses.telling(i).is_some());
    let interrupted = clauses.is_comma(before) && clauses.is_comma(previous.close - 1);
    let goes_on = opens_sentence && words >= FEW && is_complete(clauses, marked);
    let aside = (previous.close + 1..before).filter(|&i| clauses.ends_sentence(i)).count() == 0;
    (told && aside && (interrupted || goes_on)).then(|| (Seats::new(), Continues::Previous))
}

/// The marked words end a sentence.
fn is_complete(clauses: &Clauses, marked: Marked) -> bool {
    clauses.ends_sentence(marked.close - 1)
        || clauses.ends_sentence(marked.close + 1)
        || clauses.passage.tokens.get(marked.close + 1).is_none_or(|t| t.line_start)
}
