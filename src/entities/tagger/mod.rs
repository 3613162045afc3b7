//! The sequence model: names as labels of words.
//!
//! Lists know what is in them and rules what they were told; the model weighs both with the look and company of each
//! word, as learnt from annotated news. Its weights are `seeds/model/`, made by `hashiya train`.

pub mod decode;
pub mod facts;
pub mod features;
pub mod labels;
mod model;
pub mod register;
pub mod spelling;
pub mod weights;

pub use model::Model;
