//! How fast names are found: text → passage → evidence → rules → model → mentions, on one thread, and whole articles with
//! the document pass and everything else.
//!
//! The text is the golden articles, repeated. References as in `temporal.rs`: walking over the characters, and folding
//! each of them. `benches/README.md` says how to run it and keeps the figures.

#![allow(clippy::print_stdout, reason = "a benchmark prints")]
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot set itself up should say where")]
#![allow(clippy::cast_precision_loss, reason = "counts of words are small")]

mod golden;

use divan::{Bencher, black_box, counter::ItemsCount};
use hashiya::analysis::{Document, Options};
use hashiya::entities;
use hashiya::lexicon::Forms;
use hashiya::text::{Language, Passage, fold};
use std::time::{Duration, Instant};

/// Enough that no cache holds it.
const WORDS: usize = 100_000;

/// The golden articles of a language, about [`WORDS`] words of them.
fn articles(language: Language) -> Vec<String> {
    let once: Vec<String> =
        golden::articles().into_iter().filter(|text| Passage::new(text, None).language == language).collect();
    std::iter::repeat_n(&once, WORDS / words(&once) + 1).flatten().cloned().collect()
}

/// Their paragraphs, as a document cuts them.
fn paragraphs(articles: &[String]) -> Vec<String> {
    let read = |text: &String| Document::of(text, Options::default());
    let texts = |document: Document| {
        document.paragraphs().map(|(_, p)| p.markup.plain.text.clone()).collect::<Vec<_>>()
    };
    articles.iter().map(read).flat_map(texts).collect()
}

fn words(texts: &[String]) -> usize {
    texts.iter().map(|text| text.split_whitespace().count()).sum()
}

/// The whole way of a paragraph, and how many names were found.
fn names(paragraphs: &[String]) -> usize {
    let found = |text: &String| {
        let passage = Passage::new(text, None);
        entities::detect(&passage, &Forms::read(&passage), None, None).mentions.len()
    };
    paragraphs.iter().map(found).sum()
}

/// Whole articles: names, times, quantities, quotations, the document pass, links.
fn everything(articles: &[String]) -> usize {
    articles.iter().map(|text| Document::of(text, Options::default()).paragraphs().count()).sum()
}

fn passages(paragraphs: &[String]) -> usize {
    paragraphs.iter().map(|text| Passage::new(text, None).tokens.len()).sum()
}

fn folding(paragraphs: &[String]) -> usize {
    let folded = |c| fold::fold_char(c).1 as usize;
    paragraphs.iter().flat_map(|text| text.chars()).map(folded).fold(0, usize::wrapping_add)
}

fn run(bencher: Bencher, texts: &[String], work: fn(&[String]) -> usize) {
    bencher.counter(ItemsCount::new(words(texts))).bench(|| work(black_box(texts)));
}

#[divan::bench(args = ["ar", "en"], sample_count = 10)]
fn text_to_mentions(bencher: Bencher, language: &str) {
    run(bencher, &paragraphs(&articles(Language::parse(language).unwrap())), names);
}

#[divan::bench(args = ["ar", "en"], sample_count = 10)]
fn whole_articles(bencher: Bencher, language: &str) {
    run(bencher, &articles(Language::parse(language).unwrap()), everything);
}

#[divan::bench(args = ["ar", "en"], sample_count = 10)]
fn text_to_passage(bencher: Bencher, language: &str) {
    run(bencher, &paragraphs(&articles(Language::parse(language).unwrap())), passages);
}

/// The best of some rounds.
fn best(texts: &[String], work: fn(&[String]) -> usize) -> f64 {
    let round = |_| {
        let start = Instant::now();
        black_box(work(black_box(texts)));
        start.elapsed()
    };
    (0..10).map(round).min().unwrap_or(Duration::MAX).as_secs_f64()
}

/// The figures that are kept: thousand words a second, and how much slower than folding the characters.
fn summary() {
    println!(
        "{:<10} {:>24} {:>12} {:>24}",
        "language", "names, 1000 words/s", "x folding", "everything, 1000 words/s"
    );
    for language in [Language::Arabic, Language::English] {
        let articles = articles(language);
        let paragraphs = paragraphs(&articles);
        let (named, folded) = (best(&paragraphs, names), best(&paragraphs, folding));
        let whole = best(&articles, everything);
        println!(
            "{:<10} {:>24.0} {:>12.1} {:>24.0}",
            language.code(),
            words(&paragraphs) as f64 / named / 1e3,
            named / folded,
            words(&articles) as f64 / whole / 1e3
        );
    }
}

/// An article of a thousand words, read first thing in the process: lists, tables and weights are met for the first time.
fn cold() {
    let texts = articles(Language::Arabic);
    let lines = texts.iter().flat_map(|text| text.lines());
    let mut count = 0;
    let text: Vec<&str> = lines
        .take_while(|line| {
            count += line.split_whitespace().count();
            count <= 1_000
        })
        .collect();
    let start = Instant::now();
    let found = black_box(Document::of(&text.join("\n"), Options::default())).paragraphs().count();
    let first = start.elapsed();
    let start = Instant::now();
    black_box(Document::of(&text.join("\n"), Options::default()));
    let again = start.elapsed();
    println!("cold: {found} paragraphs of 1000 words, everything: {first:.1?}; once more: {again:.1?}");
}

fn main() {
    // With a filter or another argument, only what it asks for.
    if std::env::args().skip(1).all(|argument| argument == "--bench") {
        cold();
        summary();
    }
    divan::main();
}
