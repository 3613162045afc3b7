//! Learning how names are spelt from lists of names and of common words: logistic regression over runs of letters.

use super::random::Random;
use crate::entities::tagger::spelling::{BYTES, KINDS, SLOTS, UNIT, runs};

/// A folded word, and whether it is a part of names of each kind.
pub type Word = (String, [bool; KINDS]);

const EPOCHS: usize = 8;
const RATE: f32 = 0.05;
const DECAY: f32 = 1e-5;

/// The table of votes.
pub fn learn(words: &[Word]) -> Vec<u8> {
    let mut votes = vec![[0.0f32; KINDS]; SLOTS];
    let mut order: Vec<usize> = (0..words.len()).collect();
    let mut random = Random(1);
    let mut slots = Vec::new();
    for epoch in 0..EPOCHS {
        random.shuffle(&mut order);
        let rate = RATE / (1.0 + epoch as f32 * 0.5);
        for &index in &order {
            let (word, kinds) = &words[index];
            slots.clear();
            runs(word, |slot| slots.push(slot));
            for (kind, &is) in kinds.iter().enumerate() {
                let sum: f32 = slots.iter().map(|&slot| votes[slot][kind]).sum();
                let probability = 1.0 / (1.0 + (-sum).exp());
                let change = rate * (f32::from(u8::from(is)) - probability);
                for &slot in &slots {
                    let vote = &mut votes[slot][kind];
                    *vote += change - DECAY * *vote;
                }
            }
        }
    }
    let mut bytes = Vec::with_capacity(BYTES);
    for slot in votes {
        bytes.extend(slot.map(|vote| ((vote * UNIT as f32).round().clamp(-127.0, 127.0) as i8) as u8));
    }
    bytes
}
