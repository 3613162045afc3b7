//! Quotation marks of a paragraph: which belong together and which stand alone.
//!
//! « », ‹ › and “ ” „ pair by a stack for each look. Their shapes do not tell which opens: »…« and „…“ are as good, so the
//! place of a mark decides. Straight marks are alike and hold none of their own, so they open and close in turns; when their
//! number is odd, the one without which the others stand best is alone. Single marks are apostrophes too often to be judged,
//! and marks behind digits may be inches. Each mark is looked at a fixed number of times.

use crate::analysis::Paragraph;
use crate::lints::prose;
use crate::text::Span;
use smallvec::SmallVec;

/// Marks of one look, which pair with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// "
    Straight,
    /// “ ” „
    Curly,
    /// « »
    Guillemet,
    /// ‹ ›
    Angle,
}

impl Family {
    /// All.
    pub const ALL: [Self; 4] = [Self::Straight, Self::Curly, Self::Guillemet, Self::Angle];

    const fn of(c: char) -> Option<Self> {
        match c {
            '"' => Some(Self::Straight),
            '\u{201C}'..='\u{201F}' => Some(Self::Curly),
            '\u{AB}' | '\u{BB}' => Some(Self::Guillemet),
            '\u{2039}' | '\u{203A}' => Some(Self::Angle),
            _ => None,
        }
    }
}

/// What the place of a mark says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// It opens.
    Opens,
    /// It closes.
    Closes,
    /// It may do either.
    Either,
}

/// A mark, in the plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub at: usize,
    pub shape: char,
    pub family: Family,
    /// What its place says.
    pub way: Way,
    /// White space stands on both sides of it.
    apart: bool,
    /// A short number stands before it: it may mean inches or seconds.
    behind_digits: bool,
}

impl Mark {
    /// Its bytes.
    pub const fn span(self) -> Span {
        Span::new(self.at, self.at + self.shape.len_utf8())
    }
}

/// A pair of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub open: Mark,
    pub close: Mark,
    /// It lies in no other pair.
    pub is_outer: bool,
}

/// The marks of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Pairs by their starts.
    pub pairs: Vec<Pair>,
    /// Marks without a partner in the paragraph, in order.
    pub alone: SmallVec<[Mark; 2]>,
    /// Pairs of marks of different looks, each without a partner of its own: “…".
    pub unlike: SmallVec<[(Mark, Mark); 1]>,
    /// Straight marks that begin the paragraph's first words as if they closed, and end it as if they opened: alone only if
    /// the paragraphs around want them to be.
    pub doubtful: SmallVec<[Mark; 2]>,
}

/// Reads the marks of a paragraph.
pub(super) fn read(paragraph: &Paragraph) -> Marks {
    let text = paragraph.markup.plain.text.as_str();
    let mut out = Marks::default();
    let mut all = all(text);
    if all.is_empty() {
        return out;
    }
    let code = prose::Code::read(paragraph);
    all.retain(|mark| !code.holds(mark.span()));
    if all.iter().any(|mark| mark.behind_digits) && prose::is_arabic(text) {
        // Arabic hardly writes inches, and hardly ends a sentence with them: «بلغ العدد 50".»
        for mark in &mut all {
            let ends = text[mark.span().end..].chars().next();
            mark.behind_digits &= ends.is_some_and(|c| c.is_whitespace() || c.is_alphabetic());
        }
    }
    straight(&all, &mut out);
    for family in [Family::Curly, Family::Guillemet, Family::Angle] {
        let marks: Vec<Mark> = all.iter().copied().filter(|mark| mark.family == family).collect();
        shaped(text, &marks, &mut out);
    }
    out.pairs.sort_unstable_by_key(|pair| (pair.open.at, std::cmp::Reverse(pair.close.at)));
    out.alone.sort_unstable_by_key(|mark| mark.at);
    let mut end = 0;
    for pair in &mut out.pairs {
        pair.is_outer = pair.open.at >= end;
        end = end.max(pair.close.at);
    }
    join_unlike(&mut out);
    out
}

/// All marks of a text.
fn all(text: &str) -> Vec<Mark> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    // Leads of other characters too: most of these are no marks.
    for at in memchr::memchr3_iter(b'"', 0xC2, 0xE2, bytes) {
        let Some(shape) = text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
        let Some(family) = Family::of(shape) else { continue };
        let (head, tail) = (&text[..at], &text[at + shape.len_utf8()..]);
        let (before, after) = (last_seen(head), tail.chars().find(|c| !is_unseen(*c)));
        let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let digits = head.chars().rev().take_while(|c| c.is_numeric()).take(4).count();
        out.push(Mark {
            at,
            shape,
            family,
            way: way(head, before, after),
            apart: space(before) && space(after),
            behind_digits: (1..4).contains(&digits),
        });
    }
    out
}

/// Joiners and signs of direction, which hide what stands beside a mark.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{61C}' | '\u{FEFF}')
}

fn last_seen(text: &str) -> Option<char> {
    text.chars().rev().find(|c| !is_unseen(*c))
}

/// What its neighbours say of a mark.
fn way(head: &str, before: Option<char>, after: Option<char>) -> Way {
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let begins = |c: char| {
        c.is_alphanumeric()
            || matches!(c, '#' | '@' | '$' | '(' | '[' | '\'' | '\u{2018}' | '\u{20AC}' | '\u{A3}')
            || Family::of(c).is_some()
    };
    let leads = |c: char| {
        matches!(
            c,
            '(' | '['
                | '{'
                | ':'
                | '/'
                | '='
                | '-'
                | '\u{2013}'
                | '\u{2014}'
                | '\u{AB}'
                | '\u{201C}'
                | '\u{2018}'
        )
    };
    let ends = |c: char| {
        c.is_whitespace()
            || Family::of(c).is_some()
            || matches!(
                c,
                '.' | ','
                    | ';'
                    | ':'
                    | '!'
                    | '?'
                    | ')'
                    | ']'
                    | '}'
                    | '/'
                    | '-'
                    | '\u{2013}'
                    | '\u{2014}'
                    | '\u{2026}'
                    | '\u{60C}'
                    | '\u{61B}'
                    | '\u{61F}'
                    | '\''
                    | '\u{2019}'
            )
    };
    let starts_word = after.is_some_and(begins);
    let ends_word = after.is_none_or(ends);
    if space(before) {
        return if starts_word { Way::Opens } else { Way::Either };
    }
    if starts_word && (before.is_some_and(leads) || is_behind_proclitic(head)) {
        return Way::Opens;
    }
    // Behind a letter or the end of a sentence and before a space or another mark of punctuation.
    if ends_word && !before.is_some_and(leads) { Way::Closes } else { Way::Either }
}

/// و"لندن", بـ«الكارثي», ال"سي": Arabic glues its small words to the mark.
fn is_behind_proclitic(head: &str) -> bool {
    let small = |c: char| {
        matches!(
            c,
            '\u{648}' | '\u{641}' | '\u{628}' | '\u{644}' | '\u{643}' | '\u{627}' | '\u{640}' | '\u{64B}'
                ..='\u{652}'
        )
    };
    let mut letters = head.chars().rev().filter(|c| !is_unseen(*c)).take(5).skip_while(|c| small(*c));
    let any = head.ends_with(small);
    any && letters.next().is_none_or(|c| !c.is_alphabetic())
}

/// Whether a mark stands against its place when it opens, or closes.
fn against(mark: &Mark, opens: bool) -> usize {
    usize::from(match mark.way {
        Way::Opens => !opens,
        Way::Closes => opens,
        Way::Either => false,
    })
}

/// How many marks stand against their places when they open and close in turns.
fn in_turns(marks: &[Mark]) -> usize {
    marks.iter().enumerate().map(|(i, mark)| against(mark, i % 2 == 0)).sum()
}

/// The mark of an odd number without which the others stand best, and how many of them stand against their places. Of two
/// closing marks the later is alone, of two opening ones the earlier; a mark that may mean inches before all.
fn odd_one(marks: &[Mark]) -> Option<(usize, usize)> {
    // Those before it are in turns from an opening one, and those behind it likewise.
    let mut behind = in_turns(marks.get(1..)?);
    let mut ahead = 0;
    let mut best: Option<(usize, usize)> = None;
    for (k, mark) in marks.iter().enumerate() {
        let cost = ahead + behind;
        let better = best.is_none_or(|(least, at)| {
            let other: &Mark = &marks[at];
            let later = other.way == Way::Closes && mark.way == Way::Closes;
            let rather = match (other.behind_digits, mark.behind_digits) {
                (true, false) => false,
                (false, true) => true,
                _ => later,
            };
            cost < least || cost == least && rather
        });
        if better {
            best = Some((cost, k));
        }
        ahead += against(mark, k % 2 == 0);
        if let Some(next) = marks.get(k + 1) {
            behind -= against(next, k % 2 == 0);
        }
    }
    best
}

/// How badly marks stand when as many as can be are paired.
fn badness(marks: &[Mark]) -> usize {
    if marks.len().is_multiple_of(2) {
        in_turns(marks)
    } else {
        1 + odd_one(marks).map_or(0, |(cost, _)| cost)
    }
}

/// Pairs straight marks.
fn straight(all: &[Mark], out: &mut Marks) {
    let mut marks: Vec<Mark> = all.iter().copied().filter(|mark| mark.family == Family::Straight).collect();
    // All that may mean inches do, if the others then stand better.
    if marks.iter().any(|mark| mark.behind_digits) {
        let others: Vec<Mark> = marks.iter().copied().filter(|mark| !mark.behind_digits).collect();
        if badness(&others) < badness(&marks) {
            marks = others;
        }
    }
    if marks.len() % 2 == 1 {
        if let Some((_, k)) = odd_one(&marks) {
            let mark = marks.remove(k);
            out.alone.extend(Some(mark).filter(|mark| !mark.behind_digits));
        }
    } else if marks.len() >= 2 {
        let last = marks.len() - 1;
        let inner = &marks[1..last];
        let torn = marks[0].way == Way::Closes && marks[last].way == Way::Opens;
        if torn && in_turns(&marks) >= in_turns(inner) + 2 {
            out.doubtful.extend([marks[0], marks[last]]);
            marks = inner.to_vec();
        }
    }
    out.pairs.extend(marks.chunks_exact(2).map(|two| Pair { open: two[0], close: two[1], is_outer: true }));
}

/// True when a paragraph's marks of a family stand the other way round, »…« or ”…“, throughout. Where hardly a place of
/// them fits that, they are the end of one quotation and the beginning of another.
fn are_turned(marks: &[Mark]) -> bool {
    let closing = |mark: &Mark| matches!(mark.shape, '\u{BB}' | '\u{203A}' | '\u{201D}');
    marks.len().is_multiple_of(2)
        && marks.iter().enumerate().all(|(i, mark)| closing(mark) == (i % 2 == 0) && mark.shape != '\u{201E}')
        && in_turns(marks) < marks.len()
}

/// Pairs the marks of a family whose shapes differ.
fn shaped(text: &str, marks: &[Mark], out: &mut Marks) {
    if are_turned(marks) {
        let pairs = marks.chunks_exact(2).filter(|two| !two.iter().all(|mark| mark.apart));
        out.pairs.extend(pairs.map(|two| Pair { open: two[0], close: two[1], is_outer: true }));
        return;
    }
    // ” … ”, as some keyboards have it: only the places tell them apart, as those of straight marks.
    let alike = marks.windows(2).all(|two| two[0].shape == two[1].shape);
    if alike
        && marks.len() > 1
        && marks[0].family == Family::Curly
        && in_turns(marks) == 0
        && marks.len().is_multiple_of(2)
    {
        out.pairs.extend(marks.chunks_exact(2).map(|two| Pair {
            open: two[0],
            close: two[1],
            is_outer: true,
        }));
        return;
    }
    let mut open: SmallVec<[Mark; 4]> = SmallVec::new();
    let mut inches = 0_usize;
    for &mark in marks {
        match open.last() {
            Some(last) if closes(*last, mark) => {
                inches += usize::from(mark.behind_digits);
                out.pairs.push(Pair { open: *last, close: mark, is_outer: true });
                open.pop();
            }
            // «…«, unless it goes on from the paragraph before: French begins such a paragraph with ».
            Some(last) if mark.family != Family::Curly && mark.way == Way::Closes => {
                if last.shape == '\u{BB}' && begins(text, *last) {
                    out.pairs.push(Pair { open: *last, close: mark, is_outer: true });
                } else {
                    out.unlike.push((*last, mark));
                }
                open.pop();
            }
            _ if opens(text, mark) => open.push(mark),
            // What was taken for the closing mark may have meant inches.
            _ if mark.family == Family::Curly && (mark.behind_digits || inches > 0) => {
                inches = inches.saturating_sub(1);
            }
            // » Home, More »
            _ if mark.apart && mark.family != Family::Curly => {}
            _ => out.alone.push(Mark { way: Way::Closes, ..mark }),
        }
    }
    out.alone.extend(
        open.into_iter().filter(|mark| !is_arrow(text, *mark)).map(|mark| Mark { way: Way::Opens, ..mark }),
    );
}

/// True when nothing stands before a mark.
fn begins(text: &str, mark: Mark) -> bool {
    text[..mark.at].chars().all(char::is_whitespace)
}

/// Guillemets that point somewhere: « Back, at the start of a line.
fn is_arrow(text: &str, mark: Mark) -> bool {
    mark.family != Family::Curly
        && mark.apart
        && text[..mark.at].chars().rev().take_while(|c| *c != '\n').all(char::is_whitespace)
}

/// True when a mark closes what `open` opened.
fn closes(open: Mark, mark: Mark) -> bool {
    match mark.shape {
        // The other shape closes, wherever it points, unless it clearly opens one inside.
        '\u{BB}' | '\u{AB}' | '\u{203A}' | '\u{2039}' => open.shape != mark.shape,
        '\u{201D}' => open.shape != '\u{201D}' || mark.way != Way::Opens,
        // “ ends „ and, where texts mix up the two, what ” or “ began.
        '\u{201C}' => mark.way == Way::Closes || open.shape == '\u{201D}' && mark.way != Way::Opens,
        _ => false,
    }
}

fn opens(text: &str, mark: Mark) -> bool {
    match mark.shape {
        '\u{AB}' | '\u{2039}' => mark.way != Way::Closes,
        '\u{201C}' => mark.way != Way::Closes || begins(text, mark),
        '\u{201E}' | '\u{201F}' => true,
        _ => mark.way == Way::Opens,
    }
}

/// An opening mark and a closing one of another look, both alone, were meant for each other.
fn join_unlike(out: &mut Marks) {
    let mut rest: SmallVec<[Mark; 2]> = SmallVec::new();
    for mark in out.alone.drain(..) {
        match rest.last() {
            Some(last) if last.family != mark.family && last.way == Way::Opens && mark.way != Way::Opens => {
                out.unlike.push((*last, mark));
                rest.pop();
            }
            _ => rest.push(mark),
        }
    }
    out.alone = rest;
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::analysis::{Document, Options};

    /// The pairs, and the marks that are alone with the text behind them.
    fn check(text: &str, pairs: &[&str], alone: &[&str]) {
        let document = Document::of(text, Options::default());
        let (_, paragraph) = document.paragraphs().next().unwrap();
        let plain = paragraph.markup.plain.text.as_str();
        let marks = read(paragraph);
        let found: Vec<&str> = marks.pairs.iter().map(|p| &plain[p.open.at..p.close.span().end]).collect();
        assert_eq!(found, pairs, "{text}");
        let found: Vec<&str> = marks.alone.iter().map(|mark| &plain[mark.at..]).collect();
        assert_eq!(found, alone, "{text}");
    }

    #[test]
    fn marks_pair() {
        check("قال «نعم» ثم \"لا\" ثم “ربما”", &["«نعم»", "\"لا\"", "“ربما”"], &[]);
        check("„ja“ „nein” ”نعم“ “لا“ ”لا” »ja«", &["„ja“", "„nein”", "”نعم“", "“لا“", "”لا”", "»ja«"], &[]);
        check("“he said “no” twice”", &["“he said “no” twice”", "“no”"], &[]);
        check("«قال «اذهب» فذهبت»", &["«قال «اذهب» فذهبت»", "«اذهب»"], &[]);
        check("كتاباه و\"لندن\" و\"باريس\".", &["\"لندن\"", "\"باريس\""], &[]);
        check("وقال \"نعم \"وأضاف", &["\"نعم \""], &[]);
        check("قال » نعم « ثم » لا « هنا", &[], &[]);
        check("« نعم » و »لا«", &["« نعم »", "»لا«"], &[]);
        check("قال ” نعم نحن ” ثم ذهب.", &["” نعم نحن ”"], &[]);
        check("قال “نعم“ ثم “لا“ هنا", &["“نعم“", "“لا“"], &[]);
        check("«وهو عمل المهندس » فرانك جيري « .»", &["«وهو عمل المهندس »", "« .»"], &[]);
    }

    #[test]
    fn some_stand_alone() {
        check("قال \"نعم. وأضاف \"لا\".", &["\"لا\""], &["\"نعم. وأضاف \"لا\"."]);
        check("قال \"نعم\". وأضاف \"لا.", &["\"نعم\""], &["\"لا."]);
        check("قال \"نعم\". وأضاف لا\".", &["\"نعم\""], &["\"."]);
        check("قال «نعم. وأضاف «لا».", &["«لا»"], &["«نعم. وأضاف «لا»."]);
        check("قال نعم»، ثم أضاف «لا.", &[], &["»، ثم أضاف «لا.", "«لا."]);
        check("قال نعم». وأضاف «لا».", &["«لا»"], &["». وأضاف «لا»."]);
        check("He said “yes and “no” to me.", &["“no”"], &["“yes and “no” to me."]);
        check("قال: بلغ العدد 50\".", &[], &["\"."]);
        check("He said yes” to me.", &[], &["” to me."]);
        check("قال «نعم« ثم ذهب.", &[], &[]);
    }

    #[test]
    fn inches_and_arrows_are_no_quotes() {
        check("a 27\" screen and 5' 10\" more", &[], &[]);
        check("a 27\" screen", &[], &[]);
        check("\"A 27\" screen,\" he said.", &["\"A 27\" screen,\""], &[]);
        check("“A 27” screen,” he said.", &["“A 27”"], &[]);
        check("الرئيسية » أخبار » سياسة", &[], &[]);
        check("« السابق", &[], &[]);
        check("التالي »", &[], &[]);
    }

    #[test]
    fn ten_thousand_marks_cost_their_number() {
        for piece in ["«", "»", "\"", "“", "”", "‘a ", "«”", "“»", "5\" ", " \"a", "a\" "] {
            let text = piece.repeat(10_000);
            let document = Document::of(&text, Options::default());
            for (_, paragraph) in document.paragraphs() {
                let marks = read(paragraph);
                assert!(marks.pairs.len() + marks.alone.len() <= 20_000);
            }
        }
    }
}
