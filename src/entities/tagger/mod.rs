//! The sequence model: names as labels of words.
//!
//! Lists know what is in them and rules what they were told; the model weighs both with the look and company of each
//! word, as learnt from annotated news. Its weights are `seeds/model/`, made by `hashiya train`.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    reason = "sums, hashes and rounded weights: the values are small or only their low bits matter"
)]

pub mod decode;
pub mod facts;
pub mod features;
pub mod labels;
mod model;
pub mod register;
pub mod spelling;
pub mod weights;

pub use model::Model;
