//! Learning to tell registers apart: a regression over the words of each text.

use super::random::Random;
use crate::entities::tagger::facts::Facts;
use crate::entities::tagger::register::{BYTES, REGISTERS, SLOTS, UNIT, slots};

const EPOCHS: usize = 12;
const RATE: f32 = 0.1;
/// Words of one text hang together: its votes count for less than their number.
const DAMPING: f32 = 0.5;

/// The table of votes from texts with their registers.
pub fn learn(texts: &[(&[Facts], usize)]) -> Vec<u8> {
    let mut votes = vec![[0.0f32; REGISTERS]; SLOTS];
    let mut squares = vec![[1.0f32; REGISTERS]; SLOTS];
    let mut order: Vec<usize> = (0..texts.len()).collect();
    let mut random = Random(1);
    let mut seen = Vec::new();
    for _ in 0..EPOCHS {
        random.shuffle(&mut order);
        for &index in &order {
            let (facts, register) = texts[index];
            seen.clear();
            for fact in facts {
                slots(fact, |slot| seen.push(slot));
            }
            let scale = DAMPING / (facts.len().max(1) as f32).sqrt();
            let mut sums = [0.0f32; REGISTERS];
            for &slot in &seen {
                sums.iter_mut().zip(&votes[slot]).for_each(|(sum, vote)| *sum += vote * scale);
            }
            let highest = sums.iter().copied().fold(f32::MIN, f32::max);
            let powers = sums.map(|sum| (sum - highest).exp());
            let total: f32 = powers.iter().sum();
            for &slot in &seen {
                for kind in 0..REGISTERS {
                    let gradient = (f32::from(u8::from(kind == register)) - powers[kind] / total) * scale;
                    squares[slot][kind] += gradient * gradient;
                    votes[slot][kind] += RATE * gradient / squares[slot][kind].sqrt();
                }
            }
        }
    }
    let mut bytes = Vec::with_capacity(BYTES);
    for slot in votes {
        bytes.extend(slot.map(|vote| ((vote * UNIT).round().clamp(-127.0, 127.0) as i8) as u8));
    }
    bytes
}
