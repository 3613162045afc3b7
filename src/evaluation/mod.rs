//! Scoring of what was found against gold: pure functions of the two, no files and no output but text.
//!
//! The figures are those that the shared test sets are published with, to the last digit, so that a run in process and
//! a run of another program over the stream can be compared. Predictions come from the caller.

pub mod agreement;
mod edges;
pub mod names;
pub mod times;
mod value;
