//! The best sequence of labels, and how sure a name in it is.

use super::labels::{Chunk, LABELS, Label, OUTSIDE, may_begin, may_end, may_follow, write};

/// The score of each label of one token.
pub type Scores = [f32; LABELS];
/// The score of each label after each other.
pub type Transitions = [[f32; LABELS]; LABELS];

/// The score of what cannot be.
pub const NEVER: f32 = -1e9;

/// Forbids the pairs of labels that make no sequence of names.
pub fn forbid(transitions: &mut Transitions) {
    for (before, row) in (0u8..).zip(transitions.iter_mut()) {
        for (after, score) in (0u8..).zip(row.iter_mut()) {
            if !may_follow(before, after) {
                *score = NEVER;
            }
        }
    }
}

fn edges() -> (Scores, Scores) {
    let score = |allowed: bool| if allowed { 0.0 } else { NEVER };
    let mut label = 0u8..;
    let begin = [0.0; LABELS].map(|_: f32| score(label.next().is_some_and(may_begin)));
    let mut label = 0u8..;
    let end = [0.0; LABELS].map(|_: f32| score(label.next().is_some_and(may_end)));
    (begin, end)
}

/// The labels with the highest score.
pub fn best(tokens: &[Scores], transitions: &Transitions) -> Vec<Label> {
    let Some(first) = tokens.first() else { return Vec::new() };
    let (begin, end) = edges();
    let mut back: Vec<[Label; LABELS]> = Vec::with_capacity(tokens.len());
    let mut score = *first;
    score.iter_mut().zip(begin).for_each(|(s, b)| *s += b);
    for token in &tokens[1..] {
        let mut next = [NEVER * 2.0; LABELS];
        let mut from = [OUTSIDE; LABELS];
        for (label, (&so_far, row)) in (0u8..).zip(score.iter().zip(transitions)) {
            // After a token that can only be outside, one label is left.
            if so_far < NEVER / 2.0 {
                continue;
            }
            for after in 0..LABELS {
                let total = so_far + row[after];
                if total > next[after] {
                    next[after] = total;
                    from[after] = label;
                }
            }
        }
        next.iter_mut().zip(token).for_each(|(n, t)| *n += t);
        score = next;
        back.push(from);
    }
    score.iter_mut().zip(end).for_each(|(s, e)| *s += e);
    let mut label = highest(&score);
    let mut labels = vec![OUTSIDE; tokens.len()];
    for (slot, from) in labels[1..].iter_mut().rev().zip(back.iter().rev()) {
        *slot = label;
        label = from[usize::from(label)];
    }
    labels[0] = label;
    labels
}

fn highest(scores: &Scores) -> Label {
    let mut best = (OUTSIDE, scores[0]);
    for (label, &score) in (0u8..).zip(scores) {
        if score > best.1 {
            best = (label, score);
        }
    }
    best.0
}

/// Forward and backward sums over all sequences, for the probabilities of labels and names.
///
/// Sums are kept between 0 and 1 by dividing each token's by its own total, so no logarithm is taken on the way.
pub struct Lattice {
    /// The weight of each label by itself.
    own: Vec<Scores>,
    /// The weight of each pair.
    pairs: Transitions,
    forward: Vec<Scores>,
    backward: Vec<Scores>,
    /// What each token's forward sums were divided by.
    divisors: Vec<f32>,
}

impl Lattice {
    /// Sums over `tokens`.
    pub fn new(tokens: &[Scores], transitions: &Transitions) -> Self {
        let (begin, end) = edges();
        let own: Vec<Scores> = tokens
            .iter()
            .map(|token| {
                let highest = token.iter().copied().fold(f32::MIN, f32::max);
                token.map(|score| if score < NEVER / 2.0 { 0.0 } else { (score - highest).exp() })
            })
            .collect();
        let pairs = transitions.map(|row| row.map(f32::exp));
        let mut reverse = pairs;
        for (before, row) in pairs.iter().enumerate() {
            row.iter().enumerate().for_each(|(after, &pair)| reverse[after][before] = pair);
        }
        let (mut forward, mut divisors) = (Vec::with_capacity(own.len()), Vec::with_capacity(own.len()));
        let mut sums = begin.map(f32::exp);
        for (index, own) in own.iter().enumerate() {
            if index > 0 {
                sums = step(&sums, &pairs);
            }
            sums.iter_mut().zip(own).for_each(|(sum, own)| *sum *= own);
            divisors.push(divide(&mut sums));
            forward.push(sums);
        }
        let mut backward = Vec::with_capacity(own.len());
        let mut sums = end.map(f32::exp);
        for own in own.iter().rev() {
            let _ = divide(&mut sums);
            backward.push(sums);
            let mut weighted = sums;
            weighted.iter_mut().zip(own).for_each(|(sum, own)| *sum *= own);
            sums = step(&weighted, &reverse);
        }
        backward.reverse();
        Self { own, pairs, forward, backward, divisors }
    }

    /// The probability of each label of each token.
    pub fn labels(&self) -> impl Iterator<Item = Scores> {
        self.forward.iter().zip(&self.backward).map(|(forward, backward)| {
            let mut both = *forward;
            both.iter_mut().zip(backward).for_each(|(sum, backward)| *sum *= backward);
            let _ = divide(&mut both);
            both
        })
    }

    /// How often each pair of labels is to be expected.
    pub fn pairs(&self) -> Transitions {
        let mut expected = [[0.0; LABELS]; LABELS];
        for index in 1..self.own.len() {
            let mut after = self.backward[index];
            after.iter_mut().zip(&self.own[index]).for_each(|(sum, own)| *sum *= own);
            let mut here = self.pairs;
            let mut total = 0.0;
            for (row, before) in here.iter_mut().zip(&self.forward[index - 1]) {
                for (pair, after) in row.iter_mut().zip(&after) {
                    *pair *= before * after;
                    total += *pair;
                }
            }
            if total > 0.0 {
                let all = expected.iter_mut().flatten().zip(here.iter().flatten());
                all.for_each(|(sum, pair)| *sum += pair / total);
            }
        }
        expected
    }

    /// The probability of exactly this name.
    pub fn probability(&self, chunk: Chunk) -> f32 {
        let Chunk { first, last, .. } = chunk;
        let mut labels = vec![OUTSIDE; last - first + 1];
        write(&mut labels, Chunk { first: 0, last: last - first, ..chunk });
        let at = |index: usize| usize::from(labels[index]);
        let mut weight = self.forward[first][at(0)];
        for index in 1..labels.len() {
            weight *= self.pairs[at(index - 1)][at(index)] * self.own[first + index][at(index)]
                / self.divisors[first + index];
        }
        let whole: f32 = self.forward[last].iter().zip(&self.backward[last]).map(|(a, b)| a * b).sum();
        let share = weight * self.backward[last][at(labels.len() - 1)] / whole;
        if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 }
    }
}

fn step(sums: &Scores, pairs: &Transitions) -> Scores {
    let mut next = [0.0; LABELS];
    for (sum, row) in sums.iter().zip(pairs).filter(|(sum, _)| **sum > 0.0) {
        next.iter_mut().zip(row).for_each(|(next, pair)| *next += sum * pair);
    }
    next
}

/// Divides by the total, which is given back.
fn divide(sums: &mut Scores) -> f32 {
    let total: f32 = sums.iter().sum();
    if total > 0.0 {
        for sum in sums.iter_mut() {
            *sum /= total;
        }
        total
    } else {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::super::labels::{LabelType, Part, chunks, label};
    use super::{LABELS, Lattice, NEVER, best, forbid};

    /// Every sequence of three labels, scored one by one.
    #[test]
    fn agrees_with_trying_everything() {
        let mut seed = 7u32;
        let mut random = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) as f32 / 16_384.0 - 2.0
        };
        let tokens: Vec<[f32; LABELS]> = (0..3).map(|_| [0.0; LABELS].map(|_| random())).collect();
        let mut transitions = [[0.0; LABELS]; LABELS].map(|row| row.map(|_: f32| random()));
        forbid(&mut transitions);
        let (mut total, mut top) = (0.0f64, (f32::NEG_INFINITY, vec![]));
        let mut of_name = 0.0f64;
        for a in 0..LABELS {
            for b in 0..LABELS {
                for c in 0..LABELS {
                    let edge = super::may_begin(a as u8) && super::may_end(c as u8);
                    let score = tokens[0][a]
                        + transitions[a][b]
                        + tokens[1][b]
                        + transitions[b][c]
                        + tokens[2][c]
                        + if edge { 0.0 } else { NEVER };
                    total += f64::from(score).exp();
                    let begins = usize::from(label(LabelType::Org, Part::Begin));
                    let ends = usize::from(label(LabelType::Org, Part::End));
                    if (a, b) == (begins, ends) {
                        of_name += f64::from(score).exp();
                    }
                    if score > top.0 {
                        top = (score, vec![a as u8, b as u8, c as u8]);
                    }
                }
            }
        }
        assert_eq!(best(&tokens, &transitions), top.1);
        let lattice = Lattice::new(&tokens, &transitions);
        let name = super::Chunk { first: 0, last: 1, label_type: LabelType::Org };
        assert!((f64::from(lattice.probability(name)) - of_name / total).abs() < 1e-4);
        assert!(chunks(&best(&tokens, &transitions)).count() <= 3);
    }
}
