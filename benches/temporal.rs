//! How fast times are found and resolved: text → passage → expressions → values, paragraph by paragraph, one thread.
//!
//! The text is the golden articles, cut in paragraphs as a document cuts them and repeated. Two references tell how
//! much of a machine's speed is used: walking over the characters, and folding each of them, which every paragraph
//! needs at the least. `benches/README.md` says how to run it and keeps the figures.

#![allow(clippy::print_stdout, reason = "a benchmark prints")]
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot set itself up should say where")]

mod golden;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use hashiya::analysis::{Document, Options};
use hashiya::temporal::{Anchor, detect, resolve};
use hashiya::text::{Language, Passage, fold};
use jiff::civil::date;
use std::fmt;
use std::time::{Duration, Instant};

/// Enough that no cache holds it.
const SIZE: usize = 2_000_000;

/// What is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Text {
    Arabic,
    English,
    ArabicWithoutTimes,
    EnglishWithoutTimes,
}

const TEXTS: [Text; 4] = [Text::Arabic, Text::English, Text::ArabicWithoutTimes, Text::EnglishWithoutTimes];

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::Arabic => "arabic",
            Self::English => "english",
            Self::ArabicWithoutTimes => "arabic without times",
            Self::EnglishWithoutTimes => "english without times",
        })
    }
}

impl Text {
    /// Its paragraphs, about [`SIZE`] bytes of them.
    fn paragraphs(self) -> Vec<String> {
        let mut once = Vec::new();
        for text in golden::articles() {
            let document = Document::of(&text, Options::default());
            once.extend(document.paragraphs().map(|(_, p)| p.markup.plain.text.clone()));
        }
        let language = match self {
            Self::Arabic | Self::ArabicWithoutTimes => Language::Arabic,
            Self::English | Self::EnglishWithoutTimes => Language::English,
        };
        let without_times = matches!(self, Self::ArabicWithoutTimes | Self::EnglishWithoutTimes);
        once.retain(|text| {
            let passage = Passage::new(text, None);
            passage.language == language && (!without_times || detect(&passage).is_empty())
        });
        let size: usize = once.iter().map(String::len).sum();
        std::iter::repeat_n(once, SIZE / size + 1).flatten().collect()
    }
}

/// The whole way, and how many times were found.
fn values(paragraphs: &[String]) -> usize {
    let anchor = Anchor::at(date(2017, 3, 14));
    let mut found = 0;
    for text in paragraphs {
        for timex in detect(&Passage::new(text, None)) {
            black_box(resolve(&timex, &anchor));
            found += 1;
        }
    }
    found
}

fn characters(paragraphs: &[String]) -> usize {
    paragraphs
        .iter()
        .flat_map(|text| text.char_indices())
        .map(|(at, c)| at ^ c as usize)
        .fold(0, usize::wrapping_add)
}

fn folding(paragraphs: &[String]) -> usize {
    let folded = |c| fold::fold_char(c).1 as usize;
    paragraphs.iter().flat_map(|text| text.chars()).map(folded).fold(0, usize::wrapping_add)
}

fn bytes(paragraphs: &[String]) -> usize {
    paragraphs.iter().map(String::len).sum()
}

fn run(bencher: Bencher, text: Text, work: fn(&[String]) -> usize) {
    let paragraphs = text.paragraphs();
    bencher.counter(BytesCount::new(bytes(&paragraphs))).bench(|| work(black_box(&paragraphs)));
}

#[divan::bench(args = TEXTS, sample_count = 20)]
fn text_to_values(bencher: Bencher, text: Text) {
    run(bencher, text, values);
}

#[divan::bench(args = TEXTS, sample_count = 20)]
fn text_to_passage(bencher: Bencher, text: Text) {
    run(bencher, text, |paragraphs| paragraphs.iter().map(|p| Passage::new(p, None).tokens.len()).sum());
}

#[divan::bench(args = TEXTS, sample_count = 20)]
fn reference_characters(bencher: Bencher, text: Text) {
    run(bencher, text, characters);
}

#[divan::bench(args = TEXTS, sample_count = 20)]
fn reference_folding(bencher: Bencher, text: Text) {
    run(bencher, text, folding);
}

/// The best of some rounds.
fn best(paragraphs: &[String], work: fn(&[String]) -> usize) -> Duration {
    let round = |_| {
        let start = Instant::now();
        black_box(work(black_box(paragraphs)));
        start.elapsed()
    };
    (0..20).map(round).min().unwrap_or_default()
}

/// The figures that are kept: speed, and how much slower than a mere pass over the characters.
fn summary() {
    println!("{:<22} {:>9} {:>12} {:>12} {:>10}", "text", "MB/s", "x walking", "x folding", "times/kB");
    for text in TEXTS {
        let paragraphs = text.paragraphs();
        let [whole, walking, folded] =
            [values, characters, folding].map(|work| best(&paragraphs, work).as_secs_f64());
        #[allow(clippy::cast_precision_loss)]
        let [size, found] = [bytes(&paragraphs), values(&paragraphs)].map(|count| count as f64);
        println!(
            "{:<22} {:>9.1} {:>12.1} {:>12.1} {:>10.2}",
            text.to_string(),
            size / whole / 1e6,
            whole / walking,
            whole / folded,
            found / size * 1e3
        );
    }
}

fn main() {
    // With a filter or another argument, only what it asks for.
    if std::env::args().skip(1).all(|argument| argument == "--bench") {
        summary();
    }
    divan::main();
}
