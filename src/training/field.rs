//! A conditional random field: the weights that make the gold labels most likely, found step by step.
//!
//! `AdaGrad` gives each weight a pace of its own. Hiding a share of the features at each sight keeps the model from leaning
//! on the few words its examples know: names of tomorrow are in none of them. A name that is missed costs more than one
//! too many, as a short list of names is worth little: "outside" is given a start at every token of a name. The mean over
//! all steps stays.

use super::instance::Instance;
use super::random::Random;
use crate::entities::tagger::decode::{Lattice, Scores, Transitions, forbid};
use crate::entities::tagger::labels::{LABELS, OUTSIDE};

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Times through the examples.
    pub epochs: usize,
    /// The size of a step.
    pub rate: f32,
    /// The share of features that are hidden at each sight of an example.
    pub hidden: f32,
    /// The start of "outside" at a name's tokens, as a logarithm of odds.
    pub missed: f32,
}

/// What was learnt.
#[derive(Clone, Debug)]
pub struct Learnt {
    /// A row for each feature.
    pub rows: Vec<Scores>,
    /// One label after another.
    pub transitions: Transitions,
}

/// A weight while it is learnt.
#[derive(Clone, Copy)]
struct Weights {
    now: Scores,
    squares: Scores,
    /// Each change times the steps that it holds for.
    sums: Scores,
}

/// What the first steps are divided by, squared: small, so that rare features learn at once.
const FIRST_SQUARE: f32 = 1e-2;
/// Gradients under this change nothing that matters.
const STILL: f32 = 0.003;

impl Weights {
    const fn new(now: Scores) -> Self {
        Self { now, squares: [FIRST_SQUARE; LABELS], sums: [0.0; LABELS] }
    }

    fn change(&mut self, gradient: &Scores, rate: f32, steps: f32) {
        let weights = self.now.iter_mut().zip(&mut self.squares).zip(&mut self.sums);
        for (((now, square), sum), g) in weights.zip(gradient) {
            *square += g * g;
            let change = rate * g / square.sqrt();
            *now += change;
            *sum += change * steps;
        }
    }
}

/// Learns from `instances` starting from `start`, whose rows are those of the numbered features.
pub fn learn(instances: &[Instance], start: &Learnt, settings: Settings, seed: u64) -> Learnt {
    let mut rows: Vec<Weights> = start.rows.iter().map(|&row| Weights::new(row)).collect();
    let mut transitions = start.transitions.map(Weights::new);
    let mut order: Vec<&Instance> = instances.iter().filter(|i| !i.features.is_empty()).collect();
    let mut random = Random(seed);
    let total = (settings.epochs * order.len()).max(1) as f32;
    let mut left = total;
    let mut visible = Vec::new();
    for _ in 0..settings.epochs {
        random.shuffle(&mut order);
        for &instance in &order {
            left -= 1.0;
            hide(instance, settings.hidden, &mut random, &mut visible);
            let mut tokens = scores(&rows, &visible);
            for (scores, &gold) in tokens.iter_mut().zip(&instance.gold) {
                if gold != OUTSIDE {
                    scores[usize::from(OUTSIDE)] += settings.missed;
                }
            }
            let mut now = transitions.map(|row| row.now);
            forbid(&mut now);
            let lattice = Lattice::new(&tokens, &now);
            for ((features, expected), &gold) in visible.iter().zip(lattice.labels()).zip(&instance.gold) {
                let mut gradient = expected.map(|p| -p);
                gradient[usize::from(gold)] += 1.0;
                if gradient.iter().any(|g| g.abs() >= STILL) {
                    for &feature in features {
                        rows[feature as usize].change(&gradient, settings.rate, left);
                    }
                }
            }
            let mut gradient = lattice.pairs().map(|row| row.map(|p| -p));
            for pair in instance.gold.windows(2) {
                gradient[usize::from(pair[0])][usize::from(pair[1])] += 1.0;
            }
            for (row, gradient) in transitions.iter_mut().zip(&gradient) {
                row.change(gradient, settings.rate, left);
            }
        }
    }
    let mean = |start: &Scores, row: &Weights| {
        let mut mean = *start;
        mean.iter_mut().zip(&row.sums).for_each(|(value, sum)| *value += sum / total);
        mean
    };
    let mut learnt = start.clone();
    for (row, weights) in learnt.rows.iter_mut().zip(&rows) {
        *row = mean(row, weights);
    }
    for (row, weights) in learnt.transitions.iter_mut().zip(&transitions) {
        *row = mean(row, weights);
    }
    forbid(&mut learnt.transitions);
    learnt
}

/// The features of an instance without a share of them.
fn hide(instance: &Instance, share: f32, random: &mut Random, visible: &mut Vec<Vec<u32>>) {
    visible.resize_with(instance.features.len(), Vec::new);
    for (out, features) in visible.iter_mut().zip(&instance.features) {
        out.clear();
        out.extend(features.iter().copied().filter(|_| random.share() >= share));
    }
}

fn scores(rows: &[Weights], features: &[Vec<u32>]) -> Vec<Scores> {
    let token = |features: &Vec<u32>| {
        let mut scores = [0.0; LABELS];
        for &feature in features {
            scores.iter_mut().zip(&rows[feature as usize].now).for_each(|(score, weight)| *score += weight);
        }
        scores
    };
    features.iter().map(token).collect()
}

/// The mean of several runs.
pub fn mean(runs: &[Learnt]) -> Option<Learnt> {
    let (first, others) = runs.split_first()?;
    let mut mean = first.clone();
    for other in others {
        let ours = mean.rows.iter_mut().chain(&mut mean.transitions).flatten();
        let theirs = other.rows.iter().chain(&other.transitions).flatten();
        ours.zip(theirs).for_each(|(sum, weight)| *sum += weight);
    }
    let share = 1.0 / runs.len() as f32;
    mean.rows.iter_mut().chain(&mut mean.transitions).flatten().for_each(|sum| *sum *= share);
    forbid(&mut mean.transitions);
    Some(mean)
}
