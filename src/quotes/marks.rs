//! Pairs of quotation marks: « », “ ”, „ “, ‹ ›, ‘ ’ and the straight ", one inside another or not.
//!
//! One pass over the characters with a stack of open marks. A closing mark takes the nearest open one of its family;
//! what was left open above it is dropped, so each mark is pushed and popped once and any text costs its length.

use crate::text::Span;

/// Marks of one look.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Guillemet,
    Angle,
    Double,
    Single,
    Straight,
}

/// What a mark does where it stands.
enum Does {
    Open(Family),
    Close(Family),
}

/// The marks that are still open.
#[derive(Default)]
struct Open {
    stack: Vec<(Family, usize)>,
    /// How many of each family, so that a closing mark without an open one costs nothing.
    count: [usize; 5],
}

impl Open {
    fn has(&self, family: Family) -> bool {
        self.count[family as usize] > 0
    }

    fn push(&mut self, family: Family, at: usize) {
        self.count[family as usize] += 1;
        self.stack.push((family, at));
    }

    /// Where the nearest open mark of the family stands; those above it go.
    fn pop(&mut self, family: Family) -> Option<usize> {
        if !self.has(family) {
            return None;
        }
        while let Some((open, at)) = self.stack.pop() {
            self.count[open as usize] -= 1;
            if open == family {
                return Some(at);
            }
        }
        None
    }
}

/// The pairs of a text, marks included, sorted by their start, the outer before the inner.
pub(super) fn pairs(source: &str) -> Vec<Span> {
    let mut out = Vec::new();
    if !source.contains(is_mark) {
        return out;
    }
    let mut open = Open::default();
    let mut before = None;
    let mut chars = source.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|&(_, c)| c);
        if is_mark(c) {
            match does(c, before, after, &open) {
                Some(Does::Open(family)) => {
                    // A straight mark holds no other: the one that was open has no end.
                    if family == Family::Straight {
                        open.pop(family);
                    }
                    open.push(family, at);
                }
                Some(Does::Close(family)) => {
                    out.extend(open.pop(family).map(|start| Span::new(start, at + c.len_utf8())));
                }
                None => {}
            }
        }
        before = Some(c);
    }
    out.sort_unstable_by_key(|pair| (pair.start, std::cmp::Reverse(pair.end)));
    out
}

const fn is_mark(c: char) -> bool {
    matches!(c, '"' | '\u{AB}' | '\u{BB}' | '\u{2018}'..='\u{201A}' | '\u{201C}'..='\u{201E}' | '\u{2039}' | '\u{203A}')
}

fn does(mark: char, before: Option<char>, after: Option<char>, open: &Open) -> Option<Does> {
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    Some(match mark {
        '\u{AB}' => Does::Open(Family::Guillemet),
        '\u{BB}' => Does::Close(Family::Guillemet),
        '\u{2039}' => Does::Open(Family::Angle),
        '\u{203A}' => Does::Close(Family::Angle),
        // “ ends „ and, where texts mix up the two, what ” began.
        '\u{201C}' if open.has(Family::Double) && !space(before) && (space(after) || !letter(after)) => {
            Does::Close(Family::Double)
        }
        '\u{201C}' | '\u{201E}' => Does::Open(Family::Double),
        '\u{201D}' if !open.has(Family::Double) && space(before) && !space(after) => {
            Does::Open(Family::Double)
        }
        '\u{201D}' => Does::Close(Family::Double),
        '\u{2018}' | '\u{201A}' if !before.is_some_and(char::is_alphanumeric) => Does::Open(Family::Single),
        // An apostrophe stands between letters.
        '\u{2019}' if !(letter(before) && letter(after)) => Does::Close(Family::Single),
        '"' if open.has(Family::Straight) => {
            if space(before) && !space(after) {
                Does::Open(Family::Straight)
            } else {
                Does::Close(Family::Straight)
            }
        }
        '"' => {
            // Arabic glues its proclitics to the mark: و"لندن". Inches and stray marks open nothing.
            let glued = before.is_some_and(|c| {
                c.is_alphabetic() && !c.is_ascii() || matches!(c, '(' | '[' | ':' | '\u{640}')
            });
            let dash = before.is_some_and(|c| {
                matches!(
                    c,
                    '-' | '\u{2013}' | '\u{2014}' | '\u{AB}' | '\u{2018}' | '\u{201C}' | '\u{60C}' | ','
                )
            });
            let opens = space(before) || (glued || dash) && !space(after);
            return opens.then_some(Does::Open(Family::Straight));
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::pairs;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = pairs(text).into_iter().map(|pair| pair.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn marks_of_every_style_pair_up() {
        check("قال «نعم» ثم \"لا\" ثم “ربما”", &["«نعم»", "\"لا\"", "“ربما”"]);
        check("er sagte „ja“ und „nein”", &["„ja“", "„nein”"]);
        check("“he said ‘I don’t know’ twice”", &["“he said ‘I don’t know’ twice”", "‘I don’t know’"]);
        check("«قال لي \"اذهب\" فذهبت»", &["«قال لي \"اذهب\" فذهبت»", "\"اذهب\""]);
        check("كتاباه و\"لندن\" و\"باريس\".", &["\"لندن\"", "\"باريس\""]);
        check("قال ”نعم“ وسكت", &["”نعم“"]);
    }

    #[test]
    fn marks_without_a_partner_are_nothing() {
        check("a 27\" screen and 5' 10\" more", &[]);
        check("»» «« ” ’", &[]);
        check("\"one \"two\" three", &["\"two\""]);
        check("the players’ union, don’t", &[]);
    }

    #[test]
    fn ten_thousand_marks_cost_their_number() {
        // Quadratic work on these would be 10^10 steps and never come back.
        for piece in ["«", "»", "\"", "“", "”", "‘a ", "’ ", "«\"“‘", "«”", "“»"] {
            let found = pairs(&piece.repeat(100_000));
            assert!(found.len() <= 200_000);
        }
    }
}
