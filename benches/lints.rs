//! What the rules cost: whole articles analysed with the rules and without, as a share of the analysis.
//!
//! `benches/README.md` says how to run it and keeps the figures.

#![allow(clippy::print_stdout, reason = "a benchmark prints")]
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot set itself up should say where")]
#![allow(clippy::cast_precision_loss, reason = "counts of words are small")]

mod golden;

use divan::black_box;
use hashiya::analysis::{Document, Options};
use hashiya::lints::{self, Levels, Severity};
use std::time::{Duration, Instant};

/// Each is timed so often, in turns, and the fastest counts: what else the machine does only slows.
const ROUNDS: usize = 15;

/// A rule that costs less, in hundredths, is not listed.
const LEAST: f64 = 1.0;

/// The levels of all rules, chosen by name.
fn levels(level: impl Fn(&'static lints::Rule) -> Option<Severity>) -> Levels {
    let mut levels = Levels::default();
    for rule in lints::rules() {
        levels.set(rule.name, level(rule), "benchmark");
    }
    levels
}

/// How long it takes to analyse the articles and to ask the rules that are on.
fn time(articles: &[String], levels: &Levels) -> Duration {
    let start = Instant::now();
    for text in articles {
        let document = Document::of(text, Options { levels: levels.clone(), ..Options::default() });
        black_box(lints::of_document(&document));
    }
    start.elapsed()
}

fn main() {
    let articles = golden::articles();
    let words: usize = articles.iter().map(|text| text.split_whitespace().count()).sum();
    let kinds = [
        ("no rule", levels(|_| None)),
        ("default rules", Levels::default()),
        ("all rules", levels(|_| Some(Severity::Warning))),
    ];
    let mut best = [Duration::MAX; 3];
    for _ in 0..ROUNDS {
        for (best, (_, levels)) in best.iter_mut().zip(&kinds) {
            *best = time(&articles, levels).min(*best);
        }
    }
    let without = best[0].as_secs_f64();
    for ((name, _), time) in kinds.iter().zip(best) {
        let time = time.as_secs_f64();
        let share = (time / without - 1.0) * 100.0;
        println!("{name:<14} {:>7.2} us a word  {share:>5.1} % more", time * 1e6 / words as f64);
    }
    // Each rule by itself. What a rule of the ledger reads is read with the paragraph, so it costs analysis.
    for rule in lints::rules() {
        let only = levels(|other| (other.name == rule.name).then_some(Severity::Warning));
        let best = (0..ROUNDS).map(|_| time(&articles, &only)).min().unwrap_or_default();
        let share = (best.as_secs_f64() / without - 1.0) * 100.0;
        if share >= LEAST {
            println!("{:<30} {share:>5.1} %", rule.name);
        }
    }
}
