//! The cost of reading quantities is linear in the text: twice the words cost twice the look-ups, whatever repeats.

use crate::lexicon::Forms;
use crate::quantities::detect;
use crate::text::{Passage, steps};

const PIECES: &[&str] = &[
    "1,",
    "1,000,",
    "1.",
    "1-",
    "1-0-",
    "1 000 ",
    "2-1 ",
    "0",
    "00",
    "0012 ",
    "+1 ",
    "+1-",
    "(0)",
    "ألف و",
    "ألف ",
    "مليون ",
    "مليون ونصف ",
    "نصف ",
    "نصف مليون و",
    "ثلاثة و",
    "ثلاثة وعشرون و",
    "مئة و",
    "و",
    "و5 ",
    "%",
    "%5 ",
    "5% ",
    "$",
    "$5 ",
    "$5m ",
    "5 دولار ",
    "دينار ",
    "5 دينار ",
    "دولاران ",
    "نحو ",
    "نحو 5 ",
    "عن عمر ",
    "5 عاما ",
    "فاز ",
    "فاز 2-1 ",
    "الـ",
    "الـ5 ",
    "5 ولايات ",
    "million ",
    "two hundred and ",
    "twenty-",
    "three new big ",
    "3 old red ",
    "84-year-",
    "half a ",
    "half a million and ",
    "Aa Aa, 44, ",
    "aged ",
    "about ",
    "and a half ",
    "5 km ",
    "5 Egyptian ",
    "Egyptian pounds ",
    "(",
    "-",
];

#[test]
fn twice_the_words_take_twice_the_steps() {
    let read = |text: &str| {
        _ = {
            let passage = Passage::new(text, None);
            detect(&passage, &Forms::read(&passage), &[])
        }
    };
    for (i, piece) in PIECES.iter().enumerate() {
        steps::grow_linearly(piece, read);
        steps::grow_linearly(&format!("{piece}{}", PIECES[(i * 7 + 3) % PIECES.len()]), read);
    }
}
