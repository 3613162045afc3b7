//! Learning the weights of the sequence model from annotated texts.
//!
//! Pure functions of the examples: the same examples and settings give the same bytes, on one core or several.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    reason = "sums, hashes and rounded weights: the values are small or only their low bits matter"
)]

pub mod corpus;
mod field;
mod instance;
mod random;
mod register;
pub mod spelling;
#[cfg(test)]
mod tests;

use crate::entities::tagger::Model;
use crate::entities::tagger::decode::{Scores, forbid};
use crate::entities::tagger::labels::LABELS;
use crate::entities::tagger::register::{DESK, choose};
use crate::entities::tagger::weights::pack;
use crate::text::Language;
use corpus::Example;
use field::Learnt;
pub use field::Settings;
use instance::{Index, Instance, Read};
use rayon::prelude::*;

/// What a model is made of beside the examples.
#[derive(Debug)]
pub struct Plan<'a> {
    /// The language of the examples.
    pub language: Language,
    /// The table of spelling.
    pub spelling: &'a [u8],
    /// How to learn.
    pub settings: Settings,
    /// Runs whose mean is taken: each sees the examples in another order.
    pub runs: u64,
    /// Rows that stay, the heaviest.
    pub rows: usize,
}

/// Learns a model from nothing. The examples' registers are told apart if there is more than one.
pub fn learn(examples: &[Example], plan: &Plan) -> Vec<u8> {
    let texts: Vec<Read> = examples.par_iter().map(|e| instance::read(e, plan.spelling)).collect();
    let several = examples.iter().any(|e| e.register != examples[0].register);
    let registers = several.then(|| {
        let corpora = texts.iter().zip(examples).filter(|(_, example)| example.register != DESK);
        let texts: Vec<_> = corpora.map(|(text, example)| (text.facts.tokens(), example.register)).collect();
        register::learn(&texts)
    });
    let mut index = Index::default();
    let instances: Vec<Instance> = texts
        .iter()
        .zip(examples)
        .map(|(text, example)| instance::number(text, several.then_some(example.register), &mut index))
        .collect();
    let mut start =
        Learnt { rows: vec![[0.0; LABELS]; index.features.len()], transitions: [[0.0; LABELS]; LABELS] };
    forbid(&mut start.transitions);
    let learnt = runs(&instances, &start, plan);
    let rows = heaviest(&index, &learnt, plan.rows);
    Model::pack(plan.language, plan.spelling, registers.as_deref(), &pack(&rows, &learnt.transitions))
}

/// Goes on learning from a model: what it knows stays where the examples say nothing else.
pub fn adapt(model: &Model, examples: &[Example], plan: &Plan) -> Vec<u8> {
    let mut index = Index::default();
    let instances: Vec<Instance> = examples
        .iter()
        .map(|example| {
            let text = instance::read(example, model.spelling());
            let register = model.registers().map(|table| choose(table, text.facts.tokens()));
            instance::number(&text, register, &mut index)
        })
        .collect();
    let weights = model.weights();
    let known = |&feature: &u64| weights.scores(&weights.sum(&mut [feature]));
    let start = Learnt {
        rows: index.features.iter().map(known).collect(),
        transitions: *model.weights().transitions(),
    };
    let learnt = runs(&instances, &start, plan);
    let mut rows = heaviest(&index, &learnt, plan.rows);
    // The rows learnt anew come first: of two with one place the packer keeps the first.
    rows.extend(model.weights().rows());
    Model::pack(model.language(), model.spelling(), model.registers(), &pack(&rows, &learnt.transitions))
}

/// The mean of the plan's runs from `start`, both as weights in use: there no feature is hidden, so each says less than
/// it does while learning.
fn runs(instances: &[Instance], start: &Learnt, plan: &Plan) -> Learnt {
    let seen = 1.0 - plan.settings.hidden;
    let start = Learnt { rows: scaled(&start.rows, 1.0 / seen), ..start.clone() };
    let learn = |seed| field::learn(instances, &start, plan.settings, seed);
    let learnt: Vec<Learnt> = (1..=plan.runs).into_par_iter().map(learn).collect();
    let mean = field::mean(&learnt).unwrap_or(start);
    Learnt { rows: scaled(&mean.rows, seen), ..mean }
}

fn scaled(rows: &[Scores], factor: f32) -> Vec<Scores> {
    rows.iter().map(|row| row.map(|weight| weight * factor)).collect()
}

/// The heaviest rows with their features, the heaviest first.
fn heaviest(index: &Index, learnt: &Learnt, most: usize) -> Vec<(u64, Scores)> {
    let weight = |row: &Scores| row.iter().map(|w| w * w).sum::<f32>();
    let mut rows: Vec<(u64, Scores)> =
        index.features.iter().copied().zip(learnt.rows.iter().copied()).collect();
    rows.sort_by(|a, b| weight(&b.1).total_cmp(&weight(&a.1)).then(a.0.cmp(&b.0)));
    rows.truncate(most);
    rows
}
