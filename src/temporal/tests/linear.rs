//! The cost of reading is linear in the text, whatever the text: twice the words cost at most twice the look-ups.
//!
//! Counted, not timed: every look-up of a word by the grammar is a step. The inputs repeat what rules join on: dashes,
//! "and", openers, brackets, months, weekdays, units, prepositions that lead to another time.

use crate::temporal::{Anchor, Prefer, detect, resolve};
use crate::text::{Language, Passage, steps};
use jiff::civil::date;

/// Pieces that are repeated; the digits in some keep a rule going that would stop at equal neighbours.
const ARABIC: &[&str] = &[
    "1-",
    "12-11-",
    "من 1 إلى ",
    "إلى 3 ",
    "بين 1 و",
    "(",
    "(1)",
    "(كانون الأول ",
    "و",
    "و5 ",
    "ألف و",
    "ألفا و",
    "واحد وعشرون و",
    "مايو/",
    "1/",
    "3/5/",
    "كانون الأول/ديسمبر/",
    "الخميس ",
    "الخميس، الجمعة، ",
    "الخميس-",
    "ليل الخميس-الجمعة-",
    "قبل ",
    "قبل يوم ",
    "بعد يومين من ",
    "قبل قبل يوم من ",
    "منتصف ",
    "منتصف ليل ",
    "مطلع نهاية ",
    "حوالي ",
    "نحو أكثر من ",
    "يوم ",
    "يوم يوم الخميس ",
    "شهر ",
    "عام ",
    "الأسبوع الماضي من ",
    "الثالث من ",
    "الأول من الأول من ",
    "آخر ",
    "كل ",
    "كل يوم كل ",
    "الساعة ",
    "الساعة الثامنة و",
    "نصف ",
    "ساعة ونصف و",
    "سنة وشهر ويوم و",
    "5:",
    "14:05 ",
    "14:05-",
    "3 مساء ",
    "هذا ",
    "هذا اليوم ",
    "الـ",
    "صباح ",
    "صباح مساء ",
    "رمضان ",
    "1438 هـ ",
    "الموافق ",
    "5 رمضان الموافق ",
    "2015 ",
    "2015-2016-",
    "عامي 2015 و2016 و",
    "خمسة ",
    "مئة ",
    ".",
    "3.",
    "1,000,",
    "\u{200f}",
    "سيلتقي ",
    "غدا ",
    "أمس ",
    "الخميس المقبل ",
    "من ذلك ",
];

const ENGLISH: &[&str] = &[
    "1-",
    "1/",
    "from 1 to ",
    "between 1 and ",
    "May ",
    "May/",
    "May 3-",
    "3 May ",
    "May 3, ",
    "Monday ",
    "Monday, ",
    "Monday-",
    "the ",
    "the first of ",
    "the early ",
    "early ",
    "first ",
    "last ",
    "next ",
    "the last ",
    "the day before ",
    "the day after the week before ",
    "two days before ",
    "a week after ",
    "half ",
    "half past ",
    "quarter to ",
    "10 to ",
    "20 past ",
    "and ",
    "and a half ",
    "an hour and ",
    "two and ",
    "twenty ",
    "twenty-",
    "one hundred ",
    "thousand and ",
    "1,000,",
    "1 1/2 ",
    "5:30 ",
    "5:30-",
    "5pm ",
    "5 pm to ",
    "at ",
    "on ",
    "in ",
    "in the ",
    "of ",
    "of the ",
    "by ",
    "by the end of ",
    "about ",
    "around about ",
    "every ",
    "every other ",
    "every Monday at ",
    "ago ",
    "days ago ",
    "within ",
    "(",
    "(May ",
    "'",
    "2015 ",
    "2015-",
    "2015-16-",
    "the 1990s ",
    "'90s ",
    "Q3 ",
    "quarter ",
    "week of ",
    "morning ",
    "morning of ",
    "this ",
    "this week of this ",
    "noon ",
    "midnight ",
    "midnight on ",
    "tomorrow ",
    "tomorrow morning ",
    "will ",
    "Christmas ",
    "second ",
    "seconds ",
    "oh ",
    "ten ",
    "ten thirty ",
    "from now ",
    "a year from ",
    "three Mondays from ",
    "later than ",
];

fn read(text: &str, language: Language) {
    let found = detect(&Passage::new(text, Some(language)));
    for prefer in [Prefer::Past, Prefer::Future] {
        let anchor = Anchor { prefer, ..Anchor::at(date(2016, 12, 29)) };
        for timex in &found {
            resolve(timex, &anchor);
        }
    }
}

fn grows_linearly(piece: &str, language: Language) {
    steps::grow_linearly(piece, |text| read(text, language));
}

#[test]
fn twice_the_words_take_twice_the_steps() {
    for piece in ARABIC {
        grows_linearly(piece, Language::Arabic);
    }
    for piece in ENGLISH {
        grows_linearly(piece, Language::English);
    }
}

#[test]
fn pieces_that_alternate_are_no_dearer() {
    for (pieces, language) in [(ARABIC, Language::Arabic), (ENGLISH, Language::English)] {
        for (i, piece) in pieces.iter().enumerate() {
            grows_linearly(&format!("{piece}{}", pieces[(i * 7 + 3) % pieces.len()]), language);
        }
    }
}

/// Nothing nests as deep as a text is long.
#[test]
fn a_very_long_repetition_is_read_to_its_end() {
    for (pieces, language) in [(ARABIC, Language::Arabic), (ENGLISH, Language::English)] {
        for piece in pieces {
            read(&piece.repeat(3_000), language);
        }
    }
}
