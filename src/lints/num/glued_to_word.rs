//! `num/glued-to-word`: digits and a word without the space between them (عام2016, in2016, 50شخصا). Proclitics, signs of
//! units, endings of ordinals, brands, models and codes are rightly glued. The fix puts the space.

use super::digits::{digit, in_word, is_arabic_letter, is_proclitic, runs};
use super::words::{Role, role};
use crate::analysis::{Document, Paragraph};
use crate::lexicon::{Class, Lexicon, statistics};
use crate::lints::{Find, Finding, Fix, Rule, Severity, prose};
use crate::text::{Edit, Language, Span, fold};
use smallvec::SmallVec;
use std::cell::OnceCell;

/// The rule.
pub const RULE: Rule =
    Rule { name: "num/glued-to-word", level: Some(Severity::Warning), find: Find::Paragraph(find) };

/// Characters on each side of a run of digits that are looked at.
const REACH: usize = 40;
/// Words and numbers glued together that are looked at; more are a code.
const MOST_PIECES: usize = 5;
/// Digits of a note, at most.
const NOTE: usize = 2;
/// Bytes of each of two numbers that "and" joins, at least.
const JOINED: usize = 2;
/// Letters of a word that one figure is not a part of, at least.
const LONG: usize = 5;
/// Names before a place that are asked whether they hold it.
const NAMES: usize = 4;
/// Elements that stand beside a word without a space: notes, and what points to them.
const NOTES: &[&str] = &["a", "fn", "note", "ptr", "ref", "sub", "sup"];
/// Lists whose words stand before numbers in prose.
const BEFORE: &[Class] = &[
    Class::FunctionWord,
    Class::Approximator,
    Class::QuantityApproximator,
    Class::PeriodPart,
    Class::TimeWord,
    Class::Month,
    Class::Weekday,
    Class::NumberTrap,
    Class::Unit,
];
/// Lists whose words are so common before numbers that a capital means the sentence's first word, or a name by itself.
const COMMON: &[Class] = &[Class::FunctionWord, Class::Approximator, Class::Month, Class::Weekday];

/// Lists whose words stand behind numbers in prose.
const BEHIND: &[Class] = &[
    Class::FunctionWord,
    Class::Month,
    Class::Weekday,
    Class::Unit,
    Class::Measure,
    Class::Currency,
    Class::Magnitude,
    Class::Percent,
];

/// A word, or a run of digits, of a chunk without spaces.
#[derive(Clone, Copy)]
struct Piece {
    span: Span,
    is_number: bool,
}

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let text = paragraph.markup.plain.text.as_str();
    let mut done = 0;
    let code = OnceCell::new();
    for run in runs(text) {
        let letter = |c: Option<char>| c.is_some_and(in_word);
        let glued = letter(text[..run.start].chars().next_back()) || letter(text[run.end..].chars().next());
        if run.start < done || !glued {
            continue;
        }
        let Some(pieces) = pieces(text, run) else { continue };
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { continue };
        done = last.span.end;
        let whole = Span::new(first.span.start, last.span.end);
        let seams: SmallVec<[usize; 2]> =
            (1..pieces.len()).filter(|&seam| is_fault(text, &pieces, seam)).collect();
        let in_code = || code.get_or_init(|| prose::Code::read(paragraph)).holds(whole);
        if !seams.is_empty() && !is_a_name(paragraph, whole) && !in_code() && !prose::is_in_tag(text, whole) {
            out.extend(finding(document, start, paragraph, &pieces, &seams));
        }
    }
}

/// The words and numbers that stand without spaces around a run of digits; none when they are a code.
fn pieces(text: &str, run: Span) -> Option<SmallVec<[Piece; 4]>> {
    let of_chunk = |c: &char| in_word(*c) || digit(*c).is_some();
    let head = text[..run.start].char_indices().rev().take(REACH).take_while(|(_, c)| of_chunk(c));
    let start = head.last().map_or(run.start, |(at, _)| at);
    let mut out: SmallVec<[Piece; 4]> = SmallVec::new();
    let rest = text[start..].char_indices().take(3 * REACH).take_while(|(_, c)| of_chunk(c));
    for (at, c) in rest {
        let (at, end, is_number) = (start + at, start + at + c.len_utf8(), digit(c).is_some());
        match out.last_mut() {
            Some(last) if last.is_number == is_number => last.span.end = end,
            _ => out.push(Piece { span: Span::new(at, end), is_number }),
        }
        if out.len() > MOST_PIECES {
            return None;
        }
    }
    let end = out.last()?.span.end;
    let joins =
        |c: char| matches!(c, '-' | '/' | '&' | '+' | '\'' | '\u{2019}' | '#' | '@' | '_' | '^' | '$');
    let torn = text[..start].trim_end_matches(' ').ends_with('@')
        || text[..start].ends_with(joins) && out.first().is_some_and(|piece| !piece.is_number)
        || text[end..].starts_with(['@', '_', '/', '='])
        || text[..start].strip_suffix('.').is_some_and(|before| before.ends_with(char::is_alphabetic));
    let around = prose::chunk(text, Span::new(start, end));
    (!torn && !prose::is_address(around.of(text))).then_some(out)
}

/// True when a space is missing before piece `seam`.
fn is_fault(text: &str, pieces: &[Piece], seam: usize) -> bool {
    let word = pieces[if pieces[seam].is_number { seam - 1 } else { seam }].span.of(text);
    let arabic = word.chars().all(is_arabic_letter);
    if !arabic && !word.bytes().all(|b| b.is_ascii_alphabetic()) {
        return false;
    }
    let alike =
        |piece: &Piece| piece.is_number || piece.span.of(text).chars().all(is_arabic_letter) == arabic;
    if !pieces.iter().all(alike) {
        return false;
    }
    match (arabic, pieces[seam].is_number) {
        (true, true) => arabic_before(text, pieces, seam, word),
        (true, false) => arabic_behind(pieces, seam, word),
        (false, true) => english_before(text, pieces, seam, word),
        (false, false) => english_behind(text, pieces, word),
    }
}

/// An Arabic word before digits.
fn arabic_before(text: &str, pieces: &[Piece], seam: usize, word: &str) -> bool {
    // The tatweel joins on purpose: بـ50. So does the sign of a unit: كم2.
    let power = matches!(pieces[seam].span.of(text), "2" | "3" | "\u{662}" | "\u{663}");
    if word.ends_with('\u{640}') || power && role(word) == Some(Role::Sign) {
        return false;
    }
    let folded = fold::fold(word);
    let letters = folded.chars().count();
    if letters < 2 || is_proclitic(&folded) || is_model(&folded) {
        return false;
    }
    let grammar = || is_in(Language::Arabic, &folded, &[Class::FunctionWord]);
    if letters == 2 {
        // Names of letters have two letters too: إس, إل.
        return grammar() && !word.starts_with('\u{625}');
    }
    let leads = || is_in(Language::Arabic, &folded, BEFORE) || is_in(Language::Arabic, cut(&folded), BEFORE);
    !is_note(text, pieces, seam) || leads()
}

/// An Arabic word behind digits.
fn arabic_behind(pieces: &[Piece], seam: usize, word: &str) -> bool {
    let folded = fold::fold(word);
    let letters = folded.chars().count();
    if word.starts_with('\u{640}') || role(word) == Some(Role::Sign) {
        return false;
    }
    match letters {
        0 => false,
        // 2015و2016
        1 => folded == "\u{648}" && are_joined(pieces, seam),
        2 => is_in(Language::Arabic, &folded, &[Class::FunctionWord]),
        _ => !is_model(&folded),
    }
}

/// 2015و2016: two numbers with "and" between them. 5و3 may be a decimal.
fn are_joined(pieces: &[Piece], seam: usize) -> bool {
    // A digit has one byte or two.
    let long =
        |piece: Option<&Piece>| piece.is_some_and(|piece| piece.is_number && piece.span.len() >= JOINED);
    long(pieces.get(seam - 1)) && long(pieces.get(seam + 1))
}

/// An English word before digits.
fn english_before(text: &str, pieces: &[Piece], seam: usize, word: &str) -> bool {
    let folded = word.to_ascii_lowercase();
    if word.len() < 2 || !is_english_chunk(text, pieces, seam - 1) || role(&folded) == Some(Role::Model) {
        return false;
    }
    let is_lower = word.bytes().all(|b| b.is_ascii_lowercase());
    let is_title = word[1..].bytes().all(|b| b.is_ascii_lowercase());
    if is_lower {
        let number = pieces[seam].span;
        // "register4", "lari2" and "bob1980" are no faults of spacing.
        let counts =
            || number.len() > 1 && word.len() >= 4 && is_known(&folded) && !is_note(text, pieces, seam);
        // "some1"
        number.of(text) != "1" && is_in(Language::English, &folded, BEFORE) || counts()
    } else {
        is_title && is_in(Language::English, &folded, COMMON)
    }
}

/// An English word behind digits.
fn english_behind(text: &str, pieces: &[Piece], word: &str) -> bool {
    let folded = word.to_ascii_lowercase();
    let Some(at) = pieces.iter().position(|piece| piece.span.of(text) == word).filter(|at| *at > 0) else {
        return false;
    };
    if word.len() < 2 || !is_english_chunk(text, pieces, at) || role(&folded) == Some(Role::Sign) {
        return false;
    }
    // "$5million" is some houses' style.
    if text[..pieces[0].span.start].ends_with(['$', '\u{A3}', '\u{20AC}', '\u{A5}']) {
        return false;
    }
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        // "2day", "4gifs", "4wheel", "1password": a figure alone needs a longer word, and a plural if it may be a pun.
        let figures = pieces[at - 1].span.of(text);
        let puns = matches!(figures, "1" | "2" | "4") && (figures == "1" || !folded.ends_with('s'));
        let least = if figures.len() > 1 { 3 } else { LONG };
        return is_in(Language::English, &folded, BEHIND)
            || word.len() >= least && !(figures.len() == 1 && puns) && is_known(&folded);
    }
    word[1..].bytes().all(|b| b.is_ascii_lowercase())
        && is_in(Language::English, &folded, &[Class::Month, Class::Weekday, Class::FunctionWord])
}

/// Letters and digits in turns are a code, unless the word among them is a month: 29December2016.
fn is_english_chunk(text: &str, pieces: &[Piece], at: usize) -> bool {
    let month = || {
        let word = pieces[at].span.of(text).to_ascii_lowercase();
        is_in(Language::English, &word, &[Class::Month])
    };
    pieces.len() == 2 || pieces.len() == 3 && pieces[0].is_number && month()
}

/// A small number behind an ordinary word, at the end of what it belongs to, may be the number of a note.
fn is_note(text: &str, pieces: &[Piece], seam: usize) -> bool {
    let number = pieces[seam].span;
    let behind = text[number.end..].chars().next();
    let ends = behind.is_none_or(|c| {
        c != '\u{A0}' && c != ' ' && !in_word(c) && !matches!(c, '%' | '\u{66A}' | '-' | '/' | ':')
    });
    let decimal = text[number.end..].starts_with(['.', ',', '\u{66B}'])
        && text[number.end..].chars().nth(1).and_then(digit).is_some();
    ends && !decimal && number.of(text).chars().count() <= NOTE
}

/// A brand, a product or a letter's name, with its proclitics.
fn is_model(folded: &str) -> bool {
    role(folded) == Some(Role::Model) || role(cut(folded)) == Some(Role::Model)
}

/// An Arabic word without its proclitics, if enough stays.
fn cut(folded: &str) -> &str {
    let mut rest = folded.strip_prefix(['\u{648}', '\u{641}']).unwrap_or(folded);
    rest = rest.strip_prefix(['\u{628}', '\u{644}', '\u{643}']).unwrap_or(rest);
    rest = rest.strip_prefix("\u{627}\u{644}").unwrap_or(rest);
    if rest.chars().count() < 2 { folded } else { rest }
}

/// A common English word.
fn is_known(folded: &str) -> bool {
    statistics(Language::English, folded, false).is_some()
}

fn is_in(language: Language, folded: &str, classes: &[Class]) -> bool {
    Lexicon::of(language).senses(folded).iter().any(|sense| classes.contains(&sense.class))
}

/// True when a name that the records know holds the word and the digits.
fn is_a_name(paragraph: &Paragraph, whole: Span) -> bool {
    let raw = paragraph.markup.plain.to_raw(whole);
    let next = paragraph.entities.partition_point(|named| named.mention.span.start < raw.end);
    paragraph.entities[..next].iter().rev().take(NAMES).any(|named| {
        let known = named.mention.own.is_some() || named.mention.record.is_some();
        known && named.mention.span.overlaps(raw)
    })
}

fn finding(
    document: &Document,
    start: usize,
    paragraph: &Paragraph,
    pieces: &[Piece],
    seams: &[usize],
) -> Option<Finding> {
    let plain = &paragraph.markup.plain;
    let mut edits = Vec::new();
    let (mut first, mut last) = (None, 0);
    let mut spaced = String::new();
    for &seam in seams {
        let left = plain.to_raw(pieces[seam - 1].span).end;
        let right = plain.to_raw(pieces[seam].span).start;
        let between = Span::new(left, right);
        let tags = &paragraph.markup.tags;
        let next = tags.partition_point(|tag| tag.span.start < left);
        let mut tags = tags[next..].iter().take_while(|tag| tag.span.end <= right);
        if left < right && tags.any(|tag| NOTES.contains(&tag.name.of(&paragraph.text))) {
            continue;
        }
        // Outside the tags: before what opens, behind what closes.
        let closes = between.of(&paragraph.text).starts_with("</");
        edits.push(Edit::insert(start + if closes { right } else { left }, " "));
        first.get_or_insert(seam - 1);
        // 2015و2016: the number behind belongs to it.
        let next = pieces.get(seam + 1).filter(|_| !pieces[seam].is_number && pieces[seam].span.len() == 2);
        last = seam + usize::from(next.is_some());
    }
    let first = first?;
    for (at, piece) in pieces.iter().enumerate().take(last + 1).skip(first) {
        spaced.push_str(if at > first && seams.contains(&at) { " " } else { "" });
        spaced.push_str(piece.span.of(&plain.text));
    }
    let span = plain.to_raw(Span::new(pieces[first].span.start, pieces[last].span.end)).shifted(start);
    let message = document.say("num/glued-to-word", &[]);
    let title = document.say("num/glued-to-word:fix", &[("words", &spaced)]);
    Some(Finding { fixes: vec![Fix { title, edits, is_safe: true }], ..RULE.finding(span, message) })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::tests::{check, check_fix, check_with, syntax};
    use crate::tags::Syntax;

    #[test]
    fn an_arabic_word_before_digits_fires() {
        for (text, expected) in [
            ("اتصلوا على الرقم0012022773659 اليوم.", "الرقم0012022773659"),
            ("وقع الاتفاق عام2016 في حلب.", "عام2016"),
            ("وقع الاتفاق عام٢٠١٦ في حلب.", "عام٢٠١٦"),
            ("قتل نحو50 شخصا.", "نحو50"),
            ("في3 أيام.", "في3"),
            ("قتل أكثر من100 شخص.", "من100"),
            ("بدأت الجلسة الساعة10 صباحا.", "الساعة10"),
            ("بدأت الجلسة عند الساعة10.", "الساعة10"),
            ("بلغ العدد حوالي1.5 مليون.", "حوالي1"),
            ("عاد في ديسمبر2016 إلى بيته.", "ديسمبر2016"),
            ("قال إن أو20 منهم غادروا.", "أو20"),
            ("وصل مَعَ12 نائبا.", "مَعَ12"),
        ] {
            check(RULE.name, text, &[expected]);
        }
    }

    #[test]
    fn an_arabic_word_behind_digits_fires() {
        for (text, expected) in [
            ("قتل 50شخصا أمس.", "50شخصا"),
            ("قتل ٥٠شخصا أمس.", "٥٠شخصا"),
            ("خلال 3أيام فقط.", "3أيام"),
            ("دفع 20ألف دينار.", "20ألف"),
            ("بين عامي 2015و2016 فقط.", "2015و2016"),
            ("في عام 2016في حلب.", "2016في"),
            ("قتل حوالي50شخصا أمس.", "حوالي50شخصا"),
            ("توفي يوم 29ديسمبر2016 في بيته.", "29ديسمبر2016"),
            ("بلغ الـ20عاما.", "20عاما"),
        ] {
            check(RULE.name, text, &[expected]);
        }
    }

    #[test]
    fn an_english_word_fires() {
        for (text, expected) in [
            ("A roof collapse injured 7workers at a factory.", "7workers"),
            ("The council closed 3bridges after the storm.", "3bridges"),
            ("It happened in2016 in Aleppo.", "in2016"),
            ("About300 people came.", "About300"),
            ("They killed20 people.", "killed20"),
            ("It was on 29December2016 there.", "29December2016"),
            ("Some 20people came.", "20people"),
            ("He left in May2016 again.", "May2016"),
            ("See page12 of the report.", "page12"),
            ("It cost 15million dollars.", "15million"),
            ("It took 5years to build.", "5years"),
            ("In 2016the war ended.", "2016the"),
        ] {
            check(RULE.name, text, &[expected]);
        }
    }

    #[test]
    fn what_is_rightly_glued_is_left_alone() {
        for text in [
            "زار بـ50 شخصا وب50 وال20 والـ20 و3 ولـ30 ول30 وللـ30 ولل30 وبال20 فـ5.",
            "طائرات F16 وإف-16 وإف16 وميغ29 وتي72 وإس300.",
            "أصيب بكوفيد19 وبكوفيد-19 وقناة فرانس24 وأوميغا3 واليورانيوم235 ومرسيدس300.",
            "قمة G20 وشركة 3M وبث 4K وفيروس H1N1 ورحلة MH370 وهاتف iPhone7.",
            "مساحتها 12 كم2 و5 م3، والمجموعتان 1و2، ونسبة 5و3 %.",
            "سار 50كم ووزن 10كغ وعاش عام 1437هـ و2016م و20سم.",
            "#عام2016 و@user20 وhttp://a.org/x2016 وa2016@b.org.",
            "المادة أ1 والبند ب2 والقاعة م5.",
            "بلغت النسبة 20% و٣٠٪ ومئة.",
            "وقع الوزير الاتفاق1، ثم غادر.",
            "في `عام2016` هنا.",
            "عام 2016 وفي 3 أيام.",
            "20-30 شخصا، 3/4 الناس، 16:30.",
        ] {
            check(RULE.name, text, &[]);
        }
        for text in [
            "A 4wheel drive, 2gether again, the 1password vault, a 5km run, 3bn and 30mn dollars, a 4x4 on the 10th.",
            "He saw <ENAMEX id=\"x7workers\" n=\"7workers\">them</ENAMEX> there.",
            "He ran 50km and 10kg and 5m, on the 1st, 2nd, 3rd and 24th, in the 1980s at 10pm.",
            "F16, G20, MH370, 4K, 3D, 5G, H1N1, COVID19, covid19, iPhone7, mp3, 7zip, A320neo.",
            "$5bn, 20p, 3x, 2x4, 20-year-old, mid-2016, 50mph, 100kWh, 90ish.",
            "#in2016 @bob1980 b2b h2o bob_2016 file2016.pdf x2016@a.org a.org/in2016",
            "He signed the agreement1, then left.",
            "$5million £19million No10 2day 4ever some1 register4 @ bob1980 3mos 4pcs 30stm lari2",
            "Windows10, Euro2016, Channel4 and Area51.",
        ] {
            check(RULE.name, text, &[]);
        }
        check_with(
            RULE.name,
            syntax(Syntax::Html),
            "<p>وقع الاتفاق<sup>12</sup> أمس. <code>عام2016</code></p>",
            &[],
        );
        check_with(RULE.name, syntax(Syntax::Html), "<td>عام</td><td>2016</td>", &[]);
    }

    #[test]
    fn the_fix_puts_spaces() {
        check_fix(RULE.name, 0, "على الرقم0012022773659 ", "على الرقم 0012022773659 ");
        check_fix(RULE.name, 0, "قتل حوالي50شخصا أمس.", "قتل حوالي 50 شخصا أمس.");
        check_fix(RULE.name, 0, "بين عامي 2015و2016.", "بين عامي 2015 و2016.");
        check_fix(RULE.name, 0, "عام<num>2016</num> كان.", "عام <num>2016</num> كان.");
        check_fix(RULE.name, 0, "وصل <num>50</num>شخصا.", "وصل <num>50</num> شخصا.");
        check_fix(RULE.name, 0, "on 29December2016.", "on 29 December 2016.");
    }
}
